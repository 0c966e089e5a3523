# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ranges as devices write them: of interfaces, of VLANs; expanded and compressed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..errors import InputError
from .names import interface_name

_MOST = 100_000  # names one range may stand for; more is a slip of the pen, and would fill the memory
_VLANS = range(1, 4095)

_PART = re.compile(r"^(?P<stem>.*?)(?P<first>\d+)\s*(?:-\s*(?P<last>\S+))?$")
_NUMBER = re.compile(r"^(?P<stem>.*?)(?P<number>\d+)$")


def interface_range(value: str | Iterable[str], form: str | None = None, platform: str | None = None) -> list[str] | str:
    """``'Gi1/0/1-4,Te1/1/1'`` to the list of names; a list of names to such text.

    A part may repeat the name (``Gi1/0/1-Gi1/0/4``) or leave it out
    (``Ethernet1-3,5``). ``form`` (``long`` or ``short``) and ``platform``
    write the names as :func:`interface_name` does. Raises InputError for what
    is no range.
    """
    if isinstance(value, str):
        names = [name for part in _parts(value) for name in part]
        return [interface_name(name, form, platform) for name in names] if form else names
    names = [interface_name(str(name), form, platform) if form else str(name).strip() for name in value]
    return _compressed(names)


def _parts(text: str) -> Iterable[list[str]]:
    stem = ""
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        found = _PART.match(_one_dash(part))
        if not found:
            raise InputError(f"'{part}' is no interface or range of interfaces", "interface_range")
        own = found["stem"].strip()
        if own or not stem:
            stem = own
        yield _names(stem, int(found["first"]), found["last"], part)


def _one_dash(part: str) -> str:
    """``Gi1/0/1 - 4`` as ``Gi1/0/1-4``; the dash within a name (``Port-channel1``, ``ge-0/0/1``) is left alone."""
    return re.sub(r"\s+-\s*|(?<=\d)-\s+", "-", part)


def _names(stem: str, first: int, last: str | None, part: str) -> list[str]:
    if last is None:
        return [f"{stem}{first}"]
    end = _NUMBER.match(last)
    if not end or not stem.endswith(end["stem"]):
        raise InputError(f"'{part}' begins and ends on different modules", "interface_range", "Write one range for each module.")
    stop = int(end["number"])
    if stop < first or stop - first >= _MOST:
        raise InputError(f"'{part}' runs backwards or is too long", "interface_range")
    return [f"{stem}{number}" for number in range(first, stop + 1)]


def _compressed(names: list[str]) -> str:
    """Neighbouring numbers of one stem joined, in the order in which the stems first appear."""
    stems: dict[str, set[int]] = {}
    for name in names:
        found = _NUMBER.match(name)
        if not found or str(int(found["number"])) != found["number"]:
            raise InputError(f"'{name}' does not end in a number", "interface_range")
        stems.setdefault(found["stem"], set()).add(int(found["number"]))
    return ",".join(f"{stem}{run}" for stem, numbers in stems.items() for run in _runs(numbers, 2))


def _runs(numbers: Iterable[int], smallest: int) -> list[str]:
    """``[1, 2, 3, 7]`` as ``['1-3', '7']``; shorter runs than ``smallest`` are written out."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [text for run in runs for text in ([f"{run[0]}-{run[-1]}"] if len(run) >= smallest else [str(n) for n in run])]


def vlan_range(
    value: str | int | Iterable[int | str],
    first_line_length: int | None = None,
    other_line_length: int | None = None,
    min_run: int = 3,
) -> list[int] | str | list[str]:
    """``'1-3,7'`` to ``[1, 2, 3, 7]``; a list of numbers to such text.

    ``none`` is no VLAN, ``all`` every one. With a ``first_line_length`` the
    text comes as a list of lines of at most that many characters (further ones
    of ``other_line_length``, by default the same): devices cut long commands.
    ``min_run``: from how many neighbours on a dash is written; devices write
    two as ``1,2``. Raises InputError for what is no VLAN.
    """
    if isinstance(value, (str, int)):
        return _vlans(str(value))
    runs = _runs([_vlan(str(item)) for item in value], max(2, min_run))
    if first_line_length is None:
        return ",".join(runs)
    return _lines(runs, first_line_length, other_line_length or first_line_length)


def _vlan(text: str) -> int:
    stripped = text.strip()
    if not stripped.isdecimal() or int(stripped) not in _VLANS:
        raise InputError(f"'{text}' is no VLAN: they are {_VLANS.start} to {_VLANS.stop - 1}", "vlan_range")
    return int(stripped)


def _vlans(text: str) -> list[int]:
    if text.strip().lower() in ("", "none", "all"):
        return list(_VLANS) if text.strip().lower() == "all" else []
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        begin, end = _vlan(first), _vlan(last if dash else first)
        if end < begin:
            raise InputError(f"'{part}' runs backwards", "vlan_range")
        found.update(range(begin, end + 1))
    return sorted(found)


def _lines(runs: list[str], first: int, other: int) -> list[str]:
    lines: list[str] = []
    for run in runs:
        limit = first if len(lines) <= 1 else other
        if lines and len(lines[-1]) + 1 + len(run) <= limit:
            lines[-1] += f",{run}"
        else:
            lines.append(run)
    return lines
