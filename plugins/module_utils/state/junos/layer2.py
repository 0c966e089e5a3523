# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: ARP, LLDP, VLANs, hardware addresses, members of aggregates, spanning tree; JSON, XML and text."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import sections
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..spanning import role, state
from ..values import integer, ip, mac
from .elements import leaf, top

_ARP = re.compile(r"^\s*(?P<mac>(?:[0-9a-f]{2}:){5}[0-9a-f]{2})\s+(?P<ip>\d+\.\d+\.\d+\.\d+)\s+(?P<rest>\S.*?)\s*$", re.M | re.I)
_PORT = re.compile(r"^[a-z][\w/:-]*\d(?:\.\d+)?$|^[a-z]+\.\d+$")


def _arp_row(hardware: object, address: object, interface: str, vrf: str | None) -> dict[str, Any]:
    """Junos tells the age only when asked for the time until an entry expires, which is not its age."""
    row = {"interface": interface, "mac": mac(hardware), "ip": ip(str(address)), "age": None}
    return {**row, "vrf": vrf} if vrf else row


def _arp(out: Output) -> Fragment:
    """A name may stand between address and interface; the interface is the last word that looks like one."""
    rows = []
    for found in _ARP.finditer(out.text):
        words = found["rest"].split()
        port = next((word for word in words[1:2] + words[:1] if _PORT.match(word)), words[0])
        rows.append(_arp_row(found["mac"], found["ip"], port, out.vrf))
    return rows


def _arp_json(out: Output) -> Fragment:
    return [
        _arp_row(leaf(row, "mac-address"), leaf(row, "ip-address"), str(leaf(row, "interface-name")).partition(" ")[0], out.vrf)
        for answer in top(out, "arp-table-information")
        for row in answer.get("arp-table-entry", [])
    ]


_COLUMNS = re.compile(
    r"^Local Interface\s+(?P<parent>Parent Interface\s+)?(?P<chassis>Chassis Id\s+)(?P<port>Port info\s+)(?P<name>System Name)",
    re.M,
)


def _lldp_rows(out: Output) -> list[dict[str, str]]:
    """The heading says where each column begins; no line, no neighbours."""
    head = _COLUMNS.search(out.text)
    if not head:
        raise UnparsedError
    starts = {"local": 0, **{name: head.start(name) - head.start() for name in ("parent", "chassis", "port", "name") if head[name]}}
    names, ends = list(starts), [*list(starts.values())[1:], None]
    rows = []
    for line in out.text[head.end() :].split("\n"):
        if line[:1].islower():
            rows.append({name: line[starts[name] : end].strip() for name, end in zip(names, ends, strict=True)})
    return rows


def _lldp_rows_json(out: Output) -> list[dict[str, str]]:
    """The remote port's description is what ``Port info`` shows where it is told, its id otherwise."""
    return [
        {
            "local": str(leaf(row, "lldp-local-interface") or leaf(row, "lldp-local-port-id") or ""),
            "parent": str(leaf(row, "lldp-local-parent-interface-name") or ""),
            "chassis": str(leaf(row, "lldp-remote-chassis-id") or ""),
            "port": str(leaf(row, "lldp-remote-port-id") or leaf(row, "lldp-remote-port-description") or ""),
            "description": str(leaf(row, "lldp-remote-port-description") or ""),
            "name": str(leaf(row, "lldp-remote-system-name") or ""),
            **_at_length(row),
        }
        for answer in top(out, "lldp-neighbors-information")
        for row in answer.get("lldp-neighbor-information", [])
    ]


_CAPABILITIES = {
    "bridge": "bridge",
    "router": "router",
    "telephone": "telephone",
    "wlan": "wlan-access-point",
    "docsis": "docsis-cable-device",
    "repeater": "repeater",
    "station": "station",
    "other": "other",
}


def _at_length(row: dict[str, Any]) -> dict[str, Any]:
    """What is told of a neighbour when its port is asked for by name."""
    told = (row.get("lldp-system-description") or [{}])[0]
    shown = leaf(told, "lldp-remote-system-description") if isinstance(told, dict) else None
    supported, enabled = (leaf(row, f"lldp-remote-system-capabilities-{kind}") for kind in ("supported", "enabled"))
    return {
        "remote_system_description": str(shown).partition("\n")[0] if shown else None,
        "remote_system_capab": _capabilities(supported),
        "remote_system_enable_capab": _capabilities(enabled),
    }


def _capabilities(shown: object) -> list[str] | None:
    if not shown:
        return None
    return list(dict.fromkeys(_CAPABILITIES[word] for word in re.findall(r"[a-z]+", str(shown).lower()) if word in _CAPABILITIES))


def _brief(read: Any) -> Any:
    def parse(out: Output) -> Fragment:
        model: dict[str, list[dict[str, str]]] = {}
        for row in read(out):
            model.setdefault(row["local"], []).append({"hostname": row["name"], "port": row["port"]})
        return model

    return parse


def _detail(read: Any) -> Any:
    """The list tells no capabilities and no system description: they stay unknown."""

    def parse(out: Output) -> Fragment:
        model: dict[str, list[dict[str, Any]]] = {}
        for row in read(out):
            model.setdefault(row["local"], []).append(
                {
                    "parent_interface": row.get("parent", "").strip("-"),
                    "remote_chassis_id": mac(row["chassis"]) or row["chassis"],
                    "remote_system_name": row["name"],
                    "remote_port": row["port"],
                    "remote_port_description": row.get("description") or None,
                    **{name: value for name, value in row.items() if name.startswith("remote_")},
                }
            )
        return model

    return parse


