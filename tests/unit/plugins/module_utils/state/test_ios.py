# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts that IOS has had over its releases, each read as what it means."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.state.parse import parse_all, state_parse


def read(command: str, output: str, subset: str) -> Any:
    return state_parse({command: output}, "cisco.ios.ios", subset)[subset]


@pytest.mark.parametrize(
    ("line", "vlan", "interface", "static"),
    [
        pytest.param("  10    0050.5612.3456    DYNAMIC     Gi1/0/1", 10, "GigabitEthernet1/0/1", False, id="Catalyst 3000"),
        pytest.param(" All    0050.5612.3456    STATIC      CPU", 0, "", True, id="for all VLANs"),
        pytest.param(
            "   1      0050.5612.3456   dynamic ip,ipx,assigned,other Port-channel1", 1, "Port-channel1", False, id="Catalyst 4500"
        ),
        pytest.param(
            "*    7  0050.5612.3456   dynamic  Yes        260   Gi2/36", 7, "GigabitEthernet2/36", False, id="Catalyst 6500"
        ),
        pytest.param("*  ---  0050.5612.3456    static  No           -   Router", 0, "", True, id="Catalyst 6500, its own"),
        pytest.param("0050.5612.3456          Dynamic     100     FastEthernet7", 100, "FastEthernet7", False, id="ISR"),
        pytest.param("0050.5612.3456          Self        100     Vlan100", 100, "Vlan100", True, id="ISR, its own"),
    ],
)
def test_every_layout_of_the_address_table_is_read(line: str, vlan: int, interface: str, static: bool) -> None:
    """Whatever the platform's columns, VLAN, port and kind of an address are told apart."""
    (row,) = read("show mac address-table", line, "mac_address_table")
    assert (row["mac"], row["vlan"], row["interface"], row["static"]) == ("00:50:56:12:34:56", vlan, interface, static)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("S*    0.0.0.0/0 [1/0] via 10.0.0.1", ("0.0.0.0/0", "static", "10.0.0.1", None, 1), id="static default"),
        pytest.param(
            "O*E2  0.0.0.0/0 [110/1] via 10.0.0.1, 00:01:00, Gi0/1",
            ("0.0.0.0/0", "ospf", "10.0.0.1", "GigabitEthernet0/1", 110),
            id="ospf default",
        ),
        pytest.param("S   +  192.0.2.0/24 [1/0] via 10.0.0.1", ("192.0.2.0/24", "static", "10.0.0.1", None, 1), id="replicated"),
        pytest.param(
            "B   p  192.0.2.0/24 [20/0] via 10.0.0.1, 1d02h", ("192.0.2.0/24", "bgp", "10.0.0.1", None, 20), id="overridden"
        ),
        pytest.param(
            "i L1  192.0.2.0/24 [115/20] via 10.0.0.1, 1d02h, Vlan10",
            ("192.0.2.0/24", "isis", "10.0.0.1", "Vlan10", 115),
            id="isis",
        ),
        pytest.param(
            "D EX     192.0.2.0/24\n           [170/5] via 10.0.0.1, 1w0d, Tunnel1",
            ("192.0.2.0/24", "eigrp", "10.0.0.1", "Tunnel1", 170),
            id="two lines",
        ),
        pytest.param(
            "     192.0.2.0/28 is subnetted, 2 subnets\nC       192.0.2.16 is directly connected, Vlan7",
            ("192.0.2.16/28", "connected", "", "Vlan7", 0),
            id="length in the heading",
        ),
        pytest.param(
            "R    192.0.2.0 [120/1] via 10.0.0.1, 00:00:09, Serial0/0:1",
            ("192.0.2.0/24", "rip", "10.0.0.1", "Serial0/0:1", 120),
            id="classful",
        ),
        pytest.param(
            "C    192.0.2.0 255.255.255.0 is directly connected, Gi0/1",
            ("192.0.2.0/24", "connected", "", "GigabitEthernet0/1", 0),
            id="decimal mask",
        ),
        pytest.param("D     192.0.2.0/24 is a summary, 2d06h, Null0", ("192.0.2.0/24", "eigrp", "", "Null0", None), id="summary"),
        pytest.param(
            "            B     192.0.2.0/24 [20/0] via 10.0.0.1 (red), 2d06h, Gi2",
            ("192.0.2.0/24", "bgp", "10.0.0.1", "GigabitEthernet2", 20),
            id="leaked",
        ),
    ],
)
def test_every_layout_of_a_route_is_read(lines: str, expected: tuple[Any, ...]) -> None:
    """Codes, flags, wrapped lines and missing lengths lead to the route they mean."""
    legend = (
        "Codes: L - local, C - connected, S - static, R - RIP\n"
        "       D - EIGRP, EX - EIGRP external\n\nGateway of last resort is not set\n\n"
    )
    ((network, (path,)),) = read("show ip route", legend + lines, "routes").items()
    assert (network, path["protocol"], path["next_hop"], path["outgoing_interface"], path["preference"]) == expected


