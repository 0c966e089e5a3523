# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SR Linux: the same configuration in braces and as paths, and what changes do to it."""

from __future__ import annotations

import time

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import clean, equivalent, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.tests.lab.srlinux.device import SrlinuxDevice

from . import chance

OS = "nokia.srlinux.srlinux"
BRACES = """\
    interface ethernet-1/1 {
        admin-state enable
        description "to spine"
        subinterface 0 {
            ipv4 {
                admin-state enable
                address 192.0.2.1/31 {
                }
            }
        }
    }
    network-instance default {
        interface ethernet-1/1.0 {
        }
        protocols {
            bgp {
                autonomous-system 65001
                group ibgp {
                    peer-as 65001
                }
                neighbor 192.0.2.9 {
                    peer-group ibgp
                }
            }
        }
    }
    system {
        dns {
            server-list [
                192.0.2.53
                198.51.100.53
            ]
        }
        banner {
            login-banner "first
 second { line
"
        }
    }
"""
FLAT = """\
set / interface ethernet-1/1 admin-state enable
set / interface ethernet-1/1 description "to spine"
set / interface ethernet-1/1 subinterface 0 ipv4 admin-state enable
set / interface ethernet-1/1 subinterface 0 ipv4 address 192.0.2.1/31
set / network-instance default interface ethernet-1/1.0
set / network-instance default protocols bgp autonomous-system 65001
set / network-instance default protocols bgp group ibgp peer-as 65001
set / network-instance default protocols bgp neighbor 192.0.2.9 peer-group ibgp
set / system dns server-list [ 192.0.2.53 198.51.100.53 ]
set / system banner login-banner "first
 second { line
"
"""
FORMS = pytest.mark.parametrize("running", [pytest.param(BRACES, id="braces"), pytest.param(FLAT, id="paths")])


def test_both_forms_are_the_same_configuration():
    """What ``info`` shows in braces and ``info flat`` as paths has one fingerprint, and nothing to change."""
    assert fingerprint(BRACES, OS) == fingerprint(FLAT, OS)
    assert config_remediate(BRACES, FLAT, OS) == config_remediate(FLAT, BRACES, OS) == []
    assert config_diff(BRACES, FLAT, OS) == ""


def test_braces_are_typed_as_paths():
    """A configuration in braces becomes one command a path, a text over several lines staying whole."""
    assert flatten([BRACES], OS) == [*FLAT.splitlines()[:-3], 'set / system banner login-banner "first\n second { line\n"']


ROWS = [
    pytest.param(
        ['set / interface ethernet-1/1 description "new"'],
        ['set / interface ethernet-1/1 description "new"'],
        ['set / interface ethernet-1/1 description "to spine"'],
        id="a value takes the place of the old one",
    ),
    pytest.param(
        ["set / network-instance default interface ethernet-1/2.0"],
        ["set / network-instance default interface ethernet-1/2.0"],
        ["delete / network-instance default interface ethernet-1/2.0"],
        id="an entry of a list stands beside the others",
    ),
    pytest.param(
        ["interface ethernet-1/2 {", "    admin-state disable", "}"],
        ["set / interface ethernet-1/2 admin-state disable"],
        ["delete / interface ethernet-1/2"],
        id="lines in braces",
    ),
    pytest.param(
        ["interface ethernet-1/1", "  description other"],
        ["set / interface ethernet-1/1 description other"],
        ['set / interface ethernet-1/1 description "to spine"'],
        id="lines under their section by their indentation",
    ),
    pytest.param(
        ["set / system dns server-list 203.0.113.1"],
        ["set / system dns server-list 203.0.113.1"],
        ["delete / system dns server-list", "set / system dns server-list [ 192.0.2.53 198.51.100.53 ]"],
        id="a list of values takes up another",
    ),
    pytest.param(
        ["delete / system dns server-list 192.0.2.53"],
        ["delete / system dns server-list 192.0.2.53"],
        ["delete / system dns server-list", "set / system dns server-list [ 192.0.2.53 198.51.100.53 ]"],
        id="a list of values loses one",
    ),
    pytest.param(
        ["delete / network-instance default protocols bgp neighbor *"],
        ["delete / network-instance default protocols bgp neighbor *"],
        ["set / network-instance default protocols bgp neighbor 192.0.2.9 peer-group ibgp"],
        id="every entry of a list goes",
    ),
]


@FORMS
@pytest.mark.parametrize(("lines", "commands", "back"), ROWS)
def test_a_change_is_foretold_and_taken_back(running, lines, commands, back):
    """The commands are the user's, each as a path; the way back leads exactly to where it began."""
    found = effective_lines(running, lines, OS)
    assert (found.commands, found.dropped) == (commands, [])
    after = config_predict(running, found.commands, OS)
    assert config_diff(running, after, OS)
    assert config_remediate(after, running, OS) == back
    assert equivalent(config_predict(after, back, OS), running, OS)


@FORMS
def test_what_is_there_is_left_out(running):
    """Lines that are there already, in whatever form, are no change."""
    found = effective_lines(running, FLAT.splitlines(), OS)
    assert found.commands == []
    assert effective_lines(running, BRACES.splitlines(), OS).commands == []


def test_the_difference_shows_its_sections():
    """A reader sees where a value changes."""
    after = config_predict(BRACES, ["set / network-instance default protocols bgp autonomous-system 65002"], OS)
    assert config_diff(BRACES, after, OS) == (
        " network-instance default {\n     protocols {\n         bgp {\n"
        "-            autonomous-system 65001\n+            autonomous-system 65002\n"
        "         }\n     }\n }\n"
    )


def test_everything_goes_with_the_root():
    """``delete /`` empties a candidate, as a replacement begins."""
    assert config_predict(FLAT, ["delete /"], OS) == ""


def test_comments_and_prompts_are_no_configuration():
    """What the terminal adds does not count."""
    decorated = "# saved by hand\n--{ + running }--[  ]--\n" + BRACES + "A:leaf1#\n"
    assert fingerprint(decorated, OS) == fingerprint(BRACES, OS)
    assert clean(decorated, OS).startswith("    interface ethernet-1/1 {")


@pytest.mark.parametrize("seed", range(30))
def test_a_device_takes_the_commands_as_foretold(seed):
    """Random configurations: typed into a device that knows its schema, the commands make of the one the other."""
    form, luck = SrlinuxDevice.form, chance.luck_of(seed)
    schema = form.schema
    have, want = ({**{key: {} for key in schema if key == "configure"}, **chance.store(schema, luck)} for _unused in "ab")
    running, intended = ("".join(f"{line}\n" for line in form.braces(one)) for one in (have, want))
    commands = config_remediate(running, intended, OS)
    assert equivalent(chance.typed(form, have, commands), intended, OS)
    assert equivalent(config_predict(running, commands, OS), intended, OS)
    flat = "".join(f"{line}\n" for line in flatten([running], OS))
    assert equivalent(flat, running, OS)
    assert config_remediate(flat, intended, OS) == [] or not equivalent(running, intended, OS)


def test_thousands_of_lines_into_thousands():
    """Which of many lines change anything is found in the time of one look at each."""
    lines = [f"set / interface ethernet-1/{n} description d{n}" for n in range(9000)]
    began = time.process_time()
    found = effective_lines("\n".join(lines[:6000]), lines[3000:], OS)
    assert (len(found.commands), len(found.dropped)) == (3000, 3000)
    assert time.process_time() - began < 20
