# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS and IOS-XR: what opens a section where, and which lines hold one value."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import difference
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate

NXOS, IOSXR, IOS, EOS = "cisco.nxos.nxos", "cisco.iosxr.iosxr", "cisco.ios.ios", "arista.eos.eos"


@pytest.mark.parametrize(
    ("platform", "lines"),
    [
        pytest.param(IOSXR, ["interface Loopback9", " vrf RED", " ipv4 address 192.0.2.1 255.255.255.255"], id="vrf"),
        pytest.param(IOSXR, ["username ops", " group netadmin", " secret 10 $6$x"], id="group"),
        pytest.param(NXOS, ["interface Vlan9", "  vrf member RED", "  ip address 192.0.2.1/24"], id="vrf member"),
    ],
)
def test_a_line_that_looks_like_a_heading_is_not_left_where_it_opens_nothing(platform, lines):
    """An 'exit' too many leaves the interface, and the address after it goes nowhere, or somewhere else."""
    assert flatten(lines, platform) == [*(line.strip() for line in lines), "exit"]


@pytest.mark.parametrize("platform", [NXOS, IOSXR])
def test_a_list_typed_without_indentation_means_the_same(platform):
    """As at the device: the line belongs to the interface that it is typed in."""
    vrf, address = {NXOS: ("vrf member RED", "ip address 192.0.2.1/24"), IOSXR: ("vrf RED", "ipv4 address 192.0.2.1/24")}[platform]
    typed = ["interface Ethernet1/9", vrf, address, "shutdown"]
    assert [line.strip() for line in config_predict("", typed, platform).splitlines()] == typed
    assert all(line.startswith(" ") for line in config_predict("", typed, platform).splitlines()[1:])


def test_an_interface_of_a_routing_process_is_not_the_one_at_the_top():
    """Typed without indentation in an OSPF area."""
    found = config_predict("", ["router ospf 1", "area 0", "interface Loopback9", "cost 5"], IOSXR)
    assert found.splitlines() == ["router ospf 1", " area 0", "  interface Loopback9", "   cost 5"]


def test_a_policy_typed_after_a_section_is_none_of_its_lines():
    """Also without indentation: the device takes it at the top, and an 'exit' after it would leave the whole configuration."""
    typed = ["interface Loopback9", "description x", "route-policy P\n  pass\nend-policy", "line default", "snmp-server location y"]
    expected = "interface Loopback9\n description x\nroute-policy P\n  pass\nend-policy\nline default\nsnmp-server location y\n"
    assert not difference(config_predict("", typed, IOSXR), expected, IOSXR)
    assert flatten(typed, IOSXR) == [*typed[:2], "exit", *typed[2:4], "exit", typed[4]]


@pytest.mark.parametrize("platform", [NXOS, IOS, EOS])
def test_a_switched_port_becomes_a_routed_one_and_back(platform):
    """'no switchport' is a mode: it is shown although lines that begin with 'switchport' went, and only 'switchport' ends it."""
    switched = "interface Ethernet1/1\n  switchport access vlan 5\n"
    routed = "interface Ethernet1/1\n  no switchport\n  ip address 192.0.2.1/24\n"
    for before, after in ((switched, routed), (routed, switched)):
        commands = config_remediate(before, after, platform)
        assert not difference(config_predict(before, commands, platform), after, platform)
    assert "switchport" in [line.strip() for line in config_remediate(routed, switched, platform)]
    assert " no switchport\n" in config_predict(routed, ["interface Ethernet1/1", "  switchport access vlan 5"], platform)


