# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS and EdgeOS: what the configuration tells (``show configuration commands``): name, time servers, users.

No password enters a model.
"""

from __future__ import annotations

import re
from typing import Any

from ..registry import Fragment, Output, UnparsedError, text
from ..values import ip

_SET = re.compile(r"^set (?P<path>\S.*?)[ \t]*$", re.M)
_HOST = re.compile(r"^set system host-name '?([\w.-]+)'?", re.M)
_DOMAIN = re.compile(r"^set system domain-name '?([\w.-]+)'?", re.M)
_SERVER = re.compile(r"^set (?:service|system) ntp server '?([\w.:-]+)'?", re.M)
_USER = re.compile(r"^set system login user '?(?P<name>[\w.-]+)'?(?P<rest>.*)$", re.M)
_KEY = re.compile(r"public-keys \S+ key '?([\w+/=]+)'?")
_LEVEL = {"admin": 15, "operator": 1}


def _statements(out: Output) -> str:
    if not _SET.search(out.text):
        raise UnparsedError
    return out.text


def _names(out: Output) -> Fragment:
    shown = _statements(out)
    host, domain = _HOST.search(shown), _DOMAIN.search(shown)
    return {"hostname": host and host[1], **({"domain": domain[1]} if domain else {})}


def _shown_name(out: Output) -> Fragment:
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", out.text.strip()):
        raise UnparsedError
    return {"hostname": out.text.strip()}


def _servers(out: Output) -> Fragment:
    return {ip(name) or name: {} for name in dict.fromkeys(_SERVER.findall(_statements(out)))}


def _users(out: Output) -> Fragment:
    """Since VyOS 1.3 everybody is an administrator; before, ``level`` said so."""
    model: dict[str, Any] = {}
    for found in _USER.finditer(_statements(out)):
        user = model.setdefault(found["name"], {"level": 15, "password": None, "sshkeys": []})
        level = re.search(r" level '?(\w+)'?", found["rest"])
        key = _KEY.search(found["rest"])
        if level:
            user["level"] = _LEVEL.get(level[1], user["level"])
        if key:
            user["sshkeys"].append(key[1])
    return model


_SNMP = re.compile(r"^set service snmp (?P<what>location|contact) '?(?P<value>[^'\n]*)'?", re.M)
_COMMUNITY = re.compile(r"^set service snmp community (?P<name>\S+)(?: authorization '?(?P<mode>\w+)'?)?", re.M)


def _snmp(out: Output) -> Fragment:
    """Communities are told by their place. One without ``authorization`` may read."""
    shown = _statements(out)
    places = {found["what"]: found["value"].strip() for found in _SNMP.finditer(shown)}
    modes: dict[str, str] = {}
    for found in _COMMUNITY.finditer(shown):
        modes[found["name"]] = found["mode"] or modes.get(found["name"], "ro")
    return {
        "location": places.get("location"),
        "contact": places.get("contact"),
        "chassis_id": None,
        "community": {f"community {place}": {"mode": mode, "acl": None} for place, mode in enumerate(modes.values(), 1)},
    }


_COMMAND = r"show configuration commands"
PARSERS = (
    text("facts", r"show host name", _shown_name),
    text("facts", _COMMAND, _names),
    text("ntp_servers", _COMMAND, _servers),
    text("users", _COMMAND, _users),
    text("snmp", _COMMAND, _snmp),
)
