# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SONiC, community and Dell Enterprise: its own tables. Routing is FRR's and read as FRR's.

Written from the documented forms of the commands; no device of it was at hand.
"""

from __future__ import annotations

import re
from typing import Any

from ..columns import titled
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, mac, megabits

_FIELDS = {
    "os_version": re.compile(r"^(?:SONiC )?Software Version\s*:\s*(?:SONiC\.|SONiC-OS-)?(\S+)", re.M),
    "model": re.compile(r"^HwSKU\s*:\s*(\S+)", re.M),
    "serial_number": re.compile(r"^Serial Number\s*:\s*(\S+)", re.M),
}
_UPTIME = re.compile(
    r"^(?:Uptime|Up Time)\s*:.*?\bup\s+(?:(?P<days>\d+) days?,\s*)?(?:(?P<hours>\d+):(?P<minutes>\d+)|(?P<only>\d+) min)", re.M
)


def _version(out: Output) -> Fragment:
    found = {name: match[1] for name, pattern in _FIELDS.items() if (match := pattern.search(out.text))}
    if "os_version" not in found:
        raise UnparsedError
    up = _UPTIME.search(out.text)
    days, hours, minutes, only = (int(group or 0) for group in up.groups()) if up else (0, 0, 0, 0)
    return {"vendor": "SONiC", **found, "uptime": ((days * 24 + hours) * 60 + minutes + only) * 60 if up else None}


def _host(out: Output) -> Fragment:
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", out.text.strip()):
        raise UnparsedError
    return {"hostname": out.text.strip()}


def _rows(out: Output, *wanted: str) -> list[dict[str, str]]:
    """The table's rows. Raises UnparsedError where it has not all columns ``wanted``."""
    rows = titled(out.text)
    if not rows or not all(title in rows[0] for title in wanted):
        raise UnparsedError
    return rows


def _first(row: dict[str, str], *titles: str) -> str:
    return next((row[title] for title in titles if row.get(title)), "")


_SPEED = re.compile(r"(\d+)([GM])?")


def _speed(shown: str) -> float | None:
    found = _SPEED.fullmatch(shown)
    return megabits(found[1], found[2] or "M") if found else None


def _status(out: Output) -> Fragment:
    model = {}
    for row in _rows(out, "oper", "admin"):
        name, up = _first(row, "interface", "name"), row["oper"] == "up"
        if name:
            model[name] = {
                "is_up": up,
                "is_enabled": row["admin"] == "up",
                "mtu": integer(row.get("mtu", "")),
                "speed": _speed(row.get("speed", "")) if up else None,
                "description": row.get("description") if "description" in row else None,
            }
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [name for row in _rows(out, "oper") if (name := _first(row, "interface", "name"))]}


def _addresses(out: Output) -> Fragment:
    """A second address of an interface leaves the first column empty."""
    model: dict[str, Any] = {}
    name = ""
    for row in _rows(out, "interface"):
        name = row["interface"] or name
        shown = next((row[title] for title in row if "address" in title and row[title]), "")
        address, _slash, length = shown.partition("/")
        if (found := ip(address)) and length.isdigit():
            entry = {"prefix_length": int(length)}
            model.setdefault(name, {}).setdefault("ipv6" if ":" in found else "ipv4", {})[found] = entry
    return model


def _arp(out: Output) -> Fragment:
    rows = []
    for row in _rows(out, "address"):
        address, hardware = ip(row["address"]), mac(_first(row, "macaddress", "hardware address", "mac address"))
        if address and hardware:
            interface = _first(row, "iface", "interface", "egress interface")
            rows.append({"interface": interface, "mac": hardware, "ip": address, "age": None})
    return rows


def _mac_table(out: Output) -> Fragment:
    rows = []
    for row in _rows(out, "type"):
        hardware = mac(_first(row, "macaddress", "mac address", "mac-address"))
        if hardware:
            vlan = _first(row, "vlan", "vlanid")
            rows.append(
                {
                    "mac": hardware,
                    "interface": _first(row, "port", "interface"),
                    "vlan": integer(vlan) if vlan else None,
                    "static": "dynamic" not in row["type"].lower(),
                    "active": True,
                }
            )
    return rows


def _lldp(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for row in _rows(out, "localport"):
        if row["localport"] and "entries" not in row["localport"]:
            entry = {"hostname": row.get("remotedevice", ""), "port": row.get("remoteportid", "")}
            model.setdefault(row["localport"], []).append(entry)
    return model


def _vlans(out: Output) -> Fragment:
    """A grid: cells between bars; further ports of a VLAN on lines whose first cell is empty."""
    model: dict[str, Any] = {}
    here: dict[str, Any] | None = None
    ports = -1
    for line in out.text.split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.strip().startswith("|") else []
        if "VLAN ID" in cells:
            ports = cells.index("Ports") if "Ports" in cells else -1
        elif cells and 0 <= ports < len(cells):
            if cells[0].isdigit():
                here = model.setdefault(cells[0], {"name": f"Vlan{cells[0]}", "interfaces": []})
            if here is not None and cells[ports]:
                here["interfaces"].append(cells[ports])
    if ports < 0:
        raise UnparsedError
    return model


PARSERS = (
    text("facts", r"show version", _version),
    text("facts", r"hostname", _host),
    text("facts", r"show interfaces? status", _names),
    text("interfaces", r"show interfaces? status", _status),
    text("interfaces_ip", r"show (?:ip|ipv6) interfaces?", _addresses),
    text("arp_table", r"show (?:ip )?arp", _arp, empty=r"Total number of entries 0"),
    text("mac_address_table", r"show mac(?: address-table)?", _mac_table, empty=r"Total number of entries 0"),
    text("lldp_neighbors", r"show lldp table", _lldp),
    text("vlans", r"show vlan(?: brief)?", _vlans),
)
