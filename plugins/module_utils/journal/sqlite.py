# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded store: one SQLite file, write-ahead log, fully synced.

SQLite must never be carried across a fork: a child that inherits an open
connection also inherits the belief that it holds the parent's locks
(https://www.sqlite.org/howtocorrupt.html). Ansible forks for every task.
Therefore every connection of this process is closed before each fork, and
opened again at the next use; buffering keeps that cheap.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from ..errors import JournalError
from .anchor import Anchor
from .chain import START, Head, Row, link
from .event import OUTCOME, Draft
from .keys import load_signer, publish, seal_of
from .store import ANY, Filter

_COLUMNS: Final = ", ".join(f'"{name}"' for name in Row._fields)
_INSERT: Final = f"INSERT INTO events ({_COLUMNS}) VALUES ({', '.join('?' * len(Row._fields))})"  # noqa: S608 - constants
_SELECT: Final = f"SELECT {_COLUMNS} FROM events"  # noqa: S608 - constants
_UNDECIDED: Final = f"""{_SELECT} WHERE position IN (
    SELECT MAX(position) FROM events WHERE transaction_id IS NOT NULL GROUP BY transaction_id
    HAVING SUM(kind = '{OUTCOME}' AND state <> ?) = 0) ORDER BY position"""  # noqa: S608 - constants
_SCHEMA_VERSION: Final = 1
# No UNIQUE and no trigger: they would stop an honest writer's repair tool, never a forger; verification finds both.
_SCHEMA: Final = (
    """CREATE TABLE events (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL, run_id TEXT NOT NULL, seq INTEGER NOT NULL, time TEXT NOT NULL,
        kind TEXT NOT NULL, change_id TEXT, transaction_id TEXT, host TEXT, state TEXT, actor TEXT NOT NULL,
        "trigger" TEXT NOT NULL, reason TEXT, ticket TEXT, approvals TEXT NOT NULL, data TEXT NOT NULL,
        data_hash TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, head TEXT NOT NULL, seal TEXT)""",
    "CREATE INDEX events_id ON events (id)",
    "CREATE INDEX events_run ON events (run_id, seq)",
    "CREATE INDEX events_change ON events (change_id, position) WHERE change_id IS NOT NULL",
    "CREATE INDEX events_transaction ON events (transaction_id, position) WHERE transaction_id IS NOT NULL",
    f"PRAGMA user_version = {_SCHEMA_VERSION}",
)
_LEAST_FREE_BYTES: Final = 1 << 20
_ARMED: Final = "armed"


class SqliteStore:
    """A journal in one SQLite file; safe for many processes and threads, and across forks."""

    def __init__(self, path: Path, key: Path, timeout: float = 10.0) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"
        self.place = str(path)
        self.anchor = Anchor(Path(os.environ.get("AUTO_FACTORY_ANCHOR") or path.with_suffix(".anchor")).expanduser())
        self.spool = path.with_suffix(".spool")
        self.public_key = path.with_suffix(".pub")
        self.key = key
        self.lock = threading.RLock()
        self._timeout = timeout
        self._connection: sqlite3.Connection | None = None
        self._pid = 0
        _LIVE.add(self)

    def exists(self) -> bool:
        return self.path.exists()

    def append(self, drafts: Sequence[Draft], *, skip_known: bool = False) -> list[Row]:
        """Write all of ``drafts`` durably in one commit, or none; raises JournalError."""
        with self.lock, self._explained():
            connection = self._connect()
            signer = load_signer(self.key)
            with _transaction(connection):
                if skip_known:
                    drafts = [draft for draft in drafts if not _known(connection, draft.id)]
                rows = link(drafts, _head(connection), lambda run: _run_tip(connection, run), lambda text: seal_of(signer, text))
                connection.executemany(_INSERT, rows)
            if rows:
                self.anchor.append(rows[-1])
            return rows

    def rows(self, after: int | None = None) -> Iterator[Row]:
        """All rows in order, or those beyond position ``after``; one consistent view."""
        where = "1" if after is None else f"position > {after:d}"
        yield from (Row(*row) for row in self._query(f"{_SELECT} WHERE {where} ORDER BY position"))

    def find(self, wanted: Filter, newest: int | None = None) -> list[Row]:
        """The rows that match, oldest first; only the ``newest`` n of them if given."""
        where, values = _where(wanted)
        sql = f"{_SELECT} WHERE {where} ORDER BY position DESC LIMIT ?"
        return [Row(*row) for row in reversed(self._read(sql, (*values, -1 if newest is None else newest)))]

    def recent_changes(self, limit: int, wanted: Filter = ANY) -> list[str]:
        """The ids of the changes that were written last, newest first; only those with an event that matches."""
        where, values = _where(wanted)
        sql = f"""SELECT change_id FROM events WHERE change_id IS NOT NULL AND {where}
            GROUP BY change_id ORDER BY MAX(position) DESC LIMIT ?"""  # noqa: S608 - column names are the filter's own
        return [row[0] for row in self._read(sql, (*values, limit))]

    def undecided(self) -> list[Row]:
        """The last row of every transaction without a final outcome (``armed`` is not final)."""
        return [Row(*row) for row in self._read(_UNDECIDED, (_ARMED,))]

    def head(self) -> Head:
        rows = self._read("SELECT position, head, hash FROM events ORDER BY position DESC LIMIT 1", ())
        return Head(*rows[0]) if rows else START

    def check(self) -> None:
        """Raise JournalError unless an event could be written now: lock, key, anchor and space."""
        with self.lock, self._explained():
            connection = self._connect()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            load_signer(self.key)
            self.anchor.check()
            disk = os.statvfs(self.path.parent)
            if disk.f_bavail * disk.f_frsize < _LEAST_FREE_BYTES:
                raise JournalError("no space left for the journal", str(self.path), "Free some space on its file system.")

    def close(self) -> None:
        with self.lock:
            connection, self._connection = self._connection, None
            # One that another process opened is never closed here: closing it would drop that process's log.
            if connection is not None and self._pid == os.getpid():
                connection.close()
            elif connection is not None:
                _FOREIGN.append(connection)

    def _connect(self) -> sqlite3.Connection:
        if self._connection is not None and self._pid == os.getpid():
            return self._connection
        self.close()
        self._prepare()
        connection = sqlite3.connect(self.path, timeout=self._timeout, isolation_level=None, check_same_thread=False)
        try:
            _initialise(connection, time.monotonic() + self._timeout)
        except BaseException:
            connection.close()
            raise
        self._connection, self._pid = connection, os.getpid()
        return connection

    def _prepare(self) -> None:
        """Folder, file (private from its first byte) and published key."""
        for folder in (self.path.parent, self.key.parent, self.anchor.path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        publish(load_signer(self.key), self.public_key)

    def _reader(self) -> sqlite3.Connection:
        # Not mode=ro: after a kill the first reader must be able to recover the log. SQLite falls back where it may not write.
        connection = sqlite3.connect(f"{self.path.as_uri()}?mode=rw", uri=True, timeout=self._timeout, isolation_level=None)
        connection.execute("PRAGMA query_only = ON")
        return connection

    def _read(self, sql: str, values: Sequence[Any]) -> list[Any]:
        return list(self._query(sql, values))

    def _query(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        if not self.exists():
            return
        with self._explained():
            connection = self._reader()
            try:
                yield from connection.execute(sql, values)
            except sqlite3.OperationalError as error:
                # Its maker was killed before the table was there; verification compares with the anchor all the same.
                if "no such table" not in str(error):
                    raise
            finally:
                connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Errors of SQLite and the file system as JournalErrors with their cure."""
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(f"the journal cannot be used: {error}", str(self.path), _cure(str(error))) from error
        except OSError as error:
            raise JournalError(f"the journal cannot be used: {error.strerror or error}", str(self.path)) from error


_CURES: Final = (
    ("locked", "Another process holds the journal; find it (fuser on the file) and let it end."),
    ("full", "Free some space on the journal's file system."),
    ("readonly", "Make the journal's folder and file writable for this user."),
    ("unable to open", "Make the journal's folder (AUTO_FACTORY_HOME) exist and writable for this user."),
    ("not a database", "Move the file away; it is no journal, or was overwritten. Restore it from its backup."),
    ("malformed", "Keep the damaged file, restore the journal from its backup, and verify it."),
)


def _where(wanted: Filter) -> tuple[str, list[str]]:
    terms = {name: value for name, value in wanted._asdict().items() if value is not None}
    return " AND ".join(f"{name} = ?" for name in terms) or "1", list(terms.values())


def _cure(words: str) -> str:
    return next((cure for sign, cure in _CURES if sign in words), "")


def _initialise(connection: sqlite3.Connection, deadline: float) -> None:
    """Write-ahead log, full sync, tables. Switching to WAL does not honour the busy timeout, so wait by hand."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            if _version(connection) < _SCHEMA_VERSION:
                with _transaction(connection):
                    for sql in _SCHEMA if _version(connection) < _SCHEMA_VERSION else ():
                        connection.execute(sql)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > _SCHEMA_VERSION:
        raise JournalError(f"the journal has schema {version}, this release knows {_SCHEMA_VERSION}", cure="Update auto.factory.")
    return version


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _head(connection: sqlite3.Connection) -> Head:
    row = connection.execute("SELECT position, head, hash FROM events ORDER BY position DESC LIMIT 1").fetchone()
    return Head(*row) if row else START


def _run_tip(connection: sqlite3.Connection, run_id: str) -> tuple[int, str] | None:
    row = connection.execute("SELECT seq, hash FROM events WHERE run_id = ? ORDER BY seq DESC LIMIT 1", (run_id,)).fetchone()
    return (row[0], row[1]) if row else None


def _known(connection: sqlite3.Connection, event_id: str) -> bool:
    return connection.execute("SELECT 1 FROM events WHERE id = ? LIMIT 1", (event_id,)).fetchone() is not None


_LIVE: weakref.WeakSet[SqliteStore] = weakref.WeakSet()
_FOREIGN: list[sqlite3.Connection] = []
_held: list[SqliteStore] = []


def _before_fork() -> None:
    for store in list(_LIVE):
        store.lock.acquire()
        _held.append(store)
        with suppress(sqlite3.Error):
            store.close()


def _after_fork() -> None:
    while _held:
        _held.pop().lock.release()


os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork)
