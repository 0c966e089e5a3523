# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NETCONF messages in a byte stream: the end-of-message form of base:1.0 and the chunks of base:1.1 (RFC 6242)."""

from __future__ import annotations

import re
from collections.abc import Callable

END = b"]]>]]>"
# One chunk may be 4 GB; a message larger than this is no configuration.
LARGEST = 512 * 1024 * 1024
_CHUNK = re.compile(rb"\s*\n#([1-9]\d{0,9}|#)\n")
_LONGEST_HEADER = 32


class FramingError(ValueError):
    """The stream does not follow RFC 6242."""


class Framing:
    """Takes bytes from ``read`` (which blocks, and raises at the end of the stream) and gives whole messages."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read, self._rest = read, bytearray()
        self.chunked = False

    def wrap(self, message: bytes) -> bytes:
        """One message as it is sent."""
        return b"\n#%d\n%s\n##\n" % (len(message), message) if self.chunked else message + END

    def next(self) -> bytes:
        """The next whole message. Raises FramingError."""
        return self._chunks() if self.chunked else self._until_end()

    def _until_end(self) -> bytes:
        start = 0
        while (at := self._rest.find(END, start)) < 0:
            start = max(0, len(self._rest) - len(END))
            self._more()
        message = bytes(self._rest[:at])
        del self._rest[: at + len(END)]
        return message.strip()

    def _chunks(self) -> bytes:
        parts: list[bytes] = []
        room = LARGEST
        while True:
            while (header := _CHUNK.match(self._rest)) is None:
                if len(self._rest) > _LONGEST_HEADER:
                    raise FramingError("no chunk begins where one should")
                self._more()
            told = bytes(header[1])  # before the bytes it points to are moved
            del self._rest[: header.end()]
            if told == b"#":
                return b"".join(parts)
            size = int(told)
            room -= size
            if room < 0:
                raise FramingError(f"a message of more than {LARGEST} bytes")
            while len(self._rest) < size:
                self._more()
            parts.append(bytes(self._rest[:size]))
            del self._rest[:size]

    def _more(self) -> None:
        if len(self._rest) > LARGEST:
            raise FramingError("a message without an end")
        self._rest += self._read()
