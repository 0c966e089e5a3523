# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRRouting, real: one router in a network namespace, put back before each scenario."""

from __future__ import annotations

import atexit
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.frr import open_driver
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.tests.lab.frr import account
from ansible_collections.auto.factory.tests.lab.frr.lab import FrrLab, missing

from ..bed import Row

NAME = "r1"
# Takes back what any scenario may have brought, whether it is there or not.
RESET = ("no ip prefix-list CONF", "no ip route 10.61.0.0/16 blackhole", "no ip route 10.62.0.0/16 blackhole")
_LABS: list[FrrLab] = []
_STARTUPS: list[str] = []


@dataclass
class FrrBed:
    """The router, looked at from its console."""

    lab: FrrLab

    def target(self) -> Target:
        """The user whose login lands in a shell."""
        return Target(
            name=NAME,
            host=self.lab.machines[NAME].router.address,
            port=22,
            credentials=Credentials(account.USER, (self.lab.folder / "password").read_text("utf-8").strip()),
            network_os="frr.frr.frr",
            known_hosts_files=(str(self.lab.folder / "known_hosts"),),
            connect_timeout=10.0,
            command_timeout=20.0,
        )

    def running(self) -> str:
        """As vtysh shows it."""
        return _body(self.lab.running(NAME))

    def startup(self) -> str:
        """What lies in frr.conf."""
        return _body(self.lab.startup(NAME))

    def pending(self) -> bool:
        """Does a process of ours wait there?"""
        return bool(self._processes())

    def _processes(self) -> list[str]:
        found = self.lab.run(NAME, "sh", "-c", "grep -lsa 'auto-factory-dead-ma[n]' /proc/[0-9]*/cmdline", check=False)
        return found.stdout.split()

    def left(self) -> list[str]:
        """Files and processes."""
        return (
            self.lab.run(NAME, "sh", "-c", "ls -d /tmp/auto-factory* 2>/dev/null", check=False).stdout.split() + self._processes()
        )

    def hang_up(self) -> None:
        """Kill every session."""
        self.lab.run(NAME, "pkill", "-KILL", "-f", f"sshd: {account.USER}", check=False)

    def drop_at(self, number: int) -> None:
        """Its sessions carry no commands that could be cut one by one."""
        raise NotImplementedError

    def commands(self) -> int:
        """Unknown."""
        return 0

    def pass_time(self, seconds: float) -> None:
        """Real seconds; no more of them than a switch still waits."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.pending():
            time.sleep(min(0.2, seconds))

    def foreign_trial(self) -> None:
        """Another person's, with the same tool."""
        driver = open_driver(self.target())
        driver.arm(Trial("af-ba9876543210", ("ip route 10.62.0.0/16 blackhole",), (), driver.running(), 300))
        driver.close()

    def edit(self) -> None:
        """By hand."""
        self.lab.vtysh(NAME, "configure terminal", "ip route 10.62.0.0/16 blackhole")

    def reset(self) -> None:
        """Nobody waits, nothing lies there, both configurations are the first ones."""
        self.lab.run(NAME, "sh", "-c", "for f in $(grep -lsa 'auto-factory-dead-ma[n]' /proc/[0-9]*/cmdline); do "
                     "kill -9 $(basename $(dirname $f)); done; rm -rf /tmp/auto-factory*", check=False)  # fmt: skip
        for line in RESET:
            self.lab.run(NAME, "vtysh", "-c", "configure terminal", "-c", line, check=False)
        (self.lab.machines[NAME].configuration_folder / "frr.conf").write_text(_STARTUPS[0], "utf-8")


def _body(text: str) -> str:
    """Without what changes by itself: the headings that vtysh writes."""
    quiet = ("!", "Building", "Current", "end", "frr version", "frr defaults", "log file", "service integrated")
    return "\n".join(line for line in text.splitlines() if line.strip() and not line.startswith(quiet))


def the_lab() -> FrrLab:
    """The lab of this process, started when it is first wanted; its startup is what the router itself would save."""
    if not _LABS:
        lab = FrrLab(2, "cf", network_prefix="172.31.87")
        lab.down()  # what a killed run left
        lab.up()
        atexit.register(lab.down)
        _LABS.append(lab)
        lab.vtysh(NAME, "write memory")
        _STARTUPS.append(lab.startup(NAME))
    return _LABS[0]


@contextmanager
def _start() -> Iterator[FrrBed]:
    bed = FrrBed(the_lab())
    bed.reset()
    yield bed


ROW = Row(
    network_os="frr.frr.frr",
    start=_start,
    change=("ip prefix-list CONF seq 5 permit 10.60.0.0/16", "ip route 10.61.0.0/16 blackhole"),
    shows="ip route 10.61.0.0/16 blackhole",
    rejected=("ip route 10.61.0.0/16 blackhole", "ip prefix-lists CONF seq 5 permit any"),
    words=r"(?i)unknown command",
    replacement=lambda running: running.replace("throttle spf 0 50 1000", "throttle spf 0 60 1000"),
    seconds=15,
    trial_seconds=4,
    droppable=False,
    real=True,
    missing=lambda: missing() or "",
)
