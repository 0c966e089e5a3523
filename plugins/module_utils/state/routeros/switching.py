# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MikroTik RouterOS: bridges and bonds, VRFs, time, people, SNMP, sensors.

Written after the vendor's documentation of the menus. Which member of a bond carries traffic, and the roles of a
bridge's ports, only ``monitor`` tells, one item at a time: the former is None here, the latter is not read at all.
"""

from __future__ import annotations

import re
from typing import Any

from ..instances import network_instance
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, mac, number
from .prints import FORM, NONE, fields, items

_LAST_VLAN = 4094
_LEVELS = {"full": 15, "read": 1}


def _listed(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _numbers(shown: str) -> list[int]:
    """``10,20-22``, as far as it is a list of VLANs."""
    found = re.findall(r"(?<![\d-])(\d{1,4})(?:-(\d{1,4}))?(?!\d)", shown)
    return [vlan for first, last in found for vlan in range(int(first), min(int(last or first), _LAST_VLAN) + 1)]


def _vlans(out: Output) -> Fragment:
    """Who is a member now: what is configured, and what a bridge adds by itself (``current-...``)."""
    model: dict[str, Any] = {}
    for item in items(out, "vlan-ids"):
        if "X" in item.flags:
            continue
        members = [name for field in ("current-tagged", "current-untagged") for name in _listed(item.get(field, ""))]
        members = members or [name for field in ("tagged", "untagged") for name in _listed(item.get(field, ""))]
        for vlan in _numbers(item["vlan-ids"]):
            ports = model.setdefault(str(vlan), {"name": None, "interfaces": []})["interfaces"]
            ports += [name for name in members if name not in ports]
    return model


def _hosts(out: Output) -> Fragment:
    return [
        {
            "mac": mac(item["mac-address"]),
            "interface": item.get("on-interface", item.get("interface", "")),
            "vlan": integer(item["vid"]) if "vid" in item else None,
            "static": "D" not in item.flags or "L" in item.flags,
            "active": "I" not in item.flags and "X" not in item.flags,
        }
        for item in items(out, "mac-address")
        if mac(item["mac-address"])
    ]


def _bonds(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in items(out, "name", "slaves", "mode"):
        lacp = item["mode"] == "802.3ad"
        model[item["name"]] = {
            "is_up": "R" in item.flags,
            "protocol": "lacp" if lacp else "static",
            "mode": item.get("lacp-mode", "active") if lacp else "on",
            "members": {name: {"bundled": None, "state": None} for name in _listed(item["slaves"])},
        }
    return model


def _instances(out: Output) -> Fragment:
    """``main`` is the default one; its list says ``all`` for those that no other has."""
    model: dict[str, Any] = {}
    for item in items(out, "name", "interfaces"):
        name = "default" if item["name"] == "main" else item["name"]
        shown = [] if item["interfaces"] in ("all", "none") else _listed(item["interfaces"])
        model[name] = network_instance(name, item.get("route-distinguisher", ""), shown)
        if item["interfaces"] == "all":
            model[name]["interfaces"]["interface"] = None
    return model


def _users(out: Output) -> Fragment:
    """The group's rights as a level where it is one of the system's own."""
    return {
        item["name"]: {"level": _LEVELS.get(item["group"]), "password": None, "sshkeys": []}
        for item in items(out, "name", "group")
        if "X" not in item.flags
    }


def _snmp(out: Output) -> Fragment:
    told = fields(out)
    if "enabled" not in told:
        raise UnparsedError
    return {"location": told.get("location"), "contact": told.get("contact"), "chassis_id": None}


def _communities(out: Output) -> Fragment:
    """By their place; the names stay on the device."""
    found = items(out, "name", "addresses")
    return {
        "community": {
            f"community {place}": {
                "mode": "rw" if item.get("write-access") == "yes" else "ro",
                "acl": item["addresses"] or None,
            }
            for place, item in enumerate(found, 1)
            if "X" not in item.flags
        }
    }


def _servers(told: dict[str, str]) -> list[str]:
    """Version 7 has one list of servers, version 6 a first and a second."""
    names = [name for field in ("servers", "primary-ntp", "secondary-ntp") for name in _listed(told.get(field, ""))]
    return [ip(name) or name for name in names if name.strip("0.:") not in ("", "none")]


def _clock(out: Output) -> Fragment:
    told = fields(out)
    if "enabled" not in told:
        raise UnparsedError
    source, stratum = told.get("synced-server", told.get("active-server")), told.get("synced-stratum")
    good = told.get("status") == "synchronized"
    return {
        "synchronised": good,
        "stratum": int(stratum) + 1 if good and stratum and stratum.isdigit() else None,
        "reference": source if good else None,
        "servers": _servers(told),
    }


def _configured(out: Output) -> Fragment:
    told = fields(out)
    if "enabled" not in told:
        raise UnparsedError
    return {name: {} for name in _servers(told)}


_SENSOR = re.compile(r"^[ \t]*(?P<name>[a-z][\w-]*temperature[\w-]*|temperature|psu\d+-state):[ \t]*(?P<value>\S+)", re.M)


def _health(out: Output) -> Fragment:
    """A list of sensors since version 7, one field a sensor before. RouterOS names no limits."""
    found = [(entry["name"], entry["value"]) for entry in _SENSOR.finditer(out.text)]
    found = found or [(item["name"], item["value"]) for item in items(out, "name", "value")]
    heat = {name: number(value) for name, value in found if "temperature" in name}
    model: dict[str, Any] = {
        "temperature": {
            name: {"temperature": value, "is_alert": None, "is_critical": None} for name, value in heat.items() if value is not None
        },
        "power": {
            name.removesuffix("-state"): {"status": value == "ok", "capacity": None, "output": None}
            for name, value in found
            if name.endswith("-state")
        },
    }
    return {part: told for part, told in model.items() if told}


PARSERS = (
    text("vlans", rf"/?interface bridge vlan print{FORM}", _vlans, empty=NONE),
    text("mac_address_table", rf"/?interface bridge host print{FORM}", _hosts, empty=NONE),
    text("lacp", rf"/?interface bonding print{FORM}", _bonds, empty=NONE),
    text("network_instances", rf"/?ip vrf print{FORM}", _instances),
    text("users", rf"/?user print{FORM}", _users),
    text("snmp", r"/?snmp print", _snmp),
    text("snmp", rf"/?snmp community print{FORM}", _communities),
    text("ntp", r"/?system ntp client print", _clock),
    text("ntp_servers", r"/?system ntp client print", _configured, empty=r"(?s:.*\benabled:.*)"),
    text("environment", rf"/?system health print{FORM}", _health),
)
