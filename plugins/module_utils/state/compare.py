# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is different between two snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import InputError

# Not of a device's state: its configuration has a diff of its own, the others are remarks.
_NOT_STATE = frozenset({"config", "unsupported", "unparsed"})
# They move on a device on which nothing happens.
MOVING = frozenset(
    {
        "uptime", "last_flapped", "age", "when", "delay", "offset", "jitter", "reachability", "moves", "last_move",
        "%usage", "used_ram", "available_ram", "output", "received_prefixes", "accepted_prefixes", "sent_prefixes",
    }
)  # fmt: skip
# What makes an entry of a list the same entry in both.
_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "arp_table": ("ip", "interface"),
    "mac_address_table": ("mac", "vlan", "interface"),
    "ntp_stats": ("remote",),
    "routes": ("vrf", "protocol", "next_hop", "outgoing_interface"),
    "route_to": ("vrf", "protocol", "next_hop", "outgoing_interface"),
    "ospf_neighbors": ("address", "interface"),
    "neighbors": ("hostname", "port"),
    "lldp_neighbors": ("hostname", "port"),
    "lldp_neighbors_detail": ("remote_chassis_id", "remote_port"),
}


def state_diff(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """``{subset: {added, removed, changed}}`` of what both snapshots hold.

    ``added`` and ``removed`` are ``{path: value}``, ``changed`` is ``{path:
    {before, after}}``; a path is the keys joined by ``/``, with slashes in a
    key (interfaces, prefixes) kept: ``GigabitEthernet0/1/is_up``. Counters and
    clocks, which move by themselves, do not count. A subset only one snapshot
    holds is left out: it was not seen twice. A subset without a difference has
    no entry.
    """
    for name, snapshot in (("before", before), ("after", after)):
        if not isinstance(snapshot, Mapping):
            raise InputError(f"{name} is {type(snapshot).__name__}, not a snapshot", f"state_diff: {name}")
    found = {}
    for subset in before:
        if subset in after and subset not in _NOT_STATE:
            difference: dict[str, dict[str, Any]] = {"added": {}, "removed": {}, "changed": {}}
            _compare(before[subset], after[subset], (), _IDENTITY.get(subset, ()), difference)
            if any(difference.values()):
                found[subset] = difference
    return found


def _compare(old: Any, new: Any, path: tuple[str, ...], identity: tuple[str, ...], found: dict[str, dict[str, Any]]) -> None:
    if isinstance(old, list) and isinstance(new, list):
        old, new = _keyed(old, identity), _keyed(new, identity)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*old, *(key for key in new if key not in old)]:
            if key in MOVING:
                continue
            here = (*path, str(key))
            if key not in new:
                found["removed"]["/".join(here)] = old[key]
            elif key not in old:
                found["added"]["/".join(here)] = new[key]
            else:
                _compare(old[key], new[key], here, identity, found)
    elif old != new:
        found["changed"]["/".join(path)] = {"before": old, "after": new}


def _keyed(entries: list[Any], identity: tuple[str, ...]) -> dict[str, Any]:
    """The entries by what identifies them; equal ones are told apart by their number."""
    keyed: dict[str, Any] = {}
    for entry in entries:
        if isinstance(entry, Mapping) and identity:
            key = " ".join(str(entry[part]) for part in identity if entry.get(part) not in (None, ""))
        else:
            key = str(entry)
        unique, number = key, 2
        while unique in keyed:
            unique, number = f"{key} #{number}", number + 1
        keyed[unique] = entry
    return keyed
