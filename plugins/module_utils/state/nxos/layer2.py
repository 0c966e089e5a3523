# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: VLANs, hardware addresses, ARP."""

from __future__ import annotations

import re
from typing import Any

from ...errors import InputError
from ..names import long_name
from ..ranges import interface_range
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, mac
from ..vlan_words import vlan_table
from .rows import body, required, rows, seconds, words

PLATFORM = "cisco.nxos.nxos"

_MAC = r"(?:[0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}"
_CONTEXT = re.compile(r"^IP ARP Table for context (\S+)")
_ARP = re.compile(rf"^\s*(?P<ip>\d+\.\d+\.\d+\.\d+)\s+(?P<age>\S+)\s+(?P<mac>{_MAC}|INCOMPLETE)\s+(?P<interface>[A-Za-z]\S*)")


def _arp_row(address: str, age: str, hardware: str, interface: str, vrf: str | None) -> dict[str, Any] | None:
    """None where the address is not resolved."""
    canonical, known = ip(address), mac(hardware)
    if not canonical or not known:
        return None
    old = seconds(age)
    row: dict[str, Any] = {
        "interface": long_name(interface, PLATFORM),
        "mac": known,
        "ip": canonical,
        "age": None if old is None else float(old),
    }
    return {**row, "vrf": vrf} if vrf and vrf not in ("default", "all") else row


def _arp(out: Output) -> Fragment:
    model, vrf = [], out.vrf
    for line in out.text.split("\n"):
        if context := _CONTEXT.match(line):
            vrf = context.group(1) if context.group(1) not in ("default", "all") else out.vrf
        elif found := _ARP.match(line):
            model.append(_arp_row(found["ip"], found["age"], found["mac"], found["interface"], vrf))
    return [row for row in model if row]


def _arp_json(out: Output) -> Fragment:
    """Newer releases put the rows at the top, below no VRF."""
    data = body(out)
    tables = [(words(table.get("vrf-name-out")), table) for table in rows(data, "vrf")] or [("", data)]
    if not any(f"TABLE_{name}" in data for name in ("vrf", "adj")):
        raise UnparsedError
    found = [
        _arp_row(
            words(row.get("ip-addr-out")),
            words(row.get("time-stamp")),
            words(row.get("mac")),
            words(row.get("intf-out")),
            vrf if vrf not in ("", "default", "all") else out.vrf,
        )
        for vrf, table in tables
        for row in rows(table, "adj")
    ]
    return [row for row in found if row]


# Columns after the kind: age, secure, notify, ports. Releases of the Nexus 7000 and 1000V leave some of them out.
_ENTRY = re.compile(
    r"^(?P<mark>[^\w\n]*(?:[A-Z] |\(\w+\) ?)?[*+~\s]*)"
    rf"(?P<vlan>\d+|-|---|\S+/\d+)\s+(?P<mac>{_MAC})\s+(?P<kind>[A-Za-z]+)(?P<rest>.*)$"
)
_PORT = re.compile(r"[A-Za-z][A-Za-z-]*\d[\w/.:-]*|vPC Peer-Link|Drop|Router|sup-\S+", re.I)
_MORE = re.compile(r"^\s{30,}(?P<ports>[A-Za-z][\w/.-]*\d\S*(?:\s+[A-Za-z][\w/.-]*\d\S*)*)\s*$")


def _mac_table(out: Output) -> Fragment:
    """An address that several ports have (multicast) is a row of each; the row goes on below."""
    model: list[dict[str, Any]] = []
    last: dict[str, Any] | None = None
    for line in out.text.split("\n"):
        if found := _ENTRY.match(line):
            last = _mac_row(found["mac"], found["vlan"], found["kind"].lower() == "static", found["mark"])
            ports = _PORT.findall(re.sub(r"^.*?\s[TF]\s+[TF]\s+|\([^)]*\)", "", found["rest"]))
            model += [{**last, "interface": long_name(port, PLATFORM)} for port in ports or [""]]
        elif last and (more := _MORE.match(line)):
            model += [{**last, "interface": long_name(port, PLATFORM)} for port in more["ports"].split()]
    return model


def _mac_row(hardware: str, vlan: str, static: bool, mark: str) -> dict[str, Any]:
    """The device's own address is in no VLAN (``-``), which NAPALM calls 0."""
    return {
        "mac": mac(hardware),
        "vlan": int(vlan) if vlan.isdigit() else 0,
        "static": static,
        "active": "*" in mark or "+" in mark,
        "moves": None,
        "last_move": None,
    }


def _mac_json(out: Output) -> Fragment:
    return [
        {
            **_mac_row(
                words(row.get("disp_mac_addr")),
                words(row.get("disp_vlan")),
                words(row.get("disp_is_static")).lower() == "enabled" or words(row.get("disp_type_str")) == "static",
                words(row.get("disp_type")),
            ),
            "interface": long_name(re.sub(r"\(.*\)$", "", words(row.get("disp_port"))), PLATFORM),
        }
        for row in required(body(out), "mac_address")
        if mac(words(row.get("disp_mac_addr")))
    ]


def _vlans(out: Output) -> Fragment:
    return vlan_table(out.text, PLATFORM)


def _vlans_json(out: Output) -> Fragment:
    return {
        str(integer(row.get("vlanshowbr-vlanid-utf", row["vlanshowbr-vlanid"]))): {
            "name": words(row.get("vlanshowbr-vlanname")),
            "interfaces": _ports(row.get("vlanshowplist-ifidx")),
        }
        for row in required(body(out), "vlanbriefxbrief", "vlanbrief", "vlanbriefid")
    }


def _ports(shown: Any) -> list[str]:
    """Ports come as ranges, ``Ethernet1/1-4,port-channel2``; long lists in several parts."""
    parts = shown if isinstance(shown, list) else [shown]
    names: list[str] = []
    for part in ",".join(words(part) for part in parts).split(","):
        try:
            names += interface_range(part)
        except InputError:
            names += [part]
    return [long_name(name, PLATFORM) for name in names if name.strip()]


_HEADINGS = r"[^\n]*(?:Legend|Note: MAC|VLAN(?:/BD)?\s+MAC).*"
PARSERS = (
    text("arp_table", r"show ip arp(?: detail)?(?: vrf \S+)?", _arp, empty=r".*(?:IP ARP Table|Total number of entries).*"),
    structured("arp_table", r"show ip arp(?: detail)?(?: vrf \S+)?", _arp_json),
    text("mac_address_table", r"show mac[ -]address[ -]table(?: \S+){0,3}", _mac_table, empty=rf"(?:{_HEADINGS})?"),
    structured("mac_address_table", r"show mac[ -]address[ -]table(?: \S+){0,3}", _mac_json),
    text("vlans", r"show vlan(?: brief| id \d+| all)?", _vlans),
    structured("vlans", r"show vlan(?: brief| id \d+| all)?", _vlans_json),
)
