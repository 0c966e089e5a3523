# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: version, interfaces and their addresses, routing instances."""

from __future__ import annotations

from typing import Any

from ..registry import Fragment, Output, structured
from ..values import integer, ip, mac, megabits
from .elements import leaf, top


def _facts(out: Output) -> Fragment:
    first = top(out, "software-information")[0]
    host = leaf(first, "host-name")
    version = leaf(first, "junos-version") or next(
        (
            comment.partition("[")[2].rstrip("]")
            for package in first.get("package-information", [])
            if "[" in (comment := str(leaf(package, "comment")))
        ),
        None,
    )
    return {"vendor": "Juniper", "model": leaf(first, "product-model"), "hostname": host, "os_version": version}


def _interface(element: dict[str, Any], enabled: bool, up: bool) -> dict[str, Any]:
    """A logical interface has no MTU of its own but one of each protocol: the first one's is told."""
    speed = str(leaf(element, "speed") or "")
    protocols = element.get("address-family") or [{}]
    return {
        "is_enabled": enabled,
        "is_up": up,
        "description": leaf(element, "description") or "",
        "mac_address": mac(leaf(element, "current-physical-address")),
        "mtu": integer(leaf(element, "mtu") or leaf(protocols[0], "mtu")),
        "speed": megabits(speed, speed.lstrip("0123456789.")) if speed[:1].isdigit() else None,
    }


def _interfaces(out: Output) -> Fragment:
    """Physical and logical ones, as NAPALM lists them; a logical one is up with its flag and its physical one."""
    model = {}
    for answer in top(out, "interface-information"):
        for physical in answer.get("physical-interface", []):
            enabled, up = (leaf(physical, f"{kind}-status") == "up" for kind in ("admin", "oper"))
            model[leaf(physical, "name")] = _interface(physical, enabled, up)
            for logical in physical.get("logical-interface", []):
                flags = (logical.get("if-config-flags") or [{}])[0]
                down = "iff-device-down" in flags or "iff-down" in flags
                model[leaf(logical, "name")] = _interface(logical, enabled, up and not down)
    return model


def _addresses(out: Output) -> Fragment:
    """An address without destination is a host's own, /32 or /128."""
    model: dict[str, Any] = {}
    for answer in top(out, "interface-information"):
        for physical in answer.get("physical-interface", []):
            for logical in [physical, *physical.get("logical-interface", [])]:
                for family in logical.get("address-family", []):
                    for entry in family.get("interface-address", []):
                        _add(model.setdefault(leaf(logical, "name"), {}), entry)
    return {name: found for name, found in model.items() if found}


def _add(found: dict[str, Any], entry: dict[str, Any]) -> None:
    local, _unused, own = str(leaf(entry, "ifa-local")).partition("/")
    length = own or str(leaf(entry, "ifa-destination") or "").partition("/")[2]
    address = ip(local)
    if address:
        family, whole = ("ipv6", 128) if ":" in address else ("ipv4", 32)
        found.setdefault(family, {})[address] = {"prefix_length": integer(length) if length else whole}


def _names(out: Output) -> Fragment:
    answers = top(out, "interface-information")
    return {"interface_list": [leaf(physical, "name") for answer in answers for physical in answer.get("physical-interface", [])]}


def _instances(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for answer in top(out, "instance-information"):
        for core in answer.get("instance-core", []):
            name = leaf(core, "instance-name")
            kind = {"master": "DEFAULT_INSTANCE", "default": "DEFAULT_INSTANCE"}.get(name, "L3VRF")
            model["default" if name == "master" else name] = {
                "name": "default" if name == "master" else name,
                "type": kind,
                "state": {"route_distinguisher": leaf(core, "route-distinguisher") or ""},
                "interfaces": {"interface": {leaf(item, "interface-name"): {} for item in core.get("instance-interface", [])}},
            }
    return {name: item for name, item in model.items() if not name.startswith("__")}


PARSERS = (
    structured("facts", r"show version", _facts),
    structured("facts", r"show interfaces(?: extensive| detail)?", _names),
    structured("interfaces", r"show interfaces(?: \S+)?(?: extensive| detail)?", _interfaces),
    structured("interfaces_ip", r"show interfaces(?: \S+)?(?: extensive| detail| terse)?", _addresses),
    structured("network_instances", r"show route instance(?: detail| extensive)?", _instances),
)
