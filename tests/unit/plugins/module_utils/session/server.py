# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A terminal server whose every byte a test chooses: what devices show that no simulator of ours would."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncssh
from ansible_collections.auto.factory.plugins.module_utils.session.target import Become, Credentials, Target

HANG, DROP = "<hang>", "<drop>"


class _Login(asyncssh.SSHServer):  # type: ignore[misc]
    def __init__(self, server: Server) -> None:
        self.server = server

    def begin_auth(self, username: str) -> bool:
        return username != "free"

    def password_auth_supported(self) -> bool:
        return self.server.how == "password"

    def kbdint_auth_supported(self) -> bool:
        return self.server.how == "keyboard"

    def public_key_auth_supported(self) -> bool:
        return self.server.how == "key"

    def validate_password(self, username: str, password: str) -> bool:
        return password == "admin"

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> Any:
        return "", "", "", [("Password: ", False)]

    def validate_kbdint_response(self, username: str, responses: Any) -> bool:
        return list(responses) == ["admin"]


class Server:
    """Listens on a free port of 127.0.0.1, in a process of its own: the client's library holds Python's lock while it waits.

    ``answers`` maps a typed line to what is printed before the next prompt, to HANG or DROP, or to a function of the server;
    ``greeting`` is printed at the login, ``prompt`` after every answer; ``how`` a login is proved: password, keyboard or key.
    """

    def __init__(
        self,
        answers: dict[str, Any] | None = None,
        greeting: str = "",
        prompt: str = "r1#",
        how: str = "password",
        echo: bool = True,
    ) -> None:
        self.answers, self.greeting, self.prompt, self.how, self.echo = dict(answers or {}), greeting, prompt, how, echo
        self.key = asyncssh.generate_private_key("ssh-ed25519")
        self._log = Path(tempfile.mkstemp(prefix="af-typed-")[1])

    def __enter__(self) -> Server:
        # A whole test run's heap is searched for garbage at some moment, here or in the child: longer than these timeouts.
        gc.freeze()
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=self._run, args=(theirs,), daemon=True)
        self._process.start()
        self.port = ours.recv()
        return self

    def __exit__(self, *_ignored: object) -> None:
        self._process.kill()
        self._process.join(5)
        gc.unfreeze()
        self._log.unlink()

    @property
    def typed(self) -> list[str]:
        """Every line received."""
        return self._log.read_text(encoding="utf-8").splitlines()

    def target(self, **facts: Any) -> Target:
        """How to reach it."""
        login = Credentials(facts.pop("user", "admin"), facts.pop("password", "admin"))
        settings = {"host_key_checking": False, "connect_timeout": 20.0, "command_timeout": 15.0, "become": Become(), **facts}
        return Target("r1", "127.0.0.1", self.port, login, "cisco.ios.ios", **settings)

    def _run(self, ready: Any) -> None:
        asyncio.run(self._listen(ready))

    async def _listen(self, ready: Any) -> None:
        listener = await asyncssh.create_server(
            lambda: _Login(self),
            "127.0.0.1",
            0,
            server_host_keys=[self.key],
            process_factory=self._talk,
            line_editor=False,
            encoding="utf-8",
        )
        ready.send(listener.get_port())
        await asyncio.Event().wait()

    async def _talk(self, process: Any) -> None:
        process.stdout.write(self.greeting + self.prompt)
        line = ""
        while True:
            data = await process.stdin.read(1)
            if not data:
                break
            if data not in "\r\n":
                line += data
                if self.echo:
                    process.stdout.write(data)
                continue
            process.stdout.write("\r\n")
            with self._log.open("a", encoding="utf-8") as log:
                log.write(line + "\n")
            answer = self.answers.get(line, "")
            line = ""
            if isinstance(answer, Callable):  # type: ignore[arg-type]
                answer = answer(self)
            if answer == HANG:
                await asyncio.sleep(3600)
            if answer == DROP:
                process.channel.get_connection().abort()
                return
            process.stdout.write(answer.replace("\n", "\r\n") + self.prompt)
        process.exit(0)
