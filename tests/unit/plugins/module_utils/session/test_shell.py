# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A command line over SSH: whatever the device shows, the answer is the device's, or an error that says what it showed."""

from __future__ import annotations

import socket
import sys
import threading
import time

import pytest

pytest.importorskip("asyncssh", reason="the scripted device needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.errors import (
    AuthenticationError,
    DeviceTimeoutError,
    HostKeyError,
    PrivilegeError,
    PromptError,
    SessionLostError,
    UnreachableError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms.ios import WORDS
from ansible_collections.auto.factory.plugins.module_utils.session.shell import CliSession
from ansible_collections.auto.factory.plugins.module_utils.session.target import Become, Credentials, Target

from .server import DROP, HANG, Server

BANNER = "\r\n*** Authorised people only! ***\r\nswitch> is not a prompt here\r\nfine #1\r\n\r\n"


def session(server, **facts):
    return CliSession(server.target(**facts), WORDS.dialect).open()


def answered(answer, command="show x", **facts):
    """What a session makes of one answer."""
    with Server({command: answer}, **facts) as server:
        cli = session(server)
        try:
            return cli.send(command)
        finally:
            cli.close()


@pytest.mark.parametrize("greeting", ["", "\r\n", BANNER, "Last login: today\r\n"], ids=["silent", "a line", "a banner", "unix"])
def test_any_greeting_is_passed(greeting):
    """A banner is not taken for an answer, nor its text for a prompt that counts."""
    assert answered("one\ntwo\n", greeting=greeting).split() == ["one", "two"]


def test_a_slow_banner_is_waited_for():
    """A login that takes its time is no unexpected prompt."""
    with Server({"show x": "one\n"}, greeting=BANNER * 40) as server:
        cli = session(server)
        assert cli.send("show x").strip() == "one"
        cli.close()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("x" * 5000 + "\n", id="a line longer than the terminal"),
        pytest.param(
            "".join(f"interface GigabitEthernet0/{n}\n description {'d' * 60}\n" for n in range(3000)), id="a long configuration"
        ),
        pytest.param("a # b > c\nr9# not the prompt, a description\n", id="what looks like a prompt within a line"),
        pytest.param("\n\nafter empty lines\n\n", id="empty lines"),
        pytest.param("Zürich ☂ naïve\n", id="letters beyond ASCII"),
        pytest.param("\u00a0\u2028 odd spaces\n", id="odd spaces"),
        pytest.param("\x1b[2Kcleared\n", id="a terminal's control sequence"),
    ],
)
def test_answers_arrive_whole(answer):
    """Nothing of an answer is lost, whatever its length and letters."""
    got = answered(answer)
    wanted = answer.replace("\x1b[2K", "")
    assert [line.strip() for line in got.splitlines() if line.strip()] == [
        line.strip() for line in wanted.splitlines() if line.strip()
    ]


def test_the_echo_is_no_part_of_the_answer():
    """A device that echoes, and one that does not."""
    assert "show x" not in answered("one\n")


def test_a_device_that_hangs_is_a_timeout_with_its_command():
    """Silence ends at the deadline, and the error names the command and the host."""
    with Server({"show x": HANG}) as server:
        cli = session(server)
        began = time.monotonic()
        with pytest.raises(DeviceTimeoutError, match="show x") as raised:
            cli.send("show x", timeout=1)
        assert 0.9 < time.monotonic() - began < 10
        assert "r1" in raised.value.where
        cli.close()


def test_a_longer_limit_for_one_command_holds():
    """Saving may take longer than showing."""
    with Server({"write": lambda server: time.sleep(3.5) or "[OK]\n"}) as server:
        cli = session(server, command_timeout=3.0)
        assert "[OK]" in cli.send("write", timeout=20)
        cli.close()


def test_a_closed_session_is_lost_at_once():
    """No waiting for a deadline when the device has hung up."""
    with Server({"show x": DROP}) as server:
        cli = session(server)
        began = time.monotonic()
        with pytest.raises(SessionLostError):
            cli.send("show x")
        assert time.monotonic() - began < 10
        cli.close()
        cli.close()


@pytest.mark.parametrize("question", ["Proceed? [confirm]", "Delete flash:x? [yes/no]:", "Destination filename [startup-config]?"])
def test_a_question_is_not_called_silence(question):
    """A device that asks something back is named with its question."""

    def ask(server):
        server.prompt = ""
        return question

    with Server({"reload": ask}) as server:
        cli = session(server)
        with pytest.raises(PromptError) as raised:
            cli.send("reload", timeout=1)
        assert question[-20:] in raised.value.what
        cli.close()


def test_an_unexpected_prompt_is_shown():
    """A shell, a menu, another network OS: the error has the line that stood there."""
    with Server(prompt="Choose 1-9 or q to quit:") as server:
        with pytest.raises(PromptError, match="q to quit") as raised:
            session(server, connect_timeout=2.0)
        assert "ansible_network_os" in raised.value.cure


def test_silence_after_the_login_is_a_timeout():
    """No prompt and no text either."""
    with Server(prompt="") as server, pytest.raises(DeviceTimeoutError):
        session(server, connect_timeout=2.0)


class Enable:
    """A device whose login is unprivileged."""

    def __init__(self, tries=3):
        self.left = tries

    def start(self, server):
        server.prompt = ""
        server.echo = False
        server.answers |= {"right": self.right, "wrong": self.wrong}
        return "Password: "

    def right(self, server):
        server.prompt, server.echo = "r1#", True
        return ""

    def wrong(self, server):
        self.left -= 1
        if self.left:
            return "Password: "
        server.prompt, server.echo = "r1>", True
        return "% Bad secrets\n\n"


