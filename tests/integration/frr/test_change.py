# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The transaction on real routers: what is wrong is undone, whoever has died meanwhile."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time

import pytest

from ..play import Player

EVERYTHING = ["interfaces_stay_up", "bgp_sessions_stay_up", "ospf_neighbors_stay", "routes_stay"]
DESCRIPTION = ["router bgp 65000", " neighbor 10.255.0.2 description second floor"]


@pytest.fixture
def player(tmp_path, frr_lab):
    frr_lab.wait_converged()
    return Player(tmp_path, frr_lab.inventory())


@pytest.fixture
def before(frr_lab):
    """The configuration a router has to come back to, and the promise that it does."""
    texts = {name: frr_lab.running(name) for name in ("r1", "r2")}
    yield texts
    for name, text in texts.items():
        assert frr_lab.running(name) == text, f"{name} was left changed"


def leftovers(lab, router):
    """Processes and files of ours on a router."""
    processes = lab.run(router, "sh", "-c", "grep -lsa 'auto-factory-dead-ma[n]' /proc/[0-9]*/cmdline", check=False).stdout
    files = lab.run(router, "sh", "-c", "ls -d /tmp/auto-factory-*", check=False).stdout
    return processes + files


def wait_for(condition, seconds):
    """Until something holds, or not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.3)
    return bool(condition())


def test_a_good_change_is_confirmed_saved_and_leaves_nothing_behind(player, frr_lab):
    """A change that holds stays, also for the next boot; a second run of it sends nothing and saves nothing."""
    result = player.change(
        "r1", "--diff", lines=DESCRIPTION, checks=EVERYTHING, confirm_timeout=30, reason="Floor plan", ticket="T-1"
    )
    assert (result["outcome"], result["changed"], result["failed"]) == ("confirmed", True, False)
    assert result["fingerprint"]["after"] == result["fingerprint"]["predicted"] != result["fingerprint"]["before"]
    assert "second floor" in frr_lab.running("r1")
    assert "second floor" in frr_lab.startup("r1")
    assert leftovers(frr_lab, "r1") == ""
    assert "+ neighbor 10.255.0.2 description second floor" in result["diff"]["prepared"]
    again = player.change("r1", lines=DESCRIPTION, checks=EVERYTHING, confirm_timeout=30)
    assert (again["outcome"], again["changed"], again["commands"], again["saved"]) == ("unchanged", False, [], False)
    back = player.change("r1", lines=result["rollback_commands"], checks=EVERYTHING, confirm_timeout=30)
    assert back["outcome"] == "confirmed"


def test_check_mode_previews_and_leaves_nothing(player, frr_lab, before):
    """--check shows what would be sent and the difference it would make, and touches nothing."""
    result = player.change("r1", "--check", "--diff", lines=DESCRIPTION, checks=EVERYTHING, confirm_timeout=30)
    assert (result["changed"], result["preview"], result["failed"]) == (True, True, False)
    assert result["commands"] == DESCRIPTION
    assert "second floor" in result["diff"]["prepared"]
    assert leftovers(frr_lab, "r1") == ""


def test_a_wrong_bgp_neighbor_is_rolled_back_byte_for_byte(player, frr_lab, before):
    """A session that breaks takes the change back, and the message names the peer."""
    result = player.change(
        "r1", lines=["router bgp 65000", " neighbor 10.255.0.2 remote-as 64999"], checks=EVERYTHING, confirm_timeout=20
    )
    assert (result["outcome"], result["changed"], result["failed"]) == ("rolled_back", False, True)
    assert result["error"]["code"] == "check_failed"
    assert "10.255.0.2" in result["error"]["what"]
    assert "r1" in result["error"]["where"]
    assert frr_lab.running("r1") == before["r1"]
    assert leftovers(frr_lab, "r1") == ""
    frr_lab.wait_converged()


def test_a_killed_controller_is_answered_by_the_router_itself(player, frr_lab, before):
    """kill -9 between apply and confirm: the router is back within its timer, with nobody's help."""
    task = {"auto.factory.change": {"lines": DESCRIPTION, "checks": EVERYTHING, "confirm_timeout": 15, "settle": 8}}
    process = player.start([task], "r1")
    assert wait_for(lambda: "second floor" in frr_lab.running("r1"), 20)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    killed = time.monotonic()
    assert wait_for(lambda: frr_lab.running("r1") == before["r1"], 20)
    assert time.monotonic() - killed < 18
    assert wait_for(lambda: leftovers(frr_lab, "r1") == "", 5)
    assert player.journal("select state from events where state = 'applied'")
    assert not player.journal("select state from events where kind = 'transaction.outcome'")


