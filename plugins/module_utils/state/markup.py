# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML answers in the form of Junos' JSON, so that one reader serves both.

An element is a list of what is inside each of its occurrences: a mapping of
child to such a list, ``{"data": text}`` for a leaf, ``{"data": [None]}`` for
an empty one. Namespaces are dropped, attributes too.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

_ENVELOPES = ("rpc-reply", "data")
_NOISE = frozenset({"cli"})  # who answered: <cli><banner>{master}</banner></cli>


def tree(text: str) -> dict[str, Any] | None:
    """The elements below the envelope; None for what is no XML, or has declarations of its own (entities can grow without end)."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no declarations are let in
    except ElementTree.ParseError:
        return None
    while _name(root) in _ENVELOPES and len(root) == 1 and _name(root[0]) in _ENVELOPES:
        root = root[0]
    whole = _element(root) if _name(root) in _ENVELOPES else {_name(root): [_element(root)]}
    return {name: items for name, items in whole.items() if name not in _NOISE}


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _element(element: ElementTree.Element) -> dict[str, Any]:
    if not len(element):
        shown = (element.text or "").strip()
        return {"data": shown if shown else [None]}
    found: dict[str, Any] = {}
    for child in element:
        found.setdefault(_name(child), []).append(_element(child))
    return found
