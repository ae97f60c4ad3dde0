"""Wrong input as a planner meets it."""

import codecs
import json
import os
import re
import shutil

import case
from case import Case, LAYAK, SCENARIOS, a_huge_file, layak


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
            ("[parameters]", "[[expct]]\n[parameters]", 'city.toml:25: expct = […]: unknown key; did you mean "expect"?'),
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

    def test_results_among_the_plans_are_no_mistake(self):
        for verb, cwd in (("run", self.city / "plans"), ("compare", self.city / "plans"), ("compare", self.city)):
            names = [f"{plan}.toml" if cwd.name == "plans" else plan for plan in ("mixed", "top-down")]
            self.assertEqual(layak(verb, *names, "--replicates", "2", "--quiet", "--force", cwd=cwd).status, 0)
            self.assertTrue(list(cwd.glob("*.nc")))
            run = layak("validate", self.city)
            self.assertEqual((run.status, run.err), (0, ""))

    def test_levers_that_nobody_can_take(self):
        institutions = self.city / "institutions.csv"
        institutions.write_text(re.sub(r"^(.*,opd,kota,[a-z_]*),1,", r"\1,0,", institutions.read_text(), flags=re.M))
        levers = [("meetings", "task_force"), ("sosialisasi", "task_force"), ("monitoring", "task_force"), ("training", "technical")]
        plan = 'name = "X"\nfrom = "2019-01"\nto = "2020-12"\n'
        one = '[[intervention]]\nkind = "{}"\ntarget = "{}"\nper_year = 2\n'
        self.plan.write_text(plan + "".join(one.format(*lever) for lever in levers) + one.format("training", "leaders") + one.format("meetings", "all_levels"))
        run = layak("validate", self.plan, "--lang", "en")
        of = lambda file: re.findall(file + r'\.toml:\d+: target = "(\w+)": warning: this city has no member of the task force \(column task_force\) who can take it: the intervention does nothing', run.err)
        self.assertEqual((run.status, of("mixed")), (0, [target for _, target in levers]), run.err)  # kecamatan have leaders, and come to all_levels
        self.assertEqual(of("history"), ["task_force", "task_force"])
        self.plan.write_text(self.plan.read_text() + '[[intervention]]\nkind = "membership"\ntarget = "opd"\n')
        self.assertNotIn("mixed.toml", layak("validate", self.plan).err)
        self.plan.write_text(plan + '[[intervention]]\nkind = "meetings"\ntarget = "task_force"\nper_year = 2\n[[intervention]]\nkind = "membership"\ntarget = "lpa"\n')
        self.assertNotIn("mixed.toml", layak("validate", self.plan).err)  # the LPA comes
        self.afresh()
        institutions.write_text("".join(line for line in institutions.read_text().splitlines(True) if not re.search(r"kel-|keluarga|,business,", line)))
        for name in ("adjacency.csv", "links.toml"):
            (self.city / name).write_text("a,b\n" if name.endswith("csv") else "")
        (self.city / "observed.csv").unlink()
        city = (self.city / "city.toml").read_text()
        (self.city / "city.toml").write_text(re.sub(r"^\[initial\.institution\.[a-z-]+\]\n(?:[^\[\n].*\n)*", "", city, flags=re.M))
        self.plan.write_text(plan + '[[intervention]]\nkind = "facilitation"\nper_year = 2\n[[intervention]]\nkind = "csr_enforced"\n')
        run = layak("validate", self.plan, "--lang", "en")
        self.assertIn('kind = "facilitation": warning: this city has none of these: the intervention does nothing', run.err)
        self.assertIn('kind = "csr_enforced": warning: this city has none of these', run.err)
        table = layak("run", self.plan, "--replicates", "2", "-o", self.out / "x.nc", "--quiet", "--lang", "en").out
        for row in ("of 0", "kelurahan  ", "Families", "Businesses"):
            self.assertNotIn(row, table)
        self.assertIn("Action (A), kecamatan", table)

    def test_amounts_that_can_never_act(self):
        plan = 'name = "X"\nfrom = "2019-01"\nto = "2020-12"\nbudget_per_year = 3000\n[[intervention]]\nkind = '
        for lever, said in [('"mandate"\ntarget = "kelurahan"\nstrength = 0.5\ncost_per_year = 60_000_000', "mixed.toml:5: cost_per_year = 60000000: note: one month is more than the plan's whole budget of a year (3000)"),
                            ('"meetings"\ntarget = "task_force"\nper_year = 4', "mixed.toml:5: unit_cost = 1000000: note: one meeting is more than the plan's whole budget"),
                            ('"training"\ntarget = "all"\nbudget_per_year = 300\nunit_cost = 2000', "mixed.toml:5: budget_per_year = 300: note: buys less than one seat a year (unit cost 2000)")]:
            self.plan.write_text(plan + lever + "\n")
            for verb in (["validate"], ["run", "--replicates", "1", "-o", self.folder / "x.nc", "--force"]):
                run = layak(*verb, self.plan, "--lang", "en")
                self.assertEqual(run.status, 0, run.err)
                self.assertIn(said, run.err)
                self.assertEqual(run.err.count("note:"), 1, run.err)
            self.assertNotIn("note:", layak("validate", self.plan, "--lang", "en", "--set", "budget_per_year=1e9", "--set", "training.all.budget_per_year=1e8").err)

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
            ("[[intervention]]", "[[expct]]\n[[intervention]]", "mixed.toml:9: expct"),
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
        self.assertIn(f"mixed.toml: … and {headings - 5} more lines like these", run.err)
        self.assertEqual(len(run.err.splitlines()), 5 + 1 + 2, run.err)
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

    def test_a_heading_too_many_is_one_mistake(self):
        self.change("institutions.csv", "technical,families", "technical,families,warna")
        run = self.validated("institutions.csv:1: warna: unknown column")
        self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.afresh()
        self.change("institutions.csv", "technical,families", "technical,families,sector")
        self.assertEqual(len(self.validated("institutions.csv:1:").err.splitlines()), 1)

    def test_what_is_no_text_is_called_by_its_name(self):
        result = self.folder / "result.nc"
        self.assertEqual(layak("run", self.plan, "--replicates", "1", "-o", result, "--quiet").status, 0)
        for verb in ("run", "validate"):
            for bad, expected in [(result.read_bytes(), "this is a result of Layak, not a plan"), (b"PK\x03\x04" + bytes(5000), "this is a workbook (Excel), no TOML text"),
                                  (LAYAK.read_bytes()[:200_000], "there is a NUL character")]:
                self.plan.write_bytes(bad)
                run = layak(verb, self.plan, "--lang", "en", cwd=self.out)
                self.refused(run, "mixed.toml", expected)
                self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.refused(layak("run", result, "--lang", "id", cwd=self.out), "result.nc: ini hasil Layak, bukan rencana")
        self.afresh()
        (self.city / "city.toml").write_bytes(result.read_bytes())
        self.validated("city.toml: this is a result file (HDF5), no TOML text")
        (self.city / "institutions.csv").write_bytes(result.read_bytes())
        self.validated("institutions.csv: this is a result file (HDF5), not CSV")

    def test_institutions_that_no_links_reach_are_one_warning(self):
        links = self.city / "links.toml"
        links.write_text("[[rule]]".join(links.read_text().split("[[rule]]")[:2]))
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.assertRegex(run.err, r"links.toml: warning: no path of links leads from the city to \d+ institutions: [a-z-]+, [a-z-]+, [a-z-]+, …\n")
        self.assertEqual(run.err.count("no path of links"), 1, run.err)

    def test_words_of_the_tables_are_understood(self):
        for old, new, expected in [('kind = "meetings"', 'kind = "rapat"', 'did you mean "meetings"?'), ('kind = "meetings"', 'kind = "pelatihan"', 'did you mean "training"?'),
                                   ('target = "all_levels"', 'target = "gugus tugas"', 'did you mean "task_force"?')]:
            self.afresh()
            self.change("plans/mixed.toml", old, new)
            self.validated(expected, what=self.plan)
        self.plan.write_text(self.plan.read_text() + '\n[[intervention]]\nkind = "sosialisasi"\ntarget = "dunia usaha"\nper_year = 1\n')
        self.validated('target = "dunia usaha": unknown value; did you mean "businesses"?', what=self.plan)
        self.afresh()
        self.change("institutions.csv", "kel-melati,Melati", "Kel Melati,Melati")
        self.validated('id = "Kel Melati": an id has only a–z, 0–9, - and _, at most 80 of them; did you mean "kel-melati"?')
        self.afresh()
        self.refused(layak("run", self.plan, "--set", "training.staf teknis.per_year=1", "--lang", "en", cwd=self.out), 'did you mean "technical"?')
        self.refused(layak("run", self.plan, "--set", "pelatihan.kelurahan.per_year=1", "--lang", "en", cwd=self.out), 'did you mean "training.kelurahan.per_year"?')
        self.refused(layak("run", self.plan, "--set", "sosialisasi.dunia usaha.per_year=1", "--lang", "en", cwd=self.out), 'did you mean "businesses"?')

    def test_a_city_is_no_plan(self):
        for given in (self.city, self.city / "city.toml"):
            run = layak("run", given, "--lang", "id", cwd=self.out)
            self.refused(run, f"{given}: ini kota, bukan rencana; rencananya: bottom-up, mixed, status-quo, top-down")
            self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.refused(layak("run", self.city / "institutions.csv", "--lang", "en", cwd=self.out), "institutions.csv: this is a file of the city, not a plan")

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

    def test_a_plan_whose_name_is_no_utf8(self):
        plan = os.fsencode(self.city / "plans") + b"/\xff.toml"
        shutil.copy(self.plan, plan)
        self.refused(layak("run", os.fsdecode(plan), "--lang", "en", cwd=self.out), "its name is no UTF-8")

    def test_a_misspelt_plan_is_one_mistake(self):
        for verb in ("run", "compare", "validate"):
            run = layak(verb, "top-down", "mixd", "--city", self.city, "--lang", "en", cwd=self.out)
            self.refused(run, 'mixd: there is no plan of this name, nor such a file; did you mean "mixed"?')
            self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.change("city.toml", "training = 1_000_000", "training = -1")
        run = layak("run", "top-down", "mixd", "--city", self.city, "--lang", "en", cwd=self.out)
        self.refused(run, "mixd: there is no plan", "city.toml:36: training = -1")
        self.assertEqual(len(run.err.splitlines()), 2, run.err)

    def test_plans_and_designs_are_not_judged_by_a_city_that_was_not_read(self):
        design = self.city / "designs" / "training.toml"
        design.parent.mkdir(exist_ok=True)
        design.write_text('plans = ["mixed"]\nsampling = "factorial"\n[[factor]]\nname = "training.kelurahan.budget_per_year"\nlevels = [1e6, 9e13]\n')
        self.change("plans/mixed.toml", "\nper_year = 5\n", "\nbudget_per_year = 9e13\n")
        for break_city in (lambda: os.symlink("/nowhere", self.city / "links.csv"), lambda: os.symlink("/etc/passwd", self.city / "links.csv"),
                           lambda: self.change("city.toml", "[unit_costs]", "[unit_costs]] x"), lambda: self.change("city.toml", "[unit_costs]", "[unit_costs]\nmeetings = -1")):
            (self.city / "links.csv").unlink(missing_ok=True)
            kept = (self.city / "city.toml").read_text()
            break_city()
            for words in (["run", "mixed", "--city", self.city, "--lang", "en"], ["validate", self.city, "--lang", "en"]):
                run = layak(*words, cwd=self.out)
                self.refused(run, self.city.name)
                self.assertNotIn("budget_per_year", run.err)
            (self.city / "city.toml").write_text(kept)
        (self.city / "links.csv").unlink(missing_ok=True)
        run = self.validated("mixed.toml:45: budget_per_year = 9e13: buys more than", "training.toml:5: levels[2] = 9e13: buys more than")

    def test_a_file_that_may_not_be_read(self):
        if os.geteuid() == 0:
            (self.city / "institutions.csv").chmod(0)
            self.refused(layak("validate", self.city, "--lang", "en", **self.as_nobody()), "institutions.csv: the file may not be read")
        else:
            (self.city / "institutions.csv").chmod(0)
            self.validated("institutions.csv: the file may not be read")


if __name__ == "__main__":
    case.main()
