# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux as a switch: bonds, bridges with their VLANs and spanning trees (``ip -j -d link``, ``bridge -j``), and its users.

A Linux host may hold several bridges, each with one spanning tree: an instance of ``stp`` is called by its bridge.
Written after iproute2's documentation and output; the kernel's own spanning tree is 802.1D.
"""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, mac
from .interfaces import links

_MODES = {"802.3ad": "lacp"}
_KERNEL_STP = 1  # 2: a daemon's own, which the kernel knows the port states of only
_FIRST_PERSON = 1000  # accounts below are the system's, but for root
_NO_LOGIN = re.compile(r"(?:.*/)?(?:nologin|false|sync|shutdown|halt)")


def _kind(link: dict[str, Any], which: str) -> str:
    return str((link.get("linkinfo") or {}).get(which, ""))


def _data(link: dict[str, Any], which: str) -> dict[str, Any]:
    found = (link.get("linkinfo") or {}).get(which)
    return found if isinstance(found, dict) else {}


def _bonds(out: Output) -> Fragment:
    found = links(out)
    model: dict[str, Any] = {}
    for link in found:
        link["flags"]  # else it is not a list of links
        if _kind(link, "info_kind") == "bond":
            data = _data(link, "info_data")
            lacp = data.get("mode") == "802.3ad"
            active = data.get("ad_lacp_active", "on") == "on"
            model[link["ifname"]] = {
                "is_up": link.get("operstate") == "UP",
                "protocol": _MODES.get(str(data.get("mode")), "static"),
                "mode": ("active" if active else "passive") if lacp else "on",
                "members": {
                    port["ifname"]: _member(_data(port, "info_slave_data"), (data.get("ad_info") or {}).get("aggregator"), lacp)
                    for port in found
                    if port.get("master") == link["ifname"] and _kind(port, "info_slave_kind") == "bond"
                },
            }
    return model


def _member(data: dict[str, Any], aggregator: object, lacp: bool) -> dict[str, Any]:
    """Under LACP a member carries traffic in the bond's active aggregator, once both ends say so."""
    if data.get("mii_status") != "UP":
        return {"bundled": False, "state": "down"}
    if not lacp:
        active = data.get("state") == "ACTIVE"
        return {"bundled": active, "state": "bundled" if active else "hot-standby"}
    told = data.get("ad_actor_oper_port_state_str")
    joined = aggregator is None or data.get("ad_aggregator_id") == aggregator
    if not joined:
        return {"bundled": False, "state": "individual"}
    bundled = "distributing" in told if isinstance(told, list) else data.get("state") == "ACTIVE"
    return {"bundled": bundled, "state": "bundled" if bundled else "waiting"}


def _bridge_id(value: object) -> tuple[int | None, str | None]:
    """``8000.52:54:0:12:34:56`` as priority and address; old releases leave out leading zeros."""
    priority, _dot, address = str(value or "").partition(".")
    try:
        number: int | None = int(priority, 16)
    except ValueError:
        number = None
    return number, mac("".join(part.zfill(2) for part in address.split(":")))


def _trees(out: Output) -> Fragment:
    found = links(out)
    model: dict[str, Any] = {}
    for link in found:
        link["flags"]
        data = _data(link, "info_data")
        if _kind(link, "info_kind") != "bridge" or not data.get("stp_state"):
            continue
        (root_priority, root), (priority, own) = _bridge_id(data.get("root_id")), _bridge_id(data.get("bridge_id"))
        ports = {
            port["ifname"]: _data(port, "info_slave_data")
            for port in found
            if port.get("master") == link["ifname"] and _kind(port, "info_slave_kind") == "bridge"
        }
        roots = [name for name, told in ports.items() if data.get("root_port") and _number(told.get("no")) == data["root_port"]]
        model[link["ifname"]] = {
            "protocol": "ieee" if data["stp_state"] == _KERNEL_STP else None,
            "root": root,
            "root_bridge": root == own and root_priority == priority if root and own else None,
            "root_priority": root_priority,
            "root_cost": data.get("root_path_cost"),
            "root_port": roots[0] if roots else None,
            "bridge": own,
            "priority": priority,
            "ports": {name: _port(told, name in roots, data.get("bridge_id")) for name, told in ports.items()},
        }
    return model


def _number(value: object) -> int | None:
    """``0x8001``, or a plain number."""
    try:
        return int(str(value), 0)
    except ValueError:
        return None


def _port(told: dict[str, Any], root: bool, bridge: object) -> dict[str, Any]:
    """The kernel does not name roles: they follow from what a port says of its segment."""
    state = str(told.get("state", "")).lower() or None
    if state == "disabled":
        role: str | None = "disabled"
    elif root:
        role = "root"
    elif told.get("bridge_id") is None:
        role = None
    elif told["bridge_id"] != bridge:
        role = "alternate"
    else:
        role = "designated" if told.get("designated_port") == _number(told.get("id")) else "backup"
    return {"role": role, "state": state, "cost": told.get("cost")}


def _entries(out: Output, *wanted: str) -> list[dict[str, Any]]:
    if not isinstance(out.data, list) or not all(isinstance(item, dict) for item in out.data):
        raise UnparsedError
    found = [item for item in out.data if item]
    if not all(name in item for item in found for name in wanted):
        raise UnparsedError
    return found


def _vlans(out: Output) -> Fragment:
    """Ranges are written as ``vlan`` and ``vlanEnd``. The kernel's VLANs have no names."""
    model: dict[str, Any] = {}
    for item in _entries(out, "ifname", "vlans"):
        for entry in item["vlans"]:
            for number in range(int(entry["vlan"]), min(int(entry.get("vlanEnd", entry["vlan"])), 4094) + 1):
                model.setdefault(str(number), {"name": None, "interfaces": []})["interfaces"].append(item["ifname"])
    return model


def _hosts(out: Output) -> Fragment:
    """What a bridge, or a VXLAN, forwards by; the filters of single interfaces are none of it."""
    return [
        {
            "mac": mac(item["mac"]),
            "interface": item["ifname"],
            "vlan": item.get("vlan"),
            "static": item.get("state") in ("permanent", "static"),
            "active": item.get("state") != "stale",
        }
        for item in _entries(out, "mac", "ifname")
        if mac(item["mac"]) and ("master" in item or "dst" in item)
    ]


_ACCOUNT = re.compile(r"^(?P<name>[^:\s]+):[^:]*:(?P<uid>\d+):\d+:[^:]*:[^:]*:(?P<shell>[^:\s]*)$", re.M)


def users(out: Output) -> Fragment:
    """People who may log in. Root is 15; what others may do is a matter of sudo's files, not told here."""
    found = list(_ACCOUNT.finditer(out.text))
    if not found:
        raise UnparsedError
    return {
        account["name"]: {"level": 15 if account["uid"] == "0" else None, "password": None, "sshkeys": []}
        for account in found
        if not _NO_LOGIN.fullmatch(account["shell"])
        and account["name"] != "nobody"
        and (account["uid"] == "0" or (integer(account["uid"]) or 0) >= _FIRST_PERSON)
    }


_LINK = r"ip (?:-j(?:son)? |-d(?:etails)? )+(?:link|addr(?:ess)?)(?: show)?"
PARSERS = (
    structured("lacp", _LINK, _bonds),
    structured("stp", _LINK, _trees),
    structured("vlans", r"bridge (?:-c(?:ompressvlans)? )?-j(?:son)? vlan(?: show)?", _vlans),
    structured("mac_address_table", r"bridge -j(?:son)? fdb(?: show)?", _hosts),
    text("users", r"getent passwd|cat /etc/passwd", users),
)
