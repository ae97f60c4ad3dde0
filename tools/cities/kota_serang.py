#!/usr/bin/env python3
"""Makes institutions.csv and adjacency.csv of scenarios/kota-serang from the tables in its folder sources.

    tools/cities/kota_serang.py            writes both files, then checks the city
    tools/cities/kota_serang.py --check    writes nothing: exit status 1 if the folder differs or a total is wrong

Where each value comes from is said in scenarios/kota-serang/README.md; what is called an assumption there and is no
column of a table is a constant here. Python 3.11 or later, nothing else.
"""
import argparse
import csv
import io
import math
import sys
from pathlib import Path

import links

CITY = Path(__file__).resolve().parents[2] / "scenarios" / "kota-serang"
SOURCES = CITY / "sources"

COLUMNS = (
    "id", "name", "kind", "parent", "role", "task_force", "cluster", "heads", "officials", "technical",
    "families", "sector", "longitude", "latitude", "code",
)

# Posts of an institution of each kind: assumptions (a kelurahan has 5.3 people in Taktakan, facts.csv).
POSTS = {"city": (1, 3, 0), "opd": (1, 6, 25), "kecamatan": (1, 4, 12), "kelurahan": (1, 2, 2), "lpa": (1, 2, 4)}
GOVERNMENT = ("city", "opd", "kecamatan", "kelurahan")

SERVICES = ("dinkes", "dindikbud", "dinsos")  # health, education, social affairs; RSUD lies outside the task force

SECTORS = {
    "accommodation_food": "Akomodasi dan makan minum",
    "construction": "Konstruksi",
    "finance_insurance": "Keuangan dan asuransi",
    "information_communication": "Informasi dan komunikasi",
    "manufacturing": "Industri pengolahan",
    "private_education": "Pendidikan swasta",
    "private_health": "Kesehatan swasta",
    "real_estate": "Real estat",
    "transport_storage": "Transportasi dan pergudangan",
    "wholesale_retail_trade": "Perdagangan",
}

KNOW, UNDERSTAND = 0.072, 0.008  # shares of a community's families at the start, the model's defaults

EXPECTED = {
    "institutions": 211, "posts": 1344, "posts of the government": 1337, "opd": 28, "opd in the task force": 19,
    "kecamatan": 6, "kelurahan": 67, "community": 67, "business": 40,
    "families": 206578, "families that know": 14839, "families that understand": 1621, "borders": 169,
    "links": 1529, "enabling": 102, "functional": 493, "normative": 191, "diffuse": 743, "connected": True,
}


def source(name):
    return links.read_csv(SOURCES / f"{name}.csv")


def as_id(name):
    return name.lower().replace(" ", "-")


def kelurahan_names():
    """What follows `kel-` and `keluarga-` in ids, by code; a name borne twice carries its kecamatan."""
    kecamatan = {row["code"]: as_id(row["name"]) for row in source("kecamatan")}
    rows = source("kelurahan")
    names = [row["name"] for row in rows]
    return {
        row["code"]: as_id(row["name"])
        + (f"-{kecamatan[row['kecamatan_code']]}" if names.count(row["name"]) > 1 else "")
        for row in rows
    }


def institution(id_, name, kind, parent="", **values):
    row = dict.fromkeys(COLUMNS, "") | {"id": id_, "name": name, "kind": kind, "parent": parent} | values
    row.update(zip(("heads", "officials", "technical"), POSTS.get(kind, ("", "", ""))))
    return row


def point(row):
    return {"longitude": row["lon"], "latitude": row["lat"]}


def clusters(text):
    """`2 family; 5 special protection` is `2;5`; what has no digit is none of the five clusters of child rights."""
    return ";".join(part.split()[0] for part in text.split("; ") if part[:1].isdigit())


def institutions():
    """The rows of institutions.csv. Posts are gone through in this order: it is part of the data."""
    kecamatan = {row["code"]: row for row in source("kecamatan")}
    kelurahan = dict(sorted((row["code"], row) for row in source("kelurahan")))
    name = kelurahan_names()

    yield institution("kota", "Kota Serang", "city", code="36.73")
    for row in source("opd"):
        yield institution(
            row["id"], row["name"], "opd", "kota",
            role=row["role"] or ("service" if row["id"] in SERVICES else ""),
            task_force=row["in_task_force"], cluster=clusters(row["kla_cluster"]),
        )
    for code, row in kecamatan.items():
        yield institution(f"kec-{as_id(row['name'])}", row["name"], "kecamatan", "kota", **point(row), code=code)
    for code, row in kelurahan.items():
        parent = f"kec-{as_id(kecamatan[row['kecamatan_code']]['name'])}"
        yield institution(f"kel-{name[code]}", row["name"], "kelurahan", parent, **point(row), code=code)
    for code, row in kelurahan.items():
        yield institution(
            f"keluarga-{name[code]}", f"Keluarga {row['name']}", "community", f"kel-{name[code]}",
            families=row["families_2021_est"], **point(row),
        )
    for row in source("businesses"):
        place = kelurahan[row["kelurahan_code"]]
        yield institution(
            row["id"].replace("_", "-"), f"{SECTORS[row['sector']]}, {place['name']} (representatif)", "business",
            f"kel-{name[place['code']]}", sector=row["sector"], **point(place),
        )
    yield institution("lpa", "LPA Kota Serang", "lpa", "kota")
    yield institution("forum-anak", "Forum Anak Kota Serang", "forum_anak", "kota")


def borders():
    name = kelurahan_names()
    return [{"a": f"kel-{name[row['a']]}", "b": f"kel-{name[row['b']]}"} for row in source("adjacency")]


def csv_text(columns, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def totals():
    """The figures of EXPECTED, counted in the files of the folder."""
    rows = links.read_csv(CITY / "institutions.csv")
    pairs = links.read_csv(CITY / "adjacency.csv")
    families = [int(row["families"]) for row in rows if row["kind"] == "community"]

    def count(kind):
        return sum(row["kind"] == kind for row in rows)

    def posts(kinds):
        return sum(int(row[role]) for row in rows if row["kind"] in kinds for role in ("heads", "officials", "technical"))

    def share(of):
        return sum(math.floor(of * number + 1e-9) for number in families)

    return {
        "institutions": len({row["id"] for row in rows}),
        "posts": posts(POSTS),
        "posts of the government": posts(GOVERNMENT),
        **{kind: count(kind) for kind in ("opd", "kecamatan", "kelurahan", "community", "business")},
        "opd in the task force": sum(row["task_force"] == "1" for row in rows),
        "families": sum(families),
        "families that know": share(KNOW),
        "families that understand": share(UNDERSTAND),
        "borders": len({frozenset(row.values()) for row in pairs}),
        **links.summary(CITY),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with what is in the folder, write nothing")
    check = parser.parse_args().check

    wrong = 0
    made = {
        "institutions.csv": csv_text(COLUMNS, institutions()),
        "adjacency.csv": csv_text(("a", "b"), borders()),
    }
    for name, text in made.items():
        path = CITY / name
        if not check:
            path.write_bytes(text.encode())
        elif not path.is_file() or path.read_bytes() != text.encode():
            print(f"{name} is not what the sources give", file=sys.stderr)
            wrong += 1
    if wrong:
        return 1

    found = totals()
    for name, expected in EXPECTED.items():
        print(f"{name:26} {found[name]}")
        if found[name] != expected:
            print(f"{name}: {expected} expected", file=sys.stderr)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
