# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated IOS-XR device promises, and the driver's way through it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from ansible_collections.auto.factory.plugins.module_utils.change.request import ChangeRequest, Content
from ansible_collections.auto.factory.plugins.module_utils.change.transaction import Surroundings, Transaction
from ansible_collections.auto.factory.plugins.module_utils.errors import RejectedLineError
from ansible_collections.auto.factory.plugins.module_utils.platforms.base import Trial
from ansible_collections.auto.factory.plugins.module_utils.platforms.iosxr import CAPABILITIES, open_driver
from ansible_collections.auto.factory.plugins.module_utils.platforms.snapshot import take_snapshot
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

from tests.conformance.runner import Nowhere
from tests.lab import SimulatedLab
from tests.lab.talk import Talk, say, talk

SUBSETS = (
    "facts",
    "interfaces",
    "interfaces_ip",
    "bgp_neighbors",
    "ospf_neighbors",
    "routes",
    "neighbors",
    "arp_table",
    "ntp",
    "environment",
)
PLATFORM = "cisco.iosxr.iosxr"
CONFIG = """hostname x{0}
ntp
 server 198.51.100.1
!
lldp
!
interface GigabitEthernet0/0/0/0
 ipv4 address 10.0.0.{0} 255.255.255.252
!
prefix-set LAN
  10.1.0.0/16
end-set
!
route-policy PASS
  if destination in LAN then
    pass
  else
    drop
  endif
end-policy
!
router static
 address-family ipv4 unicast
  0.0.0.0/0 10.0.0.{1}
 !
!
router ospf 1
 area 0
  interface GigabitEthernet0/0/0/0
  !
 !
!
router bgp 6500{0}
 neighbor 10.0.0.{1}
  remote-as 6500{1}
  address-family ipv4 unicast
   route-policy PASS in
  !
 !
!
"""
TRIAL = ("configure", "interface GigabitEthernet0/0/0/1", "description trial", "root", "commit label mine confirmed 60")


def change(device, home, lines, *checks):
    """A whole transaction on a device; checks that fail get a second to recover."""
    login = Target(device.name, device.host, device.port, Credentials("admin", "admin"), PLATFORM, host_key_checking=False)
    around = Surroundings(lambda timer: open_driver(login), CAPABILITIES, Nowhere(), home)
    request = ChangeRequest(device.name, Content(tuple(lines)), checks, 60, check_timeout=1, settle=0, address=device.host)
    return Transaction(request, around).run()


@pytest.fixture(scope="module")
def lab() -> Iterator[SimulatedLab]:
    """Two routers with a cable and BGP between them."""
    topology = {
        "defaults": {"platform": "cisco.iosxr.iosxr"},
        "devices": {f"x{n}": {"config": CONFIG.format(n, 3 - n)} for n in (1, 2)},
        "links": [["x1", "GigabitEthernet0/0/0/0", "x2", "GigabitEthernet0/0/0/0"]],
    }
    with SimulatedLab(topology) as running:
        yield running


@pytest.fixture
def router(lab: SimulatedLab) -> Iterator[object]:
    """The first router; a trial that is left is waited out."""
    device = lab.device("x1")
    yield device
    device.clock(advance=3600)
    device.wait(lambda one: one.pending() is None)


def target(device) -> Target:
    """How the driver reaches it."""
    return Target(
        device.name, device.host, device.port, Credentials("admin", "admin"), "cisco.iosxr.iosxr", host_key_checking=False
    )


def test_every_configured_line_is_taken_and_shown(lab):
    """Policies keep their lines and their order, sections are closed, the time stands before the answer."""
    assert lab.control.ask("ping")["refused_at_start"] == {}
    shown = say(lab.device("x1"), "show running-config")
    assert " UTC\nBuilding configuration...\n!! IOS XR Configuration 7.5.2\n" in shown
    assert "route-policy PASS\n  if destination in LAN then\n    pass\n  else\n    drop\n  endif\nend-policy\n!\n" in shown
    assert "\n  address-family ipv4 unicast\n   route-policy PASS in\n  !\n !\n!\n" in shown


def test_nothing_changes_before_the_commit(router):
    """And what would change is shown."""
    before = router.running
    edit = ("configure", "interface GigabitEthernet0/0/0/1", "description other", "root")
    answer = say(router, *edit, "show commit changes diff", "abort")
    assert "+   description other" in answer
    assert router.running == before


def test_a_trial_is_seen_and_kept_only_where_it_was_made(router):
    """Another login sees it, and its commit finds nothing to do; one of its own is refused."""

    async def script(session: Talk) -> tuple[str, str]:
        await session.lines(*TRIAL)
        return other(), await session.lines("commit", "end", "show configuration sessions")

    def other() -> str:
        said: list[str] = []
        looks = ("show configuration sessions detail", "show configuration commit list 1")
        lines = (*looks, "configure", "commit", "hostname y1", "commit", "abort")
        thread = threading.Thread(target=lambda: said.append(say(router, *lines)))
        thread.start()
        thread.join(10)
        return said[0]

    there, here = talk(router, script)
    assert "Client: commit-confirm" in there
    assert "1    mine " in there
    assert "% No configuration changes to commit." in there
    assert "% Cannot commit because there is an unexpired trial/rollback session" in there
    assert "% Confirming commit for trial session." in here
    router.clock(advance=61)
    assert "description trial" in router.running
    say(router, "configure", "no interface GigabitEthernet0/0/0/1", "commit", "end")


