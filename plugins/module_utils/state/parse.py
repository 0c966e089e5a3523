# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the outputs of show commands to the normalised model.

Two ways in: :func:`state_parse` answers or raises, :func:`parse_all` answers
what it can and says why it cannot for the rest. Neither ever answers with an
empty model because it did not understand the text: that is an error which
says "unsupported".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError, MissingLibraryError, UnsupportedError
from . import model as models
from .commands import ALIASES
from .registry import Fragment, NothingThereError, Output, Parser, UnparsedError, parsers, readable

# The device did not carry the command out.
_REFUSED = re.compile(
    r"^\s*(?:%+\s*(?:invalid|incomplete|ambiguous|unknown|unrecogni[sz]ed|bad |not supported|this command|"
    r"command|permission|authorization|unavailable|"
    r"internal error|error|\S+ overlay not configured|type \"show \?\")|"
    r"(?:-?\w*sh: )?\S+: (?:command )?not found|line has invalid autocommand|syntax error|unknown command|"
    r"error: |invalid (?:input|command)|command not found)",
    re.I,
)
# The device carried it out, and has none of what was asked for.
_NONE = re.compile(
    r"^\s*%*\s*(?:error: |note:\s+)?(?:\S+ (?:process )?is (?:not |in)(?:active|enabled|running|configured)\b|bgp (?:not |"
    r"in)active|bgp instance not found|(?:lldp|cdp|ospf|bgp|ntp)\b.{0,30}\bnot (?:enabled|active|"
    r"running|configured)|no (?:matching )?(?:entries|neighbou?rs?|routes?|bgp)|"
    r"process currently not running|(?:network|subnet|route) not in table|\w+d is not running|ospf instance not found|"
    r"there are no |no information)",
    re.I,
)


@dataclass(slots=True)
class _Found:
    """What was learnt about one subset."""

    fragments: list[Fragment] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    missing: MissingLibraryError | None = None  # the library that would have read an output


class _Reader:
    """One set of outputs; each is made readable once, each subset read once."""

    def __init__(self, outputs: Mapping[str, str], platform: str) -> None:
        if not isinstance(outputs, Mapping):
            raise InputError(f"outputs is {type(outputs).__name__}, not a mapping of command to text", "state_parse: outputs")
        self.platform = platform
        self.parsers = parsers(platform)
        self.outputs = [_prepared(str(command), text) for command, text in outputs.items()]
        self._found: dict[str, _Found] = {}

    def subsets(self) -> list[str]:
        """Every subset that one of the commands given tells something of."""
        told = set()
        for out in self.outputs:
            reading = [p for p in self.parsers if p.reads(out.command)]
            own = {p.subset for p in reading if not p.library}
            told |= own or {p.subset for p in reading}
        for subset, sources in models.DERIVED.items():  # in an order in which each comes after what it is made of
            if any(source in told for source, _unused in sources):
                told.add(subset)
        return sorted(told - {"cdp_neighbors"})

    def found(self, subset: str) -> _Found:
        """All fragments of ``subset``, its own first, then those made of other subsets."""
        if subset not in self._found:
            found = self._found[subset] = _Found()
            sources = models.DERIVED.get(subset, ())
            if subset == "lldp_neighbors":  # a table cuts names off; where the detail is known it is not wanted
                if self._whole(subset) or not self._derive(found, sources):
                    self._read(subset, found)
            else:
                self._read(subset, found)
                self._derive(found, sources)
            if subset == "lldp_neighbors_detail":
                self._place(found)
        return self._found[subset]

    def _place(self, found: _Found) -> None:
        """Old releases tell a neighbour at length without saying where it is; the table does."""
        if any("" in fragment for fragment in found.fragments):
            table = _Found()
            self._read("lldp_neighbors", table)
            if table.fragments:
                found.fragments[:] = [models.placed(_joined(found.fragments), _joined(table.fragments))]

    def _whole(self, subset: str) -> bool:
        """Whether there is an output that tells ``subset`` better than what it could be made of."""
        return any(p.whole and p.subset == subset and p.reads(out.command) for p in self.parsers for out in self.outputs)

    def _derive(self, found: _Found, sources: Iterable[tuple[str, Any]]) -> bool:
        """Adds what follows from ``sources``; whether there was any."""
        before = len(found.fragments)
        for source, make in sources:
            other = self.found(source)
            if other.fragments:
                found.fragments.append(make(_joined(other.fragments)))
            found.unparsed += other.unparsed
            found.refused += other.refused
            found.missing = found.missing or other.missing
        return len(found.fragments) > before

    def _read(self, subset: str, found: _Found) -> None:
        tried: dict[int, str | None] = {}
        for parser in self.parsers:
            if parser.subset != subset:
                continue
            for out in self.outputs:
                if tried.get(id(out), "") is None or not parser.reads(out.command):
                    continue
                if out.refusal:
                    found.refused.append(f"'{out.command}': {out.refusal}")
                    tried[id(out)] = None
                    continue
                try:
                    tried[id(out)] = _attempt(parser, out, found.fragments)
                except MissingLibraryError as error:
                    found.missing = error
        for out in self.outputs:
            if why := tried.get(id(out)):
                # What begins with a percent sign and is no model is the device's, or the driver's, own explanation.
                (found.refused if out.text.startswith("%") else found.unparsed).append(why)

    def model(self, subset: str) -> models.Model:
        """The finished model. Raises UnsupportedError with the reasons when there is none."""
        found = self.found(subset)
        if found.fragments:
            return models.finished(subset, _joined(found.fragments))
        if found.missing and not found.unparsed:
            raise found.missing
        if found.unparsed:
            raise _UnreadError(
                f"unsupported: the output is not recognised ({'; '.join(found.unparsed)})", f"{self.platform}, {subset}"
            )
        if found.refused:
            raise UnsupportedError(
                f"unsupported: the device does not answer ({'; '.join(found.refused)})", f"{self.platform}, {subset}"
            )
        given = ", ".join(out.command for out in self.outputs)[:200] or "none"
        raise UnsupportedError(f"unsupported: no parser makes '{subset}' from these commands: {given}", self.platform)


