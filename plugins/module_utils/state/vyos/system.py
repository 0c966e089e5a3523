# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS and EdgeOS: the box, its interfaces, its neighbours. Routing is FRR's and read as FRR's."""

from __future__ import annotations

import re
from typing import Any

from .. import chrony
from ..blocks import sections
from ..frr.system import health
from ..ntp_words import queried
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, mac

_VERSION = re.compile(r"^Version:\s*(?:VyOS\s+|EdgeOS\s+)?(\S+)", re.M)
_FIELDS = {
    "model": re.compile(r"^Hardware (?:model|platform|UUID model):[ \t]*(\S.*?)\s*$|^HW model:\s*(\S.*?)\s*$", re.M | re.I),
    "serial_number": re.compile(r"^(?:Hardware S/N|HW S/N):[ \t]*(\S.*?)\s*$", re.M | re.I),
    "uptime": re.compile(r"^Uptime:\s+\S+ up (.+?),\s+\d+ users?", re.M | re.I),
}
# Where the hypervisor has none to give.
_UNKNOWN = re.compile(r"unknown|none|not specified|n/a", re.I)


def _version(out: Output) -> Fragment:
    version = _VERSION.search(out.text)
    if not version:
        raise UnparsedError
    told = {}
    for name, pattern in _FIELDS.items():
        found = pattern.search(out.text)
        value = next((group for group in found.groups() if group), None) if found else None
        told[name] = None if value is None or _UNKNOWN.fullmatch(value) else value
    up = told.pop("uptime", None)
    return {"vendor": "Ubiquiti" if "Ubiquiti" in out.text else "VyOS", "os_version": version[1], **told, "uptime": _up(up)}


def _up(shown: str | None) -> int | None:
    """``3 days, 12:08``: days, then hours and minutes."""
    found = re.fullmatch(r"(?:(\d+) days?,\s+)?(?:(\d+):(\d+)|(\d+) min)", shown or "")
    if not found:
        return None
    days, hours, minutes, only = (int(group or 0) for group in found.groups())
    return ((days * 24 + hours) * 60 + minutes + only) * 60


_LINE = re.compile(
    r"^(?P<name>[a-z][\w.@-]*)[ \t]+(?P<ip>-|[0-9a-fA-F:.]+/\d+)[ \t]+(?:(?P<mac>[0-9a-f:]{17}|n/a)[ \t]+)?"
    r"(?:(?P<vrf>[A-Za-z][\w-]*)[ \t]+)?(?:(?P<mtu>\d+|-)[ \t]+)?"
    r"(?P<state>[uADd])/(?P<link>[uDd])(?:[ \t]+(?P<description>\S.*?))?[ \t]*$"
)
_MORE = re.compile(r"^[ \t]+(?P<ip>[0-9a-fA-F:.]+/\d+)[ \t]*$")


