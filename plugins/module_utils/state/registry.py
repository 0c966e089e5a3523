# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a parser is, and where the parsers of a platform are found.

A parser reads one command's output into a *fragment*: part of one subset's
model. Several commands may add to a subset; their fragments are merged, the
first parser of a platform's list weighing most.

A new platform is one package ``<platform>`` beside this file, whose modules
hold a tuple ``PARSERS``, and one line in ``_MODULES``.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ..errors import UnsupportedError
from .markup import tree

Fragment = Any  # a dict in the shape of the subset's model; a list for tables


class UnparsedError(ValueError):
    """A parser does not recognise the text; never leaves this package."""


class NothingThereError(Exception):
    """The device says that it has none of this (``% BGP not active``); never leaves this package."""


@dataclass(slots=True)
class Output:
    """One command's output, made readable once for all parsers of it."""

    command: str
    text: str
    data: Any = None
    vrf: str | None = None
    refusal: str | None = None
    pipe: str = ""  # what filtered the output: ``include ^ntp``


@dataclass(frozen=True, slots=True)
class Parser:
    """``read`` makes the fragment of ``subset`` from an output of a command that ``pattern`` matches whole."""

    subset: str
    pattern: re.Pattern[str]
    read: Callable[[Output], Fragment]
    structured: bool = False
    # Text in which no row is an answer (only headers, or nothing at all). None: no rows is always an answer.
    empty: re.Pattern[str] | None = field(default=None)
    # Of ntc-templates rather than ours: tried where none of ours reads the output.
    library: bool = False
    # Tells names in full: goes before what another subset would make of this one.
    whole: bool = False

    def reads(self, command: str) -> bool:
        """Whether this is a parser of ``command`` (plain, as :func:`plain_command` makes it)."""
        return self.pattern.fullmatch(command) is not None


_NEVER = re.compile(r"(?!)")


def text(subset: str, pattern: str, read: Callable[[Output], Fragment], empty: str | None = None, *, whole: bool = False) -> Parser:
    """A parser of the text form. ``empty``: what a text without rows may consist of; left out, no rows is an error."""
    blank = _NEVER if empty is None else re.compile(rf"\s*(?:{empty})\s*", re.I | re.S)
    return Parser(subset, re.compile(pattern, re.I), read, False, blank, whole=whole)


def structured(subset: str, pattern: str, read: Callable[[Output], Fragment]) -> Parser:
    """A parser of the JSON form; it raises UnparsedError where the key it needs is missing."""
    return Parser(subset, re.compile(pattern, re.I), read, True, None)


_MODULES = MappingProxyType(
    {
        "cisco.ios.ios": (
            "ios.system",
            "ios.interfaces",
            "ios.addresses",
            "ios.neighbors",
            "ios.bgp",
            "ios.routes",
            "ios.layer2",
            "ios.health",
            "ios.switching",
        ),
        "cisco.nxos.nxos": (
            "nxos.system",
            "nxos.interfaces",
            "nxos.addresses",
            "nxos.neighbors",
            "nxos.bgp",
            "nxos.routes",
            "nxos.layer2",
            "nxos.health",
            "nxos.switching",
        ),
        "cisco.iosxr.iosxr": (
            "iosxr.system",
            "iosxr.interfaces",
            "iosxr.neighbors",
            "iosxr.bgp",
            "iosxr.routes",
            "iosxr.health",
        ),
        "arista.eos.eos": (
            "eos.system",
            "eos.interfaces",
            "eos.neighbors",
            "eos.bgp",
            "eos.routes",
            "eos.layer2",
            "eos.health",
            "eos.switching",
        ),
        "junipernetworks.junos.junos": (
            "junos.system",
            "junos.systemtext",
            "junos.routing",
            "junos.routingtext",
            "junos.layer2",
            "junos.switching",
            "junos.health",
        ),
        "community.ciscosmb.ciscosmb": ("ciscosmb.system", "ciscosmb.neighbors"),
        "community.network.ce": ("vrp.system", "vrp.interfaces", "vrp.protocols", "vrp.series", "vrp.ancestry"),
        "hpe.comware.comware": ("comware.system",),
        "dellemc.os9.os9": ("os9.system", "os9.protocols"),
        "nokia.sros.md": ("sros.tables", "sros.details", "sros.health", "sros.elements", "sros.configuration"),
        "nokia.sros.classic": ("sros.tables", "sros.details", "sros.health"),
        "dellemc.os10.os10": ("os10.elements", "os10.tables"),
        "fortinet.fortios.fortios": ("fortios.system",),
        "vyos.vyos.vyos": (
            "vyos.system",
            "vyos.configuration",
            "vyos.protocols",
            "frr.protocols",
            "frr.routes",
            "frr.neighbors",
            "linux.switching",
            "linux.interfaces",
        ),
        "community.network.edgeos": ("vyos.system", "vyos.configuration"),
        "nokia.srlinux.srlinux": ("srlinux.elements", "srlinux.platform"),
        "dellemc.enterprise_sonic.sonic": (
            "sonic.tables",
            "sonic.health",
            "vyos.protocols",
            "frr.protocols",
            "frr.routes",
            "linux.switching",
        ),
        "community.routeros.routeros": ("routeros.prints", "routeros.switching"),
        "check_point.gaia.checkpoint": ("gaia.system",),
        "cisco.asa.asa": ("asa.system", "asa.services"),
        "arubanetworks.aoscx.aoscx": ("aoscx.system",),
        "community.network.exos": ("exos.system",),
        "auto.factory.linux": ("linux.system", "linux.interfaces", "linux.routes", "linux.switching", "frr.neighbors"),
        "frr.frr.frr": ("frr.system", "frr.interfaces", "frr.protocols", "frr.routes", "frr.neighbors", "linux.switching"),
    }
)
PLATFORMS = tuple(_MODULES)


