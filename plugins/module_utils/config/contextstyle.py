# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Model-driven configurations (Nokia SR Linux, SR OS): compared as trees, changed with one full path a command.

Such a device takes changes into a candidate and commits them whole: what goes is deleted first, then what comes is set,
and the order among them has no meaning. Lists in brackets are set anew where they differ, for setting one adds to it.
SR OS also has a classic form (``configure`` / ``exit``), which is handed on to ``classicform``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import classicform
from .contexttree import (
    Leaf,
    Section,
    Statement,
    Words,
    flat,
    in_braces,
    items,
    key_of,
    logical_lines,
    plain,
    put,
    read,
    statements,
)
from .vendor import Vendor


@dataclass(frozen=True)
class _Form:
    """How a full path is written: to set it, and to delete it."""

    lead: str
    undo: str


_FORMS = {"srlinux": _Form("set / ", "delete / "), "mdcli": _Form("/", "delete /")}


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """Full paths, sorted: their order has no meaning."""
    if classicform.applies(text):
        return classicform.canonical(text, vendor)
    return tuple(sorted(_lines(_configured(text, vendor))))


def _configured(text: str, vendor: Vendor) -> Section:
    """The tree without what the device keeps in its file for itself and takes from nobody (SR OS: indices of names)."""
    root = read(text, vendor)
    root.children.pop("persistent-indices", None)
    return root


def _lines(root: Section) -> list[str]:
    return [key_of(words) for words in flat(root)]


def clean(text: str, vendor: Vendor) -> str:
    """The configuration as it stands, without comments, times and the echo; LF line ends."""
    if classicform.applies(text):
        return classicform.clean(text)
    kept = [f"{' ' * depth}{line}" for depth, line in logical_lines(text, vendor)]
    return "\n".join([*kept, ""]) if kept else ""


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """In braces where the configuration is, else path by path; '' when equivalent."""
    if classicform.applies(running, intended):
        return classicform.diff(running, intended, vendor)
    have, want = _configured(running, vendor), _configured(intended, vendor)
    if sorted(_lines(have)) == sorted(_lines(want)):
        return ""
    if _flat_form(running or intended, vendor):
        lead = _FORMS[vendor.style].lead
        before, after = list(_lines(have)), list(_lines(want))
        old, new = set(before), set(after)
        lines = [f"-{lead}{line}" for line in before if line not in new] + [f"+{lead}{line}" for line in after if line not in old]
    else:
        lines = _changes(have, want, vendor.indent, 0)
    return "\n".join([*lines, ""])


def _changes(have: Section, want: Section, indent: int, depth: int) -> list[str]:
    """The difference of two sections, with the headings that lead to it."""
    pad = " " * (indent * depth)
    lines: list[str] = []
    for key, child in have.children.items():
        other = want.children.get(key)
        if isinstance(child, Section) and isinstance(other, Section):
            below = _changes(child, other, indent, depth + 1)
            lines += [f" {pad}{' '.join(child.heading)} {{", *below, f" {pad}}}"] if below else []
        elif other is None or not _equal(child, other):
            lines += [f"-{pad}{line}" for line in in_braces(Section((), {key: child}), indent)]
            lines += [f"+{pad}{line}" for line in in_braces(Section((), {key: other}), indent)] if other is not None else []
    for key, fresh in want.children.items():
        if key not in have.children:
            lines += [f"+{pad}{line}" for line in in_braces(Section((), {key: fresh}), indent)]
    return lines


def _equal(one: Leaf | Section, other: Leaf | Section) -> bool:
    """The same leaf, or a bare leaf and the empty section that it is in the other form."""
    return sorted(_lines(Section((), {"": one}))) == sorted(_lines(Section((), {"": other})))


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """``delete`` what is not wanted, then set what is; a value that changes is only set."""
    if classicform.applies(running, intended):
        return classicform.remediate(running, intended, vendor)
    have, want = _configured(running, vendor), _configured(intended, vendor)
    form = _FORMS[vendor.style]
    gone, fresh = _compare(have, want, (), form)
    # The same words on both sides are the same thing, read once as a value and once as an entry of a list.
    same = {line.removeprefix(form.undo) for line in gone} & {line.removeprefix(form.lead) for line in fresh}
    return [line for line in gone if line.removeprefix(form.undo) not in same] + [
        line for line in fresh if line.removeprefix(form.lead) not in same
    ]


