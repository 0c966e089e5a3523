# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the journal lies, and what every store can do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from ..errors import InputError, UnsupportedError
from .anchor import Anchor
from .chain import Head, Row
from .event import Draft


class Filter(NamedTuple):
    """Which events are meant; None means any."""

    change_id: str | None = None
    transaction_id: str | None = None
    host: str | None = None
    kind: str | None = None
    run_id: str | None = None


ANY: Final = Filter()


class Store(Protocol):
    """A place that keeps rows for ever.

    A sink reads ``rows(after=cursor)``, sends each event keyed by its id, and
    moves its cursor when the far end has acknowledged: at least once, and a
    repeat changes nothing.
    """

    url: str
    place: str
    anchor: Anchor
    spool: Path
    public_key: Path
    key: Path

    def exists(self) -> bool:
        """Whether anything was ever written here."""

    def append(self, drafts: Sequence[Draft], *, skip_known: bool = False) -> list[Row]:
        """Write all of ``drafts`` durably in one commit, or none; raises JournalError."""

    def rows(self, after: int | None = None) -> Iterator[Row]:
        """All rows in the order of their positions; only those beyond ``after`` if given."""

    def find(self, wanted: Filter, newest: int | None = None) -> list[Row]:
        """The rows that match, oldest first; only the ``newest`` n of them if given."""

    def recent_changes(self, limit: int, wanted: Filter = ANY) -> list[str]:
        """The ids of the changes that were written last, newest first; only those with an event that matches."""

    def undecided(self) -> list[Row]:
        """The last row of every transaction without a final outcome."""

    def head(self) -> Head:
        """Where the store ends."""

    def check(self) -> None:
        """Raise JournalError unless an event could be written now."""

    def close(self) -> None:
        """Let go of files and locks; the store may be used again."""


def home_folder() -> Path:
    """The folder of journal, key and anchor: ``AUTO_FACTORY_HOME``, or ``~/.auto-factory``."""
    return Path(os.environ.get("AUTO_FACTORY_HOME") or "~/.auto-factory").expanduser().absolute()


def open_store(url: str | None = None, home: str | Path | None = None) -> Store:
    """The store that ``url``, else ``AUTO_FACTORY_STORE``, names, else ``journal.db`` in ``home``. Touches nothing yet.

    Raises InputError for an unknown URL and UnsupportedError for a store this release cannot write.
    """
    from .sqlite import SqliteStore  # noqa: PLC0415 - the driver knows this module's types

    folder = Path(home).expanduser().absolute() if home else home_folder()
    url = url or os.environ.get("AUTO_FACTORY_STORE") or f"sqlite:///{folder / 'journal.db'}"
    scheme, _separator, path = url.partition("://")
    if scheme in ("postgresql", "postgres"):
        raise UnsupportedError(f"unsupported store in this release: {scheme}://", "AUTO_FACTORY_STORE", "Use sqlite:///path.")
    if scheme != "sqlite" or not path.strip("/"):
        raise InputError(f"not a store: '{url}'", "AUTO_FACTORY_STORE", "Use sqlite:///absolute/path.")
    # A path relative to wherever somebody stands would split the journal: always absolute, however many slashes.
    file = Path(path.lstrip("/") if path.startswith("/~") else f"/{path.lstrip('/')}").expanduser()
    return SqliteStore(file, key=folder / "journal.key")