@pytest.mark.parametrize(
    ("platform", "section", "old", "new"),
    [
        (NXOS, "", "ntp server 192.0.2.1 use-vrf management", "ntp server 192.0.2.1 prefer use-vrf management"),
        (NXOS, "", "ntp source-interface loopback0", "ntp source-interface mgmt0"),
        (NXOS, "", "snmp-server community x group network-operator", "snmp-server community x group network-admin"),
        (NXOS, "", "logging level bgp 5", "logging level bgp 6"),
        (NXOS, "", "spanning-tree vlan 1-9 priority 4096", "spanning-tree vlan 1-9 priority 8192"),
        (NXOS, "router bgp 64500 / neighbor 192.0.2.1", "remote-as 64501", "remote-as 64502"),
        (NXOS, "router bgp 64500 / neighbor 192.0.2.1", "password 3 0123", "password 3 4567"),
        (NXOS, "router bgp 64500 / neighbor 192.0.2.1 / address-family ipv4 unicast", "route-map A in", "route-map B in"),
        (NXOS, "interface Ethernet1/1", "ip access-group A in", "ip access-group B in"),
        (NXOS, "interface Ethernet1/1", "ip router ospf 1 area 0.0.0.0", "ip router ospf 1 area 0.0.0.1"),
        (NXOS, "route-map A permit 10", "set local-preference 100", "set local-preference 200"),
        (IOSXR, "", "route-policy A\n  pass\nend-policy", "route-policy A\n  drop\nend-policy"),
        (IOSXR, "", "prefix-set A\n  192.0.2.0/24\nend-set", "prefix-set A\n  192.0.2.0/24,\n  198.51.100.0/24\nend-set"),
        (IOSXR, "", "domain name a.example", "domain name b.example"),
        (IOSXR, "ntp", "server 192.0.2.1", "server 192.0.2.1 prefer"),
        (IOSXR, "ntp", "source Loopback0", "source Loopback1"),
        (IOSXR, "username ops", "secret 10 $6$a", "secret 10 $6$b"),
        (IOSXR, "interface GigabitEthernet0/0/0/0", "bundle id 1 mode active", "bundle id 2 mode on"),
        (IOSXR, "interface GigabitEthernet0/0/0/0", "service-policy input A", "service-policy input B"),
        (IOSXR, "router ospf 1 / area 0 / interface Loopback0", "cost 5", "cost 10"),
        (IOSXR, "router bgp 64500 / neighbor 192.0.2.1", "remote-as 64501", "remote-as 64502"),
        (IOSXR, "router bgp 64500 / neighbor 192.0.2.1 / address-family ipv4 unicast", "route-policy A in", "route-policy B in"),
        (IOSXR, "ipv4 access-list A", "10 permit icmp any any", "10 permit ipv4 any any"),
    ],
)
def test_a_new_value_takes_the_place_of_the_old_one(platform, section, old, new):
    """Typed over it, as the device does; a change to it removes nothing first, or afterwards."""
    path = section.split(" / ") if section else []

    def text(line: str) -> str:
        return "\n".join([*(" " * depth + heading for depth, heading in enumerate(path)), " " * len(path) + line])

    assert not difference(config_predict(text(old), text(new).split("\n"), platform), text(new), platform)
    commands = config_remediate(text(old), text(new), platform)
    assert not difference(config_predict(text(old), commands, platform), text(new), platform)
    assert not config_remediate(text(new), text(new), platform)


@pytest.mark.parametrize(
    ("platform", "first", "second"),
    [
        (NXOS, "ntp server 192.0.2.1 use-vrf management", "ntp server 192.0.2.2 use-vrf management"),
        (NXOS, "ntp server 192.0.2.1 use-vrf management", "ntp server 192.0.2.1 use-vrf RED"),
        (NXOS, "logging level bgp 5", "logging level ospf 5"),
        (NXOS, "logging source-interface loopback0", "ntp source-interface loopback0"),
        (NXOS, "snmp-server source-interface traps mgmt0", "snmp-server source-interface informs mgmt0"),
        (IOSXR, "route-policy A\n  pass\nend-policy", "route-policy B\n  pass\nend-policy"),
        (IOSXR, "prefix-set A\n  192.0.2.0/24\nend-set", "community-set A\n  64500:1\nend-set"),
        (IOSXR, "logging source-interface Loopback0", "logging source-interface Loopback1 vrf RED"),
    ],
)
def test_what_is_of_something_else_stays(platform, first, second):
    """Another server, VRF, policy or protocol."""
    found = config_predict(first + "\n", second.split("\n"), platform)
    assert first in found
    assert second in found
