# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the IOS-XR driver makes of a device's words, where a simulated device cannot be made to say them."""

from __future__ import annotations

import re

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    ChangedSinceError,
    DeadManError,
    RejectedCommandError,
    RejectedLineError,
    UndoError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms import iosxr
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.terminal import refusal
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

from .benches import benches

TRIAL = Trial("af-1", ("hostname r2",), ("hostname r1",), "hostname r1\n", 60)
WHOLE = Trial("af-1", ("hostname r2",), ("hostname r1",), "hostname r1\n", 60, "hostname r2\n")
HELD = "  2) Session: 00001000-000035b1-00000000  Mon Sep 21 00:58:16 2026\n     User: netops       Client: commit-confirm\n"
OPEN = "  1) Session: 00001000-00003595-00000000  Mon Sep 21 00:58:15 2026\n     User: netops       Client: CLI\n"
LIST = "SNo. Label/ID       User      Line     Client      Time Stamp\n~~~~ ~~~~~~~~  ~~~~\n1    {}   netops    vty0  CLI  now\n"
FAILED = (
    "% Failed to commit one or more configuration items during a pseudo-atomic operation. All changes made have been reverted.\n"
)


class Scripted:
    """A session in or out of configuration mode; answers by the beginning of a command, each used once, the last one for ever."""

    def __init__(self, *answers: tuple[str, str], config: bool = False) -> None:
        self.answers, self.config = list(answers), config
        self.sent: list[str] = []
        self.said: list[tuple[str, str]] = []

    def send(self, command: str, timeout: float | None = None) -> str:
        self.sent.append(command)
        if command.startswith(("configure", "abort", "end")):
            self.config = command.startswith("configure")
        fitting = [pair for pair in self.answers if command.removeprefix("do ").startswith(pair[0])]
        if len(fitting) > 1:
            self.answers.remove(fitting[0])
        return fitting[0][1] if fitting else ""

    def ask(self, command: str, answer: str, question: str, timeout: float | None = None) -> str:
        self.said.append((command, answer))
        return self.send(command)

    def converse(self, command: str, answers: dict[str, str], timeout: float | None = None) -> str:
        said = self.send(command)
        self.said += [(command, answer) for question, answer in answers.items() if re.search(question, said, re.MULTILINE)]
        return said

    def in_config_mode(self) -> bool:
        return self.config


def driver(*answers: tuple[str, str], config: bool = False, made: str = "") -> iosxr.IosxrDriver:
    """A driver on a scripted session; ``made``: the trial that it made."""
    found = iosxr.IosxrDriver.__new__(iosxr.IosxrDriver)
    found.target = Target("r1", "192.0.2.1", 22, Credentials("netops"), "cisco.iosxr.iosxr")
    found.words, found.session, found._made = iosxr.WORDS, Scripted(*answers, config=config), made
    return found


@pytest.mark.parametrize(
    "answer",
    [
        "                ^\n% Invalid input detected at '^' marker.\n",
        "% Incomplete command.\n",
        FAILED,
        "% Cannot commit because there is an unexpired trial/rollback session '00001000-00005b40-00000000'.\n",
        "Cannot enter exclusive mode. The Configuration Namespace is locked by another agent.\n",
        "% This command is not authorized\n",
    ],
)
def test_a_refusal_is_told_in_the_devices_words(answer):
    """Also where no percent sign leads it."""
    assert refusal(answer, iosxr.WORDS)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "% WARNING: Policy object prefix-set P exists! Reconfiguring it via CLI will replace current definition.\n",
        "% Confirming commit for trial session.\n",
        "Mon Sep 21 00:58:16.123 UTC\n",
    ],
)
def test_a_warning_is_no_refusal(answer):
    """A policy that is defined anew, and the confirmation itself, begin with a percent sign too."""
    assert refusal(answer, iosxr.WORDS) == ""


