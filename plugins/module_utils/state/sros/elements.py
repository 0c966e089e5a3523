# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: ``info json state ...`` of the MD-CLI. Names carry their module, ``nokia-state:``.

The routing table is read as text only: in JSON it names interfaces by number.
"""

from __future__ import annotations

from typing import Any

from ..bgp_words import family, known_router
from ..registry import Fragment, Output, UnparsedError, structured
from ..values import ip, number

_MODULE = "nokia-state:"


def _of(out: Output, name: str) -> Any:
    """The element ``name``, with or without its module. Raises UnparsedError for another element."""
    data = out.data
    for key in (_MODULE + name, name):
        if isinstance(data, dict) and key in data:
            return data[key]
    raise UnparsedError


def _system(out: Output) -> Fragment:
    name, uptime = _of(out, "oper-name"), out.data.get(_MODULE + "up-time")
    return {
        "vendor": "Nokia",
        "hostname": name,
        "model": out.data.get(_MODULE + "platform"),
        "os_version": (out.data.get(_MODULE + "version") or {}).get("version-number"),
        "uptime": int(number(uptime) or 0) // 1000 if uptime is not None else None,  # milliseconds
    }


def _interfaces(out: Output) -> Fragment:
    """Only the operational side is told; whether somebody shut an interface down is configuration."""
    return {
        item["interface-name"]: {"is_up": item.get("oper-state") == "up", "mtu": item.get("oper-ip-mtu") or None}
        for item in _of(out, "interface")
    }


def _names(out: Output) -> Fragment:
    return {"interface_list": [item["interface-name"] for item in _of(out, "interface")]}


_FAMILIES = frozenset({"ipv4", "ipv6", "vpn-ipv4", "vpn-ipv6", "evpn", "l2-vpn", "label-ipv4", "label-ipv6"})


def _bgp(out: Output) -> Fragment:
    """The state tells neither AS; the summary does."""
    peers = {}
    for item in _of(out, "neighbor"):
        told = item.get("statistics") or {}
        up = told.get("session-state") == "Established"
        address = ip(item["ip-address"])
        if address is None:
            continue
        agreed = {family(name) for name in told.get("negotiated-family", [])}
        counts = {family(name): counted for name, counted in (told.get("family-prefix") or {}).items() if name in _FAMILIES}
        peers[address] = {
            "remote_id": known_router(told["peer-identifier"]) if up and told.get("peer-identifier") else None,
            "is_up": up,
            "address_family": {
                name: {
                    "received_prefixes": counted.get("received"),
                    "accepted_prefixes": counted.get("active"),
                    "sent_prefixes": counted.get("sent"),
                }
                for name, counted in counts.items()
                if up and name in agreed
            },
        }
    return {"global": {"peers": peers}} if peers else {}


_BASE = r"info json state router (?:\")?Base(?:\")?"
PARSERS = (
    structured("facts", r"info json state system", _system),
    structured("facts", rf"{_BASE} interface", _names),
    structured("interfaces", rf"{_BASE} interface", _interfaces),
    structured("bgp_neighbors", rf"{_BASE} bgp neighbor", _bgp),
)
