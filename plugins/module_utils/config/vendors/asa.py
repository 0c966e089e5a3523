# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco ASA and the Small Business switches; known from documentation and published configurations."""

from __future__ import annotations

from ..vendor import Vendor
from . import shared

_SINGLE = tuple(pattern for pattern in shared.SINGLE if not pattern.startswith("mtu"))

ASA = Vendor(
    name="cisco.asa.asa",
    indent=1,
    comment=r"!|:",
    volatile=r": (Saved|Written by|Serial Number|Hardware)|Cryptochecksum|show running-config|Building configuration",
    leave=frozenset({"exit", "end", "quit"}),
    frame=True,
    closers=((r"address-family ", "exit-address-family", 0),),
    openers=(
        r"interface |object (network|service) |object-group |router |class-map |policy-map |group-policy \S+ attributes|"
        r"tunnel-group \S+ \S+-attributes|crypto (ikev[12] policy|ca (trustpoint|certificate))|aaa-server \S+ \([^)]*\) host|"
        r"username \S+ attributes|webvpn|route-map |time-range "
    ),
    inner_openers=r"class |parameters|address-family ",
    single=(
        *_SINGLE,
        r"nameif ",
        r"security-level ",
        r"mtu (\S+) ",
        r"(enable password|passwd) ",
        r"domain-name ",
        r"timeout (\S+) ",
    ),
    exclusive=(r"router (bgp) ", r"(route-map \S+) (?:permit|deny) (\d+)"),
    negations=(*(n for n in shared.NEGATIONS if "banner" not in n[0] and "username" not in n[0]),),
    rebuilt=r"(access-list \S+) |(?:banner) (?!)",
    ranks=(
        (r"names|name ", 8),
        (r"object ", 14),
        (r"object-group ", 16),
        (r"time-range ", 17),
        (r"access-list ", 20),
        (r"nat |global |static ", 57),
        (r"access-group ", 62),
        (r"crypto map \S+ interface", 62),
        (r"service-policy ", 64),
        (r"route ", 65),
        *shared.RANKS,
    ),
    fixed=r"interface (GigabitEthernet|TenGigabitEthernet|Management|Ethernet)\d",
    stored=r"(shutdown|nameif|security-level|ip address|monitor-interface \S+|logging message \d+|asdm history enable|"
    r"snmp-server (location|contact)|call-home .*)$",
    wordless=r"ip address$|nameif$|security-level$",
    wipes=((r"nameif ", r"(?!)"),),
)

CISCOSMB = Vendor(
    name="community.ciscosmb.ciscosmb",
    indent=1,
    comment=r"!",
    volatile=r"config-file-header|show running-config|@$|v\d+\.\d+\.\d+\.\d+ / |CLI v|file SSD indicator|ssd-control-start|"
    r"ssd-control-end",
    leave=frozenset({"exit", "end"}),
    frame=True,
    openers=r"interface |vlan database|line |router |ip access-list |class-map |policy-map ",
    single=(*shared.SINGLE, r"switchport general pvid ", r"ip default-gateway "),
    negations=shared.NEGATIONS,
    ordered=r"ip access-list |ipv6 access-list |mac access-list ",
    ranks=shared.RANKS,
    objects=shared.OBJECTS,
    fixed=r"line |vlan database",
    defaulted=r"(?!)",
    stored=r"(shutdown|switchport|bonjour enable|snmp-server server|cdp enable|lldp .*)$",
    wordless=r"ip address$",
)
