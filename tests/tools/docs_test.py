"""What the documents say of each other."""

import re
import unittest
from pathlib import Path

import case

TOP = case.SCENARIOS.parent
MODEL = TOP / "models" / "commitment"


def anchors(text):
    """Of the headings outside code, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    heads = [re.sub(r"[^\w\s-]", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", head)).strip().lower() for head in re.findall(r"^#+ (.*)$", text, re.M)]
    return {re.sub(r"\s", "-", head) for head in heads}


class documents(unittest.TestCase):
    def setUp(self):
        self.odd = (MODEL / "ODD.md").read_text(encoding="utf-8")

    def test_every_link_leads_somewhere(self):
        for path in (TOP / "README.md", MODEL / "README.md", MODEL / "ODD.md", TOP / "tools" / "layak" / "README.md", TOP / "tools" / "layak" / "EXPORTS.md", TOP / "tools" / "layak" / "SWEEPS.md"):
            text = path.read_text(encoding="utf-8")
            links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
            self.assertTrue(links)
            for link in links:
                name, _, anchor = link.partition("#")
                target = (path.parent / name).resolve() if name else path
                with self.subTest(file=path.relative_to(TOP), link=link):
                    self.assertTrue(target.exists())
                    if anchor:
                        self.assertIn(anchor, anchors(target.read_text(encoding="utf-8")))

    def test_the_elements_and_design_concepts_of_the_protocol(self):
        elements = ["1 Purpose and patterns", "2 Entities, state variables and scales", "3 Process overview and scheduling", "4 Design concepts",
                    "5 Initialization", "6 Input data", "7 Submodels"]
        parts = re.split(r"^## ", self.odd, flags=re.M)
        numbered = [part for part in parts if re.match(r"\d ", part)]
        self.assertEqual([part.splitlines()[0] for part in numbered], elements)
        for part in numbered:
            self.assertIn("**Rationale.**", part, part.splitlines()[0])
        self.assertEqual(re.findall(r"^### (.*)$", numbered[3], re.M),
                         ["Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
                          "Stochasticity", "Collectives", "Observation"])

    def test_what_is_cited_is_among_the_references_and_back(self):
        body, references = self.odd.split("\n## References\n")
        body = " ".join(body.split())
        listed = {(names.split()[0], year) for names, year in re.findall(r"^- (.*?) \((\d{4})\)", references, re.M)}
        cited = set(re.findall(r"(\w+)(?: & \w+| et al\.),? \(?(\d{4})", body) + re.findall(r"(\w+)(?:'s [a-z ]+)? \((\d{4})\)", body))
        self.assertEqual(cited - listed, set())
        for name, year in listed:
            self.assertTrue(re.search(rf"{name}\b[^;]{{0,40}}\b{year}\b", body), f"{name} {year} is not cited")


if __name__ == "__main__":
    case.main()
