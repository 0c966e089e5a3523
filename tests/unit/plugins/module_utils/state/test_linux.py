# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux hosts: what iproute2 and /proc tell. The texts are our own lab's."""

from __future__ import annotations

import json

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse

OS = "auto.factory.linux"
ADDRESSES = """\
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
3: eth1@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 9000 qdisc noqueue master blue state UP group default qlen 1000
    link/ether 52:54:00:ab:cd:ef brd ff:ff:ff:ff:ff:ff link-netnsid 0
    alias to the core
    inet 10.1.1.1/24 brd 10.1.1.255 scope global eth1
       valid_lft forever preferred_lft forever
    inet 10.7.7.1 peer 10.7.7.2/32 scope global eth1
       valid_lft forever preferred_lft forever
    inet6 2001:db8::1/64 scope global
       valid_lft forever preferred_lft forever
4: eth2: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group default qlen 1000
    link/ether 52:54:00:ab:cd:f0 brd ff:ff:ff:ff:ff:ff
"""
LINKS = [
    {
        "ifname": "lo", "flags": ["LOOPBACK", "UP", "LOWER_UP"], "mtu": 65536, "operstate": "UNKNOWN", "link_type": "loopback",
        "address": "00:00:00:00:00:00", "addr_info": [{"local": "127.0.0.1", "prefixlen": 8}],
    },
    {
        "ifname": "eth1", "flags": ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"], "mtu": 9000, "master": "blue", "operstate": "UP",
        "link_type": "ether", "address": "52:54:00:ab:cd:ef", "ifalias": "to the core",
        "addr_info": [
            {"local": "10.1.1.1", "prefixlen": 24},
            {"local": "10.7.7.1", "address": "10.7.7.2", "prefixlen": 32},
            {"local": "2001:db8::1", "prefixlen": 64},
        ],
    },
    {
        "ifname": "eth2", "flags": ["BROADCAST", "MULTICAST"], "mtu": 1500, "operstate": "DOWN", "link_type": "ether",
        "address": "52:54:00:ab:cd:f0", "addr_info": [],
    },
]  # fmt: skip
VRF = {
    "ifname": "blue",
    "flags": ["UP"],
    "mtu": 65575,
    "operstate": "UP",
    "linkinfo": {"info_kind": "vrf", "info_data": {"table": 10}},
}


def test_text_and_json_agree():
    """Interfaces and addresses of one host in both forms."""
    text, data = state_parse({"ip addr": ADDRESSES}, OS), state_parse({"ip -j addr show": json.dumps(LINKS)}, OS)
    assert text["interfaces"] == data["interfaces"]
    assert text["interfaces_ip"] == data["interfaces_ip"]
    assert data["interfaces"]["eth1"] == {
        "is_up": True, "is_enabled": True, "description": "to the core", "last_flapped": None, "speed": None, "mtu": 9000,
        "mac_address": "52:54:00:AB:CD:EF",
    }  # fmt: skip
    assert data["interfaces"]["lo"]["is_up"]
    assert not data["interfaces"]["eth2"]["is_enabled"]
    assert data["interfaces_ip"]["eth1"]["ipv4"] == {"10.1.1.1": {"prefix_length": 24}, "10.7.7.1": {"prefix_length": 32}}


def test_members_of_a_vrf():
    """By the link's master, where that is a VRF."""
    found = state_parse({"ip -j -d addr show": json.dumps([*LINKS, VRF])}, OS, "network_instances")["network_instances"]
    assert {name: list(one["interfaces"]["interface"]) for name, one in found.items()} == {
        "default": ["lo", "eth2"],
        "blue": ["eth1"],
    }


