# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Beds out of the simulated lab: one lab process for all, a fresh device for each scenario."""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.tests.lab import SimulatedDevice, SimulatedLab

from .bed import Row

DEVICES = 48


@dataclass
class Fleet:
    """The fresh devices of one platform, in a lab process that is started when the first is wanted."""

    network_os: str
    config: str
    foreign: tuple[str, ...] = ()
    keeps: str = r"(?!)"
    count: int = DEVICES
    lab: SimulatedLab | None = None
    used: int = 0

    def take(self) -> SimulatedDevice:
        """A device that nobody has touched."""
        if self.lab is None or self.used == self.count:
            self._start()
        self.used += 1
        assert self.lab is not None
        return self.lab.device(f"d{self.used}")

    def _start(self) -> None:
        # A lab that is used up goes on: a test may still look at its devices.
        devices: dict[str, Any] = {
            f"d{number}": {"platform": self.network_os, "ports": 3, "config": self.config} for number in range(1, self.count + 1)
        }
        defaults = {"user": "admin", "password": "admin", "port": 2222, "host_keys": "shared"}
        self.lab = SimulatedLab({"defaults": defaults, "devices": devices})
        self.lab.__enter__()
        self.used = 0
        atexit.register(self.lab.__exit__, None, None, None)


@dataclass
class SimulatedBed:
    """A simulated device as the suite sees it. ``foreign``: lines that start somebody else's trial, typed at another login."""

    fleet: Fleet
    device: SimulatedDevice
    files: set[str] = field(default_factory=set)

    def target(self) -> Target:
        """Its login."""
        assert self.fleet.lab is not None
        return Target(
            name=self.device.name,
            host=self.device.host,
            port=self.device.port,
            credentials=Credentials("admin", "admin"),
            network_os=self.fleet.network_os,
            known_hosts_files=(str(self.fleet.lab.known_hosts),),
            connect_timeout=10.0,
            command_timeout=20.0,
        )

    def running(self) -> str:
        """As the device keeps it."""
        return self.device.running

    def startup(self) -> str | None:
        """As the device keeps it."""
        return self.device.startup

    def pending(self) -> bool:
        """Asked of the device itself."""
        return self.device.pending() is not None

    def left(self) -> list[str]:
        """New files on its flash, without those that the device keeps for itself."""
        return sorted(name for name in set(self.device.files()) - self.files if not re.match(self.fleet.keeps, name))

    def hang_up(self) -> None:
        """Break every session."""
        self.device.fault("drop")

    def drop_at(self, number: int) -> None:
        """Break the session at a command."""
        self.device.fault("drop", at=number)

    def commands(self) -> int:
        """Lines received so far."""
        return len(self.device.commands())

    def pass_time(self, seconds: float) -> None:
        """Set its clock forward."""
        self.device.clock(advance=seconds)

    def foreign_trial(self) -> None:
        """Typed by another login."""
        self.device.type(*self.fleet.foreign)

    def edit(self) -> None:
        """From its console."""
        self.device.fault("change", lines=[f"hostname {self.device.name}-edited"])


def simulated(network_os: str, config: str, foreign: tuple[str, ...], keeps: str = r"(?!)") -> Any:
    """A ``start`` for a Row: gives fresh simulated devices of one platform.

    ``foreign``: lines that start somebody else's trial; ``keeps``: a pattern for files that the device keeps by itself.
    """
    fleet = Fleet(network_os, config, foreign, keeps)

    @contextmanager
    def start() -> Iterator[SimulatedBed]:
        device = fleet.take()
        yield SimulatedBed(fleet, device, set(device.files()))

    start.fleet = fleet  # type: ignore[attr-defined]
    return start


def fleet_of(row: Row) -> Fleet | None:
    """The fleet that a row's simulated devices come from; None for a row of another kind."""
    return getattr(row.start, "fleet", None)
