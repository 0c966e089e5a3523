# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RouterOS: exports in menus and terse, settings, items by what names them, rules in their order."""

from __future__ import annotations

import time

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import equivalent, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate

from . import chance

OS = "community.routeros.routeros"
MENUS = """\
# 2026-05-01 10:00:00 by RouterOS 7.14.3
# software id = ABCD-1234
#
/interface bridge
add comment="lan \\"core\\"" name=bridge1
/interface ethernet
set [ find default-name=ether1 ] comment=WAN name=ether1-wan
/interface vlan
add interface=bridge1 name=vlan10 vlan-id=10
/interface bridge port
add bridge=bridge1 interface=ether2
add bridge=bridge1 interface=ether3
/ip address
add address=192.168.88.1/24 interface=bridge1 network=192.168.88.0
/ip dns
set allow-remote-requests=yes servers=192.0.2.53,198.51.100.53
/ip firewall filter
add action=accept chain=input comment=established \\
    connection-state=established,related
add action=drop chain=input connection-state=invalid
add action=accept chain=input protocol=icmp
add action=drop chain=input comment="all the \\
    rest" in-interface-list=!LAN
/ip route
add dst-address=10.0.0.0/8 gateway=192.168.88.254
/ip service
set telnet disabled=yes
/system identity
set name=r1
/system logging
set 0 topics=info,!dhcp
"""
TERSE = "".join(f"{line}\n" for line in flatten([MENUS], OS))
INVALID, ICMP = "add action=drop chain=input connection-state=invalid\n", "add action=accept chain=input protocol=icmp\n"
FORMS = pytest.mark.parametrize("running", [pytest.param(MENUS, id="menus"), pytest.param(TERSE, id="terse")])


def test_both_forms_are_the_same_configuration():
    """An export in menus, with lines that go on in the next, says what the terse one says."""
    assert '/ip firewall filter add action=drop chain=input comment="all the rest" in-interface-list=!LAN' in TERSE
    assert fingerprint(MENUS, OS) == fingerprint(TERSE, OS)
    assert config_diff(MENUS, TERSE, OS) == config_diff(TERSE, MENUS, OS) == ""
    assert fingerprint(MENUS.replace("10:00:00", "11:11:11"), OS) == fingerprint(MENUS, OS)


CHANGED = [
    pytest.param(lambda text: text.replace("vlan-id=10", "vlan-id=11 comment=x"), id="values of a named item"),
    pytest.param(lambda text: text.replace("comment=WAN name=ether1-wan", "mtu=1400"), id="an entry gets its own name back"),
    pytest.param(lambda text: text.replace("interface=ether3", "interface=ether4"), id="another member"),
    pytest.param(lambda text: text.replace(".254", ".253"), id="an item without a name"),
    pytest.param(lambda text: text.replace(INVALID + ICMP, ICMP + INVALID), id="two rules change places"),
    pytest.param(lambda text: text.replace(INVALID, INVALID + INVALID), id="the same rule twice"),
    pytest.param(lambda text: text.replace(ICMP, 'add action=log chain=input comment="why? $x"\n' + ICMP), id="a rule in between"),
    pytest.param(lambda text: text.replace("servers=192.0.2.53,198.51.100.53", ""), id="a setting returns to its default"),
    pytest.param(lambda text: "", id="everything goes"),
]


@FORMS
@pytest.mark.parametrize("change", CHANGED)
def test_the_commands_lead_there_and_back(running, change):
    """Whatever differs, the commands close it, and the way back leads exactly to where it began."""
    wanted = change(MENUS)
    for start, goal in ((running, wanted), (wanted, running)):
        commands = config_remediate(start, goal, OS)
        assert commands
        assert config_diff(start, goal, OS)
        assert equivalent(config_predict(start, commands, OS), goal, OS)


def test_rules_are_placed_and_named_by_their_content():
    """A new rule goes before the next that stays; the one it replaces goes after it has come."""
    wanted = MENUS.replace(INVALID, 'add action=drop chain=input comment="no?" connection-state=invalid\n')
    assert config_remediate(MENUS, wanted, OS) == [
        (
            '/ip firewall filter add action=drop chain=input comment="no\\3F" connection-state=invalid '
            'place-before=[find action="accept" chain="input" protocol="icmp"]'
        ),
        '/ip firewall filter remove [find action="drop" chain="input" connection-state="invalid" comment=""]',
    ]


def test_a_rule_is_not_taken_for_one_that_says_more():
    """A rule without a protocol is removed, and the one with a protocol, which has all the same values, stays."""
    both = "/ip firewall filter add action=drop chain=input\n/ip firewall filter add action=drop chain=input protocol=icmp\n"
    one = "/ip firewall filter add action=drop chain=input protocol=icmp\n"
    commands = config_remediate(both, one, OS)
    assert commands == [
        (
            ':foreach i in=[/ip firewall filter find action="drop" chain="input"] do={ :local r [/ip firewall filter get $i]; '
            ':if (([:len ($r->"protocol")] = 0)) do={ /ip firewall filter remove $i } }'
        )
    ]
    assert config_predict(both, commands, OS) == one
    assert flatten(commands, OS) == commands


