# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NETCONF: the real netconfd, a fresh one for each scenario. Its timers run in real time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.tests.lab.netconf.device import SPACE, NetconfDevice, missing

from ..bed import Row

_QUIET, _PAUSE = 1.3, 0.05
# The suite lets this pass beyond a timer; here the clock is the real one, and a part of it shows as much.
_BEYOND, _ENOUGH = 5.0, 1.3


@dataclass
class NetconfBed:
    """A netconfd as the suite sees it, through its own socket."""

    device: NetconfDevice

    def target(self) -> Target:
        """Its login."""
        return Target(
            name="r1",
            host=self.device.host,
            port=self.device.port,
            credentials=Credentials(self.device.user, private_key_file=str(self.device.key)),
            network_os="auto.factory.netconf",
            known_hosts_files=(str(self.device.known_hosts),),
            connect_timeout=10.0,
            command_timeout=20.0,
            transport="netconf",
        )

    def running(self) -> str:
        """As the server writes it."""
        return self.device.config("running")

    def startup(self) -> str | None:
        """As the server writes it."""
        return self.device.config("startup")

    def pending(self) -> bool:
        """Asked of the server itself."""
        return self.device.pending()

    def left(self) -> list[str]:
        """Edits in the candidate, and locks."""
        return self.device.left()

    def hang_up(self) -> None:
        """Kill every process of every SSH session."""
        self.device.hang_up()

    def drop_at(self, number: int) -> None:
        """The operation is carried out, and its answer never comes."""
        self.device.cut_at(number)

    def commands(self) -> int:
        """Operations that came over SSH."""
        return self.device.operations()

    def pass_time(self, seconds: float) -> None:
        """Really wait, in silence beyond the end of the timer; where it has not fired by then, until it has.

        Asked seldom: netconfd looks at its timers only in a second in which nobody talks to it. The short pauses between two
        attempts are not for its timers, and here nothing else needs them.
        """
        if seconds <= 1:
            time.sleep(_PAUSE)
            return
        end = time.monotonic() + seconds
        time.sleep(max(seconds - _BEYOND + _ENOUGH, _PAUSE))
        while time.monotonic() < end and self.device.pending():
            time.sleep(_QUIET)

    def foreign_trial(self) -> None:
        """Somebody else's confirmed commit, with a token of their own."""
        self.device.edit(f'<system xmlns="{SPACE}"><ntp><server>203.0.113.9</server></ntp></system>', confirmed="theirs")

    def edit(self) -> None:
        """Committed from the server's own socket."""
        self.device.edit(f'<system xmlns="{SPACE}"><host-name>r1-edited</host-name></system>')


@contextmanager
def _start() -> Iterator[NetconfBed]:
    with NetconfDevice() as device:
        yield NetconfBed(device)


ROW = Row(
    network_os="auto.factory.netconf",
    start=_start,
    change=(
        f'<interfaces xmlns="{SPACE}">',
        "  <interface>",
        "    <name>eth1</name>",
        "    <description>second floor</description>",
        "  </interface>",
        "</interfaces>",
    ),
    shows="<description>second floor</description>",
    rejected=(
        f'<interfaces xmlns="{SPACE}"><interface><name>eth1</name><description>third floor</description></interface></interfaces>',
        f'<mode xmlns="{SPACE}">gateway</mode>',
    ),
    words=r"(?i)invalid",
    replacement=lambda running: running.replace("198.51.100.1", "198.51.100.2"),
    seconds=8,
    trial_seconds=3,
    confirm_saves=True,
    real=True,
    missing=missing,
)
