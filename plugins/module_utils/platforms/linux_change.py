# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A change of files on its way to a Linux host, and what the host's programs say of it in words that name a line."""

from __future__ import annotations

import io
import re
import tarfile

from ..config.filestyle import family_of, sections, statements
from ..config.predict import config_predict
from ..config.redact import config_redact
from ..errors import FactoryError, RejectedLineError
from .base import Trial

OS = "auto.factory.linux"
# Interfaces first: the others name them.
_ORDER = ("interfaces", "sysctl", "nftables")
# /etc/nftables.conf:12:3-9: Error: syntax error, unexpected string
_NFT = re.compile(r"^(/\S+?):(\d+):[\d-]+: Error: (.*)", re.MULTILINE)
# sysctl: cannot stat /proc/sys/net/ipv4/ip_foward: No such file or directory
_SYSCTL = re.compile(r"/proc/sys/([^\s:]+)|key [\"']?([\w./-]+)")
_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")


def families(trial: Trial) -> list[str]:
    """What has to be loaded for the trial, in order."""
    named: set[str | None] = set()
    for _removed, heading, _content in statements(trial.commands):
        word, _unused, rest = heading.partition(" ")
        named.add(rest if word == "drift" else family_of(rest))
    return [name for name in _ORDER if name in named]


def archive(trial: Trial) -> bytes:
    """The change as tar: ``files/``, ``gone/`` and ``families``, as linux_script expects it."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.USTAR_FORMAT) as made:
        _member(made, "families", " ".join(families(trial)))
        for removed, heading, content in statements(trial.commands):
            if heading.startswith("file "):
                _member(made, f"{'gone' if removed else 'files'}{heading[5:]}", "".join(f"{line}\n" for line in content))
    return data.getvalue()


def _member(made: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode("utf-8", "surrogateescape")
    facts = tarfile.TarInfo(name)
    facts.size, facts.mode = len(content), 0o600
    made.addfile(facts, io.BytesIO(content))


def undo_words(trial: Trial) -> str:
    """The families whose live state the switch stores and brings back, one a line; sysctl with its keys, old and new."""
    lines = []
    for name in families(trial):
        lines.append(" ".join(["sysctl", *_keys(trial)]) if name == "sysctl" else name)
    return "".join(f"{line}\n" for line in lines)


def _keys(trial: Trial) -> list[str]:
    keys: set[str] = set()
    for text in (trial.before, _after(trial)):
        for heading, content in sections(text).items():
            if family_of(heading[5:]) == "sysctl":
                found = [line.partition("=")[0].strip().removeprefix("-") for line in content if "=" in line]
                keys.update(key for key in found if re.fullmatch(r"[A-Za-z0-9_][\w.-]*", key))
    return sorted(keys)


def _after(trial: Trial) -> str:
    return config_predict(trial.before, list(trial.commands), OS)


def rejection(trial: Trial, said: str, where: str) -> FactoryError:
    """The refusal with the line it is about, as far as the host's words tell."""
    files = {heading[5:]: content for heading, content in sections(_after(trial)).items() if heading.startswith("file ")}
    line = _named_by_nft(said, files) or _named_by_sysctl(said, files) or _named_by_ifreload(said, files)
    words = " ".join(said.split()) or "no reason given"
    return RejectedLineError(config_redact(line or "a line of this change", OS), config_redact(words, OS), where)


def _named_by_nft(said: str, files: dict[str, list[str]]) -> str:
    found = _NFT.search(said)
    content = files.get(found[1], []) if found else []
    number = int(found[2]) if found else 0
    return content[number - 1].strip() if 0 < number <= len(content) else ""


def _named_by_sysctl(said: str, files: dict[str, list[str]]) -> str:
    for found in _SYSCTL.finditer(said):
        key = (found[1] or found[2]).replace("/", ".")
        for path, content in files.items():
            for line in content:
                if family_of(path) == "sysctl" and line.partition("=")[0].strip().lstrip("-").replace("/", ".") == key:
                    return line.strip()
    return ""


def _named_by_ifreload(said: str, files: dict[str, list[str]]) -> str:
    for found in _QUOTED.finditer(said):
        for path, content in files.items():
            for line in content:
                if family_of(path) == "interfaces" and found[1] in line:
                    return line.strip()
    return ""
