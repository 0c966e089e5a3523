# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One authenticated SSH connection, held by this process (libssh2 through ssh2-python).

Every failure to get one has its own error: no server, wrong host key, refused
login, silence. Every read has a deadline.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from typing import Any

from ..errors import (
    AuthenticationError,
    DeviceTimeoutError,
    InputError,
    MissingLibraryError,
    SessionLostError,
    UnreachableError,
)
from .hostkeys import known_keys, verify
from .target import Target

try:
    from ssh2 import exceptions as ssh2_errors
    from ssh2.session import LIBSSH2_METHOD_HOSTKEY
    from ssh2.session import Session as Ssh2Session
except ImportError:  # said at the first use, with the command that installs it
    Ssh2Session = None

_OFFERED = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
    "ssh-rsa",
)
_CHUNK = 65536


def start_library() -> None:
    """Let libssh2 and OpenSSL do what they do once in a process; a fork inherits it. Nothing where the library is missing."""
    if Ssh2Session is not None:
        Ssh2Session()


class Link:
    """An SSH connection to one target; ``open`` before use, ``close`` after."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._socket: socket.socket | None = None
        self._jump: subprocess.Popen[bytes] | None = None
        self._session: Any = None
        self._shells: list[ShellChannel] = []

    def open(self) -> Link:
        """Connect, verify the host key, log in. Raises the SessionError that says which of these failed."""
        if Ssh2Session is None:
            raise MissingLibraryError("ssh2-python", "for SSH sessions")
        try:
            self._socket = self._connect()
            self._handshake()
            self._authenticate()
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Give everything back; safe to call twice, and on a dead connection."""
        # libssh2's objects speak when they are freed: all of them must be gone before the socket's number is used again.
        for shell in self._shells:
            shell.drop()
        self._shells.clear()
        if self._session is not None:
            with contextlib.suppress(Exception):
                self._session.set_timeout(500)
                self._session.disconnect()
            self._session = None
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.close()
            self._socket = None
        if self._jump is not None:
            self._jump.kill()
            self._jump.wait()
            self._jump = None

    # ---- getting in -------------------------------------------------------
    def _connect(self) -> socket.socket:
        target = self.target
        if target.jump:
            return self._connect_through_jump()
        try:
            sock = socket.create_connection((target.host, target.port), timeout=target.connect_timeout)
        except TimeoutError as error:
            raise UnreachableError(f"no answer within {target.connect_timeout:g} s", target.where) from error
        except OSError as error:
            raise UnreachableError(f"no connection: {error.strerror or error}", target.where) from error
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def _connect_through_jump(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        try:
            self._jump = subprocess.Popen(  # noqa: S603 - an argument list of the user's own settings, no shell
                list(self.target.jump),
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise UnreachableError(f"the jump host's command cannot be started: {error}", self.target.where) from error
        finally:
            theirs.close()
        return ours

    def _handshake(self) -> None:
        target = self.target
        session = Ssh2Session()
        session.set_timeout(int(target.connect_timeout * 1000))
        known = []
        if target.host_key_checking:
            known = known_keys(target.known_hosts_files, target.host, target.port)
            session.method_pref(LIBSSH2_METHOD_HOSTKEY, ",".join(_preferred({key.kind for key in known})))
        try:
            session.handshake(self._socket)
        except ssh2_errors.SSH2Error as error:
            through = " through the jump host" if target.jump else ""
            raise UnreachableError(f"no SSH server answers{through}: {type(error).__name__}", target.where) from error
        self._session = session
        if target.host_key_checking:
            verify(session.hostkey()[0], known, target.where)

    def _authenticate(self) -> None:
        login, target = self.target.credentials, self.target
        tried = []
        try:
            # Asked first of all: some libssh2 builds need it before a key, and it tells what the server takes.
            methods = self._session.userauth_list(login.user)
        except ssh2_errors.SSH2Error as error:
            self._raise_unless_refused(error)
            methods = []
        if self._session.userauth_authenticated():
            return
        for name, attempt in (("key", self._by_key), ("agent", self._by_agent), ("password", self._by_password)):
            if attempt(methods):
                return
            tried.append(name)
        offered = ", ".join(str(m.decode() if isinstance(m, bytes) else m) for m in methods or []) or "unknown"
        raise AuthenticationError(f"the login of user '{login.user}' was refused (the server takes: {offered})", target.where)

    def _by_key(self, methods: list[Any]) -> bool:
        login = self.target.credentials
        if not login.private_key_file:
            return False
        path = os.path.expanduser(login.private_key_file)
        if not os.access(path, os.R_OK):
            raise InputError(
                f"the private key file {path} cannot be read", self.target.where, "Check ansible_ssh_private_key_file."
            )
        return self._attempt(self._session.userauth_publickey_fromfile, login.user, path, login.passphrase or "")

    def _by_agent(self, methods: list[Any]) -> bool:
        login = self.target.credentials
        if login.private_key_file or login.password or not os.environ.get("SSH_AUTH_SOCK"):
            return False
        return self._attempt(self._session.agent_auth, login.user)

    def _by_password(self, methods: list[Any]) -> bool:
        login = self.target.credentials
        if login.password is None:
            return False
        return self._attempt(self._session.userauth_password, login.user, login.password) or self._attempt(
            self._session.userauth_keyboardinteractive, login.user, login.password
        )

    def _attempt(self, method: Any, *args: str) -> bool:
        try:
            method(*args)
        except ssh2_errors.SSH2Error as error:
            self._raise_unless_refused(error)
        return bool(self._session.userauth_authenticated())

    def _raise_unless_refused(self, error: Exception) -> None:
        if isinstance(error, ssh2_errors.Timeout | ssh2_errors.SocketTimeout):
            raise DeviceTimeoutError(
                f"no answer to the login within {self.target.connect_timeout:g} s", self.target.where
            ) from error
        if isinstance(error, ssh2_errors.SocketDisconnectError | ssh2_errors.SocketRecvError | ssh2_errors.SocketSendError):
            raise AuthenticationError("the device closed the connection during the login", self.target.where) from error

    # ---- using it ---------------------------------------------------------
    def shell(self) -> ShellChannel:
        """An interactive shell on a pseudo terminal."""
        self._shells.append(ShellChannel(self, self._open_channel(pty=True)))
        return self._shells[-1]

    def subsystem(self, name: str) -> ShellChannel:
        """The bytes of a subsystem of the SSH server, ``netconf`` for example; call it within ``guarded``."""
        channel = self._open_channel(pty=False)
        channel.subsystem(name)
        self._shells.append(ShellChannel(self, channel))
        return self._shells[-1]

    def execute(self, command: str, stdin: bytes = b"", timeout: float | None = None) -> Answer:
        """Run one remote command without a terminal and collect what it says."""
        limit = timeout or self.target.command_timeout
        deadline = time.monotonic() + limit
        with self.guarded(deadline, f"'{command.split(chr(10), maxsplit=1)[0][:60]}' did not end within {limit:g} s"):
            channel = self._open_channel(pty=False)
            channel.execute(command)
            if stdin:
                channel.write(stdin)
            channel.send_eof()
            out, err = self._drain(channel.read), self._drain(channel.read_stderr)
            channel.wait_eof()
            channel.close()
            channel.wait_closed()
            return Answer(out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), int(channel.get_exit_status()))

    def guarded(self, deadline: float, silence: str) -> _Guard:
        """A block whose library errors become ours, and which ends at ``deadline`` (monotonic seconds)."""
        return _Guard(self, deadline, silence)

    def set_deadline(self, deadline: float, silence: str) -> None:
        """Let the next blocking calls end at ``deadline``; raise DeviceTimeoutError when it is past."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise DeviceTimeoutError(silence, self.target.where)
        self._session.set_timeout(max(1, int(left * 1000)))

    def _open_channel(self, *, pty: bool) -> Any:
        if self._session is None:
            raise SessionLostError("the session is closed", self.target.where)
        channel = self._session.open_session()
        if pty:
            channel.pty("vt100")
            channel.shell()
        return channel

    @staticmethod
    def _drain(read: Any) -> bytes:
        chunks: list[bytes] = []
        while True:
            size, data = read(_CHUNK)
            if size <= 0:
                return b"".join(chunks)
            chunks.append(data)


class Answer:
    """What a remote command printed, and its exit status."""

    __slots__ = ("err", "out", "status")

    def __init__(self, out: str, err: str, status: int) -> None:
        self.out, self.err, self.status = out, err, status


class ShellChannel:
    """Bytes to and from an interactive shell."""

    def __init__(self, link: Link, channel: Any) -> None:
        self.link, self._channel = link, channel
        self.deadline = time.monotonic() + link.target.command_timeout
        self.silence = "the device shows no prompt"
        self.tail = b""

    def read(self) -> bytes:
        """The next bytes; DeviceTimeoutError at the deadline, SessionLostError at the end of the stream."""
        with self.link.guarded(self.deadline, self.silence):
            _unused, data = self._channel.read(_CHUNK)
            if not data and self._channel.eof():
                raise SessionLostError("the device closed the session", self.link.target.where)
            self.tail = (self.tail + data)[-400:]
            return bytes(data)

    def write(self, data: bytes) -> None:
        """Send bytes."""
        with self.link.guarded(self.deadline, self.silence):
            self._channel.write(data)

    def isalive(self) -> bool:
        """Whether the far end still listens."""
        return self._channel is not None and not self._channel.eof()

    def close(self) -> None:
        """End the shell; the link stays."""
        with contextlib.suppress(Exception):
            self._channel.close()

    def drop(self) -> None:
        """Let go of the library's object."""
        self._channel = None


class _Guard:
    """Turns ssh2-python's errors into ours, for the length of a block."""

    def __init__(self, link: Link, deadline: float, silence: str) -> None:
        self._link, self._deadline, self._silence = link, deadline, silence

    def __enter__(self) -> None:
        self._link.set_deadline(self._deadline, self._silence)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        where = self._link.target.where
        if isinstance(error, ssh2_errors.Timeout | ssh2_errors.SocketTimeout):
            raise DeviceTimeoutError(self._silence, where) from error
        if isinstance(error, ssh2_errors.SSH2Error | OSError):
            raise SessionLostError(f"the session broke off: {type(error).__name__}", where) from error


def _preferred(known: set[str]) -> list[str]:
    """Host key algorithms, those of the recorded keys first: a server with several keys then shows the one we know."""
    recorded = {"rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"} if "ssh-rsa" in known else set()
    recorded |= known
    return [name for name in _OFFERED if name in recorded] + [name for name in _OFFERED if name not in recorded]
