# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading configurations: nothing is lost, nothing crashes."""

from __future__ import annotations

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.catalogue import VENDORS, vendor_for
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import clean, equivalent, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict
from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.config.tree import elements, parse
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "no",
        "default",
        "interface",
        "Ethernet1",
        "vrf",
        "RED",
        "router",
        "bgp",
        "1",
        "neighbor",
        "192.0.2.1",
        "remote-as",
        "2",
        "peer-group",
        "P",
        "ip",
        "route",
        "192.0.2.0/24",
        "prefix-list",
        "seq",
        "5",
        "10",
        "permit",
        "address-family",
        "ipv4",
        "unicast",
        "exit",
        "end",
        "!",
        "banner",
        "motd",
        "^C",
        "EOF",
        "access-list",
        "route-map",
        "set",
        "delete",
        "description",
        "password",
        "key",
        "{",
        "}",
        '"',
        "\x0c",
        "é",
    ]
)
LINES = st.lists(st.tuples(st.integers(0, 3), st.lists(WORDS, max_size=6)), max_size=25)
TEXTS = LINES.map(lambda lines: "\n".join(" " * indent + " ".join(words) for indent, words in lines))


@given(text=TEXTS, other=TEXTS, platform=st.sampled_from(sorted(VENDORS)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_or_refused_in_our_words(text: str, other: str, platform: str) -> None:
    """Whatever a device or a user writes ends in a result or in an error of this collection, never in a crash."""
    assert "".join(element.raw for element in elements(text, vendor_for(platform))) == text
    try:
        commands = config_remediate(text, other, platform)
        config_predict(text, commands, platform)
        config_diff(text, other, platform)
        assert config_remediate(text, text, platform) == []
        assert config_diff(text, text, platform) == ""
        assert fingerprint(text, platform) == fingerprint(clean(text, platform), platform)
    except FactoryError:
        pass
    once = config_redact(text, platform, b"k" * 32)
    assert config_redact(once, platform, b"k" * 32) == once


@pytest.mark.parametrize(
    ("platform", "text", "roots"),
    [
        pytest.param(
            "cisco.ios.ios", "banner motd ^C\nhostname x\n no y\n^C\nhostname a\n", 2, id="a banner with lines like commands"
        ),
        pytest.param("cisco.ios.ios", "banner motd #one line#\nhostname a\n", 2, id="a banner of one line"),
        pytest.param("arista.eos.eos", "banner login\nhostname x\nEOF\nhostname a\n", 2, id="a banner up to EOF"),
        pytest.param("cisco.iosxr.iosxr", "route-policy A\n  pass\nend-policy\nhostname a\n", 2, id="a policy is one element"),
    ],
)
def test_blocks_are_one_element(platform: str, text: str, roots: int) -> None:
    """What spans several lines is compared, removed and given as one."""
    assert len(parse(text, vendor_for(platform)).children) == roots


def test_volatile_parts_do_not_count() -> None:
    """Headers, byte counts and times change by themselves and are no change."""
    head = "Building configuration...\n\nCurrent configuration : 1234 bytes\n"
    first = f"{head}! Last configuration change at 10:00\nhostname a\nntp clock-period 17\nend\n"
    second = "Building configuration...\n\nCurrent configuration : 99 bytes\nhostname a\nend\n"
    assert fingerprint(first, "cisco.ios.ios") == fingerprint(second, "cisco.ios.ios")
    assert clean(first.replace("\n", "\r\n"), "cisco.ios.ios") == "hostname a\nend\n"


def test_order_counts_where_it_means_something() -> None:
    """Two interfaces may be shown in any order; two rules of an access list may not."""
    assert equivalent("interface A\ninterface B\n", "interface B\ninterface A\n", "cisco.ios.ios")
    acl = "ip access-list extended X\n permit ip any host 192.0.2.1\n deny ip any any\n"
    turned = "ip access-list extended X\n deny ip any any\n permit ip any host 192.0.2.1\n"
    assert not equivalent(acl, turned, "cisco.ios.ios")
