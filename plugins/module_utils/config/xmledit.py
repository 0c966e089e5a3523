# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits of XML configurations: what ``<edit-config>`` does with one, and the one that leads from here to there (RFC 6241, 7950)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from ..xmltext import NETCONF, YANG, Element
from .xmlschema import Facts

Identity: TypeAlias = "tuple[object, ...]"
OPERATION = (NETCONF, "operation")
_INSERT, _KEY, _VALUE = ((YANG, name) for name in ("insert", "key", "value"))
_PREDICATE = re.compile(r"\[\s*(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")\s*\]")


class Level:
    """The children of one element, by what identifies them among their siblings."""

    def __init__(self, facts: Facts, *groups: Sequence[Element]) -> None:
        self.facts = facts
        self.repeated: set[tuple[str, str]] = set()
        for group in groups:
            seen: set[tuple[str, str]] = set()
            for element in group:
                (self.repeated if element.tag in seen else seen).add(element.tag)

    def keys(self, element: Element) -> tuple[str, ...]:
        """The key leaves of a list entry, () for anything else."""
        return self.facts.key_leaves(element, element.tag in self.repeated) if element.children else ()

    def identity(self, element: Element) -> Identity:
        """Equal for two elements that are the same instance."""
        keys = self.keys(element)
        if keys:
            return (element.tag, *(element.value(key) for key in keys))
        if element.children or not element.text:
            return (element.tag,)
        many = self.facts.many(element, element.tag in self.repeated)
        return (element.tag, element.text) if many else (element.tag,)

    def index(self, elements: Iterable[Element]) -> dict[Identity, Element]:
        """Every element by its identity; those without one of their own (lists without keys) are numbered."""
        found: dict[Identity, Element] = {}
        for element in elements:
            key = name = self.identity(element)
            number = 1
            while key in found:
                number += 1
                key = (*name, number)
            found[key] = element
        return found

    def stub(self, element: Element, operation: str = "") -> Element:
        """The element with nothing but what identifies it."""
        made = Element(element.name, element.namespace)
        made.children = [Element(key, found.namespace, found.text) for key in self.keys(element) if (found := element.find(key))]
        if not element.children and len(self.identity(element)) > 1:
            made.text, made.prefixes = element.text, dict(element.prefixes)
        if operation:
            made.attributes[OPERATION] = operation
        return made


# ---- carrying out an edit --------------------------------------------------
def apply(parent: Element, edits: Sequence[Element], facts: Facts) -> None:
    """Change ``parent`` as a server would that is sent ``edits`` with default-operation merge."""
    level = Level(facts, parent.children, edits)
    index = level.index(parent.children)
    for edit in edits:
        operation = edit.attributes.get(OPERATION, "merge")
        key = level.identity(edit)
        old = index.get(key)
        if operation in ("delete", "remove"):
            if old is not None:
                parent.children.remove(index.pop(key))
            continue
        if old is None or operation == "replace":
            new = _built(edit, facts)
            _put(parent, new, old)
            index[key] = new
        elif old.children or edit.children:
            apply(old, edit.children, facts)
            if not old.children and old.name not in facts.presence:
                parent.children.remove(index.pop(key))  # a container without presence exists by its content
                continue
        else:
            old.text, old.prefixes, old.hollow = edit.text, dict(edit.prefixes), edit.hollow
            old.attributes = _own(edit)
        if _INSERT in edit.attributes:
            _move(parent, index[key], edit, level)


def _own(element: Element) -> dict[tuple[str, str], str]:
    return {name: value for name, value in element.attributes.items() if name[0] not in (NETCONF, YANG)}


def _built(edit: Element, facts: Facts) -> Element:
    made = Element(edit.name, edit.namespace, edit.text)
    made.prefixes, made.hollow, made.attributes = dict(edit.prefixes), edit.hollow, _own(edit)
    apply(made, edit.children, facts)
    return made


def _put(parent: Element, new: Element, old: Element | None) -> None:
    """In the old one's place, or behind its like."""
    if old is not None:
        parent.children[parent.children.index(old)] = new
        return
    if not parent.children or parent.children[-1].tag == new.tag:  # a whole list is built without a search for each entry
        parent.children.append(new)
        return
    alike = [place for place, child in enumerate(parent.children) if child.tag == new.tag]
    parent.children.insert(alike[-1] + 1 if alike else len(parent.children), new)


def _move(parent: Element, element: Element, edit: Element, level: Level) -> None:
    where = edit.attributes[_INSERT]
    others = [child for child in parent.children if child is not element]
    alike = [place for place, child in enumerate(others) if child.tag == element.tag]
    if not alike:
        return
    place = alike[0] if where == "first" else alike[-1] + 1
    if where in ("before", "after"):
        wanted = _predicate(edit)
        near = [at for at in alike if _fits(others[at], wanted, level)]
        if not near:
            return
        place = near[0] + (where == "after")
    others.insert(place, element)
    parent.children[:] = others


