# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The anchor: an append-only file outside the database that remembers its end.

After every commit the seal of its last row is appended here. A row that the
anchor names and the database lacks was cut off; a database that is ahead of its
anchor was written by a process that died between the two, which is no alarm.
The file may lie on another disk, or be made append-only (``chattr +a``): what
falls back together with the database cannot speak against it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from ..errors import JournalError
from .chain import Row

_TORN = b" torn\n"
_FIELDS = 6


class Mark(NamedTuple):
    """One line: the last event of a commit, the store's head there, and the seal over both."""

    position: int
    time: str
    run_id: str
    seq: int
    head: str
    seal: str

    def statement(self) -> str:
        """The text the seal signs; the same as the row's."""
        return f"auto.factory journal 1\n{self.position}\n{self.time}\n{self.run_id}\n{self.seq}\n{self.head}\n"


class Anchor:
    """The file of marks."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, row: Row) -> None:
        """Remember ``row``, the sealed last row of a commit. Raises JournalError."""
        line = f"{row.position} {row.time} {row.run_id} {row.seq} {row.head} {row.seal}\n".encode()
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                end = os.lseek(handle, 0, os.SEEK_END)
                if end and os.pread(handle, 1, end - 1) != b"\n":
                    # A kill or a power failure tore a line (the kernel writes page by page): end it, so that this one is whole.
                    os.write(handle, _TORN)
                written = os.write(handle, line)
            finally:
                os.close(handle)
        except OSError as error:
            raise JournalError(f"the journal's anchor cannot be written: {error.strerror}", str(self.path)) from error
        if written != len(line):
            raise JournalError("the journal's anchor cannot be written: no space left", str(self.path))

    def check(self) -> None:
        """Raise JournalError unless a mark could be appended now."""
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        except OSError as error:
            raise JournalError(f"the journal's anchor cannot be written: {error.strerror}", str(self.path)) from error

    def read(self) -> tuple[list[Mark], list[int]]:
        """All marks, and the numbers of lines that are none."""
        marks: list[Mark] = []
        damaged: list[int] = []
        try:
            lines = self.path.read_bytes().split(b"\n") if self.path.exists() else [b""]
        except OSError as error:
            raise JournalError(f"the journal's anchor cannot be read: {error.strerror}", str(self.path)) from error
        for number, line in enumerate(lines[:-1], 1):  # what follows the last line end was never finished
            if line.endswith(_TORN.rstrip()):
                continue
            mark = _parse(line)
            if mark is not None:
                marks.append(mark)
            else:
                damaged.append(number)
        return marks, damaged


def _parse(line: bytes) -> Mark | None:
    try:
        fields = line.decode("ascii").split(" ")
        if len(fields) != _FIELDS:
            return None
        return Mark(int(fields[0]), fields[1], fields[2], int(fields[3]), fields[4], fields[5])
    except ValueError:
        return None
