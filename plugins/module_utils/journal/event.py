# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journal holds: one event, and its canonical text.

An event is written once and never changed. Its texts are canonical JSON in the
manner of RFC 8785: keys sorted, no blanks, UTF-8. Hashes are taken over the
text as it is stored, so that nobody has to reproduce number formatting to
verify a journal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from math import isfinite
from typing import Any, Final, NamedTuple
from uuid import uuid4

RUN_STARTED: Final = "run.started"
RUN_FINISHED: Final = "run.finished"
PLAY_STARTED: Final = "play.started"
TASK_RESULT: Final = "task.result"
TRANSITION: Final = "transaction.transition"
OUTCOME: Final = "transaction.outcome"
CHECK_RESULT: Final = "check.result"
ERROR: Final = "error"

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class Draft(NamedTuple):
    """An event's columns before it has a place in a chain; texts are canonical JSON where the name says so in :class:`Event`."""

    id: str
    run_id: str
    time: str
    kind: str
    change_id: str | None
    transaction_id: str | None
    host: str | None
    state: str | None
    actor: str
    trigger: str
    reason: str | None
    ticket: str | None
    approvals: str
    data: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``seq`` counts the events of a run from 1; 0 means not yet written (a
    buffered event). ``time`` is UTC, ISO 8601, microseconds. ``actor`` says
    who and how that is known, ``trigger`` what started the run (``kind`` and
    ``ref``); ``data`` is free, redacted before it gets here.
    """

    id: str
    run_id: str
    seq: int
    time: str
    kind: str
    change_id: str | None = None
    transaction_id: str | None = None
    host: str | None = None
    state: str | None = None
    actor: dict[str, Any] = field(default_factory=dict)
    trigger: dict[str, Any] = field(default_factory=dict)
    reason: str | None = None
    ticket: str | None = None
    approvals: list[Any] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The event as plain JSON values; what a query returns and a sink sends."""
        return asdict(self)


def new_id() -> str:
    """A fresh event id: 32 hex digits."""
    return uuid4().hex


def now() -> str:
    """The present in UTC, ``2026-01-31T12:00:00.000000Z``."""
    return datetime.now(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def canonical(value: Any) -> str:
    """``value`` as canonical JSON; what JSON cannot say becomes its nearest plain form, never an error."""
    try:
        text = _encode(value)
    except (TypeError, ValueError, RecursionError):
        text = _encode(_plain(value))
    try:
        text.encode()
    except UnicodeEncodeError:
        # A device may answer bytes that are not UTF-8; a lone surrogate is written as its JSON escape.
        text = text.encode("utf-8", "backslashreplace").decode()
    return text


_DEEPEST = 40


def _plain(value: Any, depth: int = 0) -> Any:
    """Plain JSON values: keys are strings, sets are sorted lists, NaN and infinities are words, the rest is its text."""
    if depth > _DEEPEST:
        return "<deeper than the journal follows>"
    plain: Any = str(value)
    if value is None or isinstance(value, (bool, int, str)) or (isinstance(value, float) and isfinite(value)):
        plain = value
    elif isinstance(value, Mapping):
        plain = {str(key): _plain(item, depth + 1) for key, item in value.items()}
    elif isinstance(value, (list, tuple)):
        plain = [_plain(item, depth + 1) for item in value]
    elif isinstance(value, (set, frozenset)):
        plain = sorted((_plain(item, depth + 1) for item in value), key=str)
    elif isinstance(value, (bytes, bytearray)):
        plain = bytes(value).decode("utf-8", "replace")
    return plain
