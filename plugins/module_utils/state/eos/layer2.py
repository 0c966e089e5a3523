# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS: VLANs, hardware addresses, ARP."""

from __future__ import annotations

import re
from typing import Any

from ..names import long_name
from ..registry import Fragment, Output, structured, text
from ..values import duration, integer, ip, mac

PLATFORM = "arista.eos.eos"


def _vlans(out: Output) -> Fragment:
    return {
        vlan: {
            "name": item.get("name", ""),
            "interfaces": sorted(name for name in item.get("interfaces", {}) if name not in ("Cpu", "Router")),
        }
        for vlan, item in out.data["vlans"].items()
    }


_VLAN = re.compile(r"^(?P<id>\d{1,4})\*?\s+(?P<name>\S.{0,31}?)\s+(?P<status>active|suspended|inactive)(?:\s+(?P<ports>\S.*))?$")
_MORE = re.compile(r"^\s{30,}(?P<ports>\S.*)$")


def _ports(listed: str | None) -> list[str]:
    return [long_name(name, PLATFORM) for name in re.split(r",\s*|\s+", (listed or "").strip()) if name and name != "Cpu"]


def _vlans_text(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    last: list[str] | None = None
    for line in out.text.split("\n"):
        if found := _VLAN.match(line):
            last = _ports(found["ports"])
            model[found["id"]] = {"name": found["name"].strip(), "interfaces": last}
        elif last is not None and (more := _MORE.match(line)):
            last += _ports(more["ports"])
    return model


def _arp(out: Output) -> Fragment:
    vrfs = out.data.get("vrfs", {"default": out.data})
    rows = []
    for vrf, item in vrfs.items():
        for entry in item["ipV4Neighbors"]:
            address, hardware = ip(entry["address"]), mac(entry["hwAddress"])
            if address and hardware:
                rows.append(_arp_row(entry.get("interface", ""), hardware, address, entry.get("age"), vrf))
    return rows


def _arp_row(interface: str, hardware: str, address: str, age: object, vrf: str) -> dict[str, Any]:
    """``Vlan101, Port-Channel2`` is one address on the first, learnt through the second."""
    return {
        "interface": long_name(interface.partition(",")[0], PLATFORM),
        "mac": hardware,
        "ip": address,
        "age": integer(age),
        "vrf": "global" if vrf == "default" else vrf,
    }


def _age(shown: str) -> int | None:
    """Seconds; older releases count minutes in a plain number, which are not told apart here."""
    return int(shown) if shown.isdigit() else duration(shown)


_ARP = re.compile(
    r"^(?P<ip>\d+\.\d+\.\d+\.\d+)\s+(?P<age>[\d:]+|N/A|-)\s+(?P<mac>(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})\s+(?P<interface>\S.*?)\s*$",
    re.I,
)
_VRF = re.compile(r"^VRF: (\S+)")


def _arp_text(out: Output) -> Fragment:
    rows, vrf = [], out.vrf or "default"
    for line in out.text.split("\n"):
        if head := _VRF.match(line):
            vrf = head[1]
        elif (found := _ARP.match(line)) and (address := ip(found["ip"])) and (hardware := mac(found["mac"])):
            rows.append(_arp_row(found["interface"], hardware, address, _age(found["age"]), vrf))
    return rows


def _macs(out: Output) -> Fragment:
    tables = (out.data["unicastTable"], out.data.get("multicastTable", {}))
    return [
        {
            "mac": mac(entry["macAddress"]),
            "interface": port,
            "vlan": entry["vlanId"],
            "static": entry.get("entryType") != "dynamic",
            "active": True,
            "moves": entry.get("moves"),
            "last_move": entry.get("lastMove"),
        }
        for table in tables
        for entry in table.get("tableEntries", [])
        for port in ([entry["interface"]] if entry.get("interface") else entry.get("interfaces") or [""])
    ]


_MAC = re.compile(
    r"^\s*(?P<vlan>\d+|All)\s+(?P<mac>(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})\s+(?P<type>\w+)(?:\s+"
    r"(?P<port>[A-Z][\w/.-]*(?:,? [A-Z][\w/.-]*\d)*))?(?:\s+(?P<moves>\d+)\s+(?P<last>.*?))?\s*$",
    re.M | re.I,
)


def _macs_text(out: Output) -> Fragment:
    return [
        {
            "mac": mac(found["mac"]),
            "interface": "" if port in ("Cpu", "") else long_name(port, PLATFORM),
            "vlan": integer(found["vlan"]) or 0,
            "static": found["type"].lower() != "dynamic",
            "active": True,
            "moves": integer(found["moves"]),
            "last_move": None,
        }
        for found in _MAC.finditer(out.text)
        for port in re.split(r",? ", found["port"] or "")
    ]


_ARP_COMMAND = r"show (?:ip )?arp"
_MAC_COMMAND = r"show mac[ -]address[ -]table(?: \w+)*"
PARSERS = (
    structured("vlans", r"show vlan(?: brief| \d+)?", _vlans),
    text("vlans", r"show vlan(?: brief| \d+)?", _vlans_text),
    structured("arp_table", _ARP_COMMAND, _arp),
    text("arp_table", _ARP_COMMAND, _arp_text, empty=r"(?:.*Address\s+Age.*)?"),
    structured("mac_address_table", _MAC_COMMAND, _macs),
    text("mac_address_table", _MAC_COMMAND, _macs_text, empty=r".*Mac Address Table.*"),
)
