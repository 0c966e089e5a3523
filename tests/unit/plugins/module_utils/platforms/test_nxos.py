# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the NX-OS driver makes of a device's words, where a simulated device cannot be made to say them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import (
    ChangedSinceError,
    DeadManError,
    PendingTrialError,
    PredictionError,
    RejectedCommandError,
    RejectedLineError,
    UndoError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms import nxos, scp
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.terminal import refusal
from ansible_collections.auto.factory.plugins.module_utils.session.link import Answer
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

from .benches import benches

BEFORE = "version 9.3(8) Bios:version 07.69\nhostname r1\nfeature scp-server\ninterface Ethernet1/1\n  description old\n"
TRIAL = Trial("af-1", ("interface Ethernet1/1", "  description new"), (), BEFORE, 60)
STATUS = "Last operation : Config-replace to user config\n  Operation Status: Success\n"
RUNNING = STATUS + "Commit Timer Status : Running\nCommit Timeout Remaining : 41 seconds\n"
STOPPED = STATUS + "Commit Timer Status : Not running\n"
REPLACED = "Executing Rollback Patch\nConfigure replace completed successfully. Please run 'show config-replace log exec' to see\n"


class Scripted:
    """A session that answers from a list of (beginning of a command, answer), each used once, the last one for ever."""

    def __init__(self, *answers: tuple[str, str]) -> None:
        self.answers, self.sent = list(answers), []
        self.patience: dict[str, float | None] = {}

    def send(self, command: str, timeout: float | None = None) -> str:
        self.sent.append(command)
        self.patience[command] = timeout
        fitting = [pair for pair in self.answers if command.startswith(pair[0])]
        if len(fitting) > 1:
            self.answers.remove(fitting[0])
        return fitting[0][1] if fitting else ""

    def in_config_mode(self) -> bool:
        return False


def driver(*answers: tuple[str, str]) -> nxos.NxosDriver:
    """A driver on a scripted session."""
    made = nxos.NxosDriver.__new__(nxos.NxosDriver)
    made.target = Target("r1", "192.0.2.1", 22, Credentials("netops"), "cisco.nxos.nxos")
    made.words, made.session, made._replaced = nxos.WORDS, Scripted(*answers), ""
    return made


def unchanged(*answers: tuple[str, str]) -> nxos.NxosDriver:
    """The same, with the configuration that the trial starts from."""
    return driver(("show running-config", BEFORE), *answers)


@pytest.mark.parametrize(
    ("answer", "running"),
    [
        pytest.param(RUNNING, True, id="status and seconds"),
        pytest.param(STATUS + "Commit timeout: 60, time remaining: 12 sec\n", True, id="one line with both"),
        pytest.param(STATUS + "Commit-timeout in progress, 12 seconds left\n", True, id="in progress"),
        pytest.param(STOPPED, False, id="not running"),
        pytest.param(STATUS + "Commit Timer Status : Expired\n", False, id="expired"),
        pytest.param(STATUS + "Commit timer: None\nTime remaining: 0\n", False, id="none"),
        pytest.param(STATUS + "Commit timeout remaining : 0 seconds\n", False, id="no second left"),
        pytest.param(STATUS, False, id="a replacement without a timer"),
        pytest.param("", False, id="nothing was ever replaced"),
    ],
)
def test_a_running_timer_is_told_from_one_that_is_over(answer, running):
    """Its wording is not documented: several are understood, and what is over never counts as running."""
    assert bool(nxos.running_timer(answer)) == running


@pytest.mark.parametrize(
    "answer",
    [
        "                ^\n% Invalid command at '^' marker.\n",
        "% Incomplete command at '^' marker.\n",
        "                    ^\nInvalid range at '^' marker.\n",
        "ERROR: Physical interfaces cannot be removed\n",
        "% 10.0.0.1/24 overlaps with address configured on Ethernet1/2\n",
        "Syntax error while parsing 'ip adress'\n",
    ],
)
def test_a_refusal_is_told_in_the_devices_words(answer):
    """NX-OS does not begin every refusal with a percent sign."""
    assert refusal(answer, nxos.WORDS)


