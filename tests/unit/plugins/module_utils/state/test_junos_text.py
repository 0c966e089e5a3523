# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos in text and in XML; written after the documented output."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

JUNOS = "junipernetworks.junos.junos"


def read(command: str, output: str, subset: str) -> Any:
    return state_parse({command: output}, JUNOS, subset)[subset]


def as_json(name: str, node: Any) -> Any:
    """``{"a": ["x", ...]}`` as Junos writes JSON: every element a list, every leaf a mapping with ``data``."""
    inner = node if isinstance(node, list) else [node]
    return [{"data": item} if isinstance(item, str) else {k: as_json(k, v) for k, v in item.items()} for item in inner]


def as_xml(name: str, node: Any) -> str:
    parts = []
    for item in node if isinstance(node, list) else [node]:
        inner = escape(item) if isinstance(item, str) else "".join(as_xml(k, v) for k, v in item.items())
        parts.append(f"<{name}>\n{inner}\n</{name}>")
    return "".join(parts)


def both(root: str, node: Any) -> tuple[str, str]:
    reply = (
        f'<rpc-reply xmlns:junos="http://xml.juniper.net/junos/21.4R0/junos">{as_xml(root, node)}<cli><banner/></cli></rpc-reply>'
    )
    return json.dumps({root: as_json(root, node)}) + "\n\n{master:0}\n", reply


