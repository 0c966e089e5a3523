# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The models: their fields, how fragments join, and which models follow from others.

Shapes and field names are those of NAPALM's getters. A field a platform does
not show is None; a subset it cannot show at all is no model but an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from .names import long_name

Model = Any

_FACTS = ("vendor", "model", "serial_number", "hostname", "fqdn", "os_version", "uptime", "interface_list")
_INTERFACE = ("is_up", "is_enabled", "description", "last_flapped", "speed", "mtu", "mac_address")
_PEER = ("local_as", "remote_as", "remote_id", "is_up", "is_enabled", "description", "uptime", "address_family")
_NTP = ("synchronised", "stratum", "reference", "servers")
_ROUTE = ("protocol", "next_hop", "outgoing_interface", "preference", "metric", "current_active", "vrf")
_OSPF = ("address", "interface", "state", "is_full", "priority", "area")
_PREFIXES = ("received_prefixes", "accepted_prefixes", "sent_prefixes")
# Port channels: {port channel: {is_up, protocol: lacp|pagp|static, mode: active|passive|on, members: {port: {bundled, state}}}}.
# A member's state: bundled, down, suspended, hot-standby, individual, waiting, ...; bundled alone carries traffic.
_LACP = ("is_up", "protocol", "mode", "members")
# Spanning tree: {VLAN as its number, or MST0: {root: MAC, root_bridge: whether it is this device, priority: this device's,
# with the instance's number in it, ports: {port: {role, state, cost}}, ...}}. Roles and states are the standard's words.
_STP = ("protocol", "root", "root_bridge", "root_priority", "root_cost", "root_port", "bridge", "priority", "ports")
_DETAIL = (
    "parent_interface",
    "remote_chassis_id",
    "remote_system_name",
    "remote_port",
    "remote_port_description",
    "remote_system_description",
    "remote_system_capab",
    "remote_system_enable_capab",
)
_ARP = ("interface", "mac", "ip", "age")
_MAC = ("mac", "interface", "vlan", "static", "active", "moves", "last_move")
_STATS = (
    "remote",
    "referenceid",
    "synchronized",
    "stratum",
    "type",
    "when",
    "hostpoll",
    "reachability",
    "delay",
    "offset",
    "jitter",
)


def merge(first: Model, second: Model) -> Model:
    """Both fragments as one; where both know a value, the first one's stays. Neither argument is changed."""
    if isinstance(first, dict) and isinstance(second, dict):
        joined = dict(first)
        for key, value in second.items():
            joined[key] = merge(joined[key], value) if key in joined else value
        return joined
    if isinstance(first, list) and isinstance(second, list):
        return first + [item for item in second if item not in first]
    return second if first is None else first


def row(fields: tuple[str, ...], known: Mapping[str, Any]) -> dict[str, Any]:
    """``known`` with None for each of ``fields`` it lacks."""
    return {**dict.fromkeys(fields), **known}


def _rows(fields: tuple[str, ...]) -> Callable[[Model], Model]:
    return lambda model: {name: row(fields, item) for name, item in model.items()}


def _interfaces(model: Model) -> Model:
    """What a device tells of all its ports at once stands under ``*``."""
    shared = model.get("*") or {}
    return _rows(_INTERFACE)({name: merge(item, shared) for name, item in model.items() if name != "*"})


def _lists(fields: tuple[str, ...]) -> Callable[[Model], Model]:
    return lambda model: {name: [row(fields, item) for item in items] for name, items in model.items()}


def _table(fields: tuple[str, ...]) -> Callable[[Model], Model]:
    return lambda model: [row(fields, item) for item in model]


def _bgp(model: Model) -> Model:
    """Peers filled up; the VRF's own AS is each peer's where the peer tells none."""
    done = {}
    shared = (model.get("global") or {}).get("local_as")
    for vrf, instance in model.items():
        own = instance.get("local_as") or shared
        peers = {}
        for address, known in (instance.get("peers") or {}).items():
            elsewhere = [v for v in model if v != vrf and address in model[v].get("peers", {})]
            if vrf == "global" and elsewhere and "remote_id" not in known:
                continue  # a summary that names no VRF; the neighbour's own words do
            peer = row(_PEER, known)
            peer["local_as"] = peer["local_as"] if peer["local_as"] is not None else own
            families = peer["address_family"] or {}
            peer["address_family"] = {name: row(_PREFIXES, counts) for name, counts in families.items()}
            peers[address] = peer
        if peers or instance.get("router_id"):
            done[vrf] = {"router_id": instance.get("router_id"), "peers": peers}
    return done


def _ospf(model: Model) -> Model:
    return {vrf: _lists(_OSPF)(neighbors) for vrf, neighbors in model.items()}


