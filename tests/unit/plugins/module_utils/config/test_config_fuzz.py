# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any text is answered: torn, doubled and shuffled configurations of every platform raise nothing of their own and end soon."""

from __future__ import annotations

import contextlib
import random
import time

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.catalogue import VENDORS
from ansible_collections.auto.factory.plugins.module_utils.config.commands import flatten
from ansible_collections.auto.factory.plugins.module_utils.config.diff import config_diff
from ansible_collections.auto.factory.plugins.module_utils.config.fingerprint import clean, difference
from ansible_collections.auto.factory.plugins.module_utils.config.predict import config_predict, effective_lines
from ansible_collections.auto.factory.plugins.module_utils.config.remediate import config_remediate
from ansible_collections.auto.factory.plugins.module_utils.config.tree import elements
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SECTIONS = """\
hostname edge1
interface Ethernet1
 description "uplink" to {core};
 no shutdown
 vrf RED
 ip address 192.0.2.1 255.255.255.0
router bgp 65000
 neighbor 192.0.2.2 remote-as 65001
 address-family ipv4 unicast
  neighbor 192.0.2.2 activate
 exit-address-family
ip access-list extended LIST
 10 permit ip any any
 20 deny ip any any log
ip prefix-list P seq 5 permit 10.0.0.0/8
banner motd ^C
Keep out
^C
aaa new-model
no ip http server
line vty 0 4
 access-class LIST in
"""
WORDS = """\
set system host-name edge1
set interfaces ge-0/0/0 unit 0 family inet address 192.0.2.1/24
deactivate interfaces ge-0/0/0
set policy-options policy-statement OUT term last then reject
set policy-options community C members [ 65000:1 65000:2 ]
delete system services ssh
add user ops uid 100 homedir /home/ops
"""
BRACES = """\
system {
    host-name "edge1";
    /* by night */
    services { ssh; }
}
interfaces {
    inactive: ge-0/0/0 {
        unit 0 { family inet { address 192.0.2.1/24; } }
    }
}
config firewall policy
    edit 1
        set srcaddr "all"
        unset comments
    next
end
<rpc-reply><data><interfaces xmlns="urn:x"><interface><name>e1</name></interface></interfaces></data></rpc-reply>
{"interfaces": {"e1": {"mtu": 1500}}}
/interface ethernet
set [ find default-name=ether1 ] comment=uplink
"""
LINES = [
    *SECTIONS.splitlines(),
    *WORDS.splitlines(),
    *BRACES.splitlines(),
    "",
    "!",
    "}",
    "end",
    "exit",
    "no ",
    "no",
    '"',
    "\x00",
    "\t\tx",
    "é\u2028x",
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines of real-looking configurations, torn and mixed; most come from one text, in its order."""
    dice = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - hypothesis gives the seed
    base = draw(st.sampled_from([SECTIONS, WORDS, BRACES])).splitlines()
    for _unused in range(draw(st.integers(0, 8))):
        at = dice.randrange(len(base) + 1)
        edit = draw(st.sampled_from(["drop", "insert", "tear", "indent", "swap"]))
        if edit == "insert" or at == len(base):
            base.insert(at, dice.choice(LINES))
        elif edit == "drop":
            del base[at]
        elif edit == "tear":
            base[at] = base[at][: dice.randrange(len(base[at]) + 1)]
        elif edit == "indent":
            base[at] = " " * dice.randrange(8) + base[at].lstrip()
        else:
            other = dice.randrange(len(base))
            base[at], base[other] = base[other], base[at]
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(base) + draw(st.sampled_from(["", "\n"]))


def _ask(running: str, intended: str, platform: str) -> None:
    """Every question of the room; what is not understood may be said with our own errors."""
    assert config_remediate(running, running, platform) == []
    assert config_diff(running, running, platform) == ""
    commands = config_remediate(running, intended, platform)
    after = config_predict(running, commands, platform)
    config_diff(running, intended, platform)
    difference(after, intended, platform)
    flatten(commands, platform)
    effective_lines(running, intended.splitlines(), platform)
    clean(running, platform)


@pytest.mark.parametrize("platform", sorted(VENDORS))
@settings(max_examples=5, deadline=10_000, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(running=texts(), intended=texts())
def test_any_text_is_answered(platform: str, running: str, intended: str) -> None:
    """No exception but ours, no endless work, and nothing to do where nothing differs."""
    with contextlib.suppress(FactoryError):
        _ask(running, intended, platform)


@pytest.mark.parametrize("platform", sorted(name for name, vendor in VENDORS.items() if vendor.style == "indent"))
@settings(max_examples=4, deadline=10_000, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(text=texts())
def test_cutting_a_text_loses_nothing(platform: str, text: str) -> None:
    """The elements of a text, put together, are the text to the byte."""
    assert "".join(element.raw for element in elements(text, VENDORS[platform])) == text


STATEMENT = "set protocols bgp group g neighbor 10.{0}.{1}.1 description {2}\n"
INDENTED = " neighbor 10.{0}.{1}.1 remote-as 65001\n neighbor 10.{0}.{1}.1 description {2}\n"


@pytest.mark.parametrize(
    ("platform", "head", "line"),
    [
        ("cisco.ios.ios", "router bgp 65000\n", INDENTED),
        ("frr.frr.frr", "router bgp 65000\n", INDENTED),
        ("junipernetworks.junos.junos", "", STATEMENT),
    ],
)
def test_cost_grows_with_the_lines_not_with_their_square(platform: str, head: str, line: str) -> None:
    """Eight times the configuration, changed in as many places, takes about eight times as long, not sixty-four."""
    small, large = (min(_cost(platform, head, line, size) for _round in range(2)) for size in (200, 1600))
    assert large < 30 * max(small, 0.005)


def _cost(platform: str, head: str, line: str, size: int) -> float:
    """CPU seconds for commands and prediction, where every line changes and a fifth goes."""
    salt = random.random()  # noqa: S311 - a text that no cache knows
    running = head + "".join(line.format(n // 250, n % 250, f"a{salt}") for n in range(size))
    intended = head + "".join(line.format(n // 250, n % 250, f"b{salt}") for n in range(size) if n % 5)
    began = time.process_time()
    after = config_predict(running, config_remediate(running, intended, platform), platform)
    spent = time.process_time() - began
    assert difference(after, intended, platform) == ""
    return spent
