# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a template's rows to a subset's fragment: one small function for each shape of model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ..bgp_words import known_router, vrf_name
from ..instances import network_instance
from ..names import long_name
from ..registry import Fragment, UnparsedError
from ..values import ip, mask_length, prefix
from .fields import ADDRESSES, LENGTHS, key, listed, named, values
from .fields import FIELDS as _FIELDS
from .templates import Row

_PREFIX_V4, _PREFIX_V6 = 32, 128


class _Rows:
    """Rows of one output, and the platform whose interfaces they name (by Ansible's word)."""

    def __init__(self, rows: list[Row], platform: str, vrf: str | None) -> None:
        self.rows, self.platform, self.vrf = rows, platform, vrf

    def long(self, name: str | None) -> str:
        return long_name(name, self.platform) if name else ""

    def each(self, subset: str) -> list[tuple[str, dict[str, Any], Row]]:
        """(key, fields, row) of each row that has a key."""
        return [(name, values(row, subset), row) for row in self.rows if (name := key(row, subset)) is not None]


def _facts(given: _Rows) -> Fragment:
    return next((found for row in given.rows if any((found := values(row, "facts")).values())), {})


def _interfaces(given: _Rows) -> Fragment:
    return {given.long(name): fields for name, fields, _unused in given.each("interfaces")}


def _length(row: Row, number: int, text: str) -> int | None:
    """The prefix length that belongs to the address ``text``, the ``number``-th of its row."""
    if "/" in text:
        tail = text.partition("/")[2]
        return int(tail) if tail.isdigit() else mask_length(tail)
    for name in LENGTHS:
        found = row.get(name)
        item = found[number] if isinstance(found, list) and number < len(found) else found
        if isinstance(item, str) and item.strip():
            item = item.strip().lstrip("/")
            return int(item) if item.isdigit() else mask_length(item)
    return None


def _interfaces_ip(given: _Rows) -> Fragment:
    model: dict[str, Any] = {}
    for name, _unused, row in given.each("interfaces_ip"):
        for source in ADDRESSES:
            for number, text in enumerate(listed(row.get(source, ""))):
                address = ip(text.partition("/")[0])
                if address and address not in ("0.0.0.0", "::"):  # noqa: S104 - what devices print for none
                    family = "ipv6" if ":" in address else "ipv4"
                    length = {"prefix_length": _length(row, number, text)}
                    model.setdefault(given.long(name), {}).setdefault(family, {}).setdefault(address, length)
    return model


_PORTS = ("interfaces", "ports", "interface", "vlan_port_members", "port")


def _vlans(given: _Rows) -> Fragment:
    model: dict[str, Any] = {}
    for name, fields, row in given.each("vlans"):
        source = next((s for s in _PORTS if s in row), None)
        entry = model.setdefault(name, {"name": fields.get("name"), "interfaces": None if source is None else []})
        if source is not None:
            entry["interfaces"] += [given.long(port) for port in listed(row[source])]
    return model


def _table(subset: str, wanted: str) -> Callable[[_Rows], Fragment]:
    """A subset that is a list: rows that have the field ``wanted``."""

    def read(given: _Rows) -> Fragment:
        found = []
        for row in given.rows:
            fields = values(row, subset)
            if fields.get(wanted) is None:
                continue
            if "interface" in fields:
                fields["interface"] = given.long(fields["interface"])
            if fields.get("vrf", "") is None:
                del fields["vrf"]
            found.append(fields)
        return found

    return read


def _neighbors(subset: str) -> Callable[[_Rows], Fragment]:
    def read(given: _Rows) -> Fragment:
        model: dict[str, Any] = {}
        empty = {field.name: "" for field in _FIELDS[subset]}
        for name, fields, row in given.each(subset):
            told = {item: found for item, found in fields.items() if found is not None}
            if told:
                entry = {**empty, **told, **(_capabilities(row) if subset == "lldp_neighbors_detail" else {})}
                model.setdefault(given.long(name), []).append(entry)
        return model

    return read


def _capabilities(row: Row) -> dict[str, Any]:
    found = next((row[n] for n in ("capabilities_supported", "system_capabilities_supported", "capabilities") if row.get(n)), "")
    enabled = next((row[n] for n in ("capabilities_enabled", "capabilities") if row.get(n)), "")
    return {
        "parent_interface": "",
        "remote_system_capab": [word.lower() for word in listed(found)],
        "remote_system_enable_capab": [word.lower() for word in listed(enabled)],
    }


