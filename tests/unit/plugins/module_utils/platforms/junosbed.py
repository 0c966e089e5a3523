# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lab of simulated Junos devices, a driver on one of them, and trials for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.platforms import junos
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.tests.lab import SimulatedLab

OS = "junipernetworks.junos.junos"
ID = "af-0123456789ab"
CONFIG = """\
set system host-name r1
set interfaces fxp0 unit 0 family inet address 192.0.2.13/24
set interfaces ge-0/0/1 description old
set protocols bgp group peers type external
"""
CHANGE = ('set interfaces ge-0/0/1 description "second floor"',)


@pytest.fixture(scope="module")
def devices() -> Iterator[tuple[SimulatedLab, Iterator]]:
    """A lab of fresh devices, handed out one by one."""
    fresh = {f"j{number}": {"platform": OS, "ports": 2, "config": CONFIG} for number in range(1, 40)}
    with SimulatedLab({"defaults": {"host_keys": "shared"}, "devices": fresh}) as lab:
        yield lab, iter(lab.devices)


@pytest.fixture
def device(devices):
    """One that nobody has touched."""
    return next(devices[1])


@pytest.fixture
def open_driver(devices, device):
    """A function that opens a session of its own."""
    opened = []

    def open_one() -> junos.JunosDriver:
        target = Target(
            name=device.name,
            host=device.host,
            port=device.port,
            credentials=Credentials("admin", "admin"),
            network_os=OS,
            known_hosts_files=(str(devices[0].known_hosts),),
        )
        opened.append(junos.JunosDriver(target))
        return opened[-1]

    yield open_one
    for driver in opened:
        driver.close()


def trial(driver: junos.JunosDriver, commands=CHANGE, target=None) -> Trial:
    """A trial of five minutes."""
    return Trial(ID, tuple(commands), (), driver.running(), 300, target)


def started(driver: junos.JunosDriver, **facts) -> Trial:
    """A trial that waits for its confirmation."""
    made = trial(driver, **facts)
    driver.preflight(made)
    driver.arm(made)
    driver.apply(made)
    return made
