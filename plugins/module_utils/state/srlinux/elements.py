# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR Linux: ``info from state ... | as json``, the YANG tree as the CLI and JSON-RPC give it.

An answer starts at the top of the tree (``{"interface": [...]}``,
``{"system": {"lldp": ...}}``), with or without the module before a name
(``srl_nokia-interfaces:interface``); JSON-RPC answers with a list of such.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..bgp_words import family, known_router, vrf_name
from ..instances import network_instance
from ..registry import Fragment, Output, UnparsedError, structured
from ..values import asn, integer, ip, mac, megabits, prefix


def plain(node: Any) -> Any:
    """The tree without the modules' names."""
    if isinstance(node, dict):
        return {key.rpartition(":")[2] if ":" in key else key: plain(item) for key, item in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node


def tops(out: Output) -> list[dict[str, Any]]:
    data = plain(out.data)
    return [item for item in (data if isinstance(data, list) else [data]) if isinstance(item, dict)]


def each(out: Output, name: str) -> list[dict[str, Any]]:
    """The list ``name`` at the top. Raises UnparsedError where the answer has another one."""
    found = [item for top in tops(out) if isinstance(top.get(name), list) for item in top[name]]
    if not found:
        raise UnparsedError
    return found


def system(out: Output, *names: str) -> dict[str, Any]:
    """The container below ``system``, whether the answer starts above or below it."""
    for top in tops(out):
        node: Any = top.get("system", top)
        for name in names:
            node = node.get(name) if isinstance(node, dict) else None
        if isinstance(node, dict):
            return node
    raise UnparsedError


def _interfaces(out: Output) -> Fragment:
    model = {}
    for item in each(out, "interface"):
        ethernet = item.get("ethernet") or {}
        speed = str(ethernet.get("port-speed") or "")
        model[item["name"]] = {
            "is_up": item.get("oper-state") == "up",
            "is_enabled": item.get("admin-state") == "enable",
            "description": item.get("description", ""),
            "mac_address": mac(ethernet.get("hw-mac-address", "")),
            "mtu": item.get("mtu"),
            "speed": megabits(speed, speed[-1:]) if speed[-1:] in ("G", "M") else None,
        }
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [item["name"] for item in each(out, "interface")]}


def subinterfaces(out: Output) -> Iterator[tuple[str, dict[str, Any]]]:
    for item in each(out, "interface"):
        for unit in item.get("subinterface") or []:
            yield unit.get("name") or f"{item['name']}.{unit['index']}", unit


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, unit in subinterfaces(out):
        for version in ("ipv4", "ipv6"):
            for entry in (unit.get(version) or {}).get("address") or []:
                address, _slash, length = str(entry.get("ip-prefix", "")).partition("/")
                if (found := ip(address)) and length.isdigit():
                    model.setdefault(name, {}).setdefault(version, {})[found] = {"prefix_length": int(length)}
    return model


def _arp(out: Output) -> Fragment:
    return [
        {"interface": name, "mac": mac(entry.get("link-layer-address", "")), "ip": ip(entry["ipv4-address"]), "age": None}
        for name, unit in subinterfaces(out)
        for entry in ((unit.get("ipv4") or {}).get("arp") or {}).get("neighbor") or []
        if ip(entry.get("ipv4-address", ""))
    ]


def _information(out: Output) -> Fragment:
    told = system(out, "information")
    version = str(told.get("version", "")).removeprefix("v").partition("-")[0]
    return {"vendor": "Nokia", "os_version": version or None}


def _host(out: Output) -> Fragment:
    return {"hostname": system(out, "name").get("host-name")}


def _chassis(out: Output) -> Fragment:
    for top in tops(out):
        told = (top.get("platform") or top).get("chassis")
        if isinstance(told, dict):
            return {"vendor": "Nokia", "model": told.get("type"), "serial_number": told.get("serial-number")}
    raise UnparsedError


