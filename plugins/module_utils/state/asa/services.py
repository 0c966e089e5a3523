# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cisco ASA: what it prints and configures in IOS' words, and its processors and memory."""

from __future__ import annotations

import re

from ..bundles import channel_summary
from ..ntp_words import associations, clock
from ..registry import Fragment, Output, UnparsedError, text
from ..running_config import configuration_parsers

PLATFORM = "cisco.asa.asa"
_DEFAULT_LEVEL = 2  # of a user for whom the configuration names no privilege

_CPU = re.compile(r"CPU utilization for 5 seconds = (\d+)%", re.I)
_MEMORY = re.compile(r"^(?P<what>Free|Used|Total) memory:?[ \t]*:?[ \t]*(?P<count>\d+) bytes", re.M | re.I)


def _cpu(out: Output) -> Fragment:
    found = _CPU.search(out.text)
    if not found:
        raise UnparsedError
    return {"cpu": {"0": {"%usage": float(found[1])}}}


def _memory(out: Output) -> Fragment:
    told = {found["what"].lower(): int(found["count"]) for found in _MEMORY.finditer(out.text)}
    if "total" not in told or "used" not in told:
        raise UnparsedError
    return {"memory": {"available_ram": told["total"], "used_ram": told["used"]}}


PARSERS = (
    text("environment", r"show cpu(?: usage)?", _cpu),
    text("environment", r"show memory", _memory),
    text("lacp", r"show port-channel summary", lambda out: channel_summary(out.text, PLATFORM), empty=r".*Number of .*: 0\b.*"),
    text("ntp", r"show ntp status", lambda out: clock(out.text)),
    text("ntp_stats", r"show ntp associations", lambda out: associations(out.text), empty=r""),
    *configuration_parsers(level=_DEFAULT_LEVEL),
)
