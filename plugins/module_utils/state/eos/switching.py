# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: members of port channels, spanning tree."""

from __future__ import annotations

from typing import Any

from ..bundles import channel_summary
from ..registry import Fragment, Output, structured, text
from ..spanning import role, spanning_tree, state
from ..values import integer, mac

PLATFORM = "arista.eos.eos"


def _channels(out: Output) -> Fragment:
    return channel_summary(out.text, PLATFORM)


def _tree(out: Output) -> Fragment:
    return spanning_tree(out.text, PLATFORM)


def _name(instance: str) -> str:
    """``VL10`` is VLAN 10; ``MST0`` keeps its name."""
    return instance[2:] if instance.startswith("VL") and instance[2:].isdigit() else instance.upper()


def _tree_json(out: Output) -> Fragment:
    return {_name(name): _instance(item) for name, item in out.data["spanningTreeInstances"].items()}


def _instance(item: dict[str, Any]) -> dict[str, Any]:
    """A bridge that is the root has no root port."""
    root, bridge = item.get("rootBridge") or {}, item.get("bridge") or {}
    root_mac, own_mac = mac(root.get("macAddress")), mac(bridge.get("macAddress"))
    port = item.get("rootPort") or {}
    own = root_mac == own_mac if root_mac and own_mac else None
    return {
        "protocol": item.get("protocol"),
        "root": root_mac,
        "root_bridge": own,
        "root_priority": _priority(root),
        "root_cost": 0 if own else integer(port["cost"]) if port.get("cost") is not None else None,
        "root_port": port.get("interface"),
        "bridge": own_mac,
        "priority": _priority(bridge),
        "ports": {
            name: {"role": role(told["role"]), "state": state(told["state"]), "cost": integer(told.get("cost"))}
            for name, told in (item.get("interfaces") or {}).items()
        },
    }


def _priority(bridge: dict[str, Any]) -> int | None:
    """With the instance's number in it, as the text shows it."""
    known = bridge.get("priority")
    return None if known is None else int(known) + int(bridge.get("systemIdExtension") or 0)


_NO_CHANNELS = r".*Number of channels in use: 0.*"
PARSERS = (
    text("lacp", r"show port-channel (?:dense|summary)", _channels, empty=_NO_CHANNELS),
    structured("stp", r"show spanning-tree", _tree_json),
    text(
        "stp",
        r"show spanning-tree",
        _tree,
        empty=r"(?:Spanning-tree has been disabled in the configuration\.?|No spanning tree instances? exists?\.?)?",
    ),
)
