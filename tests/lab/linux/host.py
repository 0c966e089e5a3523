# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One Linux host of the lab: its folder, its first process, and commands inside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ansible_collections.auto.factory.tests.lab.frr import account, network
from ansible_collections.auto.factory.tests.lab.frr.command import LabError, run

USER = "netops"
BOOT = Path(__file__).with_name("boot.sh")
# What the programs of a host want of this computer's /etc; the rest stays away from it.
KEPT = (
    *("alternatives", "bash.bashrc", "environment", "group", "hosts", "iproute2", "ld.so.cache", "ld.so.conf", "ld.so.conf.d"),
    *("localtime", "login.defs", "network", "nsswitch.conf", "pam.d", "passwd", "profile", "protocols", "python3", "security"),
    *("services", "shadow", "shells", "ssl/openssl.cnf", "sudo.conf", "sudoers", "sudoers.d"),
)
# What makes the host a router with a firewall: everything may be overwritten by a test's own files.
FILES = {
    "nftables.conf": """\
#!/usr/sbin/nft -f
flush ruleset

define inside = { 10.0.0.0/8, 192.168.0.0/16 }

table inet filter {
    chain input {
        type filter hook input priority filter; policy drop;
        ct state established,related accept
        iifname "lo" accept
        tcp dport 22 accept comment "management"
        icmp type echo-request accept
    }
    chain forward {
        type filter hook forward priority filter; policy drop;
        ip saddr $inside accept
    }
}
""",
    "network/interfaces": """\
auto lo
iface lo inet loopback

auto mgmt0
iface mgmt0 inet static
    address {address}/24

auto eth1
iface eth1 inet static
    address 10.1.1.1/24
""",
    "sysctl.d/90-router.conf": "# this host routes\nnet.ipv4.ip_forward = 1\n",
}
SSHD = """\
Port 22
HostKey /run/lab/host_key
PidFile /run/lab/sshd.pid
AuthorizedKeysFile /run/lab/authorized_keys
StrictModes no
AllowUsers {user} root
PermitRootLogin prohibit-password
UsePAM no
UseDNS no
MaxStartups 200:30:400
MaxSessions 100
PrintMotd no
PrintLastLog no
ForceCommand /run/lab/session
"""
# Every command of a login comes by here. ``cut`` names one, counted from the first, that is carried out, and whose session breaks
# before it can say so.
SESSION = """\
#!/bin/sh
: >>"/run/lab/commands/$(date +%s%N)-$$"
[ "$(ls /run/lab/commands | wc -l)" = "$(cat /run/lab/cut 2>/dev/null)" ] || exec sh -c "$SSH_ORIGINAL_COMMAND"
sh -c "$SSH_ORIGINAL_COMMAND" >/dev/null 2>&1
kill -KILL "$PPID"
"""