class _UnreadError(UnsupportedError):
    """The device answered, in words no parser knows."""


def _joined(fragments: list[Fragment]) -> Fragment:
    whole = fragments[0]
    for fragment in fragments[1:]:
        whole = models.merge(whole, fragment)
    return whole


def _prepared(command: str, text: object) -> Output:
    out = readable(command, text if isinstance(text, str) else "" if text is None else str(text))
    if isinstance(out.data, dict) and set(out.data) <= {"errors", "warnings", "error"} and out.data:
        out.text, out.data = "% " + " ".join(str(e) for v in out.data.values() for e in (v if isinstance(v, list) else [v])), None
    for line in out.text.split("\n", 4)[:4]:
        if _REFUSED.match(line) and not _NONE.match(line):
            out.refusal = " ".join(out.text.split())[:120]
    return out


def _excerpt(out: Output) -> str:
    return f"'{out.command}': {' '.join(out.text.split())[:80] or 'no output'}"


def _attempt(parser: Parser, out: Output, fragments: list[Fragment]) -> str | None:
    """Adds the fragment ``parser`` makes of ``out``; else the reason why there is none."""
    nothing: Fragment = [] if parser.subset in _TABLES else {}
    if parser.subset in _OPTIONAL and out.data is None and _NONE.match(out.text):
        fragments.append(nothing)
        return None
    if not out.text and parser.empty is not None and parser.empty.fullmatch(""):
        fragments.append(nothing)
        return None
    if parser.structured != (out.data is not None):
        return _excerpt(out)
    try:
        fragment = parser.read(out)
    except NothingThereError:
        fragment = nothing
    except (UnparsedError, LookupError, ValueError, TypeError, AttributeError):  # what strange text makes a parser stumble over
        return _excerpt(out)
    if not fragment and parser.empty is not None and not parser.empty.fullmatch(out.text):
        return _excerpt(out)
    fragments.append(fragment)
    return None


# What a device may well have none of. One without interfaces or a version only did not tell.
_OPTIONAL = frozenset(
    {"bgp_neighbors", "ospf_neighbors", "routes", "vlans", "arp_table", "mac_address_table", "ntp", "ntp_stats"}
    | {"lldp_neighbors", "lldp_neighbors_detail", "cdp_neighbors"}
)
_TABLES = frozenset({"arp_table", "mac_address_table", "ntp_stats"})


# Each command tells fields of its own: what one did not tell is None or absent, and nothing else is in doubt.
_APART = frozenset({"facts", "environment"})


def _names(subset: str | Iterable[str]) -> list[str]:
    names = [subset] if isinstance(subset, str) else list(subset)
    for name in names:
        if not isinstance(name, str):
            raise InputError(f"a subset is {type(name).__name__}, not a name", "state_parse: subset")
    return names


def state_parse(outputs: Mapping[str, str], platform: str, subset: str | Iterable[str] | None = None) -> dict[str, models.Model]:
    """``{subset: model}`` from ``outputs`` (``{command: text}``).

    ``subset``: one name or several; None: all that the commands given tell of.
    Raises UnsupportedError for a platform or subset without parser, for output
    that is a device's refusal, and for text that is not recognised.
    """
    reader = _Reader(outputs, platform)
    names = reader.subsets() if subset is None else _names(subset)
    if not names:
        raise UnsupportedError(
            f"unsupported: no parser for any of these commands: {', '.join(map(str, outputs)) or 'none'}", platform
        )
    return {name: reader.model(ALIASES.get(name, name)) for name in names}


def parse_all(
    outputs: Mapping[str, str], platform: str, subsets: Iterable[str]
) -> tuple[dict[str, models.Model], dict[str, str], dict[str, str]]:
    """``(models, unsupported, unparsed)`` of ``subsets``; the last two say why, by subset.

    A subset with a model may be in ``unparsed`` too: then one of several
    commands could not be read, and the model holds what the others told.
    """
    reader = _Reader(outputs, platform)
    done: dict[str, models.Model] = {}
    unsupported: dict[str, str] = {}
    unparsed: dict[str, str] = {}
    for name in _names(subsets):
        real = ALIASES.get(name, name)
        try:
            done[name] = reader.model(real)
        except _UnreadError as error:
            unparsed[name] = error.what
        except (UnsupportedError, MissingLibraryError) as error:
            unsupported[name] = error.what
        else:
            if reader.found(real).unparsed and real not in _APART:
                unparsed[name] = "; ".join(reader.found(real).unparsed)
    return done, unsupported, unparsed
