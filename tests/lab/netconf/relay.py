# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between sshd and netconf-subsystem: counts the operations, and cuts the session at one of them when told so.

    relay.py FOLDER PROGRAM ARGUMENT...

``FOLDER/operations`` grows by one byte an operation; ``FOLDER/cut`` holds the number of the one at which the session breaks:
the server receives it, and the client never hears the answer.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

_RPC = b"<rpc "
_BLOCK = 65536


class Relay:
    """One session."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self.counter, self.order = folder / "operations", folder / "cut"
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.tail = b""
        self.cut = threading.Event()

    def run(self) -> int:
        """Until one side has had enough."""
        answers = threading.Thread(target=self._answers, daemon=True)
        answers.start()
        assert self.server.stdin is not None
        with contextlib.suppress(OSError):
            while data := os.read(0, _BLOCK):
                cut = self._due(data)
                if cut:
                    self.cut.set()
                self.server.stdin.write(data)
                self.server.stdin.flush()
                if cut:
                    break
            self.server.stdin.close()
        self.server.wait()
        answers.join(1)
        return 0

    def _answers(self) -> None:
        assert self.server.stdout is not None
        while data := os.read(self.server.stdout.fileno(), _BLOCK):
            if self.cut.is_set():
                os._exit(0)  # the operation is done, the answer is lost
            with contextlib.suppress(OSError):
                os.write(1, data)
        os._exit(0)

    def _due(self, data: bytes) -> bool:
        text = self.tail + data
        self.tail = text[-(len(_RPC) - 1) :]
        found = text.count(_RPC)
        if not found:
            return False
        with self.counter.open("ab") as counter:
            counter.write(b"." * found)
        number = self.counter.stat().st_size
        return self.order.exists() and number - found < int(self.order.read_text()) <= number


if __name__ == "__main__":
    sys.exit(Relay(Path(sys.argv[1]), sys.argv[2:]).run())
