"""The README, word by word."""

import os
import re
import shlex
import subprocess
import sys

import case
from case import Case, SCENARIOS, layak


class readme(Case):
    """What the README says must be so."""

    def setUp(self):
        super().setUp()
        self.top = SCENARIOS.parent
        self.text = (self.top / "README.md").read_text(encoding="utf-8")

    def in_own_folder(self, text):
        """What the README puts into /tmp, where it may stand in the way of others, or they in its."""
        return re.sub(r"/tmp(?=/\w)", str(self.out), text)

    def test_commands_and_snippet(self):
        commands = re.findall(r"^\.build/release/layak (.*)$", self.text, re.M)
        self.assertGreater(len(commands), 1)
        for command in commands:
            run = layak(*shlex.split(self.in_own_folder(command)), cwd=self.top)
            self.assertEqual(run.status, 0, command + run.err)
        self.assertTrue({"plans.nc", "compared.nc", "training"} <= set(os.listdir(self.out)))
        (snippet,) = re.findall(r"```python\n(.*?)```", self.text, re.S)
        code = self.in_own_folder(snippet)
        self.assertIn("float32", subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)

    def test_the_comparison_is_what_the_program_prints(self):
        (command,) = re.findall(r"^\.build/release/layak (compare .*)$", self.text, re.M)
        run = layak(*shlex.split(self.in_own_folder(command)), cwd=self.top)
        (shown,) = re.findall(r"```text\n(.*?)```", self.text, re.S)
        printed = run.out.replace("\u00a0", " ").splitlines()
        for line in shown.splitlines():
            if line != "…":
                self.assertIn(line, printed)

    def test_the_table_is_what_the_program_prints(self):
        run = layak("run", "--city", SCENARIOS / "kota-serang", "status-quo", "top-down", "bottom-up", "mixed", "--lang", "en", "-o", self.out / "x.nc")
        printed = {}  # (row, plan): cell
        for block in run.out.replace("\u00a0", " ").split("\n\n"):
            lines = [re.split(r"\s{2,}", line.strip()) for line in block.splitlines()]
            if len(lines) < 4 or not lines[2][0].startswith("─"):
                continue
            for label, *cells in lines[3:]:
                for plan, cell in zip(lines[0], cells, strict=True):
                    printed[label, plan] = cell
        plans = ["Start", "Status quo", "Top-down", "Bottom-up", "Mixed"]
        labels = {"kelurahan with": "Kelurahan with a PATBM (of 67)", "action in": "Action (A), kelurahan", "families involved": "Families involved", "cost a year": "Cost a year"}
        rows = re.findall(r"^\| (kelurahan with|action in|families involved|cost a year)[^|]*\|(.*)\|$", self.text, re.M)
        self.assertEqual(len(rows), 4)
        for row, cells in rows:
            for plan, cell in zip(plans, cells.split("|"), strict=True):
                self.assertEqual(printed[labels[row], plan], cell.strip(), (row, plan))


if __name__ == "__main__":
    case.main()
