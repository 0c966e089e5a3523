# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prove the journal: find what another hand edited, removed, inserted, swapped or cut off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..errors import JournalError
from .anchor import Anchor, Mark
from .chain import GENESIS, Row, data_hash, row_hash, statement, store_head
from .keys import Verifier, load_verifiers, seal_holds
from .store import Store

_MOST_PROBLEMS: Final = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found; ``problems`` are ``{code, what, where}``.

    ``unanchored`` counts events at the end that the anchor does not know yet:
    more than none after a kill, or when somebody shortened the anchor.
    """

    ok: bool
    runs: int
    events: int
    unanchored: int = 0
    keys: list[str] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)


def verify(store: Store, anchor: Path | None = None, public_key: Path | None = None) -> Report:
    """Walk the whole store and compare it with its seals and its anchor.

    ``anchor`` and ``public_key`` are copies kept elsewhere, which a forger on
    this machine could not touch; by default the store's own are taken. Raises
    JournalError only when keys or anchor cannot be read at all.
    """
    verifiers = load_verifiers(public_key) if public_key else load_verifiers(store.public_key, store.key)
    # The anchor first: rows written in between are then merely not anchored yet.
    marks, damaged = (Anchor(anchor) if anchor else store.anchor).read()
    walk = _Walk(verifiers, marks, every_seal=False)
    walk.run(store)
    if walk.last_seal_is_false:
        walk = _Walk(verifiers, marks, every_seal=True)
        walk.run(store)
    for number in damaged:
        walk.problem("anchor_damaged", "a line of the anchor cannot be read", f"{store.anchor.path}, line {number}")
    # One commit without an anchor may be the journal's first, of a process killed right after it.
    if walk.seals > 1 and not marks:
        walk.problem("anchor_missing", "the journal has events and its anchor is gone or empty", str(anchor or store.anchor.path))
    return Report(not walk.problems, len(walk.tips), walk.count, walk.unanchored, sorted(verifiers), walk.problems[:_MOST_PROBLEMS])


def place(row: Row) -> str:
    """How a row is named to people."""
    host = f", host {row.host}" if row.host else ""
    return f"event {row.id} (position {row.position}, run {row.run_id}, seq {row.seq}{host})"


class _Walk:
    """One pass over the rows, in order of position.

    After a finding the walk goes on from what the row itself says, so that one
    wrong row is one problem; hence the sets of acceptable links.
    """

    def __init__(self, verifiers: Mapping[str, Verifier], marks: list[Mark], *, every_seal: bool) -> None:
        self.problems: list[dict[str, str]] = []
        self.count = 0
        self.tips: dict[str, tuple[int, set[str]]] = {}
        self.unanchored = 0
        self.seals = 0
        self.last_seal_is_false = False
        self._verifiers = dict(verifiers)
        self._every_seal = every_seal
        self._marks: defaultdict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            self._marks[mark.position].append(mark)
        self._position = 0
        self._heads = {GENESIS}
        self._hashes = {GENESIS}
        self._after_gap = False
        self._unsealed: list[Row] = []
        self._last_sealed: Row | None = None

    def problem(self, code: str, what: str, where: str) -> None:
        self.problems.append({"code": code, "what": what, "where": where})

    def run(self, store: Store) -> None:
        try:
            for row in store.rows():
                self._row(row)
        except JournalError as error:
            self.problem("unreadable", error.what, error.where)
        self._end()

    def _row(self, row: Row) -> None:
        self.count += 1
        before = len(self.problems)
        self._order(row)
        computed = self._content(row)
        self._links(row, sound=len(self.problems) == before)
        self._seal(row)
        self._anchored(row, sound=len(self.problems) == before)
        self._heads = {row.head} | {store_head(head, hash_) for head in self._heads for hash_ in (row.hash, computed)}
        self._hashes = {row.hash, computed}
        self.tips[row.run_id] = (row.seq if isinstance(row.seq, int) else 0, self._hashes)

    def _order(self, row: Row) -> None:
        expected = self._position + 1
        self._after_gap = row.position > expected
        if self._after_gap:
            self._missing(expected, row.position - 1)
        elif row.position < expected:
            self.problem("inserted", "this event was not written by the journal", place(row))
        self._position = max(row.position, self._position)

    def _missing(self, first: int, last: int) -> None:
        span = f"position {first}" if first == last else f"positions {first} to {last}"
        named = [mark for position in range(first, last + 1) for mark in self._marks.pop(position, [])] if self._marks else []
        seen = "".join(f"; run {mark.run_id} seq {mark.seq} of {mark.time}" for mark in named[:5])
        self.problem("missing", f"{last - first + 1} event(s) were removed", f"{span}{seen}")

    def _content(self, row: Row) -> str:
        computed = row_hash(row)
        if data_hash(row.data) != row.data_hash:
            self.problem("edited", "the data of this event was edited", place(row))
        elif computed != row.hash:
            self.problem("edited", "this event was edited, or moved from another place", place(row))
        return computed

    def _links(self, row: Row, *, sound: bool) -> None:
        seq, hashes = self.tips.get(row.run_id, (0, self._hashes))
        if row.seq != seq + 1 and not self._after_gap and sound:
            self.problem("order", f"the run goes on from seq {seq}", place(row))
        elif row.previous not in hashes and not self._after_gap and sound:
            self.problem("broken_link", "the event before this one in its run is not the one it was written after", place(row))
        elif self._after_gap and seq and row.seq != seq + 1:
            self.problems[-1]["where"] += f"; run {row.run_id} seq {seq + 1} to {row.seq - 1}"
        heads = {store_head(head, row.hash) for head in self._heads}
        if row.head not in heads and not self._after_gap and sound and self._sound_since(row):
            self.problem("broken_link", "the store before this event is not the one it was written after", place(row))

    def _sound_since(self, row: Row) -> bool:
        return not self.problems or self.problems[-1]["where"] != place(row)

    def _seal(self, row: Row) -> None:
        if row.seal is None:
            self._unsealed.append(row)
            return
        self._unsealed = []
        self.seals += 1
        self._last_sealed = row
        known = any(mark.seal == row.seal and mark.head == row.head for mark in self._marks.get(row.position, ()))
        if (self._every_seal or not known) and not seal_holds(row.seal, statement(row), self._verifiers):
            self.problem("seal", "the seal of this event is not by the journal's key over this record", place(row))

    def _anchored(self, row: Row, *, sound: bool) -> None:
        marks = self._marks.pop(row.position, [])
        self.unanchored = 0 if marks else self.unanchored + 1
        for mark in marks:
            if mark == Mark(row.position, row.time, row.run_id, row.seq, row.head, str(row.seal)) or not sound:
                continue
            if seal_holds(mark.seal, mark.statement(), self._verifiers):
                self.problem("replaced", f"the anchor saw another event here (run {mark.run_id} seq {mark.seq})", place(row))
            else:
                self.problem("anchor_edited", "a line of the anchor was edited", f"position {mark.position}")

    def _end(self) -> None:
        for row in self._unsealed:
            self.problem("inserted", "this event was not written by the journal, or its seal was removed", place(row))
        last = self._last_sealed
        if last is not None and not self._every_seal:
            self.last_seal_is_false = not seal_holds(last.seal, statement(last), self._verifiers)
        beyond = [mark for marks in self._marks.values() for mark in marks]
        true = [mark for mark in beyond if seal_holds(mark.seal, mark.statement(), self._verifiers)]
        for mark in beyond:
            if mark not in true:
                self.problem(
                    "anchor_edited", "a line of the anchor was edited, or written by another hand", f"position {mark.position}"
                )
        if true:
            self._cut(max(true), sorted({mark.run_id for mark in true}))

    def _cut(self, end: Mark, runs: list[str]) -> None:
        what = f"{end.position - self._position} event(s) were cut off at the end"
        where = f"positions {self._position + 1} to {end.position}; last run {end.run_id} seq {end.seq} of {end.time}"
        others = [run for run in runs if run != end.run_id]
        self.problem("cut", what, where + (f"; also run(s) {', '.join(others[:5])}" if others else ""))
