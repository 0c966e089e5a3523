# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spellings that a device rewrites when it shows what was typed."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable

from .vendor import compiled

_INTERFACE = re.compile(
    r"(?P<lead>default )?int(?:e|er|erf|erfa|erfac|erface)? (?P<word>[A-Za-z][A-Za-z-]*) ?(?P<number>\d[\w/.:]*)(?P<tail>(?: .*)?)$"
)


def spell(text: str, rewrites: tuple[tuple[str, str], ...], interfaces: tuple[str, ...] = ()) -> str:
    """``text`` (or the X of ``no X``) as the device would show it; ``interfaces`` are its kinds of interfaces, in full."""
    negated = text.startswith("no ")
    bare = text[3:] if negated else text
    if interfaces and bare.startswith(("int", "default int")):
        found = _INTERFACE.match(bare)
        return ("no " if negated else "") + (_heading(found, interfaces) if found else bare)
    for pattern, name in rewrites:
        found = compiled(pattern).match(bare)
        if found:
            bare = _FORMS[name](found)
    return f"no {bare}" if negated else bare


def _heading(found: re.Match[str], interfaces: tuple[str, ...]) -> str:
    """``int gi0/1`` as ``interface GigabitEthernet0/1``; what is no beginning of one kind only stays as it was typed."""
    word = found["word"].lower()
    kinds = [kind for kind in interfaces if kind.lower().startswith(word)]
    kind = next((kind for kind in kinds if kind.lower() == word), kinds[0] if len(kinds) == 1 else None)
    if kind is None:
        return found.string[found.start() :]
    return f"{found['lead'] or ''}interface {kind}{found['number']}{found['tail']}"


def _masked_prefix(found: re.Match[str]) -> str:
    """``<head> a.b.c.d m.m.m.m<tail>`` as ``<head> a.b.c.d/n<tail>``, host bits cleared."""
    try:
        prefix = ipaddress.ip_network(f"{found['net']}/{found['mask']}", strict=False)
    except ValueError:
        return found.string[found.start() :]
    return f"{found['head']} {prefix}{found['tail']}"


def _clean_prefix(found: re.Match[str]) -> str:
    """``<head> a.b.c.d/n<tail>`` with its host bits cleared."""
    try:
        prefix = ipaddress.ip_network(found["net"], strict=False)
    except ValueError:
        return found.string[found.start() :]
    return f"{found['head']} {prefix}{found['tail']}"


def _template(replacement: str) -> Callable[[re.Match[str]], str]:
    return lambda found: found.expand(replacement)


_FORMS: dict[str, Callable[[re.Match[str]], str]] = {
    "masked_prefix": _masked_prefix,
    "clean_prefix": _clean_prefix,
    "unicast": _template(r"\g<head> unicast"),
    "head": _template(r"\g<head>"),
    "ospf": _template(r"ospf \g<tail>"),
    "set_exact": lambda found: re.sub(r"\s+", " ", found.string),
}
