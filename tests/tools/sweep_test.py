"""layak sweep, sensitivity and target."""

import csv
import hashlib
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import time

import case
from case import DESIGN, LAYAK, SCENARIOS, Case, DesignCase, layak


class SweepCase(DesignCase):
    def sweep(self, *words, store=None, **options):
        return layak("sweep", self.design, "-o", store or self.store, "--lang", "en", *words, **options)

    def swept(self, *words, store=None):
        run = self.sweep(*words, store=store)
        self.assertEqual(run.status, 0, run.err)
        return run

    def digest(self, store=None):
        return hashlib.sha256(((store or self.store) / "result.nc").read_bytes()).hexdigest()

    def blocks(self):
        return sorted((self.store / "blocks").glob("*.block"))


class sweeps(SweepCase):
    def test_the_result_opens_and_holds_what_run_gives(self):
        import xarray
        run = self.swept("--threads", "2")
        self.assertIn("12 rows × 20 replicates = 240 runs", run.err)
        for engine in ("netcdf4", "h5netcdf"):
            with xarray.open_dataset(self.store / "result.nc", engine=engine) as result:
                self.assertEqual(dict(result.sizes)["run"], 240)
                self.assertEqual(list(result.run_row.values[:13]), [*range(12), 0])
                self.assertEqual(list(result.run_replicate.values[11:13]), [0, 1])
                self.assertEqual(list(result.plan.values[:2]), ["status-quo", "mixed"])
                self.assertEqual(str(result.time.values[-1])[:10], "2024-12-31")
                row = {name: float(result[name][7]) for name in ("factor_rotation_head", "factor_training_kelurahan_per_year")}
                self.assertEqual(row, {"factor_rotation_head": 0.9, "factor_training_kelurahan_per_year": 0.0})
                trained = result.trained.values[result.run_row.values == 7][:, -1]
                cost = result.cost_all.values[result.run_row.values == 7].sum(axis=1)
        layak("run", self.plan, "--set", "rotation.head=0.9", "--set", "training.kelurahan.per_year=0", "--seed", "3", "--replicates", "20", "--quiet", "-o", self.out / "r.nc")
        with xarray.open_dataset(self.out / "r.nc") as result:
            self.assertEqual(list(result.trained.values[:, 0, -1]), list(trained))
            for one, other in zip(result.cost_all.values[:, 0].sum(axis=1), cost):
                self.assertAlmostEqual(one, other, places=3)

    def test_the_table_is_right(self):
        import numpy
        import xarray
        run = self.swept("--json")
        table = json.loads(run.out)
        self.assertEqual(table["factor"], "training.kelurahan.per_year")
        self.assertEqual(len(table["curves"]), 4)
        with xarray.open_dataset(self.store / "result.nc") as result:
            trained = result.trained.values[:, -1].reshape(20, 12)
            cost = result.cost_all.values.sum(axis=1).reshape(20, 12)
        for curve in table["curves"]:
            rows = [point["row"] for point in curve["points"]]
            self.assertEqual([point["level"] for point in curve["points"]], [0, 10, 40])
            for before, row, point in zip([None, *rows], rows, curve["points"]):
                self.assertAlmostEqual(point["mean"], trained[:, row].mean(), places=6)
                self.assertAlmostEqual(point["q95"], numpy.quantile(trained[:, row], 0.95), places=6)
                if before is None:
                    continue
                gain = trained[:, row] - trained[:, before]
                self.assertAlmostEqual(point["gain"], gain.mean(), places=6)
                self.assertLessEqual(point["gain_interval"]["low"], gain.mean())
                extra = (cost[:, row] - cost[:, before]).mean()
                self.assertAlmostEqual(point["extra_cost"], extra, places=2)
                if "price_per_unit" in point:
                    self.assertAlmostEqual(point["price_per_unit"] / (extra / gain.mean()), 1, places=6)
        with open(self.store / "table.csv", newline="") as file:
            lines = list(csv.DictReader(file))
        mine = [line for line in lines if line["outcome"] == "trained"]
        self.assertEqual(len(mine), 12)
        self.assertAlmostEqual(float(mine[3]["mean"]), trained[:, 3].mean(), places=6)
        self.assertGreater(len({line["outcome"] for line in lines}), 40)

    def test_the_bytes_hang_on_nothing_but_the_inputs(self):
        self.swept("--threads", "1")
        for k, words in enumerate([["--threads", "3"], ["--save-every", "0"], ["--threads", "2", "--save-every", "0.05"]]):
            self.swept(*words, store=self.out / f"s{k}")
            self.assertEqual(self.digest(self.out / f"s{k}"), self.digest())
        self.swept("--quiet", "--seed", "4", store=self.out / "other")
        self.assertNotEqual(self.digest(self.out / "other"), self.digest())

    def test_more_replicates_and_rows_are_added_to_what_is_there(self):
        self.design.write_text(DESIGN.replace("[0, 10, 40]", "[0, 40]"))
        self.swept("--replicates", "5")
        first = self.digest()
        run = self.swept("--replicates", "20")
        self.assertIn("33% saved already", run.err)
        self.design.write_text(DESIGN)
        run = self.swept()
        self.assertIn("67% saved already", run.err)
        self.assertNotEqual(self.digest(), first)
        self.swept(store=self.out / "one-go")
        self.assertEqual(self.digest(), self.digest(self.out / "one-go"))
        before = self.blocks()
        run = self.swept()  # nothing is left to do
        self.assertEqual((self.blocks(), run.err), (before, ""))

    def test_a_plan_may_be_added(self):
        self.swept()
        text = DESIGN.replace('"mixed"]', '"mixed", "top-down"]')
        self.design.write_text(text)
        self.assertIn("67% saved already", self.swept().err)
        self.swept(store=self.out / "one-go")
        self.assertEqual(self.digest(), self.digest(self.out / "one-go"))

    def test_other_inputs_are_refused_one_by_one(self):
        self.swept()
        before, manifest = self.digest(), (self.store / "manifest.json").read_text()
        self.change("plans/mixed.toml", "per_year = 5", "per_year = 6")
        self.change("city.toml", "knows = 0.12", "knows = 0.13")
        run = self.sweep("--seed", "9", "--set", "rotation.official=0.2", "--replicates", "8", "--keep", "last")
        self.assertEqual(run.status, 2)
        for piece in ["city.toml: was changed", "plans/mixed.toml: was changed", "--seed: 3 in the store, 9 now", "rotation.official=0.2", "--replicates: 20 in the store, 8 now",
                      "--keep: years in the store, last now"]:
            self.assertIn(piece, run.err)
        self.assertEqual((self.digest(), (self.store / "manifest.json").read_text()), (before, manifest))
        self.afresh()
        self.setUpDesign(DESIGN.replace("[0, 10, 40]", "[0, 40]"))
        run = self.sweep("--replicates", "8")
        self.assertEqual(run.status, 2)
        self.assertIn("4/12 rows of the store are not in this design any more", run.err)
        self.assertIn("--replicates: 20 in the store, 8 now", run.err)  # both at once

    def test_what_is_shown_is_of_the_result(self):
        """Another outcome to be shown: no run is made again, and the result says so."""
        import xarray
        for outcome in "trained", "index":
            self.swept("--outcome", outcome)
            with xarray.open_dataset(self.store / "result.nc") as result:
                self.assertEqual(json.loads(result.attrs["design_json"])["outcomes"], [outcome])

    def setUpDesign(self, text):
        (self.city / "designs").mkdir(exist_ok=True)
        self.design.write_text(text)

    def test_a_second_command_on_the_folder_is_refused(self):
        self.design.write_text(DESIGN.replace("replicates = 20", "replicates = 20000"))
        process = subprocess.Popen([LAYAK, "sweep", self.design, "-o", self.store, "--quiet"], stdout=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        while not (self.store / "manifest.json").exists():
            time.sleep(0.01)
        run = self.sweep()
        self.assertEqual(run.status, 75)
        self.assertIn("another command works on it", run.err)
        self.assertLess(run.seconds, 1)

    def test_damaged_blocks_are_named_and_run_again(self):
        self.swept("--save-every", "0")
        before = self.digest()
        for number, block in enumerate(self.blocks()):
            content = bytearray(block.read_bytes())
            content[len(content) * number // 300] ^= 1 << number % 8
            block.write_bytes(content)
            if number == 3:
                break
        (self.store / "blocks" / "0123456789abcdef01234567.block").write_bytes(self.blocks()[-1].read_bytes())
        (self.store / "result.nc").unlink()
        run = self.swept()
        self.assertEqual(run.err.count("damaged, put aside"), 5, run.err)
        self.assertEqual(self.digest(), before)
        self.assertEqual(len(list((self.store / "blocks").glob("*.damaged"))), 5)

    def test_a_result_that_was_changed_is_written_again(self):
        self.swept()
        before = self.digest()
        with open(self.store / "result.nc", "r+b") as file:
            file.seek(5000)
            file.write(b"x")
        self.swept()
        self.assertEqual(self.digest(), before)

    def test_folders_that_are_no_store_are_left_alone(self):
        (self.out / "mine").mkdir()
        (self.out / "mine" / "letter.txt").write_text("dear")
        run = self.sweep(store=self.out / "mine")
        self.assertEqual((run.status, os.listdir(self.out / "mine")), (2, ["letter.txt"]))
        self.assertIn("other things in it", run.err)
        (self.out / "file").write_text("x")
        self.assertEqual(self.sweep(store=self.out / "file").status, 2)
        self.assertEqual(self.sweep(store=self.out / "no" / "where").status, 2)

    def test_a_dry_run_writes_nothing(self):
        run = self.sweep("--dry-run")
        self.assertEqual((run.status, run.out, os.listdir(self.out)), (0, "", []))
        self.assertRegex(run.err, r"240 runs; about .*, \d+ MB of memory, \d+ MB of disk")

    def test_a_table_of_rows_is_a_design(self):
        table = self.folder / "rows.csv"
        layak("design", self.design, "-o", table)
        self.swept()
        run = layak("sweep", table, "--city", self.city, "-o", self.out / "c", "--replicates", "20", "--seed", "3", "--quiet", "--json")
        self.assertEqual(run.status, 0, run.err)
        lines = [(store / "table.csv").read_text().splitlines()[:13] for store in (self.store, self.out / "c")]
        self.assertEqual({line.split(",", 1)[1] for line in lines[0]}, {line.split(",", 1)[1] for line in lines[1]})

    def test_parameter_sets_are_part_of_what_intervals_cover(self):
        sets = self.folder / "p.csv"
        sets.write_text("rotation.official\n0.1\n0.3\n0.5\n")
        run = self.swept("--parameters", sets)
        self.assertIn("chance and what the parameters leave open", " ".join(run.out.split()))
        self.assertEqual(json.loads(self.swept("--parameters", sets, "--json").out)["intervals"]["cover"], "replicates and parameters")
        import xarray
        with xarray.open_dataset(self.store / "result.nc") as result:
            self.assertEqual(list(result.run_parameter_set.values[::12][:4]), [0, 1, 2, 0])

    def test_parameters_that_the_design_varies_do_not_hold(self):
        sets = self.folder / "p.csv"
        sets.write_text("rotation.head,rotation.official\n0.1,0.2\n0.2,0.2\n0.3,0.5\n0.4,0.2\n")
        run = self.swept("--parameters", sets)
        self.assertEqual(run.err.count("the design varies rotation.head itself; what this table says of it does not hold"), 1, run.err)
        self.assertNotIn("all sets are the same", run.err)
        import xarray
        with xarray.open_dataset(self.store / "result.nc") as result:  # two kinds of sets are left
            self.assertEqual(list(result.run_parameter_set.values[::12][:5]), [0, 0, 2, 0, 0])
        sets.write_text("rotation.head,rotation.official\n0.1,0.2\n0.2,0.2\n0.4,0.2\n")
        run = self.swept("--parameters", sets, store=self.out / "one")
        self.assertIn("and without it all sets are the same", run.err)
        self.assertIn("cover chance alone", " ".join(run.out.split()))
        # As many replicates, as much evidence: the same intervals as with that one set for all.
        alone = self.folder / "q.csv"
        alone.write_text("rotation.official\n0.2\n")
        told = [json.loads(self.swept("--parameters", file, "--json", store=self.out / name).out)["curves"] for file, name in ((sets, "one"), (alone, "two"))]
        self.assertEqual(*told)
        shutil.copy(sets, self.city / "parameters.csv")  # the city's own: nobody asked for it
        self.assertNotIn("does not hold", self.swept(store=self.out / "own").err)
        self.assertEqual(layak("verify", self.out / "one", "--lang", "en").status, 0)

    def test_levels_that_the_plan_s_limit_decides_are_marked(self):
        text = DESIGN.replace('plans = ["status-quo", "mixed"]', 'plans = ["mixed"]').replace("[0.3, 0.9]", "[0.3]").replace("[0, 10, 40]", "[0, 5, 20, 40]")
        self.design.write_text(text)
        run = self.swept("--set", "budget_per_year=130e6")
        self.assertRegex(run.out, r"(?m)^  0 a year  .*$")
        for level in "20", "40":
            self.assertRegex(run.out, rf"(?m)^  {level} a year \* .* \* \(limit\)$")
        told = " ".join(run.out.split())
        self.assertRegex(told, r"\* The plan's own limit \(budget_per_year\) does not pay for all \(in \d+(–20)? of 20 replicates\): there the curve is that of the limit")
        self.assertIn("or --set budget_per_year=…", told)
        with open(self.store / "table.csv", newline="") as file:
            mine = [line for line in csv.DictReader(file) if line["outcome"] == "trained"]
        self.assertEqual([float(line["undelivered"]) > 0.05 for line in mine], [False, False, True, True])
        self.assertEqual([line["price_per_unit"] != "" for line in mine], [False, True, False, False])
        points = json.loads(self.swept("--json", "--set", "budget_per_year=130e6").out)["curves"][0]["points"]
        self.assertEqual([point.get("limited_by_budget_per_year") for point in points], [None, False, True, True])
        self.assertNotIn("price_per_unit", points[3])
        # With room for all of it there is nothing to say.
        run = self.swept("--set", "budget_per_year=9e9", store=self.out / "free")
        self.assertNotIn("limit", run.out)
        # Where the limit is what is varied, its levels are just that.
        self.design.write_text(text.replace("training.kelurahan.per_year", "budget_per_year").replace("[0, 5, 20, 40]", "[50e6, 100e6, 9e9]"))
        self.assertNotIn("*", self.swept(store=self.out / "varied").out)

    def test_levels_can_be_told_apart_in_one_unit(self):
        self.design.write_text(DESIGN.replace("training.kelurahan.per_year", "training.kelurahan.budget_per_year").replace("[0, 10, 40]", "[0, 0.25e9, 1.5e9, 1.504e9]"))
        run = layak("sweep", self.design, "--replicates", "2", "-o", self.store, "--quiet")
        for level in "Rp\u00a00", "Rp\u00a00,25\u00a0miliar", "Rp\u00a01,5\u00a0miliar", "Rp\u00a01,504\u00a0miliar":
            self.assertRegex(run.out, rf"(?m)^  {level} setahun")

    def test_two_replicates_claim_nothing(self):
        run = json.loads(self.swept("--replicates", "2", "--json").out)
        for curve in run["curves"]:
            for point in curve["points"][1:]:
                self.assertGreater(point["gain_interval"]["high"], point["gain_interval"]["low"] + 0.1)
                self.assertNotIn("price_per_unit", point)

    def test_one_of_a_kind(self):
        self.design.write_text('plans = ["mixed"]\nsampling = "factorial"\nreplicates = 1\n')
        run = self.swept()
        self.assertIn("1 row × 1 replicate = 1 run;", run.err)
        self.assertIn("1 row, 1 replicate of each", run.out)
        self.assertNotIn("inf", run.out.lower().replace("informed", ""))

    def test_where_no_file_can_be(self):
        run = layak("sweep", self.design, "-o", "/proc/sweep", "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("/proc/sweep: there is no disk there that keeps files", run.err)

    def test_an_unknown_column_is_told_with_the_nearest(self):
        (self.city / "designs" / "rows.csv").write_text("plan,rotation.haed\nmixed,0.3\n")
        run = layak("sweep", self.city / "designs" / "rows.csv", "-o", self.store, "--lang", "en")
        self.assertIn('rotation.haed: unknown column; did you mean "rotation.head"?; the list: --help-parameters', run.err)
        self.assertLess(len(run.err), 300)

    def test_memory_stays_flat(self):
        megabytes = []
        for replicates in 2000, 5000:  # 24,000 and 60,000 runs, when the threads' blocks are full; a million add 28 times as much
            self.design.write_text(DESIGN.replace("replicates = 20", f"replicates = {replicates}").replace("seed", 'keep = "last"\nseed'))
            megabytes.append(self.swept("--quiet", "--save-every", "0.2", store=self.out / str(replicates)).megabytes)
        self.assertLess(megabytes[0] + 28 * (megabytes[1] - megabytes[0]), 1000)

    def test_a_curve_that_falls_is_told_so(self):
        self.design.write_text(DESIGN.replace("levels = [0, 10, 40]", "levels = [10]").replace("[0.3, 0.9]", "[0.1, 0.9]").replace("replicates = 20", "replicates = 60"))
        run = self.swept()
        self.assertRegex(run.out, r"it cannot be told whether any level is better than the lowest; above 0\.1 it gets worse, −")
        self.assertRegex(run.out, r"How much is enough\?[^=]*gets worse")
        curve = json.loads(self.swept("--json").out)["curves"][0]
        self.assertEqual(curve["best_level"], 0.1)
        self.assertLess(curve["decline_above_best"]["interval"]["high"], 0)

    def test_plans_alone_are_a_table(self):
        self.design.write_text(DESIGN[:DESIGN.index("[[factor]]")])
        run = self.swept()
        self.assertRegex(run.out, r"(?m)^Mixed +\d")
        self.assertNotIn("sensitivity", run.out)

    def test_factors_that_contradict_each_other_are_refused(self):
        twice = '[[factor]]\nname = "training.kelurahan.budget_per_year"\nlevels = [0, 1e6]\n'
        self.design.write_text(DESIGN + twice)
        self.assertRegex(self.sweep().err, r"d\.toml:13: name .*sets the same amount as training\.kelurahan\.per_year")
        self.design.write_text(DESIGN.replace("[0, 10, 40]", "[0, 10, 10]"))
        self.assertRegex(self.sweep().err, r"d\.toml:11: levels.*is given twice")
        self.design.write_text(DESIGN)
        run = self.sweep("--set", "rotation.head=0.4")
        self.assertEqual(run.status, 2)
        self.assertIn("the design varies rotation.head itself", run.err)
        self.assertFalse(self.store.exists())

    def test_a_folder_of_the_design_s_name_is_no_design(self):
        (self.city / "designs" / "rows.csv").write_text("plan,rotation.head\nmixed,0.3\nmixed,0.9\n")
        for name in "d", "d", "rows", "rows":  # the second time the folder is there
            run = layak("sweep", name, "--city", self.city, "--replicates", "8", "-o", name, "--quiet", cwd=self.out)
            self.assertEqual(run.status, 0, run.err)

    def test_a_table_in_which_plans_differ_has_them_as_a_factor(self):
        self.design.write_text(DESIGN.replace('plans = ["status-quo", "mixed"]', "rows = 8").replace("factorial", "sobol").replace("levels = [0.3, 0.9]", "range = [0.3, 0.9]")
                               + '[[factor]]\nname = "plan"\nlevels = ["status-quo", "mixed"]\n')
        rows = layak("design", self.design)
        self.assertEqual(rows.status, 0, rows.err)
        (self.city / "designs" / "rows.csv").write_text(rows.out)
        self.swept("--quiet")
        told = layak("sensitivity", self.store, "--json").out
        run = layak("sweep", self.city / "designs" / "rows.csv", "--replicates", "20", "--seed", "3", "-o", self.out / "t", "--quiet")
        self.assertEqual(run.status, 0, run.err)
        mine, theirs = (json.loads(text) for text in (told, layak("sensitivity", self.out / "t", "--outcome", "trained", "--json").out))
        self.assertEqual(json.dumps(mine["analyses"], sort_keys=True), json.dumps(theirs["analyses"], sort_keys=True))

    def test_the_shipped_design(self):
        run = layak("sweep", SCENARIOS / "kota-serang" / "designs" / "training-budget.toml", "--replicates", "8", "-o", self.store, "--quiet")
        self.assertEqual(run.status, 0, run.err)
        self.assertIn("Berapa yang cukup? Tingkat terendah dari anggaran pelatihan kelurahan", run.out)
        self.assertRegex(run.out, r"90 % darinya sudah tercapai pada Rp")
        self.assertLessEqual(max(len(line) for line in run.out.splitlines()), 120)


class kills(SweepCase):
    def test_killed_at_twenty_random_moments(self):
        self.design.write_text(DESIGN.replace("replicates = 20", "replicates = 80"))
        reference = self.out / "undisturbed"
        begin = time.monotonic()
        self.swept("--quiet", store=reference)
        whole = time.monotonic() - begin
        dice = random.Random(1)
        killed = 0
        for _ in range(100):
            if killed == 20:
                break
            process = subprocess.Popen([LAYAK, "sweep", self.design, "-o", self.store, "--quiet", "--save-every", "0.05"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            try:
                process.wait(timeout=dice.uniform(0.01, 0.8 * whole))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
            said = process.communicate()[1]
            self.assertIn(process.returncode, (0, -signal.SIGKILL), said)
            self.assertEqual(said, b"")  # no block was ever found damaged
            if process.returncode == 0:
                self.assertEqual(self.digest(), self.digest(reference))
                (self.store / "result.nc").unlink()  # so that there is something to kill again, the writing of the result too
                for block in self.blocks()[::2]:
                    block.unlink()
        self.swept("--quiet")
        self.assertGreaterEqual(killed, 20)
        self.assertEqual(self.digest(), self.digest(reference))
        self.assertEqual(list(self.store.glob("**/.*.part")), [])

    def test_signals_keep_what_is_finished(self):
        self.store = self.out / "mother's store"
        self.design.write_text(DESIGN.replace("replicates = 20", "replicates = 4000"))
        for which, language, said in [(signal.SIGINT, "en", "parts are saved. To go on from there: "), (signal.SIGTERM, "id", "bagian sudah tersimpan. Untuk meneruskannya: ")]:
            process = subprocess.Popen([LAYAK, "sweep", self.design, "-o", self.store, "--lang", language], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.addCleanup(process.kill)
            while not (self.store / "manifest.json").exists():
                time.sleep(0.01)
            time.sleep(0.5)
            blocks = len(self.blocks())
            begin = time.monotonic()
            process.send_signal(which)
            out, err = process.communicate(timeout=30)
            self.assertLess(time.monotonic() - begin, 2)
            self.assertEqual((process.returncode, out), (128 + which, ""))
            self.assertIn(said, err)
            again = shlex.split(err[err.rindex(said) + len(said):])  # what a shell would take it for
            self.assertEqual(again, [str(LAYAK), "sweep", str(self.design), "-o", str(self.store), "--lang", language])
            self.assertGreater(len(self.blocks()), blocks)

    def test_a_full_disk_loses_nothing(self):
        self.swept("--quiet", store=self.out / "whole")
        limit = lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)))
        run = self.sweep("--quiet", "--save-every", "0", limit=limit)
        self.assertEqual(run.status, 1)
        self.assertRegex(run.err, "berkas lebih besar dari yang diizinkan|the file is larger than is allowed")
        self.assertEqual(list(self.store.glob("**/.*.part")), [])
        self.swept("--quiet")
        self.assertEqual(self.digest(), self.digest(self.out / "whole"))


class sensitivities(SweepCase):
    factors = """
[[factor]]
name = "training.kelurahan.per_year"
range = [0, 40]
[[factor]]
name = "rotation.official"
range = [0.1, 0.6]
group = "staff"
[[factor]]
name = "rotation.technical"
range = [0.1, 0.6]
group = "staff"
"""

    def swept_as(self, head):
        self.design.write_text(head + self.factors)
        self.swept("--quiet")

    def analysed(self, *words):
        run = layak("sensitivity", self.store, "--outcome", "trained", "--lang", "en", *words)
        self.assertEqual(run.status, 0, run.err)
        return run.out

    def test_of_a_saltelli_design(self):
        import numpy
        import xarray
        self.swept_as('plans = ["mixed", "status-quo"]\nsampling = "saltelli"\nrows = 128\nreplicates = 4\n')
        found = json.loads(self.analysed("--json"))["analyses"]
        self.assertEqual([analysis["plan"] for analysis in found], ["mixed", "status-quo"])
        with xarray.open_dataset(self.store / "result.nc") as result:
            runs = result.trained.values[:, -1].astype(float).reshape(4, 256)
            training = result.factor_training_kelurahan_per_year.values
        for number, analysis in enumerate(found):
            self.assertEqual(analysis["blocks"], 32)
            figures = analysis["figures"]
            self.assertEqual(set(figures), {"training.kelurahan.per_year", "staff", "rotation.official", "rotation.technical", "replicates"})
            # Seats decide how many are trained.
            self.assertGreater(figures["training.kelurahan.per_year"]["total"]["low"], figures["staff"]["total"]["high"])
            rank = lambda values: numpy.array([(values < value).sum() + (values == value).sum() / 2 for value in values])
            expected = numpy.corrcoef(rank(training[number::2]), rank(runs.mean(axis=0)[number::2].round(12)))[0, 1]
            self.assertAlmostEqual(figures["training.kelurahan.per_year"]["spearman"]["value"], expected, delta=0.02)
        text = self.analysed("-o", self.out / "s.csv")
        self.assertIn("What matters most: training of kelurahan.", text)
        self.assertIn("chance (between replicates)", text)
        with open(self.out / "s.csv", newline="") as file:
            lines = list(csv.DictReader(file))
        self.assertEqual({line["measure"] for line in lines}, {"first", "total", "spearman", "partial_rank", "noise_share"})

    def test_few_replicates_hold_for_these_numbers_only(self):
        for replicates, cover in (2, "design"), (3, "design and replicates"):
            self.swept_as(f'plans = ["mixed"]\nsampling = "morris"\nrows = 32\nreplicates = {replicates}\n')
            told = " ".join(self.analysed("-o", self.out / f"{replicates}.csv").split())
            self.assertEqual("hold for these very random numbers only" in told, replicates == 2)
            self.assertEqual(json.loads(self.analysed("--json"))["intervals"]["cover"], cover)
            with open(self.out / f"{replicates}.csv", newline="") as file:
                self.assertEqual({line["covers"] for line in csv.DictReader(file) if line["low"]}, {cover})

    def test_a_tiny_design_tells_that_it_cannot_tell(self):
        self.swept_as('plans = ["mixed"]\nsampling = "saltelli"\nrows = 12\nreplicates = 4\n')
        figures = json.loads(self.analysed("--json"))["analyses"][0]["figures"]
        for figure in (figures[group][index] for group in ("training.kelurahan.per_year", "staff") for index in ("first", "total")):
            self.assertTrue("low" not in figure or 0 <= figure["low"] <= figure["high"] <= 1, figure)
        self.assertIn("cannot be told", self.analysed())
        self.assertIn("belum dapat dikatakan", layak("sensitivity", self.store, "--outcome", "trained").out)

    def test_of_morris_and_others(self):
        self.swept_as('plans = ["mixed"]\nsampling = "morris"\nrows = 32\nreplicates = 4\n')
        figures = json.loads(self.analysed("--json"))["analyses"][0]["figures"]
        self.assertGreater(figures["training.kelurahan.per_year"]["mu_star"]["low"], 0)
        self.assertGreater(figures["training.kelurahan.per_year"]["mu"]["value"], 0)
        self.assertLess(abs(figures["rotation.official"]["mu"]["value"]), figures["training.kelurahan.per_year"]["mu"]["value"])
        shutil.rmtree(self.store)
        self.design.write_text('plans = ["mixed"]\nsampling = "latin_hypercube"\nrows = 40\nreplicates = 3\n' + self.factors + '[[factor]]\nname = "plan"\nlevels = ["mixed", "status-quo"]\n')
        self.swept("--quiet")
        figures = json.loads(self.analysed("--json"))["analyses"][0]["figures"]
        self.assertGreater(figures["training.kelurahan.per_year"]["partial_rank"]["low"], 0)
        self.assertIn("explained", figures["plan"])

    def test_of_morris_with_levels_and_plans(self):
        """A level's or a plan's effect is that of its whole way, whatever the grid; any two plans are compared, in whatever order they stand."""
        def figures(first, second):
            shutil.rmtree(self.store, ignore_errors=True)
            self.design.write_text(f'sampling = "morris"\nrows = 120\nreplicates = 8\n{first}{second}')
            self.swept("--quiet")
            return json.loads(self.analysed("--json"))["analyses"][0]["figures"]

        seats = '[[factor]]\nname = "training.kelurahan.per_year"\n'
        rotation = '[[factor]]\nname = "rotation.head"\nrange = [0.1, 1]\n'
        one_plan = 'plans = ["mixed"]\n'
        levels = figures(one_plan, seats + "levels = [0, 20]\n" + rotation)["training.kelurahan.per_year"]["mu_star"]
        upwards = figures(one_plan, seats + "levels = [0, 5, 10, 20]\n" + rotation)["training.kelurahan.per_year"]
        self.assertEqual(figures(one_plan, seats + "levels = [20, 0, 10, 5]\n" + rotation)["training.kelurahan.per_year"], upwards)
        self.assertGreater(upwards["mu"]["value"], 0)
        alone = figures("", '[[factor]]\nname = "plan"\nlevels = ["mixed"]\n' + seats + "levels = [0, 20]\n" + rotation)
        self.assertEqual(alone["plan"]["mu_star"]["value"], 0)
        self.design.write_text('plans = ["mixed"]\nsampling = "factorial"\nreplicates = 40\n' + seats + "levels = [0, 20]\n" + '[[factor]]\nname = "rotation.head"\nlevels = [0.2125, 0.4375, 0.6625, 0.8875]\n')  # Morris' grid
        shutil.rmtree(self.store)
        self.swept("--quiet")
        with open(self.store / "table.csv", newline="") as file:
            gains = [float(row["gain"]) for row in csv.DictReader(file) if row["outcome"] == "trained" and row["gain"]]
        self.assertEqual(len(gains), 4)
        self.assertAlmostEqual(levels["value"], sum(gains) / 4, delta=0.05 * levels["value"])

        plans = ["status-quo", "mixed", "top-down"]
        sizes = []
        for order in plans, plans[::-1]:
            named = '[[factor]]\nname = "plan"\nlevels = [' + ", ".join(f'"{plan}"' for plan in order) + "]\n"
            told = figures("", named + rotation)
            self.assertNotIn("mu", told["plan"])
            self.assertIn("mu", told["rotation.head"])
            sizes.append(told["plan"]["mu_star"])
        self.assertLessEqual(sizes[0]["low"], sizes[1]["high"])
        self.assertLessEqual(sizes[1]["low"], sizes[0]["high"])

    def test_wrong_questions(self):
        self.design.write_text(DESIGN)
        self.swept("--quiet")
        for words, expected in [(["--outcome", "traned"], 'did you mean "trained"'), (["--month", "2020-06"], "this month was not kept")]:
            run = layak("sensitivity", self.store, "--lang", "en", *words)
            self.assertEqual(run.status, 2)
            self.assertIn(expected, run.err)
        (self.out / "nothing").mkdir()
        run = layak("sensitivity", self.out / "nothing", "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("let `layak sweep` finish first", run.err)


class targets(Case):
    def target(self, *words, status=0, goal="trained >= 0.3", lever="training.kelurahan.per_year"):
        run = layak("target", self.plan, "--goal", goal, "--lever", lever, "--quiet", "--replicates", "200", "--search", "100", "--lang", "en", *words)
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def test_the_answer_and_its_trials(self):
        run = self.target("--to", "40", "--step", "1", "--set", "budget_per_year=1e9", "-o", self.out / "t.csv")
        self.assertRegex(" ".join(run.out.split()), r"holds with a chance of 90% at least \(confidence 95%; in \d+ of 200 fresh replicates")
        with open(self.out / "t.csv", newline="") as file:
            trials = list(csv.DictReader(file))
        self.assertTrue(any(trial["confirmation"] == "1" and float(trial["low"]) >= 0.9 for trial in trials))
        again = json.loads(self.target("--to", "40", "--step", "1", "--set", "budget_per_year=1e9", "--json", "--threads", "1").out)
        self.assertEqual(again["outcome"], "confirmed")
        self.assertEqual(len(again["trials"]), len(trials))
        self.assertIn("peluang paling sedikit 90", again["conclusion"]["id"].replace("\u00a0", " "))

    def test_what_holds_from_the_start_needs_nothing_more(self):
        run = self.target("--to", "40", goal="trained >= 0")
        told = " ".join(run.out.split())
        self.assertIn("It is the smallest amount that was tried.", told)
        self.assertNotIn("less would do", told)
        self.assertNotIn("raise it with", told)

    def test_amounts_are_told_whole(self):
        run = self.target("--to", "40e6", "--step", "300000", "-o", self.out / "t.csv", lever="training.kelurahan.budget_per_year", goal="trained >= 0.2")
        told = {line.split("  ")[0] for line in run.out.splitlines() if re.search(" (search|confirmation) ", line)}
        with open(self.out / "t.csv", newline="") as file:
            amounts = {float(trial["amount"]) for trial in csv.DictReader(file)}
        self.assertEqual(len(told), len(amounts))
        self.assertIn("budget for training of kelurahan (training.kelurahan.budget_per_year) = Rp", " ".join(run.out.split()))

    def test_a_goal_that_more_money_works_against(self):
        for goal, lowest in ("trained <= 0.2", "7"), ("trained <= 0.02", "0"):
            run = self.target("--from", lowest, "--to", "40", goal=goal)
            told = " ".join(run.out.split())
            self.assertIn("The chance clearly falls as the amount rises", told)
            self.assertNotIn("larger amounts", told)
            self.assertNotIn("raise it with", told)
        answer = json.loads(self.target("--from", "7", "--to", "40", "--json", goal="trained <= 0.2").out)
        self.assertEqual(answer["chance_falls"]["from"], 7)

    def test_larger_amounts_are_advised_where_they_help(self):
        self.assertIn("Try larger amounts (--to)", " ".join(self.target("--to", "8", "--set", "budget_per_year=1e9", goal="trained >= 0.25").out.split()))

    def test_the_plan_s_own_limit_is_told(self):
        run = self.target("--to", "40", "--step", "1")
        self.assertIn("At that amount the plan's own limit, Rp\u00a0120\u00a0million a year, does not pay for all, so that the answer hangs on that limit; raise it with", " ".join(run.out.split(" ")).replace("\n", " "))
        self.assertIn("* the plan's own limit does not pay for all", run.out)
        self.assertNotIn("limit does", self.target("--to", "40", "--step", "1", "--set", "budget_per_year=1e9").out)

    def test_too_few_to_confirm_are_refused(self):
        run = layak("target", self.plan, "--goal", "trained >= 0", "--replicates", "33", "--lang", "en")
        self.assertEqual((run.status, run.out), (2, ""))
        self.assertIn("34 at least", run.err)
        self.assertEqual(layak("target", self.plan, "--goal", "trained >= 0", "--replicates", "34", "--quiet").status, 0)
        sets = self.folder / "p.csv"
        sets.write_text("rotation.official\n0.1\n0.3\n0.5\n")
        run = layak("target", self.plan, "--goal", "trained >= 0", "--parameters", sets, "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("3 parameter sets are too few", run.err)

    def test_out_of_reach(self):
        run = self.target("--to", "40", goal="trained >= 0.99")
        self.assertRegex(run.out, r"no amount of training of kelurahan \(training.kelurahan.per_year\) that was tried reaches")
        self.assertRegex(" ".join(run.out.split()), r"None of \d+ replicates does, with any amount")
        run = self.target(goal="trained >= 0.99", lever="budget_per_year")
        self.assertIn("A larger budget is not spent", run.out.replace("\n", " "))

    def test_wrong_questions(self):
        for words, goal, lever, expected in [
            ([], "traned >= 0.3", "budget_per_year", 'did you mean "trained"'), ([], "trained >= 0.3", "traning.kelurahan.per_year", "--lever traning"),
            (["--by", "2040-01"], "trained >= 0.3", "budget_per_year", "a month from 2019-01 to 2024-12"), (["--to", "x"], "trained >= 0.3", "budget_per_year", "--to x"),
            (["--from", "5", "--to", "2"], "trained >= 0.3", "budget_per_year", "must be more than --from 5"), (["--step", "1e9"], "trained >= 0.3", "budget_per_year", "--step"),
            ([], "trained >= 0.3", "training.technical.per_year", "name the largest amount"), (["--to", "2"], "trained >= 0.3", "mandate.kelurahan.strength", "0 to 1"),
        ]:
            with self.subTest(words=words, goal=goal, lever=lever):
                run = self.target(*words, goal=goal, lever=lever, status=2)
                self.assertIn(expected, run.err)
                self.assertEqual(run.out, "")


if __name__ == "__main__":
    case.main()
