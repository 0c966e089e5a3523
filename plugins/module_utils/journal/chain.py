# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hash chains: of each run, and of the whole store.

Every row carries three links. ``hash`` is SHA-256 over ``previous`` and all
the row's columns; ``previous`` is the hash of the run's event before, or, for a
run's first event, of the last event any run had written. ``head`` chains all
rows in the order of their positions, so that one value stands for the heads of
all runs at that moment. ``seal`` is a signature over ``head``; the last row of
every commit has one.

The data column enters by its own hash, so that a retention policy may one day
drop bodies and keep the chain.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, Final, NamedTuple

from .event import Draft, Event

GENESIS: Final = "0" * 64

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class Row(NamedTuple):
    """One stored event, column by column, in the order of the table."""

    position: int
    id: str
    run_id: str
    seq: int
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
    data_hash: str
    previous: str
    hash: str
    head: str
    seal: str | None

    def event(self) -> Event:
        """The row as an event; unreadable JSON (an edited row) becomes ``{"unreadable": text}``."""
        return Event(
            *self[1:10],
            actor=_mapping(self.actor),
            trigger=_mapping(self.trigger),
            reason=self.reason,
            ticket=self.ticket,
            approvals=_load(self.approvals, list),
            data=_mapping(self.data),
        )


class Head(NamedTuple):
    """Where the store ends: the last position, its store-wide head and its event's hash."""

    position: int
    head: str
    hash: str


START: Final = Head(0, GENESIS, GENESIS)


def _load(text: Any, kind: type) -> Any:
    try:
        value = json.loads(text)
    except (TypeError, ValueError):
        value = None
    return value if isinstance(value, kind) else kind()


def _mapping(text: Any) -> dict[str, Any]:
    value = _load(text, dict)
    return value if value or text == "{}" else {"unreadable": str(text)}


def data_hash(data: Any) -> str:
    """SHA-256 of the data column's text."""
    return sha256(_bytes(data if isinstance(data, str) else repr(data))).hexdigest()


def event_hash(previous: Any, columns: Iterable[Any]) -> str:
    """SHA-256 over the run's previous hash and ``columns`` (position to approvals, then data_hash)."""
    material = _encode([value if isinstance(value, (str, int, type(None))) else repr(value) for value in columns])
    return sha256(_bytes(f"{previous}\n{material}")).hexdigest()


def store_head(head: Any, hash_: Any) -> str:
    """The store-wide chain one event further."""
    return sha256(_bytes(f"{head}\n{hash_}")).hexdigest()


def row_hash(row: Row) -> str:
    """What ``row.hash`` must be."""
    return event_hash(row.previous, (*row[:15], row.data_hash))


def statement(row: Row) -> str:
    """The text a seal signs: the store's head, and what is needed to name the event it stands for."""
    return f"auto.factory journal 1\n{row.position}\n{row.time}\n{row.run_id}\n{row.seq}\n{row.head}\n"


def link(
    drafts: Iterable[Draft], tip: Head, run_tip: Callable[[str], tuple[int, str] | None], seal: Callable[[str], str]
) -> list[Row]:
    """``drafts`` as rows that follow ``tip``, the last one sealed.

    ``run_tip`` gives (seq, hash) of a run's last stored event, or None.
    """
    position, head, last = tip
    runs: dict[str, tuple[int, str]] = {}
    rows: list[Row] = []
    for draft in drafts:
        run = draft.run_id
        seq, previous = runs.get(run) or run_tip(run) or (0, last)
        position, seq = position + 1, seq + 1
        digest = data_hash(draft.data)
        columns = (position, draft.id, run, seq, *draft[2:13])
        last = event_hash(previous, (*columns, digest))
        head = store_head(head, last)
        runs[run] = (seq, last)
        rows.append(Row(*columns, draft.data, digest, previous, last, head, None))
    if rows:
        rows[-1] = rows[-1]._replace(seal=seal(statement(rows[-1])))
    return rows


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
