# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR: interfaces and their addresses."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields, required_sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, integer, ip, mac, megabits, prefix

PLATFORM = "cisco.iosxr.iosxr"

_NAME = r"[A-Za-z][A-Za-z_-]*\d[\w/.:-]*"
_HEAD = re.compile(rf"^[ \t]*(?P<name>{_NAME}) is (?P<admin>[\w -]+?)\s*,\s*line protocol is (?P<line>[\w -]+?)[ \t]*$", re.M)
_FIELDS = {
    "description": re.compile(r"^[ \t]*Description:[ \t]*(.*)$", re.M),
    "mac": re.compile(r"\baddress is ([0-9a-fA-F.:-]{12,17})\b"),
    "mtu": re.compile(r"^\s*MTU (\d+) bytes", re.M),
    "flapped": re.compile(r"^\s*Last link flapped (\S+)", re.M),
}
_BANDWIDTH = re.compile(r"\bBW (\d+) ?([KMG])bit", re.I)


def _interfaces(out: Output) -> Fragment:
    model = {}
    for head, told in required_sections(_HEAD, out.text):
        found, bandwidth = fields(_FIELDS, told), _BANDWIDTH.search(told)
        flapped = duration(found["flapped"]) if found["flapped"] else None
        model[long_name(head["name"], PLATFORM)] = {
            "is_enabled": "admin" not in head["admin"] and "admin" not in head["line"],
            "is_up": head["line"] == "up" and head["admin"] == "up",
            "description": (found["description"] or "").strip(),
            "mac_address": mac(found["mac"]),
            "mtu": integer(found["mtu"]),
            "speed": megabits(bandwidth.group(1), bandwidth.group(2)) if bandwidth else None,
            "last_flapped": None if flapped is None else float(flapped),
        }
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [long_name(head["name"], PLATFORM) for head, _unused in required_sections(_HEAD, out.text)]}


_ADDRESS = re.compile(r"^\s*(?:Internet|Secondary) address(?: is)? (?P<address>\d+\.\d+\.\d+\.\d+)/(?P<length>\d+)", re.M | re.I)
_ANY_HEAD = re.compile(rf"^[ \t]*(?P<name>{_NAME}) is [\w -]+?\s*,\s*(?:line|ipv[46]) protocol is ", re.M)


def _ipv4(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in required_sections(_ANY_HEAD, out.text):
        for found in _ADDRESS.finditer(told):
            address = ip(found["address"])
            if address:
                family = model.setdefault(long_name(head["name"], PLATFORM), {}).setdefault("ipv4", {})
                family[address] = {"prefix_length": int(found["length"])}
    return model


_LOCAL = re.compile(r"link-local address is ([0-9A-Fa-f:]+)")
_GLOBAL = re.compile(r"^\s*([0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?: \[[^\]]*\])?, subnet is ([0-9A-Fa-f:]+/\d+)", re.M)


def _ipv6(out: Output) -> Fragment:
    """XR shows no length for a link-local address: it stays unknown."""
    model: dict[str, Any] = {}
    for head, told in required_sections(_ANY_HEAD, out.text):
        found: dict[str, Any] = {known: {"prefix_length": None} for shown in _LOCAL.findall(told) if (known := ip(shown))}
        for shown, subnet in _GLOBAL.findall(told):
            known, network = ip(shown), prefix(subnet)
            if known and network:
                found[known] = {"prefix_length": int(network.partition("/")[2])}
        if found:
            model[long_name(head["name"], PLATFORM)] = {"ipv6": found}
    return model


_ROW = re.compile(rf"^\s*(?P<name>{_NAME})\s+(?P<address>\d+\.\d+\.\d+\.\d+|unassigned)\s+\S+\s+\S+", re.M)


def _brief(out: Output) -> Fragment:
    """This table has no lengths: they stay unknown."""
    rows = list(_ROW.finditer(out.text))
    if not rows:
        raise UnparsedError
    found = ((long_name(row["name"], PLATFORM), ip(row["address"])) for row in rows)
    return {name: {"ipv4": {address: {"prefix_length": None}}} for name, address in found if address}


def _brief_names(out: Output) -> Fragment:
    names = [long_name(row["name"], PLATFORM) for row in _ROW.finditer(out.text)]
    if not names:
        raise UnparsedError
    return {"interface_list": names}


_ONE = r"(?: [A-Za-z][\w-]* ?\d[\w/.:]*)?"
_NONE = r".* protocol is .*"
PARSERS = (
    text("interfaces", rf"show interfaces?{_ONE}", _interfaces),
    text("facts", r"show interfaces?", _names),
    text("facts", r"show (?:ip|ipv4) interface brief", _brief_names),
    text("interfaces_ip", rf"show (?:ip|ipv4) interface{_ONE}", _ipv4, empty=_NONE),
    text("interfaces_ip", rf"show ipv6 interface{_ONE}", _ipv6, empty=rf"(?:{_NONE})?"),
    text("interfaces_ip", rf"show interfaces?{_ONE}", _ipv4, empty=_NONE),
    text("interfaces_ip", r"show (?:ip|ipv4) interface brief", _brief, empty=r".*unassigned.*"),
)
