# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of SR Linux's configuration that is simulated."""

from __future__ import annotations

import re
from typing import Any

_STATE = "enable|disable"
_IP: dict[str, Any] = {"admin-state": _STATE, "address <prefix>": {"primary": ""}}
_BGP: dict[str, Any] = {
    "admin-state": _STATE,
    "autonomous-system": "<number>",
    "router-id": "<address>",
    "afi-safi <name>": {"admin-state": _STATE},
    "group <name>": {"admin-state": _STATE, "peer-as": "<number>", "description": "<text>"},
    "neighbor <address>": {"admin-state": _STATE, "peer-group": "<name>", "peer-as": "<number>", "description": "<text>"},
}
SCHEMA: dict[str, Any] = {
    "interface <name>": {
        "description": "<text>",
        "admin-state": _STATE,
        "mtu": "<number>",
        "subinterface <number>": {"description": "<text>", "admin-state": _STATE, "ipv4": _IP, "ipv6": _IP},
    },
    "system": {
        "name": {"host-name": "<name>"},
        "dns": {"server-list": "<address>*"},
        "ntp": {"admin-state": _STATE, "network-instance": "<name>", "server <address>": {"prefer": "true|false"}},
        "banner": {"login-banner": "<text>"},
        "information": {"location": "<text>", "contact": "<text>"},
    },
    "network-instance <name>": {
        "type": "default|ip-vrf|mac-vrf",
        "admin-state": _STATE,
        "description": "<text>",
        "interface <name>": {},
        "protocols": {"bgp": _BGP},
        "static-routes": {"route <prefix>": {"next-hop-group": "<name>"}},
    },
}


def quote(value: str, kind: str) -> str:
    """As ``info`` shows it: in quotes where it has to be."""
    return value if re.fullmatch(r"[^\s\"{}\[\];#]+", value) else f'"{value}"'
