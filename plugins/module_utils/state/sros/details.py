# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS: what is told at length: routes with ``extensive``, the time servers' associations."""

from __future__ import annotations

import re
from typing import Any

from ..bgp_words import vrf_name
from ..blocks import required_sections
from ..registry import Fragment, Output, UnparsedError, text
from ..values import integer, ip, prefix

_DESTINATION = re.compile(r"^Dest Prefix[ \t]*:[ \t]*(?P<net>[0-9A-Fa-f:.]+/\d+)", re.M)
# Each path begins with its next hop: a direct one, or one that another route resolves.
_PATH = re.compile(r"^[ \t]+(?:Indirect )?Next-Hop[ \t]*:[ \t]*(?P<hop>\S+)", re.M)
_ROUTER = re.compile(r"Route Table \((?:Router|Service): (?P<name>[^)\n]+)\)")


def _value(name: str, block: str) -> str | None:
    found = re.search(rf"^[ \t]+{name}[ \t]*:[ \t]*\"?([^\"\n]*?)\"?[ \t]*$", block, re.M)
    return found[1] if found and found[1] not in ("", "N/A", "n/a") else None


def _routes(out: Output) -> Fragment:
    router = _ROUTER.search(out.text)
    vrf = vrf_name(None if router is None or router["name"].lower() == "base" else router["name"])
    model: dict[str, Any] = {}
    for head, body in required_sections(_DESTINATION, out.text):
        network, word = prefix(head["net"]), (_value("Protocol", body) or "").lower()
        for hop, about in required_sections(_PATH, body) if network else []:
            address, preference, metric = ip(hop["hop"]), _value("Preference", body), _value("Metric", about)
            entry = {
                "protocol": "connected" if word == "local" else word or None,
                "next_hop": address or "",
                "outgoing_interface": _value("Interface", about),
                "preference": integer(preference) if preference else None,
                "metric": integer(metric) if metric else None,
                "current_active": True,
                "vrf": vrf,
            }
            model.setdefault(str(network), []).append(entry)
    return model


_ASSOCIATION = re.compile(
    r"^(?P<state>[a-z][a-z-]*)[ \t]+(?P<ref>\S+)[ \t]+(?P<stratum>\d+|-)[ \t]+(?P<type>\w+)[ \t]+(?P<auth>\S+)[ \t]+"
    r"(?P<poll>\d+)[ \t]+(?P<reach>\S+)"
    r"[ \t]+(?P<offset>-?[\d.]+)[ \t]*\n(?:[ \t]+Router[^\n]*\n)?[ \t]+(?P<remote>\S+)[ \t]*$",
    re.M,
)


def _octal(reach: str) -> int | None:
    """Eight letters, the latest poll first, of which a Y is an answer: as the octal digits that other systems show."""
    if not re.fullmatch(r"[Y.]{8}", reach):
        return None
    return int(f"{int(reach.replace('Y', '1').replace('.', '0'), 2):o}")


def _associations(out: Output) -> Fragment:
    if "NTP" not in out.text:
        raise UnparsedError
    rows = []
    for found in _ASSOCIATION.finditer(out.text):
        reach = found["reach"]
        rows.append(
            {
                "remote": ip(found["remote"]) or found["remote"],
                "referenceid": found["ref"],
                "synchronized": found["state"] == "chosen",
                "stratum": None if found["stratum"] == "-" else int(found["stratum"]),
                "type": found["type"],
                "hostpoll": int(found["poll"]),
                "reachability": int(f"{int(reach.replace('Y', '1').replace('.', '0'), 2):o}")
                if re.fullmatch(r"[Y.]{8}", reach)
                else None,
                "offset": float(found["offset"]),
            }
        )
    return rows


def _remotes(out: Output) -> Fragment:
    return {row["remote"]: {} for row in _associations(out)}


_LLDP = re.compile(
    r"^(?P<local>[\w./-]+)[ \t]+(?:NB|NTPMR|NC)[ \t]+(?P<chassis>\S+)[ \t]+\d+[ \t]+(?P<port>\S+(?: \S+)?)[ \t]+"
    r"(?P<name>\S+)[ \t]*$",
    re.M,
)


def _lldp(out: Output) -> Fragment:
    if "Lcl Port" not in out.text:
        raise UnparsedError
    model: dict[str, Any] = {}
    for found in _LLDP.finditer(out.text):
        model.setdefault(found["local"], []).append(
            {"hostname": found["name"], "port": found["port"].rstrip(",").partition(",")[0]}
        )
    return model


_SERIAL = re.compile(r"^[ \t]*Serial number[ \t]*:[ \t]*(\S+)", re.M)


def _chassis(out: Output) -> Fragment:
    """The chassis' own hardware data come first; those of its parts, if at all, after them."""
    found = _SERIAL.search(out.text)
    if not found:
        raise UnparsedError
    return {"serial_number": found[1]}


_EMPTY = r".*No\. of (?:Entries|Destinations|Servers|Peers)\s*: 0.*"
_WHERE = r'(?: (?:"?Base"?|\d+|service-name \S+))?'
PARSERS = (
    text("facts", r"show chassis(?: detail)?", _chassis),
    text("lldp_neighbors", r"show system lldp neighbor", _lldp, empty=r".*Number of neighbors\s*: 0.*"),
    text("routes", rf"show router{_WHERE} route-table .*\bextensive\b.*", _routes, empty=_EMPTY),
    text("ntp_stats", r"show system ntp(?: all| servers| peers)?", _associations, empty=_EMPTY),
    text("ntp_servers", r"show system ntp servers", _remotes, empty=_EMPTY),
    text("ntp_peers", r"show system ntp peers", _remotes, empty=_EMPTY),
)
