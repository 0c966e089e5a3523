# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The VyOS command line, with VyOS's words."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from ..grammar import Failure, Match, Table
from ..rows import rules
from ..setform import Commit, Config
from ..setshell import SetShell, changes
from ..shell import Leave
from . import tables
from .shows import Shows

if TYPE_CHECKING:
    from .device import VyosDevice

_NO_CHANGES = "No configuration changes to commit\n"


def _quoted(word: str) -> str:
    escaped = word.replace("'", r"'\''")
    return f"'{escaped}'"


class VyosShell(Shows, SetShell):
    """One login."""

    device: VyosDevice  # type: ignore[assignment]  # the parts know it as any device
    exec_table = Table(rules(tables.EXEC), lambda word: word)
    config_table = Table(rules(tables.CONFIG), lambda word: word)

    def __init__(self, device: Any, user: str, privilege: int) -> None:
        """A fresh login."""
        super().__init__(device, user, privilege)
        self.edited: Config = {}
        self.base: Config = {}

    @property
    def candidate(self) -> Config:
        """This session's own."""
        return self.edited

    @property
    def dirty(self) -> bool:
        """Has this session changed anything?"""
        return self.edited != self.base

    def prompt(self) -> str:
        """A shell's prompt outside, the level and a ``#`` inside."""
        if self.question:
            return self.question.text
        if self.configuring:
            return f"[edit{' ' + self.level if self.level else ''}]\n{self.user}@{self.device.hostname}# "
        return f"{self.user}@{self.device.hostname}:~$ "

    def failure(self, line: str, failed: Failure) -> str:
        """What is not understood: a path inside, a command outside."""
        verb, _, rest = line.partition(" ")
        if self.configuring and verb in ("set", "delete"):
            path = f"{self.level} {rest}".strip()
            return f"\n  Configuration path: [{path}] is not valid\n  {verb.capitalize()} failed\n\n"
        if failed.kind == "incomplete":
            return f"\n  Incomplete command: {line}\n\n"
        return f"\n  Invalid command: [{line}]\n\n"

    def refused(self, words: str) -> str:
        """Indented, between empty lines."""
        return f"\n  {words}\n\n"

    def edit(self, text: str) -> str:
        """The line goes through a shell: quotes are gone before the device sees the words."""
        text = re.sub(r"\$'([^']*)'", lambda found: shlex.quote(found[1].encode().decode("unicode_escape")), text)
        try:
            words = shlex.split(text)
        except ValueError:
            return "bash: unexpected EOF while looking for matching quote\n"
        line = " ".join(_quoted(word) if re.search(r"[\s'\"\\]", word) else word for word in words)
        verb, _, rest = line.partition(" ")
        stored = self.device.grammar.tidy(f"{self.level} {rest}".strip())
        if verb == "set" and stored in self.edited:
            return self.refused(f"Configuration path: [{rest}] already exists")
        return super().edit(line)

    # into configuration mode and out of it
    def do_configure(self, found: Match, text: str) -> str:
        """A candidate of one's own."""
        self.edited, self.base = dict(self.device.active), dict(self.device.active)
        self.start_config()
        return ""

    def do_leave(self, found: Match, text: str) -> str:
        """Out; changes hold one back."""
        if text == "exit" and self.level:
            self.level = ""
            return ""
        if self.dirty and "discard" not in text:
            return "Cannot exit: configuration modified.\nUse 'exit discard' to discard the changes and exit.\n"
        self.leave_config()
        saved = dict.fromkeys(self.device.startup) == self.device.active
        return "exit\n" if saved else "Warning: configuration changes have not been saved.\nexit\n"

    def do_exit(self, found: Match, text: str) -> str:
        """Log out."""
        raise Leave

    # the candidate
    def do_discard(self, found: Match, text: str) -> str:
        """Forget the changes."""
        if not self.dirty:
            return self.refused("No changes have been discarded")
        self.edited = dict(self.device.active)
        self.base = dict(self.edited)
        return self.refused("Changes have been discarded")

    def do_show_candidate(self, found: Match, text: str) -> str:
        """The candidate."""
        return "".join(f"{line}\n" for line in self.device.shown(self.edited))

    def do_compare(self, found: Match, text: str) -> str:
        """Against what runs, or against a revision of the archive."""
        number = re.search(r"\d+", text)
        against = f"revision {number[0]}" if number else "active"
        if number and int(number[0]) >= len(self.device.history):
            return f"Invalid revision number {number[0]}\n"
        base = self.device.history[int(number[0])].config if number else self.device.active
        rows = changes(base, self.edited, self.device.grammar.table, " ")
        if not rows:
            return f"No changes between working and {against} configurations.\n\n"
        return "".join(f"{row}\n" for row in rows) + "\n"

    def do_rollback_soft(self, found: Match, text: str) -> str:
        """Load a revision of the archive into the candidate."""
        number = int(found.words[1])
        if number >= len(self.device.history):
            return f"Invalid revision number {number}: must be 0 < rev < {len(self.device.history)}\n"
        self.edited = dict(self.device.history[number].config)
        return 'Rollback diff has been applied.\nUse "compare" to review the changes or "commit" to apply them.\n'

    # committing
    def do_commit(self, found: Match, text: str) -> str:
        """At once."""
        comment = " ".join(found.words[2:]).strip("'\"")
        if not self.dirty:
            return _NO_CHANGES
        if failed := self._invalid():
            return self._torn(failed)
        self.device.commit(Commit(self._merged(), self.device.clock.now(), self.user, "cli", comment))
        self._fresh()
        return ""

    def do_commit_confirm(self, found: Match, text: str) -> str:
        """``commit-confirm [minutes] [comment text]``, after a question."""
        asked = re.fullmatch(r"commit-confirm(?:\s+(\d+))?(?:\s+comment\s+(.+))?", text)
        if not asked:
            return self.failure(text, Failure("invalid", 0, 0))
        minutes = int(asked[1] or 10)
        if not self.dirty:
            return _NO_CHANGES
        if self.device.timer is not None:
            return "Another confirm is pending\n"
        does = "reload previous config" if self.device.reloads else "reboot"
        question = (
            f"commit-confirm will automatically {does} in {minutes} minutes\nunless changes are confirmed.\n\nProceed ? [Y/n] "
        )
        return self.ask(question, lambda reply: self._trial(reply, minutes, (asked[2] or "").strip("'\"")))

    def _trial(self, reply: str, minutes: int, comment: str) -> str:
        if reply.lower() not in ("", "y", "yes"):
            return "commit-confirm canceled\n"
        said = (
            f"\nInitialized commit-confirm; {minutes} minutes to confirm before {'reload' if self.device.reloads else 'reboot'}\n"
        )
        self.device.start_timer(minutes * 60)
        if failed := self._invalid():
            return said + self._torn(failed)
        self.device.try_out(Commit(self._merged(), self.device.clock.now(), self.user, "cli", comment, minutes * 60))
        self._fresh()
        return said

    def _torn(self, said: str) -> str:
        """A commit goes component by component: one of them fails, the others have been carried out."""
        old = {line: None for line in self.device.active if line.startswith("protocols bgp ")}
        self.device.activate({**{line: None for line in self._merged() if not line.startswith("protocols bgp ")}, **old}, self.user)
        return said

    def _merged(self) -> Config:
        """This session's changes on top of what runs by now: somebody else may have committed meanwhile."""
        now = {line: None for line in self.device.active if line in self.edited or line not in self.base}
        return {**now, **{line: None for line in self.edited if line not in self.base}}

    def _fresh(self) -> None:
        self.edited, self.base = dict(self.device.active), dict(self.device.active)

    def _invalid(self) -> str:
        """A BGP neighbour needs the number of its system."""
        peers = {line.split()[3] for line in self.edited if line.startswith("protocols bgp neighbor ")}
        for peer in sorted(peers):
            if not self.device.value(f"protocols bgp neighbor {peer} remote-as", self.edited):
                words = f'Neighbor "{peer}" remote-as must be set!'
                return f"[ protocols bgp ]\n{words}\n\n[[protocols bgp]] failed\nCommit failed\n"
        return ""

    def do_confirm(self, found: Match, text: str) -> str:
        """Keep what waits."""
        return f"{'Reload' if self.device.reloads else 'Reboot'} timer stopped\n" if self.device.keep() else "No confirm pending\n"

    def do_save(self, found: Match, text: str) -> str:
        """For the next boot."""
        self.device.save()
        return "Saving configuration to '/config/config.boot'...\nDone\n"

    def do_load(self, found: Match, text: str) -> str:
        """Only the saved configuration is there."""
        self.edited = dict.fromkeys(self.device.startup)
        return "Loading configuration from '/config/config.boot'\nLoad complete. Use 'commit' to make changes effective.\n"
