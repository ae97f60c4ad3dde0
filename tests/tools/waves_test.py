"""Work that comes in waves of shards: calibrations, and targets."""

import csv
import random
import re
import shutil
import signal
import subprocess
import time

import case
from case import LAYAK, layak
from shard_case import ShardCase, instruction_sets


class WaveCase(ShardCase):
    """`self.command`: the words of the work but for its folder."""

    def shard(self, which, *words, store=None, status=0, **options):
        run = layak(*self.command, "-o", store or self.store, "--shard", which, *words, **options)
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def wave_by_wave(self, divisions, store=None):
        """Until there is no more, by processors of all kinds. The names of the waves, and the merge that came after the last."""
        waves = []
        dice = random.Random(len(divisions))
        kinds = instruction_sets()
        for turn in range(80):
            of = divisions[turn % len(divisions)]
            for number in dice.sample(range(of), of):
                self.shard(f"{number}/{of}", "--quiet", store=store, env={"LAYAK_ISA": kinds[(turn + number) % len(kinds)]})
            run = self.merged(store, status=None)
            if run.status == 0:
                return waves, run
            self.assertEqual(run.status, 75, run.err)
            waves.append(self.told(store)[1]["wave"])
            self.assertIn(waves[-1], run.err)
        raise AssertionError(f"no end: {waves}")


