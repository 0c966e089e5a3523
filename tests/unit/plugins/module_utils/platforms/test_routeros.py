# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS: the switch that is made of a scheduler's entry and a script, and what it can bring back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import equivalent
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.config.routertext import plain, quoted
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    DeadManError,
    DeviceTimeoutError,
    PendingTrialError,
    RejectedCommandError,
    RejectedLineError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.routeros import WORDS
from ansible_collections.auto.factory.plugins.module_utils.platforms.routeros_script import rollback_source, upload
from ansible_collections.auto.factory.tests.lab.routeros.words import value

from ..config import chance
from .benches import ID, Bench, benches

OS = "community.routeros.routeros"

CONFIG = """\
/interface bridge add name=bridge1 comment=old
/interface bridge port add bridge=bridge1 interface=ether2
/ip address add address=203.0.113.1/30 interface=bridge1
/ip firewall filter add action=accept chain=input protocol=icmp
/ip firewall filter add action=drop chain=input comment="the rest?"
/system identity set name=r1
"""
CHANGE = (
    '/interface bridge set [find name=bridge1] comment="second floor"',
    "/interface bridge port remove [find interface=ether2]",
    "/ip firewall filter remove [find protocol=icmp]",
    "/ip firewall filter add chain=input action=accept dst-port=22 protocol=tcp place-before=[find action=drop]",
)


@pytest.fixture(scope="module")
def fresh() -> Iterator[Iterator[Bench]]:
    """Routers, handed out one by one."""
    with benches("community.routeros.routeros", CONFIG, 24) as found:
        yield found


@pytest.fixture
def bench(fresh) -> Bench:
    """One that nobody has touched."""
    return next(fresh)


def test_the_timer_brings_back_every_kind_of_change(bench):
    """Values, members, rules and their places: the router itself undoes them, and removes what it needed for that."""
    driver = bench.driver()
    before = bench.device.running
    trial = bench.started(driver, CHANGE)
    now = driver.running()
    driver.close()
    assert "dst-port=22" in now
    assert "protocol=icmp" not in now
    bench.device.clock(advance=trial.seconds + 1)
    assert bench.device.running == before
    assert bench.device.files() == {}


def test_half_a_change_is_brought_back(bench):
    """The session broke off after the first command: what was not changed yet is not added a second time."""
    driver = bench.driver()
    before = bench.device.running
    trial = bench.trial(driver, CHANGE)
    driver.arm(trial)
    bench.device.apply(trial.commands[0])
    driver.close()
    bench.device.clock(advance=trial.seconds + 1)
    assert bench.device.running == before


def test_a_command_that_fails_does_not_stop_the_way_back(bench):
    """Somebody has taken the bridge away meanwhile: what can be brought back is, and the entry is gone."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    driver.arm(trial)
    driver.apply(trial)
    bench.device.apply("/ip address remove [find interface=bridge1]", "/interface bridge remove [find name=bridge1]")
    bench.device.clock(advance=trial.seconds + 1)
    assert "protocol=icmp" in bench.device.running
    assert "ether2" not in bench.device.running
    assert bench.device.files() == {}


def test_keeping_and_undoing_exclude_each_other(bench):
    """Whichever comes second is refused: the entry has another name by then, or is gone."""
    driver = bench.driver()
    trial = bench.started(driver, CHANGE)
    bench.device.clock(advance=trial.seconds + 1)
    with pytest.raises(DeadManError, match="no such item"):
        driver.confirm(trial)
    again = bench.started(driver, CHANGE)
    driver.confirm(again)
    bench.device.clock(advance=again.seconds + 1)
    assert "second floor" in bench.device.running
    with pytest.raises(DeadManError):
        driver.confirm(again)


def test_a_better_way_back_is_the_one_that_runs(bench):
    """After the change has been read back the entry runs another script; the first is removed with it."""
    driver = bench.driver()
    trial = bench.started(driver, CHANGE[:1])
    driver.refresh(trial, ["/interface bridge set [find name=bridge1] comment=better"])
    bench.device.clock(advance=trial.seconds + 1)
    assert "comment=better" in bench.device.running
    assert bench.device.files() == {}


def test_a_refresh_after_the_timer_is_refused(bench):
    """Nobody is told that a switch waits which has fired."""
    driver = bench.driver()
    trial = bench.started(driver, CHANGE)
    bench.device.clock(advance=trial.seconds + 1)
    with pytest.raises(DeadManError, match="has fired"):
        driver.refresh(trial, trial.rollback)


def test_two_that_arm_see_each_other(bench):
    """A switch of somebody else's is seen right before ours is armed, and nothing of ours stays."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    bench.device.type('/system scheduler add name=af-ffffffffffff interval=5m on-event="/system script run af-ffffffffffff"')
    with pytest.raises(PendingTrialError):
        driver.arm(trial)
    assert list(bench.device.files()) == ["system scheduler af-ffffffffffff"]


