# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""NETCONF sessions: whole messages out of any pieces, errors with their place, and no answer taken for another's."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    DeviceTimeoutError,
    SessionLostError,
    UnreachableError,
)
from ansible_collections.auto.factory.plugins.module_utils.session.framing import END, Framing, FramingError
from ansible_collections.auto.factory.plugins.module_utils.session.netconf import NetconfSession, RpcRefusedError
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.plugins.module_utils.xmltext import NETCONF

TARGET = Target("r1", "192.0.2.1", 830, Credentials("netops"), "auto.factory.netconf", transport="netconf")
OLD, NEW = "urn:ietf:params:netconf:base:1.0", "urn:ietf:params:netconf:base:1.1"
ECHO = f'<hello xmlns="{NETCONF}"><capabilities><capability>{OLD}</capability></capabilities></hello>'.encode() + END
YUMA = "http://netconfcentral.org/ns/yuma-ncx?module=yuma-ncx"


def hello(*capabilities):
    """A server's first words."""
    listed = "".join(f"<capability>{name}</capability>" for name in capabilities)
    return f'<hello xmlns="{NETCONF}"><capabilities>{listed}</capabilities><session-id>7</session-id></hello>'.encode() + END


def reply(number, body="<ok/>"):
    """One answer, in base:1.1's chunks."""
    text = f'<rpc-reply xmlns="{NETCONF}" message-id="{number}">{body}</rpc-reply>'.encode()
    half = len(text) // 2
    return b"\n#%d\n%s\n#%d\n%s\n##\n" % (half, text[:half], len(text) - half, text[half:])


class Wire:
    """A channel on which a test's pieces come; an exception among them is raised."""

    def __init__(self, *pieces):
        self.pieces, self.sent = list(pieces), b""
        self.deadline, self.silence = 0.0, ""

    def read(self):
        """The next piece."""
        piece = self.pieces.pop(0) if self.pieces else SessionLostError("the end")
        if isinstance(piece, Exception):
            raise piece
        return piece

    def write(self, data):
        """Remember it."""
        self.sent += data


def session(*pieces, greeting=None):
    """A session whose server says these pieces."""
    made = NetconfSession(TARGET)
    made._channel = Wire(greeting or hello(OLD, NEW, "urn:ietf:params:netconf:capability:url:1.0?scheme=file"), *pieces)
    made._greet()
    return made


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("chunked", [False, True], ids=["base:1.0", "base:1.1"])
def test_messages_survive_any_cutting(size, chunked):
    """Wherever the network cuts the stream, the same messages come out."""
    messages = [b"<a>1</a>", b"<b>\n#3\n</b>", "<c>\u00e4]]</c>".encode(), b"<d/>"]
    framing = Framing(lambda: pieces.pop(0))
    framing.chunked = chunked
    stream = b"".join(framing.wrap(message) for message in messages)
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert [framing.next() for _unused in messages] == messages


@pytest.mark.parametrize(
    "stream", [b"nonsense that is no chunk at all, and long", b"\n#9999999999\n", b"\n#x\n" + b" " * 40, b"\n#0\n" * 20]
)
def test_a_broken_stream_is_said_to_be_one(stream):
    """And never waited on for ever."""
    framing = Framing(lambda: stream)
    framing.chunked = True
    with pytest.raises(FramingError):
        framing.next()


def test_a_message_without_an_end_is_given_up(monkeypatch):
    """However small its chunks are."""
    monkeypatch.setattr("ansible_collections.auto.factory.plugins.module_utils.session.framing.LARGEST", 10_000)
    framing = Framing(lambda: b"\n#4\nabcd" * 9)
    framing.chunked = True
    with pytest.raises(FramingError, match="10000"):
        framing.next()


def test_the_hello_tells_what_the_server_can():
    """Capabilities of the standard by their short name, with or without parameters."""
    made = session()
    assert made.session_id == "7"
    assert made.offers("url:1.0")
    assert not made.offers("candidate:1.0")
    assert made._framing.chunked


@pytest.mark.parametrize(
    "greeting", [hello("urn:other"), b"<html/>" + END, b"Welcome!" + END, ECHO], ids=["no version", "html", "text", "an echo"]
)
def test_what_is_no_netconf_server_is_refused(greeting):
    """With an error about the session, whatever answers there."""
    with pytest.raises((UnreachableError, SessionLostError)):
        session(greeting=greeting)


