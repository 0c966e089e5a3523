# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""FRR: interfaces and their addresses."""

from __future__ import annotations

import re

from ..blocks import fields, required_sections
from ..registry import Fragment, Output, structured, text
from ..values import integer, ip, mac

_UNKNOWN_SPEED = 4294967295  # what zebra shows when the kernel does not tell


def _speed(value: object) -> float | None:
    found = integer(value)
    return float(found) if found and found != _UNKNOWN_SPEED else None


def _address(found: dict[str, Fragment], value: str) -> None:
    address, _unused, length = value.partition("/")
    canonical, bits = ip(address), integer(length)
    if canonical and bits is not None:
        found.setdefault("ipv6" if ":" in canonical else "ipv4", {})[canonical] = {"prefix_length": bits}


def _interfaces(out: Output) -> Fragment:
    model = {}
    for name, item in out.data.items():
        enabled = item["administrativeStatus"] == "up"
        model[name] = {
            "is_enabled": enabled,
            "is_up": enabled and item.get("operationalStatus") == "up",
            "description": item.get("description", ""),
            "speed": _speed(item.get("speed")),
            "mtu": item.get("mtu"),
            "mac_address": mac(item.get("hardwareAddress", "")),
        }
    return model


def _addresses(out: Output) -> Fragment:
    model: dict[str, Fragment] = {}
    for name, item in out.data.items():
        item["administrativeStatus"]
        for entry in item.get("ipAddresses", []):
            _address(model.setdefault(name, {}), entry["address"])
    return {name: found for name, found in model.items() if found}


_HEAD = re.compile(r"^Interface (\S+) is (up|down)(?:, line protocol is (up|down))?", re.M)
_LINES = {
    "description": re.compile(r"^ +Description: (.*)$", re.M),
    "mtu": re.compile(r"^ +index \d+ .*?\bmtu (\d+)", re.M),
    "speed": re.compile(r"^ +index \d+ .*?\bspeed (\d+)", re.M),
    "mac": re.compile(r"^ +HWaddr: (\S+)", re.M),
}
_INET = re.compile(r"^ +inet6? (\S+/\d+)", re.M)


def _blocks(out: Output) -> list[tuple[re.Match[str], str]]:
    return required_sections(_HEAD, out.text)


def _interfaces_text(out: Output) -> Fragment:
    model = {}
    for head, body in _blocks(out):
        found = fields(_LINES, body)
        enabled = head.group(2) == "up"
        model[head.group(1)] = {
            "is_enabled": enabled,
            "is_up": enabled and head.group(3) != "down",
            "description": found["description"] or "",
            "speed": _speed(found["speed"]),
            "mtu": integer(found["mtu"]),
            "mac_address": mac(found["mac"]),
        }
    return model


def _addresses_text(out: Output) -> Fragment:
    model: dict[str, Fragment] = {}
    for head, body in _blocks(out):
        for found in _INET.finditer(body):
            _address(model.setdefault(head.group(1), {}), found.group(1))
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [name for name, item in out.data.items() if item["administrativeStatus"]]}


def _names_text(out: Output) -> Fragment:
    return {"interface_list": [head.group(1) for head, _unused in _blocks(out)]}


_COMMAND = r"show interfaces?(?: all)?"
PARSERS = (
    structured("interfaces", _COMMAND, _interfaces),
    text("interfaces", _COMMAND, _interfaces_text),
    structured("interfaces_ip", _COMMAND, _addresses),
    text("interfaces_ip", _COMMAND, _addresses_text, empty=r".*Interface \S+ is .*"),
    structured("facts", _COMMAND, _names),
    text("facts", _COMMAND, _names_text),
)