@lru_cache(maxsize=32)
def parsers(platform: str) -> tuple[Parser, ...]:
    """All parsers of a platform, in order of weight: ours, then ntc-templates'. Raises UnsupportedError where there are none."""
    package = __name__.rpartition(".")[0]
    own = tuple(p for name in _MODULES.get(platform, ()) for p in importlib.import_module(f"{package}.{name}").PARSERS)
    found: tuple[Parser, ...] = own + importlib.import_module(f"{package}.ntc.parsers").parsers_of(platform)
    if not found:
        raise UnsupportedError(f"no parser for the platform '{platform}'")
    return found


_WRAPPED = re.compile(r"^(?:sudo )?vtysh -c ['\"](.*?)['\"]?$", re.I)
# The name of a VRF within a command; ``show vrf detail`` names none.
_VRF = re.compile(r"(?<!\bshow)(?<!\bshow ip)(?<!/ip) vrf (\S+)", re.I)


def plain_command(command: str) -> str:
    """``command`` without its pipe, output format and abbreviations; single spaces."""
    words = " ".join(command.split())
    wrapped = _WRAPPED.match(words)
    words = (wrapped.group(1) if wrapped else words).partition("|")[0].strip()
    words = re.sub(r"^(?:do )?sh(?:o|ow)? ", "show ", words, flags=re.I)
    if words.startswith("show "):
        words = re.sub(r" json$", "", words, flags=re.I)
    return re.sub(r"mac-address-table", "mac address-table", words, flags=re.I)


_ECHO = re.compile(r"^[^\s%!<>{}\[\]:]\S{0,62}?[#>]\s*(?:do )?sh(?:ow?)? .*$")
_ROLE = re.compile(r"^\{[a-z]+:[\w-]+\}$")  # Junos says below an answer who gave it: {master:0}
# IOS-XR begins each answer with the time of day.
_STAMP = re.compile(r"^\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d+ \d+:\d\d:\d\d(?:\.\d+)? [\w+-]+$")
_PROMPT = re.compile(r"^(?:\([\w. -]+\)\s*)?[\w.()@~:/-]{1,64}[#>]\s*$")


def readable(command: str, raw: str) -> Output:
    """``raw`` without echo, prompt, common indentation and carriage returns, parsed where it is JSON."""
    words = plain_command(command)
    vrf = _VRF.search(words)
    named = vrf.group(1) if vrf and vrf.group(1).lower() not in ("all", "*", "all-inclusive") else None
    out = Output(_VRF.sub("", words), _clean(raw), vrf=named, pipe=command.partition("|")[2].strip())
    if out.text[:1] in ("{", "["):
        out.data = _json(out.text)
    elif out.text[:1] == "<":
        out.data = tree(out.text)
    return out


# Thousands of empty lines say no more than three, and cost a pattern that crosses lines the square of their number.
_GAP = re.compile(r"\n(?:[ \t]*\n){4,}")
_WIDE = re.compile(r" {400,}")  # the same of blanks within a line


def _clean(raw: str) -> str:
    shown = _WIDE.sub(" " * 400, _GAP.sub("\n\n\n\n", raw.replace("\r", "").expandtabs(8)))
    lines = [line.rstrip() for line in shown.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and (not lines[-1] or _PROMPT.match(lines[-1].strip()) or _ROLE.match(lines[-1])):
        lines.pop()
    if lines and _ECHO.match(lines[0].strip()):
        lines.pop(0)
    while lines and (not lines[0] or _STAMP.match(lines[0])):
        lines.pop(0)
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n") if margin else "\n".join(lines).strip("\n")


def _json(text_: str) -> Any:
    """The first JSON value of a text; several objects in a row (FRR, one a VRF) are merged. None when it is not JSON."""
    decoder, values, at = json.JSONDecoder(), [], 0
    try:
        while at < len(text_) and text_[at] in "{[":
            value, at = decoder.raw_decode(text_, at)
            values.append(value)
            while at < len(text_) and text_[at].isspace():
                at += 1
    except (ValueError, RecursionError):
        return None
    if len(values) > 1 and all(isinstance(value, dict) for value in values):
        merged: dict[str, Any] = {}
        for value in values:
            for key, item in value.items():
                merged[key] = merged[key] + item if isinstance(item, list) and isinstance(merged.get(key), list) else item
        return merged
    return values[0] if values else None
