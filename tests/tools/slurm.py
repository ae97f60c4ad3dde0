"""A Slurm of three nodes on this machine, for tests: of its own, on free ports, with no trace left."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

CONFIGURATION = """ClusterName=layak-test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
StateSaveLocation={folder}/state
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/%n.pid
SlurmdSpoolDir={folder}/%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SlurmdTimeout=3
ReturnToService=2
MpiDefault=none
SlurmdParameters=config_overrides
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/%n.log
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[1]} CPUs=2 RealMemory=8000
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[2]} CPUs=2 RealMemory=8000
NodeName=n3 NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[3]} CPUs=2 RealMemory=8000
PartitionName=all Nodes=n[1-3] Default=YES State=UP MaxTime=INFINITE
"""


def why_not():
    """Why there can be none here, or nothing."""
    for command in "slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "unshare":
        if not shutil.which(command):
            return f"{command} is not installed"
    if os.geteuid() != 0:
        return "a Slurm of one's own needs root"
    if subprocess.run(["unshare", "-p", "-f", "--mount-proc", "true"], stderr=subprocess.DEVNULL).returncode != 0:
        return "no process namespaces here"
    return ""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Slurm:
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        (folder / "state").mkdir()
        self.env = {"SLURM_CONF": str(folder / "slurm.conf")}
        (folder / "slurm.conf").write_text(CONFIGURATION.format(folder=folder, ports=free_ports(4)))
        self.nodes = {}
        self.controller = None

    def start(self):
        self.start_controller()
        for name in "n1", "n2", "n3":
            self.start_node(name)
        self.wait(lambda: self.told("sinfo", "-h", "-o", "%T %D").split() == ["idle", "3"], "the nodes are up")

    def start_controller(self):
        self.controller = self.process("slurmctld", "-c", "-D")
        self.wait(lambda: self.told("scontrol", "ping").find("is UP") > 0, "the controller is up")

    def start_node(self, name):
        self.nodes[name] = self.process("unshare", "-p", "-f", "--mount-proc", "--kill-child", "slurmd", "-D", "-N", name)

    def process(self, *words):
        with open(self.folder / "processes.log", "ab") as log:
            return subprocess.Popen(words, env={**os.environ, **self.env}, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def kill_node(self, name):
        """As when its plug is pulled: the node with all that runs on it."""
        kill(self.nodes.pop(name))

    def kill_controller(self):
        kill(self.controller)

    def told(self, *words):
        return subprocess.run(words, env={**os.environ, **self.env}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout

    def stopped_shards(self, node):
        """Stops what runs shards on a node, so that it is under way for sure. Their numbers."""
        found = []
        for process in Path("/proc").iterdir():
            try:
                words = (process / "cmdline").read_bytes().decode().split("\0")
                environment = (process / "environ").read_bytes().decode(errors="replace").split("\0")
                if "--shard" in words and f"SLURMD_NODENAME={node}" in environment and f"SLURM_CONF={self.env['SLURM_CONF']}" in environment:
                    os.kill(int(process.name), signal.SIGSTOP)
                    found.append(words[words.index("--shard") + 1].split("/")[0])
            except (OSError, ValueError):  # no process, or no more
                continue
        return found

    def is_idle(self):
        return self.told("squeue", "-h", "-o", "%i").split() == []

    def wait(self, holds, what, seconds=200):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"not in time: {what}\n" + self.told("squeue") + self.told("sinfo") + self.tail())
            time.sleep(0.05)

    def tail(self):
        return "".join(f"--- {log.name}\n" + log.read_text(errors="replace")[-1500:] for log in sorted(self.folder.glob("*.log")))

    def stop(self):
        self.told("scancel", "-u", "root", "--signal=KILL")
        for one in [*self.nodes.values(), self.controller]:
            if one is not None:
                kill(one)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
