# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulated devices for a driver's unit tests: a fresh one each, sessions on it, trials of the driver's own making."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.change.request import Content, candidate_for
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import open_driver
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.tests.lab import SimulatedDevice, SimulatedLab

ID = "af-0123456789ab"


@dataclass
class Bench:
    """One device, and the sessions that were opened on it."""

    network_os: str
    lab: SimulatedLab
    device: SimulatedDevice
    opened: list[Any] = field(default_factory=list)

    def driver(self) -> Any:
        """A session of its own."""
        target = Target(
            name=self.device.name,
            host=self.device.host,
            port=self.device.port,
            credentials=Credentials("admin", "admin"),
            network_os=self.network_os,
            known_hosts_files=(str(self.lab.known_hosts),),
        )
        self.opened.append(open_driver(target))
        return self.opened[-1]

    def trial(self, driver: Any, lines: Sequence[str], replace: bool = False, seconds: int = 300) -> Trial:
        """A change as a transaction would hand it over."""
        running = driver.running()
        found = candidate_for(Content(tuple(lines), replace), running, self.network_os)
        rollback = tuple(config_remediate(found.predicted, running, self.network_os))
        return Trial(ID, found.commands, rollback, running, seconds, found.target)

    def started(self, driver: Any, lines: Sequence[str], **facts: Any) -> Trial:
        """A change, applied and not confirmed."""
        trial = self.trial(driver, lines, **facts)
        driver.arm(trial)
        driver.apply(trial)
        return trial

    def typed(self, pattern: str) -> list[str]:
        """What the device received and matches."""
        return [command["line"] for command in self.device.commands(pattern)]


@contextmanager
def benches(network_os: str, config: str, count: int) -> Iterator[Iterator[Bench]]:
    """So many fresh devices of one lab."""
    devices = {f"u{number}": {"platform": network_os, "ports": 3, "config": config} for number in range(1, count + 1)}
    with SimulatedLab({"defaults": {"host_keys": "shared"}, "devices": devices}) as lab:
        made = [Bench(network_os, lab, device) for device in lab.devices]
        yield iter(made)
        for bench in made:
            for driver in bench.opened:
                driver.close()
