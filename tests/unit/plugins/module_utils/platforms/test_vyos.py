# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""VyOS would reboot for an unconfirmed change, and its command line is a shell: neither may come as a surprise."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

pytest.importorskip("asyncssh", reason="the simulated lab needs asyncssh")

from ansible_collections.auto.factory.plugins.module_utils.errors import (
    DeadManError,
    PendingTrialError,
    RejectedCommandError,
    RejectedLineError,
)
from ansible_collections.auto.factory.plugins.module_utils.platforms import vyos
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.setlines import commit_seconds
from ansible_collections.auto.factory.plugins.module_utils.platforms.terminal import refusal
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target
from ansible_collections.auto.factory.tests.lab import SimulatedLab

OS = "vyos.vyos.vyos"
ID = "af-0123456789ab"
REVISIONS = "set system config-management commit-revisions 100\n"
ACTION = "set system config-management commit-confirm action {}\n"
CONFIG = """\
set system host-name r1
set interfaces ethernet eth0 address 192.0.2.14/24
set interfaces ethernet eth1 description old
"""
READY = CONFIG + REVISIONS + ACTION.format("reload")
CHANGE = ("set interfaces ethernet eth1 description 'second floor'",)
# Nothing answers for the number of this neighbour's system: the device refuses it at the commit.
TORN = ("set interfaces ethernet eth1 description torn", "set protocols bgp neighbor 198.51.100.9 description x")


@pytest.fixture(scope="module")
def lab() -> Iterator[SimulatedLab]:
    """Fresh devices, and three that are not fit for a change."""
    devices = {f"v{number}": {"platform": OS, "ports": 2, "config": READY} for number in range(1, 30)}
    devices["unset"] = {"platform": OS, "ports": 2, "config": CONFIG + REVISIONS}
    devices["reboots"] = {"platform": OS, "ports": 2, "config": CONFIG + REVISIONS + ACTION.format("reboot")}
    devices["forgets"] = {"platform": OS, "ports": 2, "config": CONFIG + ACTION.format("reload")}
    with SimulatedLab({"defaults": {"host_keys": "shared"}, "devices": devices}) as running:
        running.fresh = iter(running.devices)
        yield running


@pytest.fixture
def device(lab):
    """One that nobody has touched."""
    return next(lab.fresh)


@pytest.fixture
def connect(lab):
    """A function that opens a session with a device."""
    opened = []

    def open_one(device) -> vyos.VyosDriver:
        target = Target(
            name=device.name,
            host=device.host,
            port=device.port,
            credentials=Credentials("admin", "admin"),
            network_os=OS,
            known_hosts_files=(str(lab.known_hosts),),
        )
        opened.append(vyos.VyosDriver(target))
        return opened[-1]

    yield open_one
    for driver in opened:
        driver.close()


def trial(driver: vyos.VyosDriver, commands=CHANGE) -> Trial:
    """A trial of five minutes."""
    return Trial(ID, tuple(commands), (), driver.running(), 300)


def started(driver: vyos.VyosDriver, commands=CHANGE) -> Trial:
    """A trial that waits for its confirmation."""
    made = trial(driver, commands)
    driver.preflight(made)
    driver.arm(made)
    driver.apply(made)
    return made


@pytest.mark.parametrize(
    ("name", "words", "cure"),
    [
        pytest.param("unset", "not set, and then it is 'reboot'", "action reload", id="by default it reboots"),
        pytest.param("reboots", "'reboot'", "action reload", id="it is told to reboot"),
        pytest.param("forgets", "no archive to go back to", "commit-revisions 100", id="it keeps no archive"),
    ],
)
def test_a_device_that_would_not_go_back_is_refused(lab, connect, name, words, cure):
    """Before anything is typed, with what to set."""
    device = lab.device(name)
    driver = connect(device)
    with pytest.raises(DeadManError, match=words) as raised:
        driver.preflight(trial(driver))
    assert cure in raised.value.cure
    assert not device.commands("^(configure|set|commit)")


