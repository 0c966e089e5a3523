# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of the tests on simulated devices: one lab for all of them, a fresh device for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.tests.lab import SimulatedLab

from .cells import PLATFORMS, Case, Cells, topology

CELLS = 50


@pytest.fixture(scope="session")
def cells() -> Iterator[Cells]:
    """Fifty cells in one process, on addresses of their own."""
    with SimulatedLab(topology(CELLS)) as lab:
        yield Cells(lab, CELLS)


@pytest.fixture
def take(cells, tmp_path) -> Callable[[str], Case]:
    """Gives a fresh device of a platform."""
    return lambda platform: cells.take(platform, tmp_path)


@pytest.fixture(params=PLATFORMS)
def case(request, take) -> Case:
    """A fresh device of each platform."""
    return take(request.param)
