"""layak calibrate, and what other commands do with its sets."""

import collections
import csv
import hashlib
import json
import random
import signal
import subprocess
import time

import case
from case import LAYAK, Case, layak

QUICK = ("--sets", "40", "--draws", "120", "--replicates", "8", "--lang", "en")


class calibrations(Case):
    def calibrated(self, *words, status=0, out="fitted", city=None):
        run = layak("calibrate", city or self.city, *QUICK, "-o", self.out / out, *words)
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def files(self, out="fitted"):
        return {name: (self.out / out / name).read_bytes() for name in ("parameters.csv", "calibration.json", "calibration.html")}

    def test_the_same_sets_however_they_are_made(self):
        told = self.calibrated("--threads", "1").out
        self.assertIn("fit all that was observed", told)
        once = self.files()
        self.calibrated("--threads", "2", out="threads")
        self.assertEqual(self.files("threads"), once)
        dice = random.Random(5)
        for kill in range(6):  # whenever it is killed, it goes on
            process = subprocess.Popen([LAYAK, "calibrate", self.city, *QUICK, "-o", self.out / "killed", "--save-every", "0", "--quiet"], stdout=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.05, 0.4))
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.calibrated("--save-every", "0", out="killed")
        self.assertEqual(self.files("killed"), once)
        self.assertNotEqual(self.calibrated("--seed", "2", out="other") and self.files("other")["parameters.csv"], once["parameters.csv"])

    def test_every_set_fits_and_is_of_the_prior(self):
        self.calibrated("--set", "rotation.head=0.9")
        told = json.loads((self.out / "fitted" / "calibration.json").read_text())
        prior = {of["name"]: of["prior"] for of in told["parameters"]}
        self.assertEqual(len(prior), 51)
        self.assertNotIn("rotation.head", prior)
        with open(self.out / "fitted" / "parameters.csv", newline="") as file:
            sets = list(csv.DictReader(file))
        self.assertEqual(len(sets), 40)
        for row in sets:
            self.assertEqual(row.pop("weight"), "1")
            for name, value in row.items():
                self.assertLessEqual(prior[name][0], float(value))
                self.assertLessEqual(float(value), prior[name][1])
        self.assertEqual(told["method"]["tolerance"], 1)
        for seen in told["observations"]:
            low, middle, high = seen["sets_5_50_95"]
            self.assertLessEqual(abs(middle - seen["value"]), seen["tolerance"])
            self.assertLessEqual(low, middle)
            self.assertLessEqual(middle, high)

    def test_a_city_that_has_adopted_its_sets_uses_them(self):
        plain = json.loads(layak("run", self.plan, "--replicates", "16", "--json", "-o", self.out / "plain.nc").out)
        self.calibrated("--adopt")
        own = json.loads(layak("run", self.plan, "--replicates", "16", "--json", "-o", self.out / "own.nc").out)
        self.assertNotEqual(own["content_sha256"], plain["content_sha256"])
        standard = json.loads(layak("run", self.plan, "--replicates", "16", "--parameters", "standard", "--json", "-o", self.out / "standard.nc").out)
        self.assertEqual(standard["content_sha256"], plain["content_sha256"])
        for result in "own.nc", "standard.nc":
            self.assertEqual(layak("verify", self.out / result).status, 0)
        named = json.loads(layak("run", self.plan, "--replicates", "16", "--parameters", self.out / "fitted" / "parameters.csv", "--json", "-o", self.out / "named.nc").out)
        self.assertEqual(named["content_sha256"], own["content_sha256"])
        compared = json.loads(layak("compare", "--city", self.city, "status-quo", "mixed", "--replicates", "16", "--json", "-o", self.out / "c.nc").out)
        self.assertEqual(compared["interval"]["covers"], "replicates and parameters")
        self.assertEqual(layak("validate", self.city).status, 0)

        check = layak("calibrate", self.city, "--check", "--replicates", "16", "--lang", "en")
        self.assertEqual(check.status, 0, check.out + check.err)
        self.assertIn("the table still fits", check.out)
        self.change("observed.csv", "families.unaware,2018-12,0.9,0.15", "families.unaware,2018-12,0.1,0.05")
        check = layak("calibrate", self.city, "--check", "--replicates", "16", "--lang", "en")
        self.assertEqual(check.status, 1, check.out + check.err)
        self.assertIn("NO LONGER fits", check.out)
        noted = layak("validate", self.city, "--lang", "en")
        self.assertIn("observed.csv", noted.out + noted.err)
        self.assertIn("since its parameters were calibrated", noted.out + noted.err)

    def test_words_alone_do_not_make_a_calibration_old(self):
        self.calibrated("--adopt")
        said = lambda: (lambda run: run.out + run.err)(layak("validate", self.city, "--lang", "en"))
        self.assertNotIn("since its parameters were calibrated", said())
        path = self.city / "city.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text("# of another source\nattribution = 'Peta Contoh'\n" + text.replace("Kota Contoh (rekaan)", "Kota Lain"), encoding="utf-8")
        (self.city / "history.toml").write_text((self.city / "history.toml").read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
        self.assertNotIn("since its parameters were calibrated", said())
        self.change("city.toml", "training = 1_000_000", "training = 1_000_001")  # what a seat costs is no word
        self.assertIn("city.toml changed since its parameters were calibrated", said())
        # A record of an earlier program has the digest of the text.
        path.write_text(text, encoding="utf-8")
        record = json.loads((self.city / "calibration.json").read_text())
        record["files"]["city.toml"] = hashlib.sha256(text.encode()).hexdigest()
        (self.city / "calibration.json").write_text(json.dumps(record))
        self.assertNotIn("since its parameters were calibrated", said())

    def test_other_inputs_are_refused_and_nothing_is_touched(self):
        self.calibrated()
        before = self.files()
        for words, expected in (("--seed", "3"), "--seed"), (("--sets", "41"), "--sets"), (("--set", "rotation.head=0.5"), "rotation.head=0.5"):
            self.assertIn(expected, self.calibrated(*words, status=2).err)
        self.change("history.toml", "2018", "2017")
        self.assertIn("history.toml", self.calibrated(status=2).err)
        self.assertEqual(self.files(), before)

    def test_wrong_input(self):
        (self.city / "observed.csv").write_text("what,month,value,tolerance\nformal.kelurahan,2018-12,500,1\n")
        self.assertIn("observed.csv:2", self.calibrated(status=2).err)
        (self.city / "observed.csv").write_text("what,month,value,tolerance\nlayak.kelurahan,2016-01,3,0.1\n")
        run = self.calibrated(status=1, out="unfit")
        self.assertIn("no parameter set fits observed.csv", run.err)
        self.assertIn("the best still miss by", run.out.replace("\n", " "))
        self.assertFalse((self.out / "unfit" / "parameters.csv").exists())
        (self.city / "observed.csv").unlink()
        self.assertIn("there are no observations", self.calibrated(status=2).err)
        for words, expected in [
            (("--draws", "41", "--sets", "42"), "--draws"),
            (("--set", "training.leaders.per_year=3"), "parameters alone"),
            (("--set", "rotation.hed=0.3"), 'did you mean "rotation.head"'),
            (("--sets", "3"), "40"),
        ]:
            self.afresh()
            run = layak("calibrate", self.city, "--lang", "en", "-o", self.out / "wrong", *words)
            self.assertEqual(run.status, 2, run.out)
            self.assertIn(expected, run.err)
            self.assertFalse((self.out / "wrong").exists())
        self.assertEqual(layak("calibrate", self.out).status, 2)

    def test_the_hindcast_of_kota_serang_shows_all_that_was_seen(self):
        check = layak("calibrate", case.SCENARIOS / "kota-serang", "--check", "--parameters", "standard", "--replicates", "200", "--lang", "en")
        self.assertEqual(check.status, 0, check.out + check.err)
        self.assertEqual(check.out.count("  pass   "), 9, check.out)
        self.assertEqual(check.out.count("  pass\n"), 7, check.out)
        told = json.loads(layak("calibrate", case.SCENARIOS / "kota-serang", "--check", "--parameters", "standard", "--replicates", "16", "--json").out)
        self.assertTrue(told["holds"])
        self.assertEqual((len(told["observations"]), len(told["patterns"])), (7, 9))
        self.assertEqual(len(told["patterns"][3]["claims"][0]["sides"]), 4)  # city, agencies, kecamatan, kelurahan
        self.assertNotIn("FAIL", check.out)
        self.assertEqual(check.out.count(", December 201"), 7)

    def test_the_sets_of_kota_serang_still_fit(self):
        city = case.SCENARIOS / "kota-serang"
        check = layak("calibrate", city, "--check", "--lang", "en")
        self.assertEqual(check.status, 0, check.out + check.err)
        self.assertIn("the table still fits", check.out)
        self.assertNotIn("changed since", check.out + check.err)  # none of its inputs
        table = (city / "parameters.csv").read_bytes()
        told = json.loads((city / "calibration.json").read_text())
        self.assertEqual(told["parameters.csv"], hashlib.sha256(table).hexdigest())
        self.assertEqual(table.count(b"\n"), told["method"]["sets"] + 1)
        text = " ".join((city / "README.md").read_text(encoding="utf-8").split())  # what it says of them
        counts = collections.Counter(of["learned"] for of in told["parameters"])
        words = {3: "three", 8: "eight"}
        self.assertIn(f"{len(told['parameters'])} parameters were drawn evenly", text)
        self.assertIn(f"The data say much of {words[counts['much']]} parameters", text)
        self.assertIn(f"a little of {words[counts['little']]}, and nothing of the other {counts['nothing']}", text)
        self.assertIn(f"{told['method']['draws_that_fit']} sets ({100 * told['method']['draws_that_fit'] / told['method']['draws_of_the_prior']:.1f} %)", text)

    def test_a_table_of_which_most_sets_miss_something_no_longer_fits(self):
        self.calibrated("--adopt")
        with open(self.city / "observed.csv") as file:
            observed = file.read()
        shares = {}
        for tolerance in 0.15, 0.03, 0.01:  # narrower and narrower: first single rows still pass, of all together fewer and fewer
            (self.city / "observed.csv").write_text(observed.replace("families.unaware,2018-12,0.9,0.15", f"families.unaware,2018-12,0.83,{tolerance}"))
            check = layak("calibrate", self.city, "--check", "--replicates", "16", "--json")
            told = json.loads(check.out)
            shares[tolerance] = told["share_of_sets_that_meet_all"]
            self.assertEqual(check.status == 0, told["holds"])
            if shares[tolerance] <= 0.5:
                self.assertFalse(told["holds"])
        self.assertLess(shares[0.01], 0.5)
        self.assertGreater(shares[0.15], shares[0.01])

    def test_an_observation_after_the_history(self):
        self.change("observed.csv", "families.unaware,2018-12", "families.unaware,2020-12")
        run = self.calibrated(status=2)
        self.assertIn("after the history", run.err)
        self.assertIn("observed.csv:", run.err)

    def test_a_pattern_that_the_history_lacks_fails(self):
        (self.city / "expectations.toml").write_text('[[expect]]\nsays = "Agencies act more than the city"\nthat = "action.opd > action.city + 0.2"\nby = "mean"\n')
        check = layak("calibrate", self.city, "--check", "--lang", "en")
        self.assertEqual(check.status, 1, check.out + check.err)
        self.assertIn("FAIL", check.out)
        self.assertIn("Agencies act more than the city", check.out)

    def test_sets_show_the_patterns_of_the_history(self):
        (self.city / "expectations.toml").write_text('[[expect]]\nsays = "Few families are left unaware"\nthat = "families.unaware < 0.8"\nby = "mean"\n')
        self.calibrated()
        told = json.loads((self.out / "fitted" / "calibration.json").read_text())
        self.assertGreater(told["patterns"][0]["sets"], 0.8)
        (unaware,) = [of for of in told["observations"] if of["what"] == "families.unaware"]
        self.assertLess(unaware["sets_5_50_95"][1], 0.8)


if __name__ == "__main__":
    case.main()
