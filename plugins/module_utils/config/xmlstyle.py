# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations in XML, as NETCONF servers have them: indented text, one element a line, namespaces kept.

``lines`` are elements to merge; ``nc:operation`` (delete, remove, replace, create) and ``yang:insert`` in them mean what
RFC 6241 and RFC 7950 say. Where a configuration is lines of text, these are the lines of that text.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InputError
from ..xmltext import NETCONF, YANG, Element, opening, read
from ..xmltext import lines as text_lines
from .vendor import Vendor
from .xmledit import Level, apply, edits_between, significant, spelled
from .xmlschema import Facts, facts_in

_NO_DEFAULT = "Say nc:operation on the elements, or use replace."
_WRAPPERS = frozenset({"rpc-reply", "data", "config", "rpc", "edit-config"})


def parse(text: str) -> tuple[Element, Facts]:
    """(a root whose children are the elements at the top, what is known of the model). Raises InputError."""
    elements, comments = read(text)
    while len(elements) == 1 and elements[0].name in _WRAPPERS and elements[0].namespace in (NETCONF, ""):
        inner = elements[0].children
        if elements[0].name == "edit-config":
            if elements[0].value("default-operation") not in ("", "merge"):
                raise InputError("an <edit-config> whose default-operation is not merge is not taken", "", _NO_DEFAULT)
            inner = [child for child in inner if child.name == "config"]
        elements = inner
    root = Element("")
    root.children = elements
    for element in root.walk():
        # What servers add of their own to data (times, origins) is no configuration; that an element is inactive is.
        if element.attributes:
            kept = {key: value for key, value in element.attributes.items() if key[0] in ("", NETCONF, YANG)}
            element.attributes = kept
    return root, facts_in(comments)


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """One line for each value, led by the path to it; sorted, with a line for each order that has a meaning."""
    root, facts = parse(text)
    return tuple(sorted(_paths(root, facts, "")))


def _paths(parent: Element, facts: Facts, lead: str) -> list[str]:
    level = Level(facts, parent.children)
    found: list[str] = []
    orders: dict[str, list[str]] = {}
    for element in level.index(parent.children).values():
        step = element.name if element.namespace == parent.namespace else f"{{{element.namespace}}}{element.name}"
        keys = level.keys(element)
        label = f"{lead}/{step}" + "".join(f"[{key}={element.value(key)}]" for key in keys)
        own = "".join(f" @{name}={value}" for (space, name), value in sorted(element.attributes.items()) if not space)
        if element.children:
            below = _paths(element, facts, label)
            found += [label + own] if keys or own else []
            found += below
        elif element.text or facts.counts(element):
            found.append(f"{label} = {spelled(element)}{own}" if element.text else label + own)
        if facts.ordered(element) and significant(element, facts):
            orders.setdefault(f"{lead}/{step}", []).append(label.removeprefix(f"{lead}/{step}") or spelled(element))
    return found + [f"{path} in order: {' '.join(entries)}" for path, entries in orders.items() if len(entries) > 1]


def clean(text: str, vendor: Vendor) -> str:
    """The elements at the top, indented, without the envelope of the answer; what is known of the model stays with them."""
    root, facts = parse(text)
    return _written(root, facts)


def _written(root: Element, facts: Facts) -> str:
    body = [line for element in root.children for line in text_lines(element)]
    return "".join(f"{line}\n" for line in [*facts.header(), *body])


def typed(commands: Sequence[str], vendor: Vendor) -> list[str]:
    """The lines of the edit as they are sent."""
    return [command for command in commands if command.strip()]


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """Element by element at the top: what changes the configuration as it stands by then, and the start tags of what does not."""
    root, facts = parse(running)
    edits = _edits("\n".join(lines), root)
    before = root.copy()
    kept: list[str] = []
    dropped: list[str] = []
    for edit in edits:
        earlier = root.copy()
        apply(root, [edit], facts)
        if edits_between(earlier.children, root.children, facts):
            kept += text_lines(edit)
        else:
            dropped.append(f"<{opening(edit, '')}>")
    if not edits_between(before.children, root.children, facts):
        return [], [f"<{opening(edit, '')}>" for edit in edits]
    return kept, dropped


