# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: VLANs, hardware addresses, ARP."""

from __future__ import annotations

import re
from typing import Any

from ..names import long_name
from ..registry import Fragment, Output, text
from ..values import ip, mac, number
from ..vlan_words import vlan_table

PLATFORM = "cisco.ios.ios"

_MAC = r"(?P<mac>(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4})"
_ARP = re.compile(rf"^\s*Internet\s+(?P<ip>[\d.]+)\s+(?P<age>\d+|-)\s+{_MAC}\s+\S+(?:[ \t]+(?P<interface>\S+))?", re.M)


def _arp(out: Output) -> Fragment:
    rows = []
    for found in _ARP.finditer(out.text):
        address = ip(found["ip"])
        if address:
            row: dict[str, Any] = {
                "interface": long_name(found["interface"] or "", PLATFORM),
                "mac": mac(found["mac"]),
                "ip": address,
                "age": number(found["age"]),
            }
            rows.append({**row, "vrf": out.vrf} if out.vrf else row)
    return rows


_ENTRY = re.compile(rf"^(?P<before>[^\n]*?)(?<![\w.]){_MAC}(?![\w.])(?P<after>[^\n]*)$", re.M)
_STATIC = frozenset({"static", "self", "system", "igmp", "sticky", "secure", "secured"})
_PORT = re.compile(r"^(?:[A-Z][A-Za-z-]*\d[\w/.:-]*|CPU|Switch|Router|Stby-Switch|Drop|\S*\d/\S+)$", re.I)


def _mac_table(out: Output) -> Fragment:
    """Five layouts, one reading: the VLAN is the number, the ports are the names after the address."""
    rows = []
    for found in _ENTRY.finditer(out.text):
        before, after = found["before"].replace("*", " ").split(), found["after"].split()
        words = [word.lower() for word in before + after]
        vlan = next((int(w) for w in before + after[:2] if w.isdigit()), 0)
        kind = next((w for w in words if w in _STATIC or w.startswith(("dyn", "stat"))), "")
        ports = [p for w in after for p in w.split(",") if _PORT.match(p)]
        rows += [
            {
                "mac": mac(found["mac"]),
                "interface": _port(port),
                "vlan": vlan,
                "static": not kind.startswith("dyn"),
                "active": True,
                "moves": None,
                "last_move": None,
            }
            for port in (ports or [""])
        ]
    return rows


def _port(name: str) -> str:
    """The switch's own processor is no port."""
    return "" if name.lower() in ("cpu", "switch", "router", "drop", "stby-switch") else long_name(name, PLATFORM)


def _vlans(out: Output) -> Fragment:
    return vlan_table(out.text, PLATFORM)


PARSERS = (
    text("arp_table", r"show (?:ip )?arp", _arp, empty=r"(?:Protocol\s+Address.*)?"),
    text(
        "mac_address_table",
        r"show mac[ -]address[ -]table(?: dynamic)?",
        _mac_table,
        empty=r"[^\n]*Mac Address Table.*|Unicast Entries.*",
    ),
    text("vlans", r"show vlan(?: brief| all[ -]ports)?", _vlans),
    text("vlans", r"show vlan id \d+", _vlans),
)
