# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos in text: version, chassis, interfaces and their addresses, routing instances."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import fields, required_sections, sections
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, mac, megabits
from .durations import ago
from .elements import leaf, top

_VERSION = {
    "hostname": re.compile(r"^\s*Hostname: ?(\S+)", re.M),
    "model": re.compile(r"^\s*Model: ?(\S+)", re.M),
    "junos": re.compile(r"^\s*Junos: ?(\S+)", re.M),
    "release": re.compile(r"^\s*(?:JUNOS|Junos)\b[^\[\n]*\[(\d+\.\d+[A-Z]\d[^\]]*)\]", re.M),
    "package": re.compile(r"^\s*(?:JUNOS|Junos)\b[^\[\n]*\[([^\]]+)\]", re.M),
}


def _facts(out: Output) -> Fragment:
    """Before release 15 the version is that of the packages. Where several answer, the first one's words."""
    found = fields(_VERSION, out.text)
    version = found["junos"] or found["release"] or found["package"]
    if not version:
        raise UnparsedError
    return {"vendor": "Juniper", "model": found["model"], "hostname": found["hostname"], "os_version": version}


_CHASSIS = re.compile(r"^\s*Chassis\s+(?:REV \S+\s+\S+\s+)?(?P<serial>\S+)\s{2,}(?P<model>\S.*?)\s*$", re.M)


def _hardware(out: Output) -> Fragment:
    found = _CHASSIS.search(out.text)
    if not found:
        raise UnparsedError
    return {"serial_number": found["serial"]}


def _hardware_json(out: Output) -> Fragment:
    chassis = top(out, "chassis-inventory")[0].get("chassis") or [{}]
    return {"serial_number": leaf(chassis[0], "serial-number")}


_BOOTED = re.compile(r"^\s*System booted: [^(\n]*\((?P<ago>[^)\n]+) ago\)", re.M)


def _uptime(out: Output) -> Fragment:
    found = _BOOTED.search(out.text)
    if not found:
        raise UnparsedError
    return {"uptime": ago(found["ago"])}


def _uptime_json(out: Output) -> Fragment:
    booted = top(out, "system-uptime-information")[0].get("system-booted-time") or [{}]
    return {"uptime": ago(leaf(booted[0], "time-length") or "")}


_PHYSICAL = re.compile(
    r"^[ \t]*Physical interface: (?P<name>[^,\s]+), (?P<admin>[^,\n]+), Physical link is (?P<link>\w[\w ]*)", re.M
)
_LOGICAL = re.compile(r"^[ \t]*Logical interface (?P<name>\S+)", re.M)
_DESCRIPTION = re.compile(r"^\s*Description: ?(.*)$", re.M)
_MTU = re.compile(r"\bMTU: (\d+)")
_SPEED = re.compile(r"\bSpeed: (\d+)([kmg])bps", re.I)
_ADDRESS = re.compile(r"^\s*Current address: ([0-9a-fA-F:]{17})", re.M)
_FLAGS = re.compile(r"^\s*Flags: (.*)$", re.M)


def _interface(told: str, enabled: bool, up: bool) -> dict[str, Any]:
    description, mtu, speed, hardware = (pattern.search(told) for pattern in (_DESCRIPTION, _MTU, _SPEED, _ADDRESS))
    return {
        "is_enabled": enabled,
        "is_up": up,
        "description": description.group(1).strip() if description else "",
        "mac_address": mac(hardware.group(1)) if hardware else None,
        "mtu": integer(mtu.group(1)) if mtu else None,
        "speed": megabits(speed.group(1), speed.group(2)) if speed else None,
    }


def _interfaces(out: Output) -> Fragment:
    """Physical and logical ones, as the structured form's reader lists them."""
    model = {}
    if not _PHYSICAL.search(out.text):  # asked for one unit alone: its port is not told of
        return {
            head["name"]: {**_interface(told, True, True), "is_enabled": None, "is_up": not _is_down(told)}
            for head, told in required_sections(_LOGICAL, out.text)
        }
    for head, told in required_sections(_PHYSICAL, out.text):
        enabled, up = head["admin"].strip() == "Enabled", head["link"].strip().lower() == "up"
        logical = sections(_LOGICAL, told)
        own = told[: logical[0][0].start()] if logical else told
        model[head["name"]] = _interface(own, enabled, up)
        for inner, about in logical:
            model[inner["name"]] = _interface(about, enabled, up and not _is_down(about))
    return model


def _is_down(about: str) -> bool:
    flags = _FLAGS.search(about)
    return flags is not None and any(word in ("Device-Down", "Hardware-Down", "Down") for word in flags.group(1).split())


_LOCAL = re.compile(r"^\s*(?:Destination: (?P<net>[^,\s]+), )?Local: (?P<local>[\da-fA-F.:]+)", re.M)


def _addresses(out: Output) -> Fragment:
    """An address without destination is a host's own, /32 or /128."""
    model: dict[str, Any] = {}
    for inner, about in sections(_LOGICAL, out.text):
        about_it = _PHYSICAL.split(about, maxsplit=1)[0]  # the next port's own lines
        for found in _LOCAL.finditer(about_it):
            _add(model, inner["name"], found["local"], (found["net"] or "").partition("/")[2])
    if not model and not _PHYSICAL.search(out.text) and not _LOGICAL.search(out.text):
        raise UnparsedError
    return model


