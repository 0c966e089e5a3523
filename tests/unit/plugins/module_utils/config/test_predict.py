# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The model of a device: what commands do to a configuration, and which of a user's lines would do anything."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import difference
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines

IOS, EOS, FRR = "cisco.ios.ios", "arista.eos.eos", "frr.frr.frr"
BGP = """router bgp 64500
 neighbor PEERS peer-group
 neighbor PEERS remote-as 64501
 neighbor 192.0.2.2 peer-group PEERS
 neighbor 192.0.2.3 remote-as 64502
 neighbor 192.0.2.3 description three
 !
 address-family ipv4 unicast
  network 198.51.100.0/24
  neighbor 192.0.2.3 route-map IN in
 exit-address-family
exit
"""


@pytest.mark.parametrize(
    ("platform", "running", "commands", "after"),
    [
        pytest.param(IOS, "hostname a\n", ["hostname b"], "hostname b\n", id="a new value takes the place of the old"),
        pytest.param(IOS, "", ["interface Loopback5"], "interface Loopback5\n", id="entering a section creates it"),
        pytest.param(
            IOS, "interface Lo1\n description a b\n", ["interface Lo1", " no description"], "interface Lo1\n", id="by prefix"
        ),
        pytest.param(
            IOS, "ip http server\n", ["no ip http server"], "no ip http server\n", id="what is on by default is shown as off"
        ),
        pytest.param(IOS, "ntp server 192.0.2.1\n", ["no ntp server 192.0.2.1"], "", id="what is removed is gone"),
        pytest.param(
            IOS,
            "interface Vlan1\n ip address 192.0.2.1 255.255.255.0\n",
            ["interface Vlan1", " vrf forwarding RED"],
            "interface Vlan1\n vrf forwarding RED\n",
            id="a change of VRF takes the addresses",
        ),
        pytest.param(
            EOS, "interface Ethernet1\n   shutdown\n", ["interface Ethernet1", "   no shutdown"], "interface Ethernet1\n", id="up"
        ),
        pytest.param(
            FRR,
            BGP,
            ["router bgp 64500", " no neighbor 192.0.2.3"],
            BGP.replace(" neighbor 192.0.2.3 remote-as 64502\n neighbor 192.0.2.3 description three\n", "").replace(
                "  neighbor 192.0.2.3 route-map IN in\n", ""
            ),
            id="a neighbour goes with all that is said of it, in the address families too",
        ),
        pytest.param(
            FRR,
            BGP,
            ["router bgp 64500", " no neighbor PEERS peer-group"],
            BGP.replace(" neighbor PEERS peer-group\n neighbor PEERS remote-as 64501\n neighbor 192.0.2.2 peer-group PEERS\n", ""),
            id="a peer group takes its members along",
        ),
        pytest.param(
            FRR, "", ["ip route 192.0.2.0 255.255.255.0 Null0"], "ip route 192.0.2.0/24 Null0\n", id="masks are shown as lengths"
        ),
        pytest.param(
            FRR,
            "ip prefix-list P seq 5 permit 192.0.2.0/24\n",
            ["ip prefix-list P permit 198.51.100.0/24"],
            "ip prefix-list P seq 5 permit 192.0.2.0/24\nip prefix-list P seq 10 permit 198.51.100.0/24\n",
            id="an entry without a number gets the next one",
        ),
        pytest.param(
            FRR,
            "router ospf\n ospf router-id 192.0.2.1\ninterface eth0\n",
            ["router ospf", " passive-interface eth0"],
            "router ospf\n ospf router-id 192.0.2.1\ninterface eth0\n ip ospf passive\n",
            id="a passive interface is shown at the interface",
        ),
        pytest.param(
            FRR,
            "router bgp 64500\n neighbor 192.0.2.3 remote-as 64502\n",
            ["router bgp 64500", " no bgp default ipv4-unicast"],
            "router bgp 64500\n no bgp default ipv4-unicast\n neighbor 192.0.2.3 remote-as 64502\n"
            " address-family ipv4 unicast\n  neighbor 192.0.2.3 activate\n",
            id="turning the default of activation leaves those that exist as they are",
        ),
    ],
)
def test_the_device_takes_commands(platform: str, running: str, commands: list[str], after: str) -> None:
    """The prediction is what the device shows after these commands."""
    assert difference(config_predict(running, commands, platform), after, platform) == ""


