# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal of a Junos device: answers without their frame, and statements loaded in one go.

``load set terminal`` reads statements until a ^D. A line of its own costs a round trip, which twenty thousand of them cannot
afford; and what is loaded is not typed: a question mark in it calls no help. The device goes on after a statement that it does
not know, keeps what it understood of it, and says ``load complete`` all the same (seen on Junos 25.4): every line is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..errors import RejectedCommandError, RejectedLineError
from ..session.shell import CliSession
from .base import Trial
from .setlines import JUNOS_VERBS, set_lines

# What Junos writes between an answer and its prompt: level, member of a chassis, the confirmed commit that waits.
FRAME = re.compile(r"^(\[edit[^\]]*\]|\{[\w\-]+(:[\w\-]+)?\}(\[edit[^\]]*\])?|# commit confirmed will be rolled back in .*)?\s*$")

_NETWORK_OS = "junipernetworks.junos.junos"
_VERSION = "set version "
_LOAD = "load set terminal"
_INVITES = rb"\[Type \^D[^\n]*\n"
_FAULT = re.compile(r"terminal:(\d+):(?:\(\d+\))?\s*(.+)")
_HARMLESS = re.compile(r"(?i)(warning:|statement not found)")
_LOADED = re.compile(r"load complete(?! \(\d+ errors?\))")
# A terminal holds a few thousand characters of what was not read yet; its echo says that they have arrived.
_PIECE = 2000
# What a device may take for a line, with plenty to spare, and for the least of loads.
_LINES_A_SECOND, _LEAST_SECONDS = 50, 60.0


class JunosSession(CliSession):
    """A session whose answers come without what Junos writes between them and its prompt."""

    def send(self, command: str, timeout: float | None = None) -> str:
        """The device's answer to one command, without echo and prompt."""
        lines = super().send(command, timeout).splitlines()
        while lines and FRAME.match(lines[-1]):
            lines.pop()
        return "\n".join(lines).strip("\n")

    def load(self, lines: Sequence[str]) -> bool:
        """Load statements into the candidate. False: the device does not take the command from this user, nothing is loaded.

        Raises RejectedLineError with the first statement that was not understood; others of them may be in the candidate then.
        """
        if not lines:
            return True
        self._limit(None, f"no answer to '{_LOAD}'")
        self._channel.write(channel_input=_LOAD)
        self._channel.send_return()
        asked = re.compile(rb"\n[\s\S]*?(?:" + _INVITES + rb"|" + self._prompts.pattern + rb")", re.MULTILINE)
        if not re.search(_INVITES, self._read_until(asked).encode()):
            return False
        self._limit(max(_LEAST_SECONDS, len(lines) / _LINES_A_SECOND), f"no end of '{_LOAD}'")
        for piece in _pieces(lines):
            self._channel.write(channel_input="".join(f"{line}\n" for line in piece), redacted=True)
            seen = 0
            while seen < len(piece):
                seen += self._channel.read().count(b"\n")
        self._channel.write(channel_input="\x04")
        self._judge(lines, self._read_until(self._prompts))
        return True

    def _judge(self, lines: Sequence[str], answer: str) -> None:
        for number, words in _FAULT.findall(answer):
            if not _HARMLESS.match(words):
                index = int(number) - 1
                line = lines[index] if index < len(lines) else f"line {number}"
                raise RejectedLineError(line, words.strip(), self.target.where)
        if not _LOADED.search(answer):
            said = " ".join(line.strip() for line in answer.splitlines()[:-1] if not FRAME.match(line))
            raise RejectedCommandError(_LOAD, said or "no word of success", self.target.where)


def statements_of(trial: Trial, where: str) -> list[str]:
    """What is loaded for a trial. Raises RejectedLineError for what no device could take as it is meant."""
    lines: Sequence[str] = trial.commands if trial.target is None else trial.target.splitlines()
    found = set_lines(lines, _NETWORK_OS, JUNOS_VERBS, where)
    asking = next((line for line in found if line.endswith(" plain-text-password")), "")
    if asking:
        raise RejectedLineError(asking, "it asks for a password at the terminal", where, "Give the hash, as encrypted-password.")
    own = next((line for line in trial.before.splitlines() if line.startswith(_VERSION)), "")
    if trial.target is not None and own and {own} != {line for line in found if line.startswith(_VERSION)}:
        cure = f"Put '{own}' into the configuration, as the device shows it."
        raise RejectedLineError(own, "every commit writes the device's own version, so this has to stay", where, cure)
    return found


def _pieces(lines: Sequence[str]) -> Iterator[list[str]]:
    piece: list[str] = []
    size = 0
    for line in lines:
        if piece and size + len(line) > _PIECE:
            yield piece
            piece, size = [], 0
        piece.append(line)
        size += len(line) + 1
    if piece:
        yield piece
