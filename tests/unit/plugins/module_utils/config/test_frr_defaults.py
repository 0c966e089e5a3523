# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What FRR 8.4.4 does not show although it was typed, as seen on the real one."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import difference, equivalent, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate

FRR = "frr.frr.frr"
INTERFACE, OSPF, BGP = "interface eth0", "router ospf", "router bgp 64500"
UNICAST = f"{BGP}\n address-family ipv4 unicast"

# section, a value that is shown, the default in its place
PAIRS = [
    (INTERFACE, "ip ospf hello-interval 20", "ip ospf hello-interval 10"),
    (INTERFACE, "ip ospf priority 5", "ip ospf priority 1"),
    (INTERFACE, "ip ospf retransmit-interval 7", "ip ospf retransmit-interval 5"),
    (INTERFACE, "ip ospf transmit-delay 2", "ip ospf transmit-delay 1"),
    (INTERFACE, "ip ospf network point-to-point", "ip ospf network broadcast"),
    (INTERFACE, "no link-detect", "link-detect"),
    (OSPF, "timers throttle spf 10 50 5000", "timers throttle spf 0 50 5000"),
    (OSPF, "auto-cost reference-bandwidth 1000", "auto-cost reference-bandwidth 100000"),
    (OSPF, "refresh timer 20", "refresh timer 10"),
    (OSPF, "ospf write-multiplier 10", "write-multiplier 20"),
    (BGP, "timers bgp 10 30", "timers bgp 60 180"),
    (BGP, "bgp default local-preference 200", "bgp default local-preference 100"),
    (BGP, "neighbor 192.0.2.3 ebgp-multihop 5", "neighbor 192.0.2.3 ebgp-multihop 1"),
    (BGP, "neighbor 192.0.2.3 port 1179", "neighbor 192.0.2.3 port 179"),
    (BGP, "bgp graceful-restart restart-time 100", "bgp graceful-restart restart-time 120"),
    (BGP, "bgp listen limit 10", "bgp listen limit 100"),
    (BGP, "write-quanta 10", "write-quanta 64"),
    (BGP, "no bgp client-to-client reflection", "bgp client-to-client reflection"),
    (UNICAST, "distance bgp 30 200 200", "distance bgp 20 200 200"),
    (UNICAST, "no neighbor 192.0.2.3 send-community", "neighbor 192.0.2.3 send-community"),
]


def _in(section: str, line: str) -> str:
    return f"{section}\n{' ' * len(section.splitlines())}{line}\n"


@pytest.mark.parametrize(("section", "shown", "default"), PAIRS, ids=lambda value: value.rpartition("\n")[2])
def test_a_default_is_not_shown(section: str, shown: str, default: str) -> None:
    """Typing a default where nothing is shown changes nothing; where another value is shown, it vanishes."""
    empty = section + "\n"
    assert effective_lines(empty, _in(section, default), FRR).commands == []
    assert difference(config_predict(empty, _in(section, default), FRR), empty, FRR) == ""
    assert effective_lines(_in(section, shown), _in(section, default), FRR).commands != []
    assert difference(config_predict(_in(section, shown), _in(section, default), FRR), empty, FRR) == ""


@pytest.mark.parametrize(
    ("section", "line"),
    [
        (INTERFACE, "ip ospf dead-interval 40"),
        (BGP, "neighbor 192.0.2.3 timers 60 180"),
        (BGP, "neighbor 192.0.2.3 timers connect 120"),
        (UNICAST, "maximum-paths 64"),
        (INTERFACE, "no link-detect"),
    ],
)
def test_some_defaults_are_shown_once_typed(section: str, line: str) -> None:
    """These FRR shows, though they are its defaults or say the same: the prediction has them."""
    assert line in config_predict(section + "\n", _in(section, line), FRR)


@pytest.mark.parametrize(
    ("section", "typed", "shown"),
    [
        ("", "ip route 10.9.0.0/16 192.0.2.9 1", "ip route 10.9.0.0/16 192.0.2.9"),
        ("", "ip route 10.9.0.0 255.255.0.0 Null0 1", "ip route 10.9.0.0/16 Null0"),
        ("", "ipv6 route 2001:db8::/32 Null0 1", "ipv6 route 2001:db8::/32 Null0"),
        (OSPF, "redistribute static metric-type 2", "redistribute static"),
        (OSPF, "redistribute static metric 10 metric-type 2", "redistribute static metric 10"),
        (UNICAST, "neighbor 192.0.2.3 maximum-prefix 10 75", "neighbor 192.0.2.3 maximum-prefix 10"),
        ("", "log syslog debugging", "log syslog"),
    ],
)
def test_a_default_at_the_end_of_a_line_is_not_shown(section: str, typed: str, shown: str) -> None:
    """A second run of such a line is unchanged."""
    typed, shown = (_in(section, line) if section else line + "\n" for line in (typed, shown))
    assert config_predict("", typed, FRR) == shown
    assert effective_lines(shown, typed, FRR).commands == []


RESIDUE = "interface eth0\n ip address 192.0.2.1/24\n no ip ospf passive\nrouter ospf\n ospf router-id 192.0.2.1\n"
CLEAN = RESIDUE.replace(" no ip ospf passive\n", "")


def test_a_residue_of_the_passive_state_means_nothing() -> None:
    """`no ip ospf passive` stays shown for good once an interface was touched: it is as if it were not there."""
    assert equivalent(RESIDUE, CLEAN, FRR)
    assert fingerprint(RESIDUE, FRR) == fingerprint(CLEAN, FRR)
    assert difference(RESIDUE, CLEAN, FRR) == difference(CLEAN, RESIDUE, FRR) == ""
    assert config_diff(RESIDUE, CLEAN, FRR) == ""
    assert config_remediate(RESIDUE, CLEAN, FRR) == config_remediate(CLEAN, RESIDUE, FRR) == []
    assert effective_lines(CLEAN, ["interface eth0", " no ip ospf passive"], FRR).commands == []


def test_where_passive_is_the_default_the_same_line_counts() -> None:
    """Under `passive-interface default`, `no ip ospf passive` is what makes an interface speak OSPF."""
    assert not equivalent(RESIDUE + " passive-interface default\n", CLEAN + " passive-interface default\n", FRR)
    assert config_remediate(CLEAN + " passive-interface default\n", RESIDUE + " passive-interface default\n", FRR) != []


def test_all_communities_at_once() -> None:
    """`send-community all` takes every `no ... send-community ...` of that neighbour back, and of no other."""
    off = _in(UNICAST, "no neighbor 192.0.2.3 send-community large")
    other = "  no neighbor 192.0.2.30 send-community large\n"
    lines = _in(UNICAST, "neighbor 192.0.2.3 send-community all")
    assert effective_lines(off + other, lines, FRR).commands == lines.splitlines()
    assert difference(config_predict(off + other, lines, FRR), UNICAST + "\n" + other, FRR) == ""
