# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding the way to an FRR router: where a login lands, and which words run its vtysh in a shell.

A login may land in vtysh itself (login shell or forced command) or in a shell.
A shell may see several routers' sockets, FRR's pathspaces; the right one is the
one that shows the same configuration as the vtysh login, or, where there is no
such login, the one that owns the address we are connected to.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from ..errors import AuthenticationError, DeadManError, RejectedCommandError, UnreachableError
from ..session.link import Answer, Link
from ..session.target import Target

# Through sh, whatever the login shell is; vtysh knows no such command. A greeting of the login may come before the answer.
_PROBE = "sh -c 'echo auto-factory-$((40+2))'"
_LANDED_IN_SHELL = "auto-factory-42"
_INSTANCES = (
    'for socket in /var/run/frr/*/zebra.vty; do [ -e "$socket" ] && basename "$(dirname "$socket")"; done; echo "$SSH_CONNECTION"'
)


@dataclass
class Access:
    """An open way to one router. ``login`` is the user's own; ``shell`` lands in a shell, None where there is none."""

    login: Link
    shell: Link | None
    vtysh: tuple[str, ...]
    why_no_shell: str = ""

    def close(self) -> None:
        """Close both."""
        self.login.close()
        if self.shell is not None and self.shell is not self.login:
            self.shell.close()

    def vty(self, lines: list[str], *, echo: bool = False, timeout: float | None = None) -> Answer:
        """Run lines in one vtysh, which stops at the first that fails (status other than 0)."""
        if self.shell is None:
            return self.login.execute("\n".join(lines), timeout=timeout)
        words = ["env", "VTYSH_HISTFILE=/dev/null", *self.vtysh, *(["-E"] if echo else [])]
        for line in lines:
            words += ["-c", line]
        return self.shell.execute(shlex.join(words), timeout=timeout)


def open_access(target: Target) -> Access:
    """Log in and find vtysh. Raises every SessionError."""
    login = Link(target).open()
    try:
        if _in_shell(login):
            return Access(login, login, _instance_by_address(login))
        return _with_shell(login, target)
    except BaseException:
        login.close()
        raise


def _in_shell(link: Link) -> bool:
    return link.execute(_PROBE).out.split()[-1:] == [_LANDED_IN_SHELL]


def _with_shell(login: Link, target: Target) -> Access:
    port, user = target.extra.get("shell_port"), target.extra.get("shell_user")
    if not port and not user:
        return Access(login, None, (), "the login lands in vtysh, and neither factory_shell_port nor factory_shell_user is set")
    shell = Link(target.at(int(port or target.port), user or target.credentials.user))
    try:
        shell.open()
        if not _in_shell(shell):
            shell.close()
            return Access(login, None, (), f"the login at factory_shell_port {port or target.port} does not land in a shell")
        return Access(login, shell, _instance_like(login, shell))
    except (UnreachableError, AuthenticationError, DeadManError) as error:
        shell.close()
        return Access(login, None, (), f"no shell at factory_shell_port: {error.what}")
    except BaseException:
        shell.close()
        raise


def _instance_like(login: Link, shell: Link) -> tuple[str, ...]:
    """The instance whose configuration is the one that the vtysh login shows."""
    wanted = login.execute("show running-config").out.strip()
    names, _unused = _instances(shell)
    for words in [("vtysh",), *(("vtysh", "-N", name) for name in names)]:
        answer = shell.execute(shlex.join([*words, "-c", "show running-config"]))
        if not answer.status and answer.out.strip() == wanted:
            return words
    raise DeadManError("no vtysh in the shell shows the router that the login lands in", shell.target.where)


def _instance_by_address(shell: Link) -> tuple[str, ...]:
    """The instance that owns the address we are connected to; the default one where it answers."""
    answer = shell.execute("vtysh -c 'show version'")
    if not answer.status:
        return ("vtysh",)
    names, address = _instances(shell)
    for name in names:
        words = ("vtysh", "-N", name)
        shown = shell.execute(shlex.join([*words, "-c", "show interface brief"]))
        if any(word.split("/")[0] == address for word in shown.out.split()):
            return words
    said = " ".join((answer.err or answer.out).split())
    raise RejectedCommandError(
        "vtysh -c 'show version'",
        said,
        shell.target.where,
        "Put the user into the groups frr and frrvty and make sure that FRR runs.",
    )


def _instances(shell: Link) -> tuple[list[str], str]:
    """(names of FRR's pathspaces, the address of ours that the connection came to)."""
    *names, connection = shell.execute(shlex.join(["sh", "-c", _INSTANCES])).out.splitlines() or [""]
    words = connection.split()
    return names, words[2] if len(words) > 2 else ""  # noqa: PLR2004 - client address, client port, server address, server port