VERSION = """Hostname: r1
Model: mx204
Junos: 21.4R1.12
JUNOS OS Kernel 64-bit  [20211119.b1ccf6c]
"""
OLD_VERSION = "Hostname: r1\nModel: mx204\nJUNOS OS Kernel 64-bit [20220419.9889e6f]\nJUNOS Software Release [21.4R1.12]\n"
INTERFACES = """Physical interface: xe-0/0/1, Enabled, Physical link is Up
  Interface index: 148, SNMP ifIndex: 526
  Description: core
  Link-level type: Ethernet, MTU: 1514, LAN-PHY mode, Speed: 10Gbps, BPDU Error: None
  Current address: 00:a0:c9:00:00:01, Hardware address: 00:a0:c9:00:00:01
  Last flapped   : 2026-01-01 09:09:19 UTC (2w6d 22:50 ago)

  Logical interface xe-0/0/1.0 (Index 333) (SNMP ifIndex 606)
    Flags: Up SNMP-Traps 0x4004000 Encapsulation: ENET2
    Protocol inet, MTU: 1500
      Addresses, Flags: Is-Preferred Is-Primary
        Destination: 192.0.2.0/31, Local: 192.0.2.1, Broadcast: 192.0.2.1
Physical interface: lo0, Enabled, Physical link is Up
  Type: Loopback, MTU: Unlimited

  Logical interface lo0.0 (Index 321) (SNMP ifIndex 21)
    Flags: SNMP-Traps Encapsulation: Unspecified
    Protocol inet, MTU: Unlimited
      Addresses
        Local: 10.255.0.1
Physical interface: xe-0/0/2, Administratively down, Physical link is Down
  Link-level type: Ethernet, MTU: 1514, Speed: 10Gbps
"""
INTERFACES_DATA = {
    "physical-interface": [
        {
            "name": "xe-0/0/1", "admin-status": "up", "oper-status": "up", "description": "core", "mtu": "1514", "speed": "10Gbps",
            "current-physical-address": "00:a0:c9:00:00:01",
            "logical-interface": {"name": "xe-0/0/1.0", "address-family": {
                "address-family-name": "inet", "mtu": "1500",
                "interface-address": {"ifa-destination": "192.0.2.0/31", "ifa-local": "192.0.2.1"}}},
        },
        {
            "name": "lo0", "admin-status": "up", "oper-status": "up",
            "logical-interface": {"name": "lo0.0", "address-family": {
                "address-family-name": "inet", "interface-address": {"ifa-local": "10.255.0.1"}}},
        },
        {"name": "xe-0/0/2", "admin-status": "down", "oper-status": "down", "mtu": "1514", "speed": "10Gbps"},
    ]
}  # fmt: skip
ARP = """MAC Address       Address         Interface         Flags
00:a0:c9:00:00:09 192.0.2.0       xe-0/0/1.0        none
Total entries: 1
"""
ARP_DATA = {"arp-table-entry": {"mac-address": "00:a0:c9:00:00:09", "ip-address": "192.0.2.0", "interface-name": "xe-0/0/1.0"}}
LLDP = """Local Interface    Parent Interface    Chassis Id          Port info          System Name
xe-0/0/1           ae0                 00:a0:c9:00:00:09   Ethernet3/29/1     core01
"""
LLDP_DATA = {"lldp-neighbor-information": {
    "lldp-local-port-id": "xe-0/0/1", "lldp-local-parent-interface-name": "ae0", "lldp-remote-chassis-id": "00:a0:c9:00:00:09",
    "lldp-remote-port-id": "Ethernet3/29/1", "lldp-remote-system-name": "core01",
}}  # fmt: skip
ROUTES = """inet.0: 3 destinations, 4 routes (3 active, 0 holddown, 0 hidden)
+ = Active Route, - = Last Active, * = Both

192.0.2.0/31       *[Direct/0] 5w2d 15:42:25
                    >  via xe-0/0/1.0
203.0.113.0/24     *[OSPF/150] 3w3d 03:24:58, metric 101, tag 0
                    >  to 192.0.2.0 via xe-0/0/1.0
                    [BGP/170] 1d 00:00:01, localpref 100
                    >  to 192.0.2.8 via xe-0/0/3.0
inet.3: 1 destinations, 1 routes (1 active, 0 holddown, 0 hidden)

10.0.0.1/32        *[LDP/9] 1w0d 00:00:01, metric 1
                    >  to 192.0.2.0 via xe-0/0/1.0
"""
ROUTES_DATA = {"route-table": {"table-name": "inet.0", "rt": [
    {"rt-destination": "192.0.2.0/31", "rt-entry": {
        "active-tag": "*", "protocol-name": "Direct", "preference": "0", "nh": {"via": "xe-0/0/1.0"}}},
    {"rt-destination": "203.0.113.0/24", "rt-entry": [
        {"active-tag": "*", "protocol-name": "OSPF", "preference": "150", "metric": "101",
         "nh": {"to": "192.0.2.0", "via": "xe-0/0/1.0"}},
        {"active-tag": " ", "protocol-name": "BGP", "preference": "170", "nh": {"to": "192.0.2.8", "via": "xe-0/0/3.0"}}]},
]}}  # fmt: skip
SUMMARY = """Threading mode: BGP I/O
Groups: 1 Peers: 2 Down peers: 1
Peer                     AS      InPkt     OutPkt    OutQ   Flaps Last Up/Dwn State|#Active/Received/Accepted/Damped...
192.0.2.0             65002       1000       1000       0       1 9w2d 5:23:37 Establ
  blue.inet.0: 3/4/4/0
2001:db8::1           65003          0          0       0       0     2:03 Active
"""
SUMMARY_DATA = {"bgp-peer": [
    {"peer-address": "192.0.2.0", "peer-as": "65002", "peer-state": "Established", "elapsed-time": "9w2d 5:23:37",
     "bgp-rib": {"name": "blue.inet.0", "received-prefix-count": "4", "accepted-prefix-count": "4"}},
    {"peer-address": "2001:db8::1", "peer-as": "65003", "peer-state": "Active", "elapsed-time": "2:03"},
]}  # fmt: skip
OSPF = """Address          Interface              State     ID               Pri  Dead
192.0.2.0        xe-0/0/1.0             Full      10.255.0.2       128    32
"""
OSPF_DATA = {"ospf-neighbor": {
    "neighbor-address": "192.0.2.0", "interface-name": "xe-0/0/1.0", "ospf-neighbor-state": "Full", "neighbor-id": "10.255.0.2",
    "neighbor-priority": "128",
}}  # fmt: skip
VLANS = """Routing instance        VLAN name             Tag          Interfaces
default-switch          servers               100
                                                           ae0.0*
                                                           ge-0/0/3.0
default-switch          spare                 NA
"""
VLANS_DATA = {"l2ng-l2ald-vlan-instance-group": {
    "l2ng-l2rtb-vlan-name": "servers", "l2ng-l2rtb-vlan-tag": "100", "l2ng-l2rtb-vlan-member": [
        {"l2ng-l2rtb-vlan-member-interface": "ae0.0*"}, {"l2ng-l2rtb-vlan-member-interface": "ge-0/0/3.0"}],
}}  # fmt: skip
LACP = """Aggregated interface: ae0
    LACP state:       Role   Exp   Def  Dist  Col  Syn  Aggr  Timeout  Activity
      xe-0/0/1       Actor    No    No   Yes  Yes  Yes   Yes     Fast    Active
    LACP protocol:        Receive State  Transmit State          Mux State
      xe-0/0/1                  Current   Fast periodic Collecting distributing
      xe-0/0/2                Defaulted   Fast periodic Detached
"""
LACP_DATA = {"lacp-interface-information": {
    "lag-lacp-header": {"aggregate-name": "ae0"},
    "lag-lacp-state": {"name": "xe-0/0/1", "lacp-role": "Actor", "lacp-activity": "Active"},
    "lag-lacp-protocol": [
        {"name": "xe-0/0/1", "lacp-mux-state": "Collecting distributing"}, {"name": "xe-0/0/2", "lacp-mux-state": "Detached"}],
}}  # fmt: skip

