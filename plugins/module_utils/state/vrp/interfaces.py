# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP: interfaces, their addresses, and what is learnt on them."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields, required_sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, mac, megabits, number

PLATFORM = "community.network.ce"

_HEAD = re.compile(r"^(?P<name>\S+) current state\s*:\s*(?P<state>[^\n(]+?)[ \t]*(?:\([^\n]*)?$", re.M)
_TOLD = {
    "protocol": re.compile(r"^Line protocol current state\s*:\s*(\w+)", re.M),
    "description": re.compile(r"^Description:[ \t]*(.*)$", re.M),
    "mtu": re.compile(r"The Maximum (?:Transmit Unit|Frame Length) is (\d+)"),
    "mac": re.compile(r"[Hh]ardware address is ([0-9a-fA-F-]{14})"),
    "bandwidth": re.compile(r"Current BW\s*:\s*(\d+\s*[MGK])", re.I),
    "speed": re.compile(r"^Speed\s*:\s*(\d+)", re.M),
    "work": re.compile(r"^Port BW:\s*(\d+[MGK])", re.M),
}


def _interfaces(out: Output) -> Fragment:
    model = {}
    for head, body in required_sections(_HEAD, out.text):
        told, state = fields(_TOLD, body), head["state"].strip().lower()
        up = state.startswith("up") and (told["protocol"] or "up").lower() == "up"
        model[head["name"]] = {
            "is_up": up,
            "is_enabled": "administratively" not in state and not state.startswith("*"),
            "description": told["description"] or "",
            "mac_address": mac(told["mac"]) if told["mac"] else None,
            "mtu": integer(told["mtu"]) if told["mtu"] else None,
            "speed": _speed(told) if up else None,
        }
    return model


def _speed(told: dict[str, str | None]) -> float | None:
    shown = told["bandwidth"] or told["work"]
    if shown:
        return megabits(shown, shown[-1])
    return number(told["speed"]) if told["speed"] else None


_ADDRESS = re.compile(r"^[ \t]*Internet Address is (?P<ip>[\d.]+)/(?P<length>\d+)", re.M)
_ADDRESS6 = re.compile(
    r"^[ \t]*(?P<ip>[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+)(?:, subnet is [0-9A-Fa-f:]+/(?P<length>\d+)|/(?P<slash>\d+))", re.M
)


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in required_sections(_HEAD, out.text):
        for found in _ADDRESS.finditer(body):
            model.setdefault(head["name"], {}).setdefault("ipv4", {})[found["ip"]] = {"prefix_length": int(found["length"])}
        for found in _ADDRESS6.finditer(body):
            address = ip(found["ip"])
            if address:
                length = {"prefix_length": int(found["length"] or found["slash"])}
                model.setdefault(head["name"], {}).setdefault("ipv6", {})[address] = length
    return model


_BRIEF = re.compile(r"^(?P<name>[A-Za-z0-9][\w./:-]*\d)\s+(?:(?P<ip>[\d.]+)/(?P<length>\d+)|unassigned)\s", re.M)


def _brief(out: Output) -> Fragment:
    """The table names interfaces that have no address as ``unassigned``."""
    lines = list(_BRIEF.finditer(out.text))
    if not lines:
        raise UnparsedError
    return {
        found["name"]: {"ipv4": {found["ip"]: {"prefix_length": int(found["length"])}}}
        for found in lines
        if found["ip"] and ip(found["ip"])
    }


_ARP = re.compile(
    r"^(?P<ip>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<mac>[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})[ \t]+(?:(?P<age>\d+)[ \t]+)?"
    r"(?P<type>[A-Z]{1,3}\d?(?:/\S+)?(?:[ \t]?-\d*)?)[ \t]+(?P<interface>\S+)(?:[ \t]+(?P<vpn>\S+))?[ \t]*$",
    re.M | re.I,
)


def _arp(out: Output) -> Fragment:
    rows = []
    for found in _ARP.finditer(out.text):
        if ip(found["ip"]):
            row: dict[str, Any] = {
                "interface": long_name(found["interface"], PLATFORM),
                "mac": mac(found["mac"]),
                "ip": ip(found["ip"]),
                "age": float(found["age"]) * 60 if found["age"] else None,
            }
            rows.append({**row, "vrf": found["vpn"]} if found["vpn"] else row)
    return rows


_MAC = re.compile(
    r"^[ \t]*(?P<mac>[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})[ \t]+(?P<vlan>\d+|-)(?:/\S*)?[ \t]+(?:-[ \t]+-[ \t]+)?"
    r"(?P<port>[A-Za-z0-9][\w./-]*\d)"
    r"[ \t]+(?P<type>\w+)",
    re.M | re.I,
)


def _mac_table(out: Output) -> Fragment:
    return [
        {
            "mac": mac(found["mac"]),
            "interface": long_name(found["port"], PLATFORM),
            "vlan": int(found["vlan"]) if found["vlan"].isdigit() else None,
            "static": not found["type"].lower().startswith("dyn"),
            "active": True,
            "moves": None,
            "last_move": None,
        }
        for found in _MAC.finditer(out.text)
    ]


PARSERS = (
    text("interfaces", r"display interface", _interfaces),
    text("interfaces_ip", r"display (?:ip |ipv6 )?interface", _addresses),
    text("interfaces_ip", r"display ip interface brief", _brief, empty=r".*"),
    text("arp_table", r"display arp(?: all| dynamic| brief)?", _arp, empty=r"IP ADDRESS.*Total:0.*|"),
    text("mac_address_table", r"display mac[ -]address(?: dynamic| all)?", _mac_table, empty=r".*Total items[^:=]*[:=] ?0.*|"),
)
