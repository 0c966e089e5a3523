# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated NX-OS device promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ansible_collections.auto.factory.plugins.module_utils.change.request import ChangeRequest, Content
from ansible_collections.auto.factory.plugins.module_utils.change.transaction import Surroundings, Transaction
from ansible_collections.auto.factory.plugins.module_utils.platforms.nxos import CAPABILITIES, open_driver
from ansible_collections.auto.factory.plugins.module_utils.platforms.scp import put
from ansible_collections.auto.factory.plugins.module_utils.platforms.snapshot import take_snapshot
from ansible_collections.auto.factory.plugins.module_utils.session.target import Credentials, Target

from tests.conformance.runner import Nowhere
from tests.lab import SimulatedLab
from tests.lab.talk import say

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
PLATFORM = "cisco.nxos.nxos"
PORT = "no switchport\n  ip address 10.0.0.{}/30\n  ip router ospf 1 area 0.0.0.0\n"
CONFIG = (
    "hostname n{0}\nfeature bgp\nfeature ospf\nfeature lldp\nfeature scp-server\nntp server 198.51.100.1\n"
    "interface Ethernet1/1\n  {1}router ospf 1\nrouter bgp 6500{0}\n  neighbor 10.0.0.{2}\n    remote-as 6500{2}\n"
)


def change(device, home, lines, *checks):
    """A whole transaction on a device; checks that fail get a second to recover."""
    login = Target(device.name, device.host, device.port, Credentials("admin", "admin"), PLATFORM, host_key_checking=False)
    around = Surroundings(lambda timer: open_driver(login), CAPABILITIES, Nowhere(), home)
    request = ChangeRequest(device.name, Content(tuple(lines)), checks, 60, check_timeout=1, settle=0, address=device.host)
    return Transaction(request, around).run()


@pytest.fixture(scope="module")
def lab() -> Iterator[SimulatedLab]:
    """Two switches with a cable and BGP between them, and a third for changes."""
    devices = {f"n{n}": {"config": CONFIG.format(n, PORT.format(n), 3 - n)} for n in (1, 2)}
    devices["n4"] = {"config": "hostname n4\nfeature scp-server\n", "version": "10.2(3)"}
    devices["n3"] = {"config": "hostname n3\nfeature scp-server\ninterface Ethernet1/1\n  description old\n"}
    topology = {
        "defaults": {"platform": "cisco.nxos.nxos"},
        "devices": devices,
        "links": [["n1", "Ethernet1/1", "n2", "Ethernet1/1"]],
    }
    with SimulatedLab(topology) as running:
        yield running


@pytest.fixture
def switch(lab: SimulatedLab) -> Iterator[object]:
    """The third switch, put back afterwards."""
    device = lab.device("n3")
    yield device
    device.fault("reboot", seconds=0)
    device.wait(lambda one: one.reachable())


def replaced(device, *more: str) -> str:
    """A file with a new description, replaced under a timer of a minute."""
    edit = ("configure", "interface Ethernet1/1", "description new", "end")
    back = ("configure", "interface Ethernet1/1", "description old", "end")
    return say(
        device, *edit, "copy running-config bootflash:new", *back, "configure replace bootflash:new commit-timeout 60", *more
    )


def test_every_configured_line_is_taken_and_shown(lab):
    """What a topology configures is what `show running-config` has, under the heads that NX-OS prints."""
    assert lab.control.ask("ping")["refused_at_start"] == {}
    shown = say(lab.device("n1"), "show running-config")
    assert "\n!Command: show running-config\n" in shown
    assert "\nversion 9.3(8) Bios:version" in shown
    assert "\n  neighbor 10.0.0.2\n    remote-as 65002\n" in shown


def test_a_replacement_nobody_commits_is_taken_back(switch):
    """By the device's own clock."""
    before = switch.running
    answer = replaced(switch)
    assert "Configure replace completed successfully" in answer
    assert "description new" in switch.running
    switch.clock(advance=61)
    switch.wait(lambda device: device.pending() is None)
    assert switch.running == before


def test_the_commit_stops_the_timer_for_every_login(switch):
    """Its state is shown to all."""
    replaced(switch)
    assert "Commit Timer Status : Running" in say(switch, "show config-replace status")
    say(switch, "configure replace commit")
    assert "Not running" in say(switch, "show config-replace status")
    switch.clock(advance=61)
    assert "description new" in switch.running
    assert "description new" not in switch.startup


def test_a_file_with_a_bad_line_changes_nothing(switch):
    """The device names the line, and restores what was there."""
    before = switch.running
    target = Target("n3", switch.host, switch.port, Credentials("admin", "admin"), "cisco.nxos.nxos", host_key_checking=False)
    put(target, "bootflash:/bad.cfg", b"version 9.3(8)\nhostname n3\ninterface Ethernet1/1\n  ip adress 1.1.1.1/24\n")
    answer = say(switch, "configure replace bootflash:/bad.cfg commit-timeout 60")
    assert "Syntax error while parsing 'ip adress 1.1.1.1/24'" in answer
    assert "completed successfully" not in answer
    assert switch.running == before
    assert switch.pending() is None


def test_a_large_file_arrives_whole(switch):
    """More than a window and a packet of SSH."""
    target = Target("n3", switch.host, switch.port, Credentials("admin", "admin"), "cisco.nxos.nxos", host_key_checking=False)
    content = "".join(f"ip route 10.{n // 256}.{n % 256}.0/24 192.0.2.1\n" for n in range(60_000))
    put(target, "bootflash:/large.cfg", content.encode())
    assert switch.files()["large.cfg"] == content


