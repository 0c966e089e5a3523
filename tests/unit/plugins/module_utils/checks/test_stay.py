# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks that compare: what was well before the change is well after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.plugins.module_utils.checks.snapshots import healthy, judge, peer, route

Snapshot = dict[str, Any]
STAY = ("interfaces_stay_up", "bgp_sessions_stay_up", "bgp_prefixes_within", "ospf_neighbors_stay", "neighbors_stay", "routes_stay")


def _peers(snapshot: Snapshot) -> Any:
    return snapshot["bgp_neighbors"]["global"]["peers"]


def _ospf(snapshot: Snapshot) -> Any:
    return snapshot["ospf_neighbors"]["global"]


LOSSES = [
    pytest.param(
        "interfaces_stay_up",
        lambda s: s["interfaces"]["Ethernet1"].update(is_up=False),
        "interface Ethernet1: up before, down now",
        id="an interface goes down",
    ),
    pytest.param(
        "interfaces_stay_up",
        lambda s: s["interfaces"]["Ethernet1"].update(is_up=False, is_enabled=False),
        "interface Ethernet1: up before, administratively down now",
        id="an interface is shut down",
    ),
    pytest.param(
        "interfaces_stay_up",
        lambda s: s["interfaces"].pop("Ethernet2"),
        "interface Ethernet2: up before, not there now",
        id="an interface is removed",
    ),
    pytest.param(
        "bgp_sessions_stay_up",
        lambda s: _peers(s)["10.255.0.2"].update(is_up=False, state="Active"),
        "BGP peer 10.255.0.2 (vrf global): Established before, not established (Active) now",
        id="a session goes down",
    ),
    pytest.param(
        "bgp_sessions_stay_up",
        lambda s: s["bgp_neighbors"].pop("blue"),
        "BGP peer 10.1.0.2 (vrf blue): Established before, not configured now",
        id="a session of a VRF is removed with it",
    ),
    pytest.param(
        "bgp_sessions_stay_up",
        lambda s: _peers(s)["10.255.0.2"].update(is_up=False, is_enabled=False),
        "BGP peer 10.255.0.2 (vrf global): Established before, shut down now",
        id="a session is shut down",
    ),
    pytest.param(
        "ospf_neighbors_stay",
        lambda s: _ospf(s)["10.255.0.2"][0].update(state="EXSTART", is_full=False),
        "OSPF neighbor 10.255.0.2 on Ethernet1 (vrf global): FULL/DR before, EXSTART now",
        id="an adjacency falls back",
    ),
    pytest.param(
        "ospf_neighbors_stay",
        lambda s: _ospf(s)["10.255.0.4"][0].update(state="INIT"),
        "OSPF neighbor 10.255.0.4 on Ethernet2 (vrf global): 2WAY/DROTHER before, INIT now",
        id="an adjacency at rest falls back",
    ),
    pytest.param(
        "neighbors_stay",
        lambda s: s.update(neighbors={}),
        "neighbor r2.example.net Ethernet1 on Ethernet1: seen before, not seen now",
        id="a neighbor is lost",
    ),
    pytest.param(
        "routes_stay",
        lambda s: s["routes"].pop("10.1.0.0/24"),
        "route 10.1.0.0/24 (vrf global): bgp via 10.255.0.2 before, no route now",
        id="a route is lost",
    ),
    pytest.param(
        "routes_stay",
        lambda s: s["routes"].update({"10.2.0.0/24": [route()]}),
        "route 10.2.0.0/24 (vrf blue): bgp via 10.255.0.2 before, no route now",
        id="a route is lost in one VRF only",
    ),
    pytest.param(
        "routes_stay",
        lambda s: s["routes"].update({"10.1.0.0/24": [route(active=False)]}),
        "route 10.1.0.0/24 (vrf global): bgp via 10.255.0.2 before, no route now",
        id="a route is no longer active",
    ),
]


@pytest.mark.parametrize(("check", "hurt", "message"), LOSSES)
def test_a_loss_fails_and_is_named(check: str, hurt: Callable[[Snapshot], object], message: str) -> None:
    """Whatever a change takes away is named, with what it was before and what it is now."""
    after = healthy()
    hurt(after)
    result = judge(check, healthy(), after)
    assert (result.passed, result.message) == (False, message)


HARMLESS = [
    pytest.param("interfaces_stay_up", lambda s: s["interfaces"].pop("Ethernet4"), id="an interface that was shut down goes"),
    pytest.param("interfaces_stay_up", lambda s: s["interfaces"].pop("Ethernet3"), id="an interface that was down goes"),
    pytest.param("interfaces_stay_up", lambda s: s["interfaces"].update(new={"is_up": False, "is_enabled": True}), id="a new one"),
    pytest.param("bgp_sessions_stay_up", lambda s: _peers(s).pop("10.255.0.3"), id="a session that was down goes"),
    pytest.param("bgp_sessions_stay_up", lambda s: _peers(s).update({"10.255.0.9": peer(up=False)}), id="a new session is down"),
    pytest.param(
        "ospf_neighbors_stay", lambda s: _ospf(s)["10.255.0.4"][0].update(state="FULL/BDR", is_full=True), id="2-WAY to FULL"
    ),
    pytest.param("ospf_neighbors_stay", lambda s: _ospf(s)["10.255.0.2"][0].update(state="FULL/DROTHER"), id="another DR"),
    pytest.param(
        "neighbors_stay",
        lambda s: s["neighbors"].update(Ethernet1=[{"hostname": "r2", "port": "Ethernet1", "protocol": "cdp"}]),
        id="CDP instead of LLDP",
    ),
    pytest.param("routes_stay", lambda s: s["routes"].update({"10.1.0.0/24": [route("ospf", "10.9.9.9")]}), id="another path"),
]


