# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What makes two configurations the same to a device, whatever the order and the decoration in which they are shown."""

from __future__ import annotations

import difflib
import functools
import hashlib

from .catalogue import vendor_for
from .entries import numbers, sequence
from .styles import style_of
from .tree import Node, Path, elements, read
from .vendor import Vendor, matches


def fingerprint(text: str, platform: str) -> str:
    """``sha256:<hex>`` over the configuration: equal for equivalent configurations, whatever the device decorates them with."""
    lines = canonical(text, platform)
    return "sha256:" + hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def clean(text: str, platform: str) -> str:
    """The running configuration without what changes by itself (headers, byte counts, times) and without the echo; LF line ends.

    Comments and section ends stay: the result can be stored, and be given back to the device.
    """
    vendor = vendor_for(platform)
    style = style_of(vendor)
    if style:
        return style.clean(text, vendor)
    kept: list[str] = []
    for element in elements(text.replace("\r\n", "\n").replace("\r", "\n"), vendor):
        if not matches(vendor.volatile, element.raw.strip()):
            kept.append(element.raw.rstrip("\n") if element.text.count("\n") else element.raw.rstrip())
    body = "\n".join(kept).strip("\n")
    return body + "\n" if body else ""


def equivalent(first: str, second: str, platform: str) -> bool:
    """Do both texts configure the same? Order counts only where the device gives it a meaning."""
    return canonical(first, platform) == canonical(second, platform)


def difference(first: str, second: str, platform: str) -> str:
    """What ``second`` has (+) and lacks (-) against ``first``, each line with its sections; '' when equivalent."""
    before, after = canonical(first, platform), canonical(second, platform)
    lines = difflib.unified_diff(before, after, lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def canonical(text: str, platform: str) -> list[str]:
    """The configuration as sorted lines, each led by its sections, without defaults and empty shells."""
    return list(_canonical(text, vendor_for(platform)))


@functools.lru_cache(maxsize=6)
def _canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    style = style_of(vendor)
    if style:
        return style.canonical(text, vendor)
    return tuple(canonical_tree(read(text, vendor), vendor))


def canonical_tree(root: Node, vendor: Vendor, path: Path = ()) -> list[str]:
    """The canonical lines of a tree that is already parsed."""
    lines: list[str] = []
    lead = " / ".join(path)
    if path and matches(vendor.ordered, path[-1]) and numbers(root, vendor) is not None:
        return [f"{lead} / {key}" for key in sequence(root, vendor)]
    in_order = bool(path) and matches(vendor.ordered, path[-1])
    for key, child in root.children.items():
        below = canonical_tree(child, vendor, (*path, key)) if child.children else []
        if vendor.is_hidden(path, key):
            continue
        if not below and (matches(vendor.fixed, key) or matches(vendor.defaulted, key)):
            continue
        lines.append(f"{lead} / {key}" if lead else key)
        lines += below
    if in_order:
        return lines
    return _sorted(root, lines, lead, vendor)


def _sorted(root: Node, lines: list[str], lead: str, vendor: Vendor) -> list[str]:
    """Sections stay together, and so do the entries of lists whose order counts; the sections themselves are sorted."""
    groups: dict[str, list[str]] = {}
    start = len(lead) + 3 if lead else 0
    for line in lines:
        key = line[start:].split(" / ", 1)[0]
        found = vendor.list_name(key) if not lead else None
        groups.setdefault(found or key, []).append(line)
    return [line for key in sorted(groups) for line in groups[key]]


def same(have: Node, want: Node, vendor: Vendor) -> bool:
    """Are the two trees equivalent?"""
    return canonical_tree(have, vendor) == canonical_tree(want, vendor)
