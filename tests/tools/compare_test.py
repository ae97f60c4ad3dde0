"""layak compare."""

import csv
import json
import os
import signal
import subprocess
import time

import case
from case import Case, LAYAK, layak, on_terminal


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
        self.assertEqual(len(level["price"]), 2 * 4)  # with a reason where there is no price
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

    def test_plans_that_do_the_same_cost_the_same(self):
        (self.city / "plans" / "twin.toml").write_text(self.plan.read_text(encoding="utf-8").replace("Mixed", "Twin"), encoding="utf-8")
        out = self.compared("mixed", "twin", "--replicates", "24").out
        self.assertIn("These plans do the same\n", out)
        self.assertRegex(out, "a year, the same as “Mixed”")
        self.assertNotIn("cannot be told apart:", out)
        costs = [row for row in self.rows() if row["plan"] == "twin" and row["outcome"].startswith("cost.")]
        self.assertEqual({row["method"] for row in costs}, {"identical"})

    def test_plans_of_equal_numbers_are_practically_the_same(self):
        """Their files differ, so that nothing is the same by construction; of 24 pairs each is equal."""
        twin = self.plan.read_text(encoding="utf-8").replace("cost_per_year = 3_000_000", "cost_per_year = 3_000_001")
        (self.city / "plans" / "twin.toml").write_text(twin, encoding="utf-8")
        out = self.compared("mixed", "twin", "--replicates", "24").out
        self.assertIn("These plans are practically the same\n", out)
        self.assertIn("6 the same, 0 higher, 0 lower, 0 cannot be told apart", out)
        self.assertNotRegex(out, r"in only <|only < ")
        last = [row for row in self.rows() if row["level"] == "city" and row["period"] == "2024-12"]
        self.assertEqual({row["practically_same"] for row in last}, {"1"})
        self.assertNotIn("identical", {row["method"] for row in last})

    def test_plans_of_one_name_and_of_other_months(self):
        text = self.plan.read_text(encoding="utf-8")
        (self.city / "plans" / "copy.toml").write_text(text.replace('to = "2024-12"', 'to = "2022-12"', 1), encoding="utf-8")
        out = self.compared("mixed", "copy", "--replicates", "8").out
        for piece in ("Mixed (mixed)", "Mixed (copy)"):
            self.assertIn(piece, out)
        self.assertIn("The plans do not cover the same months", " ".join(out.split()))

    def test_parameters_that_are_no_defaults_are_not_called_so(self):
        out = " ".join(self.compared("status-quo", "mixed", "--replicates", "8", "--set", "rotation.head=0.6").out.split())
        self.assertIn("With this city's parameter values (", out)
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
        shown = on_terminal(60, "compare", "--city", self.city, "status-quo", "mixed", "top-down", "--replicates", "8", "-o", self.out / "x.nc", "--quiet")
        lines = [line for line in shown if str(self.out) not in line]
        self.assertLessEqual(max(map(len, lines)), 60, max(lines, key=len))

    def test_a_foreign_table_beside_the_result_is_not_replaced(self):
        (self.out / "c.csv").write_text("my,own\n")
        self.assertIn("c.csv", self.compared("mixed", "top-down", "--replicates", "8", status=2).err)
        self.assertEqual((self.out / "c.csv").read_text(), "my,own\n")

    def test_what_if_one_thing_were_otherwise(self):
        import numpy
        import xarray
        sets = self.folder / "sets.csv"
        sets.write_text("diffusion.rate\n0.08\n0.16\n")
        words = ("--city", self.city, "status-quo", "mixed", "--replicates", "16", "--quiet")
        what_ifs = ("--what-if", "no-rotation", "--what-if", "training-ends:2018-12", "--what-if", "standard-parameters")
        run = layak("compare", *words, "--parameters", sets, *what_ifs, "-o", self.out / "if.nc")
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(layak("compare", *words, "-o", self.out / "standard.nc").status, 0)
        with xarray.open_dataset(self.out / "if.nc") as told, xarray.open_dataset(self.out / "standard.nc") as standard:
            self.assertEqual(list(told.what_if.values), ["no-rotation", "training-ends:2018-12", "standard-parameters"])
            self.assertTrue(numpy.array_equal(told.what_if_action_kelurahan.sel(what_if="standard-parameters"), standard.action_kelurahan))
            self.assertTrue(numpy.array_equal(told.what_if_cost_all.sel(what_if="standard-parameters"), standard.cost_all))
            last = told.what_if_trained.isel(time=-1).mean("replicate").sel(plan="mixed")
            self.assertGreater(last.sel(what_if="no-rotation"), told.trained.isel(time=-1).mean("replicate").sel(plan="mixed"))
            self.assertLess(last.sel(what_if="training-ends:2018-12"), told.trained.isel(time=-1).mean("replicate").sel(plan="mixed"))
        self.assertEqual(layak("verify", self.out / "if.nc").status, 0)
        for given, expected in [("no-rotations", "no-rotation"), ("training-ends", "2022-12"), ("standard-parameters", "no parameter sets")]:
            run = layak("compare", *words, "--what-if", given, "--lang", "en", "-o", self.out / "wrong.nc")
            self.assertEqual(run.status, 2, run.out)
            self.assertIn(expected, run.err)
            self.assertFalse((self.out / "wrong.nc").exists())


if __name__ == "__main__":
    case.main()
