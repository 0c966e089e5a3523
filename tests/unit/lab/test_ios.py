# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated IOS device promises."""

from __future__ import annotations

import time

import pytest

from tests.lab.eos.device import EDITOR as EOS
from tests.lab.ios.device import EDITOR as IOS
from tests.lab.talk import Talk, say, talk


def test_enable_asks_for_its_password_without_echo(core1):
    """A user without privilege gets there by the enable password, which is neither echoed nor logged."""

    async def script(session: Talk) -> str:
        return await session.type("show privilege")

    assert "level is 15" in talk(core1, script)
    assert [c["line"] for c in core1.commands() if c["prompt"] == "Password: "] == ["********"]


def test_abbreviations_are_stored_in_full(core1):
    """What is typed short is shown as the platform shows it."""
    say(core1, "conf t", "int gi0/4", "desc new  one", "ip addr 10.9.0.1 255.255.255.0", "no shut", "end")
    assert "interface GigabitEthernet0/4\n description new  one\n ip address 10.9.0.1 255.255.255.0\n!" in core1.running


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("bogus thing", "% Invalid input detected at '^' marker.", id="unknown word"),
        pytest.param("ip address", "% Incomplete command.", id="half a line"),
        pytest.param("ip access-group", "% Incomplete command.", id="half a filter"),
        pytest.param("no s", "% Ambiguous command:", id="ambiguous"),
        pytest.param("ip address 10.0.0.9 255.255.255.252", "overlaps with GigabitEthernet0/1", id="overlap"),
        pytest.param("ip address 10.77.0.0 255.255.255.0", "Bad mask /24 for address 10.77.0.0", id="network address"),
    ],
)
def test_refusals_use_the_documented_words(core2, line, words):
    """A line that is not taken is answered in the platform's words and changes nothing."""
    before = core2.running
    core2.apply("interface GigabitEthernet0/1", " ip address 10.0.0.10 255.255.255.252") if "overlaps" in words else None
    assert words in say(core2, "configure terminal", "interface GigabitEthernet0/4", line, "end")
    assert core2.running == before or "overlaps" in words


def test_a_caret_points_at_the_word(core2):
    """The caret stands under the first word that is not understood."""
    answer = say(core2, "configure terminal", "interface GigabitEthernet0/1", "ip bogus-word-list", "description a", "mtu x")
    caret = next(line for line in answer.split("mtu x\n")[1].splitlines() if line.strip() == "^")
    assert caret.index("^") == len("core2(config-if)#mtu ")


def test_semantic_refusals_leave_the_rest(core2):
    """Joining a peer group that is not there is refused; the lines before and after stand."""
    answer = say(
        core2,
        "configure terminal",
        "router bgp 65000",
        "neighbor 10.0.3.2 peer-group NONE",
        "neighbor 10.0.3.2 description after",
        "end",
    )
    assert "% Configure the peer-group first" in answer
    assert "neighbor 10.0.3.2 description after" in core2.running


def test_lists_keep_their_sequence(core2):
    """Prefix lists and access lists are numbered and shown by number."""
    say(
        core2,
        "conf t",
        "ip prefix-list P permit 10.0.0.0/8",
        "ip prefix-list P seq 3 deny 10.1.0.0/16",
        "ip access-list extended A",
        "permit ip any any",
        "5 deny tcp any any eq 23",
        "end",
    )
    assert "ip prefix-list P seq 3 deny 10.1.0.0/16\nip prefix-list P seq 5 permit 10.0.0.0/8" in core2.running
    assert "ip access-list extended A\n 5 deny tcp any any eq 23\n 10 permit ip any any" in core2.running
    say(core2, "conf t", "ip access-list extended A", "no 5", "no ip prefix-list P", "end")
    assert "deny tcp" not in core2.running
    assert "prefix-list" not in core2.running


def test_long_output_stops_at_more(core2):
    """Without terminal length 0 a page ends at --More--; space goes on and q stops."""

    async def script(session: Talk) -> str:
        first = await session.type("show running-config", until=r"--More-- $")
        session.process.stdin.write("q")
        await session.read(until=r"\x08core2#$")
        await session.type("terminal length 0")
        return first + "|" + await session.type("show running-config")

    first, whole = talk(core2, script, rows=20).split("|", 1)
    assert len(first.splitlines()) == 21
    assert whole.rstrip().splitlines()[-3:-1] == ["end", ""]


