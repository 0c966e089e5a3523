# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told by the configuration alone: time servers, users, SNMP.

No secret of the configuration enters a model: a user's password is None, and
an SNMP community is called by its place in the configuration, not by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .registry import Fragment, Output, Parser, UnparsedError, text
from .values import integer, ip

_FILTER = re.compile(r"^(?:i(?:nclude)?|s(?:ection)?|b(?:egin)?|grep|egrep|match) +(.+)$", re.I)
_HIGHEST = 15
_ROLES = {"network-admin": _HIGHEST, "vdc-admin": _HIGHEST, "root-lr": _HIGHEST, "root-system": _HIGHEST}


def covered(out: Output, *samples: str) -> None:
    """Raises UnparsedError where the command's filter took away what ``samples`` (lines of a configuration) look like."""
    section = out.command.partition("config")[2].replace("section ", "").split()
    if section and section[0] != "all" and not all(sample.startswith(section[0]) for sample in samples):
        raise UnparsedError
    found = _FILTER.match(out.pipe)
    wanted = found.group(1).strip("\"' ") if found else ""
    try:
        seen = all(re.search(wanted, sample) for sample in samples)
    except re.error:
        seen = all(wanted in sample for sample in samples)
    if not seen:
        raise UnparsedError


_ASSOCIATE = re.compile(r"^\s*(?:sntp|ntp) (?P<kind>server|peer) (?:vrf \S+ )?(?:ip(?:v[46])? )?(?P<name>[\w.:-]+)", re.M)
_BLOCK = re.compile(r"^ntp[ \t]*\n(?P<lines>(?: .*(?:\n|$))*)", re.M)  # IOS-XR has a section


def associated(out: Output, kind: str) -> Fragment:
    """The configured time servers (or peers): ``{address: {}}``."""
    covered(out, f"ntp {kind} 192.0.2.1")
    within = [f"ntp {line.strip()}" for block in _BLOCK.finditer(out.text) for line in block["lines"].split("\n")]
    rows = _ASSOCIATE.finditer("\n".join([out.text, *within]))
    return {ip(found["name"]) or found["name"]: {} for found in rows if found["kind"] == kind}


_USER = re.compile(r"^\s*username (?P<name>\S+)(?P<rest>.*(?:\n (?:group|secret|password) .*)*)$", re.M)
_PRIVILEGE = re.compile(r"\b(?:privilege|level) (\d+)")
_ROLE = re.compile(r"\b(?:role|group) (?:priv-(?P<level>\d+)|(?P<role>\S+))")
_KEY = re.compile(r"\bssh-?key (?:ssh-key )?(?P<key>(?:ssh|ecdsa|sk)\S* \S+)")


def users(level: int | None) -> Callable[[Output], Fragment]:
    """Reads ``{user: {level, password, sshkeys}}``; ``level``: that of a user for whom none is told."""

    def read(out: Output) -> Fragment:
        covered(out, "username admin privilege 15")
        model: dict[str, Any] = {}
        for found in _USER.finditer(out.text):
            user = model.setdefault(found["name"], {"level": None, "password": None, "sshkeys": []})
            privilege, role, key = (pattern.search(found["rest"]) for pattern in (_PRIVILEGE, _ROLE, _KEY))
            known = integer(privilege.group(1)) if privilege else None
            if role and known is None:
                known = int(role["level"]) if role["level"] else _ROLES.get(role["role"])
            user["level"] = known if user["level"] is None else user["level"]
            user["sshkeys"] += [key["key"]] if key else []
        for user in model.values():
            user["level"] = level if user["level"] is None else user["level"]
        return model

    return read


_PLACE = re.compile(r"^\s*snmp-server (?P<what>location|contact|chassis-id) (?P<value>.+?)\s*$", re.M)
_COMMUNITY = re.compile(r"^\s*snmp-server community (?:\"[^\"\n]*\"|\S+)(?:\s+(?P<rest>\S.*))?$", re.M)
_MODE = re.compile(r"\b(?:(?P<mode>ro|rw|sdrowner)|group (?P<group>\S+))(?=\s|$)", re.I)


def snmp(out: Output) -> Fragment:
    """``{contact, location, chassis_id, community: {"community 1": {mode, acl}}}``."""
    covered(out, "snmp-server community c", "snmp-server location l", "snmp-server contact c")
    model: dict[str, Any] = {"contact": None, "location": None, "chassis_id": None, "community": {}}
    for found in _PLACE.finditer(out.text):
        model[found["what"].replace("-", "_")] = found["value"].strip('"').strip()
    for number, found in enumerate(_COMMUNITY.finditer(out.text), 1):
        rest = found["rest"] or ""
        mode = _MODE.search(rest)
        left = [word for word in _MODE.sub(" ", rest).split() if word not in ("IPv4", "IPv6", "ipv4", "ipv6")]
        model["community"][f"community {number}"] = {
            "mode": (mode["group"] or mode["mode"].lower()) if mode else None,
            "acl": left[-1] if left and "use-acl" not in rest else None,
        }
    return model


def configuration_parsers(level: int | None = None) -> tuple[Parser, ...]:
    """The parsers of a platform whose configuration has these words. ``level``: see :func:`users`."""
    command = r"show run(?:ning-config)?(?: (?:ntp|snmp-server|username|all|section ntp))?"
    return (
        text("ntp_servers", command, lambda out: associated(out, "server"), empty=r".*"),
        text("ntp_peers", command, lambda out: associated(out, "peer"), empty=r".*"),
        text("users", command, users(level), empty=r".*"),
        text("snmp", command, snmp),
    )
