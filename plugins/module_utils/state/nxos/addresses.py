# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS: the addresses of interfaces."""

from __future__ import annotations

import re
from typing import Any

from ..blocks import required_sections
from ..names import long_name
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, mask_length, prefix
from .rows import body, required, rows, words

PLATFORM = "cisco.nxos.nxos"
_LINK_LOCAL = 64  # NX-OS prints link-local addresses without a length; the interface identifier has 64 bits

_STATUS = re.compile(r"^[ \t]*(?P<name>[A-Za-z][\w/.:-]*\d[\w/.:-]*), Interface status: ", re.M)
_HEAD = re.compile(r"^[ \t]*(?P<name>[A-Za-z][A-Za-z-]*\d[\w/.:-]*) is (?:up|down|administratively down)\b", re.M)
_V4 = re.compile(
    r"^\s*IP address: (?P<address>\d+\.\d+\.\d+\.\d+)(?:/(?P<length>\d+))?(?:, IP subnet: (?P<subnet>\S+?/\d+))?", re.M
)
_INTERNET = re.compile(r"^\s*Internet Address is (\d+\.\d+\.\d+\.\d+)/(\d+)", re.M | re.I)


def _add(model: dict[str, Any], name: str, address: object, length: int | None) -> None:
    canonical = ip(str(address))
    if canonical and canonical != "::":
        length = _LINK_LOCAL if length is None and canonical.startswith("fe80:") else length
        family = "ipv6" if ":" in canonical else "ipv4"
        model.setdefault(long_name(name, PLATFORM), {}).setdefault(family, {})[canonical] = {"prefix_length": length}


def _length(network: str | None) -> int | None:
    canonical = prefix(network) if network else None
    return int(canonical.partition("/")[2]) if canonical else None


def _ipv4(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in required_sections(_STATUS, out.text):
        for found in _V4.finditer(told):
            _add(model, head["name"], found["address"], integer(found["length"]) if found["length"] else _length(found["subnet"]))
    return model


def _shown(out: Output) -> Fragment:
    """What ``show interface`` tells: every address with its length, IPv4 only."""
    model: dict[str, Any] = {}
    for head, told in required_sections(_HEAD, out.text):
        for address, length in _INTERNET.findall(told):
            _add(model, head["name"], address, int(length))
    return model


_OWN = re.compile(r"^\s*(?:IPv6 address:\s*)?(?P<address>[\da-fA-F]*:[\da-fA-F:.]+)/(?P<length>\d+)(?:\s+\[.*)?\s*$", re.M)
_BARE = re.compile(r"^\s*IPv6 address:[ \t]+(?P<address>[\da-fA-F]*:[\da-fA-F:.]+)(?=\s|$)", re.M)
_SUBNET = re.compile(r"^\s*IPv6 subnet:\s+(\S+/\d+)", re.M)
_LOCAL = re.compile(r"^\s*IPv6 link-local address: ([\da-fA-F:]+)", re.M)


def _ipv6(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for head, told in required_sections(_STATUS, out.text):
        own = re.split(r"^\s*IPv6 (?:virtual|anycast)", told, maxsplit=1, flags=re.M)[0]
        subnet = _SUBNET.search(own)
        for found in _OWN.finditer(own):
            _add(model, head["name"], found["address"], int(found["length"]))
        for found in _BARE.finditer(own):
            _add(
                model,
                head["name"],
                found["address"],
                _length(subnet.group(1)) if subnet and not found["address"].lower().startswith("fe80:") else None,
            )
        for local in _LOCAL.findall(own):
            _add(model, head["name"], local, None)
    return model


_ROW = re.compile(r"^\s*(?P<name>[A-Za-z][\w/.:-]*\d[\w/.:-]*)\s+(?P<address>\d+\.\d+\.\d+\.\d+)\s+protocol-\w+/", re.M)


def _brief(out: Output) -> Fragment:
    """This table has no lengths: they stay unknown."""
    model: dict[str, Any] = {}
    for found in _ROW.finditer(out.text):
        _add(model, found["name"], found["address"], None)
    if not model and "Interface Status" not in out.text and "IP Address" not in out.text:
        raise UnparsedError
    return model


def _ipv4_json(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for row in required(body(out), "intf"):
        name = words(row["intf-name"])
        _add(model, name, row.get("prefix", ""), integer(words(row.get("masklen")) or None))
        for second in rows(row, "secondary_address"):
            _add(model, name, second.get("prefix1", ""), integer(words(second.get("masklen1")) or None))
    return model


def _ipv6_json(out: Output) -> Fragment:
    """A link-local address may stand among the others; ``prefix`` is the subnet of a single one."""
    model: dict[str, Any] = {}
    for row in required(body(out), "intf"):
        name = words(row["intf-name"])
        local = words(row.get("linklocal-addr"))
        own = row.get("addr")
        for shown in [
            *map(words, own if isinstance(own, list) else [own]),
            *(words(item.get("addr")) for item in rows(row, "addr")),
        ]:
            address, _unused, length = shown.partition("/")
            if address and ip(address) != ip(local):
                _add(model, name, address, int(length) if length.isdigit() else _length(words(row.get("prefix"))))
        if local:
            _add(model, name, local.partition("/")[0], None)
    return model


def _shown_json(out: Output) -> Fragment:
    model: dict[str, Any] = {}
    for row in required(body(out), "interface"):
        for kind in ("eth", "svi", "loop", "tun"):
            length = words(row.get(f"{kind}_ip_mask"))
            bits = int(length) if length.isdigit() else mask_length(length) if length else None
            _add(model, words(row["interface"]), row.get(f"{kind}_ip_addr", ""), bits)
    return model


_ONE = r"(?: [A-Za-z][\w-]* ?\d[\w/.:]*)?"
_OFF = r".*(?:Interface Status for VRF|Interface status: ).*"
PARSERS = (
    text("interfaces_ip", rf"show ip interface{_ONE}", _ipv4, empty=rf"(?:{_OFF})?"),
    structured("interfaces_ip", rf"show ip interface{_ONE}", _ipv4_json),
    text("interfaces_ip", rf"show ipv6 interface{_ONE}", _ipv6, empty=rf"(?:{_OFF})?"),
    structured("interfaces_ip", rf"show ipv6 interface{_ONE}", _ipv6_json),
    text("interfaces_ip", r"show ip interface brief", _brief, empty=r".*"),
    structured("interfaces_ip", r"show ip interface brief", _ipv4_json),
    text("interfaces_ip", rf"show interfaces?{_ONE}", _shown, empty=r".*"),
    structured("interfaces_ip", rf"show interfaces?{_ONE}", _shown_json),
)
