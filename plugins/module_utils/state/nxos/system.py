# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: version, names, inventory, VRFs."""

from __future__ import annotations

import re
from typing import Any

from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import duration, integer
from .rows import body, required, words

PLATFORM = "cisco.nxos.nxos"

_VERSION = re.compile(r"^\s*(?:NXOS|system):\s+version (\S+)", re.M | re.I)
# The supervisor follows in brackets and quotation marks: cisco Nexus7000 C7009 (9 Slot) Chassis ("Supervisor Module-2")
_MODEL = re.compile(r"^\s*cisco (?P<model>\S.*?)(?:\s+\(\".*)?\s*$", re.M | re.I)
_BOARD = re.compile(r"^\s*Processor Board ID (\S+)", re.M | re.I)
_NAME = re.compile(r"^\s*Device name:[ \t]*(\S+)", re.M)
_UPTIME = re.compile(r"^\s*Kernel uptime is (.+)$", re.M)


def _version(out: Output) -> Fragment:
    shown = out.text
    version, hardware = _VERSION.search(shown), shown.partition("\nHardware")[2]
    if not version and "NX-OS" not in shown:
        raise UnparsedError
    model, board, name, uptime = (
        pattern.search(part) for pattern, part in ((_MODEL, hardware), (_BOARD, shown), (_NAME, shown), (_UPTIME, shown))
    )
    return {
        "vendor": "Cisco",
        "os_version": version.group(1) if version else None,
        "model": model["model"] if model else None,
        "serial_number": board.group(1) if board else None,
        "hostname": name.group(1) if name else None,
        "uptime": duration(uptime.group(1)) if uptime else None,
    }


def _version_json(out: Output) -> Fragment:
    data = body(out)
    if "kern_uptm_days" not in data and "chassis_id" not in data:
        raise UnparsedError
    version = next(
        (words(data[key]) for key in ("nxos_ver_str", "sys_ver_str", "rr_sys_ver", "kickstart_ver_str") if words(data.get(key))), ""
    )
    parts = [integer(data.get(f"kern_uptm_{unit}")) for unit in ("days", "hrs", "mins", "secs")]
    uptime = sum((part or 0) * unit for part, unit in zip(parts, (86400, 3600, 60, 1), strict=True))
    return {
        "vendor": "Cisco",
        "os_version": version.partition(" ")[0] or None,
        "model": words(data.get("chassis_id")) or None,
        "serial_number": words(data.get("proc_board_id")) or None,
        "hostname": words(data.get("host_name")) or None,
        "uptime": None if None in parts else uptime,
    }


def _named(shown: str) -> Fragment:
    """The name that ``show hostname`` tells has the domain in it where the device has one."""
    found = shown.strip()
    if not re.fullmatch(r"[\w.-]+", found):
        raise UnparsedError
    return {"hostname": found.partition(".")[0], **({"fqdn": found} if "." in found else {})}


_ITEM = re.compile(r'^\s*NAME:\s*"(?P<name>[^"\n]*)"[^\n]*\n\s*PID:\s*\S*\s*,.*?SN:[ \t]*(?P<serial>\S*)', re.M)


def _inventory(out: Output) -> Fragment:
    """The chassis' own serial number: the one that ``show version`` tells is the supervisor's."""
    items = {found["name"].strip().lower(): found["serial"] for found in _ITEM.finditer(out.text)}
    if not items:
        raise UnparsedError
    return {"serial_number": words(items.get("chassis")).replace("N/A", "") or None}


def _inventory_json(out: Output) -> Fragment:
    for row in required(body(out), "inv"):
        if words(row.get("name")).strip('"').lower() == "chassis":
            return {"serial_number": words(row.get("serialnum")).replace("N/A", "") or None}
    return {}


_DOMAIN = re.compile(r"Default domain is (\S+)", re.I)


def _domain(out: Output) -> Fragment:
    found = _DOMAIN.search(out.text)
    return {"domain": found.group(1)} if found and found.group(1).lower() != "not" else {}


_VRF_ROW = re.compile(r"^\s*(?P<name>(?!VRF-Name)\S+)\s+(?P<id>\d+)\s+(?P<state>Up|Down)\b", re.M)


def _instance(name: str, distinguisher: str | None, interfaces: list[str] | None) -> dict[str, Any]:
    """What was not told, route distinguisher or members, is None; where none is set NX-OS says 0:0."""
    return {
        "name": name,
        "type": "DEFAULT_INSTANCE" if name == "default" else "L3VRF",
        "state": {"route_distinguisher": distinguisher},
        "interfaces": {"interface": None if interfaces is None else {long_name(i, PLATFORM): {} for i in interfaces}},
    }


def _vrfs(out: Output) -> Fragment:
    return {found["name"]: _instance(found["name"], None, None) for found in _VRF_ROW.finditer(out.text)}


_VRF_HEAD = re.compile(r"^\s*VRF-Name: (?P<name>[^,\s]+),[^\n]*(?P<body>(?:\n(?!\s*VRF-Name:).*)*)", re.M)
_RD = re.compile(r"^\s*RD: (\S+)", re.M)


def _vrf_detail(out: Output) -> Fragment:
    found = {}
    for head in _VRF_HEAD.finditer(out.text):
        own = _RD.search(head["body"])
        found[head["name"]] = _instance(head["name"], own.group(1) if own else None, None)
    return found


def _vrfs_json(out: Output) -> Fragment:
    return {
        words(row["vrf_name"]): _instance(words(row["vrf_name"]), words(row.get("rd")) or None, None)
        for row in required(body(out), "vrf")
    }


_MEMBER = re.compile(r"^\s*(?P<interface>[A-Za-z][\w/.-]*\d)\s+(?P<vrf>\S+)\s+\d+\s+\S+\s*$", re.M)


def _members(out: Output) -> Fragment:
    return _by_vrf((found["interface"], found["vrf"]) for found in _MEMBER.finditer(out.text))


def _members_json(out: Output) -> Fragment:
    return _by_vrf((words(row["if_name"]), words(row["vrf_name"])) for row in required(body(out), "if"))


def _by_vrf(pairs: Any) -> Fragment:
    members: dict[str, list[str]] = {}
    for interface, vrf in pairs:
        members.setdefault(vrf, []).append(interface)
    return {vrf: _instance(vrf, None, found) for vrf, found in members.items()}


PARSERS = (
    text("facts", r"show inventory(?: chassis| all)?", _inventory),
    structured("facts", r"show inventory(?: chassis| all)?", _inventory_json),
    text("facts", r"show version", _version),
    structured("facts", r"show version", _version_json),
    text("facts", r"show (?:hostname|switchname)", lambda out: _named(out.text)),
    structured("facts", r"show (?:hostname|switchname)", lambda out: _named(words(body(out).get("hostname")))),
    text("facts", r"show hosts", _domain, empty=r".*"),
    text("network_instances", r"show vrf detail", _vrf_detail),
    structured("network_instances", r"show vrf(?: detail)?", _vrfs_json),
    text("network_instances", r"show vrf(?: all)?", _vrfs),
    text("network_instances", r"show vrf(?: all)? interface", _members, empty=r"(?:Interface\s+VRF-Name.*)?"),
    structured("network_instances", r"show vrf(?: all)? interface", _members_json),
)
