# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host keys: what known_hosts files say of a server, and whether it is that server.

The format is sshd(8)'s: plain, wildcard, negated and hashed names, ports in
brackets, and the markers ``@revoked`` and ``@cert-authority`` (certificates are
not accepted; their lines are passed over).
"""

from __future__ import annotations

import base64
import binascii
import fnmatch
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..errors import HostKeyError

DEFAULT_FILES = ("~/.ssh/known_hosts", "~/.ssh/known_hosts2", "/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2")


@dataclass(frozen=True)
class KnownKey:
    """One recorded key: its type name, its bytes, whether it is revoked, and where it stands."""

    kind: str
    blob: bytes
    revoked: bool
    place: str


def known_keys(files: Iterable[str], host: str, port: int) -> list[KnownKey]:
    """Every key recorded for this server in ``files`` (missing ones are passed over)."""
    names = [host] if port == 22 else [f"[{host}]:{port}"]  # noqa: PLR2004 - SSH's own port
    return [key for path in files for key in _read(path, names)]


def verify(presented: bytes, known: Iterable[KnownKey], where: str) -> None:
    """Raise HostKeyError unless ``presented`` (the key's wire bytes) is a known, unrevoked key."""
    keys = list(known)
    fingerprint = "SHA256:" + base64.b64encode(hashlib.sha256(presented).digest()).decode().rstrip("=")
    same = [key for key in keys if hmac.compare_digest(key.blob, presented)]
    for key in same:
        if key.revoked:
            raise HostKeyError(f"the server shows {fingerprint}, which is revoked in {key.place}", where)
    if same:
        return
    current = [key for key in keys if not key.revoked]
    if current:
        raise HostKeyError(f"the server shows {fingerprint}, which is not the one known from {current[0].place}", where)
    raise HostKeyError(f"the server shows {fingerprint}, which is not in any known_hosts file", where)


def _read(path: str, names: list[str]) -> Iterator[KnownKey]:
    try:
        with open(os.path.expanduser(path), encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return
    for number, line in enumerate(lines, 1):
        words = line.split()
        marker = words.pop(0) if words and words[0].startswith("@") else ""
        if len(words) < 3 or words[0].startswith("#") or marker not in ("", "@revoked"):  # noqa: PLR2004
            continue
        if not any(_matches(words[0], name) for name in names):
            continue
        try:
            blob = base64.b64decode(words[2], validate=True)
        except (binascii.Error, ValueError):
            continue
        yield KnownKey(words[1], blob, marker == "@revoked", f"{path}:{number}")


def _matches(pattern: str, name: str) -> bool:
    if pattern.startswith("|1|"):
        return _hashed(pattern, name)
    verdict = False
    for part in pattern.lower().split(","):
        negated = part.startswith("!")
        if _names(part.lstrip("!"), name.lower()):
            if negated:
                return False
            verdict = True
    return verdict


def _names(part: str, name: str) -> bool:
    # Most lines hold plain names; fnmatch would compile a pattern for each line of a file that may have thousands.
    if "*" not in part and "?" not in part:
        return part == name
    # fnmatch would take '[' as a set: known_hosts has only '*' and '?'.
    return fnmatch.fnmatchcase(name, part.replace("[", "[[]"))


def _hashed(pattern: str, name: str) -> bool:
    try:
        _unused, _unused, salt, digest = pattern.split("|")
        # SHA-1 is the format's own: it hides names, it does not authenticate them.
        made = hmac.new(base64.b64decode(salt), name.encode(), hashlib.sha1).digest()
        return hmac.compare_digest(made, base64.b64decode(digest))
    except (ValueError, binascii.Error):
        return False
