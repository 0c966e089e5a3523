# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML configurations: instances are told apart by keys, order counts where the model says so, edits lead where they should."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import canonical, clean, fingerprint
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.config.xmlschema import depends, learn
from ansible_collections.auto.factory.plugins.module_utils.errors import InputError
from ansible_collections.auto.factory.plugins.module_utils.xmltext import NETCONF, lines, read

OS = "auto.factory.netconf"
SPACE = "urn:auto.factory:lab"
YANG = Path(__file__).parents[4] / "lab" / "netconf" / "yang" / "factory-lab.yang"
FACTS = learn([YANG.read_text(encoding="utf-8")]).header()[0]


def config(body: str, facts: str = FACTS) -> str:
    """A running configuration; ``facts`` '' is one whose model nobody knows."""
    return clean(f'{facts}<data xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">{body}</data>', OS)


def system(inner: str) -> str:
    """Something below system."""
    return f'<system xmlns="{SPACE}">{inner}</system>'


def ports(*inner: str) -> str:
    """Some interfaces."""
    return f'<interfaces xmlns="{SPACE}">{"".join(f"<interface>{one}</interface>" for one in inner)}</interfaces>'


def rules(names: str) -> str:
    """A filter with rules of these letters, in this order."""
    entries = "".join(f"<rule><name>{name}</name><action>permit</action></rule>" for name in names)
    return f'<filter xmlns="{SPACE}">{entries}</filter>'


PORT = ports("<name>eth1</name><description>old</description>")
PAIRS = [
    pytest.param(PORT, ports("<name>eth1</name><description>new</description>"), id="a value"),
    pytest.param(PORT, ports("<name>eth1</name>"), id="a leaf goes"),
    pytest.param(PORT, ports("<name>eth2</name><mtu>1500</mtu>"), id="one entry for another"),
    pytest.param(PORT, "", id="everything goes"),
    pytest.param(
        ports("<name>e</name><address><ip>192.0.2.1</ip><prefix-length>24</prefix-length></address>"),
        ports("<name>e</name><address><ip>192.0.2.1</ip><prefix-length>25</prefix-length></address>"),
        id="an entry with two keys",
    ),
    pytest.param(system("<tag>a</tag><tag>b</tag>"), system("<tag>c</tag><tag>b</tag>"), id="values of a set"),
    pytest.param(system("<tag>a</tag>"), system("<tag>a</tag><tag>b</tag>"), id="one more value where there was one"),
    pytest.param(
        system("<dns-server>1</dns-server><dns-server>2</dns-server>"),
        system("<dns-server>2</dns-server><dns-server>3</dns-server><dns-server>1</dns-server>"),
        id="an order of values",
    ),
    pytest.param(
        system("<dns-server>1</dns-server>"),
        system("<dns-server> </dns-server><dns-server>2</dns-server><dns-server>1</dns-server>"),
        id="an order with a blank value",
    ),
    pytest.param(rules("abc"), rules("cab"), id="an order of entries"),
    pytest.param(rules("abc"), rules("xcby"), id="entries go and come in between"),
    pytest.param(rules("ab"), rules("abc"), id="an entry at the end"),
    pytest.param(system("<snmp><community>x</community></snmp>"), system("<host-name>a</host-name>"), id="a container goes"),
    pytest.param(system("<host-name>a &lt; b &amp; c\nd</host-name>"), system("<host-name>'\"</host-name>"), id="hard characters"),
]


@pytest.mark.parametrize("facts", [FACTS, ""], ids=["the model is known", "the model is guessed"])
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_an_edit_leads_there_and_back(first, second, facts):
    """And shows a difference exactly where there is one; a second look finds nothing to do."""
    for have, want in ((config(first, facts), config(second, facts)), (config(second, facts), config(first, facts))):
        edit = config_remediate(have, want, OS)
        assert bool(edit) == bool(config_diff(have, want, OS)) == (fingerprint(have, OS) != fingerprint(want, OS))
        made = config_predict(have, edit, OS)
        assert canonical(made, OS) == canonical(want, OS)
        assert config_remediate(made, want, OS) == []


