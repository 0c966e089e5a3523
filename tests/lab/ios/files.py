# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS file commands: copy with its questions, dir, delete, more."""

from __future__ import annotations

from ..grammar import Match
from ..part import Part

MISSING = "%Error opening {} (No such file or directory)\n"


def split(name: str) -> tuple[str, str]:
    """``flash:/x`` as ("flash:", "x")."""
    head, colon, tail = name.partition(":")
    return (head + colon, tail.lstrip("/")) if colon else ("", name)


class Files(Part):
    """Commands about files; part of the shell."""

    def do_copy(self, found: Match, text: str) -> str:
        """Copy, after asking for the destination's name."""
        source, target = found.words[1], found.words[2]
        default = split(target)[1] or (split(source)[1] if ":" in source else f"{self.device.hostname.lower()}-confg")
        if "startup-config".startswith(target):
            default = "startup-config"
        if "running-config".startswith(target):
            default = "running-config"
        return self.ask(
            f"Destination filename [{default}]? ",
            lambda answer: self._copy(source, answer or default),
        )

    def _read(self, source: str) -> str | None:
        device = self.device
        if len(source) > 2 and "running-config".startswith(source):
            return str(device.full_text(device.body()))
        if len(source) > 2 and "startup-config".startswith(source):
            return str(device.full_text(device.config_text(device.startup)))
        found: str | None = device.flash.get(split(source)[1])
        return found

    def _copy(self, source: str, target: str) -> str:
        device = self.device
        text = self._read(source)
        if text is None:
            return MISSING.format(source)
        if target == "startup-config":
            if "running-config".startswith(source):
                device.save()
                return "Building configuration...\n[OK]\n"
            tree = device.blank()
            device.editor.load(text, tree, device)
            device.startup = tree
            return f"[OK]\n{len(text)} bytes copied in 0.512 secs ({len(text) * 2} bytes/sec)\n"
        if target == "running-config":
            refused = device.editor.load(text, device.running, device)
            device.changed(self.user)
            said = "".join(f"{line}\n% Invalid input detected at '^' marker.\n" for line in refused)
            return f"{said}{len(text)} bytes copied in 0.512 secs ({len(text) * 2} bytes/sec)\n"
        device.flash[split(target)[1]] = text
        return f"{len(text)} bytes copied in 0.512 secs ({len(text) * 2} bytes/sec)\n"

    def do_dir(self, found: Match, text: str) -> str:
        """The files."""
        rows = [
            f"{number:5}  -rw-  {len(content):12}  {self.device.clock.moment().strftime('%b %d %Y %H:%M:%S +00:00')}  {name}\n"
            for number, (name, content) in enumerate(self.device.flash.items(), start=1)
        ]
        used = sum(map(len, self.device.flash.values()))
        return f"Directory of flash:/\n\n{''.join(rows)}\n2147483648 bytes total ({2147483648 - used} bytes free)\n"

    def do_delete(self, found: Match, text: str) -> str:
        """Delete, after two questions, or without them."""
        name = split(found.words[-1])[1]
        if "/force" in found.words:
            return self._delete(name)
        return self.ask(
            f"Delete filename [{name}]? ",
            lambda answer: self.ask(f"Delete flash:/{answer or name}? [confirm]", lambda sure: self._sure(answer or name, sure)),
        )

    def _sure(self, name: str, answer: str) -> str:
        return self._delete(name) if answer[:1] in ("", "y", "Y") else "Delete aborted\n"

    def _delete(self, name: str) -> str:
        if self.device.flash.pop(name, None) is None:
            return f"%Error deleting flash:/{name} (No such file or directory)\n"
        return ""

    def do_more(self, found: Match, text: str) -> str:
        """A file's content."""
        content: str | None = self.device.flash.get(split(found.words[1])[1])
        return MISSING.format(found.words[1]) if content is None else content
