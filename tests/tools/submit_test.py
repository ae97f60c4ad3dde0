"""layak submit, without a cluster."""

import hashlib
import json
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import time
import unittest

import case
from case import DESIGN, LAYAK, SCENARIOS, layak
from shard_case import ShardCase


class submissions(ShardCase):
    def mark(self, store=None):
        """What is in the names of a folder's jobs."""
        return hashlib.sha256(str(store or self.store).encode()).hexdigest()[:4]

    def wait(self, *names, job="17", store=None):
        """From now on the queue has these, of a folder's jobs."""
        (self.folder / "queue").write_text("".join(f"{job} {name}-{self.mark(store)}\n" for name in names))

    def pending(self, *refusing):
        """An sbatch whose jobs wait as long as `queue` names them; it refuses those of which a word is among its own. And an scancel."""
        tools = self.folder / "bin"
        tools.mkdir(exist_ok=True)
        refuse = "".join(f'case "$*" in *{word}*) echo no such thing >&2; exit 1;; esac\n' for word in refusing)
        (tools / "sbatch").write_text(f'#!/bin/sh\necho "$*" >> {self.folder}/asked\n{refuse}cat > /dev/null\necho 17\n')
        (tools / "scancel").write_text(f'#!/bin/sh\necho "$*" >> {self.folder}/cancelled\n[ ! -e {self.folder}/deaf ]\n')
        (tools / "squeue").write_text(f'#!/bin/sh\necho "$*" >> {self.folder}/questions\ncat {self.folder}/queue 2>/dev/null; [ ! -e {self.folder}/deaf ]\n')
        for tool in tools.iterdir():
            os.chmod(tool, 0o755)
        return {"PATH": f"{tools}:{os.environ['PATH']}"}

    def test_inputs_are_fixed_when_it_is_submitted(self):
        run = self.submitted("--shards", "3", "--go", env=self.pending())
        self.assertIn("To stop it: scancel 17 17", run.err)
        status, told = self.told()
        self.assertEqual((status, told["shards"]["of"], told["shards"]["not begun"]), (75, 3, 3))
        self.assertIn("--array=0-2.", self.merged(status=75).err)  # the array was cancelled
        self.change("city.toml", 'start = "2015-01"', 'start = "2014-12"')
        self.assertIn("city.toml: was changed since", self.shard("0/3", status=2).err)
        self.assertEqual(self.bodies(), {})
        question = "target", self.city / "plans" / "mixed.toml", "--goal", "trained >= 0.3", "--lever", "training.kelurahan.per_year", "--to", "40", "--step", "1"
        run = layak("submit", *question, "-o", self.out / "t", "--shards", "2", "--tries", "1", "--go", "--lang", "en", env=self.pending())
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(self.told(self.out / "t")[1]["shards"]["not begun"], 2)

    def test_a_refused_submission_leaves_nothing(self):
        self.submitted("--shards", "3", "--go", status=1, env=self.pending("--array="))
        self.assertFalse(self.store.exists())
        run = self.submitted("--shards", "3", "--go", status=1, env=self.pending("--dependency="))
        self.assertIn("the merge was refused", run.err)
        self.assertEqual((self.folder / "cancelled").read_text(), "17\n")
        self.assertFalse(self.store.exists())

    def test_a_refused_submission_is_not_recommended(self):
        self.submitted("--shards", "3", "--go", env=self.pending())
        before = (self.store / "begun.json").read_text()
        for refused in "--array=", "--dependency=":
            self.submitted("--shards", "5", "--options", "--partition=none", "--go", status=1, env=self.pending(refused))
            self.assertEqual((self.store / "begun.json").read_text(), before)
            self.assertNotIn("none", self.merged(status=75).err)
        (self.folder / "deaf").touch()  # what could not be cancelled was accepted
        self.submitted("--shards", "5", "--go", status=1, env=self.pending("--dependency="))
        self.assertEqual(json.loads((self.store / "begun.json").read_text())["shards"], 5)

    def test_an_array_that_cannot_be_cancelled_keeps_its_folder(self):
        (self.folder / "deaf").touch()
        self.submitted("--shards", "3", "--go", status=1, env=self.pending("--dependency="))
        self.assertEqual((self.store / "log" / "jobs.txt").read_text(), f"slurm-{self.mark()} 17\n")
        self.assertTrue((self.store / "manifest.json").exists())

    def test_stopped_while_the_engine_answers(self):
        env = self.pending()
        sbatch = self.folder / "bin" / "sbatch"
        sbatch.write_text(sbatch.read_text().replace("cat > /dev/null", "cat > /dev/null\nsleep 0.7"))
        words = [LAYAK, "submit", self.design, "-o", self.store, "--lang", "en", "--shards", "3", "--quiet", "--go"]
        for which, status in (signal.SIGINT, 130), (signal.SIGTERM, 143):
            process = subprocess.Popen(list(map(str, words)), env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
            while not (self.folder / "asked").exists():
                time.sleep(0.01)
            os.killpg(process.pid, which)  # as a terminal does
            out, err = process.communicate()
            self.assertEqual((process.returncode, out), (status, "17 17\n"), err)
            self.assertIn("it was submitted already. To stop it: scancel 17 17", err)
            self.assertEqual((self.store / "log" / "jobs.txt").read_text(), f"slurm-{self.mark()} 17\nslurm-{self.mark()} 17 17\n")
            self.assertEqual(self.told()[1]["shards"]["missing_array"], "0-2")
            shutil.rmtree(self.store)
            (self.folder / "asked").unlink()

    def test_what_waits_is_not_submitted_again(self):
        env = self.pending()
        asked, queue = self.folder / "asked", self.folder / "queue"
        self.submitted("--shards", "3", "--go", env=env)
        self.wait("layak-d", "merge-d")
        for words in ("--go",), ("--go", "--shards", "2"):
            self.assertIn("still waits or runs (17), so nothing more is submitted, but with --anyway. To stop it: scancel 17", self.submitted(*words, status=75, env=env).err)
        self.assertIn("--array=0-2 ", self.submitted(env=env).out)  # it may be looked at
        run = layak("status", self.store, "--lang", "en", env=env)
        self.assertIn("To stop what was submitted: scancel 17\nWhat was submitted still waits or runs.", run.out)
        told = json.loads(layak("status", self.store, "--json", env=env).out)
        self.assertEqual(told["submitted"], {"waits": True, "to_stop": "scancel 17", "has_ended": False})
        waits = queue.read_text()
        queue.write_text(waits.replace("\n", " PENDING Priority\n", 1))
        self.assertNotIn("by itself", layak("status", self.store, "--lang", "en", env=env).out)
        queue.write_text(waits.replace("\n", " PENDING launch failed requeued held\n", 1))  # what waits for ever
        stuck = "ill not begin by itself (17: launch failed requeued held): scontrol release 17, or stop it and submit again by the same command"
        self.assertIn(stuck, self.submitted("--go", status=75, env=env).err)
        self.assertIn(stuck, layak("status", self.store, "--lang", "en", env=env).out)
        queue.write_text(waits.replace("\n", " PENDING JobHeldAdmin\n", 1))
        self.assertIn("(17: JobHeldAdmin): those who run the cluster hold it, so ask them", layak("status", self.store, "--lang", "en", env=env).out)
        queue.write_text(waits.replace("\n", " PENDING PartitionDown\n", 1))  # it begins when that is up again
        self.assertNotIn("by itself", layak("status", self.store, "--lang", "en", env=env).out)
        queue.write_text(waits.replace("\n", " RUNNING JobHeldUser\n", 1))  # its tasks run
        self.assertNotIn("by itself", layak("status", self.store, "--lang", "en", env=env).out)
        queue.write_text(waits)
        self.assertIn(f"What was submitted still waits or runs (17): layak status {self.store}\n", layak("merge", self.store, "--lang", "en", env=env).err)
        pasted = subprocess.run(["sh", "-c", self.submitted("--quiet", env=env).out], env={**os.environ, **env}, capture_output=True, text=True)
        self.assertEqual(pasted.returncode, 75, pasted.stderr)
        self.assertIn("still waits or runs (17)", pasted.stderr)
        self.shards(3)  # the merge alone, too
        self.submitted("--go", status=75, env=env)
        self.assertEqual(len(asked.read_text().splitlines()), 2)
        self.submitted("--go", "--anyway", env=env)
        self.assertEqual(len(asked.read_text().splitlines()), 3)
        (self.folder / "deaf").touch()  # a controller that is dead: what was submitted last
        self.assertNotIn("waits", self.submitted(env=env).err)
        self.assertEqual(json.loads(layak("status", self.store, "--json", env=env).out)["submitted"], {"waits": None, "to_stop": "scancel 17", "has_ended": False})
        self.assertIn("The queue cannot be asked from here", layak("status", self.store, "--lang", "en", env=env).out)
        (self.folder / "deaf").unlink()
        queue.write_text("")
        self.assertNotIn("To stop", layak("status", self.store, "--lang", "en", env=env).out)
        self.submitted("--go", env=env)
        (self.store / "log" / "jobs.txt").write_text(f"slurm $(touch {self.folder}/hacked) -x 19;20 ';reboot' 21\nslurm\n")
        self.submitted("--go", env=env)
        self.assertTrue((self.folder / "questions").read_text().splitlines()[-1].endswith("--jobs=21"))
        self.assertFalse((self.folder / "hacked").exists())

    def test_jobs_of_every_engine_that_was_used(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        self.wait("layak-d")
        with open(self.store / "log" / "jobs.txt", "a") as jobs:
            jobs.write("pbs 18.server\n")
        qstat = self.folder / "bin" / "qstat"
        qstat.write_text('#!/bin/sh\nprintf "    Job_Name = layak-d\\n"\n')
        os.chmod(qstat, 0o755)
        self.assertIn("waits or runs (17 18.server), so nothing more is submitted, but with --anyway. To stop it: scancel 17; qdel 18.server", self.submitted("--go", status=75, env=env).err)
        qstat.unlink()
        with open(self.store / "log" / "jobs.txt", "a") as jobs:
            jobs.write("slurm 19\n")
        self.assertIn("To stop what was submitted: scancel 17\n", layak("status", self.store, "--lang", "en", env=env).out)

    def test_a_job_that_slurm_no_longer_knows(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        squeue = self.folder / "bin" / "squeue"
        for said, status, is_known in ("slurm_load_jobs error: Invalid job id specified", 1, False), ("slurm_load_jobs error: Unable to contact slurm controller", 1, True):
            squeue.write_text(f"#!/bin/sh\necho {said} >&2\nexit {status}\n")
            self.assertEqual("scancel" in layak("status", self.store, env=env).out, is_known)

    def test_a_merge_that_is_begun_anew_does_not_submit_twice(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        mark = self.mark()
        (self.store / "log" / "jobs.txt").write_text(f"slurm-{mark} 16 17\nslurm-{mark} 18 19\n")
        words = "--again", "--wave", ":2", "--go"
        for queue, status in (f"18 layak-d-{mark}\n", 75), (f"16 layak-d-{mark}\n17 merge-d-{mark}\n", 0), ("", 0):
            (self.folder / "queue").write_text(queue)
            run = self.submitted(*words, status=status, env={**env, "SLURM_JOB_ID": "17"})
            self.assertEqual("still waits or runs (18)" in run.err, status == 75, run.err)

    def test_memory_goes_by_the_user_and_the_cores(self):
        self.assertEqual(self.submitted().out.count("--mem="), 2)
        for options, lines in ("--mem-per-cpu=2G", 0), ("-p x --mem 4G", 0), ("--mem-bind=local --comment=--mem", 2):
            self.assertEqual(len(re.findall(r"--mem=\d+M", self.submitted(f"--options={options}").out)), lines, options)
        asked = [int(re.search(r"--mem=(\d+)M", layak("submit", "calibrate", SCENARIOS / "kota-serang", "-o", self.out / "c", "--cpus", cpus).out)[1]) for cpus in ("4", "64")]
        self.assertGreater(asked[1], asked[0] + 256)

    def test_an_engine_that_gives_no_number(self):
        env = self.pending()
        (self.folder / "bin" / "sbatch").write_text("#!/bin/sh\ncat > /dev/null\n")  # as with --test-only
        run = self.submitted("--options", "--test-only", "--go", status=1, env=env)
        self.assertTrue(run.err.endswith("layak: sbatch gave no job's number, so nothing waits\n"), run.err)
        self.assertFalse(self.store.exists() or (self.folder / "cancelled").exists())

    def test_the_merge_waits(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        self.shards(3)
        self.assertIn("To put them together: layak merge", layak("status", self.store, "--lang", "en", env=env).out)
        (self.folder / "queue").write_text(f"17 merge-d-{self.mark()}\n")
        self.assertIn("All runs are there; the merge that was submitted still waits or runs.", layak("status", self.store, "--lang", "en", env=env).out)

    def test_two_at_once(self):
        env = self.pending()
        sbatch = self.folder / "bin" / "sbatch"
        sbatch.write_text(sbatch.read_text().replace("cat > /dev/null", f"cat > /dev/null\nn=0; while [ ! -e {self.folder}/answer ] && [ $n -lt 100 ]; do sleep 0.05; n=$((n+1)); done"))
        words = [LAYAK, "submit", self.design, "-o", self.store, "--lang", "en", "--shards", "3", "--go"]
        first = subprocess.Popen(list(map(str, words)), env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not (self.folder / "asked").exists():
            time.sleep(0.01)
        self.assertEqual(self.submitted("--shards", "2", "--go", status=75, env=env).err.splitlines()[-1], f"layak: {self.store}: another layak submit works on it; wait for its end, or give --anyway")
        (self.folder / "answer").touch()
        self.assertEqual((first.communicate()[0], first.returncode), ("17 17\n", 0))
        self.assertEqual(json.loads((self.store / "begun.json").read_text())["shards"], 3)
        self.assertEqual(len((self.folder / "asked").read_text().splitlines()), 2)

    def test_lines_that_are_pasted_keep_the_inputs(self):
        env = {**os.environ, **self.pending()}
        lines = self.submitted("--shards", "3").out
        self.assertFalse(self.store.exists())
        run = subprocess.run(["sh"], input=lines + "trap; echo here; false; echo still\n", env=env, capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stdout), (0, "17 17\nhere\nstill\n"), run.stderr)  # nothing of them is left in the shell
        self.assertIn("--with slurm --cpus 4 --go\n", layak("status", self.store, env=env).out)
        self.change("city.toml", 'start = "2015-01"', 'start = "2014-12"')
        self.assertIn("city.toml: was changed since", self.shard("0/3", status=2).err)
        run = subprocess.run(["sh", "-c", lines], env=env, capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stdout), (2, ""), run.stderr)

    def test_who_is_killed_leaves_it_locked(self):
        env = self.pending()
        sbatch = self.folder / "bin" / "sbatch"
        sbatch.write_text(sbatch.read_text().replace("cat > /dev/null", "cat > /dev/null\nsleep 1.5"))
        words = [LAYAK, "submit", self.design, "-o", self.store, "--shards", "3", "--quiet", "--go"]
        first = subprocess.Popen(list(map(str, words)), env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not (self.folder / "asked").exists():
            time.sleep(0.01)
        first.kill()
        first.wait()
        self.assertIn("another layak submit works on it", self.submitted("--go", status=75, env=env).err)

    def test_a_small_disk(self):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", self.out], stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("only root can mount a small file system")
        self.addCleanup(subprocess.run, ["umount", "-l", self.out])
        for words in (), ("--go",):
            run = self.submitted("--shards", "3", *words, status=1, env=self.pending())
            self.assertIn("of disk are needed", run.err)
            self.assertIn("of one core in all, ", run.err)
        self.assertEqual((run.out, self.store.exists(), (self.folder / "asked").exists()), ("", False, False))

    def test_jobs_that_wrote_no_log(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        said = f"No job wrote a log in {self.store / 'log'}: do the nodes see this folder?"
        self.assertIn(said, layak("status", self.store, "--lang", "en", env=env).out)
        (self.store / "log" / "17_0.txt").touch()
        self.assertNotIn(said, layak("status", self.store, "--lang", "en", env=env).out)

    @unittest.skipIf(os.geteuid() == 0 and not shutil.which("chattr"), "whom nothing is forbidden")
    def test_a_log_that_cannot_be_written(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        (self.folder / "asked").unlink()
        log = self.store / "log"
        if os.geteuid() != 0:
            os.chmod(log / "lock", 0o400)
        elif subprocess.run(["chattr", "+i", log / "lock"], capture_output=True).returncode != 0:
            self.skipTest("this file system keeps no flags")
        else:
            self.addCleanup(lambda: subprocess.run(["chattr", "-i", log / "lock"], check=False))
        run = self.submitted("--go", status=1, env=env)
        self.assertIn(str(log / "lock"), run.err)
        self.assertFalse((self.folder / "asked").exists())

    def test_what_the_logs_said_last(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        submitted = os.stat(self.store / "begun.json").st_mtime
        for number, (name, text) in enumerate((("17_0.txt", "first\nwhy \x1b[31mit failed\n \n"), ("17_1.txt", ""), ("18_0.txt", "older\n"))):
            (self.store / "log" / name).write_text(text)
            os.utime(self.store / "log" / name, (submitted + 9 - number, submitted + 9 - number))
        status = layak("status", self.store, "--lang", "en", env=env).out
        self.assertIn(f"The last words in {self.store}/log/17_0.txt:\n  first\n  why ?[31mit failed\nWhat was submitted has ended. To go on: layak submit ", status)
        self.wait("layak-d")
        self.assertNotIn("last words", layak("status", self.store, "--lang", "en", env=env).out)
        (self.folder / "queue").unlink()
        os.utime(self.store / "begun.json", (submitted + 60, submitted + 60))  # submitted again
        self.assertNotIn("last words", layak("status", self.store, "--lang", "en", env=env).out)

    def test_a_refused_submission_leaves_the_last_words(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        (self.store / "log" / "17_0.txt").write_text("why it failed\nTo stop it: scancel 24 25\n")
        before = layak("status", self.store, "--lang", "en", env=env).out
        self.assertIn("17_0.txt:\n  why it failed\nWhat", before)  # ids of then may be anybody's now
        time.sleep(0.02)
        self.submitted("--go", status=1, env=self.pending("--array"))
        self.assertEqual(layak("status", self.store, "--lang", "en", env=env).out, before)

    def test_time_of_the_merge(self):
        lines = [line for line in self.submitted("--replicates", "100000").out.splitlines() if "$(sbatch " in line]
        self.assertIn(" --time=28 ", lines[1])  # three times 0.6 ms of each of 600,000 runs, and ten minutes: whatever machine this is

    def test_a_full_disk(self):
        none = lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
        words = [LAYAK, "submit", self.design, "-o", self.store, "--lang", "en", "--shards", "3", "--quiet", "--go"]
        run = subprocess.run(list(map(str, words)), env={**os.environ, **self.pending()}, capture_output=True, text=True, preexec_fn=none)
        self.assertEqual((run.returncode, run.stdout), (1, ""), run.stderr)
        self.assertTrue(run.stderr.startswith("nothing was submitted\n"), run.stderr)
        self.assertFalse(self.store.exists())
        self.assertFalse((self.folder / "asked").exists())

    def test_ids_that_come_again_are_of_others(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        for others in "17 align\n", "17 layak-d2\n17 merge\n", "17 x layak-d\n", "17\n", f"1 layak-d-{self.mark()}\n", "17 layak-d\n", f"17 layak-d-{self.mark(self.out)}\n":
            (self.folder / "queue").write_text(others)
            self.assertNotIn("scancel", layak("status", self.store, "--lang", "en", env=env).out, others)
            self.assertNotIn("waits", self.submitted(env=env).err)
        self.submitted("--go", env=env)
        (self.folder / "queue").write_text(f"17 align\n17 merge-d-{self.mark()}\n")
        self.assertIn("still waits or runs (17)", self.submitted("--go", status=75, env=env).err)
        self.assertIn("--format=%F %j ", (self.folder / "questions").read_text())

    def test_logs_of_slurm_whatever_the_current_folder_is_called(self):
        for folder in "90%anak", "a %j x", "%%":
            here = self.folder / folder
            here.mkdir()
            for store in "s", here / "s", "-s", "s %A":
                out = layak("submit", self.design, f"-o{store}", "--shards", "2", cwd=here).out
                words = [word for line in out.splitlines() if "$(sbatch " in line for word in shlex.split(line.split("$(", 1)[1].split("<<")[0]) if word.startswith("--output=")]
                self.assertEqual([word[len("--output="):].replace("/./", "/") for word in words], [str(here / store / "log").replace("%", "%%") + name for name in ("/%A_%a.txt", "/merge-%j.txt")])
        here = self.folder / "a\\b"
        here.mkdir()
        for words, said in (("--lang", "en"), "Slurm can write no log"), ((), "Slurm tidak dapat menulis catatan"):
            for store in "s", self.out / "s\\":
                run = layak("submit", self.design, "-o", store, "--shards", "2", "--go", *words, cwd=here, env=self.pending())
                self.assertEqual((run.status, run.out, len(run.err.splitlines())), (2, "", 1))
                self.assertIn(said, run.err)
        self.assertEqual(list(here.iterdir()) + list(self.out.iterdir()) + list(self.folder.glob("asked")), [])

    def test_moved_before_anything_was_begun(self):
        self.submitted("--shards", "3", "--go", env=self.pending(), cwd=self.folder)
        moved = self.store.rename(self.out / "moved")
        told = json.loads(layak("status", moved, "--json").out)
        self.assertEqual((told["shards"]["of"], told["shards"]["missing_array"]), (3, "0-2"))
        said = layak("status", moved, "--lang", "en", cwd=self.folder).out
        self.assertIn(f"layak submit {self.design} --lang en -o {moved} ", said)

    def test_jobs_of_the_folder_that_was_copied(self):
        env = self.pending()
        self.submitted("--shards", "3", "--go", env=env)
        self.wait("layak-d")
        copy = self.out / "copy"
        shutil.copytree(self.store, copy)
        self.assertNotIn("scancel", layak("status", copy, env=env).out)
        self.assertIn("scancel 17", layak("status", self.store, env=env).out)
        moved = shutil.copytree(self.store, self.out / "moved")
        self.submitted("--go", "--quiet", env=env, store=copy)  # a work of its own: what is noted there is its own
        self.assertEqual((copy / "log" / "jobs.txt").read_text(), f"slurm-{self.mark(copy)} 17\nslurm-{self.mark(copy)} 17 17\n")
        self.assertNotIn("scancel", layak("status", copy, env=env).out)  # that is the other folder's
        self.wait("layak-d", store=copy)
        self.assertIn("scancel 17", layak("status", copy, env=env).out)
        shutil.rmtree(self.store)  # now it was moved there
        self.wait("layak-d")
        self.assertIn("scancel 17", layak("status", moved, env=env).out)

    def test_moved_with_all_that_is_around_it(self):
        place = self.folder / "place"
        shutil.copytree(self.city, place / "town")
        run = layak("submit", "town/designs/d.toml", "-o", "s", "--set", "rotation.official=0.4", "--shards", "3", "--cpus", "2", "--lang", "en", "--go", cwd=place, env=self.pending())
        self.assertEqual(run.status, 0, run.err)
        os.rename(place, self.folder / "other place")
        for here, folder in (self.folder, "other place/s"), (self.folder / "other place", "s"):
            said = layak("status", folder, "--lang", "en", cwd=here, env={"PATH": "/usr/bin:/bin"}).out
            command = f"with the paths where the inputs are now: layak submit town/designs/d.toml --set 'rotation.official=0.4' --lang en -o {shlex.quote(folder)} --with slurm --cpus 2 --go"
            self.assertIn(command, said)
            self.assertIn("3 shards: 0 done", said)

    def test_a_merge_that_is_stopped_says_why(self):
        env = self.pending()
        sbatch = self.folder / "bin" / "sbatch"
        sbatch.write_text(sbatch.read_text().replace("cat > /dev/null", f"cat > {self.folder}/script"))
        program = self.folder / "layak"
        program.write_text(f'#!/bin/sh\necho "$*" >> {self.folder}/called\n[ "$1" = submit ] && exit\n[ -e {self.folder}/incomplete ] && exit 75\ntrap "exit 143" TERM\nsleep 600 & wait\n')
        os.chmod(program, 0o755)
        for tries in "0", "2":
            shutil.rmtree(self.store, ignore_errors=True)
            self.submitted("--shards", "3", "--tries", tries, "--go", env=env)
            script = (self.folder / "script").read_text().replace(str(LAYAK), str(program))
            (self.folder / "called").unlink(missing_ok=True)
            process = subprocess.Popen(["sh", "-c", script], stderr=subprocess.PIPE, text=True, start_new_session=True)
            self.addCleanup(lambda group=process.pid: os.killpg(group, signal.SIGKILL))
            while not (self.folder / "called").exists():
                time.sleep(0.01)
            time.sleep(0.1)
            process.terminate()  # the shell alone, as Slurm does at a time limit
            self.assertEqual(process.wait(), 143)
            self.assertIn("the merge was stopped before its end: cancelled, or its time limit was met. To put them together: layak merge ", process.stderr.readline())
            process.stderr.close()
        (self.folder / "incomplete").touch()
        self.assertEqual(subprocess.run(["sh", "-c", script]).returncode, 0)
        self.assertIn("--again --tries 2 --wave :2 --go", (self.folder / "called").read_text().splitlines()[-1])

    def test_what_is_all_there_is_merged_by_the_same_command(self):
        self.shards(2)
        self.submitted("--go", env=self.in_place_of_slurm(), cwd=self.folder)
        self.assertEqual(self.files(), self.on_one_machine())
        for words in (), ("--go",):
            run = self.submitted(*words, env={"PATH": str(self.folder)})
            self.assertEqual((run.out, run.err), ("", f"All is done: {self.store / 'result.nc'}\n"))

    def test_what_runs_is_not_submitted_again(self):
        self.shards(4, order=[0])
        for number in 1, 2:
            (self.store / "shards" / f"{number}-of-4.progress").write_text(json.dumps({"host": f"pc{number}", "state": "running", "tasks": 9, "done": 3, "found": 0, "seconds": 3}))
        run = self.submitted()
        self.assertIn("2 shards are running on pc1, pc2; only the rest is submitted", run.err)
        self.assertIn("--array=3 ", run.out)
        for words in "--again", "--anyway":
            self.assertIn("--array=1-3 ", self.submitted(words).out)
        self.assertIn("shards of another division are running (1/4, 2/4)", self.submitted("--shards", "3").err)
        self.shard("3/4")
        self.assertIn("nothing else is missing", self.submitted("--go", status=75).err)
        run = self.submitted()
        self.assertIn("nothing else is missing", run.err)
        self.assertIn("--array=1-2 ", run.out)

    def test_the_merge_has_a_core_and_its_dependency(self):
        lines = [line for line in self.submitted("--shards", "2", "--cpus", "8", "--options", "--dependency=singleton").out.splitlines() if "$(sbatch " in line]
        self.assertIn("--cpus-per-task=8 ", lines[0])
        self.assertIn("--cpus-per-task=1 ", lines[1])
        self.assertLess(lines[1].index("singleton"), lines[1].index("afterany"))

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
    def test_names_that_parallel_would_replace(self):
        design = self.city / "designs" / "{#} {} '{.}' {= $_ =} {%} x.toml"
        design.write_text(DESIGN)
        self.store = self.out / "{} {#}"
        here = self.folder / "{#}{}"
        here.mkdir()
        run = layak("submit", design, "-o", self.store, "--with", "parallel", "--shards", "2", "--go", "--lang", "en", cwd=here, env={"PARALLEL_HOME": str(self.folder)})
        self.assertEqual(run.status, 0, run.err)
        self.design = design
        self.assertEqual(self.files(), self.on_one_machine())

    def test_a_shell_that_is_killed(self):
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "parallel").write_text("#!/bin/sh\nkill -KILL $PPID\nsleep 0.2\n")
        os.chmod(tools / "parallel", 0o755)
        run = self.submitted("--with", "parallel", "--shards", "2", "--go", status=1, env={"PATH": f"{tools}:{os.environ['PATH']}"})
        self.assertIn("/bin/sh was killed; what it began goes on: layak status ", run.err)

    def test_options_that_would_do_nothing_are_refused(self):
        for words in ("--hosts", "pc2"), ("--with", "parallel", "--cpus", "2"), ("--with", "parallel", "--options", "-x"), ("--wave", "foo"), ("--threads", "2"):
            self.assertEqual(len(self.submitted(*words, status=2).err.strip().splitlines()), 1, words)
        for hosts in "pc2, pc3", "pc2,,:", "", "-x", "$(reboot)", "pc2/8", "pc2/", "2/:", "4/pc2", "/pc2", "0/pc2", "@pc2", "siti@", "[pc2]", "pc2:", "pc2:0", "pc2:x", "::", "pc2,", "pc2:65536", "pc2:99999", "pc2,pc3,pc2", ":,:", "p" * 100000:
            self.assertIn("--hosts", self.submitted("--with", "parallel", f"--hosts={hosts}", status=2).err)
        self.assertIn("each [USER@]MACHINE[:PORT]", layak("submit", "--help").out)
        lines = self.submitted("--with", "parallel", "--hosts", "pc2,siti.a@pc-3.kantor:2222,:").out
        for asked in "$ssh pc2 sh -s", "$ssh -p 2222 siti.a@pc-3.kantor sh -s", "timeout 60 sh -s", "machines=$machines${machines:+,}siti.a@pc-3.kantor:2222;":
            self.assertIn(asked, lines)
        self.assertFalse(self.store.exists())

    def submitted(self, *words, status=0, store=None, **options):
        run = layak("submit", self.design, "-o", store or self.store, "--lang", "en", *words, **options)
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def test_the_lines_for_slurm(self):
        run = self.submitted("--shards", "8", "--set", "rotation.official=0.4", "--options", "--partition=long")
        self.assertFalse(self.store.exists())
        for piece in ("--array=0-7 ", "--requeue", "--open-mode=append", "--signal=B:TERM@60", "--partition=long", "afterany:", "--time=", "--mem=", "--tries 3 --wave :3 --go",
                      'exec ' + str(LAYAK), "--set 'rotation.official=0.4'", '--shard "$SLURM_ARRAY_TASK_ID"/8'):
            self.assertIn(piece, run.out)
        self.assertIn("Nothing was submitted", run.err)
        self.assertNotIn("--again", self.submitted("--shards", "8", "--tries", "0").out)
        self.assertEqual(subprocess.run(["sh", "-n"], input=run.out, text=True).returncode, 0)
        self.shards(8, order=[1, 2, 6])
        self.assertIn("--array=0,3-5,7 ", self.submitted().out)
        self.assertIn("--array=0-2 ", self.submitted("--shards", "3").out)
        self.shards(8)
        run = self.submitted()  # the merge alone
        self.assertNotIn("--array", run.out)
        self.assertIn(" merge ", run.out)
        self.assertIn("all runs are there", run.err)

    def test_names_that_a_shell_would_take_apart(self):
        self.store = self.out / "a 'b' $(touch hacked) %j"
        run = self.submitted("--shards", "2")
        self.assertEqual(subprocess.run(["sh", "-n"], input=run.out, text=True).returncode, 0)
        env = self.in_place_of_slurm()
        self.submitted("--shards", "2", "--go", env=env, cwd=self.folder, store=self.out / "q\nlayak\n)\ntouch hacked; exit 0\n(")
        self.assertTrue(list(self.out.glob("q*/result.nc")))
        run = self.submitted("--shards", "2", "--go", env=env, cwd=self.folder)
        self.assertEqual(run.out.strip(), "17 17")
        self.assertIn("To see how far it is: layak status", run.err)
        os.remove(self.store / "shards" / "1-of-2.shard")
        again = re.search(r"To run them: (.*) --shards 2; one by one", self.merged(status=75, cwd=self.folder).err)[1]
        self.assertTrue(again.endswith("--with slurm --cpus 4 --go"), again)
        self.shard("1/2")
        self.assertTrue((self.store / "result.nc").exists())
        self.assertFalse((self.folder / "hacked").exists())

    def qsub(self):
        """A folder with a qsub that runs what it is given at once."""
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "qsub").write_text('#!/bin/sh\ncat > "$0.$$"\nPBS_O_WORKDIR=$PWD; export PBS_O_WORKDIR\n'
                                    'case "$*" in *" -J "*) last=${*#*-J 0-}; last=${last%% *}; for k in $(seq 0 $last); do PBS_ARRAY_INDEX=$k sh "$0.$$" >&2; done;; *) sh "$0.$$" >&2;; esac\necho "17[].server"\n')
        os.chmod(tools / "qsub", 0o755)
        return tools

    def test_the_lines_for_pbs(self):
        run = self.submitted("--with", "pbs", "--shards", "4")
        for piece in ("-J 0-3", "set -- 0 1 2 3", "afterany:", "walltime=", "ncpus=4", "qsub -S /bin/sh ", f" -N layak-d-{self.mark()} "):
            self.assertIn(piece, run.out)
        blank = self.city / "designs" / "é b.toml"
        blank.write_text(DESIGN)
        self.assertIn(f" -N layak-___b-{self.mark()} ", layak("submit", blank, "-o", self.store, "--with", "pbs").out)
        tools = self.qsub()
        path = {"PATH": f"{tools}:{os.environ['PATH']}"}
        self.shards(4, order=[1])
        self.submitted("--with", "pbs", "--go", env=path, cwd=self.folder)
        self.assertTrue((self.store / "result.nc").exists())
        self.assertEqual((self.store / "log" / "jobs.txt").read_text(), f"pbs-{self.mark()} 17[].server\npbs-{self.mark()} 17[].server 17[].server\n")
        (tools / "qstat").write_text('#!/bin/sh\ncase "$*" in "-f 18.server") name=merge-d;; "-f 20.server") name=align;; *) exit 1;; esac\nprintf "Job Id: $2\\n    Job_Name = $name\\n    job_state = Q\\n"\n')
        os.chmod(tools / "qstat", 0o755)
        os.rename(self.store / "result.nc", self.out / "result.nc")
        with open(self.store / "log" / "jobs.txt", "a") as jobs:
            jobs.write("pbs 18.server 19.server 20.server\n")
        self.assertIn("waits or runs (18.server), so nothing more is submitted, but with --anyway. To stop it: qdel 18.server", self.submitted("--with", "pbs", "--go", status=75, env=path).err)
        (tools / "qstat").unlink()
        os.rename(self.out / "result.nc", self.store / "result.nc")
        os.remove(self.store / "result.nc")
        os.remove(self.store / "shards" / "2-of-4.shard")
        self.assertNotIn("-J", self.submitted("--with", "pbs").out)  # one alone is no array
        self.submitted("--with", "pbs", "--go", env=path, cwd=self.folder)
        self.assertEqual(self.files(), self.on_one_machine())

    def test_how_many_shards(self):
        of = int(re.search(r"in ([\d,]+) shards?", self.submitted().err)[1])
        self.assertEqual(of, 1)  # it takes no minutes
        of = int(re.search(r"in ([\d,]+) shards?", self.submitted("--with", "parallel", "--hosts", "a,b,:").err)[1])
        self.assertEqual(of, 12)
        # Of five minutes each, however fast the machine is.
        told = self.submitted("--replicates", "200000", "--cpus", "1").err
        of, count, unit = re.search(r"in ([\d,]+) shards?, .*?, ([\d.]+) (s|min|h) of one core in all", told).groups()
        expected = float(count) * {"s": 1, "min": 60, "h": 3600}[unit] / 300
        self.assertTrue(expected / 1.5 <= int(of) <= 1.5 * expected + 1, told)

    def test_no_engine_here(self):
        for engine, said in ("slurm", "this machine has no command sbatch"), ("pbs", "this machine has no command qsub"), ("parallel", "sudo apt install parallel"):
            run = self.submitted("--with", engine, "--go", "--quiet", status=1, env={"PATH": str(self.folder)})
            self.assertIn(said, run.err)
            self.assertEqual(len(run.err.splitlines()), 1)
            self.assertFalse(self.store.exists())
        self.assertIn("--with: ", self.submitted("--with", "sge", status=2).err)
        self.assertIn("--shards", self.submitted("--shard", "3", status=2).err)
        self.assertIn("DESIGN is required", layak("submit", "--lang", "en").err)

    def test_slips_of_the_hand(self):
        for words, said in (("targets",), 'tidak ada perintah "targets"'), (("calibrat", self.city), 'tidak ada perintah "calibrat"'), ((self.design, "lagi"), "tidak dikenal: lagi"), ((self.design, "--wave", "foo"), '--wave "foo": tulis GELOMBANG:N'):
            run = layak("submit", *words)
            self.assertEqual((run.status, run.out), (2, ""))
            self.assertTrue(run.err.startswith(f"layak: {said}"), run.err)
        self.assertIn("target", layak("submit", "targets").err.split("targets", 1)[1])
        for other in "compare", "run":
            run = layak("submit", other, self.city / "plans" / "mixed.toml", "--lang", "en")
            self.assertEqual((run.status, run.err), (2, f"layak: layak submit is not for layak {other}; known: sweep, calibrate, target (layak submit --help)\n"))
        self.assertEqual(self.submitted().out, layak("submit", "sweep", self.design, "-o", self.store, "--lang", "en").out)
        self.assertIn("this is a file; name a city's folder", layak("submit", "calibrate", self.design, "--lang", "en").err)
        self.assertIn(f'did you mean "{self.city}"?', layak("submit", "calibrate", f"{self.city}s/", "--lang", "en").err)
        self.assertIn("75", layak("submit", "--help").out)


if __name__ == "__main__":
    case.main()
