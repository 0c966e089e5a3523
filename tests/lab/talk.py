# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small SSH client for tests: it sees every byte, and waits for prompts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Self, TypeVar

import asyncssh

from .client import SimulatedDevice

PROMPT = re.compile(r"(?:^|\n)[\w./:-]+(?:\([^)]*\))?[#>] ?$")
Result = TypeVar("Result")


class Talk:
    """A terminal session: type a line, read until a prompt."""

    def __init__(self, device: SimulatedDevice, rows: int = 1000) -> None:
        """Name the device."""
        self.device = device
        self.rows = rows

    async def __aenter__(self) -> Self:
        """Log in."""
        user, (password, _) = next(iter(self.device.spec.users.items()))
        self.connection = await asyncssh.connect(
            self.device.host, self.device.port, username=user, password=password, known_hosts=None, config=None
        )
        self.process = await self.connection.create_process(term_type="vt100", term_size=(200, self.rows))
        await self.read()
        if self.device.spec.enable:
            await self.type("enable", until=r"Password: $")
            await self.type(self.device.spec.enable)
        return self

    async def __aexit__(self, *error: object) -> None:
        """Hang up."""
        self.connection.abort()

    async def read(self, until: str | re.Pattern[str] = PROMPT, seconds: float = 5.0) -> str:
        """What comes until a pattern; raises EOFError when the session ends first."""
        pattern = re.compile(until) if isinstance(until, str) else until
        text = ""
        while not pattern.search(text):
            more = await asyncio.wait_for(self.process.stdout.read(4096), seconds)
            if not more:
                raise EOFError(text)
            text += more.replace("\r\n", "\n")
        return text

    async def type(self, line: str, until: str | re.Pattern[str] = PROMPT, seconds: float = 5.0) -> str:
        """Type a line and return the answer, echo and prompt included."""
        self.process.stdin.write(line + "\n")
        return await self.read(until, seconds)

    async def lines(self, *lines: str) -> str:
        """Type several lines; all answers."""
        return "".join([await self.type(line) for line in lines])


def talk(device: SimulatedDevice, script: Callable[[Talk], Awaitable[Result]], rows: int = 1000) -> Result:
    """Run a conversation."""

    async def run() -> Result:
        async with Talk(device, rows) as session:
            return await script(session)

    return asyncio.run(run())


def say(device: SimulatedDevice, *lines: str) -> str:
    """Type lines in one session; all answers."""
    return talk(device, lambda session: session.lines(*lines))
