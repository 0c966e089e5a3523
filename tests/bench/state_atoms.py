# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model as a set of identities, and as the values that it knows: what two models are compared by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ansible_collections.auto.factory.plugins.module_utils.state.names import long_name
from ansible_collections.auto.factory.plugins.module_utils.state.values import ip, mac, prefix

Atom = tuple[Any, ...]
_ABSENT = frozenset({"", "n/a", "unknown", "none", "-1", "-1.0", "-"})
_FACTS = ("hostname", "os_version", "serial_number")


def _name(shown: object, platform: str) -> str:
    return long_name(str(shown), platform).lower().replace(" ", "")


def _vrf(name: str) -> str:
    return "global" if name.lower() in ("global", "default", "base", "master", "") else name


Rows = Iterator[tuple[Atom, dict[str, Any]]]


def _facts(model: Any, _platform: str) -> Rows:
    yield ("facts",), {**model, "interface_list": None}


def _addresses(model: Any, platform: str) -> Rows:
    for name, families in model.items():
        for found in families.values():
            for address, fields in found.items():
                yield (_name(name, platform), ip(address)), fields


def _arp(model: Any, _platform: str) -> Rows:
    return (((ip(fields["ip"]), mac(fields["mac"])), {}) for fields in model)


def _mac_table(model: Any, _platform: str) -> Rows:
    for fields in model:
        vlan = fields["vlan"] or 0
        yield (mac(fields["mac"]), max(vlan, 0)), {"static": fields["static"]}


def _stats(model: Any, _platform: str) -> Rows:
    keep = ("stratum", "synchronized", "delay", "offset")
    return (((fields["remote"],), {key: fields.get(key) for key in keep}) for fields in model)


def _neighbors(host: str) -> Callable[[Any, str], Rows]:
    def read(model: Any, platform: str) -> Rows:
        return (((_name(name, platform), str(n[host]).lower()), {}) for name, found in model.items() for n in found)

    return read


def _bgp(model: Any, _platform: str) -> Rows:
    for vrf, instance in model.items():
        for address, fields in instance["peers"].items():
            yield (_vrf(vrf), ip(address)), {key: fields.get(key) for key in ("remote_as", "is_up", "is_enabled")}


def _environment(model: Any, _platform: str) -> Rows:
    for part in ("fans", "power", "temperature", "cpu"):
        for name, fields in (model.get(part) or {}).items():
            yield (part, str(name).lower()), fields


def _routes(model: Any, _platform: str) -> Rows:
    for network, paths in model.items():
        for path in paths:
            yield (prefix(network), ip(path["next_hop"] or "") or ""), {"preference": path.get("preference")}


def _instances(model: Any, _platform: str) -> Rows:
    return (((name,), {}) for name in model if _vrf(name) != "global")


def _vlans(model: Any, _platform: str) -> Rows:
    return (((str(name),), {"name": fields.get("name")}) for name, fields in model.items())


def _interfaces(model: Any, platform: str) -> Rows:
    keep = ("is_up", "is_enabled", "description", "mac_address", "mtu", "speed")
    return (((_name(name, platform),), {key: fields.get(key) for key in keep}) for name, fields in model.items())


def _names(model: Any, _platform: str) -> Rows:
    return (((ip(name) or name,), {}) for name in model)


_SHAPES: dict[str, Callable[[Any, str], Rows]] = {
    "facts": _facts,
    "interfaces": _interfaces,
    "interfaces_ip": _addresses,
    "arp_table": _arp,
    "mac_address_table": _mac_table,
    "ntp_stats": _stats,
    "ntp_servers": _names,
    "ntp_peers": _names,
    "lldp_neighbors": _neighbors("hostname"),
    "lldp_neighbors_detail": _neighbors("remote_system_name"),
    "bgp_neighbors": _bgp,
    "environment": _environment,
    "routes": _routes,
    "network_instances": _instances,
    "vlans": _vlans,
}


def rows(subset: str, model: Any, platform: str) -> Rows:
    """(identity, fields) of everything in ``model``, in the shape of NAPALM's getters."""
    return _SHAPES[subset](model, platform)