@pytest.mark.parametrize(
    "answer", ["", "Warning: Edge port type (portfast) should only be enabled on ports\n", "% Warning: slow\n"]
)
def test_a_warning_is_no_refusal(answer):
    """What the device only remarks does not take a change back."""
    assert refusal(answer, nxos.WORDS) == ""


def test_the_candidate_is_the_whole_configuration():
    """Lines to merge become the configuration they lead to, with the head and the version line the device asks for."""
    lines = nxos.candidate_text(TRIAL).splitlines()
    assert lines[:2] == ["!Command: show running-config", "version 9.3(8) Bios:version 07.69"]
    assert lines[2:] == ["hostname r1", "feature scp-server", "interface Ethernet1/1", "  description new"]


def test_a_replacement_keeps_its_own_version_line():
    """One that has none gets the device's; one that has another is the device's to refuse."""
    assert "version 9.3(8) Bios" in nxos.candidate_text(replace(TRIAL, target="hostname r2\n"))
    other = nxos.candidate_text(replace(TRIAL, target="version 10.2(1) Bios:version 01.01\nhostname r2\n"))
    assert other.count("version 10.2(1)") == 1
    assert "version 9.3(8)" not in other


def test_without_an_scp_server_the_change_is_refused_with_the_cure():
    """Before anything is sent."""
    device = driver()
    with pytest.raises(DeadManError, match="feature scp-server"):
        device.preflight(replace(TRIAL, before="hostname r1\nno feature scp-server\n"))
    assert device.session.sent == []
    driver(("show config-replace", STOPPED)).preflight(TRIAL)


def test_a_release_without_the_timer_is_named():
    """Also for a login that may not see it."""
    with pytest.raises(DeadManError, match="commit-timeout"):
        driver(("show config-replace", "% Invalid command at '^' marker.\n")).pending()


def test_a_candidate_that_arrived_damaged_is_never_used(monkeypatch):
    """Half a configuration must not replace a whole one."""
    monkeypatch.setattr(nxos, "put", lambda *_: None)
    device = driver(("checkpoint", "Done\n"), ("show file", "d41d8cd98f00b204e9800998ecf8427e\n"))
    with pytest.raises(DeadManError, match="not what was sent"):
        device.arm(TRIAL)
    good = hashlib.md5(nxos.candidate_text(TRIAL).encode(), usedforsecurity=False).hexdigest()
    device = driver(("checkpoint", "Done\n"), ("show file", f"{good}\n"))
    device.arm(TRIAL)
    assert not [command for command in device.session.sent if command.startswith("configure")]


def test_too_many_checkpoints_are_no_way_to_begin():
    """The way back comes first."""
    with pytest.raises(DeadManError, match="checkpoint"):
        driver(("checkpoint", "ERROR: maximum number of user checkpoints reached\n")).arm(TRIAL)


def test_a_refused_line_is_named():
    """Out of all that the device prints while it replaces."""
    answer = "Executing Rollback Patch\n`ip adress 1.1.1.1/24`\nSyntax error while parsing ' ip adress 1.1.1.1/24'\nfailed\n"
    with pytest.raises(RejectedLineError) as raised:
        unchanged(("configure replace", answer)).apply(TRIAL)
    assert raised.value.line == "ip adress 1.1.1.1/24"


def test_a_result_that_differs_from_the_file_is_named():
    """Out of the device's own log of its verification."""
    log = "Status : Failed\n\n"
    log += "Verification patch contains the following commands:\n-----------\n!!\n`username bob password 5 x`\n\nExecution Log\n"
    assert nxos.verification_patch(log) == ["username bob password 5 x"]
    assert nxos.verification_patch("Verification patch contains the following commands:\n-----\n!!\n\n") == []
    with pytest.raises(PredictionError, match="username bob"):
        unchanged(("configure replace", "Verification failed\n"), ("show config-replace log verify", log)).apply(TRIAL)
    with pytest.raises(RejectedLineError, match=r"configure replace bootflash:af-1\.cfg commit-timeout 60"):
        unchanged(("configure replace", "ERROR: not enough space\n")).apply(TRIAL)


