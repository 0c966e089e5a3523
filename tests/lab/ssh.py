# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SSH in front of a device: keystrokes echoed at once, pages, faults at their moment."""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import asyncssh

from .faults import Fault
from .shell import Leave

if TYPE_CHECKING:
    from .station import Station

MORE = " --More-- "
ERASE = "\b" * len(MORE) + " " * len(MORE) + "\b" * len(MORE)


class Login(asyncssh.SSHServer):
    """One TCP connection: who may come in."""

    def __init__(self, station: Station) -> None:
        """Nobody has authenticated yet."""
        self.station = station
        self.device = station.device
        self.user = ""

    def connection_made(self, conn: Any) -> None:
        """Keep track, so that a fault can hang up."""
        self.conn = conn
        self.station.connections.add(conn)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self.station.connections.discard(self.conn)

    def begin_auth(self, username: str) -> bool:
        """Everybody authenticates."""
        self.user = username
        if self.device.spec.authorized_keys:
            self.conn.set_authorized_keys(self.device.spec.authorized_keys)
        return True

    def password_auth_supported(self) -> bool:
        """Passwords are taken."""
        return True

    def public_key_auth_supported(self) -> bool:
        """Keys are taken where the topology names a file of them."""
        return bool(self.device.spec.authorized_keys) and not self.device.faults.refuse_logins

    def validate_password(self, username: str, password: str) -> bool:
        """Right, unless the fault says that no login is."""
        known = self.device.spec.users.get(username)
        return known is not None and known[0] == password and not self.device.faults.refuse_logins

    def session_requested(self) -> Any:
        """A terminal."""
        return Terminal(self.station, self.user, self.conn)


