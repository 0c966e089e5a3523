# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations that are a database of tables, as SONiC has them."""

from __future__ import annotations

import json

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import clean, equivalent
from ansible_collections.auto.factory.plugins.module_utils.config.jsonstyle import tables
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.platforms.sonic_patch import json_patch
from hypothesis import given, settings
from hypothesis import strategies as st

OS = "dellemc.enterprise_sonic.sonic"
DATABASE = {
    "PORT": {"Ethernet10": {"description": "to the core", "mtu": 9100}, "Ethernet2": {"alias": "[x]"}},
    "VLAN": {"Vlan10": {"dhcp_servers": ["192.0.2.1"], "vlanid": "10"}},
    "VLAN_INTERFACE": {"Vlan10": {}},
}
FLAT = """\
set PORT Ethernet2 alias "[x]"
set PORT Ethernet10 description to the core
set PORT Ethernet10 mtu 9100
set VLAN Vlan10 dhcp_servers ["192.0.2.1"]
set VLAN Vlan10 vlanid 10
set VLAN_INTERFACE Vlan10
"""


def test_json_and_lines_are_the_same():
    """Both forms are understood, numbers are strings as in ConfigDB, and ports stand in the order of their numbers."""
    assert clean(json.dumps(DATABASE), OS) == FLAT
    assert clean(FLAT, OS) == FLAT
    assert tables(FLAT)["PORT"]["Ethernet10"] == {"description": "to the core", "mtu": "9100"}


def test_json_lines_merge():
    """A fragment of config_db.json may be given as lines: what is there already is left out."""
    lines = json.dumps({"VLAN": {"Vlan10": {"vlanid": "10"}, "Vlan20": {"vlanid": "20"}}}, indent=1).splitlines()
    found = effective_lines(FLAT, lines, OS)
    assert (found.commands, found.dropped) == (["set VLAN Vlan20 vlanid 20"], ["set VLAN Vlan10 vlanid 10"])


def test_deleting_the_last_entry_deletes_the_table():
    """ConfigDB has no empty tables; an entry without fields is one."""
    assert "VLAN_INTERFACE" not in config_predict(FLAT, ["delete VLAN_INTERFACE Vlan10"], OS)
    emptied = config_predict(FLAT, ["delete PORT Ethernet2 alias"], OS)
    assert "set PORT Ethernet2\n" in emptied


def test_what_refers_is_deleted_before_what_is_referred_to():
    """A VLAN's interface goes before the VLAN."""
    assert config_remediate(FLAT, clean('{"PORT": {"Ethernet2": {"alias": "[x]"}}}', OS), OS) == [
        "delete VLAN_INTERFACE",
        "delete VLAN",
        "delete PORT Ethernet10",
    ]


def test_a_difference_is_one_line_a_value():
    """Old and new value."""
    assert config_diff(FLAT, FLAT.replace("9100", "1500"), OS) == "-set PORT Ethernet10 mtu 9100\n+set PORT Ethernet10 mtu 1500\n"


@pytest.mark.parametrize(
    "line", ["vlan 10", "set VLAN", "set VLAN Vlan10 vlanid", "delete", "delete A B C D", 'set A B C "x', 'set A "B C 1', "{broken"]
)
def test_what_is_no_statement_is_refused(line):
    """With the forms that are."""
    with pytest.raises(InputError):
        effective_lines(FLAT, [line], OS)


def test_a_patch_escapes_slashes():
    """An interface with its prefix is one key."""
    have = {"INTERFACE": {"Ethernet0|10.0.0.0/31": {}}, "X": {"a~b": {}}}
    assert json_patch(have, {"X": {"a~b": {"f": "1"}}, "Y": {"k": {}}}) == [
        {"op": "remove", "path": "/INTERFACE"},
        {"op": "add", "path": "/X/a~0b/f", "value": "1"},
        {"op": "add", "path": "/Y", "value": {"k": {}}},
    ]
    assert json_patch(have, {**have, "INTERFACE": {"e|1/2": {}}})[0] == {
        "op": "remove",
        "path": "/INTERFACE/Ethernet0|10.0.0.0~131",
    }


_NAMES = st.text('ab "|/~1', min_size=1, max_size=4)
_VALUES = st.one_of(st.text('a ["{1#', max_size=5), st.lists(st.text("ab", max_size=2), max_size=2))
_DATABASE = st.dictionaries(
    _NAMES, st.dictionaries(_NAMES, st.dictionaries(_NAMES, _VALUES, max_size=2), min_size=1, max_size=2), max_size=2
)


@given(_DATABASE, _DATABASE)
@settings(max_examples=80)
def test_there_and_back(before, after):
    """Any names and values survive the flat form; remediation leads from any database to any other."""
    assert tables(clean(json.dumps(before), OS)) == before
    have, want = clean(json.dumps(before), OS), clean(json.dumps(after), OS)
    assert equivalent(config_predict(have, config_remediate(have, want, OS), OS), want, OS)
    assert (config_diff(have, want, OS) == "") == (have == want)
