# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A running demo lab for these tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")
ROOT = Path(__file__).resolve().parents[3]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.lab import SimulatedLab  # noqa: E402  # after the path is set
from tests.lab.lab import DEMO  # noqa: E402  # after the path is set


@pytest.fixture(scope="session")
def demo() -> Iterator[SimulatedLab]:
    """The demo topology, its clocks sixty times as fast as life."""
    with SimulatedLab(DEMO, speed=60) as lab:
        yield lab


@pytest.fixture
def lab(demo: SimulatedLab) -> Iterator[SimulatedLab]:
    """The demo lab, put back afterwards."""
    yield demo
    for device in demo.devices:
        device.clear()
        device.fault("reboot", seconds=0)
    for device in demo.devices:
        device.wait(lambda one: one.reachable())
        device.commands(forget=True)


@pytest.fixture
def core1(lab: SimulatedLab) -> Any:
    """An IOS device with an enable password."""
    return lab.device("core1")


@pytest.fixture
def core2(lab: SimulatedLab) -> Any:
    """An IOS device that logs in privileged."""
    return lab.device("core2")


@pytest.fixture
def access1(lab: SimulatedLab) -> Any:
    """An EOS device."""
    return lab.device("access1")