@pytest.mark.parametrize("line", ["delete system config-management", ACTION.format("reboot").strip()])
def test_a_change_may_not_take_its_own_net_away(device, connect, line):
    """The action is read when the commit begins: a change that alters it is refused."""
    driver = connect(device)
    with pytest.raises(DeadManError, match="would be after the change"):
        driver.preflight(trial(driver, [line]))


def test_an_archive_that_is_not_what_runs_is_refused(device, connect, monkeypatch):
    """The timer would load the newest archived revision, whatever that is."""
    driver = connect(device)
    send = driver.session.send
    said = "[edit interfaces ethernet eth1]\n-description gone\n+description old\n"
    monkeypatch.setattr(driver.session, "send", lambda line, *rest: said if line == "compare 0" else send(line, *rest))
    with pytest.raises(DeadManError, match="newest archived revision"):
        driver.preflight(trial(driver))


def test_a_commit_that_was_carried_out_in_part_is_taken_back(device, connect):
    """One component fails, another has been committed, and the timer runs: all of that is undone."""
    driver = connect(device)
    before = device.running
    made = trial(driver, TORN)
    driver.arm(made)
    with pytest.raises(RejectedLineError, match="remote-as must be set"):
        driver.apply(made)
    assert "torn" in device.running
    driver.undo(made)
    assert device.running == before
    assert device.pending() is None


def test_somebody_elses_commit_without_a_comment_is_not_undone(device, connect):
    """It has no name of ours, so it is not ours."""
    driver = connect(device)
    made = trial(driver)
    device.type("configure", "set system domain-name example.net", "commit-confirm 5", "y", "exit")
    driver.undo(made)
    assert device.pending() is not None
    with pytest.raises(DeadManError, match="somebody else"):
        driver.confirm(made)


def test_a_second_trial_is_refused_by_the_device_itself(device, connect):
    """Somebody was faster: theirs goes on."""
    driver = connect(device)
    made = trial(driver)
    driver.arm(made)
    device.type("configure", "set system domain-name example.net", "commit-confirm 5 comment theirs", "y", "exit")
    with pytest.raises(PendingTrialError):
        driver.apply(made)
    assert device.pending()["session"] == "theirs"
    assert "second floor" not in device.running


def test_a_value_is_no_shell(device, connect):
    """What a value holds reaches the device as it is, and nothing of it is run."""
    driver = connect(device)
    value = "a; touch /tmp/x $(reboot) `id` | b > c & d !e?"
    driver.confirm(started(driver, [f"set interfaces ethernet eth1 description '{value}'"]))
    assert "?" not in device.commands("description")[0]["line"]
    assert f"description '{value}'" in device.running


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        pytest.param("set system host-name r1", "set system host-name r1", id="plain words"),
        pytest.param("set a b $(reboot);id", "set a b '$(reboot);id'", id="a substitution"),
        pytest.param("set a b 'c?d'", r"set a b $'c\x3fd'", id="a question mark is a key"),
        pytest.param("set a b 'c\td\\e'", r"set a b $'c\x09d\x5ce'", id="and so is a tab"),
        pytest.param('set a b "c d"', "set a b 'c d'", id="double quotes"),
        pytest.param("set a b 'c''d'", "set a b cd", id="as the shell would have read it"),
    ],
)
def test_every_word_is_quoted(device_free_driver, line, typed):
    """For the shell under the command line."""
    assert device_free_driver._quoted(line) == typed


