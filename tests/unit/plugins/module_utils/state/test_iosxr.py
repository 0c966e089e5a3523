# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IOS-XR shows; the outputs are written after the vendor's documented ones."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

XR = "cisco.iosxr.iosxr"
STAMP = "Tue Jan 16 13:19:27.208 AEST\n"


def read(command: str, output: str, subset: str) -> Any:
    return state_parse({command: STAMP + output}, XR, subset)[subset]


@pytest.mark.parametrize(
    ("text", "version", "model", "host", "uptime"),
    [
        pytest.param(
            "Cisco IOS XR Software, Version 5.3.2[Default]\npe1 uptime is 2 days, 1 minute\n"
            "cisco ASR9K Series (Intel 686 F6M14S4) processor with 12582912K bytes of memory.\n",
            "5.3.2", "ASR9K Series", "pe1", 172860, id="32 bit",
        ),
        pytest.param(
            "Cisco IOS XR Software, Version 6.6.3\ncisco NCS-5500 () processor\nSystem uptime is 23 hours 3 minutes\n",
            "6.6.3", "NCS-5500", None, 82980, id="64 bit, the name not told",
        ),
        pytest.param(
            "Cisco IOS XR Software, Version 7.9.2 LNT\ncisco 8000 (Intel(R) Xeon(R) CPU)\n"
            "cisco 8202-32FH-M (Intel(R) Xeon(R) CPU D-1530) processor with 64GB of memory\npe2 uptime is 1 day\n",
            "7.9.2", "8202-32FH-M", "pe2", 86400, id="LNT",
        ),
    ],
)  # fmt: skip
def test_every_generation_tells_its_version(text: str, version: str, model: str, host: str | None, uptime: int) -> None:
    """Version, model and uptime are read of every generation; a name that is not told stays unknown."""
    facts = read("show version", text, "facts")
    assert (facts["os_version"], facts["model"], facts["hostname"], facts["uptime"]) == (version, model, host, uptime)


INTERFACES = """GigabitEthernet0/0/0/1.35 is up, line protocol is up
  Interface state transitions: 1
  Hardware is VLAN sub-interface(s), address is 00a0.c900.0001
  Description: to pe2
  Internet address is 192.0.2.1/30
  MTU 1518 bytes, BW 1000000 Kbit (Max: 1000000 Kbit)
  Last link flapped 00:12:57
MgmtEth0/RP0/CPU0/0 is administratively down, line protocol is administratively down
  Hardware is Management Ethernet, address is 00a0.c900.0002 (bia 00a0.c900.0002)
  Internet address is Unknown
  MTU 1514 bytes, BW 1000000 Kbit (Max: 1000000 Kbit)
"""


def test_interfaces_and_their_addresses() -> None:
    """One output tells state and addresses; what is shut down is neither up nor enabled."""
    found = state_parse({"show interfaces": STAMP + INTERFACES}, XR, ["interfaces", "interfaces_ip"])
    assert found["interfaces_ip"] == {"GigabitEthernet0/0/0/1.35": {"ipv4": {"192.0.2.1": {"prefix_length": 30}}}}
    assert found["interfaces"]["GigabitEthernet0/0/0/1.35"] == {
        "is_up": True, "is_enabled": True, "description": "to pe2", "last_flapped": 777.0, "speed": 1000.0, "mtu": 1518,
        "mac_address": "00:A0:C9:00:00:01",
    }  # fmt: skip
    management = found["interfaces"]["MgmtEth0/RP0/CPU0/0"]
    assert (management["is_up"], management["is_enabled"]) == (False, False)


def test_ipv4_and_ipv6_of_all_vrfs() -> None:
    """Secondary addresses count; a link-local address, shown without length, has none."""
    outputs = {
        "show ipv4 vrf all interface": "Bundle-Ether1 is Up, ipv4 protocol is Up\n  Vrf is blue (vrfid 0x60000003)\n"
        "  Internet address is 192.0.2.1/24 with route-tag 50\n  Secondary address 198.51.100.1/25\n",
        "show ipv6 vrf all interface": "Bundle-Ether1 is Up, ipv6 protocol is Up, Vrfid is blue (0x60000003)\n"
        "  IPv6 is enabled, link-local address is fe80::1\n  Global unicast address(es):\n"
        "    2001:db8::1, subnet is 2001:db8::/64\n",
    }
    assert state_parse(outputs, XR, "interfaces_ip")["interfaces_ip"] == {
        "Bundle-Ether1": {
            "ipv4": {"192.0.2.1": {"prefix_length": 24}, "198.51.100.1": {"prefix_length": 25}},
            "ipv6": {"fe80::1": {"prefix_length": None}, "2001:db8::1": {"prefix_length": 64}},
        }
    }


LEGEND = """Codes: C - connected, S - static, R - RIP, B - BGP, (>) - Diversion path
       i - ISIS, L1 - IS-IS level-1, L2 - IS-IS level-2
       M - mobile route, r - RPL, (!) - FRR Backup path

Gateway of last resort is not set

"""


