"""What is written where, and what a signal leaves of it."""

import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import case
from case import Case, LAYAK, SCENARIOS, layak


class output_safety(Case):
    def run_to(self, output, *words, **more):
        return layak("run", self.plan, "--replicates", "4", "-o", output, "--quiet", *words, **more)

    def test_a_file_that_exists_is_kept(self):
        target = self.out / "x.nc"
        self.assertEqual(self.run_to(target).status, 0)
        before = target.read_bytes()
        run = self.run_to(target, "--seed", "2")
        self.assertEqual((run.status, run.out), (2, ""))
        self.assertIn("--force", run.err)
        self.assertEqual(target.read_bytes(), before)
        self.assertEqual(self.run_to(target, "--seed", "2", "--force").status, 0)
        self.assertNotEqual(target.read_bytes(), before)
        self.assertEqual(os.listdir(self.out), ["x.nc"])

    def test_force_replaces_results_only(self):
        note = self.out / "thesis.txt"
        note.write_text("mine")
        fifo = self.out / "fifo"
        os.mkfifo(fifo)
        (self.out / "link").symlink_to(self.out / "nowhere")
        there = sorted(os.listdir(self.out))
        for target in (note, fifo, self.out / "link", self.plan, self.city / "city.toml", self.city / "plans" / "top-down.toml"):
            run = self.run_to(target, "--force")
            self.assertEqual((run.status, run.out), (2, ""), target)
        self.assertEqual(note.read_text(), "mine")
        self.assertEqual(sorted(os.listdir(self.out)), there)
        self.assertEqual(self.plan.read_bytes(), (SCENARIOS / "small-town/plans/mixed.toml").read_bytes())

    def test_folders(self):
        for target in (self.out / "none" / "x.nc", self.out, ""):
            self.refused(self.run_to(target))
        if os.geteuid() == 0:
            self.refused(self.run_to(self.out / "x.nc", **self.as_nobody()), "x.nc", status=1)

    def test_a_file_that_may_not_grow(self):
        run = self.run_to(self.out / "x.nc", limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
        self.refused(run, "x.nc: berkas lebih besar dari yang diizinkan di sini; tidak ada hasil yang ditulis\n", status=1)

    def test_a_full_disk(self):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", self.out], stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("no right to mount")
        try:
            self.refused(self.run_to(self.out / "x.nc"), "x.nc: disk penuh; tidak ada hasil yang ditulis\n", status=1)
            self.refused(self.run_to(self.out / "x.nc", "--lang", "en"), "x.nc: the disk is full; no result was written\n", status=1)
        finally:
            subprocess.run(["umount", self.out], check=True)

    def test_a_folder_that_takes_no_files(self):
        self.refused(self.run_to("/proc/x.nc"), "/proc/x.nc: foldernya tidak ada atau tidak menerima berkas; tidak ada hasil yang ditulis", status=1)

    def test_stdout_is_full_or_closed(self):
        for words in (["--help"], ["run", "--help"], ["run", "--help-parameters"], ["--version"], ["validate", self.city]):
            with open("/dev/full", "w") as full:
                run = layak(*words, stdout=full)
                self.assertEqual((run.status, run.err), (1, "layak: keluaran (stdout) tidak dapat ditulis: disk penuh\n"), words)
        whole = self.out / "full.nc"
        with open("/dev/full", "w") as full:
            run = self.run_to(whole, stdout=full)
        self.assertEqual((run.status, run.err), (1, f"layak: keluaran (stdout) tidak dapat ditulis: disk penuh; hasilnya sudah lengkap: {whole}\n"))
        for closed in (1, 2):
            target = self.out / f"closed{closed}.nc"
            run = self.run_to(target, "--lang", "en", limit=lambda: os.close(closed))
            self.assertEqual(run.status, 1 if closed == 1 else 0)
            if closed == 1:
                self.assertEqual(run.err, f"layak: the output (stdout) cannot be written: it is closed; the result is whole: {target}\n")
            self.assertEqual(target.read_bytes(), (self.out / "full.nc").read_bytes())

    def test_the_default_name(self):
        run = layak("run", self.plan, "--replicates", "2", "--quiet", cwd=self.out)
        self.assertEqual((run.status, os.listdir(self.out)), (0, ["run-mixed.nc"]))

class signals(Case):
    def start(self, *words):
        process = subprocess.Popen([LAYAK, "run", self.plan, "-o", self.out / "x.nc", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        return process

    def stop(self, process, which):
        begin = time.monotonic()
        process.send_signal(which)
        out, err = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual((process.returncode, out), (128 + which, ""))
        self.assertEqual(os.listdir(self.out), [])
        return err

    def listens(self, process):
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("SigCgt:"):
                return int(line.split()[1], 16) >> (signal.SIGTERM - 1) & 1
        return False

    def test_while_computing(self):
        for which, language, said in [(signal.SIGINT, "id", "dihentikan"), (signal.SIGTERM, "en", "stopped")]:
            process = self.start("--replicates", "3000", "--threads", "1", "--lang", language)
            while not self.listens(process):
                time.sleep(0.005)
            time.sleep(0.3)
            self.assertIn(said, self.stop(process, which))

    def test_while_writing(self):
        process = self.start("--replicates", "500", "--raw", "--quiet")
        while not any(name.endswith(".part") for name in os.listdir(self.out)):
            self.assertIsNone(process.poll())
            time.sleep(0.002)
        time.sleep(0.05)
        self.assertIn("dihentikan", self.stop(process, signal.SIGINT))


if __name__ == "__main__":
    case.main()
