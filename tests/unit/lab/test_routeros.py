# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated RouterOS does what the documentation says of the real one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.tests.lab import SimulatedLab

CONFIG = "/interface bridge add name=bridge1\n/ip firewall filter add action=accept chain=input\n/system identity set name=r1\n"


@pytest.fixture
def device() -> Iterator:
    """One device."""
    with SimulatedLab({"devices": {"r1": {"platform": "community.routeros.routeros", "config": CONFIG}}}) as lab:
        yield lab.device("r1")


REFUSED = [
    ("/ip adress print", "bad command name adress (line 1 column 5)"),
    ("/ip address add adress=192.0.2.1/24", "expected end of command"),
    ("/ip address add address=192.0.2.1/24 interface=nowhere", "input does not match any value of interface"),
    ("/ip address add address=192.0.2/24 interface=bridge1", "invalid value for argument address"),
    ("/interface bridge add name=bridge1", "failure: already have interface with such name"),
    ("/interface bridge remove bridge7", "no such item"),
]


def test_refusals(device):
    """In the words of the console; nothing is changed by them."""
    before = device.running
    for line, words in REFUSED:
        assert words in device.type(line)[0], line
    assert device.running == before


def test_finding_nothing_is_no_error(device):
    """``[find ...]`` that finds nothing removes nothing; it finds whatever has the values, more of them or not."""
    assert device.type("/interface bridge remove [find name=bridge7]") == [""]
    device.type(
        "/ip firewall filter add action=accept chain=input protocol=icmp", "/ip firewall filter remove [find action=accept]"
    )
    assert "firewall" not in device.running


def test_the_scheduler_runs_scripts(device):
    """At its interval, again and again, until its entry is gone."""
    device.type(
        '/system script add name=s source="/ip dns set servers=192.0.2.53; :do { /no/such thing } on-error={ /ip pool }"',
        '/system scheduler add name=t interval=1m on-event="/system script run s"',
    )
    device.clock(advance=59)
    assert "/ip dns set servers=192.0.2.53" not in device.running.splitlines()
    device.clock(advance=2)
    assert "/ip dns set servers=192.0.2.53" in device.running.splitlines()
    device.type('/ip dns set servers=""')
    assert "/ip dns set servers=192.0.2.53" not in device.running.splitlines()
    device.clock(advance=60)
    assert "/ip dns set servers=192.0.2.53" in device.running.splitlines()
