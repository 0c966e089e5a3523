# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A command line session: prompts, echo, paging and privilege, over one Link.

The channel that finds prompts and strips echoes is scrapli's; this file gives
it our transport, in which every read has a deadline and an end of the stream is
an error, not silence.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import DeviceTimeoutError, FactoryError, MissingLibraryError, PrivilegeError, PromptError
from .link import Link, ShellChannel
from .target import Target

try:
    from scrapli.channel import Channel
    from scrapli.channel.base_channel import BaseChannelArgs
    from scrapli.transport.base import BaseTransportArgs, Transport
except ImportError:  # said at the first use, with the command that installs it
    if TYPE_CHECKING:
        raise
    Channel = None  # type: ignore[misc]  # its absence is what `open` looks at
    Transport = object  # type: ignore[misc]  # a stand-in, so that the class below can be defined


@dataclass(frozen=True)
class Dialect:
    """How a network OS's command line looks: data for one engine.

    Patterns are regular expressions over one line. ``quiet`` are the commands
    that switch paging off; ``enable`` raises the privilege, asking ``asks``;
    ``noise`` is what the device writes to every terminal unasked.
    """

    user_prompt: str
    privileged_prompt: str
    config_prompt: str
    quiet: tuple[str, ...]
    enable: str = ""
    asks: str = r"^[Pp]assword:\s?\Z"
    noise: str = ""

    @property
    def any_prompt(self) -> str:
        """One pattern that finds every prompt."""
        return "|".join(p for p in (self.user_prompt, self.privileged_prompt, self.config_prompt) if p)


class _LinkTransport(Transport):
    """scrapli's idea of a transport, over a ShellChannel of ours."""

    def __init__(self, shell: ShellChannel, noise: str) -> None:
        super().__init__(BaseTransportArgs(transport_options={}, host=shell.link.target.host))
        self.shell = shell
        self.noise = re.compile(noise.encode()) if noise else None

    def open(self) -> None:
        """Nothing to do: the link is open."""

    def close(self) -> None:
        self.shell.close()

    def isalive(self) -> bool:
        return self.shell.isalive()

    def read(self) -> bytes:
        data = self.shell.read()
        return self.noise.sub(b"", data) if self.noise else data

    def write(self, channel_input: bytes) -> None:
        self.shell.write(channel_input)


