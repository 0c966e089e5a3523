# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The transaction on real Linux hosts: rules, addresses and settings that are wrong are taken back, also by the host alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from ansible_collections.auto.factory.tests.lab.linux.host import FILES, Host
from ansible_collections.auto.factory.tests.lab.linux.lab import LinuxLab, missing, shell

from ..play import Player

RULES = FILES["nftables.conf"]
WEB = RULES.replace('comment "management"\n', 'comment "management"\n        tcp dport 443 accept\n')
SHUT = RULES.replace('        tcp dport 22 accept comment "management"\n', "").replace("established,related", "related")


@pytest.fixture(scope="module")
def lab() -> Iterator[LinuxLab]:
    """The bridge; each test has a host of its own on it."""
    reason = missing()
    if reason and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(f"CI must have the real hosts, and here they are missing: {reason}", pytrace=False)
    if reason:
        pytest.skip(reason)
    with LinuxLab() as made:
        yield made


@pytest.fixture
def host(lab: LinuxLab) -> Iterator[Host]:
    """A fresh host."""
    with lab.host() as made:
        yield made


@pytest.fixture
def player(tmp_path, lab, host) -> Player:
    """Plays against it."""
    return Player(tmp_path, lab.inventory())


def section(path, text):
    """A file as a change names it."""
    return [f"file {path}", *(f" {line}" for line in text.splitlines())]


def state(host):
    """All that a change can touch: the kernel's rules, addresses, routes and settings, and the files."""
    script = (
        "nft list ruleset; ip -o addr show scope global; ip route; sysctl net.ipv4.ip_forward; "
        "cat /etc/nftables.conf /etc/network/interfaces /etc/sysctl.d/*"
    )
    return shell(host, script).stdout


def leftovers(host):
    """Files and processes of ours."""
    return shell(
        host, "ls -d /tmp/* /run/auto-factory* 2>/dev/null; grep -lsa 'auto-factory-dead-ma[n]' /proc/[0-9]*/cmdline", check=False
    ).stdout


def test_a_rule_that_holds_is_kept_and_saved(player, host):
    """Loaded, confirmed, written to the file with its comments and definitions; the second run has nothing to do."""
    checks = ["interfaces_stay_up", "routes_stay", {"config_contains": {"regex": "tcp dport 443 accept"}}]
    wanted = section("/etc/nftables.conf", WEB)
    result = player.change(host.name, "--diff", lines=wanted, checks=checks, confirm_timeout=20)
    assert (result["outcome"], result["failed"]) == ("confirmed", False), result["error"]
    assert result["fingerprint"]["after"] == result["fingerprint"]["predicted"]
    assert "tcp dport 443 accept" in shell(host, "nft list ruleset").stdout
    assert host.etc("nftables.conf").read_text() == WEB
    assert "+         tcp dport 443 accept" in result["diff"]["prepared"]
    assert leftovers(host) == ""
    again = player.change(host.name, lines=wanted, checks=checks, confirm_timeout=20)
    assert (again["outcome"], again["commands"]) == ("unchanged", [])


def test_a_failed_check_brings_rules_addresses_and_settings_back(player, host):
    """Everything at once, and everything back: nothing in the kernel nor on the disk differs afterwards."""
    interfaces = host.etc("network/interfaces").read_text()
    before = state(host)
    lines = [
        *section("/etc/nftables.conf", WEB),
        *section(
            "/etc/network/interfaces",
            interfaces.replace("10.1.1.1/24", "10.1.1.2/24\n    up ip route add 10.9.0.0/16 via 10.1.1.9"),
        ),
        *section("/etc/sysctl.d/90-router.conf", "net.ipv4.ip_forward = 0\n"),
    ]
    result = player.change(host.name, lines=lines, checks=[{"config_contains": "words that are nowhere"}], confirm_timeout=20)
    assert (result["outcome"], result["error"]["code"]) == ("rolled_back", "check_failed"), result
    assert state(host) == before
    assert leftovers(host) == ""