def test_saving_is_what_makes_startup(core2):
    """Running and startup differ until the configuration is saved; copy asks for the file's name."""
    say(core2, "configure terminal", "ntp server 198.51.100.7", "end")
    assert "198.51.100.7" not in core2.startup

    async def script(session: Talk) -> str:
        await session.type("copy running-config startup-config", until=r"Destination filename \[startup-config\]\? $")
        return await session.type("")

    assert "[OK]" in talk(core2, script)
    assert core2.startup == core2.running
    say(core2, "configure terminal", "no ntp server 198.51.100.7", "end", "write memory")


def test_revert_timer_fires_without_the_session(core2):
    """An unconfirmed change is undone by the device when its minutes are over, though the session is gone."""
    before = core2.running
    say(core2, "configure terminal revert timer 1", "hostname other", "interface GigabitEthernet0/4", "no shutdown")
    assert "hostname other" in core2.running
    assert core2.pending()["kind"] == "revert timer"
    core2.wait(lambda device: device.pending() is None, seconds=5)
    assert core2.running == before


def test_confirm_keeps_and_revert_now_undoes(core2):
    """``configure confirm`` from another session stops the timer; ``configure revert now`` goes back at once."""
    before = core2.running
    say(core2, "configure terminal revert timer 2", "ntp server 198.51.100.8", "end")
    assert "Timer value: 2 min" in say(core2, "show archive config rollback timer")
    assert "already pending" in say(core2, "configure terminal revert timer 2")
    assert "Rollback Done" in say(core2, "configure revert now")
    assert core2.running == before
    say(core2, "configure terminal revert timer 2", "ntp server 198.51.100.8", "end")
    say(core2, "configure confirm")
    assert "No Rollback Confirmed Change pending" in say(core2, "show archive config rollback timer")
    time.sleep(0.1)
    assert "198.51.100.8" in core2.running


def test_revert_timer_needs_the_archive(core2):
    """Without ``archive`` and its path, the timer is refused."""
    core2.apply("no archive")
    assert "turn config archive on" in say(core2, "configure terminal revert timer 1")
    assert "Archive feature not enabled" in say(core2, "show archive")


def test_replace_makes_running_what_the_file_says(core2):
    """A saved file replaces the running configuration, and the report says so."""
    before = core2.running

    async def script(session: Talk) -> str:
        await session.type("copy running-config flash:before", until=r"\? $")
        await session.lines("", "configure terminal", "no router bgp 65000", "hostname other", "end")
        return await session.type("configure replace flash:before force")

    assert "Rollback Done" in talk(core2, script)
    assert core2.running == before


def test_whole_configuration_text_survives_a_round_trip(demo):
    """What a device shows, loaded again, is what it shows."""
    for device in demo.devices:
        editor = IOS if device.spec.platform == "cisco.ios.ios" else EOS
        tree: dict = {f"interface {port}": {} for port in device.spec.ports}
        assert editor.load(device.startup, tree) == []
        assert "\n".join(editor.render(tree)) == device.startup


def test_output_is_filtered_by_pattern(core2):
    """A bar inside a pattern means or; section keeps what is indented under a match."""
    answer = say(core2, "show running-config | include ^hostname|^ntp")
    assert answer.splitlines()[1:3] == ["hostname core2", "ntp server 198.51.100.1"]
    assert say(core2, "show running-config | section ^archive").splitlines()[1:4] == [
        "archive",
        " path flash:archive",
        " maximum 10",
    ]


def test_banners_run_to_their_delimiter(core2):
    """A banner is typed over several lines and shown at the next login; no removes it."""
    say(core2, "configure terminal\nbanner motd ^C\nsimulated\nbox ^C\nend", "show clock")
    core2.wait(lambda device: "banner motd ^C\nsimulated\nbox ^C" in device.running)
    say(core2, "configure terminal", "no banner motd", "end")
    assert "banner" not in core2.running


def test_a_process_and_an_interface_can_be_removed_and_reset(core2):
    """``no`` takes a section away, and a port is reset by ``default``; ports cannot be removed."""
    answer = say(core2, "configure terminal", "no router ospf 1", "default interface gi0/4", "no interface gi0/4", "end")
    assert "Removal of physical interfaces is not permitted" in answer
    assert "router ospf" not in core2.running
    assert "interface GigabitEthernet0/4\n!" in core2.running


@pytest.mark.parametrize("line", ["ip adress 10.9.9.1 255.255.255.0", "mtu 99999", "switchport mode tunk", "descripton x"])
def test_a_typing_mistake_is_refused(core2, line):
    """A word that is almost right is not taken for something else."""
    before = core2.running
    assert "% Invalid input" in say(core2, "configure terminal", "interface GigabitEthernet0/4", line, "end")
    assert core2.running == before
