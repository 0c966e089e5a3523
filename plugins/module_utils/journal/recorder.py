# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The recorder: what every part of the collection writes its events with."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from ..errors import FactoryError, JournalError
from .event import Draft, Event, canonical, new_id, now
from .origin import detect_actor, detect_trigger
from .spool import Spool, recover
from .store import Store, open_store

# Made when this module is first imported, which is in the parent: forked workers write into the same run.
RUN_ID: Final = os.environ.get("AUTO_FACTORY_RUN_ID") or new_id()

_BATCH_EVENTS: Final = 100
_BATCH_SECONDS: Final = 1.0
_LONGEST_PATIENCE_SECONDS: Final = 60.0

Redactor = Callable[[Any], Any]

__all__ = ["RUN_ID", "Recorder", "detect_actor", "detect_trigger", "open_recorder"]


def _redactor() -> Redactor:
    """The redaction of the configuration room; without it nothing may be written."""
    try:
        from ..config.redact import redact_value  # noqa: PLC0415 - heavy tables, only where something is recorded
    except ImportError as error:
        raise JournalError(f"nothing is recorded without redaction: {error}", cure="Reinstall the collection.") from error
    redactor: Redactor = redact_value
    return redactor


class Recorder:
    """Writes events of one run into one store.

    ``durable`` events are on disk, chained, sealed and anchored when
    :meth:`record` returns. The others are on disk in the spool, and enter the
    store with the next durable event, after 100 events or a second, or at
    :meth:`flush`. A forked child may go on using its parent's recorder.
    """

    def __init__(
        self,
        store: Store,
        run_id: str | None = None,
        actor: Mapping[str, Any] | None = None,
        trigger: Mapping[str, Any] | None = None,
        *,
        redact: Redactor | None = None,
    ) -> None:
        self.store = store
        self.run_id = run_id or RUN_ID
        self.actor = dict(detect_actor() if actor is None else actor)
        self.trigger = dict(detect_trigger() if trigger is None else trigger)
        self._redact = redact or _redactor()
        self._origin = (canonical(self.actor), canonical(self.trigger))
        self._lock = threading.RLock()
        self._waiting = 0
        self._since = 0.0
        self._patience = _BATCH_SECONDS
        self._spool: Spool | None = None
        self._pid = os.getpid()

    def record(  # noqa: PLR0913 - an event has that many facets, all but the first by name
        self,
        kind: str,
        *,
        host: str | None = None,
        state: str | None = None,
        change_id: str | None = None,
        transaction_id: str | None = None,
        reason: str | None = None,
        ticket: str | None = None,
        approvals: list[Any] | None = None,
        data: Mapping[str, Any] | None = None,
        durable: bool = True,
    ) -> Event:
        """Write one event; secrets in its texts are redacted first.

        Returns the event, its ``seq`` filled in when it is durable, else 0.
        Raises JournalError: then nothing may be done that needs a record.
        """
        clean = self._redact({"reason": _text(reason), "approvals": approvals or [], "data": dict(data or {})})
        draft = Draft(
            new_id(), self.run_id, now(), kind, _text(change_id), _text(transaction_id), _text(host), _text(state),
            *self._origin, clean["reason"], _text(ticket), canonical(clean["approvals"]), canonical(clean["data"]),
        )  # fmt: skip
        with self._lock:
            seq = self._write(draft) if durable else self._put_by(draft)
        return Event(
            draft.id, draft.run_id, seq, draft.time, kind, draft.change_id, draft.transaction_id, draft.host, draft.state,
            self.actor, self.trigger, draft.reason, draft.ticket, clean["approvals"], clean["data"],
        )  # fmt: skip

    def flush(self) -> None:
        """Bring everything buffered into the store. Raises JournalError; the spool keeps the events then."""
        with self._lock:
            self._own()
            if self._waiting:
                self._append()

    def healthy(self) -> bool:
        """Whether an event could be written now: the gate of "no record, no change"."""
        try:
            self.check()
        except FactoryError:
            return False
        return True

    def check(self) -> None:
        """The same as :meth:`healthy`, with the reason: raises JournalError."""
        self.store.check()

    def close(self) -> None:
        """Flush, and let go of files and locks; the recorder may be used again."""
        with self._lock:
            self.flush()
            if self._spool is not None:
                self._spool.close()
                self._spool = None
            self.store.close()

    def _own(self) -> None:
        """The spool belongs to the process that opened it: a forked child starts with none."""
        if self._pid != os.getpid():
            self._pid = os.getpid()
            self._waiting = 0
            self._spool = None

    def _write(self, draft: Draft) -> int:
        self._own()
        return self._append(draft)

    def _append(self, *drafts: Draft) -> int:
        """One commit of what waits in the spool and ``drafts``; the seq of the last."""
        waiting = self._spool.drafts() if self._spool is not None and self._waiting else []
        rows = self.store.append([*waiting, *drafts])
        if self._spool is not None and waiting:
            self._spool.clear()
        self._waiting, self._patience = 0, _BATCH_SECONDS
        return rows[-1].seq if rows else 0

    def _put_by(self, draft: Draft) -> int:
        self._own()
        if self._spool is None:
            self._spool = Spool(self.store.spool, self.run_id)
        self._spool.add(draft)
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting += 1
        waited = time.monotonic() - self._since
        if waited >= self._patience or (self._waiting >= _BATCH_EVENTS and self._patience == _BATCH_SECONDS):
            self._try_flush()
        return 0

    def _try_flush(self) -> None:
        """A store that is away costs delay only: the spool keeps the events, and the store is tried less and less often."""
        try:
            self._append()
        except JournalError:
            self._since = time.monotonic()
            self._patience = min(self._patience * 2, _LONGEST_PATIENCE_SECONDS)


def _text(value: Any) -> str | None:
    """A plain string; ansible-core hands over strings of a class of its own."""
    return None if value is None else str(value)


def open_recorder(
    home: str | Path | None = None,
    store_url: str | None = None,
    run_id: str | None = None,
    actor: Mapping[str, Any] | None = None,
    trigger: Mapping[str, Any] | None = None,
) -> Recorder:
    """A recorder on the configured store, after bringing home what killed processes left. Raises JournalError, InputError."""
    store = open_store(store_url, home)
    recover(store)
    return Recorder(store, run_id, actor, trigger)
