# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations made of words: braces and statements say the same, and each form comes back as it was given."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import difference, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError

JUNOS, VYOS, PANOS = "junipernetworks.junos.junos", "vyos.vyos.vyos", "paloaltonetworks.panos.panos"

BRACES = """\
version 22.4R1.10;
system {
    host-name edge1;
    root-authentication {
        encrypted-password "$6$x{y};z"; ## SECRET-DATA
    }
    services {
        ssh;
        netconf {
            ssh;
        }
    }
}
interfaces {
    /* to the core,
       by fibre */
    inactive: ge-0/0/0 {
        description "a [b] {c}; d";
        unit 0 {
            family inet {
                address 192.0.2.1/24;
            }
        }
    }
    protect: lo0 {
        unit 0 {
            family inet;
        }
    }
}
policy-options {
    policy-statement OUT {
        term own {
            from protocol static;
            then accept;
        }
        term last {
            then reject;
        }
    }
    community CUSTOMERS members [ 65000:1 65000:2 ];
}
routing-options {
    autonomous-system 65000 loops 3;
}
"""

STATEMENTS = """\
set version 22.4R1.10
set system host-name edge1
set system root-authentication encrypted-password "$6$x{y};z"
set system services ssh
set system services netconf ssh
set interfaces ge-0/0/0 description "a [b] {c}; d"
set interfaces ge-0/0/0 unit 0 family inet address 192.0.2.1/24
deactivate interfaces ge-0/0/0
set interfaces lo0 unit 0 family inet
protect interfaces lo0
set policy-options policy-statement OUT term own from protocol static
set policy-options policy-statement OUT term own then accept
set policy-options policy-statement OUT term last then reject
set policy-options community CUSTOMERS members 65000:1
set policy-options community CUSTOMERS members 65000:2
set routing-options autonomous-system 65000 loops 3
"""


def test_braces_become_statements() -> None:
    """A text in braces is typed as the statements that `display set` would show."""
    assert flatten([BRACES], JUNOS) == STATEMENTS.splitlines()


def test_both_forms_are_one_configuration() -> None:
    """Braces against statements: no difference, no commands, one fingerprint."""
    assert config_diff(BRACES, STATEMENTS, JUNOS) == "" == config_diff(STATEMENTS, BRACES, JUNOS)
    assert config_remediate(BRACES, STATEMENTS, JUNOS) == []
    assert fingerprint(BRACES, JUNOS) == fingerprint(STATEMENTS, JUNOS)


@pytest.mark.parametrize("text", [BRACES.replace(" ## SECRET-DATA", ""), STATEMENTS], ids=["braces", "statements"])
def test_a_prediction_has_the_form_of_what_was_running(text: str) -> None:
    """Without commands the text comes back line by line, comments, tags and lists included."""
    assert config_predict(text, [], JUNOS) == text


def test_what_is_new_is_written_as_the_rest_is() -> None:
    """Sections, names, values and lists of new statements take the form that such words have."""
    commands = [
        "set system services netconf rfc-compliant",
        "set interfaces ge-0/0/1 unit 5 family inet address 198.51.100.1/24",
        "delete policy-options community CUSTOMERS members 65000:2",
        "set policy-options policy-statement OUT term new then accept",
        "insert policy-options policy-statement OUT term new before term last",
        "set protocols bgp group core neighbor 192.0.2.2 peer-as 65001",
        "activate interfaces ge-0/0/0",
    ]
    after = config_predict(BRACES, commands, JUNOS)
    assert "    ge-0/0/1 {\n        unit 5 {\n            family inet {\n                address 198.51.100.1/24;\n" in after
    assert after.index("term own") < after.index("term new") < after.index("term last")
    assert "protocols {\n    bgp {\n        group core {\n            neighbor 192.0.2.2 {\n                peer-as 65001;" in after
    assert "inactive:" not in after
    assert "/* to the core" in after
    assert difference(after, config_predict(STATEMENTS, commands, JUNOS), JUNOS) == ""


