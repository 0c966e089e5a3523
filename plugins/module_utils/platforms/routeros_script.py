# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dead man's switch of RouterOS: an entry of the scheduler, and the script that it runs.

The entry's name is the one fact at which keeping and undoing meet. To keep a change is to remove the entry by its name; to
undo it begins with giving the entry another one. The router does one of them first, and refuses the other: ``no such item``.
The entry with its new name runs the script again every five minutes, should a reboot have cut it short; at its end
the script removes the entry and itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..config.catalogue import vendor_for
from ..config.routermodel import Config, Menu, named_by, read
from ..config.routertext import WITHOUT, Statement, for_each, found_by, quoted, statements, written
from ..config.vendor import matches
from .base import Trial

NAME = re.compile(r"af-[0-9a-f]{12}")
FIRING = "-firing"
# Another script that takes the place of the first: what a name of ours can end in.
SECOND = "-b"
POLICY = "read,write,policy,test,password,sensitive"
OS = "community.routeros.routeros"
# A list of rules that is longer is taken back rule by rule: a script has its limits.
_MOST_RULES = 100
# A line of the console stays short enough for its editor.
_CHUNK = 300


def rollback_source(trial: Trial, rollback: Sequence[str]) -> str:
    """The script: claim the entry or end, then every command whatever became of the one before, then tidy up."""
    entry, claimed = quoted(trial.id), quoted(trial.id + FIRING)
    claim = f"/system scheduler set {entry} name={claimed} interval=5m"
    lines = [
        f":if ([:len [/system scheduler find name={claimed}]] = 0) do={{ {claim} }}",
        *(f":do {{ {command} }} on-error={{{otherwise}}}" for command, otherwise in _robust(trial, rollback)),
        f"/system scheduler remove [find name={claimed}]",
        f'/system script remove [find name~"^{trial.id}"]',
    ]
    return "\n".join(lines)


def _robust(trial: Trial, rollback: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(a command, what is run where it fails): a way back from wherever the change was cut off.

    The change may have come to none, some or all of its commands. Settings, and items that are found by what they are, go
    back from everywhere. Rules in their order do not: the rule before which one belongs may be missing. Such a list is
    emptied and made anew.
    """
    ordered = vendor_for(OS).ordered
    before = read(trial.before)
    there = read("\n".join([trial.before, *(command for command in trial.commands if statements(command)[0].verb == "add")]))
    done: set[str] = set()
    for command in rollback:
        menu = statements(command)[0].menu
        rules = before.get(menu, Menu()).items
        if not matches(ordered, menu) or len(rules) > _MOST_RULES:
            yield _guarded(command, there), ""
        elif menu not in done:
            done.add(menu)
            yield f"/{menu} remove [find dynamic=no]", f" /{menu} remove [find] "  # not every menu knows dynamic entries
            yield from ((written(Statement(menu, "add", None, rule)), "") for rule in rules)


def _guarded(command: str, there: Config) -> str:
    """What would be there twice is only added where it is missing: the change may not have come to its removal."""
    found = statements(command)
    if len(found) != 1 or found[0].verb != "add":
        return command
    one = found[0]
    values = {name: value for name, value in one.values.items() if name != "place-before"}
    where = named_by(one.menu, values, there.get(one.menu, Menu()).items)
    if WITHOUT not in where:
        count = found_by(where).replace("[find", f"[/{one.menu} find", 1)
        return f":if ([:len {count}] = 0) do={{ {command} }}"
    counted = for_each(one.menu, where, ":set n ($n + 1)")
    return f":local n 0; {counted}; :if ($n = 0) do={{ {command} }}"


def upload(name: str, source: str) -> Iterator[str]:
    """The commands that put a script onto the router, a piece at a time."""
    pieces = [source[at : at + _CHUNK] for at in range(0, len(source), _CHUNK)]
    yield f"/system script add name={name} policy={POLICY} source={quoted(pieces[0])}"
    for piece in pieces[1:]:
        held = f"[/system script get [find name={quoted(name)}] source]"
        yield f"/system script set [find name={quoted(name)}] source=({held} . {quoted(piece)})"
