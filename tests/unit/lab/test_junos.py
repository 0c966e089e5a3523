# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated Junos device promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lab import SimulatedLab

OS = "junipernetworks.junos.junos"
CONFIG = """\
set system host-name r1
set interfaces fxp0 unit 0 family inet address 192.0.2.13/24
set interfaces ge-0/0/1 description old
"""


@pytest.fixture(scope="module")
def devices() -> Iterator[Iterator]:
    """Fresh devices, one after the other."""
    fresh = {f"j{number}": {"platform": OS, "ports": 2, "config": CONFIG} for number in range(1, 21)}
    with SimulatedLab({"defaults": {"host_keys": "shared"}, "devices": fresh}) as lab:
        yield iter(lab.devices)


@pytest.fixture
def device(devices):
    """One that nobody has touched."""
    return next(devices)


def test_nothing_changes_until_commit(device):
    """The candidate is shared, and shown by everybody's compare."""
    before = device.running
    device.type("configure", "set interfaces ge-0/0/1 description new")
    assert device.running == before
    entered, compared = device.type("configure", "show | compare")
    assert "The configuration has been changed but not committed" in entered
    assert compared == "[edit interfaces ge-0/0/1]\n-   description old;\n+   description new;\n"


def test_what_is_not_understood_is_pointed_at(device):
    """The caret stands under the word, behind the prompt."""
    answer = device.type("configure", "set interfaces ge-0/0/1 descripton new")[1]
    assert answer.splitlines()[0].index("^") == len("other@r1# set interfaces ge-0/0/1 ")
    assert answer.endswith("syntax error.\n")
    assert device.type("sho versoin")[0].endswith("syntax error.\n")


def test_an_exclusive_session_wants_a_clean_candidate(device):
    """And keeps everybody else from editing; its edits go with it."""
    device.type("configure", "set system domain-name example.net")
    assert device.type("configure exclusive") == ["error: configuration database modified\n"]
    device.type("configure", "rollback 0")
    assert "discarded on exit" in device.type("configure exclusive", "set system domain-name example.net")[0]
    assert device.type("configure", "set system domain-name other.net")[1].startswith("error: configuration database locked")


def test_an_unconfirmed_commit_goes_back(device):
    """The history keeps it; the timer makes an entry of its own."""
    before = device.running
    said = device.type("configure", "set system domain-name example.net", "commit confirmed 5 comment af-1")[2]
    assert said == "commit confirmed will be automatically rolled back in 5 minutes unless confirmed\ncommit complete\n"
    shown = device.type("show system commit")[0].splitlines()
    assert shown[0].endswith("via cli commit confirmed, rollback in 5mins")
    assert shown[1:3] == ["    af-1", "    rollback pending"]
    device.clock(advance=301)
    assert device.running == before
    assert device.pending() is None
    assert "by root via other" in device.type("show system commit")[0].splitlines()[0]


@pytest.mark.parametrize("word", ["commit", "commit check"])
def test_a_commit_or_a_check_confirms(device, word):
    """From any session; the check leaves the history alone."""
    device.type("configure", "set system domain-name example.net", "commit confirmed 5")
    device.type("configure", word)
    assert device.pending() is None
    assert len(device.type("show system commit")[0].splitlines()) == (3 if word == "commit" else 2)


def test_a_second_confirmed_commit_keeps_the_way_back(device):
    """The new timer goes back to what was there before the first."""
    before = device.running
    device.type("configure", "set system domain-name one.net", "commit confirmed 5", "set system domain-name two.net")
    device.type("configure", "commit confirmed 5")
    device.clock(advance=301)
    assert device.running == before


def test_a_rollback_loads_an_earlier_configuration(device):
    """Into the candidate; the commit makes it run."""
    before = device.running
    device.type("configure", "set system domain-name example.net", "commit")
    assert device.type("configure", "rollback 1", "commit")[1:] == ["load complete\n", "commit complete\n"]
    assert device.running == before


def test_leaving_with_changes_is_asked_about(device):
    """And the changes of a shared session stay."""
    answers = device.type("configure", "set system domain-name example.net", "exit", "yes", "show version")
    assert answers[3] == "Exiting configuration mode\n"
    assert answers[4].startswith("Hostname: r1\n")
    assert "domain-name" in device.type("configure", "show | compare")[1]


def test_deleting_everything_is_asked_about(device):
    """A bare delete empties the candidate only when that is wanted."""
    assert "version" not in device.type("configure", "delete", "no", "show | compare")[3]
    assert "-   host-name r1;" in device.type("configure", "delete", "yes", "show | compare")[3]


def test_the_management_port_lets_logins_in_while_it_is_up(device):
    """A change that takes its address away is felt."""
    device.type("configure", "delete interfaces fxp0", "commit confirmed 1")
    device.wait(lambda one: not one.reachable())
    device.clock(advance=61)
    device.wait(lambda one: one.reachable())


def test_a_load_goes_on_after_what_it_does_not_know(device):
    """Lines are taken until ^D; a bad one is told with its number, the others are loaded, and it ends in ``load complete``."""
    good = ("set system domain-name example.net", "set interfaces ge-0/0/1 description new")
    answers = device.type("configure", "load set terminal", good[0], "set system domian-name x", good[1], "\x04", "show | compare")
    assert answers[1] == "[Type ^D at a new line to end input]\n"
    assert answers[2:5] == ["", "", ""]
    assert answers[5].startswith("terminal:2:(")
    assert answers[5].endswith("load complete\n")
    assert "+   domain-name example.net;" in answers[6]
    assert "+   description new;" in answers[6]


def test_several_values_are_shown_each_on_its_own(device):
    """However they were given."""
    device.type("configure", "set policy-options community c members [ 1:1 2:2 ]", "commit")
    assert "set policy-options community c members 1:1\nset policy-options community c members 2:2" in device.running
    device.type("configure", "delete policy-options community c members 1:1", "commit")
    assert "members 1:1" not in device.running