def test_a_broken_connection_leaves_the_trial_to_the_timer(router):
    """It goes on until its end, and is taken back then; the commit list says so."""
    before = router.running
    say(router, *TRIAL)  # the client hangs up without a word
    assert router.pending()["label"] == "mine"
    router.clock(advance=61)
    router.wait(lambda device: device.pending() is None)
    assert router.running == before
    assert "Rollback" in say(router, "show configuration commit list 1")


def test_leaving_a_trial_asks_and_takes_it_back(router):
    """The answer yes is at once a rollback."""
    before = router.running

    async def script(session: Talk) -> str:
        await session.lines(*TRIAL)
        asked = await session.type("end", until=r"\[no\]: $")
        return asked + await session.type("yes")

    assert "active rollback session" in talk(router, script)
    assert router.running == before
    assert router.pending() is None


def test_the_driver_brings_policies_and_names_what_a_commit_refuses(router):
    """A policy and a banner of several lines arrive as they were written; a line refused at the commit is named with its reason."""
    driver = open_driver(target(router))
    try:
        before = driver.running()
        policy = "route-policy DENY\n  if destination in LAN then\n    drop\n  endif\nend-policy"
        banner = "banner motd ^C\nAuthorised\n  users only\n^C"
        trial = Trial("af-1", (*policy.splitlines(), *banner.splitlines()), (), before, 60)
        driver.arm(trial)
        driver.apply(trial)
        assert policy in driver.running()
        assert banner in driver.running()
        driver.undo(trial)
        assert driver.running() == before
        path = ("router bgp 65001", " neighbor 10.0.0.2", "  address-family ipv4 unicast", "   route-policy NOPE out")
        bad = Trial("af-2", path, (), before, 60)
        driver.arm(bad)
        with pytest.raises(RejectedLineError, match=r"route-policy NOPE out.*\[NOPE\] is not defined"):
            driver.apply(bad)
        driver.undo(bad)
        assert driver.running() == before
        assert driver.pending() is None
    finally:
        driver.close()


def test_a_port_that_is_shut_takes_its_neighbour_down(lab):
    """State follows what was committed, on both ends."""
    one, two = lab.device("x1"), lab.device("x2")
    assert "GigabitEthernet0/0/0/0 is up, line protocol is up" in say(two, "show interfaces GigabitEthernet0/0/0/0")
    assert "0 65001     100" in say(two, "show bgp summary")
    say(one, "configure", "interface GigabitEthernet0/0/0/0", "shutdown", "root", "commit", "end")
    assert "is administratively down" in say(one, "show interfaces GigabitEthernet0/0/0/0")
    assert "GigabitEthernet0/0/0/0 is down, line protocol is down" in say(two, "show interfaces GigabitEthernet0/0/0/0")
    say(one, "configure", "interface GigabitEthernet0/0/0/0", "no shutdown", "root", "commit", "end")
    assert "is Up, ipv4 protocol is Up" in say(two, "show ipv4 vrf all interface")


@pytest.mark.parametrize(
    ("check", "named"), [("interfaces_stay_up", "GigabitEthernet0/0/0/0"), ("bgp_sessions_stay_up", "10.0.0.2")]
)
def test_a_change_that_breaks_something_is_taken_back(lab, tmp_path, check, named):
    """The state read off the device tells it, by name; afterwards everything is up again."""
    device = lab.device("x1")
    before = device.running
    found = change(device, tmp_path, ("interface GigabitEthernet0/0/0/0", " shutdown"), check)
    assert found.outcome == "rolled_back", found.error
    assert found.error.code == "check_failed"
    assert named in str(found.error)
    assert device.running == before
    assert device.pending() is None


def test_a_change_that_breaks_nothing_is_confirmed(lab, tmp_path):
    """With the same checks."""
    device = lab.device("x1")
    found = change(
        device, tmp_path, ("interface GigabitEthernet0/0/0/0", " description uplink"), "interfaces_stay_up", "bgp_sessions_stay_up"
    )
    assert (found.outcome, found.error) == ("confirmed", None)
    assert "description uplink" in device.running
    assert (
        change(device, tmp_path, ("interface GigabitEthernet0/0/0/0", " no description"), "interfaces_stay_up").outcome
        == "confirmed"
    )


def test_what_checks_look_at_is_read_off_it(lab):
    """Every subset is answered and understood, and tells of the cable and of what runs over it."""
    one = lab.device("x1")
    login = Target(one.name, one.host, one.port, Credentials("admin", "admin"), PLATFORM, host_key_checking=False)
    driver = open_driver(login)
    try:
        found = take_snapshot(driver, SUBSETS)
    finally:
        driver.close()
    assert not found.get("unsupported")
    assert not found.get("unparsed")
    assert found["facts"]["hostname"] == "x1"
    assert found["interfaces"]["GigabitEthernet0/0/0/0"]["is_up"]
    assert found["neighbors"]["GigabitEthernet0/0/0/0"][0]["hostname"] == "x2"
    assert found["bgp_neighbors"]["global"]["peers"]["10.0.0.2"]["is_up"]
    assert found["ospf_neighbors"]["global"]["10.0.0.2"][0]["is_full"]
    assert found["arp_table"][0]["ip"] == "10.0.0.2"
