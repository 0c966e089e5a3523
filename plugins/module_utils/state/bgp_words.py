# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""BGP words that differ between systems, and the one table they all print."""

from __future__ import annotations

import re
from typing import Any

from .values import asn, duration, ip

_FAMILY = re.compile(r"[\s-]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ROUTER = re.compile(r"BGP router identifier (\S+?),?\s+local AS number ([\d.]*\d)")
_SECTION = re.compile(
    r"(?:(?:For a|^\s*A)ddress [Ff]amily: (?P<family>.+?)\s*$|^\s*(?:VRF: |BGP VRF )(?P<xr>[^\s,]+)|"
    r"^(?P<named>\S+ \S+) Summary(?: \(VRF (?P<vrf>\S+)\))?|"
    r"^.*(?:information|Summary).* for VRF (?P<eos>[^\s,]+)(?:, address family (?P<nxos>.+?)\s*$)?)"
)
# Neighbour, version, AS, messages received and sent, table version, two queues, up/down, state or prefixes received.
# FRR adds the prefixes sent and a description.
_PEER = re.compile(
    r"^\s*\*?(?P<peer>[\dA-Fa-f:.]+)\s+(?P<version>\d)\s+(?P<asn>\d[\d.]*)\s+\d+\s+\d+\s+\d+\s+\d+\s+\d+\s+"
    r"(?P<time>\S+)\s+(?P<state>\d+|[A-Za-z]\w*(?: ?\([\w ]+\))?|\(NoNeg\))(?P<rest>.*)$"
)


# A long AS number ends its line too, with the neighbour before it or not.
_CUT = re.compile(r"^\s*\*?[\dA-Fa-f]*[.:][\dA-Fa-f:.]+\s+\d\s+\d[\d.]*\s*$")
_BROKEN = re.compile(r"^\s+\d\s+[\d.]+\s*$")


def family(name: str) -> str:
    """``IPv4 Unicast``, ``ipv4Unicast`` as ``ipv4``; ``VPNv4 Unicast`` as ``vpnv4``; others in lower case with single spaces."""
    words = _FAMILY.sub(" ", _CAMEL.sub(" ", name.strip()).lower().replace("e-vpn", "evpn")).strip()
    words = (
        words.replace("ipv4 vpn", "vpnv4")
        .replace("ipv6 vpn", "vpnv6")
        .replace("l2 vpn", "l2vpn")
        .replace("ipv 4", "ipv4")
        .replace("ipv 6", "ipv6")
    )
    return re.sub(r" unicast$", "", words)


def vrf_name(name: str | None) -> str:
    """The default VRF is called ``global``, as NAPALM does."""
    return "global" if not name or name.lower() in ("default", "global") else name


def known_router(value: object) -> str | None:
    """A router id; 0.0.0.0 is none."""
    found = ip(str(value))
    return None if found == "0.0.0.0" else found  # noqa: S104 - a router id, not a bind


def summary(text: str, vrf: str | None, default_family: str) -> dict[str, Any]:
    """The instances of a ``show bgp summary``; empty when no line of it was recognised.

    A neighbour whose name fills its column is on a line of its own, its
    figures on the next.
    """
    model: dict[str, Any] = {}
    current, here, held = default_family, vrf_name(vrf), ""
    for line in text.split("\n"):
        section = _SECTION.search(line)
        if section:
            current = family(section["family"] or section["named"] or section["nxos"] or current)
            named = section["vrf"] or section["eos"] or section["xr"]
            here = vrf_name(named.rstrip(":,)")) if named else here
            continue
        router = _ROUTER.search(line)
        if router:
            model.setdefault(here, {"peers": {}}).update(router_id=known_router(router[1]), local_as=asn(router[2]))
            continue
        found = _PEER.match(f"{held} {line.strip()}" if held else line)
        alone = not found and bool(ip(line.strip().lstrip("*")) or _CUT.match(line))
        held = line.strip() if alone else f"{held} {line.strip()}" if held and not found and _BROKEN.match(line) else ""
        if found:
            _add_peer(model.setdefault(here, {"peers": {}}), found, current)
    return model


def _add_peer(instance: dict[str, Any], found: re.Match[str], family_name: str) -> None:
    address = ip(found["peer"])
    if not address:
        return
    state = found["state"]
    up, sent = state.isdigit(), found["rest"].split()
    peer = {
        "remote_as": asn(found["asn"]),
        "is_up": up,
        "is_enabled": "admin" not in state.lower(),
        "uptime": duration(found["time"]) if up else None,
        "address_family": {
            family_name: {
                "received_prefixes": int(state) if up else None,
                "sent_prefixes": int(sent[0]) if up and sent and sent[0].isdigit() else None,
            }
        },
    }
    known = instance["peers"].get(address)
    if known:
        known["address_family"].update(peer["address_family"])
    else:
        instance["peers"][address] = peer
