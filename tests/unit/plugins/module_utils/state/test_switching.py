# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Port channels, spanning tree, and what only the configuration tells: the models that platforms share."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

IOS, EOS, NXOS = "cisco.ios.ios", "arista.eos.eos", "cisco.nxos.nxos"


def read(platform: str, command: str, output: str, subset: str) -> Any:
    return state_parse({command: output}, platform, subset)[subset]


IOS_CHANNELS = """Flags:  D - down        P - bundled in port-channel
Number of channel-groups in use: 2
Group  Port-channel  Protocol    Ports
------+-------------+-----------+-----------------------------------------------
1      Po1(SU)         LACP      Gi1/0/1(P)    Gi1/0/2(s)
                                 Gi1/0/3(I)
2      Po2(SD)          -        Gi1/0/4(D)
"""
EOS_CHANNELS = """                 Flags
  a - LACP Active          p - LACP Passive           * - static fallback
Number of channels in use: 2
Port-Channel Protocol  Ports
------------ --------- --------------------------------------------------------
Po1(U)       LACP(a)    Et1(PG+) Et2(G-)
Po2(D)       Static     Et3(D)
"""


@pytest.mark.parametrize(
    ("platform", "command", "text", "expected"),
    [
        pytest.param(
            IOS,
            "show etherchannel summary",
            IOS_CHANNELS,
            {
                "Port-channel1": (True, "lacp", None, {"1": "bundled", "2": "suspended", "3": "individual"}),
                "Port-channel2": (False, "static", "on", {"4": "down"}),
            },
            id="ios",
        ),
        pytest.param(
            EOS,
            "show port-channel dense",
            EOS_CHANNELS,
            {
                "Port-Channel1": (True, "lacp", "active", {"Ethernet1": "bundled", "Ethernet2": "unbundled"}),
                "Port-Channel2": (False, "static", "on", {"Ethernet3": "down"}),
            },
            id="eos",
        ),
    ],
)
def test_a_port_channel_tells_which_members_carry_traffic(platform: str, command: str, text: str, expected: Any) -> None:
    """Only a bundled member carries traffic; a channel without protocol is simply on."""
    model = read(platform, command, text, "lacp")
    assert set(model) == set(expected)
    for name, (up, protocol, mode, members) in expected.items():
        found = model[name]
        assert (found["is_up"], found["protocol"], found["mode"]) == (up, protocol, mode)
        told = {port.rpartition("/")[2]: item for port, item in found["members"].items()}
        assert {port: item["state"] for port, item in told.items()} == members
        assert {port for port, item in told.items() if item["bundled"]} == {p for p, word in members.items() if word == "bundled"}


TREE = """{head}
  Spanning tree enabled protocol {protocol}
  Root ID    Priority    4106
             Address     00a0.c900.0009
             Cost        4
             Port        1 ({short})
             Hello Time   2 sec  Max Age 20 sec  Forward Delay 15 sec

  Bridge ID  Priority    32778  (priority 32768 sys-id-ext 10)
             Address     00a0.c900.0001
             Hello Time   2 sec  Max Age 20 sec  Forward Delay 15 sec

Interface           Role Sts Cost      Prio.Nbr Type
------------------- ---- --- --------- -------- --------------------------------
{short}             Root FWD 4         128.1    P2p
Po1                 Altn BLK 3         128.65   (vPC peer-link) Network P2p

MST0
  Spanning tree enabled protocol mstp
  Root ID    Priority    32768
             Address     00a0.c900.0001
             This bridge is the root
  Bridge ID  Priority    32768  (priority 32768 sys-id-ext 0)
             Address     00a0.c900.0001

Interface           Role Sts Cost      Prio.Nbr Type
{short}             Desg FWD 20000     128.1    P2p
"""


@pytest.mark.parametrize(
    ("platform", "head", "short", "long", "channel"),
    [
        pytest.param(IOS, "VLAN0010", "Gi1/0/1", "GigabitEthernet1/0/1", "Port-channel1", id="ios"),
        pytest.param(NXOS, "VLAN0010", "Eth1/1", "Ethernet1/1", "port-channel1", id="nxos"),
    ],
)
def test_a_tree_tells_its_root_and_the_part_of_each_port(platform: str, head: str, short: str, long: str, channel: str) -> None:
    """Who is the root, whether it is this device, and which port forwards, for each VLAN or instance."""
    model = read(platform, "show spanning-tree", TREE.format(head=head, short=short, protocol="rstp"), "stp")
    tree = model["10"]
    assert (tree["root"], tree["root_bridge"], tree["priority"], tree["root_port"]) == ("00:A0:C9:00:00:09", False, 32778, long)
    assert tree["ports"] == {
        long: {"role": "root", "state": "forwarding", "cost": 4},
        channel: {"role": "alternate", "state": "blocking", "cost": 3},
    }
    assert (model["MST0"]["root_bridge"], model["MST0"]["root_cost"], model["MST0"]["root_port"]) == (True, 0, None)


