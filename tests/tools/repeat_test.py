"""layak rerun and verify: a result, or one run of it, made again."""

import csv
import os
import signal
import subprocess
import time

import case
from case import LAYAK, Case, layak

DESIGN = """plans = ["../plans/mixed.toml", "{elsewhere}"]
sampling = "factorial"
replicates = 10
[[factor]]
name = "rotation.head"
levels = [0.3, 0.9]
[[factor]]
name = "training.kelurahan.per_year"
levels = [0, 40]
"""


class repeats_of_runs(Case):
    def compared(self, *words):
        run = layak("compare", "--city", self.city, *words, "--lang", "en", "--force", "-o", self.out / "c.nc")
        self.assertEqual(run.status, 0, run.out + run.err)

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

    def test_rerun_compares_all_that_the_file_has_of_the_replicate(self):
        self.compared("status-quo", "mixed", "--replicates", "8")

        def pay(file):
            file["cost"][3, 1, 60, 0] += 1

        forged = self.forged(self.out / "c.nc", pay)
        run = layak("rerun", forged, "--run", "3", "-o", self.out / "f.csv", "--lang", "en")
        self.assertEqual(run.status, 1, run.out)
        self.assertIn("does not fit its digest", run.err)
        run = layak("verify", forged, "--lang", "en")
        self.assertEqual(run.status, 1)
        self.assertRegex(run.out, r"does not fit its digest .*; first difference .*: cost \(replicate 3, plan mixed, time 2020-01, lever \w+\)")
        self.assertFalse((self.out / "f.csv").exists())

    def test_verify_says_what_another_program_changed(self):
        import netCDF4
        self.compared("status-quo", "mixed", "--replicates", "20")
        with netCDF4.Dataset(self.out / "c.nc", "a") as file:
            file["action_kelurahan"][3, 1, 60] += 0.25
        run = layak("verify", self.out / "c.nc", "--lang", "en")
        self.assertEqual(run.status, 1, run.err)
        self.assertRegex(run.out, r"first difference .*: action_kelurahan \(replicate 3, plan mixed, time 2020-01\)")
        with netCDF4.Dataset(self.out / "c.nc", "a") as file:
            file["action_kelurahan"][3, 1, 60] -= 0.25
        run = layak("verify", self.out / "c.nc", "--lang", "en")
        self.assertEqual(run.status, 1, run.err)
        self.assertIn("saved anew by another program", run.out)
        self.assertEqual(layak("rerun", self.out / "c.nc", "--run", "3").status, 2)

    def test_verify_says_what_differs(self):
        self.compared("status-quo", "mixed", "--replicates", "20")
        result = self.out / "c.nc"
        self.assertEqual(layak("verify", result, "--threads", "1").status, 0)
        self.assertEqual(layak("verify", self.plan).status, 2)
        damaged = bytearray(result.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        (self.out / "damaged.nc").write_bytes(damaged)
        (self.out / "cut.nc").write_bytes(result.read_bytes()[:-1000])
        run = layak("verify", self.out / "cut.nc", "--lang", "en")
        self.assertEqual(run.status, 1, run.err)
        self.assertIn("no whole result", run.err)
        run = layak("verify", self.out / "damaged.nc", "--lang", "en")
        self.assertEqual(run.status, 1, run.err)
        self.assertEqual(layak("verify", self.out / "nowhere.nc").status, 2)
        def reseed(file):
            told = file["provenance/inputs"]
            told[()] = told.asstr()[()].replace('"seed": "1"', '"seed": "2"')

        forged = self.forged(self.out / "c.nc", reseed)
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

        run = layak("rerun", self.forged(self.out / "c.nc", reprice), "--run", "3", "--lang", "en", "-o", self.out / "f.csv")
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.err, r"first difference .*: \S+, 20\d\d-\d\d, cost meetings: ")


