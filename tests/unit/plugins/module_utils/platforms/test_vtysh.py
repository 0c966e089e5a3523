# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to an FRR router: where a login lands, which instance is the right one, and why there is no shell where there is none."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import AuthenticationError, RejectedCommandError, UnreachableError
from ansible_collections.auto.factory.plugins.module_utils.platforms import vtysh
from ansible_collections.auto.factory.plugins.module_utils.session.link import Answer
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

RUNNING = "Building configuration...\n\nCurrent configuration:\n!\nhostname {}\nend\n"


@dataclass
class Host:
    """What answers behind each port: ``shell``, ``vtysh``, ``refuses`` or nothing; and the routers that run there."""

    ports: dict[int, str]
    routers: dict[str, str] = field(default_factory=lambda: {"": "r1"})
    addresses: dict[str, str] = field(default_factory=dict)
    lands_at: str = "r1"
    open: int = 0


class Login:
    """A Link to such a host."""

    host: Host

    def __init__(self, target: Target) -> None:
        self.target = target

    def open(self) -> Login:
        kind = self.host.ports.get(self.target.port)
        if kind is None:
            raise UnreachableError("no connection", self.target.where)
        if kind == "refuses":
            raise AuthenticationError("refused", self.target.where)
        self.kind = kind
        self.host.open += 1
        self.is_open = True
        return self

    def close(self) -> None:
        if getattr(self, "is_open", False):
            self.host.open -= 1
            self.is_open = False

    def execute(self, command: str, stdin: bytes = b"", timeout: float | None = None) -> Answer:
        if self.kind == "vtysh":
            return self._vtysh(self.host.lands_at, command)
        if "echo auto-factory-" in command:
            return Answer("auto-factory-42\n", "", 0)
        if "zebra.vty" in command:
            names = [name for name in self.host.routers if name]
            return Answer("\n".join([*names, "192.0.2.1 40000 192.0.2.9 22"]) + "\n", "", 0)
        name = command.split("-N ")[1].split(maxsplit=1)[0] if "-N " in command else ""
        if name not in self.host.routers:
            return Answer("", "Exiting: failed to connect to any daemons.\n", 1)
        return self._vtysh(self.host.routers[name], command)

    def _vtysh(self, router: str, command: str) -> Answer:
        if "show running-config" in command:
            return Answer(RUNNING.format(router), "vtysh_pam: Failed in account validation: Success(0)\n", 0)
        if "interface brief" in command:
            return Answer(f"lo up default {self.host.addresses.get(router, '')}/32\n", "", 0)
        if "show version" in command:
            return Answer("FRRouting 8.4.4\n", "", 0)
        return Answer("% Unknown command: " + command + "\n", "", 0)


@pytest.fixture
def reach(monkeypatch):
    """Opens an access to a host."""

    def go(host, port=22, **extra):
        monkeypatch.setattr(Login, "host", host, raising=False)
        monkeypatch.setattr(vtysh, "Link", Login)
        return vtysh.open_access(Target("r1", "192.0.2.9", port, Credentials("netops", "x"), "frr.frr.frr", extra=extra))

    return go


def test_a_login_that_lands_in_a_shell_is_all_there_is(reach):
    """One session serves both."""
    access = reach(Host({22: "shell"}))
    assert access.shell is access.login
    assert access.vtysh == ("vtysh",)


def test_a_login_that_lands_in_vtysh_finds_its_shell(reach):
    """factory_shell_port says where."""
    host = Host({22: "vtysh", 2222: "shell"})
    access = reach(host, shell_port="2222")
    assert access.shell is not None
    assert access.shell is not access.login
    assert access.vtysh == ("vtysh",)
    access.close()
    assert host.open == 0


def test_a_shell_user_alone_is_enough(reach):
    """factory_shell_user on the same port."""
    access = reach(Host({22: "vtysh"}), shell_user="sh")
    assert access.shell is None
    assert "does not land in a shell" in access.why_no_shell


def test_of_several_routers_the_one_that_the_login_shows_is_taken(reach):
    """Pathspaces share the processes: the right one shows the same configuration."""
    host = Host({22: "vtysh", 2222: "shell"}, routers={"a": "r7", "b": "r1"})
    assert reach(host, shell_port="2222").vtysh == ("vtysh", "-N", "b")


def test_of_several_routers_the_one_with_our_address_is_taken(reach):
    """Without a vtysh login the address we are connected to tells."""
    host = Host({22: "shell"}, routers={"a": "r7", "b": "r8"}, addresses={"r8": "192.0.2.9"})
    assert reach(host).vtysh == ("vtysh", "-N", "b")


def test_a_shell_without_a_router_is_an_error_with_its_cure(reach):
    """The groups to be in."""
    host = Host({22: "shell"}, routers={})
    with pytest.raises(RejectedCommandError) as raised:
        reach(host)
    assert "frrvty" in raised.value.cure
    assert host.open == 0


@pytest.mark.parametrize(
    ("ports", "extra", "words"),
    [
        pytest.param({22: "vtysh"}, {}, "factory_shell_port", id="not named"),
        pytest.param({22: "vtysh"}, {"shell_port": "2222"}, "no connection", id="closed"),
        pytest.param({22: "vtysh", 2222: "refuses"}, {"shell_port": "2222"}, "refused", id="refused"),
        pytest.param({22: "vtysh", 2222: "vtysh"}, {"shell_port": "2222"}, "does not land in a shell", id="vtysh again"),
    ],
)
def test_no_shell_is_no_error_until_one_is_needed(reach, ports, extra, words):
    """Looking needs none; what it would need is kept to be said."""
    host = Host(ports)
    access = reach(host, **extra)
    assert access.shell is None
    assert words in access.why_no_shell
    assert host.open == 1
    assert "hostname r1" in access.vty(["show running-config"]).out


def test_the_wrong_router_behind_the_shell_is_not_used(reach):
    """A shell of another machine must not arm a switch there."""
    access = reach(Host({22: "vtysh", 2222: "shell"}, routers={"": "r9"}), shell_port="2222")
    assert access.shell is None
    assert "no vtysh in the shell shows the router" in access.why_no_shell


def test_lines_travel_as_words_not_as_shell_text(reach):
    """A description with quotes and dollars is one argument."""
    access = reach(Host({22: "shell"}))
    seen = []
    access.shell.execute = lambda command, timeout=None: seen.append(command) or Answer("", "", 0)
    access.vty(["description $(reboot) 'x' \"y\"; z"])
    assert shlex.split(seen[0]) == ["env", "VTYSH_HISTFILE=/dev/null", "vtysh", "-c", "description $(reboot) 'x' \"y\"; z"]