_VLAN = re.compile(r"^(?:(?P<instance>\S+)\s+)?(?P<name>\S+)\s+(?P<tag>\d+|NA)(?P<rest>\s.*|)$")


def _port(name: object) -> str:
    """A star marks a port that is up."""
    return str(name).strip().rstrip("*,")


def _vlans(out: Output) -> Fragment:
    if not re.search(r"^(?:Routing instance\s+VLAN name|Name)\s+Tag\s+Interfaces", out.text, re.M):
        raise UnparsedError
    model: dict[str, Any] = {}
    ports: list[str] | None = None
    for line in out.text.split("\n"):
        found = _VLAN.match(line) if line[:1].strip() and not line.startswith(("Routing instance", "Name")) else None
        if found:
            ports = []
            if found["tag"] != "NA":
                model[found["tag"]] = {"name": found["name"], "interfaces": ports}
        if ports is not None:
            shown = found["rest"] if found else line
            ports += [_port(word) for word in shown.split() if re.match(r"[a-z]\S*\d", word)]
    return model


def _vlans_json(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    root = "vlan-information" if "vlan-information" in out.data else "l2ng-l2ald-vlan-instance-information"
    for answer in top(out, root):
        for group in answer.get("l2ng-l2ald-vlan-instance-group", []):
            tag = str(leaf(group, "l2ng-l2rtb-vlan-tag") or "")
            members = group.get("l2ng-l2rtb-vlan-member", [])
            if tag.isdigit():
                model[tag] = {
                    "name": leaf(group, "l2ng-l2rtb-vlan-name"),
                    "interfaces": [
                        _port(name) for m in members if isinstance(name := leaf(m, "l2ng-l2rtb-vlan-member-interface"), str)
                    ],
                }
    return model


_MAC = re.compile(
    r"^\s*(?P<vlan>\S+)\s+(?P<mac>(?:[0-9a-f]{2}:){5}[0-9a-f]{2})\s+"
    r"(?P<flags>Learn|Static|Flood|[A-Z]+(?:,[A-Z]+)*)\s+(?P<rest>.*)$",
    re.M | re.I,
)


def _mac_row(vlan: str, hardware: object, flags: str, port: str) -> dict[str, Any]:
    """Junos names the VLAN; its number is known only where that is its name."""
    return {
        "mac": mac(hardware),
        "interface": port,
        "vlan": int(vlan) if vlan.isdigit() else None,
        "static": not flags.upper().startswith(("D", "LEARN")),
        "active": True,
        "moves": None,
        "last_move": None,
    }


def _macs(out: Output) -> Fragment:
    rows = []
    for found in _MAC.finditer(out.text):
        port = next((word for word in found["rest"].split() if re.match(r"[a-z]+(?:-[\d/:]+|\d+)?\.?\d*$", word)), "")
        rows.append(_mac_row(found["vlan"], found["mac"], found["flags"], port))
    return rows


def _macs_json(out: Output) -> Fragment:
    return [
        _mac_row(
            str(leaf(row, "l2ng-l2-mac-vlan-name") or ""),
            leaf(row, "l2ng-l2-mac-address"),
            str(leaf(row, "l2ng-l2-mac-flags") or ""),
            str(leaf(row, "l2ng-l2-mac-logical-interface") or ""),
        )
        for answer in top(out, "l2ng-l2ald-rtb-macdb")
        for group in answer.get("l2ng-l2ald-mac-entry-vlan", [])
        for row in group.get("l2ng-mac-entry", [])
    ]


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


_ARP_COMMAND = r"show arp(?: (?:no-resolve|vpn \S+|interface \S+|expiration-time))*"
_LLDP_EMPTY = r"(?:Local Interface\s+.*)?"
PARSERS = (
    text("arp_table", _ARP_COMMAND, _arp, empty=r"(?:MAC Address\s+Address.*|Total entries: 0)?"),
    structured("arp_table", _ARP_COMMAND, _arp_json),
    text("lldp_neighbors", r"show lldp neighbors", _brief(_lldp_rows), empty=_LLDP_EMPTY),
    structured("lldp_neighbors", r"show lldp neighbors", _brief(_lldp_rows_json)),
    text("lldp_neighbors_detail", r"show lldp neighbors", _detail(_lldp_rows), empty=_LLDP_EMPTY),
    structured("lldp_neighbors_detail", r"show lldp neighbors(?: interface \S+)?", _detail(_lldp_rows_json)),
    text("vlans", r"show vlans(?: brief)?", _vlans),
    structured("vlans", r"show vlans(?: brief| extensive| detail)?", _vlans_json),
    text(
        "mac_address_table",
        r"show (?:ethernet-switching|bridge mac-)\s?table(?: brief)?",
        _macs,
        empty=r"(?:MAC flags|Ethernet.switching table).*|",
    ),
    structured("mac_address_table", r"show ethernet-switching table(?: brief)?", _macs_json),
    text("lacp", r"show lacp interfaces", _lacp, empty=r""),
    structured("lacp", r"show lacp interfaces", _lacp_json),
    text("stp", r"show spanning-tree bridge(?: detail| brief)?", _bridges, empty=r""),
    text("stp", r"show spanning-tree interface(?: detail| brief)?", _ports, empty=r""),
)
