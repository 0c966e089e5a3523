# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Canonical values: addresses, hardware addresses, durations, numbers.

Every function takes what devices print, and returns None for what cannot be
read as that kind of value.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

_MAC_DIGITS = 12
_CLASS_B, _CLASS_C = 128, 192  # where the classes begin
_NOT_HEX = re.compile(r"[^0-9a-fA-F]")
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
_CLOCK = re.compile(r"^(\d+):(\d{2}):(\d{2})(?:\.\d+)?$")
_COMPACT = re.compile(r"^(?:\d+[ywdhms])+$")
_UNIT = re.compile(
    r"(\d+)\s*(y(?:ears?)?|mon(?:ths?)?|w(?:eeks?)?|d(?:ays?)?|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)(?![a-z])",
    re.I,
)
_SECONDS = {"y": 31536000, "mo": 2592000, "w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}


def mac(value: object) -> str | None:
    """``0cfd.eb8e.5ecb`` and its like as ``0C:FD:EB:8E:5E:CB``; None when it has not twelve hex digits."""
    digits = _NOT_HEX.sub("", str(value))
    if len(digits) != _MAC_DIGITS:
        return None
    digits = digits.upper()
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


@lru_cache(maxsize=4096)
def ip(value: str) -> str | None:
    """An IPv4 or IPv6 address in its canonical text, without zone; None when it is none."""
    try:
        return str(ipaddress.ip_address(value.partition("%")[0].strip()))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def prefix(value: str) -> str | None:
    """``10.1.2.3/24`` as ``10.1.2.0/24``; also ``10.1.2.0/255.255.255.0``."""
    try:
        return str(ipaddress.ip_network(value.strip(), strict=False))
    except ValueError:
        return None


@lru_cache(maxsize=256)
def mask_length(mask: str) -> int | None:
    """``255.255.255.0`` as 24."""
    try:
        return ipaddress.ip_network(f"0.0.0.0/{mask}").prefixlen
    except ValueError:
        return None


@lru_cache(maxsize=256)
def classful_length(address: str) -> int | None:
    """The prefix length the class of ``address`` implies (IOS leaves it out for whole classful networks)."""
    try:
        first = int(address.split(".", 1)[0])
    except ValueError:
        return None
    return 0 if address == "0.0.0.0" else 8 if first < _CLASS_B else 16 if first < _CLASS_C else 24  # noqa: S104 - an address, not a bind


def number(value: object) -> float | None:
    """The first number in ``value``."""
    match = _DIGITS.search(str(value))
    return float(match.group()) if match else None


def integer(value: object) -> int | None:
    """The first number in ``value``, whole."""
    found = number(value)
    return None if found is None else int(found)


def asn(value: object) -> int | None:
    """An AS number as int, also from the dotted form ``1.10``."""
    text = str(value).strip()
    if text.isdigit():
        return int(text)
    high, dot, low = text.partition(".")
    return int(high) * 65536 + int(low) if dot and high.isdigit() and low.isdigit() else None


def duration(value: str) -> int | None:
    """Seconds from ``1w2d``, ``01:02:03``, ``1d02h``, ``2 weeks, 3 days, 5 minutes``; None for ``never``."""
    text = value.strip().strip(",.")
    clock = _CLOCK.match(text)
    if clock:
        hours, minutes, seconds = map(int, clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    if _COMPACT.match(text):
        return sum(int(n) * _SECONDS[u] for n, u in re.findall(r"(\d+)([ywdhms])", text))
    total, rest = None, text
    for count, unit in _UNIT.findall(text):
        key = "mo" if unit.lower().startswith("mo") else unit[0].lower()
        total = (total or 0) + int(count) * _SECONDS[key]
    clock = re.search(r"(?<!\d)(\d+):(\d{2}):(\d{2})(?:\.\d+)?$", rest)
    if clock:
        hours, minutes, seconds = map(int, clock.groups())
        total = (total or 0) + hours * 3600 + minutes * 60 + seconds
    return total


def megabits(value: object, unit: str) -> float | None:
    """A speed in Mbit/s: ``megabits('100000', 'Kbit')`` is 100.0."""
    found = number(value)
    if found is None:
        return None
    scale = {"k": 1e-3, "m": 1.0, "g": 1e3, "b": 1e-6}.get(unit.strip().lower()[:1])
    return None if scale is None else found * scale
