# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Linux side of an FRR router: lldpd's neighbours, chrony's sources, the kernel's ARP table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import ip, mac, number

_TRACKING, _SOURCES = 14, 10  # fields of a line of "chronyc -c"
_UNSYNCHRONISED = "7F7F0101"  # chrony's reference id for "none yet"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _interfaces(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """lldpctl's JSON: one neighbour is a mapping by interface, several are a list of such mappings."""
    lldp = data["lldp"]
    for entry in _listed(lldp.get("interface") if isinstance(lldp, dict) else lldp):
        yield from entry.items()


def _neighbors(out: Output) -> Fragment:
    model: dict[str, list[dict[str, Any]]] = {}
    for interface, item in _interfaces(out.data):
        name, chassis = next(iter((item.get("chassis") or {"": {}}).items()))
        if "id" in (item.get("chassis") or {}):  # without a system name its fields stand where the name would
            name, chassis = "", item["chassis"]
        port = item.get("port") or {}
        port_id = (port.get("id") or {}).get("value", "")
        local = (port.get("id") or {}).get("type") in ("ifname", "local")
        capabilities = _listed(chassis.get("capability"))
        model.setdefault(interface, []).append(
            {
                "parent_interface": "",
                "remote_chassis_id": (chassis.get("id") or {}).get("value", ""),
                "remote_system_name": name,
                "remote_port": port_id if local else port.get("descr") or port_id,
                "remote_port_description": port.get("descr", ""),
                "remote_system_description": chassis.get("descr", ""),
                "remote_system_capab": [str(c.get("type", "")).lower() for c in capabilities],
                "remote_system_enable_capab": [str(c.get("type", "")).lower() for c in capabilities if c.get("enabled")],
            }
        )
    return model


def _tracking(out: Output) -> Fragment:
    """``chronyc -c tracking``: reference id, name, stratum, ... and the leap status last."""
    fields = out.text.split("\n")[0].split(",")
    if len(fields) < _TRACKING:
        raise UnparsedError
    synchronised = fields[0] not in (_UNSYNCHRONISED, "00000000") and fields[-1] != "Not synchronised"
    return {
        "synchronised": synchronised,
        "stratum": int(fields[2]) if synchronised else None,
        "reference": fields[1] if synchronised else None,
    }


def _sources(out: Output) -> list[dict[str, Any]]:
    """``chronyc -c sources``: mode, state, name, stratum, poll, reach, last, offset, measured, error.

    Reach stays the octal digits that NTP's tools show.
    """
    rows = [line.split(",") for line in out.text.split("\n") if line]
    if any(len(fields) < _SOURCES for fields in rows):
        raise UnparsedError
    return [
        {
            "remote": ip(fields[2]) or fields[2],
            "synchronized": fields[1] == "*",
            "stratum": int(fields[3]),
            "type": {"^": "server", "=": "peer", "#": "local"}.get(fields[0], fields[0]),
            "when": fields[6],
            "hostpoll": 2 ** int(fields[4]),
            "reachability": int(fields[5]),
            "offset": (number(fields[7]) or 0.0) * 1000,  # chrony: seconds; ours: milliseconds, as NTP's own tools show
        }
        for fields in rows
    ]


def _servers(out: Output) -> Fragment:
    return {row["remote"]: {} for row in _sources(out)}


def _arp(out: Output) -> Fragment:
    rows = []
    for item in out.data:
        address, hardware = ip(item["dst"]), mac(item.get("lladdr", ""))
        if address and hardware:
            rows.append({"interface": item["dev"], "mac": hardware, "ip": address})
    return rows


PARSERS = (
    structured("lldp_neighbors_detail", r"lldpctl -f json0?", _neighbors),
    structured("lldp_neighbors_detail", r"lldpcli -f json show neighbors(?: details?)?", _neighbors),
    text("ntp", r"chronyc (?:-[cn] )+tracking", _tracking),
    text("ntp_stats", r"chronyc (?:-[cn] )+sources", _sources, empty=r""),
    text("ntp_servers", r"chronyc (?:-[cn] )+sources", _servers, empty=r""),
    structured("arp_table", r"ip -j(?:son)?(?: -4)? neigh(?:bour)?(?: show)?", _arp),
)
