# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: members of aggregates, spanning tree."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import sections
from ..registry import Fragment, Output, structured, text
from ..spanning import role, state
from ..values import integer, mac
from .elements import leaf, top

_AGGREGATE = re.compile(r"^\s*Aggregated interface: (?P<name>\S+)", re.M)
_ACTOR = re.compile(r"^\s*(?P<port>\S+)\s+Actor\s+.*\s(?P<activity>Active|Passive)\s*$", re.M)
_MUX = re.compile(
    r"^\s*(?P<port>[a-z]+-[\d/:]+)\s+(?:Current|Expired|Defaulted|Initialize|Port disabled|Lacp disabled)\b.*?"
    r"(?P<mux>Collecting distributing|Detached|Waiting|Attached|Collecting)\s*$",
    re.M,
)


def _aggregate(mode: str | None, muxes: dict[str, str]) -> dict[str, Any]:
    members = {
        port: {"bundled": mux == "Collecting distributing", "state": "bundled" if mux == "Collecting distributing" else mux.lower()}
        for port, mux in muxes.items()
    }
    return {"is_up": None, "protocol": "lacp", "mode": mode and mode.lower(), "members": members}


def _lacp(out: Output) -> Fragment:
    model = {}
    for head, told in sections(_AGGREGATE, out.text):
        actor = _ACTOR.search(told)
        model[head["name"]] = _aggregate(
            actor["activity"] if actor else None, {row["port"]: row["mux"] for row in _MUX.finditer(told)}
        )
    return model


def _lacp_json(out: Output) -> Fragment:
    model = {}
    for answers in top(out, "lacp-interface-information-list"):
        for answer in answers.get("lacp-interface-information", []):
            name = leaf((answer.get("lag-lacp-header") or [{}])[0], "aggregate-name")
            actors = [row for row in answer.get("lag-lacp-state", []) if leaf(row, "lacp-role") == "Actor"]
            muxes = {str(leaf(row, "name")): str(leaf(row, "lacp-mux-state")) for row in answer.get("lag-lacp-protocol", [])}
            model[name] = _aggregate(leaf(actors[0], "lacp-activity") if actors else None, muxes)
    return model


_TREE = re.compile(r"^\s*STP bridge parameters for (?:(?P<cist>CIST)|MSTI (?P<msti>\d+)|VLAN (?P<vlan>\d+))\s*:?", re.M)
_BRIDGES = {
    "root": re.compile(r"^\s*Root ID\s*:\s*\d+\.([\da-fA-F:]{17})", re.M),
    "root_priority": re.compile(r"^\s*Root ID\s*:\s*(\d+)\.", re.M),
    "root_cost": re.compile(r"^\s*(?:CIST )?[Rr]oot cost\s*:\s*(\d+)", re.M),
    "root_port": re.compile(r"^\s*Root port\s*:\s*(\S+)", re.M),
    "bridge": re.compile(r"^\s*Bridge ID\s*:\s*\d+\.([\da-fA-F:]{17})", re.M),
    "priority": re.compile(r"^\s*Bridge ID\s*:\s*(\d+)\.", re.M),
}
_SPOKEN = re.compile(r"Enabled protocol\s*:\s*(\S+)")


def _instance_name(head: re.Match[str]) -> str:
    return head["vlan"] if head["vlan"] else "MST0" if head["cist"] else f"MST{head['msti']}"


def _bridges(out: Output) -> Fragment:
    spoken = _SPOKEN.search(out.text)
    model = {}
    for head, told in sections(_TREE, out.text):
        found = {name: known.group(1) if (known := pattern.search(told)) else None for name, pattern in _BRIDGES.items()}
        root, bridge = mac(found["root"]), mac(found["bridge"])
        model[_instance_name(head)] = {
            "protocol": spoken.group(1).lower() if spoken else None,
            "root": root,
            "root_bridge": root == bridge if root and bridge else None,
            "root_priority": integer(found["root_priority"]),
            "root_cost": integer(found["root_cost"]),
            "root_port": found["root_port"],
            "bridge": bridge,
            "priority": integer(found["priority"]),
        }
    return model


_PORTS = re.compile(r"^\s*Spanning tree interface parameters for (?:instance (?P<msti>\d+)|VLAN (?P<vlan>\d+))", re.M)
_STP_ROW = re.compile(
    r"^\s*(?P<port>[a-z]\S*\d)\s+\d+:\d+\s+\d+:\d+\s+\d+\.\S+\s+(?P<cost>\d+)\s+(?P<state>[A-Z]+)\s+(?P<role>[A-Z]+)", re.M
)


def _ports(out: Output) -> Fragment:
    model = {}
    for head, told in sections(_PORTS, out.text):
        name = head["vlan"] or f"MST{head['msti']}"
        model[name] = {
            "ports": {
                row["port"]: {"role": role(row["role"]), "state": state(row["state"]), "cost": int(row["cost"])}
                for row in _STP_ROW.finditer(told)
            }
        }
    return model


PARSERS = (
    text("lacp", r"show lacp interfaces", _lacp, empty=r""),
    structured("lacp", r"show lacp interfaces", _lacp_json),
    text("stp", r"show spanning-tree bridge(?: detail| brief)?", _bridges, empty=r""),
    text("stp", r"show spanning-tree interface(?: detail| brief)?", _ports, empty=r""),
)
