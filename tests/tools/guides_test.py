"""The guides, followed as a reader follows them, in both languages.

Each guide is gone through from its first block to its last, in a fresh folder that has the program and the scenarios where
the project has them:

- ```sh: every line is run, and ends with status 0. A line that starts with export holds for all that follow.
- ```text: stands below the command that printed it, on stdout or stderr. Its lines come in this order; "…" stands for what is
  left out: other lines, or a piece of a line.
- A quotation (>): stands on the page that the last layak report has made.
- ```toml, ```csv: the reader writes this. The file is the last one named in backticks before the block. A file that is not there, and any
  CSV, is written whole. A block that begins with [[ is put at the end of a TOML file; of others each "key = value" takes the place of
  the file's first line with that key.
- A row of a table that begins with a command in backticks: a mistake. The command ends with status 2 and says what the second
  cell has. Where four pieces stand in backticks, they are what is written wrongly, how, in which file, and the command;
  afterwards the file is put right again.
"""

import html
import os
import re
import shutil
import subprocess
import unittest

import case
from case import Case, LAYAK, SCENARIOS

GUIDES = SCENARIOS.parent / "tools" / "layak" / "guides"
PAIRS = {
    "first_comparison": ("perbandingan-pertama.md", "first-comparison.md"),
    "own_city": ("kota-anda.md", "your-own-city.md"),
    "sweep": ("merancang-simulasi.md", "design-a-sweep.md"),
    "report": ("membaca-laporan.md", "read-the-report.md"),
}
PIECE = re.compile(r"^```(\w+)\n(.*?)^```$|^\| (`[^|\n]*) \| ([^|\n]*) \||^> ([^\n]*)$", re.M | re.S)


def read(name):
    return (GUIDES / name).read_text(encoding="utf-8")


def plain(text):
    """Without no-break spaces, and without the breaks that only the width of a line has made."""
    return re.sub(r"\s+", " ", text)


def pattern(shown):
    return ".*?".join(re.escape(piece) for piece in plain(shown).strip().split("…"))


def commands(text):
    """What the reader types, in one guide as in the other but for --lang."""
    return [re.sub(r" --lang \w+", "", line) for block in re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S) for line in block.splitlines()]


