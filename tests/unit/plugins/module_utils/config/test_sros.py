# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SR OS: MD-CLI in braces and as paths, and the classic form, which is understood under both names."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import canonical, equivalent, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.tests.lab.sros.device import SrosDevice

from . import chance

OS = "nokia.sros.md"
BRACES = """\
# TiMOS-B-23.10.R1 both/x86_64 Nokia 7750 SR
# Generated 2026-01-02T03:04:05.0+00:00 by admin from 192.0.2.1

configure {
    policy-options {
        prefix-list "lo" {
            prefix 192.0.2.0/24 type longer {
            }
        }
        policy-statement "out" {
            entry 10 {
                from {
                    prefix-list ["lo"]
                }
                action {
                    action-type accept
                }
            }
        }
    }
    port 1/1/c1/1 {
        admin-state enable
    }
    router "Base" {
        autonomous-system 65001
        interface "to-r2" {
            loopback
            ipv4 {
                primary {
                    address 203.0.113.1
                    prefix-length 30
                }
            }
        }
        bgp {
            group "peers" {
                peer-as 65002
            }
            neighbor "203.0.113.2" {
                group "peers"
            }
        }
    }
    system {
        name "r1"
    }
}
persistent-indices {
    vrtr-id {
        router-name "Base" interface-name "to-r2" vrtr-id 1 if-index 2
        router-name "Base" interface-name "to-r3" vrtr-id 1 if-index 3
    }
}
"""
CLASSIC = """\
exit all
configure
#--------------------------------------------------
echo "System Configuration"
#--------------------------------------------------
    system
        name "r1"
        snmp
            shutdown
        exit
        time
            zone UTC
        exit
    exit
    router
        interface "system"
            address 192.0.2.1/32
        exit
    exit
exit all
"""


def test_paths_are_the_same_configuration():
    """One path a line says the same as braces, whatever its quotes."""
    flat = "\n".join(line.replace('"Base"', "Base") for line in flatten([BRACES], OS)) + "\n"
    assert flat.startswith('/configure policy-options prefix-list "lo" prefix 192.0.2.0/24 type longer\n')
    assert fingerprint(flat, OS) == fingerprint(BRACES, OS)
    assert config_diff(BRACES, flat, OS) == config_diff(flat, BRACES, OS) == ""


def test_indices_of_the_router_are_no_configuration():
    """What only the saved file holds makes no difference, and nobody tries to configure it."""
    without = BRACES[: BRACES.index("persistent-indices")]
    assert fingerprint(without, OS) == fingerprint(BRACES, OS)
    assert config_remediate(without, BRACES, OS) == config_remediate(BRACES, without, OS) == []


def test_a_list_nobody_knows_is_read_by_its_keys():
    """Where a key stands within a path, the section that it opens is shown as the router shows it."""
    lines = ['/configure system security profile "x" entry 10 match "show"', "/configure system ciphers cipher 190 name aes"]
    after = config_predict(BRACES, lines, OS)
    for heading in ('profile "x" {', "entry 10 {", "cipher 190 {"):
        assert heading in after


def test_nothing_is_lost_in_braces():
    """Every line of a configuration comes out of a prediction as it went in, keyed lines without braces included."""
    shown = [line for line in BRACES.splitlines() if not line.startswith("#") and line]
    assert config_predict(BRACES, [], OS).splitlines() == shown


ROWS = [
    pytest.param(
        ['/configure port 1/1/c1/1 description "x y"'],
        ['/configure port 1/1/c1/1 description "x y"'],
        ["delete /configure port 1/1/c1/1 description"],
        id="a new value",
    ),
    pytest.param(
        ["port 1/1/c1/1 admin-state disable"],
        ["/configure port 1/1/c1/1 admin-state disable"],
        ["/configure port 1/1/c1/1 admin-state enable"],
        id="a path without its root",
    ),
    pytest.param(
        ['/configure router "Base" bgp neighbor 198.51.100.2 group "peers"'],
        ['/configure router "Base" bgp neighbor 198.51.100.2 group "peers"'],
        ['delete /configure router "Base" bgp neighbor 198.51.100.2'],
        id="a neighbour's group is a value, not a list",
    ),
    pytest.param(
        ['/configure policy-options prefix-list "more" {', "    prefix 198.51.100.0/24 type exact {", "    }", "}"],
        ['/configure policy-options prefix-list "more" prefix 198.51.100.0/24 type exact'],
        ['delete /configure policy-options prefix-list "more"'],
        id="a path that opens a section",
    ),
    pytest.param(
        ['/configure policy-options policy-statement "out" entry 10 from prefix-list ["other"]'],
        ['/configure policy-options policy-statement "out" entry 10 from prefix-list ["other"]'],
        [
            'delete /configure policy-options policy-statement "out" entry 10 from prefix-list',
            '/configure policy-options policy-statement "out" entry 10 from prefix-list ["lo"]',
        ],
        id="a list in brackets takes up another",
    ),
    pytest.param(
        ["delete /configure router Base interface to-r2"],
        ["delete /configure router Base interface to-r2"],
        [
            '/configure router "Base" interface "to-r2" loopback',
            '/configure router "Base" interface "to-r2" ipv4 primary address 203.0.113.1',
            '/configure router "Base" interface "to-r2" ipv4 primary prefix-length 30',
        ],
        id="a section goes, named without quotes",
    ),
]


