# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: time, processor, memory, fans, power supplies, temperatures."""

from __future__ import annotations

import re
from typing import Any

from ..ntp_words import associations, clock
from ..registry import Fragment, Output, UnparsedError, text
from ..running_config import configuration_parsers
from ..values import number


def _status(out: Output) -> Fragment:
    return clock(out.text)


def _associations(out: Output) -> Fragment:
    return associations(out.text)


_CPU = re.compile(r"CPU utilization for five seconds: \d+%(?:/\d+%)?; one minute: (\d+)%")
_MEMORY = re.compile(r"^\s*(?P<pool>Processor|I/O|lsmpi_io)\s+[0-9A-Fa-f]+\s+(?P<total>\d+)\s+(?P<used>\d+)\s+(?P<free>\d+)", re.M)
_CORE = re.compile(r"Core (\d+): CPU utilization for five seconds:\s+\d+%; one minute:\s+(\d+)%")


def _cpu(out: Output) -> Fragment:
    """Over the last minute: five seconds would measure the measuring."""
    one = _CPU.search(out.text)
    usage = {"0": one.group(1)} if one else dict(_CORE.findall(out.text))
    if not usage:
        raise UnparsedError
    return {"cpu": {core: {"%usage": float(value)} for core, value in usage.items()}}


def _memory(out: Output) -> Fragment:
    """NAPALM's words: available is what is free plus what is used of the two pools there are."""
    pools = {found["pool"]: found for found in _MEMORY.finditer(out.text)}
    processor = pools.get("Processor")
    if not processor:
        raise UnparsedError
    counted = [processor] + ([pools["I/O"]] if "I/O" in pools else [])
    return {"memory": {"available_ram": sum(int(p["total"]) for p in counted), "used_ram": sum(int(p["used"]) for p in counted)}}


_FAN = re.compile(r"^\s*(?:Switch (?P<switch>\d+) )?(?P<name>FAN(?:[ -]?(?:PS-)?\w+)?) is (?P<state>.+?)\s*$", re.M | re.I)
_TEMPERATURE = re.compile(r"^\s*(?:Switch \d+: )?SYSTEM TEMPERATURE is (?P<state>.+?)\s*$", re.M | re.I)
_VALUE = re.compile(r"^\s*(?:SYSTEM |System )?Temperature Value: (?P<value>-?\d+) Degree Celsius", re.M | re.I)
_POWER = re.compile(
    r"^\s*(?P<slot>\d+[A-Z])\s+(?:\S+\s+){2}(?P<state>OK|Good|Bad|No (?:Input )?Power|Faulty|Not Present)", re.M | re.I
)
_GOOD = re.compile(r"(?:ok|good|normal)\b", re.I)


_YELLOW, _RED = (re.compile(rf"^\s*{colour} Threshold\s*:\s*(\d+) Degree", re.M | re.I) for colour in ("Yellow", "Red"))


def _temperature(shown: str) -> dict[str, Any]:
    """The system's own sensor; a stack's first member speaks for it."""
    state, value = _TEMPERATURE.search(shown), _VALUE.search(shown)
    if not state and not value:
        return {}
    measured = number(value["value"]) if value else None
    bad = bool(state and not _GOOD.match(state["state"]))
    over = [
        measured is not None and bool(limit) and measured > float(limit.group(1))
        for limit in (_YELLOW.search(shown), _RED.search(shown))
        if limit
    ]
    return {"system": {"temperature": measured, "is_alert": bad or any(over), "is_critical": bad or over[-1:] == [True]}}


def _environment(out: Output) -> Fragment:
    found: dict[str, Any] = {"fans": {}, "power": {}, "temperature": {}}
    for fan in _FAN.finditer(out.text):
        if "NOT PRESENT" not in fan["state"].upper():
            found["fans"][" ".join(filter(None, (fan["switch"] and f"Switch {fan['switch']}", fan["name"])))] = {
                "status": bool(_GOOD.match(fan["state"]))
            }
    for supply in _POWER.finditer(out.text):
        if supply["state"].lower() != "not present":
            found["power"][supply["slot"]] = {"status": bool(_GOOD.match(supply["state"])), "capacity": None, "output": None}
    found["temperature"] = _temperature(out.text)
    if not any(found.values()):
        raise UnparsedError
    return found


PARSERS = (
    text("ntp", r"show ntp status", _status),
    text("ntp_stats", r"show ntp associations", _associations, empty=r""),
    *configuration_parsers(level=1),
    text("environment", r"show proc(?:esses)? cpu(?: \w+)*", _cpu),
    text("environment", r"show memory(?: statistics)?", _memory),
    text("environment", r"show env(?:ironment)?(?: (?:all|status|temperature status|temperature|fan|power))?", _environment),
)
