# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A NETCONF session (RFC 6241, RFC 6242) over one SSH connection: hello, one question at a time, errors as data.

The connection is the one every other session has: the same host keys, logins,
jump hosts and errors.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import DeviceTimeoutError, FactoryError, InputError, RejectedCommandError, SessionLostError, UnreachableError
from ..xmltext import NETCONF, Element, read
from .framing import Framing, FramingError
from .link import Link, ShellChannel
from .target import Target

BASE_10, BASE_11 = (f"urn:ietf:params:netconf:base:1.{minor}" for minor in (0, 1))
# Junos wrote them like this before it wrote them as the standard does, and still writes both.
_FORMER = "urn:ietf:params:xml:ns:netconf:"
_HELLO = f'<hello xmlns="{NETCONF}"><capabilities>%s</capabilities></hello>'
_GOODBYE_SECONDS = 1.0
# A server of the yuma family that reads the hello and the first operation at once looks at the latter only when more comes.
_STALLS = "http://netconfcentral.org/ns/yuma-ncx"
_STALL_SECONDS = 2.0
_WAKE = f'<rpc xmlns="{NETCONF}" message-id="wake"><get><filter type="subtree"/></get></rpc>'


@dataclass(frozen=True)
class RpcError:
    """One ``<rpc-error>`` of an answer. ``session`` is who holds a lock: '' where nobody is named, '0' for no NETCONF session."""

    tag: str
    message: str
    path: str = ""
    app_tag: str = ""
    session: str = ""
    element: str = ""

    def __str__(self) -> str:
        named = self.app_tag if self.app_tag not in ("", "no-error") else ""
        parts = [self.message or self.tag, f"({self.tag}{', ' + named if named else ''})"]
        place = self.path or (f"<{self.element}>" if self.element else "")
        return " ".join([*parts, *([f"at {place}"] if place else [])])


class RpcRefusedError(RejectedCommandError):
    """An operation that was answered with errors; ``errors`` in the server's order."""

    def __init__(self, operation: str, errors: tuple[RpcError, ...], where: str) -> None:
        self.errors = errors
        super().__init__(operation, "; ".join(str(error) for error in errors), where)

    def has(self, *tags: str) -> bool:
        """Is one of these error-tags among them?"""
        return any(error.tag in tags for error in self.errors)


