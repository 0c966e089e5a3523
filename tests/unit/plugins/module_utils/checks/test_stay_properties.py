# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every snapshot, not only for those somebody thought of."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.plugins.module_utils.checks.snapshots import judge, peer, route
from tests.unit.plugins.module_utils.checks.test_stay import STAY

NAMES = st.text("abcEth019/.-", min_size=1, max_size=8)
FLAG = st.booleans()
ADDRESSES = st.ip_addresses().map(str)
PREFIXES = st.integers(0, 255).map(lambda octet: f"10.{octet}.0.0/16")
INTERFACES = st.dictionaries(NAMES, st.fixed_dictionaries({"is_up": FLAG, "is_enabled": FLAG}), max_size=6)
PEERS = st.dictionaries(ADDRESSES, st.builds(peer, FLAG, st.integers(0, 10**6)), max_size=5)
BGP = st.dictionaries(NAMES, st.fixed_dictionaries({"router_id": ADDRESSES, "peers": PEERS}), max_size=3)
ADJACENCY = st.fixed_dictionaries({"interface": NAMES, "state": st.sampled_from(["FULL/DR", "2WAY", "INIT", "DOWN"])})
OSPF = st.dictionaries(NAMES, st.dictionaries(ADDRESSES, st.lists(ADJACENCY, min_size=1, max_size=1), max_size=4), max_size=2)
NEIGHBOR = st.fixed_dictionaries({"hostname": NAMES, "port": NAMES, "protocol": st.sampled_from(["lldp", "cdp"])})
ROUTES = st.dictionaries(
    PREFIXES, st.lists(st.builds(route, st.just("bgp"), ADDRESSES, st.sampled_from([None, "blue"]), FLAG), max_size=3), max_size=6
)
SNAPSHOTS = st.fixed_dictionaries(
    {
        "interfaces": INTERFACES,
        "bgp_neighbors": BGP,
        "ospf_neighbors": OSPF,
        "neighbors": st.dictionaries(NAMES, st.lists(NEIGHBOR, max_size=3), max_size=4),
        "routes": ROUTES,
    }
)


@given(SNAPSHOTS)
def test_no_change_passes(snapshot: dict[str, Any]) -> None:
    """A change that touches nothing never fails a comparison."""
    for check in STAY:
        result = judge(check, snapshot, copy.deepcopy(snapshot))
        assert result.passed, result.message


@given(SNAPSHOTS, SNAPSHOTS)
def test_nothing_is_altered(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Looking leaves both snapshots as they were."""
    copies = copy.deepcopy((before, after))
    for check in STAY:
        judge(check, before, after)
    assert (before, after) == copies


@given(SNAPSHOTS, st.data())
def test_any_lost_peer_fails_and_is_named(before: dict[str, Any], data: st.DataObject) -> None:
    """No established session can be lost unnoticed."""
    up = [
        (vrf, address)
        for vrf, instance in before["bgp_neighbors"].items()
        for address, p in instance["peers"].items()
        if p["is_up"]
    ]
    if not up:
        return
    vrf, address = data.draw(st.sampled_from(up))
    after = copy.deepcopy(before)
    del after["bgp_neighbors"][vrf]["peers"][address]
    for check in ("bgp_sessions_stay_up", "bgp_prefixes_within"):
        result = judge(check, before, after)
        assert not result.passed
        assert f"BGP peer {address} (vrf {vrf})" in result.message


@given(SNAPSHOTS, st.data())
def test_any_lost_interface_fails_and_is_named(before: dict[str, Any], data: st.DataObject) -> None:
    """No interface that was up can go down unnoticed."""
    up = [name for name, facts in before["interfaces"].items() if facts["is_up"] and facts["is_enabled"]]
    if not up:
        return
    name = data.draw(st.sampled_from(up))
    after = copy.deepcopy(before)
    after["interfaces"][name]["is_up"] = False
    result = judge("interfaces_stay_up", before, after)
    assert (result.passed, result.message) == (False, f"interface {name}: up before, down now")


@given(ROUTES, st.data())
def test_any_lost_route_fails_and_is_named(routes: dict[str, Any], data: st.DataObject) -> None:
    """No prefix with an active path can be lost unnoticed."""
    active = [prefix for prefix, paths in routes.items() if any(path["current_active"] for path in paths)]
    if not active:
        return
    prefix = data.draw(st.sampled_from(active))
    result = judge("routes_stay", {"routes": routes}, {"routes": {key: paths for key, paths in routes.items() if key != prefix}})
    assert not result.passed
    assert f"route {prefix} " in result.message


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 100))
def test_a_count_passes_exactly_within_its_limit(was: int, now: int, percent: int) -> None:
    """bgp_prefixes_within: N means within N percent of the count before, to the prefix."""
    snapshots = [{"bgp_neighbors": {"global": {"peers": {"192.0.2.1": peer(received=count)}}}} for count in (was, now)]
    assert judge({"bgp_prefixes_within": percent}, *snapshots).passed == (abs(now - was) * 100 <= percent * was)