@pytest.mark.parametrize(("lines", "commands", "back"), ROWS)
def test_a_change_is_foretold_and_taken_back(lines, commands, back):
    """The commands are the user's, each as a path; the way back leads exactly to where it began."""
    found = effective_lines(BRACES, lines, OS)
    assert (found.commands, found.dropped) == (commands, [])
    after = config_predict(BRACES, found.commands, OS)
    assert config_remediate(after, BRACES, OS) == back
    assert equivalent(config_predict(after, back, OS), BRACES, OS)


def test_what_is_there_is_left_out():
    """A value that stands already is no change."""
    found = effective_lines(BRACES, ['/configure system name "r1"'], OS)
    assert (found.commands, found.dropped) == ([], ['/configure system name "r1"'])


@pytest.mark.parametrize("name", ["nokia.sros.md", "nokia.sros.classic"])
class TestClassic:
    """The classic form under either name: read, compared, foretold."""

    def test_it_is_the_same_as_itself(self, name):
        """Nothing to do, no difference, nothing lost."""
        assert config_remediate(CLASSIC, CLASSIC, name) == []
        assert config_diff(CLASSIC, CLASSIC, name) == ""
        assert config_predict(CLASSIC, [], name) == CLASSIC

    def test_a_difference_is_found_and_closed(self, name):
        """What the commands bring about is what was wanted; a ``no`` that is shown counts as such."""
        wanted = CLASSIC.replace("            shutdown\n", "            no shutdown\n").replace("zone UTC", "zone CET")
        commands = config_remediate(CLASSIC, wanted, name)
        assert canonical(config_predict(CLASSIC, commands, name), name) == canonical(wanted, name)
        diff = config_diff(CLASSIC, wanted, name)
        assert "-            zone UTC" in diff
        assert "+            zone CET" in diff


@pytest.mark.parametrize("seed", range(30))
def test_a_device_takes_the_commands_as_foretold(seed):
    """Random configurations: typed into a device that knows its schema, the commands make of the one the other."""
    form, luck = SrosDevice.form, chance.luck_of(seed)
    schema = form.schema
    have, want = ({**{key: {} for key in schema if key == "configure"}, **chance.store(schema, luck)} for _unused in "ab")
    running, intended = ("".join(f"{line}\n" for line in form.braces(one)) for one in (have, want))
    commands = config_remediate(running, intended, OS)
    assert equivalent(chance.typed(form, have, commands), intended, OS)
    assert equivalent(config_predict(running, commands, OS), intended, OS)
    flat = "".join(f"{line}\n" for line in flatten([running], OS))
    assert equivalent(flat, running, OS)
    assert config_remediate(flat, intended, OS) == [] or not equivalent(running, intended, OS)


SHOWN = """\
exit all
configure
#--------------------------------------------------
echo "System Configuration"
#--------------------------------------------------
    system
        name "r1"
        snmp
        exit
    exit
#--------------------------------------------------
echo "Login Control"
#--------------------------------------------------
    system
        login-control
            idle-timeout 30
        exit
    exit
exit all
# Finished
"""


def test_a_classic_prediction_keeps_every_other_line():
    """Headings, sections without lines and sections shown in two places stay as they were; a value is changed in its place."""
    lines = ["configure", "    system", '        name "r2"', "        login-control", "            no login-banner"]
    assert config_predict(SHOWN, lines[:3], OS) == SHOWN.replace('"r1"', '"r2"')
    found = config_predict(SHOWN, [*lines[:2], '        contact "noc"', "        snmp", "            packet-size 9216"], OS)
    expected = SHOWN.replace("        snmp\n", "        snmp\n            packet-size 9216\n")
    assert found == expected.replace("        exit\n    exit\nexit all", '        exit\n        contact "noc"\n    exit\nexit all')
