# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Junos: ARP, LLDP, VLANs, hardware addresses; JSON, XML and text."""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import ip, mac
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
)