def test_a_change_that_cuts_its_own_management_access_is_undone(player, frr_lab, before):
    """Shutting the management interface costs the session, and the router brings itself back."""
    began = time.monotonic()
    result = player.change("r2", lines=["interface mgmt0", " shutdown"], confirm_timeout=15)
    assert result["outcome"] == "rolled_back", result
    assert result["failed"]
    assert time.monotonic() - began < 15 + 45
    assert frr_lab.running("r2") == before["r2"]
    assert leftovers(frr_lab, "r2") == ""
    frr_lab.wait_converged()


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        pytest.param(
            [
                "ip prefix-list GOOD seq 5 permit 10.1.0.0/16",
                "router bgp 65000",
                " neighbor 10.255.0.2 descripption x",
                " timers bgp 2 6",
            ],
            "neighbor 10.255.0.2 descripption x",
            "Unknown command",
            id="a line that does not parse",
        ),
        pytest.param(
            ["ip prefix-list GOOD seq 5 permit 10.1.0.0/16", "router bgp 65000", " neighbor 10.9.9.9 peer-group NOPE"],
            "neighbor 10.9.9.9 peer-group NOPE",
            "Configure the peer-group first",
            id="a line that parses and is refused",
        ),
        pytest.param(
            ["ip prefix-list GOOD seq 5 permit 10.1.0.0/16", "router bgp 64777", " neighbor 10.9.9.9 remote-as 1"],
            "router bgp 64777",
            "BGP is already running",
            id="a refusal without the usual sign",
        ),
    ],
)
def test_a_rejected_line_leaves_nothing_of_the_change(player, frr_lab, before, lines, line, words):  # noqa: PLR0913, PLR0917 - fixtures
    """The error names the line and the router's own words, and the lines before it are gone again."""
    result = player.change("r1", lines=lines, confirm_timeout=30)
    assert (result["outcome"], result["error"]["code"]) == ("rolled_back", "rejected_line")
    assert result["error"]["line"] == line
    assert words in result["error"]["answer"]
    assert frr_lab.running("r1") == before["r1"]
    assert leftovers(frr_lab, "r1") == ""


def test_a_whole_configuration_replaces_what_runs(player, frr_lab, before):
    """replace: what is not in the given text goes, what is new comes; the second run has nothing to do."""
    wanted = before["r1"].replace(" neighbor 10.255.0.2 timers connect 1\n", " neighbor 10.255.0.2 timers connect 2\n")
    wanted = wanted.replace("router ospf\n", "ip prefix-list WHOLE seq 5 permit 10.4.0.0/16\n!\nrouter ospf\n")
    assert wanted != before["r1"]
    result = player.change("r1", config=wanted, replace=True, checks=EVERYTHING, confirm_timeout=30, settle=1)
    assert (result["outcome"], len(result["commands"])) == ("confirmed", 3), result
    again = player.change("r1", config=wanted, replace=True, confirm_timeout=30)
    assert (again["outcome"], again["commands"]) == ("unchanged", [])
    back = player.change("r1", config=before["r1"], replace=True, checks=EVERYTHING, confirm_timeout=30, settle=1)
    assert back["outcome"] == "confirmed"


def test_a_template_is_rendered_for_the_router(player, frr_lab, before):
    """src: a Jinja2 file beside the play, with the router's own variables."""
    (player.folder / "words.j2").write_text("interface lo\n description {{ inventory_hostname }} of {{ site }}\n")
    task = {"auto.factory.change": {"src": "words.j2", "confirm_timeout": 30}, "vars": {"site": "ams"}, "check_mode": True}
    assert player.run([task], "r1").result("r1")["commands"] == ["interface lo", " description r1 of ams"]


def test_a_deadline_that_does_not_fit_is_refused(player, frr_lab, before):
    """Checks that would outlast the switch are refused before anything is touched."""
    result = player.change("r1", lines=DESCRIPTION, checks=EVERYTHING, confirm_timeout=15, check_timeout=60)
    assert (result["outcome"], result["error"]["code"]) == ("refused", "input")
    assert "check_timeout" in result["error"]["where"]


def test_a_router_changed_by_somebody_else_is_left_alone(player, frr_lab):
    """A change made for another configuration than the one that runs is refused, untouched."""
    stale = player.change("r1", "--check", lines=DESCRIPTION, confirm_timeout=30)["fingerprint"]["before"]
    frr_lab.vtysh("r1", "configure terminal", "ip prefix-list SOMEBODY seq 5 permit 10.2.0.0/16")
    now = frr_lab.running("r1")
    try:
        result = player.change("r1", lines=DESCRIPTION, fingerprint=stale, confirm_timeout=30)
        assert (result["outcome"], result["error"]["code"]) == ("refused", "changed_since")
        assert frr_lab.running("r1") == now
    finally:
        frr_lab.vtysh("r1", "configure terminal", "no ip prefix-list SOMEBODY")


