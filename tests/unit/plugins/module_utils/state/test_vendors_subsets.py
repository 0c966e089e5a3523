# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The less usual forms of what vendors tell of users, time, port channels and neighbours; the usual ones are golden cases."""

from __future__ import annotations

from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

VRP, COMWARE, ASA = "community.network.ce", "hpe.comware.comware", "cisco.asa.asa"
ROUTEROS, SONIC, LINUX, CX = (
    "community.routeros.routeros",
    "dellemc.enterprise_sonic.sonic",
    "auto.factory.linux",
    "arubanetworks.aoscx.aoscx",
)
ASA_CONFIG = """\
username admin password ***** pbkdf2 privilege 15
username noc password ***** pbkdf2
snmp-server location Hall 2
snmp-server contact noc@example.net
snmp-server community *****
ntp server 192.0.2.123 source inside
"""


def read(platform: str, subset: str, command: str, text: str) -> Any:
    return state_parse({command: text}, platform, subset)[subset]


def test_an_asa_s_configuration_tells_people_time_servers_and_snmp() -> None:
    """Rights, places and servers are told; no word of a password or of a community is."""
    models = state_parse({"show running-config": ASA_CONFIG}, ASA, ["users", "snmp", "ntp_servers"])
    assert {name: user["level"] for name, user in models["users"].items()} == {"admin": 15, "noc": 2}
    assert models["snmp"]["location"] == "Hall 2"
    assert models["ntp_servers"] == {"192.0.2.123": {}}
    assert "*****" not in str(models)


@pytest.mark.parametrize(
    ("platform", "command", "text"),
    [
        pytest.param(SONIC, "show ntp", "unsynchronised\n  time server re-starting\n", id="SONiC, reference daemon"),
        pytest.param(CX, "show ntp status", "NTP is enabled.\nNot synchronized with an NTP server.\n", id="AOS-CX"),
        pytest.param(VRP, "display ntp-service status", " clock status: unsynchronized\n clock stratum: 16\n", id="VRP"),
        pytest.param(COMWARE, "display ntp-service status", " Clock status: unsynchronized\n Clock stratum: 16\n", id="Comware"),
        pytest.param(ROUTEROS, "/system ntp client print", " enabled: yes\n servers: 192.0.2.1\n status: waiting\n", id="RouterOS"),
        pytest.param(
            "vyos.vyos.vyos",
            "show ntp system",
            "Reference ID    : 7F7F0101 ()\nStratum         : 10\nLeap status     : Not synchronised\n",
            id="chrony",
        ),
    ],
)
def test_a_clock_that_follows_nobody_says_so(platform: str, command: str, text: str) -> None:
    """Not synchronised is an answer, not a missing one."""
    clock = read(platform, "ntp", command, text)
    assert clock["synchronised"] is False
    assert clock["reference"] is None


def test_the_time_servers_of_routeros_6_stand_in_two_fields() -> None:
    """A first and a second server, of which the unspecified address is none."""
    text = "     enabled: yes\n  primary-ntp: 192.0.2.1\nsecondary-ntp: 0.0.0.0\n"
    assert read(ROUTEROS, "ntp_servers", "/system ntp client print", text) == {"192.0.2.1": {}}


def test_a_host_without_bonds_or_spanning_tree_has_none() -> None:
    """No bond and no tree are answers; what is not a list of links is none."""
    links = '[{"ifname":"eth0","flags":["UP","LOWER_UP"],"operstate":"UP","link_type":"ether"}]'
    assert state_parse({"ip -j -d link show": links}, LINUX, ["lacp", "stp"]) == {"lacp": {}, "stp": {}}
    with pytest.raises(UnsupportedError):
        state_parse({"ip -j -d link show": '[{"dst":"default"}]'}, LINUX, "stp")


def test_a_bond_s_spare_port_stands_by() -> None:
    """In active-backup one port carries traffic, the other one waits."""
    ports = [
        f'{{"ifname":"{name}","flags":["UP"],"master":"bond0","linkinfo":{{"info_slave_kind":"bond","info_slave_data":{{"state":"{state}","mii_status":"UP"}}}}}}'
        for name, state in (("eth0", "ACTIVE"), ("eth1", "BACKUP"))
    ]
    bond = '{"ifname":"bond0","flags":["UP"],"operstate":"UP","linkinfo":{"info_kind":"bond","info_data":{"mode":"active-backup"}}}'
    told = read(LINUX, "lacp", "ip -j -d link show", f"[{','.join([*ports, bond])}]")["bond0"]
    assert told["protocol"] == "static"
    assert {name: port["state"] for name, port in told["members"].items()} == {"eth0": "bundled", "eth1": "hot-standby"}


def test_vrp_tells_interfaces_in_one_line_each() -> None:
    """An asterisk means that somebody shut the port down."""
    text = (
        "PHY: Physical\n*down: administratively down\n"
        "Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors\n"
        "GigabitEthernet0/0/1(10G)   up    up        0.01%  0.01%          0          0\n"
        "GigabitEthernet0/0/2        *down down         0%     0%          0          0\n"
    )
    told = read(VRP, "interfaces", "display interface brief", text)
    assert [(port["is_up"], port["is_enabled"]) for port in told.values()] == [(True, True), (False, False)]


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        pytest.param(
            VRP,
            " Area Id          Interface                        Neighbor id      State\n"
            " 0.0.0.0          GigabitEthernet0/0/0             192.0.2.2        Full\n",
            id="VRP, brief",
        ),
        pytest.param(
            COMWARE,
            " Area 0.0.0.0 interface 198.51.100.1(Vlan-interface10)'s neighbors\n"
            " Router ID: 192.0.2.2        Address: 198.51.100.2     GR State: Normal\n"
            "   State: Full  Mode: Nbr is master  Priority: 1\n",
            id="Comware, verbose",
        ),
    ],
)
def test_ospf_neighbours_are_told_in_every_layout(platform: str, text: str) -> None:
    """Brief or at length, a full neighbour is one."""
    told = read(platform, "ospf_neighbors", "display ospf peer", text)["global"]["192.0.2.2"][0]
    assert (told["is_full"], told["area"]) == (True, "0.0.0.0")  # noqa: S104 - an area, not a bind


def test_a_process_without_neighbours_has_none() -> None:
    """The head alone is the answer of a router whose neighbours are gone."""
    assert read(VRP, "ospf_neighbors", "display ospf peer", "\t OSPF Process 1 with Router ID 192.0.2.1\n\t\t Neighbors\n") == {}
