"""layak new city: from numbers or a table of names to a first run and comparison, without a line of code."""

import json
import os
import re
import shlex
import tomllib
from pathlib import Path

import case
from case import Case, SCENARIOS, layak

NAMES = """Jenis;Nama;Induk;Jumlah KK
kota;Kota Cilegon;;
kecamatan;Ciwandan;;
kecamatan;Pulo Merak;;
kelurahan;Tegal Ratu;Ciwandan;1200
kelurahan;Randakari;Ciwandan;950
kelurahan;Mekarsari;Pulo Merak;2000
opd;Dinas Perlindungan Anak;;
opd;Bappeda;;
"""


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


class new_city(Case):
    def new(self, *words, status=0, folder="kota-x", language="en"):
        run = layak("new", "city", folder, *words, "--lang", language, cwd=self.out)
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def refused_new(self, expected, *words, folder="kota-x", language="en", status=2):
        before = sorted(os.listdir(self.out))
        run = self.new(*words, status=status, folder=folder, language=language)
        self.assertIn(expected, run.err)
        self.assertEqual(run.out, "")
        self.assertEqual(sorted(os.listdir(self.out)), before)
        return run

    def test_from_numbers_to_a_comparison(self):
        made = self.new("--name", "Kota X", "--kecamatan", 5, "--kelurahan", 37, "--agencies", 25, "--families", 120_000, "--businesses", 22)
        self.assertEqual(made.err, "")
        self.assertIn("kota-x: Kota X made (5 kecamatan, 37 kelurahan, 25 agencies, 22 businesses, 120,000 families,", made.out)
        commands = re.findall(r"^  layak (.*)$", made.out, re.M)
        self.assertEqual([command.split()[0] for command in commands], ["validate", "run", "compare", "report"])

        validated = layak(*shlex.split(commands[0]), cwd=self.out)
        self.assertEqual((validated.status, validated.err), (0, ""))
        self.assertIn("good (", validated.out)
        for word in "names", "families", "observed":
            self.assertRegex(validated.out, rf"(?m)^  {word} +\S+\.csv ")
        for command in commands[1:]:
            self.assertIn("  layak " + command, validated.out)

        ran = layak(*shlex.split(commands[1]), "--replicates", 8, cwd=self.out)
        self.assertEqual(ran.status, 0, ran.err)
        text = ran.out.replace("\u00a0", " ")
        self.assertIn("Kelurahan with a PATBM (of 37)", text)
        self.assertIn("Kecamatan with a task force (of 5)", text)
        self.assertIn("Status quo", text)

        compared = layak(*shlex.split(commands[2]), "--replicates", 40, cwd=self.out)
        self.assertEqual(compared.status, 0, compared.err)
        self.assertIn("“Mixed” does better than 2 other plans in action (A) in the kelurahan", compared.out)
        reported = layak(*shlex.split(commands[3]), cwd=self.out)
        self.assertEqual(reported.status, 0, reported.err)
        page = (self.out / reported.out.strip()).read_text(encoding="utf-8")
        self.assertIn("Kota X", page)
        self.assertIn("assumed", page)
        self.assertNotIn('id="peta"', page)  # no kelurahan has a point
        design = layak("design", "training-budget", "--city", "kota-x", cwd=self.out)
        self.assertEqual((design.status, design.err, len(design.out.splitlines())), (0, "", 49))

    def test_from_a_table_to_a_comparison(self):
        rows = ["kind,name,parent,families,code", "city,Kota Y,,,36.99"]
        for k in range(5):
            rows.append(f"kecamatan,Utama {k},Kota Y,,36.99.0{k}")
            rows += [f"kelurahan,Desa {k}{i},Utama {k},{2000 + 100 * i},36.99.0{k}.100{i}" for i in range(8)]
        (self.folder / "names.csv").write_text("\n".join(rows) + "\n")
        made = self.new("--table", self.folder / "names.csv")
        self.assertIn("no row of kind opd; made: 28 usual agencies", made.err)
        validated = layak("validate", "kota-x", "--lang", "en", cwd=self.out)
        self.assertEqual((validated.status, validated.err), (0, ""))
        self.assertNotRegex(validated.out, r"(?m)^  (names|families) ")
        ran = layak("run", "--city", "kota-x", "status-quo", "mixed", "--replicates", 8, "--json", cwd=self.out)
        self.assertEqual(ran.status, 0, ran.err)
        compared = layak("compare", "--city", "kota-x", "top-down", "bottom-up", "mixed", "--replicates", 20, "--lang", "en", cwd=self.out)
        self.assertEqual(compared.status, 0, compared.err)
        self.assertIn("(of 40)", compared.out.replace("\u00a0", " "))
        institutions = (self.out / "kota-x" / "institutions.csv").read_text()
        self.assertIn("\nkel-00,Desa 00,kelurahan,kec-utama-0,,,,1,2,2,,,,,36.99.00.1000\n", institutions)
        self.assertIn("\nkeluarga-00,Families of Desa 00,community,kel-00,,,,,,,2000,,,,\n", institutions)

    def test_excel_as_it_is_in_indonesia(self):
        (self.folder / "nama.csv").write_text(NAMES, encoding="utf-8-sig", newline="\r\n")
        made = self.new("--table", self.folder / "nama.csv", language="id")
        self.assertIn("Kota Cilegon dibuat (2 kecamatan, 3 kelurahan, 2 OPD, 2 dunia usaha, 4.150 keluarga", made.out)
        self.assertIn("dinas-perlindungan-anak (coordinator), bappeda (planner)", made.err)
        run = layak("validate", "kota-x", cwd=self.out)
        self.assertEqual((run.status, run.err), (0, ""))
        self.assertIn("Masih asumsi", run.out)

    def test_neighbours(self):
        (self.folder / "nama.csv").write_text(NAMES)
        (self.folder / "batas.csv").write_text("a;b\nTegal Ratu;Randakari\nRandakari;Mekarsari\n")
        self.new("--table", self.folder / "nama.csv", "--neighbours", self.folder / "batas.csv")
        self.assertEqual((self.out / "kota-x" / "adjacency.csv").read_text(), "a,b\nkel-tegal-ratu,kel-randakari\nkel-randakari,kel-mekarsari\n")
        (self.folder / "batas.csv").write_text("a;b\nTegal Ratu;Randakarai\n")
        self.refused_new('batas.csv:2: b = "Randakarai"', "--table", self.folder / "nama.csv", "--neighbours", self.folder / "batas.csv", folder="other")

    def test_extremes_are_valid(self):
        for name, *words in [
            ("smallest", "--kecamatan", 1, "--kelurahan", 1, "--agencies", 1, "--businesses", 0, "--families", 0),
            ("flat", "--kecamatan", 40, "--kelurahan", 40, "--agencies", 60),
            ("a b'c", "--kecamatan", 2, "--kelurahan", 3, "--name", 'Kota "Kutip" \\ é'),
        ]:
            for language in "id", "en":
                with self.subTest(name=name, language=language):
                    folder = name + language
                    made = self.new(*words, folder=folder, language=language)
                    self.assertEqual(made.err, "")
                    run = layak("validate", folder, "--lang", language, cwd=self.out)
                    self.assertEqual((run.status, run.err), (0, ""))
                    command = re.search(r"^  layak (run .*)$", run.out, re.M)[1]
                    ran = layak(*shlex.split(command), "--replicates", 1, "--force", "-o", "x.nc", cwd=self.out)
                    self.assertEqual(ran.status, 0, ran.err)

    def test_the_same_command_the_same_files(self):
        words = "--name", "Kota X", "--kecamatan", 3, "--kelurahan", 11
        self.new(*words)
        (self.out / "again").mkdir()
        run = layak("new", "city", "kota-x", *words, "--lang", "en", cwd=self.out / "again")
        self.assertEqual(run.status, 0)
        self.assertEqual(files(self.out / "kota-x"), files(self.out / "again" / "kota-x"))
        self.assertEqual(sorted(files(self.out / "kota-x")),
                         sorted(["README.md", "adjacency.csv", "city.toml", "designs/training-budget.toml", "history.toml", "institutions.csv", "links.toml", "observed.csv",
                                 "plans/bottom-up.toml", "plans/mixed.toml", "plans/status-quo.toml", "plans/top-down.toml"]))

    def test_an_author_who_is_done_is_not_reminded(self):
        self.new("--kecamatan", 2, "--kelurahan", 5)
        city = self.out / "kota-x" / "city.toml"
        text = city.read_text()
        self.assertEqual(len(tomllib.loads(text)["assumed"]), 11)
        city.write_text(re.sub(r"(?m)^assumed = .*$", 'assumed = ["history"]', text))
        run = layak("validate", "kota-x", "--lang", "en", cwd=self.out)
        self.assertEqual(re.findall(r"(?m)^  (\w+) +\S+\.(?:csv|toml) ", run.out), ["history"])
        city.write_text(re.sub(r"(?m)^assumed = .*\n", "", text))
        run = layak("validate", "kota-x", "--lang", "en", cwd=self.out)
        self.assertNotIn("assumed", run.out)
        self.assertEqual(len(run.out.splitlines()), 6)  # the city, four plans, a design
        city.write_text(re.sub(r"(?m)^assumed = .*$", 'assumed = ["histori"]', text))
        self.assertIn('did you mean "history"?', layak("validate", "kota-x", "--lang", "en", cwd=self.out).err)
        for city in "small-town", "kota-serang":
            self.assertNotIn("asumsi", layak("validate", SCENARIOS / city).out)

    def test_commands_are_of_plans_that_there_are(self):
        self.new("--kecamatan", 2, "--kelurahan", 5)
        for plan in "status-quo", "mixed", "top-down":
            (self.out / "kota-x" / "plans" / f"{plan}.toml").unlink()
        (self.out / "kota-x" / "plans" / "bottom-up.toml").rename(self.out / "kota-x" / "plans" / "my plan.toml")
        (self.out / "kota-x" / "designs" / "training-budget.toml").unlink()
        run = layak("validate", "kota-x", "--lang", "en", cwd=self.out)
        self.assertEqual((run.status, run.err), (0, ""))
        self.assertEqual(re.findall(r"(?m)^  layak (.*)$", run.out), ["run --city kota-x 'my plan' --lang en"])

    def test_a_folder_that_is_there(self):
        words = "--kecamatan", 1, "--kelurahan", 2
        (self.out / "full").mkdir()
        (self.out / "full" / "x").write_text("mine")
        (self.out / "file").write_text("mine")
        self.refused_new("full: exists and is not empty", *words, folder="full")
        self.refused_new("file: exists and is no folder", *words, folder="file")
        self.refused_new("there is no folder no/where", *words, folder="no/where/kota")
        self.refused_new("name a new folder", *words, folder=".")
        self.assertEqual((self.out / "full" / "x").read_text(), "mine")
        (self.out / "empty").mkdir()
        self.new(*words, folder="empty/")
        self.assertTrue((self.out / "empty" / "city.toml").exists())

    def test_nothing_is_left_where_it_cannot_be_written(self):
        user = self.as_nobody()
        (self.out / "shut").mkdir(mode=0o555)
        run = layak("new", "city", self.out / "shut" / "kota", "--kecamatan", 1, "--kelurahan", 1, "--lang", "en", **user)
        self.assertEqual(run.status, 1)
        self.assertIn("cannot be written", run.err)
        self.assertEqual(os.listdir(self.out / "shut"), [])

    def test_nonsense_is_refused(self):
        for expected, *words in [
            ("give --kecamatan N and --kelurahan N",),
            ("give --kecamatan N", "--kecamatan", 3),
            ("--kelurahan 2: at least 3, one in each kecamatan", "--kecamatan", 3, "--kelurahan", 2),
            ('--kecamatan: "0": a whole number from 1 to 10000', "--kecamatan", 0, "--kelurahan", 2),
            ('--kelurahan: "-4"', "--kecamatan", 1, "--kelurahan", -4),
            ('--kelurahan: "1.5"', "--kecamatan", 1, "--kelurahan", 1.5),
            ('--agencies: "0": a whole number from 1', "--kecamatan", 1, "--kelurahan", 1, "--agencies", 0),
            ('--businesses: "many"', "--kecamatan", 1, "--kelurahan", 1, "--businesses", "many"),
            ("--families 20000000: less than 10000000 in each kelurahan", "--kecamatan", 1, "--kelurahan", 1, "--families", 20_000_000),
            ('--start: "2015-13": must be a month like 2015-01', "--kecamatan", 1, "--kelurahan", 1, "--start", "2015-13"),
            ('--start: "0900-01"', "--kecamatan", 1, "--kelurahan", 1, "--start", "0900-01"),
            ("--name: is empty", "--kecamatan", 1, "--kelurahan", 1, "--name", ""),
            ("--name: has control characters", "--kecamatan", 1, "--kelurahan", 1, "--name", "a\nb"),
            ("--name: longer than 150 bytes", "--kecamatan", 1, "--kelurahan", 1, "--name", "a" * 151),
            ('there is no option --kelurahn; did you mean "--kelurahan"?', "--kecamatan", 1, "--kelurahn", 1),
            ("--neighbours needs --table", "--kecamatan", 1, "--kelurahan", 1, "--neighbours", "x.csv"),
            ("do not go with --table", "--kecamatan", 1, "--table", "x.csv"),
            ("x.csv: there is no such file", "--table", "x.csv"),
        ]:
            with self.subTest(words=words):
                self.refused_new(expected, *words)
                self.assertNotEqual(self.new(*words, status=2, language="id").err, self.new(*words, status=2).err)
        for words, expected in [(["new"], "name a command; known: city"), (["new", "cty", "x"], 'there is no command "cty"; known: city; did you mean "city"?')]:
            run = layak(*words, "--lang", "en")
            self.assertEqual(run.status, 2)
            self.assertIn(expected, run.err)
            self.assertIn("(layak new --help)", run.err)

    def test_mistakes_in_the_table_come_together(self):
        table = self.folder / "nama.csv"
        table.write_text(NAMES.replace("Tegal Ratu;Ciwandan;1200", "Tegal Ratu;Ciwandn;1.200").replace("opd;Bappeda", "odp;Bappeda"))
        run = self.refused_new('nama.csv:5: families = "1.200"', "--table", table)
        self.assertIn('nama.csv:5: parent = "Ciwandn"', run.err)
        self.assertIn('did you mean "Ciwandan"?', run.err)
        self.assertIn('nama.csv:9: kind = "odp"', run.err)

    def test_for_machines(self):
        made = json.loads(self.new("--kecamatan", 2, "--kelurahan", 5, "--json").out)
        self.assertEqual((made["kecamatan"], made["kelurahan"], made["families"]), (2, 5, 15_000))
        self.assertEqual(sorted(made["files"]), sorted(files(self.out / "kota-x")))
        self.assertEqual(len(made["assumed"]), 11)
        self.assertEqual(self.new("--kecamatan", 2, "--kelurahan", 5, "--quiet", folder="quiet").out, "")

    def test_all_of_indonesia_is_made_quickly(self):
        run = self.new("--kecamatan", 7000, "--kelurahan", 84_000)
        self.assertLess(run.seconds, 10)
        self.assertLess(run.megabytes, 1000)
        validated = layak("validate", "kota-x", "--lang", "en", cwd=self.out)
        self.assertEqual((validated.status, validated.err), (0, ""))


if __name__ == "__main__":
    case.main()