def test_a_replacement_without_a_timer_is_not_left_alone():
    """Whatever the device said of its success."""
    with pytest.raises(DeadManError, match="no commit timer"):
        unchanged(("configure replace", REPLACED), ("show config-replace", STOPPED)).apply(TRIAL)


def test_nothing_is_confirmed_when_no_timer_runs():
    """The confirmation is not even sent."""
    device = driver(("show config-replace", STOPPED))
    with pytest.raises(DeadManError):
        device.confirm(TRIAL)
    assert "configure replace commit" not in device.session.sent


def test_the_timer_is_stopped_only_after_the_way_back():
    """A break between the two leaves the timer in charge."""
    device = driver(
        ("show config-replace", RUNNING), ("show config-replace", RUNNING), ("show config-replace", STOPPED),
        ("show running-config", BEFORE.replace("old", "new")), ("show running-config", BEFORE),
        ("rollback", "Rollback completed successfully.\n"),
    )  # fmt: skip
    device.undo(TRIAL)
    order = [command for command in device.session.sent if command.startswith(("rollback", "configure", "no checkpoint"))]
    assert order == ["rollback running-config checkpoint af-1 atomic", "configure replace commit", "no checkpoint af-1"]


def test_a_timer_that_runs_already_is_somebody_elses():
    """Seen before anything is sent, and once more right before the replacement; what we had put there is removed."""
    with pytest.raises(PendingTrialError):
        driver(("show config-replace", RUNNING)).preflight(TRIAL)
    device = driver(("show config-replace", RUNNING))
    with pytest.raises(PendingTrialError):
        device.apply(TRIAL)
    assert device.session.sent[1:] == ["no checkpoint af-1", "delete bootflash:af-1.cfg no-prompt"]


@pytest.mark.parametrize(
    "answer", ["ERROR: Config replace commit timer is running\n", "ERROR: Another config-replace operation is in progress\n"]
)
def test_a_replacement_of_somebody_else_at_the_same_moment_is_told_from_a_failure_of_ours(answer):
    """Ours did not begin; one that began and failed is another matter."""
    with pytest.raises(PendingTrialError):
        unchanged(("configure replace", answer)).apply(TRIAL)
    with pytest.raises(RejectedLineError):
        unchanged(("configure replace", f"Executing Rollback Patch\n{answer}")).apply(TRIAL)


def test_an_edit_since_the_configuration_was_read_is_not_replaced():
    """The file holds the whole configuration: an edit that it does not know would be lost."""
    device = driver(("show running-config", BEFORE + "ntp server 192.0.2.9\n"))
    with pytest.raises(ChangedSinceError):
        device.apply(TRIAL)
    assert not [command for command in device.session.sent if command.startswith("configure")]
    assert "delete bootflash:af-1.cfg no-prompt" in device.session.sent


def test_a_slow_replacement_is_waited_for():
    """A break in the middle of it would leave half of it: the shortest timer is no limit for the replacement itself."""
    assert nxos.CAPABILITIES.apply_seconds >= 120
    device = unchanged(("configure replace", REPLACED), ("show config-replace", STOPPED), ("show config-replace", RUNNING))
    device.apply(replace(TRIAL, seconds=30))
    assert device.session.patience["configure replace bootflash:af-1.cfg commit-timeout 30"] >= 120


def test_without_a_timer_somebody_elses_edit_is_left_alone():
    """The timer has taken ours back, or it never began: a rollback to our checkpoint would undo a colleague's work."""
    device = driver(("show config-replace", STOPPED), ("show running-config", BEFORE + "ntp server 192.0.2.9\n"))
    with pytest.raises(UndoError, match="somebody else"):
        device.undo(TRIAL)
    assert not [command for command in device.session.sent if command.startswith("rollback")]


