# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on demand, and the network that follows the configuration."""

from __future__ import annotations

import time

import pytest
import yaml

asyncssh = pytest.importorskip("asyncssh")

from tests.lab import SimulatedLab  # noqa: E402  # after the skip
from tests.lab.lab import DEMO  # noqa: E402  # after the skip
from tests.lab.talk import Talk, say, talk  # noqa: E402  # after the skip

LOST = (EOFError, OSError, asyncssh.Error)


def test_a_wrong_neighbour_takes_bgp_down_at_both_ends(lab):
    """Another AS at one end: neither end is Established, and the prefixes are gone."""
    core1, access1 = lab.device("core1"), lab.device("access1")
    say(access1, "configure terminal", "router bgp 65101", "neighbor 10.0.1.1 remote-as 64999", "end")
    assert " 10.0.1.2 4 65101 0 0 1 0 0" in " ".join(say(core1, "show ip bgp summary").split())
    assert "10.0.1.1         4 64999                0       0    0    0" in say(access1, "show ip bgp summary")
    assert "10.10.1.0/24 [20/0] via 10.0.1.2" not in say(core1, "show ip route")


def test_shutting_a_port_is_seen_at_the_other_end(lab):
    """Line protocol, OSPF, LLDP and routes follow the cable."""
    core1, access1 = lab.device("core1"), lab.device("access1")
    say(access1, "configure terminal", "interface Ethernet1", "shutdown", "end")
    answer = say(core1, "show ip interface brief", "show ip ospf neighbor", "show lldp neighbors", "show ip route 10.0.1.0")
    row = next(line for line in answer.splitlines() if line.startswith("GigabitEthernet0/2"))
    assert row.split()[-2:] == ["down", "down"]
    assert "10.255.1.1" not in answer
    assert "access1" not in answer


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("interface GigabitEthernet0/0", "shutdown"), id="shutdown"),
        pytest.param(("interface GigabitEthernet0/0", "ip address 192.0.2.99 255.255.255.0"), id="another address"),
        pytest.param(("access-list 10 deny any", "line vty 0 4", "access-class 10 in"), id="access list"),
    ],
)
def test_a_change_can_cut_its_own_way(core2, lines):
    """A line that cuts management ends the session and shuts the door, until the timer reverts it."""
    with pytest.raises(LOST):
        say(core2, "configure terminal revert timer 1", *lines, "end", "show clock")
    assert not core2.reachable()
    core2.wait(lambda device: device.reachable(), seconds=5)
    assert "UTC" in say(core2, "show clock")


def test_session_drops_at_the_nth_command(core2):
    """The n-th command from now is not executed, and the session is gone."""
    core2.fault("drop", at=3)
    with pytest.raises(LOST):
        say(core2, "configure terminal", "ntp server 198.51.100.9", "ntp server 198.51.100.10")
    assert "198.51.100.9" in core2.running
    assert "198.51.100.10" not in core2.running


def test_hanging_device_says_nothing_until_mended(core2):
    """A hung device answers nothing; cleared, it goes on."""
    core2.fault("hang", on="^show clock")

    async def script(session: Talk) -> str:
        with pytest.raises(TimeoutError):
            await session.type("show clock", seconds=0.3)
        core2.clear()
        return await session.read()

    assert "UTC" in talk(core2, script)


def test_slow_and_truncated_answers(core2):
    """Answers can be late, and cut."""
    core2.fault("slow", ms=200)
    started = time.monotonic()
    say(core2, "show clock")
    assert time.monotonic() - started > 0.2
    core2.clear()
    core2.fault("truncate", on="running-config", chars=60)
    assert "hostname" not in say(core2, "show running-config")


def test_the_nth_line_is_refused_with_the_given_words(access1):
    """Only configuration lines count."""
    access1.fault("reject", at=2, text="% Cannot do this (simulated)")
    answer = say(access1, "show clock", "configure terminal", "interface Ethernet4", "description x", "end")
    assert "description x\n% Cannot do this (simulated)" in answer
    assert "description x" not in access1.running


def test_reboot_comes_back_with_startup_and_without_timer(core2):
    """What was not saved is lost in a reboot, and so is the dead man's timer."""
    say(core2, "configure terminal revert timer 5", "ntp server 198.51.100.11", "end")
    core2.fault("reboot", seconds=0.3)
    assert not core2.reachable()
    core2.wait(lambda device: device.reachable())
    assert "198.51.100.11" not in core2.running
    assert core2.pending() is None


def test_logins_can_be_refused_and_host_keys_changed(core2):
    """A right password is turned down; a known host key is no longer the one shown."""
    core2.fault("refuse_logins")
    with pytest.raises(asyncssh.PermissionDenied):
        say(core2, "show clock")
    core2.clear()
    before = talk(core2, _host_key)
    core2.fault("host_key")
    assert talk(core2, _host_key) != before


async def _host_key(session: Talk) -> bytes:
    return session.connection.get_server_host_key().public_data


def test_configuration_changes_behind_our_back(core2):
    """Somebody else's change lands right before our command."""
    core2.fault("change", on="^configure terminal", lines=["hostname elsewhere"])
    assert "elsewhere(config)#" in say(core2, "configure terminal", "end")


def test_an_unexpected_prompt_waits_for_an_answer(core2):
    """A question nobody expects stands in the way of a command."""
    core2.fault("prompt", on="^write", text="Overwrite the previous NVRAM configuration?[confirm]")

    async def script(session: Talk) -> str:
        await session.type("write memory", until=r"\[confirm\]$")
        return await session.type("")

    assert "[OK]" in talk(core2, script)


def test_every_received_line_is_logged_with_its_prompt(core2):
    """A test can assert what was sent, and that nothing was configured."""
    say(core2, "show clock", "configure terminal", "ntp server 198.51.100.12", "end")
    assert core2.configured() == ["ntp server 198.51.100.12"]
    assert [c["prompt"] for c in core2.commands("^ntp server")] == ["core2(config)#"]


def test_known_hosts_and_inventory_fit_the_lab(lab):
    """The inventory names every device, and the known_hosts file holds its key."""
    hosts = lab.inventory()["all"]["children"]["simulated"]["children"]
    assert set(hosts["ios"]["hosts"]) == {"core1", "core2"}
    assert hosts["ios"]["hosts"]["core1"]["ansible_become_method"] == "auto.factory.enable"
    assert len(lab.known_hosts.read_text().splitlines()) == len(lab.devices)


def test_protocols_take_their_time_to_come_up():
    """With ``convergence``, what was cut comes back that many device seconds after its cause is gone."""
    raw = yaml.safe_load(DEMO.read_text())
    raw["defaults"]["convergence"] = 30
    with SimulatedLab(raw, speed=30) as lab:
        core1 = lab.device("core1")
        assert say(core1, "show ip ospf neighbor").count("FULL") == 3
        say(core1, "configure terminal", "interface GigabitEthernet0/2", "shutdown", "end")
        say(core1, "configure terminal", "interface GigabitEthernet0/2", "no shutdown", "end")
        assert say(core1, "show ip ospf neighbor").count("FULL") == 2
        time.sleep(1.2)
        assert say(core1, "show ip ospf neighbor").count("FULL") == 3
        assert "Active" not in say(core1, "show ip bgp summary")
