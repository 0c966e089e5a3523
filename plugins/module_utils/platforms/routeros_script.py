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

from ..config.routermodel import Config, Menu, named_by, read
from ..config.routertext import WITHOUT, for_each, found_by, quoted, statements
from .base import Trial

NAME = re.compile(r"af-[0-9a-f]{12}")
FIRING = "-firing"
# Another script that takes the place of the first: what a name of ours can end in.
SECOND = "-b"
POLICY = "read,write,policy,test,password,sensitive"
# A line of the console stays short enough for its editor.
_CHUNK = 300


def rollback_source(trial: Trial, rollback: Sequence[str]) -> str:
    """The script: claim the entry or end, then every command whatever became of the one before, then tidy up."""
    entry, claimed = quoted(trial.id), quoted(trial.id + FIRING)
    there = read("\n".join([trial.before, *(command for command in trial.commands if statements(command)[0].verb == "add")]))
    claim = f"/system scheduler set {entry} name={claimed} interval=5m"
    lines = [
        f":if ([:len [/system scheduler find name={claimed}]] = 0) do={{ {claim} }}",
        *(f":do {{ {_guarded(command, there)} }} on-error={{}}" for command in rollback),
        f"/system scheduler remove [find name={claimed}]",
        f'/system script remove [find name~"^{trial.id}"]',
    ]
    return "\n".join(lines)


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