def test_random_configurations_are_reached_from_each_other():
    """Three hundred pairs with moves, removals and new entries."""
    dice = random.Random(7)  # noqa: S311  # reproducible, not secret
    for _unused in range(300):
        have, want = (config(rules("".join(dice.sample("abcdef", dice.randint(0, 6)))) + system(_some(dice))) for _side in range(2))
        made = config_predict(have, config_remediate(have, want, OS), OS)
        assert canonical(made, OS) == canonical(want, OS)


def _some(dice: random.Random) -> str:
    tags = "".join(f"<tag>{name}</tag>" for name in dice.sample("pqr", dice.randint(0, 3)))
    servers = "".join(f"<dns-server>{name}</dns-server>" for name in dice.sample("123", dice.randint(0, 3)))
    return (
        tags + servers + "".join(f"<user><name>{n}</name><role>admin</role></user>" for n in dice.sample("uv", dice.randint(0, 2)))
    )


def test_only_what_has_an_effect_is_sent():
    """Element by element; what is there already is named as left out, and a whole change of that kind is no change."""
    running = config(PORT + system("<host-name>r1</host-name>"))
    found = effective_lines(running, system("<host-name>r1</host-name>") + ports("<name>eth2</name>"), OS)
    assert "\n".join(found.commands).count("eth2") == 1
    assert found.dropped == [f'<system xmlns="{SPACE}">']
    assert effective_lines(running, PORT, OS).commands == []
    assert effective_lines(running, ports('<name>eth1</name><mtu nc:operation="remove"/>'), OS).commands == []


def test_namespaces_may_be_left_out_where_they_are_clear():
    """An element is understood as its like in the running configuration."""
    found = effective_lines(config(PORT), "<interfaces><interface><name>eth9</name></interface></interfaces>", OS)
    assert found.commands[0] == f'<interfaces xmlns="{SPACE}">'


def test_operations_mean_what_the_standard_says():
    """replace drops what is not given, create and merge add, delete and remove take away; insert gives a place."""
    running = config(ports("<name>eth1</name><description>old</description><mtu>1500</mtu>") + rules("ab"))
    edit = (
        ports("<name>eth1</name>@")
        .replace("<interface>", '<interface nc:operation="replace">')
        .replace("@", "<enabled>true</enabled>")
    )
    after = config_predict(running, edit, OS)
    assert "<enabled>true</enabled>" in after
    assert "mtu" not in after.split("-->")[1]
    moved = rules("b").replace("<rule>", '<rule yang:insert="before" yang:key="[lab:name=\'a\']">')
    assert canonical(config_predict(running, moved, OS), OS) == canonical(config_predict(running, rules("")
        .replace("</filter>", '<rule yang:insert="first"><name>b</name></rule></filter>').replace("/>", ">"), OS), OS)  # fmt: skip


def test_order_without_a_meaning_is_no_difference():
    """Of values in a set, of keyed entries, of elements at the top."""
    one = config(system("<tag>a</tag><tag>b</tag>") + ports("<name>e1</name>", "<name>e2</name>"))
    two = config(ports("<name>e2</name>", "<name>e1</name>") + system("<tag>b</tag><tag>a</tag>"))
    assert config_diff(one, two, OS) == ""
    assert fingerprint(one, OS) == fingerprint(two, OS)
    assert fingerprint(config(rules("ab")), OS) != fingerprint(config(rules("ba")), OS)


def test_prefixes_in_values_are_the_namespaces_they_stand_for():
    """identityref: two names of one namespace are one value, and the declaration stays with the value."""
    one, two = (
        config(ports(f'<name>e</name><description xmlns:{prefix}="urn:types">{prefix}:ethernet</description>')) for prefix in "ab"
    )
    assert fingerprint(one, OS) == fingerprint(two, OS)
    assert '<description xmlns:a="urn:types">a:ethernet</description>' in one