def _predicate(edit: Element) -> dict[str, str]:
    if _VALUE in edit.attributes:
        return {".": edit.attributes[_VALUE]}
    return {name: one or two for name, one, two in _PREDICATE.findall(edit.attributes.get(_KEY, ""))}


def _fits(element: Element, wanted: dict[str, str], level: Level) -> bool:
    return bool(wanted) and all((element.text if name == "." else element.value(name)) == value for name, value in wanted.items())


# ---- finding an edit -------------------------------------------------------
def edits_between(have: Sequence[Element], want: Sequence[Element], facts: Facts, *, at_top: bool = True) -> list[Element]:
    """The edit, as elements with ``nc:operation``, that makes the children ``have`` equal to ``want``; [] when they are."""
    level = Level(facts, have, want)
    before, after = level.index(have), level.index(want)
    made = [level.stub(element, "delete") for key, element in before.items() if key not in after and significant(element, facts)]
    moves = _moves(before, after, level) if at_top else {}
    # One value alone does not show that there can be several: where no model says so, all are given.
    several = {e.tag for key, e in after.items() if key not in before and e.text and e.tag in level.repeated}
    for key, element in after.items():
        edit = _change(before.get(key), element, level)
        if edit is None and element.text and element.tag in several and element.namespace not in facts.spaces:
            edit = element.copy()
        if key in moves:
            edit = edit or level.stub(element)
            edit.attributes.update(moves[key][0])
            edit.prefixes.update(moves[key][1])
        made += [edit] if edit else []
    return made


def significant(element: Element, facts: Facts) -> bool:
    """Does this configure anything: is it more than an empty shell?"""
    if element.text or element.attributes:
        return True
    return any(significant(child, facts) for child in element.children) if element.children else facts.counts(element)


def _change(old: Element | None, new: Element, level: Level) -> Element | None:
    if old is None:
        return new.copy() if significant(new, level.facts) else None
    if _own(old) != _own(new) or (bool(old.children) != bool(new.children) and not _shells(old, new, level.facts)):
        return _replacement(new)
    if not new.children and not old.children:
        return None if spelled(old) == spelled(new) else new.copy()
    if _reordered(old, new, level.facts):
        return _replacement(new)
    below = edits_between(old.children, new.children, level.facts, at_top=False)
    if not below:
        return None
    made = level.stub(new)
    keys = set(level.keys(new))
    made.children += [edit for edit in below if edit.name not in keys]
    return made


def _shells(old: Element, new: Element, facts: Facts) -> bool:
    """One of them is an empty container: what differs is the content of the other."""
    bare = old if new.children else new
    return not bare.text and not facts.counts(bare)


def _replacement(new: Element) -> Element:
    made = new.copy()
    made.attributes[OPERATION] = "replace"
    return made


def _reordered(old: Element, new: Element, facts: Facts) -> bool:
    """Does an order that counts change by more than new entries at its end?

    Then the element around is sent whole: not every server moves entries as RFC 7950 says (netconfd 2.13 answers ok, and does not).
    """
    level = Level(facts, old.children, new.children)
    for tag in {element.tag for element in new.children if facts.ordered(element)}:
        have, want = ([level.identity(e) for e in x.children if e.tag == tag and significant(e, facts)] for x in (old, new))
        wanted = set(want)
        kept = [key for key in have if key in wanted]
        if want[: len(kept)] != kept:
            return True
    return False


def _moves(
    before: dict[Identity, Element], after: dict[Identity, Element], level: Level
) -> dict[Identity, tuple[dict[tuple[str, str], str], dict[str, str]]]:
    """For lists at the top in the user's order, which have nothing around them: which entries are told their place, and how."""
    found: dict[Identity, tuple[dict[tuple[str, str], str], dict[str, str]]] = {}
    for tag in {e.tag for e in after.values() if e.children and level.facts.ordered(e)}:
        want = [key for key, e in after.items() if e.tag == tag]
        now = [key for key, e in before.items() if e.tag == tag and key in after]
        if want[: len(now)] == now:
            continue  # nothing but new entries at the end
        for place, key in enumerate(want):
            if place < len(now) and now[place] == key:
                continue
            if key in now:
                now.remove(key)
            now.insert(place, key)
            found[key] = _place(after[want[place - 1]] if place else None, level)
    return found


def _place(previous: Element | None, level: Level) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    if previous is None:
        return {_INSERT: "first"}, {}
    predicate = "".join(f"[k:{key}={_quoted(previous.value(key))}]" for key in level.keys(previous))
    return {_INSERT: "after", _KEY: predicate}, {"k": previous.namespace}


def _quoted(value: str) -> str:
    return f"'{value}'" if "'" not in value else f'"{value}"'


def spelled(element: Element) -> str:
    """The value with its prefixes resolved: equal for two servers that call a namespace differently."""
    text = element.text
    for prefix, uri in element.prefixes.items():
        text = re.sub(rf"(?<![\w.:-]){re.escape(prefix)}:(?=[A-Za-z_*])", f"{{{uri}}}".replace("\\", r"\\"), text)
    return text
