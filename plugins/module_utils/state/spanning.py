# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spanning tree as Cisco's systems and those after them print it."""

from __future__ import annotations

import re
from typing import Any

from .blocks import sections
from .names import long_name
from .values import integer, mac

_INSTANCE = re.compile(r"^[ \t]*(?:VLAN0*(?P<vlan>\d+)|(?P<mst>MST\d+)|VLAN ?(?P<word>\d+))[ \t]*$", re.M | re.I)
_PROTOCOL = re.compile(r"Spanning tree enabled protocol (\S+)", re.I)
_ROOT = re.compile(
    r"^\s*Root ID\s+Priority\s+(?P<priority>\d+)\s*\n\s+Address\s+(?P<address>\S+)(?P<more>(?:\n(?!\s*Bridge ID).*)*)", re.M
)
_BRIDGE = re.compile(r"^\s*Bridge ID\s+Priority\s+(?P<priority>\d+)[^\n]*\n\s+Address\s+(?P<address>\S+)", re.M)
_COST = re.compile(r"^\s*Cost\s+(\d+)", re.M)
_PORT = re.compile(r"^\s*Port\s+\d+ \((\S+)\)", re.M)
_ROW = re.compile(
    r"^[ \t]*(?P<port>[A-Za-z][A-Za-z-]*\d[\w/.:]*)\s+(?P<role>[A-Za-z]+)\s+(?P<state>[A-Za-z]+)(?:\*\w*)?\s+"
    r"(?P<cost>\d+)\s+\d+\.\d+",
    re.M,
)
_ROLES = {
    "desg": "designated",
    "altn": "alternate",
    "back": "backup",
    "mstr": "master",
    "root": "root",
    "disb": "disabled",
    "shr": "shared",
}
_STATES = {
    "fwd": "forwarding",
    "blk": "blocking",
    "lrn": "learning",
    "lis": "listening",
    "bkn": "broken",
    "dis": "disabled",
    "dsb": "disabled",
}


def role(word: str) -> str:
    """``Desg`` as ``designated``."""
    return _ROLES.get(word.lower(), word.lower())


def state(word: str) -> str:
    """``FWD`` as ``forwarding``; ``discarding``, as the standard says, stays."""
    return _STATES.get(word.lower(), word.lower())


def spanning_tree(text: str, platform: str) -> dict[str, Any]:
    """The model ``stp`` (see model.py) of ``show spanning-tree``; a VLAN is called by its number, another instance by its name."""
    model: dict[str, Any] = {}
    for head, told in sections(_INSTANCE, text):
        root, bridge, protocol = _ROOT.search(told), _BRIDGE.search(told), _PROTOCOL.search(told)
        more = root["more"] if root else ""
        own = "This bridge is the root" in more
        cost, port = _COST.search(more), _PORT.search(more)
        model[head["vlan"] or head["word"] or head["mst"].upper()] = {
            "protocol": protocol.group(1).lower() if protocol else None,
            "root": mac(root["address"]) if root else None,
            "root_bridge": own if root else None,
            "root_priority": integer(root["priority"]) if root else None,
            "root_cost": 0 if own else integer(cost.group(1)) if cost else None,
            "root_port": long_name(port.group(1), platform) if port else None,
            "bridge": mac(bridge["address"]) if bridge else None,
            "priority": integer(bridge["priority"]) if bridge else None,
            "ports": {
                long_name(row["port"], platform): {
                    "role": role(row["role"]),
                    "state": state(row["state"]),
                    "cost": int(row["cost"]),
                }
                for row in _ROW.finditer(told)
            },
        }
    return model
