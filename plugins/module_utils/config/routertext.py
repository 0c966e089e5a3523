# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS commands as text: ``/export`` in its menus or terse, and lines as people type them, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

Values: TypeAlias = "dict[str, str]"
WITHOUT = "without"  # of a Statement's conditions: names that the item must not have, separated by commas
_EACH = re.compile(
    r":foreach i in=\[/(?P<menu>[a-z][\w \-]*?) find (?P<found>.*?)\] do=\{ :local r \[/(?P=menu) get \$i\]; "
    r":if \((?P<tests>.*?)\) do=\{ (?P<command>.*) \} \}",
    re.DOTALL,
)
VERBS = ("add", "set", "remove", "enable", "disable", "move", "unset", "reset")
_PLACES = ("place-before", "destination")  # their values are expressions
_BARE = re.compile(r"[\w.:/,+*!@%^\-]+", re.ASCII)
_NAMES = {'"': '"', "\\": "\\", "$": "$", "n": "\n", "r": "\r", "t": "\t", "_": " ", "?": "?"}
_WRITTEN = {'"': '\\"', "\\": "\\\\", "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t", "?": "\\3F"}


@dataclass(frozen=True)
class Statement:
    """One command. ``where`` are the conditions of ``[find ...]`` or of a bare name; None where it names nothing.

    ``unset`` are the names given as ``!name``. ``raw`` is an expression that is not understood here, '' otherwise.
    """

    menu: str
    verb: str
    where: Values | None = None
    values: Values = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    raw: str = ""


def statements(text: str) -> list[Statement]:
    """The commands of a text, each with its menu."""
    found: list[Statement] = []
    menu = ""
    for line in logical_lines(text):
        each = _EACH.fullmatch(line)
        if each:
            found.append(_of_each(each))
            continue
        words = split(line)
        path, rest = _path(words)
        if path is None:
            path, rest = menu, words
        elif not rest:
            menu = path
            continue
        if rest and rest[0] in VERBS:
            found.append(_statement(path, rest[0], rest[1:]))
        else:
            found.append(Statement(path, "", raw=" ".join(rest)))
    return found


def _of_each(each: re.Match[str]) -> Statement:
    """What ``written`` makes of a command for items that lack something, read back."""
    where, _unused = conditions(f"[find {each['found']}]")
    where[WITHOUT] = ",".join(re.findall(r'->"([\w.\-]+)"', each["tests"]))
    one = statements(each["command"])[0]
    if "place-before" in one.values:
        return replace(one, values={**one.values, "place-before": found_by(where)})
    return replace(one, where=where)


def logical_lines(text: str) -> Iterator[str]:
    """Lines without comments; one that ends in a backslash goes on in the next, whose indentation does not count."""
    held = ""
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = held + (raw.strip() if not held else raw.lstrip())
        if not held and line.startswith("#"):
            continue
        if (len(line) - len(line.rstrip("\\"))) % 2:  # two of them are one that is meant
            held = line[:-1]
            continue
        held = ""
        if line.strip():
            yield line.strip()
    if held.strip():
        yield held.strip()


def split(line: str) -> list[str]:
    """Words; what stands in quotes, brackets or braces stays together, as it was written."""
    words: list[str] = []
    word, depth, quoted, at = "", 0, False, 0
    while at < len(line):
        char = line[at]
        if quoted and char == "\\":
            word += line[at : at + 2]
            at += 2
            continue
        quoted ^= char == '"'
        depth += 0 if quoted else (char in "[{(") - (char in "]})")
        if char.isspace() and not quoted and depth <= 0:
            words += [word] if word else []
            word = ""
        else:
            word += char
        at += 1
    return [*words, word] if word else words


def _path(words: list[str]) -> tuple[str | None, list[str]]:
    """(the menu that the line names, what comes behind it); None where it names none."""
    if not words[0].startswith("/"):
        return None, words
    flat = [part for part in words[0].split("/") if part]
    rest = words[1:]
    menu: list[str] = []
    for number, part in enumerate([*flat, *rest]):
        if part in VERBS or part.startswith("[") or "=" in part:
            return " ".join(menu), [*flat, *rest][number:]
        menu.append(part)
    return " ".join(menu), []