@pytest.mark.parametrize(
    ("lines", "network", "expected"),
    [
        pytest.param("S*   0.0.0.0/0 is directly connected, 3y15w, Null0", "0.0.0.0/0",
                     [("static", "", "Null0", 1, True)], id="null"),
        pytest.param(
            "C    192.0.2.0/24 is directly connected, 1w1d, MgmtEth0/RP0/CPU0/0\n"
            "                  is directly connected, 1w1d, MgmtEth0/RP1/CPU0/0",
            "192.0.2.0/24",
            [("connected", "", "MgmtEth0/RP0/CPU0/0", 0, True), ("connected", "", "MgmtEth0/RP1/CPU0/0", 0, True)],
            id="connected twice",
        ),
        pytest.param(
            "i L2 192.0.2.0/24 [115/0] via 10.0.0.1, 04:43:27, GigabitEthernet0/0/0/0 (!)\n"
            "                  [115/20] via 10.0.0.9, 04:43:27, GigabitEthernet0/0/0/3",
            "192.0.2.0/24",
            [("isis", "10.0.0.1", "GigabitEthernet0/0/0/0", 115, False), ("isis", "10.0.0.9", "GigabitEthernet0/0/0/3", 115, True)],
            id="backup path",
        ),
        pytest.param("B    192.0.2.0/24 [200/0] via 10.0.0.1 (nexthop in vrf default), 1w3d", "192.0.2.0/24",
                     [("bgp", "10.0.0.1", None, 200, True)], id="next hop elsewhere"),
        pytest.param("O E2 2001:db8::/32 \n      [110/20] via fe80::1, 1d02h, TenGigE0/0/0/1", "2001:db8::/32",
                     [("ospf", "fe80::1", "TenGigE0/0/0/1", 110, True)], id="ipv6 on two lines"),
    ],
)  # fmt: skip
def test_every_form_of_route_is_read(lines: str, network: str, expected: list[tuple[Any, ...]]) -> None:
    """Protocol, next hop, way out, preference and use of each path are told."""
    model = read("show route", LEGEND + lines + "\n", "routes")
    fields = ("protocol", "next_hop", "outgoing_interface", "preference", "current_active")
    assert [tuple(path[field] for field in fields) for path in model[network]] == expected


def test_routes_are_told_by_vrf_and_at_length() -> None:
    """A table of VRFs names each; one route told at length is the same model."""
    model = read(
        "show route vrf all", f"VRF: blue\n\n{LEGEND}L    192.0.2.1/32 is directly connected, 00:13:03, Loopback1\n", "routes"
    )
    assert model["192.0.2.1/32"][0]["vrf"] == "blue"
    text = """Routing entry for 192.0.2.0/24
  Known via "ospf 1", distance 110, metric 22, type extern 1
  Routing Descriptor Blocks
    10.0.0.1, from 10.0.0.9, via HundredGigE0/0/0/30, Protected
      Route metric is 22
    10.0.0.5, from 10.0.0.9, via HundredGigE0/0/0/31, Backup (Local-LFA)
  No advertising protos.
"""
    first, second = read("show route ipv4 192.0.2.0/24", text, "routes")["192.0.2.0/24"]
    assert (first["protocol"], first["preference"], first["next_hop"], first["current_active"]) == ("ospf", 110, "10.0.0.1", True)
    assert (second["outgoing_interface"], second["current_active"]) == ("HundredGigE0/0/0/31", False)


def test_sessions_are_told_by_vrf_and_family() -> None:
    """Summary and neighbours are one model: state, counts, names, each in its VRF."""
    outputs = {
        "show bgp vrf all summary": "VRF: blue\n---------\nBGP VRF blue, state: Active\n"
        "BGP router identifier 192.0.2.1, local AS number 65001\n\n"
        "Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd\n"
        "192.0.2.2         0 65002   83403   96226       12    0    0     6w2d          4!\n",
        "show bgp vrf all neighbors": "BGP neighbor is 192.0.2.2, vrf blue\n Remote AS 65002, local AS 65001, external link\n"
        " Description: customer\n Remote router ID 10.9.9.9\n  BGP state = Established, up for 6w2d\n"
        " For Address Family: IPv4 Unicast\n  4 accepted prefixes, 4 are bestpaths\n"
        "  Exact no. of prefixes denied : 1.\n  Prefix advertised 7, suppressed 0, withdrawn 0\n",
    }
    model = state_parse(outputs, XR, "bgp_neighbors")["bgp_neighbors"]
    peer = model["blue"]["peers"]["192.0.2.2"]
    assert (model["blue"]["router_id"], peer["local_as"], peer["remote_id"]) == ("192.0.2.1", 65001, "10.9.9.9")
    assert (peer["is_up"], peer["uptime"], peer["description"]) == (True, 3801600, "customer")
    assert peer["address_family"]["ipv4"] == {"received_prefixes": 5, "accepted_prefixes": 4, "sent_prefixes": 7}


