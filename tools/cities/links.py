#!/usr/bin/env python3
"""Applies the rules of a city's links.toml by themselves, as a check that does not share code with the program.

    tools/cities/links.py scenarios/kota-serang

prints how many links there are of each type, after merging pairs that two rules link, and whether all institutions hang
together. Only the rules; a links.csv is not read. Python 3.11 or later (tomllib), nothing else.
"""
import csv
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

TYPES = ("enabling", "functional", "normative", "diffuse")


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def chosen(selector, who):
    """Does institution `who` fit the `from` or the `to` of a rule?"""
    if isinstance(selector, str):
        return who["kind"] == selector
    unknown = selector.keys() - {"kind", "role", "task_force", "id"}
    if unknown:
        raise ValueError(f"unknown key of a selector: {sorted(unknown)}")
    wanted = {key: str(int(value)) if key == "task_force" else value for key, value in selector.items()}
    return all(who[key] == value for key, value in wanted.items())


def kelurahan_of(who):
    if who["kind"] == "kelurahan":
        return who["id"]
    return who["parent"] if who["kind"] in ("community", "business") else ""


def placed(where, a, b, borders):
    """Is a to b what `where` says?"""
    place_a, place_b = kelurahan_of(a), kelurahan_of(b)
    match where:
        case "any":
            return True
        case "parent":
            return b["parent"] == a["id"]
        case "child":
            return a["parent"] == b["id"]
        case "same_cluster":
            return bool({c for c in a["cluster"].split(";") if c} & set(b["cluster"].split(";")))
        case "neighbour":
            return frozenset((place_a, place_b)) in borders
        case "same_kelurahan":
            return place_a != "" and place_a == place_b
    raise ValueError(f"unknown where: {where}")


def links_of(city):
    """{(from, to, type): weight}, and the number of pairs that each rule links."""
    institutions = read_csv(city / "institutions.csv")
    borders = {frozenset((row["a"], row["b"])) for row in read_csv(city / "adjacency.csv")}
    rules = tomllib.loads((city / "links.toml").read_text(encoding="utf-8"))["rule"]
    links, pairs = {}, []
    for rule in rules:
        if rule["type"] not in TYPES or not rule["weight"] > 0:
            raise ValueError(f"type or weight of {rule}")
        fitting = [
            (a["id"], b["id"], rule["type"])
            for a in institutions if chosen(rule["from"], a)
            for b in institutions if chosen(rule["to"], b)
            if a["id"] != b["id"] and placed(rule["where"], a, b, borders)
        ]
        for link in fitting:
            links[link] = max(rule["weight"], links.get(link, 0))
        pairs.append(len(fitting))
    return links, pairs


def connected(ids, links):
    """Can every institution be reached from every other, whichever way the links point?"""
    near = defaultdict(set)
    for a, b, _ in links:
        near[a].add(b)
        near[b].add(a)
    seen, waiting = set(), [ids[0]]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(near[here])
    return seen == set(ids)


def summary(city):
    """Number of links in all and by type, and whether they hang together."""
    links, _ = links_of(city)
    count = Counter(type_ for _, _, type_ in links)
    ids = [row["id"] for row in read_csv(city / "institutions.csv")]
    return {"links": len(links), **{type_: count[type_] for type_ in TYPES}, "connected": connected(ids, links)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, value in summary(Path(sys.argv[1])).items():
        print(f"{name:12} {value}")