def _statement(menu: str, verb: str, words: list[str]) -> Statement:
    where: Values | None = None
    values: Values = {}
    unset: list[str] = []
    raw = ""
    for word in words:
        name, sign, value = word.partition("=")
        if word.startswith("["):
            where, raw = conditions(word)
        elif sign and re.fullmatch(r"[\w.\-]+", name):
            values[name] = plain(value)
        elif word.startswith("!"):
            unset.append(word[1:])
        elif where is None:
            where = {"#" if word.isdigit() else "name": plain(word)}
    if "numbers" in values:
        where, raw = conditions(values.pop("numbers"))
    return Statement(menu, verb, where, values, tuple(unset), raw)


def conditions(word: str) -> tuple[Values, str]:
    """What ``[find a=b c="d e"]`` asks for; the text itself as the second where it asks in another way."""
    inner = word.strip("[] ")
    if not word.startswith("["):
        return {"name": inner}, ""
    words = split(inner)
    if words[:1] != ["find"]:
        return {}, word
    found: Values = {}
    for each in words[2:] if words[1:2] == ["where"] else words[1:]:
        name, sign, value = each.partition("=")
        if not sign or not re.fullmatch(r"[\w.\-]+", name):
            return {}, word
        found[name] = plain(value)
    return found, ""


def plain(value: str) -> str:
    """A value without its quotes and escapes, a character for every byte, so that ``\\C3\\BC`` is the letter that it stands for."""
    if not value.isascii():
        value = value.encode("utf-8", "replace").decode("latin-1")
    if len(value) < 2 or not (value.startswith('"') and value.endswith('"')):  # noqa: PLR2004 - a pair of quotes
        return value
    return re.sub(r"\\([0-9A-F]{2}|.)", _character, value[1:-1])


def _character(found: re.Match[str]) -> str:
    code = found[1]
    return _NAMES.get(code, chr(int(code, 16)) if re.fullmatch(r"[0-9A-F]{2}", code) else code)


def quoted(value: str) -> str:
    """A text in quotes that means itself, also on a console that answers to single keys; other bytes as the export has them."""
    return '"' + "".join(_WRITTEN.get(char) or (char if " " <= char <= "~" else f"\\{ord(char):02X}") for char in value) + '"'


def shown(value: str) -> str:
    """A value as it is written: in quotes where it has to be."""
    return value if _BARE.fullmatch(value) else quoted(value)


def pairs(values: Iterable[tuple[str, str]]) -> str:
    """``name=value`` of each."""
    return " ".join(f"{name}={value if name in _PLACES else shown(value)}" for name, value in values)


def found_by(values: Values) -> str:
    """``[find ...]`` for what has all these values; a number for what is only known by its number."""
    if set(values) == {"#"}:
        return values["#"]
    return f"[find {' '.join(f'{name}={quoted(value)}' for name, value in values.items())}]"


def written(one: Statement) -> str:
    """The command as one line with its whole path.

    ``find`` finds whatever has the wanted values, more of them or not. Where an item must lack some, the router goes
    through what was found and looks.
    """
    place = one.values.get("place-before", "")
    where = one.where if one.where and WITHOUT in one.where else conditions(place)[0] if WITHOUT in place else {}
    lacking = where.get(WITHOUT, "")
    if not lacking:
        return _command(one)
    if place:
        command = _command(replace(one, values={**one.values, "place-before": "$i"}))
    else:
        command = _command(replace(one, where=None, raw="$i"))
    return for_each(one.menu, where, command)


def for_each(menu: str, where: Values, command: str) -> str:
    """``command``, about ``$i``, for every item that has what it must have and lacks what it must lack."""
    found = found_by({name: value for name, value in where.items() if name != WITHOUT}).replace("[find", f"[/{menu} find", 1)
    tests = " && ".join(f'([:len ($r->"{name}")] = 0)' for name in where[WITHOUT].split(","))
    return f":foreach i in={found} do={{ :local r [/{menu} get $i]; :if ({tests}) do={{ {command} }} }}"


def _command(one: Statement) -> str:
    words = [f"/{one.menu}", one.verb] if one.verb else [f"/{one.menu}"] if one.menu else []
    if one.raw:
        words.append(one.raw)
    elif one.where is not None:
        words.append(found_by(one.where))
    if one.values:
        words.append(pairs(one.values.items()))
    return " ".join([*words, *(f"!{name}" for name in one.unset)])
