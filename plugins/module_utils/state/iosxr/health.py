# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR: time, processor, memory, members of bundles, and what the configuration alone tells."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import sections
from ..names import long_name
from ..ntp_words import associations, clock
from ..registry import Fragment, Output, UnparsedError, text
from ..running_config import configuration_parsers

PLATFORM = "cisco.iosxr.iosxr"

_CPU = re.compile(r"CPU utilization for (?:one minute: (?P<one>\d+)%|five seconds: \d+%.*?one minute: (?P<minute>\d+)%)")
_MEMORY = re.compile(
    r"^\s*Physical Memory: (?P<total>\d+)(?P<unit>[KMG]) total(?: \((?P<free>\d+)(?P<unit2>[KMG]) available\))?", re.M
)
_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3}


def _cpu(out: Output) -> Fragment:
    found = _CPU.search(out.text)
    if not found:
        raise UnparsedError
    return {"cpu": {"0": {"%usage": float(found["one"] or found["minute"])}}}


def _memory(out: Output) -> Fragment:
    """The first node told of: the route processor asked."""
    found = _MEMORY.search(out.text)
    if not found or not found["free"]:
        raise UnparsedError
    total, free = int(found["total"]) * _UNITS[found["unit"]], int(found["free"]) * _UNITS[found["unit2"]]
    return {"memory": {"available_ram": total, "used_ram": total - free}}


_BUNDLE = re.compile(r"^(?P<name>Bundle-(?:Ether|POS)\d+)[ \t]*$", re.M)
_STATUS = re.compile(r"^\s*Status:\s+(\S+)", re.M)
_LACP = re.compile(r"^\s*LACP:\s+(.+?)\s*$", re.M)
_MEMBER = re.compile(
    r"^\s*(?P<port>[A-Za-z][\w-]*\d[\w/.]*)\s+(?P<device>Local|\S+)\s+"
    r"(?P<state>Active|Standby|Configured|Negotiating|Bfd Running)\b",
    re.M,
)
_STATES = {"active": "bundled", "standby": "hot-standby", "configured": "down", "negotiating": "waiting", "bfd running": "waiting"}


def _bundles(out: Output) -> Fragment:
    """Whether LACP is active or passive on a member is not told here."""
    model: dict[str, Any] = {}
    for head, told in sections(_BUNDLE, out.text):
        status, spoken = _STATUS.search(told), _LACP.search(told)
        lacp = spoken.group(1).lower() if spoken else None
        static = lacp in ("not configured", "not operational")
        model[head["name"]] = {
            "is_up": status.group(1).lower() == "up" if status else None,
            "protocol": None if lacp is None else "static" if static else "lacp",
            "mode": "on" if static else None,
            "members": {
                long_name(row["port"], PLATFORM): {
                    "bundled": row["state"].lower() == "active",
                    "state": _STATES[row["state"].lower()],
                }
                for row in _MEMBER.finditer(told)
                if row["device"] == "Local"
            },
        }
    return model


PARSERS = (
    text("ntp", r"show ntp status", lambda out: clock(out.text)),
    text("ntp_stats", r"show ntp associations", lambda out: associations(out.text), empty=r""),
    text("environment", r"show processes cpu(?: .*)?", _cpu),
    text("environment", r"show memory(?: summary)?(?: .*)?", _memory),
    text("lacp", r"show bundle(?: Bundle-Ether ?\d+)?", _bundles, empty=r""),
    *configuration_parsers(),
)
