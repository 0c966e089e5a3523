# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux: interfaces, their addresses, and the VRFs they are in, as ``ip -j -d address`` tells (iproute2)."""

from __future__ import annotations

import re
from typing import Any

from ..instances import network_instance
from ..registry import Fragment, Output, UnparsedError, structured, text
from ..values import integer, ip, mac


def links(out: Output) -> list[dict[str, Any]]:
    if not isinstance(out.data, list) or not all(isinstance(link, dict) for link in out.data):
        raise UnparsedError
    return [link for link in out.data if link]  # iproute2 shows what a filter leaves out as {}


def _interfaces(out: Output) -> Fragment:
    return {
        link["ifname"]: {
            "is_enabled": "UP" in link["flags"],
            "is_up": _is_up(link["flags"], link.get("operstate", "UNKNOWN")),
            "description": link.get("ifalias", ""),
            "mtu": link.get("mtu"),
            "mac_address": mac(link.get("address", "")) if link.get("link_type") == "ether" else None,
        }
        for link in links(out)
    }


def _is_up(flags: list[str], state: str) -> bool:
    """Loopbacks and tunnels have no state of their own: their carrier says it."""
    return "UP" in flags and (state == "UP" or (state == "UNKNOWN" and "LOWER_UP" in flags))


def _addresses(out: Output) -> Fragment:
    model: dict[str, Fragment] = {}
    for link in links(out):
        link["flags"]  # else it is not a list of links
        for entry in link.get("addr_info", []):
            address = ip(entry.get("local", ""))
            if address:
                family = model.setdefault(link["ifname"], {}).setdefault("ipv6" if ":" in address else "ipv4", {})
                family[address] = {"prefix_length": int(entry["prefixlen"])}
    return model


def _names(out: Output) -> Fragment:
    return {"interface_list": [link["ifname"] for link in links(out)]}


def _instances(out: Output) -> Fragment:
    found = links(out)
    vrfs = [link["ifname"] for link in found if (link.get("linkinfo") or {}).get("info_kind") == "vrf"]
    members: dict[str, list[str]] = {name: [] for name in ["default", *vrfs]}
    for link in found:
        if link["ifname"] not in vrfs:
            master = str(link.get("master"))
            members[master if master in vrfs else "default"].append(link["ifname"])
    return {name: network_instance(name, "", found) for name, found in members.items()}


# 2: eth1@eth2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master blue state UP group default qlen 1000
_HEAD = re.compile(r"^\d+: ([^\s:@]+)(?:@\S+)?: <([^>]*)> mtu (\d+) .*?(?:\bstate (\w+))?(?: (?:group|mode|qlen) .*)?$", re.M)
_MAC = re.compile(r"^ +link/ether (\S+)", re.M)
_ALIAS = re.compile(r"^ +alias (.*)$", re.M)
_INET = re.compile(r"^ +inet6? ([\d.]+|[\da-f:]+)(?: peer \S+?)?/(\d+)|^ +inet6? ([\d.]+|[\da-f:]+) peer \S+?/(\d+)", re.M)


def _blocks(out: Output) -> list[tuple[re.Match[str], str]]:
    heads = list(_HEAD.finditer(out.text))
    if not heads:
        raise UnparsedError
    ends = [head.start() for head in heads[1:]] + [len(out.text)]
    return [(head, out.text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def _interfaces_text(out: Output) -> Fragment:
    model = {}
    for head, body in _blocks(out):
        hardware, alias = _MAC.search(body), _ALIAS.search(body)
        flags = head.group(2).split(",")
        model[head.group(1)] = {
            "is_enabled": "UP" in flags,
            "is_up": _is_up(flags, head.group(4) or "UNKNOWN"),
            "description": alias.group(1) if alias else "",
            "mtu": integer(head.group(3)),
            "mac_address": mac(hardware.group(1)) if hardware else None,
        }
    return model


def _addresses_text(out: Output) -> Fragment:
    model: dict[str, Fragment] = {}
    for head, body in _blocks(out):
        for found in _INET.finditer(body):
            address, length = ip(found.group(1) or found.group(3)), found.group(2) or found.group(4)
            if address:
                family = model.setdefault(head.group(1), {}).setdefault("ipv6" if ":" in address else "ipv4", {})
                family[address] = {"prefix_length": int(length)}
    return model


def _names_text(out: Output) -> Fragment:
    return {"interface_list": [head.group(1) for head, _unused in _blocks(out)]}


_SHOW = r"(?:show(?: dev \S+)?|list)"
_JSON = rf"ip (?:-j(?:son)? |-d(?:etails)? |-[46] )*addr(?:ess)?(?: {_SHOW})?"
_PLAIN = rf"ip (?:-d(?:etails)? |-[46] )*(?:a|addr(?:ess)?)(?: {_SHOW})?"
_LINK = rf"ip (?:-j(?:son)? |-d(?:etails)? )*l(?:ink)?(?: {_SHOW})?"
PARSERS = (
    structured("interfaces", _JSON, _interfaces),
    structured("interfaces", _LINK, _interfaces),
    structured("interfaces_ip", _JSON, _addresses),
    structured(
        "network_instances", r"ip (?:-j(?:son)? )?-d(?:etails)? (?:-j(?:son)? )?(?:addr(?:ess)?|link)(?: show)?", _instances
    ),
    structured("network_instances", r"ip -j(?:son)? -d(?:etails)? (?:addr(?:ess)?|link)(?: show)?", _instances),
    structured("facts", _JSON, _names),
    text("interfaces", _PLAIN, _interfaces_text),
    text("interfaces", _LINK, _interfaces_text),
    text("interfaces_ip", _PLAIN, _addresses_text, empty=r"\d+: .*"),
    text("facts", _PLAIN, _names_text),
)