def test_somebody_elses_pending_trial_is_not_touched(player, frr_lab, before):
    """While one change waits for its confirmation, another one is refused."""
    task = {"auto.factory.change": {"lines": DESCRIPTION, "checks": EVERYTHING, "confirm_timeout": 15, "settle": 8}}
    process = player.start([task], "r1")
    assert wait_for(lambda: "second floor" in frr_lab.running("r1"), 20)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    result = player.change("r1", lines=["ip prefix-list NEXT seq 5 permit 10.3.0.0/16"], confirm_timeout=30)
    assert (result["outcome"], result["error"]["code"]) == ("refused", "pending_trial")
    assert wait_for(lambda: frr_lab.running("r1") == before["r1"], 20)


class Silent(threading.Thread):
    """A TCP service that takes connections and says nothing."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.held = []

    def run(self):
        while True:
            try:
                self.held.append(self.socket.accept())
            except OSError:
                return


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        pytest.param({"ansible_password": "wrong", "ansible_ssh_private_key_file": None}, "authentication", id="wrong password"),
        pytest.param({"ansible_known_hosts_file": "/nonexistent"}, "host_key", id="unknown host key"),
        pytest.param({"ansible_host": "127.0.0.1", "ansible_port": closed_port()}, "unreachable", id="closed port"),
        pytest.param(
            {"ansible_host": "127.0.0.1", "ansible_port": "silent", "ansible_connect_timeout": 2}, "unreachable", id="silence"
        ),
        pytest.param({"ansible_network_os": "acme.os.os"}, "unsupported", id="unknown platform"),
    ],
)
def test_no_session_is_an_error_with_its_cure(player, frr_lab, before, variables, code):
    """Each way of not getting in has its own error, nothing is touched, and the journal knows of it."""
    silent = Silent()
    silent.start()
    variables = {name: silent.port if value == "silent" else value for name, value in variables.items()}
    played = player.run([{"auto.factory.change": {"lines": DESCRIPTION}, "vars": variables}], "r1")
    silent.socket.close()
    result = played.result("r1")
    assert (result["failed"], result["error"]["code"]) == (True, code)
    assert result["error"]["cure"]
    assert "r1" in result["error"]["where"]
    assert "Traceback" not in played.text
    assert result["outcome"] == "refused"
    assert {"changed", "commands", "rollback_commands", "checks", "fingerprint", "dead_man", "timings"} <= set(result)
    if code != "unsupported":
        assert player.journal("select state from events where kind = 'transaction.outcome'") == [("refused",)]


def test_a_session_that_hangs_is_answered_by_the_router(player, frr_lab, before):
    """The router's SSH sessions freeze in mid-change: it brings itself back, and the task finds out and says so in time."""
    task = {"auto.factory.change": {"lines": DESCRIPTION, "checks": EVERYTHING, "confirm_timeout": 15}}
    process = player.start([task], "r1")
    assert wait_for(lambda: "second floor" in frr_lab.running("r1"), 20)
    began = time.monotonic()
    time.sleep(2)  # now the fresh login is the one that looks
    frr_lab.run("r1", "pkill", "-STOP", "-f", "sshd: netops")
    text, _ = process.communicate(timeout=90)
    frr_lab.run("r1", "pkill", "-KILL", "-f", "sshd: netops", check=False)
    assert time.monotonic() - began < 15 + 45
    result = json.loads((player.folder / "results.jsonl").read_text().splitlines()[-1])["result"]
    assert (result["outcome"], result["error"]["code"]) == ("rolled_back", "timeout"), text
    assert frr_lab.running("r1") == before["r1"]
    assert leftovers(frr_lab, "r1") == ""


def test_a_router_that_goes_away_and_stays_away_needs_a_person(player, frr_lab):
    """Cut off from outside in mid-change: nothing is guessed, the result has every key, and the router is back by itself."""
    before = frr_lab.running("r2")
    task = {"auto.factory.change": {"lines": ["interface lo", " description away"], "checks": EVERYTHING, "confirm_timeout": 15}}
    process = player.start([task], "r2")
    assert wait_for(lambda: "description away" in frr_lab.running("r2"), 20)
    began = time.monotonic()
    frr_lab.cut_management("r2")
    try:
        text, _ = process.communicate(timeout=90)
    finally:
        frr_lab.restore_management("r2")
    assert time.monotonic() - began < 15 + 45
    result = json.loads((player.folder / "results.jsonl").read_text().splitlines()[-1])["result"]
    assert (result["outcome"], result["failed"]) == ("needs_human", True), text
    assert {"commands", "rollback_commands", "checks", "fingerprint", "dead_man", "timings", "transaction_id", "change_id"} <= set(
        result
    )
    assert frr_lab.running("r2") == before
    assert leftovers(frr_lab, "r2") == ""
    frr_lab.wait_converged()