def test_what_refers_goes_before_what_it_refers_to():
    """A bridge is removed after its ports and addresses, and comes before them."""
    gone = config_remediate(MENUS, "/system identity\nset name=r1\n", OS)
    order = [
        next(n for n, line in enumerate(gone) if line.startswith(f"/{menu} remove")) for menu in ("ip address", "interface bridge")
    ]
    assert order == sorted(order)
    back = config_remediate("/system identity\nset name=r1\n", MENUS, OS)
    assert back.index('/interface bridge add comment="lan \\"core\\"" name=bridge1') < min(
        number for number, line in enumerate(back) if "address=192.168.88.1/24" in line or line.startswith("/interface bridge port")
    )


LINES = [
    pytest.param(
        ["/ip address", "add address=192.0.2.1/24 interface=bridge1"], "network=192.0.2.0", id="the router adds the network"
    ),
    pytest.param(["/ip/address/add address=192.0.2.1/24 interface=bridge1"], "192.0.2.1/24", id="slashes between the words"),
    pytest.param(["/ip address set [find interface=bridge1] comment=hi"], "comment=hi", id="found by a value"),
    pytest.param(["/interface set ether1-wan comment=x"], "comment=x", id="the menu of all interfaces"),
    pytest.param(["/interface ethernet set ether2 comment=x"], "default-name=ether2", id="an entry that was never shown"),
    pytest.param(["/ip service enable telnet"], "set telnet disabled=yes", id="a service is enabled"),
    pytest.param(["/system logging set 0 topics=info"], "topics=info", id="an entry by its number"),
]


@FORMS
@pytest.mark.parametrize(("lines", "shows"), LINES)
def test_lines_as_people_type_them(running, lines, shows):
    """In whichever way a line names its menu and its item, what it changes is foretold."""
    found = effective_lines(running, lines, OS)
    assert len(found.commands) == 1
    assert shows in config_diff(running, config_predict(running, found.commands, OS), OS)


IDLE = [
    "/ip firewall filter add chain=input action=drop connection-state=invalid",
    "/ip address add address=192.168.88.1/24 interface=bridge1",
    "/system identity set name=r1",
    "/interface vlan set vlan10 disabled=no",
]


@FORMS
@pytest.mark.parametrize("line", IDLE)
def test_what_is_there_is_left_out(running, line):
    """An item that is there, a value that is set, a default that holds: no change."""
    assert effective_lines(running, [line], OS).commands == []


def test_what_is_not_understood_is_left_to_the_router():
    """An expression that nobody here evaluates is sent, not silently dropped."""
    line = "/ip firewall filter remove [find where chain=input and action=drop]"
    assert effective_lines(MENUS, [line], OS).commands == [line]


@pytest.mark.parametrize("seed", range(40))
def test_a_device_takes_the_commands_as_foretold(seed):
    """Random configurations: run on a (simulated) router, the commands make of the one the other."""
    luck = chance.luck_of(seed)
    device, other = chance.router(luck), chance.router(luck)
    running, intended = device.export(luck.random() < 0.5) + "\n", other.export() + "\n"
    commands = config_remediate(running, intended, OS)
    assert equivalent(config_predict(running, commands, OS), intended, OS)
    for command in commands:
        device.console.run(command)
    assert equivalent(device.export() + "\n", intended, OS)


@pytest.mark.parametrize("text", ['"B\u00fcro"', "B\u00fcro", '"B\\C3\\BCro"'])
def test_letters_beyond_ascii_are_their_bytes(text):
    """The export writes bytes in hex, people write letters: both are the same comment, and travel in hex."""
    wanted = f"/interface bridge add comment={text} name=b\n"
    assert config_remediate("", wanted, OS) == ['/interface bridge add comment="B\\C3\\BCro" name=b']
    assert config_remediate('/interface bridge add comment="B\\C3\\BCro" name=b\n', wanted, OS) == []


def test_a_line_goes_on_after_a_backslash_that_is_meant():
    """Of three backslashes at a line's end two are one in the text, and the third continues the line."""
    wrapped = '/system script\nadd name=a source="x \\\\\\\n    y"\n'
    assert config_remediate("", wrapped, OS) == ['/system script add name=a source="x \\\\y"']


def test_thousands_of_lines_into_thousands():
    """Which of many lines change anything is found in the time of one look at each."""
    held = "".join(f"/ip firewall address-list add address=10.0.{n // 250}.{n % 250} list=x\n" for n in range(6000))
    given = [f"/ip firewall address-list add address=10.0.{n // 250}.{n % 250} list=x" for n in range(3000, 9000)]
    began = time.process_time()
    found = effective_lines(held, given, OS)
    assert (len(found.commands), len(found.dropped)) == (3000, 3000)
    assert time.process_time() - began < 20


def test_two_thousand_rules_are_compared():
    """A long list of rules that differ in one word each is no trouble."""
    rules = "".join(f"/ip firewall filter add action=drop chain=input dst-port={n} protocol=tcp\n" for n in range(2000))
    began = time.process_time()
    found = config_diff(rules, rules.replace("tcp", "udp"), OS)
    assert found.count("\n-add") + found.count("\n+add") == 4000
    assert time.process_time() - began < 20
