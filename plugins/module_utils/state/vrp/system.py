# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP (CloudEngine, NE, AR, S): the box and its sensors."""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, text
from ..values import duration, number

_VERSION = re.compile(
    r"^VRP \(R\) software, Version (?P<vrp>\S+)(?:[ \t]*\((?P<product>[^\s)]+)(?:[ \t]+(?P<release>\S+?))?\))?", re.M | re.I
)
_UPTIME = re.compile(
    r"^(?:HUAWEI|Quidway)\s+(?P<model>\S+(?:[ \t]+\S+)*?)(?:[ \t]+(?:Router|Switch|Routing Switch|"
    r"Terabit Routing Switch))? uptime is (?P<time>.+)$",
    re.M | re.I,
)
_SYSNAME = re.compile(r"^[ \t]*sysname (\S+)", re.M)
_ESN = re.compile(r"(?:ESN(?: of [^:]*)?|Equipment Serial Number|BarCode)\s*[:=]\s*(\S+)", re.I)


def _version(out: Output) -> Fragment:
    software, box = _VERSION.search(out.text), _UPTIME.search(out.text)
    if not software:
        raise UnparsedError
    return {
        "vendor": "Huawei",
        "os_version": software["release"] or software["vrp"],
        "model": box["model"] if box else software["product"],
        "uptime": duration(box["time"]) if box else None,
    }


def _sysname(out: Output) -> Fragment:
    found = _SYSNAME.search(out.text)
    if not found:
        raise UnparsedError
    return {"hostname": found[1]}


def _serial(out: Output) -> Fragment:
    found = _ESN.search(out.text)
    if not found:
        raise UnparsedError
    return {"serial_number": found[1]}


_BRIEF = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w./:-]*\d)(?:\([^)\s]*\))?\s+(?P<phy>[*^!]?(?:up|down)\S*)\s+(?P<protocol>\S+)(?:\s|$)", re.M
)


def _interface_list(out: Output) -> Fragment:
    names = [found["name"] for found in _BRIEF.finditer(out.text)]
    if not names:
        raise UnparsedError
    return {"interface_list": names}


_CPU = re.compile(r"^cpu(\d+)\s+(\d+)%", re.M | re.I)
_CPU_ALL = re.compile(r"(?:System CPU Using Percentage|CPU Usage|CPU utilization for five seconds)\s*:\s*(\d+)%", re.I)


def _cpu(out: Output) -> Fragment:
    cores = dict(_CPU.findall(out.text))
    whole = _CPU_ALL.search(out.text)
    if not cores and whole:
        cores = {"0": whole[1]}
    if not cores:
        raise UnparsedError
    return {"cpu": {name: {"%usage": float(usage)} for name, usage in cores.items()}}


def _memory(out: Output) -> Fragment:
    total = re.search(r"System Total Memory(?: Is)?\s*:\s*(\d+)\s*(\w+)", out.text, re.I)
    used = re.search(r"Total Memory Used(?: Is)?\s*:\s*(\d+)\s*(\w+)", out.text, re.I)
    if not total or not used:
        raise UnparsedError
    return {"memory": {"available_ram": int(total[1]), "used_ram": int(used[1])}}


_FAN = re.compile(r"^[ \t]*(?:\d+[ \t]+)?(?P<name>FAN\d+)[ \t]+\S+[ \t]+(?P<status>[A-Z]\w+)", re.M | re.I)
_POWER = re.compile(
    r"^[ \t]*(?:\d+[ \t]+)?(?P<name>PWR\d+)[ \t]+(?P<present>YES|NO)[ \t]+\S+[ \t]+(?P<state>\w+)"
    r"(?:[ \t]+\S+[ \t]+\S+[ \t]+(?P<output>[\d.]+)[ \t]+(?P<capacity>[\d.]+))?",
    re.M | re.I,
)
_HEAT = re.compile(
    r"^[ \t]*(?:\d+[ \t]+)?(?:--|\d+)[ \t]+(?P<name>\S(?:[^\n]*?\S)?)[ \t]+(?P<status>NORMAL|MAJOR|FATAL|MINOR|ABNORMAL)"
    r"[ \t]+(?P<major>\S+)[ \t]+(?P<fatal>\S+)[ \t]+(?P<now>-?\d+)[ \t]*$",
    re.M | re.I,
)


def _fans(out: Output) -> Fragment:
    found = {fan["name"]: {"status": fan["status"].lower() == "normal"} for fan in _FAN.finditer(out.text)}
    if not found:
        raise UnparsedError
    return {"fans": found}


def _power(out: Output) -> Fragment:
    """A supply that is plugged in and not needed (``NotSupply``) is in order; one that is not there is not listed as such."""
    found: dict[str, Any] = {}
    for supply in _POWER.finditer(out.text):
        found[supply["name"]] = {
            "status": supply["present"].upper() == "YES",
            "capacity": number(supply["capacity"]) if supply["capacity"] else None,
            "output": number(supply["output"]) if supply["output"] else None,
        }
    if not found:
        raise UnparsedError
    return {"power": found}


def _temperature(out: Output) -> Fragment:
    found = {}
    for sensor in _HEAT.finditer(out.text):
        status = sensor["status"].upper()
        found[sensor["name"]] = {
            "temperature": float(sensor["now"]),
            "is_alert": status != "NORMAL",
            "is_critical": status == "FATAL",
        }
    if not found:
        raise UnparsedError
    return {"temperature": found}


PARSERS = (
    text("facts", r"display version", _version),
    text("facts", r"display (?:current-configuration|cur).*|display sysname", _sysname),
    text("facts", r"display (?:esn|device manufacture-info|elabel).*", _serial),
    text("facts", r"display interface brief", _interface_list),
    text("environment", r"display cpu(?:-usage)?", _cpu),
    text("environment", r"display memory(?:-usage)?", _memory),
    text("environment", r"display (?:device )?fan(?: verbose)?", _fans),
    text("environment", r"display (?:device )?power", _power),
    text("environment", r"display (?:device )?temperature(?: all| slot \d+)?", _temperature),
)
