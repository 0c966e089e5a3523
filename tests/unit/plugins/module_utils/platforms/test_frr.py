# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR's own matters: what is typed to go back, and which line vtysh stopped at."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.platforms import frr


def test_the_way_back_starts_every_section_from_the_top():
    """One refused line spoils no other: each top-level line begins with `end` and `configure terminal`."""
    script = frr.rollback_script(
        ["router bgp 65000", " no neighbor 10.0.0.9 remote-as 1", "no ip prefix-list X seq 5 permit 10.0.0.0/8"]
    )
    lines = script.splitlines()
    assert lines.count("configure terminal") == 2
    assert lines[:3] == ["end", "configure terminal", "router bgp 65000"]
    assert lines[-1] == "end"
    assert script.endswith("\n")
    assert lines.index("no ip prefix-list X seq 5 permit 10.0.0.0/8") == lines.index("configure terminal", 2) + 1


def test_nothing_to_take_back_is_an_empty_way():
    """A change that only removes what is unknown still has a script that does nothing."""
    assert frr.rollback_script([]).split() == ["end"]


def test_long_changes_are_cut_only_between_sections():
    """A portion never begins inside a section, and no line is lost or moved."""
    commands = []
    for number in range(3000):
        commands += [f"route-map RM{number} permit 10", f" set community 65000:{number}"]
    portions = frr._chunks(commands)
    assert [line for portion in portions for line in portion] == flatten(commands, frr.OS)
    assert len(portions) > 1
    assert all(portion[0].startswith("route-map") for portion in portions)
    assert all(sum(len(line) + 8 for line in portion) <= frr._CHUNK for portion in portions)


@pytest.mark.parametrize(
    ("out", "line", "words"),
    [
        pytest.param(
            "r1# configure terminal\nr1(config)# router bgp 65000\nr1(config-router)# neighbor 10.0.0.9 descripption x\n"
            "% Unknown command:  neighbor 10.0.0.9 descripption x\n",
            "neighbor 10.0.0.9 descripption x", "Unknown command", id="unknown",
        ),
        pytest.param(
            "r1# configure terminal\nr1(config)# router bgp 65000\nr1(config-router)# neighbor 10.0.0.9 peer-group NOPE\n"
            "% Configure the peer-group first\n",
            "neighbor 10.0.0.9 peer-group NOPE", "% Configure the peer-group first", id="refused for its meaning",
        ),
        pytest.param("% Unknown command: bogus\n", "bogus", "Unknown command", id="without an echo"),
        pytest.param("something else\n", "a line of this change", "something else", id="nothing to go by"),
    ],
)  # fmt: skip
def test_the_rejected_line_is_the_one_echoed_last(out, line, words):
    """The error names the line and the router's words."""
    typed = ["router bgp 65000", " neighbor 10.0.0.9 descripption x", " neighbor 10.0.0.9 peer-group NOPE", "bogus"]
    found, said = frr._rejected(out, typed)
    assert found == line
    assert words in said