class CliSession:
    """A logged-in command line; every ``send`` has its deadline."""

    def __init__(self, target: Target, dialect: Dialect) -> None:
        self.target, self.dialect = target, dialect
        self.link = Link(target)
        self._shell: ShellChannel | None = None
        self._channel: Any = None
        self.prompt = ""
        self._prompts = re.compile(b"(?:" + dialect.any_prompt.encode() + b")", re.MULTILINE)

    def open(self) -> CliSession:
        """Log in, reach the privileged prompt, switch paging off."""
        if Channel is None:
            raise MissingLibraryError("'scrapli>=2025.1.30,<2026'", "for command line sessions")
        self.link.open()
        try:
            with self.link.guarded(time.monotonic() + self.target.connect_timeout, "the device opens no shell"):
                self._shell = self.link.shell()
            args = BaseChannelArgs(comms_prompt_pattern=self.dialect.any_prompt, timeout_ops=0)
            self._channel = Channel(_LinkTransport(self._shell, self.dialect.noise), args)
            self._greet()
            self._become()
            for command in self.dialect.quiet:
                self.send(command)
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """End the session; safe to call twice."""
        self.link.close()
        self._channel = None

    def send(self, command: str, timeout: float | None = None) -> str:
        """The device's answer to one command, without echo and prompt (LF line ends)."""
        self._limit(timeout, f"no answer to '{command}'")
        try:
            raw, clean = self._channel.send_input(channel_input=command)
        except DeviceTimeoutError as error:
            raise self._timed_out(command, error) from error
        self.prompt = raw.rsplit(b"\n", 1)[-1].decode("utf-8", "replace").strip()
        return str(clean.decode("utf-8", "replace"))

    def type_block(self, block: str, timeout: float | None = None) -> str:
        """Several physical lines that the device takes as one (a banner, a certificate), sent whole."""
        self._limit(timeout, f"no prompt after '{block.splitlines()[0]}'")
        self._channel.write(channel_input=block)
        self._channel.send_return()
        typed = [line.strip() for line in block.splitlines()]
        # The prompt counts only after the echo of the last line: a banner may hold what looks like one.
        # It begins its line: the first line of a banner ends with the same delimiter.
        last = rb"^(?:\S*[#>])?\s*" + re.escape(typed[-1].encode()) + rb"\s*?[\r\n]"
        seen = self._read_until(re.compile(last + rb"[\s\S]*?" + self._prompts.pattern, re.MULTILINE))
        return "\n".join(line for line in seen.splitlines()[:-1] if line.strip() not in typed)

    def ask(self, command: str, answer: str, question: str, timeout: float | None = None) -> str:
        """What the device says to a command that may ask back; ``answer`` is typed, unseen, where ``question`` matches."""
        self._limit(timeout, f"no answer to '{command}'")
        self._channel.write(channel_input=command)
        self._channel.send_return()
        asked = re.compile(question.encode(), re.MULTILINE)
        # Up to the echo's line end, so that the prompt before the command is not taken for the one after it.
        end = re.compile(rb"\n[\s\S]*?(?:" + asked.pattern + rb"|" + self._prompts.pattern + rb")", re.MULTILINE)
        said = self._read_until(end)
        if asked.search(said.encode()):
            self._channel.write(channel_input=answer, redacted=True)
            self._channel.send_return()
            # A wrong answer is asked for again: that is an end too, and the prompt then is the question.
            said = self._read_until(end)
        return said

    def converse(self, command: str, answers: Mapping[str, str], timeout: float | None = None) -> str:
        """All that the device says to a command that may ask several things: ``answers`` by the pattern of the question.

        Each question is answered once; asked again, it is the end, and the prompt then is the question.
        """
        self._limit(timeout, f"no answer to '{command}'")
        left, heard = dict(answers), ""
        self._channel.write(channel_input=command)
        while True:
            self._channel.send_return()
            ends = "|".join([*answers, self._prompts.pattern.decode()]).encode()
            said = self._read_until(re.compile(rb"\n[\s\S]*?(?:" + ends + rb")", re.MULTILINE))
            heard += said
            question = next((pattern for pattern in left if re.search(pattern, said, re.MULTILINE)), None)
            if question is None:
                return heard
            self._channel.write(channel_input=left.pop(question), redacted=True)

    def in_config_mode(self) -> bool:
        """Whether the last prompt was one of configuration mode."""
        return bool(re.search(self.dialect.config_prompt, self.prompt))

    # ---- details ----------------------------------------------------------
    def _limit(self, timeout: float | None, silence: str) -> None:
        if self._shell is None or self._channel is None:
            raise FactoryError("the session is not open", self.target.where)
        seconds = timeout or self.target.command_timeout
        self._shell.deadline = time.monotonic() + seconds
        self._shell.silence = f"{silence} within {seconds:g} s"

    def _greet(self) -> None:
        """Read up to the first prompt. Whatever else stands there at the deadline is an unexpected prompt."""
        self._limit(self.target.connect_timeout, "no prompt after the login")
        try:
            self._read_until(self._prompts)
        except DeviceTimeoutError as error:
            last = self._last_line()
            if last:
                raise PromptError(
                    f"after the login the device shows '{last}', which is no prompt of {self.target.network_os}", self.target.where
                ) from error
            raise

    def _read_until(self, pattern: re.Pattern[bytes]) -> str:
        """Everything up to a match, which sets the prompt."""
        seen = b""
        while not pattern.search(seen):
            seen += self._channel.read()
        text = seen.decode("utf-8", "replace")
        self.prompt = text.rsplit("\n", 1)[-1].strip()
        return text

    def _last_line(self) -> str:
        tail = self._shell.tail.decode("utf-8", "replace") if self._shell else ""
        return tail.rsplit("\n", 1)[-1].strip()[-80:]

    def _become(self) -> None:
        if not self.dialect.user_prompt or not re.search(self.dialect.user_prompt, self.prompt):
            return
        if not self.target.become.wanted:
            raise PrivilegeError(f"the login ends at the unprivileged prompt '{self.prompt}'", self.target.where)
        self.ask(self.dialect.enable, self.target.become.password or "", self.dialect.asks)
        if not re.search(self.dialect.privileged_prompt, self.prompt):
            raise PrivilegeError("the enable password was refused", self.target.where)

    def _timed_out(self, command: str, error: DeviceTimeoutError) -> FactoryError:
        """A device that asks something back is not a device that hangs."""
        last = self._last_line()
        if re.search(r"[?:\])>]$", last) and command not in last:
            return PromptError(f"after '{command}' the device asks '{last}'", self.target.where)
        return error
