"""layak sweep killed, or refused by the system, at calls that write: what was saved is kept, and the same command goes on.

With LAYAK_EVERY_FAULT=1 at every such call, else at all of the few and at some of the many.
"""

import os
import re
import shutil
import subprocess
import unittest

import case
from case import LAYAK, Case

DESIGN = """plans = ["mixed"]
sampling = "factorial"
replicates = 8
keep = "last"
[[factor]]
name = "rotation.head"
levels = [0.3, 0.9]
"""
WRITING = ("write", "pwrite64", "fsync", "rename", "ftruncate", "mkdir", "openat")
AT_MOST = 10 ** 6 if os.environ.get("LAYAK_EVERY_FAULT") else 12  # points of a call


def can_trace():
    return shutil.which("strace") and subprocess.run(["strace", "-o", os.devnull, "true"], stderr=subprocess.DEVNULL).returncode == 0


@unittest.skipUnless(can_trace(), "strace is not here or may not trace")
class faults(Case):
    def setUp(self):
        super().setUp()
        (self.city / "designs").mkdir()
        (self.city / "designs" / "d.toml").write_text(DESIGN)
        self.store = self.out / "s"

    def sweep(self, *tracing, store=None):
        command = [LAYAK, "sweep", self.city / "designs" / "d.toml", "-o", store or self.store, "--threads", "1", "--save-every", "0", "--quiet", "--lang", "en"]
        if tracing:
            command = ["strace", "-f", "-o", self.folder / "trace", *tracing, *command]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def result(self):
        return (self.store / "result.nc").read_bytes()

    def points(self):
        """[(call, number of it)] that touch the store or may write, of an undisturbed sweep."""
        self.assertEqual(self.sweep("-e", "trace=" + ",".join(WRITING)).returncode, 0)
        self.whole = self.result()
        found = {call: [] for call in WRITING}
        count = dict.fromkeys(WRITING, 0)
        for line in (self.folder / "trace").read_text(errors="replace").splitlines():
            called = re.match(r"\d+ +(\w+)\(", line)
            if not called or called[1] not in count:
                continue
            call = called[1]
            count[call] += 1
            if call != "openat" or str(self.store) in line:
                found[call].append(count[call])
        for call, numbers in found.items():
            step = -(-len(numbers) // AT_MOST)
            for number in numbers[::step]:
                yield call, number

    def goes_on(self, where):
        again = self.sweep()
        self.assertEqual(again.returncode, 0, f"{where}: {again.stderr}")
        self.assertEqual(self.result(), self.whole, where)
        self.assertEqual(sorted(name for name in os.listdir(self.store) if "part" in name or name.startswith(".")), [], where)

    def test_killed(self):
        points = list(self.points())
        self.assertGreater(len(points), 40)
        for call, number in points:
            shutil.rmtree(self.store)
            killed = self.sweep("-e", f"inject={call}:signal=KILL:when={number}")
            self.assertEqual(killed.returncode, -9, f"{call} {number}")
            self.goes_on(f"killed at {call} {number}")

    def test_refused(self):
        errors = {"fsync": "EIO", "rename": "EIO", "openat": "EMFILE"}
        for call, number in list(self.points()):
            shutil.rmtree(self.store)
            error = errors.get(call, "ENOSPC")
            refused = self.sweep("-e", f"inject={call}:error={error}:when={number}")
            where = f"{error} at {call} {number}: {refused.stderr}"
            self.assertIn(refused.returncode, (0, 1), where)
            if refused.returncode == 1:
                self.assertRegex(refused.stderr, r"^layak: .*(/s|stdout)\b.*: .", where)
                self.assertEqual(len(refused.stderr.splitlines()), 1, where)
            else:  # what failed was not needed
                self.assertEqual(self.result(), self.whole, where)
            self.goes_on(where)


if __name__ == "__main__":
    case.main()
