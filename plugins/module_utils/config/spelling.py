# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spellings that a device rewrites when it shows what was typed."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable

from .vendor import compiled


def spell(text: str, rewrites: tuple[tuple[str, str], ...]) -> str:
    """``text`` (or the X of ``no X``) as the device would show it."""
    negated = text.startswith("no ")
    bare = text[3:] if negated else text
    for pattern, name in rewrites:
        found = compiled(pattern).match(bare)
        if found:
            bare = _FORMS[name](found)
    return f"no {bare}" if negated else bare


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
