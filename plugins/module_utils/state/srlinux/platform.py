# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux: the box and its sensors, link aggregation, VLANs, OSPF, time, people and SNMP, as YANG tells them.

Written after the YANG models; an SR Linux has no spanning tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..bgp_words import vrf_name
from ..registry import Fragment, Output, UnparsedError, structured
from ..values import integer, ip, number
from .elements import INFO, NETWORK, each, subinterfaces, system, tops

_VLANS = 4094


def _platform(out: Output) -> dict[str, Any]:
    for top in tops(out):
        node = top.get("platform", top)
        if isinstance(node, dict) and {"control", "fan-tray", "power-supply"} & set(node):
            return node
    raise UnparsedError


def _environment(out: Output) -> Fragment:
    """Control modules have the processors, the memory and a sensor each; the first one's processors and memory count."""
    told = _platform(out)
    model: dict[str, Any] = {"fans": {}, "power": {}, "temperature": {}}
    for entry in told.get("fan-tray") or []:
        model["fans"][str(entry["id"])] = {"status": entry.get("oper-state") == "up"}
    for entry in told.get("power-supply") or []:
        model["power"][str(entry["id"])] = {
            "status": entry.get("oper-state") == "up",
            "capacity": number(entry["capacity"]) if "capacity" in entry else None,
            "output": number((entry.get("input") or {}).get("power", "")),
        }
    for entry in [*(told.get("control") or []), *(told.get("linecard") or [])]:
        heat = entry.get("temperature") or {}
        if heat.get("instant") is not None:
            alarm = bool(heat.get("alarm-status"))
            name = str(entry["slot"])
            model["temperature"][name] = {"temperature": float(heat["instant"]), "is_alert": alarm, "is_critical": alarm}
    for entry in (told.get("control") or [])[:1]:
        cores = {str(core["index"]): (core.get("total") or {}).get("instant") for core in entry.get("cpu") or []}
        model["cpu"] = {name: {"%usage": float(usage)} for name, usage in cores.items() if usage is not None}
        size = entry.get("memory") or {}
        if "physical" in size:
            model["memory"] = {"available_ram": integer(size["physical"]), "used_ram": integer(size.get("reserved", ""))}
    return {part: known for part, known in model.items() if known or part not in ("cpu", "memory")}


def _groups(out: Output) -> Fragment:
    """A member distributes once both ends are in step; without LACP it carries traffic when it is up."""
    model: dict[str, Any] = {}
    for item in each(out, "interface"):
        lag = item.get("lag")
        if isinstance(lag, dict):
            lacp = lag.get("lag-type") == "lacp"
            model[item["name"]] = {
                "is_up": item.get("oper-state") == "up",
                "protocol": "lacp" if lacp else "static",
                "mode": str((lag.get("lacp") or {}).get("lacp-mode", "ACTIVE")).lower() if lacp else "on",
                "members": {str(member["name"]): _member(member, lacp) for member in lag.get("member") or []},
            }
    return model


def _member(member: dict[str, Any], lacp: bool) -> dict[str, Any]:
    up = member.get("oper-state") == "up"
    bundled = up and (not lacp or bool((member.get("lacp") or {}).get("distributing")))
    return {"bundled": bundled, "state": "bundled" if bundled else "waiting" if up else "down"}


def _ranges(encapsulation: dict[str, Any]) -> Iterator[int]:
    single = (encapsulation.get("single-tagged") or {}).get("vlan-id")
    if str(single).isdigit():
        yield int(str(single))
    for entry in (encapsulation.get("single-tagged-range") or {}).get("low-vlan-id") or []:
        low = int(entry["range-low-vlan-id"])
        yield from range(low, min(int(entry.get("high-vlan-id", low)), _VLANS) + 1)


