# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations that are a database of tables (SONiC's ConfigDB): JSON, or the same flat, one value a line.

``set TABLE KEY FIELD VALUE``; ``set TABLE KEY`` for an entry without fields; ``delete TABLE [KEY [FIELD]]``. A table, key or field
with spaces is written as a JSON string; so is a value that would be read as something else; lists are written as JSON. What is
given may be JSON (``{"VLAN": {"Vlan10": {"vlanid": "10"}}}``), and then stands for the lines that set it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..errors import InputError
from .vendor import Vendor

Tables = dict[str, dict[str, dict[str, Any]]]

_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|\S+)')
_PLACE = 3  # table, key, field


def tables(text: str) -> Tables:
    """The database of a text in either form. Raises InputError."""
    if text.lstrip().startswith("{"):
        return _from_json(text)
    found: Tables = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            _apply(found, line)
    return found


def _from_json(text: str) -> Tables:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the JSON cannot be read: {error}", "config") from error
    if not isinstance(data, dict):
        raise InputError("a ConfigDB is an object of tables", "config")
    found: Tables = {}
    for table, entries in data.items():
        if not isinstance(entries, dict):
            raise InputError(f"the table {table} is {type(entries).__name__}, not an object of entries", "config")
        for key, fields in entries.items():
            if not isinstance(fields, dict | None):
                raise InputError(f"the entry {table} {key} is {type(fields).__name__}, not an object of fields", "config")
            found.setdefault(table, {})[key] = {str(name): _value(value) for name, value in (fields or {}).items()}
    return found


def _value(value: Any) -> Any:
    """ConfigDB holds strings and lists of strings."""
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    return json.dumps(value, sort_keys=True)


def flat(found: Tables) -> list[str]:
    """The lines that set a database, sorted by table, key and field, numbers in their order."""
    lines = []
    for table, entries in sorted(found.items()):
        for key, fields in sorted(entries.items(), key=lambda item: _natural(item[0])):
            lines += [f"set {_word(table)} {_word(key)} {_word(name)} {_shown(value)}" for name, value in sorted(fields.items())]
            lines += [] if fields else [f"set {_word(table)} {_word(key)}"]
    return lines


def _natural(key: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", key)]


def _word(text: str) -> str:
    return json.dumps(text) if not text or re.search(r"[\s\"]", text) else text


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value)
    plain = value and value == " ".join(value.split()) and value[0] not in '"[{#'
    return str(value) if plain else json.dumps(value)


def _read(line: str) -> tuple[str, list[str], str | None]:
    """(set or delete, its place, the rest: a value). Raises InputError."""
    verb, _unused, rest = line.strip().partition(" ")
    place: list[str] = []
    while rest.strip() and len(place) < _PLACE:
        token = _TOKEN.match(rest)
        if token is None:
            break
        place.append(_unquoted(token[1], line))
        rest = rest[token.end() :]
    rest = rest.strip()
    complete = len(place) in (2, 3) and bool(rest) == (len(place) == _PLACE) if verb == "set" else len(place) >= 1 and not rest
    if verb not in ("set", "delete") or not complete:
        raise InputError(
            f"'{line.strip()[:80]}' is no statement",
            "lines",
            "Use 'set TABLE KEY FIELD VALUE', 'set TABLE KEY' or 'delete TABLE [KEY [FIELD]]', or JSON.",
        )
    return verb, place, rest or None


def _unquoted(token: str, line: str) -> str:
    if not token.startswith('"'):
        return token
    try:
        return str(json.loads(token))
    except ValueError as error:
        raise InputError(f"'{line.strip()[:80]}' has a string that does not end", "lines") from error


def _apply(found: Tables, line: str) -> None:
    verb, place, rest = _read(line)
    if verb == "delete":
        _delete(found, place)
        return
    entry = found.setdefault(place[0], {}).setdefault(place[1], {})
    if rest is not None:
        try:
            entry[place[2]] = _value(json.loads(rest)) if rest[0] in '"[{' else rest
        except ValueError as error:
            raise InputError(f"the value of '{line.strip()[:80]}' is no JSON: {error}", "lines") from error


def _delete(found: Tables, place: Sequence[str]) -> None:
    """An entry whose last field goes stays, empty; a table whose last entry goes is none any more."""
    table, *below = place
    if not below:
        found.pop(table, None)
    elif table in found:
        if len(below) == 1:
            found[table].pop(below[0], None)
        else:
            found[table].get(below[0], {}).pop(below[1], None)
        if not found[table]:
            del found[table]


def render(found: Tables) -> str:
    """The database as flat text."""
    return "".join(f"{line}\n" for line in flat(found))


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """One line a value, sorted."""
    return tuple(flat(tables(text)))


def clean(text: str, vendor: Vendor) -> str:
    """The flat form."""
    return render(tables(text))


def typed(commands: Sequence[str], vendor: Vendor) -> list[str]:
    """One statement a line."""
    return [command.strip() for command in commands if command.strip()]


def statements(lines: str | Iterable[str]) -> list[str]:
    """Statements in order; JSON becomes the statements that set it."""
    text = lines if isinstance(lines, str) else "\n".join(lines)
    if text.lstrip().startswith("{"):
        return flat(_from_json(text))
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """Statement by statement: what changes the database as it stands by then."""
    found, start = tables(running), tables(running)
    kept: list[str] = []
    dropped: list[str] = []
    for line in statements(lines):
        before = json.dumps(found, sort_keys=True)
        _apply(found, line)
        (kept if json.dumps(found, sort_keys=True) != before else dropped).append(line)
    return ([], [*kept, *dropped]) if found == start else (kept, dropped)


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """What refers to others goes first; whole tables and entries by one statement each; then what is to be set."""
    have, want = tables(running), tables(intended)
    commands = []
    for table in sorted(have, reverse=True):  # VLAN_MEMBER before VLAN, VLAN_INTERFACE before both
        if table not in want:
            commands.append(f"delete {_word(table)}")
            continue
        for key, fields in have[table].items():
            if key not in want[table]:
                commands.append(f"delete {_word(table)} {_word(key)}")
                continue
            gone = [name for name in fields if name not in want[table][key]]
            commands += [f"delete {_word(table)} {_word(key)} {_word(name)}" for name in gone]
    known = set(flat(have))
    return commands + [line for line in flat(want) if line not in known and not _only_emptied(line, have, want)]


def _only_emptied(line: str, have: Tables, want: Tables) -> bool:
    """``set TABLE KEY`` of an entry that is there and loses its fields says nothing new."""
    _verb, place, rest = _read(line)
    return rest is None and len(place) == 2 and place[1] in have.get(place[0], {})  # noqa: PLR2004 - table and key


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The database after these statements."""
    found = tables(running)
    for line in statements(commands):
        _apply(found, line)
    return render(found)


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """Lines that go (-) and come (+)."""
    have, want = flat(tables(running)), flat(tables(intended))
    gone, come = set(want), set(have)
    lines = [f"-{line}" for line in have if line not in gone] + [f"+{line}" for line in want if line not in come]
    return "".join(f"{line}\n" for line in lines)
