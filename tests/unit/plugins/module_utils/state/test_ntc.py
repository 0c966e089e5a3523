# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ntc-templates as the reader of what has no parser of ours: found, mapped, missing, refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import MissingLibraryError, UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.state.ntc import fields, parsers, shapes, templates
from ansible_collections.auto.factory.plugins.module_utils.state.parse import parse_all, state_parse
from ansible_collections.auto.factory.plugins.module_utils.state.registry import UnparsedError
from ansible_collections.auto.factory.plugins.module_utils.state.registry import parsers as parsers_for

pytest.importorskip("ntc_templates", reason="ntc-templates is not installed")

PROCURVE_ARP = """
 IP ARP table

  IP Address       MAC Address       Type    Port
  ---------------  ----------------- ------- ----
  192.0.2.1        02005e-100001     dynamic 1
  192.0.2.9        02005e-100009     dynamic Trk1
"""
COMWARE_ARP = """  Type: S-Static   D-Dynamic   O-Openflow   R-Rule   M-Multiport  I-Invalid
IP address      MAC address    VLAN/VSI   Interface/Link ID        Aging Type
192.0.2.1       0200-5e10-0001 10         GE1/0/1                  16    D
"""
EDGECORE_VLAN = """VLAN ID: 1
Type: Static
Name: first
Status: Active
Ports/Port Channels: Eth1/ 1(S) Eth1/ 2(S)
"""


def arp(platform: str, command: str, text: str) -> list[dict[str, object]]:
    return state_parse({command: text}, platform, "arp_table")["arp_table"]


def test_a_platform_without_parsers_of_ours_is_read_in_our_shape() -> None:
    """The rows of a template become our model: canonical addresses, long interface names, None for what is not shown."""
    assert arp("hpe.comware.comware", "display arp", COMWARE_ARP) == [
        {"interface": "GigabitEthernet1/0/1", "mac": "02:00:5E:10:00:01", "ip": "192.0.2.1", "age": 16.0}
    ]
    assert arp("arubanetworks.aos_switch.arubaoss", "show arp", PROCURVE_ARP)[1] == {
        "interface": "Trk1",
        "mac": "02:00:5E:10:00:09",
        "ip": "192.0.2.9",
        "age": None,
    }


def test_a_platform_may_be_called_by_the_library_s_name() -> None:
    """What has no name among Ansible's network systems is read under the name ntc-templates has for it."""
    assert list(state_parse({"show vlan": EDGECORE_VLAN}, "edgecore", "vlans")["vlans"]) == ["1"]
    with pytest.raises(UnsupportedError, match="no parser"):
        parsers_for("nosuchbrand")


@pytest.mark.parametrize("text", ["", "\n", "the quick brown fox\njumps\n", "192.0.2.1 192.0.2.2\n" * 9])
def test_text_that_the_template_does_not_know_is_no_empty_table(text: str) -> None:
    """A template that finds nothing says nothing: the command is named as unsupported."""
    with pytest.raises(UnsupportedError, match="unsupported"):
        arp("arubanetworks.aos_switch.arubaoss", "show arp", text)


