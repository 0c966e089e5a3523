# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The markers that stand for secrets, and the key behind them."""

from __future__ import annotations

import functools
import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

_SHORTEST = 16  # bytes of a key that is whole
MARKER = re.compile(r"<secret:[0-9a-f]{8}>")


class Marker:
    """``Marker(key)(secret)`` is the marker of a secret: the same for the same secret and key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._salt = hashlib.sha256(key).digest()

    def __call__(self, secret: str) -> str:
        digest = hmac.digest(self._key, secret.encode("utf-8", "surrogatepass"), "sha256")
        return f"<secret:{digest.hex()[:8]}>"

    def name_of(self, text: str) -> bytes:
        """A name for ``text`` under this key, from which nobody gets the text back."""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._salt).digest()


@functools.lru_cache(maxsize=8)
def marker_for(key: bytes) -> Marker:
    """The marker of this key, made once."""
    return Marker(key)


@functools.lru_cache(maxsize=8)
def _key_of(home: str) -> bytes:
    """The key in ``home``/redaction.key, made at first use, readable by its owner only.

    Where it cannot be written, a key of this process: markers then compare within one run only.
    """
    path = Path(home) / "redaction.key"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _create(path)
        key = path.read_bytes()
        return key if len(key) >= _SHORTEST else secrets.token_bytes(32)
    except OSError:
        return secrets.token_bytes(32)


def _create(path: Path) -> None:
    """Write the key under another name and link it into place, so that two processes at once agree on one whole key."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


def default_key() -> bytes:
    """The key of this installation (AUTO_FACTORY_HOME, by default ~/.auto-factory)."""
    home = os.environ.get("AUTO_FACTORY_HOME") or os.path.join(os.path.expanduser("~"), ".auto-factory")
    return _key_of(home)
