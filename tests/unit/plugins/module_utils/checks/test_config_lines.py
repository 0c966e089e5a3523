# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config_contains and config_lacks: lines in their place, and patterns."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.plugins.module_utils.checks.snapshots import RUNNING, healthy, judge

PRESENT = [
    pytest.param("ntp server 192.0.2.1", id="a top line"),
    pytest.param(["hostname r1", "ntp  server 192.0.2.1 "], id="several, spaces aside"),
    pytest.param("interface Ethernet1\n   description Uplink", id="a line under its parent, with any indentation"),
    pytest.param({"lines": "description Uplink", "section": "interface Ethernet1"}, id="a line of a section"),
    pytest.param(
        {"lines": "neighbor 10.255.0.2 activate", "section": ["router bgp 65001", "address-family ipv4 unicast"]},
        id="a line two sections deep",
    ),
    pytest.param({"regex": "^ntp server 192"}, id="a pattern"),
    pytest.param(
        {"regex": ["^neighbor .* remote-as 65002$", "activate"], "section": "router bgp 65001"}, id="patterns in a section"
    ),
    pytest.param(["! a comment", "hostname r1"], id="comments are left out"),
]
ABSENT = [
    pytest.param("ntp server 192.0.2.2", "'ntp server 192.0.2.2' is not in", id="a line"),
    pytest.param("description Uplink", "it stands under 'interface Ethernet1'", id="a line without its parent"),
    pytest.param(
        "interface Ethernet2\n description Uplink", "'interface Ethernet2 > description Uplink'", id="under another parent"
    ),
    pytest.param({"lines": "x", "section": "router ospf"}, "section 'router ospf' is not in", id="a section that is not there"),
    pytest.param({"regex": "^description"}, "no line matches the pattern ^description", id="a pattern sees the indentation"),
    pytest.param({"regex": "hostname", "section": "router bgp 65001"}, "no line matches", id="a pattern stays in its section"),
    pytest.param({"regex": "description", "section": "router bgp 65001"}, "no line matches", id="and out of other sections"),
    pytest.param({"regex": "router", "section": "router bgp 65001"}, "no line matches", id="and out of its own head"),
]


@pytest.mark.parametrize("wanted", PRESENT)
def test_what_is_there_is_found(wanted: Any) -> None:
    """Lines are found under their parents however they are spaced."""
    result = judge({"config_contains": wanted}, healthy())
    assert result.passed, result.message


@pytest.mark.parametrize("unwanted", PRESENT)
def test_what_is_there_is_not_lacking(unwanted: Any) -> None:
    """What config_contains finds, config_lacks reports."""
    assert not judge({"config_lacks": unwanted}, healthy()).passed


@pytest.mark.parametrize(("wanted", "words"), ABSENT)
def test_what_is_missing_is_named(wanted: Any, words: str) -> None:
    """The message names the line, the pattern or the section, and where a misplaced line stands."""
    result = judge({"config_contains": wanted}, healthy())
    assert not result.passed
    assert words in result.message


def test_a_lone_line_may_stand_nowhere() -> None:
    """config_lacks: [shutdown] finds it under any section: what stands somewhere is not lacking."""
    result = judge({"config_lacks": ["description Uplink"]}, healthy())
    assert result.message == "'interface Ethernet1 > description Uplink' is in the running configuration"
    assert judge({"config_lacks": {"lines": "description Uplink", "section": "interface Ethernet2"}}, healthy()).passed


def test_secrets_stay_out_of_messages() -> None:
    """A line that holds a password is named without it."""
    before = {"config": {"running": RUNNING + "username a secret hunter2\n"}}
    for unwanted in ("username a secret hunter2", {"regex": "username.*"}):
        assert "hunter2" not in judge({"config_lacks": unwanted}, before).message


def test_the_phase_chooses_the_configuration() -> None:
    """After the change by default; before it when asked so."""
    before, after = {"config": {"running": "a\n"}}, {"config": {"running": "b\n"}}
    assert judge({"config_contains": ["b"]}, before, after).passed
    assert judge({"config_contains": {"lines": "a", "phase": "pre"}}, before, after, "pre").passed


@pytest.mark.parametrize("check", ["config_contains", "config_lacks"])
def test_without_a_configuration_nothing_passes(check: str) -> None:
    """A configuration that was not read lacks nothing and contains nothing."""
    assert judge({check: ["a"]}, {"config": {"running": None}}).unseen
    assert judge({check: ["a"]}, {}).unseen
