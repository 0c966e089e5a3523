# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS and IOS-XE: the routing table."""

from __future__ import annotations

import re
from typing import Any

from ..names import long_name
from ..registry import Fragment, NothingThereError, Output, UnparsedError, text
from ..values import classful_length, integer, ip, mask_length, prefix

PLATFORM = "cisco.ios.ios"

# The codes 'show ip route' explains in its own head; the first letters tell the protocol.
_PROTOCOLS = {
    "L": "local", "C": "connected", "S": "static", "R": "rip", "M": "mobile", "B": "bgp", "D": "eigrp", "EX": "eigrp",
    "O": "ospf", "IA": "ospf", "N1": "ospf", "N2": "ospf", "E1": "ospf", "E2": "ospf", "OI": "ospf", "OE1": "ospf",
    "OE2": "ospf", "ON1": "ospf", "ON2": "ospf", "i": "isis", "I1": "isis", "I2": "isis", "U": "static", "o": "odr",
    "P": "static", "H": "nhrp", "l": "lisp", "a": "application", "ND": "nd", "NDp": "nd", "NDr": "nd", "I": "igrp",
    "E": "egp", "lr": "lisp", "ld": "lisp", "la": "lisp", "Ln": "local", "m": "omp", "n": "nat", "Ni": "nat",
    "No": "nat", "Nd": "nat", "k": "static",
}  # fmt: skip

_SUBNETTED = re.compile(
    r"^\s*(?P<net>\d+\.\d+\.\d+\.\d+)(?:/(?P<length>\d+)| (?P<mask>\d+\.\d+\.\d+\.\d+))"
    r" is (?:variably )?subnetted"
)
_TABLE = re.compile(r"^\s*Routing Table: (\S+)")
_CODE = (
    r"(?P<code>(?!via\b|is\b)[A-Za-z]{1,3}\d?)(?P<flags>[*%+&p ]*)"
    r"(?P<sub>(?:[A-Z][A-Z]?\d?|[A-Z][a-z]|ia|su)?)(?P<flags2>[*%+&p ]*)"
)
_ENTRY = re.compile(
    rf"^\s*{_CODE}\s+(?P<net>\d+\.\d+\.\d+\.\d+)(?:/(?P<length>\d+)|\s+(?P<mask>255\.\d+\.\d+\.\d+))?"
    r"(?:\s+(?P<rest>(?:\[|is |via ).*))?$"
)
_PATH = re.compile(r"^\s+(?P<rest>(?:\[\d+/\d+\]|via |is directly).*)$")
_METRIC = re.compile(r"\[(\d+)/(\d+)\]")
_VIA = re.compile(r"via (?P<hop>\d+\.\d+\.\d+\.\d+|[\dA-Fa-f:]*:[\dA-Fa-f:.]+)")
_INTERFACE = re.compile(
    r"(?:, |^via |connected, |summary, (?:\S+, )?)(?P<name>(?!\S*::)[A-Z][A-Za-z-]*[\d/.:]+)(?:%\S+)?\s*(?:,|\(|$)"
)


def _path(rest: str, shared: dict[str, Any]) -> dict[str, Any]:
    hop, interface = _VIA.search(rest), _INTERFACE.search(rest)
    return {
        **shared,
        "next_hop": (ip(hop["hop"]) or "") if hop else "",
        "outgoing_interface": long_name(interface["name"], PLATFORM) if interface else None,
    }


def _shared(protocol: str, rest: str, vrf: str) -> dict[str, Any]:
    """What all paths of one route have in common. Everything IOS shows here is in use."""
    found = _METRIC.search(rest)
    known = 0 if protocol in ("connected", "local") else 1 if protocol == "static" else None
    return {
        "protocol": protocol,
        "preference": integer(found[1]) if found else known,
        "metric": integer(found[2]) if found else 0 if known is not None else None,
        "current_active": True,
        "vrf": vrf,
    }


