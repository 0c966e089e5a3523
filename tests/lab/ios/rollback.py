# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS configuration archive, replace, and the rollback timer."""

from __future__ import annotations

import difflib

from ..config import Tree
from ..grammar import Match
from ..part import Part

NONE_PENDING = "%No Rollback Confirmed Change pending\n"
ARCHIVE_OFF = "%Please turn config archive on before using the Rollback Confirmed Change feature\n"


class Rollback(Part):
    """Commands of the archive; part of the shell."""

    def do_configure_timer(self, found: Match, text: str) -> str:
        """Into configuration mode, with a way back that needs no session."""
        device = self.device
        if not device.archive_path():
            return ARCHIVE_OFF
        if device.timer is not None:
            return "%Rollback Confirmed Change is already pending; confirm or revert it first\n"
        name = device.archive_now()
        device.arm(int(found.words[-1]), self.user)
        self.start_config()
        return (
            f"Rollback Confirmed Change: Backing up current running config to {name}\n\n"
            "Enter configuration commands, one per line.  End with CNTL/Z.\n"
        )

    def do_confirm(self, found: Match, text: str) -> str:
        """Keep the change."""
        return "" if self.device.disarm() else NONE_PENDING

    def do_revert(self, found: Match, text: str) -> str:
        """Undo the change now."""
        if self.device.timer is None:
            return NONE_PENDING
        name = self.device.archived[-1] if self.device.archived else "the saved configuration"
        self.device.roll_back()
        return f"Rollback Confirmed Change: rolling to:{name}\n\nTotal number of passes: 1\nRollback Done\n\n"

    def do_revert_timer(self, found: Match, text: str) -> str:
        """Start the pending timer anew."""
        if self.device.timer is None:
            return NONE_PENDING
        self.device.extend(int(found.words[-1]))
        return ""

    def do_timer_status(self, found: Match, text: str) -> str:
        """What is pending."""
        device = self.device
        if device.timer is None:
            return NONE_PENDING
        return (
            f"Time configured(or reconfigured): {device.stamp(device.timer_set)}\n"
            "Timer type: absolute timer\n"
            f"Timer value: {device.timer_minutes} min\n"
            f"User: {device.timer_user}\n"
        )

    def do_archive(self, found: Match, text: str) -> str:
        """The archived configurations."""
        device = self.device
        if not device.archive_path():
            return "Archive feature not enabled\n"
        shown = device.archived[-10:]
        rows = [f"   {n}        {shown[n - 1]}" if n <= len(shown) else f"   {n}" for n in range(1, 11)]
        if shown:
            rows[len(shown) - 1] += " <- Most Recent"
        following = f"The next archive file will be named {device.archive_path()}-<timestamp>-{len(device.archived)}\n"
        return (
            "The maximum archive configurations allowed is 10.\n"
            f"There are currently {len(shown)} archive configurations saved.\n"
            f"{following} Archive #  Name\n" + "\n".join(rows) + "\n"
        )

    def do_archive_config(self, found: Match, text: str) -> str:
        """Archive the running configuration."""
        if not self.device.archive_path():
            return ARCHIVE_OFF
        self.device.archive_now()
        return "\n"

    def do_archive_diff(self, found: Match, text: str) -> str:
        """What the second configuration adds to the first; by default startup and running."""
        names = list(found.words[4:])
        texts = [self._configuration(name) for name in names] if names else [self._configuration("nvram:startup-config")]
        if len(texts) == 1:
            texts.append(self.device.body())
        if None in texts:
            return "%Error opening file (No such file or directory)\n"
        old, new = ([line for line in (text or "").splitlines() if line.strip() != "!"] for text in texts)
        changes = [line for line in difflib.ndiff(old, new) if line[:1] in "+-"]
        body = "\n".join(f"{line[0]}{line[2:]}" for line in changes)
        return f"!Contextual Config Diffs:\n{body}\n\n" if body else "!No changes were found\n"

    def _configuration(self, name: str) -> str | None:
        device = self.device
        if name.endswith("running-config"):
            return str(device.body())
        if name.endswith("startup-config"):
            return str(device.config_text(device.startup))
        text: str | None = device.flash.get(name.partition(":")[2].lstrip("/") or name)
        return text

    def do_replace(self, found: Match, text: str) -> str:
        """Replace the running configuration by a file's, at once or under the timer."""
        source, options = found.words[2], found.words[3:]
        minutes = int(options[-1]) if "timer" in options else 0
        configuration = self._configuration(source)
        if configuration is None:
            return f"%Error opening {source} (No such file or directory)\n"
        if minutes and not self.device.archive_path():
            return ARCHIVE_OFF
        if minutes and self.device.timer is not None:
            return "%Rollback Confirmed Change is already pending; confirm or revert it first\n"
        if "force" in options:
            return self._replace(configuration, minutes, "revert" in options)
        question = (
            "This will apply all necessary additions and deletions\n"
            "to replace the current running configuration with the\n"
            "contents of the specified configuration file, which is\n"
            "assumed to be a complete configuration, not a partial\n"
            "configuration. Enter Y if you are sure you want to proceed. ? [no]: "
        )
        return str(self.ask(question, lambda answer: self._replace(configuration, minutes, False) if answer[:1] in "yY" else ""))

    def _replace(self, configuration: str, minutes: int, careful: bool) -> str:
        device = self.device
        tree: Tree = device.blank()
        refused = device.editor.load(configuration, tree, device)
        if refused and careful:
            return (
                "The rollback configlet from the last pass is listed below:\n********\n"
                + "\n".join(refused)
                + "\n********\nRollback aborted after 5 passes\nThe original configuration has been successfully restored\n"
            )
        if minutes:
            device.archive_now()
            device.arm(minutes, self.user)
        device.replace_running(tree, self.user)
        if refused:
            failed = "\n".join(refused)
            head = "The following commands are failed to apply to the IOS image.\n"
            return f"{head}********\n{failed}\n********\nRollback aborted after 5 passes\n"
        return "\nTotal number of passes: 1\nRollback Done\n\n"