class Guide(Case):
    def setUp(self):
        super().setUp()
        self.here = self.folder / "here"
        shutil.copytree(SCENARIOS, self.here / "scenarios")
        (self.here / ".build" / "release").mkdir(parents=True)
        (self.here / ".build" / "release" / "layak").symlink_to(LAYAK)
        self.settings, self.printed = [], ""

    def follow(self, name):
        text, ran = read(name), 0
        for piece in PIECE.finditer(text):
            kind, body, mistake, says, quoted = piece.groups()
            if quoted:
                self.assertRegex(self.page(), pattern(quoted), name)
            elif mistake:
                self.make_mistake(re.findall(r"`([^`]*)`", mistake), says.strip().strip("`"))
            elif kind == "sh":
                for line in body.splitlines():
                    self.assertEqual(self.run_line(line), 0, f"{name}: {line}\n{self.printed[:3000]}")
                    ran += 1
            elif kind == "text":
                self.assert_printed(name, body)
            elif kind in ("toml", "csv"):
                self.write(re.findall(r"`([\w./-]+\.(?:toml|csv))`", text[:piece.start()])[-1], body)
            else:
                self.fail(f"{name}: a block of kind {kind}")
        self.assertGreater(ran, 2)

    def run_line(self, line):
        if line.startswith("export "):
            self.settings.append(line)
            return 0
        path = os.pathsep.join(folder for folder in os.environ["PATH"].split(os.pathsep) if not (os.path.exists(os.path.join(folder, "layak"))))
        run = subprocess.run(["bash", "-c", "\n".join([*self.settings, line])], cwd=self.here, env={**os.environ, "PATH": path},
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.printed = run.stdout.replace("\u00a0", " ").replace("\u202f", " ")
        return run.returncode

    def assert_printed(self, name, shown):
        printed = self.printed.splitlines()
        for line in shown.splitlines():
            if line.strip() == "…":
                continue
            wanted = ".*?".join(re.escape(piece) for piece in line.split("…"))
            found = [at for at, was in enumerate(printed) if re.fullmatch(wanted, was)]
            self.assertTrue(found, f"{name}: this is not printed, or not in this order: {line}\n{self.printed[:3000]}")
            printed = printed[found[0] + 1:]

    def page(self):
        """The words of the only page."""
        (page,) = self.here.glob("*.html")
        return plain(html.unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))))

    def write(self, name, body):
        path = self.here / name
        if name.endswith(".csv") or not path.exists():
            path.write_text(body, encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8")
        if body.startswith("[["):
            text += "\n" + body
        else:
            for line in filter(None, body.splitlines()):
                key = re.match(r"[\w.]+ = ", line)[0]
                text, times = re.subn(rf"(?m)^{re.escape(key)}.*$", lambda _: line, text, count=1)
                self.assertEqual(times, 1, f"{name} has no line {key}")
        path.write_text(text, encoding="utf-8")

    def make_mistake(self, pieces, says):
        was = None
        if len(pieces) == 4:
            right, wrong, name = pieces[:3]
            was = (self.here / name).read_text(encoding="utf-8")
            self.assertIn(right, was)
            (self.here / name).write_text(was.replace(right, wrong, 1), encoding="utf-8")
        self.assertIn(len(pieces), (1, 4), pieces)
        self.assertEqual(self.run_line(pieces[-1]), 2, pieces[-1] + self.printed[:3000])
        self.assertRegex(plain(self.printed), pattern(says))
        if was is not None:
            (self.here / pieces[2]).write_text(was, encoding="utf-8")


class first_comparison(Guide):
    def test_in_indonesian(self):
        self.follow("perbandingan-pertama.md")

    def test_in_english(self):
        self.follow("first-comparison.md")


class own_city(Guide):
    def test_in_indonesian(self):
        self.follow("kota-anda.md")

    def test_in_english(self):
        self.follow("your-own-city.md")


class sweep_guide(Guide):
    def test_in_indonesian(self):
        self.follow("merancang-simulasi.md")

    def test_in_english(self):
        self.follow("design-a-sweep.md")


class report_guide(Guide):
    def test_in_indonesian(self):
        self.follow("membaca-laporan.md")

    def test_in_english(self):
        self.follow("read-the-report.md")


class guides(unittest.TestCase):
    """What can be said of all guides without running anything."""

    def test_both_languages_say_the_same(self):
        for indonesian, english in PAIRS.values():
            with self.subTest(guide=english):
                self.assertEqual(commands(read(indonesian)), commands(read(english)))
                self.assertNotIn("--lang", "\n".join(re.findall(r"^layak .*$", read(indonesian), re.M)))
                for line in re.findall(r"^layak .*$", read(english), re.M):
                    self.assertTrue(line.endswith(" --lang en"), line)
                shapes = [[(kind, bool(mistake), bool(quoted)) for kind, _, mistake, _, quoted in PIECE.findall(read(name))] for name in (indonesian, english)]
                self.assertEqual(*shapes)

    def test_every_guide_is_listed_and_every_link_leads_somewhere(self):
        names = {path.name for path in GUIDES.iterdir()}
        self.assertEqual(names, {"README.md", *sum(PAIRS.values(), ())})
        for name in names:
            text = re.sub(r"^```.*?^```$", "", read(name), flags=re.M | re.S)
            links = re.findall(r"\]\(([^)\s]+)\)", text)
            self.assertTrue(links, name)
            for link in links:
                with self.subTest(file=name, link=link):
                    self.assertTrue((GUIDES / link.partition("#")[0]).exists())
        for name in names - {"README.md"}:
            self.assertIn(f"]({name})", read("README.md"))


if __name__ == "__main__":
    case.main()
