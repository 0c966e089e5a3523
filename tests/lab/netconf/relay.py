# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between sshd and netconf-subsystem: counts the operations, and cuts the session at one of them when told so.

    relay.py FOLDER PROGRAM ARGUMENT...

``FOLDER/operations`` grows by one byte an operation; ``FOLDER/cut`` holds the number of the one at which the session breaks:
the server carries it out, and the client never hears the answer.
"""

from __future__ import annotations

# Started for every session: only what is there anyway is imported.
import os
import select
import sys

_RPC = b"<rpc "
_BLOCK = 65536
_CLIENT, _BACK = 0, 1


class Relay:
    """One session."""

    def __init__(self, folder: str, command: list[str]) -> None:
        self.counter, self.order = f"{folder}/operations", f"{folder}/cut"
        self.tail = b""
        self.cut = False
        server_in, self.to_server = os.pipe()
        self.from_server, server_out = os.pipe()
        actions = [(os.POSIX_SPAWN_DUP2, server_in, 0), (os.POSIX_SPAWN_DUP2, server_out, 1)]
        self.pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
        os.close(server_in)
        os.close(server_out)

    def run(self) -> None:
        """Until one side has had enough."""
        sources = [_CLIENT, self.from_server]
        while True:
            ready, _unused, _unused = select.select(sources, [], [])
            for source in ready:
                data = os.read(source, _BLOCK)
                if source == self.from_server and (self.cut or not data):
                    return
                if source == self.from_server:
                    _write(_BACK, data)
                elif data:
                    self.cut = self._due(data) or self.cut
                    _write(self.to_server, data)
                else:
                    sources.remove(_CLIENT)
                    os.close(self.to_server)

    def _due(self, data: bytes) -> bool:
        text = self.tail + data
        self.tail = text[-(len(_RPC) - 1) :]
        found = text.count(_RPC)
        if not found:
            return False
        with open(self.counter, "ab") as counter:
            counter.write(b"." * found)
            number = counter.tell()
        try:
            with open(self.order, encoding="ascii") as order:
                wanted = int(order.read())
        except FileNotFoundError:
            return False
        return number - found < wanted <= number


def _write(number: int, data: bytes) -> None:
    while data:
        data = data[os.write(number, data) :]


if __name__ == "__main__":
    try:
        Relay(sys.argv[1], sys.argv[2:]).run()
    except OSError:
        sys.exit(1)