def _lldp(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in system(out, "lldp").get("interface") or []:
        for entry in item.get("neighbor") or []:
            able = entry.get("capability") or []
            chassis = str(entry.get("chassis-id", ""))
            model.setdefault(item["name"], []).append(
                {
                    "parent_interface": "",
                    "remote_chassis_id": mac(chassis) or chassis,
                    "remote_system_name": entry.get("system-name", ""),
                    "remote_port": entry.get("port-id", ""),
                    "remote_port_description": entry.get("port-description", ""),
                    "remote_system_description": entry.get("system-description", ""),
                    "remote_system_capab": [_capability(c) for c in able],
                    "remote_system_enable_capab": [_capability(c) for c in able if c.get("enabled")],
                }
            )
    return model


def _capability(entry: dict[str, Any]) -> str:
    return str(entry.get("name", "")).lower().replace("_", "-")


def _instances(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in each(out, "network-instance"):
        kind = str(item.get("type", ""))
        if kind != "mac-vrf":  # a bridge domain
            model[item["name"]] = network_instance(item["name"], "", [i["name"] for i in item.get("interface") or []])
    return model


def _bgp(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for item in each(out, "network-instance"):
        told = (item.get("protocols") or {}).get("bgp")
        if isinstance(told, dict):
            own = asn(told.get("autonomous-system"))
            peers = {
                str(ip(peer["peer-address"])): _peer(peer, own) for peer in told.get("neighbor") or [] if ip(peer["peer-address"])
            }
            router = known_router(told.get("router-id", ""))
            model[vrf_name(item["name"])] = {"router_id": router, "local_as": own, "peers": peers}
    return model


def _peer(peer: dict[str, Any], own: int | None) -> dict[str, Any]:
    up = peer.get("session-state") == "established"
    local = peer.get("local-as") or {}
    local = local[0] if isinstance(local, list) else local
    return {
        "remote_as": asn(peer.get("peer-as")),
        "local_as": asn(local.get("as-number")) or own,
        "remote_id": known_router(peer.get("peer-router-id", "")),
        "is_up": up,
        "is_enabled": peer.get("admin-state") == "enable",
        "description": peer.get("description", ""),
        "address_family": {
            family(entry["afi-safi-name"].rpartition(":")[2]): {
                "received_prefixes": integer(entry.get("received-routes", "")),
                "accepted_prefixes": integer(entry.get("active-routes", "")),
                "sent_prefixes": integer(entry.get("sent-routes", "")),
            }
            for entry in peer.get("afi-safi") or []
            if up and entry.get("oper-state") == "up"
        },
    }


_OWNERS = {
    "local": "connected",
    "host": "local",
    "bgp": "bgp",
    "ospf": "ospf",
    "isis": "isis",
    "static": "static",
    "aggregate": "aggregate",
}


def _routes(out: Output) -> Fragment:
    """Next hops are groups elsewhere in the tree: a route names their number only, so none is told."""
    model: dict[str, Any] = {}
    for item in each(out, "network-instance"):
        for version in ("ipv4", "ipv6"):
            table = ((item.get("route-table") or {}).get(f"{version}-unicast") or {}).get("route") or []
            for entry in table:
                network = prefix(str(entry.get(f"{version}-prefix", "")))
                if network:
                    model.setdefault(network, []).append(_route(entry, item["name"]))
    return model


def _route(entry: dict[str, Any], instance: str) -> dict[str, Any]:
    word = str(entry.get("route-type", "")).rpartition(":")[2]
    return {
        "protocol": _OWNERS.get(word, word or None),
        "next_hop": "",
        "outgoing_interface": None,
        "preference": entry.get("preference"),
        "metric": entry.get("metric"),
        "current_active": bool(entry.get("active")),
        "vrf": vrf_name(instance),
    }


def _mac_table(out: Output) -> Fragment:
    rows = []
    for item in each(out, "network-instance"):
        for entry in ((item.get("bridge-table") or {}).get("mac-table") or {}).get("mac") or []:
            kind = str(entry.get("type", ""))
            rows.append(
                {
                    "mac": mac(entry.get("address", "")),
                    "interface": str(entry.get("destination", "")).partition(" ")[0],
                    "vlan": None,
                    "static": "static" in kind or "irb" in kind,
                    "active": True,
                }
            )
    return rows


def _servers(out: Output) -> Fragment:
    return {entry["address"]: {} for entry in system(out, "ntp").get("server") or []}


def _clock(out: Output) -> Fragment:
    told = system(out, "ntp")
    servers = told.get("server") or []
    synchronised = told.get("synchronized")
    stratum = next((entry.get("stratum") for entry in servers if entry["address"] == synchronised), None)
    return {
        "synchronised": bool(ip(str(synchronised or ""))),
        "stratum": None if stratum is None else int(stratum) + 1,
        "reference": synchronised if ip(str(synchronised or "")) else None,
        "servers": [entry["address"] for entry in servers],
    }


INFO = r"info(?: from state)? /? ?"
NETWORK = rf"{INFO}network-instance \*"
PARSERS = (
    structured("facts", rf"{INFO}system information", _information),
    structured("facts", rf"{INFO}system name", _host),
    structured("facts", rf"{INFO}platform chassis", _chassis),
    structured("facts", rf"{INFO}interface \*", _names),
    structured("interfaces", rf"{INFO}interface \*", _interfaces),
    structured("interfaces_ip", rf"{INFO}interface \*(?: subinterface \*)?", _addresses),
    structured("arp_table", rf"{INFO}interface \*(?: subinterface \*)?", _arp),
    structured("lldp_neighbors_detail", rf"{INFO}system lldp(?: interface \*)?", _lldp),
    structured("network_instances", NETWORK, _instances),
    structured("bgp_neighbors", rf"{NETWORK}(?: protocols bgp)?", _bgp),
    structured("routes", rf"{NETWORK}(?: route-table(?: \S+)*)?", _routes),
    structured("mac_address_table", rf"{NETWORK}(?: bridge-table(?: \S+)*)?", _mac_table),
    structured("ntp_servers", rf"{INFO}system ntp", _servers),
    structured("ntp", rf"{INFO}system ntp", _clock),
)
