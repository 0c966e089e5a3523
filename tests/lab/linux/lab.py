# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real Linux hosts in network namespaces, each with its own /etc, /run, /tmp, processes and sshd.

with LinuxLab() as lab:
    with lab.host() as host:
        host.run("nft", "list", "ruleset")
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from ansible_collections.auto.factory.tests.lab.frr import account, network
from ansible_collections.auto.factory.tests.lab.frr.command import LabError, run

from .host import USER, Host

STATE = Path("/run/auto-factory-lab")
TOOLS = {
    "nft": "nftables",
    "ip": "iproute2",
    "ifreload": "ifupdown2",
    "sysctl": "procps",
    "sudo": "sudo",
    "sshd": "openssh-server",
    "unshare": "util-linux",
    "openssl": "openssl",
    "diff": "diffutils",
}


def missing() -> str:
    """Why the lab cannot run on this computer; '' where it can."""
    if os.geteuid() != 0:
        return "real Linux hosts need root (network namespaces)"
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    packages = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool, path=path)})
    return f"real Linux hosts need the Debian packages {', '.join(packages)}: run .ci/install linux" if packages else ""


def _free_place() -> tuple[socket.socket, int]:
    """A place and what holds it: a name that goes with its process, so that the next run can remove what a killed one left."""
    for number in range(26):
        place = socket.socket(socket.AF_UNIX)
        try:
            place.bind(f"\0auto-factory-linux-lab-{number}")
        except OSError:
            place.close()
            continue
        return place, number
    raise LabError("26 labs of Linux hosts run on this computer already")


class LinuxLab:
    """Hosts on one bridge. Host n of the lab is ``r<n>`` with address ``<net>.<n + 10>``; mgmt0 leads to the bridge."""

    def __init__(self) -> None:
        """Take the first place that no other run on this computer has."""
        self._place, number = _free_place()
        # ``prefix`` begins every name on this computer, ``net`` is the first three bytes of the management /24.
        self.prefix, self.net = f"l{chr(97 + number)}", f"172.30.{number}"
        self.folder = STATE / self.prefix
        self.hosts: dict[int, Host] = {}
        self._unmount = False

    def __enter__(self) -> LinuxLab:
        """Start it, after removing what a killed run left."""
        reason = missing()
        if reason:
            raise LabError(reason)
        self.down()
        try:
            self._unmount = not network.netns_is_mounted()
            self.folder.mkdir(parents=True, mode=0o755)
            bridge = f"{self.prefix}br"
            lines = [f"link add {bridge} type bridge", f"addr add {self.net}.1/24 dev {bridge}", f"link set {bridge} up"]
            run(["ip", "-batch", "-"], stdin="\n".join(lines) + "\n")
            self.public_key = account.make_key(self.folder / "id_ed25519")
            self.host_key = account.make_key(self.folder / "host_key")
            (self.folder / "known_hosts").write_text("", "utf-8")
        except BaseException:
            self.down()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take it down."""
        self.close()

    def close(self) -> None:
        """Take it down and give up its place."""
        self.down()
        self._place.close()

    @contextmanager
    def host(self, files: Mapping[str, str] | None = None, programs: Mapping[str, str] | None = None) -> Iterator[Host]:
        """One more host, with these files in its /etc, loaded as a boot loads them, and these programs in /usr/local/bin."""
        host = self.start(files, programs)
        try:
            yield host
        finally:
            self.stop(host)

    def start(self, files: Mapping[str, str] | None = None, programs: Mapping[str, str] | None = None) -> Host:
        """Start a host; returns when its sshd listens."""
        number = next(n for n in range(1, 240) if n not in self.hosts)
        host = Host(number, f"{self.prefix}r{number}", f"{self.net}.{number + 10}", self.folder / f"r{number}")
        self.hosts[number] = host
        with (self.folder / "known_hosts").open("a", encoding="utf-8") as known:
            known.write(f"{host.address} {self.host_key}\n")
        host.plug(f"{self.prefix}br")
        host.boot(files or {}, programs or {}, self.public_key, self.folder / "host_key")
        return host

    def stop(self, host: Host) -> None:
        """Switch a host off and remove everything of it."""
        host.off()
        shutil.rmtree(host.folder, ignore_errors=True)
        self.hosts.pop(host.number, None)

    def down(self) -> None:
        """Remove every process, namespace, link and file of this prefix, also those of a run that was killed."""
        for _ in range(100):
            if not [pid for name in network.namespaces_of(self.prefix) for pid in network.kill(name)]:
                break
        network.remove(self.prefix, unmount=self._unmount)
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.parent.is_dir() and not any(self.folder.parent.iterdir()):
            self.folder.parent.rmdir()

    def inventory(self) -> dict[str, Any]:
        """The hosts as an Ansible inventory: a user with sudo, logged in by a key."""
        variables = {
            "ansible_connection": "auto.factory.cli",
            "ansible_network_os": "auto.factory.linux",
            "ansible_user": USER,
            "ansible_ssh_private_key_file": str(self.folder / "id_ed25519"),
            "ansible_known_hosts_file": str(self.folder / "known_hosts"),
        }
        hosts = {host.name: {"ansible_host": host.address} for host in self.hosts.values()}
        return {"all": {"children": {"linux": {"hosts": hosts, "vars": variables}}}}


def shell(host: Host, script: str, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a line of shell on the host's console."""
    return host.run("sh", "-c", script, check=check)