def test_lldp_cdp_and_arp() -> None:
    """Neighbours of both protocols are told under the long names; what is not resolved has no row."""
    lldp = """Local Interface: TenGigE0/0/0/41
Chassis id: 00a0.c900.0009
Port id: Te0/0/0/0
Port Description - not advertised
System Name: pe2

System Description:
Cisco IOS XR Software, Version 7.0.1

System Capabilities: R
Enabled Capabilities: R
"""
    (entry,) = read("show lldp neighbors detail", lldp, "lldp_neighbors_detail")["TenGigE0/0/0/41"]
    assert (entry["remote_system_name"], entry["remote_port"], entry["remote_port_description"]) == ("pe2", "Te0/0/0/0", "")
    cdp = "Device ID: pe3\nSysName : pe3.example.net\nInterface: GigabitEthernet0/0/0/1\nPort ID (outgoing port): Gi0/0/0/2\n"
    assert read("show cdp neighbors detail", cdp, "neighbors") == {
        "GigabitEthernet0/0/0/1": [{"hostname": "pe3.example.net", "port": "Gi0/0/0/2", "protocol": "cdp"}]
    }
    arp = """Address         Age        Hardware Addr   State      Type  Interface
192.0.2.1       -          00a0.c900.0001  Interface  ARPA  Bundle-Ether1
192.0.2.2       01:25:23   00a0.c900.0009  Dynamic    ARPA  Bundle-Ether1
192.0.2.3       00:00:03   0000.0000.0000  Incomplete ARPA  Bundle-Ether1
"""
    rows = read("show arp", arp, "arp_table")
    assert [(row["ip"], row["age"], row["interface"]) for row in rows] == [
        ("192.0.2.1", None, "Bundle-Ether1"),
        ("192.0.2.2", 5123.0, "Bundle-Ether1"),
    ]


def test_a_bundle_names_its_members() -> None:
    """A member that waits for its partner carries nothing, and is told so."""
    text = """Bundle-Ether1
  Status:                                    Up
  LACP:                                      Operational

  Port                  Device           State        Port ID         B/W, kbps
  --------------------  ---------------  -----------  --------------  ----------
  Gi0/0/0/0             Local            Active       0x8000, 0x0001     1000000
      Link is Active
  Gi0/0/0/1             Local            Negotiating  0x8000, 0x0002     1000000
"""
    assert read("show bundle", text, "lacp") == {
        "Bundle-Ether1": {"is_up": True, "protocol": "lacp", "mode": None, "members": {
            "GigabitEthernet0/0/0/0": {"bundled": True, "state": "bundled"},
            "GigabitEthernet0/0/0/1": {"bundled": False, "state": "waiting"},
        }}
    }  # fmt: skip


def test_vrfs_name_their_interfaces() -> None:
    """A VRF has its route distinguisher and its interfaces; the short table alone leaves interfaces unknown."""
    detail = "VRF blue; RD 65001:1; VPN ID not set\nInterfaces:\n  Loopback1\n  TenGigE0/0/0/1.5\nAddress family IPV4 Unicast\n"
    assert read("show vrf all detail", detail, "network_instances")["blue"] == {
        "name": "blue", "type": "L3VRF", "state": {"route_distinguisher": "65001:1"},
        "interfaces": {"interface": {"Loopback1": {}, "TenGigE0/0/0/1.5": {}}},
    }  # fmt: skip
    table = "VRF                  RD                  RT                         AFI   SAFI\nblue                 65001:1\n"
    assert read("show vrf all", table, "network_instances")["blue"]["interfaces"]["interface"] is None


def test_the_configuration_tells_servers_users_and_snmp_without_secrets() -> None:
    """What only the configuration knows is told; a password or a community's name is not."""
    assert read("show running-config ntp", "ntp\n server 192.0.2.53 prefer\n peer 192.0.2.54\n!\n", "ntp_servers") == {
        "192.0.2.53": {}
    }
    users = read("show running-config username", "username ops\n group root-lr\n secret 10 $6$c7vH\n!\n", "users")
    assert users == {"ops": {"level": 15, "password": None, "sshkeys": []}}
    snmp = read(
        "show running-config snmp-server", "snmp-server community t0psecret RO IPv4 nms\nsnmp-server location lab\n", "snmp"
    )
    assert snmp["community"] == {"community 1": {"mode": "ro", "acl": "nms"}}
    assert "t0psecret" not in str(snmp)


@pytest.mark.parametrize(
    ("command", "subset"),
    [
        ("show running-config ntp", "users"),
        ("show running-config | include ^ntp server", "users"),
        ("show running-config | include ^ntp server", "snmp"),
        ("show version", "facts"),
        ("show interfaces", "interfaces"),
    ],
)
def test_what_was_not_asked_is_no_empty_answer(command: str, subset: str) -> None:
    """A configuration filtered for time servers says nothing of users: that is unsupported, not none."""
    with pytest.raises(UnsupportedError, match="unsupported"):
        read(command, "ntp server 192.0.2.53\n", subset)
