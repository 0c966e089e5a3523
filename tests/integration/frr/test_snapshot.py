# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""auto.factory.snapshot on real routers: what they say of themselves, in the shape of every other platform."""

from __future__ import annotations

import pytest

from ..play import Player


@pytest.fixture
def player(tmp_path, frr_lab):
    frr_lab.wait_converged()
    return Player(tmp_path, frr_lab.inventory())


def snapshot(player, **arguments):
    return player.run([{"auto.factory.snapshot": arguments}], "r1").result("r1")


def test_a_router_shows_its_state_and_configuration(player, frr_lab):
    """Every subset is there or named as missing, and what is there is what the router says by other means."""
    result = snapshot(player)
    seen = result["snapshot"]
    assert seen["facts"]["hostname"] == "r1"
    assert seen["facts"]["os_version"].startswith("8.")
    assert seen["interfaces"]["eth1"]["is_up"] is True
    assert seen["interfaces_ip"]["lo"]["ipv4"]["10.255.0.1"] == {"prefix_length": 32}
    peers = seen["bgp_neighbors"]["global"]["peers"]
    assert {address: peer["is_up"] for address, peer in peers.items()} == {
        "10.255.0.2": True,
        "10.255.0.3": True,
        "10.255.0.4": True,
    }
    assert peers["10.255.0.4"]["remote_as"] == 65100
    assert all(row["is_full"] for rows in seen["ospf_neighbors"]["global"].values() for row in rows)
    assert {path["protocol"] for path in seen["routes"]["192.168.2.0/24"]} == {"bgp"}
    assert [row["hostname"] for row in seen["neighbors"]["eth1"]] == ["r2"]
    assert "router bgp 65000" in seen["config"]["running"]
    assert "router bgp 65000" in seen["config"]["startup"]
    missing = {"ntp", "environment"} - set(seen)
    assert all(seen["unsupported"].get(name) or seen["unparsed"].get(name) for name in missing)
    assert result["changed"] is False
    assert result["fingerprint"].startswith("sha256:")


def test_secrets_are_markers_unless_asked_for(player, frr_lab):
    """A password of the configuration is a stable marker in the result; `redact: false` shows it."""
    frr_lab.vtysh(
        "r1", "configure terminal", "router bgp 65000", "neighbor 10.90.0.9 remote-as 65099", "neighbor 10.90.0.9 password Un5een"
    )
    try:
        hidden, clear = snapshot(player, subsets=["config"]), snapshot(player, subsets=["config"], redact=False)
    finally:
        frr_lab.vtysh("r1", "configure terminal", "router bgp 65000", "no neighbor 10.90.0.9")
    assert "Un5een" not in str(hidden)
    assert "neighbor 10.90.0.9 password <secret:" in hidden["snapshot"]["config"]["running"]
    assert "Un5een" in clear["snapshot"]["config"]["running"]


def test_what_a_router_cannot_show_is_named(player, frr_lab):
    """A subset that FRR has not is said to be unsupported, never empty."""
    result = snapshot(player, subsets=["snmp", "interfaces"], reach=["10.255.0.2", "10.255.0.99"])
    assert "snmp" not in result["snapshot"]
    assert "unsupported" in result["snapshot"]["unsupported"]["snmp"]
    reached = {target: seen["reached"] for target, seen in result["snapshot"]["reachability"].items()}
    assert reached == {"10.255.0.2": True, "10.255.0.99": False}
