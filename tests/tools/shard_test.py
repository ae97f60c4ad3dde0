"""layak sweep --shard, merge, status and submit, without a cluster."""

import hashlib
import json
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import time

import case
import slurm
from case import DESIGN, LAYAK, layak
from shard_case import ShardCase, instruction_sets


def failed(body, task):
    """The same block or shard with a run of a task that failed, sealed anew; nothing where it lacks the task."""
    first, head, parts = body[:-73].split(b"\n", 2)
    head = json.loads(head)
    for entry in head["tasks"]:
        if entry["name"] == task:
            replicate = 8 * int(task.split("/")[1]) + 3
            entry["note"] = json.dumps([{"replicate": replicate, "message": "it was too hot"}])
            body = first + b"\n" + json.dumps(head, separators=(",", ":")).encode() + b"\n" + parts
            return body + b"\nsha256 " + hashlib.sha256(body).hexdigest().encode() + b"\n"
    return None


class shards(ShardCase):
    def test_the_same_bytes_however_it_is_divided(self):
        one = self.on_one_machine()
        dice = random.Random(2)
        for of in 1, 2, 7, 64:
            store = self.out / f"s{of}"
            order = list(range(of))
            dice.shuffle(order)
            self.shards(of, order=order, store=store)
            self.assertEqual(sorted(os.listdir(store)), ["begun.json", "manifest.json", "shards"])
            self.merged(store)
            self.assertEqual(self.files(store), one, of)
            left = [name for name in os.listdir(store / "shards") if not re.fullmatch(r"\d+-of-\d+\.(shard|progress)", name)]
            self.assertEqual(left, [])
        self.assertEqual(layak("verify", self.out / "s7").status, 0)

    def test_runs_that_fail_are_told_as_on_one_machine(self):
        self.on_one_machine()
        self.shards(3)
        task = json.loads(self.bodies()["1-of-3.shard"].split(b"\n")[1])["tasks"][0]["name"]
        for file in (self.out / "one" / "blocks").glob("*.block"):
            if forged := failed(file.read_bytes(), task):
                file.unlink()
                (file.parent / (forged[-65:-1].decode()[:24] + ".block")).write_bytes(forged)
        (self.out / "one" / "result.nc").unlink()
        one = self.on_one_machine()
        self.assertIsNotNone(one["failures.csv"])
        self.assertIn("it was too hot", (self.out / "one" / "failures.csv").read_text())
        file = self.store / "shards" / "1-of-3.shard"
        file.write_bytes(failed(file.read_bytes(), task))
        self.assertIn("1 run failed", self.merged().err)
        self.assertEqual(self.files(), one)
        self.assertIn("All is done, but some runs failed: ", layak("status", self.store, "--lang", "en").out)

    def test_a_shard_is_the_same_bytes_by_whoever_makes_it(self):
        self.shard("1/3", "--threads", "1")
        first = self.bodies(), (self.store / "manifest.json").read_bytes()
        variants = [("--threads", "2"), ("--save-every", "0")], [{"LAYAK_ISA": "base"}, {"TZ": "Asia/Jakarta", "LC_ALL": "id_ID.UTF-8"}]
        for k, words in enumerate(variants[0]):
            self.shard("1/3", *words, store=self.out / f"w{k}")
            self.assertEqual((self.bodies(self.out / f"w{k}"), (self.out / f"w{k}" / "manifest.json").read_bytes()), first)
        for k, env in enumerate(variants[1]):
            self.shard("1/3", store=self.out / f"e{k}", env=env)
            self.assertEqual((self.bodies(self.out / f"e{k}"), (self.out / f"e{k}" / "manifest.json").read_bytes()), first)
        moved = self.folder / "elsewhere"  # another copy of the city
        shutil.copytree(self.city, moved / "town")
        run = layak("sweep", moved / "town" / "designs" / "d.toml", "-o", self.out / "m", "--shard", "1/3")
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual((self.bodies(self.out / "m"), (self.out / "m" / "manifest.json").read_bytes()), first)

    def test_processors_of_several_kinds_in_one_cluster(self):
        kinds = instruction_sets()
        if len(kinds) < 2:
            self.skipTest("this processor has one kind of instructions alone")
        one = self.on_one_machine()
        self.assertIn("LAYAK_ISA", self.shard("0/8", status=2, env={"LAYAK_ISA": "v9"}).err)
        self.assertFalse(self.store.exists())  # of a kind that a machine lacks it makes no runs that failed
        for number in range(8):
            self.shard(f"{number}/8", env={"LAYAK_ISA": kinds[number % len(kinds)]})
        for kind in kinds:
            self.merged(env={"LAYAK_ISA": kind})
            self.assertEqual(self.files(), one, kind)
        mixed = self.bodies()
        for kind in kinds:  # each shard, too, whoever makes it
            store = self.out / kind
            for number in range(len(kinds)):
                self.shard(f"{number}/8", store=store, env={"LAYAK_ISA": kind})
            for name, body in self.bodies(store).items():
                self.assertEqual(body, mixed[name], (kind, name))
        self.assertEqual(layak("verify", self.store, env={"LAYAK_ISA": kinds[0]}).status, 0)

    def test_done_already_is_done_at_once(self):
        self.shard("0/2")
        before = self.snapshot()
        self.assertIn("shard 0/2 is done already", self.shard("0/2").err)
        self.assertEqual(self.snapshot(), before)

    def test_damage_at_any_byte_is_found_and_run_again(self):
        self.shards(4)
        good = self.bodies()
        dice = random.Random(4)
        for turn in range(12):
            name = dice.choice(sorted(good))
            file = self.store / "shards" / name
            body = bytearray(good[name])
            if turn % 4 == 3:
                body = body[:dice.randrange(len(body))]  # cut off
            else:
                body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
            file.write_bytes(body)
            number = name.split("-")[0]
            status, told = self.told()
            self.assertEqual((status, told["shards"]["damaged"], told["shards"]["missing_array"]), (75, 1, number))
            if turn % 2:
                run = self.merged(status=75)
                self.assertIn("damaged, put aside", run.err)
                self.assertIn(f"shards: {number}.", run.err)
                self.assertFalse(file.exists())
                self.assertTrue(file.with_name(name + ".damaged").exists())
                self.shard(f"{number}/4")
            else:
                self.assertIn("damaged, put aside and run again", self.shard(f"{number}/4").err)
            self.assertEqual(self.bodies(), good)

    def test_another_shard_in_its_place_is_found_out(self):
        self.shards(3)
        folder = self.store / "shards"
        good = self.bodies()
        shutil.copy(folder / "0-of-3.shard", folder / "1-of-3.shard")
        self.assertIn("shards: 1.", self.merged(status=75).err)
        self.shard("1/3")
        self.assertEqual(self.bodies(), good)
        other = self.out / "other"
        self.shard("2/3", "--seed", "9", store=other)
        shutil.copy(other / "shards" / "2-of-3.shard", folder / "2-of-3.shard")
        run = self.merged(status=75)
        self.assertIn("shards: 2.", run.err)
        self.assertIn("whole, but not this shard", run.err)
        self.assertTrue((folder / "2-of-3.shard").exists())
        self.assertIn("put aside (.other)", self.shard("2/3").err)
        self.assertEqual((folder / "2-of-3.shard.other").read_bytes(), (other / "shards" / "2-of-3.shard").read_bytes())
        self.assertEqual(self.bodies(), good)

    def faulty(self, file, error, *words):
        """A command to which the first opening of a file gives an error."""
        command = ["strace", "-f", "-o", "/dev/null", "-P", file, "-e", "trace=openat", "-e", f"inject=openat:error={error}:when=1", LAYAK, *words, "--lang", "en"]
        return subprocess.run(list(map(str, command)), capture_output=True, text=True)

    def test_trouble_of_a_disk_is_no_damage(self):
        if not shutil.which("strace"):
            self.skipTest("strace is not installed")
        self.shards(3)
        before = self.snapshot()
        for file in self.store / "shards" / "1-of-3.shard", self.store / "manifest.json":
            for error in "ESTALE", "EIO", "EACCES", "EMFILE":
                for words in ("merge", self.store), ("sweep", self.design, "-o", self.store, "--shard", "1/3"), ("sweep", self.design, "--seed", "4", "-o", self.store, "--shard", "1/3"), ("status", self.store):
                    if "--seed" in words and file.name != "manifest.json":
                        continue
                    run = self.faulty(file, error, *words)
                    self.assertEqual(run.returncode, 1, (file, error, words, run.stderr))
                    self.assertIn(file.name, run.stderr)
                    self.assertNotIn("To go on", run.stderr)  # the same would fail again
                    self.assertEqual(self.snapshot(), before)

    def test_no_room_for_temporary_files_is_no_fault_of_the_city(self):
        self.shards(2)
        run = self.merged(status=1, env={"TMPDIR": str(self.out / "none")})
        self.assertIn(f"{self.out / 'none'}: ", run.err)
        run = subprocess.run(["sh", "-c", f"ulimit -f 0; trap '' XFSZ; exec {LAYAK} merge {self.store} --lang en"], capture_output=True, text=True, env={**os.environ, "TMPDIR": str(self.out)})
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn(f"{self.out}: ", run.stderr)
        self.merged()

    def test_a_manifest_that_is_damaged_gives_the_folder_to_nobody_else(self):
        self.shard("0/2")
        manifest = self.store / "manifest.json"
        good = manifest.read_bytes()
        other_format = json.loads(good)
        other_format["content"]["format"] = "layak-shards-9"
        other_format["sha256"] = hashlib.sha256(json.dumps(other_format["content"], separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
        for body, status, said in (good.replace(b'"seed": "3"', b'"seed": "4"', 1), 2, "whole shards of other work"), (json.dumps(other_format, ensure_ascii=False).encode(), 2, "another version of Layak"):
            manifest.write_bytes(body)
            before = self.snapshot()
            run = self.shard("1/2", "--seed", "4", status=status)
            self.assertIn(said, run.err)
            self.assertNotIn("To go on", run.err)
            self.assertEqual(self.snapshot(), before)

    def test_what_makes_a_manifest_again_is_said(self):
        self.shard("0/2")
        manifest = self.store / "manifest.json"
        good = manifest.read_bytes()
        for body, said, statuses in (None, "manifest.json: is gone; what is finished is kept", (2, 2)), (good[:-9], "manifest.json: is damaged; what is finished is kept", (1, 1)):
            for verb, status in zip(("status", "merge"), statuses):
                manifest.unlink()
                if body:
                    manifest.write_bytes(body)
                run = layak(verb, self.store, "--lang", "en")
                self.assertEqual((run.status, run.out), (status, ""), run.err)
                self.assertIn(said, run.err)
                command = re.search(r"To make it again and go on: layak (.*) --shard 0/\d+\n", run.err)[1]
                self.assertEqual(layak(*shlex.split(command), "--shard", "0/2").status, 0)
                self.assertEqual(manifest.read_bytes(), good)

    def test_a_manifest_of_what_is_merged_is_made_again(self):
        self.shards(2)
        self.merged()
        before, manifest = self.snapshot(), (self.store / "manifest.json").read_bytes()
        (self.store / "manifest.json").unlink()
        (self.store / "notes.txt").write_text("mine")
        self.assertIn("whole shards of other work", self.shard("0/2", "--seed", "4", status=2).err)
        (self.store / "notes.txt").unlink()
        self.shard("0/2")
        self.assertEqual(self.snapshot(), before)
        for damage in (lambda file: file.unlink(), lambda file: file.write_text("{")):
            damage(self.store / "manifest.json")
            run = layak("submit", self.design, "-o", self.store, "--go", "--lang", "en")
            self.assertEqual(run.status, 0, run.err)
            self.assertEqual((self.store / "manifest.json").read_bytes(), manifest)
            self.assertEqual(layak("status", self.store).status, 0)

    def test_what_is_saved_of_shards_under_way_is_told(self):
        self.shard("0/2")
        (self.store / "shards" / "1-of-2.progress").write_text(json.dumps({"host": "pc2", "state": "stopped", "tasks": 9, "done": 3, "found": 0, "seconds": 5}))
        self.assertIn("in 1 of 2 shards (3 are saved in shards that are not finished): ", self.merged(status=75).err)

    def test_a_damaged_result_is_not_done(self):
        self.shard("0/1")
        self.merged()
        whole = (self.store / "result.nc").read_bytes()
        self.assertIn("All is done", layak("status", self.store, "--lang", "en").out)
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 1
        for damaged in whole[:3000], bytes(flipped), b"junk":
            (self.store / "result.nc").write_bytes(damaged)
            self.assertIn(f"To put them together: layak merge {self.store}", layak("status", self.store, "--lang", "en").out)
            self.merged()
            self.assertEqual((self.store / "result.nc").read_bytes(), whole)

    def test_no_such_folder(self):
        for verb in "status", "merge":
            run = layak(verb, self.out / "none", "--lang", "en")
            self.assertEqual((run.status, run.err), (2, f"layak: {self.out / 'none'}: there is no such folder\n"))
        (self.out / "sweep-training").mkdir()
        for verb in "status", "merge":
            run = layak(verb, self.out / "sweep-trianing", "--lang", "en")
            self.assertEqual((run.status, run.err), (2, f"layak: {self.out / 'sweep-trianing'}: there is no such folder; did you mean \"{self.out / 'sweep-training'}\"?\n"))

    def test_what_runs_is_not_the_copys(self):
        self.shard("0/2")
        (self.store / "shards" / "1-of-2.progress").write_text(json.dumps({"host": "pc2", "state": "running", "tasks": 9, "done": 3, "found": 0, "seconds": 5}))
        self.assertEqual(self.told()[1]["shards"]["running"], 1)
        told = self.merged(status=75).err
        self.assertIn("; 1 of these shards is running: layak status ", told)
        self.assertNotIn("--shard ", told)
        shutil.copytree(self.store, self.out / "copy")
        self.assertEqual(self.told(self.out / "copy")[1]["shards"]["running"], 0)
        self.assertIn("--array=1 ", layak("submit", self.design, "-o", self.out / "copy").out)

    def test_a_stray_shard_does_not_keep_the_owner_out(self):
        self.shard("0/2")
        manifest = self.store / "manifest.json"
        good = manifest.read_bytes()
        self.shard("1/2", "--seed", "9", store=self.out / "other")
        stray = self.store / "shards" / "1-of-2.shard"
        shutil.copy(self.out / "other" / "shards" / "1-of-2.shard", stray)
        for _ in range(2):
            manifest.write_bytes(good.replace(b'"seed": "3"', b'"seed": "4"', 1))
            run = self.shard("0/2")
            self.assertIn("put aside and made again", run.err)
            self.assertIn(f"move this file away: {stray}", run.err)
            self.assertEqual(manifest.read_bytes(), good)
        self.assertTrue((self.store / "manifest.json.2.damaged").exists())  # the first was not written over
        self.shard("1/2")
        self.merged()

    def test_merge_says_what_is_missing(self):
        self.shards(9, order=[0, 4, 5, 8])
        run = self.merged(status=75)
        self.assertIn("20 of 36 tasks are missing, in 5 of 9 shards: 1-3,6-7.", run.err)
        self.assertIn("--shard 1/9", run.err)
        self.assertFalse((self.store / "result.nc").exists())
        self.shards(3)  # of another division all are there
        self.merged()
        self.assertEqual(self.files(), self.on_one_machine())

    def test_merge_says_what_was_typed_at_the_beginning(self):
        there, here = self.folder / "it's there", self.folder
        there.mkdir()
        run = layak("sweep", "../town/designs/d.toml", "--set", "rotation.official=0.4", "-o", "../out/s", "--shard", "0/2", cwd=there)
        self.assertEqual(run.status, 0, run.err)
        said = layak("merge", self.store, "--lang", "en", cwd=here).err
        self.assertNotIn("as at the beginning", said)
        one = re.search(r"To run them: (.*?); on a cluster or several PCs", said)[1]
        self.assertIn("it'\\''s there' && layak sweep", one)
        self.assertEqual(layak("merge", "../out/s", "--lang", "en", cwd=there).err.count("cd "), 0)
        self.assertRegex(layak("status", self.store, cwd=here).out, " && layak sweep ../town/designs/d.toml .* --shard 1/2\n")
        again = subprocess.run(["sh", "-c", one.replace("&& layak", f"&& {LAYAK}")], cwd="/", capture_output=True, text=True)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.merged()
        shutil.move(self.store, self.out / "moved")
        os.remove(self.out / "moved" / "shards" / "1-of-2.shard")
        one = re.search(r"To run them: (.*?); on a cluster", self.merged(self.out / "moved", status=75, cwd=here).err)[1]
        self.assertEqual(subprocess.run(["sh", "-c", one.replace("&& layak", f"&& {LAYAK}")], cwd="/", capture_output=True).returncode, 0)
        os.remove(self.out / "moved" / "shards" / "1-of-2.shard")  # it was run in the folder where it is now
        shutil.copytree(self.out / "moved", self.out / "copy")
        self.assertIn(f"../town/designs/d.toml --set 'rotation.official=0.4' -o {self.out / 'copy'} ", self.merged(self.out / "copy", status=75, cwd=here).err)
        for note in "{", '{"in": 3, "run": [], "submit": []}', '{"in": "/", "run": [], "submit": []}', "\0":
            (self.out / "moved" / "begun.json").write_text(note)  # nothing hangs on it
            self.assertIn("as at the beginning", self.merged(self.out / "moved", status=75).err)
        self.shard("0/2", "--set", "rotation.official=0.4", store=self.out / "moved")
        self.assertNotIn("as at the beginning", self.merged(self.out / "moved", status=75).err)

    def test_merge_again_and_twice_at_once(self):
        self.shards(3)
        self.merged()
        before = self.files()
        self.merged()
        self.assertEqual(self.files(), before)
        os.remove(self.store / "result.nc")
        two = [subprocess.Popen([LAYAK, "merge", self.store, "--quiet"], stdout=subprocess.DEVNULL) for _ in range(2)]
        self.assertEqual([one.wait() for one in two], [0, 0])
        self.assertEqual(self.files(), before)

    def test_a_merge_that_dies_between_its_files_is_not_done(self):
        if not shutil.which("strace"):
            self.skipTest("strace is not installed")
        self.shards(2)
        self.merged()
        whole = self.files()
        (self.store / "result.nc").write_bytes(b"")
        for renamed in 1, 2:
            command = ["strace", "-f", "-o", "/dev/null", "-e", "trace=rename", "-e", f"inject=rename:signal=KILL:when={renamed}", LAYAK, "merge", self.store]
            self.assertEqual(subprocess.run(command, capture_output=True).returncode, -9)
            self.assertIn("All runs are there. To put them together: ", layak("status", self.store, "--lang", "en").out)
        self.merged()
        self.assertEqual(self.files(), whole)
        self.assertIn("All is done.", layak("status", self.store, "--lang", "en").out)

    def test_other_inputs_are_refused_each_named(self):
        self.shard("0/2")
        before = self.snapshot()
        for words, expected in [
            (("--seed", "4"), ["--seed: 3 in the store, 4 now"]),
            (("--replicates", "24"), ["--replicates: 20 in the store, 24 now"]),
            (("--replicates", "8", "--keep", "last"), ["--replicates: 20 in the store, 8 now", "--keep: years in the store, last now"]),
            (("--set", "rotation.official=0.5"), ["--set"]),
            (("--outcome", "index"), ["--outcome"]),
        ]:
            run = self.shard("1/2", *words, status=2)
            for piece in expected:
                self.assertIn(piece, run.err)
            self.assertEqual(layak("submit", self.design, "-o", self.store, *words).status, 2)
        self.change("city.toml", 'start = "2015-01"', 'start = "2014-12"')
        self.change("plans/mixed.toml", "2019", "2020")
        run = self.shard("1/2", status=2)
        self.assertIn("city.toml: was changed since", run.err)
        self.assertIn("plans/mixed.toml: was changed since", run.err)
        self.afresh()
        (self.city / "designs").mkdir(exist_ok=True)
        self.design.write_text(DESIGN.replace("[0, 10, 40]", "[0, 10, 20, 40]"))
        self.assertIn("designs/d.toml: was changed since", self.shard("1/2", status=2).err)
        self.assertEqual(self.snapshot(), before)
        self.design.write_text(DESIGN)
        self.shard("1/2")
        self.merged()

    def test_a_merge_removes_what_a_killed_one_left(self):
        self.design.write_text(DESIGN.replace("replicates = 20", "replicates = 300"))
        self.shards(2, "--quiet")
        parts = lambda: list(self.store.glob(".*.part"))
        for _ in range(50):
            process = subprocess.Popen([LAYAK, "merge", self.store, "--quiet"], stdout=subprocess.DEVNULL)
            while not parts() and process.poll() is None:
                time.sleep(0.001)
            process.kill()
            process.wait()
            if parts():
                break
        self.assertEqual(len(parts()), 1)
        alive = self.store / parts()[0].name.replace(f".{process.pid}@", f".{os.getpid()}@")
        alive.touch()
        self.merged()
        self.assertEqual(parts(), [alive])

    def test_folders_of_one_machine_and_of_shards_are_told_apart(self):
        self.on_one_machine()
        run = self.shard("0/2", store=self.out / "one", status=2)
        self.assertIn("begun on one machine, without --shard", run.err)
        self.assertEqual(layak("merge", self.out / "one", "--lang", "en").status, 2)
        self.shard("0/2")
        run = layak("sweep", self.design, "-o", self.store, "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("is run in shards", run.err)
        shutil.rmtree(self.store / "shards")  # as after layak submit --go, before a shard was begun
        self.assertIn("is run in shards", layak("sweep", self.design, "-o", self.store, "--lang", "en").err)
        (self.out / "full").mkdir()
        (self.out / "full" / "letter.txt").write_text("x")
        self.assertIn("other things in it", self.shard("0/2", store=self.out / "full", status=2).err)
        self.assertEqual(os.listdir(self.out / "full"), ["letter.txt"])

    def test_what_is_no_shard(self):
        for which in "8/8", "1", "a/b", "-1/8", "0/0", "0/1001", "1/08", "0.5/2", "":
            run = layak("sweep", self.design, "-o", self.store, "--lang", "en", f"--shard={which}")
            self.assertEqual(run.status, 2, which)
            self.assertFalse(self.store.exists())
        self.assertIn("k from 0 to n-1, n at most 1000", layak("sweep", self.design, "--lang", "en", "--shard", "8/8").err)
        self.assertIn("k dari 0 sampai n-1", layak("sweep", self.design, "--shard", "8/8").err)
        for idle in "--dry-run", "--json":
            self.assertIn("cannot be given with", layak("sweep", self.design, "--lang", "en", "--shard", "0/2", idle).err)
        self.shard("999/1000")  # more shards than tasks: this one has nothing to do
        self.assertEqual(layak("merge", self.out / "nothing").status, 2)
        self.assertEqual(layak("status", self.out / "nothing").status, 2)
        self.assertEqual(layak("status", self.city).status, 2)

    def test_two_copies_at_once(self):
        self.shard("0/1", store=self.out / "once")
        for turn in range(4):
            store = self.out / f"t{turn}"
            command = [LAYAK, "sweep", self.design, "-o", store, "--shard", "0/1", "--save-every", "0", "--quiet"]
            copies = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
            errors = [copy.communicate()[1].decode() for copy in copies]
            self.assertEqual([copy.returncode for copy in copies], [0, 0, 0], errors)
            self.assertEqual(self.bodies(store), self.bodies(self.out / "once"))

    def test_two_copies_of_one_number_on_machines_of_one_name(self):
        if reason := slurm.why_not():
            self.skipTest(reason)
        self.shard("0/1", store=self.out / "once")
        for turn in range(4):  # each is process 1 of its own
            store = self.out / f"t{turn}"
            command = ["unshare", "-p", "-f", "--mount-proc", LAYAK, "sweep", self.design, "-o", store, "--shard", "0/1", "--save-every", "0", "--threads", "1", "--quiet"]
            copies = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
            errors = [copy.communicate()[1].decode() for copy in copies]
            self.assertEqual([copy.returncode for copy in copies], [0, 0, 0], errors)
            self.assertEqual(self.bodies(store), self.bodies(self.out / "once"))

    def test_stopped_and_killed_it_goes_on(self):
        self.design.write_text(DESIGN.replace("replicates = 20", 'replicates = 4000\nkeep = "last"'))
        self.shard("0/2", store=self.out / "whole")
        for which, status in (signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9):
            shutil.rmtree(self.store, ignore_errors=True)
            process = subprocess.Popen([LAYAK, "sweep", self.design, "-o", self.store, "--shard", "0/2", "--save-every", "0", "--lang", "en"], stderr=subprocess.PIPE)
            blocks = self.store / "shards" / "0-of-2.work" / "blocks"
            while not blocks.exists() or len(list(blocks.glob("*.block"))) < 20:
                time.sleep(0.002)
            process.send_signal(which)
            said = process.communicate()[1].decode()
            self.assertEqual(process.returncode, status, said)
            self.assertFalse((self.store / "shards" / "0-of-2.shard").exists())
            saved = len(list(blocks.glob("*.block")))
            self.assertGreaterEqual(saved, 20)
            _, told = self.told()
            self.assertEqual(told["shards"]["stopped"], 1)  # of a dead process of this machine too, at once
            if which != signal.SIGKILL:
                self.assertIn("--shard 0/2", said)
                self.assertEqual(told["each"][0]["tasks_done"], saved)  # a block a task
            self.shard("0/2")
            self.assertEqual(self.bodies(), self.bodies(self.out / "whole"))
            progress = json.loads((self.store / "shards" / "0-of-2.progress").read_text())
            self.assertGreaterEqual(progress["found"], 20)  # it went on, and did not begin anew

    def test_signals_that_come_together_are_one_stop(self):
        self.design.write_text(DESIGN.replace("replicates = 20", 'replicates = 400000\nkeep = "last"'))
        command = [LAYAK, "sweep", self.design, "-o", self.store, "--shard", "0/2", "--threads", "1", "--quiet"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        told = self.store / "shards" / "0-of-2.progress"
        while not told.exists():
            time.sleep(0.002)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        self.assertIn(process.wait(), (130, 143))
        self.assertEqual(json.loads(told.read_text())["state"], "stopped")
        self.assertGreater(json.loads(told.read_text())["done"], 0)
        shutil.rmtree(self.store)
        run = subprocess.run(["timeout", "-s", "TERM", "1", *command], stderr=subprocess.DEVNULL)  # to it, and to its group
        self.assertEqual(run.returncode, 124)
        self.assertEqual(json.loads(told.read_text())["state"], "stopped")

    def test_a_damaged_manifest(self):
        self.shard("0/2")
        good = (self.store / "manifest.json").read_bytes()
        (self.store / "manifest.json").write_bytes(good.replace(b'"seed": "3"', b'"seed": "4"', 1))
        run = self.merged(status=1)
        self.assertIn("manifest.json", run.err)
        self.assertIn("damaged", self.shard("1/2").err)
        self.assertEqual((self.store / "manifest.json").read_bytes(), good)
        self.merged()

    def test_a_design_whose_rows_are_a_table(self):
        (self.city / "designs" / "rows.csv").write_text("plan,rotation.head\nmixed,0.3\nmixed,0.6\n")
        self.design.write_text('sampling = "csv"\nfile = "rows.csv"\nreplicates = 9\n')
        one = self.on_one_machine()
        self.shards(2)
        self.merged()
        self.assertEqual(self.files(), one)
        self.assertEqual(layak("verify", self.store).status, 0)


class statuses(ShardCase):
    def test_what_is_done_and_missing(self):
        self.shards(4, order=[0, 2])
        status, told = self.told()
        self.assertEqual(status, 75)
        self.assertEqual((told["runs"]["done"], told["runs"]["all"]), (120, 240))
        self.assertEqual((told["shards"]["done"], told["shards"]["not begun"], told["shards"]["missing_array"]), (2, 2, "1,3"))
        self.assertEqual((told["complete"], told["running"]), (False, False))
        run = layak("status", self.store, "--lang", "en")
        self.assertIn("120 of 240 runs done (50%)", run.out)
        self.assertIn("Shards not finished: 1,3\n", run.out)
        self.assertIn("120 dari 240 simulasi selesai", layak("status", self.store).out)
        self.shards(4, order=[1, 3])
        self.assertIn("layak merge", layak("status", self.store, "--lang", "en").out)
        for verb in "report", "verify", "sensitivity":
            self.assertIn(f"is not there yet: first run `layak merge {self.store}`", layak(verb, self.store, "--lang", "en").err)
        self.merged()
        status, told = self.told()
        self.assertEqual((status, told["complete"], told["has_result"]), (0, True, True))
        self.shard("0/1000", store=self.out / "many")  # the most of them have nothing to do
        self.assertEqual(self.told(self.out / "many")[1]["shards"]["done"], 1)

    def test_who_runs_and_of_whom_nothing_is_heard(self):
        self.shards(2, order=[0])
        file = self.store / "shards" / "1-of-2.progress"
        file.write_text(json.dumps({"host": "pc-\x1b2", "state": "running", "tasks": 18, "done": 9, "found": 3, "seconds": 3}))
        _, told = self.told()
        self.assertEqual((told["shards"]["running"], told["each"][1]["host"]), (1, "pc-\x1b2"))
        self.assertAlmostEqual(told["seconds_left"], 4.5)
        self.assertAlmostEqual(told["each"][1]["tasks_per_second"], 2)
        run = layak("status", self.store, "--lang", "en")
        self.assertIn("1 running", run.out)
        self.assertNotIn("\x1b", run.out)
        for minutes in -2, 2:  # told by a clock that is far ahead, it is not alive for as long as that
            os.utime(file, (time.time() + 60 * minutes, time.time() + 60 * minutes))
            _, told = self.told()
            self.assertEqual((told["shards"]["running"], told["shards"]["silent"]), (0, 1))
        self.assertIn("no longer heard of", layak("status", self.store, "--lang", "en").out)
        file.write_text("{")  # nothing hangs on it
        self.assertEqual(self.told()[1]["shards"]["not begun"], 1)

    def test_a_process_that_is_gone_runs_no_more(self):
        self.shards(2, order=[0])
        file = self.store / "shards" / "1-of-2.progress"
        shutil.copy(self.store / "shards" / "0-of-2.progress", file)
        told = {**json.loads(file.read_text()), "state": "running"}
        self.assertEqual(told["host"], os.uname().nodename)
        file.write_text(json.dumps(told))
        self.assertEqual(self.told()[1]["shards"]["stopped"], 1)
        file.write_text(json.dumps({**told, "process": os.getpid()}))
        self.assertEqual(self.told()[1]["shards"]["running"], 1)
        file.write_text(json.dumps({**told, "of": "another machine, or this one before it was started again"}))
        self.assertEqual(self.told()[1]["shards"]["running"], 1)

    def test_what_was_told_of_a_lost_shard_counts_nothing(self):
        self.shards(2)
        file = self.store / "shards" / "1-of-2.shard"
        body = file.read_bytes()
        file.write_bytes(body[:-9])
        self.assertEqual(self.told()[1]["runs"]["under_way"], 0)
        file.unlink()
        _, told = self.told()
        self.assertEqual((told["runs"]["under_way"], told["shards"]["not begun"]), (0, 1))

    def test_the_division_that_is_running_is_shown(self):
        self.shards(4, order=[0])
        (self.store / "shards" / "5-of-8.progress").write_text(json.dumps({"host": "pc2", "state": "running", "tasks": 9, "done": 3, "found": 0, "seconds": 3}))
        _, told = self.told()
        self.assertEqual((told["running"], told["shards"]["of"], told["shards"]["running"]), (True, 8, 1))

    def test_a_sweep_on_one_machine(self):
        self.design.write_text(DESIGN.replace("replicates = 20", "replicates = 4000\nkeep = \"last\""))
        process = subprocess.Popen([LAYAK, "sweep", self.design, "-o", self.store, "--save-every", "0", "--quiet"], stdout=subprocess.DEVNULL)
        while not (self.store / "blocks").exists() or len(list((self.store / "blocks").glob("*.block"))) < 20:
            time.sleep(0.002)
        status, told = self.told()
        self.assertEqual((status, told["running"], told["complete"], told["runs"]["all"]), (75, True, False, 48000))
        self.assertGreaterEqual(told["runs"]["done"], 160)
        process.kill()
        process.wait()
        self.assertFalse(self.told()[1]["running"])
        self.assertIn("the same command goes on", layak("status", self.store, "--lang", "en").out)
        self.design.write_text(DESIGN)
        self.on_one_machine()
        status, told = self.told(self.out / "one")
        self.assertEqual((status, told["complete"], told["runs"]), (0, True, {"done": 240, "under_way": 0, "all": 240}))


if __name__ == "__main__":
    case.main()
