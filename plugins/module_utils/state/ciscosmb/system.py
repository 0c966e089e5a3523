# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco small business (SG200-SG550, CBS250/350): the box, its clock, its ports."""

from __future__ import annotations

import re
from typing import Any

from ..columns import ruled, unwrapped
from ..members import members
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, mac, number

PLATFORM = "community.ciscosmb.ciscosmb"

_UPTIME = re.compile(r"^System Up Time \(days,hour:min:sec\):\s*(\d+),(\d+):(\d+):(\d+)", re.M)
_NAME = re.compile(r"^System Name:[ \t]*(\S+)", re.M)
_VERSION = re.compile(r"^(?:SW version\s+|[ \t]+Version:\s*)(\S+)", re.M)
_DOMAIN = re.compile(r"^Default Domain Table\s*\n(?:.*\n)*?-[- ]+\n(\S+\.\S+)[ \t]", re.M)
_ITEM = re.compile(r'NAME: "(?P<name>[^"]*)".*\n\s*PID: (?P<pid>\S+).*?\bSN: (?P<serial>\S+)')


def _system(out: Output) -> Fragment:
    uptime, name = _UPTIME.search(out.text), _NAME.search(out.text)
    if not uptime and not name:
        raise UnparsedError
    days, hours, minutes, seconds = map(int, uptime.groups()) if uptime else (0, 0, 0, 0)
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return {"vendor": "Cisco", "hostname": name and name[1], "uptime": total if uptime else None}


def _version(out: Output) -> Fragment:
    """The active image is told first; old firmware tells its version on a line of its own."""
    found = _VERSION.search(out.text)
    if not found:
        raise UnparsedError
    return {"vendor": "Cisco", "os_version": found[1]}


def _inventory(out: Output) -> Fragment:
    """The switch is the item whose name is a number; transceivers are named after their ports."""
    chassis = [item for item in _ITEM.finditer(out.text) if item["name"].isdigit()]
    if not chassis:
        raise UnparsedError
    first = min(chassis, key=lambda item: int(item["name"]))
    return {"model": first["pid"], "serial_number": first["serial"]}


def _hosts(out: Output) -> Fragment:
    if "Domain Table" not in out.text and "omain name" not in out.text:
        raise UnparsedError
    found = _DOMAIN.search(out.text)
    return {"domain": found[1]} if found else {}


_PORT = re.compile(
    r"^(?P<name>[A-Za-z]+\d[\d/]*)\s+(?P<type>\S+)\s+(?P<duplex>\S+)\s+(?P<speed>\S+)\s.*?\b(?P<state>Up|Down|Not Present)\b",
    re.M | re.I,
)


def _ports(out: Output) -> list[re.Match[str]]:
    found = list(_PORT.finditer(out.text))
    if not found:
        raise UnparsedError
    return found


def _interface_list(out: Output) -> Fragment:
    return {"interface_list": [long_name(port["name"], PLATFORM) for port in _ports(out)]}


def _status(out: Output) -> Fragment:
    """A port that is up is enabled; why another is down this table does not tell. A channel without ports is not there."""
    model = {}
    for port in _ports(out):
        state = port["state"].lower()
        if state != "not present":
            up = state == "up"
            model[long_name(port["name"], PLATFORM)] = {
                "is_up": up,
                "is_enabled": True if up else None,
                "speed": number(port["speed"]) if up else None,
            }
    return model


def _descriptions(out: Output) -> Fragment:
    rows = [row for row in ruled(out.text) if re.match(r"[a-z]+\d", row[0], re.I)]
    if not rows:
        raise UnparsedError
    return {long_name(row[0], PLATFORM): {"description": row[1]} for row in rows if not row[0].lower().startswith("po")}


_DEVICE = re.compile(r"^Device ID:\s*(\S+)", re.M)
_JUMBO, _ETHERNET = 9000, 1518  # the two frame sizes the switch can be set to


def _local(out: Output) -> Fragment:
    """All ports of a switch share its hardware address; LLDP shows it as the device's identity."""
    found = _DEVICE.search(out.text)
    address = mac(found[1]) if found else None
    if address is None:
        raise UnparsedError
    return {"*": {"mac_address": address}}


def _jumbo(out: Output) -> Fragment:
    found = re.search(r"^[ \t]*Jumbo frames are (en|dis)abled", out.text, re.M)
    if not found:
        raise UnparsedError
    return {"*": {"mtu": _JUMBO if found[1] == "en" else _ETHERNET}}


