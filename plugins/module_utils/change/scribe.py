# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The transaction's pen: every transition into the journal first, and into the timings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ..errors import FactoryError, JournalError
from .outcome import Outcome

READING = ("locked", "snapshotted", "prechecked")


class Recording(Protocol):
    """What a transaction needs of a recorder."""

    def record(self, kind: str, **facts: Any) -> object:
        """Write one event durably. Raises JournalError."""

    def check(self) -> None:
        """Raise JournalError when nothing could be written now."""


class Scribe:
    """Writes for one transaction."""

    def __init__(self, recorder: Recording, outcome: Outcome, facts: Mapping[str, Any], clock: Callable[[], float]) -> None:
        self._recorder, self._outcome, self._facts, self._clock = recorder, outcome, dict(facts), clock
        self._state, self._since = "", clock()
        self.quiet = False
        # A preview touches nothing: it leaves one event, not a transaction.
        self.preview = False
        self._lost = False

    @property
    def state(self) -> str:
        """The state entered last."""
        return self._state

    def enter(self, state: str, **data: Any) -> None:
        """Journal that ``state`` begins; only then may the device be touched."""
        if not self.preview:
            # What only reads the device may wait on disk for the next durable event; nothing is touched before that one.
            self._write("transaction.transition", state, data, durable=state not in READING)
        self._clock_in(state)

    def note(self, kind: str, **data: Any) -> None:
        """Journal something that is no transition (check results, errors)."""
        if not self.preview:
            self._write(kind, self._state, data, durable=False)

    def end(self) -> None:
        """Journal the outcome."""
        outcome = self._outcome
        self._clock_in("")
        error = outcome.error.to_dict() if outcome.error else None
        self._write(
            "transaction.preview" if self.preview else "transaction.outcome",
            outcome.outcome,
            {
                "error": error,
                "fingerprint": outcome.fingerprint,
                "saved": outcome.saved,
                "changed": outcome.changed,
                "preview": outcome.preview,
                "timings": {name: round(seconds, 3) for name, seconds in outcome.timings.items()},
                "warnings": outcome.warnings,
            },
        )

    def _write(self, kind: str, state: str, data: Mapping[str, Any], *, durable: bool = True) -> None:
        try:
            # A store that did not answer once is not waited for again while a device waits: the event goes to the spool beside it.
            self._record(kind, state, data, durable=durable and not self._lost)
        except Exception as error:
            # While a device is being brought back, the record comes second: the loss of it is reported instead.
            if not self.quiet:
                self._lost = True
                raise _journal_error(error) from error
            self._put_by(kind, state, data, describe(error).what)

    def _put_by(self, kind: str, state: str, data: Mapping[str, Any], why: str) -> None:
        """What the store did not take waits in the spool for the next one who opens it; what that does not take either is told."""
        if not self._lost:
            self._lost = True
            try:
                self._record(kind, state, data, durable=False)
            except Exception as error:
                why = describe(error).what
            else:
                return
        self._outcome.warnings.append(f"not in the journal: {kind} {state} ({why})")

    def _record(self, kind: str, state: str, data: Mapping[str, Any], *, durable: bool) -> None:
        self._recorder.record(
            kind,
            state=state,
            transaction_id=self._outcome.transaction_id,
            change_id=self._outcome.change_id,
            data=dict(data),
            durable=durable,
            **self._facts,
        )

    def _clock_in(self, state: str) -> None:
        now = self._clock()
        if self._state:
            self._outcome.timings[self._state] = self._outcome.timings.get(self._state, 0.0) + now - self._since
        self._state, self._since = state, now


def _journal_error(error: Exception) -> FactoryError:
    return error if isinstance(error, FactoryError) else JournalError(describe(error).what)


def describe(error: BaseException) -> FactoryError:
    """Any error as one of ours; what nobody foresaw is named as such, with its kind and no traceback."""
    if isinstance(error, FactoryError):
        return error
    return FactoryError(f"an unforeseen {type(error).__name__}: {error}")