class _Table:
    """The lines of ``show ip route``, read one after the other: each may go on with the one before."""

    def __init__(self, vrf: str) -> None:
        self.vrf = vrf
        self.model: dict[str, list[dict[str, Any]]] = {}
        self.subnetted: tuple[str, str] | None = None
        self.route: tuple[str, str] | None = None

    def line(self, text_: str) -> None:
        if found := _TABLE.match(text_):
            self.vrf, self.subnetted, self.route = ("global" if found[1] == "default" else found[1]), None, None
        elif found := _SUBNETTED.match(text_):
            self.subnetted, self.route = (found["net"], found["length"] or str(mask_length(found["mask"]))), None
        elif found := _ENTRY.match(text_):
            self._entry(found)
        elif self.route and (found := _PATH.match(text_)):
            self._add(self.route, found["rest"])

    def _entry(self, found: re.Match[str]) -> None:
        code = (found["code"] + found["sub"]).strip() if found["code"] in ("N", "E") else found["code"]
        protocol = _PROTOCOLS.get(code) or _PROTOCOLS.get(code[:1], code)
        length = found["length"] or (mask_length(found["mask"]) if found["mask"] else None)
        if length is None:
            length = self._inherited(found["net"], protocol)
        network = prefix(f"{found['net']}/{length}")
        self.route = (network, protocol) if network else None
        if self.route and found["rest"]:
            self._add(self.route, found["rest"])

    def _inherited(self, net: str, protocol: str) -> int | str | None:
        """Without a length of its own a route has its heading's; without a heading its class's."""
        if self.subnetted:
            head, length = self.subnetted
            octets = (classful_length(head) or 8) // 8
            if head.split(".")[:octets] == net.split(".")[:octets]:
                return length
        return 32 if protocol == "local" else classful_length(net)

    def _add(self, route: tuple[str, str], rest: str) -> None:
        network, protocol = route
        shared = _shared(protocol, rest, self.vrf)
        paths = self.model.setdefault(network, [])
        if paths and shared["preference"] is None:
            shared.update(preference=paths[-1]["preference"], metric=paths[-1]["metric"])
        paths.append(_path(rest, shared))


def _routes(out: Output) -> Fragment:
    table = _Table(out.vrf or "global")
    for line in out.text.split("\n"):
        table.line(line)
    return table.model


_KNOWN = re.compile(r'^\s*Known via "(?P<protocol>[\w-]+)[^"]*", distance (?P<ad>\d+), metric (?P<metric>\d+)', re.M)
_DETAIL = re.compile(r"^\s*Routing entry for (?P<net>\d+\.\d+\.\d+\.\d+/\d+)", re.M)
_BLOCK = re.compile(
    r"^\s*(?P<best>\*)?\s+(?:(?P<hop>\d+\.\d+\.\d+\.\d+)(?: \(\S+\))?(?:, from [\d.]+)?(?:, \S+ ago)?(?:, via "
    r"(?P<out>\S+))?|directly connected, via (?P<direct>\S+))",
    re.M,
)


def _one_route(out: Output) -> Fragment:
    """``show ip route A.B.C.D``: one entry told at length."""
    head, known = _DETAIL.search(out.text), _KNOWN.search(out.text)
    if not head or not known:
        if re.search(r"% (?:Sub)?[Nn]et(?:work)? not in table", out.text):
            raise NothingThereError
        raise UnparsedError
    paths = []
    for found in _BLOCK.finditer(out.text, known.end()):
        interface = found["out"] or found["direct"]
        paths.append(
            {
                "protocol": known["protocol"].lower(),
                "preference": int(known["ad"]),
                "metric": int(known["metric"]),
                "next_hop": found["hop"] or "",
                "outgoing_interface": long_name(interface, PLATFORM) if interface else None,
                "current_active": True,
                "vrf": out.vrf or "global",
            }
        )
    network = prefix(head["net"])
    return {network: paths} if network else {}


_V6_ENTRY = re.compile(
    r"^\s{0,3}(?P<code>[A-Za-z][A-Za-z0-9]{0,2})\s*(?P<sub>(?:EX|\*)?)\s+"
    r"(?P<net>[\dA-Fa-f:]*:[\dA-Fa-f:.]*/\d+)\s+(?P<rest>\[\d+/\d+\].*)$"
)
_V6_PATH = re.compile(r"^\s+via (?P<rest>.*)$")
_V6_TABLE = re.compile(r"^IPv6 Routing Table - (\S+)")


def _routes6(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    vrf, here, shared = out.vrf or "global", None, {}
    for line in out.text.split("\n"):
        if found := _V6_TABLE.match(line):
            vrf = "global" if found[1].lower() in ("default", "global") or found[1].isdigit() else found[1]
        elif found := _V6_ENTRY.match(line):
            here = prefix(found["net"])
            protocol = _PROTOCOLS.get(found["code"]) or _PROTOCOLS.get(found["code"][:1], found["code"])
            shared = _shared(protocol, found["rest"], vrf)
        elif here and (found := _V6_PATH.match(line)):
            model.setdefault(here, []).append(_path(f"via {found['rest']}", shared))
    return model


_NO_ROUTES = r"(?:.*Gateway of last resort is not set)?"
PARSERS = (
    text("routes", r"show ip route(?: all)?", _routes, empty=_NO_ROUTES),
    text("routes", r"show ip route \d+\.\d+\.\d+\.\d+(?:[ /]\S+)?", _one_route),
    text("routes", r"show ipv6 route(?: all)?", _routes6, empty=r"(?:IPv6 Routing Table - .*)?"),
)