@pytest.mark.parametrize(
    ("running", "intended", "commands"),
    [
        pytest.param(
            "set interfaces ge-0/0/0 unit 0 family inet\nset interfaces ge-0/0/0 mtu 9000\nset interfaces ge-0/0/1 mtu 9000\n",
            "set interfaces ge-0/0/1 mtu 9000\n",
            ["delete interfaces ge-0/0/0"],
            id="what vanishes whole goes with one delete",
        ),
        pytest.param(
            "set interfaces xe-1 unit 0 family inet\nset interfaces xe-1 unit 1 family inet\nset interfaces xe-1 mtu 9000\n",
            "set interfaces xe-1 mtu 9000\n",
            ["delete interfaces xe-1 unit 0", "delete interfaces xe-1 unit 1"],
            id="a list is removed entry by entry",
        ),
        pytest.param(
            "set system services ssh\n",
            "set system services ssh\ndeactivate system services ssh\n",
            ["deactivate system services ssh"],
            id="deactivated",
        ),
        pytest.param(
            "set interfaces ge-0/0/0 mtu 1\ndeactivate interfaces ge-0/0/0\nset system host-name a\n",
            "set system host-name a\n",
            ["delete interfaces"],
            id="what goes needs no activation first",
        ),
        pytest.param(
            "set protocols bgp group g import A\nset protocols bgp group g import B\n",
            "set protocols bgp group g import B\nset protocols bgp group g import A\n",
            ["delete protocols bgp group g import A", "set protocols bgp group g import A"],
            id="a chain of policies in another order",
        ),
        pytest.param(
            "set policy-options prefix-list P 192.0.2.0/24\nset policy-options prefix-list P 10.0.0.0/8\n",
            "set policy-options prefix-list P 10.0.0.0/8\nset policy-options prefix-list P 192.0.2.0/24\n",
            [],
            id="order without a meaning",
        ),
    ],
)
def test_as_few_commands_as_do(running: str, intended: str, commands: list[str]) -> None:
    """Removals are as short as they can be, and reach the target."""
    assert config_remediate(running, intended, JUNOS) == commands
    assert difference(config_predict(running, commands, JUNOS), intended, JUNOS) == ""


def test_lines_that_change_nothing_are_left_out() -> None:
    """Of a user's statements those count that change the configuration as it stands by then; a text in braces may be given."""
    found = effective_lines(BRACES, ["set system host-name edge1", "set system host-name edge2"], JUNOS)
    assert found.commands == ["set system host-name edge2"]
    assert found.dropped == ["set system host-name edge1"]
    assert effective_lines(BRACES, "system {\n    services {\n        ssh;\n    }\n}\n", JUNOS).commands == []


def test_a_statement_that_is_none_is_for_the_device_to_judge() -> None:
    """A line that is not understood is not dropped in silence: it is typed, and the device says what it thinks of it."""
    assert effective_lines(STATEMENTS, ["st system host-name x"], JUNOS).commands == ["st system host-name x"]


def test_sections_are_entered_with_edit() -> None:
    """Statements after `edit` are meant in that section, until `top`."""
    commands = ["edit system services", "delete ssh", "top", "set system host-name edge3"]
    after = config_predict(STATEMENTS, commands, JUNOS)
    assert "set system services ssh" not in after
    assert "set system services netconf ssh" in after
    assert "set system host-name edge3" in after


def test_vyos_quotes_are_a_matter_of_form() -> None:
    """Quoted or not, in braces or not, a value is the same."""
    braces = 'system {\n    host-name "edge1"\n    login {\n        user ops {\n        }\n    }\n}\n'
    statements = "set system host-name 'edge1'\nset system login user ops\n"
    assert config_remediate(braces, statements, VYOS) == [] == config_remediate(statements, braces, VYOS)
    assert config_predict(braces, [], VYOS) == braces


def test_panos_lists_are_compared_member_by_member() -> None:
    """One member more is one command, and the list is shown in its brackets."""
    running = "set address-group g static [ a b ]\nset deviceconfig system hostname fw1\n"
    intended = running.replace("a b", "a b c")
    commands = config_remediate(running, intended, PANOS)
    assert commands == ["set address-group g static c"]
    assert config_predict(running, commands, PANOS) == intended