def test_text_and_json_of_an_eos_tree_say_the_same() -> None:
    """EOS tells a tree in both forms alike."""
    text = """MST0
  Spanning tree enabled protocol mstp
  Root ID    Priority    4096
             Address     00a0.c900.0009
             Cost        2000 (Ext) 0 (Int)
             Port        1 (Ethernet1)
  Bridge ID  Priority    32768  (priority 32768 sys-id-ext 0)
             Address     00a0.c900.0001

Interface        Role       State      Cost      Prio.Nbr Type
---------------- ---------- ---------- --------- -------- --------------------
Et1              root       forwarding 2000      128.1    P2p
Et2              alternate  discarding 2000      128.2    P2p
"""
    data = {
        "spanningTreeInstances": {
            "MST0": {
                "protocol": "mstp",
                "bridge": {"priority": 32768, "systemIdExtension": 0, "macAddress": "00:a0:c9:00:00:01"},
                "rootBridge": {"priority": 4096, "systemIdExtension": 0, "macAddress": "00:a0:c9:00:00:09"},
                "rootPort": {"interface": "Ethernet1", "cost": 2000},
                "interfaces": {
                    "Ethernet1": {"role": "root", "state": "forwarding", "cost": 2000, "priority": 128},
                    "Ethernet2": {"role": "alternate", "state": "discarding", "cost": 2000, "priority": 128},
                },
            }
        }
    }
    model = read(EOS, "show spanning-tree", text, "stp")
    assert model == read(EOS, "show spanning-tree | json", json.dumps(data), "stp")
    assert model["MST0"]["ports"]["Ethernet2"]["state"] == "discarding"


CONFIGURATION = """ntp server vrf Mgmt 192.0.2.53 prefer
ntp peer 192.0.2.54
username ops privilege 15 secret 9 $9$hash
username guest secret 9 $9$hash
snmp-server community t0psecret RO 99
snmp-server community "0ther word" RW
snmp-server location lab
snmp-server contact noc@example.net
"""


@pytest.mark.parametrize("platform", [IOS, EOS])
def test_the_configuration_tells_servers_users_and_snmp_without_secrets(platform: str) -> None:
    """Levels, lists and places are told; a password or a community's name never is."""
    command = "show running-config | include ^ntp|^snmp-server|^username"
    found = state_parse({command: CONFIGURATION}, platform, ["ntp_servers", "ntp_peers", "users", "snmp"])
    assert (found["ntp_servers"], found["ntp_peers"]) == ({"192.0.2.53": {}}, {"192.0.2.54": {}})
    assert {name: user["level"] for name, user in found["users"].items()} == {"ops": 15, "guest": 1}
    assert found["snmp"] == {
        "contact": "noc@example.net",
        "location": "lab",
        "chassis_id": None,
        "community": {"community 1": {"mode": "ro", "acl": "99"}, "community 2": {"mode": "rw", "acl": None}},
    }
    assert not any(secret in str(found) for secret in ("t0psecret", "0ther", "$9$"))


def test_roles_of_nxos_are_levels() -> None:
    """The built-in administrator is level 15, priv-N is N, and a role of the operator's own has no level."""
    text = (
        "username admin password 5 $5$x  role network-admin\nusername admin sshkey ssh-rsa AAAA x@y\n"
        "username ro password 5 $5$x  role priv-3\nusername own password 5 $5$x  role mine\n"
    )
    users = read(NXOS, 'show running-config | include "^snmp-server|^username"', text, "users")
    assert {name: user["level"] for name, user in users.items()} == {"admin": 15, "ro": 3, "own": None}
    assert users["admin"]["sshkeys"] == ["ssh-rsa AAAA"]


@pytest.mark.parametrize(
    ("command", "subset"),
    [("show etherchannel summary", "lacp"), ("show spanning-tree", "stp"), ("show running-config", "snmp")],
)
def test_a_refusal_is_no_answer(command: str, subset: str) -> None:
    """A router that knows no such command has not said that it has none."""
    with pytest.raises(UnsupportedError, match="unsupported"):
        read(IOS, command, "                ^\n% Invalid input detected at '^' marker.\n", subset)


def test_no_spanning_tree_is_an_answer() -> None:
    """A device that says it has none has none."""
    assert read(IOS, "show spanning-tree", "No spanning tree instance exists.\n", "stp") == {}


def test_a_vlan_that_only_a_further_table_names_is_told() -> None:
    """A private or remote SPAN VLAN is there although the first table does not list it; its name is not known."""
    text = """VLAN Name                             Status    Ports
---- -------------------------------- --------- -------------------------------
6    six                              active    Gi1/0/1

Remote SPAN VLANs
------------------------------------------------------------------------------
6,30-31

Primary Secondary Type              Ports
------- --------- ----------------- ------------------------------------------
6       303       community         Gi1/0/3, Gi1/0/4
none    404       isolated
"""
    model = read(IOS, "show vlan", text, "vlans")
    assert model["6"] == {"name": "six", "interfaces": ["GigabitEthernet1/0/1"]}
    assert model["303"] == {"name": None, "interfaces": ["GigabitEthernet1/0/3", "GigabitEthernet1/0/4"]}
    assert set(model) == {"6", "30", "31", "303", "404"}
