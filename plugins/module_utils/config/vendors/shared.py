# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules that several command-line families have in common, for their tables to pick from."""

from __future__ import annotations

# One value at a time: typing a new one replaces the old one. Groups name what the value belongs to.
SINGLE: tuple[str, ...] = (
    r"hostname ",
    r"version \S",
    r"description ",
    r"name ",
    r"mtu ",
    r"l2 mtu ",
    r"bandwidth ",
    r"speed ",
    r"duplex ",
    r"load-interval ",
    r"encapsulation ",
    r"channel-group ",
    r"ip address (?=\d)(?!.* secondary)",
    r"vrf forwarding ",
    r"ip ospf cost ",
    r"ip ospf area ",
    r"isis metric ",
    r"switchport mode ",
    r"switchport access vlan ",
    r"switchport trunk native vlan ",
    r"router-id ",
    r"bgp router-id ",
    r"rd (?!evpn )",
    r"rd (evpn domain \S+) ",
    r"timers bgp ",
    r"maximum-paths ",
    r"(neighbor \S+) remote-as ",
    r"(neighbor \S+) description ",
    r"(neighbor \S+) update-source ",
    r"(neighbor \S+) password ",
    r"(neighbor \S+) ebgp-multihop ",
    r"(neighbor \S+) local-as ",
    r"clock timezone ",
    r"exec-timeout ",
    r"ip default-gateway ",
    r"(username \S+) (?=privilege|secret|password|nopassword|role)",
    r"logging buffered ",
    r"snmp-server location ",
    r"snmp-server contact ",
    r"spanning-tree mode ",
    r"(spanning-tree mst \d+) priority ",
    r"(standby \d+) priority ",
    r"terminal length ",
)

# A long list of VLANs is shown in several lines: typing the first one starts the list anew.
TRUNK = (r"switchport trunk allowed vlan (?!add )", r"switchport trunk allowed vlan add ")

# Lines that put an access list in use: group 1 is its name.
BINDINGS = r"(?:ip |ipv6 )?(?:access-class|access-group|traffic-filter) (\S+)"

# How a negation is written where the whole line would be refused, or would carry a secret for nothing.
NEGATIONS: tuple[tuple[str, str], ...] = (
    (r"description .*", "no description"),
    (r"(banner \S+)[\s\S]*", r"no \1"),
    (r"(snmp-server (?:location|contact)) .*", r"no \1"),
    (r"(neighbor \S+ (?:description|password)) .*", r"no \1"),
    (r"(username \S+) .*", r"no \1"),
    (r"(enable (?:secret|password)) .*", r"no \1"),
)

# Definitions come before what uses them (ranks below 50), users from 50 on.
RANKS: tuple[tuple[str, int], ...] = (
    (r"service |hostname |feature |license |boot |version ", 5),
    # who may log in is there before it is asked who logs in
    (r"username |enable (?:secret|password)", 8),
    (r"aaa new-model", 9),
    (r"key chain |key config-key", 10),
    (r"vlan ", 12),
    (r"vrf |ip vrf |rd ", 15),
    (
        r"(ip|ipv6|ipv4|mac) (access-list|prefix-list|as-path|community-list|extcommunity-list|large-community-list)|access-list ",
        20,
    ),
    (r"bgp (as-path|community-list|large-community-list|extcommunity-list)", 20),
    (r"(prefix|community|as-path|extcommunity|large-community)-(set|list) ", 20),
    (r"object-group |ipv6 access-list|time-range ", 18),
    (r"route-map |route-policy |peer-filter ", 30),
    (r"class-map ", 32),
    (r"policy-map ", 34),
    (r"tacacs|radius", 35),
    (r"aaa group ", 36),
    (r"crypto |aaa ", 37),
    (r"interface ([Pp]ort-channel|Bundle-Ether)", 50),
    (r"interface Loopback|interface lo\b", 51),
    (r"interface ", 55),
    (r"router ", 60),
    (r"ip route |ipv6 route ", 65),
    (r"line |control-plane|end", 90),
)

OBJECTS = (
    r"(?:ntp server (?:vrf \S+ )?|logging host (?:vrf \S+ )?|snmp-server (?:host|user|group|community|view) |"
    r"radius-server host |"
    r"tacacs-server host |ip name-server |ip host |vlan )\S+|(?:ip|ipv6) prefix-list \S+ seq \d+|aaa \S+ \S+ \S+|"
    r"ip (?:radius|tacacs) source-interface|logging source-interface|ip domain"
)
