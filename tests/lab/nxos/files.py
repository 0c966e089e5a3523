# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NX-OS file commands, and the SCP server behind ``feature scp-server``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from ..grammar import Match
from ..part import Part
from .replace import MISSING, local


class Sink:
    """The receiving end of ``scp -t``: answers ready, header and content with a zero byte each."""

    def __init__(self, files: dict[str, str], name: str) -> None:
        """Receive one file."""
        self.files, self.name = files, name
        self.held = b""
        self.length: int | None = None
        self.greeted = False

    def __call__(self, data: str) -> str | None:
        """Take what came; None once the file is there."""
        if not self.greeted:
            self.greeted = True
            return "\0"
        if self.length is not None and self.length < 0:
            return None
        self.held += data.encode()
        said = ""
        if self.length is None and b"\n" in self.held:
            head, _, self.held = self.held.partition(b"\n")
            self.length = int(head.split()[1])
            said = "\0"
        if self.length is not None and len(self.held) > self.length:
            self.files[self.name] = self.held[: self.length].decode()
            self.length = -1
            said += "\0"
        return said


class Files(Part):
    """Commands about files; part of the shell."""

    def program(self, command: str) -> Callable[[str], str | None] | None:
        """``scp -t``, where the feature is on."""
        words = command.split()
        if words[:2] != ["scp", "-t"] or "feature scp-server" not in self.device.running:
            return None
        return Sink(self.device.flash, local(words[-1]))

    def do_save(self, found: Match, text: str) -> str:
        """Running becomes startup."""
        self.device.save()
        return f"[{'#' * 40}] 100%\nCopy complete, now saving to disk (please wait)...\nCopy complete.\n"

    def do_copy_running(self, found: Match, text: str) -> str:
        """The running configuration as a file."""
        self.device.flash[local(found.words[2])] = self.device.running_text()
        return "Copy complete, now saving to disk (please wait)...\nCopy complete.\n"

    def do_md5(self, found: Match, text: str) -> str:
        """A file's sum."""
        content = self.device.flash.get(local(found.words[2]))
        return MISSING.format(found.words[2]) if content is None else hashlib.md5(content.encode()).hexdigest() + "\n"  # noqa: S324

    def do_dir(self, found: Match, text: str) -> str:
        """The files."""
        stamp = self.device.clock.moment().strftime("%b %d %H:%M:%S %Y")
        rows = "".join(f"{len(c):11}    {stamp}  {name}\n" for name, c in self.device.flash.items() if not name.startswith("."))
        return f"{rows}\nUsage for bootflash://\n 2000000000 bytes used\n50000000000 bytes free\n52000000000 bytes total\n"

    def do_delete(self, found: Match, text: str) -> str:
        """Delete, after a question or without it."""
        source = found.words[1]
        if "no-prompt" in found.words:
            return self._delete(source)
        return self.ask(
            f'Do you want to delete "/{local(source)}" ? (yes/no/abort)   [y] ',
            lambda a: self._delete(source) if a in ("", "y", "yes") else "",
        )

    def _delete(self, source: str) -> str:
        return "" if self.device.flash.pop(local(source), None) is not None else MISSING.format(source)