ALIKE = [
    pytest.param("interfaces", "show interfaces", INTERFACES, ("interface-information", INTERFACES_DATA), id="interfaces"),
    pytest.param("interfaces_ip", "show interfaces", INTERFACES, ("interface-information", INTERFACES_DATA), id="addresses"),
    pytest.param("arp_table", "show arp no-resolve", ARP, ("arp-table-information", ARP_DATA), id="arp"),
    pytest.param("lldp_neighbors", "show lldp neighbors", LLDP, ("lldp-neighbors-information", LLDP_DATA), id="lldp"),
    pytest.param("lldp_neighbors_detail", "show lldp neighbors", LLDP, ("lldp-neighbors-information", LLDP_DATA), id="lldp detail"),
    pytest.param("routes", "show route", ROUTES, ("route-information", ROUTES_DATA), id="routes"),
    pytest.param("ospf_neighbors", "show ospf neighbor", OSPF, ("ospf-neighbor-information", OSPF_DATA), id="ospf"),
    pytest.param("vlans", "show vlans", VLANS, ("l2ng-l2ald-vlan-instance-information", VLANS_DATA), id="vlans"),
    pytest.param("lacp", "show lacp interfaces", LACP, ("lacp-interface-information-list", LACP_DATA), id="lacp"),
]


@pytest.mark.parametrize(("subset", "command", "text", "element"), ALIKE)
def test_text_json_and_xml_of_one_box_say_the_same(subset: str, command: str, text: str, element: tuple[str, Any]) -> None:
    """Whichever form an answer has, the model is the same, and it is not empty."""
    data, markup = both(*element)
    model = read(command, text, subset)
    assert model
    assert model == read(f"{command} | display json", data, subset)
    assert model == read(f"{command} | display xml", markup, subset)


def test_a_session_s_instance_is_that_of_its_tables() -> None:
    """The summary names no instance but its tables do; both forms agree."""
    data, markup = both("bgp-information", SUMMARY_DATA)
    model = read("show bgp summary", SUMMARY, "bgp_neighbors")
    peer = model["blue"]["peers"]["192.0.2.0"]
    assert (peer["remote_as"], peer["is_up"], peer["uptime"]) == (65002, True, 5635417)
    assert peer["address_family"]["ipv4"] == {"received_prefixes": 4, "accepted_prefixes": 4, "sent_prefixes": None}
    assert model["global"]["peers"]["2001:db8::1"]["is_up"] is False
    for command, output in (("show bgp summary | display json", data), ("show bgp summary | display xml", markup)):
        told = read(command, output, "bgp_neighbors")
        assert {vrf: set(item["peers"]) for vrf, item in told.items()} == {vrf: set(item["peers"]) for vrf, item in model.items()}
        assert told["blue"]["peers"]["192.0.2.0"]["uptime"] == 5635417


@pytest.mark.parametrize(
    "text", [VERSION, OLD_VERSION, f"node0:\n-----\n{VERSION}\nnode1:\n-----\n{VERSION}"], ids=["new", "old", "cluster"]
)
def test_every_generation_tells_its_version(text: str) -> None:
    """The release is told, not the kernel's build date; of a cluster the first node speaks."""
    facts = read("show version", text, "facts")
    assert (facts["hostname"], facts["model"], facts["os_version"]) == ("r1", "mx204", "21.4R1.12")


def test_chassis_and_uptime_complete_the_facts() -> None:
    """Serial number and uptime come from commands of their own."""
    outputs = {
        "show chassis hardware": "Hardware inventory:\nItem             Version  Part number  Serial number     Description\n"
        "Chassis                                A0000             JNP204 [MX204]\n",
        "show system uptime": "System booted: 2026-01-01 09:02:22 UTC (1w2d 03:04 ago)\n",
        "show version": VERSION,
    }
    facts = state_parse(outputs, JUNOS, "facts")["facts"]
    assert (facts["serial_number"], facts["uptime"]) == ("A0000", 788640)