def _add(model: dict[str, Any], name: str, local: str, length: str) -> None:
    address = ip(local)
    if address:
        family, whole = ("ipv6", 128) if ":" in address else ("ipv4", 32)
        bits = int(length) if length.isdigit() else whole
        model.setdefault(name, {}).setdefault(family, {})[address] = {"prefix_length": bits}


_TERSE = re.compile(r"^(?P<name>[a-z][\w/.:-]*\d\S*|[a-z]{2,}\w*)\s+(?P<admin>up|down)\s+(?P<link>up|down)(?P<rest>(?:\s.*)?)$")
_FAMILY = re.compile(r"^\s+inet6?\s+(?P<local>\S+)|\binet6?\s+(?P<inline>[\da-fA-F.:]+(?:/\d+)?)")
_MORE = re.compile(r"^\s{20,}(?P<local>[\da-fA-F]*[.:][\da-fA-F.:]*(?:/\d+)?)(?:\s|$)")


def _terse_rows(out: Output) -> list[tuple[str, re.Match[str], list[str]]]:
    """(name, row, addresses) of each interface; further addresses are on lines of their own."""
    found: list[tuple[str, re.Match[str], list[str]]] = []
    for line in out.text.split("\n"):
        if row := _TERSE.match(line):
            found.append((row["name"], row, []))
        rest = row["rest"] if row else line
        if found and (shown := _FAMILY.search(rest) or _MORE.match(rest)):
            local = shown.groupdict().get("inline") or shown["local"]
            found[-1][2].append(local)
    if not found:
        raise UnparsedError
    return found


def _terse(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, _row, locals_ in _terse_rows(out):
        for local in locals_:
            address, _unused, length = local.partition("/")
            _add(model, name, address, length)
    return model


def _terse_states(out: Output) -> Fragment:
    return {name: {"is_enabled": row["admin"] == "up", "is_up": row["link"] == "up"} for name, row, _unused in _terse_rows(out)}


def _names(read: Any) -> Any:
    """Physical interfaces alone: a unit's name has a dot."""
    return lambda out: {"interface_list": [name for name in read(out) if "." not in name]}


_INSTANCE = re.compile(r"^(?P<name>[\w.-]+):[ \t]*$", re.M)
_DISTINGUISHER = re.compile(r"^\s*Route-distinguisher: (\S+)", re.M)
_MEMBERS = re.compile(r"^\s*Interfaces:\s*\n(?P<names>(?:\s{4,}\S+\s*\n)*)", re.M)


def _instances(out: Output) -> Fragment:
    """``show route instance detail``."""
    model = {}
    for head, told in required_sections(_INSTANCE, out.text):
        name = "default" if head["name"] == "master" else head["name"]
        known, members = _DISTINGUISHER.search(told), _MEMBERS.search(told + "\n")
        if not name.startswith("__"):
            model[name] = _instance(name, known.group(1) if known else "", members["names"].split() if members else [])
    return model


def _instance(name: str, distinguisher: str | None, members: list[str] | None) -> dict[str, Any]:
    return {
        "name": name,
        "type": "DEFAULT_INSTANCE" if name == "default" else "L3VRF",
        "state": {"route_distinguisher": distinguisher},
        "interfaces": {"interface": None if members is None else {member: {} for member in members}},
    }


_SUMMARY = re.compile(
    r"^(?P<name>[\w.-]+)\s+(?P<type>forwarding|vrf|virtual-router|vpls|l2vpn|evpn|mac-vrf|non-forwarding|virtual-switch)\s*$", re.M
)


def _instance_names(out: Output) -> Fragment:
    names = ["default" if row["name"] == "master" else row["name"] for row in _SUMMARY.finditer(out.text)]
    if not names:
        raise UnparsedError
    return {name: _instance(name, None, None) for name in names if not name.startswith("__")}


_ONE = r"(?: [a-z][\w/.:-]*\d\S*)?"
PARSERS = (
    text("facts", r"show version", _facts),
    text("facts", r"show chassis hardware(?: \w+)?", _hardware),
    structured("facts", r"show chassis hardware(?: \w+)?", _hardware_json),
    text("facts", r"show system uptime", _uptime),
    structured("facts", r"show system uptime", _uptime_json),
    text("facts", r"show interfaces(?: extensive| detail)?", _names(_interfaces)),
    text("facts", r"show interfaces terse", _names(_terse_states)),
    text("interfaces", rf"show interfaces{_ONE}(?: extensive| detail)?", _interfaces),
    text("interfaces", rf"show interfaces{_ONE} terse", _terse_states),
    text(
        "interfaces_ip", rf"show interfaces{_ONE}(?: extensive| detail)?", _addresses, empty=r".*(?:Physical|Logical) interface.*"
    ),
    text("interfaces_ip", rf"show interfaces{_ONE} terse", _terse, empty=r"Interface\s+Admin.*"),
    text("network_instances", r"show route instance (?:detail|extensive)", _instances),
    text("network_instances", r"show route instance(?: summary| brief)?", _instance_names),
)
