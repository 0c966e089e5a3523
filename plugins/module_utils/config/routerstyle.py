# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS: menus of items and settings, compared by what names them, their order where it has a meaning.

``/export`` shows what differs from the defaults: a value that is gone is back at its default, which the export does not
say. For the few that are known (routermodel.py) the default is set; the others are unset (``!name``), which the router
refuses where a setting cannot be without a value. Rules, which have no name, are named by all that is shown of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from .routerchange import changes
from .routermodel import Config, Menu, content, key_of, lines, read, take, without_defaults
from .routertext import Statement, Values, logical_lines, pairs, shown, statements, written
from .vendor import Vendor, matches


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """Every item and setting with its menu and its values by name; in order where that has a meaning."""
    found: list[str] = []
    for path, menu in sorted(read(text).items()):
        single = [f"/{path} set {name}={shown(value)}" for name, value in menu.settings.items()]
        for key, values in menu.patches.items():
            single += [f"/{path} set [ {pairs(key)} ] {name}={shown(value)}" for name, value in values.items()]
        rows = [f"/{path} add {content(item)}" for item in menu.items]
        found += [*sorted(single), *(rows if matches(vendor.ordered, path) else sorted(rows))]
    return tuple(found)


def clean(text: str, vendor: Vendor) -> str:
    """The export without its header, a command a line; LF line ends."""
    kept = [line for line in logical_lines(text) if not matches(vendor.volatile, line)]
    return "\n".join([*kept, ""]) if kept else ""


def typed(commands: Sequence[str], vendor: Vendor) -> list[str]:
    """Every command on a line of its own, with its whole path."""
    return [written(one) for one in statements("\n".join(commands))]


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The configuration after these commands, in menus or terse as ``running`` is."""
    config = read(running)
    for one in statements("\n".join(commands)):
        take(config, one)
    terse = not any(re.fullmatch(r"/[^=]*", line) and not re.search(r" (add|set)\b", line) for line in logical_lines(running))
    text: list[str] = []
    for path, menu in config.items():
        rows = list(lines(path, menu))
        text += [f"/{path} {row}" for row in rows] if terse else [f"/{path}", *rows] if rows else []
    return "\n".join([*text, ""]) if text else ""


def effective(running: str, given: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """Command by command: what changes the configuration as it stands by then."""
    config = read(running)
    start, known = _state(config), _Known(config)
    kept: list[str] = []
    dropped: list[str] = []
    unknown = False
    for one in statements("\n".join(given)):
        unknown = unknown or bool(one.raw)
        if one.verb == "add" and known.has(one):
            dropped.append(written(one))
            continue
        changed = take(config, one)
        if one.verb == "add":
            known.added(one)
        elif changed:  # `/interface set` reaches into other menus
            known = _Known(config)
        # What is not understood here is left to the router.
        (kept if changed or one.raw else dropped).append(written(one))
    return ([], kept + dropped) if _state(config) == start and not unknown else (kept, dropped)


class _Known:
    """What is in each menu, found at once also among ten thousand items."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._items: dict[str, dict[tuple[str, ...], list[Values]]] = {}

    def added(self, one: Statement) -> None:
        """One more item."""
        item = self._given(one)
        if one.menu in self._items:
            self._items[one.menu].setdefault(self._label(one.menu, item), []).append(item)

    def has(self, one: Statement) -> bool:
        """Is the very item of an ``add`` there already? RouterOS would refuse it, or hold it twice."""
        values = self._given(one)
        if one.menu not in self._items:
            found: dict[tuple[str, ...], list[Values]] = {}
            for item in self.config.get(one.menu, Menu()).items:
                found.setdefault(self._label(one.menu, item), []).append(item)
            self._items[one.menu] = found
        alike = self._items[one.menu].get(self._label(one.menu, values), [])
        return any(all(item.get(name) == value for name, value in values.items()) for item in alike)

    @staticmethod
    def _given(one: Statement) -> Values:
        return without_defaults(one.menu, {name: value for name, value in one.values.items() if name != "place-before"})

    @staticmethod
    def _label(path: str, item: Values) -> tuple[str, ...]:
        """By what names it; without a name by all of it."""
        named = key_of(path, item)
        return ("", *named.values()) if named is not None else (content(item),)


def _state(config: Config) -> list[str]:
    return [f"/{path} {row}" for path, menu in config.items() for row in lines(path, menu)]


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """What goes (-) and comes (+) under its menu; '' when equivalent."""
    if canonical(running, vendor) == canonical(intended, vendor):
        return ""
    have, want = read(running), read(intended)
    found: list[str] = []
    for path in dict.fromkeys([*have, *want]):
        before, after = (list(lines(path, side.get(path, Menu()))) for side in (have, want))
        if not matches(vendor.ordered, path):
            old, new = set(before), set(after)
            rows = [f"-{row}" for row in before if row not in new] + [f"+{row}" for row in after if row not in old]
        else:
            rows = []
            for tag, start, end, at, upto in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
                if tag != "equal":
                    rows += [f"-{row}" for row in before[start:end]] + [f"+{row}" for row in after[at:upto]]
        found += [f" /{path}", *rows] if rows else []
    return "\n".join([*found, ""])


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """What goes is removed in reverse order of the export, then settings and items come in its order."""
    return changes(read(running), read(intended), vendor)
