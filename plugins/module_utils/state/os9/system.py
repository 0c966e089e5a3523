# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dell Networking OS9 (FTOS, Force10): the box, interfaces, and what is learnt on them."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields, required_sections
from ..members import members
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, integer, ip, mac, number

PLATFORM = "dellemc.os9.os9"

_VERSION = re.compile(r"(?:Networking OS|Application Software|Force10 (?:Application|Operating) ?S\w*) Version\s*:\s*(\S+)", re.I)
_UPTIME = re.compile(r"^(?:(?P<host>\S+) uptime is|Up ?Time\s*:)\s*(?P<time>.+)$", re.M | re.I)
_TYPE = re.compile(r"^(?:System Type|Product Name)\s*:\s*(\S.*?)\s*$", re.M)
_SERIAL = re.compile(r"^Serial Number\s*:\s*(\S+)", re.M)
_HOST = re.compile(r"^hostname (\S+)", re.M)


def _facts(out: Output) -> Fragment:
    version, uptime, kind, serial = (pattern.search(out.text) for pattern in (_VERSION, _UPTIME, _TYPE, _SERIAL))
    if not version:
        raise UnparsedError
    return {
        "vendor": "Dell",
        "os_version": version[1],
        "uptime": duration(uptime["time"].replace("wk", "week")) if uptime else None,
        "model": kind[1] if kind else None,
        "serial_number": serial[1] if serial else None,
    }


def _hostname(out: Output) -> Fragment:
    found = _HOST.search(out.text)
    if not found:
        raise UnparsedError
    return {"hostname": found[1]}


_HEAD = re.compile(
    r"^(?P<name>[A-Za-z][A-Za-z-]+ \d[\d/:]*) is (?P<admin>up|down|administratively down), line protocol is (?P<line>\w+)", re.M
)
_TOLD = {
    "description": re.compile(r"^[ \t]*Description: (.*)$", re.M),
    "mac": re.compile(r"^[ \t]*(?:Current address is|Hardware is [^\n]*?address is|Address is) ([0-9a-fA-F:.]{14,17})", re.M),
    "mtu": re.compile(r"^[ \t]*MTU (\d+) bytes", re.M),
    "speed": re.compile(r"^[ \t]*LineSpeed (\d+) Mbit", re.M),
    "flapped": re.compile(r"^[ \t]*Time since last interface status change: (\S+)", re.M),
}


def _interfaces(out: Output) -> Fragment:
    model = {}
    for head, body in required_sections(_HEAD, out.text):
        told = fields(_TOLD, body)
        model[long_name(head["name"], PLATFORM)] = {
            "is_up": head["line"] == "up",
            "is_enabled": "administratively" not in head["admin"],
            "description": told["description"] or "",
            "mac_address": mac(told["mac"]) if told["mac"] else None,
            "mtu": integer(told["mtu"]) if told["mtu"] else None,
            "speed": number(told["speed"]) if told["speed"] else None,
            "last_flapped": duration(told["flapped"]) if told["flapped"] else None,
        }
    return model


def _interface_list(out: Output) -> Fragment:
    return {"interface_list": [long_name(head["name"], PLATFORM) for head, _body in required_sections(_HEAD, out.text)]}


_ADDRESS = re.compile(r"^[ \t]*Internet address is (\d[\d.]*)/(\d+)", re.M)
_ADDRESS6 = re.compile(r"^[ \t]+([0-9a-f:]*:[0-9a-f:.]+)(?:/(\d+))?\s*$", re.M | re.I)
_HEAD6 = re.compile(r"^(?P<name>[A-Za-z][A-Za-z-]+ \d[\d/:]*)\s+\[(?P<state>[\w/ ]+)\]", re.M)


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in required_sections(_HEAD, out.text):
        for address, length in _ADDRESS.findall(body):
            model.setdefault(long_name(head["name"], PLATFORM), {}).setdefault("ipv4", {})[address] = {"prefix_length": int(length)}
    return model


def _addresses6(out: Output) -> Fragment:
    """A link-local address is shown without its length, which is 64 by definition."""
    model: dict[str, Any] = {}
    for head, body in required_sections(_HEAD6, out.text):
        for shown, length in _ADDRESS6.findall(body):
            if address := ip(shown):
                entry = {"prefix_length": int(length) if length else 64 if address.startswith("fe80") else None}
                model.setdefault(long_name(head["name"], PLATFORM), {}).setdefault("ipv6", {})[address] = entry
    return model


