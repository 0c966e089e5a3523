# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dell SmartFabric OS10: ``| display-xml``, the form it has for every command.

The box, interfaces and routes are read as recorded replies have them; neighbours,
peers and hardware addresses as the vendor's model names them, which no reply at
hand has proved: what is named otherwise there is unsupported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from ..bgp_words import known_router, vrf_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import asn, integer, ip, mac, number, prefix

PLATFORM = "dellemc.os10.os10"


def _tree(out: Output) -> ElementTree.Element:
    """The reply's root element, without what the terminal put around it."""
    shown = out.text
    start, end = shown.find("<rpc-reply"), shown.rfind("</rpc-reply>")
    if start < 0 or end < start or "<!" in shown.replace("<!--", ""):
        raise UnparsedError
    try:
        return ElementTree.fromstring(shown[start : end + len("</rpc-reply>")])  # noqa: S314 - no DTD, no entities: refused above
    except ElementTree.ParseError as error:
        raise UnparsedError from error


def _text(node: ElementTree.Element, *paths: str) -> str | None:
    """The text of the first of ``paths`` that has one."""
    for path in paths:
        found = node.findtext(path)
        if found and found.strip():
            return found.strip()
    return None


def _version(out: Output) -> Fragment:
    tree = _tree(out)
    version = _text(tree, ".//sw-version/sw-version")
    if version is None:
        raise UnparsedError
    return {
        "vendor": "Dell",
        "os_version": version,
        "model": _text(tree, ".//sw-version/sw-platform"),
        "hostname": _text(tree, ".//system-status/hostname"),
        "uptime": integer(shown) if (shown := _text(tree, ".//system-status/uptime")) else None,
    }


def _inventory(out: Output) -> Fragment:
    tree = _tree(out)
    serial = _text(tree, ".//node/mfg-info/service-tag", ".//mfg-info/service-tag")
    if serial is None:
        raise UnparsedError
    return {"serial_number": serial}


def _each(out: Output) -> Iterator[tuple[str, ElementTree.Element]]:
    found = [(name, node) for node in _tree(out).iter("interface") if (name := _text(node, "name"))]
    if not found:
        raise UnparsedError
    yield from found


def _interface_list(out: Output) -> Fragment:
    return {"interface_list": list(dict.fromkeys(name for name, _unused in _each(out)))}


def _interfaces(out: Output) -> Fragment:
    """Speed is told in bit/s; a port that is down tells 0."""
    model = {}
    for name, node in _each(out):
        up = _text(node, "oper-status") == "up"
        bits = number(_text(node, "speed") or "")
        model[name] = {
            "is_up": up,
            "is_enabled": _text(node, "admin-status", "enabled") in ("up", "true"),
            "description": _text(node, "description") or "",
            "mac_address": mac(_text(node, "phys-address", "current-phys-address") or ""),
            "mtu": integer(shown) if (shown := _text(node, "mtu")) else None,
            "speed": bits / 1e6 if bits else None,
        }
    return model


_ADDRESSES = (
    "ipv4-info/addr",
    "ipv4/address/primary-addr",
    "ipv4/address/secondary-addr",
    "ipv6-info/addr",
    "ipv6/ipv6-addresses/address",
)