def _unique_neighbors(model: Model) -> Model:
    """LLDP and CDP tell of the same neighbour: kept once, LLDP's words (they come first)."""
    done: dict[str, list[dict[str, Any]]] = {}
    for interface, found in model.items():
        seen: set[tuple[str, str]] = set()
        for neighbor in found:
            host = str(neighbor.get("hostname") or "").split(".", maxsplit=1)[0].lower()
            key = (host, long_name(str(neighbor.get("port") or "")).lower())
            if key not in seen:
                seen.add(key)
                done.setdefault(interface, []).append(row(("hostname", "port", "protocol"), neighbor))
    return done


def _instances(model: Model) -> Model:
    """An interface of another VRF is not the default's, although a list of all interfaces named it there."""
    default = model.get("default")
    if default is None:
        return model
    taken = {name for vrf, item in model.items() if vrf != "default" for name in item["interfaces"]["interface"] or ()}
    if default["interfaces"]["interface"] is None:
        return model
    kept = {name: item for name, item in default["interfaces"]["interface"].items() if name not in taken}
    return {**model, "default": {**default, "interfaces": {"interface": kept}}}


def _facts(model: Model) -> Model:
    """The domain a device tells apart completes its name."""
    known = dict(model)
    domain = known.pop("domain", None)
    host = str(known.get("hostname") or "")
    if "." in host and (host == known.get("fqdn") or (domain and host.endswith(f".{domain}"))):
        known["hostname"] = host.partition(".")[0]  # some systems put the domain into the name
    if known.get("fqdn") is None and known.get("hostname") and domain:
        known["fqdn"] = f"{known['hostname']}.{domain}"
    return row(_FACTS, known)


_FINISH: Mapping[str, Callable[[Model], Model]] = MappingProxyType(
    {
        "facts": _facts,
        "network_instances": _instances,
        "interfaces": _interfaces,
        "neighbors": _unique_neighbors,
        "lldp_neighbors_detail": _lists(_DETAIL),
        "bgp_neighbors": _bgp,
        "ospf_neighbors": _ospf,
        "routes": _lists(_ROUTE),
        "ntp": lambda model: {**row(_NTP, model), "servers": model.get("servers") or []},
        "ntp_stats": _table(_STATS),
        "arp_table": _table(_ARP),
        "mac_address_table": _table(_MAC),
        "lacp": _rows(_LACP),
        "stp": _rows(_STP),
    }
)


def finished(subset: str, model: Model) -> Model:
    """The model with every field its rows promise."""
    finish = _FINISH.get(subset)
    return finish(model) if finish else model


def placed(detail: Model, table: Model) -> Model:
    """Neighbours told without their local interface (key ``''``), put where the table of neighbours has them.

    The table cuts names at 20 characters; what it has no line for stays under ``''``.
    """
    rows = [(interface, item) for interface, found in table.items() for item in found]
    model = {interface: list(found) for interface, found in detail.items() if interface}
    lost = []
    for entry in detail.get("", []):
        match = next((row_ for row_ in rows if _same_neighbor(entry, row_[1])), None)
        if match is None:
            lost.append(entry)
        else:
            rows.remove(match)
            model.setdefault(match[0], []).append(entry)
    return {**model, **({"": lost} if lost else {})}


def _same_neighbor(entry: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    shown = line["hostname"]
    names = (entry["remote_system_name"], entry["remote_chassis_id"], entry["remote_chassis_id"].replace(":", ""))
    named = any(name and (name[:20].strip() == shown or name.lower() == shown.replace(".", "").lower()) for name in names)
    return line["port"] == entry["remote_port"] and (named or shown == "not advertised" or not entry["remote_system_name"])


def _brief(detail: Model) -> Model:
    return {
        interface: [
            {"hostname": n.get("remote_system_name") or n.get("remote_chassis_id") or "", "port": n.get("remote_port") or ""}
            for n in found
        ]
        for interface, found in detail.items()
    }


def _tagged(protocol: str) -> Callable[[Model], Model]:
    return lambda model: {interface: [{**n, "protocol": protocol} for n in found] for interface, found in model.items()}


def _time_servers(stats: Model) -> Model:
    """What the list of associations tells of the clock: a chosen source is what synchronised means."""
    chosen = next((s for s in stats if s.get("synchronized")), None)
    return {
        "synchronised": chosen is not None,
        "stratum": None if chosen is None or chosen.get("stratum") is None else int(chosen["stratum"]) + 1,
        "reference": chosen and chosen["remote"],
        "servers": [s["remote"] for s in stats],
    }


# subset -> the subsets it can be made from, best first, and how.
DERIVED: Mapping[str, tuple[tuple[str, Callable[[Model], Model]], ...]] = MappingProxyType(
    {
        "lldp_neighbors": (("lldp_neighbors_detail", _brief),),
        "neighbors": (("lldp_neighbors", _tagged("lldp")), ("cdp_neighbors", _tagged("cdp"))),
        "ntp": (("ntp_stats", _time_servers),),
    }
)