_ARP = re.compile(
    r"^[ \t]*Internet\s+(?P<ip>[\d.]+)\s+(?P<age>\d+|-)\s+(?P<mac>[0-9a-f:]{17})\s+(?P<port>-|"
    r"[A-Z][\w-]+ \d[\d/:]*)\s+(?P<vlan>-|Vl \d+|\S+)",
    re.M | re.I,
)


_HARDWARE = re.compile(r"^[ \t]*Internet[ \t]+\S+[ \t]+\S+[ \t]+[0-9a-f:]{17}", re.M | re.I)


def _arp(out: Output) -> Fragment:
    """The port an entry was learnt on, or its VLAN where none is told. All entries, or ntc-templates has a look."""
    rows: list[dict[str, Any]] = []
    for found in _ARP.finditer(out.text):
        if ip(found["ip"]):
            name = found["port"] if found["port"] != "-" else found["vlan"]
            age = None if found["age"] == "-" else float(found["age"]) * 60
            rows.append({"interface": long_name(name, PLATFORM), "mac": mac(found["mac"]), "ip": ip(found["ip"]), "age": age})
    if len(rows) != len(_HARDWARE.findall(out.text)):
        raise UnparsedError
    return rows


_MAC = re.compile(
    r"^[ \t]*(?P<vlan>\d+)\s+(?P<mac>[0-9a-f:]{17})\s+(?P<type>\w+)(?:\s*\(\S+\))?\s+"
    r"(?P<port>[A-Za-z][\w-]* ?\d[\d/:]*)\s+(?P<state>\w+)",
    re.M | re.I,
)


def _mac_table(out: Output) -> Fragment:
    return [
        {
            "mac": mac(found["mac"]),
            "interface": long_name(found["port"], PLATFORM),
            "vlan": int(found["vlan"]),
            "static": found["type"].lower() == "static",
            "active": found["state"].lower() == "active",
            "moves": None,
            "last_move": None,
        }
        for found in _MAC.finditer(out.text)
    ]


_VLAN = re.compile(r"^(?P<marks>[*GPCORMN ]{0,4}?)\s*(?P<id>\d{1,4})\s+(?P<status>Active|Inactive)\b(?P<rest>.*)$")
_PORTS = re.compile(r"\b[UTMVH]\s+(?P<ports>(?:Gi|Te|Fo|Po|Hu|Tf|Fi)\s*\d[\d/,: -]*)")


def _vlans(out: Output) -> Fragment:
    """Ports stand at the end of a line, tagged or not; further ones on lines of their own."""
    model: dict[str, Any] = {}
    here: dict[str, Any] | None = None
    for line in out.text.split("\n"):
        found = _VLAN.match(line)
        if found:
            ports = _PORTS.search(found["rest"])
            name = found["rest"][: ports.start()] if ports else found["rest"]
            here = model.setdefault(found["id"], {"name": name.strip() or None, "interfaces": []})
        elif not line.startswith(" "):
            here = None
        ports = _PORTS.search(line) if here is not None else None
        if ports and here is not None:
            here["interfaces"] += [long_name(port, PLATFORM) for port in members(ports["ports"])]
    if not model:
        raise UnparsedError
    return model


PARSERS = (
    text("facts", r"show (?:version|system(?: stack-unit \d+| brief)?)", _facts),
    text("facts", r"show running[ -]config(?:uration)?(?: .*)?", _hostname),
    text("facts", r"show interfaces?", _interface_list),
    text("interfaces", r"show interfaces?", _interfaces),
    text("interfaces_ip", r"show (?:ip )?interfaces?", _addresses),
    text("interfaces_ip", r"show ipv6 interfaces? brief", _addresses6, empty=r""),
    text("arp_table", r"show (?:ip )?arp(?: vrf all)?", _arp, empty=r"(?:Protocol\s+Address[^\n]*\s*-*)?"),
    text(
        "mac_address_table",
        r"show mac address-table(?: dynamic)?",
        _mac_table,
        empty=r"(?:Codes:[^\n]*\s*)?(?:\*I[^\n]*\s*)?(?:VlanId\s[^\n]*)?",
    ),
    text("vlans", r"show vlan", _vlans),
)
