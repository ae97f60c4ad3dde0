"""PCs that ssh opens without a password: sshd of one's own on this machine, for tests."""

import getpass
import os
import shutil
import subprocess
import time
from pathlib import Path

import slurm

SERVER = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
SETTINGS = ("UsePAM no", "StrictModes no", "PasswordAuthentication no", "PermitRootLogin yes", "PrintMotd no", "PidFile none")


def why_not():
    """Why there can be none here, or nothing."""
    if not SERVER:
        return "sshd is not installed"
    if os.geteuid() == 0:  # where it puts those who have not shown yet who they are
        os.makedirs("/run/sshd", exist_ok=True)
    return ""


class Pcs:
    """PCs by name; each an sshd with a port of its own."""

    def __init__(self, folder, names):
        self.folder = Path(folder)
        self.folder.mkdir()
        for key in "machine", "person":
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / key], check=True)
        shutil.copy(self.folder / "person.pub", self.folder / "allowed")
        hosts, self.servers = "", {}
        for name, port in zip(names, slurm.free_ports(len(names))):
            given = self.folder / f"{name}.conf"
            given.write_text("\n".join((f"Port {port}", "ListenAddress 127.0.0.1", f"HostKey {self.folder}/machine", f"AuthorizedKeysFile {self.folder}/allowed", *SETTINGS)) + "\n")
            with open(self.folder / f"{name}.log", "w") as log:
                self.servers[name] = subprocess.Popen([SERVER, "-D", "-e", "-f", given], stderr=log, stdin=subprocess.DEVNULL)
            hosts += f"Host {name}\n HostName 127.0.0.1\n Port {port}\n"
        (self.folder / "ssh.conf").write_text(f"{hosts}Host *\n User {getpass.getuser()}\n IdentityFile {self.folder}/person\n IdentitiesOnly yes\n UserKnownHostsFile {self.folder}/known\n StrictHostKeyChecking no\n LogLevel ERROR\n")
        self.env = {"PARALLEL_HOME": str(self.folder), "PARALLEL_SSH": f"ssh -F {self.folder}/ssh.conf"}

    def why_closed(self):
        """Why one cannot be opened, or nothing: some machines refuse every account."""
        for name in self.servers:
            for _ in range(50):
                opened = subprocess.run([*self.env["PARALLEL_SSH"].split(), name, "true"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
                if opened.returncode == 0:
                    break
                time.sleep(0.1)
            else:
                return f"{name} cannot be opened: {opened.stderr} {(self.folder / (name + '.log')).read_text()}"
        return ""

    def connections(self, name):
        """The processes that serve who has come in."""
        return [int(pid) for pid in subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.servers[name].pid)], stdout=subprocess.PIPE, text=True).stdout.split()]

    def stop(self):
        for name, server in self.servers.items():
            for pid in self.connections(name):
                os.kill(pid, 9)
            server.kill()
            server.wait()