def test_the_short_table_tells_addresses_and_states() -> None:
    """``terse`` has further addresses on lines of their own, and nothing of speed."""
    text = """Interface               Admin Link Proto    Local                 Remote
xe-0/0/1                up    up
xe-0/0/1.0              up    down inet     192.0.2.1/31
                                   inet6    2001:db8::1/64
lo0.0                   up    up   inet     10.255.0.1          --> 0/0
"""
    found = state_parse({"show interfaces terse": text}, JUNOS, ["interfaces", "interfaces_ip"])
    assert found["interfaces_ip"] == {
        "xe-0/0/1.0": {"ipv4": {"192.0.2.1": {"prefix_length": 31}}, "ipv6": {"2001:db8::1": {"prefix_length": 64}}},
        "lo0.0": {"ipv4": {"10.255.0.1": {"prefix_length": 32}}},
    }
    assert (found["interfaces"]["xe-0/0/1.0"]["is_up"], found["interfaces"]["xe-0/0/1.0"]["speed"]) == (False, None)


def test_a_summary_of_the_configuration_is_read_without_its_secrets() -> None:
    """Servers, users and SNMP come from ``display set``; passwords and communities stay where they are."""
    outputs = {
        "show configuration system ntp | display set": "set system ntp server 192.0.2.53\nset system ntp peer 192.0.2.54\n",
        "show configuration system login | display set": "set system login user ops class super-user\n"
        'set system login user ops authentication encrypted-password "$6$x"\n'
        'set system login user ops authentication ssh-rsa "ssh-rsa AAAA ops@host"\n',
        "show configuration snmp | display set": "set snmp location lab\nset snmp community t0psecret authorization read-only\n",
    }
    found = state_parse(outputs, JUNOS, ["ntp_servers", "ntp_peers", "users", "snmp"])
    assert (found["ntp_servers"], found["ntp_peers"]) == ({"192.0.2.53": {}}, {"192.0.2.54": {}})
    assert found["users"] == {"ops": {"level": 15, "password": None, "sshkeys": ["ssh-rsa AAAA"]}}
    assert found["snmp"]["community"] == {"community 1": {"mode": "ro", "acl": None}}
    assert "t0psecret" not in str(found)


def test_processors_and_sensors() -> None:
    """Each engine's processor, the first one's memory, and what the chassis measures."""
    engine = "  Slot 0:\n    DRAM            2048 MB\n    Memory utilization   50 percent\n    Idle         93 percent\n"
    chassis = """Class Item                           Status     Measurement
Temp  CB 0 Intake                    OK         38 degrees C / 100 degrees F
      PSM 4                          Absent
Fans  Fan Tray 0 Fan 1               Check      0 RPM
"""
    outputs = {"show chassis routing-engine": engine, "show chassis environment": chassis}
    found = state_parse(outputs, JUNOS, "environment")["environment"]
    assert found["cpu"] == {"0": {"%usage": 7.0}}
    assert found["memory"] == {"available_ram": 2147483648, "used_ram": 1073741824}
    assert found["temperature"] == {"CB 0 Intake": {"temperature": 38.0, "is_alert": False, "is_critical": False}}
    assert found["fans"] == {"Fan Tray 0 Fan 1": {"status": False}}


def test_bridges_and_ports_make_one_spanning_tree() -> None:
    """Root, own priority and each port's part come from two commands and are one model."""
    outputs = {
        "show spanning-tree bridge": "Enabled protocol            : RSTP\n\nSTP bridge parameters for CIST:\n"
        "  Root ID                           : 4096.00:a0:c9:00:00:09\n  Root cost                         : 2000\n"
        "  Root port                         : xe-0/0/1\n  Bridge ID                         : 32768.00:a0:c9:00:00:01\n",
        "show spanning-tree interface": "Spanning tree interface parameters for instance 0\n\n"
        "xe-0/0/1   128:490   128:1   4096.00a0c9000009   2000  FWD    ROOT\n",
    }
    tree = state_parse(outputs, JUNOS, "stp")["stp"]["MST0"]
    assert (tree["root"], tree["root_bridge"], tree["priority"]) == ("00:A0:C9:00:00:09", False, 32768)
    assert tree["ports"] == {"xe-0/0/1": {"role": "root", "state": "forwarding", "cost": 2000}}


@pytest.mark.parametrize(
    "output",
    [
        "syntax error, expecting <command>.",
        "<rpc-reply><rpc-error><error-message>permission denied</error-message></rpc-error></rpc-reply>",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><rpc-reply><arp-table-information>&a;</arp-table-information></rpc-reply>',
        "<rpc-reply><arp-table-information><arp",
        "",
    ],
    ids=["refused", "refused in XML", "declarations", "cut off", "silent"],
)
def test_no_answer_is_never_an_empty_success(output: str) -> None:
    """What was refused, cut off or is not to be trusted is unsupported."""
    with pytest.raises(UnsupportedError, match="unsupported"):
        read("show interfaces", output, "interfaces")