@pytest.mark.parametrize(("check", "alter"), HARMLESS)
def test_what_was_not_promised_may_change(check: str, alter: Callable[[Snapshot], object]) -> None:
    """New things, other paths, and what was down before fail nobody's change."""
    after = healthy()
    alter(after)
    result = judge(check, healthy(), after)
    assert result.passed, result.message


EXCEPTIONS = [
    pytest.param("interfaces_stay_up", ["ethernet*"], "interfaces", id="a pattern, regardless of case"),
    pytest.param("bgp_sessions_stay_up", ["10.255.0.2", "10.1.*"], "bgp_neighbors", id="an address and a pattern"),
    pytest.param("bgp_prefixes_within", "10.*", "bgp_neighbors", id="a single pattern"),
    pytest.param("ospf_neighbors_stay", ["10.255.0.*"], "ospf_neighbors", id="router ids"),
    pytest.param("neighbors_stay", ["r2.*"], "neighbors", id="host names"),
    pytest.param("routes_stay", ["0.0.0.0/0", "::/0"], "routes", id="networks"),
]


@pytest.mark.parametrize(("check", "excepted", "subset"), EXCEPTIONS)
def test_what_is_excepted_may_go(check: str, excepted: Any, subset: str) -> None:
    """A change that means to take something away says so in except, and only that is forgiven."""
    after = {**healthy(), subset: {}}
    assert not judge(check, healthy(), after).passed
    assert judge({check: {"except": excepted}}, healthy(), after).passed


def test_a_network_stands_for_all_inside_it() -> None:
    """routes_stay: [10.0.0.0/8] keeps every prefix in it, and no other."""
    after = healthy()
    del after["routes"]["0.0.0.0/0"], after["routes"]["2001:db8::/32"]
    assert judge({"routes_stay": ["10.0.0.0/8"]}, healthy(), after).passed
    del after["routes"]["10.1.0.0/24"]
    assert "10.1.0.0/24" in judge({"routes_stay": ["10.0.0.0/8"]}, healthy(), after).message


def test_the_protocol_chooses_what_to_keep() -> None:
    """A prefix learnt by BGP may move to another protocol; one of another protocol is not asked for."""
    after = healthy()
    after["routes"]["10.1.0.0/24"] = [route("ospf")]
    del after["routes"]["2001:db8::/32"]
    assert judge({"routes_stay": {"protocols": ["BGP"]}}, healthy(), after).passed


@pytest.mark.parametrize(
    "check", [{"routes_stay": "172.16.0.0/12"}, {"interfaces_stay_up": "Ethernet9"}, {"bgp_sessions_stay_up": ["10.255.0.3"]}]
)
def test_a_name_that_is_nowhere_well_fails(check: Any) -> None:
    """A misspelt name keeps nothing; that is a failure, not a pass."""
    result = judge(check, healthy())
    assert not result.passed
    assert "no " in result.message


@pytest.mark.parametrize("check", STAY)
def test_a_device_without_any_passes(check: str) -> None:
    """Checks may be the same for all devices: one without BGP has no session to lose."""
    empty = {subset: {} for subset in ("interfaces", "bgp_neighbors", "ospf_neighbors", "neighbors", "routes")}
    result = judge(check, empty)
    assert result.passed
    assert "before" in result.message


@pytest.mark.parametrize(("when", "where"), [("before", 0), ("now", 1)])
def test_an_unknown_state_does_not_pass(when: str, where: int) -> None:
    """Not knowing whether a session is up is not knowing that it stayed up."""
    snapshots = healthy(), healthy()
    _peers(snapshots[where])["10.255.0.2"]["is_up"] = None
    result = judge("bgp_sessions_stay_up", *snapshots)
    assert not result.passed
    assert "10.255.0.2" in result.unseen[0]
    assert when in result.unseen[0]
    assert judge({"bgp_sessions_stay_up": {"unseen": "ignore"}}, *snapshots).passed


def test_a_long_list_is_cut_and_counted() -> None:
    """A message stays readable when a thousand interfaces go down: five are named, all are counted."""
    before = {"interfaces": {f"Ethernet{number}": {"is_up": True, "is_enabled": True} for number in range(1000)}}
    result = judge("interfaces_stay_up", before, {"interfaces": {}})
    assert result.message.count("not there now") == 5
    assert result.message.endswith("and 995 more (1000 interfaces)")


def test_sessions_tell_how_long_they_are_up() -> None:
    """Waiting for steadiness knows the uptime of each session that is to stay, and of no other."""
    result = judge({"bgp_sessions_stay_up": {"except": "10.1.*"}}, healthy())
    assert result.uptimes == {"BGP peer 10.255.0.2 (vrf global)": 3600.0}
    assert result.message == "1 BGP sessions established before, established now"