def _compare(have: Section, want: Section, path: Words, form: _Form) -> tuple[list[str], list[str]]:
    """(what is deleted, what is set) to make one section the other."""
    gone: list[str] = []
    fresh: list[str] = []
    for key, child in have.children.items():
        other = want.children.get(key)
        if isinstance(child, Section) and isinstance(other, Section):
            below = _compare(child, other, (*path, *child.heading), form)
            gone, fresh = gone + below[0], fresh + below[1]
            if child.children and not other.children:
                fresh.append(_written(form.lead, (*path, *other.heading)))
            continue
        if other is not None and _equal(child, other):
            continue
        if other is None or isinstance(other, Section) or _is_list(child):
            gone.append(_written(form.undo, (*path, *_removed(child))))
        if other is not None:
            fresh += [_written(form.lead, (*path, *words)) for words in flat(Section((), {key: other}))]
    for key, child in want.children.items():
        if key not in have.children:
            fresh += [_written(form.lead, (*path, *words)) for words in flat(Section((), {key: child}))]
    return gone, fresh


def _removed(child: Leaf | Section) -> Words:
    """What names it in a deletion: a leaf by its name alone, an entry of a list by its keys."""
    if isinstance(child, Section):
        return child.heading
    return (child.name, *child.value) if len(child.value) > 1 else (child.name,)


def _is_list(child: Leaf | Section) -> bool:
    return isinstance(child, Section) or any(token.startswith("[") for token in child.value)


def _written(lead: str, words: Words) -> str:
    return lead + " ".join(words)


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The configuration after these commands, in the form of ``running``."""
    if classicform.applies(running):
        return classicform.predict(running, commands, vendor)
    root = read(running, vendor)
    for one in statements("\n".join(commands), vendor):
        _take(root, one, vendor)
    if _flat_form(running, vendor):
        return "".join(f"{_written(_FORMS[vendor.style].lead, words)}\n" for words in flat(root))
    return "".join(f"{line}\n" for line in in_braces(root, vendor.indent))


def _take(root: Section, one: Statement, vendor: Vendor) -> bool:
    """Carry out one statement. Did it change anything?"""
    return _delete(root, one.words) if one.delete else put(root, one, vendor)


def _delete(root: Section, words: Words) -> bool:
    """Take away a section, a leaf, an item of a list, or every entry of a list. Was there any?"""
    if not words:
        found_any = bool(root.children)
        root.children.clear()
        return found_any
    node, rest = root, words
    while rest:
        size = next((n for n in range(len(rest), 0, -1) if isinstance(node.children.get(key_of(rest[:n])), Section)), 0)
        if not size:
            break
        if size == len(rest):
            del node.children[key_of(rest)]
            return True
        found = node.children[key_of(rest[:size])]
        if isinstance(found, Section):
            node, rest = found, rest[size:]
    leaf = node.children.get(rest[0]) or node.children.get(key_of(rest))
    if isinstance(leaf, Leaf):
        return _delete_leaf(node, leaf, rest[1:])
    lead = key_of(rest if rest[-1] != "*" else rest[:-1]) + " "
    gone = [key for key in node.children if key.startswith(lead)]
    for key in gone:
        del node.children[key]
    return bool(gone)


def _delete_leaf(node: Section, leaf: Leaf, value: Words) -> bool:
    if value and leaf.value and leaf.value[0].startswith("["):
        going = {plain(item) for token in value for item in items(token)}
        left = [item for item in items(leaf.value[0]) if plain(item) not in going]
        if left:
            pad = " " if leaf.value[0].startswith("[ ") else ""
            node.children[leaf.name] = Leaf(leaf.name, (f"[{pad}{' '.join(left)}{pad}]",))
            return len(left) < len(items(leaf.value[0]))
    del node.children[leaf.name if len(leaf.value) <= 1 else key_of((leaf.name, *leaf.value))]
    return True


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """Statement by statement, as full paths: what changes the configuration as it stands by then."""
    if classicform.applies(running):
        return classicform.effective(running, lines, vendor)
    root = read(running, vendor)
    start = sorted(_lines(root))
    kept: list[str] = []
    dropped: list[str] = []
    for one, command in zip(statements("\n".join(lines), vendor), typed(lines, vendor), strict=True):
        (kept if _take(root, one, vendor) else dropped).append(command)
    return ([], kept + dropped) if sorted(_lines(root)) == start else (kept, dropped)


def typed(commands: Sequence[str], vendor: Vendor) -> list[str]:
    """One full path a line, whatever form they came in."""
    form = _FORMS[vendor.style]
    found = statements("\n".join(commands), vendor)
    return [_written(form.undo if one.delete else form.lead, one.words).rstrip() for one in found]


def _flat_form(text: str, vendor: Vendor) -> bool:
    """Does the text hold one full path a line?"""
    line = next((line for _unused, line in logical_lines(text, vendor)), "")
    return not line.endswith("{") and line.startswith((_FORMS[vendor.style].lead, "set ", "configure "))
