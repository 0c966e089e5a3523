# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated Nokia devices do what the documentation says of the real ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.tests.lab import SimulatedLab

SRL = "set / interface ethernet-1/1 description old\nset / system name host-name leaf1\n"
SROS = '/configure port 1/1/c1/1 description "old"\n/configure system name "r1"\n'


@pytest.fixture(scope="module")
def lab() -> Iterator[SimulatedLab]:
    """Two devices of each."""
    devices = {name: {"platform": "nokia.srlinux.srlinux", "config": SRL} for name in ("leaf1", "leaf2")}
    devices |= {name: {"platform": "nokia.sros.md", "config": SROS} for name in ("r1", "r2")}
    with SimulatedLab({"defaults": {"host_keys": "shared"}, "devices": devices}) as found:
        yield found


def test_srlinux_reverts_an_unconfirmed_commit(lab):
    """The commit is told with its time, recorded as failed when that has passed, and can be accepted by nobody then."""
    device = lab.device("leaf1")
    said = device.type(
        "enter candidate private name x", "set / interface ethernet-1/1 description new", "commit confirmed timeout 120"
    )
    assert (
        said[-1]
        == "Commit confirmed (automatic rollback in 2 minutes)\nAll changes have been committed. Leaving candidate mode.\n\n"
    )
    assert "status unconfirmed" in device.type("info from state /system configuration commit *")[0]
    assert "in progress" in device.type("enter candidate private name y", "commit now")[-1]
    device.clock(advance=121)
    assert "description old" in device.running
    assert "status failed" in device.type("info from state /system configuration commit *")[0]
    assert device.type("tools system configuration confirmed-accept")[0].startswith("Error:")


def test_srlinux_takes_a_line_whole_or_not_at_all(lab):
    """An unknown token is named with what could stand there; the candidate is as it was."""
    said = lab.device("leaf2").type(
        "enter candidate private name x", "set / interface ethernet-1/1 mtu 9000 descr x", "diff", "discard now"
    )
    assert said[1].startswith("Error: Parsing error: Unknown token 'descr'. Options are ['admin-state', ")
    assert said[2].strip() == ""
    assert said[3].startswith("All changes have been discarded")


def test_sros_keeps_the_exclusive_candidate_for_one(lab):
    """Another session is refused; edits are compared, and asked about when one leaves with them."""
    device = lab.device("r1")
    said = device.type("edit-config exclusive", '/configure port 1/1/c1/1 description "new"', "compare", "quit-config")
    assert '-        description "old"' in said[2]
    assert '+        description "new"' in said[2]
    assert said[3] == ""
    assert "MINOR: MGMT_CORE #2052" in device.type("edit-config exclusive")[0]


def test_sros_words(lab):
    """Unknown elements, wrong values, and what nobody may do outside of a candidate."""
    device = lab.device("r2")
    said = device.type(
        "/configure system name x", "edit-config exclusive", "/configure sytem name x", "/configure port 1/1/c1/1 admin-state up"
    )
    assert "not allowed in operational mode" in said[0]
    assert "MINOR: MGMT_CORE #2201: Unknown element - 'sytem'" in said[2]
    assert "MINOR: MGMT_CORE #2301: Invalid element value - 'up'" in said[3]
