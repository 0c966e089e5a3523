# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux hosts, real: nftables, iproute2 and OpenSSH in namespaces."""

from __future__ import annotations

import atexit
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.linux import open_driver
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.tests.lab.linux.host import FILES, USER, Host
from ansible_collections.auto.factory.tests.lab.linux.lab import LinuxLab, missing, shell

from ..bed import Row

_LISTED = "nft -s list ruleset"
_LAB: list[LinuxLab] = []


@dataclass
class LinuxBed:
    """One host, looked at from its console."""

    lab: LinuxLab
    host: Host

    def target(self) -> Target:
        """A user with sudo."""
        return Target(
            name=self.host.name,
            host=self.host.address,
            port=22,
            credentials=Credentials(USER, private_key_file=str(self.lab.folder / "id_ed25519")),
            network_os="auto.factory.linux",
            known_hosts_files=(str(self.lab.folder / "known_hosts"),),
            connect_timeout=10.0,
            command_timeout=20.0,
        )

    def running(self) -> str:
        """What the kernel does: its ruleset, its forwarding, the address of its inner port."""
        script = f"{_LISTED}; sysctl net.ipv4.ip_forward; ip -o -4 addr show dev eth1 | awk '{{ print $4 }}' | sort"
        return shell(self.host, script).stdout

    def startup(self) -> str:
        """What it would do after a boot: the disk's rules are loaded in an empty namespace."""
        rules = shell(self.host, f"unshare -n sh -c 'nft -f /etc/nftables.conf && {_LISTED}'").stdout
        forward = re.findall(r"^net\S+ = \d", self.host.etc("sysctl.d/90-router.conf").read_text(), re.MULTILINE)
        addresses = re.findall(r"address (10\S+)", self.host.etc("network/interfaces").read_text())
        return rules + "".join(f"{line}\n" for line in [*forward, *addresses])

    def pending(self) -> bool:
        """Does a process of ours wait there?"""
        return bool(self._processes())

    def _processes(self) -> str:
        return shell(self.host, "grep -lsa 'auto-factory-dead-ma[n]' /proc/[0-9]*/cmdline", check=False).stdout

    def left(self) -> list[str]:
        """Files and processes. What is loaded and not saved is part of the configuration, not a rest."""
        found = shell(self.host, "ls -d /tmp/* /run/auto-factory* 2>/dev/null", check=False).stdout.split()
        unsaved = self.running() != self.startup()
        return [name for name in found if not (unsaved and name == "/run/auto-factory-linux")] + self._processes().split()

    def hang_up(self) -> None:
        """Kill every session."""
        self.host.run("pkill", "-KILL", "-f", f"sshd: {USER}")

    def drop_at(self, number: int) -> None:
        """The command is carried out, and nobody hears of it."""
        self.host.cut_at(number)

    def commands(self) -> int:
        """Remote commands so far."""
        return self.host.commands()

    def pass_time(self, seconds: float) -> None:
        """Short waits are real, and shorter. Long ones end the sleep of a switch, and last until it has done its work."""
        if seconds < ROW.seconds:
            time.sleep(min(seconds, 0.2))
            return
        shell(self.host, "pkill -x sleep -P \"$(cat /tmp/auto-factory-*/pid | tr '\\n' ',')0\"", check=False)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.pending():
            time.sleep(0.1)

    def foreign_trial(self) -> None:
        """Another person's, with the same tool."""
        driver = open_driver(self.target())
        driver.arm(Trial("af-ba9876543210", ("no drift nftables",), (), driver.running(), 300))
        driver.close()

    def edit(self) -> None:
        """By hand, into the kernel, past every file."""
        shell(self.host, "nft add rule inet filter input tcp dport 8080 accept")


def the_lab() -> LinuxLab:
    """The lab of this process, started when it is first wanted."""
    if not _LAB:
        lab = LinuxLab()
        lab.__enter__()
        atexit.register(lab.close)
        _LAB.append(lab)
    return _LAB[0]


@contextmanager
def _start() -> Iterator[LinuxBed]:
    with the_lab().host() as host:
        yield LinuxBed(the_lab(), host)


_RULES = FILES["nftables.conf"].replace('comment "management"\n', 'comment "management"\n        tcp dport 443 accept\n')
_FILE = ("file /etc/nftables.conf", *(f" {line}" for line in FILES["nftables.conf"].splitlines()))
ROW = Row(
    network_os="auto.factory.linux",
    start=_start,
    change=(
        "file /etc/nftables.conf",
        *(f" {line}" for line in _RULES.splitlines()),
        "file /etc/sysctl.d/90-router.conf",
        " net.ipv4.ip_forward = 0",
    ),
    shows="tcp dport 443 accept",
    rejected=(*_FILE, " add rule inet filter input tcp dport 443 acept"),
    words="syntax error",
    replacement=lambda running: running.replace('comment "management"', 'comment "the way in"'),
    seconds=7,
    real=True,
    missing=missing,
)