NASTY = ["plain", "two words", "a;id", "$(id)", "`id`", "a|b>c<d&e", "!!", "it's", 'say "so"', "", "*"]
NASTY += ["c?d", "e\tf", "g\\h", "ü?", "?'\\x41"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_a_real_shell_reads_every_word_back():
    """What bash makes of the quoted words is what they were."""
    typed = " ".join(vyos._word(word) for word in NASTY)
    heard = subprocess.run(["bash", "-c", f"printf '%s\\0' {typed}"], capture_output=True, check=True).stdout.decode()
    assert heard.split("\0")[:-1] == NASTY
    assert not re.search(r"[?\t]", typed)


@pytest.fixture
def device_free_driver():
    """A driver that was never connected."""
    driver = object.__new__(vyos.VyosDriver)
    driver.target = Target(name="r1", host="192.0.2.1", credentials=Credentials("admin", "admin"), port=22, network_os=OS)
    return driver


def test_quotes_that_do_not_match_are_refused_here(device_free_driver):
    """The shell would wait for the rest for ever."""
    with pytest.raises(RejectedLineError, match="quotes"):
        device_free_driver._quoted("set interfaces ethernet eth1 description 'half")


def test_the_startup_is_the_saved_configuration(device, connect):
    """In the form of the running one, and only after a save."""
    driver = connect(device)
    assert driver.startup() == driver.running()
    driver.confirm(started(driver))
    assert "second floor" not in driver.startup()
    driver.save()
    assert driver.startup() == driver.running()


def test_a_save_that_did_not_save_is_told(device, connect, monkeypatch):
    """What the device says is not all that counts."""
    driver = connect(device)
    driver.confirm(started(driver))
    monkeypatch.setattr(driver, "startup", lambda: CONFIG)
    with pytest.raises(RejectedCommandError, match="not what runs"):
        driver.save()


def test_a_timer_that_cannot_be_seen_is_no_timer_that_does_not_run(device, connect, monkeypatch):
    """A login without rights gets other words, and an error."""
    driver = connect(device)
    monkeypatch.setattr(driver.session, "send", lambda line, *rest: "\n  Invalid command: [systemctl]\n\n")
    with pytest.raises(RejectedCommandError):
        driver.pending()


def test_a_commit_of_somebody_else_meanwhile_is_not_taken_back(device, connect):
    """It puts our change into the newest revision, which the timer would load: ours goes all the same, and theirs stays."""
    driver = connect(device)
    before = driver.running()
    rollback = ("set interfaces ethernet eth1 description old",)
    made = Trial(ID, CHANGE, rollback, before, 300)
    driver.arm(made)
    driver.apply(made)
    device.type("configure", "set system domain-name example.net", "commit", "exit")
    driver.undo(made)
    assert "second floor" not in device.running
    assert "domain-name" in device.running
    assert device.pending() is None


ACTS = [
    pytest.param("commit", id="a commit without a timer"),
    pytest.param("run reboot now", id="a reboot"),
    pytest.param("sudo poweroff", id="a command of the shell"),
    pytest.param("exit discard", id="the end of the session"),
    pytest.param("save", id="a save before the confirmation"),
]


@pytest.mark.parametrize("line", ACTS)
def test_what_is_no_statement_is_never_typed(device, connect, line):
    """It would act at once: refused before anything is touched, in the preview and in the change."""
    driver = connect(device)
    made = trial(driver, [*CHANGE, line])
    for step in (driver.preflight, driver.arm):
        with pytest.raises(RejectedLineError, match="no statement"):
            step(made)
    assert not device.commands("^(configure|set|commit|run|sudo|save)")


def test_levels_are_left_before_the_commit(device, connect):
    """``edit`` in a list of lines says where its statements belong; the session stays at the top."""
    driver = connect(device)
    driver.confirm(
        started(driver, ["edit interfaces ethernet eth1", "set description 'second floor'", "top", "set system domain-name x"])
    )
    assert "set interfaces ethernet eth1 description 'second floor'" in device.running
    assert "set system domain-name 'x'" in device.running
    assert not device.commands("^edit")


def test_what_is_typed_is_not_kept_by_the_shell(device, connect):
    """Secrets are typed there: the shell is told to write no history."""
    connect(device)
    assert device.commands("HISTFILE=/dev/null")


WARNED = """
WARNING: Setting this option is deprecated, since the value it had before,
which is not valid

DEPRECATION WARNING: "old" will go, and a name
that is not valid

"""


def test_a_warning_over_several_lines_is_no_refusal():
    """VyOS breaks its warnings after 72 characters, without indenting what follows."""
    assert refusal(WARNED, vyos.WORDS)
    assert not refusal(vyos._without_warnings(WARNED), vyos.WORDS)


@pytest.mark.parametrize("failed", ["[[protocols bgp]] failed\nCommit failed\n", "Commit failed\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_failure_after_a_warning_is_one(failed, gap):
    """Whether or not an empty line stands between them."""
    assert refusal(vyos._without_warnings(f"WARNING: a thing\nto know{gap}\n{failed}"), vyos.WORDS)


def test_a_commit_may_take_its_time(device, connect, monkeypatch):
    """Longer than any other command: a slow device is no failed change."""
    driver = connect(device)
    made = trial(driver)
    driver.arm(made)
    limits = []
    limit = driver.session._limit
    monkeypatch.setattr(driver.session, "_limit", lambda seconds, words: limits.append((words, seconds)) or limit(seconds, words))
    driver.apply(made)
    assert [seconds for words, seconds in limits if "commit-confirm 5" in words] == [300.0]


@pytest.mark.parametrize(("timer", "commit"), [(60, 90.0), (120, 120.0), (3600, 300.0)])
def test_how_long_a_commit_may_take(timer, commit):
    """At least a minute and a half, else as long as the timer it starts, and never for ever."""
    assert commit_seconds(timer) == commit


REFUSED = [
    pytest.param("\n  Configuration path: [interfaces ethernet eth1 adress] is not valid\n  Set failed\n\n", id="no such node"),
    pytest.param("\n  Configuration path: interfaces [ethernt] is not valid\n  Set failed\n\n", id="no such node, another release"),
    pytest.param("\n  Invalid value\n  Value validation failed\n  Set failed\n\n", id="no such value"),
    pytest.param("\n\n  Error: x is not a valid address\n\n  Value validation failed\n  Set failed\n", id="with a reason"),
    pytest.param("[[protocols bgp]] failed\nCommit failed\n", id="a failed commit"),
    pytest.param("No configuration changes to commit\n", id="nothing to commit"),
    pytest.param("Another confirm is pending\n", id="a second trial"),
    pytest.param("vbash: show: command not found\n", id="not a VyOS command line"),
    pytest.param("\n  Invalid command: [shw]\n\n", id="no such command"),
    pytest.param("Cannot exit: configuration modified.\n", id="held back"),
]


@pytest.mark.parametrize("answer", REFUSED)
def test_a_refusal_is_recognised(answer):
    """Whatever the device calls it."""
    assert refusal(answer, vyos.WORDS)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[edit]",
        "\n  Configuration path: [system host-name r1] already exists\n\n",
        "Warning: configuration changes have not been saved.\nexit\n",
        "\nInitialized commit-confirm; 5 minutes to confirm before reload\n",
        "Reload timer stopped\n",
        "set interfaces ethernet eth1 description 'no such file or directory: command not found'\n",
        "Saving configuration to '/config/config.boot'...\nDone\n",
    ],
)
def test_other_words_are_no_refusal(answer):
    """Warnings and successes."""
    assert not refusal(answer, vyos.WORDS)


@pytest.mark.parametrize("what", ["reboot in 5 minutes", "reload previous config in 1 minute"])
def test_what_is_written_to_every_terminal_is_no_answer(what):
    """The reminder that a commit waits may land in the middle of an answer."""
    said = f"\r\n[commit-confirm] System will {what}\r\nto rollback the last commit.\r\nConfirm your changes to cancel it.\r\n"
    heard = re.sub(vyos.WORDS.dialect.noise, "", f"active\r\n{said}admin@r1:~$ ")
    assert heard.split() == ["active", "admin@r1:~$"]
    assert re.search(vyos.WORDS.dialect.privileged_prompt, heard, re.MULTILINE)
