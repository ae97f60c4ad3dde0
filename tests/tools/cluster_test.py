"""Sweeps and targets on many machines: with a real Slurm, and with GNU parallel."""

import hashlib
import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import time
import unittest

import case
import slurm
import sshd
from case import LAYAK, Case, layak

DESIGN = """plans = ["status-quo", "mixed"]
sampling = "factorial"
replicates = 400
keep = "last"
[[factor]]
name = "rotation.head"
levels = [0.3, 0.9]
[[factor]]
name = "training.kelurahan.per_year"
levels = [0, 1, 2, 5, 10, 15, 20, 30, 40]
"""
SHARDS = 8


def kill_session(process):
    """Kills a process that began a session, and all in it: jobs of GNU parallel are groups of their own."""
    while True:
        found = [int(pid) for pid in subprocess.run(["ps", "-o", "pid=", "-s", str(process.pid)], stdout=subprocess.PIPE, text=True).stdout.split()]
        alive = [pid for pid in found if process.poll() is None or pid != process.pid]
        if not alive:
            return
        for pid in alive:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.02)


class ClusterCase(Case):
    def setUp(self):
        super().setUp()
        (self.city / "designs").mkdir()
        self.design = self.city / "designs" / "d.toml"
        self.design.write_text(DESIGN)
        self.swept = self.out / "s"

    def on_one_machine(self):
        run = layak("sweep", self.design, "-o", self.out / "one", "--quiet")
        self.assertEqual(run.status, 0, run.err)
        return self.files(self.out / "one")

    def files(self, folder):
        return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("result.nc", "table.csv")}

    def finished(self):
        return sorted(file.name for file in self.swept.glob("shards/*.shard"))