def _edits(text: str, known: Element) -> list[Element]:
    """A fragment's elements; one without a namespace gets that of its like in the known configuration, where there is one such."""
    root, _facts = parse(text)
    for element in root.children:
        spaces = {have.namespace for have in known.children if have.name == element.name}
        if not element.namespace and len(spaces) == 1:
            space = spaces.pop()
            for inner in element.walk():
                inner.namespace = inner.namespace or space
    return root.children


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """The lines of one edit that makes ``running`` equal to ``intended``; a server carries it out as a whole or not at all."""
    have, facts = parse(running)
    want, others = parse(intended)
    want.children = _edits(intended, have)
    return [
        line for edit in edits_between(have.children, want.children, facts if facts.spaces else others) for line in text_lines(edit)
    ]


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The configuration after the edit."""
    root, facts = parse(running)
    apply(root, _edits("\n".join(commands), root), facts)
    return _written(root, facts)


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """Elements that go (-) and come (+), within the elements around them; '' when equivalent."""
    have, facts = parse(running)
    want, others = parse(intended)
    want.children = _edits(intended, have)
    lines = _difference(have, want, facts if facts.spaces else others, 0)
    return "".join(f"{line}\n" for line in lines)


def _difference(have: Element, want: Element, facts: Facts, depth: int) -> list[str]:
    level = Level(facts, have.children, want.children)
    before, after = level.index(have.children), level.index(want.children)
    found: list[str] = []
    for key, element in before.items():
        other = after.get(key)
        if other is None:
            found += _whole("-", element, have.namespace, depth) if significant(element, facts) else []
        elif element.children or other.children:
            found += _inside(element, other, level, depth, have.namespace)
        elif spelled(element) != spelled(other) or element.attributes != other.attributes:
            found += _whole("-", element, have.namespace, depth) + _whole("+", other, want.namespace, depth)
    for key, element in after.items():
        if key not in before and significant(element, facts):
            found += _whole("+", element, want.namespace, depth)
    return found + _order("  " * depth, before, after, facts)


def _inside(element: Element, other: Element, level: Level, depth: int, around: str) -> list[str]:
    below = _difference(element, other, level.facts, depth + 1)
    turned = element.attributes != other.attributes
    if not below and not turned:
        return []
    lead = "  " * depth
    keys = [text_lines(found, depth + 1, other.namespace)[0] for key in level.keys(other) if (found := other.find(key))]
    heads = [("-", element), ("+", other)] if turned else [(" ", other)]
    start = [f"{sign}{lead}<{opening(one, around)}>" for sign, one in heads]
    return [*start, *(f" {line}" for line in keys), *below, f" {lead}</{other.name}>"]


def _order(
    lead: str, before: dict[tuple[object, ...], Element], after: dict[tuple[object, ...], Element], facts: Facts
) -> list[str]:
    """Orders that change without their members: shown as a remark, since no element comes or goes."""
    found: list[str] = []
    for name in dict.fromkeys(e.name for e in after.values() if facts.ordered(e)):
        have = [key for key, e in before.items() if e.name == name and key in after]
        want = [key for key, e in after.items() if e.name == name and key in before]
        if have != want:
            old, new = (" ".join("/".join(str(part) for part in key[1:]) for key in keys) for keys in (have, want))
            found += [f"-{lead}<!-- {name} in order: {old} -->", f"+{lead}<!-- {name} in order: {new} -->"]
    return found


def _whole(sign: str, element: Element, around: str, depth: int) -> list[str]:
    return [f"{sign}{line}" for line in text_lines(element, depth, around)]