def _addresses(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, node in _each(out):
        for path in _ADDRESSES:
            for element in node.findall(path):
                address, _slash, length = (element.text or "").strip().partition("/")
                if (found := ip(address)) and length.isdigit():
                    family = "ipv6" if ":" in found else "ipv4"
                    model.setdefault(name, {}).setdefault(family, {})[found] = {"prefix_length": int(length)}
    return model


_PROTOCOLS = {"connected-route": "connected", "direct": "connected", "static-route": "static"}


def _routes(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    tree = _tree(out)
    for vrf, within in _tables(tree):
        for node in within.iter("route"):
            network = prefix(_text(node, "destination-prefix") or "")
            word = (_text(node, "source-protocol") or "").lower()
            word = _PROTOCOLS.get(word, word.split("-")[0])
            if network is None:
                continue
            for hop in node.findall("next-hop"):
                address = ip(_text(hop, "address") or "")
                entry = {
                    "protocol": word,
                    "next_hop": "" if word == "connected" else address or "",
                    "outgoing_interface": _text(hop, "nhop-intf"),
                    "preference": integer(shown) if (shown := _text(hop, "distance")) else 0 if word == "connected" else None,
                    "metric": integer(shown) if (shown := _text(hop, "metric")) else None,
                    "current_active": _text(node, "is-active") == "true",
                    "vrf": vrf_name(vrf or out.vrf),
                }
                model.setdefault(network, []).append(entry)
    if not model and tree.find(".//data") is None:
        raise UnparsedError
    return model


def _tables(tree: ElementTree.Element) -> list[tuple[str | None, ElementTree.Element]]:
    instances = list(tree.iter("instance"))
    return [(_text(node, "vrf-name"), node) for node in instances] or [(None, tree)]


def _neighbors(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for name, node in _each(out):
        for info in node.iter("info"):
            chassis = _text(info, "rem-lldp-chassis-id") or ""
            if not chassis:
                raise UnparsedError
            entry = {
                "parent_interface": "",
                "remote_chassis_id": mac(chassis) or chassis,
                "remote_system_name": _text(info, "rem-system-name") or "",
                "remote_port": _text(info, "rem-lldp-port-id", "rem-port-id") or "",
                "remote_port_description": _text(info, "rem-port-desc", "rem-lldp-port-desc") or "",
                "remote_system_description": _text(info, "rem-system-desc") or "",
                "remote_system_capab": [],
                "remote_system_enable_capab": [],
            }
            model.setdefault(name, []).append(entry)
    return model


def _mac_table(out: Output) -> Fragment:
    rows = []
    for node in _tree(out).iter("fwd-table"):
        address = mac(_text(node, "mac-addr", "mac-address") or "")
        if address:
            vlan = _text(node, "vlan")
            rows.append(
                {
                    "mac": address,
                    "interface": _text(node, "if-name", "dot1d-port-index", "interface") or "",
                    "vlan": integer(vlan) if vlan else None,
                    "static": (_text(node, "entry-type", "status") or "").lower() == "static",
                    "active": True,
                }
            )
    if not rows:
        raise UnparsedError
    return rows


def _bgp(out: Output) -> Fragment:
    """Peers are elements with a remote address and a state, under whatever name the release has for them."""
    peers: dict[str, Any] = {}
    router = None
    for node in _tree(out).iter():
        router = router or _text(node, "router-id", "local-router-id")
        address, state = ip(_text(node, "remote-address", "peer-address") or ""), _text(node, "peer-state", "bgp-state", "state")
        if address and state:
            up = state.lower() == "established"
            peers[address] = {
                "remote_as": asn(_text(node, "remote-as", "peer-as") or ""),
                "local_as": asn(_text(node, "local-as") or ""),
                "is_up": up,
                "is_enabled": None,
                "remote_id": known_router(_text(node, "remote-router-id", "peer-router-id") or ""),
            }
    if not peers:
        raise UnparsedError
    return {vrf_name(out.vrf): {"router_id": known_router(router or ""), "peers": peers}}


_READERS = (
    ("facts", r"show version", _version),
    ("facts", r"show inventory", _inventory),
    ("facts", r"show interfaces?(?: status)?", _interface_list),
    ("interfaces", r"show interfaces?", _interfaces),
    ("interfaces_ip", r"show (?:(?:ip|ipv6) )?interfaces?(?: brief)?", _addresses),
    ("routes", r"show (?:ip|ipv6) route(?: .*)?", _routes),
    ("lldp_neighbors_detail", r"show lldp neighbors(?: .*)?", _neighbors),
    ("mac_address_table", r"show mac address-table", _mac_table),
    ("bgp_neighbors", r"show ip bgp neighbors", _bgp),
)
# A reply that the terminal put something around is a text to the registry; the reader takes the reply out of it.
PARSERS = tuple(form(*reader) for reader in _READERS for form in (structured, text))