def test_the_difference_shows_where():
    """With the elements around it and the key of the entry."""
    shown = config_diff(config(PORT), config(ports("<name>eth1</name><description>new</description>")), OS)
    assert shown.splitlines() == [
        f' <interfaces xmlns="{SPACE}">',
        "   <interface>",
        "     <name>eth1</name>",
        "-    <description>old</description>",
        "+    <description>new</description>",
        "   </interface>",
        " </interfaces>",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<a xmlns="u"><b></a>',
        "interface Ethernet1",
        "<a>&unknown;</a>",
        "<p:a>1</p:a>",
        "<a>text<b/></a>",
        "<a>" * 500 + "</a>" * 500,
        "</factory><factory>",
        "<a>\udc80</a>",
        "<edit-config><default-operation>none</default-operation><config><a/></config></edit-config>",
    ],
    ids=[
        "a DTD",
        "not well-formed",
        "no XML",
        "an entity",
        "no such prefix",
        "mixed",
        "too deep",
        "out of its root",
        "half a character",
        "another default-operation",
    ],
)
def test_what_is_no_plain_xml_is_refused(text):
    """With an error of ours; no entity is ever expanded, nothing is fetched."""
    with pytest.raises(InputError):
        clean(text, OS)


def test_secrets_in_elements_are_redacted():
    """Values of elements whose name says so, line by line as this form has them; names and other values stay."""
    text = config(system("<host-name>r1</host-name><user><name>u</name><password>s3cr3t</password></user>"
                         "<snmp><community>s3cr3t2</community></snmp>"), "")  # fmt: skip
    shown = config_redact(text, OS)
    assert "s3cr3t" not in shown
    assert "<host-name>r1</host-name>" in shown
    assert shown.count("<secret:") == 2


def test_what_servers_note_on_elements_is_no_configuration():
    """Times and origins in attributes of another namespace; that something is inactive, without one, counts."""
    plain, noted, inactive = (
        config(f'<system xmlns="{SPACE}" xmlns:j="urn:j"{attribute}><host-name>r1</host-name></system>')
        for attribute in ("", ' j:changed-seconds="7"', ' inactive="inactive"')
    )
    assert plain == noted
    assert config_diff(plain, inactive, OS)
    assert fingerprint(plain, OS) != fingerprint(inactive, OS)


def test_several_notes_on_one_element_are_written_as_they_were_read():
    """As Junos writes them: each attribute keeps its namespace, each prefix is declared once, none is taken for another."""
    names = {("urn:j", "seconds"): "1", ("urn:j", "user"): "u", ("urn:k", "x"): "2", (NETCONF, "operation"): "replace"}
    text = (
        f'<system xmlns="{SPACE}" xmlns:j="urn:j" xmlns:k="urn:k" xmlns:o="{NETCONF}" xmlns:nc="urn:n" xmlns:x0="urn:y"'
        ' j:seconds="1" j:user="u" k:x="2" o:operation="replace">nc:v x0:w</system>'
    )
    once = read(text)[0]
    (again,) = read("\n".join(lines(once[0])))[0]
    assert again.attributes == once[0].attributes == names
    assert (again.text, again.prefixes) == (once[0].text, once[0].prefixes)


def test_a_model_is_read_for_keys_and_orders():
    """From the text of a YANG module: comments, quotes and joined strings are no obstacle."""
    text = """module m { namespace "urn:" + "m"; prefix m; import other { prefix o; } include part;
      // list no { key nothing; }
      /* list neither { key "x"; } */
      list a { key "x  m:y"; ordered-by user; leaf x { type string; description "list b { key z; }"; } }
      container p { presence 'it is there'; } leaf flag { type empty; } leaf-list many { type string; } }"""
    assert learn([text]).header() == ["<!-- yang: of urn:m; list a x y; leaf-list many; user a; presence p; empty flag -->"]
    assert depends(text) == {"other", "part"}


def test_twenty_thousand_lines_are_compared_in_linear_time():
    """Twice the entries cost about twice the time: nothing is searched by looking at every entry."""
    import time  # noqa: PLC0415  # only here

    def cost(entries: int) -> float:
        none, one, two = (
            config(ports(*(f"<name>e{n}</name><mtu>{mtu + n % 2}</mtu>" for n in range(entries)))) if mtu else config("")
            for mtu in (0, 1500, 1600)
        )
        start = time.process_time()
        assert len(config_remediate(one, two, OS)) > entries
        assert config_predict(none, [one], OS).count("<mtu>") == entries
        return time.process_time() - start

    small, large = min(cost(800) for _unused in range(2)), min(cost(3200) for _unused in range(2))
    assert large < max(12 * small, 2.0)  # quadratic, it took more; what a busy machine adds is far below