class Terminal(asyncssh.SSHServerSession[str]):
    """One session: a terminal line of the device."""

    def __init__(self, station: Station, user: str, conn: Any) -> None:
        """Log in."""
        self.station = station
        self.conn = conn
        self.device = device = station.device
        device.logins += 1
        self.number = device.logins
        self.shell = device.shell(device, user, device.spec.users.get(user, ("", 15))[1])
        self.shell.terminal = f"vty{self.number % 16}"
        self.line: list[str] = []
        self.typed: list[str] = []  # lines waiting while the device is busy
        self.pages: list[str] = []
        self.after_pages = ""
        self.busy = self.dead = False
        self.skip_newline = False
        self.command: str | None = None
        self.taking: Callable[[str], str | None] | None = None  # a program that reads what is sent, not a command line
        self.rows = 24

    def connection_made(self, chan: Any) -> None:
        """Keep the channel."""
        self.chan = chan

    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Any) -> bool:
        """Take the height that the terminal has."""
        self.rows = term_size[1] or 24
        return True

    def shell_requested(self) -> bool:
        """Interactive."""
        return True

    def exec_requested(self, command: str) -> bool:
        """One command, then out."""
        self.command = command
        return True

    def session_started(self) -> None:
        """Greet with a prompt, or run the one command."""
        if self.command is not None:
            self.device.note(self.number, self.shell.user, "exec", self.command)
            self.taking = self.shell.program(self.command)
            if self.taking:
                self._take("")
                return
            with contextlib.suppress(Leave):
                self.write(self.shell.feed(self.command))
            self.chan.exit(0)
            return
        self.write(self.device.greeting() + "\n" + self.shell.prompt())

    def write(self, text: str) -> None:
        """Print, with the line ends of a terminal."""
        if text and not self.dead:
            self.chan.write(text.replace("\n", "\r\n"))

    def data_received(self, data: str, datatype: Any) -> None:
        """Keystrokes. Runs of printable characters are echoed in one piece."""
        if self.dead:
            return
        if self.taking:
            self._take(data)
            return
        echo: list[str] = []
        for char in data:
            if self.pages and not self.busy:
                self._page_key(char)
            elif char in "\r\n":
                self._newline(char, echo)
            else:
                self._key(char, echo)
        self._echo(echo)

    def _take(self, data: str) -> None:
        """Hand bytes to the program; None ends it."""
        said = self.taking(data) if self.taking else None
        if said is None:
            self.close()
        elif said:
            self.chan.write(said)

    def _echo(self, echo: list[str]) -> None:
        if echo and not self.shell.secret:
            self.write("".join(echo))
        echo.clear()

    def _newline(self, char: str, echo: list[str]) -> None:
        if char == "\n" and self.skip_newline:
            self.skip_newline = False
            return
        self.skip_newline = char == "\r"
        line = "".join(self.line)
        self.line.clear()
        self._echo(echo)
        if self.busy:
            self.typed.append(line)
        else:
            self.write("\n")
            self.entered(line)

    def _key(self, char: str, echo: list[str]) -> None:
        self.skip_newline = False
        if char in "\b\x7f":
            if self.line:
                self.line.pop()
                echo.append("\b \b")
        elif char == "\x03":
            self.line.clear()
            self._echo(echo)
            self.write("\n" + self.shell.prompt())
        elif char == "\x1a":
            self._echo(echo)
            self.line[:] = list("end") if self.shell.configuring else []
            self._newline("\n", ["^Z"])
        elif char == "\x04" and getattr(self.shell, "reading", None) is not None and not self.line:
            self._echo(echo)
            self._end_of_input()
        elif char in "\x15\x18":
            echo.append("\b \b" * len(self.line))
            self.line.clear()
        elif char.isprintable() or char == "\t":
            self.line.append(char)
            echo.append(char)

    def _end_of_input(self) -> None:
        """^D at the beginning of a line, where a command reads the terminal."""
        if self.busy:
            self.typed.append("\x04")
        else:
            self.write("^D")
            self.entered("\x04")

    # one line
    def entered(self, line: str) -> None:
        """One line was typed: log it, let faults have their moment, run it."""
        shown = "********" if self.shell.secret else line
        self.device.note(self.number, self.shell.user, self.shell.prompt(), shown)
        due = self.device.faults.take(line.strip(), self.shell.configuring) if line.strip() else []
        delay = self.device.faults.delay
        if not due and not delay:
            self.answer(line, [])
            return
        self.busy = True
        self.station.keep(self._faulty(line, due, delay))

    async def _faulty(self, line: str, due: list[Fault], delay: float) -> None:
        if delay:
            await asyncio.sleep(delay)
        later = [fault for fault in due if fault.later]
        kept = [fault for fault in due if fault not in later and not await self.station.suffer(fault, self)]
        self.busy = False
        if self.dead:
            return
        self.answer(line, kept)
        for fault in later:
            await self.station.suffer(fault, self)
        while self.typed and not self.busy and not self.dead:
            following = self.typed.pop(0)
            self.write(following + "\n")
            self.entered(following)

    def answer(self, line: str, due: list[Fault]) -> None:
        """Run a line and print what comes of it."""
        by_name = {fault.name: fault for fault in due}
        if "prompt" in by_name:
            text = str(by_name["prompt"].args.get("text", "Are you sure? [confirm]"))
            self.shell.ask(text, lambda reply: self.shell.feed(line))
            self.write(self.shell.prompt())
            return
        if "reject" in by_name:
            text = str(by_name["reject"].args.get("text", "% Configuration refused (simulated fault)"))
            self.write(f"{text}\n{self.shell.prompt()}")
            return
        try:
            out = self.shell.feed(line)
        except Leave:
            self.close()
            return
        except Exception:  # a fault of the simulator's own: said, logged, and survived
            traceback.print_exc()
            out = "% The simulator failed on this line; its log says where\n"
        if "truncate" in by_name:
            out = out[: int(by_name["truncate"].args.get("chars", 80))]
            self.write(out + (f"\n{self.shell.prompt()}" if by_name["truncate"].args.get("prompt", True) else ""))
        else:
            self.show(out)

    def show(self, out: str) -> None:
        """Print an answer, a page at a time where it is long."""
        length = self.rows if self.shell.length is None else self.shell.length
        lines = out.split("\n")
        if not length or len(lines) <= length or self.command is not None:
            self.write(out + self.shell.prompt())
            return
        self.pages = lines
        self._page(length - 1)

    def _page(self, count: int) -> None:
        now, self.pages = self.pages[:count], self.pages[count:]
        if self.pages:
            self.write("\n".join(now) + "\n")
            self.chan.write(MORE)
        else:
            self.write("\n".join(now) + self.shell.prompt())

    def _page_key(self, char: str) -> None:
        length = (self.rows if self.shell.length is None else self.shell.length) or 24
        self.chan.write(ERASE)
        if char == " ":
            self._page(length - 1)
        elif char in "\r\n":
            self._page(1)
        else:
            self.pages = []
            self.write(self.shell.prompt())

    # the end
    def close(self) -> None:
        """The user logged out."""
        self.dead = True
        self.chan.exit(0)

    def hang_up(self) -> None:
        """The connection breaks."""
        self.dead = True
        self.conn.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """The session is over, however it ended."""
        self.dead = True
        self.shell.leave_config()

    def eof_received(self) -> bool:
        """A client that closes its side leaves."""
        return False