def test_an_interface_file_is_applied(player, host):
    """A new address is in force and in the file; the old one is gone."""
    interfaces = host.etc("network/interfaces").read_text()
    wanted = section("/etc/network/interfaces", interfaces.replace("10.1.1.1/24", "10.1.1.2/24"))
    result = player.change(host.name, lines=wanted, checks=["interfaces_stay_up"], confirm_timeout=20)
    assert result["outcome"] == "confirmed", result
    addresses = shell(host, "ip -o -4 addr show dev eth1").stdout
    assert "10.1.1.2/24" in addresses
    assert "10.1.1.1/24" not in addresses
    assert "10.1.1.2/24" in host.etc("network/interfaces").read_text()


def test_rules_that_shut_us_out_are_undone_by_the_host(player, host):
    """Port 22 is dropped, sessions that are open included: the host brings its rules back by itself, and the task says so."""
    before = state(host)
    began = time.monotonic()
    result = player.change(host.name, lines=section("/etc/nftables.conf", SHUT), confirm_timeout=10)
    assert (result["outcome"], result["failed"]) == ("rolled_back", True), result
    assert time.monotonic() - began < 10 + 45
    assert state(host) == before
    assert leftovers(host) == ""


@pytest.mark.parametrize(
    ("path", "text", "line", "words"),
    [
        pytest.param(
            "/etc/nftables.conf",
            WEB.replace("443 accept", "443 acept"),
            "tcp dport 443 acept",
            "syntax error",
            id="a word nft rejects",
        ),
        pytest.param(
            "/etc/nftables.conf",
            WEB.replace("443 accept", "443 jump nowhere"),
            "tcp dport 443 jump nowhere",
            "No such file or directory",
            id="a chain that does not exist",
        ),
        pytest.param(
            "/etc/sysctl.d/90-router.conf",
            "net.ipv4.ip_foward = 1\n",
            "net.ipv4.ip_foward = 1",
            "No such file",
            id="an unknown setting",
        ),
        pytest.param(
            "/etc/network/interfaces",
            "auto eth1\niface eth1\n    address 10.1.1.1.1\n",
            "address 10.1.1.1.1",
            "invalid value",
            id="an address that is none",
        ),
    ],
)
def test_a_rejected_line_is_named_before_anything_is_touched(player, host, path, text, line, words):  # noqa: PLR0913, PLR0917 - fixtures
    """Also with --check: the program that would load the file is asked first."""
    before = state(host)
    for options in ((), ("--check",)):
        result = player.change(host.name, *options, lines=section(path, text), confirm_timeout=20)
        assert (result["outcome"], result["error"]["code"]) == ("refused", "rejected_line"), result
        assert result["error"]["line"] == line
        assert words in result["error"]["answer"]
    assert state(host) == before
    assert leftovers(host) == ""


def test_rules_added_by_hand_are_seen_and_can_be_ended(player, host):
    """What is in the kernel and in no file is a drift: part of the fingerprint, and gone when the file is loaded again."""
    clean = player.change(host.name, "--check", lines=["no file /etc/nftables.conf"], confirm_timeout=20)["fingerprint"]["before"]
    shell(host, "nft add rule inet filter input tcp dport 8080 accept")
    result = player.change(host.name, "--diff", lines=["no drift nftables"], confirm_timeout=20)
    assert result["outcome"] == "confirmed", result
    assert result["fingerprint"]["before"] != clean == result["fingerprint"]["after"]
    assert "8080" not in shell(host, "nft list ruleset").stdout


def test_a_file_that_is_not_ours_is_refused(player, host):
    """Only the files that are the configuration can be changed."""
    result = player.change(host.name, lines=["file /etc/passwd", " x"], confirm_timeout=20)
    assert (result["outcome"], result["error"]["code"]) == ("refused", "input")