@pytest.mark.parametrize(
    "text",
    [
        "}}}{",
        "a {",
        "set",
        "set [ ]",
        "set a [ ]",
        '"',
        'a "b',
        "/* never",
        "inactive:",
        "edit\nup 5\ntop",
        "x { y { z",
        "set a [ b",
    ],
)
@pytest.mark.parametrize("platform", [JUNOS, VYOS, PANOS, "check_point.gaia.checkpoint"])
def test_broken_texts_do_no_harm(text: str, platform: str) -> None:
    """Whatever is given: an answer, equal to itself."""
    assert config_diff(text, text, platform) == ""
    assert config_remediate(text, text, platform) == []
    config_predict(text, [text], platform)
    config_predict(BRACES, [text], platform)
    effective_lines(text, ["set a b"], platform)


def test_what_loses_everything_and_comes_back_is_still_deactivated():
    """Its old content goes and with it the word that turned it off: that word is said again, or the port would come up."""
    running = "set interfaces ge-0/0/0 unit 0 family inet\nset interfaces ge-0/0/1 mtu 9000\ndeactivate interfaces ge-0/0/0\n"
    intended = "set interfaces ge-0/0/0 mtu 1500\nset interfaces ge-0/0/1 mtu 9000\ndeactivate interfaces ge-0/0/0\n"
    commands = config_remediate(running, intended, JUNOS)
    assert commands[-1] == "deactivate interfaces ge-0/0/0"
    assert fingerprint(config_predict(running, commands, JUNOS), JUNOS) == fingerprint(intended, JUNOS)


def test_a_term_that_loses_everything_keeps_its_place():
    """Filters are read from the top: a term with another content stands where it is wanted, not at the end."""
    lines = "set firewall family inet filter F term a from {}\nset firewall family inet filter F term b then accept\n"
    running, intended = lines.format("source-address 192.0.2.0/24"), lines.format("protocol tcp")
    commands = config_remediate(running, intended, JUNOS)
    assert config_predict(running, commands, JUNOS) == intended


def test_what_is_added_is_deleted() -> None:
    """A platform that says `add` for some statements gets them back as they were said."""
    running = "set hostname fw1\nadd user ops uid 100\n"
    commands = config_remediate(running, "set hostname fw1\nadd user eve uid 101\n", "check_point.gaia.checkpoint")
    assert commands == ["delete user ops", "add user eve uid 101"]
    assert config_predict(running, commands, "check_point.gaia.checkpoint") == "set hostname fw1\nadd user eve uid 101\n"


@pytest.mark.parametrize("text", ["<configuration><system/></configuration>", '<?xml version="1.0"?><x/>', '{\n  "system": {}\n}'])
def test_a_form_that_is_not_read_is_said(text: str) -> None:
    """XML or JSON where statements are wanted is an error, never an empty configuration against which all would be deleted."""
    with pytest.raises(InputError, match="unsupported form"):
        config_remediate(STATEMENTS, text, JUNOS)


def test_comments_configure_nothing() -> None:
    """What `display set` shows of annotations belongs to its section, and makes no difference."""
    text = STATEMENTS + 'edit system\nannotate host-name "by the door"\ntop\n'
    assert config_remediate(text, STATEMENTS, JUNOS) == [] == config_remediate(STATEMENTS, text, JUNOS)


@pytest.mark.parametrize("spelled", ["'it'\\''s'", "'it'\"'\"'s'", '"it\'s"'])
def test_a_quote_within_quotes_is_read_however_it_is_written(spelled):
    """A shell's ways to say the same value are one value: a change of the spelling is none."""
    running = "set interfaces ethernet eth1 description {}\n"
    assert config_remediate(running.format(spelled), running.format('"it\'s"'), VYOS) == []


def test_an_address_of_a_rule_takes_the_place_of_the_one_before():
    """An interface has many addresses, the source of a rule has one."""
    rule = "set firewall ipv4 name F rule 1 source address '{}'"
    port = "set interfaces ethernet eth1 address '{}'"
    running = f"{rule.format('192.0.2.1')}\n{port.format('192.0.2.9/24')}\n"
    after = config_predict(running, [rule.format("192.0.2.2"), port.format("198.51.100.9/24")], VYOS)
    assert sorted(after.splitlines()) == sorted(
        [rule.format("192.0.2.2"), port.format("192.0.2.9/24"), port.format("198.51.100.9/24")]
    )
