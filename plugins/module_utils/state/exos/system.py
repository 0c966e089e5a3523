# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Extreme ExtremeXOS: what ntc-templates has no template for: the switch, its ports, LLDP, routes.

Written after the vendor's command reference.
"""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, ip, number, prefix

_FIELDS = {
    "hostname": re.compile(r"^SysName:[ \t]*(\S[^\n]*?)[ \t]*$", re.M),
    "model": re.compile(r"^System Type:[ \t]*(\S[^\n]*?)[ \t]*$", re.M),
    "location": re.compile(r"^SysLocation:[ \t]*(\S[^\n]*?)[ \t]*$", re.M),
    "contact": re.compile(r"^SysContact:[ \t]*(\S[^\n]*?)[ \t]*$", re.M),
    "uptime": re.compile(r"^System UpTime:[ \t]*(\S[^\n]*?)[ \t]*$", re.M),
}
_IMAGE = re.compile(r"^Image[ \t]*:[ \t]*(?:ExtremeXOS|Switch Engine)[^\n]*? version (?P<version>\S+)", re.M | re.I)
_SWITCH = re.compile(r"^Switch[ \t]*:[ \t]*\S+[ \t]+(?P<serial>\S+)", re.M)
_BOOTED = re.compile(r"^(?:Primary|Secondary) ver:[ \t]*(\d\S*)", re.M)
_WHICH = re.compile(r"^Image Booted:[ \t]*(\w+)", re.M | re.I)


def _told(out: Output) -> dict[str, str]:
    found = {name: match[1] for name, pattern in _FIELDS.items() if (match := pattern.search(out.text))}
    if "hostname" not in found:
        raise UnparsedError
    return found


def _switch(out: Output) -> Fragment:
    told, which = _told(out), _WHICH.search(out.text)
    booted = re.search(rf"^{re.escape(which[1])} ver:[ \t]*(\d\S*)", out.text, re.M | re.I) if which else _BOOTED.search(out.text)
    return {
        "vendor": "Extreme",
        "hostname": told["hostname"],
        "model": told.get("model"),
        "uptime": duration(told["uptime"]) if "uptime" in told else None,
        **({"os_version": booted[1]} if booted else {}),
    }


def _place(out: Output) -> Fragment:
    told = _told(out)
    return {"location": told.get("location", ""), "contact": told.get("contact", ""), "chassis_id": None}


def _version(out: Output) -> Fragment:
    image, box = _IMAGE.search(out.text), _SWITCH.search(out.text)
    if not image:
        raise UnparsedError
    return {"vendor": "Extreme", "os_version": image["version"], "serial_number": box["serial"] if box else None}


_PORT = re.compile(
    r"^(?P<port>\d+(?::\d+)?)[ \t]+[^\n]*?(?:^|[ \t])(?P<admin>[ED])[ \t]+(?P<link>A|R|NP|L|D|d|B)"
    r"(?:[ \t]+(?P<speed>\d+)(?P<giga>G)?[ \t]+(?:FULL|HALF)\w*)?[ \t]*$",
    re.M,
)


def _ports(out: Output) -> Fragment:
    """State E or D, link A (active), R (ready), ...; speed in Mbit/s unless it says G."""
    model = {}
    for found in _PORT.finditer(out.text):
        up = found["link"] == "A"
        speed = number(found["speed"]) if up and found["speed"] else None
        model[found["port"]] = {
            "is_up": up,
            "is_enabled": found["admin"] == "E",
            "speed": speed * 1000 if speed is not None and found["giga"] else speed,
        }
    if not model:
        raise UnparsedError
    return model


_LOCAL = re.compile(r"^(?P<local>\d+(?::\d+)?)[ \t]+(?P<rest>\S[^\n]*)$", re.M)
_SUBTYPE = re.compile(r"^\(\d[\d.]*\)")
_CELLS = 4  # chassis, port, time to live, age; the name may be missing


def _neighbors(out: Output) -> Fragment:
    """An address as identity has its kind before it in parentheses."""
    model: dict[str, Any] = {}
    for found in _LOCAL.finditer(out.text):
        cells = re.split(r"[ \t]{2,}", found["rest"].rstrip())
        if len(cells) >= _CELLS and cells[2].isdigit() and cells[3].isdigit():
            chassis, port = (_SUBTYPE.sub("", cell) for cell in cells[:2])
            model.setdefault(found["local"], []).append(
                {"hostname": cells[_CELLS] if len(cells) > _CELLS else chassis, "port": port}
            )
    return model


_ROUTE = re.compile(
    r"^(?P<mark>[#*@ ]{0,3})(?P<origin>[a-z][a-z0-9]{0,2})[ \t]+(?P<net>Default Route|\d+\.\d+\.\d+\.\d+/\d+)[ \t]+"
    r"(?P<hop>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<metric>\d+)[ \t]+(?P<flags>[A-Za-z-]{4,})[ \t]+(?P<vlan>\S+)",
    re.M,
)
_ORIGINS = {"d": "connected", "s": "static", "r": "rip", "be": "bgp", "bg": "bgp", "bi": "bgp", "mb": "bgp", "i": "isis"}


def _routes(out: Output) -> Fragment:
    """``#`` marks the preferred route; the flag U says that it is up. OSPF's origins begin with an o."""
    model: dict[str, Any] = {}
    for found in _ROUTE.finditer(out.text):
        network = prefix("0.0.0.0/0" if found["net"].startswith("D") else found["net"])
        if network:
            origin = found["origin"]
            word = "ospf" if origin.startswith("o") else _ORIGINS.get(origin)
            entry = {
                "protocol": word,
                "next_hop": "" if word == "connected" else ip(found["hop"]) or "",
                "outgoing_interface": found["vlan"],
                "metric": int(found["metric"]),
                "current_active": "#" in found["mark"] and found["flags"].startswith("U"),
                "vrf": "global",
            }
            model.setdefault(network, []).append(entry)
    return model


PARSERS = (
    text("facts", r"show switch(?: detail)?", _switch),
    text("facts", r"show version(?: detail)?", _version),
    text("snmp", r"show switch(?: detail)?", _place),
    text("interfaces", r"show ports no-refresh", _ports),
    text("lldp_neighbors", r"show lldp neighbors", _neighbors, empty=r"[^\n]*Port[^\n]*Neighbor.*"),
    text("routes", r"show iproute(?: ipv4)?", _routes, empty=r".*\bOrigin\(OR\).*|.*Ori  Destination.*"),
)