class repeats_of_sweeps(Case):
    """A sweep of two plans, one of them in no folder of the city."""

    def setUp(self):
        super().setUp()
        (self.city / "designs").mkdir()
        elsewhere = self.folder / "other-name.toml"
        elsewhere.write_text((self.city / "plans" / "top-down.toml").read_text())
        (self.city / "designs" / "d.toml").write_text(DESIGN.format(elsewhere=os.path.relpath(elsewhere, self.city / "designs")))
        run = layak("sweep", self.city / "designs" / "d.toml", "--set", "rotation.official=0.2", "--set", "budget_per_year=1e15", "--seed", "5", "-o", self.out / "s", "--outcome", "trained", "--lang", "en")
        self.assertEqual(run.status, 0, run.err)
        self.result = self.out / "s" / "result.nc"

    def rerun(self, run, result=None):
        return layak("rerun", result or self.out / "s", "--run", run, "--lang", "en", "--force", "-o", self.out / "e.csv")

    def test_a_run_again_is_that_of_its_row_and_replicate(self):
        run = self.rerun(8 * 9 + 3)
        self.assertEqual(run.status, 0, run.err)
        self.assertRegex(run.out, r"^Run 75 \(row 3: other-name, rotation.head = [0-9.]+, training.kelurahan.per_year = [0-9]+; replicate 9\) "
                                  r"computed again; all its numbers .* are the same bit by bit as in ")
        with (self.out / "e.csv").open(encoding="utf-8", newline="") as file:
            events = list(csv.DictReader(file))
        self.assertEqual({(row["plan"], row["replicate"]) for row in events}, {("other-name", "9")})
        for run in range(8):
            self.assertEqual(self.rerun(run).status, 0)
        beyond = self.rerun(80)
        self.assertEqual((beyond.status, beyond.err), (2, "--run 80: this result has the runs 0 – 79\n"))
        self.assertEqual(layak("rerun", self.out / "s", "--run", "1", "--plan", "mixed").status, 2)

    def test_files_are_named_after_the_folder(self):
        self.assertEqual(layak("rerun", "s", "--run", "3", cwd=self.out).status, 0)
        self.assertEqual(layak("rerun", "result.nc", "--run", "4", cwd=self.out / "s").status, 0)
        self.assertTrue((self.out / "s-run-3-events.csv").exists())
        self.assertTrue((self.out / "s" / "s-run-4-events-states.csv").exists())

    def test_what_is_true_is_said_to_be(self):
        for words in (self.out / "s",), (self.result, "--threads", "1"):
            run = layak("verify", *words, "--lang", "en")
            self.assertEqual(run.status, 0, run.out + run.err)
            self.assertIn("the content is the same bit by bit", run.out)

    def test_what_differs_is_named(self):
        def pay(file):
            file["cost"][13, 2, 0] += 1

        forged = self.forged(self.result, pay)
        run = layak("verify", forged, "--lang", "en")
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.out, r"does not fit its digest .*first difference .*: cost \(run 13, year 2, lever \w+\): ")
        self.assertIn("does not fit its digest", self.rerun(13, forged).err)

        def reseed(file):
            told = file["provenance/inputs"]
            told[()] = told.asstr()[()].replace('"seed": "5"', '"seed": "6"')

        forged = self.forged(self.result, reseed)
        run = layak("verify", forged, "--lang", "en")
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.out, r"first difference .*: \w+ \(run 0, time 2015-12\): ")
        run = self.rerun(13, forged)
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.err, r"first difference .*: \S+, 2015-12, ")
        self.assertFalse((self.out / "e.csv").exists())

        # Another price, where no budget is in its way: of all numbers only costs are others.
        def reprice(file):
            told = file["provenance/inputs"]
            told[()] = told.asstr()[()].replace('"budget_per_year=1e15"', '"budget_per_year=1e15","meetings.task_force.cost_per_year=1200"')

        run = self.rerun(2, self.forged(self.result, reprice))
        self.assertEqual(run.status, 1, run.out + run.err)
        self.assertRegex(run.err, r"first difference .*: \S+, 20\d\d-12, cost meetings: ")

    def test_damage_is_a_difference(self):
        body = self.result.read_bytes()
        self.result.write_bytes(body[:-1000])
        run = layak("verify", self.out / "s", "--lang", "en")
        self.assertEqual(run.status, 1)
        self.assertIn("no whole result", run.err)
        self.result.unlink()
        run = layak("verify", self.out / "s", "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("let `layak sweep` finish first", run.err)

    def test_stopped_it_leaves_nothing(self):
        temporary = self.folder / "tmp"
        temporary.mkdir()
        design = self.city / "designs" / "d.toml"
        design.write_text(design.read_text().replace("replicates = 10", "replicates = 3000"))
        self.assertEqual(layak("sweep", design, "--keep", "last", "-o", self.out / "large", "--quiet").status, 0)
        process = subprocess.Popen([LAYAK, "verify", self.out / "large", "--lang", "en"], env={**os.environ, "TMPDIR": str(temporary)}, stderr=subprocess.PIPE)
        while not list(temporary.glob("layak-verify-*")):
            time.sleep(0.005)
        process.send_signal(signal.SIGTERM)
        self.assertIn(b"stopped; not verified", process.communicate()[1])
        self.assertEqual(process.returncode, 143)
        self.assertEqual(list(temporary.iterdir()), [])


if __name__ == "__main__":
    case.main()
