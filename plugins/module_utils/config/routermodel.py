# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model of a RouterOS configuration: menus with their settings and items, and what a command does to them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .routertext import WITHOUT, Statement, Values, pairs, shown, statements

# What names an item, by its menu; elsewhere its name, and where it has none, all of it.
_KEYS: dict[str, tuple[str, ...]] = {
    "ip address": ("address",),
    "ipv6 address": ("address", "interface"),
    "interface bridge port": ("interface",),
    "interface bridge vlan": ("bridge", "vlan-ids"),
    "interface list member": ("list", "interface"),
    "interface wireguard peers": ("interface", "public-key"),
    "ip dhcp-client": ("interface",),
    "ip dhcp-server network": ("address",),
    "ip dhcp-server lease": ("address", "mac-address"),
    "ip firewall address-list": ("list", "address"),
    "ipv6 firewall address-list": ("list", "address"),
    "tool netwatch": ("host",),
    "system ntp client servers": ("address",),
}
_DEFAULTS = {"comment": "", "disabled": "no", "mtu": "1500", "arp": "enabled"}
_MENU_DEFAULTS: dict[tuple[str, str], str] = {
    ("system identity", "name"): "MikroTik",
    ("ip dns", "servers"): "",
    ("ip dns", "allow-remote-requests"): "no",
    ("system ntp client", "enabled"): "no",
    ("ip ssh", "strong-crypto"): "no",
    ("snmp", "enabled"): "no",
    ("snmp", "contact"): "",
    ("snmp", "location"): "",
    ("ip service", "address"): "",
    ("ip settings", "rp-filter"): "no",
    ("ip route", "distance"): "1",
    ("ip route", "scope"): "30",
    ("ip route", "target-scope"): "10",
    ("ip route", "routing-table"): "main",
    ("ip neighbor discovery-settings", "discover-interface-list"): "static",
}
_ANY_DEFAULT = {
    **{name: value for (_path, name), value in _MENU_DEFAULTS.items() if name != "name"},
    **_DEFAULTS,
    "log": "no",
    "log-prefix": "",
}
# Menus whose own entries have names that cannot change, under which they are exported.
_FIXED_NAME = re.compile(r"interface (?:ethernet|wireless|wifi|lte|w60g)$")


@dataclass
class Menu:
    """``settings`` of the menu itself, ``patches`` of entries that always exist by what names them, and its ``items``."""

    settings: Values = field(default_factory=dict)
    patches: dict[tuple[tuple[str, str], ...], Values] = field(default_factory=dict)
    items: list[Values] = field(default_factory=list)

    def copy(self) -> Menu:
        """A deep copy."""
        return Menu(dict(self.settings), {key: dict(value) for key, value in self.patches.items()}, [dict(i) for i in self.items])


Config = dict[str, Menu]


def read(text: str) -> Config:
    """The menus of a configuration."""
    config: Config = {}
    for one in statements(text):
        _carry_out(config, _in_its_menu(config, one))
    return config


def take(config: Config, one: Statement) -> bool:
    """Carry out one command on a model of the router. Did it change anything?"""
    one = _in_its_menu(config, one)
    menu = config.setdefault(one.menu, Menu())
    before = menu.copy() if one.verb != "add" else None
    _carry_out(config, one)
    return before is None or before != menu or list(before.patches) != list(menu.patches)


def _carry_out(config: Config, one: Statement) -> None:
    menu = config.setdefault(one.menu, Menu())
    if one.verb == "add":
        _add(menu, one)
    elif one.verb in ("set", "unset", "enable", "disable"):
        _set(menu, _as_set(one))
    elif one.verb == "remove" and one.where is not None and not one.raw:
        menu.items = [item for item in menu.items if not _fits(item, one.where)]
    elif one.verb == "move" and one.where is not None:
        _move(menu, one)


def _in_its_menu(config: Config, one: Statement) -> Statement:
    """``/interface set x`` reaches every kind of interface, which the export shows in the menu of its kind."""
    if one.menu != "interface" or one.verb == "add" or not one.where or one.raw:
        return one
    for path, menu in config.items():
        known = [*menu.items, *({**dict(key), **values} for key, values in menu.patches.items())]
        if path.startswith("interface ") and any(_fits(_named(item), one.where) for item in known):
            return replace(one, menu=path)
    return replace(one, menu="interface ethernet") if re.match(r"(?:ether|sfp|qsfp)", one.where.get("name", "")) else one


def _named(facts: Values) -> Values:
    """With the name that an entry has as long as it was given no other."""
    return {"name": facts.get("default-name", ""), **facts}


def _as_set(one: Statement) -> Statement:
    if one.verb in ("enable", "disable"):
        return Statement(one.menu, "set", one.where, {"disabled": "no" if one.verb == "enable" else "yes"}, (), one.raw)
    if one.verb == "unset":
        names = one.values.get("value-name", "").split(",")
        return Statement(one.menu, "set", one.where, {}, tuple(filter(None, names)), one.raw)
    return one