def test_a_refused_commit_names_the_line_and_the_reason():
    """As the device marks it, below the line."""
    shown = "!! SEMANTIC ERRORS: This configuration was rejected by\n!! the system due to semantic errors.\n\nrouter bgp 65000\n"
    shown += " neighbor 10.0.0.2\n  remote-as 65001\n!!% The process 'bpm' rejected the operation\n!\nend\n"
    assert iosxr.failed_line(shown) == ("remote-as 65001", "The process 'bpm' rejected the operation")
    device = driver(("commit", FAILED), ("show configuration failed", shown), config=True)
    with pytest.raises(RejectedLineError) as raised:
        device.apply(TRIAL)
    assert raised.value.line == "remote-as 65001"
    assert device.session.sent[-1] == "abort"


OTHERS = "One or more commits have occurred from other sessions\nDo you wish to proceed with this commit anyway? [no]: "
REPLACES = "This commit will replace or remove the entire running configuration.\nDo you wish to proceed? [no]: "


@pytest.mark.parametrize("trial", [TRIAL, WHOLE])
def test_a_commit_over_somebody_elses_is_declined(trial):
    """The device asks, of a replacement too; the answer is no, nothing was committed, and the candidate is thrown away."""
    device = driver(("commit", OTHERS), ("show running-config", "hostname r1\n"), config=True)
    with pytest.raises(ChangedSinceError):
        device.apply(trial)
    assert [answer for _command, answer in device.session.said] == ["no"]
    assert device.session.sent[-1] == "abort"


def test_what_was_committed_before_the_session_began_is_seen():
    """Of that the device does not ask: a replacement would undo it without a word."""
    device = driver(("show running-config", "hostname r1\nntp\n server 192.0.2.9\n"))
    with pytest.raises(ChangedSinceError):
        device.arm(WHOLE)
    assert device.session.sent == ["configure terminal", "do show running-config", "abort"]


@pytest.mark.parametrize("question", [REPLACES, "This could be a few minutes if your config is large. Confirm? [y/n][confirm]"])
def test_a_replacement_is_meant(question):
    """The device asks whether the whole configuration is to go, or whether there is time, and there is."""
    device = driver(
        ("commit", question), ("show running-config", "hostname r1\n"),
        ("show configuration sessions", OPEN + HELD), ("show configuration commit", LIST.format("af-1")), config=True,
    )  # fmt: skip
    device.apply(WHOLE)
    assert [answer[0] for _command, answer in device.session.said] == ["y"]
    assert device.session.sent[1] == "commit replace label af-1 confirmed 60"


@pytest.mark.parametrize("shown", [OPEN, OPEN + HELD])
def test_a_commit_that_is_not_seen_as_a_trial_is_not_called_untouched(shown):
    """The device took it and does not show it as ours: it has to be looked at, and the session that made it still undoes it."""
    device = driver(("show configuration sessions", shown), ("show configuration commit", LIST.format("1000000009")), config=True)
    with pytest.raises(DeadManError, match="no trial named"):
        device.apply(TRIAL)
    assert device._made == "af-1"


def test_somebody_elses_trial_after_ours_was_confirmed_is_no_fault():
    """He may begin as soon as ours is over."""
    device = driver(
        ("commit", "% Confirming commit for trial session.\n"),
        ("show configuration sessions", HELD), ("show configuration commit", LIST.format("theirs")), config=True, made="af-1",
    )  # fmt: skip
    device.confirm(TRIAL)


def test_a_banner_with_the_words_of_a_refusal_is_no_refusal():
    """What a configuration holds is not what the device says; a refusal is still heard."""
    banner = "!! IOS XR Configuration 7.5.2\nhostname r1\nbanner login ^\n% WARNING: if you are\nnot authorized, leave\n^\nend\n"
    assert "not authorized" in driver(("show running-config", banner)).running()
    for said in ("% This command is not authorized\n", "          ^\n% Invalid input detected at '^' marker.\n"):
        with pytest.raises(RejectedCommandError):
            driver(("show running-config", said)).running()


def test_a_timer_the_release_does_not_take_is_said():
    """An old release stops at 300 seconds."""
    with pytest.raises(DeadManError, match="confirmed 60"):
        driver(("commit", "      ^\n% Invalid input detected at '^' marker.\n"), config=True).apply(TRIAL)


def test_a_trial_is_named_by_its_label_or_by_its_number():
    """One without a label is never taken for ours."""
    assert driver(("show configuration sessions", OPEN)).pending() is None
    for name in ("af-1", "1000000005"):
        found = driver(("show configuration sessions", OPEN + HELD), ("show configuration commit", LIST.format(name))).pending()
        assert found.owner == name


