# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HPE and H3C Comware: the box, its processors, memory, fans, supplies and sensors, aggregations, addresses, the clock.

Written after the vendors' command references. What Comware has in common with Huawei's VRP is read as VRP's.
"""

from __future__ import annotations

import re
from typing import Any

from ..blocks import required_sections, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, ip, mask_length, number
from ..vrp.ancestry import shared

PLATFORM = "hpe.comware.comware"

_VERSION = re.compile(
    r"^(?P<brand>H3C|HPE?)?[ \t]*Comware (?:Platform )?Software,? ?(?:Comware Software,? )?Version (?P<version>[^\n]+?)[ \t]*$",
    re.M,
)
_UPTIME = re.compile(r"^(?:(?P<brand>H3C|HPE?) )?(?P<model>\S[^\n]*?) uptime is (?P<time>[^\n]+)$", re.M)
_SYSNAME = re.compile(r"^[ \t]*sysname (\S+)", re.M)


def _version(out: Output) -> Fragment:
    software, box = _VERSION.search(out.text), _UPTIME.search(out.text)
    if not software:
        raise UnparsedError
    brand = software["brand"] or (box["brand"] if box else None)
    return {
        "vendor": "H3C" if brand == "H3C" else "HPE",
        "os_version": software["version"],
        "model": box["model"] if box else None,
        "uptime": duration(box["time"]) if box else None,
    }


def _sysname(out: Output) -> Fragment:
    found = _SYSNAME.search(out.text)
    if not found:
        raise UnparsedError
    return {"hostname": found[1]}


_CPU = re.compile(
    r"^[ \t]*(?:(?:Slot (?P<slot>\d+) )?CPU (?P<cpu>\d+)|(?:Slot (?P<only>\d+))|Unit) CPU usage:[ \t]*\n[ \t]*(?P<now>\d+)%",
    re.M | re.I,
)


def _cpu(out: Output) -> Fragment:
    """Of each processor the last five seconds."""
    found = {
        f"{cpu['slot'] or cpu['only'] or 0}/{cpu['cpu'] or 0}": {"%usage": float(cpu["now"])} for cpu in _CPU.finditer(out.text)
    }
    if not found:
        raise UnparsedError
    return {"cpu": found}


_MEMORY = re.compile(r"^Mem:[ \t]+(?P<total>\d+)[ \t]+(?P<used>\d+)[ \t]+\d+", re.M)


def _memory(out: Output) -> Fragment:
    """Kilobytes, of the first slot."""
    found = _MEMORY.search(out.text)
    if not found:
        raise UnparsedError
    return {"memory": {"available_ram": int(found["total"]) * 1024, "used_ram": int(found["used"]) * 1024}}


_SLOT = re.compile(r"^[ \t]*(?:Slot|Chassis) (?P<slot>[\w ]+?):?[ \t]*$", re.M)
_FAN = re.compile(
    r"^[ \t]*Fan[ -](?:tray )?(?P<fan>\d+)[ \t]*:?[ \t]*\n[ \t]*(?:State|Status)[ \t]*:[ \t]*(?P<state>\S+)", re.M | re.I
)
_SUPPLY = re.compile(
    r"^[ \t]*(?P<number>\d+)[ \t]+(?P<state>Normal|Absent|Fault\w*)(?:[ \t]+\S+[ \t]+\S+[ \t]+\S+[ \t]+(?P<output>[\d.]+))?",
    re.M | re.I,
)


def _slots(text_: str) -> list[tuple[str, str]]:
    found = sections(_SLOT, text_)
    return [(f"{head['slot']}/", body) for head, body in found] or [("", text_)]


def _fans(out: Output) -> Fragment:
    found = {
        f"{slot}{fan['fan']}": {"status": fan["state"].lower() == "normal"}
        for slot, body in _slots(out.text)
        for fan in _FAN.finditer(body)
        if fan["state"].lower() != "absent"
    }
    if not found:
        raise UnparsedError
    return {"fans": found}


def _power(out: Output) -> Fragment:
    if "PowerID" not in out.text.replace(" ", ""):
        raise UnparsedError
    return {
        "power": {
            f"{slot}{supply['number']}": {
                "status": supply["state"].lower() == "normal",
                "capacity": None,
                "output": number(supply["output"]) if supply["output"] else None,
            }
            for slot, body in _slots(out.text)
            for supply in _SUPPLY.finditer(body)
            if supply["state"].lower() != "absent"
        }
    }


_HEAT = re.compile(
    r"^[ \t]*(?P<slot>\d+)[ \t]+(?P<sensor>[A-Za-z]\w*(?: \d+)?)[ \t]+(?P<now>-?\d+)[ \t]+(?:-?\d+|NA)[ \t]+"
    r"(?P<warning>\d+|NA)[ \t]+(?P<alarm>\d+|NA)",
    re.M,
)


def _temperature(out: Output) -> Fragment:
    """Columns: temperature, lower limit, warning, alarm."""
    found = {}
    for sensor in _HEAT.finditer(out.text):
        heat = float(sensor["now"])
        over = {name: sensor[name].isdigit() and heat >= int(sensor[name]) for name in ("warning", "alarm")}
        found[f"{sensor['slot']}/{sensor['sensor']}"] = {
            "temperature": heat,
            "is_alert": over["warning"] or over["alarm"],
            "is_critical": over["alarm"],
        }
    if not found:
        raise UnparsedError
    return {"temperature": found}


_GROUP = re.compile(r"^[ \t]*Aggregat(?:e|ion) Interface:[ \t]*(?P<name>\S+)", re.M)
_MEMBER = re.compile(r"^[ \t]*(?P<port>[A-Za-z][\w/.-]*\d)(?:\([^)\s]*\))?[ \t]+(?P<state>[SUI])[ \t]+\d+", re.M)
_STATES = {"S": "bundled", "U": "unselected", "I": "individual"}


def _groups(out: Output) -> Fragment:
    """A group without a selected port carries nothing. A dynamic one is always active."""
    model: dict[str, Any] = {}
    for head, body in required_sections(_GROUP, out.text):
        members = {
            long_name(found["port"], PLATFORM): {"bundled": found["state"] == "S", "state": _STATES[found["state"]]}
            for found in _MEMBER.finditer(body.partition("Remote:")[0])
        }
        lacp = re.search(r"Aggregation Mode:[ \t]*Dynamic", body, re.I) is not None
        model[long_name(head["name"], PLATFORM)] = {
            "is_up": any(member["bundled"] for member in members.values()),
            "protocol": "lacp" if lacp else "static",
            "mode": "active" if lacp else "on",
            "members": members,
        }
    return model


_ADDRESS = re.compile(
    r"^(?P<name>[A-Za-z][\w/.-]*\d)(?:\([^)\s]*\))?[ \t]+\S*(?:up|down)\S*[ \t]+\S*(?:up|down)\S*[ \t]+"
    r"(?:(?P<ip>\d+\.\d+\.\d+\.\d+)(?:/(?P<length>\d+)|[ \t]+(?P<mask>255\.[\d.]+))?|--|unassigned)(?:[ \t]|$)",
    re.M,
)


def _addresses(out: Output) -> Fragment:
    """Newer releases show the length of the prefix; where none is shown, it is None."""
    lines = list(_ADDRESS.finditer(out.text))
    if not lines:
        raise UnparsedError
    model = {}
    for found in lines:
        if found["ip"] and (address := ip(found["ip"])):
            length = int(found["length"]) if found["length"] else mask_length(found["mask"]) if found["mask"] else None
            model[long_name(found["name"], PLATFORM)] = {"ipv4": {address: {"prefix_length": length}}}
    return model


def _clock(out: Output) -> Fragment:
    status = re.search(r"Clock status:[ \t]*(\w+)", out.text, re.I)
    if not status:
        raise UnparsedError
    good = status[1].lower() == "synchronized"
    stratum = re.search(r"Clock stratum:[ \t]*(\d+)", out.text, re.I)
    peer = re.search(r"(?:System peer|Reference clock ID):[ \t]*(\S+)", out.text, re.I)
    return {
        "synchronised": good,
        "stratum": int(stratum[1]) if stratum and good else None,
        "reference": peer[1] if peer and good else None,
    }


PARSERS = (
    text("facts", r"display version", _version),
    text("facts", r"display current-configuration.*|display sysname", _sysname),
    text("environment", r"display cpu(?:-usage)?(?: summary)?", _cpu),
    text("environment", r"display memory", _memory),
    text("environment", r"display fan", _fans),
    text("environment", r"display power", _power),
    text("environment", r"display environment", _temperature),
    text("lacp", r"display link-aggregation verbose(?: .*)?", _groups),
    text("interfaces_ip", r"display ip interface brief", _addresses, empty=r".*"),
    text("ntp", r"display ntp(?:-service)? status", _clock),
    *shared(PLATFORM),
)
