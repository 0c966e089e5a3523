# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The menus that are simulated, in the order of the export.

A value's kind: '' takes anything; ``a|b`` one of these; ``number``, ``prefix``, ``interface``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_YES = "yes|no"


@dataclass(frozen=True)
class MenuKind:
    """values: names to kinds. unique: what may be there once, under the words in which a second is refused. fixed: the entries
    that always exist and cannot be added or removed, named by ``by``. settings: the menu has values of its own, no items.
    ordered: new items can be placed. defaults: what the export leaves out."""

    values: dict[str, str]
    unique: tuple[str, ...] = ()
    refusal: str = "item"
    fixed: bool = False
    by: str = "name"
    settings: bool = False
    ordered: bool = False
    defaults: dict[str, str] = field(default_factory=dict)
    stays: tuple[str, ...] = ()  # values that cannot be unset


_COMMON = {"comment": "", "disabled": _YES}
_DEFAULT = {"comment": "", "disabled": "no"}
MENUS: dict[str, MenuKind] = {
    "interface bridge": MenuKind(
        {"name": "", "mtu": "number", **_COMMON}, ("name",), "interface with such name", defaults={**_DEFAULT}, stays=("name",)
    ),
    "interface ethernet": MenuKind(
        {"name": "", "default-name": "", "mtu": "number", **_COMMON},
        fixed=True,
        by="default-name",
        defaults={**_DEFAULT, "mtu": "1500"},
        stays=("name",),
    ),
    "interface vlan": MenuKind(
        {"name": "", "interface": "interface", "vlan-id": "number", **_COMMON},
        ("name",),
        "interface with such name",
        defaults=_DEFAULT,
        stays=("name", "interface"),
    ),
    "interface list": MenuKind({"name": "", "comment": ""}, ("name",), "interface list with such name", defaults=_DEFAULT),
    "interface bridge port": MenuKind(
        {"bridge": "interface", "interface": "interface", **_COMMON}, ("interface",), "such interface", defaults=_DEFAULT
    ),
    "interface list member": MenuKind(
        {"list": "", "interface": "interface", **_COMMON}, ("list", "interface"), "such member", defaults=_DEFAULT
    ),
    "ip address": MenuKind(
        {"address": "prefix", "interface": "interface", "network": "", **_COMMON},
        ("address",),
        "such address",
        defaults=_DEFAULT,
        stays=("address", "interface"),
    ),
    "ip dns": MenuKind(
        {"servers": "", "allow-remote-requests": _YES}, settings=True, defaults={"servers": "", "allow-remote-requests": "no"}
    ),
    "ip firewall filter": MenuKind(
        {
            "action": "accept|drop|reject|log|passthrough|fasttrack-connection",
            "chain": "",
            "connection-state": "",
            "protocol": "",
            "src-address": "",
            "dst-address": "",
            "dst-port": "",
            "in-interface": "interface",
            "in-interface-list": "",
            "log": _YES,
            **_COMMON,
        },
        ordered=True,
        defaults=_DEFAULT,
    ),
    "ip route": MenuKind(
        {"dst-address": "prefix", "gateway": "", "distance": "number", **_COMMON}, defaults={**_DEFAULT, "distance": "1"}
    ),
    "ip service": MenuKind(
        {"name": "", "port": "number", "address": "", "disabled": _YES}, fixed=True, defaults={"disabled": "no", "address": ""}
    ),
    "system clock": MenuKind(
        {"time-zone-name": "", "time-zone-autodetect": _YES},
        settings=True,
        defaults={"time-zone-name": "", "time-zone-autodetect": "yes"},
    ),
    "system identity": MenuKind({"name": ""}, settings=True, defaults={"name": "MikroTik"}, stays=("name",)),
    "system ntp client": MenuKind({"enabled": _YES}, settings=True, defaults={"enabled": "no"}),
    "system ntp client servers": MenuKind({"address": "", "comment": ""}, ("address",), "such server", defaults=_DEFAULT),
    "system scheduler": MenuKind(
        {"name": "", "interval": "", "on-event": "", "policy": "", "comment": ""},
        ("name",),
        "scheduler with this name",
        defaults=_DEFAULT,
    ),
    "system script": MenuKind(
        {"name": "", "policy": "", "source": "", "comment": ""}, ("name",), "script with such name", defaults=_DEFAULT
    ),
}
SERVICES = ("telnet", "ftp", "www", "ssh", "api", "winbox")
