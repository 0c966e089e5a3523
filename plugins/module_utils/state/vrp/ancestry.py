# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huawei VRP, and Comware where it kept the words of their common ancestor: OSPF neighbours, time, spanning tree.

Written after both vendors' command references.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..bgp_words import vrf_name
from ..blocks import required_sections, sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, text
from ..spanning import role, state
from ..values import integer, ip, mac, number

_AREA = re.compile(r"^[ \t]*Area (?P<area>\S+) interface \S+?\((?P<interface>[^)\s]+)\)'s neighbors?", re.M)
_ROUTER = re.compile(r"^[ \t]*Router ID:[ \t]*(?P<router>[\d.]+)[ \t]+Address:[ \t]*(?P<address>[\d.]+)", re.M)
_STATE = re.compile(r"^[ \t]*State:[ \t]*(?P<state>\w+)(?:[^\n]*?Priority:[ \t]*(?P<priority>\d+))?", re.M)
_OF_AREA = re.compile(r"^[ \t]*Area:[ \t]*(?P<area>\S+)", re.M)
_ROW = re.compile(
    r"^[ \t]*(?P<router>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<address>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<priority>\d+)[ \t]+\d+[ \t]+"
    r"(?P<state>[A-Za-z]\w*)(?:/\S*)?[ \t]+(?P<interface>\S+)[ \t]*$",
    re.M,
)
_BRIEF = re.compile(
    r"^[ \t]*(?P<area>\d+\.\d+\.\d+\.\d+)[ \t]+(?P<interface>[A-Za-z]\S*)[ \t]+(?P<router>\d+\.\d+\.\d+\.\d+)[ \t]+"
    r"(?P<state>[A-Za-z]\w*)[ \t]*$",
    re.M,
)
# The head of a process that has no neighbours.
_NO_OSPF = r"OSPF Process \d+ with Router ID \S+\s*(?:Neighbors|Neighbor Brief Information|Peer Statistic Information)?"


def _adjacency(found: dict[str, str | None], platform: str) -> dict[str, Any]:
    shown, priority = (found["state"] or "").upper(), found.get("priority")
    return {
        "address": found.get("address"),
        "interface": long_name(found["interface"] or "", platform),
        "state": shown,
        "is_full": shown == "FULL",
        "priority": int(priority) if priority else None,
        "area": found["area"],
    }


def _told(text_: str) -> list[dict[str, str | None]]:
    """Three layouts: at length, Comware's table under each area, VRP's brief one."""
    found: list[dict[str, str | None]] = []
    for head, body in sections(_AREA, text_):
        for router, about in sections(_ROUTER, body):
            if seen := _STATE.search(about):
                found.append({**head.groupdict(), **router.groupdict(), **seen.groupdict()})
    for head, body in [] if found else sections(_OF_AREA, text_):
        found += [{**head.groupdict(), **line.groupdict()} for line in _ROW.finditer(body)]
    return found or [line.groupdict() for line in _BRIEF.finditer(text_)]


def ospf(platform: str) -> Callable[[Output], Fragment]:
    """Reads ``{vrf: {router: [neighbour]}}``."""

    def read(out: Output) -> Fragment:
        model: dict[str, Any] = {}
        for found in _told(out.text):
            model.setdefault(str(found["router"]), []).append(_adjacency(found, platform))
        return {vrf_name(out.vrf): model} if model else {}

    return read


_SOURCE = re.compile(r"^[ \t]*(?:clock )?source:[ \t]*(?P<remote>\S+)", re.M | re.I)
_FACT = re.compile(
    r"\b(?P<name>clock stratum|clock status|reference clock ID|reach|current poll|now|offset|delay|disper):[ \t]*(?P<value>[^\n]*?)"
    r"(?=,[ \t]*[a-z ]+:|[ \t]*$)",
    re.M,
)
_LINE = re.compile(
    r"^[ \t]*\[(?P<marks>[\d-]+)\][ \t]*(?P<remote>\S+)[ \t]+(?P<reference>\S+)[ \t]+(?P<stratum>\d+)[ \t]+(?P<reach>\d+)[ \t]+"
    r"(?P<poll>\d+)[ \t]+(?P<when>\S+)[ \t]+(?P<offset>-?[\d.]+)[ \t]+(?P<delay>-?[\d.]+)[ \t]+(?P<disper>-?[\d.]+)",
    re.M,
)