@dataclass(frozen=True)
class Host:
    """A host on this computer. ``folder`` holds its private etc, home, tmp, var-tmp, run."""

    number: int
    namespace: str
    address: str
    folder: Path

    @property
    def name(self) -> str:
        """Its host name."""
        return f"r{self.number}"

    def plug(self, bridge: str) -> None:
        """Make its namespace, the cable to the bridge, and a port eth1 whose other end is down."""
        run(["ip", "netns", "add", self.namespace])
        lines = [
            f"link add {self.namespace}m type veth peer name mgmt0 netns {self.namespace}",
            f"link set {self.namespace}m master {bridge} up",
        ]
        run(["ip", "-batch", "-"], stdin="\n".join(lines) + "\n")
        inner = [
            "link set lo up",
            "link add eth1 type veth peer name eth2",
            *(f"link set {port} up" for port in ("mgmt0", "eth1", "eth2")),
            f"addr add {self.address}/24 dev mgmt0",
            "addr add 10.1.1.1/24 dev eth1",
        ]
        run(["ip", "-n", self.namespace, "-batch", "-"], stdin="\n".join(inner) + "\n")

    def boot(self, files: Mapping[str, str], programs: Mapping[str, str], public_key: str, host_key: Path) -> None:
        """Write what is its own, start it, and wait for its sshd. ``programs`` are its /usr/local/bin."""
        for name in (f"home/{USER}", "tmp", "var-tmp", "run/lab", "run/sshd", "run/network", "run/lock"):
            (self.folder / name).mkdir(parents=True)
        for name in ("tmp", "var-tmp", "run/lock"):
            os.chmod(self.folder / name, 0o1777)  # noqa: S103  # they are mounted where everybody may write
        (self.folder / "etc").mkdir()
        run(["cp", "-a", *(f"/etc/{name}" for name in KEPT if Path("/etc", name).exists()), str(self.folder / "etc")])
        account.write_account_files(self.folder / "etc", "no password opens this account", user=USER, groups=("adm",))
        for name in ("network/interfaces.d", "sysctl.d"):
            shutil.rmtree(self.folder / "etc" / name, ignore_errors=True)
            (self.folder / "etc" / name).mkdir(parents=True)
        for name, text in programs.items():
            (self.folder / "bin").mkdir(exist_ok=True)
            (self.folder / "bin" / name).write_text(text, "utf-8")
            os.chmod(self.folder / "bin" / name, 0o755)  # noqa: S103  # programs for every login
        for name, text in (FILES | dict(files)).items():
            (self.folder / "etc" / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / "etc" / name).write_text(text.replace("{address}", self.address), "utf-8")
        with (self.folder / "etc/hosts").open("a", encoding="utf-8") as hosts:
            hosts.write(f"127.0.1.1 {self.name}\n")  # else sudo asks for it elsewhere, and waits
        self._lab(public_key, host_key)
        argv = ["ip", "netns", "exec", self.namespace, "unshare", "--mount", "--uts", "--pid", "--fork", "--mount-proc"]
        with open(self.folder / "boot.log", "wb") as log:
            # The host outlives this command: it gets a session of its own and no terminal.
            process = subprocess.Popen(  # noqa: S603
                [*argv, "--kill-child", "/bin/sh", str(BOOT), str(self.folder), self.name],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._await(process)

    def _lab(self, public_key: str, host_key: Path) -> None:
        lab = self.folder / "run/lab"
        shutil.copy(host_key, lab / "host_key")
        (lab / "authorized_keys").write_text(public_key + "\n", "utf-8")
        (lab / "sshd.conf").write_text(SSHD.format(user=USER), "utf-8")
        (lab / "session").write_text(SESSION, "utf-8")
        os.chmod(lab / "session", 0o755)  # noqa: S103  # run by every login
        (lab / "commands").mkdir()
        os.chmod(lab / "commands", 0o1777)  # noqa: S103  # written by every login
        sudoers = self.folder / "etc/sudoers.d/netops"
        sudoers.write_text(f"{USER} ALL=(ALL) NOPASSWD: ALL\n", "utf-8")
        os.chmod(sudoers, 0o440)

    def _await(self, process: subprocess.Popen[bytes], timeout: float = 20) -> None:
        deadline = time.monotonic() + timeout
        while not (self.folder / "run/lab/ready").exists():
            if process.poll() is not None or time.monotonic() > deadline:
                said = (self.folder / "boot.log").read_text("utf-8", "replace").strip()
                raise LabError(f"{self.name} did not start: {said or 'no word'}")
            time.sleep(0.02)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
        (self.folder / "pid").write_text(children[0], "utf-8")

    def off(self) -> None:
        """Kill everything in it and remove its namespace, and its cable with that."""
        for _ in range(100):
            if not network.kill(self.namespace):
                break
            time.sleep(0.02)
        run(["ip", "link", "del", f"{self.namespace}m"], check=False)
        run(["ip", "netns", "del", self.namespace], check=False)

    def run(self, *argv: str, check: bool = True, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command inside as root, as if typed on its console."""
        pid = (self.folder / "pid").read_text("utf-8")
        return run(["nsenter", f"--target={pid}", "--mount", "--uts", "--net", "--pid", "--", *argv], check=check, stdin=stdin)

    def commands(self) -> int:
        """How many commands its logins have given."""
        return len(list((self.folder / "run/lab/commands").iterdir()))

    def cut_at(self, number: int) -> None:
        """Break the session of the so many-th command from now on, once it is carried out."""
        (self.folder / "run/lab/cut").write_text(str(self.commands() + number), "utf-8")

    def etc(self, name: str) -> Path:
        """A file below its /etc, as this computer sees it."""
        return self.folder / "etc" / name
