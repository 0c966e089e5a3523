# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What configuration commands do to a device, as simple as can be: a judge that shares nothing with the engine it judges.

It knows sections, ``no`` and ``default``, and a short list of commands that hold one value. Order counts only in lists whose
entries have numbers. What a device refuses, its hidden defaults and what a command does elsewhere are beyond it.
"""

from __future__ import annotations

import re

Tree = dict[str, "Tree"]  # type: ignore[misc]


class Default(dict[str, "Tree"]):
    """A line that takes back a shown `no`: what it restores may be a default, which devices do not show."""


# A new value takes the place of the old one: the words that name what is set.
ONE_VALUE = re.compile(
    r"(hostname|description|name|mtu|speed|duplex|bandwidth|encapsulation|load-interval|rd(?! evpn)|router-id|bgp router-id|"
    r"channel-group|vrf forwarding|vrf member|"
    r"ip address(?= \d)(?!.*secondary)|ipv4 address(?= \d)(?!.*secondary)|"
    r"switchport (?:mode|access vlan|trunk native vlan|trunk allowed vlan(?! add))|maximum-paths|timers bgp|"
    r"neighbor \S+ (?:remote-as|description|update-source|password|ebgp-multihop|local-as|peer group|route-map \S+ (?=in|out))|"
    r"ip ospf (?:cost|area)|isis metric|exec-timeout|logging buffered|snmp-server (?:location|contact)|"
    r"spanning-tree (?:mode|mst \d+ priority)|"
    r"clock timezone|vxlan (?:udp-port|source-interface)|domain-id|local-interface|peer-address(?! heartbeat)|"
    r"peer-link|set metric|l2 mtu|"
    r"username \S+(?= (?:privilege|secret|password|role)))(?: |$)"
)
SKIP = re.compile(r"(?:[!#].*|end|exit|exit-address-family|exit-vrf|root|quit|Building configuration.*|Current configuration.*|)$")
NUMBERED = re.compile(r"(?:seq )?\d+ (?=permit|deny|remark)")


def rows(text: str) -> list[tuple[int, str]]:
    """(indentation, line) of every line that counts; a banner is one line."""
    found: list[tuple[int, str]] = []
    waiting = iter(text.replace("\r", "").split("\n"))
    for raw in waiting:
        line = " ".join(raw.split())
        banner = re.match(r"(banner \S+) ?(\^C|[#@%])?(.*)$", line)
        if banner and not (banner[2] and banner[3].endswith(banner[2])):
            end = banner[2] or "EOF"
            body = [banner[3]]
            for more in waiting:
                body.append(more.strip())
                if end in more:
                    break
            line = f"{banner[1]} {' / '.join(body)}"
        if not SKIP.match(line):
            found.append((len(raw) - len(raw.lstrip()), line))
    return found


def tree(text: str) -> Tree:
    """Sections in each other, each line once."""
    root: Tree = {}
    open_: list[tuple[int, Tree]] = [(-1, root)]
    for indent, line in rows(text):
        while open_[-1][0] >= indent:
            open_.pop()
        open_.append((indent, open_[-1][1].setdefault(line, {})))
    return root


def typed(running: str, commands: str) -> Tree:
    """The tree of ``running`` after the indented ``commands``."""
    root = tree(running)
    open_: list[tuple[int, Tree]] = [(-1, root)]
    for indent, line in rows(commands):
        while open_[-1][0] >= indent:
            open_.pop()
        open_.append((indent, _take(open_[-1][1], line)))
    return root


def _take(section: Tree, line: str) -> Tree:
    if line in section:
        return section[line]
    negated = re.match(r"(no|default) (.*)", line)
    if negated:
        _remove(section, negated[2])
        if negated[1] == "no":
            section[line] = {}
        return {}
    default = f"no {line}" in section
    for other in [other for other in section if other.startswith("no ") and f"{line} ".startswith(other[3:] + " ")]:
        del section[other]
    if default:
        section[line] = Default()
        return section[line]
    value = ONE_VALUE.match(line)
    if value:
        for other in [other for other in section if (found := ONE_VALUE.match(other)) and found[0] == value[0]]:
            del section[other]
    return section.setdefault(line, {})


def _remove(section: Tree, bare: str) -> None:
    gone = [bare] if bare in section else [line for line in section if line.startswith(bare + " ")]
    value = ONE_VALUE.match(bare)
    if not gone and value:
        gone = [line for line in section if (found := ONE_VALUE.match(line)) and found[0] == value[0]]
    for line in gone:
        del section[line]


def lines(section: Tree, path: tuple[str, ...] = (), defaults: bool = True) -> set[tuple[str, ...]]:
    """Every line with its sections; numbers of entries are left out, and what is merely off."""
    found: set[tuple[str, ...]] = set()
    for line, below in section.items():
        if not line.startswith(("no ", "default ", "version ")) and (defaults or not isinstance(below, Default)):
            found.add((*path, NUMBERED.sub("", line)))
        found |= lines(below, (*path, line), defaults)
    return found


def reaches(running: str, commands: str, intended: str) -> bool:
    """Do the commands make ``running`` what was intended, as far as can be told here?"""
    after, wanted = typed(running, commands), lines(tree(intended))
    return lines(after, defaults=False) <= wanted <= lines(after)


def same(first: str, second: str) -> bool:
    """Do both texts hold the same lines in the same sections?"""
    return lines(tree(first)) == lines(tree(second))


def statements(text: str, commands: str = "") -> set[str]:
    """``set`` statements after ``commands`` (set, delete, activate, deactivate)."""
    held = {" ".join(line.split()) for line in text.splitlines() if line.strip().startswith(("set ", "deactivate "))}
    for line in (" ".join(line.split()) for line in commands.splitlines()):
        verb, _unused, rest = line.partition(" ")
        if verb == "delete":
            held = {one for one in held if not f"{one.partition(' ')[2]} ".startswith(rest + " ")}
        elif verb == "activate":
            held.discard(f"deactivate {rest}")
        elif line:
            held.add(line)
    return held