def _bgp(given: _Rows) -> Fragment:
    model: dict[str, Any] = {}
    for name, fields, _unused in given.each("bgp_neighbors"):
        address = ip(name)
        if address is None:
            continue
        instance = model.setdefault(vrf_name(fields.pop("vrf", None) or given.vrf), {"peers": {}})
        router, state, received = fields.pop("router_id", None), fields.pop("state", None) or "", fields.pop("received", None)
        if router:
            instance["router_id"] = known_router(router)
        up = state.isdigit() or state.lower().startswith("establ")
        counts = state if state.isdigit() else received
        peer = {
            **fields,
            "is_up": up if state else None,
            "is_enabled": "admin" not in state.lower() and "shut" not in state.lower(),
        }
        peer["uptime"] = fields.get("uptime") if up else None
        if up and counts and counts.isdigit():
            peer["address_family"] = {"ipv6" if ":" in address else "ipv4": {"received_prefixes": int(counts)}}
        instance["peers"].setdefault(address, peer)
    return model


def _ospf(given: _Rows) -> Fragment:
    model: dict[str, Any] = {}
    for name, fields, _unused in given.each("ospf_neighbors"):
        state = (fields.get("state") or "").partition("/")[0].upper()
        entry = {**fields, "interface": given.long(fields.get("interface")), "state": state or None, "is_full": state == "FULL"}
        model.setdefault(name, []).append(entry)
    return {vrf_name(given.vrf): model} if model else {}


_PROTOCOLS: Mapping[str, str] = MappingProxyType(
    {
        **{word: word for word in ("connected", "local", "static", "bgp", "ospf", "rip", "eigrp", "isis", "kernel", "unr")},
        "c": "connected",
        "direct": "connected",
        "l": "local",
        "s": "static",
        "s*": "static",
        "b": "bgp",
        "ibgp": "bgp",
        "ebgp": "bgp",
        "o": "ospf",
        "ia": "ospf",
        "o_ase": "ospf",
        "r": "rip",
        "d": "eigrp",
        "i": "isis",
        "k": "kernel",
    }
)


def _routes(given: _Rows) -> Fragment:
    model: dict[str, Any] = {}
    for name, fields, row in given.each("routes"):
        length = _length(row, 0, name)
        address = name.partition("/")[0]
        network = prefix(f"{address}/{length if length is not None else _PREFIX_V6 if ':' in address else _PREFIX_V4}")
        if network is None:
            continue
        word = (fields.get("protocol") or "").strip("*> ")
        paths = zip(*(_several(row, field) for field in ("next_hop", "outgoing_interface")), strict=False)
        for hop, interface in paths:
            entry = {
                **fields,
                "protocol": _PROTOCOLS.get(word.split(" ")[0].lower(), word.lower() or None),
                "next_hop": ip(hop) or "",
                "outgoing_interface": given.long(interface) or None,
                "current_active": None,
                "vrf": vrf_name(fields.get("vrf") or given.vrf),
            }
            model.setdefault(network, []).append(entry)
    return model


def _several(row: Row, name: str) -> list[str]:
    """Next hops and interfaces may be lists, one for each path; always as many as there are paths."""
    field = next(field for field in _FIELDS["routes"] if field.name == name)
    found = next((row[s] for s in field.sources if s in row), "")
    items = found if isinstance(found, list) else [found]
    most = max((len(v) for v in row.values() if isinstance(v, list)), default=1)
    return [str(item) for item in items] + [str(items[-1]) if items and name == "next_hop" else ""] * (most - len(items))


def _instances(given: _Rows) -> Fragment:
    model: dict[str, Any] = {}
    for name, fields, row in given.each("network_instances"):
        label = "default" if name.lower() == "default" else name
        entry = model.setdefault(label, network_instance(label, fields.get("rd") or "", ()))
        for source in ("interface", "interfaces", "interface_list"):
            entry["interfaces"]["interface"].update({given.long(port): {} for port in listed(row.get(source, ""))})
    return model


def _servers(given: _Rows) -> Fragment:
    return {name: {} for name, _fields, _unused in given.each("ntp_servers")}


_SHAPES: Mapping[str, Callable[[_Rows], Fragment]] = MappingProxyType(
    {
        "facts": _facts,
        "interfaces": _interfaces,
        "interfaces_ip": _interfaces_ip,
        "vlans": _vlans,
        "arp_table": _table("arp_table", "ip"),
        "mac_address_table": _table("mac_address_table", "mac"),
        "ntp_stats": _table("ntp_stats", "remote"),
        "lldp_neighbors": _neighbors("lldp_neighbors"),
        "lldp_neighbors_detail": _neighbors("lldp_neighbors_detail"),
        "cdp_neighbors": _neighbors("cdp_neighbors"),
        "bgp_neighbors": _bgp,
        "ospf_neighbors": _ospf,
        "routes": _routes,
        "network_instances": _instances,
        "ntp_servers": _servers,
    }
)
SUBSETS = tuple(_SHAPES)


def fragment(subset: str, rows: list[Row], library: str, platform: str, vrf: str | None = None) -> Fragment:
    """The fragment of ``subset``; ``library`` is the platform's name there, ``platform`` Ansible's.

    Raises UnparsedError when the rows hold nothing of it.
    """
    found = _SHAPES[subset](_Rows([named(row, library) for row in rows], platform, vrf))
    if not found:
        raise UnparsedError
    return found
