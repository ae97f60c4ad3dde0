"""The program as a planner meets it: cli_test.py LAYAK SCENARIOS GROUP, GROUP one of the classes below.

Runs the built program on copies of scenarios/small-town, and once on Kota Serang.
"""

import codecs
import csv
import fcntl
import hashlib
import json
import os
import pty
import re
import resource
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest
from pathlib import Path

LAYAK = Path("layak")
SCENARIOS = Path("scenarios")


class Finished:
    def __init__(self, status, out, err, seconds, megabytes):
        self.status, self.out, self.err, self.seconds, self.megabytes = status, out, err, seconds, megabytes


def layak(*words, cwd=None, env=None, stdout=None, limit=None, program=None):
    """Runs the program; seconds are of the processor, so a busy machine does not matter."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([program or LAYAK, *map(str, words)], cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                                   stdout=out if stdout is None else stdout, stderr=err, preexec_fn=limit)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return Finished(process.returncode, out.read().decode(), err.read().decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="layak-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.city = self.folder / "town"
        shutil.copytree(SCENARIOS / "small-town", self.city)
        self.out = self.folder / "out"
        self.out.mkdir()
        self.plan = self.city / "plans" / "mixed.toml"

    def change(self, name, old, new):
        path = self.city / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def afresh(self):
        shutil.rmtree(self.city)
        shutil.copytree(SCENARIOS / "small-town", self.city)

    def as_nobody(self):
        """Root may do everything: options of layak() for a user who may not, with a program where he may reach it."""
        os.chmod(self.folder, 0o755)
        return {"limit": lambda: os.setuid(65534), "program": shutil.copy(LAYAK, self.folder)}

    def refused(self, run, *expected, status=2):
        """Exit 2, each expected piece in some line, nothing written, quickly."""
        self.assertEqual(run.status, status, run.out + run.err)
        for piece in expected:
            self.assertIn(piece, run.err)
        self.assertEqual(run.out, "")
        self.assertEqual(os.listdir(self.out), [])
        self.assertLess(run.seconds, 1)
        self.assertLess(run.megabytes, 256)
        self.assertNotRegex(run.err, r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # no escape reaches the terminal

    def validated(self, *expected, what=None, language="en"):
        run = layak("validate", what or self.city, "--lang", language)
        self.refused(run, *expected)
        return run


def a_huge_file(path):
    path.touch()
    os.truncate(path, 1 << 40)


class wrong_input(Case):
    def test_shipped_cities_are_good(self):
        for name in ("small-town", "kota-serang"):
            run = layak("validate", SCENARIOS / name)
            self.assertEqual((run.status, run.err), (0, ""))
            self.assertIn("baik", run.out)

    def test_city_file(self):
        for old, new, expected in [
            ("name =", "nam =", 'city.toml:3: nam = "Kota Contoh (rekaan)": unknown key; did you mean "name"?'),
            ('name = "Kota Contoh (rekaan)"', 'name = ""', "city.toml:3: name"),
            ('name = "Kota Contoh (rekaan)"', 'name = "\\u001b[31m"', "city.toml:3: name"),
            ('start = "2015-01"', "start = 2015-01", "city.toml:5"),
            ('start = "2015-01"', 'start = "2015-13"', 'city.toml:5: start = "2015-13"'),
            ("W = 1", "W = 0.5", "city.toml:19: W = 0.5: must be 0 or 1"),
            ("knows = 0.12", "knows = nan", "city.toml:22: knows = nan: a finite number"),
            ("knows = 0.12", "knows = 0.8\ninvolved = 0.9", "add up to more than 1"),
            ("knows = 0.12", "A = 0.12", "city.toml:22: A = 0.12: a community has no such state"),
            ("keluarga-melati]", "keluarga-melatih]", 'did you mean "keluarga-melati"?'),
            ("[initial.institution.kel-melati]", "[initial.kind.kelurahn]", 'did you mean "kelurahan"?'),
            ("training = 1_000_000", "training = -1", "city.toml:36: training = -1"),
            ("training = 1_000_000", "training = 1e400", "city.toml:36"),
            ("training = 1_000_000", "training = 1.000.000", "city.toml:36"),
            ("resources.need.city", "resources.need.citi", 'did you mean "resources.need.city"?'),
            ("resources.need.city = 100_000_000", "rotation.internal = 1.5", "city.toml:26: rotation.internal = 1.5: must be 0 to 1"),
            ("resources.need.city = 100_000_000", "overlap = inf", "city.toml:26: overlap = inf: a finite number"),
            ("[parameters]", "[[expect]]\n[parameters]", "city.toml:25: expect = […]: unknown key"),
        ]:
            with self.subTest(new=new):
                self.afresh()
                self.change("city.toml", old, new)
                self.validated(expected)

    def test_institutions(self):
        for old, new, expected in [
            ("kel-melati,Melati", "Kel Melati,Melati", "institutions.csv:10: id"),
            ("kel-melati,Melati", "kota,Melati", 'institutions.csv:10: id = "kota": already used in line 2'),
            ("kel-melati,Melati", "kel-melati,\x1b]0;x\x07", "institutions.csv:10: name"),
            ("kel-melati,Melati,kelurahan", "kel-melati,Melati,kelurahn", 'institutions.csv:10: kind = "kelurahn"'),
            ("kelurahan,kec-utara,,,,1,1,1", "kelurahan,kec-utara,,,,0,0,0", "institutions.csv:10: heads"),
            ("kelurahan,kec-utara,,,,1,1,1", "kelurahan,kec-utara,,,,nan,1,1", 'institutions.csv:10: heads = "nan"'),
            ("kelurahan,kec-utara,,,,1,1,1", "kelurahan,kec-utara,service,,,1,1,1", "institutions.csv:10: role"),
            ("kelurahan,kec-utara", "kelurahan,kota", "must be a kecamatan, but that is a city"),
            ("opd,kota,coordinator", "opd,kota,coordinatr", 'did you mean "coordinator"?'),
            (",250,", ",1e9,", "institutions.csv:16: families"),
            ("106.2000,-6.6100,99", "206.2000,-6.6100,99", "institutions.csv:10: longitude"),
            ("technical,families", "technical,famlies", 'famlies: unknown column; did you mean "families"?'),
        ]:
            with self.subTest(new=new):
                self.afresh()
                self.change("institutions.csv", old, new)
                self.validated(expected)

    def test_broken_institutions_are_not_repeated_by_every_file_that_names_them(self):
        (self.city / "institutions.csv").write_text("")
        run = self.validated("institutions.csv: the file is empty")
        self.assertEqual(len(run.err.splitlines()), 1, run.err)

    def test_a_broken_institution_hides_no_other_mistake(self):
        institutions = self.city / "institutions.csv"
        institutions.write_text(institutions.read_text().replace(",opd,", ",opdd,", 1))
        with (self.city / "adjacency.csv").open("a") as file:
            file.write("kel-melati,nope\n")
        run = self.validated('kind = "opdd"', 'b = "nope"')
        self.assertEqual(len(run.err.splitlines()), 2, run.err)
        told = layak("validate", self.city, "--json")
        self.assertEqual(told.status, 2)
        as_json = json.loads(told.out)
        self.assertFalse(as_json["good"])
        self.assertEqual([(f["severity"], f["key"]) for f in as_json["findings"]], [("error", "kind"), ("error", "b")])

    def test_rows_that_cannot_be_read_are_not_repeated_by_other_files(self):
        for old, new in [("kel-melati,Melati", "kel-melati,Melati,Indah"), ("kel-melati,Melati", 'kel-melati,"Melati'), ("kota,Kota", "Kota,Kota"),
                         ("kelurahan,kec-utara,,,,1,1,1", "kelurahan,kec-utara,,,,1.5,0,0")]:
            with self.subTest(new=new):
                self.afresh()
                self.change("institutions.csv", old, new)
                run = self.validated("institutions.csv:")
                self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.afresh()
        heading = (self.city / "institutions.csv").read_text().splitlines()[0]
        (self.city / "institutions.csv").write_text(heading + "\n")
        run = self.validated("institutions.csv: kind: no row with kind = city")
        self.assertEqual(len(run.err.splitlines()), 1, run.err)

    def test_mistakes_of_writing_hide_no_others(self):
        for old, new in [("budget_per_year = 120_000_000", "budget_per_year = 3.000.000.000"), ('name_id = "Campuran"', 'name_id = "Campuran'),
                         ("unit_cost = 600_000", "unit_cost = 3.000.000"), ('target = "all_levels"', 'target = "task_forc"'), ("strength = 0.3", "strength = 0,5"),
                         ("floor = 0.6", "floor = 1.6")]:
            self.change("plans/mixed.toml", old, new)
        run = self.validated("mixed.toml:4: name_id", "mixed.toml:7: budget_per_year", "mixed.toml:29: floor", "mixed.toml:35: strength = 0,5: decimals",
                             'did you mean "task_force"?', "unit_cost = 3.000.000", what=self.plan)
        self.assertEqual(len(run.err.splitlines()), 6, run.err)
        self.change("plans/mixed.toml", "[[intervention]]", "[[intervention]")  # a heading of which only the brackets are wrong
        run = self.validated("mixed.toml:9: [[intervention]: a heading is written", "mixed.toml:29: floor", what=self.plan)
        self.assertEqual(len(run.err.splitlines()), 7, run.err)
        self.change("plans/mixed.toml", "[[intervention]", "[[intervention]] x")  # what belongs where is no longer known
        run = self.validated("mixed.toml:9: [[intervention]] x", what=self.plan)
        self.assertEqual(len(run.err.splitlines()), 5, run.err)

    def test_a_file_that_is_no_toml(self):
        self.plan.write_text("Rencana kota layak anak, dengan anggaran.\n" * 100_000)
        run = self.validated("mixed.toml:1:", what=self.plan)
        self.assertLess(len(run.err.splitlines()), 20)
        self.plan.write_text("x = 1.000.000\n" * 100_000)
        self.validated("mixed.toml:1:", what=self.plan)

    def test_outlines(self):
        outlines = self.city / "boundaries.geojson"
        for text, expected in [("garbage", "boundaries.geojson:1: this is not valid JSON"), ("{}", "boundaries.geojson: type"), ("", "boundaries.geojson:1"),
                               ('{"type":\n"FeatureCollection",\n"features":\n[,]}', "boundaries.geojson:4: this is not valid JSON"),
                               ('{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"kode": "x"}, "geometry": null}]}', "features[1].geometry = null"),
                               ("[" * 1_000_000, "boundaries.geojson:1")]:
            with self.subTest(text=text[:100]):
                outlines.write_text(text)
                self.validated(expected)
                self.validated(expected, what=outlines)
        outlines.unlink()
        os.symlink("/etc/passwd", outlines)
        self.validated("boundaries.geojson: a link that leads out of the city's folder")
        outlines.unlink()
        square = [[106.2, -6.6], [106.3, -6.6], [106.3, -6.7], [106.2, -6.6]]
        outlines.write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [square]}} for code in ("99.99.01.1001", "99.99.01.9999")]}))
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual(run.status, 0)
        self.assertIn('features[2].properties.code = "99.99.01.9999": warning: no kelurahan', run.err)
        self.assertIn("note: 5 of 6 kelurahan have no outline here", run.err)
        outlines.write_text(outlines.read_text().replace("106.2, -6.6", "620000, 9270000"))
        self.validated("features[1].geometry.coordinates = [620000, 9270000]: the file must be in longitude and latitude")

    def test_misspelt_files_are_warned_of(self):
        for name, expected in [("link.csv", 'did you mean "links.csv"?'), ("observation.csv", "known: city.toml, institutions.csv"), ("Boundary.GEOJSON", 'did you mean "boundaries.geojson"?')]:
            with self.subTest(name=name):
                self.afresh()
                (self.city / name).write_text("x")
                run = layak("validate", self.city, "--lang", "en")
                self.assertEqual(run.status, 0, run.err)
                self.assertIn(name + ": warning: a file of this name is not read", run.err)
                self.assertIn(expected, run.err)

    def test_folders_and_files_that_are_not_read(self):
        (self.city / "plan").mkdir()
        (self.city / "plans" / "old.tml").touch()
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual(run.status, 0)
        self.assertIn('plan: warning: this folder is not read; did you mean "plans"?', run.err)
        self.assertIn("old.tml: warning: is not read", run.err)

    def test_a_broken_heading_hides_nothing(self):
        self.plan.write_text(self.plan.read_text().replace("[[intervention]]", "[intervention]", 1).replace('kind = "meetings"', 'kind = "meeting"'))
        run = self.validated("write [[intervention]], as in line", 'did you mean "meetings"', what=self.plan)
        self.assertEqual(len(run.err.splitlines()), 2, run.err)
        self.afresh()
        self.plan.write_text(self.plan.read_text().replace("[[intervention]]", "[[intervention]").replace('kind = "meetings"', 'kind = "meeting"'))
        self.validated("a heading is written [name] or [[name]]", 'did you mean "meetings"', what=self.plan)

    def test_a_setting_that_another_undoes(self):
        pair = ["training.kelurahan.per_year=30", "training.kelurahan.budget_per_year=3e8"]
        run = layak("validate", self.city, "--lang", "en", "--set", pair[0], "--set", pair[1], "--set", "overlap=0.2", "--set", "overlap=0.20")
        self.assertIn(f"--set {pair[0]}: note: does not hold: later {pair[1]} is given", run.err)
        self.assertNotIn("overlap", run.err)

    def test_links_borders_and_observations(self):
        for name, text, *expected in [
            ("adjacency.csv", "a,b\nkel-melati,kel-melati\nkel-melati,nope\nkota,kel-melati\n", "adjacency.csv:2: b", 'adjacency.csv:3: b = "nope"', "adjacency.csv:4: a"),
            ("links.csv", "from,to,type,weight\nnope,kota,function,0\nkota,kota,diffuse,1\n", 'links.csv:2: from = "nope"', 'did you mean "functional"?', "links.csv:2: weight", "links.csv:3: to"),
            ("institutions.csv", (SCENARIOS / "small-town" / "institutions.csv").read_text().replace(",opd,", ",dinas,", 1), 'kind = "dinas": unknown value; known: city'),
            ("links.toml", '[[rule]]\nfrom = "citi"\nto = {}\nwhere = "nowhere"\nweight = -1\n', "links.toml:2: from", "links.toml:3: to", "links.toml:4: where", "links.toml:1: type", "links.toml:5: weight"),
            ("observed.csv", "what,month,value,tolerance\naction.kelurahn,2018-1,x,0\nfamilies.unaware,2014-12,3,1\n", "observed.csv:2: what", "observed.csv:2: month", "observed.csv:2: value", "observed.csv:2: tolerance", "observed.csv:3: month", "observed.csv:3: value"),
            ("history.toml", 'from = "2015-01"\nto = "9999-12"\n', "history.toml:2: to"),
        ]:
            with self.subTest(name=name):
                self.afresh()
                (self.city / name).write_text(text)
                self.validated(*expected)

    def test_plan(self):
        for old, new, expected in [
            ('kind = "meetings"', 'kind = "meeting"', 'did you mean "meetings"?'),
            ('kind = "meetings"', "", "plans/mixed.toml:42: kind: this key must be there"),
            ('target = "all_levels"', "", "mixed.toml:42: target: meetings needs a target; known: task_force, all_levels"),
            ("\nper_year = 5\n", "\nper_year = -5\n", "mixed.toml:45: per_year = -5"),
            ("\nper_year = 5\n", "\nper_year = 5\nbudget_per_year = 5\n", "mixed.toml:46: budget_per_year = 5"),
            ("\nper_year = 5\n", "\nbudget_per_year = 5\nunit_cost = 0\n", "mixed.toml:45: budget_per_year = 5"),
            ("\nper_year = 5\n", '\nper_year = 5\nfrom = "2018-01"\n', "mixed.toml:46: from"),
            ("floor = 0.6", "floor = 1.6", "mixed.toml:29: floor = 1.6: must be 0 to 1"),
            ('to = "2024-12"', 'to = "9999-12"', "mixed.toml:6: to"),
            ('from = "2019-01"\nto = "2024-12"', 'from = "2009-01"\nto = "2010-12"', "mixed.toml:6: to"),
            ('name = "Mixed"', 'name = ""', "mixed.toml:3: name"),
            ("[[intervention]]", "[[expect]]\n[[intervention]]", "mixed.toml:9: expect"),
            ("\nper_year = 5\n", "\nper_yaer = 5\n", 'mixed.toml:45: per_yaer = 5: unknown key; did you mean "per_year"?'),
            ("\nper_year = 5\n", "\nper_year = lima\n", "mixed.toml:45: per_year = lima: a number like"),
            ("\nper_year = 5\n", "\nper_year = 3*12\n", "mixed.toml:45: per_year = 3*12: a number like"),
            ('kind = "meetings"', 'kind = ["meetings"]', "mixed.toml:43: kind = […]: a text in quotes"),
            ('kind = "meetings"', 'kidn = "meetings"', 'mixed.toml:43: kidn = "meetings": unknown key; did you mean "kind"?'),
            ('name = "Mixed"\n', "", "mixed.toml: name: this key must be there"),
        ]:
            with self.subTest(new=new):
                self.afresh()
                self.change("plans/mixed.toml", old, new)
                run = self.validated(expected, what=self.plan)
                self.assertEqual(len(run.err.splitlines()), 1, run.err)

    def test_headings_in_single_brackets_hide_no_other_mistake(self):
        text = self.plan.read_text()
        headings = text.count("[[intervention]]")
        self.plan.write_text(text.replace("[[intervention]]", "[intervention]").replace("\nper_year = 5\n", "\nper_year = -5\n").replace("floor = 0.6", "floor = 1.6"))
        run = self.validated("mixed.toml:9: [intervention]: write [[intervention]]", "per_year = -5", "floor = 1.6", what=self.plan)
        self.assertEqual(len(run.err.splitlines()), headings + 2, run.err)
        self.plan.write_text("[[intervention]]".join(text.split("[[intervention]]")[:3]) + "[intervention]" + "[[intervention]]".join(text.split("[[intervention]]")[3:]))
        run = self.validated("[intervention]: write [[intervention]], as in line", what=self.plan)
        self.assertEqual(len(run.err.splitlines()), 1, run.err)

    def test_a_repeated_heading_of_the_city(self):
        with (self.city / "city.toml").open("a") as file:
            file.write("\n[parameters]\noverlap = 2\n")
        run = self.validated("[parameters]: this heading is there already, in line 25", "overlap = 2: must be 0 to 1")
        self.assertEqual(len(run.err.splitlines()), 2, run.err)

    def test_plans_and_the_city_s_months(self):
        self.change("plans/mixed.toml", 'from = "2019-01"', 'from = "2014-01"')
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.assertIn('mixed.toml:5: from = "2014-01": warning: before the city\'s start, 2015-01: those months are not run', run.err)
        for plan in ("mixed", "top-down"):
            text = (self.city / "plans" / f"{plan}.toml").read_text()
            text = re.sub(r'^from = ".*"$', 'from = "2009-01"', text, count=1, flags=re.M)
            (self.city / "plans" / f"{plan}.toml").write_text(re.sub(r'^to = ".*"$', 'to = "2010-12"', text, count=1, flags=re.M))
        self.validated("mixed.toml:6: to", "top-down.toml:")

    def test_observations_that_are_never_compared(self):
        (self.city / "observed.csv").write_text("what,month,value,tolerance\nindex,2018-12,0.3,0.1\nindex,2050-12,0.3,0.1\n")
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.assertIn('observed.csv:3: month = "2050-12": warning: after every plan of this city has ended', run.err)
        self.assertNotIn("observed.csv:2", run.err)
        (self.city / "observed.csv").write_text("what,month,value,tolerance\nlayak.kel-melati,2018-12,0.3,0.1\nlayak.kelurahn,2018-12,0.3,0.1\n")
        run = self.validated("known: action.X", 'did you mean "layak.kelurahan"?')
        self.assertNotIn("formal.kel-melati", run.err)

    def test_a_wrong_heading_is_not_said_of_each_row(self):
        for name, old, new, lines in [("adjacency.csv", "a,b", "A,B", 2), ("institutions.csv", "parent", "induk", 1)]:
            with self.subTest(name=name):
                self.afresh()
                self.change(name, old, new)
                run = self.validated(name + ":1: ")
                self.assertEqual(len(run.err.splitlines()), lines, run.err)
        self.afresh()
        (self.city / "links.csv").write_text("dari,ke,type,weight\nkota,kel-melati,diffuse,1\n")
        run = self.validated("links.csv:1: dari: unknown column; what is missing: from, to", "links.csv:1: ke")
        self.assertEqual(len(run.err.splitlines()), 2, run.err)

    def test_workbooks(self):
        institutions = self.city / "institutions.csv"
        good = institutions.read_bytes()
        for bad in (b"PK\x03\x04" + os.urandom(5000), b"\xd0\xcf\x11\xe0" + os.urandom(5000)):
            institutions.write_bytes(bad)
            run = self.validated('institutions.csv: this is an Excel workbook, not CSV; save it as "CSV UTF-8"')
            self.assertEqual(len(run.err.splitlines()), 1, run.err)
        institutions.write_bytes(b"sep=,\r\n" + good)
        run = self.validated("institutions.csv:1: a line sep=… is for Excel alone")
        self.assertEqual(len(run.err.splitlines()), 1, run.err)
        institutions.rename(self.city / "institutions.xlsx")
        run = self.validated('institutions.csv: there is no such file; save institutions.xlsx as "CSV UTF-8" under this name')
        self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.afresh()
        (self.city / "observed.csv").unlink(missing_ok=True)
        (self.city / "observed.xlsx").touch()
        run = layak("validate", self.city, "--lang", "en")
        self.assertIn('observed.xlsx: warning: is not read; save it as "CSV UTF-8" under the name observed.csv', run.err)

    def test_one_mistake_is_said_once(self):
        self.change("city.toml", "knows = 0.12", "knows = 0.8\nunderstands = 0.9")
        self.assertEqual(len(self.validated("add up to more than 1").err.splitlines()), 1)
        self.afresh()
        institutions = self.city / "institutions.csv"
        institutions.write_text("".join(line for line in institutions.read_text().splitlines(True) if not line.startswith("kota,")))
        (self.city / "links.toml").write_text("")
        (self.city / "adjacency.csv").write_text("a,b\n")
        self.assertEqual(len(self.validated("no row with kind = city").err.splitlines()), 1)
        self.afresh()
        self.plan.write_text("a = " + "[" * 5000)
        self.assertEqual(len(self.validated("nested too deeply", what=self.plan).err.splitlines()), 1)

    def test_shared_codes_and_parents_of_another_kind(self):
        self.change("institutions.csv", "99.99.01.1002", "99.99.01.1001")
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.assertIn('institutions.csv:11: code = "99.99.01.1001": warning: line 10 has the same code', run.err)
        self.afresh()
        self.change("institutions.csv", "kelurahan,kec-utara", "kelurahan,kel-utara")
        self.validated('parent = "kel-utara": no institution of institutions.csv has this id; did you mean "kec-utara"?')

    def test_several_cities(self):
        other = self.folder / "other"
        shutil.copytree(self.city, other)
        run = layak("validate", self.city, other, "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(run.out.count("good ("), 2 * (1 + len(list(self.city.glob("plans/*.toml"))) + len(list(self.city.glob("designs/*.toml")))))
        self.change("city.toml", "start =", "strat =")
        (other / "institutions.csv").write_text("")
        run = layak("validate", self.city, other, "--lang", "en")
        self.refused(run, f"{self.city}/city.toml:5: strat", "institutions.csv: the file is empty")
        self.refused(layak("validate", self.city, "--city", other, "--lang", "en"), "another city than --city says")

    def test_all_mistakes_of_a_file_at_once_and_in_indonesian_by_default(self):
        self.change("plans/mixed.toml", "\nper_year = 5\n", "\nper_year = -5\n")
        self.change("plans/mixed.toml", "floor = 0.6", "flor = 0.6")
        run = layak("run", self.plan, "-o", self.out / "x.nc")
        self.refused(run, "mixed.toml:45: per_year = -5: jumlah per tahun", 'mixed.toml:29: flor = 0.6: kunci tidak dikenal; mungkin maksudnya "floor"?')
        self.assertEqual(len(run.err.splitlines()), 2)

    def test_files_that_are_no_text(self):
        good = (self.city / "institutions.csv").read_bytes()
        for bad in (b"", b"\0" * 1000, os.urandom(100_000), good.decode().encode("utf-16"), good.replace(b"Melati", b"M\xe9lati"), LAYAK.read_bytes()[:100_000]):
            (self.city / "institutions.csv").write_bytes(bad)
            self.validated("institutions.csv")
        self.afresh()
        for bad in (b"\0", b"x", b"a=" + b"[" * 5000, b".".join([b"a"] * 5000) + b"=1", b"\xff\xfe"):
            self.plan.write_bytes(bad)
            self.validated("mixed.toml", what=self.plan)

    def test_a_byte_order_mark_and_crlf_do_no_harm(self):
        for path in [*self.city.glob("*.csv"), *self.city.glob("*.toml"), self.plan]:
            path.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
        run = layak("validate", self.city)
        self.assertEqual((run.status, run.err), (0, ""))

    def test_only_ordinary_files_within_the_city_are_read(self):
        for name in ("city.toml", "institutions.csv", "links.csv", "plans/mixed.toml"):
            for make in (os.mkfifo, os.mkdir, lambda path: os.symlink("/etc/passwd", path), lambda path: os.symlink("/nowhere", path),
                         lambda path: os.symlink("/dev/zero", path), lambda path: os.symlink(path, path), a_huge_file):
                with self.subTest(name=name):
                    self.afresh()
                    path = self.city / name
                    path.unlink(missing_ok=True)
                    make(path)
                    run = self.validated(name)
                    self.assertNotIn("root:", run.err)

    def test_set(self):
        for setting, expected in [
            ("rotation.hed=0.3", 'did you mean "rotation.head"?'),
            ("rotation.head=-1", "must be 0 to 1e15"),
            ("rotation.head=1e300", "must be 0 to 1e15"),
            ("formal.base=-1e300", "must be -1000000 to 1000000"),
            ("leadership.precision=0.01", "must be 0.05 to 1000000"),
            ("rotation.head=0,3", "must be a number"),
            ("rotation.head=nan", "must be a number"),
            ("rotation.head", "write NAME=VALUE"),
            ("training.kelurahn.per_year=1", 'unknown target; did you mean "kelurahan"?; known: leaders'),
            ("rotation.multiplier=1e7", "multiplier must be 0 to 1000000 (0: a moratorium)"),
            ("training.per_year=1", "training needs a target"),
            ("training.kelurahan.per_yaer=1", 'did you mean "per_year"?'),
            ("training.kelurahan.per_year=1e9", "must be 0 to 1000000"),
            ("training.kelurahan.budget_per_year=1e14", "more than 1000000 units"),
            ("mandate.kelurahan.strength=2", "must be 0 to 1"),
            ("\x1b[31m=1", "no parameter or lever"),
            ("x" * 100_000 + "=1", "no parameter or lever"),
        ]:
            with self.subTest(setting=setting[:50]):
                self.refused(layak("run", self.plan, "--set", setting, "-o", self.out / "x.nc", "--lang", "en"), "--set " + setting[:5].replace("\x1b", "\\x1b"), expected)

    def test_outside_the_prior_range_is_a_note(self):
        run = layak("validate", self.city, "--set", "rotation.head=7", "--lang", "en")
        self.assertEqual(run.status, 0)
        self.assertIn("note: outside the prior range 0.2 to 1 (accepted)", run.err)

    def test_usage(self):
        for words, expected in [
            (["rnu"], 'did you mean "run"?'),
            (["--lang", "en", "run"], ""),
            (["run"], "PLAN"),
            (["run", self.plan, "--replicate", "3"], 'did you mean "--replicates"?'),
            (["run", self.plan, "--lang", "fr"], "--lang"),
            (["run", self.plan, "--city", ""], "--city"),
            (["run", self.plan, "--threads", "0"], "--threads"),
            *[(["run", self.plan, "--replicates", n], "--replicates") for n in ("0", "-1", "1e9", "1000000000", "1.5", "")],
            *[(["run", self.plan, "--seed", n], "--seed") for n in ("-1", "x", "1.5", "18446744073709551616", "")],
        ]:
            with self.subTest(words=words):
                self.refused(layak(*words, *([] if "--lang" in words else ["--lang", "en"]), cwd=self.out), expected)
        self.refused(layak(), "run, compare")

    def test_which_plans_and_which_city(self):
        serang = SCENARIOS / "kota-serang" / "plans" / "mixed.toml"
        self.refused(layak("run", self.plan, serang, cwd=self.out, env={}), "kota-serang")
        self.refused(layak("run", self.plan, self.plan, cwd=self.out), "mixed.toml")
        self.refused(layak("run", "mixd", "--city", self.city, "--lang", "en", cwd=self.out), 'did you mean "mixed"?')
        self.refused(layak("run", "mixed", "--city", self.out, "--lang", "en", cwd=self.out), "city.toml")
        wrong = layak("run", "mixed", "--city", self.city / "plans", "--lang", "en", cwd=self.out)
        self.refused(wrong, f'is no city\'s folder: there is no city.toml in it; did you mean "{self.city}"?')
        self.assertEqual(len(wrong.err.splitlines()), 1, wrong.err)
        shutil.copy(self.plan, self.folder / "lonely.toml")
        self.refused(layak("run", self.folder / "lonely.toml", cwd=self.out), "--city")
        for words, cwd in [(["mixed", "top-down", "--city", self.city], None), (["mixed"], self.city), (["mixed.toml"], self.city / "plans")]:
            run = layak("run", *words, "--replicates", "2", "-o", self.out / "x.nc", "--force", cwd=cwd)
            self.assertEqual(run.status, 0, run.err)

    def test_a_file_that_may_not_be_read(self):
        if os.geteuid() == 0:
            (self.city / "institutions.csv").chmod(0)
            self.refused(layak("validate", self.city, "--lang", "en", **self.as_nobody()), "institutions.csv: the file may not be read")
        else:
            (self.city / "institutions.csv").chmod(0)
            self.validated("institutions.csv: the file may not be read")


class output_safety(Case):
    def run_to(self, output, *words, **more):
        return layak("run", self.plan, "--replicates", "4", "-o", output, "--quiet", *words, **more)

    def test_a_file_that_exists_is_kept(self):
        target = self.out / "x.nc"
        self.assertEqual(self.run_to(target).status, 0)
        before = target.read_bytes()
        run = self.run_to(target, "--seed", "2")
        self.assertEqual((run.status, run.out), (2, ""))
        self.assertIn("--force", run.err)
        self.assertEqual(target.read_bytes(), before)
        self.assertEqual(self.run_to(target, "--seed", "2", "--force").status, 0)
        self.assertNotEqual(target.read_bytes(), before)
        self.assertEqual(os.listdir(self.out), ["x.nc"])

    def test_force_replaces_results_only(self):
        note = self.out / "thesis.txt"
        note.write_text("mine")
        fifo = self.out / "fifo"
        os.mkfifo(fifo)
        (self.out / "link").symlink_to(self.out / "nowhere")
        there = sorted(os.listdir(self.out))
        for target in (note, fifo, self.out / "link", self.plan, self.city / "city.toml", self.city / "plans" / "top-down.toml"):
            run = self.run_to(target, "--force")
            self.assertEqual((run.status, run.out), (2, ""), target)
        self.assertEqual(note.read_text(), "mine")
        self.assertEqual(sorted(os.listdir(self.out)), there)
        self.assertEqual(self.plan.read_bytes(), (SCENARIOS / "small-town/plans/mixed.toml").read_bytes())

    def test_folders(self):
        for target in (self.out / "none" / "x.nc", self.out, ""):
            self.refused(self.run_to(target))
        if os.geteuid() == 0:
            self.refused(self.run_to(self.out / "x.nc", **self.as_nobody()), "x.nc", status=1)

    def test_a_file_that_may_not_grow(self):
        run = self.run_to(self.out / "x.nc", limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
        self.refused(run, "x.nc: File too large", status=1)

    def test_a_full_disk(self):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", self.out], stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("no right to mount")
        try:
            self.refused(self.run_to(self.out / "x.nc"), "x.nc: No space left on device", status=1)
        finally:
            subprocess.run(["umount", self.out], check=True)

    def test_stdout_is_full_or_closed(self):
        for words in (["--help"], ["run", "--help"], ["run", "--help-parameters"], ["--version"], ["validate", self.city]):
            with open("/dev/full", "w") as full:
                self.assertEqual(layak(*words, stdout=full).status, 1, words)
        with open("/dev/full", "w") as full:
            self.assertEqual(self.run_to(self.out / "full.nc", stdout=full).status, 1)
        for closed in (1, 2):
            target = self.out / f"closed{closed}.nc"
            self.assertEqual(self.run_to(target, limit=lambda: os.close(closed)).status, 1 if closed == 1 else 0)
            self.assertEqual(target.read_bytes(), (self.out / "full.nc").read_bytes())

    def test_the_default_name(self):
        run = layak("run", self.plan, "--replicates", "2", "--quiet", cwd=self.out)
        self.assertEqual((run.status, os.listdir(self.out)), (0, ["run-mixed.nc"]))


class signals(Case):
    def start(self, *words):
        process = subprocess.Popen([LAYAK, "run", self.plan, "-o", self.out / "x.nc", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        return process

    def stop(self, process, which):
        begin = time.monotonic()
        process.send_signal(which)
        out, err = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual((process.returncode, out), (128 + which, ""))
        self.assertEqual(os.listdir(self.out), [])
        return err

    def listens(self, process):
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("SigCgt:"):
                return int(line.split()[1], 16) >> (signal.SIGTERM - 1) & 1
        return False

    def test_while_computing(self):
        for which, language, said in [(signal.SIGINT, "id", "dihentikan"), (signal.SIGTERM, "en", "stopped")]:
            process = self.start("--replicates", "3000", "--threads", "1", "--lang", language)
            while not self.listens(process):
                time.sleep(0.005)
            time.sleep(0.3)
            self.assertIn(said, self.stop(process, which))

    def test_while_writing(self):
        process = self.start("--replicates", "500", "--raw", "--quiet")
        while not any(name.endswith(".part") for name in os.listdir(self.out)):
            self.assertIsNone(process.poll())
            time.sleep(0.002)
        time.sleep(0.05)
        self.assertIn("dihentikan", self.stop(process, signal.SIGINT))


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
                    for text, value in zip((shown[0], *shown[2:]), (values.mean(), *numpy.quantile(values, [0.05, 0.95]))):
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
                self.assertEqual(dict(data.sizes), {"replicate": 10, "plan": 2, "time": 120, "nv": 2, "institution": 26, "kecamatan": 2, "quantile": 5, "lever": data.sizes["lever"]})
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


class comparison(Case):
    def compared(self, *words, status=0):
        run = layak("compare", "--city", self.city, *words, "--lang", "en", "--force", "-o", self.out / "c.nc")
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def as_json(self, *words):
        return json.loads(self.compared(*words, "--json").out)

    def rows(self):
        with (self.out / "c.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_json_csv_and_table_tell_the_same(self):
        told = self.as_json("status-quo", "mixed", "top-down", "--replicates", "40")
        self.assertEqual(told["interval"]["covers"], "replicates")
        mixed = next(plan for plan in told["plans"] if plan["plan"] == "mixed")
        action = mixed["outcomes"]["action.kelurahan"]
        self.assertEqual(action["pairs_above"] + action["pairs_equal"] + action["pairs_below"], 40)
        self.assertLessEqual(action["interval"]["low"], action["difference"])
        (row,) = [row for row in self.rows() if (row["plan"], row["period"], row["level"], row["outcome"]) == ("mixed", told["month"], "city", "action.kelurahan")]
        for column, value in ("difference", action["difference"]), ("low", action["interval"]["low"]), ("high", action["interval"]["high"]):
            self.assertAlmostEqual(float(row[column]), value, places=6)
        self.assertEqual(row["method"], action["interval"]["method"])
        self.assertEqual(mixed["outcomes"]["formal.kelurahan"]["interval"]["method"], "exact")
        self.assertEqual({row["method"] for row in self.rows() if row["period"] == "2015-01"}, {"identical"})
        self.assertTrue({"cost.all", "undelivered.training", "action"} <= {row["outcome"] for row in self.rows()})
        ranks = told["rank_probabilities"]["action.kelurahan"]
        self.assertAlmostEqual(sum(plan[0]["share"] for plan in ranks.values()), 1)
        for plan in ranks.values():
            self.assertTrue(all(rank["low"] <= rank["share"] <= rank["high"] for rank in plan))
        table = self.compared("status-quo", "mixed", "top-down", "--replicates", "40").out
        self.assertIn(f"{action['pairs_above']}/40", table)
        self.assertIn("Intervals cover chance alone", table)

    def test_the_baseline_may_be_any_plan_and_turns_the_sign(self):
        one = self.as_json("status-quo", "mixed", "--replicates", "16")["plans"][1]["outcomes"]
        other = self.as_json("status-quo", "mixed", "--replicates", "16", "--baseline", "mixed")["plans"][0]["outcomes"]
        for name in one:
            self.assertAlmostEqual(one[name]["difference"], -other[name]["difference"])

    def test_goals_and_precision(self):
        told = self.as_json("status-quo", "mixed", "--goal", "formal.kelurahan >= 3", "--precision", "action.kelurahan=0.03")
        self.assertTrue(told["precision"]["reached"])
        self.assertEqual(told["precision"]["replicates"], told["replicates"])
        interval = told["plans"][1]["outcomes"]["action.kelurahan"]["interval"]
        self.assertEqual(interval["method"], "confidence_sequence")
        self.assertLessEqual((interval["high"] - interval["low"]) / 2, 0.03)
        goal = told["goals"][0]["plans"]["mixed"]
        self.assertAlmostEqual(list(goal["not_yet"].values())[-1][0], goal["never"] / told["replicates"])
        few = self.as_json("status-quo", "mixed", "--precision", "action.kelurahan=0.0001", "--most-replicates", "70")
        self.assertEqual((few["precision"]["reached"], few["replicates"]), (False, 70))

    def test_parameter_sets(self):
        sets = self.folder / "sets.csv"
        sets.write_text("diffusion.rate,weight\n0.05,1\n0.3,1\n")
        told = self.as_json("status-quo", "mixed", "--replicates", "12", "--parameters", sets)
        self.assertEqual(told["interval"]["covers"], "replicates and parameters")
        single = self.as_json("status-quo", "mixed", "--replicates", "12", "--set", "diffusion.rate=0.05")
        self.assertNotEqual(told["content_sha256"], single["content_sha256"])
        over = self.as_json("status-quo", "mixed", "--replicates", "12", "--parameters", sets, "--set", "diffusion.rate=0.05")
        for name, outcome in over["plans"][1]["outcomes"].items():
            self.assertEqual(outcome["difference"], single["plans"][1]["outcomes"][name]["difference"])
        self.assertEqual(over["effective_pairs"], 2)
        verified = layak("verify", self.out / "c.nc")
        self.assertEqual(verified.status, 0, verified.out + verified.err)
        for text, expected in ("diffusion.rate\n-1\n", "sets.csv:2: diffusion.rate"), ("diffusion.rat\n1\n", 'did you mean "diffusion.rate"'), ("weight\n1\n", "no column has the name"), ("diffusion.rate,weight\n0.1,0\n", "weights are 0"):
            sets.write_text(text)
            self.assertIn(expected, self.compared("status-quo", "mixed", "--parameters", sets, status=2).err)

    def test_wrong_usage(self):
        for words, expected in [
            (("mixed",), "two plans or more"),
            (("mixed", "top-down", "--baseline", "mixd"), 'did you mean "mixed"'),
            (("mixed", "top-down", "--goal", "formal.kelurahn >= 3"), 'did you mean "formal.kelurahan"'),
            (("mixed", "top-down", "--goal", "formal.kelurahan 3"), "OUTCOME >= VALUE"),
            (("mixed", "top-down", "--goal", "action.kelurahan > 7"), "only 0 to 1"),
            (("mixed", "top-down", "--precision", "action.kelurahan"), "HALF-WIDTH"),
            (("mixed", "top-down", "--precision", "cost.all=1"), "precision of costs"),
            (("mixed", "top-down", "--confidence", "95"), "0.5 to 0.999"),
            (("mixed", "top-down", "--precision", "0.1", "--replicates", "40"), "--replicates: does not go with --precision"),
            (("mixed", "top-down", "--most-replicates", "40"), "goes with --precision alone"),
            (("mixed", "top-down", "--goal", "formal.kelurahan >= 3", "--goal", "formal.kelurahan>=3"), "given twice"),
            (("mixed", "top-down", "--baseline", "/nowhere/top-down.xyz"), "not one of the plans compared"),
        ]:
            with self.subTest(words=words):
                self.assertIn(expected, self.compared(*words, status=2).err)
                self.assertEqual(os.listdir(self.out), [])
        by_file = self.as_json("mixed", "top-down", "--baseline", self.city / "plans" / "top-down.toml", "--replicates", "4")
        self.assertEqual(by_file["baseline"], "top-down")

    def test_the_result_is_not_lost_to_its_table(self):
        for language, said in ("en", "this name is the table's"), ("id", "nama ini untuk tabel"):
            run = layak("compare", "--city", self.city, "mixed", "top-down", "--replicates", "4", "-o", self.out / "c.csv", "--lang", language)
            self.refused(run, said, "c.nc")

    def test_few_pairs_say_little(self):
        told = self.as_json("status-quo", "top-down", "mixed", "--replicates", "1")
        self.assertEqual({row["method"] for row in self.rows() if row["level"] == "institution"}, {"none"})
        self.assertTrue(all(plan["cost_per_year"]["all"]["interval"]["method"] == "none" for plan in told["plans"][1:]))
        text = self.compared("status-quo", "top-down", "mixed", "--replicates", "1").out
        self.assertIn("1 pair of replicates", text)
        for piece in ("practically the same", "1 pairs"):
            self.assertNotIn(piece, text)
        self.assertNotIn("%", text.split("Chance of being the best", 1)[1].split("Cost by year", 1)[0])
        bodies = self.as_json("status-quo", "top-down", "--replicates", "3")["plans"][1]["outcomes"]["formal.kelurahan"]["interval"]
        self.assertEqual(bodies["method"], "exact")
        self.assertGreater(bodies["high"] - bodies["low"], 2)

    def test_the_table_has_prices_ranks_crossings_and_costs_a_year(self):
        told = self.as_json("status-quo", "mixed", "top-down", "--replicates", "40")
        rows = self.rows()
        level = {name: [row for row in rows if row["level"] == name] for name in ("rank", "price", "crossing")}
        self.assertEqual({row["method"] for row in level["rank"]}, {"wilson"})
        self.assertTrue(all(float(row["low"]) <= float(row["plan_mean"]) <= float(row["high"]) for row in level["rank"]))
        unaware = {row["plan"]: float(row["plan_mean"]) for row in level["rank"] if row["outcome"] == "families.unaware" and row["unit"] == "1"}
        self.assertEqual(max(unaware, key=unaware.get), "mixed")  # fewest families that do not know: the best
        self.assertEqual(len(level["price"]), 2 * 3)  # with a reason where there is no price
        for row in level["price"]:
            self.assertEqual(row["plan_mean"] == "", row["method"] in ("undefined", "fewer", "none"), row)
        crossings = sum(len(plan.get("crossings", [])) for plan in told["plans"])
        self.assertEqual(len(level["crossing"]), crossings)
        (cost,) = [row for row in rows if (row["plan"], row["period"], row["outcome"]) == ("mixed", "per_year", "cost.all")]
        mixed = next(plan for plan in told["plans"] if plan["plan"] == "mixed")
        self.assertAlmostEqual(float(cost["plan_mean"]) / mixed["cost_per_year"]["all"]["plan"], 1, places=6)
        action = mixed["outcomes"]["action.kelurahan"]
        (row,) = [row for row in rows if (row["plan"], row["period"], row["level"], row["outcome"]) == ("mixed", told["month"], "city", "action.kelurahan")]
        for column, value in ("chance_above", "share"), ("chance_low", "low"), ("chance_high", "high"):
            self.assertAlmostEqual(float(row[column]), action["chance_above"][value], places=6)
        self.assertEqual(row["pairs_far_above"], str(action["pairs_far_above"]))

    def test_plans_of_one_name_and_of_other_months(self):
        text = self.plan.read_text(encoding="utf-8")
        (self.city / "plans" / "copy.toml").write_text(text.replace('to = "2024-12"', 'to = "2022-12"', 1), encoding="utf-8")
        out = self.compared("mixed", "copy", "--replicates", "8").out
        for piece in ("Mixed (mixed)", "Mixed (copy)"):
            self.assertIn(piece, out)
        self.assertIn("The plans do not cover the same months", " ".join(out.split()))

    def test_parameters_that_are_no_defaults_are_not_called_so(self):
        out = " ".join(self.compared("status-quo", "mixed", "--replicates", "8", "--set", "rotation.head=0.6").out.split())
        self.assertIn("With the parameters as set (", out)
        self.assertNotIn("default parameters", out)

    def test_threads_do_not_matter(self):
        files = []
        for threads in "1", "2":
            out = self.compared("status-quo", "mixed", "top-down", "--replicates", "24", "--threads", threads).out
            files.append((out, (self.out / "c.nc").read_bytes(), (self.out / "c.csv").read_bytes()))
        self.assertTrue(files[0] == files[1])

    def test_stopped_while_writing_leaves_neither_file_nor_an_old_table_beside_a_new_result(self):
        self.compared("status-quo", "mixed", "--replicates", "8")
        before = [(self.out / name).read_bytes() for name in ("c.nc", "c.csv")]
        process = subprocess.Popen([LAYAK, "compare", "--city", self.city, "status-quo", "mixed", "top-down", "--replicates", "400", "--force", "--quiet", "-o", self.out / "c.nc"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        while not any(name.startswith(".c.nc") for name in os.listdir(self.out)):
            self.assertIsNone(process.poll())
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(sorted(os.listdir(self.out)), ["c.csv", "c.nc"])
        after = [(self.out / name).read_bytes() for name in ("c.nc", "c.csv")]
        self.assertEqual([old == new for old, new in zip(before, after)], [True, True] if "tidak ada hasil" in err else [False, False])

    def test_a_narrow_terminal(self):
        main, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
        process = subprocess.Popen([LAYAK, "compare", "--city", self.city, "status-quo", "mixed", "top-down", "--replicates", "8", "-o", self.out / "x.nc", "--quiet"], stdout=terminal, stderr=terminal)
        os.close(terminal)
        text = b""
        while True:
            try:
                text += os.read(main, 65536)
            except OSError:  # the other end is closed
                break
        os.close(main)
        self.assertEqual(process.wait(), 0)
        lines = [line for line in text.decode().replace("\r\n", "\n").splitlines() if str(self.out) not in line]
        self.assertLessEqual(max(map(len, lines)), 60, max(lines, key=len))

    def test_a_foreign_table_beside_the_result_is_not_replaced(self):
        (self.out / "c.csv").write_text("my,own\n")
        self.assertIn("c.csv", self.compared("mixed", "top-down", "--replicates", "8", status=2).err)
        self.assertEqual((self.out / "c.csv").read_text(), "my,own\n")

    def test_rerun_gives_the_replicate_again(self):
        self.compared("status-quo", "mixed", "--replicates", "20")
        run = layak("rerun", self.out / "c.nc", "--run", "13", "--plan", "mixed", "--lang", "en", "-o", self.out / "e.csv")
        self.assertEqual(run.status, 0, run.err)
        with (self.out / "e.csv").open(encoding="utf-8", newline="") as file:
            events = list(csv.DictReader(file))
        self.assertEqual({row["plan"] for row in events}, {"mixed"})
        self.assertTrue({"moved", "left", "trained", "formed", "met", "joined"} <= {row["event"] for row in events})
        formed = next(row for row in events if row["event"] == "formed")
        terms = dict(term.split("=") for term in formed["reasons"].split())
        self.assertEqual(list(terms), ["base", "action", "enabling", "peers", "community", "capacity"])
        self.assertIn("bit by bit", run.out)
        self.assertIn("outcomes of the city and its kecamatan, costs", run.out)
        self.assertEqual(layak("rerun", self.out / "c.nc", "--run", "20", "-o", self.out / "f.csv").status, 2)
        twice = layak("rerun", self.out / "c.nc", "--run", "1", "--plan", "mixed", "--plan", "mixed", "-o", self.out / "f.csv", "--lang", "en")
        self.assertEqual(twice.status, 2)
        self.assertIn("given twice", twice.err)

    def changed(self, name, change):
        """A result with something else in it, sealed anew: a careful forgery."""
        import h5py
        body = (self.out / "c.nc").read_bytes()[:-73]
        forged = self.out / name
        forged.write_bytes(body)
        with h5py.File(forged, "r+") as file:
            change(file)
        body = forged.read_bytes()
        forged.write_bytes(body + b"\nsha256 " + hashlib.sha256(body).hexdigest().encode() + b"\n")
        return forged

    def test_rerun_compares_all_that_the_file_has_of_the_replicate(self):
        self.compared("status-quo", "mixed", "--replicates", "8")

        def pay(file):
            file["cost"][3, 1, 60, 0] += 1

        forged = self.changed("forged.nc", pay)
        run = layak("rerun", forged, "--run", "3", "-o", self.out / "f.csv", "--lang", "en")
        self.assertEqual(run.status, 1, run.out)
        self.assertIn("does not fit its digest", run.err)
        run = layak("verify", forged, "--lang", "en")
        self.assertEqual(run.status, 1)
        self.assertRegex(run.out, r"does not fit its digest .*; first difference .*: cost \(replicate 3, plan mixed, time 2020-01, lever \w+\)")
        self.assertFalse((self.out / "f.csv").exists())

    def test_verify_says_what_differs(self):
        self.compared("status-quo", "mixed", "--replicates", "20")
        result = self.out / "c.nc"
        self.assertEqual(layak("verify", result, "--threads", "1").status, 0)
        self.assertEqual(layak("verify", self.plan).status, 2)
        damaged = bytearray(result.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        (self.out / "damaged.nc").write_bytes(damaged)
        (self.out / "cut.nc").write_bytes(result.read_bytes()[:-1000])
        for name in "damaged.nc", "cut.nc":
            run = layak("verify", self.out / name, "--lang", "en")
            self.assertEqual(run.status, 1, run.err)
            self.assertIn("no whole result", run.err)
        self.assertEqual(layak("verify", self.out / "nowhere.nc").status, 2)
        def reseed(file):
            told = file["provenance/inputs"]
            told[()] = told.asstr()[()].replace('"seed": "1"', '"seed": "2"')

        forged = self.changed("forged.nc", reseed)
        run = layak("verify", forged, "--lang", "en")
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.out, r"first difference .*: \w+ \(plan status-quo, .*time 2015-")
        run = layak("rerun", forged, "--run", "3", "--lang", "en", "-o", self.out / "f.csv")
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.err, r"first difference .*: status-quo, 2015-")
        self.assertFalse((self.out / "f.csv").exists())

        # Another price, where no budget is in its way: of all numbers only costs are others.
        self.compared("status-quo", "mixed", "--replicates", "8", "--set", "budget_per_year=1e15")

        def reprice(file):
            told = file["provenance/inputs"]
            text = told.asstr()[()]
            assert '"budget_per_year=1e15"' in text
            told[()] = text.replace('"budget_per_year=1e15"', '"budget_per_year=1e15","meetings.task_force.cost_per_year=1200"')

        run = layak("rerun", self.changed("forged.nc", reprice), "--run", "3", "--lang", "en", "-o", self.out / "f.csv")
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.err, r"first difference .*: \S+, 20\d\d-\d\d, cost meetings: ")


class designs(Case):
    def test_validate_knows_designs(self):
        self.designed('plans = ["mixed"]\nsampling = "factorial"\n[[factor]]\nname = "overlap"\nlevels = [0.1]\n')
        for what in self.city, self.city / "designs" / "d.toml":
            run = layak("validate", what, "--lang", "en")
            self.assertEqual(run.status, 0, run.err)
            self.assertIn("d: good (design, 1 rows)", run.out)
        self.designed('plans = ["mixed"]\nsampling = "factorial"\n[[factor]]\nname = "overlap"\nlevel = [0.1]\n', status=2)
        self.change("plans/top-down.toml", 'kind = "meetings"', 'kind = "meeting"')
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn('did you mean "levels"', run.err)
        self.assertIn('did you mean "meetings"', run.err)
        self.assertEqual(len(set(run.err.splitlines())), len(run.err.splitlines()))

    def test_a_design_by_name_in_its_city(self):
        self.designed('plans = ["mixed"]\nsampling = "factorial"\n[[factor]]\nname = "overlap"\nlevels = [0.1]\n')
        self.assertEqual(layak("design", "d", cwd=self.city).out, "row,plan,overlap\n0,mixed,0.1\n")

    def designed(self, text, status=0):
        (self.city / "designs").mkdir(exist_ok=True)
        file = self.city / "designs" / "d.toml"
        file.write_text(text)
        run = layak("design", file, "--lang", "en")
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def rows(self, text):
        return list(csv.DictReader(self.designed(text).out.splitlines()))

    def test_the_shipped_design(self):
        run = layak("design", "training-budget", "--city", SCENARIOS / "kota-serang")
        rows = list(csv.DictReader(run.out.splitlines()))
        self.assertEqual(len(rows), 2 * 3 * 8)
        self.assertEqual({row["plan"] for row in rows[:2]}, {"status-quo", "bottom-up"})  # a part of it is balanced

    def test_samplings(self):
        head = 'plans = ["mixed", "top-down"]\n'
        factors = '[[factor]]\nname = "diffusion.rate"\nrange = [0.03, 0.4]\n[[factor]]\nname = "training.kelurahan.budget_per_year"\nlevels = [0, 1e9]\n'
        for sampling, rows in ("latin_hypercube", 10), ("sobol", 10), ("saltelli", 12), ("morris", 12):
            with self.subTest(sampling=sampling):
                table = self.rows(head + f'sampling = "{sampling}"\nrows = {rows}\n' + factors)
                self.assertEqual(len(table), 2 * rows)
                for row in table:
                    self.assertTrue(0.03 <= float(row["diffusion.rate"]) <= 0.4)
                    self.assertIn(float(row["training.kelurahan.budget_per_year"]), (0, 1e9))
        as_factor = self.rows('sampling = "sobol"\nrows = 8\n[[factor]]\nname = "plan"\nlevels = ["mixed", "top-down"]\n' + factors)
        self.assertEqual(sorted(row["plan"] for row in as_factor), ["mixed"] * 4 + ["top-down"] * 4)
        logarithmic = self.rows(head + 'sampling = "latin_hypercube"\ncentred = true\nrows = 2\n[[factor]]\nname = "diffusion.rate"\nrange = [0.01, 1]\nlogarithmic = true\n')
        self.assertEqual({round(float(row["diffusion.rate"]), 6) for row in logarithmic}, {round(10 ** -1.5, 6), round(10 ** -0.5, 6)})

    def test_its_table_is_a_design_again(self):
        run = self.designed('plans = ["mixed", "top-down"]\nsampling = "sobol"\nrows = 5\n[[factor]]\nname = "rotation.head"\nrange = [0.2, 1]\n[[factor]]\nname = "overlap"\nlevels = [0.1, 0.5]\n')
        table = self.city / "rows.csv"
        table.write_text(run.out)
        self.assertEqual(layak("design", table).out, run.out)

    def test_mistakes(self):
        head = 'plans = ["mixed"]\nsampling = "factorial"\n'
        for text, *expected in [
            (head + '[[factor]]\nname = "rotation.hed"\nlevels = [1]\n', 'd.toml:4: name = "rotation.hed"', 'did you mean "rotation.head"'),
            (head + '[[factor]]\nname = "overlap"\nlevels = [2]\n', "d.toml:5: levels[1] = 2: must be 0 to 1"),
            (head + '[[factor]]\nname = "traning.kelurahan.per_year"\nlevels = [250_000_000]\n', "no parameter or lever"),
            (head + '[[factor]]\nname = "overlap"\nrange = [0, 1]\n', "a factorial needs levels"),
            (head + '[[factor]]\nname = "overlap"\nrange = [1, 0]\n', "the lower first"),
            (head + '[[factor]]\nname = "overlap"\n', "needs levels"),
            ('plans = ["mixed", "mixd"]\nsampling = "factorial"\n', 'd.toml:1: plans[2] = "mixd": there is no plan of this name, nor such a file; did you mean "mixed"'),
            ('sampling = "factorial"\n[[factor]]\nname = "plan"\nlevels = ["mixd"]\n', 'd.toml:4: levels[1] = "mixd"'),
            ("", "d.toml: sampling: this key must be there", "d.toml: plans: name the plans"),
            ('plans = ["mixed"]\nsampling = "sobel"\n', 'did you mean "sobol"'),
            ('plans = ["mixed"]\nsampling = "saltelli"\nrows = 10\n[[factor]]\nname = "overlap"\nrange = [0, 1]\n', "multiple of 3, for example 9"),
            ('sampling = "factorial"\n', "name the plans"),
            ('plans = ["mixed"]\nsampling = "factorial"\n[[factor]]\nname = "training.kelurahan.budget_per_yer"\nlevels = [1]\n', 'did you mean "budget_per_year"'),
        ]:
            with self.subTest(text=text):
                run = self.designed(text, status=2)
                for piece in expected:
                    self.assertIn(piece, run.err)
                self.assertEqual(len(run.err.splitlines()), 2 if text == "" else 1, run.err)
        run = self.designed('plans = ["mixd"]\nsampling = "sobel"\nreplicates = 0\n', status=2)  # whatever else is wrong
        self.assertEqual(len(run.err.splitlines()), 3, run.err)


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
            if run.status == 1 and "LAYAK_ISA" in run.err and level != "base":
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
        main, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        process = subprocess.Popen([LAYAK, "run", *plans, "--replicates", "8", "-o", self.out / "x.nc", "--quiet"], stdout=terminal, stderr=terminal)
        os.close(terminal)
        text = b""
        while True:
            try:
                text += os.read(main, 65536)
            except OSError:  # the other end is closed
                break
        os.close(main)
        self.assertEqual(process.wait(), 0)
        lines = text.decode().replace("\r\n", "\n").splitlines()
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


class readme(Case):
    """What the README says must be so."""

    def setUp(self):
        super().setUp()
        self.top = SCENARIOS.parent
        self.text = (self.top / "README.md").read_text(encoding="utf-8")

    def test_commands_and_snippet(self):
        commands = re.findall(r"^\.build/release/layak (.*)$", self.text, re.M)
        self.assertGreater(len(commands), 1)
        result = self.out / "plans.nc"
        for command in commands:
            there = command.replace("/tmp/plans.nc", str(result)).replace("/tmp/compared.nc", str(self.out / "compared.nc"))
            run = layak(*shlex.split(there), cwd=self.top)
            self.assertEqual(run.status, 0, command + run.err)
        (snippet,) = re.findall(r"```python\n(.*?)```", self.text, re.S)
        code = snippet.replace("/tmp/plans.nc", str(result))
        self.assertIn("float32", subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)

    def test_the_comparison_is_what_the_program_prints(self):
        (command,) = re.findall(r"^\.build/release/layak (compare .*)$", self.text, re.M)
        run = layak(*shlex.split(command.replace("/tmp/compared.nc", str(self.out / "c.nc"))), cwd=self.top)
        (shown,) = re.findall(r"```text\n(.*?)```", self.text, re.S)
        printed = run.out.replace("\u00a0", " ").splitlines()
        for line in shown.splitlines():
            if line != "…":
                self.assertIn(line, printed)

    def test_the_table_is_what_the_program_prints(self):
        run = layak("run", "--city", SCENARIOS / "kota-serang", "status-quo", "top-down", "bottom-up", "mixed", "--lang", "en", "-o", self.out / "x.nc")
        printed = {}  # (row, plan): cell
        for block in run.out.replace("\u00a0", " ").split("\n\n"):
            lines = [re.split(r"\s{2,}", line.strip()) for line in block.splitlines()]
            if len(lines) < 4 or not lines[2][0].startswith("─"):
                continue
            for label, *cells in lines[3:]:
                for plan, cell in zip(lines[0], cells, strict=True):
                    printed[label, plan] = cell
        plans = ["Start", "Status quo", "Top-down", "Bottom-up", "Mixed"]
        labels = {"kelurahan with": "Kelurahan with a PATBM (of 67)", "action in": "Action (A), kelurahan", "families involved": "Families involved", "cost a year": "Cost a year"}
        rows = re.findall(r"^\| (kelurahan with|action in|families involved|cost a year)[^|]*\|(.*)\|$", self.text, re.M)
        self.assertEqual(len(rows), 4)
        for row, cells in rows:
            for plan, cell in zip(plans, cells.split("|"), strict=True):
                self.assertEqual(printed[labels[row], plan], cell.strip(), (row, plan))


if __name__ == "__main__":
    LAYAK, SCENARIOS = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