def test_an_old_answer_is_not_taken_for_the_new_one():
    """Answers are told apart by their number."""
    made = session(reply(99, "<stale/>") + reply(1, "<data/>"))
    assert made.call("<get/>").children[0].name == "data"


def test_errors_come_with_their_tag_their_place_and_the_servers_words():
    """Warnings are none; the path is without prefixes and without the operation it repeats."""
    body = """<rpc-error><error-tag>invalid-value</error-tag><error-severity>error</error-severity>
      <error-path xmlns:nc="urn:x" xmlns:l="urn:y">/nc:rpc/nc:edit-config/nc:config/l:interfaces/l:interface[l:name="eth1"]/l:mtu
      </error-path><error-message xml:lang="en">out of
      range</error-message><error-info><session-id>12</session-id></error-info></rpc-error>
      <rpc-error><error-tag>operation-failed</error-tag><error-severity>warning</error-severity></rpc-error>"""
    with pytest.raises(RpcRefusedError) as raised:
        session(reply(1, body)).call("<edit-config/>")
    (error,) = raised.value.errors
    assert (error.tag, error.path, error.session) == ("invalid-value", '/interfaces/interface[name="eth1"]/mtu', "12")
    assert raised.value.has("invalid-value")
    assert raised.value.command == "edit-config"
    assert 'out of range (invalid-value) at /interfaces/interface[name="eth1"]/mtu' in raised.value.what


def test_junos_errors_are_found_where_they_are():
    """Below the results of a commit or a load, not beside them; and its first spelling of the capabilities is understood."""
    old = "urn:ietf:params:xml:ns:netconf:"
    made = session(
        f'<rpc-reply xmlns="{NETCONF}" message-id="1"><commit-results><rpc-error><error-severity>error</error-severity>'
        "<error-message>no</error-message></rpc-error></commit-results></rpc-reply>".encode()
        + END,
        greeting=hello(f"{old}base:1.0", f"{old}capability:candidate:1.0", f"{old}base:1.0?module=ietf-netconf"),
    )
    assert made.offers("candidate:1.0")
    assert not made._framing.chunked
    with pytest.raises(RpcRefusedError, match="no"):
        made.call("<commit/>")


def test_a_notification_in_between_is_no_answer():
    """Whatever comes first, the answer is the one with the number."""
    text = b'<notification xmlns="urn:ietf:params:xml:ns:netconf:notification:1.0"><eventTime>x</eventTime></notification>'
    assert session(b"\n#%d\n%s\n##\n" % (len(text), text), reply(1)).call("<commit/>").children[0].name == "ok"


def test_a_warning_alone_is_no_refusal():
    """The operation was carried out."""
    body = "<ok/><rpc-error><error-tag>operation-failed</error-tag><error-severity>warning</error-severity></rpc-error>"
    assert session(reply(1, body)).call("<commit/>").children[0].name == "ok"


def test_a_session_that_was_silent_is_not_used_again():
    """Its next answer would be the one to the last question."""
    made = session(DeviceTimeoutError("silence"))
    with pytest.raises(DeviceTimeoutError):
        made.call("<get/>")
    with pytest.raises(SessionLostError):
        made.call("<get/>")


def test_a_stalled_server_of_the_yuma_family_is_woken():
    """It reads what came with the hello only when another message comes; others are just waited for."""
    made = session(DeviceTimeoutError("silence"), reply(1, "<data/>"), greeting=hello(OLD, NEW, YUMA))
    assert made.call("<get/>").children[0].name == "data"
    assert b'message-id="wake"' in made._channel.sent


def test_a_hostile_answer_is_an_error():
    """No entities, no documents within documents."""
    text = b'<!DOCTYPE x [<!ENTITY a "b">]><rpc-reply/>'
    with pytest.raises(SessionLostError):
        session(b"\n#%d\n%s\n##\n" % (len(text), text)).call("<get/>")


def test_a_login_without_netconf_behind_it_says_what_is_missing():
    """A device whose command line answers, and whose NETCONF is switched off."""
    pytest.importorskip("asyncssh", reason="the scripted device needs asyncssh")
    from .server import Server  # noqa: PLC0415  # needs asyncssh

    with Server({}) as server, pytest.raises((UnreachableError, SessionLostError), match="NETCONF") as raised:
        NetconfSession(server.target(connect_timeout=5.0)).open()
    assert isinstance(raised.value, UnreachableError)
