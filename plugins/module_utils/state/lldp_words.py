# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What LLDP tells of the other end, in the words that Cisco's systems print it."""

from __future__ import annotations

import re
from typing import Any

from .values import mac

_CAPABILITIES = {
    "R": "router",
    "B": "bridge",
    "T": "telephone",
    "C": "docsis-cable-device",
    "W": "wlan-access-point",
    "P": "repeater",
    "S": "station",
    "O": "other",
}
_ABSENT = re.compile(r"-? ?(?:not advertised|N/A|null|-)?\s*", re.I)
_MAC = re.compile(r"(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}|(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}")


def field(block: str, name: str) -> str:
    """The value after ``name:``; empty when it is not advertised."""
    found = re.search(rf"^[ \t]*{name}[ \t]*(?:\(.*?\))?[ \t]*(?::[ \t]*|- )(.*)$", block, re.M | re.I)
    value = found.group(1).strip() if found else ""
    return "" if _ABSENT.fullmatch(value) else value


def description(block: str) -> str:
    """The first line of the system description: the rest is build dates."""
    found = re.search(r"^[ \t]*System Description:[ \t]*\n?(.*)$", block, re.M | re.I)
    value = found.group(1).strip() if found else ""
    return "" if _ABSENT.fullmatch(value) else value


def letters(value: str) -> list[str]:
    """``B, R`` as ``['bridge', 'router']``."""
    return [_CAPABILITIES.get(letter.strip(), letter.strip().lower()) for letter in value.split(",") if letter.strip()]


def chassis(value: str) -> str:
    """Hardware addresses in one form; any other identity as it is."""
    return (mac(value) if _MAC.fullmatch(value) else None) or value


def entry(block: str) -> dict[str, Any]:
    """One neighbour, from the block of lines that tells of it."""
    capabilities, enabled = (letters(field(block, f"{kind} Capabilities")) for kind in ("System", "Enabled"))
    return {
        "parent_interface": "",
        "remote_chassis_id": chassis(field(block, "Chassis id")),
        "remote_system_name": field(block, "System Name"),
        "remote_port": field(block, "Port id"),
        "remote_port_description": field(block, "Port Description"),
        "remote_system_description": description(block),
        "remote_system_capab": capabilities,
        "remote_system_enable_capab": enabled,
    }