@pytest.mark.parametrize("now", [BEFORE.replace("old", "new"), BEFORE.replace("  description old\n", "  description new\n")])
def test_without_a_timer_what_is_ours_is_rolled_back(now):
    """A replacement that was kept or broke off: every line of it is one of the old or of the new configuration."""
    device = driver(
        ("show config-replace", STOPPED), ("show running-config", now), ("show running-config", BEFORE),
        ("rollback", "Rollback completed successfully.\n"),
    )  # fmt: skip
    device.undo(TRIAL)
    assert "rollback running-config checkpoint af-1 atomic" in device.session.sent


def test_what_this_session_saw_succeed_is_rolled_back_whatever_the_device_added():
    """A release that runs no timer: the same session still knows whose replacement it was."""
    device = driver(
        ("configure replace", REPLACED), ("show config-replace", STOPPED),
        ("show running-config", BEFORE), ("show running-config", BEFORE.replace("old", "new") + "added by itself\n"),
        ("show running-config", BEFORE), ("rollback", "Rollback completed successfully.\n"),
    )  # fmt: skip
    with pytest.raises(DeadManError):
        device.apply(TRIAL)
    device.undo(TRIAL)
    assert "rollback running-config checkpoint af-1 atomic" in device.session.sent


@pytest.mark.parametrize("answer", ["ERROR: Config replace commit timer is running\n", "Rollback failed.\n", ""])
def test_a_rollback_that_failed_is_not_called_one(answer):
    """Then the timer goes on: it is not stopped."""
    device = driver(("show config-replace", RUNNING), ("show running-config", "hostname r2\n"), ("rollback", answer))
    with pytest.raises(UndoError):
        device.undo(TRIAL)
    assert "configure replace commit" not in device.session.sent


@pytest.mark.parametrize(
    ("out", "taken"), [("\0\0\0", True), ("\0\1scp: bootflash: no space left\n", False), ("", False), ("\0\0", False)]
)
def test_a_file_counts_as_sent_when_every_step_was_answered(monkeypatch, out, taken):
    """An SCP server says no in the middle of its answers, or nothing at all."""

    class FakeLink:
        def __init__(self, target):
            self.sent = b""

        def open(self):
            return self

        def close(self):
            pass

        def execute(self, command, stdin, timeout):
            assert command == "scp -t bootflash:/af-1.cfg"
            assert stdin == b"C0600 5 af-1.cfg\nhello\0"
            return Answer(out, "", 0)

    monkeypatch.setattr(scp, "Link", FakeLink)
    target = Target("r1", "192.0.2.1", 22, Credentials("netops"), "cisco.nxos.nxos")
    if taken:
        scp.put(target, "bootflash:/af-1.cfg", b"hello")
        return
    with pytest.raises(RejectedCommandError) as raised:
        scp.put(target, "bootflash:/af-1.cfg", b"hello")
    assert ("no space left" in str(raised.value)) == ("space" in out)


def test_a_colleague_who_edits_meanwhile_keeps_his_work():
    """On a simulated switch, between the checkpoint and the replacement: refused, nothing of ours is left, his line is there."""
    config = "hostname r1\nfeature scp-server\nntp server 192.0.2.1 use-vrf management\n"
    with benches("cisco.nxos.nxos", config, 1) as found:
        bench = next(found)
        device, files = bench.driver(), set(bench.device.files())
        trial = bench.trial(device, ["interface Ethernet1/1", "  description new"])
        device.arm(trial)
        bench.device.fault("change", lines=["ntp server 192.0.2.9 use-vrf management"])
        with pytest.raises(ChangedSinceError):
            device.apply(trial)
        assert "ntp server 192.0.2.9" in bench.device.running
        assert "description new" not in bench.device.running
        assert set(bench.device.files()) == files