def test_a_login_that_cannot_see_trials_is_refused():
    """It would take a running one for none."""
    with pytest.raises(DeadManError, match="task group"):
        driver(("show configuration sessions", "% This command is not authorized\n")).preflight(TRIAL)


def test_another_session_does_not_pretend_to_confirm():
    """Nothing is sent: a plain commit there would answer that there is nothing to do."""
    device = driver()
    with pytest.raises(DeadManError, match="session that made"):
        device.confirm(TRIAL)
    assert device.session.sent == []


def test_a_commit_that_found_nothing_is_no_confirmation():
    """The timer was faster."""
    with pytest.raises(DeadManError):
        driver(("commit", "% No configuration changes to commit.\n"), config=True, made="af-1").confirm(TRIAL)


def test_the_trial_is_taken_back_by_leaving_its_session():
    """The device asks whether that is meant."""
    device = driver(
        ("show configuration sessions", ""), ("show configuration commit", LIST.format("1000000006")), config=True, made="af-1"
    )
    device.undo(TRIAL)
    assert device.session.said == [("end", "yes")]


def test_from_another_session_the_timer_has_to_be_waited_for():
    """Said as it is."""
    device = driver(("show configuration sessions", HELD), ("show configuration commit", LIST.format("af-1")))
    with pytest.raises(UndoError, match="timer"):
        device.undo(TRIAL)


def test_a_confirmed_change_is_rolled_back_by_the_device():
    """Where the newest commit is ours and no trial runs; the device's word of success is read."""
    done = ("rollback", "Loading Rollback Changes.\nConfiguration successfully rolled back 1 commits.\n")
    newest = ("show configuration commit list 1", LIST.format("af-1"))
    second = "2    {}   netops    vty0  CLI  now\n"
    device = driver(("show configuration sessions", ""), newest, done, ("show configuration commit list 2", second.format("af-1")))
    device.undo(TRIAL)
    assert "rollback configuration last 1" in device.session.sent
    with pytest.raises(UndoError):
        driver(("show configuration sessions", ""), newest, ("rollback", "% Rollback failed\n")).undo(TRIAL)
    theirs = ("show configuration commit list 2", second.format("1000000009"))
    with pytest.raises(UndoError, match="instead of af-1"):  # somebody was faster by a moment: said at least
        driver(("show configuration sessions", ""), newest, done, theirs).undo(TRIAL)


def test_show_commands_reach_the_device_from_configuration_mode():
    """The session that holds a trial stays in it."""
    device = driver(("show version", "Version 7.5.2"), config=True)
    assert device.run(["show version"]) == {"show version": "Version 7.5.2"}
    assert device.session.sent == ["do show version"]


def test_a_colleague_who_commits_meanwhile_keeps_his_work():
    """On a simulated device, for lines and for a whole configuration: refused, and what he committed is there."""
    with benches("cisco.iosxr.iosxr", "hostname r1\nntp\n server 192.0.2.1\n!\n", 2) as found:
        for replaces in (False, True):
            bench = next(found)
            device = bench.driver()
            trial = bench.trial(device, ["hostname r2", "ntp", " server 192.0.2.1"], replace=replaces)
            device.arm(trial)
            bench.device.fault("change", lines=["ntp", " server 192.0.2.9"])
            with pytest.raises(ChangedSinceError):
                device.apply(trial)
            assert "server 192.0.2.9" in bench.device.running
            assert "hostname r1" in bench.device.running
            assert bench.device.pending() is None


def test_an_interface_of_a_vrf_is_configured_and_taken_back():
    """On a simulated device: the address after the VRF is the interface's."""
    with benches("cisco.iosxr.iosxr", "hostname r1\nvrf RED\n!\n", 1) as found:
        bench = next(found)
        device, before = bench.driver(), bench.device.running
        lines = ["interface Loopback9", " vrf RED", " ipv4 address 192.0.2.9 255.255.255.255"]
        trial = bench.started(device, lines)
        assert "\n".join(lines) in bench.device.running
        device.undo(trial)
        assert bench.device.running == before
