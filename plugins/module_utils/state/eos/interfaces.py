# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: interfaces and their addresses."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields, required_sections
from ..names import long_name
from ..registry import Fragment, Output, structured, text
from ..values import integer, ip, mac, megabits

PLATFORM = "arista.eos.eos"


def _interfaces(out: Output) -> Fragment:
    return {name: _interface(item) for name, item in out.data["interfaces"].items()}


def _interface(item: dict[str, Any]) -> dict[str, Any]:
    bandwidth = item.get("bandwidth")
    return {
        "is_enabled": item["interfaceStatus"] != "disabled",
        "is_up": item.get("lineProtocolStatus") == "up",
        "description": item.get("description", ""),
        "mac_address": mac(item.get("physicalAddress", "")),
        "mtu": item.get("mtu") or None,
        "speed": bandwidth / 1e6 if bandwidth else None,
    }


def _add(model: dict[str, Any], interface: str, address: object, length: object) -> None:
    canonical, bits = ip(str(address)), integer(length)
    if canonical and bits is not None and canonical != "0.0.0.0":  # noqa: S104 - an unset address, not a bind
        model.setdefault(interface, {}).setdefault("ipv6" if ":" in canonical else "ipv4", {})[canonical] = {"prefix_length": bits}


def _addresses(out: Output) -> Fragment:
    """``interfaceAddress`` is a list below 'show interfaces' and a mapping below 'show ip interface'."""
    model: dict[str, Any] = {}
    for name, item in out.data["interfaces"].items():
        entries = item.get("interfaceAddress") or []
        for entry in entries if isinstance(entries, list) else [entries]:
            for part in (
                entry.get("primaryIp"),
                entry.get("ipAddr"),
                *entry.get("secondaryIpsOrderedList", []),
                entry.get("virtualIp"),
            ):
                if part:
                    _add(model, name, part.get("address"), part.get("maskLen"))
    return model


def _addresses6(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, item in out.data["interfaces"].items():
        for entry in [item.get("linkLocal"), *item.get("addresses", [])]:
            if entry and entry.get("address"):
                _add(model, name, entry["address"], entry.get("subnet", "/").partition("/")[2])
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": list(out.data["interfaces"])}


_HEAD = re.compile(r"^(?P<name>[A-Z]\S+) is (?P<admin>[\w ]+), line protocol is (?P<line>\w+)(?: \((?P<status>[\w -]+)\))?", re.M)
_FIELDS = {
    "description": re.compile(r"^ +Description: (.*)$", re.M),
    "mac": re.compile(r"\baddress is ([0-9a-fA-F.:]{12,17})\b"),
    "mtu": re.compile(r"^ +(?:IP |Ethernet )?MTU (\d+)", re.M),
}
_BANDWIDTH = re.compile(r"\bBW (\d+) ?([kKMG])")


def _blocks(out: Output) -> list[tuple[re.Match[str], str]]:
    return required_sections(_HEAD, out.text)


def _interfaces_text(out: Output) -> Fragment:
    model = {}
    for head, body in _blocks(out):
        found = fields(_FIELDS, body)
        bandwidth = _BANDWIDTH.search(body)
        model[long_name(head["name"], PLATFORM)] = {
            "is_enabled": "admin" not in head["admin"] and head["status"] != "disabled",
            "is_up": head["line"] == "up",
            "description": (found["description"] or "").strip(),
            "mac_address": mac(found["mac"]),
            "mtu": integer(found["mtu"]),
            "speed": megabits(bandwidth.group(1), bandwidth.group(2)) or None if bandwidth else None,
        }
    return model


_ADDRESS = re.compile(
    r"\b(?:Internet|Secondary|Virtual IP) address is (\d+\.\d+\.\d+\.\d+)/(\d+)|^ +(?:Internet|Secondary) address is (\S+)/(\d+)",
    re.M,
)


def _addresses_text(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in _blocks(out):
        for found in _ADDRESS.finditer(body):
            _add(model, long_name(head["name"], PLATFORM), found.group(1) or found.group(3), found.group(2) or found.group(4))
    return model


_SUBNET6 = re.compile(
    r"^\s+(?:IPv6 is .*link-local is )?(?P<address>[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:/(?P<length>\d+)|, subnet "
    r"is \S+/(?P<subnet>\d+))",
    re.M,
)


def _addresses6_text(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in _blocks(out):
        for found in _SUBNET6.finditer(body):
            _add(model, long_name(head["name"], PLATFORM), found["address"], found["length"] or found["subnet"])
    return model


_BRIEF = re.compile(r"^(?P<name>[A-Z][\w/.-]*\d)\s+(?P<address>\d+\.\d+\.\d+\.\d+)/(?P<length>\d+)\s", re.M)


def _brief(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for found in _BRIEF.finditer(out.text):
        _add(model, long_name(found["name"], PLATFORM), found["address"], found["length"])
    return model


def _names_text(out: Output) -> Fragment:
    return {"interface_list": [long_name(head["name"], PLATFORM) for head, _unused in _blocks(out)]}


_ONE = r"(?: [A-Za-z][\w-]* ?\d[\w/.]*)?"
_SOME = r".* line protocol is .*"
PARSERS = (
    structured("interfaces", rf"show interfaces?{_ONE}", _interfaces),
    text("interfaces", rf"show interfaces?{_ONE}", _interfaces_text),
    structured("interfaces_ip", rf"show (?:ip )?interfaces?{_ONE}(?: brief)?", _addresses),
    structured("interfaces_ip", rf"show ipv6 interface{_ONE}", _addresses6),
    text("interfaces_ip", rf"show (?:ip )?interfaces?{_ONE}", _addresses_text, empty=_SOME),
    text("interfaces_ip", rf"show ipv6 interface{_ONE}", _addresses6_text, empty=rf"(?:{_SOME})?"),
    text("interfaces_ip", r"show ip interface brief", _brief, empty=r".*unassigned.*"),
    structured("facts", r"show interfaces?", _names),
    text("facts", r"show interfaces?", _names_text),
)
