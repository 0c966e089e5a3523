# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The spool: buffered events on disk before they are in the store.

Task results are written to the store in batches. Until then each lies, already
redacted, as one line in a file of its process, so that a controller killed in
between loses none: whoever opens the journal next brings them home. Lines are
keyed by event id, so bringing them home twice changes nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from ..errors import JournalError
from .event import Draft, new_id
from .store import Store

_ABANDONED_SECONDS = 60.0


# The spools this process holds: a record lock does not stop its own process, and ends when any handle of the file is closed.
_OWN: Final[set[Path]] = set()


class Spool:
    """The file of one recorder in one process; held under a lock while that process lives.

    A record lock (``lockf``), because a forked worker does not inherit it: the
    spool of a killed controller is free although its workers still run.
    """

    def __init__(self, folder: Path, run_id: str) -> None:
        self.path = folder / f"{run_id}-{os.getpid()}-{new_id()[:8]}.jsonl"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            _OWN.add(self.path)
            fcntl.lockf(self._handle, fcntl.LOCK_EX)
        except OSError as error:
            raise JournalError(f"the journal's spool cannot be written: {error.strerror}", str(self.path)) from error

    def add(self, draft: Draft) -> None:
        """Keep ``draft`` until the store has it. Raises JournalError."""
        line = f"{json.dumps(draft, separators=(',', ':'))}\n".encode()
        try:
            written = os.write(self._handle, line)
        except OSError as error:
            raise JournalError(f"the journal's spool cannot be written: {error.strerror}", str(self.path)) from error
        if written != len(line):
            # Half a line would swallow the next one.
            os.ftruncate(self._handle, os.fstat(self._handle).st_size - written)
            raise JournalError("the journal's spool cannot be written: no space left", str(self.path))

    def drafts(self) -> list[Draft]:
        """What was added and not cleared yet."""
        return _parse(os.pread(self._handle, os.fstat(self._handle).st_size, 0))

    def clear(self) -> None:
        """The store has everything."""
        os.ftruncate(self._handle, 0)

    def close(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)
        os.close(self._handle)
        _OWN.discard(self.path)


def recover(store: Store) -> int:
    """Bring home what killed processes left in the spool; how many events that were. Raises JournalError."""
    try:
        left = sorted({*store.spool.iterdir()} - _OWN)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise JournalError(f"the journal's spool cannot be read: {error.strerror}", str(store.spool)) from error
    return sum(_recover_file(store, path) for path in left)


def _recover_file(store: Store, path: Path) -> int:
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return 0  # its owner has just finished
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        drafts = _parse(os.pread(handle, os.fstat(handle).st_size, 0))
        added = len(store.append(drafts, skip_known=True)) if drafts else 0
        # An empty file may belong to a process that has made it and not locked it yet.
        if drafts or time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
            path.unlink(missing_ok=True)
        return added
    except (BlockingIOError, PermissionError, FileNotFoundError):
        return 0  # its owner lives, or another process was faster
    finally:
        os.close(handle)


def _parse(content: bytes) -> list[Draft]:
    """The whole lines; one torn by a crash was never promised to anybody."""
    drafts = []
    for line in content.split(b"\n")[:-1]:
        with suppress(ValueError, TypeError):
            drafts.append(Draft(*json.loads(line)))
    return drafts
