# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nokia SR OS, model-driven: what the configuration alone tells, ``admin show configuration json``.

No secret of it enters a model: passwords are None, communities are told by their place.
"""

from __future__ import annotations

from typing import Any

from ..registry import Fragment, Output, UnparsedError, structured
from ..srlinux.elements import plain
from ..values import ip

_RIGHTS = {"r": "ro", "rw": "rw", "rwa": "rw", "mgmt": "rw"}


def _system(out: Output) -> dict[str, Any]:
    data = plain(out.data)
    found = data.get("configure") if isinstance(data, dict) else None
    system = found.get("system") if isinstance(found, dict) else None
    if not isinstance(system, dict):
        raise UnparsedError
    return system


def _below(node: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        node = node.get(name) or {}
    return node


def _users(out: Output) -> Fragment:
    """``administrative`` is the system's own profile of an administrator; what others may do, their profiles say."""
    accounts = _below(_system(out), "security", "user-params", "local-user").get("user") or []
    return {
        str(account["user-name"]): {
            "level": 15 if "administrative" in (_below(account, "console").get("member") or []) else None,
            "password": None,
            "sshkeys": [
                str(key["key-value"])
                for kind in ("rsa", "ecdsa")
                for key in _below(account, "public-keys", kind).get(f"{kind}-key") or []
                if "key-value" in key
            ],
        }
        for account in accounts
    }


def _snmp(out: Output) -> Fragment:
    told = _system(out)
    entries = _below(told, "security", "snmp").get("community") or []
    return {
        "location": told.get("location"),
        "contact": told.get("contact"),
        "chassis_id": None,
        "community": {
            f"community {place}": {
                "mode": _RIGHTS.get(str(entry.get("access-permissions"))),
                "acl": entry.get("source-access-list"),
            }
            for place, entry in enumerate(entries, 1)
        },
    }


def _servers(out: Output) -> Fragment:
    entries = _below(_system(out), "time", "ntp").get("server") or []
    return {ip(str(entry["ip-address"])) or str(entry["ip-address"]): {} for entry in entries}


_COMMAND = r"admin show configuration(?: configure)? json"
PARSERS = (
    structured("users", _COMMAND, _users),
    structured("snmp", _COMMAND, _snmp),
    structured("ntp_servers", _COMMAND, _servers),
)