def test_the_switch_is_no_part_of_the_configuration(bench):
    """What waits on the router for a trial is left out of what is read, other scripts are not."""
    bench.device.apply("/system script add name=af-mine source=x")
    driver = bench.driver()
    driver.arm(bench.trial(driver, CHANGE))
    assert ID in bench.device.running
    assert ID not in driver.running()
    assert "af-mine" in driver.running()


def test_a_router_before_release_7_is_read(bench):
    """There the word that asks for secrets is unknown, and they are shown unasked."""
    driver = bench.driver()
    send = driver.session.send
    refused = "expected end of command (line 1 column 15)"
    driver.session.send = lambda command, timeout=None: refused if "show-sensitive" in command else send(command, timeout)
    assert "/system identity set name=r1" in driver.running()
    assert bench.typed("^/export") == ["/export terse"]


def test_device_mode_can_forbid_the_scheduler(bench):
    """Then there is no switch, and the change is refused before anything is touched."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    driver.preflight(trial)
    driver.session.send = lambda command, timeout=None: "          mode: home\n     scheduler: no\n"
    with pytest.raises(DeadManError, match="device-mode"):
        driver.preflight(trial)


def test_a_refused_line_hides_its_secret(bench):
    """The error names the line, not the password in it."""
    driver = bench.driver()
    trial = bench.trial(driver, ["/ppp secret add name=u password=hunter22x service=l2tp"])
    with pytest.raises(RejectedLineError) as raised:
        driver.apply(trial)
    assert "hunter22x" not in str(raised.value)
    assert "/ppp secret add name=u" in str(raised.value)


def test_a_safe_mode_of_somebody_is_seen(bench):
    """What is done meanwhile is taken back when that session breaks off: nothing is begun, and nothing counts as kept."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    bench.device.type("\x18", "/system identity set name=r2")
    assert "safe mode" in driver.pending().words
    with pytest.raises(PendingTrialError, match="safe mode"):
        driver.arm(trial)
    bench.device.type("\x18")
    assert driver.pending() is None
    driver.arm(trial)
    bench.device.type("\x18")
    driver.apply(trial)
    with pytest.raises(DeadManError, match="safe mode"):
        driver.confirm(trial)
    assert bench.device.pending() is not None


def test_the_timer_fires_although_the_clock_was_set(bench):
    """The scheduler goes by the wall clock: a change of the time zone does not move the way back by hours."""
    driver = bench.driver()
    before = bench.device.running
    trial = bench.started(driver, ["/system clock set time-zone-name=America/New_York", *CHANGE])
    driver.close()
    assert "New_York" in bench.device.running
    bench.device.clock(advance=trial.seconds + 1)
    assert bench.device.running == before
    assert bench.device.files() == {}