@pytest.mark.parametrize(
    ("platform", "running", "lines", "commands", "dropped"),
    [
        pytest.param(IOS, "hostname a\n", [], [], [], id="no lines, no commands"),
        pytest.param(IOS, "hostname a\n", ["hostname a", "!", "end"], [], ["hostname a"], id="what is there is not sent"),
        pytest.param(IOS, "", ["no ntp server 192.0.2.1"], [], ["no ntp server 192.0.2.1"], id="what is not there is not removed"),
        pytest.param(IOS, "", ["no ip http server"], ["no ip http server"], [], id="but a default is turned off once"),
        pytest.param(IOS, "no ip http server\n", ["no ip http server"], [], ["no ip http server"], id="and not twice"),
        pytest.param(
            IOS,
            "interface GigabitEthernet1\n description a\n",
            ["interface GigabitEthernet1", " description b", " no shutdown", "ip routing"],
            ["interface GigabitEthernet1", " description b", "ip routing"],
            ["no shutdown"],
            id="a line under its section, in the user's order",
        ),
        pytest.param(
            FRR,
            "",
            ["router bgp 64500", " no bgp ebgp-requires-policy"],
            ["router bgp 64500", " no bgp ebgp-requires-policy"],
            [],
            id="frr",
        ),
        pytest.param(
            FRR,
            BGP,
            ["router bgp 64500", " network 198.51.100.1/24"],
            [],
            ["router bgp 64500", "network 198.51.100.0/24"],
            id="as frr moves it",
        ),
        pytest.param(FRR, "", ["no router ospf"], [], ["no router ospf"], id="nothing of it is present"),
        pytest.param(
            FRR,
            "ip prefix-list P seq 10 permit 192.0.2.0/24\n",
            ["ip prefix-list P permit 192.0.2.0/24"],
            [],
            ["ip prefix-list P permit 192.0.2.0/24"],
            id="an entry that has its number already",
        ),
    ],
)
def test_effective_lines(platform: str, running: str, lines: list[str], commands: list[str], dropped: list[str]) -> None:
    """Only lines that change something are sent; what is left out is told. A second run sends nothing."""
    found = effective_lines(running, lines, platform)
    assert (found.commands, found.dropped) == (commands, dropped)
    after = config_predict(running, found.commands, platform)
    assert effective_lines(after, lines, platform).commands == []


def test_flatten_leaves_every_section_by_its_word() -> None:
    """Typed line by line, each command lands in the mode it was written for."""
    commands = [
        "router bgp 1",
        " bgp router-id 192.0.2.1",
        " address-family ipv4 unicast",
        "  network 192.0.2.0/24",
        "ip route 192.0.2.0/24 Null0",
    ]
    assert flatten(commands, FRR) == [
        "router bgp 1",
        "bgp router-id 192.0.2.1",
        "address-family ipv4 unicast",
        "network 192.0.2.0/24",
        "exit-address-family",
        "exit",
        "ip route 192.0.2.0/24 Null0",
    ]


@pytest.mark.parametrize("platform", [IOS, EOS, FRR])
def test_flat_and_indented_say_the_same(platform: str) -> None:
    """A list typed with its exits does what the indented list does."""
    commands = [
        "interface Loopback1",
        " description x",
        "router bgp 1",
        " address-family ipv4 unicast",
        "  network 192.0.2.0/24",
        "hostname z",
    ]
    typed = flatten(commands, platform)
    assert not any(line.startswith(" ") for line in typed)
    assert difference(config_predict("", commands, platform), config_predict("", typed, platform), platform) == ""


@pytest.mark.parametrize(
    ("platform", "shown", "typed"),
    [
        pytest.param(IOS, "interface GigabitEthernet0/1", ["interface GigabitEthernet0/1"], id="as shown"),
        pytest.param(IOS, "interface GigabitEthernet0/1", ["int gi0/1"], id="short"),
        pytest.param(IOS, "interface GigabitEthernet0/1", ["interface gigabiteth 0/1"], id="a beginning, and a blank"),
        pytest.param(IOS, "interface GigabitEthernet0/1.10", ["interface Gi0/1.10"], id="a subinterface"),
        pytest.param(IOS, "interface Serial0/0.1 point-to-point", ["int se0/0.1 point-to-point"], id="words after it"),
        pytest.param(IOS, "interface Vlan10", ["interface vlan 10"], id="another case"),
        pytest.param(EOS, "interface Ethernet1", ["interface Eth1"], id="EOS"),
        pytest.param(EOS, "interface Port-Channel5", ["interface po5"], id="EOS port channel"),
        pytest.param("cisco.nxos.nxos", "interface loopback0", ["interface Loopback0"], id="NX-OS"),
    ],
)
def test_interfaces_may_be_typed_short(platform: str, shown: str, typed: list[str]) -> None:
    """An interface has one name, however it is typed: a second run is unchanged, and what is sent is the name as shown."""
    running = f"{shown}\n description a\n"
    assert effective_lines(running, [*typed, " description a"], platform).commands == []
    assert effective_lines("", [*typed, " description a"], platform).commands[0] == shown
    assert difference(config_predict("", [*typed, " description a"], platform), running, platform) == ""


@pytest.mark.parametrize(
    "typed", ["interface T1/1", "interface Tw1/0/1", "interface Xyz1", "interface range gi0/1 - 2", "interface eth0"]
)
def test_what_is_no_short_name_stays_as_typed(typed: str) -> None:
    """An ambiguous or unknown name is sent as it is: the device decides."""
    platform = FRR if typed.endswith("eth0") else IOS
    assert effective_lines("", [typed, " description a"], platform).commands[0] == typed


def test_a_section_removed_at_the_left_margin_is_one_of_the_top() -> None:
    """In a list without indentation, `no router ...` after `interface ...` removes the router, as at the device."""
    running = "interface Loopback1\n description x\nrouter ospf 1\n network 192.0.2.0 0.0.0.255 area 0\n"
    after = config_predict(running, ["interface Loopback1", "no router ospf 1"], "cisco.ios.ios")
    assert after == "interface Loopback1\n description x\n"


def test_no_of_one_vlan_takes_it_out_of_the_list() -> None:
    """`no vlan 20` shortens the list that has it; a list typed beside another is one list afterwards."""
    commands = ["no vlan 20", "vlan 30-31"]
    assert config_predict("vlan 1,10,20\n", commands, "cisco.nxos.nxos") == "vlan 1,10,30-31\n"
