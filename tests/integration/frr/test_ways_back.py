# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way back that lies ready on a router before a change: for many kinds of change, and for changes that stopped half-way."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.change.request import Content, candidate_for
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import difference
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import open_driver
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

OS = "frr.frr.frr"
BASE = [
    "ip prefix-list WB-IN seq 5 permit 10.50.0.0/16 le 24",
    "ip prefix-list WB-IN seq 10 deny 0.0.0.0/0 le 32",
    "route-map WB-OUT permit 10",
    " match ip address prefix-list WB-IN",
    " set metric 50",
    "route-map WB-OUT permit 20",
    " set local-preference 200",
    "ip route 10.60.0.0/16 blackhole",
    "router bgp 65000",
    " neighbor WB-PEERS peer-group",
    " neighbor WB-PEERS remote-as 65010",
    " neighbor 10.90.0.1 peer-group WB-PEERS",
    " neighbor 10.90.0.2 remote-as 65011",
    " neighbor 10.90.0.2 description spare",
    " neighbor 10.90.0.2 timers 5 15",
    " address-family ipv4 unicast",
    "  network 10.61.0.0/16",
    "  neighbor 10.90.0.2 prefix-list WB-IN in",
    "  neighbor 10.90.0.2 route-map WB-OUT out",
    "interface eth1",
    " description to the next router",
]
CHANGES = {
    "another AS": ["router bgp 65000", " neighbor 10.90.0.2 remote-as 65099"],
    "internal becomes external": ["router bgp 65000", " neighbor 10.255.0.2 remote-as 64999"],
    "a new neighbor with everything": [
        "router bgp 65000", " neighbor 10.90.0.3 remote-as 65012", " neighbor 10.90.0.3 description new",
        " neighbor 10.90.0.3 ebgp-multihop 3", " address-family ipv4 unicast", "  neighbor 10.90.0.3 route-map WB-OUT in",
        "  neighbor 10.90.0.3 soft-reconfiguration inbound", "  neighbor 10.90.0.3 next-hop-self",
    ],
    "a neighbor removed": ["router bgp 65000", " no neighbor 10.90.0.2"],
    "a neighbor removed and another added": ["router bgp 65000", " no neighbor 10.90.0.2", " neighbor 10.90.0.4 remote-as 65013"],
    "a peer group removed": ["router bgp 65000", " no neighbor WB-PEERS peer-group"],
    "a member moved": ["router bgp 65000", " no neighbor 10.90.0.1 peer-group WB-PEERS", " neighbor 10.90.0.1 remote-as 65014"],
    "a neighbor shut down": ["router bgp 65000", " neighbor 10.90.0.2 shutdown"],
    "timers": ["router bgp 65000", " neighbor 10.90.0.2 timers 7 21", " timers bgp 2 6"],
    "a description": ["router bgp 65000", " neighbor 10.90.0.2 description other words"],
    "networks, written short": ["router bgp 65000", " network 10.62.0.0/16", " no network 10.61.0.0/16"],
    "redistribution": [
        "router bgp 65000", " address-family ipv4 unicast", "  redistribute connected route-map WB-OUT", "  redistribute static",
    ],
    "an aggregate": ["router bgp 65000", " address-family ipv4 unicast", "  aggregate-address 10.60.0.0/14 summary-only"],
    "another policy": ["router bgp 65000", " address-family ipv4 unicast", "  no neighbor 10.90.0.2 route-map WB-OUT out",
                       "  neighbor 10.90.0.2 maximum-prefix 100"],
    "IPv6 for a neighbor": [
        "router bgp 65000", " address-family ipv6 unicast", "  neighbor 10.90.0.2 activate", "  network 2001:db8::/32",
    ],
    "a second instance": ["router bgp 65001 vrf WB", " neighbor 10.91.0.1 remote-as 65020"],
    "prefix-list entries": ["no ip prefix-list WB-IN seq 10", "ip prefix-list WB-IN seq 7 permit 10.51.0.0/16"],
    "a prefix-list entry replaced": ["ip prefix-list WB-IN seq 5 permit 10.52.0.0/16 le 28"],
    "a new prefix-list in use": [
        "ip prefix-list WB-NEW seq 5 permit any", "route-map WB-OUT permit 10", " match ip address prefix-list WB-NEW",
    ],
    "a route-map entry": ["route-map WB-OUT deny 15", " match tag 7"],
    "a route-map entry removed": ["no route-map WB-OUT permit 20"],
    "a route-map removed": [
        "router bgp 65000", " address-family ipv4 unicast", "  no neighbor 10.90.0.2 route-map WB-OUT out", "no route-map WB-OUT",
    ],
    "set lines": [
        "route-map WB-OUT permit 10", " set metric 70", " set community 65000:1", " no match ip address prefix-list WB-IN",
    ],
    "community and AS path lists": [
        "bgp as-path access-list WB-AS seq 5 permit ^65010_", "bgp community-list standard WB-C seq 5 permit 65000:1",
    ],
    "static routes": [
        "ip route 10.63.0.0/16 10.0.1.2", "no ip route 10.60.0.0/16 blackhole", "ip route 10.64.0.0 255.255.0.0 Null0 200",
    ],
    "an interface's address": ["interface eth1", " ip address 10.95.0.1/30"],
    "an interface's words": ["interface eth1", " description somewhere else"],
    "odd characters": ["interface eth1", " description why? 100% 'quoted' $HOME `id` Zürich"],
    "a password": ["router bgp 65000", " neighbor 10.90.0.2 password why?N0t!x"],
    "an interface shut down": ["interface eth1", " shutdown"],
    "OSPF cost and timers": ["interface eth1", " ip ospf cost 77", " ip ospf dead-interval 8", " ip ospf hello-interval 2"],
    "OSPF networks": ["router ospf", " network 10.95.0.0/16 area 1", " no network 10.0.0.0/8 area 0"],
    "OSPF redistribution": [
        "router ospf", " redistribute static metric 10", " default-information originate always", " area 1 stub",
    ],
    "a loopback": ["interface wb0", " ip address 10.96.0.1/32", " description not there"],
    "an access list": ["access-list WB-ACL seq 5 permit 10.0.0.0/8", "access-list WB-ACL seq 10 deny any"],
    "a VRF": ["vrf WB", " ip route 10.97.0.0/16 blackhole"],
    "logging": ["log syslog informational", "no log file"],
}  # fmt: skip


