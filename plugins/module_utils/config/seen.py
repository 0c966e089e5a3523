# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was worked out lately, by a hash of what it was worked out from, so that no secret is kept to remember its text."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Seen(Generic[T]):
    """At most ``entries`` results, of texts of at most ``largest`` characters; when full it starts anew.

    Starting anew, instead of dropping the oldest, leaves nothing that two threads could do to each other.
    """

    def __init__(self, entries: int, largest: int) -> None:
        self._entries, self._largest = entries, largest
        self._known: dict[bytes, T] = {}

    def get(self, name: bytes) -> tuple[T] | None:
        """The result in a tuple (it may be None itself); None when it is not known."""
        try:
            return (self._known[name],)
        except KeyError:
            return None

    def keep(self, name: bytes, size: int, result: T) -> None:
        """Remember the ``result`` for a text of ``size`` characters."""
        if size <= self._largest:
            if len(self._known) >= self._entries:
                self._known.clear()
            self._known[name] = result
