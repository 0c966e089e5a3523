# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The key that seals the journal.

Ed25519 where ``cryptography`` is installed; else HMAC-SHA-256 with a local key,
which proves the same to its holder but nothing to a third party. The key file
says which, so that a library installed later changes nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, b64encode
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from ..errors import JournalError, MissingLibraryError

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    HAS_CRYPTOGRAPHY = True
except ImportError:
    HAS_CRYPTOGRAPHY = False

ED25519 = "ed25519"
HMAC = "hmac-sha256"
_SEED_BYTES = 32


class Verifier(Protocol):
    """Tells a true seal from a false one."""

    algorithm: str
    key_id: str

    def verify(self, statement: str, signature: bytes) -> bool: ...


class Signer(Verifier, Protocol):
    """Makes seals."""

    def public_line(self) -> str: ...

    def sign(self, statement: str) -> bytes: ...


class Ed25519Verifier:
    """A public key."""

    algorithm = ED25519

    def __init__(self, public: bytes) -> None:
        if not HAS_CRYPTOGRAPHY:
            raise MissingLibraryError("cryptography", "to check the journal's Ed25519 seals")
        self._public = Ed25519PublicKey.from_public_bytes(public)
        self.raw = public
        self.key_id = hashlib.sha256(public).hexdigest()[:16]

    def verify(self, statement: str, signature: bytes) -> bool:
        try:
            self._public.verify(signature, statement.encode())
        except InvalidSignature:
            return False
        return True


class Ed25519Signer(Ed25519Verifier):
    """A private key, from its 32 byte seed."""

    def __init__(self, seed: bytes) -> None:
        if not HAS_CRYPTOGRAPHY:
            raise MissingLibraryError("cryptography", "to seal the journal with its Ed25519 key")
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        super().__init__(self._private.public_key().public_bytes_raw())

    def public_line(self) -> str:
        return f"{ED25519} {self.key_id} {b64encode(self.raw).decode()}\n"

    def sign(self, statement: str) -> bytes:
        return self._private.sign(statement.encode())


class HmacSigner:
    """A shared key: signs and verifies."""

    algorithm = HMAC

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self.key_id = hashlib.sha256(b"auto.factory key id\n" + seed).hexdigest()[:16]

    def public_line(self) -> str:
        return f"{HMAC} {self.key_id} -\n"

    def sign(self, statement: str) -> bytes:
        return hmac.digest(self._seed, statement.encode(), "sha256")

    def verify(self, statement: str, signature: bytes) -> bool:
        return hmac.compare_digest(self.sign(statement), signature)


def seal_of(signer: Signer, statement: str) -> str:
    """The seal over ``statement``: ``<key id>:<base64 signature>``."""
    return f"{signer.key_id}:{b64encode(signer.sign(statement)).decode()}"


def seal_holds(seal: str | None, statement: str, verifiers: dict[str, Verifier]) -> bool:
    """Whether ``seal`` is a signature over ``statement`` by one of ``verifiers`` (by key id)."""
    key_id, _colon, text = str(seal).partition(":")
    verifier = verifiers.get(key_id)
    if verifier is None:
        return False
    try:
        return verifier.verify(statement, b64decode(text, validate=True))
    except ValueError:
        return False


@lru_cache(maxsize=8)
def load_signer(path: Path) -> Signer:
    """The signer kept in ``path``, made on first use (mode 0600).

    Raises JournalError when the file is unreadable or no key, and
    MissingLibraryError when it holds an Ed25519 key and ``cryptography`` is gone.
    """
    try:
        if not path.exists():
            _make(path)
        algorithm, text = path.read_text("ascii").split()
        seed = b64decode(text, validate=True)
    except (OSError, ValueError) as error:
        raise JournalError(f"the journal's key cannot be used: {error}", str(path), _KEY_CURE) from error
    if len(seed) != _SEED_BYTES or algorithm not in (ED25519, HMAC):
        raise JournalError("the journal's key file does not hold a key", str(path), _KEY_CURE)
    return Ed25519Signer(seed) if algorithm == ED25519 else HmacSigner(seed)


_KEY_CURE = (
    "Restore the key from its backup. Without it, move the file away: a new key is made, and old seals rest on the .pub file."
)


def _make(path: Path) -> None:
    """Put a new key at ``path``; of several processes that try at once, one wins and the others read its key."""
    algorithm = ED25519 if HAS_CRYPTOGRAPHY else HMAC
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{algorithm} {b64encode(secrets.token_bytes(_SEED_BYTES)).decode()}\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def publish(signer: Signer, path: Path) -> None:
    """Keep the signer's public line in ``path``, once."""
    line = signer.public_line()
    known = path.read_text("ascii") if path.exists() else ""
    if line not in known:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode("ascii"))
        finally:
            os.close(handle)


def load_verifiers(public: Path, key: Path | None = None) -> dict[str, Verifier]:
    """Every key known in the ``.pub`` file, and the own key where there is one, by key id.

    Raises JournalError when a file cannot be read, or when there is only a ``.pub`` file and no public key in it.
    """
    verifiers: dict[str, Verifier] = {}
    try:
        if key is not None and key.exists():
            signer = load_signer(key)
            verifiers[signer.key_id] = signer
        for line in public.read_text("ascii").splitlines() if public.exists() else ():
            algorithm, key_id, text = line.split()
            if algorithm == ED25519 and key_id not in verifiers:
                verifier = Ed25519Verifier(b64decode(text, validate=True))
                verifiers[verifier.key_id] = verifier
    except (OSError, ValueError) as error:
        raise JournalError(f"the journal's public keys cannot be read: {error}", str(public)) from error
    if key is None and not verifiers:
        raise JournalError("there is no public key in this file", str(public), "Journals sealed without cryptography have none.")
    return verifiers