class calibrations_in_shards(WaveCase):
    """Wave by wave; of so few sets and draws there are several."""

    WORDS = ("--sets", "40", "--draws", "120", "--replicates", "8", "--lang", "en")

    def setUp(self):
        super().setUp()
        self.command = "calibrate", self.city, *self.WORDS
        plan = min((self.city / "plans").glob("*.toml")).stem
        (self.city / "expectations.toml").write_text('[[expect]]\nsays = "Few are trained"\nthat = "trained < 0.5"\n\n'
                                                     f'[[expect]]\nsays = "Some are"\nplan = "{plan}"\nthat = "trained > 0"\n')

    def results(self, folder):
        return {name: (folder / name).read_bytes() for name in ("parameters.csv", "calibration.json", "calibration.html")}

    def on_one_machine(self):
        run = layak("calibrate", self.city, *self.WORDS, "-o", self.out / "one", "--quiet")
        self.assertEqual(run.status, 0, run.err)
        return self.results(self.out / "one")

    def test_waves_of_whatever_division_give_the_same_sets(self):
        one = self.on_one_machine()
        waves, _ = self.wave_by_wave((2, 1, 3))
        self.assertEqual(len(set(waves)), len(waves))
        self.assertGreater(len(waves), 2)
        self.assertEqual(self.results(self.store), one)
        self.assertEqual(self.told()[1]["complete"], True)
        self.assertIn("all runs are there", self.shard("0/2").err)
        file = self.store / "shards" / "0" / "1-of-2.shard"  # of the first wave
        body = bytearray(file.read_bytes())
        body[len(body) // 3] ^= 4
        file.write_bytes(body)
        run = self.merged(status=75)
        self.assertIn("Drawing from the prior: not complete: 60 of 120 tasks are missing, in 1 of 2 shards: 1.", run.err)
        self.shard("1/2")
        self.merged()
        self.assertEqual(self.results(self.store), one)

    def test_submitted_it_goes_from_wave_to_wave(self):
        one = self.on_one_machine()
        words = ("submit", *self.command, "-o", self.store)
        self.assertIn("--array=0-2 ", layak(*words, "--shards", "3").out)
        run = layak(*words, "--shards", "3", "--go", env=self.in_place_of_slurm(), cwd=self.folder)
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(self.results(self.store), one)
        self.assertIn("All is done", layak(*words).err)

    def test_a_wave_that_does_not_get_done_is_given_up(self):
        env = self.in_place_of_slurm()
        words = ("submit", *self.command, "-o", self.store, "--shards", "2", "--go")
        self.shard("0/2")
        (self.store / "shards" / "0" / "1-of-2.work").write_text("in the way")
        run = layak(*words, "--tries", "2", env=env, cwd=self.folder)
        self.assertEqual(len(re.findall("submitted several times", run.err)), 1, run.err)

    def test_other_inputs_are_refused(self):
        self.shard("0/2")
        before = self.snapshot()
        for words, expected in (("--seed", "3"), "--seed"), (("--sets", "41"), "--sets"), (("--set", "rotation.head=0.5"), "rotation.head=0.5"):
            self.assertIn(expected, self.shard("1/2", *words, status=2).err)
        self.change("history.toml", "2018", "2017")
        self.assertIn("history.toml: was changed since", self.shard("1/2", status=2).err)
        run = layak("sweep", self.design, "-o", self.store, "--shard", "0/2", "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("was begun by layak calibrate, now it is layak sweep", run.err)
        self.assertEqual(self.snapshot(), before)


class targets_in_shards(WaveCase):
    WORDS = ("--goal", "trained >= 0.3", "--lever", "training.kelurahan.per_year", "--to", "40", "--step", "1",
             "--replicates", "200", "--search", "100", "--set", "budget_per_year=1e9", "--lang", "en")

    def setUp(self):
        super().setUp()
        self.ask()

    def ask(self, *words, without=()):
        kept = [pair for pair in zip(self.WORDS[::2], self.WORDS[1::2]) if pair[0] not in without]
        self.command = "target", self.plan, *(word for pair in kept for word in pair), *words

    def on_one_machine(self, *words):
        """The table, and what is said; where the table is said is cut off."""
        run = layak(*self.command, "-o", self.out / "one.csv", "--force", "--quiet", *words)
        self.assertEqual(run.status, 0, run.err)
        return (self.out / "one.csv").read_bytes(), run.out.split("The table:")[0]

    def results(self, run, store=None):
        return ((store or self.store) / "table.csv").read_bytes(), run.out.split("The table:")[0]

    def test_however_it_is_divided_the_answer_is_the_same(self):
        one = self.on_one_machine()
        self.assertIn("holds with a chance of 90% at least", " ".join(one[1].split()))
        told = []
        for divisions in (1,), (2,), (7,), (3, 1, 5), (64,):
            store = self.out / f"s{len(told)}"
            waves, run = self.wave_by_wave(divisions, store)
            self.assertEqual(self.results(run, store), one, divisions)
            told.append(waves)
        self.assertEqual(told[0][0], "Search, step 2")  # what was missing after the first
        self.assertEqual(told[0][-1].split()[0], "Confirmation")
        self.assertEqual([waves for waves in told if waves != told[0]], [])
        with open(self.out / "one.csv", newline="") as file:
            trials = list(csv.DictReader(file))
        self.assertLess(len(told[0]), len(trials) / 1.5)  # amounts of a wave are looked at together
        status, last = self.told(store)
        self.assertEqual((status, last["verb"], last["complete"], last["has_result"]), (0, "target", True, True))
        self.assertEqual(self.merged(store).out, run.out)
        self.assertEqual(layak("merge", store, "--json").out, layak(*self.command, "--quiet", "--json").out)

    def test_answers_of_every_kind(self):
        sets = self.folder / "p.csv"
        sets.write_text("rotation.official,leadership.mean\n" + "".join(f"{0.1 + k / 200},{0.3 + k / 400}\n" for k in range(60)))
        for k, (words, without, expected) in enumerate([
            (("--goal", "trained >= 0.99"), ("--goal",), "no amount of"),
            (("--goal", "trained >= 0"), ("--goal",), "It is the smallest amount that was tried"),
            (("--goal", "trained <= 0.2", "--from", "7"), ("--goal",), "The chance clearly falls as the amount rises"),
            (("--to", "8", "--goal", "trained >= 0.25"), ("--to", "--goal"), "Try larger amounts"),
            (("--parameters", sets, "--by", "2023-06", "--chance", "0.7"), (), "covers luck and what the parameters leave open"),
            (("--lever", "training.kelurahan.budget_per_year", "--from", "1000000.3", "--to", "41e6", "--step", "333333.3"), ("--lever", "--to", "--step"), "budget for training"),
        ]):
            self.ask(*words, without=without)
            one = self.on_one_machine()
            self.assertIn(expected, " ".join(one[1].split()))
            store = self.out / f"k{k}"
            _, run = self.wave_by_wave((3, 2), store)
            self.assertEqual(self.results(run, store), one)

    def test_a_lost_shard_is_told_and_run_again(self):
        one = self.on_one_machine()
        self.assertIn("Search, step 1: there is no shard yet. To begin: ", self.begun_and_lost().err)
        waves, _ = self.wave_by_wave((4,))
        lost = self.store / "shards" / "search.2" / "2-of-4.shard"
        lost.unlink()
        run = self.merged(status=75)
        self.assertIn("Search, step 2: not complete: ", run.err)
        self.assertIn("in 1 of 4 shards: 2.", run.err)
        self.assertIn(f"layak target {self.plan} --goal", run.err)
        status, told = self.told()
        self.assertEqual((status, told["wave"], told["shards"]["missing_array"]), (75, "Search, step 2", "2"))
        self.assertIn("is done already", self.shard("1/4").err)
        self.shard("2/4")
        damaged = self.store / "shards" / "confirm.1" / "0-of-4.shard"
        body = bytearray(damaged.read_bytes())
        body[len(body) // 2] ^= 1
        damaged.write_bytes(body)
        run = self.merged(status=75)
        self.assertIn("damaged, put aside", run.err)
        self.assertIn("Confirmation 1: not complete: ", run.err)
        self.shard("0/4")
        self.assertEqual(self.results(self.merged()), one)
        self.assertIn("all runs are there", self.shard("3/4").err)

    def begun_and_lost(self):
        self.shard("0/2")
        shutil.rmtree(self.store / "shards" / "search.1")
        return self.merged(status=75)

    def test_killed_it_goes_on(self):
        self.ask("--replicates", "4000", "--search", "4000", without=("--replicates", "--search"))
        one = self.on_one_machine()
        process = subprocess.Popen([LAYAK, *self.command, "-o", self.store, "--shard", "0/1", "--save-every", "0", "--quiet"], stderr=subprocess.PIPE)
        work = self.store / "shards" / "search.1" / "0-of-1.work"
        while not work.exists() or len(list(work.glob("blocks/*.block"))) < 20:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.assertFalse((work.parent / "0-of-1.shard").exists())
        status, told = self.told()
        self.assertEqual((status, told["wave"]), (75, "Search, step 1"))
        saved = len(list(work.glob("blocks/*.block")))
        process = subprocess.Popen([LAYAK, *self.command, "-o", self.store, "--shard", "0/1", "--save-every", "0"], stderr=subprocess.PIPE)
        while work.exists() and len(list(work.glob("blocks/*.block"))) < saved + 20:
            time.sleep(0.002)
        process.send_signal(signal.SIGTERM)
        said = process.communicate()[1].decode()
        if process.returncode:
            self.assertEqual(process.returncode, 143, said)
            self.assertIn("--shard 0/1", said)
        _, run = self.wave_by_wave((1,))
        self.assertEqual(self.results(run), one)

    def test_submitted_it_goes_from_wave_to_wave(self):
        one = self.on_one_machine()
        words = ("submit", *self.command, "-o", self.store)
        shown = layak(*words, "--shards", "3")
        self.assertIn("--array=0-2 ", shown.out)
        self.assertIn("--wave search.1:3", shown.out)
        self.assertFalse(self.store.exists())
        run = layak(*words, "--shards", "3", "--go", env=self.in_place_of_slurm(), cwd=self.folder)
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual((self.store / "table.csv").read_bytes(), one[0])
        self.assertIn("All is done", layak(*words).err)
        self.assertEqual(self.results(self.merged()), one)

    def test_other_inputs_are_refused_each_named(self):
        self.shard("0/2")
        before = self.snapshot()
        for words, without, expected in [
            (("--seed", "3"), (), ['--seed: "1" in the store, "3" now']),
            (("--goal", "trained >= 0.4", "--chance", "0.8"), ("--goal",), ["--goal: ", "--chance: 0.9 in the store, 0.8 now"]),
            (("--to", "39"), ("--to",), ['--to: "40" in the store, "39" now']),
            (("--by", "2022-01"), (), ["--by: "]),
            (("--set", "rotation.head=0.5"), (), ["rotation.head=0.5"]),
            (("--replicates", "400"), ("--replicates",), ["--replicates: 200 in the store, 400 now"]),
        ]:
            self.ask(*words, without=without)
            run = self.shard("1/2", status=2)
            for piece in expected:
                self.assertIn(piece, run.err)
            self.assertEqual(layak("submit", *self.command, "-o", self.store).status, 2)
        self.ask()
        self.change("plans/mixed.toml", "2019", "2020")
        self.assertIn("plans/mixed.toml: was changed since", self.shard("1/2", status=2).err)
        self.command = "calibrate", self.city, *calibrations_in_shards.WORDS
        self.assertIn("was begun by layak target, now it is layak calibrate", self.shard("1/2", status=2).err)
        self.assertEqual(self.snapshot(), before)

    def test_what_does_not_go_together(self):
        self.assertIn("cannot be given with", self.shard("0/2", "--force", status=2).err)
        self.assertIn("n at most 1000", self.shard("2/2", status=2).err)
        self.assertFalse(self.store.exists())
        self.shard("0/2")
        run = layak(*self.command, "-o", self.store)
        self.assertEqual(run.status, 2)
        self.assertIn("To put them together: layak merge", run.err)
        (self.out / "t.csv").write_text("x")
        self.assertIn("this is a file", self.shard("0/2", store=self.out / "t.csv", status=2).err)
        self.assertIn("--goal is required", layak("submit", "target", self.plan, "--lang", "en").err)
        self.assertIn("harus disebutkan", layak("submit", "target", self.plan).err)
        shown = layak("submit", "target", "--help").out + layak("submit", "--help").out
        self.assertNotIn("--wave", shown)


if __name__ == "__main__":
    case.main()
