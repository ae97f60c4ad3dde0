"""What work in shards takes, and how far it scales: the tables of tools/layak/CLUSTERS.md.

    python3 tests/benchmarks/shards.py .build/release/layak scenarios [ROWS of small-town: 1000]

Seconds are of a core (user and system), of processes that run one after the other on one thread. Nothing else should run beside it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

LAYAK, SCENARIOS = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
RUNS_ON_PAPER = 10_000_000
CORES_OF_A_SHARD = 4
DESIGN = """plans = ["{plan}"]
sampling = "latin_hypercube"
rows = {rows}
replicates = {replicates}
keep = "{keep}"
[[factor]]
name = "rotation.head"
range = [0.2, 0.9]
[[factor]]
name = "training.kelurahan.per_year"
range = [0, 40]
"""
CASES = {"small-town": {"plan": "status-quo", "rows": ROWS, "replicates": 1000, "keep": "last", "shards": 50},
         "kota-serang": {"plan": "status-quo", "rows": 64, "replicates": 32, "keep": "years", "shards": 4}}


def taken(*words):
    """Seconds of a core."""
    process = subprocess.Popen([LAYAK, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    status, used = os.wait4(process.pid, 0)[1:]
    if status != 0:
        raise SystemExit(f"layak {' '.join(map(str, words))}: status {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


def measured(city, folder, plan, rows, replicates, keep, shards):
    (folder / "designs").mkdir(exist_ok=True)

    def design(name, rows, replicates):
        file = folder / "designs" / f"{name}.toml"
        file.write_text(DESIGN.format(plan=plan, rows=rows, replicates=replicates, keep=keep))
        return file, folder / name

    whole, at = design("whole", rows, replicates)
    small, beside = design("small", 1, 8)  # one task: what is left is the start
    runs = rows * replicates
    one = ("--threads", "1", "--quiet")
    out = {"runs": runs, "submit": taken("submit", whole, "-o", at)}
    out["start"] = min(taken("sweep", small, "-o", beside, *one, "--shard", f"{k}/4") for k in (1, 2, 3))  # of no task
    taken("sweep", small, "-o", beside, *one, "--shard", "0/4")
    start_of_merge = taken("merge", beside, *one)
    all_shards = sum(taken("sweep", whole, "-o", at, *one, "--shard", f"{k}/{shards}") for k in range(shards))
    out["run"] = (all_shards - shards * out["start"]) / runs
    out["shard_bytes"] = sum(file.stat().st_size for file in (at / "shards").glob("*.shard")) / runs
    out["status"] = taken("status", at) / runs
    out["merge"] = (taken("merge", at, *one) - start_of_merge) / runs
    out["start of merge"] = start_of_merge
    out["result_bytes"] = (at / "result.nc").stat().st_size / runs
    return out


def spoken(seconds):
    for limit, unit in (3600, "h"), (60, "min"):
        if seconds >= limit:
            return f"{seconds / limit:.2g} {unit}"
    return f"{seconds:.2g} s"


def main():
    found = {}
    for city, case in CASES.items():
        with tempfile.TemporaryDirectory(prefix="layak-shards-") as scratch:
            folder = Path(scratch) / city
            subprocess.run(["cp", "-r", SCENARIOS / city, folder], check=True)
            found[city] = measured(city, folder, **case)
    print("| | " + " | ".join(found) + " |\n|---|" + "---|" * len(found))
    for key, what, unit, scale in (("submit", "`layak submit` itself, once", "s", 1), ("run", "run, with saving it and writing the shard", "ms", 1e3),
                                   ("start", "start of a shard", "s", 1), ("merge", "merge of a run", "ms", 1e3), ("start of merge", "start of the merge", "s", 1),
                                   ("status", "`layak status`, a run", "ms", 1e3), ("shard_bytes", "bytes of a run: shard", "", 1), ("result_bytes", "bytes of a run: result", "", 1)):
        print(f"| {what} | " + " | ".join(f"{of[key] * scale:.2g} {unit}" if unit else f"{of[key]:,.0f}" for of in found.values()) + " |")
    print("\n| cores | " + " | ".join(f"{city}: runs + starts + merge | of the ideal" for city in found) + " |\n|---|" + "---|---|" * len(found))
    for cores in 1, 4, 16, 64, 256, 1024:
        cells = []
        for of in found.values():
            run, merge = RUNS_ON_PAPER * of["run"] / cores, RUNS_ON_PAPER * of["merge"]
            shards = max(RUNS_ON_PAPER * of["run"] / CORES_OF_A_SHARD / 300, cores / CORES_OF_A_SHARD, 1)
            start = of["start"] * max(shards / max(cores / CORES_OF_A_SHARD, 1), 1)
            whole = RUNS_ON_PAPER * of["run"] / cores / (run + start + merge)
            cells.append(f"{spoken(run)} + {spoken(start)} + {spoken(merge)} | {100 * whole:.2g}%")
        print(f"| {cores:,} | " + " | ".join(cells) + " |")
    print("\nIt stops to scale where the merge takes as long as the runs: " + ", ".join(f"{city} at {of['run'] / of['merge']:.2g} cores" for city, of in found.items()))


if __name__ == "__main__":
    main()