def test_paths_of_equal_cost_are_all_there() -> None:
    """A route over two next hops has two paths with the same preference."""
    paths = read(
        "show ip route",
        "O     192.0.2.0/24 [110/20] via 10.0.0.1, 1d, Gi1\n                   [110/20] via 10.0.0.5, 1d, Gi2",
        "routes",
    )["192.0.2.0/24"]
    assert [path["next_hop"] for path in paths] == ["10.0.0.1", "10.0.0.5"]


def test_an_empty_table_is_an_answer() -> None:
    """A router without routes has none; that is no failure to read them."""
    legend = "Codes: L - local, C - connected\n       D - EIGRP, EX - EIGRP external\n\nGateway of last resort is not set\n"
    assert read("show ip route", legend, "routes") == {}


@pytest.mark.parametrize(
    ("rows", "peer", "up", "enabled", "received"),
    [
        pytest.param(
            "10.0.0.1        4        65001    3311    3308       12    0    0 2d06h           5",
            "10.0.0.1",
            True,
            True,
            5,
            id="up",
        ),
        pytest.param(
            "*10.0.0.1       4        65001    3311    3308       12    0    0 2d06h           0",
            "10.0.0.1",
            True,
            True,
            0,
            id="dynamic",
        ),
        pytest.param(
            "10.0.0.1        4        1.10        0       0        1    0    0 never    Idle (Admin)",
            "10.0.0.1",
            False,
            False,
            None,
            id="shut",
        ),
        pytest.param(
            "10.0.0.1        4        65001      10      10        1    0    0 00:10:10 (NoNeg)",
            "10.0.0.1",
            False,
            True,
            None,
            id="not negotiated",
        ),
        pytest.param(
            "10.0.0.1        4        65001       0       0        1    0    0 01:02:03 Idle (PfxCt)",
            "10.0.0.1",
            False,
            True,
            None,
            id="too many prefixes",
        ),
        pytest.param(
            "2001:DB8:1:2:3:4:5:6\n                4        65001    3311    3308       12    0    0 2d06h           2",
            "2001:db8:1:2:3:4:5:6",
            True,
            True,
            2,
            id="two lines",
        ),
    ],
)
def test_every_state_of_a_bgp_peer_is_read(rows: str, peer: str, up: bool, enabled: bool, received: int | None) -> None:
    """Up is up, shut down is not enabled, and a peer that is down has no prefix count."""
    head = (
        "BGP router identifier 10.255.0.1, local AS number 65000\n\nNeighbor        V           AS MsgRcvd MsgSent   TblVer  InQ\n"
    )
    model = read("show ip bgp summary", head + rows, "bgp_neighbors")["global"]
    found = model["peers"][peer]
    assert (found["is_up"], found["is_enabled"], found["address_family"]["ipv4"]["received_prefixes"]) == (up, enabled, received)
    assert (model["router_id"], found["local_as"]) == ("10.255.0.1", 65000)


def test_prefixes_denied_by_policy_were_received() -> None:
    """What a peer sent and policy refused counts as received, not as accepted."""
    output = """BGP neighbor is 10.0.0.1,  remote AS 65001, external link
  BGP version 4, remote router ID 10.255.0.9
  BGP state = Established, up for 1d02h

 For address family: IPv4 Unicast
                                 Sent       Rcvd
  Prefix activity:               ----       ----
    Prefixes Current:               3          5 (Consumes 600 bytes)

                                   Outbound    Inbound
  Local Policy Denied Prefixes:    --------    -------
    route-map:                            1          2
    Total:                                1          2
"""
    counts = read("show ip bgp neighbors", output, "bgp_neighbors")["global"]["peers"]["10.0.0.1"]["address_family"]["ipv4"]
    assert counts == {"received_prefixes": 7, "accepted_prefixes": 5, "sent_prefixes": 3}