@pytest.fixture(scope="module")
def target(frr_lab):
    """The login of one router."""
    known = frr_lab.inventory()["all"]["children"]["real"]["children"]["frr"]
    shared = known["vars"]
    return Target(
        "r1", known["hosts"]["r1"]["ansible_host"], 22, Credentials(shared["ansible_user"], shared["ansible_password"]), OS,
        known_hosts_files=(shared["ansible_known_hosts_file"],),
    )  # fmt: skip


@pytest.fixture(scope="module")
def prepared(frr_lab, target):
    """A router with something of everything; afterwards as it was."""
    driver = open_driver(target)
    before = driver.running()
    candidate = candidate_for(Content(tuple(BASE)), before, OS)
    driver.apply(Trial("af-base", candidate.commands, (), before, 60))
    assert difference(driver.running(), candidate.predicted, OS) == "", "the base itself is not as predicted"
    driver.close()
    yield frr_lab.running("r1")
    driver = open_driver(target)
    driver.apply(Trial("af-base", tuple(config_remediate(driver.running(), before, OS)), (), before, 60))
    assert driver.running() == before
    driver.close()


def go_and_return(target, lines, part):
    """(configuration changed by ``part`` of the change, whether it differs from the prediction, configuration after the switch)."""
    driver = open_driver(target)
    try:
        before = driver.running()
        candidate = candidate_for(Content(tuple(lines)), before, OS)
        assert candidate.commands, "the change has nothing to do"
        rollback = tuple(config_remediate(candidate.predicted, before, OS))
        trial = Trial("af-way-back", candidate.commands, rollback, before, 600)
        driver.arm(trial)
        sent = candidate.commands[: max(1, round(len(candidate.commands) * part))]
        driver.apply(Trial(trial.id, sent, (), before, 600))
        changed = driver.running()
        surprise = difference(changed, candidate.predicted, OS) if part == 1 else ""
        switch = driver._dead_man()
        switch.fire(trial.id)
        return changed, surprise, driver.running(), before
    finally:
        driver.undo(Trial("af-way-back", (), (), before, 600))
        driver.close()


@pytest.mark.parametrize("name", CHANGES)
def test_the_switch_alone_brings_every_kind_of_change_back(prepared, target, name):
    """The router has what it needs to return to its very configuration, and the change is what was predicted."""
    changed, surprise, after, before = go_and_return(target, CHANGES[name], 1)
    assert changed != before
    assert after == before
    assert surprise == ""


@pytest.mark.parametrize("name", [name for name, lines in CHANGES.items() if len(lines) > 2])
def test_a_change_that_stopped_half_way_is_brought_back_too(prepared, target, name):
    """Nobody knows how far a controller came before it died."""
    _changed, _surprise, after, before = go_and_return(target, CHANGES[name], 0.5)
    assert after == before
