# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of SR OS's configuration that is simulated."""

from __future__ import annotations

from typing import Any

_STATE = "enable|disable"
_ACTION: dict[str, Any] = {"action-type": "accept|reject|next-entry|next-policy"}
_ROUTER: dict[str, Any] = {
    "autonomous-system": "<number>",
    "router-id": "<address>",
    "bgp": {
        "admin-state": _STATE,
        "group <name>": {"type": "internal|external", "peer-as": "<number>", "description": "<text>"},
        "neighbor <address>": {"admin-state": _STATE, "group": "<name>", "peer-as": "<number>", "description": "<text>"},
    },
    "interface <name>": {
        "admin-state": _STATE,
        "description": "<text>",
        "loopback": "",
        "port": "<port>",
        "ipv4": {"primary": {"address": "<address>", "prefix-length": "<number>"}},
    },
}
SCHEMA: dict[str, Any] = {
    "configure": {
        "port <port>": {
            "admin-state": _STATE,
            "description": "<text>",
            "ethernet": {"mode": "access|network|hybrid", "mtu": "<number>"},
        },
        "policy-options": {
            "prefix-list <name>": {"prefix <prefix> type <word>": {}},
            "policy-statement <name>": {
                "entry <number>": {"from": {"prefix-list": "<name>*"}, "action": _ACTION},
                "default-action": _ACTION,
            },
        },
        "router <name>": _ROUTER,
        "system": {
            "name": "<text>",
            "contact": "<text>",
            "location": "<text>",
            "time": {"ntp": {"admin-state": _STATE, "server <address> router-instance <name>": {"prefer": "true|false"}}},
        },
    }
}


def quote(value: str, kind: str) -> str:
    """As it is shown: names and texts in quotes, always."""
    return f'"{value}"' if kind in ("<name>", "<text>") else value
