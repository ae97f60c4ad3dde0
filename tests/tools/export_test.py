"""layak export: every format, opened by what is meant to read it. Large readers (LibreOffice, GDAL, QGIS, ParaView, R)
are used where they are installed."""

import base64
import contextlib
import csv
import hashlib
import html
import io
import json
import math
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import case
from case import LAYAK, SCENARIOS, Case, layak

EXAMPLES = SCENARIOS.parent / "tools" / "examples"
SQUARE = [[106.19, -6.62], [106.19, -6.60], [106.21, -6.60], [106.21, -6.62], [106.19, -6.62]]  # clockwise
HOLE = [[106.195, -6.612], [106.2, -6.612], [106.2, -6.608], [106.195, -6.608], [106.195, -6.612]]
STATES = ["action", "doctrine", "capacity", "programme", "written", "resources"]
FORMATS = ["csv", "xlsx", "gexf", "graphml", "geojson", "gpkg", "paraview"]
GEXF = "{http://gexf.net/1.3}"
GEXF_SCHEMA = Path(__file__).with_name("gexf.rng")


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


def needs_module(name):
    import importlib.util
    return unittest.skipUnless(importlib.util.find_spec(name), f"python3-{name} is not installed")


def outlines(*codes):
    """boundaries.geojson: the first a square with a hole, the others of two squares."""
    features = []
    for k, code in enumerate(codes):
        shift = lambda ring, by: [[x + by, y] for x, y in ring]
        geometry = {"type": "Polygon", "coordinates": [SQUARE, HOLE]} if k == 0 else {
            "type": "MultiPolygon", "coordinates": [[shift(SQUARE, k / 10)], [shift(SQUARE, k / 10 + 0.03)]]}
        features.append({"type": "Feature", "properties": {"code": code}, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})


def kelurahan_codes():
    return [f"99.99.{kecamatan}.100{k}" for kecamatan in ("01", "02") for k in (1, 2, 3)]