def atoms(subset: str, model: Any, platform: str) -> set[Atom]:
    """The identities; of the facts the values that name a device."""
    if subset == "facts":
        return {(name, _fact(name, model[name])) for name in _FACTS if _known(model.get(name))}
    if subset == "routes":
        return {(identity[0],) for identity, _fields in rows(subset, model, platform)}
    return {identity for identity, _fields in rows(subset, model, platform)}


def known_fields(subset: str, model: Any, platform: str) -> dict[Atom, Any]:
    """(identity, field) -> value, of every value that is one."""
    return {
        (identity, name): _plain(value)
        for identity, fields in rows(subset, model, platform)
        for name, value in (fields or {}).items()
        if _known(value) and not isinstance(value, (dict, list))
    }


def _known(value: Any) -> bool:
    return value is not None and (isinstance(value, bool) or str(value).strip().lower() not in _ABSENT)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return float(value) if isinstance(value, (int, float)) else mac(value) or " ".join(str(value).lower().split())


def _fact(name: str, value: Any) -> str:
    """Of a version only the number: some tell it with the name of the software around it."""
    found = re.search(r"\d+\.\d[\w.()-]*", str(value)) if name == "os_version" else None
    return found.group().lower() if found else str(_plain(value))


def _nodes(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(tree, dict):
        yield path, tree
        for key, value in tree.items():
            yield from _nodes(value, (*path, str(key)))


def _below(tree: Any, *names: str) -> Iterator[str]:
    return (str(key) for path, node in _nodes(tree) if path and path[-1] in names for key in node)


def _genie_bgp(tree: Any, _platform: str) -> set[Atom]:
    found = ((path, ip(str(key))) for path, node in _nodes(tree) if path and path[-1] == "neighbor" for key in node)
    return {(_vrf(path[path.index("vrf") + 1] if "vrf" in path else ""), address) for path, address in found if address}


def _genie_arp(tree: Any, _platform: str) -> set[Atom]:
    pairs = ((node.get("ip"), node.get("link_layer_address")) for _path, node in _nodes(tree))
    return {(ip(str(address)), mac(shown)) for address, shown in pairs if address and mac(shown or "")}


def _genie_lldp(tree: Any, platform: str) -> set[Atom]:
    return {
        (_name(path[path.index("interfaces") + 1], platform), str(name).lower())
        for path, node in _nodes(tree)
        if path and path[-1] == "neighbors" and "interfaces" in path
        for name in node
    }


def _genie_facts(tree: Any, _platform: str) -> set[Atom]:
    told = tree.get("version", tree)
    if not isinstance(told, dict):
        return set()
    told = {**told, **told["platform"]} if isinstance(told.get("platform"), dict) else told
    software, hardware = (told.get(name) if isinstance(told.get(name), dict) else {} for name in ("software", "hardware"))
    found = {
        "hostname": told.get("hostname") or hardware.get("device_name"),
        "serial_number": told.get("chassis_sn") or hardware.get("processor_board_id"),
        "os_version": told.get("version") or told.get("software_version") or software.get("system_version"),
    }
    return {(name, _fact(name, value)) for name, value in found.items() if _known(value)}


_GENIE: dict[str, Callable[[Any, str], set[Atom]]] = {
    "facts": _genie_facts,
    "interfaces": lambda tree, platform: {(_name(name, platform),) for name in tree if isinstance(tree[name], dict)},
    "vlans": lambda tree, _platform: {(name,) for name in _below(tree, "vlans") if name.isdigit()},
    "routes": lambda tree, _platform: {(prefix(name),) for name in _below(tree, "routes") if prefix(name)},
    "bgp_neighbors": _genie_bgp,
    "arp_table": _genie_arp,
    "network_instances": lambda tree, _platform: {
        (name,) for name in (tree.get("vrf") or tree.get("vrfs") or tree) if _vrf(str(name)) != "global"
    },
    "lldp_neighbors_detail": _genie_lldp,
}


def genie_atoms(subset: str, tree: Any, platform: str) -> set[Atom]:
    """The same identities out of genie's trees."""
    return _GENIE[subset](tree, platform)
