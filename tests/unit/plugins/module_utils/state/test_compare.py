# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The difference of two snapshots."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.state.compare import state_diff

BEFORE: dict[str, Any] = {
    "interfaces": {
        "Gi0/1": {"is_up": True, "mtu": 1500, "last_flapped": 10.0},
        "Gi0/2": {"is_up": True, "mtu": 1500, "last_flapped": None},
    },
    "bgp_neighbors": {
        "global": {
            "router_id": "10.0.0.1",
            "peers": {"10.0.1.1": {"is_up": True, "uptime": 100, "address_family": {"ipv4": {"received_prefixes": 5}}}},
        }
    },
    "routes": {
        "0.0.0.0/0": [{"protocol": "bgp", "next_hop": "10.0.1.1", "outgoing_interface": None, "vrf": "global", "metric": 0}]
    },
    "arp_table": [{"ip": "10.0.1.1", "mac": "52:54:00:00:00:01", "interface": "Gi0/1", "age": 3}],
    "config": {"running": "hostname a", "startup": None},
    "unsupported": {"environment": "x"},
}


def test_equal_snapshots_have_no_difference() -> None:
    """Nothing happened, nothing is reported, whatever clocks and counters did meanwhile."""
    after = copy.deepcopy(BEFORE)
    after["interfaces"]["Gi0/1"]["last_flapped"] = 20.0
    after["bgp_neighbors"]["global"]["peers"]["10.0.1.1"].update(uptime=160, address_family={"ipv4": {"received_prefixes": 6}})
    after["arp_table"][0]["age"] = 4
    assert state_diff(BEFORE, after) == {}


def test_what_changed_is_named_by_its_path() -> None:
    """A reader sees which peer and which interface, with the value before and after."""
    after = copy.deepcopy(BEFORE)
    after["interfaces"]["Gi0/1"]["is_up"] = False
    del after["bgp_neighbors"]["global"]["peers"]["10.0.1.1"]
    after["routes"]["192.0.2.0/24"] = []
    difference = state_diff(BEFORE, after)
    assert difference["interfaces"]["changed"] == {"Gi0/1/is_up": {"before": True, "after": False}}
    assert list(difference["bgp_neighbors"]["removed"]) == ["global/peers/10.0.1.1"]
    assert difference["routes"]["added"] == {"192.0.2.0/24": []}


def test_entries_of_lists_are_matched_by_what_they_are_not_by_where_they_stand() -> None:
    """A route that moved to another next hop is one removed and one added; the order of a table is no difference."""
    after = copy.deepcopy(BEFORE)
    after["routes"]["0.0.0.0/0"].insert(
        0, {"protocol": "static", "next_hop": "10.9.9.9", "outgoing_interface": None, "vrf": "global", "metric": 0}
    )
    assert list(state_diff(BEFORE, after)["routes"]["added"]) == ["0.0.0.0/0/global static 10.9.9.9"]
    assert state_diff(after, BEFORE)["routes"]["removed"]
    after["arp_table"][0]["mac"] = "52:54:00:00:00:99"
    assert list(state_diff(BEFORE, after)["arp_table"]["changed"]) == ["10.0.1.1 Gi0/1/mac"]


def test_what_only_one_snapshot_holds_is_not_compared() -> None:
    """A subset that was not seen twice is no difference, nor is the configuration, which has a diff of its own."""
    after = {key: value for key, value in BEFORE.items() if key != "interfaces"}
    after["config"] = {"running": "hostname b", "startup": None}
    assert state_diff(BEFORE, after) == {}


def test_equal_entries_are_counted() -> None:
    """Two identical paths that become one are a removal."""
    path = BEFORE["routes"]["0.0.0.0/0"][0]
    assert state_diff({"routes": {"0.0.0.0/0": [path, path]}}, {"routes": {"0.0.0.0/0": [path]}})["routes"]["removed"]


def test_snapshots_are_mappings() -> None:
    """Anything else is an error that says which of the two."""
    with pytest.raises(InputError, match="after"):
        state_diff(BEFORE, [])
