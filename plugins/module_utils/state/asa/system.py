# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco ASA: the box. Tables of the ASA are read by ntc-templates."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields, required_sections
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, integer, ip, mac, mask_length, number

_VERSION = re.compile(r"^(?:Cisco )?(?:Adaptive Security Appliance|ASA|Firepower \S+).*?(?:Software )?Version (\d[\w().]*)", re.M)
_UP = re.compile(r"^(?P<host>\S+) up (?P<time>\d.*)$", re.M)
_HARDWARE = re.compile(r"^Hardware:[ \t]*([^\s,]+)", re.M)
_SERIAL = re.compile(r"^(?:Serial Number|Chassis Serial Number):[ \t]*(\S+)", re.M | re.I)


def _version(out: Output) -> Fragment:
    version, up, hardware, serial = (pattern.search(out.text) for pattern in (_VERSION, _UP, _HARDWARE, _SERIAL))
    if not version:
        raise UnparsedError
    return {
        "vendor": "Cisco",
        "os_version": version[1],
        "hostname": up["host"] if up else None,
        "uptime": duration(up["time"]) if up else None,
        "model": hardware[1] if hardware else None,
        "serial_number": serial[1] if serial else None,
    }


_HEAD = re.compile(
    r'^Interface (?P<name>\S+) "(?P<zone>[^"\n]*)", is (?P<state>administratively down|up|down)'
    r"(?:\(\w+\))?, line protocol is (?P<line>\w+)",
    re.M,
)
_TOLD = {
    "description": re.compile(r"^[ \t]*Description: (.*)$", re.M),
    "mac": re.compile(r"\bMAC address ([0-9a-f.]{14})"),
    "mtu": re.compile(r"\bMTU (\d+)"),
    "speed": re.compile(r"(?:\(|, |-)(\d+) Mbps\b"),
    "address": re.compile(r"\bIP address (\d+\.\d+\.\d+\.\d+), subnet mask"),
    "mask": re.compile(r"\bsubnet mask (\d+\.\d+\.\d+\.\d+)"),
}


_ANY = re.compile(r"^Interface \S+ ", re.M)


def _each(out: Output) -> list[tuple[re.Match[str], str]]:
    """The interfaces; all of them or UnparsedError, and ntc-templates has a look."""
    found = required_sections(_HEAD, out.text)
    if len(found) != len(_ANY.findall(out.text)):
        raise UnparsedError
    return found


def _interfaces(out: Output) -> Fragment:
    model = {}
    for head, body in _each(out):
        told = fields(_TOLD, body)
        model[head["name"]] = {
            "is_up": head["line"] == "up",
            "is_enabled": "administratively" not in head["state"],
            "description": told["description"] or "",
            "mac_address": mac(told["mac"]) if told["mac"] else None,
            "mtu": integer(told["mtu"]) if told["mtu"] else None,
            "speed": number(told["speed"]) if told["speed"] else None,
        }
    return model


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in _each(out):
        told = fields(_TOLD, body)
        address = ip(told["address"] or "")
        if address:
            model[head["name"]] = {"ipv4": {address: {"prefix_length": mask_length(told["mask"] or "")}}}
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [head["name"] for head, _unused in _each(out)]}


_WHICH = r"show interface(?: detail)?"
PARSERS = (
    text("facts", r"show version", _version),
    text("facts", _WHICH, _names),
    text("interfaces", _WHICH, _interfaces),
    text("interfaces_ip", _WHICH, _addresses, empty=r".*Interface \S+ .*"),
)
