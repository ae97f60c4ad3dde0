"""layak design."""

import csv
import re

import case
from case import Case, SCENARIOS, layak


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

    def test_what_another_sampling_would_read_is_said(self):
        idle = ("group", "saltelli"), ("centred", "latin_hypercube"), ("morris_levels", "morris")
        for sampling in "latin_hypercube", "saltelli", "morris":
            run = self.designed(f'plans = ["mixed"]\nsampling = "{sampling}"\nrows = 12\ncentred = true\nmorris_levels = 6\n[[factor]]\nname = "overlap"\nrange = [0, 1]\ngroup = "g"\n')
            self.assertEqual(run.status, 0, run.err)
            for key, read_by in idle:
                said = re.search(rf'd.toml:\d+: {key} = .*: is of sampling = "{read_by}" alone; here it has no effect', run.err)
                self.assertEqual(bool(said), read_by != sampling, (sampling, key, run.err))

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


if __name__ == "__main__":
    case.main()
