# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR: what LLDP and CDP tell of the other end; ARP."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import sections
from ..lldp_words import entry, field
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, ip, mac

PLATFORM = "cisco.iosxr.iosxr"

_BLOCK = re.compile(r"^[ \t]*Local Interface:", re.M | re.I)


def _detail(out: Output) -> Fragment:
    model: dict[str, list[Fragment]] = {}
    for head, told in sections(_BLOCK, out.text):
        block = head.group() + told
        neighbor = entry(block)
        neighbor["parent_interface"] = long_name(field(block, "Parent Interface"), PLATFORM)
        model.setdefault(long_name(field(block, "Local Interface"), PLATFORM), []).append(neighbor)
    return model


_ROW = re.compile(
    r"^(?P<name>\[?\S+(?: \S+)*?\]?)\s*(?P<local>[A-Z][A-Za-z-]+\d[\w/.]*)"
    r"(?:\[[^\]]*\])?\s+(?P<hold>\d+)\s+(?P<rest>.*)$"
)
_CAPABILITIES = re.compile(r"^[A-Z](?:,[A-Z])*$|^N/A$")


def _table(out: Output) -> Fragment:
    """A long name has a line of its own, the rest of its row is on the next."""
    model: dict[str, list[dict[str, str]]] = {}
    held = ""
    for line in out.text.split("\n"):
        found = _ROW.match(f"{held} {line.strip()}" if held and line[:1].isspace() else line.strip())
        held = line.strip() if not found and len(line.split()) == 1 else ""
        if found:
            rest = found["rest"].split()
            port = " ".join(rest[1:] if len(rest) > 1 and _CAPABILITIES.match(rest[0]) else rest)
            model.setdefault(long_name(found["local"], PLATFORM), []).append({"hostname": found["name"].strip("[]"), "port": port})
    return model


_CDP_NAME = re.compile(r"^\s*Device ID: ?(.*)$", re.M)
_CDP_PORT = re.compile(r"^\s*Interface: (?P<local>[^,\n]+?),?\s+Port ID \(outgoing port\): (?P<port>.+)$", re.M)
_SYSTEM = re.compile(r"^\s*SysName ?: ?(\S.*)$", re.M)


def _cdp(out: Output) -> Fragment:
    model: dict[str, list[dict[str, str]]] = {}
    for head, told in sections(_CDP_NAME, out.text):
        port, system = _CDP_PORT.search(told), _SYSTEM.search(told)
        if not port:
            raise UnparsedError
        model.setdefault(long_name(port["local"].strip(), PLATFORM), []).append(
            {"hostname": (system.group(1) if system else head.group(1)).strip(), "port": port["port"].strip()}
        )
    return model


_ARP = re.compile(
    r"^\s*(?:Internet\s+)?(?P<ip>\d+\.\d+\.\d+\.\d+)\s+(?P<age>\S+)\s+(?P<mac>(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})\s+"
    r"(?P<state>[A-Za-z]+)\s+.*?(?P<interface>\S*\d\S*)\s*$",
    re.M | re.I,
)


def _arp(out: Output) -> Fragment:
    """An address that is not resolved is no entry. XR's own addresses have no age."""
    model = []
    for found in _ARP.finditer(out.text):
        address, age = ip(found["ip"]), duration(found["age"])
        if address and found["state"].lower() != "incomplete":
            row: dict[str, Any] = {
                "interface": long_name(found["interface"], PLATFORM),
                "mac": mac(found["mac"]),
                "ip": address,
                "age": None if age is None else float(age),
            }
            model.append({**row, "vrf": out.vrf} if out.vrf else row)
    return model


_NONE = r"(?:Capability codes:.*?)?(?:Device ID\s+Local Intf.*?)?(?:Total entries displayed\s*: 0)?"
PARSERS = (
    text("lldp_neighbors_detail", r"show lldp (?:neighbors? detail|entry \S+)", _detail, empty=_NONE),
    text("lldp_neighbors", r"show lldp neighbors?", _table, empty=_NONE),
    text("cdp_neighbors", r"show cdp (?:neighbors? detail|entry \S+)", _cdp, empty=_NONE),
    text("arp_table", r"show arp(?: detail)?(?: \S+)?", _arp, empty=r"(?:.*Address\s+Age.*)?"),
)