class NetconfSession:
    """One session; ``open`` before use. A session that did not answer in time is closed: its next answer would be an old one."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._link = Link(target)
        self._channel: ShellChannel | None = None
        self._framing = Framing(self._read)
        self._number = 0
        self._stalled_until = 0.0
        self.capabilities: frozenset[str] = frozenset()
        self.session_id = ""

    def open(self) -> NetconfSession:
        """Connect, log in, exchange hellos. Raises the SessionError that says which of these failed."""
        self._link.open()
        try:
            with self._link.guarded(time.monotonic() + self.target.connect_timeout, "the SSH server starts no subsystem 'netconf'"):
                self._channel = self._link.subsystem("netconf")
            self._greet()
        except SessionLostError as error:
            self.close()
            raise UnreachableError(
                f"logged in, but no NETCONF server answers: {error.what}",
                self.target.where,
                "Enable NETCONF over SSH on the device, and check ansible_port (830 is usual).",
            ) from error
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Say goodbye and let go; safe to call twice. A commit bound to this session is undone by the server."""
        if self._channel is not None:
            with contextlib.suppress(FactoryError, FramingError):
                self._send("<close-session/>", _GOODBYE_SECONDS)
                self._answer()
            self._channel = None
        self._link.close()

    def offers(self, capability: str) -> bool:
        """Does the server have ``:candidate:1.0`` or the like (of the standard's, without its beginning)?"""
        begin = f"urn:ietf:params:netconf:capability:{capability}"
        return any(have == begin or have.startswith(begin + "?") for have in self.capabilities)

    def call(self, operation: str, timeout: float | None = None) -> Element:
        """Send one operation (XML in the NETCONF namespace) and give the ``<rpc-reply>``.

        Raises RpcRefusedError where the answer holds errors (warnings are none), and SessionErrors. ``timeout`` in seconds.
        """
        self._send(operation, timeout or self.target.command_timeout)
        reply = self._answer()
        errors = tuple(_error(found) for found in _reported(reply) if _severe(found))
        if errors:
            raise RpcRefusedError(_name(operation), errors, self.target.where)
        return reply

    # ---- details ------------------------------------------------------------
    def _greet(self) -> None:
        channel = self._used()
        channel.deadline, channel.silence = time.monotonic() + self.target.connect_timeout, "the server says no <hello>"
        offered = "".join(f"<capability>{capability}</capability>" for capability in (BASE_10, BASE_11))
        channel.write(self._framing.wrap((_HELLO % offered).encode()))
        hello = self._message()
        if hello.name != "hello":
            raise UnreachableError(f"the server begins with <{hello.name}> instead of <hello>", self.target.where)
        told = hello.find("capabilities")
        self.capabilities = frozenset(_capability(c.text) for c in (told.children if told is not None else ()))
        self.session_id = hello.value("session-id")
        self._framing.chunked = BASE_11 in self.capabilities
        if not self.capabilities & {BASE_10, BASE_11}:
            raise UnreachableError("the server speaks neither NETCONF 1.0 nor 1.1", self.target.where)
        if not self.session_id:  # RFC 6241, 8.1: the other side is a client then, or an echo of ourselves
            raise UnreachableError("the server's <hello> has no <session-id>", self.target.where)

    def _send(self, operation: str, seconds: float) -> None:
        channel = self._used()
        name = _name(operation)
        channel.deadline, channel.silence = time.monotonic() + seconds, f"no answer to <{name}> within {seconds:g} s"
        self._number, self._stalled_until = self._number + 1, 0.0
        message = f'<rpc xmlns="{NETCONF}" message-id="{self._number}">{operation}</rpc>'
        channel.write(self._framing.wrap(message.encode("utf-8", "replace")))
        if self._number == 1 and any(capability.startswith(_STALLS) for capability in self.capabilities):
            self._stalled_until = channel.deadline
            channel.deadline = min(channel.deadline, time.monotonic() + _STALL_SECONDS)

    def _answer(self) -> Element:
        try:
            while True:
                reply = self._message()
                if reply.name == "rpc-reply" and reply.attributes.get(("", "message-id"), str(self._number)) == str(self._number):
                    return reply
        except DeviceTimeoutError:
            self._channel = None
            self._link.close()
            raise

    def _message(self) -> Element:
        try:
            found, _comments = read(self._framing.next().decode("utf-8", "replace"), "the device's answer")
        except (FramingError, InputError) as error:
            self._channel = None
            self._link.close()
            raise SessionLostError(f"the server's answer is no NETCONF message: {error}", self.target.where) from error
        return found[0] if found else Element("nothing")

    def _used(self) -> ShellChannel:
        if self._channel is None:
            raise SessionLostError("the NETCONF session is closed", self.target.where)
        return self._channel

    def _read(self) -> bytes:
        channel = self._used()
        try:
            return channel.read()
        except DeviceTimeoutError:
            if not self._stalled_until:
                raise
            channel.deadline, self._stalled_until = self._stalled_until, 0.0
            # Another message wakes it up; its answer has another number and is passed over.
            channel.write(self._framing.wrap(_WAKE.encode()))
            return channel.read()


def _capability(text: str) -> str:
    """Without space around it, and in the standard's spelling."""
    name = "".join(text.split())
    former = name.startswith(f"{_FORMER}capability:") or name in (f"{_FORMER}base:1.0", f"{_FORMER}base:1.1")
    return name.replace(":xml:ns:", ":", 1) if former else name


def _reported(element: Element) -> Iterator[Element]:
    """The errors of an answer; Junos puts some below <commit-results> or <load-configuration-results>. Data has none."""
    for child in element.children:
        if child.name == "rpc-error":
            yield child
        elif child.name != "data":
            yield from _reported(child)


def _severe(error: Element) -> bool:
    return error.value("error-severity") != "warning"


def _error(error: Element) -> RpcError:
    info = error.find("error-info") or Element("error-info")
    return RpcError(
        tag=error.value("error-tag") or "operation-failed",
        message=" ".join(error.value("error-message").split()),
        path=_short(error.value("error-path")),
        app_tag=error.value("error-app-tag"),
        session=info.value("session-id"),
        element=info.value("bad-element"),
    )


def _short(path: str) -> str:
    """An error-path without its prefixes and the operation it repeats: /interfaces/interface[name="eth1"]/mtu."""
    bare = re.sub(r"(?<=[/\[])\s*[\w.-]+:(?=[\w-])", "", path.strip())
    return re.sub(r"^/(?:rpc/)?(?:edit-config/|commit/|validate/)?(?:config/)?", "/", bare)


def _name(operation: str) -> str:
    found = re.match(r"\s*<([\w.-]+)", operation)
    return found[1] if found else "rpc"
