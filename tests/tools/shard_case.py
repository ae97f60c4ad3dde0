"""What tests of work in shards share."""

import hashlib
import json
import os

from case import SCENARIOS, DesignCase, layak

FILES = ("result.nc", "table.csv", "failures.csv")


def instruction_sets():
    """Those that this processor has, as LAYAK_ISA takes them."""
    said = layak("sweep", SCENARIOS / "kota-serang/designs/training-budget.toml", "-o", "/nowhere/none", "--shard", "0/9", env={"LAYAK_ISA": "none"})
    return said.err.split(" mengenal ")[1].strip().split(", ")


class ShardCase(DesignCase):
    def shard(self, which, *words, store=None, status=0, **options):
        run = layak("sweep", self.design, "-o", store or self.store, "--shard", which, "--lang", "en", *words, **options)
        self.assertEqual(run.status, status, run.out + run.err)
        return run

    def shards(self, of, *words, order=None, store=None):
        for number in order or range(of):
            self.shard(f"{number}/{of}", *words, store=store)

    def merged(self, store=None, status=0, **options):
        run = layak("merge", store or self.store, "--lang", "en", **options)
        if status is not None:
            self.assertEqual(run.status, status, run.out + run.err)
        return run

    def files(self, store=None):
        store = store or self.store
        return {name: hashlib.sha256((store / name).read_bytes()).hexdigest() if (store / name).exists() else None for name in FILES}

    def on_one_machine(self, *words):
        run = layak("sweep", self.design, "-o", self.out / "one", "--quiet", *words)
        self.assertEqual(run.status, 0, run.err)
        return self.files(self.out / "one")

    def bodies(self, store=None):
        return {file.name: file.read_bytes() for file in (store or self.store).glob("shards/*.shard")}

    def told(self, store=None):
        run = layak("status", store or self.store, "--json")
        return run.status, json.loads(run.out)

    def in_place_of_slurm(self):
        """An sbatch that runs what it is given at once."""
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "sbatch").write_text("""#!/bin/sh
cat > "$0.$$"
SLURM_CPUS_PER_TASK=1
export SLURM_CPUS_PER_TASK
case "$*" in
*--array=*)
  range=${*#*--array=}; range=${range%% *}
  for part in $(echo "$range" | tr , ' '); do
    for k in $(seq "${part%-*}" "${part#*-}"); do SLURM_ARRAY_TASK_ID=$k sh "$0.$$" >&2; done
  done;;
*) sh "$0.$$" >&2;;
esac
echo 17
""")
        os.chmod(tools / "sbatch", 0o755)
        return {"PATH": f"{tools}:{os.environ['PATH']}"}

    def snapshot(self):
        return {str(path.relative_to(self.store)): path.read_bytes() for path in self.store.rglob("*") if path.is_file()}
