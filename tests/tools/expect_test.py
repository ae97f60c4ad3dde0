"""Expectations: [[expect]] in plans and cities, checked by layak validate --run."""

import json
import os
import re
import shutil

import case
from case import Case, SCENARIOS, layak

KOTA_SERANG = SCENARIOS / "kota-serang"


def table(*lines, says="x"):
    return f'\n[[expect]]\nsays = "{says}"\n' + "\n".join(lines) + "\n"


class expectations(Case):
    """Of the small town."""

    def expect(self, *lines, name="expectations.toml", says="x"):
        with (self.city / name).open("a", encoding="utf-8") as file:
            file.write(table(*lines, says=says))

    def run_of(self, *words, what=None):
        return layak("validate", "--run", what or self.city, "--lang", "en", *words)

    def test_each_verdict_has_its_exit_status(self):
        self.expect('that = "trained < 0.99"', says="hardly any is trained")
        run = self.run_of("--replicates", "40")
        self.assertEqual((run.status, "HELD  hardly any is trained" in run.out), (0, True), run.out + run.err)
        self.assertIn("1 of 1 expectations hold.", run.out)
        run = self.run_of("--replicates", "10")
        self.assertEqual((run.status, "NOT SURE  hardly any is trained" in run.out), (75, True), run.out + run.err)
        self.assertIn("it takes 25 replicates at least", run.out)
        self.expect('that = "trained > 0.99"', says="all are trained")
        run = self.run_of("--replicates", "40")
        self.assertEqual((run.status, "BROKEN  all are trained" in run.out), (1, True), run.out + run.err)
        self.assertIn("expectations.toml:6", run.out)
        self.assertIn("in 0 of 40 replicates", run.out)
        self.expect('that = "traind > 0.99"')
        run = self.run_of()
        self.assertEqual((run.status, run.out), (2, ""))
        self.assertIn('expectations.toml:12: that = "traind > 0.99": no outcome is called "traind"; did you mean "trained"?', run.err)

    def test_files_in_which_expectations_may_stand(self):
        self.expect('that = "trained < 0.99"', name="history.toml")
        self.expect('that = "trained < 0.99"', name="expectations.toml")
        self.expect('that = "trained without training < trained"', name="plans/mixed.toml")
        with (self.city / "city.toml").open("a") as file:
            file.write(table('that = "trained < 0.99"'))
        run = layak("validate", self.city, "--lang", "en")
        self.assertEqual((run.status, run.err), (0, ""))
        self.assertIn("expectations: 4 can be checked (--run)", run.out)
        told = json.loads(self.run_of("--json", "--replicates", "40").out)
        self.assertEqual([os.path.basename(e["file"]) for e in told["run"][0]["expectations"]], ["city.toml", "history.toml", "expectations.toml", "mixed.toml"])
        self.assertEqual(told["run"][0]["held"], 4)
        # Of a plan alone its own.
        told = json.loads(self.run_of("--json", "--replicates", "40", what=self.plan).out)
        self.assertEqual([e["runs"] for e in told["run"][0]["expectations"]], [["mixed without training", "mixed"]])

    def test_a_mistake_in_each_file_is_found_by_plain_validate(self):
        for name in ("city.toml", "history.toml", "expectations.toml", "plans/mixed.toml"):
            with self.subTest(name=name):
                self.afresh()
                self.expect('that = "trained < 0.99"', 'mont = "2018-12"', name=name)
                run = self.validated('mont = "2018-12": unknown key; did you mean "month"?')
                self.assertEqual(len(run.err.splitlines()), 1, run.err)
                self.assertIn(name, run.err)
        self.afresh()
        self.expect('that = "trained < 0.99"', name="plans/mixed.toml")
        self.change("plans/mixed.toml", 'name_id = "Campuran"', 'nam_id = "Campuran"')
        run = self.validated("nam_id")  # said once, though the file is read twice
        self.assertEqual(len(run.err.splitlines()), 1, run.err)

    def test_wrong_expectations(self):
        for lines, expected in [
            (('that = "trained in mixd < 0.5"',), '"mixd": there is no plan of this name; did you mean "mixed"?; known: bottom-up, mixed, status-quo, top-down, history'),
            (('plan = "mixed"', 'that = "trained < 0.5"', 'month = "2031-01"'), 'month = "2031-01": must be a month that is run, 2015-01 to'),
            (('plan = "mixed"', 'without = ["pelatihan"]', 'that = "trained < 0.5"'), 'there is no such lever; did you mean "training"?'),
            (('plan = "mixed"', 'without = ["csr"]', 'that = "trained < 0.5"'), "known: training, sosialisasi"),
            (('plan = "mixed"', 'without = ["monitoring.task_force"]', 'that = "trained < 0.5"'), '"mixed" has no monitoring.task_force; known: '),
            (('plan = "mixed"', 'with = { "rotation.head" = -1 }', 'that = "trained < 0.5"'), ": rotation.head = -1: must be 0 to"),
            (('that = "trained < 0,5"',), 'that = "trained < 0,5": in place of "," there should be'),
            (('that = 3',), "that = 3"),
            (('that = ["trained < 0.5", 3]',), "that[2] = 3"),
            (('that = "trained < \\u001b[31m"',), "expectations.toml:4"),
            (("[expect]",), "expectations.toml"),
        ]:
            with self.subTest(lines=lines):
                self.afresh()
                self.expect(*lines)
                self.validated(expected)
        self.afresh()
        (self.city / "expectations.toml").write_text('[[expct]]\nsays = "x"\n')
        self.validated('did you mean "expect"?')
        (self.city / "expectations.toml").write_text('[expect]\nsays = "x"\nthat = "trained < 0.5"\n')
        self.validated("[[expect]]")

    def test_a_plan_with_mistakes_is_told_where_only_an_expectation_needs_it(self):
        self.expect('that = "trained < trained in top-down"', name="plans/mixed.toml")
        self.change("plans/top-down.toml", "floor = ", "flor = ")
        run = self.validated("mixed.toml", '"top-down": this plan has mistakes itself: layak validate', what=self.plan)
        self.assertEqual(len(run.err.splitlines()), 1, run.err)
        run = self.validated("flor")  # with the whole city it is said of the plan alone
        self.assertNotIn("mistakes itself", run.err)

    def test_other_commands_do_not_mind(self):
        plain = layak("run", self.plan, "--replicates", "8", "--json", "-o", self.out / "a.nc")
        self.assertEqual(plain.status, 0, plain.err)
        for name in ("plans/mixed.toml", "history.toml", "expectations.toml"):
            self.expect('that = "nonsense', name=name) if name == "expectations.toml" else self.expect('that = "nonsense"', "whatever = 3", name=name)
        for words in [("run", self.plan, "--replicates", "8", "--json", "-o", self.out / "b.nc"), ("verify", self.out / "b.nc"),
                      ("compare", self.plan, self.city / "plans" / "top-down.toml", "--replicates", "8", "-o", self.out / "c.nc"),
                      ("target", self.plan, "--goal", "trained >= 0.1", "--replicates", "100", "--search", "20", "--to", "1e9")]:
            run = layak(*words, "--quiet") if words[0] != "verify" else layak(*words)
            self.assertEqual((run.status, run.err), (0, ""), words)
            if words[0] == "run":
                self.assertEqual(json.loads(run.out)["plans"], json.loads(plain.out)["plans"])

    def test_no_result_hangs_on_the_file_of_expectations(self):
        for name in ("a", "b"):
            self.assertEqual(layak("run", self.plan, "--replicates", "8", "-o", self.out / name).status, 0)
            self.expect('that = "trained < 0.5"')
        self.assertEqual((self.out / "a").read_bytes(), (self.out / "b").read_bytes())

    def test_settings_parameters_seed_and_threads(self):
        self.expect('plan = "mixed"', 'that = "trained < 0.05"')
        told = lambda *words: json.loads(self.run_of("--json", "--replicates", "40", *words).out)["run"][0]
        plain = told()
        self.assertEqual(told("--threads", "1"), plain)
        self.assertNotEqual(told("--seed", "2"), plain)
        mean = lambda run: run["expectations"][0]["claims"][0]["sides"][0]["mean"]
        self.assertGreater(mean(plain), 0)
        self.assertLess(mean(told("--set", "training.effect=0")), mean(plain) / 2)
        self.assertLess(mean(told("--set", "training.kelurahan.per_year=0")), mean(plain))
        (self.folder / "sets.csv").write_text("training.effect\n0\n0\n")
        of_sets = told("--parameters", self.folder / "sets.csv")
        shutil.copy(self.folder / "sets.csv", self.city / "parameters.csv")  # the city's own, as for other commands
        self.assertEqual(told(), of_sets)
        self.assertEqual(told("--parameters", "standard"), plain)
        (self.city / "parameters.csv").unlink()
        self.assertEqual((mean(of_sets) < mean(plain) / 2, of_sets["covers_parameters"], plain["covers_parameters"]), (True, True, False))
        for words in (("--replicates", "40"), ("--seed", "2"), ("--threads", "1"), ("--parameters", "x.csv")):
            run = layak("validate", self.city, *words, "--lang", "en")
            self.assertEqual(run.status, 2)
            self.assertIn(f"{words[0]} requires --run", run.err)
        self.assertIn("hanya berlaku bersama --run", layak("validate", self.city, "--seed", "2").err)
        self.assertEqual(self.run_of("--set", "training.efect=0").status, 2)
        self.assertEqual(self.run_of("--parameters", self.folder / "none.csv").status, 2)

    def test_quiet_tells_only_what_fails(self):
        self.expect('that = "trained < 0.99"', says="held")
        run = self.run_of("--quiet", "--replicates", "40")
        self.assertEqual((run.status, run.out, run.err), (0, "", ""))
        self.expect('that = "trained > 0.99"', says="broken")
        run = self.run_of("--quiet", "--replicates", "40")
        self.assertEqual((run.status, "BROKEN  broken" in run.out, "HELD" in run.out, run.err), (1, True, False, ""))

    def test_none_at_all_is_said(self):
        run = self.run_of()
        self.assertEqual(run.status, 0)
        self.assertIn("there are no expectations ([[expect]]) to check", run.err)

    def test_languages(self):
        self.expect('says_id = "hampir tidak ada"', 'that = "trained < 0.99"', says="hardly any")
        self.assertIn("TERPENUHI  hampir tidak ada", layak("validate", "--run", self.city).out)
        self.assertIn("HELD  hardly any", self.run_of().out)


    def test_the_examples_of_the_documentation_are_good(self):
        text = (SCENARIOS.parent / "tools" / "layak" / "EXPECTATIONS.md").read_text(encoding="utf-8")
        examples = re.findall(r"```toml\n(.*?)```", text, re.S)
        self.assertEqual(len(examples), 2)
        city = self.folder / "kota-serang"
        shutil.copytree(KOTA_SERANG, city)
        (city / "expectations.toml").write_text("\n".join(examples), encoding="utf-8")
        run = layak("validate", "--run", city, "--replicates", "100", "--parameters", "standard", "--lang", "en")
        self.assertEqual((run.status, run.out.count("HELD")), (0, 5), run.out + run.err)
        # The output shown is the program's, of the shipped file.
        (shown,) = re.findall(r"\$ layak (validate.*?)\n(.*?)```", text, re.S)
        whole = layak(*shown[0].split(), cwd=SCENARIOS.parent).out.replace("\u00a0", " ").splitlines()
        for line in shown[1].splitlines():
            self.assertIn(line, whole)
        # And what it says of replicates.
        for share, fewest in re.findall(r"(0\.9+)`? takes (\d+)", text):
            (city / "expectations.toml").write_text(table('that = "trained < 0.99"', f"share = {share}"))
            for replicates, status in ((int(fewest) - 1, 75), (int(fewest), 0)):
                self.assertEqual(layak("validate", "--run", city, "--replicates", replicates, "--parameters", "standard").status, status, share)