def _fits(item: Values, where: Values) -> bool:
    lacking = [name for name in where.get(WITHOUT, "").split(",") if name]
    wanted = [(name, value) for name, value in where.items() if name != WITHOUT]
    if not wanted or any(name in item for name in lacking):
        return False
    return all(item.get(name, _ANY_DEFAULT.get(name)) == value for name, value in wanted)


def named_by(path: str, item: Values, others: Iterable[Values]) -> Values:
    """What finds this item and none of the ``others`` of its menu: its name, or all its values and what it lacks."""
    named = key_of(path, item)
    if named:
        return named
    where = dict(item)
    more = {name for other in others if other.items() > item.items() for name in other if name not in item}
    for name in sorted(more):
        default = default_of(path, name)
        if default is not None:
            where[name] = default
    lacking = sorted(name for name in more if name not in where)
    return {**where, WITHOUT: ",".join(lacking)} if lacking else where


def _add(menu: Menu, one: Statement) -> None:
    values = dict(one.values)
    before = values.pop("place-before", "")
    item = _with_network(one.menu, without_defaults(one.menu, values))
    at = len(menu.items)
    if before:
        wanted = statements(f"/{one.menu} set {before}")[0].where or {}
        at = next((number for number, other in enumerate(menu.items) if _fits(other, wanted)), at)
    menu.items.insert(at, item)


def _with_network(path: str, item: Values) -> Values:
    """The router adds an address's network by itself."""
    if path != "ip address" or "network" in item or "/" not in item.get("address", ""):
        return item
    try:
        return {**item, "network": str(ipaddress.IPv4Interface(item["address"]).network.network_address)}
    except ValueError:
        return item


def _set(menu: Menu, one: Statement) -> None:
    if one.where is None and not one.raw:
        _update(menu.settings, one)
        return
    where = one.where or {}
    hits = [item for item in menu.items if not one.raw and _fits(item, where)]
    for item in hits:
        _update(item, one)
    if hits:
        return
    key = _patch_key(menu, one.menu, where) if not one.raw else (("", one.raw),)
    _update(menu.patches.setdefault(key, {}), one)
    if menu.patches[key].get("name", "") == dict(key).get("default-name"):
        del menu.patches[key]["name"]
    if not menu.patches[key]:
        del menu.patches[key]


def _patch_key(menu: Menu, path: str, where: Values) -> tuple[tuple[str, str], ...]:
    """The entry that is meant, also by the name that it was given."""
    for key, values in menu.patches.items():
        facts = _named({**dict(key), **values})
        if all(facts.get(name) == value for name, value in where.items()):
            return key
    if _FIXED_NAME.match(path) and set(where) == {"name"}:
        return (("default-name", where["name"]),)
    return tuple(sorted(where.items()))


def _update(values: Values, one: Statement) -> None:
    for name, value in one.values.items():
        values[name] = value
        if default_of(one.menu, name) == value:
            del values[name]
    for name in one.unset:
        values.pop(name, None)


def without_defaults(path: str, values: Values) -> Values:
    """Without what the export leaves out, since it is the default."""
    return {name: value for name, value in values.items() if default_of(path, name) != value}


def default_of(path: str, name: str) -> str | None:
    """The default of a setting, where it is known here."""
    if " firewall " in f" {path} " and name in ("log", "log-prefix"):
        return "no" if name == "log" else ""
    return _MENU_DEFAULTS.get((path, name), _DEFAULTS.get(name))


def _move(menu: Menu, one: Statement) -> None:
    goal = statements(f"/{one.menu} set {one.values.get('destination', '')}")[0].where or {}
    moving = [item for item in menu.items if _fits(item, one.where or {})]
    rest = [item for item in menu.items if item not in moving]
    at = next((number for number, other in enumerate(rest) if _fits(other, goal)), len(rest))
    menu.items = [*rest[:at], *moving, *rest[at:]]


def lines(path: str, menu: Menu) -> Iterator[str]:
    """The menu's commands as the export has them, without the path."""
    for key, values in menu.patches.items():
        where = dict(key)
        named = where.get("") or f"[ find {pairs(key)} ]"
        if set(where) in ({"name"}, {"#"}):
            named = shown(next(iter(where.values()), ""))
        yield f"set {named} {pairs(values.items())}"
    for item in menu.items:
        yield f"add {pairs(item.items())}".rstrip()
    if menu.settings:
        yield f"set {pairs(menu.settings.items())}"


def content(item: Values) -> str:
    """All of an item, whatever the order of its values."""
    return pairs(sorted(item.items()))


def key_of(path: str, item: Values) -> Values | None:
    """The values that name an item; None where nothing less than all of it does."""
    names = _KEYS.get(path, ("name",))
    return {name: item[name] for name in names} if all(name in item for name in names) else None
