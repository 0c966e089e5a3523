# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated VyOS device promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab import SimulatedLab

OS = "vyos.vyos.vyos"
CONFIG = """\
set system host-name r1
set interfaces ethernet eth0 address 192.0.2.14/24
set interfaces ethernet eth1 description old
set system config-management commit-revisions 100
"""
RELOAD = "set system config-management commit-confirm action reload\n"
CHANGE = ("configure", "set interfaces ethernet eth1 description 'second floor'")


@pytest.fixture(scope="module")
def lab() -> Iterator[SimulatedLab]:
    """Fresh devices, and one that reboots."""
    devices = {f"v{number}": {"platform": OS, "ports": 2, "config": CONFIG + RELOAD} for number in range(1, 11)}
    devices["reboots"] = {"platform": OS, "ports": 2, "config": CONFIG}
    with SimulatedLab({"defaults": {"host_keys": "shared"}, "devices": devices}) as running:
        running.fresh = iter(running.devices)
        yield running


@pytest.fixture
def device(lab):
    """One that nobody has touched."""
    return next(lab.fresh)


def test_values_are_shown_in_quotes(device):
    """Names of nodes are not."""
    assert device.running.splitlines()[:2] == [
        "set interfaces ethernet eth0 address '192.0.2.14/24'",
        "set interfaces ethernet eth1 description 'old'",
    ]


def test_a_session_has_its_own_candidate(device):
    """Nobody else sees it; another session's commit stays when this one commits."""
    before = device.running
    device.type(*CHANGE)
    assert device.running == before
    assert "No changes between working and active" in device.type("configure", "compare")[1]


def test_what_is_not_understood_is_said(device):
    """With the path, in the device's words."""
    answers = device.type("configure", "set interfaces ethernet eth1 adress 192.0.2.1/24", "set system host-name r1", "delete nat")
    assert answers[1] == "\n  Configuration path: [interfaces ethernet eth1 adress 192.0.2.1/24] is not valid\n  Set failed\n\n"
    assert "already exists" in answers[2]
    assert "Nothing to delete" in answers[3]
    assert "Invalid command" in device.type("shwo version")[0]


def test_an_unconfirmed_commit_is_reloaded(device):
    """Back to the newest archived revision; the archive has not heard of it."""
    before = device.running
    answers = device.type(*CHANGE, "commit-confirm 5 comment af-1", "y")
    assert "5 minutes to confirm before reload" in answers[3]
    assert "second floor" in device.running
    assert device.type("systemctl is-active commit-confirm.timer", "cat /tmp/commit-rev-entry")[1].endswith("|other|cli|af-1|\n")
    assert "af-1" not in device.type("show system commit")[0]
    device.clock(advance=301)
    assert device.running == before
    assert device.type("systemctl is-active commit-confirm.timer") == ["inactive\n"]


def test_a_confirmed_commit_comes_into_the_archive(device):
    """From any session; a second confirmation finds nothing."""
    device.type(*CHANGE, "commit-confirm 5 comment af-1", "y")
    assert device.type("configure", "confirm", "confirm")[1:] == ["Reload timer stopped\n", "No confirm pending\n"]
    assert "af-1" in device.type("show system commit")[0].splitlines()[1]


def test_without_the_action_an_unconfirmed_commit_reboots(lab):
    """Into the saved configuration: what was committed before and not saved is gone, too."""
    device = lab.device("reboots")
    device.type("configure", "set system domain-name example.net", "commit")
    answers = device.type(*CHANGE, "commit-confirm 5", "y")
    assert "to confirm before reboot" in answers[3]
    device.clock(advance=301)
    device.wait(lambda one: not one.reachable())
    device.wait(lambda one: one.reachable())
    assert device.running == device.startup
    assert "example.net" not in device.running


def test_a_second_trial_is_refused(device):
    """One timer at a time."""
    device.type(*CHANGE, "commit-confirm 5", "y")
    assert device.type("configure", "set system domain-name example.net", "commit-confirm 5")[2] == "Another confirm is pending\n"


def test_a_failed_commit_leaves_a_part_and_its_timer(device):
    """Component by component: what worked has been carried out, and the timer was started first."""
    answers = device.type(*CHANGE, "set protocols bgp neighbor 198.51.100.9 description x", "commit-confirm 5", "y")
    assert "Commit failed" in answers[4]
    assert "second floor" in device.running
    assert device.pending() is not None
    assert "No such file" in device.type("cat /tmp/commit-rev-entry")[0]


def test_a_soft_rollback_loads_a_revision(device):
    """Into the candidate; the commit makes it run."""
    before = device.running
    device.type(*CHANGE, "commit")
    device.type("configure", "rollback-soft 1", "commit")
    assert device.running == before


def test_only_a_save_changes_the_next_boot(device):
    """In commands, as the running configuration."""
    device.type(*CHANGE, "commit")
    assert "second floor" not in device.startup
    device.type("configure", "save")
    assert device.startup == device.running


def test_devices_of_different_vendors_are_neighbours():
    """A cable between a VyOS and a Junos device carries OSPF and BGP; each says so in its own words."""
    junos = """\
set system host-name j1
set interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/30
set routing-options autonomous-system 64500
set protocols bgp group peers type external
set protocols bgp group peers neighbor 10.0.0.2 peer-as 64501
set protocols ospf area 0.0.0.0 interface ge-0/0/0.0
"""
    vyos = """\
set system host-name v1
set interfaces ethernet eth1 address 10.0.0.2/30
set protocols bgp system-as 64501
set protocols bgp neighbor 10.0.0.1 remote-as 64500
set protocols bgp address-family ipv4-unicast network 10.0.0.0/30
set protocols ospf area 0 network 10.0.0.0/30
"""
    devices = {"j1": {"platform": "junipernetworks.junos.junos", "config": junos}, "v1": {"platform": OS, "config": vyos}}
    with SimulatedLab({"devices": devices, "links": [["j1", "ge-0/0/0", "v1", "eth1"]]}) as lab:
        one, other = lab.device("j1"), lab.device("v1")
        assert "Establ" in one.type("show bgp summary")[0]
        assert "10.0.0.2" in one.type("show ospf neighbor | display json")[0]
        assert "Full" in other.type("show ip ospf neighbor")[0]
        one.type("configure", "set interfaces ge-0/0/0 disable", "commit")
        assert "Establ" not in one.type("show bgp summary")[0]
        assert "Full" not in other.type("show ip ospf neighbor")[0]
