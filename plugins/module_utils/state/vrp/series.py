# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP: Eth-Trunks, people, SNMP, the state of interfaces in one line each, and the S and AR series' own tables.

Written after the vendor's command references.
"""

from __future__ import annotations

import re
from typing import Any

from ..blocks import required_sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import number

PLATFORM = "community.network.ce"

_TRUNK = re.compile(r"^[ \t]*(?P<name>Eth-Trunk\d+)'s state information is:?", re.M | re.I)
_MODE = re.compile(r"\bWork(?:ing)? ?Mode[ \t]*:[ \t]*(?P<mode>[\w-]+)", re.I)
_OPERATION = re.compile(r"\bOperat(?:e|ing) status[ \t]*:[ \t]*(?P<state>\w+)", re.I)
_MEMBER = re.compile(
    r"^[ \t]*(?P<port>[A-Za-z0-9][\w/.-]*\d)(?:\([^)\s]*\))?[ \t]+(?P<state>Selected|Unselect(?:ed)?|Up|Down)\b", re.M | re.I
)
_STATES = {"selected": "bundled", "up": "bundled", "down": "down"}


def _trunks(out: Output) -> Fragment:
    """In a mode other than NORMAL (manual) LACP decides; whether it is active, only the configuration says."""
    model: dict[str, Any] = {}
    for head, body in required_sections(_TRUNK, out.text):
        mode, operation = _MODE.search(body), _OPERATION.search(body)
        if not mode or not operation:
            raise UnparsedError
        lacp = mode["mode"].lower() not in ("normal", "manual")
        members = {}
        for found in _MEMBER.finditer(body.partition("Partner:")[0]):
            shown = _STATES.get(found["state"].lower(), "unselected")
            members[long_name(found["port"], PLATFORM)] = {"bundled": shown == "bundled", "state": shown}
        model[head["name"]] = {
            "is_up": operation["state"].lower() == "up",
            "protocol": "lacp" if lacp else "static",
            "mode": None if lacp else "on",
            "members": members,
        }
    return model


_USER = re.compile(r"^[ \t]*(?P<name>\S+)[ \t]+(?P<state>[AB])[ \t]+(?P<services>[A-Z]+)[ \t]+(?P<level>\d+|-)[ \t]*$", re.M)


def _users(out: Output) -> Fragment:
    """``display local-user``: name, state, services, level."""
    found = list(_USER.finditer(out.text))
    if not found:
        raise UnparsedError
    return {
        user["name"]: {"level": int(user["level"]) if user["level"].isdigit() else None, "password": None, "sshkeys": []}
        for user in found
    }


_PLACES = {
    "contact": re.compile(r"contact person for this managed node:[ \t]*\n?[ \t]*(?P<value>\S[^\n]*)", re.I),
    "location": re.compile(r"physical location of this node:[ \t]*\n?[ \t]*(?P<value>\S[^\n]*)", re.I),
}


def _snmp(out: Output) -> Fragment:
    told = {name: found["value"].strip() for name, pattern in _PLACES.items() if (found := pattern.search(out.text))}
    if not told:
        raise UnparsedError
    return {"contact": None, "location": None, **told, "chassis_id": None}


_BRIEF = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w./:-]*\d)(?:\([^)\s]*\))?[ \t]+(?P<phy>[*^!#]?(?:up|down))(?:\([^)\s]*\))?[ \t]+"
    r"(?P<protocol>[*^!#]?(?:up|down))(?:\([^)\s]*\))?(?:[ \t]|$)(?P<rest>[^\n]*)",
    re.M | re.I,
)


def _brief(out: Output) -> Fragment:
    """An asterisk: somebody shut it down. ``display interface description`` ends with the description."""
    described = "description" in out.command
    model = {}
    for found in _BRIEF.finditer(out.text):
        physical = found["phy"].lower()
        known: dict[str, Any] = {
            "is_up": physical == "up" and found["protocol"].lower() == "up",
            "is_enabled": not physical.startswith("*"),
        }
        model[long_name(found["name"], PLATFORM)] = {**known, "description": found["rest"].strip()} if described else known
    if not model:
        raise UnparsedError
    return model


_FAN = re.compile(
    r"^[ \t]*(?P<slot>\d+)[ \t]+(?P<fan>\d+)[ \t]+(?P<status>Normal|Abnormal|NotSupply|Absent|Fault\w*)\b", re.M | re.I
)
_POWER = re.compile(
    r"^[ \t]*(?P<slot>\d+)[ \t]+(?P<name>PWR\w*)[ \t]+(?P<online>Present|Absent)"
    r"(?:[ \t]+\S+[ \t]+(?P<state>\w+)[ \t]+(?P<watt>[\d.]+))?",
    re.M | re.I,
)
_HEAT = re.compile(
    r"^[ \t]*(?P<slot>\d+)[ \t]+(?P<card>\S+)[ \t]+(?P<sensor>\S+)[ \t]+"
    r"(?P<status>Normal|Abnormal|\w*alarm\w*|Major|Minor|Fatal)[ \t]+"
    r"(?P<now>-?\d+)\b",
    re.M | re.I,
)


def _fans(out: Output) -> Fragment:
    found = {f"{fan['slot']}/{fan['fan']}": {"status": fan["status"].lower() == "normal"} for fan in _FAN.finditer(out.text)}
    if not found:
        raise UnparsedError
    return {"fans": found}


def _power(out: Output) -> Fragment:
    found = {
        f"{supply['slot']}/{supply['name']}": {
            "status": (supply["state"] or "").lower() == "supply",
            "capacity": number(supply["watt"]) if supply["watt"] else None,
            "output": None,
        }
        for supply in _POWER.finditer(out.text)
        if supply["online"].lower() == "present"
    }
    if not found:
        raise UnparsedError
    return {"power": found}


def _temperature(out: Output) -> Fragment:
    found = {}
    for sensor in _HEAT.finditer(out.text):
        name = "/".join(sensor[part] for part in ("slot", "card", "sensor") if sensor[part].upper() not in ("NA", "-", "--"))
        status = sensor["status"].lower()
        found[name] = {
            "temperature": float(sensor["now"]),
            "is_alert": status != "normal",
            "is_critical": status == "fatal",
        }
    if not found:
        raise UnparsedError
    return {"temperature": found}


_DEVICE = re.compile(r"^[ \t]*(?P<model>\S+)'s Device status:", re.M | re.I)


def _device(out: Output) -> Fragment:
    found = _DEVICE.search(out.text)
    if not found:
        raise UnparsedError
    return {"model": found["model"]}


PARSERS = (
    text("facts", r"display device", _device),
    text("interfaces", r"display interface (?:brief|description)", _brief),
    text("lacp", r"display eth-trunk(?: \d+)?", _trunks),
    text("users", r"display local-user", _users),
    text("snmp", r"display snmp-agent sys-info(?: .*)?", _snmp),
    text("environment", r"display fan(?: slot \d+)?", _fans),
    text("environment", r"display power(?: slot \d+)?", _power),
    text("environment", r"display temperature(?: all| slot \d+)?", _temperature),
)