def _table(out: Output) -> list[tuple[re.Match[str], list[str]]]:
    """Each interface's line, with all addresses that follow it."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in out.text.split("\n"):
        if head := _LINE.match(line):
            found.append((head, [] if head["ip"] == "-" else [head["ip"]]))
        elif found and (more := _MORE.match(line)):
            found[-1][1].append(more["ip"])
    if not found:
        raise UnparsedError
    return found


def _interfaces(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, _unused in _table(out):
        known = {
            "is_enabled": head["state"] == "u",
            "is_up": head["state"] == "u" and head["link"] == "u",
            "description": head["description"] or "",
        }
        if head["mac"]:
            known["mac_address"] = mac(head["mac"])
        if head["mtu"]:
            known["mtu"] = integer(head["mtu"])
        model[head["name"]] = known
    return model


def _interface_list(out: Output) -> Fragment:
    return {"interface_list": [head["name"] for head, _unused in _table(out)]}


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, addresses in _table(out):
        for shown in addresses:
            address, _slash, length = shown.partition("/")
            if found := ip(address):
                model.setdefault(head["name"], {}).setdefault("ipv6" if ":" in found else "ipv4", {})[found] = {
                    "prefix_length": int(length)
                }
    return model


_NEIGHBOR = re.compile(r"^Interface:\s+(?P<name>[^,\s]+),\s+via:\s+(?P<via>\S+?),", re.M)


def _value(name: str, block: str) -> str:
    found = re.search(rf"^[ \t]*{name}:[ \t]*(\S.*?)?[ \t]*$", block, re.M)
    return (found[1] or "") if found else ""


def lldp(out: Output) -> Fragment:
    """lldpd's own words; it carries CDP and others in the same list, and says which in ``via``."""
    heads = sections(_NEIGHBOR, out.text)
    if not heads:
        raise UnparsedError
    model: dict[str, Any] = {}
    for head, block in heads:
        if head["via"].upper() != "LLDP":
            continue
        chassis, port = _value("ChassisID", block).partition(" ")[2], _value("PortID", block).partition(" ")[2]
        able = re.findall(r"^[ \t]*Capability:\s+(\w[\w-]*), (on|off)\s*$", block, re.M)
        entry = {
            "parent_interface": "",
            "remote_chassis_id": mac(chassis) or chassis,
            "remote_system_name": _value("SysName", block),
            "remote_port": port,
            "remote_port_description": _value("PortDescr", block),
            "remote_system_description": _value("SysDescr", block),
            "remote_system_capab": [name.lower() for name, _unused in able],
            "remote_system_enable_capab": [name.lower() for name, state in able if state == "on"],
        }
        model.setdefault(head["name"], []).append(entry)
    return model


_ARP = re.compile(
    r"^(?P<ip>\d+\.\d+\.\d+\.\d+)[ \t]+(?:(?P<first>[a-z][\w.@-]*)[ \t]+(?P<mac>[0-9a-f:]{17})[ \t]+\w+|"
    r"ether[ \t]+(?P<mac2>[0-9a-f:]{17})[ \t]+\S+[ \t]+(?P<last>\S+))[ \t]*$",
    re.M | re.I,
)


_UNRESOLVED = re.compile(r"^\d+\.\d+\.\d+\.\d+[ \t]+\S+[ \t]+(?:-|\(incomplete\)|\S+[ \t]+(?:FAILED|INCOMPLETE))")


def _arp(out: Output) -> Fragment:
    """Of the kernel's words (newer) or of net-tools' (``ether`` before the address, older); without those that did not answer."""
    rows = []
    for found in _ARP.finditer(out.text):
        if address := ip(found["ip"]):
            interface, hardware = found["first"] or found["last"], mac(found["mac"] or found["mac2"])
            rows.append({"interface": interface, "mac": hardware, "ip": address, "age": None})
    lines = [line for line in out.text.split("\n") if line[:1].isdigit()]
    if len(rows) + sum(bool(_UNRESOLVED.match(line)) for line in lines) < len(lines) or not out.text.startswith("Address"):
        raise UnparsedError
    return rows


def _associations(out: Output) -> Fragment:
    """Up to 1.3 the reference daemon's table, since then chrony's."""
    return queried(out.text) or chrony.sources(out.text)


def _clock(out: Output) -> Fragment:
    told = chrony.tracking(out.text)
    if told is None:
        raise UnparsedError
    return told


PARSERS = (
    text("facts", r"show version", _version),
    text("facts", r"show interfaces", _interface_list),
    text("interfaces", r"show interfaces", _interfaces),
    text("interfaces_ip", r"show interfaces", _addresses, empty=r".*Interface\s+IP Address.*"),
    text("lldp_neighbors_detail", r"show lldp neighbors detail", lldp, empty=r"-*\s*LLDP neighbors:\s*-*"),
    text("arp_table", r"show (?:ip )?arp", _arp, empty=r".*"),
    text("ntp_stats", r"show ntp", _associations, empty=r"(?:MS Name|\s+remote\s+refid)[^\n]*\s*=*"),
    text("ntp", r"show ntp system", _clock),
    text("environment", r"cat /proc/stat.*", health),
)