def _associations(out: Output) -> Fragment:
    """A table, or a paragraph for each source. The one that is followed is marked 1, or called master."""
    rows = [_association(found.groupdict(), "1" in found["marks"]) for found in _LINE.finditer(out.text)]
    if rows:
        return rows
    for head, body in required_sections(_SOURCE, out.text):
        told: dict[str, str] = {}
        for fact in _FACT.finditer(body):
            told.setdefault(fact["name"].lower(), fact["value"].strip())
        if "clock stratum" not in told:
            raise UnparsedError
        found_: dict[str, str | None] = {
            "remote": head["remote"],
            "reference": told.get("reference clock id"),
            "stratum": told["clock stratum"],
            "reach": told.get("reach"),
            "poll": told.get("current poll"),
            "when": told.get("now"),
            **{name: told.get(name) for name in ("offset", "delay", "disper")},
        }
        rows.append(_association(found_, "master" in told.get("clock status", "")))
    return rows


def _association(found: dict[str, str | None], chosen: bool) -> dict[str, Any]:
    remote = found["remote"] or ""
    figures = {name: number(found[name]) if found[name] else None for name in ("offset", "delay", "disper")}
    return {
        "remote": ip(remote) or remote,
        "referenceid": found["reference"],
        "synchronized": chosen,
        "stratum": integer(found["stratum"]),
        "type": None,
        "when": found["when"],
        "hostpoll": integer(found["poll"]) if found["poll"] else None,
        "reachability": integer(found["reach"]) if found["reach"] else None,
        "delay": figures["delay"],
        "offset": figures["offset"],
        "jitter": figures["disper"],
    }


_PORT = re.compile(
    r"^[ \t]*(?P<instance>\d+)[ \t]+(?P<port>[A-Za-z][\w/.:-]*)[ \t]+(?P<role>DESI|ROOT|ALTE|BACK|MAST|DISA)[ \t]+"
    r"(?P<state>FORWARDING|DISCARDING|LEARNING|DOWN|BLOCKING|LISTENING|DISABLED)\b",
    re.M | re.I,
)
_ROLES = {"desi": "designated", "alte": "alternate", "mast": "master", "disa": "disabled", "back": "backup"}


def tree_ports(platform: str) -> Callable[[Output], Fragment]:
    """Reads the ports of each instance; ``MST0`` is the common tree, or the only one."""

    def read(out: Output) -> Fragment:
        model: dict[str, Any] = {}
        for found in _PORT.finditer(out.text):
            word = found["role"].lower()
            instance = model.setdefault(f"MST{int(found['instance'])}", {"ports": {}})
            instance["ports"][long_name(found["port"], platform)] = {
                "role": _ROLES.get(word, role(word)),
                "state": state(found["state"]),
                "cost": None,
            }
            if word == "root":
                instance["root_port"] = long_name(found["port"], platform)
        return model

    return read


_BRIDGE = re.compile(
    r"^[ \t]*(?:CIST Bridge|Bridge ID|CIST Bridge ID)[ \t]*:[ \t]*(?P<priority>\d+)[ \t]*\.(?P<address>[0-9a-f-]{14})", re.M | re.I
)
_TREE_ROOT = re.compile(
    r"^[ \t]*(?:CIST )?Root(?: ID)?/ERPC[ \t]*:[ \t]*(?P<priority>\d+)[ \t]*\.(?P<address>[0-9a-f-]{14})[ \t]*/[ \t]*(?P<cost>\d+)",
    re.M | re.I,
)


def _tree(out: Output) -> Fragment:
    """The head of ``display stp``: the bridge and the root of the common tree. The cost is that between regions."""
    bridge, root = _BRIDGE.search(out.text), _TREE_ROOT.search(out.text)
    if not bridge or not root:
        raise UnparsedError
    mode = re.search(r"\[Mode (\w+)\]|^[ \t]*Protocol mode[ \t]*:[ \t]*(\w+)", out.text, re.M)
    own = mac(bridge["address"]) == mac(root["address"])
    return {
        "MST0": {
            "protocol": (mode[1] or mode[2]).lower() if mode else None,
            "root": mac(root["address"]),
            "root_bridge": own,
            "root_priority": int(root["priority"]),
            "root_cost": int(root["cost"]),
            "bridge": mac(bridge["address"]),
            "priority": int(bridge["priority"]),
        }
    }


def shared(platform: str) -> tuple[Any, ...]:
    """The parsers of what both systems print alike."""
    return (
        text("ospf_neighbors", r"display ospf(?: \d+)? peer(?: verbose| brief| all)?", ospf(platform), empty=_NO_OSPF),
        text(
            "ntp_stats",
            r"display ntp(?:-service)? sessions(?: verbose)?",
            _associations,
            empty=r".*[Nn]ote.*|.*Total associations.*",
        ),
        text("stp", r"display stp(?: instance \d+)? brief", tree_ports(platform), empty=r"[^\n]*MST ?ID[^\n]*"),
        text("stp", r"display stp", _tree),
    )


PARSERS = shared("community.network.ce")