@pytest.mark.parametrize("tries", [1, 3])
def test_a_wrong_enable_password_is_a_privilege_error_at_once(tries):
    """Whether the device asks again or gives up."""
    with Server({"enable": Enable(tries).start}, prompt="r1>") as server:
        began = time.monotonic()
        with pytest.raises(PrivilegeError, match="refused"):
            session(server, become=Become(True, "wrong"))
        assert time.monotonic() - began < 10
        assert server.typed.count("wrong") == 1


def test_the_right_enable_password_raises_the_privilege():
    """And is typed only where it is asked for."""
    with Server({"enable": Enable().start, "show x": "one\n"}, prompt="r1>") as server:
        cli = session(server, become=Become(True, "right"))
        assert cli.send("show x").strip() == "one"
        cli.close()


def test_an_unprivileged_login_without_become_is_refused():
    """Said before anything is tried, with the variables to set."""
    with Server(prompt="r1>") as server:
        with pytest.raises(PrivilegeError) as raised:
            session(server)
        assert "ansible_become" in raised.value.cure
        assert server.typed == []


def test_a_privileged_login_is_not_raised():
    """Nothing is typed that need not be."""
    with Server() as server:
        session(server, become=Become(True, "s3cret")).close()
        assert server.typed == list(WORDS.dialect.quiet)


def test_a_banner_is_typed_as_one():
    """A block with what looks like a prompt inside is one configuration line."""
    block = "banner motd ^C\nr1# is not the prompt\nbye\n^C"

    def begin(server):
        server.prompt = ""
        server.answers["^C"] = end
        return ""

    def end(server):
        server.prompt = "r1(config)#"
        return ""

    with Server({"banner motd ^C": begin, "configure terminal": lambda s: setattr(s, "prompt", "r1(config)#") or ""}) as server:
        cli = session(server, command_timeout=10.0)
        cli.send("configure terminal")
        assert cli.in_config_mode()
        assert cli.type_block(block).strip() == ""
        assert cli.in_config_mode()
        assert server.typed[-4:] == block.splitlines()
        cli.close()


def test_modes_are_told_by_the_prompt():
    """Configuration mode is where the prompt says so."""
    with Server(
        {"conf": lambda s: setattr(s, "prompt", "r1(config-if)#") or "", "end": lambda s: setattr(s, "prompt", "r1#") or ""}
    ) as server:
        cli = session(server)
        assert not cli.in_config_mode()
        cli.send("conf")
        assert cli.in_config_mode()
        cli.send("end")
        assert not cli.in_config_mode()
        cli.close()


@pytest.mark.parametrize("how", ["password", "keyboard"])
def test_a_password_is_taken_in_both_ways(how):
    """As a password, and keyboard-interactively as many devices want it."""
    with Server(how=how) as server:
        session(server).close()
        with pytest.raises(AuthenticationError, match="admin"):
            session(server, password="wrong")


def test_a_host_key_that_is_not_known_ends_before_the_login(tmp_path):
    """The password goes to nobody unknown."""
    with Server() as server:
        with pytest.raises(HostKeyError):
            session(server, host_key_checking=True, known_hosts_files=(str(tmp_path / "none"),))
        known = tmp_path / "known_hosts"
        known.write_text(f"[127.0.0.1]:{server.port} {server.key.export_public_key().decode()}")
        session(server, host_key_checking=True, known_hosts_files=(str(known),)).close()


def silent_service(action):
    """A TCP port that does ``action`` with every connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        try:
            while True:
                action(listener.accept()[0])
        except OSError:
            return

    threading.Thread(target=serve, daemon=True).start()
    return listener


HELD = []


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(HELD.append, id="silence"),
        pytest.param(lambda connection: connection.close(), id="closed at once"),
        pytest.param(
            lambda connection: (connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"), connection.close()), id="a web server"
        ),
        pytest.param(
            lambda connection: (connection.sendall(b"SSH-2.0-x\r\n"), HELD.append(connection)), id="a greeting and silence"
        ),
    ],
)
def test_what_is_no_ssh_server_is_unreachable(action):
    """Within the connect timeout, and not called a wrong password."""
    with silent_service(action) as listener:
        target = Target(
            "r1",
            "127.0.0.1",
            listener.getsockname()[1],
            Credentials("admin", "admin"),
            "cisco.ios.ios",
            host_key_checking=False,
            connect_timeout=1.0,
        )
        began = time.monotonic()
        with pytest.raises(UnreachableError):
            CliSession(target, WORDS.dialect).open()
        assert time.monotonic() - began < 10


def test_a_jump_command_that_cannot_start_is_unreachable():
    """The error says that it was the jump."""
    target = Target("r1", "192.0.2.1", 22, Credentials("a", "b"), "cisco.ios.ios", jump=("/nonexistent/ssh",))
    with pytest.raises(UnreachableError, match="jump"):
        CliSession(target, WORDS.dialect).open()


def test_a_jump_command_carries_the_session():
    """Whatever reaches the service with its standard input and output will do, and it ends with the session."""
    relay = (
        "import socket, sys, threading, os\n"
        "s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
        "def up():\n"
        "    while data := os.read(0, 65536): s.sendall(data)\n"
        "threading.Thread(target=up, daemon=True).start()\n"
        "while data := s.recv(65536): os.write(1, data)\n"
    )
    with Server({"show x": "one\n"}) as server:
        cli = session(server, jump=(sys.executable, "-c", relay, str(server.port)))
        assert cli.send("show x").strip() == "one"
        jump = cli.link._jump
        cli.close()
        assert jump.poll() is not None