def test_routes_that_count():
    """What the kernel keeps for itself is left out; the least metric wins; several next hops are several routes."""
    routes = [
        {"dst": "default", "gateway": "10.1.1.9", "dev": "eth1", "protocol": "static", "metric": 200, "flags": []},
        {"dst": "default", "gateway": "10.1.1.8", "dev": "eth1", "protocol": "dhcp", "metric": 100, "flags": []},
        {"dst": "10.1.1.0/24", "dev": "eth1", "protocol": "kernel", "scope": "link", "prefsrc": "10.1.1.1", "flags": ["linkdown"]},
        {"dst": "10.8.0.0/16", "protocol": "static", "nexthops": [{"gateway": "10.1.1.2", "dev": "eth1", "flags": []},
                                                                {"gateway": "10.1.1.3", "dev": "eth1", "flags": ["dead"]}]},
        {"type": "blackhole", "dst": "10.9.0.0/16", "protocol": "static", "flags": [], "table": "10"},
        {"type": "local", "dst": "10.1.1.1", "table": "local", "dev": "eth1", "protocol": "kernel", "flags": []},
    ]  # fmt: skip
    found = state_parse({"ip -j -4 route show table all": json.dumps(routes)}, OS, "routes")["routes"]
    assert [(r["next_hop"], r["current_active"]) for r in found["0.0.0.0/0"]] == [("10.1.1.8", True), ("10.1.1.9", False)]
    assert (found["10.1.1.0/24"][0]["protocol"], found["10.1.1.0/24"][0]["current_active"]) == ("connected", False)
    assert [(r["next_hop"], r["current_active"]) for r in found["10.8.0.0/16"]] == [("10.1.1.2", True), ("10.1.1.3", False)]
    assert (found["10.9.0.0/16"][0]["outgoing_interface"], found["10.9.0.0/16"][0]["vrf"]) == ("Null0", "table 10")
    assert "10.1.1.1/32" not in found


def test_routes_as_text():
    """The same from the form for people, in both families."""
    four = "default via 10.1.1.8 dev eth1 proto dhcp metric 100 \n"
    four += "10.8.0.0/16 proto static \n\tnexthop via 10.1.1.2 dev eth1 weight 1 \n"
    six = "default via fe80::1 dev eth1 proto ra metric 1024 pref medium\nunreachable fd00::/8 dev lo metric 1024 \n"
    found = state_parse({"ip route": four, "ip -6 route show": six}, OS, "routes")["routes"]
    assert {net: (r[0]["protocol"], r[0]["next_hop"], r[0]["outgoing_interface"]) for net, r in found.items()} == {
        "0.0.0.0/0": ("dhcp", "10.1.1.8", "eth1"),
        "10.8.0.0/16": ("static", "10.1.1.2", "eth1"),
        "::/0": ("ra", "fe80::1", "eth1"),
        "fd00::/8": ("static", "", "Null0"),
    }


def test_neighbours_in_three_forms():
    """Those whose hardware address is known."""
    forms = {
        "ip -j -4 neigh show": '[{"dst":"10.1.1.2","dev":"eth1","lladdr":"52:54:00:00:00:02","state":["REACHABLE"]}]',
        "ip neigh": "10.1.1.2 dev eth1 lladdr 52:54:00:00:00:02 REACHABLE\n10.1.1.7 dev eth1  FAILED\n",
        "arp -an": "? (10.1.1.2) at 52:54:00:00:00:02 [ether] on eth1\n? (10.1.1.7) at <incomplete> on eth1\n",
    }
    for command, text in forms.items():
        assert state_parse({command: text}, OS, "arp_table")["arp_table"] == [
            {"interface": "eth1", "mac": "52:54:00:00:00:02", "ip": "10.1.1.2", "age": None}
        ]


def test_the_host_itself():
    """Distribution, name and the seconds it is up."""
    text = 'NAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n4711.08 9000.10\nfw1.example.net\n'
    facts = state_parse({"cat /etc/os-release /proc/uptime /proc/sys/kernel/hostname": text}, OS, "facts")["facts"]
    assert (facts["vendor"], facts["os_version"], facts["uptime"]) == ("Debian GNU/Linux", "12", 4711)
    assert (facts["hostname"], facts["fqdn"]) == ("fw1", "fw1.example.net")


@pytest.mark.parametrize("command", ["ip -j addr show", "ip addr", "ip route", "ip neigh"])
def test_a_refusal_is_no_empty_answer(command):
    """A host without the program has not said that it has nothing."""
    with pytest.raises(UnsupportedError):
        state_parse({command: "sh: 1: ip: not found"}, OS)
