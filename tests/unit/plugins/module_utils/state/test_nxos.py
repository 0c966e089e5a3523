# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What NX-OS shows, in text and in JSON; the outputs are written after the vendor's documented ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import parse_all, state_parse

NXOS = "cisco.nxos.nxos"


def read(command: str, output: str, subset: str) -> Any:
    return state_parse({command: output}, NXOS, subset)[subset]


def table(name: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As NX-OS writes it: one row bare, several as a list."""
    return {f"TABLE_{name}": {f"ROW_{name}": rows[0] if len(rows) == 1 else list(rows)}, **more}


VERSION = """Cisco Nexus Operating System (NX-OS) Software
Software
  BIOS: version 07.69
 NXOS: version 9.3(10)
Hardware
  cisco Nexus9000 C93180YC-EX Chassis
  Processor Board ID FDO20440001
  Device name: leaf1.example.net
Kernel uptime is 1 day(s), 2 hour(s), 3 minute(s), 4 second(s)
"""
VERSION_JSON = {
    "nxos_ver_str": "9.3(10)", "chassis_id": "Nexus9000 C93180YC-EX Chassis", "proc_board_id": "FDO20440001",
    "host_name": "leaf1.example.net", "kern_uptm_days": 1, "kern_uptm_hrs": 2, "kern_uptm_mins": 3, "kern_uptm_secs": 4,
}  # fmt: skip
INTERFACE = """Ethernet1/1 is up
admin state is up, Dedicated Interface
  Hardware: 1000/10000 Ethernet, address: 00a0.c900.0001 (bia 00a0.c900.0001)
  Description: to spine1
  Internet Address is 192.0.2.1/31
  MTU 9216 bytes, BW 10000000 Kbit , DLY 10 usec
  Last link flapped 1d02h
Vlan10 is down (Administratively down), line protocol is down, autostate enabled
  Hardware is EtherSVI, address is  00a0.c900.0002
  MTU 1500 bytes, BW 1000000 Kbit, DLY 10 usec,
"""
INTERFACE_JSON = table(
    "interface",
    {
        "interface": "Ethernet1/1", "state": "up", "admin_state": "up", "eth_hw_addr": "00a0.c900.0001", "desc": "to spine1",
        "eth_ip_addr": "192.0.2.1", "eth_ip_mask": 31, "eth_mtu": "9216", "eth_bw": 10000000, "eth_link_flapped": "P1DT2H",
    },
    {
        "interface": "Vlan10", "svi_admin_state": "down", "svi_line_proto": "down", "svi_mac": "00a0.c900.0002",
        "svi_mtu": "1500", "svi_bw": 1000000,
    },
)  # fmt: skip
ADDRESSES = """IP Interface Status for VRF "default"
Ethernet1/1, Interface status: protocol-up/link-up/admin-up, iod: 5,
  IP address: 192.0.2.1, IP subnet: 192.0.2.0/31 route-preference: 0, tag: 0
  IP address: 198.51.100.1, IP subnet: 198.51.100.0/24 secondary route-preference: 0, tag: 0
Vlan20, Interface status: protocol-down/link-down/admin-up, iod: 6,
  IP address: none
"""
ADDRESSES_JSON = table(
    "intf",
    {
        "intf-name": "Ethernet1/1", "prefix": "192.0.2.1", "masklen": 31,
        **table("secondary_address", {"prefix1": "198.51.100.1", "masklen1": 24}),
    },
    {"intf-name": "Vlan20"},
)  # fmt: skip
BGP = """BGP summary information for VRF default, address family IPv4 Unicast
BGP router identifier 192.0.2.1, local AS number 65001
Neighbor        V    AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
192.0.2.0       4 65002     100     100       12    0    0    1d02h 7

BGP summary information for VRF blue, address family IPv6 Unicast
BGP router identifier 192.0.2.9, local AS number 65001
Neighbor        V    AS MsgRcvd MsgSent   TblVer  InQ OutQ Up/Down  State/PfxRcd
2001:db8::1     4 4200000001
                              0       0        0    0    0    1d02h Shut (Admin)
"""
BGP_JSON = table(
    "vrf",
    {
        "vrf-name-out": "default", "vrf-router-id": "192.0.2.1", "vrf-local-as": 65001,
        **table("af", {"af-id": 1, **table("saf", {"af-name": "IPv4 Unicast", **table(
            "neighbor", {"neighborid": "192.0.2.0", "neighboras": 65002, "time": "P1DT2H", "state": "Established",
                         "prefixreceived": 7})})}),
    },
    {
        "vrf-name-out": "blue", "vrf-router-id": "192.0.2.9", "vrf-local-as": 65001,
        **table("af", {"af-id": 2, **table("saf", {"af-name": "IPv6 Unicast", **table(
            "neighbor", {"neighborid": "2001:db8::1", "neighboras": "4200000001", "time": "1d02h", "state": "Shut (Admin)",
                         "prefixreceived": 0})})}),
    },
)  # fmt: skip
ROUTES = """IP Route Table for VRF "default"
192.0.2.0/31, ubest/mbest: 1/0, attached
    *via 192.0.2.1, Eth1/1, [0/0], 02:03:14, direct
203.0.113.0/24, ubest/mbest: 1/0
    *via 192.0.2.0%blue, Eth1/1, [20/0], 1d02h, bgp-65001, external, tag 65002
     via Null0, [220/0], 1d02h, discard, discard
"""
ROUTES_JSON = table("vrf", {"vrf-name-out": "default", **table("addrf", {"addrf": "ipv4", **table(
    "prefix",
    {"ipprefix": "192.0.2.0/31", **table("path", {
        "ipnexthop": "192.0.2.1", "ifname": "Eth1/1", "pref": "0", "metric": "0", "clientname": "direct", "ubest": "true"})},
    {"ipprefix": "203.0.113.0/24", **table(
        "path",
        {"ipnexthop": "192.0.2.0%blue", "ifname": "Eth1/1", "pref": "20", "metric": "0", "clientname": "bgp-65001",
         "ubest": "true"},
        {"ifname": "Null0", "pref": "220", "metric": "0", "clientname": "discard", "ubest": "false"})},
)})})  # fmt: skip
VLANS = """VLAN Name                             Status    Ports
---- -------------------------------- --------- -------------------------------
10   servers                          active    Po1, Eth1/2, Eth1/3
                                                Eth1/4
20   unused                           sus/lshut

VLAN Type         Vlan-mode
10   enet         CE
"""
VLANS_JSON = table(
    "vlanbriefxbrief",
    {"vlanshowbr-vlanid": "10", "vlanshowbr-vlanname": "servers", "vlanshowplist-ifidx": "port-channel1,Ethernet1/2-4"},
    {"vlanshowbr-vlanid": "335544320", "vlanshowbr-vlanid-utf": "20", "vlanshowbr-vlanname": "unused"},
)
ARP = """IP ARP Table for context default
Address         Age       MAC Address     Interface
192.0.2.0       00:02:03  00a0.c900.0009  Ethernet1/1
192.0.2.9       00:00:03  INCOMPLETE      Vlan10
"""
ARP_JSON = table("vrf", {"vrf-name-out": "default", **table(
    "adj",
    {"ip-addr-out": "192.0.2.0", "time-stamp": "PT2M3S", "mac": "00a0.c900.0009", "intf-out": "Ethernet1/1"},
    {"ip-addr-out": "192.0.2.9", "time-stamp": "PT3S", "mac": "INCOMPLETE", "intf-out": "Vlan10"},
)})  # fmt: skip
MACS = """   VLAN     MAC Address      Type      age     Secure NTFY Ports
---------+-----------------+--------+---------+------+----+------------------
*   10     00a0.c900.0009   dynamic  0         F      F    Eth1/2
G    -     00a0.c900.0001   static   -         F      F    sup-eth1(R)
"""
MACS_JSON = table(
    "mac_address",
    {
        "disp_mac_addr": "00a0.c900.0009",
        "disp_type": "* ",
        "disp_vlan": "10",
        "disp_is_static": "disabled",
        "disp_port": "Ethernet1/2",
    },
    {
        "disp_mac_addr": "00a0.c900.0001",
        "disp_type": "G ",
        "disp_vlan": "-",
        "disp_is_static": "enabled",
        "disp_port": "sup-eth1(R)",
    },
)
LLDP = """Chassis id: 00a0.c900.0009
Port id: Eth1/49
Local Port id: Eth1/1
Port Description: null
System Name: spine1
System Description: Cisco NX-OS(tm) Software, Version 9.3(10)
Time remaining: 104 seconds
System Capabilities: B, R
Enabled Capabilities: R
Total entries displayed: 1
"""
LLDP_JSON = table("nbor_detail", {
    "chassis_id": "00a0.c900.0009", "port_id": "Eth1/49", "l_port_id": "Eth1/1", "port_desc": "null", "sys_name": "spine1",
    "sys_desc": "Cisco NX-OS(tm) Software, Version 9.3(10)", "system_capability": "B, R", "enabled_capability": "R",
})  # fmt: skip
CHANNELS = """Group Port-       Type     Protocol  Member Ports
      Channel
1     Po1(SU)     Eth      LACP      Eth1/2(P)    Eth1/3(s)
                                     Eth1/4(D)
2     Po2(SD)     Eth      NONE      --
"""
CHANNELS_JSON = table(
    "channel",
    {
        "group": 1, "port-channel": "Po1", "layer": "S", "status": "U", "type": "Eth", "prtcl": "LACP",
        **table("member", {"port": "Eth1/2", "port-status": "P"}, {"port": "Eth1/3", "port-status": "s"},
                {"port": "Eth1/4", "port-status": "D"}),
    },
    {"group": 2, "port-channel": "Po2", "layer": "S", "status": "D", "type": "Eth", "prtcl": "NONE"},
)  # fmt: skip
PEERS = """  Peer IP Address               Serv/Peer
  192.0.2.53                    Server (configured)
  2001:db8::53                  Peer (configured)
"""
PEERS_JSON = table(
    "peers",
    {"PeerIPAddress": "192.0.2.53", "serv_peer": "Server"},
    {"PeerIPAddress": "2001:db8::53", "serv_peer": "Peer"},
)
STATUS = """Total peers : 1
    remote              local                 st   poll   reach delay   vrf
*192.0.2.53             192.0.2.9              2   16     377   0.01311 default
"""
STATUS_JSON = table(
    "peersstatus",
    {"syncmode": "*", "remote": "192.0.2.53", "local": "192.0.2.9", "st": "2", "poll": "16", "reach": "377", "delay": "0.01311"},
)

BOTH = [
    pytest.param("facts", "show version", VERSION, VERSION_JSON, id="version"),
    pytest.param("interfaces", "show interface", INTERFACE, INTERFACE_JSON, id="interfaces"),
    pytest.param("interfaces_ip", "show interface", INTERFACE, INTERFACE_JSON, id="addresses beside interfaces"),
    pytest.param("interfaces_ip", "show ip interface vrf all", ADDRESSES, ADDRESSES_JSON, id="addresses"),
    pytest.param("bgp_neighbors", "show bgp vrf all all summary", BGP, BGP_JSON, id="bgp"),
    pytest.param("routes", "show ip route vrf all", ROUTES, ROUTES_JSON, id="routes"),
    pytest.param("vlans", "show vlan brief", VLANS, VLANS_JSON, id="vlans"),
    pytest.param("arp_table", "show ip arp vrf all", ARP, ARP_JSON, id="arp"),
    pytest.param("mac_address_table", "show mac address-table", MACS, MACS_JSON, id="hardware addresses"),
    pytest.param("lldp_neighbors_detail", "show lldp neighbors detail", LLDP, LLDP_JSON, id="lldp"),
    pytest.param("lacp", "show port-channel summary", CHANNELS, CHANNELS_JSON, id="port channels"),
    pytest.param("ntp_servers", "show ntp peers", PEERS, PEERS_JSON, id="ntp servers"),
    pytest.param("ntp_peers", "show ntp peers", PEERS, PEERS_JSON, id="ntp peers"),
    pytest.param("ntp_stats", "show ntp peer-status", STATUS, STATUS_JSON, id="ntp figures"),
]


@pytest.mark.parametrize(("subset", "command", "text", "data"), BOTH)
def test_text_and_json_of_one_box_say_the_same(subset: str, command: str, text: str, data: Any) -> None:
    """Whether a release has the structured form or not, the model is the same, and it is not empty."""
    model = read(command, text, subset)
    assert model == read(f"{command} | json", json.dumps(data), subset)
    assert model


@pytest.mark.parametrize(
    ("subset", "command", "text", "expected"),
    [
        pytest.param("vlans", "show vlan", VLANS, {
            "10": {"name": "servers", "interfaces": ["port-channel1", "Ethernet1/2", "Ethernet1/3", "Ethernet1/4"]},
            "20": {"name": "unused", "interfaces": []},
        }, id="vlans"),
        pytest.param("interfaces_ip", "show ip interface vrf all", ADDRESSES, {
            "Ethernet1/1": {"ipv4": {"192.0.2.1": {"prefix_length": 31}, "198.51.100.1": {"prefix_length": 24}}},
        }, id="secondary address"),
        pytest.param("lacp", "show port-channel summary", CHANNELS, {
            "port-channel1": {"is_up": True, "protocol": "lacp", "mode": None, "members": {
                "Ethernet1/2": {"bundled": True, "state": "bundled"},
                "Ethernet1/3": {"bundled": False, "state": "suspended"},
                "Ethernet1/4": {"bundled": False, "state": "down"}}},
            "port-channel2": {"is_up": False, "protocol": "static", "mode": "on", "members": {}},
        }, id="port channels"),
        pytest.param("ntp_servers", "show ntp peers", PEERS, {"192.0.2.53": {}}, id="a peer is no server"),
    ],
)  # fmt: skip
def test_a_table_becomes_this_model(subset: str, command: str, text: str, expected: Any) -> None:
    """Names are the long ones NX-OS accepts, and nothing is made up."""
    assert read(command, text, subset) == expected


def test_a_device_s_name_ends_where_its_domain_begins() -> None:
    """Whether the name holds the domain or not, hostname is the name and fqdn the whole."""
    outputs = {"show version": VERSION, "show hostname": "leaf1.example.net\n"}
    facts = state_parse(outputs, NXOS, "facts")["facts"]
    assert (facts["hostname"], facts["fqdn"]) == ("leaf1", "leaf1.example.net")
    assert (facts["os_version"], facts["uptime"], facts["serial_number"]) == ("9.3(10)", 93784, "FDO20440001")


def test_the_chassis_serial_number_is_the_inventory_s() -> None:
    """What is printed on the chassis counts, not the number of the supervisor within."""
    inventory = 'NAME: "Chassis",  DESCR: "Nexus9000"\nPID: N9K-C93180YC-EX ,  VID: V02 ,  SN: FDO1CHASSIS\n'
    outputs = {"show version": VERSION, "show inventory": inventory}
    assert state_parse(outputs, NXOS, "facts")["facts"]["serial_number"] == "FDO1CHASSIS"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* 10       00a0.c900.0009    dynamic   0          F    F  Eth1/2", id="Nexus 5000"),
        pytest.param("10        00a0.c900.0009    dynamic 150       Eth1/2", id="Nexus 3000, old"),
        pytest.param("+ 10 00a0.c900.0009 dynamic NA F F Eth1/2", id="over the peer link"),
        pytest.param("C   10     00a0.c900.0009   dynamic  ~~~       F      F    Ethernet1/2", id="control plane"),
    ],
)
def test_every_layout_of_the_address_table_is_read(line: str) -> None:
    """Whatever the release's columns, VLAN, port and kind of an address are told apart."""
    (row,) = read("show mac address-table", line, "mac_address_table")
    assert (row["mac"], row["vlan"], row["interface"], row["static"]) == ("00:A0:C9:00:00:09", 10, "Ethernet1/2", False)


def test_neighbours_know_area_and_vrf() -> None:
    """An adjacency is told under its VRF, with its area."""
    text = """Neighbor 10.0.0.2, interface address 192.0.2.0
    Process ID 1 VRF blue, in area 0.0.0.0 via interface Ethernet1/1
    State is FULL, 5 state changes, last change 08:38:40
    Neighbor priority is 1
"""
    model = read("show ip ospf neighbors detail vrf all", text, "ospf_neighbors")
    (adjacency,) = model["blue"]["10.0.0.2"]
    assert (adjacency["area"], adjacency["is_full"], adjacency["interface"]) == ("0.0.0.0", True, "Ethernet1/1")  # noqa: S104


def test_fans_supplies_and_sensors_are_judged() -> None:
    """What is shut down is not fine; what is over its lower threshold alerts, over the upper one it is critical."""
    text = """Fan:
Fan             Model                Hw     Direction       Status
Fan1(sys_fan1)  NXA-FAN-30CFM-B      --     front-to-back   Ok
Fan_in_PS1      --                   --     front-to-back   Shutdown

Power Supply:
1        NXA-PAC-650W-PI            95 W       110 W       650 W     Ok

Temperature:
1        FRONT           70              42          50         Ok
1        CPU             90              80          91         Ok
"""
    found = read("show environment", text, "environment")
    assert found["fans"] == {"Fan1(sys_fan1)": {"status": True}, "Fan_in_PS1": {"status": False}}
    assert found["power"] == {"1": {"status": True, "capacity": 650.0, "output": 95.0}}
    assert found["temperature"]["FRONT-1"] == {"temperature": 50.0, "is_alert": True, "is_critical": False}
    assert found["temperature"]["CPU-1"]["is_critical"] is True


def test_a_refused_structured_form_leaves_the_text_s_answer() -> None:
    """Old releases refuse ``| json``; what else was asked still answers."""
    refused = "                ^\n% Invalid command at '^' marker.\n"
    models, unsupported, unparsed = parse_all({"show inventory | json": refused, "show version": VERSION}, NXOS, ["facts", "vlans"])
    assert models["facts"]["serial_number"] == "FDO20440001"
    assert list(unsupported) == ["vlans"]
    assert not unparsed


@pytest.mark.parametrize(
    "text", ["% Invalid command at '^' marker.", "", "something else\nentirely"], ids=["refused", "silent", "strange"]
)
@pytest.mark.parametrize("command", ["show version", "show interface", "show vlan brief", "show ip route vrf all"])
def test_no_answer_is_never_an_empty_success(command: str, text: str) -> None:
    """A device that did not answer, or not in words we know, is unsupported rather than without VLANs."""
    with pytest.raises(UnsupportedError, match="unsupported"):
        state_parse({command: text}, NXOS, state_subset(command))


def state_subset(command: str) -> str:
    return {"version": "facts", "interface": "interfaces", "vlan": "vlans", "ip": "routes"}[command.split()[1]]


@pytest.mark.parametrize(
    ("command", "text", "subset"),
    [
        ("show lldp neighbors detail", "ERROR: No neighbour information\n", "lldp_neighbors_detail"),
        ("show ip ospf neighbors detail vrf all", "Note:  process currently not running\n", "ospf_neighbors"),
        ("show port-channel summary | json", "", "lacp"),
    ],
)
def test_a_device_that_says_that_it_has_none_has_none(command: str, text: str, subset: str) -> None:
    """NX-OS calls it an error or a note that there is nobody, and prints nothing at all for ``| json``."""
    assert read(command, text, subset) == {}