def test_a_script_that_was_cut_short_is_no_switch(bench):
    """The router took the script and holds less of it: nothing is armed, and nothing stays."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    send = driver.session.send
    driver.session.send = lambda command, timeout=None: "400\n" if command.startswith(":put") else send(command, timeout)
    with pytest.raises(DeadManError, match="400"):
        driver.arm(trial)
    assert bench.device.files() == {}


def test_an_export_with_a_gap_is_no_configuration(bench):
    """A menu that the router could not show in time would look as if it were gone."""
    driver = bench.driver()
    gap = "/system identity set name=r1\n#error exporting /ip/firewall/filter\n"
    driver.session.send = lambda command, timeout=None: gap
    with pytest.raises(RejectedCommandError, match="error exporting"):
        driver.running()


def test_a_text_in_the_export_is_no_refusal(bench):
    """Only an answer that is nothing else says no: a comment may hold any words."""
    bench.device.apply('/interface bridge set [find name=bridge1] comment="(line 1 column 2)"')
    assert "(line 1 column 2)" in bench.driver().running()


def test_any_word_to_a_change_is_a_no(bench):
    """A command that changes something is silent where it succeeds; an unknown complaint ends the change."""
    driver = bench.driver()
    trial = bench.trial(driver, CHANGE)
    driver.session.send = lambda command, timeout=None: "the hardware table is full\n"
    with pytest.raises(RejectedLineError, match="table is full"):
        driver.apply(trial)


def test_a_silent_router_repeats_no_secret(bench):
    """The script holds what the way back needs; an error about it does not."""
    driver = bench.driver()
    trial = bench.trial(driver, ["/interface bridge set [find name=bridge1] comment=hunter22x"])

    def silent(command: str, timeout: float | None = None) -> str:
        raise DeviceTimeoutError(f"no answer to '{command}' within 1 s", "r1")

    driver.session.send = silent
    with pytest.raises(DeviceTimeoutError) as raised:
        driver.apply(trial)
    assert "hunter22x" not in str(raised.value)
    assert "/interface bridge set" in str(raised.value)


def test_log_messages_on_the_terminal_are_no_answers():
    """Critical ones come to every login, whatever it is doing."""
    noise = re.compile(WORDS.dialect.noise)
    for message in (
        "2026-11-23 15:00:00 system,error,critical login failure for user root from 192.0.2.1 via ssh\r\n",
        "nov/23 15:00:00 system,error,critical login failure for user root from 192.0.2.1 via ssh\r\n",
        "15:00:00 interface,critical loop on ether1\r\n",
    ):
        assert noise.sub("", f"/ip dns set a=b\r\n{message}/system x\r\n") == "/ip dns set a=b\r\n/system x\r\n"


NASTY = [
    'say "hi"',
    "a\\b",
    "cost $5",
    "why?",
    "two\nlines",
    "tab\there",
    "end\\",
    "[find]",
    "{}",
    "semi;colon",
    "#no",
    "\x07",
    "B\xc3\xbcro",
]


@pytest.mark.parametrize("text", NASTY)
def test_texts_survive_the_console(text):
    """Quotes, dollars and question marks mean themselves, to us and to the (simulated) router."""
    assert plain(quoted(text)) == text
    assert value(quoted(text)) == text
    assert "?" not in quoted(text)
    assert "\n" not in quoted(text)


def test_a_long_script_travels_in_pieces(bench):
    """No line is longer than a console takes, and the pieces make the whole."""
    rollback = [f'/ip pool add name=p{number} comment="number {number}?" ranges=192.0.2.{number}' for number in range(30)]
    source = rollback_source(Trial(ID, (), tuple(rollback), "", 60), rollback)
    pieces = list(upload(ID, source))
    assert len(pieces) > 10
    assert max(map(len, pieces)) < 900
    bench.device.type(*pieces)
    held = next(line for line in bench.device.running.splitlines() if "/system script add" in line)
    assert value(held[held.index("source=") + len("source=") :]) == source


@pytest.mark.parametrize("seed", range(25))
def test_the_script_brings_back_what_was_cut_off_anywhere(seed):
    """Random changes, cut off after any of their commands: the script leads back, rules in their order included."""
    luck = chance.luck_of(seed)
    device, other = chance.router(luck), chance.router(luck)
    before = device.export() + "\n"
    commands = tuple(config_remediate(before, other.export() + "\n", OS))
    rollback = tuple(config_remediate(config_predict(before, commands, OS), before, OS))
    trial = Trial(ID, commands, rollback, before, 60)

    async def play() -> None:
        for line in upload(ID, rollback_source(trial, rollback)):
            device.console.run(line)
        device.console.run(f"/system scheduler add name={ID} interval=1m on-event=x")
        for command in commands[: luck.randint(0, len(commands))]:
            device.console.run(command)
        device.console.run(f"/system script run {ID}")

    asyncio.run(play())
    assert equivalent(device.export() + "\n", before, OS)
    assert device.flash == {}


def test_the_script_claims_the_entry_first():
    """It begins with the one fact that decides, and ends with removing the entry and itself."""
    rollback = ["/ip dns set servers=192.0.2.53", "/ip pool add name=p ranges=192.0.2.9"]
    lines = rollback_source(Trial(ID, (), tuple(rollback), "", 60), rollback).splitlines()
    assert f'/system scheduler set "{ID}" name="{ID}-firing"' in lines[0]
    assert lines[1] == ":do { /ip dns set servers=192.0.2.53 } on-error={}"
    assert lines[2] == (':do { :if ([:len [/ip pool find name="p"]] = 0) do={ /ip pool add name=p ranges=192.0.2.9 } } on-error={}')
    assert lines[-1] == f'/system script remove [find name~"^{ID}"]'
