"""Results of layak run: the table, the file, its bytes, its languages."""

import csv
import json
import re
import shutil
import subprocess
import sys

import case
from case import Case, SCENARIOS, layak, on_terminal


class result_file(Case):
    rows = [  # English label, variable
        ("Kelurahan with a PATBM", "formal_kelurahan"), ("Kecamatan with a task force", "formal_kecamatan"), ("Kelurahan layak", "layak_kelurahan"),
        ("Action (A), city", "action_city"), ("Action (A), task-force OPDs", "action_task_force"), ("Action (A), kecamatan", "action_kecamatan"),
        ("Action (A), kelurahan", "action_kelurahan"), ("Posts trained", "trained"), ("Families unaware", "families_unaware"),
        ("Families involved", "families_involved"), ("Businesses engaged", "business_engaged"), ("Institutional index", "index"),
    ]
    lacking = {"action": {"community", "business"}, "doctrine": {"community", "business"}, "resources": {"community", "business"},
               "capacity": {"community", "business", "forum_anak"}, "written": {"community", "business", "forum_anak"}, "programme": set()}

    def test_the_table_is_what_the_file_says(self):
        import numpy
        import xarray
        plans = [SCENARIOS / "kota-serang" / "plans" / f"{name}.toml" for name in ("bottom-up", "mixed")]
        target = self.out / "k.nc"
        run = layak("run", *plans, "--replicates", "40", "-o", target, "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        cell = re.compile(r"([\d.,]+)(%?) \(([\d.,]+)–([\d.,]+)\)")
        with xarray.open_dataset(target) as data:
            self.assertEqual(list(data.plan.values), ["bottom-up", "mixed"])
            for label, name in self.rows:
                line = next(line for line in run.out.splitlines() if line.startswith(label))
                columns = cell.findall(line.split("  ", 1)[1])
                self.assertEqual(len(columns), 3, line)  # the start and two plans
                for shown, (plan, month) in zip(columns, [(0, "2018-12"), (0, "2030-12"), (1, "2030-12")]):
                    values = data[name].isel(plan=plan).sel(time=month).values.astype(float).ravel()
                    self.assertEqual(len(values), 40)
                    factor = 100 if shown[1] else 1
                    low, high = numpy.quantile(values, [0.05, 0.95])
                    if data[name].dtype.kind == "i":  # whole numbers, with the range within
                        low, high = numpy.floor(low + 1e-6), numpy.ceil(high - 1e-6)
                    for text, value in zip((shown[0], *shown[2:]), (values.mean(), low, high)):
                        decimals = len(text.partition(".")[2])
                        self.assertLessEqual(abs(float(text) - factor * value), 0.5 * 10.0 ** -decimals + 1e-6, (label, text, value))
            cost = data.cost_all.sel(time=slice("2019-01", "2030-12")).sum("time").mean("replicate").values / 12
            shown = re.findall(r"Rp\s([\d.]+)\sbillion", next(line for line in run.out.splitlines() if line.startswith("Cost a year")))
            for text, value in zip(shown, cost, strict=True):
                self.assertAlmostEqual(float(text), value / 1e9, delta=0.051)

    def test_the_file_opens_everywhere_and_is_whole(self):
        import numpy
        import xarray
        target = self.out / "x.nc"
        run = layak("run", self.plan, self.city / "plans/top-down.toml", "--replicates", "10", "--raw", "-o", target, "--json")
        self.assertEqual(run.status, 0, run.err)
        summary = json.loads(run.out)
        for engine in ("netcdf4", "h5netcdf"):
            with xarray.open_dataset(target, engine=engine) as data:
                data.load()
                self.assertEqual(dict(data.sizes), {"replicate": 10, "plan": 2, "time": 120, "nv": 2, "institution": 26, "kecamatan": 2, "quantile": 5, "lever": data.sizes["lever"], "cause": 5})
                for dimension in ("replicate", "plan", "time", "institution", "kecamatan", "quantile", "lever"):
                    self.assertIn(dimension, data.coords)
                self.assertEqual(str(data.time.values[0])[:7], "2015-01")
                self.assertEqual(str(data.time.values[-1])[:7], "2024-12")
                self.assertNotIn("units", data["undelivered"].attrs)  # they differ by lever
                self.assertIn("lever_unit", data["undelivered"].attrs["comment"])
                for name in data.data_vars:
                    values = data[name]
                    if "plan" in values.dims and "time" in values.dims:
                        self.assertNotIn(values.attrs["long_name_id"], ("", values.attrs["long_name"]), name)
                    if values.dtype.kind != "f":
                        continue
                    field = name.partition("_")[0]
                    if "institution" in values.dims and field in self.lacking:
                        lacks = [kind in self.lacking[field] for kind in data.kind.values]
                        missing = numpy.isnan(values.values)
                        self.assertTrue((missing == numpy.array(lacks)).all(), name)
                    elif "institution" not in values.dims:
                        self.assertFalse(numpy.isnan(values.values).any(), name)
                self.assertTrue(numpy.allclose(data.action.mean("replicate"), data.action_mean, atol=1e-6, equal_nan=True))
                self.assertTrue(numpy.allclose(data.written.std("replicate", ddof=1), data.written_sd, atol=1e-6, equal_nan=True))
                self.assertTrue(numpy.allclose(data.cost.sum("lever"), data.cost_all, rtol=1e-12))
                shares = sum(data["families_" + stage] for stage in ("unaware", "knows", "understands", "involved"))
                self.assertTrue(numpy.allclose(shares, 1, atol=1e-5))
                shown = summary["plans"][1]["outcomes"]["action.kelurahan"]["mean"]
                self.assertAlmostEqual(shown, float(data.action_kelurahan.isel(plan=1, time=-1).astype(float).mean()), places=12)
        if shutil.which("ncdump"):
            dump = subprocess.run(["ncdump", "-h", target], capture_output=True, text=True)
            self.assertEqual(dump.returncode, 0, dump.stderr)
            self.assertIn("float action_mean(plan, time, institution)", dump.stdout)

    def test_plans_of_different_length_run_to_the_last_month_of_the_longest(self):
        import xarray
        self.change("plans/top-down.toml", 'to = "2024-12"', 'to = "2021-06"')
        run = layak("run", self.plan, self.city / "plans/top-down.toml", "--replicates", "4", "-o", self.out / "x.nc", "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.assertIn("June 2021", run.out)
        with xarray.open_dataset(self.out / "x.nc") as data:
            self.assertEqual(data.sizes["time"], 120)

    def test_one_replicate_has_values_and_no_spread(self):
        import numpy
        import xarray
        run = layak("run", self.plan, "--replicates", "1", "--raw", "-o", self.out / "x.nc")
        self.assertEqual(run.status, 0, run.err)
        with xarray.open_dataset(self.out / "x.nc") as data:
            self.assertFalse([name for name in data.variables if name == "quantile" or name.endswith(("_sd", "_quantile"))])
            for field, kinds in self.lacking.items():
                values = data[field].isel(replicate=0)
                numpy.testing.assert_array_equal(data[field + "_mean"], values.where(~data.kind.isin(list(kinds))))
        run = layak("export", self.out / "x.nc", "--format", "csv", "-o", self.out / "x", "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        with open(self.out / "x" / "csv" / "institutions.csv", newline="", encoding="utf-8-sig") as file:
            self.assertTrue(all(row["mean"] == row["q50"] and row["q05"] == row["q95"] == "" for row in csv.DictReader(file)))


class reproducibility(Case):
    def bytes_of(self, name, *words, **more):
        run = layak("run", self.plan, self.city / "plans/top-down.toml", "--replicates", "20", "-o", self.out / name, "--json", *words, **more)
        self.assertEqual(run.status, 0, run.err)
        return (self.out / name).read_bytes(), json.loads(run.out)["content_sha256"]

    def test_threads(self):
        one = self.bytes_of("1.nc", "--threads", "1")
        for threads in ("2", "4"):
            self.assertTrue(self.bytes_of(threads + ".nc", "--threads", threads) == one)

    def test_place_language_locale_zone(self):
        here = self.bytes_of("a.nc")
        self.assertTrue(self.bytes_of("b.nc", "--lang", "en", cwd=self.city, env={"TZ": "Asia/Jakarta", "LC_ALL": "de_DE.UTF-8", "LANG": "id_ID.UTF-8"}) == here)

    def test_seed_and_settings_matter(self):
        _, digest = self.bytes_of("a.nc")
        self.assertNotEqual(self.bytes_of("b.nc", "--seed", "2")[1], digest)
        self.assertNotEqual(self.bytes_of("c.nc", "--set", "rotation.head=0.4")[1], digest)

    def test_replicates_begin_alike(self):
        import xarray
        for replicates in ("4", "20"):
            self.assertEqual(layak("run", self.plan, "--replicates", replicates, "-o", self.out / f"{replicates}.nc").status, 0)
        with xarray.open_dataset(self.out / "4.nc") as few, xarray.open_dataset(self.out / "20.nc") as many:
            self.assertTrue((few["index"] == many["index"].isel(replicate=slice(4))).all())

    def test_every_level_of_instructions(self):
        digests = {}
        for level in ("base", "v2", "v3", "v4"):
            run = layak("run", self.plan, "--replicates", "20", "-o", self.out / f"{level}.nc", "--json", env={"LAYAK_ISA": level})
            if run.status == 2 and "LAYAK_ISA" in run.err and level != "base":
                print(f"{level}: not on this processor", file=sys.stderr)
                continue
            self.assertEqual(run.status, 0, run.err)
            digests[level] = json.loads(run.out)["content_sha256"]
        print("compared: " + ", ".join(digests), file=sys.stderr)
        self.assertEqual(len(set(digests.values())), 1, digests)

class languages(Case):
    def table(self, *words):
        run = layak("run", self.plan, "--replicates", "8", "-o", self.out / "x.nc", "--force", *words)
        self.assertEqual(run.status, 0, run.err)
        return run.out

    def test_indonesian_is_the_default(self):
        text = self.table()
        self.assertEqual(text, self.table("--lang", "id"))
        for piece in ("Kota Contoh (rekaan) · 8 ulangan tiap rencana", "Campuran", "Desember 2024", "Keluarga terlibat", "Biaya per tahun", "juta", "bukan nilai resmi KLA"):
            self.assertIn(piece, text)
        self.assertRegex(text, r"\d,\d\d \(\d,\d\d–\d,\d\d\)")

    def test_english(self):
        text = self.table("--lang", "en")
        for piece in ("8 replicates a plan", "Mixed", "December 2024", "Families involved", "Cost a year", "million", "not the official KLA score"):
            self.assertIn(piece, text)
        self.assertRegex(text, r"\d\.\d\d \(\d\.\d\d–\d\.\d\d\)")

    def test_units_of_what_is_not_delivered(self):
        self.change("plans/mixed.toml", "budget_per_year = 120_000_000", "budget_per_year = 1_000_000")
        text = self.table("--lang", "en")
        for piece in (r"training: \d+\sseats", r"meetings: [\d.]+\smeetings", r"facilitation: [\d.]+\sassisted kelurahan\b"):
            self.assertRegex(text, piece)
        self.assertRegex(self.table(), r"pelatihan: \d+\skursi\b")

    def test_a_narrow_terminal(self):
        plans = sorted((self.city / "plans").glob("*.toml"))
        shown = on_terminal(80, "run", *plans, "--replicates", "8", "-o", self.out / "x.nc", "--quiet")
        lines = shown
        self.assertLessEqual(max(map(len, lines)), 80)
        for name in ("Dari bawah", "Campuran", "Seperti sekarang", "Dari atas"):
            self.assertTrue(any(name in line for line in lines), name)

    def test_a_hostile_name_is_only_shown(self):
        self.change("plans/mixed.toml", 'name_id = "Campuran"', 'name_id = "' + "=cmd|'/c x'!A1 " * 300 + '"')
        self.assertLess(max(map(len, self.table().splitlines())), 121)

    def test_help(self):
        for words in (["--help"], ["run", "--help"], ["validate", "--help"], ["run", "--help-parameters"], ["--version"]):
            run = layak(*words)
            self.assertEqual((run.status, run.err), (0, ""), words)
        for option in ("--replicates N [200]", "--seed N [1]", "--threads N [all cores]", "--lang id|en [id]", "--set NAME=VALUE", "-o,--out"):
            self.assertIn(option, layak("run", "--help").out)

    def test_levers_are_explained_in_the_language_asked_for(self):
        for words in (["run", "--help-parameters"], ["run", "--help-parameters", "--lang", "id"], ["run", "--lang=id", "--help-parameters"]):
            self.assertIn("pelatihan KHA: kursi bagi yang paling sedikit terlatih (kursi, Rp", layak(*words).out)
        self.assertIn("training in the CRC: seats for the least trained (seat, Rp", layak("run", "--help-parameters", "--lang", "en").out)

    def test_one_replicate_has_no_range(self):
        run = layak("run", self.plan, "--replicates", "1", "-o", self.out / "x.nc", "--quiet", "--lang", "en")
        self.assertRegex(run.out, r"Action \(A\), kelurahan +\d\.\d\d +\d\.\d\d\n")
        self.assertIn("1 replicate a plan\n", run.out)
        self.assertIn("Figures: of one replicate alone, so without a range", run.out)
        self.assertNotIn("90%", run.out)
        run = layak("run", self.plan, "--replicates", "1", "-o", self.out / "y.nc", "--quiet", "--json")
        (plan,) = json.loads(run.out)["plans"]
        for spread in [*plan["outcomes"].values(), plan["cost_per_year"]]:
            self.assertEqual((spread["low"], spread["high"]), (None, None))


if __name__ == "__main__":
    case.main()
