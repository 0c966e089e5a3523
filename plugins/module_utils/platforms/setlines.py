# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be typed in a candidate of ``set`` statements: statements, and nothing that acts on the device or on the session.

``commit``, ``run request system reboot``, ``save`` or ``exit`` in a list of lines would be carried out where they are typed,
before any timer runs; on VyOS so would every command of the shell. They are refused before the device is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..config.commands import flatten
from ..config.wordtext import relative
from ..errors import RejectedLineError

# Keys of a terminal: ^C, ^D, ^Z or a line end in a statement would act, or begin another line.
_KEYS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_LEVELS = frozenset({"edit", "up", "top", "exit"})
# Where these take their path from is their own affair: they go as they are.
_WHOLE = frozenset({"wildcard", "replace"})

JUNOS_VERBS = _WHOLE | {"set", "delete", "activate", "deactivate", "annotate", "copy", "insert", "protect", "unprotect", "rename"}
VYOS_VERBS = frozenset({"set", "delete", "comment", "copy", "rename"})
# A commit is one of the few commands that may take their time.
_COMMIT_SECONDS, _LONGEST_COMMIT = 90.0, 300.0


def set_lines(commands: Iterable[str], network_os: str, verbs: frozenset[str], where: str, keys: bool = False) -> list[str]:
    """The statements as they are typed at the top level, whatever level their author went to with ``edit`` and the like.

    ``keys``: the platform has a spelling for control characters. Raises RejectedLineError for what is no statement.
    """
    found: list[str] = []
    for line in _absolute(flatten(list(commands), network_os), verbs, where):
        if not keys and _KEYS.search(line):
            raise RejectedLineError(line, "it holds a line end or a control character, which would act as a key", where)
        found.append(line)
    return found


def _absolute(lines: Iterable[str], verbs: frozenset[str], where: str) -> Iterator[str]:
    here: tuple[str, ...] = ()
    for line in lines:
        text = line.strip()
        verb, _unused, rest = text.partition(" ")
        level = here
        if verb == "top" and rest:  # `top set ...`: said from the top, without going there
            level, text = (), rest.strip()
            verb, _unused, rest = text.partition(" ")
        if verb in _LEVELS and not (verb == "exit" and rest):
            here = relative(level, text)
        elif verb not in verbs or (level and verb in _WHOLE) or not (level or rest):  # a bare `delete` deletes everything, and asks
            raise RejectedLineError(line, "it is no statement of a configuration, and would act when it is typed", where)
        elif verb == "annotate" and level:  # it names a statement of the level it is typed at
            yield from (f"edit {' '.join(level)}", text, "top")
        else:
            yield f"{verb} {' '.join((*level, rest))}".rstrip() if level else text


def commit_seconds(trial_seconds: int) -> float:
    """How long a commit may take: minutes with a large configuration, but not longer than the timer that it starts."""
    return min(max(_COMMIT_SECONDS, float(trial_seconds)), _LONGEST_COMMIT)
