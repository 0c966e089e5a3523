# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The statements that turn one tree of words into another."""

from __future__ import annotations

from dataclasses import dataclass, field

from .vendor import WordRules
from .wordtree import Word, Words, in_order, statements


@dataclass
class Changes:
    """What goes, what comes, and what is merely turned on or off, each with the section that both have."""

    rules: WordRules
    gone: list[tuple[Words, Words]] = field(default_factory=list)  # (section, rest of the path)
    lost: list[tuple[Words, list[str]]] = field(default_factory=list)  # (section, the statements that go with it)
    come: list[tuple[Words, list[str]]] = field(default_factory=list)  # (section, statements)
    flags: list[tuple[Words, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # flags that go with what goes, and are wanted as before

    def commands(self) -> list[str]:
        """Removals, additions, then what is activated, deactivated and protected. Comments configure nothing."""
        first = [text for _unused, text in self.flags if text.startswith("unprotect ")]
        lines = [*first, *(f"delete {' '.join((*section, *rest))}" for section, rest in self.gone)]
        lines += [line for _unused, many in self.come for line in many]
        return lines + self.said + [text for _unused, text in self.flags if not text.startswith("unprotect ")]

    def shown(self) -> str:
        """A diff: for each section its lines that go and come, without the words of the section."""
        sections: dict[Words, list[str]] = {}
        for sign, groups in (("-", self.lost), ("+", self.come)):
            for section, many in groups:
                sections.setdefault(section, []).extend(f"{sign} {_short(line, section)}" for line in many)
        for section, text in self.flags:
            sections.setdefault(section, []).append(f"! {_short(text, section)}")
        lines: list[str] = []
        for section, many in sections.items():
            lines += [f"[edit {' '.join(section)}]" if section else "[edit]", *many]
        return "\n".join(lines) + "\n" if lines else ""


def _short(line: str, section: Words) -> str:
    """``set interfaces ge-0/0/0 mtu 9000`` as ``mtu 9000``; words other than ``set`` stay."""
    verb, _unused, rest = line.partition(" ")
    lead = " ".join(section)
    rest = rest[len(lead) + 1 :] if lead and rest.startswith(lead + " ") else rest
    return rest if verb == "set" else f"{verb} {rest}"


def changes(have: Word, want: Word, rules: WordRules) -> Changes:
    """The way from ``have`` to ``want``: what vanishes whole goes with one ``delete``."""
    found = Changes(rules)
    _compare(have, want, (), found)
    return found


def _compare(have: Word, want: Word, path: Words, found: Changes) -> None:
    rules = found.rules
    again = _out_of_place(have, want, path, rules)
    for key, child in have.below.items():
        here = (*path, child.shown or key)
        other = want.below.get(key)
        if other is None or key in again:
            _remove(child, here, path, found)
        elif child.ends and not other.ends and other.below:  # a bare statement, in the place of which others come
            _remove(child, here, path, found)
            again.add(key)
    for key, wanted in want.below.items():
        here = (*path, wanted.shown or key)
        held = have.below.get(key) if key not in again else None
        if held is None:
            _add(wanted, here, path, found)
            continue
        _turn(held, wanted, here, path, found)
        if wanted.ends and not held.ends:
            found.come.append((_around(wanted, path), [f"set {' '.join(here)}"]))
        if held.below or wanted.below:
            _compare(held, wanted, here, found)


def _out_of_place(have: Word, want: Word, path: Words, rules: WordRules) -> set[str]:
    """The entries of a list in order that must be given again at its end, so that all stand as wanted."""
    if not path or not in_order(" ".join(path), rules):
        return set()
    kept = [key for key in have.below if key in want.below and _outlives(have.below[key], want.below[key], (*path, key), rules)]
    wanted = list(want.below)
    at = 0
    for key in kept:
        if key == wanted[at]:
            at += 1
        if at == len(wanted):
            break
    return {key for key in wanted[at:] if key in have.below}


def _remove(node: Word, here: Words, path: Words, found: Changes) -> None:
    lines = statements(_only(node, here))
    if not any(line.partition(" ")[0] in found.rules.verbs for line in lines):  # deactivated, without being there
        found.flags += [(path, _undone(line)) for line in lines]
        return
    found.lost.append((_around(node, path), lines))
    if here[-1] in found.rules.named and node.below and not node.ends:  # a list has no removal as a whole
        found.gone += [(path, (here[-1], child.shown or key)) for key, child in node.below.items()]
    else:
        found.gone.append((path, (here[-1],)))


def _around(node: Word, path: Words) -> Words:
    """The section that is shown around a change: of a word and its value, the one around both."""
    return path if node.below or not path else path[:-1]


def _undone(line: str) -> str:
    verb, _unused, rest = line.partition(" ")
    return f"{'activate' if verb == 'deactivate' else 'unprotect'} {rest}"


def _add(node: Word, here: Words, path: Words, found: Changes) -> None:
    found.come.append((_around(node, path), statements(_only(node, here))))


def _only(node: Word, here: Words) -> Word:
    """A tree that has nothing but ``node`` at ``here``."""
    root = Word()
    parent = root
    for word in here[:-1]:
        parent.below[word] = parent = Word(word)
    parent.below[here[-1]] = node
    return root


def _turn(have: Word, want: Word, here: Words, path: Words, found: Changes) -> None:
    text = " ".join(here)
    if have.inactive != want.inactive:
        found.flags.append((path, f"{'deactivate' if want.inactive else 'activate'} {text}"))
    elif want.inactive and not _outlives(have, want, here, found.rules):
        found.said.append(f"deactivate {text}")
    if have.protected != want.protected:
        found.flags.append((path, f"{'protect' if want.protected else 'unprotect'} {text}"))


def _outlives(have: Word, want: Word, path: Words, rules: WordRules) -> bool:
    """Does something of ``have`` stay through the removals? What loses everything loses its flags, too."""
    if have.ends and want.ends:
        return True
    again = _out_of_place(have, want, path, rules)
    return any(
        key in want.below and key not in again and _outlives(child, want.below[key], (*path, key), rules)
        for key, child in have.below.items()
    )
