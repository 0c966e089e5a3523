# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One change per device at a time, on this machine: an advisory file lock that dies with its process."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ..errors import ChangeError, JournalError


@contextlib.contextmanager
def device_lock(folder: Path, host: str, where: str) -> Iterator[None]:
    """Hold the lock of ``host`` for a block. Raises ChangeError where another process holds it."""
    path = folder / "locks" / (hashlib.sha256(host.encode()).hexdigest()[:24] + ".lock")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise JournalError(f"the lock file {path} cannot be opened: {error.strerror}", where) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(handle, 100, 0).decode("utf-8", "replace").strip()
            raise ChangeError(
                f"another change of this device is under way ({holder or 'its process is unknown'})",
                where,
                "Wait until it has ended.",
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()}".encode(), 0)
        yield
    finally:
        os.close(handle)
