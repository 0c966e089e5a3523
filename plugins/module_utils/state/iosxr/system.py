# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR: version, inventory, VRFs."""

from __future__ import annotations

import re

from ..blocks import sections
from ..instances import network_instance
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration

PLATFORM = "cisco.iosxr.iosxr"

_VERSION = re.compile(r"Cisco IOS[ -]XR Software(?:, | \(.*?\),? )Version (?P<version>[^\s\[,]+)")
_MODEL = re.compile(r"^\s*cisco (?P<model>.+?) \(.*\) +processor", re.M | re.I)
_UPTIME = re.compile(r"^\s*(?P<host>\S+) uptime is (?P<uptime>.+)$", re.M)


def _facts(out: Output) -> Fragment:
    """Releases since 6 say ``System`` where older and newer ones say the device's name."""
    version, model, uptime = (pattern.search(out.text) for pattern in (_VERSION, _MODEL, _UPTIME))
    if not version:
        raise UnparsedError
    host = uptime["host"] if uptime and uptime["host"] != "System" else None
    return {
        "vendor": "Cisco",
        "os_version": version["version"],
        "model": model["model"].strip() if model else None,
        "hostname": host,
        "uptime": duration(uptime["uptime"]) if uptime else None,
    }


_ITEM = re.compile(r'^\s*NAME:\s*"(?P<name>[^"\n]*)"[^\n]*\n\s*PID:\s*(?P<model>\S*)\s*,.*?SN:[ \t]*(?P<serial>\S*)', re.M)
_CHASSIS = re.compile(r"(?:chassis\b.*|rack \d+(?:-chassis)?)$", re.I)


def _inventory(out: Output) -> Fragment:
    """The chassis is called ``Rack 0`` on newer platforms, and comes after its cards."""
    items = list(_ITEM.finditer(out.text))
    if not items:
        raise UnparsedError
    chassis = next((item for item in items if _CHASSIS.match(item["name"].strip())), None)
    known = chassis["serial"] if chassis else ""
    return {"serial_number": None if known in ("", "N/A") else known}


_HOST = re.compile(r"^\s*hostname (\S+)", re.M)
_DOMAIN = re.compile(r"^\s*domain name (\S+)", re.M)


def _names(out: Output) -> Fragment:
    host, domain = _HOST.search(out.text), _DOMAIN.search(out.text)
    return {**({"hostname": host.group(1)} if host else {}), **({"domain": domain.group(1)} if domain else {})}


_VRF = re.compile(r"^[ \t]*VRF (?P<name>\S+); RD (?P<rd>not set|[^;\s]+);", re.M)
_LISTED = re.compile(r"^[ \t]*Interfaces:[ \t]*\n(?P<names>(?:[ \t]+\S*\d\S*[ \t]*(?:\n|$))*)", re.M)


def _vrf_detail(out: Output) -> Fragment:
    model = {}
    for head, told in sections(_VRF, out.text):
        listed = _LISTED.search(told)
        names = listed["names"].split() if listed else []
        model[head["name"]] = network_instance(head["name"], head["rd"], (long_name(name, PLATFORM) for name in names))
    return model


_ROW = re.compile(r"^(?P<name>(?!VRF\b)\S+)[ \t]+(?P<rd>not set|\d\S*:\d+)[ \t]*$", re.M)


def _vrf_table(out: Output) -> Fragment:
    """The table names no interfaces."""
    return {
        row["name"]: {**network_instance(row["name"], row["rd"], ()), "interfaces": {"interface": None}}
        for row in _ROW.finditer(out.text)
    }


PARSERS = (
    text("facts", r"show version(?: brief)?", _facts),
    text("facts", r"(?:admin )?show inventory(?: \S+)?", _inventory),
    text("facts", r"show running-config(?: hostname)?", _names, empty=r".*"),
    text("network_instances", r"show vrf (?:all |\S+ )?detail", _vrf_detail, empty=r""),
    text("network_instances", r"show vrf(?: (?!.*detail)\S+)?", _vrf_table, empty=r"(?:VRF\s+RD.*)?"),
)
