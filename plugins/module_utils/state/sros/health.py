# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: processors, memory, fans, supplies and sensors, and link aggregation groups.

Written after the documented output of the commands. A group is called ``lag-<number>``, as ports refer to it.
"""

from __future__ import annotations

import re
from typing import Any

from ..blocks import required_sections, sections
from ..registry import Fragment, Output, UnparsedError, text

_USAGE = re.compile(r"^[ \t]*Usage[ \t]+[\d,]+[ \t]+~?(?P<usage>[\d.]+)%", re.M)
_BYTES = re.compile(r"^[ \t]*(?P<name>Current Total Size|Total In Use|Available Memory)[ \t]*:[ \t]*(?P<count>[\d,]+) bytes", re.M)


def _cpu(out: Output) -> Fragment:
    found = _USAGE.search(out.text)
    if not found:
        raise UnparsedError
    return {"cpu": {"0": {"%usage": float(found["usage"])}}}


def _memory(out: Output) -> Fragment:
    """Pools grow: all memory is what the pools have and what they may still take."""
    told = {found["name"]: int(found["count"].replace(",", "")) for found in _BYTES.finditer(out.text)}
    if "Current Total Size" not in told or "Total In Use" not in told:
        raise UnparsedError
    size = told["Current Total Size"] + told.get("Available Memory", 0)
    return {"memory": {"available_ram": size, "used_ram": told["Total In Use"]}}


_PART = re.compile(r"^[ \t]*(?P<kind>Fan tray number|Power supply number)[ \t]*:[ \t]*(?P<number>\S+)", re.M | re.I)
_STATUS = re.compile(r"^[ \t]*Status[ \t]*:[ \t]*(?P<status>\S.*?)[ \t]*$", re.M)
_HEAT = re.compile(
    r"^[ \t]*Temperature[ \t]*:[ \t]*(?P<now>-?\d+)C[ \t]*\n[ \t]*Temperature threshold[ \t]*:[ \t]*(?P<limit>\d+)C", re.M
)


def _chassis(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in sections(_PART, out.text):
        status = _STATUS.search(body)
        if status and status["status"].lower() not in ("not equipped", "n/a"):
            works = status["status"].lower() == "up"
            if head["kind"].lower().startswith("fan"):
                model.setdefault("fans", {})[head["number"]] = {"status": works}
            else:
                model.setdefault("power", {})[head["number"]] = {"status": works, "capacity": None, "output": None}
    heat = _HEAT.search(out.text)
    if heat:
        hot = int(heat["now"]) >= int(heat["limit"])
        model["temperature"] = {"chassis": {"temperature": float(heat["now"]), "is_alert": hot, "is_critical": hot}}
    if not model:
        raise UnparsedError
    return model


_GROUP = re.compile(r"^Lag-id[ \t]*:[ \t]*(?P<number>\d+)\b", re.M)
_OPERATION = re.compile(r"\bOpr[ \t]*:[ \t]*(?P<state>\w+)")
_LACP = re.compile(r"^LACP[ \t]*:[ \t]*(?P<enabled>\w+)(?:[ \t]+Mode[ \t]*:[ \t]*(?P<mode>\w+))?", re.M)
_PORT = re.compile(r"^(?P<port>\d[\w/.-]*|esat-\S+|pxc-\S+)[ \t]+(?:up|down)[ \t]+(?P<activity>\S+)[ \t]+(?P<state>\w+)[ \t]", re.M)
_ACTOR = re.compile(
    r"^(?P<port>\S+)[ \t]+actor[ \t]+(?:Yes|No)[ \t]+(?:Yes|No)[ \t]+(?P<distributes>Yes|No)[ \t]+(?P<collects>Yes|No)", re.M
)


def _groups(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, body in required_sections(_GROUP, out.text):
        operation, lacp = _OPERATION.search(body), _LACP.search(body)
        if not operation:
            raise UnparsedError
        speaks = bool(lacp and lacp["enabled"].lower() == "enabled")
        actors = {found["port"]: found["distributes"] == "Yes" for found in _ACTOR.finditer(body)}
        mode = lacp["mode"].lower() if lacp and lacp["mode"] else None
        model[f"lag-{head['number']}"] = {
            "is_up": operation["state"].lower() == "up",
            "protocol": "lacp" if speaks else "static",
            "mode": mode if speaks else "on",
            "members": {found["port"]: _member(found, actors.get(found["port"])) for found in _PORT.finditer(body)},
        }
    return model


def _member(port: re.Match[str], distributes: bool | None) -> dict[str, Any]:
    if port["state"].lower() != "up":
        return {"bundled": False, "state": "down"}
    if port["activity"].lower() == "standby":
        return {"bundled": False, "state": "hot-standby"}
    bundled = distributes is not False
    return {"bundled": bundled, "state": "bundled" if bundled else "waiting"}


PARSERS = (
    text("environment", r"show system cpu(?: sample-period \d+)?", _cpu),
    text("environment", r"show system memory-pools", _memory),
    text("environment", r"show chassis(?: environment| power-supply| detail)?", _chassis),
    text("lacp", r"show lag(?: \S+)? detail", _groups, empty=r".*\bNo Matching Entries\b.*|.*Number of (?:LAGs|LAG-ids)\s*: 0.*"),
)