@unittest.skipIf(slurm.why_not(), slurm.why_not())
class slurm_clusters(ClusterCase):
    def setUp(self):
        super().setUp()
        self.slurm = slurm.Slurm(self.folder / "slurm")
        self.addCleanup(self.slurm.stop)
        self.slurm.start()

    def submit(self):
        run = layak("submit", self.design, "-o", self.swept, "--shards", SHARDS, "--cpus", 2, "--go", "--lang", "en", cwd=self.folder, env=self.slurm.env)
        self.assertEqual(run.status, 0, run.out + run.err)
        return run

    def logs(self):
        return "".join(f"--- {log.name}\n{log.read_text()}" for log in sorted(self.swept.glob("log/*")))

    def test_a_node_that_dies_under_way_loses_nothing(self):
        self.submit()
        under_way = []
        self.slurm.wait(lambda: under_way.extend(self.slurm.stopped_shards("n2")) or under_way, "the second node works")
        self.assertFalse((self.swept / "shards" / f"{under_way[0]}-of-{SHARDS}.shard").exists())
        self.slurm.kill_node("n2")
        self.slurm.told("scontrol", "update", "nodename=n2", "state=down", "reason=test")
        self.slurm.wait(self.slurm.is_idle, "the queue is empty")
        self.assertEqual(len(self.finished()), SHARDS, self.logs())
        self.assertTrue((self.swept / "result.nc").exists(), self.logs())
        self.assertEqual(self.files(self.swept), self.on_one_machine())
        self.assertEqual(layak("status", self.swept).status, 0)

    def test_what_a_dead_controller_has_forgotten_is_submitted_again(self):
        self.submit()
        self.slurm.wait(lambda: len(self.finished()) > 0, "a shard is done")
        self.slurm.kill_controller()
        for node in list(self.slurm.nodes):
            self.slurm.kill_node(node)
        before = self.finished()
        self.assertLess(len(before), SHARDS)
        self.assertEqual(layak("merge", self.swept).status, 75)
        times = {name: (self.swept / "shards" / name).stat().st_mtime_ns for name in before}
        shutil.rmtree(self.slurm.folder / "state")
        (self.slurm.folder / "state").mkdir()
        self.slurm.start()
        for job in "1", "2":  # the ids of those that it forgot
            self.assertEqual(self.slurm.told("sbatch", "--parsable", "--hold", f"--job-name=an other {job}", "--wrap=true", "--output=/dev/null").strip(), job)
        self.assertNotIn("scancel", layak("status", self.swept, "--lang", "en", env=self.slurm.env).out)
        for told in self.swept.glob("shards/*.progress"):  # a minute of silence
            os.utime(told, (time.time() - 120, time.time() - 120))
        self.submit()
        self.slurm.told("scancel", "1", "2")
        self.slurm.wait(self.slurm.is_idle, "the queue is empty")
        self.assertTrue((self.swept / "result.nc").exists(), self.logs())
        self.assertEqual(self.files(self.swept), self.on_one_machine())
        for name, time_written in times.items():  # what was there was not run again
            self.assertEqual((self.swept / "shards" / name).stat().st_mtime_ns, time_written)

    def test_what_a_folder_is_called_stands_in_no_job_s_way(self):
        here = self.folder / "90%anak %j %% x"
        here.mkdir()
        run = layak("submit", self.design, "-o", "s %A", "--shards", 2, "--cpus", 2, "--go", "--lang", "en", cwd=here, env=self.slurm.env)
        self.assertEqual(run.status, 0, run.out + run.err)
        array, merge = run.out.split()
        self.slurm.wait(self.slurm.is_idle, "the queue is empty")
        self.assertEqual([path.name for path in here.iterdir()], ["s %A"])
        self.swept = here / "s %A"
        self.assertEqual(sorted(log.name for log in self.swept.glob("log/*")), sorted([f"{array}_0.txt", f"{array}_1.txt", f"merge-{merge}.txt", "jobs.txt", "lock"]))
        self.assertEqual(self.files(self.swept), self.on_one_machine())

    def test_a_merge_that_finds_less_submits_the_rest(self):
        self.submit()
        self.slurm.wait(lambda: len(self.finished()) > 2, "some are done")
        victim = self.swept / "shards" / self.finished()[0]
        body = bytearray(victim.read_bytes())
        body[len(body) // 2] ^= 1
        victim.write_bytes(body)
        self.slurm.wait(self.slurm.is_idle, "the queue is empty")
        self.assertEqual(len(list(self.swept.glob("log/merge-*.txt"))), 2, self.logs())
        self.assertIn("; layak submit comes now", self.logs())
        self.assertNotIn("To run them", self.logs())
        self.assertTrue((self.swept / "result.nc").exists(), self.logs())
        self.assertEqual(self.files(self.swept), self.on_one_machine())
        self.assertTrue(victim.with_name(victim.name + ".damaged").exists())


    def test_a_target_goes_from_wave_to_wave_whoever_dies(self):
        question = "target", self.city / "plans" / "mixed.toml", "--goal", "trained >= 0.3", "--lever", "training.kelurahan.per_year", "--to", "40", "--step", "1", "--replicates", "4000", "--lang", "en"
        run = layak("submit", *question, "-o", self.swept, "--shards", 4, "--cpus", 2, "--go", cwd=self.folder, env=self.slurm.env)
        self.assertEqual(run.status, 0, run.out + run.err)
        under_way = []
        self.slurm.wait(lambda: under_way.extend(self.slurm.stopped_shards("n1")) or under_way, "the first node works")
        self.slurm.kill_node("n1")
        self.slurm.told("scontrol", "update", "nodename=n1", "state=down", "reason=test")
        self.slurm.wait(self.slurm.is_idle, "the queue is empty")
        self.assertTrue((self.swept / "table.csv").exists(), self.logs())
        self.assertGreater(len(list(self.swept.glob("log/merge-*.txt"))), 2, self.logs())
        one = layak(*question, "-o", self.out / "one.csv", "--quiet")
        self.assertEqual((self.swept / "table.csv").read_bytes(), (self.out / "one.csv").read_bytes())
        self.assertEqual(layak("merge", self.swept, "--lang", "en").out.split("The table:")[0], one.out.split("The table:")[0])


@unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
class office_machines(ClusterCase):
    def test_killed_under_way_and_resumed(self):
        command = ["parallel", "--jobs", "2", "--joblog", self.out / "log", "--resume", f"{LAYAK} sweep {self.design} -o {self.swept} --threads 1 --quiet --shard {{}}/{SHARDS}", ":::", *map(str, range(SHARDS))]
        process = subprocess.Popen(command, cwd=self.folder, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.finished():
            time.sleep(0.02)
            self.assertIsNone(process.poll())
        kill_session(process)
        self.assertLess(len(self.finished()), SHARDS)
        self.assertEqual(layak("merge", self.swept).status, 75)
        again = subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(again.returncode, 0, again.stderr)
        run = layak("merge", self.swept, "--quiet")
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(self.files(self.swept), self.on_one_machine())

    def test_machines_that_do_not_answer(self):
        run = layak("submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", "nowhere.invalid", "--shards", 2, "--tries", 0, "--lang", "en", "--go", cwd=self.folder, env={"PARALLEL_HOME": str(self.folder)})
        self.assertEqual(run.status, 75, run.err)
        self.assertIn("no machine began a shard", run.err)
        self.assertIn("in 2 of 2 shards", run.err)

    def test_stopped_it_stops_what_it_started(self):
        self.design.write_text(DESIGN.replace("replicates = 400", "replicates = 400000"))
        words = [LAYAK, "submit", self.design, "-o", self.swept, "--with", "parallel", "--shards", "2", "--go", "--quiet"]
        process = subprocess.Popen(words, cwd=self.folder, env={**os.environ, "PARALLEL_HOME": str(self.folder)}, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not list(self.swept.glob("shards/*.progress")):
            time.sleep(0.02)
            self.assertIsNone(process.poll())
        process.terminate()
        self.assertEqual(process.wait(), 143)
        self.assertFalse(self.finished())
        end = time.monotonic() + 60  # a shard saves what it has before it ends
        while subprocess.run(["ps", "-o", "pid=", "-s", str(process.pid)], stdout=subprocess.PIPE, text=True).stdout:
            self.assertLess(time.monotonic(), end, "what it started goes on")
            time.sleep(0.1)

    def stand_in_for_ssh(self, body):
        """What the lines run with a script in place of ssh; it has `asked` (all words), `host` and the command in "$@"."""
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "ssh").write_text(f'#!/bin/bash\nasked=$*\nwhile [[ $1 == -* ]]; do [ "$1" != -o ] || shift; shift; done\nhost=$1; shift; [ "$1" = -- ] && shift\n{body}\n')
        os.chmod(tools / "ssh", 0o755)
        return {"PARALLEL_HOME": str(self.folder), "PATH": f"{tools}:{os.environ['PATH']}"}

    def test_pcs_without_the_program(self):
        env = self.stand_in_for_ssh('[ $host != bad ] || { echo no such program >&2; exit 127; }\nexec bash -c "$*"')
        words = ("submit", self.design, "--with", "parallel", "--shards", 6, "--replicates", "16", "--lang", "en", "--go")
        run = layak(*words, "-o", self.swept, "--hosts", "bad,good,:", cwd=self.folder, env=env)
        self.assertEqual(run.status, 0, run.err)
        told = re.search(r"layak: bad does not take part: no such program; try first: ssh bad\n(?:.*\n)*?layak: shards done: 6, good: (\d), this PC: (\d)\n(?:layak: did no .*\nlayak: each .*\n)?layak: bad does not take part: no such program; try first: ssh bad\n", run.err)
        self.assertTrue(told, run.err)  # before, and once more in the end
        self.assertEqual(int(told[1]) + int(told[2]), 6, run.err)
        run = layak(*words, "-o", self.out / "t", "--hosts", "bad", cwd=self.folder, env=env)
        self.assertEqual(run.status, 75, run.err)
        self.assertIn("layak: bad does not take part: no such program; try first: ssh bad\n", run.err)
        self.assertIn("no machine began a shard", run.err)

    def test_a_pc_that_dies_after_it_was_asked(self):
        dead = self.folder / "dead"
        env = self.stand_in_for_ssh(f'if [ $host = dies ]; then [[ "$*" == "sh -s"* ]] || touch {dead}; [ ! -e {dead} ] || {{ echo switched off >&2; exit 255; }}; fi\nexec bash -c "$*"')
        words = ("submit", self.design, "--with", "parallel", "--shards", 8, "--replicates", "16", "--lang", "en", "--go")
        run = layak(*words, "-o", self.swept, "--hosts", "dies,:", cwd=self.folder, env=env)
        self.assertEqual(run.status, 0, run.err)
        self.assertIn("layak: shards done: 8, dies: 0, this PC: 8\nlayak: did no shard (no wonder where there are few): dies\nlayak: each PC is asked\n"
                      "layak: dies does not take part: switched off; try first: ssh dies\n", run.err)

    def test_why_a_shard_failed_is_told_from_its_own_log(self):
        program = self.folder / "layak"
        program.write_text(f'#!/bin/sh\ncase "$*" in *"--shard 1/"*) echo "the reason"; exit 1;; esac\nexec {LAYAK} "$@"\n')
        os.chmod(program, 0o755)
        words = ["submit", self.design, "-o", self.swept, "--with", "parallel", "--shards", "4", "--replicates", "16", "--tries", "0", "--lang", "en"]
        script = layak(*words, cwd=self.folder).out.replace(f"exec {LAYAK} sweep", f"exec {program} sweep")
        run = subprocess.run(["sh", "-c", script], cwd=self.folder, env={**os.environ, "PARALLEL_HOME": str(self.folder)}, capture_output=True, text=True)
        self.assertEqual(run.returncode, 75, run.stderr)
        self.assertIn(f"{self.swept}/log/shard-1.txt:\nthe reason\n", run.stderr)

    def test_a_pc_that_greets(self):
        env = self.stand_in_for_ssh("printf 'For officials alone.\\r\\n' >&2\nbash -c \"$*\"; status=$?; echo bye >&2; exit $status")
        run = layak("submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", "polite", "--shards", 2, "--replicates", "16", "--go", cwd=self.folder, env=env)
        self.assertEqual(run.status, 0, run.err)
        self.assertNotIn("tidak ikut", run.err)
        # What it says of itself counts before its greetings.
        (self.folder / "bin" / "ssh").write_text((self.folder / "bin" / "ssh").read_text().replace('bash -c "$*"', "sed 's#/log/here#/log/none#g' | bash -c \"$*\""))
        run = layak("submit", self.design, "-o", self.out / "t", "--with", "parallel", "--hosts", "polite,:", "--shards", 2, "--replicates", "16", "--lang", "en", "--go", cwd=self.folder, env=env)
        self.assertIn("layak: polite does not take part: its folder is not this one\n", run.err)

    def test_what_ssh_says_is_told(self):
        env = self.stand_in_for_ssh("printf 'Permission denied (publickey).\\r\\n' >&2\nexit 255")
        run = layak("submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", "pc2,:", "--shards", 2, "--replicates", "16", "--lang", "en", "--go", cwd=self.folder, env=env)
        self.assertEqual(run.status, 0, run.err)
        self.assertIn("layak: pc2 does not take part: Permission denied (publickey); try first: ssh pc2\n", run.err)

    def test_stopped_while_pcs_are_asked(self):
        env = self.stand_in_for_ssh(f"touch {self.folder}/asked\nexec sleep 600")
        words = [LAYAK, "submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", "silent,:", "--shards", "2", "--go", "--lang", "en"]
        process = subprocess.Popen(words, cwd=self.folder, env={**os.environ, **env}, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: kill_session(process))
        self.wait_for(lambda: (self.folder / "asked").exists())
        process.terminate()
        said = process.communicate()[1]
        self.assertEqual(process.returncode, 143, said)
        self.assertIn("stopped. To go on from there: ", said)
        self.wait_for(lambda: not self.session(process), 20)
        self.assertEqual(subprocess.run(["flock", "-n", self.swept / "log" / "lock", "true"]).returncode, 0)

    def test_another_parallel(self):
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "parallel").write_text("#!/bin/sh\necho parallel from moreutils >&2\nexit 1\n")
        os.chmod(tools / "parallel", 0o755)
        run = layak("submit", self.design, "-o", self.swept, "--with", "parallel", "--shards", 2, "--lang", "en", "--go", cwd=self.folder, env={"PATH": f"{tools}:{os.environ['PATH']}"})
        self.assertEqual(run.status, 1, run.err)
        self.assertIn("the parallel here is not GNU parallel: sudo apt install parallel", run.err)

    def test_no_shell_is_named(self):
        env = {**self.stand_in_for_ssh('exec bash -c "$*"'), "SHELL": ""}
        run = layak("submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", "good", "--shards", 2, "--replicates", "16", "--go", cwd=self.folder, env=env)
        self.assertEqual(run.status, 0, run.err)

    def test_a_pc_with_a_folder_of_its_own(self):
        # It has the city, the program and a folder of the same name: what it shows in place of the shared one.
        mine, shared = self.folder / "mine", self.folder / "out"
        env = self.stand_in_for_ssh(f'exec unshare -m bash -c "mkdir -p {mine}/s/log; mount --bind {mine} {shared}; $*"')
        if os.geteuid() != 0:
            self.skipTest("a folder of one's own in place of another needs root")
        run = layak("submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", "away,:", "--shards", 4, "--tries", 0, "--replicates", "16", "--lang", "en", "--go", cwd=self.folder, env=env)
        self.assertEqual(run.status, 0, run.err)
        self.assertIn("layak: away does not take part: its folder is not this one\n", run.err)
        self.assertIn("layak: shards done: 4, this PC: 4\n", run.err)

    def test_a_pc_that_is_switched_off(self):
        # As ssh: what is switched off under way is silent for good, but where signs of life were asked for.
        env = self.stand_in_for_ssh('case $asked in *"ServerAliveInterval="*"ServerAliveCountMax="*) sleep 1; exit 255;; esac\nexec sleep 600')
        run = layak("submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", "off,:", "--shards", 4, "--replicates", "16", "--lang", "en", "--go", cwd=self.folder, env=env)
        self.assertEqual(run.status, 0, run.err)
        self.assertIn("layak: off does not take part: no answer; try first: ssh off\n", run.err)
        self.assertIn("layak: shards done: 4, this PC: 4\n", run.err)

    def test_a_folder_with_an_equals_sign(self):
        env = self.stand_in_for_ssh('exec bash -c "$*"')
        words = "submit", self.design, "--with", "parallel", "--hosts", "pc2,:", "--shards", 4, "--replicates", "16", "--lang", "en", "--go"
        for folder in "n=5", "budget=6e9":
            run = layak(*words, "-o", folder, cwd=self.folder, env=env)
            self.assertEqual(run.status, 0, run.err)
            self.assertTrue((self.folder / folder / "result.nc").exists())
            self.assertNotIn("awk", run.err)

    def test_a_pc_that_does_not_see_the_folder(self):
        (self.folder / "here").mkdir()
        words = "submit", self.design, "-o", self.swept, "--with", "parallel", "--shards", 2, "--tries", 0, "--lang", "en"
        script = layak(*words, cwd=self.folder / "here").out.replace("cd " + str(self.folder / "here"), "cd " + str(self.folder / "none"))
        for shell in "/bin/bash", "/bin/sh":
            run = subprocess.run(["sh", "-c", script], cwd=self.folder / "here", env={**os.environ, "PARALLEL_HOME": str(self.folder), "SHELL": shell, "PARALLEL_SHELL": shell}, capture_output=True, text=True)
            self.assertEqual(run.returncode, 2, run.stderr)
            self.assertIn("or a machine does not see the folder", run.stderr)

    def begun(self, *words):
        """A `layak submit` for this machine that is at work."""
        self.design.write_text(DESIGN.replace("replicates = 400", "replicates = 400000"))
        self.words = ["submit", self.design, "-o", self.swept, "--with", "parallel", "--shards", "2", "--go", "--lang", "en"]
        self.env = {**os.environ, "PARALLEL_HOME": str(self.folder)}
        process = subprocess.Popen([LAYAK, *self.words], cwd=self.folder, env=self.env, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.wait_for(lambda: list(self.swept.glob("shards/*.progress")))
        return process

    def wait_for(self, what, seconds=60):
        end = time.monotonic() + seconds
        while not what():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def session(self, process):
        return subprocess.run(["ps", "-o", "pid=", "-s", str(process.pid)], stdout=subprocess.PIPE, text=True).stdout.split()

    def test_a_terminal_that_is_closed(self):
        process = self.begun()
        process.send_signal(signal.SIGHUP)  # to it alone: it tells the others
        self.assertEqual(process.wait(), 129)
        self.assertIn("stopped. To go on from there: ", process.stderr.read())
        process.stderr.close()
        self.wait_for(lambda: not self.session(process))

    def test_killed_it_says_how_to_stop_what_goes_on(self):
        process = self.begun()
        process.kill()
        process.wait()
        process.stderr.close()
        self.addCleanup(lambda: kill_session(process))
        run = layak(*self.words, cwd=self.folder, env=self.env)
        self.assertEqual(run.status, 75, run.err)
        told = re.search(r"another layak submit works on it; wait for its end, or give --anyway\. To stop it: kill (\d+) \(" + re.escape(socket.gethostname()) + r"\)\n", run.err)
        self.assertTrue(told, run.err)
        pasted = layak(*(word for word in self.words if word != "--go"), cwd=self.folder, env=self.env).out
        run = subprocess.run(["sh", "-c", pasted], cwd=self.folder, env=self.env, capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (75, "layak: another layak submit works on it; wait for its end\n"))
        os.kill(int(told[1]), signal.SIGTERM)
        self.wait_for(lambda: not self.session(process))
        self.assertEqual(json.loads(next(self.swept.glob("shards/*.progress")).read_text())["state"], "stopped")

    def test_killed_with_what_it_started(self):
        process = self.begun()
        self.addCleanup(lambda: kill_session(process))
        for line in subprocess.run(["ps", "-o", "pid=,comm=", "-s", str(process.pid)], stdout=subprocess.PIPE, text=True).stdout.splitlines():
            pid, name = line.split(None, 1)
            if name in ("sh", "perl", "parallel") or int(pid) == process.pid:
                os.kill(int(pid), signal.SIGKILL)
        process.wait()
        process.stderr.close()
        self.assertTrue(self.session(process), "nothing goes on")
        run = layak(*self.words, cwd=self.folder, env=self.env)
        self.assertEqual(run.status, 75, run.err)
        for pid in re.search(r"To stop it: kill ([\d ]+) \(", run.err)[1].split():
            os.kill(int(pid), signal.SIGTERM)
        self.wait_for(lambda: not self.session(process))

    def test_what_is_refused_is_not_told_to_be_submitted_again(self):
        program = self.folder / "layak"  # the city is changed once it was submitted
        program.write_text(f'#!/bin/sh\ncase "$*" in *--shard*) echo "{self.city}/city.toml:1: no such thing" >&2; exit 2;; esac\nexec {LAYAK} "$@"\n')
        os.chmod(program, 0o755)
        words = ["submit", self.design, "-o", self.swept, "--with", "parallel", "--shards", "3", "--tries", "1", "--lang", "en"]
        script = layak(*words, cwd=self.folder).out.replace(f"exec {LAYAK}", f"exec {program}")
        run = subprocess.run(["sh", "-c", script], cwd=self.folder, env={**os.environ, "PARALLEL_HOME": str(self.folder)}, capture_output=True, text=True)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertLess(run.stderr.count("no such thing"), 3, run.stderr)
        self.assertIn("layak: the input was refused, or a machine does not see the folder", run.stderr)
        self.assertNotIn("To run them", run.stderr)
        self.assertEqual(len(list(self.swept.glob("log/shard-*.txt"))), 3)

    def test_ctrl_c_saves_what_is_done(self):
        self.design.write_text(DESIGN.replace("replicates = 400", "replicates = 400000"))
        words = [str(LAYAK), "submit", str(self.design), "-o", str(self.swept), "--with", "parallel", "--shards", "2", "--go", "--lang", "en"]
        try:
            process, terminal = pty.fork()
        except OSError as none:
            self.skipTest(f"no terminal can be made: {none}")
        if process == 0:
            os.chdir(self.folder)
            os.execve(LAYAK, words, {**os.environ, "PARALLEL_HOME": str(self.folder)})
        while not (told := list(self.swept.glob("shards/*.progress"))):
            time.sleep(0.02)
        time.sleep(0.5)
        os.write(terminal, b"\x03")
        said = b""
        try:
            while some := os.read(terminal, 4096):
                said += some
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), 130, said)
        self.assertIn(b"To stop it: Ctrl-C", said)
        self.assertIn(b"stopped. To go on from there: ", said)
        self.assertEqual(said.count(b"To go on"), 1, said)
        self.assertIn("Shards not finished: 0-1\n", layak("status", self.swept, "--lang", "en").out)  # of no array
        told = json.loads(told[0].read_text())
        self.assertEqual(told["state"], "stopped")
        self.assertGreater(told["done"], 0)
        self.assertIn("::: 0 1 ", layak("submit", self.design, "-o", self.swept, "--with", "parallel", cwd=self.folder).out)

    def test_submit_runs_what_is_missing(self):
        words = ("submit", self.design, "-o", self.swept, "--with", "parallel", "--shards", SHARDS, "--lang", "en", "--replicates", "16")
        shown = layak(*words, cwd=self.folder)
        self.assertEqual(shown.status, 0, shown.err)
        self.assertFalse(self.swept.exists())
        self.assertIn("machines=:\n", shown.out)
        run = layak(*words, "--go", cwd=self.folder, env={"PARALLEL_HOME": str(self.folder)})
        self.assertEqual(run.status, 0, run.out + run.err)
        first = (self.swept / "result.nc").read_bytes()
        os.remove(self.swept / "shards" / "3-of-8.shard")
        os.remove(self.swept / "result.nc")
        self.assertIn("::: 3 ", layak(*words, cwd=self.folder).out)
        run = layak(*words, "--go", cwd=self.folder, env={"PARALLEL_HOME": str(self.folder)})
        self.assertEqual(run.status, 0, run.out + run.err)
        self.assertEqual((self.swept / "result.nc").read_bytes(), first)
        self.assertIn("All is done", layak(*words, cwd=self.folder).err)


@unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
@unittest.skipIf(sshd.why_not(), sshd.why_not())
class office_machines_over_ssh(ClusterCase):
    def setUp(self):
        super().setUp()
        self.pcs = sshd.Pcs(self.folder / "ssh", ("pc2", "pc3"))
        self.addCleanup(self.pcs.stop)
        if reason := self.pcs.why_closed():
            self.skipTest(reason)

    def begun(self, replicates, hosts, shards):
        self.design.write_text(DESIGN.replace("replicates = 400", f"replicates = {replicates}"))
        words = LAYAK, "submit", self.design, "-o", self.swept, "--with", "parallel", "--hosts", hosts, "--shards", str(shards), "--go", "--lang", "en"
        process = subprocess.Popen(words, cwd=self.folder, env={**os.environ, **self.pcs.env}, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(lambda: kill_session(process))
        return process

    def under_way(self, name, process):
        """The connections to a machine that works."""
        while len(list(self.swept.glob("shards/*.progress"))) < 2 or not (found := self.pcs.connections(name)):
            self.assertIsNone(process.poll(), process.poll() is None or process.stderr.read())
            time.sleep(0.02)
        return found

    def test_one_that_falls_silent_under_way(self):
        process = self.begun(800, "pc2,pc3,:", 6)
        for connection in self.under_way("pc2", process):
            os.kill(connection, signal.SIGSTOP)
        said = process.communicate()[1]
        self.assertEqual(process.returncode, 0, said)
        told = re.search(r"layak: shards done: 6, pc2: (\d), pc3: (\d), this PC: (\d)\n", said)
        self.assertTrue(told, said)
        self.assertEqual(sum(map(int, told.groups())), 6, said)
        self.assertEqual(self.files(self.swept), self.on_one_machine())

    def test_stopped_all_of_them_save_what_they_have(self):
        process = self.begun(400000, "pc2,pc3", 4)
        self.under_way("pc3", process)
        process.terminate()
        said = process.communicate()[1]
        self.assertEqual(process.returncode, 143, said)
        end = time.monotonic() + 60
        while {json.loads(told.read_text())["state"] for told in self.swept.glob("shards/*.progress")} != {"stopped"}:
            self.assertLess(time.monotonic(), end, "what it started goes on")
            time.sleep(0.1)


if __name__ == "__main__":
    case.main()