@pytest.mark.parametrize(
    ("head", "name", "up", "enabled"),
    [
        ("GigabitEthernet0/1 is up, line protocol is up (connected)", "GigabitEthernet0/1", True, True),
        ("GigabitEthernet0/1 is administratively down, line protocol is down (disabled)", "GigabitEthernet0/1", False, False),
        ("GigabitEthernet0/1 is down, line protocol is down (err-disabled)", "GigabitEthernet0/1", False, True),
        ("Vlan10 is up, line protocol is down , Autostate Enabled", "Vlan10", False, True),
        ("Dialer1 is up, line protocol is up (spoofing)", "Dialer1", True, True),
        ("TwentyFiveGigE1/0/1 is up, line protocol is up", "TwentyFiveGigE1/0/1", True, True),
        ("Control Plane Interface is up, line protocol is up", "Control Plane Interface", True, True),
        ("pseudowire7 is up", "pseudowire7", True, True),
    ],
)
def test_every_state_of_an_interface_is_read(head: str, name: str, up: bool, enabled: bool) -> None:
    """Shut down, down and up are told apart on every kind of interface."""
    (found,) = read("show interfaces", f"{head}\n  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,", "interfaces").items()
    assert (found[0], found[1]["is_up"], found[1]["is_enabled"], found[1]["mtu"], found[1]["speed"]) == (
        name,
        up,
        enabled,
        1500,
        1000.0,
    )


def test_a_vrf_whose_name_fills_its_line_is_read() -> None:
    """A name longer than its column is on a line of its own; the rest of its row belongs to it."""
    output = """  Name                             Default RD            Protocols   Interfaces
  A-VRF-WITH-A-NAME-LONGER-THAN-ITS-COLUMN
                                   65000:1               ipv4,ipv6   Gi0/1
                                                                     Vl20
  none                             <not set>
"""
    model = read("show vrf", output, "network_instances")
    assert list(model["A-VRF-WITH-A-NAME-LONGER-THAN-ITS-COLUMN"]["interfaces"]["interface"]) == ["GigabitEthernet0/1", "Vlan20"]
    assert model["none"]["state"]["route_distinguisher"] == ""


def test_an_incomplete_arp_entry_is_no_neighbour() -> None:
    """An address nobody answered for has no hardware address and is left out."""
    rows = "Internet  10.0.0.1   0   Incomplete      ARPA\nInternet  10.0.0.2   -   5254.0012.3401  ARPA   Vlan1\n"
    assert [row["ip"] for row in read("show ip arp", rows, "arp_table")] == ["10.0.0.2"]


@pytest.mark.parametrize(
    ("output", "synchronised", "stratum"),
    [
        ("Clock is synchronized, stratum 3, reference is 192.0.2.10", True, 3),
        ("Clock is unsynchronized, stratum 16, no reference clock", False, None),
    ],
)
def test_the_clock_is_synchronised_or_not(output: str, synchronised: bool, stratum: int | None) -> None:
    """Stratum 16 is no stratum."""
    found = read("show ntp status", output, "ntp")
    assert (found["synchronised"], found["stratum"]) == (synchronised, stratum)


def test_a_hot_switch_raises_its_alert() -> None:
    """Over the yellow threshold is an alert, over the red one critical."""
    text = (
        "SYSTEM TEMPERATURE is OK\nSystem Temperature Value: {} Degree Celsius\n"
        "Yellow Threshold : 65 Degree Celsius\nRed Threshold    : 75 Degree Celsius\n"
    )
    found = [read("show environment all", text.format(value), "environment")["temperature"]["system"] for value in (41, 70, 80)]
    assert [(f["is_alert"], f["is_critical"]) for f in found] == [(False, False), (True, False), (True, True)]


def test_a_router_without_ipv6_has_its_ipv4_addresses() -> None:
    """Where IPv6 is not used its command prints nothing; the addresses are known all the same, and nothing is in doubt."""
    outputs = {
        "show ip interface": "Vlan1 is up, line protocol is up\n  Internet address is 10.0.0.1/24\n",
        "show ipv6 interface": "",
    }
    models, unsupported, unparsed = parse_all(outputs, "cisco.ios.ios", ["interfaces_ip"])
    assert models["interfaces_ip"] == {"Vlan1": {"ipv4": {"10.0.0.1": {"prefix_length": 24}}}}
    assert (unsupported, unparsed) == ({}, {})
