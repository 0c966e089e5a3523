# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validation of the parameters of checks, by the kind each is declared with."""

from __future__ import annotations

import difflib
import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..errors import InputError
from .model import Param

# A target is put into a command on the device: nothing but a host name or an address may pass.
HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9])?")
Validator = Callable[[Any, Param, str], Any]


def nearest(word: str, known: Iterable[str]) -> str:
    """A cure that suggests the nearest known name and lists them all."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    suggestion = f"Did you mean {close[0]}? " if close else ""
    return f"{suggestion}Known: {', '.join(names)}."


def validate_params(declared: Iterable[Param], given: Mapping[str, Any], where: str, bare: str = "") -> dict[str, Any]:
    """Every declared parameter with its validated or default value; ``bare`` was given without its name. Raises InputError."""
    table = {param.name: param for param in declared}
    for name in given:
        if name not in table:
            raise InputError(f"unknown parameter {name!r}", where, nearest(str(name), table))
    return {
        name: KINDS[param.kind](given[name], param, where if name == bare else f"{where}.{name}")
        if given.get(name) is not None
        else param.default
        for name, param in table.items()
    }


def _refuse(value: Any, wanted: str, where: str) -> InputError:
    return InputError(f"{value!r} is not {wanted}", where, f"Give {wanted}.")


def _number(value: Any, where: str, wanted: str) -> float:
    # YAML's true is a number to Python; to the user it is not. Jinja hands numbers over as text.
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise _refuse(value, wanted, where)
    try:
        number = float(str(value).rstrip("% "))
    except ValueError:
        raise _refuse(value, wanted, where) from None
    if not 0 <= number < float("inf"):
        raise _refuse(value, wanted, where)
    return number


def _percent(value: Any, param: Param, where: str) -> float:
    return _number(value, where, "a percentage of 0 or more, such as 80")


def _load(value: Any, param: Param, where: str) -> float:
    wanted = "a percentage from 0 to 100, such as 80"
    number = _number(value, where, wanted)
    if number > 100:  # noqa: PLR2004 - percent
        raise _refuse(value, wanted, where)
    return number


def _count(value: Any, param: Param, where: str) -> int:
    number = _number(value, where, "a whole number of 0 or more")
    if number != int(number):
        raise _refuse(value, "a whole number of 0 or more", where)
    return int(number)


def _text(value: Any, param: Param, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _refuse(value, "a text", where)
    return value.strip()


def _choice(value: Any, param: Param, where: str) -> str:
    if value not in param.choices:
        raise InputError(f"{value!r} is not one of {', '.join(param.choices)}", where, nearest(str(value), param.choices))
    return str(value)


def _strings(value: Any, where: str, wanted: str) -> list[str]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not items:
        raise _refuse(value, wanted, where)
    for index, item in enumerate(items):
        if not isinstance(item, str) or not item.strip():
            raise _refuse(item, wanted, f"{where}[{index}]")
    return [str(item) for item in items]


def _names(value: Any, param: Param, where: str) -> list[str]:
    return [name.strip() for name in _strings(value, where, "a name, or a list of names or patterns (Ethernet*)")]


def _lines(value: Any, param: Param, where: str) -> list[str]:
    texts = _strings(value, where, "a configuration line, or a list of lines")
    return [line for text in texts for line in text.splitlines() if line.strip()]


def _networks(value: Any, param: Param, where: str) -> list[str]:
    wanted = "a network (10.0.0.0/8), or a list of networks"
    networks = []
    for text in _strings(value, where, wanted):
        try:
            networks.append(str(ipaddress.ip_network(text.strip(), strict=False)))
        except ValueError:
            raise _refuse(text, wanted, where) from None
    return networks


def _targets(value: Any, param: Param, where: str) -> list[str]:
    wanted = "an address or host name, or a list of them"
    targets = [text.strip() for text in _strings(value, where, wanted)]
    for target in targets:
        if not _is_address(target) and not HOST_NAME.fullmatch(target):
            raise _refuse(target, wanted, where)
    return list(dict.fromkeys(targets))


def _is_address(text: str) -> bool:
    try:
        # A zone (fe80::1%eth0) could carry any characters into a command.
        return not getattr(ipaddress.ip_address(text), "scope_id", None)
    except ValueError:
        return False


def _patterns(value: Any, param: Param, where: str) -> list[str]:
    patterns = _strings(value, where, "a regular expression, or a list of them")
    for pattern in patterns:
        try:
            re.compile(pattern, re.MULTILINE)
        except re.error as error:
            raise InputError(
                f"{pattern!r} is not a regular expression: {error}", where, "Give a regular expression of Python."
            ) from None
    return patterns


def _expressions(value: Any, param: Param, where: str) -> list[str]:
    wanted = "an expression over before, after and diff, or a list of them (a text, not the outcome of one)"
    return [source.strip() for source in _strings(value, where, wanted)]


KINDS: Mapping[str, Validator] = MappingProxyType(
    {
        "percent": _percent,
        "load": _load,
        "count": _count,
        "text": _text,
        "choice": _choice,
        "names": _names,
        "lines": _lines,
        "networks": _networks,
        "targets": _targets,
        "patterns": _patterns,
        "expressions": _expressions,
    }
)
