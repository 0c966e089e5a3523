# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways of not getting in: each has its own error with its cure, touches nothing, and is in the journal."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from ansible_collections.auto.factory.tests.lab import SimulatedLab

from ..play import Played, Player
from .cells import NTP, topology

ENABLE = "Enable-Secret-8"


@pytest.fixture(scope="module")
def lab() -> Iterator[SimulatedLab]:
    """Devices of which some ask for an enable password."""
    raw = topology(8)
    raw["devices"]["ios7"]["enable"] = raw["devices"]["ios8"]["enable"] = raw["devices"]["ios6"]["enable"] = ENABLE
    with SimulatedLab(raw) as running:
        yield running


def closed_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


CASES = {
    "ios1": ({"ansible_password": "wrong-password-1"}, "authentication"),
    "eos1": ({"ansible_user": "nobody"}, "authentication"),
    "ios2": ({"ansible_known_hosts_file": "/nonexistent"}, "host_key"),
    "eos2": ({"ansible_known_hosts_file": "changed"}, "host_key"),
    "ios3": ({"ansible_host": "127.0.0.1", "ansible_port": "closed"}, "unreachable"),
    "eos3": ({"ansible_host": "127.0.0.1", "ansible_port": "silent", "ansible_connect_timeout": 2}, "unreachable"),
    "ios6": ({"ansible_become": False}, "privilege"),
    "ios7": ({"ansible_become_password": "wrong-enable-2"}, "privilege"),
    "eos4": ({"ansible_network_os": "cisco.nosuch.nosuch"}, "unsupported"),
    "eos5": ({"ansible_private_key_file": "/nonexistent/key"}, "input"),
    "ios4": ({"ansible_private_key_file": "/nonexistent/key"}, "input"),
}


@pytest.fixture(scope="module")
def played(lab, tmp_path_factory) -> Iterator[tuple[Played, Player]]:
    """All of them in one run."""
    folder = tmp_path_factory.mktemp("logins")
    (folder / "changed").write_text(_other_keys(lab))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        special = {"closed": closed_port(), "silent": silent.getsockname()[1], "changed": str(folder / "changed")}
        inventory = lab.inventory()
        for group in inventory["all"]["children"]["simulated"]["children"].values():
            for name, host in group["hosts"].items():
                own = CASES.get(name, ({}, ""))[0]
                host.update({key: special.get(str(value), value) for key, value in own.items()})
        player = Player(folder, inventory)
        hosts = ",".join([*CASES, "ios8"])
        yield player.run([{"auto.factory.change": {"lines": [NTP], "confirm_timeout": 60}}], hosts, "-f", "12"), player


def _other_keys(lab: SimulatedLab) -> str:
    """known_hosts with the right names and somebody else's key."""
    other = "AAAAC3NzaC1lZDI1NTE5AAAAIJ6bY0Vq0mE6uS0jqf0yq3uQ4H0m9m3nY2n1b1vXw5fE"
    names = [line.split()[0] for line in lab.known_hosts.read_text().splitlines()]
    return "".join(f"{name} ssh-ed25519 {other}\n" for name in names)


@pytest.mark.parametrize("host", CASES)
def test_no_session_is_an_error_with_its_cure(lab, played, host):
    """The error says which way it was, names the host, and what to do; the device is untouched."""
    run, player = played
    result, code = run.result(host), CASES[host][1]
    assert (result["failed"], result["error"]["code"]) == (True, code), result
    assert result["error"]["cure"]
    assert host in result["error"]["where"]
    assert NTP not in lab.device(host).running
    assert lab.device(host).sessions() == 0
    if code != "unsupported":
        assert result["outcome"] == "refused"
        assert player.journal("select state from events where kind = 'transaction.outcome' and host = ?", host) == [("refused",)]


def test_the_right_enable_password_gets_in(lab, played):
    """An unprivileged login is raised with enable, and the change goes on."""
    assert played[0].result("ios8")["outcome"] == "confirmed"
    assert NTP in lab.device("ios8").running


def test_nothing_of_it_is_a_traceback_or_shows_a_password(played):
    """People read this output."""
    run, player = played
    assert "Traceback" not in run.text
    everything = run.text + repr(run.rows) + repr(player.journal("select * from events"))
    for secret in ("wrong-password-1", "wrong-enable-2", ENABLE):
        assert secret not in everything
