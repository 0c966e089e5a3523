# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that lead from one RouterOS configuration to another, one at a time on a router in service.

First what refers to others goes (addresses, members, routes), last users first; then settings and items come in the order
of the export, definitions before their users; rules come before the ones they replace go; definitions go last.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .routermodel import Config, Menu, content, default_of, key_of, named_by
from .routertext import Statement, Values, found_by, written
from .vendor import Vendor, matches


@dataclass
class _Work:
    """Commands of one menu, by the time when they are due."""

    early: list[Statement] = field(default_factory=list)
    main: list[Statement] = field(default_factory=list)
    late: list[Statement] = field(default_factory=list)


def changes(have: Config, want: Config, vendor: Vendor) -> list[str]:
    """The commands, each with its whole path."""
    paths = list(dict.fromkeys([*want, *have]))
    works = [_menu(path, have.get(path, Menu()), want.get(path, Menu()), vendor) for path in paths]
    early = [one for work in reversed(works) for one in reversed(work.early)]
    main = [one for work in works for one in work.main]
    late = [one for work in reversed(works) for one in reversed(work.late)]
    return [written(one) for one in [*early, *main, *late]]


def _menu(path: str, have: Menu, want: Menu, vendor: Vendor) -> _Work:
    work = _Work()
    for key in dict.fromkeys([*have.patches, *want.patches]):
        where = dict(key)
        values, unset = _values(path, have.patches.get(key, {}), want.patches.get(key, {}), where)
        if values or unset:
            raw = where.get("", "")
            work.main.append(Statement(path, "set", None if raw else where, values, unset, raw))
    if matches(vendor.ordered, path):
        _rules(path, have.items, want.items, work)
    else:
        _items(path, have.items, want.items, work)
    values, unset = _values(path, have.settings, want.settings, {})
    if values or unset:
        work.main.append(Statement(path, "set", None, values, unset))
    return work


def _values(path: str, have: Values, want: Values, where: Values) -> tuple[Values, tuple[str, ...]]:
    """(what is set, what is unset) to make one entry's values the other's."""
    values = {name: value for name, value in want.items() if have.get(name) != value}
    unset: list[str] = []
    for name in [name for name in have if name not in want]:
        default = where.get("default-name") if name == "name" and where else default_of(path, name)
        if default is None:
            unset.append(name)
        else:
            values[name] = default
    return values, tuple(unset)


def _items(path: str, have: Sequence[Values], want: Sequence[Values], work: _Work) -> None:
    """Items by their keys, where those are unique; the others by all of them."""
    known, wanted = _by_label(path, have), _by_label(path, want)
    for label, items in known.items():
        if len(items) > len(wanted.get(label, ())):  # a removal takes all that are the same: those that stay come again
            leaving = Statement(path, "remove", named_by(path, items[0], [*have, *want]))
            (work.late if "name" in (key_of(path, items[0]) or {}) and label not in wanted else work.early).append(leaving)
    for label, items in wanted.items():
        old = known.get(label, [])
        if len(items) == len(old) == 1 and (named := key_of(path, items[0])):
            values, unset = _values(path, old[0], items[0], {})
            if values or unset:
                work.main.append(Statement(path, "set", named, values, unset))
            continue
        coming = items if len(old) > len(items) else items[len(old) :]
        work.main += [Statement(path, "add", None, item) for item in coming]


def _by_label(path: str, items: Sequence[Values]) -> dict[str, list[Values]]:
    """Items by their key, or by all of them where they have none, or share it with another."""
    names = [found_by(key) if (key := key_of(path, item)) else content(item) for item in items]
    twice = {name for name, count in Counter(names).items() if count > 1}
    found: dict[str, list[Values]] = {}
    for name, item in zip(names, items, strict=True):
        found.setdefault(content(item) if name in twice else name, []).append(item)
    return found


def _rules(path: str, have: Sequence[Values], want: Sequence[Values], work: _Work) -> None:
    """Rules in their order: new ones are placed before the next that stays."""
    before, after = [content(item) for item in have], [content(item) for item in want]
    if before == after:
        return
    # What is there twice cannot be told apart: it goes as a whole, and comes again.
    twice = {name for side in (before, after) for name, count in Counter(side).items() if count > 1}
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stays = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    stays = {there: here for there, here in stays.items() if after[there] not in twice}
    coming = {after[number] for number in range(len(after)) if number not in stays}
    for name in dict.fromkeys(before[number] for number in range(len(before)) if number not in stays.values()):
        leaving = Statement(path, "remove", named_by(path, have[before.index(name)], [*have, *want]))
        (work.early if name in coming else work.late).append(leaving)
    for number, item in enumerate(want):
        if number in stays:
            continue
        following = next((have[stays[later]] for later in range(number + 1, len(want)) if later in stays), None)
        where = named_by(path, following, [*have, *want]) if following is not None else {}
        place = {"place-before": found_by(where)} if where else {}
        work.main.append(Statement(path, "add", None, {**item, **place}))
