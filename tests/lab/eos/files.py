# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS file commands."""

from __future__ import annotations

from ..grammar import Match
from ..part import Part

DONE = "Copy completed successfully.\n"


class Files(Part):
    """Commands about files; part of the shell."""

    def _read(self, source: str) -> str | None:
        device = self.device
        if "running-config".startswith(source):
            return str(device.running_text())
        if "startup-config".startswith(source):
            return str(device.startup_text())
        found: str | None = device.flash.get(source.partition(":")[2].lstrip("/"))
        return found

    def do_copy(self, found: Match, text: str) -> str:
        """Copy a configuration or a file."""
        device = self.device
        source, target = found.words[1], found.words[2]
        content = self._read(source)
        if content is None:
            return f"% Error copying {source} to {target} (No such file or directory)\n"
        if "startup-config".startswith(target):
            tree = device.blank()
            device.editor.load(content, tree, device)
            device.startup = tree
            device.saved_at = device.clock.now()
        elif "running-config".startswith(target):
            refused = device.editor.load(content, device.running, device)
            device.changed(self.user)
            return "".join(f"> {line}\n% Invalid input\n" for line in refused) + DONE
        else:
            device.flash[target.partition(":")[2].lstrip("/")] = content
        return DONE

    def do_dir(self, found: Match, text: str) -> str:
        """The files."""
        rows = "".join(
            f"       -rw-  {len(content):11}           {self.device.clock.moment().strftime('%b %d %H:%M')}  {name}\n"
            for name, content in self.device.flash.items()
        )
        return f"Directory of flash:/\n\n{rows}\n4093313024 bytes total (2907332608 bytes free)\n"

    def do_delete(self, found: Match, text: str) -> str:
        """Delete a file."""
        name = found.words[1].partition(":")[2].lstrip("/")
        return (
            ""
            if self.device.flash.pop(name, None) is not None
            else f"% Error deleting {found.words[1]} (No such file or directory)\n"
        )

    def do_more(self, found: Match, text: str) -> str:
        """A file's content."""
        content = self._read(found.words[1])
        return f"% Error displaying {found.words[1]} (No such file or directory)\n" if content is None else content
