# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the user's ``checks:`` to checks, and what these need to be read from a device."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import InputError
from . import expression
from .definitions import DEFINITIONS, params_of
from .model import BOTH, POST, PRE, Check, Definition, Phase
from .parameters import nearest, validate_params

PHASES: Mapping[str, tuple[Phase, ...]] = {"pre": PRE, "post": POST, "both": BOTH}
WHOLE = "*"
# Parts of a snapshot that the transaction fills in; no show command reads them.
FILLED_IN = frozenset({"fresh_connection", "unsupported", "unparsed"})
CONFIG_PARTS = ("config", "startup")
REACHABILITY = "reachability"


def parse_checks(raw: Any) -> list[Check]:
    """Validate a list of ``name``, ``{name: parameters}``, ``{that: expression}``.

    Raises InputError with the place (``checks[2].cpu_below``) and the nearest known name.
    """
    if raw is None:
        return []
    if not isinstance(raw, (list, tuple)):
        raise InputError(
            f"{raw!r} is not a list of checks", "checks", "Write a list: checks: [interfaces_stay_up, {cpu_below: 80}]."
        )
    return [_parse(item, f"checks[{index}]") for index, item in enumerate(raw)]


def subsets_for(checks: Iterable[Check], platform: str) -> list[str]:
    """The parts of a snapshot the checks need: state subsets, ``config``, ``startup``, ``reachability``.

    A subset that this platform cannot show is among them: the reader puts the reason into the snapshot.
    """
    # Imported late: the checks know nothing of commands until they are to be read for.
    from ..state.commands import SUBSETS, TABLES  # noqa: PLC0415

    readable = {name for table in TABLES.values() for name in table}.union(CONFIG_PARTS, [REACHABILITY])
    wanted: dict[str, None] = {}
    for part in (part for check in checks for part in check.reads):
        # A name in an expression that nobody can read is left to fail as undefined.
        wanted |= dict.fromkeys([*SUBSETS(platform), *CONFIG_PARTS] if part == WHOLE else [part] if part in readable else [])
    return list(wanted)


def targets_for(checks: Iterable[Check], phase: Phase | None = None) -> list[str]:
    """What the device is asked to reach (``reachable``), in all phases or in one."""
    chosen = [check for check in checks if phase is None or phase in check.phases]
    return list(dict.fromkeys(target for check in chosen for target in check.params.get("targets") or ()))


def _parse(item: Any, where: str) -> Check:
    if isinstance(item, str):
        name, value = item.strip(), None
    elif isinstance(item, Mapping) and item:
        name, value, item = _head(item, where)
    else:
        raise InputError(f"{item!r} is not a check", where, "Write a name, {name: parameters} or {that: expression}.")
    definition = DEFINITIONS.get(name)
    if definition is None:
        raise InputError(f"unknown check {name!r}", f"{where}.{name}", nearest(name, DEFINITIONS))
    place = f"{where}.{name}"
    bare = "" if value is None or isinstance(value, Mapping) else definition.scalar
    params = validate_params(params_of(definition), _params(definition, value, item, place), place, bare)
    if definition.required and not any(params[key] for key in definition.required):
        example = "lines: [...]" if "lines" in definition.required else "an expression"
        raise InputError(f"{name} needs {' or '.join(definition.required)}", place, f"Give it, such as {name}: {example}.")
    return _check(definition, params, place)


def _head(item: Mapping[Any, Any], where: str) -> tuple[str, Any, Mapping[Any, Any]]:
    """Name and value of ``{name: parameters}``; ``{name: value, phase: ..., unseen: ...}`` is understood as well."""
    names = [key for key in item if key not in ("phase", "unseen")]
    if len(names) != 1:
        raise InputError(
            f"{len(names)} checks in one item: {', '.join(map(str, names))}", where, "Give each check an item of the list."
        )
    return str(names[0]), item[names[0]], {key: item[key] for key in item if key != names[0]}


def _params(definition: Definition, value: Any, beside: Any, where: str) -> dict[str, Any]:
    params = dict(beside) if isinstance(beside, Mapping) else {}
    if isinstance(value, Mapping):
        return {**params, **value}
    if value is None:
        return params
    if not definition.scalar:
        own = "parameters phase and unseen only"
        raise InputError(f"{value!r}: {definition.name} takes no bare value", where, f"It has {own}.")
    return {**params, definition.scalar: value}


def _check(definition: Definition, params: dict[str, Any], where: str) -> Check:
    phases, reads, waits = definition.phases, definition.reads, definition.waits
    if definition.name == "that":
        phases, reads, waits = _of_expressions(params["that"], where)
    if definition.name == "reachable" and params["targets"]:
        reads = (REACHABILITY,)
    chosen = params.get("phase")
    return Check(
        name=definition.name,
        definition=definition,
        params=params,
        phases=PHASES[chosen] if chosen else phases,
        reads=reads,
        waits=waits,
        ignore_unseen=params["unseen"] == "ignore",
        where=where,
    )


def _of_expressions(sources: list[str], where: str) -> tuple[tuple[Phase, ...], tuple[str, ...], bool]:
    reads: list[str] = []
    roots: set[str] = set()
    for index, source in enumerate(sources):
        expression.validate(source, where if len(sources) == 1 else f"{where}[{index}]")
        roots |= expression.roots_of(source)
        names, whole = expression.subsets_of(source)
        reads += [*(name for name in names if name not in FILLED_IN), *([WHOLE] if whole else [])]
    if "config" in reads:
        reads.append("startup")
    waits = any(name not in CONFIG_PARTS for name in reads)
    return (PRE if roots == {"before"} else POST), tuple(dict.fromkeys(reads)), waits