_ADDRESS = re.compile(r"^(?P<ip>\d+\.\d+\.\d+\.\d+)/(?P<length>\d+)\s+(?P<interface>vlan \d+|[A-Za-z]+ ?\d[\d/]*)\b", re.M | re.I)


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for found in _ADDRESS.finditer(out.text):
        entry = {"prefix_length": int(found["length"])}
        model.setdefault(long_name(found["interface"], PLATFORM), {}).setdefault("ipv4", {})[str(ip(found["ip"]))] = entry
    return model


_ARP = re.compile(
    r"^vlan (?P<vlan>\d+)[ \t]+(?:(?P<port>[a-z]+\d[\d/]*)[ \t]+)?(?P<ip>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<mac>[0-9a-f:]{17})\b",
    re.M | re.I,
)


def _arp(out: Output) -> Fragment:
    """An entry without a port is known in its VLAN only."""
    return [
        {
            "interface": long_name(found["port"] or f"vlan {found['vlan']}", PLATFORM),
            "mac": mac(found["mac"]),
            "ip": ip(found["ip"]),
            "age": None,
        }
        for found in _ARP.finditer(out.text)
        if ip(found["ip"])
    ]


_MAC = re.compile(r"^[ \t]*(?P<vlan>\d+)\s+(?P<mac>[0-9a-f:]{17})\s+(?P<port>\S+)\s+(?P<type>\S+)", re.M | re.I)


def _mac_table(out: Output) -> Fragment:
    return [
        {
            "mac": mac(found["mac"]),
            "interface": "" if found["port"] == "0" else long_name(found["port"], PLATFORM),
            "vlan": int(found["vlan"]),
            "static": not found["type"].lower().startswith("dyn"),
            "active": True,
        }
        for found in _MAC.finditer(out.text)
    ]


def _vlans(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for row in unwrapped(ruled(out.text)):
        if row[0].isdigit() and len(row) >= 3:  # noqa: PLR2004 - VLAN, name, ports
            ports = " ".join(row[2:4] if len(row) > 4 else row[2:3])  # noqa: PLR2004 - newer firmware has tagged and untagged ports apart
            model[row[0]] = {"name": row[1], "interfaces": [long_name(port, PLATFORM) for port in members(ports.replace(" ", ","))]}
    if not model:
        raise UnparsedError
    return model


_SERVER = re.compile(r"^Server\s*:\s*(?P<name>\S+)(?P<body>(?:\n(?!Server\s*:)[ \t]+.*)*)", re.M)
_CLOCK = re.compile(
    r"^Clock is (?P<state>(?:un)?synchronized)(?:, stratum (?P<stratum>\d+), reference is (?P<reference>[^,\s]+))?", re.M
)


def _servers(out: Output) -> Fragment:
    if not _CLOCK.search(out.text) and "nicast server" not in out.text:
        raise UnparsedError
    return {found["name"]: {} for found in _SERVER.finditer(out.text)}


def _clock(out: Output) -> Fragment:
    found = _CLOCK.search(out.text)
    if not found:
        raise UnparsedError
    return {
        "synchronised": found["state"] == "synchronized",
        "stratum": integer(found["stratum"]) if found["stratum"] else None,
        "reference": found["reference"],
        "servers": [server["name"] for server in _SERVER.finditer(out.text)],
    }


PARSERS = (
    text("facts", r"show system", _system),
    text("facts", r"show version", _version),
    text("facts", r"show inventory", _inventory),
    text("facts", r"show hosts", _hosts),
    text("facts", r"show interfaces? status", _interface_list),
    text("interfaces", r"show interfaces? status", _status),
    text("interfaces", r"show interfaces? description", _descriptions),
    text("interfaces", r"show lldp local \S.*", _local),
    text("interfaces", r"show ports jumbo[ -]frames?", _jumbo),
    text("interfaces_ip", r"show ip int(?:erface)?", _addresses, empty=r"[^\n]*IP Address[^\n]*\n[^\n]*admin/oper[^\n]*\n[-\s]*"),
    text("arp_table", r"show arp", _arp, empty=r"Total number of entries: 0.*"),
    text(
        "mac_address_table",
        r"show mac address-table(?: dynamic)?",
        _mac_table,
        empty=r"(?:Flags:[^\n]*\s+)?Aging time is[^\n]*\s+(?:Vlan\s+Mac Address[^\n]*\s[-\s]*)?",
    ),
    text("vlans", r"show vlan", _vlans),
    text("ntp_servers", r"show sntp (?:status|configuration)", _servers),
    text("ntp", r"show sntp status", _clock),
)