class library(Case):
    """Kota Serang's own, and that each can fail."""

    def check(self, *words, replicates="100", parameters=("--parameters", "standard")):
        run = layak("validate", "--run", KOTA_SERANG, "--replicates", replicates, *parameters, "--json", *words)
        self.assertIn(run.status, (0, 1, 75), run.err)
        return run.status, json.loads(run.out)["run"][0]

    def test_all_hold(self):
        self.all_hold(*self.check())

    def test_all_hold_over_the_sets_that_fit(self):
        self.all_hold(*self.check(replicates="200", parameters=()))

    def all_hold(self, status, told):
        self.assertEqual([e["says"]["en"] for e in told["expectations"] if e["verdict"] != "held"], [])
        self.assertEqual(status, 0)
        history = [e for e in told["expectations"] if e["runs"] == ["history"]]
        self.assertEqual((len(told["expectations"]) - len(history), len(history)), (12, 9))
        for expectation in told["expectations"]:
            self.assertNotEqual(expectation["says"]["id"], expectation["says"]["en"])

    def test_without_its_premise_each_is_broken(self):
        """What the sentence rests on is taken out of the model; then just that sentence, and what rests on the same, fails."""
        for settings, sentence in [
            (["sosialisasi.effect=1", "knowledge.half_life=1200"], "Without training, the share"),  # sessions train as well
            (["training.effect=0"], "More seats of training"),
            (["rotation.head=0", "rotation.official=0", "rotation.technical=0"], "A moratorium on mutasi"),
            (["formal.base=-20"], "A mandate alone"),
            (["formal.dormancy=1", "formal.dormancy_threshold=1"], "More than half of the PATBM"),
            (["facilitation.action=0", "facilitation.doctrine=0"], "Without facilitation"),
            (["sosialisasi.reach=0"], "Without sosialisasi to families"),
            (["families.join_floor=0.5", "families.learn=0.5"], "Going on as now"),
            (["families.join=0", "families.join_floor=0", "families.spread=0"], "Orders mostly move the task force"),
            (["diffusion.rate=0", "diffusion.loss=0", "diffusion.loss_floor=0", "rotation.commitment_loss=0", "facilitation.action=0", "monitoring.action=0", "meetings.effect=0"],
             "Above and below together"),
            (["business.lapse=0"], "Business that is not kept up"),
            (["training.effect=0", "sosialisasi.effect=0", "meetings.learning=0"], "Half of the money"),
        ]:
            with self.subTest(settings=settings):
                status, told = self.check(*[word for setting in settings for word in ("--set", setting)], replicates="16")
                broken = [e["says"]["en"] for e in told["expectations"] if e["verdict"] == "broken"]
                self.assertTrue(any(one.startswith(sentence) for one in broken), broken)
                self.assertEqual(status, 1)

    def test_a_history_that_trained_many_breaks_its_pattern(self):
        city = self.folder / "kota-serang"
        shutil.copytree(KOTA_SERANG, city)
        history = city / "history.toml"
        history.write_text(history.read_text().replace('target = "leaders"\nper_year = 30', 'target = "all"\nper_year = 900'))
        run = layak("validate", "--run", city, "--replicates", "16", "--parameters", "standard", "--lang", "en", "--quiet")
        self.assertEqual((run.status, "BROKEN  Hardly any posts are trained" in run.out), (1, True), run.out)

    def test_patterns_of_the_history_can_fail(self):
        for setting, sentence in [("formal.base=-3", "No kecamatan has"), ("formal.base=-3", "A few kelurahan"), ("diffusion.rate=2", "Even where commitment"),
                                  ("diffusion.enabling=20", "Action is higher"), ("families.join_floor=1", "Almost no family"),
                                  ("families.word_of_mouth=1", "Less than a quarter"), ("business.base=-1", "Few businesses"), ("business.base=9", "Of the seven indicators")]:
            with self.subTest(setting=setting):
                _, told = self.check("--set", setting, replicates="16")
                self.assertIn(sentence, " ".join(e["says"]["en"] for e in told["expectations"] if e["verdict"] == "broken"))


if __name__ == "__main__":
    case.main()