def test_a_checkpoint_is_a_way_back(switch):
    """And is gone when it is removed."""
    before = switch.running
    say(switch, "checkpoint mine", "configure", "interface Ethernet1/1", "description new", "end")
    assert "Rollback completed successfully" in say(switch, "rollback running-config checkpoint mine atomic")
    assert switch.running == before
    say(switch, "no checkpoint mine")
    assert not [name for name in switch.files() if "mine" in name]
    assert "does not exist" in say(switch, "rollback running-config checkpoint mine")


def test_a_port_that_is_shut_takes_its_neighbour_down(lab):
    """State follows configuration, on both ends."""
    one, two = lab.device("n1"), lab.device("n2")
    assert "Ethernet1/1 is up\n" in say(two, "show interface Ethernet1/1")
    assert "10.0.0.1        4 65001" in say(two, "show ip bgp summary")
    say(one, "configure", "interface Ethernet1/1", "shutdown", "end")
    assert "Ethernet1/1 is down (Administratively down)" in say(one, "show interface Ethernet1/1")
    assert "Ethernet1/1 is down (Link not connected)" in say(two, "show interface Ethernet1/1")
    assert "Idle" in say(two, "show ip bgp summary") or "Active" in say(two, "show ip bgp summary")
    say(one, "configure", "interface Ethernet1/1", "no shutdown", "end")
    assert "protocol-up/link-up/admin-up" in say(two, "show ip interface vrf all")


def test_what_is_not_understood_is_pointed_at(switch):
    """In NX-OS's words."""
    answer = say(switch, "show foo", "configure", "interface Ethernet9/9", "interface Ethernet1/1", "ip adress 1.1.1.1/24", "end")
    assert "show foo\n         ^\n% Invalid command at '^' marker.\n" in answer
    assert "Invalid range at '^' marker." in answer
    assert answer.count("% Invalid command at '^' marker.") == 2


@pytest.mark.parametrize(("check", "named"), [("interfaces_stay_up", "Ethernet1/1"), ("bgp_sessions_stay_up", "10.0.0.2")])
def test_a_change_that_breaks_something_is_taken_back(lab, tmp_path, check, named):
    """The state read off the device tells it, by name; afterwards everything is up again."""
    device = lab.device("n1")
    before = device.running
    found = change(device, tmp_path, ("interface Ethernet1/1", "  shutdown"), check)
    assert found.outcome == "rolled_back", found.error
    assert found.error.code == "check_failed"
    assert named in str(found.error)
    assert device.running == before
    assert device.pending() is None


def test_a_change_that_breaks_nothing_is_confirmed(lab, tmp_path):
    """With the same checks."""
    device = lab.device("n1")
    found = change(
        device, tmp_path, ("interface Ethernet1/1", "  description uplink"), "interfaces_stay_up", "bgp_sessions_stay_up"
    )
    assert (found.outcome, found.error) == ("confirmed", None)
    assert "description uplink" in device.running
    assert change(device, tmp_path, ("interface Ethernet1/1", "  no description"), "interfaces_stay_up").outcome == "confirmed"


def test_where_the_rollback_is_refused_the_timer_is_waited_for(lab, tmp_path):
    """A release that lets nobody undo a trial undoes it itself, and the outcome says rolled back only then."""
    device = lab.device("n4")
    before = device.running
    device.clock(speed=20)
    found = change(device, tmp_path, ("hostname n5",), {"config_contains": "words that are nowhere"})
    assert (found.outcome, found.error.code) == ("rolled_back", "check_failed")
    assert device.running == before
    assert device.pending() is None
    assert device.files() == {}
    assert [command["line"] for command in device.commands()].count("configure replace commit") == 0


def test_what_checks_look_at_is_read_off_it(lab):
    """Every subset is answered and understood, and tells of the cable and of what runs over it."""
    one = lab.device("n1")
    login = Target(one.name, one.host, one.port, Credentials("admin", "admin"), PLATFORM, host_key_checking=False)
    driver = open_driver(login)
    try:
        found = take_snapshot(driver, SUBSETS)
    finally:
        driver.close()
    assert not found.get("unsupported")
    assert not found.get("unparsed")
    assert found["facts"]["hostname"] == "n1"
    assert found["interfaces"]["Ethernet1/1"]["is_up"]
    assert found["neighbors"]["Ethernet1/1"][0]["hostname"] == "n2"
    assert found["bgp_neighbors"]["global"]["peers"]["10.0.0.2"]["is_up"]
    assert found["ospf_neighbors"]["global"]["10.0.0.2"][0]["is_full"]
    assert found["arp_table"][0]["ip"] == "10.0.0.2"


def test_a_line_that_the_device_stores_otherwise_is_named(switch, tmp_path):
    """A password in clear would be stored as a hash: the replacement is verified, taken back, and the reason told with a cure."""
    before = switch.running
    found = change(switch, tmp_path, ("username bob password 0 Geheim1 role network-operator",))
    assert (found.outcome, found.error.code) == ("rolled_back", "not_as_predicted")
    assert "username bob password" in found.error.what
    assert "Geheim1" not in str(found.error)
    assert "hashed" in found.error.cure
    assert switch.running == before
    hashed = ("username bob password 5 $5$abcdefgh$1234567890  role network-operator",)
    assert change(switch, tmp_path, hashed).outcome == "confirmed"