class ExportCase(Case):
    """A comparison of two plans, made once."""
    plans = ["status-quo", "mixed"]
    what_ifs = ["no-rotation", "standard-parameters"]
    goals = ["formal.kelurahan >= 4", "trained >= 0.24"]
    sheets = ["Summary", "Differences", "Goals", "Prices", "What if", "City", "Kecamatan", "Kelurahan", "Institutions", "Costs", "Trained posts", "Dictionary", "Provenance"]

    @classmethod
    def setUpClass(cls):
        maker = Case()
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        cls.made = maker.folder
        cls.prepare(maker)
        cls.result = maker.folder / "r.nc"
        otherwise = [word for option, values in (("--what-if", cls.what_ifs), ("--goal", cls.goals)) for value in values for word in (option, value)]
        run = layak("compare", "--city", maker.city, *cls.plans, *otherwise, "--replicates", "12", "--quiet", "-o", cls.result)
        assert run.status == 0, run.err
        cls.told = run.out
        cls.exported = maker.folder / "e"
        run = layak("export", cls.result, "-o", cls.exported, "--replicates", "--lang", "en")
        assert run.status == 0, run.err

    @classmethod
    def prepare(cls, maker):
        (maker.city / "boundaries.geojson").write_text(outlines(*kelurahan_codes()))
        (maker.city / "parameters.csv").write_text("rotation.head\n" + "".join(f"{0.2 + k / 50:.2f}\n" for k in range(6)))

    def export(self, *words, status=0, result=None, **options):
        run = layak("export", result or self.result, *words, *([] if "--lang" in words else ["--lang", "en"]), **options)
        self.assertEqual(run.status, status, run.err)
        return run

    def opened(self):
        import xarray
        data = xarray.open_dataset(self.result)
        self.addCleanup(data.close)
        return data

    def rows(self, name):
        with open(self.exported / "csv" / name, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def node(self, element, key):
        return element.find(f"{GEXF}attvalues/{GEXF}attvalue[@for='{key}']")

    def outcomes(self, data):
        return sum(variable.dims == ("replicate", "plan", "time") for variable in data.data_vars.values()) - 2  # but cost_all and trained_moved

    def as_close(self, text, value, digits=7):
        self.assertLessEqual(abs(float(text) - value), 10.0 ** (1 - digits) * abs(value) + 1e-12, (text, value))


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


class exports(ExportCase):
    """The folder, and the formats that need no large reader."""

    def test_the_folder_lists_and_explains_itself(self):
        files = contents(self.exported)
        manifest = json.loads(files.pop("manifest.json"))
        self.assertEqual({entry["name"] for entry in manifest["files"]}, set(files))
        for entry in manifest["files"]:
            self.assertEqual((entry["bytes"], entry["sha256"]), (len(files[entry["name"]]), hashlib.sha256(files[entry["name"]]).hexdigest()))
        self.assertEqual(manifest["content_sha256"], self.opened().attrs["content_sha256"])
        readme = files["README.md"].decode()
        self.assertIn("bukan nilai resminya", readme)
        self.assertIn("never the official score", readme)
        for name in files:
            self.assertTrue(name in readme or re.match(r"README|gexf/.*\.gexf|paraview/months/", name), name)
        for name in (name for name in files if name.endswith(".csv")):
            described = re.search(rf"^## `{re.escape(name)}`\n(.*?)(?=^## |\Z)", readme, re.M | re.S)[1]
            for column in files[name].decode().splitlines()[0].split(","):
                self.assertIn(f"| `{column}` |", described, name)
        for name in (name for name in files if name.startswith("csv/")):
            described = re.search(rf"^## `{re.escape(name)}`\n(.*?)(?=^## |\Z)", readme, re.M | re.S)[1]
            for column in ("metric", "good", "what_if"):
                for value in {row[column] for row in self.rows(name[4:]) if column in row}:
                    self.assertIn(f"| `{column}: {value}` |", described, name)
        for line in re.findall(r"^\| `(?:metric: |…_)?(.*?)` \| (.*?) \|", readme, re.M):
            self.assertNotEqual(line[1], "1", line)  # what one counts is said
        self.assertIn("| `metric: families.involved` | bagian (0 – 1) · share (0 – 1) |", readme)
        self.assertIn("| `metric: formal.kelurahan` | kelurahan |", readme)
        self.assertIn("| `q05` | dari besarannya · of the quantity | kuantil 5 % antarulangan | 5% quantile over the replicates |", readme)

    def test_the_bytes_hang_on_the_result_alone(self):
        self.export("-o", self.out / "again", "--replicates", env={"TZ": "Asia/Jakarta", "LC_ALL": "de_DE.UTF-8", "TMPDIR": str(self.out)}, cwd=self.out)
        otherwise = [word for option, values in (("--what-if", self.what_ifs), ("--goal", self.goals)) for value in values for word in (option, value)]
        run = layak("compare", "--city", self.made / "town", *self.plans, *otherwise, "--replicates", "12", "--quiet", "--threads", "1", "-o", self.out / "r.nc")
        self.assertEqual(run.status, 0, run.err)
        time.sleep(1.1)  # another second of the clock
        self.export("-o", self.out / "one-thread", "--replicates", result=self.out / "r.nc")
        expected = contents(self.exported)
        for other in ("again", "one-thread"):
            self.assertEqual([name for name, text in contents(self.out / other).items() if expected.get(name) != text], [])
            self.assertEqual(set(contents(self.out / other)), set(expected))

    def test_formats_one_by_one(self):
        for format in FORMATS:
            run = self.export("--format", format, "-o", self.out / format, "--json")
            files = json.loads(run.out)["files"]
            for file in files:
                self.assertEqual((self.out / format / file["name"]).stat().st_size, file["bytes"])
                if file["name"] not in ("README.md", "manifest.json"):
                    self.assertEqual((self.out / format / file["name"]).read_bytes(), (self.exported / file["name"]).read_bytes())
        for option in ("--replicates",), ("--csv-style", "id"):
            self.assertIn(" ".join(option) + ": for csv alone; add --format csv", self.export("--format", "xlsx", *option, "-o", self.out / "none", status=2).err)
        run = self.export("--format", "xslx", status=2)
        self.assertIn('did you mean "xlsx"', run.err)

    def test_the_name_of_the_folder(self):
        (self.out / "here").mkdir()
        shutil.copy(self.result, self.out / "a.nc")
        shutil.copy(self.result, self.out / "here" / "result.nc")
        self.export("--format", "graphml", result=self.out / "a.nc", cwd=self.out / "here")  # beside the result
        self.export("--format", "graphml", result="result.nc", cwd=self.out / "here")
        self.export("--format", "graphml", "-o", "x/", cwd=self.out)
        self.assertEqual(sorted(os.listdir(self.out)), ["a-export", "a.nc", "here", "here-export", "x"])
        self.assertEqual(os.listdir(self.out / "here"), ["result.nc"])

    def test_only_an_export_is_replaced(self):
        target = self.out / "e"
        self.export("--format", "graphml", "-o", target)
        before = contents(target)
        self.assertIn("--force", self.export("--format", "csv", "-o", target, status=2).err)
        self.assertEqual(contents(target), before)
        self.export("--format", "csv", "-o", target, "--force")
        self.assertNotIn("network.graphml", contents(target))
        with open(target / "csv" / "city.csv", "a") as table:
            table.write("mine\n")
        before = contents(target)
        self.assertIn("csv/city.csv in it was changed since it was exported", self.export("--format", "csv", "-o", target, "--force", "--lang", "en", status=2).err)
        self.assertEqual(contents(target), before)
        os.remove(target / "csv" / "city.csv")
        self.export("--format", "csv", "-o", target, "--force")
        (target / "csv" / "mine.txt").write_text("mine")
        before = contents(target)
        run = self.export("--format", "csv", "-o", target, "--force", status=2)
        self.assertIn("csv/mine.txt", run.err)
        self.assertEqual(contents(target), before)
        for name, piece in (("folder", "no folder of an export"), ("file", "this is a file"), ("none/e", "there is no folder")):
            if name == "folder":
                (self.out / name).mkdir()
                (self.out / name / "mine").write_text("mine")
            elif name == "file":
                (self.out / name).write_text("mine")
            self.assertIn(piece, self.export("--format", "csv", "-o", self.out / name, "--force", status=2).err)
        self.assertEqual((self.out / "folder" / "mine").read_text(), "mine")
        self.assertEqual(sorted(os.listdir(self.out)), ["e", "file", "folder"])
        (self.out / "empty").mkdir()
        self.export("--format", "graphml", "-o", self.out / "empty")

    def test_what_is_no_result_is_refused(self):
        self.refused(layak("export", self.city / "city.toml", "-o", self.out / "e", "--lang", "en"), "is no whole result of Layak")
        self.refused(layak("export", self.made / "none.nc", "-o", self.out / "e", "--lang", "en"), "there is no such file")
        damaged = self.folder / "d.nc"
        damaged.write_bytes(self.result.read_bytes()[:-100])
        self.refused(layak("export", damaged, "-o", self.out / "e", "--lang", "en"), "is no whole result of Layak")

    def test_a_forged_result_is_refused(self):
        def without(name):
            return lambda file: file.__delitem__(name)
        for change in (without("action_quantile"), without("cost"), without("plan_name"), without("provenance/inputs")):
            forged = self.forged(self.result, change)
            os.rename(forged, self.folder / "f.nc")
            self.refused(layak("export", self.folder / "f.nc", "-o", self.out / "e", "--lang", "en"), "not complete")

    def test_a_stop_leaves_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([LAYAK, "export", self.result, "-o", self.out / "e"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            while not os.listdir(self.out) and process.poll() is None:
                time.sleep(0.001)
            process.send_signal(number)
            _, said = process.communicate()
            if process.returncode == 0:  # it was quicker
                shutil.rmtree(self.out / "e")
                continue
            self.assertEqual(process.returncode, 128 + number)
            self.assertIn("tidak ada yang ditulis", said.decode())
            self.assertEqual(os.listdir(self.out), [])

    def test_a_full_disk_leaves_nothing(self):
        import resource
        small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        for format, file in (("csv", r"csv/\w+\.csv"), ("xlsx", r"results\.xlsx"), ("gpkg", r"kelurahan\.gpkg"), ("gexf", r"gexf/[\w-]+\.gexf")):
            for language, said in (("en", r"the file is larger than is allowed here|the disk fails \(input/output error\)"), ("id", r"berkas lebih besar dari yang diizinkan di sini|disk gagal \(galat masukan/keluaran\)")):
                run = self.export("--format", format, "-o", self.out / "e", "--lang", language, status=1, limit=small)
                self.assertRegex(run.err, rf"\Alayak: {re.escape(str(self.out))}/e/{file}: ({said})\n\Z")
                self.assertEqual(os.listdir(self.out), [])

    def test_csv_has_what_the_result_has(self):
        import numpy
        data = self.opened()
        found = {(row["plan"], row["date"], row["metric"]): row for row in self.rows("city.csv")}
        for plan in self.plans:
            for name, metric in (("action_kelurahan", "action.kelurahan"), ("formal_kelurahan", "formal.kelurahan"), ("index", "index"), ("cost_all", "cost.all")):
                for date in ("2015-01-31", "2020-02-29", "2024-12-31"):
                    values = data[name].sel(plan=plan, time=date).values.astype(float)
                    row = found[plan, date, metric]
                    self.as_close(row["mean"], values.mean())
                    for level in ("05", "25", "50", "75", "95"):
                        self.as_close(row["q" + level], numpy.quantile(values, int(level) / 100))
        self.assertEqual(len(found), 2 * 120 * (self.outcomes(data) + 2 * data.sizes["lever"] + 1))
        for row in self.rows("kecamatan.csv")[::97]:
            values = data["kecamatan_" + row["metric"].split(".")[1]].sel(plan=row["plan"], kecamatan=row["unit"], time=row["date"]).values.astype(float)
            self.as_close(row["mean"], values.mean())
        rows = self.rows("institutions.csv")
        missing = sum(int(numpy.isfinite(data[state + "_mean"]).sum()) for state in STATES)
        self.assertEqual(len(rows), missing)
        for row in rows[::1009]:
            at = {"plan": row["plan"], "institution": row["unit"], "time": row["date"]}
            self.as_close(row["mean"], float(data[row["metric"] + "_mean"].sel(at)))
            self.as_close(row["q95"], float(data[row["metric"] + "_quantile"].sel(at).sel(quantile=0.95)))
            self.assertEqual(row["level"], str(data.kind.sel(institution=row["unit"]).values))
        for row in self.rows("differences.csv")[::997]:
            at = {"plan": row["plan"], "institution": row["unit"], "time": row["date"]}
            self.as_close(row["difference"], float(data[row["metric"] + "_difference_mean"].sel(at)))
            self.as_close(row["ahead"], float(data[row["metric"] + "_ahead"].sel(at)))
        self.assertEqual({row["plan"] for row in self.rows("differences.csv")}, {"mixed"})

    def test_csv_of_costs_replicates_units_and_plans(self):
        import numpy
        data = self.opened()
        for row in self.rows("costs.csv"):
            kind, lever = row["metric"].split(".", 1)
            of_year = (data.cost_all if lever == "all" else data[kind].sel(lever=lever)).sel(plan=row["plan"], time=row["year"]).sum("time").values
            self.assertLessEqual(abs(float(row["mean"]) - of_year.mean()), 0.5 + 1e-6 * of_year.mean())
            self.assertLessEqual(abs(float(row["q50"]) - numpy.median(of_year)), 0.5 + 1e-6 * of_year.mean())
        self.assertIn("lapsed.mandate", {row["metric"] for row in self.rows("costs.csv")})
        for row in self.rows("trained.csv"):
            of = data.trained_moved if row["metric"] == "trained_moved" else data.trained_by.sel(cause=row["metric"].removeprefix("trained_by."))
            of_year = of.sel(plan=row["plan"], time=row["year"]).sum("time").values
            self.assertLessEqual(abs(float(row["mean"]) - of_year.mean()), 1e-5 * max(1, abs(of_year.mean())))
        moved = [float(row["mean"]) for row in self.rows("trained.csv") if row["metric"] == "trained_moved"]
        self.assertEqual(len(moved), 2 * 10)
        self.assertGreater(max(moved), 0)
        rows = self.rows("replicates.csv")
        self.assertEqual(len(rows), 2 * 12 * 120)
        for row in rows[::331]:
            at = {"plan": row["plan"], "replicate": int(row["replicate"]), "time": row["date"]}
            for metric in ("action.city", "layak.kelurahan", "families.involved"):
                self.as_close(row[metric], float(data[metric.replace(".", "_")].sel(at)))
        units = self.rows("units.csv")
        self.assertEqual([row["id"] for row in units], list(data.institution.values))
        self.assertEqual([row["name"] for row in units], list(data.institution_name.values))
        self.assertEqual([float(row["longitude"] or "nan") for row in units][8], float(data.lon[8]))
        self.assertEqual([(row["plan"], row["name_id"], row["name_en"]) for row in self.rows("plans.csv")], [("status-quo", "Seperti sekarang", "Status quo"), ("mixed", "Campuran", "Mixed")])

    def test_families_are_those_within(self):
        own = dict(zip(self.opened().institution.values, self.opened().families.values))
        database = sqlite3.connect(self.exported / "kelurahan.gpkg")
        on_map = dict(database.execute("SELECT id, families FROM kelurahan"))
        database.close()
        units = {row["id"]: row for row in self.rows("units.csv")}
        gexf = {node.get("id"): int(self.node(node, "7").get("value")) for node in ElementTree.parse(self.exported / "gexf" / "mixed.gexf").iter(GEXF + "node")}
        for id, row in units.items():
            self.assertEqual(int(row["families"]), gexf[id])
            within = [other for other in units if id == other or id in (units[other]["parent"], units.get(units[other]["parent"], {}).get("parent")) or row["kind"] == "city"]
            self.assertEqual(int(row["families"]), sum(own[other] for other in within), id)
        self.assertEqual({id: int(units[id]["families"]) for id in on_map}, on_map)
        self.assertEqual(int(units["kota"]["families"]), sum(own.values()))

    def test_csv_of_differences_and_prices_is_what_compare_told(self):
        with open(self.result.with_suffix(".csv"), newline="", encoding="utf-8") as file:
            told = {(row["level"], row["period"], row["outcome"]): row for row in csv.DictReader(file)}
        last = self.rows("city_differences.csv")
        self.assertEqual({row["plan"] for row in last}, {"mixed"})
        self.assertEqual(sorted({row["date"] for row in last})[0], "2019-01-31")  # since the plans begin
        names = (("baseline_mean", "baseline_mean"), ("plan_mean", "plan_mean"), ("difference", "difference"), ("low", "low"), ("high", "high"))
        for row in last:
            of = told["city", row["date"][:7], row["metric"]]
            for mine, theirs in names + (("chance_higher", "chance_above"), ("chance_low", "chance_low"), ("chance_high", "chance_high")):
                self.as_close(row[mine] or "0", float(of[theirs] or "0"), 5)
            self.assertEqual([row[name] for name in ("method", "higher", "equal", "lower", "higher_enough", "lower_enough")],
                             [of[name] for name in ("method", "pairs_above", "pairs_equal", "pairs_below", "pairs_far_above", "pairs_far_below")])
        costs = self.rows("cost_differences.csv")
        self.assertLessEqual({"2019", "2024", "per_year", "total"}, {row["period"] for row in costs})
        for row in costs:
            of = told["city", row["period"], row["metric"]]
            for mine, theirs in names:
                self.assertLessEqual(abs(float(row[mine]) - float(of[theirs])), 1 + 1e-6 * abs(float(of[theirs])), row)
            self.assertEqual((row["method"], row["measured_in"] == "rupiah"), (of["method"], not row["metric"].startswith("undelivered.") or row["metric"].endswith("funding")))
        prices = [row for row in self.rows("prices.csv") if row["parameters"] == "as_run"]
        self.assertEqual(len(prices), 4)
        for row in prices:
            of = told["price", "2024-12", row["good"]]
            self.assertEqual(row["price"] == "", of["plan_mean"] == "")
            if row["price"]:
                for mine, theirs in (("price", "plan_mean"), ("low", "low"), ("high", "high")):
                    self.as_close(row[mine], float(of[theirs]), 6)
            else:
                self.assertEqual(row["case"], of["method"])
        layak("compare", "--city", self.made / "town", *self.plans, "--parameters", "standard", "--replicates", "12", "--quiet", "-o", self.out / "s.nc")
        self.export("--format", "csv", "-o", self.out / "s", result=self.out / "s.nc")
        with open(self.out / "s" / "csv" / "prices.csv", newline="") as file:
            alone = [[*row.values()][2:] for row in csv.DictReader(file)]
        self.assertEqual([[*row.values()][2:] for row in self.rows("prices.csv") if row["parameters"] == "default"], alone)

    def test_goals_are_told_as_the_result_has_them(self):
        data = self.opened()
        months = data.time.to_index()
        begins = months.get_loc("2019-01-31")
        expected = []
        for goal, values in ((self.goals[0], data.formal_kelurahan >= 4), (self.goals[1], data.trained >= 0.24)):
            for plan in self.plans:
                ways = values.sel(plan=plan).values[:, begins:]
                first = sorted(int(way.argmax()) for way in ways if way.any())
                half = str(months[begins + first[5]].date()) if len(first) >= 6 else ""
                expected.append((goal, plan, str(len(first)), half))
        rows = self.rows("goals.csv")
        self.assertEqual([(row["goal"], row["plan"], row["reached"], row["by50"]) for row in rows], expected)
        self.assertEqual({row["replicates"] for row in rows}, {"12"})
        self.assertGreater(len({row["reached"] for row in rows}), 2, rows)  # all, none and some
        data = self.opened().isel(time=-1)
        holds = {self.goals[0]: data.formal_kelurahan >= 4, self.goals[1]: data.trained >= 0.24}
        self.assertEqual([int(row["at_end"]) for row in rows], [int(holds[row["goal"]].sel(plan=row["plan"]).sum()) for row in rows])
        self.assertTrue(any(int(row["at_end"]) < int(row["reached"]) for row in rows), rows)  # some do not last
        for row in rows:
            self.as_close(row["chance"], int(row["reached"]) / 12)
            self.assertTrue(float(row["chance_low"]) <= float(row["chance"]) <= float(row["chance_high"]))
            pairs = [row[name] for name in ("before_baseline", "same", "after_baseline")]
            self.assertTrue(pairs == ["", "", ""] if row["plan"] == "status-quo" else sum(map(int, pairs)) == 12, row)
        book = zipfile.ZipFile(self.exported / "results.xlsx")
        for row, cells in zip(rows, self.cells(book, "Goals")[1:], strict=True):
            self.assertEqual((str(cells[2]), str(cells[3])), (row["reached"], "12"))
            self.assertAlmostEqual(float(cells[4]), float(row["chance"]), places=6)
            self.assertEqual(str(cells[7]), row["at_end"])
        self.assertIn("4 or more", self.cells(book, "Goals")[1][1])

    def test_csv_of_what_ifs(self):
        import numpy
        data = self.opened()
        rows = self.rows("what_ifs.csv")
        self.assertEqual(len(rows), 2 * 2 * 72 * (self.outcomes(data) + 1))
        for row in rows[::1013] + [row for row in rows if row["metric"] == "cost.all"][::97]:
            name = row["metric"].replace(".", "_")
            at = {"plan": row["plan"], "time": row["date"]}
            values = data["what_if_" + name].sel(at).sel(what_if=row["what_if"]).values.astype(float)
            more = values - data[name].sel(at).values.astype(float)
            self.assertLessEqual(abs(float(row["mean"]) - values.mean()), 0.5 * (name == "cost_all") + 1e-6 * abs(values.mean()))
            self.assertLessEqual(abs(float(row["q95"]) - numpy.quantile(values, 0.95)), 0.5 * (name == "cost_all") + 1e-6 * abs(values.max()))
            self.assertLessEqual(abs(float(row["difference"]) - more.mean()), 0.5 * (name == "cost_all") + 1e-6 * abs(more).max() + 1e-12)
            for level in 0.05, 0.5, 0.95:
                self.assertLessEqual(abs(float(row[f"difference_q{100 * level:02.0f}"]) - numpy.quantile(more, level)), 0.5 * (name == "cost_all") + 1e-6 * abs(more).max() + 1e-12)
            self.assertEqual((int(row["higher"]), int(row["lower"])), ((more > 0).sum(), (more < 0).sum()))

    def test_codes_of_units_hang_on_no_language(self):
        self.export("--format", "csv", "-o", self.out / "id", "--lang", "id")
        own = contents(self.out / "id" / "csv")
        self.assertEqual(own, {name: text for name, text in contents(self.exported / "csv").items() if name in own})
        for name in "costs.csv", "cost_differences.csv":
            codes = {row["measured_in"] for row in self.rows(name)} - {""}
            self.assertLess({"rupiah", "seat"}, codes)
            readme = (self.out / "id" / "README.md").read_text()
            for code in codes:
                self.assertIn(f"| `measured_in: {code}` |", readme)

    def test_what_a_city_cannot_have_is_left_out(self):
        path = self.city / "institutions.csv"
        path.write_text("".join(line for line in path.read_text().splitlines(True) if ",business," not in line))
        layak("compare", "--city", self.city, *self.plans, "--replicates", "4", "--quiet", "-o", self.out / "r.nc")
        self.export("--format", "csv", "--format", "xlsx", "--replicates", "-o", self.out / "e", result=self.out / "r.nc")
        with open(self.out / "e" / "csv" / "city.csv", newline="") as file:
            metrics = {row["metric"] for row in csv.DictReader(file)}
        self.assertIn("indicator.community", metrics)
        readme = (self.out / "e" / "README.md").read_text()
        for name in ("business.engaged", "indicator.business"):
            self.assertNotIn(name, metrics)
            self.assertNotIn(f"metric: {name}", readme)
            self.assertNotIn(name, (self.out / "e" / "csv" / "replicates.csv").read_text().splitlines()[0])
        self.assertIn("Not in this city, so not here: businesses engaged; indicator: business", readme)
        self.assertNotIn("Businesses", "".join(ElementTree.fromstring(zipfile.ZipFile(self.out / "e" / "results.xlsx").read("xl/sharedStrings.xml")).itertext()))

    def test_csv_for_excel_in_indonesia(self):
        self.export("--format", "csv", "--csv-style", "id", "-o", self.out / "id")
        for path in (self.out / "id" / "csv").iterdir():
            text = path.read_bytes()
            self.assertTrue(text.startswith(b"\xef\xbb\xbf"))
            mine = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
            plain = list(csv.reader(io.StringIO((self.exported / "csv" / path.name).read_text(encoding="utf-8"))))
            number = re.compile(r"-?\d*\.?\d+(e-?\d+)?$")
            for one, other in zip(mine[1:], plain[1:], strict=True):
                for a, b in zip(one, other, strict=True):
                    if number.match(b) and "." in b and len(b.split(".")) == 2 and not re.match(r"99\.", b):
                        self.assertEqual(a, b.replace(".", ","))

    def test_parameter_sets_are_told_apart(self):
        (self.city / "parameters.csv").write_text("rotation.head\n0.2\n0.4\n0.6\n")
        layak("run", self.plan, "--replicates", "6", "--quiet", "-o", self.out / "r.nc")
        self.export("--format", "csv", "--replicates", "-o", self.out / "e", result=self.out / "r.nc")
        with open(self.out / "e" / "csv" / "replicates.csv", newline="") as file:
            self.assertEqual([row["parameter_set"] for row in csv.DictReader(file)][::120], ["0", "1", "2", "0", "1", "2"])
        self.assertIn("what the parameters leave open", (self.out / "e" / "README.md").read_text())
        self.assertFalse((self.out / "e" / "csv" / "differences.csv").exists())

    def test_xlsx_has_texts_numbers_and_dates(self):
        book = zipfile.ZipFile(self.exported / "results.xlsx")
        self.assertIsNone(book.testzip())
        for name in book.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(book.read(name))
        names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
        self.assertEqual(names, self.sheets)
        charts = [name for name in book.namelist() if re.match(r"xl/charts/chart\d+\.xml", name)]
        self.assertEqual(len(charts), 4)
        for name in charts:  # the plans' colours are the page's
            self.assertEqual(set(re.findall(r'srgbClr val="([0-9A-F]{6})"', book.read(name).decode())) - {"D9D9D9"}, {"6B7078", "6D1A75"})
        self.export("--format", "xlsx", "-o", self.out / "id", "--lang", "id")
        names = re.findall(r'<sheet name="([^"]*)"', zipfile.ZipFile(self.out / "id" / "results.xlsx").read("xl/workbook.xml").decode())
        self.assertEqual(names, ["Ringkasan", "Selisih", "Sasaran", "Harga tambahan", "Seandainya", "Kota", "Kecamatan", "Kelurahan", "Lembaga", "Biaya", "Jabatan terlatih", "Kamus", "Asal-usul"])

    def cells(self, book, sheet):
        """Rows of a sheet's texts and numbers."""
        within = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        texts = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        number = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode()).index(sheet) + 1
        rows = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(within + "row")
        value = lambda cell: texts[int(cell.findtext(within + "v"))] if cell.get("t") == "s" else cell.findtext(within + "v")
        return [[value(cell) for cell in row] for row in rows]

    def test_the_summary_begins_with_what_the_terminal_told(self):
        self.export("--format", "xlsx", "-o", self.out / "id", "--lang", "id")
        answer = self.cells(zipfile.ZipFile(self.out / "id" / "results.xlsx"), "Ringkasan")[1][0]
        self.assertTrue(answer.endswith("."))
        self.assertIn(f" {answer[:-1]} \u2022 ", " ".join(self.told.split()))

    def test_the_dictionary_of_the_workbook_is_whole_and_in_both_languages(self):
        for language, sheets in (("en", self.sheets), ("id", ["Ringkasan", "Selisih", "Sasaran", "Harga tambahan", "Seandainya", "Kota", "Kecamatan", "Kelurahan", "Lembaga", "Biaya", "Jabatan terlatih", "Kamus", "Asal-usul"])):
            self.export("--format", "xlsx", "-o", self.out / language, "--lang", language)
            book = zipfile.ZipFile(self.out / language / "results.xlsx")
            head, *rows = self.cells(book, sheets[-2])
            self.assertEqual(head, ["Lembar · Sheet", "Kolom", "Column", "Satuan", "Unit", "Arti", "Meaning"])
            readme = (self.out / language / "README.md").read_text()
            for sheet in sheets[1:-2]:
                explained = [row[1 + (language == "en")] for row in rows if row[0] == sheet]
                self.assertEqual(explained, [*map(str, self.cells(book, sheet)[0])], sheet)
                for name in explained:
                    self.assertIn(f"| `{sheet}: {name}` |", readme)
            for row in rows:
                self.assertTrue(row[1] and row[2] and row[5] and row[6], row)
                self.assertEqual(bool(row[3]), bool(row[4]), row)
            self.assertGreater(sum(row[5] != row[6] for row in rows), 0.9 * len(rows))

    def test_no_number_of_the_workbook_is_minus_nothing(self):
        main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        with zipfile.ZipFile(self.exported / "results.xlsx") as book:
            styles = ElementTree.fromstring(book.read("xl/styles.xml"))
            formats = {int(of.get("numFmtId")): of.get("formatCode") for of in styles.iter(f"{main}numFmt")}
            looks = [formats.get(int(of.get("numFmtId")), "") for of in styles.find(f"{main}cellXfs")]
            nothing = 0
            for name in (name for name in book.namelist() if name.startswith("xl/worksheets/sheet")):
                for cell in ElementTree.fromstring(book.read(name)).iter(f"{main}c"):
                    look = looks[int(cell.get("s", 0))]
                    decimals = re.search(r"0(\.0+)?", look)
                    if cell.get("t") == "s" or cell.find(f"{main}v") is None or decimals is None or "mmm" in look:
                        continue
                    value = float(cell.findtext(f"{main}v")) * (100 if "%" in look else 1)
                    sections = look.split(";")
                    shown = sections[1] if value < 0 and len(sections) > 1 else sections[0]
                    if value != 0 and abs(value) < 0.5 * 10.0 ** -len((decimals[1] or ".")[1:]):
                        self.assertNotRegex(shown, "^[+-]", (name, cell.get("r"), value))
                        self.assertTrue(value > 0 or len(sections) > 1, (name, cell.get("r"), value))  # else Excel puts a minus before it
                        nothing += value < 0
        self.assertGreater(nothing, 0)

    def test_long_names_of_plans_have_room_in_the_workbook(self):
        text = (self.city / "plans" / "mixed.toml").read_text(encoding="utf-8")
        plans = ["long-name-of-the-first-plan", "long-name-of-another-plan"]
        for plan in plans:
            (self.city / "plans" / f"{plan}.toml").write_text(re.sub('(?m)^name(_id)? = ".*"', r'name\1 = "A plan with a name that is long"', text), encoding="utf-8")
        layak("compare", "--city", self.city, *plans, "--replicates", "4", "--quiet", "-o", self.out / "r.nc")
        self.export("--format", "xlsx", "--lang", "en", "-o", self.out / "e", result=self.out / "r.nc")
        main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        with zipfile.ZipFile(self.out / "e" / "results.xlsx") as book:
            strings = ["".join(of.itertext()) for of in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
            sheets = [ElementTree.fromstring(book.read(f"xl/worksheets/sheet{k}.xml")) for k in (1, 2)]
        for sheet, wanted in zip(sheets, (("^A plan .*long-name", 2 * 2), ("^Baseline: .*long-name", 1))):
            merged = [of.get("ref").split(":") for of in sheet.iter(f"{main}mergeCell")]
            widths = {int(of.get("min")): float(of.get("width")) for of in sheet.iter(f"{main}col")}
            seen = 0
            for row in sheet.iter(f"{main}row"):
                for cell in row:
                    value = cell.findtext(f"{main}v")
                    text = strings[int(value)] if cell.get("t") == "s" else ""
                    if not re.search(wanted[0], text):
                        continue
                    seen += 1
                    first = ord(cell.get("r")[0]) - ord("A") + 1
                    cells = next((ord(to[0]) - ord("A") + 2 - first for from_, to in merged if from_ == cell.get("r")), 1)
                    room = sum(widths[first + k] for k in range(cells)) * float(row.get("ht", 15)) / 15
                    self.assertGreater(room, 1.1 * len(text), text)
            self.assertEqual(seen, wanted[1])

    def test_the_workbook_tells_differences_prices_and_what_ifs(self):
        book = zipfile.ZipFile(self.exported / "results.xlsx")
        told = {row["metric"]: row for row in self.rows("city_differences.csv") if row["date"] == "2024-12-31"}
        rows = {row[1]: row for row in self.cells(book, "Differences")[1:]}
        for cost in "Cost a year", "Cost in all":
            low = rows[cost][5]
            self.assertRegex(rows[cost][10], "^(more|less) than|^(practically )?the same as|^cannot be told apart from")
            self.assertTrue(not rows[cost][10].startswith("more") or float(low) > 0, rows[cost])
        for label, metric in (("Action (A), kelurahan", "action.kelurahan"), ("Families unaware", "families.unaware")):
            for cell, name in zip(rows[label][2:7], ("baseline_mean", "plan_mean", "difference", "low", "high")):
                self.as_close(told[metric][name], float(cell), 5)
            self.assertEqual(rows[label][7:10], [told[metric][name] for name in ("higher", "equal", "lower")])
        self.assertRegex(rows["Action (A), kelurahan"][10], "likely better than Status quo$")
        for row in rows.values():  # whoever reads a cell alone knows from what
            if len(row) > 10 and row[10]:
                self.assertIn("Status quo", row[10])
        self.assertIn("Cost in all", rows)
        self.assertIn('+0.0%&quot; points&quot;', book.read("xl/styles.xml").decode())  # of a share, not of its own size
        prices = [row for row in self.rows("prices.csv")]
        for row, cells in zip(prices, self.cells(book, "Prices")[1:], strict=True):
            if row["price"]:
                self.as_close(row["price"], float(cells[6]), 6)
            else:
                self.assertRegex(cells[-1], "no price|no extra cost")
        last = {(row["plan"], row["what_if"], row["metric"]): row for row in self.rows("what_ifs.csv") if row["date"] == "2024-12-31"}
        rows = {(row[0], row[1], row[2]): row for row in self.cells(book, "What if")[1:]}
        self.assertEqual(len(rows), 2 * 2 * 12)
        row = rows["Mixed", "without rotation", "Posts trained"]
        self.as_close(last["mixed", "no-rotation", "trained"]["mean"], float(row[4]), 6)
        self.as_close(last["mixed", "no-rotation", "trained"]["difference"], float(row[5]), 5)
        self.assertTrue(float(row[6]) <= float(row[5]) <= float(row[7]))
        for cell, name in zip(row[8:11], ("difference_q50", "difference_q05", "difference_q95"), strict=True):
            self.as_close(last["mixed", "no-rotation", "trained"][name], float(cell), 5)
        self.assertEqual(row[11:], [last["mixed", "no-rotation", "trained"][name] for name in ("higher", "lower")])
        trained = self.cells(book, "Trained posts")
        self.assertEqual(len(trained), 1 + 2 * 10)
        for row in trained[1:]:
            self.assertAlmostEqual(sum(map(float, row[2:7])), float(row[7]), places=9)

    def test_geojson(self):
        import numpy
        data = self.opened().isel(time=-1)
        collection = json.loads((self.exported / "kelurahan.geojson").read_text(encoding="utf-8"))
        self.assertEqual(len(collection["features"]), 6)
        area = lambda ring: sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
        for feature in collection["features"]:
            for polygon in feature["geometry"]["coordinates"]:
                self.assertGreater(area(polygon[0]), 0)
                for hole in polygon[1:]:
                    self.assertLess(area(hole), 0)
            properties = feature["properties"]
            for plan in self.plans:
                for state in STATES:
                    expected = float(data[state + "_mean"].sel(plan=plan, institution=properties["id"]))
                    self.assertAlmostEqual(properties[f"{plan}_{state}"], expected, places=6)
            community = "keluarga-" + properties["id"].removeprefix("kel-")
            self.assertAlmostEqual(properties["mixed_families_involved"], float(data.programme_mean.sel(plan="mixed", institution=community)), places=6)
            self.assertEqual(properties["families"], int(data.families.sel(institution=community)))
        self.assertEqual([len(polygon) for polygon in collection["features"][0]["geometry"]["coordinates"]], [2])
        self.assertEqual(len(collection["features"][1]["geometry"]["coordinates"]), 2)
        self.assertTrue(numpy.allclose(sorted(collection["features"][0]["geometry"]["coordinates"][0][0]), sorted(SQUARE)))

    def test_geojson_of_all_months(self):
        data = self.opened()
        features = json.loads((self.exported / "kelurahan_months.geojson").read_text(encoding="utf-8"))["features"]
        self.assertEqual(len(features), 6 * 120)
        ids = [feature["properties"]["id"] for feature in features[:6]]
        for feature in features[::53]:
            at = feature["properties"]
            self.assertEqual((at["month_start"][:7] + "-01T00:00:00.000Z", at["month_end"][:7], at["month_end"][10:]), (at["month_start"], at["month_start"][:7], "T23:59:59.999Z"))
            institution = data.sel(institution=at["id"])
            self.assertEqual(feature["geometry"], {"type": "Point", "coordinates": [float(institution.lon), float(institution.lat)]})
            month = data.sel(time=at["month_end"][:10])
            for plan in self.plans:
                for state in "action", "written":
                    self.assertAlmostEqual(at[f"{plan}_{state}"], float(month[state + "_mean"].sel(plan=plan, institution=at["id"]).squeeze()), places=6)
                community = "keluarga-" + at["id"].removeprefix("kel-")
                self.assertAlmostEqual(at[f"{plan}_families_involved"], float(month.programme_mean.sel(plan=plan, institution=community).squeeze()), places=6)
        self.assertEqual(ids, [feature["properties"]["id"] for feature in features[-6:]])

    def test_geopackage(self):
        data = self.opened()
        database = sqlite3.connect(f"file:{self.exported / 'kelurahan.gpkg'}?mode=ro", uri=True)
        self.addCleanup(database.close)
        ask = lambda question, *values: database.execute(question, values).fetchall()
        self.assertEqual(ask("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(ask("PRAGMA foreign_key_check"), [])
        self.assertEqual((ask("PRAGMA application_id"), ask("PRAGMA user_version")), ([(0x47504B47,)], [(10300,)]))
        self.assertEqual(ask("SELECT geometry_type_name FROM gpkg_geometry_columns"), [("MULTIPOLYGON",)] * 3)
        self.assertEqual(ask("SELECT DISTINCT last_change FROM gpkg_contents"), [("2015-01-01T00:00:00.000Z",)])
        self.assertEqual(ask('SELECT count(*), count(DISTINCT OGC_FID) FROM "plan_mixed"'), [(6 * 120, 6 * 120)])
        for moment in ("2020-02-29T23:59:59.500Z", "2020-03-01T00:00:00.000Z"):
            self.assertEqual(ask('SELECT count(*) FROM "plan_mixed" WHERE month_start <= ?1 AND month_end >= ?1', moment), [(6,)])
        for id, action, low, written, difference in ask('SELECT id, action, action_q05, written, action_difference FROM "plan_mixed" WHERE month_start = ?', "2024-12-01T00:00:00.000Z"):
            at = {"plan": "mixed", "institution": id}
            last = data.isel(time=-1)
            self.assertEqual((action, low, written, difference), tuple(float(x) for x in (
                last.action_mean.sel(at), last.action_quantile.sel(at).sel(quantile=0.05), last.written_mean.sel(at), last.action_difference_mean.sel(at))))
        blob = ask("SELECT geom FROM kelurahan WHERE id = 'kel-melati'")[0][0]
        self.assertEqual(struct.unpack("<2sBBi4d", blob[:40]), (b"GP", 0, 3, 4326, 106.19, 106.21, -6.62, -6.6))
        self.assertEqual(struct.unpack("<BII", blob[40:49]), (1, 6, 1))
        self.assertEqual(struct.unpack("<BIII", blob[49:62]), (1, 3, 2, 5))

    def test_a_result_with_outlines_is_computed_again_the_same(self):
        run = layak("verify", self.result)
        self.assertEqual(run.status, 0, run.out + run.err)

    def test_points_where_there_are_no_outlines(self):
        for drawn, kind in (([], "POINT"), (kelurahan_codes()[:2], "GEOMETRY")):
            (self.city / "boundaries.geojson").write_text(outlines(*drawn))
            layak("run", self.plan, "--replicates", "2", "--quiet", "--force", "-o", self.out / "r.nc")
            self.export("--format", "geojson", "--format", "gpkg", "--force", "-o", self.out / "e", result=self.out / "r.nc")
            collection = json.loads((self.out / "e" / "kelurahan.geojson").read_text())
            self.assertEqual([feature["geometry"]["type"] for feature in collection["features"]], ["MultiPolygon"] * len(drawn) + ["Point"] * (6 - len(drawn)))
            database = sqlite3.connect(self.out / "e" / "kelurahan.gpkg")
            self.assertEqual(set(database.execute("SELECT geometry_type_name FROM gpkg_geometry_columns")), {(kind,)})
            blob = database.execute("SELECT geom FROM kelurahan WHERE id = 'kel-cempaka'").fetchone()[0]
            self.assertEqual(struct.unpack("<2sBBiBIdd", blob), (b"GP", 0, 1, 4326, 1, 1, 106.239, -6.63))
            database.close()

    def test_a_city_without_places_has_no_maps(self):
        layak("new", "city", self.folder / "x", "--kecamatan", "2", "--kelurahan", "5", "--quiet")
        layak("run", "--city", self.folder / "x", "mixed", "--replicates", "2", "--quiet", "-o", self.folder / "x.nc")
        for format in ("gpkg", "geojson"):
            self.refused(layak("export", self.folder / "x.nc", "--format", format, "-o", self.out / "e", "--lang", "en"), "no kelurahan of this city has an outline")
        run = self.export("-o", self.out / "e", result=self.folder / "x.nc")
        self.assertIn("without maps", run.err)
        self.assertFalse((self.out / "e" / "kelurahan.gpkg").exists())
        for path in (self.out / "e" / "gexf").iterdir():  # in rings, none above another
            places = [(at.get("x"), at.get("y")) for at in ElementTree.parse(path).iter("{http://gexf.net/1.3/viz}position")]
            self.assertEqual(len(set(places)), len(places))

    def test_gexf(self):
        data = self.opened()
        for plan in self.plans:
            graph = ElementTree.parse(self.exported / "gexf" / f"{plan}.gexf").getroot()
            self.assertEqual((graph.tag, graph.get("version")), (GEXF + "gexf", "1.3"))
            graph = graph.find(GEXF + "graph")
            self.assertEqual({name: graph.get(name) for name in ("mode", "timeformat", "timerepresentation", "start", "end")},
                             {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", "start": "2015-01-01", "end": "2024-12-31"})
            titles = {attribute.get("id"): attribute.get("title") for attribute in graph.iter(GEXF + "attribute")}
            dynamic = [titles[attribute.get("id")] for attribute in graph.find(f"{GEXF}attributes[@mode='dynamic']")]
            self.assertEqual(dynamic, ["action", "written", "programme"])
            nodes = {node.get("id"): node for node in graph.iter(GEXF + "node")}
            self.assertEqual(list(nodes), list(data.institution.values))
            months = [str(month)[:10] for month in data.time.values]
            for id in ("kota", "kel-melati", "keluarga-mawar"):
                for title in dynamic:
                    values = [value for value in nodes[id].iter(GEXF + "attvalue") if titles[value.get("for")] == title]
                    expected = data[title + "_mean"].sel(plan=plan, institution=id).values
                    if math.isnan(expected[0]):
                        self.assertEqual(values, [])
                        continue
                    self.assertEqual((values[0].get("start"), values[-1].get("end")), ("2015-01-01", "2024-12-31"))
                    for one, next in zip(values, values[1:]):
                        self.assertNotEqual(one.get("value"), next.get("value"))
                        self.assertLess(one.get("end"), next.get("start"))
                    for month, value in zip(months, expected):
                        (of_month,) = (v for v in values if v.get("start") <= month <= v.get("end"))
                        self.assertAlmostEqual(float(of_month.get("value")), float(value), delta=0.00051)
            edges = list(graph.iter(GEXF + "edge"))
            self.assertEqual(len({edge.get("id") for edge in edges}), len(edges))
            self.assertLessEqual({edge.get("kind") for edge in edges}, {"enabling", "functional", "normative", "diffuse"})
            self.assertTrue({edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes))

    @needs_module("networkx")
    def test_networks_in_networkx(self):
        import networkx
        data = self.opened().isel(time=-1)
        graph = networkx.read_graphml(self.exported / "network.graphml")
        self.assertEqual(list(graph.nodes), list(data.institution.values))
        self.assertAlmostEqual(graph.nodes["kel-melati"]["mixed_action"], float(data.action_mean.sel(plan="mixed", institution="kel-melati")), places=6)
        self.assertNotIn("mixed_action", graph.nodes["keluarga-melati"])
        # As EXPORTS.md says how, in its own words.
        line = re.search(r"^graph = (networkx\.read_gexf.*)$", (SCENARIOS.parent / "tools/layak/EXPORTS.md").read_text(encoding="utf-8"), re.M)[1]
        with contextlib.chdir(self.exported):
            dynamic = eval(line, {"networkx": networkx, "io": io, "pathlib": pathlib})
        self.assertEqual((set(dynamic.nodes), dynamic.number_of_edges()), (set(graph.nodes), graph.number_of_edges()))
        for one, other, weight in graph.edges(data="weight"):
            self.assertTrue(dynamic.has_edge(one, other))
            self.assertGreater(weight, 0)

    @needs("xmllint")
    def test_xml_is_well_formed(self):
        files = [path for path in self.exported.rglob("*") if path.suffix in (".gexf", ".graphml", ".pvd", ".vtp")]
        self.assertEqual(len(files), 2 + 1 + 1 + 120)
        subprocess.run(["xmllint", "--noout", *files], check=True)

    @needs("xmllint")
    def test_gexf_is_by_its_schema(self):
        schema = ["xmllint", "--noout", "--relaxng", GEXF_SCHEMA]
        files = list((self.exported / "gexf").iterdir())
        subprocess.run([*schema, *files], check=True, capture_output=True)
        (self.out / "wrong.gexf").write_text(files[0].read_text(encoding="utf-8").replace('start="2015-01-01"', 'start="2015"', 1), encoding="utf-8")
        self.assertNotEqual(subprocess.run([*schema, self.out / "wrong.gexf"], capture_output=True).returncode, 0)

    def test_paraview(self):
        data = self.opened()
        series = ElementTree.parse(self.exported / "paraview" / "network.pvd").getroot()
        sets = list(series.iter("DataSet"))
        self.assertEqual(len(sets), 120)
        self.assertEqual([sets[0].get("timestep"), sets[-1].get("timestep")], ["2015.0000", "2024.9167"])
        for k in (0, 60, 119):
            root = ElementTree.parse(self.exported / "paraview" / sets[k].get("file")).getroot()
            arrays = {array.get("Name"): array for array in root.iter("DataArray")}

            def values(name, letter):
                body = base64.b64decode(arrays[name].text)
                self.assertEqual(struct.unpack("<I", body[:4])[0], len(body) - 4)
                return struct.unpack(f"<{(len(body) - 4) // 4}{letter}", body[4:])
            for plan in self.plans:
                expected = data.action_mean.sel(plan=plan).isel(time=k).values
                for one, other in zip(values(f"{plan} action", "f"), expected, strict=True):
                    self.assertTrue(one == other or math.isnan(one) and math.isnan(other))
                self.assertTrue(all(math.isfinite(x) for x in values(f"{plan} practice", "f")))
            names = base64.b64decode(arrays["name"].text)[4:].decode().split("\0")
            self.assertEqual(names[:-1], list(data.institution_name.values))


class exports_opened(ExportCase):
    """By large programs, where they are."""

    def converted(self, *words):
        home = self.folder / "home"
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{home}", *words, "--outdir", self.out, self.exported / "results.xlsx"], check=True, capture_output=True, timeout=300)

    @needs("soffice")
    def test_xlsx_in_libreoffice(self):
        import numpy
        self.converted("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1")
        data = self.opened()
        sheets = {}
        for path in self.out.iterdir():
            with open(path, newline="", encoding="utf-8") as file:
                sheets[path.stem.removeprefix("results-")] = list(csv.reader(file))
        self.assertEqual(set(sheets), set(self.sheets))
        head, *rows = sheets["City"]
        self.assertEqual(len(rows), 2 * 120)
        at = head.index("Action (A), kelurahan, median")
        self.assertEqual(head[at:at + 4], [f"Action (A), kelurahan, {of}" for of in ("median", "mean", "5%", "95%")])
        for number, plan in enumerate(self.plans):
            for month in (0, 70, 119):
                values = data.action_kelurahan.sel(plan=plan).isel(time=month).values.astype(float)
                row = rows[number * 120 + month]
                for cell, value in zip(row[at:at + 4], (numpy.median(values), values.mean(), *numpy.quantile(values, [0.05, 0.95]))):
                    self.as_close(cell, value, 6)
                self.assertRegex(row[1], r"2015|2020|2024")
        self.assertEqual({row[1] for row in sheets["Costs"][1:]}, {str(year) for year in range(2015, 2025)})
        (label,) = (row for row in sheets["Summary"] if row[0] == "Families involved")
        involved = data.families_involved.sel(plan="mixed").isel(time=-1).astype(float)
        for cell, value in zip(label[7:9], (involved.median(), involved.mean())):  # behind the name, two of the start, four cells of the other plan
            self.as_close(float(cell.rstrip("%")) / 100, float(value), 6)

    @needs("soffice")
    def test_xlsx_on_paper(self):
        self.converted("--convert-to", "pdf")
        self.assertGreater((self.out / "results.pdf").stat().st_size, 20_000)

    @needs("ogrinfo")
    def test_maps_in_gdal(self):
        for name, layer, count in (("kelurahan.gpkg", "plan_mixed", 720), ("kelurahan.gpkg", "kelurahan", 6), ("kelurahan.geojson", "kelurahan", 6)):
            said = subprocess.run(["ogrinfo", "-so", "-ro", self.exported / name, layer], check=True, capture_output=True, text=True)
            self.assertNotIn("Warning", said.stderr + said.stdout)
            self.assertIn(f"Feature Count: {count}\n", said.stdout)
            self.assertIn("Geometry: Multi Polygon\n", said.stdout)
        said = subprocess.run(["ogrinfo", "-so", "-ro", self.exported / "kelurahan_months.geojson", "kelurahan_months"], check=True, capture_output=True, text=True)
        self.assertNotIn("Warning", said.stderr + said.stdout)
        for words in "Feature Count: 720\n", "Geometry: Point\n", "month_start: DateTime", "month_end: DateTime", "mixed_action: Real":
            self.assertIn(words, said.stdout)
        shapes = subprocess.run(["ogrinfo", "-ro", "-q", "-dialect", "SQLITE", "-sql", "SELECT min(ST_IsValid(geom)) AS valid FROM kelurahan", self.exported / "kelurahan.gpkg"], capture_output=True, text=True)
        self.assertNotIn("= 0", shapes.stdout)

    @needs("ogrinfo")
    def test_whose_outlines_they_are_is_told_in_gdal(self):
        owned = json.loads(outlines(*kelurahan_codes()))
        owned["attribution"] = "Badan <Contoh> & 'Peta' 2020"
        city = self.city / "city.toml"
        city.write_text(city.read_text().replace("code =", "attribution = 'Titik \"Contoh\"'\ncode =", 1))
        (self.city / "boundaries.geojson").write_text(json.dumps(owned))
        layak("run", self.plan, "--replicates", "2", "--quiet", "-o", self.out / "r.nc")
        self.export("--format", "gpkg", "-o", self.out / "e", result=self.out / "r.nc")
        map = self.out / "e" / "kelurahan.gpkg"
        for layer in ("kelurahan", "plan_mixed"):
            said = subprocess.run(["ogrinfo", "-so", "-ro", "-mdd", "all", map, layer], check=True, capture_output=True, text=True)
            self.assertNotIn("Warning", said.stderr + said.stdout)
            self.assertIn(f"Map data: Titik \"Contoh\"; {owned['attribution']}.", said.stdout)
            self.assertIn("<rights>Titik &quot;Contoh&quot;; Badan &lt;Contoh&gt; &amp; ", said.stdout)
        self.valid(map)
        (self.city / "boundaries.geojson").unlink()  # points have an owner too
        layak("run", self.plan, "--replicates", "2", "--quiet", "--force", "-o", self.out / "r.nc")
        self.export("--format", "geojson", "--force", "-o", self.out / "e", result=self.out / "r.nc")
        self.assertEqual(json.loads((self.out / "e" / "kelurahan.geojson").read_text())["attribution"], 'Titik "Contoh"')
        self.assertIn('Map data: Titik "Contoh".', (self.out / "e" / "README.md").read_text())
        city.write_text(city.read_text().replace("attribution = 'Titik \"Contoh\"'", "attribution = 5", 1))
        run = layak("run", self.plan, "--replicates", "2", "-o", self.out / "x.nc", "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("city.toml:4: attribution = 5: ", run.err)

    def valid(self, map):
        """By GDAL's own check, where it is installed."""
        try:
            from osgeo_utils.samples import validate_gpkg
        except ImportError:
            return
        validate_gpkg.check(str(map), extra_checks=True, warning_msg=False)

    @needs_module("osgeo")
    def test_the_geopackage_is_valid(self):
        try:
            from osgeo_utils.samples import validate_gpkg
        except ImportError as none:
            raise unittest.SkipTest("GDAL's validate_gpkg is not installed") from none
        validate_gpkg.check(str(self.exported / "kelurahan.gpkg"), extra_checks=True, warning_msg=False)

    @needs_module("qgis")
    def test_the_map_in_qgis(self):
        script = """
import sys
from qgis.core import *
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtGui import QColor
QgsApplication.setPrefixPath('/usr', True)
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(sys.argv[1] + '|layername=plan_mixed', 'mixed', 'ogr')
time = layer.temporalProperties()
print(layer.isValid(), layer.renderer().type(), len(layer.renderer().ranges()), time.startField(), time.endField())
time.setIsActive(True)
moment = lambda text: QDateTime.fromString(text, Qt.ISODateWithMs)
month = QgsDateTimeRange(moment('2020-02-01T00:00:00.000Z'), moment('2020-02-29T23:59:59.999Z'))
context = QgsVectorLayerTemporalContext()
context.setLayer(layer)
print(len(list(layer.getFeatures(QgsFeatureRequest().setFilterExpression(time.createFilterString(context, month))))))
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setOutputSize(QSize(300, 300))
settings.setBackgroundColor(QColor('white'))
settings.setExtent(layer.extent())
settings.setDestinationCrs(layer.crs())
settings.setTemporalRange(month)
settings.setIsTemporal(True)
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
print(len({image.pixel(x, y) for x in range(300) for y in range(300)}) > 2)
points = QgsVectorLayer(sys.argv[1].replace('kelurahan.gpkg', 'kelurahan_months.geojson'), 'months', 'ogr')
of_points = points.temporalProperties()
of_points.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields if hasattr(Qgis, 'VectorTemporalMode') else QgsVectorLayerTemporalProperties.ModeFeatureDateTimeStartAndEndFromFields)
of_points.setStartField('month_start')
of_points.setEndField('month_end')
of_points.setIsActive(True)
context.setLayer(points)
print(len(list(points.getFeatures(QgsFeatureRequest().setFilterExpression(of_points.createFilterString(context, month))))))
print(layer.metadata().title() == 'Mixed (mixed)', layer.metadata().abstract().startswith('Means of the replicates'))
print(layer.attributeAlias(layer.fields().indexOf('families_involved')).startswith('share of the families involved'))
"""
        run = subprocess.run([sys.executable, "-c", script, str(self.exported / "kelurahan.gpkg")], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=300)
        self.assertEqual(run.stdout.split(), ["True", "graduatedSymbol", "10", "month_start", "month_end", "6", "True", "6", *["True"] * 3], run.stderr)

    @needs("pvbatch")
    def test_the_network_in_paraview(self):
        script = self.folder / "look.py"
        script.write_text("""
import sys
from paraview.simple import *
reader = PVDReader(FileName=sys.argv[1])
reader.UpdatePipeline()
view = CreateView('RenderView')
view.ViewSize = [300, 300]
shown = Show(reader, view)
ColorBy(shown, ('POINTS', 'mixed practice'))
view.ViewTime = reader.TimestepValues[-1]
view.ResetCamera()
Render(view)
SaveScreenshot(sys.argv[2], view)
reader.UpdatePipeline(reader.TimestepValues[-1])
low, high = reader.PointData['mixed action'].GetRange()
print(len(reader.TimestepValues), reader.PointData['mixed action'].GetNumberOfComponents(), repr(low), repr(high))
""")
        with_screen = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
        image = self.folder / "look.png"
        for _ in range(3):  # a screen just made is not always there yet
            run = subprocess.run([*with_screen, "pvbatch", script, self.exported / "paraview" / "network.pvd", image], capture_output=True, text=True, timeout=300)
            if "bad X server" not in run.stderr:
                break
        self.assertEqual(run.returncode, 0, run.stderr)
        months, _, low, high = run.stdout.split()
        self.assertEqual(months, "120")
        action = self.opened().action_mean.sel(plan="mixed").isel(time=-1)
        self.assertAlmostEqual(float(low), float(action.min()), places=6)
        self.assertAlmostEqual(float(high), float(action.max()), places=6)
        self.assertGreater(self.colours(image), 10)

    def colours(self, image):
        import zlib
        body, parts, at = image.read_bytes(), b"", 8
        while at < len(body):
            length, kind = struct.unpack(">I4s", body[at:at + 8])
            if kind == b"IDAT":
                parts += body[at + 8:at + 8 + length]
            at += 12 + length
        return len(set(zlib.decompress(parts)))

    @needs_module("matplotlib")
    def test_the_example_in_python(self):
        subprocess.run([sys.executable, EXAMPLES / "figure.py", self.result, self.out / "figure.png"], check=True, env={**os.environ, "MPLCONFIGDIR": str(self.folder)})
        self.assertGreater(self.colours(self.out / "figure.png"), 50)

    @needs("Rscript")
    def test_the_example_in_r(self):
        if subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True).returncode != 0:
            self.skipTest("r-cran-ncdf4 is not installed")
        subprocess.run(["Rscript", EXAMPLES / "figure.R", self.result, self.out / "figure.pdf"], check=True, capture_output=True)
        self.assertGreater((self.out / "figure.pdf").stat().st_size, 4_000)


class exports_of_hostile_names(ExportCase):
    what_ifs = []
    plans = ["status-quo", "mixed", "=cmd() <b>'x' & \"y\""]
    names = {"Melati": "=cmd|'/c calc'!A1", "Kenanga": "<script>alert(1)</script>", "Mawar": "+1+1; \"quoted\", 'x' & ]]> | `a`",
             "Anggrek": "\u0643\u0641\u0631 \u202eevil\u202c \u05d0", "Dahlia": "-@" + "sangatpanjang" * 10, "Cempaka": "@日本語 🏘 ﹫＝1\ufffe"}

    @classmethod
    def prepare(cls, maker):
        super().prepare(maker)
        path = maker.city / "institutions.csv"
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        for row in rows:
            if row[2] == "kelurahan":
                row[1] = cls.names[row[1]]
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        city = maker.city / "city.toml"
        city.write_text(re.sub('(?m)^name = "[^"]*"', lambda _: 'name = "=1+1 <script>x</script> | \\u202e"', city.read_text(), count=1))
        text = (maker.city / "plans" / "mixed.toml").read_text()
        (maker.city / "plans" / (cls.plans[2] + ".toml")).write_text(re.sub('(?m)^name(_id)? = ".*"', r"""name\1 = '=HYPERLINK("http://x") <img src=x onerror="y">'""", text))

    def test_csv_keeps_names_and_no_formula(self):
        for path in (self.exported / "csv").iterdir():
            with open(path, newline="", encoding="utf-8") as file:
                for row in csv.reader(file):
                    for cell in row:
                        self.assertFalse(re.match(r"[=+@\t\r＝]|-(?![\d.])", cell), (path.name, cell))
        found = {row["id"]: row["name"] for row in self.rows("units.csv")}
        for name in self.names.values():
            self.assertIn(("'" if name[0] in "=+-@" else "") + name, found.values())

    def test_xlsx_has_no_formula(self):
        book = zipfile.ZipFile(self.exported / "results.xlsx")
        for name in book.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(book.read(name))
            if name.startswith("xl/worksheets/"):
                self.assertNotIn(b"<f>", book.read(name))
        texts = "".join(ElementTree.fromstring(book.read("xl/sharedStrings.xml")).itertext())
        for name in (self.names["Melati"], self.names["Kenanga"], self.names["Anggrek"]):
            self.assertIn(name, texts)

    @needs("soffice")
    def test_xlsx_in_libreoffice(self):
        home = self.folder / "home"
        sheets = re.findall(r'<sheet name="(.*?)"', zipfile.ZipFile(self.exported / "results.xlsx").read("xl/workbook.xml").decode())
        sheet = sheets.index("Kelurahan") + 1
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{home}", "--convert-to", f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{sheet}", "--outdir", self.out, self.exported / "results.xlsx"], check=True, capture_output=True, timeout=300)
        (path,) = self.out.iterdir()
        with open(path, newline="", encoding="utf-8") as file:
            names = {row[2] for row in csv.reader(file)}
        for name in ("Melati", "Kenanga", "Mawar", "Anggrek", "Dahlia"):
            self.assertIn(self.names[name], names)

    @needs("xmllint")
    def test_gexf_is_by_its_schema(self):
        subprocess.run(["xmllint", "--noout", "--relaxng", GEXF_SCHEMA, *(self.exported / "gexf").iterdir()], check=True, capture_output=True)

    def test_networks_and_maps_keep_names(self):
        nodes = ElementTree.parse(self.exported / "gexf" / "mixed.gexf").iter(GEXF + "node")
        labels = {node.get("label") for node in nodes}
        kept = {name.replace("\ufffe", "\ufffd") for name in self.names.values()}  # no character of XML
        self.assertLessEqual(kept, labels)
        ElementTree.parse(self.exported / "network.graphml")
        ElementTree.parse(self.exported / "paraview" / "months" / "2024-12.vtp")
        features = json.loads((self.exported / "kelurahan.geojson").read_text(encoding="utf-8"))["features"]
        self.assertEqual({feature["properties"]["name"] for feature in features}, set(self.names.values()))
        database = sqlite3.connect(self.exported / "kelurahan.gpkg")
        self.assertEqual({name for (name,) in database.execute("SELECT name FROM kelurahan")}, set(self.names.values()))
        tables = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents WHERE table_name LIKE 'plan%'")]
        self.assertEqual(len(tables), 3)
        for table in tables:
            self.assertRegex(table, r"^[A-Za-z0-9_-]+$")
            self.assertEqual(database.execute(f'SELECT count(*) FROM "{table}"').fetchone(), (720,))
        database.close()

    def test_files_have_tame_names_and_the_readme_tame_texts(self):
        for name in contents(self.exported):
            self.assertRegex(name, r"^[A-Za-z0-9_./-]+$")
        readme = (self.exported / "README.md").read_text(encoding="utf-8")
        self.assertNotRegex(readme, r"(?<!\\)<(script|b|img)")
        self.assertNotIn("\u202e", readme)


class exports_of_sweeps(Case):
    def setUp(self):
        super().setUp()
        (self.city / "designs").mkdir()
        design = self.city / "designs" / "d.toml"
        design.write_text('plans = ["status-quo", "mixed"]\nsampling = "factorial"\nreplicates = 6\nseed = 3\n[[factor]]\nname = "training.kelurahan.per_year"\nlevels = [0, 10, 40]\n')
        self.store = self.folder / "s"
        run = layak("sweep", design, "-o", self.store, "--quiet")
        self.assertEqual(run.status, 0, run.err)

    def test_csv_and_xlsx(self):
        import numpy
        import xarray
        run = layak("export", self.store, "-o", self.out / "e", "--replicates", "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(layak("export", self.store / "result.nc", "-o", self.out / "f", "--replicates", "--lang", "en").status, 0)
        self.assertEqual(contents(self.out / "e"), contents(self.out / "f"))
        read = lambda name: list(csv.DictReader(io.StringIO((self.out / "e" / "csv" / name).read_text())))
        self.assertEqual([(row["plan"], row["training.kelurahan.per_year"]) for row in read("rows.csv")],
                         [(plan, level) for plan in ("status-quo", "mixed") for level in ("0", "10", "40")] if read("rows.csv")[1]["plan"] == "status-quo" else
                         [(plan, level) for level in ("0", "10", "40") for plan in ("status-quo", "mixed")])
        with xarray.open_dataset(self.store / "result.nc") as data:
            for row in read("outcomes.csv")[::71]:
                values = data[row["metric"].replace(".", "_")].sel(time=row["date"]).values[data.run_row.values == int(row["row"])].astype(float)
                self.assertEqual(row["runs"], "6")
                self.assertAlmostEqual(float(row["mean"]), values.mean(), places=5)
                self.assertAlmostEqual(float(row["q95"]), numpy.quantile(values, 0.95), places=5)
            self.assertEqual({row["measured_in"] for row in read("costs.csv")} - {"", "rupiah"}, {unit for unit in data.lever_unit.values if unit} - {"rupiah"})
            for row in read("costs.csv")[::37]:
                kind, lever = row["metric"].split(".", 1)
                values = data.cost_all if lever == "all" else data[kind].isel(lever=list(data.lever.values).index(lever))
                values = values.values[data.run_row.values == int(row["row"]), list(data.year.values).index(int(row["year"]))]
                self.assertLessEqual(abs(float(row["mean"]) - values.mean()), 0.5 + 1e-6 * values.mean())
            self.assertEqual(len(read("replicates.csv")), 36 * data.sizes["time"])
        book = zipfile.ZipFile(self.out / "e" / "results.xlsx")
        self.assertEqual(re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode()), ["Summary", "Rows", "How much is enough", "Goals", "What matters", "Dictionary", "Provenance"])
        # What is said first is what the page says first.
        self.assertEqual(layak("report", self.store, "-o", self.out / "p.html", "--lang", "en").status, 0)
        page = (self.out / "p.html").read_text()
        texts = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        cells = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}v")
        told = [texts[int(cell.text)].rstrip(".").lower() for cell in cells]
        for part in [re.search("<h1>.*?</h1>", page)[0]] + re.findall(r'<div><h2 class="small">.*?</h2>(<p>.*?</p>)', page):
            self.assertIn(html.unescape(re.search(r'lang="en">(.*?)</span>', part)[1]).rstrip(".").lower(), told)

    def test_what_a_sweep_found(self):
        import numpy
        import xarray
        run = layak("export", self.store, "-o", self.out / "e", "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        read = lambda name: list(csv.DictReader(io.StringIO((self.out / "e" / "csv" / name).read_text())))
        with xarray.open_dataset(self.store / "result.nc") as data:
            goals = read("goals.csv")
            self.assertEqual(len(goals), 6 * len({row["metric"] for row in goals}))
            for row in goals:
                values = data[row["metric"].replace(".", "_")].isel(time=-1).values[data.run_row.values == int(row["row"])]
                self.assertEqual((row["runs"], row["reached"]), ("6", str((values >= float(row["value"])).sum())))
                self.assertAlmostEqual(float(row["chance"]), int(row["reached"]) / 6, places=6)
                self.assertTrue(float(row["chance_low"]) <= float(row["chance"]) <= float(row["chance_high"]))
        self.assertGreater(len({row["reached"] for row in goals}), 1)
        told = json.loads(layak("sweep", self.city / "designs" / "d.toml", "-o", self.store, "--json").out)["curves"]
        enough = read("enough.csv")
        self.assertEqual(len(enough), len(told))
        for row, of in zip(enough, told):
            self.assertEqual((row["plan"], row["metric"]), (of["plan"], of["outcome"]))
            self.assertEqual(float(row["best_level"]), of["best_level"])
            self.assertAlmostEqual(float(row["gain"]), of["total_gain"], places=5)
            fall = of.get("diminishing_returns")
            self.assertEqual([row["enough"], row["enough_low"], row["enough_high"]], [f"{fall[name]:g}" for name in ("level", "from", "to")] if fall else ["", "", ""])
        figures = {(row["plan"], row["metric"], row["factor"], row["measure"]): row for row in read("sensitivity.csv")}
        self.assertEqual(layak("sensitivity", self.store, "-o", self.out / "s.csv", *(word for outcome in {row["metric"] for row in enough} for word in ("--outcome", outcome))).status, 0)
        with open(self.out / "s.csv", newline="") as file:
            expected = list(csv.DictReader(file))
        self.assertEqual(len(expected), len(figures))
        for row in expected:
            mine = figures[row["plan"], row["outcome"], row["factor"], row["measure"]]
            for name in ("value", "low", "high"):
                self.assertEqual(mine[name] == "", row[name] == "")
                if row[name]:
                    self.assertAlmostEqual(float(mine[name]), float(row[name]), places=5)
        readme = (self.out / "e" / "README.md").read_text()
        for name, columns in ("goals.csv", ("metric",)), ("enough.csv", ("metric",)), ("sensitivity.csv", ("metric", "factor", "measure")):
            described = re.search(rf"^## `csv/{re.escape(name)}`\n(.*?)(?=^## |\Z)", readme, re.M | re.S)[1]
            for row in read(name):
                for column in row:
                    self.assertIn(f"| `{column}` |", described)
                for column in columns:
                    self.assertIn(f"| `{column}: {row[column]}` |", described)
        self.assertIn("Numbers in csv and xlsx are not rounded outwards", readme)
        # Heads of the workbook are words; its dictionary has the factor's name.
        book = zipfile.ZipFile(self.out / "e" / "results.xlsx")
        texts = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        self.assertNotIn("training.kelurahan.per_year", texts)
        self.assertIn("value of the factor training.kelurahan.per_year", texts)
        self.assertTrue(any(text.startswith("Training") for text in texts), texts)

    def test_other_formats_are_refused(self):
        for format in ("gexf", "graphml", "geojson", "gpkg", "paraview"):
            self.refused(layak("export", self.store, "--format", format, "-o", self.out / "e", "--lang", "en"), "accepted: csv, xlsx", "run or compare")
        (self.store / "result.nc").unlink()
        self.refused(layak("export", self.store, "-o", self.out / "e", "--lang", "en"), "let `layak sweep` finish first")


if __name__ == "__main__":
    case.main()
