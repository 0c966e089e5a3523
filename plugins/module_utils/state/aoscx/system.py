# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Aruba AOS-CX: what ntc-templates has no template for: version, interfaces in brief, LLDP, LACP, time, sensors.

Written after the vendor's command reference. A table's last two cells may be empty.
"""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, text
from ..values import ip, mac, number

_VERSION = re.compile(r"^Version[ \t]*:[ \t]*(?P<version>\S+)", re.M)


def _version(out: Output) -> Fragment:
    found = _VERSION.search(out.text)
    if not found or "CX" not in out.text:
        raise UnparsedError
    return {"vendor": "Aruba", "os_version": found["version"]}


_BRIEF = re.compile(
    r"^(?P<port>\d+/\d+(?:/\d+)?(?::\d+)?|lag\d+|vlan\d+|loopback\d+|vxlan\d+)[ \t]+\S+[ \t]+\S+[ \t]+[^\n]*?"
    r"(?P<enabled>yes|no)[ \t]+(?P<status>up|down)\b(?P<rest>[^\n]*)$",
    re.M,
)
_TAIL = re.compile(r"(?:^|[ \t])(?P<speed>\d+|--|auto)(?:[ \t]+(?P<description>\S[^\n]*?))?[ \t]*$")


def _brief(out: Output) -> Fragment:
    """Reason, speed in Mbit/s and description are the last three cells."""
    model = {}
    for found in _BRIEF.finditer(out.text):
        tail, up = _TAIL.search(found["rest"]), found["status"] == "up"
        shown = (tail["description"] or "") if tail else ""
        model[found["port"]] = {
            "is_up": up,
            "is_enabled": found["enabled"] == "yes",
            "description": "" if shown == "--" else shown,
            "speed": number(tail["speed"]) if up and tail and tail["speed"].isdigit() else None,
        }
    if not model:
        raise UnparsedError
    return model


_NEIGHBOR = re.compile(
    r"^(?P<local>\d+/\d+(?:/\d+)?|mgmt)[ \t]+(?P<chassis>\S+)[ \t]+(?P<port>\S+)[ \t]+(?:[^\n]*[ \t])?"
    r"(?P<ttl>\d+)(?:[ \t]+(?P<name>\S+))?[ \t]*$",
    re.M,
)


def _neighbors(out: Output) -> Fragment:
    """A neighbour without a name is called by its chassis."""
    model: dict[str, Any] = {}
    for found in _NEIGHBOR.finditer(out.text):
        entry = {"hostname": found["name"] or mac(found["chassis"]) or found["chassis"], "port": found["port"]}
        model.setdefault(found["local"], []).append(entry)
    return model


_LACP = re.compile(
    r"^(?P<port>\d+/\d+(?:/\d+)?)[ \t]+(?P<group>lag\d+)(?:\(\w+\))?[ \t]+\d+[ \t]+\d+[ \t]+(?P<flags>[A-Z]+)[ \t]+[0-9a-f:]{17}"
    r"[ \t]+\d+[ \t]+\d+(?:[ \t]+(?P<forwarding>\S+))?[ \t]*$",
    re.M,
)


def _lacp(out: Output) -> Fragment:
    """Of the actor's details; ``D``: distributing, ``A``: active. A group is up while a member forwards."""
    model: dict[str, Any] = {}
    for found in _LACP.finditer(out.text.partition("Partner details")[0]):
        bundled = "D" in found["flags"] and found["forwarding"] in (None, "up")
        group = model.setdefault(found["group"], {"is_up": False, "protocol": "lacp", "mode": None, "members": {}})
        group["is_up"] = group["is_up"] or bundled
        group["mode"] = "active" if "A" in found["flags"] else "passive"
        group["members"][found["port"]] = {"bundled": bundled, "state": "bundled" if bundled else "unbundled"}
    return model


_SYNCHRONISED = re.compile(r"^Synchronized to NTP Server (?P<server>\S+) at stratum (?P<stratum>\d+)", re.M | re.I)


def _clock(out: Output) -> Fragment:
    found = _SYNCHRONISED.search(out.text)
    if not found and not re.search(r"^NTP is |^Not synchronized", out.text, re.M):
        raise UnparsedError
    return {
        "synchronised": found is not None,
        "stratum": int(found["stratum"]) + 1 if found else None,
        "reference": found["server"] if found else None,
    }


def _servers(out: Output) -> Fragment:
    if not re.search(r"^[ \t]*NTP SERVER", out.text, re.M):
        raise UnparsedError
    names = re.findall(r"^[ \t]*([\w.:-]*\w)[ \t]+\S+[ \t]+\d+[ \t]+\d+[ \t]", out.text, re.M)
    return {ip(name) or name: {} for name in names}


_FAN = re.compile(
    r"^(?P<fan>(?:PSU-)?\d+/\d+(?:/\d+)?)[ \t]+[^\n]*?[ \t](?P<status>ok|fault\w*|empty|uninitialized)\b", re.M | re.I
)
_SUPPLY = re.compile(
    r"^(?P<name>\d+/\d+)[ \t]+[^\n]*?[ \t](?P<status>OK|Absent|Warning|Unknown|Unsupported|\w+[ \t]?fault|fault\w*)\b"
    r"(?:[^\n]*[ \t](?P<watt>\d+))?[ \t]*$",
    re.M | re.I,
)
_HEAT = re.compile(r"^(?P<name>\d\S*)[ \t]+[^\n]*?(?P<heat>-?\d+(?:\.\d+)?) ?C[ \t]+(?P<status>[a-z_]\w*)", re.M)


def _fans(out: Output) -> Fragment:
    found = {fan["fan"]: {"status": fan["status"].lower() == "ok"} for fan in _FAN.finditer(out.text)}
    if not found:
        raise UnparsedError
    return {"fans": found}


def _supplies(out: Output) -> Fragment:
    found = {
        supply["name"]: {
            "status": supply["status"].upper() == "OK",
            "capacity": number(supply["watt"]) if supply["watt"] else None,
            "output": None,
        }
        for supply in _SUPPLY.finditer(out.text)
        if supply["status"].lower() != "absent"
    }
    if not found:
        raise UnparsedError
    return {"power": found}


def _temperature(out: Output) -> Fragment:
    found = {
        sensor["name"]: {
            "temperature": float(sensor["heat"]),
            "is_alert": sensor["status"] != "normal",
            "is_critical": sensor["status"] in ("critical", "fault", "emergency"),
        }
        for sensor in _HEAT.finditer(out.text)
    }
    if not found:
        raise UnparsedError
    return {"temperature": found}


PARSERS = (
    text("facts", r"show version", _version),
    text("interfaces", r"show interface brief", _brief),
    text("lldp_neighbors", r"show lldp neighbor-info", _neighbors, empty=r".*Total Neighbor Entries\s*: 0\b.*"),
    text("lacp", r"show lacp interfaces", _lacp, empty=r".*Actor details.*"),
    text("ntp", r"show ntp status", _clock),
    text("ntp_servers", r"show ntp servers", _servers, empty=r"(?s:.*NTP SERVER.*)"),
    text("environment", r"show environment fan", _fans),
    text("environment", r"show environment power-supply", _supplies),
    text("environment", r"show environment temperature", _temperature),
)