@pytest.fixture
def _without_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if it were not installed, and had not been."""
    caches = (templates._index, templates._commands, templates._squeezed, templates.templates, templates._machine)
    monkeypatch.setattr(templates, "_folder", lambda: None)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("_without_library")
def test_without_the_library_the_error_names_it() -> None:
    """Where the library is missing the task says which package is wanted; a snapshot goes on with what it can read."""
    with pytest.raises(MissingLibraryError, match="ntc-templates"):
        arp("hpe.comware.comware", "display arp", COMWARE_ARP)
    models, unsupported, unparsed = parse_all({"display arp": COMWARE_ARP}, "hpe.comware.comware", ["arp_table"])
    assert (models, unparsed) == ({}, {})
    assert "ntc-templates" in unsupported["arp_table"]


@pytest.mark.usefixtures("_without_library")
def test_an_unread_answer_of_a_platform_of_ours_needs_no_library() -> None:
    """Where our own parser does not know a text and the library is missing, the text is unsupported as ever."""
    with pytest.raises(UnsupportedError, match="not recognised"):
        state_parse({"show ip route": "the quick brown fox"}, "cisco.ios.ios", "routes")


@pytest.mark.usefixtures("_without_library")
def test_what_the_library_would_add_is_not_missed_where_others_tell() -> None:
    """A command that only the library reads is left out where it is missing; what the other commands tell is told."""
    outputs = {
        "show version": "Cisco IOS Software, Version 15.2(4)E8, RELEASE SOFTWARE (fc1)\nsw1 uptime is 1 day\n",
        "show inventory": "x",
    }
    assert state_parse(outputs, "cisco.ios.ios", "facts")["facts"]["hostname"] == "sw1"


def test_the_library_is_not_loaded_for_what_we_read_ourselves() -> None:
    """Reading a core platform's answers, or collecting its parsers before a fork, imports neither TextFSM nor the templates."""
    script = (
        "import sys\n"
        "from ansible_collections.auto.factory.plugins.module_utils.state.parse import state_parse\n"
        "from ansible_collections.auto.factory.plugins.module_utils.state.registry import parsers\n"
        "for name in ('cisco.ios.ios', 'arista.eos.eos', 'frr.frr.frr', 'vyos.vyos.vyos', 'hpe.comware.comware'): parsers(name)\n"
        "state_parse({'show arp': 'Protocol  Address\\nInternet  192.0.2.1  1  0200.5e10.0001  ARPA  Vlan1'}, 'cisco.ios.ios')\n"
        "print([name for name in sys.modules if name.startswith(('textfsm', 'ntc_templates'))])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("hp_procurve", "show lldp info remote-device detail"),
        ("hp_procurve", "show lldp info remote device detail"),
        ("hp_procurve", "SHOW LLDP INFO REMOTE-DEVICE DETAIL"),
        ("aruba_aoscx", "show mac address-table"),
        ("aruba_aoscx", "show mac-address-table"),
        ("cisco_s300", "sh mac address-table"),
    ],
)
def test_a_command_is_found_however_it_is_spelt(platform: str, command: str) -> None:
    """Hyphens, blanks, case and abbreviations do not decide whether an output is read."""
    assert templates.templates(platform, command)


def test_every_platform_and_subset_has_its_places_in_the_tables() -> None:
    """The tables are complete: every name is one the library knows, every subset has commands, fields and a shape."""
    known = {line.platform for line in templates._index()}
    named = {name for names in parsers.NAMES.values() for name in names}
    assert named - known == {"vyatta_vyos", "hp_procurve"}  # there as patterns: '.*vyos.*', '(hp|aruba)_procurve'
    assert all(templates._commands(name) for name in named)
    assert set(shapes.SUBSETS) == set(parsers._COMMANDS) == set(fields.FIELDS)


@pytest.mark.parametrize(
    ("subset", "row", "expected"),
    [
        ("vlans", {"vlan_id": "10", "vlan_name": "a"}, {"10": {"name": "a", "interfaces": None}}),
        ("vlans", {"vlan_id": "10", "vlan_name": "", "ports": ["1", "2"]}, {"10": {"name": None, "interfaces": ["1", "2"]}}),
        (
            "interfaces_ip",
            {"interface": "lo", "ip_address": ["192.0.2.1", "192.0.2.9"], "prefix_length": ["24", "32"]},
            {"lo": {"ipv4": {"192.0.2.1": {"prefix_length": 24}, "192.0.2.9": {"prefix_length": 32}}}},
        ),
        (
            "interfaces_ip",
            {"interface": "lo", "ip_address": "192.0.2.1", "netmask": "255.255.255.0"},
            {"lo": {"ipv4": {"192.0.2.1": {"prefix_length": 24}}}},
        ),
        ("interfaces", {"interface": "p1", "link_status": "up", "speed": "1000"}, {"p1": {"is_up": True, "speed": None}}),
        (
            "interfaces",
            {"interface": "p1", "link_status": "strange", "speed": "10 Gb/s"},
            {"p1": {"is_up": None, "speed": 10000.0}},
        ),
    ],
)
def test_a_row_becomes_what_it_says_and_no_more(subset: str, row: dict[str, object], expected: object) -> None:
    """A field the template has not, or whose words are unknown, is None: neither empty nor a guess."""
    assert shapes.fragment(subset, [row], "", "fortinet.fortios.fortios") == expected


def test_rows_of_something_else_are_no_answer() -> None:
    """Rows without the field that a subset is about are not an empty model."""
    for subset in shapes.SUBSETS:
        with pytest.raises(UnparsedError):
            shapes.fragment(subset, [{"colour": "blue"}], "", "fortinet.fortios.fortios")