def _vlans(out: Output) -> Fragment:
    """The tags of bridged subinterfaces; the bridge domain's name is a VLAN's where the same answer tells of it."""
    domains = {
        port["name"]: item["name"]
        for top in tops(out)
        for item in top.get("network-instance") or []
        if str(item.get("type", "")).rpartition(":")[2] == "mac-vrf"
        for port in item.get("interface") or []
    }
    model: dict[str, Any] = {}
    for name, unit in subinterfaces(out):
        if str(unit.get("type", "")).rpartition(":")[2] == "bridged":
            for tag in _ranges((unit.get("vlan") or {}).get("encap") or {}):
                entry = model.setdefault(str(tag), {"name": domains.get(name), "interfaces": []})
                entry["interfaces"].append(name)
    return model


def _ospf(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in each(out, "network-instance"):
        told = (item.get("protocols") or {}).get("ospf") or {}
        for instance in told.get("instance") or []:
            for area in instance.get("area") or []:
                for port in area.get("interface") or []:
                    for entry in port.get("neighbor") or []:
                        found = model.setdefault(vrf_name(item["name"]), {}).setdefault(str(entry["router-id"]), [])
                        found.append(_adjacency(entry, str(port["interface-name"]), str(area["area-id"])))
    return model


def _adjacency(entry: dict[str, Any], interface: str, area: str) -> dict[str, Any]:
    state = str(entry.get("adjacency-state", "")).upper()
    return {
        "address": ip(str(entry.get("address", ""))),
        "interface": interface,
        "state": state or None,
        "is_full": state == "FULL",
        "priority": entry.get("priority"),
        "area": area,
    }


def _associations(out: Output) -> Fragment:
    told = system(out, "ntp")
    return [
        {
            "remote": entry["address"],
            "synchronized": entry["address"] == told.get("synchronized"),
            "stratum": integer(entry.get("stratum", "")),
            "hostpoll": integer(entry.get("poll-interval", "")),
            "delay": number(entry.get("root-delay", "")),
            "offset": number(entry.get("offset", "")),
            "jitter": number(entry.get("jitter", "")),
        }
        for entry in told.get("server") or []
    ]


def _users(out: Output) -> Fragment:
    """``admin`` has a container of its own. Rights are roles of free choice: a level is told of him and of superusers only."""
    told = system(out, "aaa", "authentication")
    accounts = [{"username": "admin", **told["admin-user"]}] if isinstance(told.get("admin-user"), dict) else []
    accounts += told.get("user") or []
    return {
        str(account["username"]): {
            "level": 15 if account["username"] == "admin" or account.get("superuser") else None,
            "password": None,
            "sshkeys": list(account.get("ssh-key") or []),
        }
        for account in accounts
    }


def _place(out: Output) -> Fragment:
    told = system(out, "information")
    return {"location": told.get("location", ""), "contact": told.get("contact", ""), "chassis_id": None, "community": {}}


def _communities(out: Output) -> Fragment:
    """SR Linux answers SNMP, it takes no orders by it. Communities are told by their place."""
    told = system(out, "snmp")
    entries = [entry for group in told.get("access-group") or [] for entry in group.get("community-entry") or []]
    entries += [told["community"]] if told.get("community") else []
    return {"community": {f"community {place}": {"mode": "ro", "acl": None} for place, _unused in enumerate(entries, 1)}}


_PORTS = rf"{INFO}interface \*"
PARSERS = (
    structured("environment", rf"{INFO}platform", _environment),
    structured("lacp", rf"{_PORTS}(?: lag)?", _groups),
    structured("vlans", rf"{_PORTS}(?: subinterface \*)?", _vlans),
    structured("ospf_neighbors", rf"{NETWORK}(?: protocols ospf)?", _ospf),
    structured("ntp_stats", rf"{INFO}system ntp", _associations),
    structured("users", rf"{INFO}system aaa authentication", _users),
    structured("snmp", rf"{INFO}system information", _place),
    structured("snmp", rf"{INFO}system snmp", _communities),
)
