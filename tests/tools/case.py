"""What tests of the program share. A file of them is run as FILE LAYAK SCENARIOS GROUP, GROUP one of its classes.

Runs the built program on copies of scenarios/small-town, and sometimes on Kota Serang.
"""

import fcntl
import hashlib
import os
import pty
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unittest
from pathlib import Path

LAYAK, SCENARIOS = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()

# A small sweep of the town.
DESIGN = """plans = ["status-quo", "mixed"]
sampling = "factorial"
replicates = 20
seed = 3
outcomes = ["trained"]
[[factor]]
name = "rotation.head"
levels = [0.3, 0.9]
[[factor]]
name = "training.kelurahan.per_year"
levels = [0, 10, 40]
"""


class Finished:
    def __init__(self, status, out, err, seconds, megabytes):
        self.status, self.out, self.err, self.seconds, self.megabytes = status, out, err, seconds, megabytes


def layak(*words, cwd=None, env=None, stdout=None, limit=None, program=None):
    """Runs the program; seconds are of the processor, so a busy machine does not matter."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([program or LAYAK, *map(str, words)], cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                                   stdout=out if stdout is None else stdout, stderr=err, preexec_fn=limit)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return Finished(process.returncode, out.read().decode(), err.read().decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def on_terminal(columns, *words):
    """The lines that the program shows on a terminal so wide."""
    try:
        main, terminal = pty.openpty()
    except OSError as none:  # a container without /dev/pts
        raise unittest.SkipTest(f"no terminal can be made: {none}") from none
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([LAYAK, *map(str, words)], stdout=terminal, stderr=terminal)
    os.close(terminal)
    text = b""
    while True:
        try:
            text += os.read(main, 65536)
        except OSError:  # the other end is closed
            break
    os.close(main)
    assert process.wait() == 0, text.decode()
    return text.decode().replace("\r\n", "\n").splitlines()


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="layak-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.city = self.folder / "town"
        shutil.copytree(SCENARIOS / "small-town", self.city)
        self.out = self.folder / "out"
        self.out.mkdir()
        self.plan = self.city / "plans" / "mixed.toml"

    def change(self, name, old, new):
        path = self.city / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def afresh(self):
        shutil.rmtree(self.city)
        shutil.copytree(SCENARIOS / "small-town", self.city)

    def forged(self, result, change):
        """A copy of a result with something else in it, sealed anew: a careful forgery."""
        import h5py
        body = result.read_bytes()[:-73]
        forged = self.out / "forged.nc"
        forged.write_bytes(body)
        with h5py.File(forged, "r+") as file:
            change(file)
        body = forged.read_bytes()
        forged.write_bytes(body + b"\nsha256 " + hashlib.sha256(body).hexdigest().encode() + b"\n")
        return forged

    def as_nobody(self):
        """Root may do everything: options of layak() for a user who may not, with a program where he may reach it."""
        os.chmod(self.folder, 0o755)
        return {"limit": lambda: os.setuid(65534), "program": shutil.copy(LAYAK, self.folder)}

    def refused(self, run, *expected, status=2):
        """Exit 2, each expected piece in some line, nothing written, quickly."""
        self.assertEqual(run.status, status, run.out + run.err)
        for piece in expected:
            self.assertIn(piece, run.err)
        self.assertEqual(run.out, "")
        self.assertEqual(os.listdir(self.out), [])
        self.assertLess(run.seconds, 1)
        self.assertLess(run.megabytes, 256)
        self.assertNotRegex(run.err, r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # no escape reaches the terminal

    def validated(self, *expected, what=None, language="en"):
        run = layak("validate", what or self.city, "--lang", language)
        self.refused(run, *expected)
        return run


class DesignCase(Case):
    """A small design, and where its work goes."""

    def setUp(self):
        super().setUp()
        (self.city / "designs").mkdir(exist_ok=True)
        self.design = self.city / "designs" / "d.toml"
        self.design.write_text(DESIGN)
        self.store = self.out / "s"


def a_huge_file(path):
    path.touch()
    os.truncate(path, 1 << 40)


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
