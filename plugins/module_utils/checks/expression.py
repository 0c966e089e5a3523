# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``that:``: a Jinja expression over ``before``, ``after`` and ``diff``, judged in Jinja's sandbox.

An unknown value never passes: what is undefined, and what the device shows as
null, fails the check and is named, unless the expression asks for it itself
(``is none``, ``is defined``, ``default()``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import InputError, MissingLibraryError
from .model import Finding, Look, NotSeen, seen

try:
    from jinja2 import StrictUndefined, TemplateError, nodes
    from jinja2.meta import find_undeclared_variables
    from jinja2.sandbox import ImmutableSandboxedEnvironment
except ImportError:  # pragma: no cover - ansible-core brings Jinja
    HAS_JINJA = False
else:
    HAS_JINJA = True

ROOTS = ("before", "after", "diff")
TOLERANT_TESTS = {"none", "defined", "undefined"}
TOLERANT_FILTERS = {"default", "d"}
LONGEST_VALUE = 60
# The configuration has a difference of its own, which is no part of diff.
BOOKKEEPING = frozenset({"config", "unsupported", "unparsed", "fresh_connection", "reachability"})
Path = tuple[str, ...]

if HAS_JINJA:

    class _Sandbox(ImmutableSandboxedEnvironment):
        """Jinja's sandbox, in which a key of a mapping wins over a method of the same name."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping) and attribute in obj:
                return obj[attribute]
            return super().getattr(obj, attribute)


def validate(source: str, where: str) -> None:
    """Refuse an expression that cannot be judged. Raises InputError."""
    try:
        _sandbox().compile_expression(source)
        names = find_undeclared_variables(_parse(source))
    except TemplateError as error:
        raise InputError(
            f"not a Jinja expression: {error}: {source}", where, "Write the bare expression, without {{ }}."
        ) from error
    unknown = sorted(names - set(ROOTS))
    if unknown:
        raise InputError(
            f"unknown name {', '.join(unknown)} in: {source}",
            where,
            "Only before, after and diff are known here, as in after.ntp.synchronised; "
            "a variable of the play is inserted with {{ }} by Ansible.",
        )
    if not names:
        raise InputError(
            f"the expression looks at nothing of the device: {source}",
            where,
            "Use before, after or diff, and no {{ }} around the expression: Ansible would evaluate it too early.",
        )


def roots_of(source: str) -> set[str]:
    """Which of before, after and diff the expression names."""
    return {node.name for node in _parse(source).find_all(nodes.Name) if node.name in ROOTS}


def subsets_of(source: str) -> tuple[list[str], bool]:
    """The subsets named directly below a root, and whether a root is also used as a whole."""
    tree = _parse(source)
    paths = [path for path, _unused in _paths(tree)]
    whole = any(len(path) == 1 for path in paths)
    return list(dict.fromkeys(path[1] for path in paths if len(path) > 1)), whole


def that(look: Look) -> Finding:
    """Every expression holds."""
    sources = look.params["that"]
    names: dict[str, Any] = {"before": look.before, "after": look.after}
    if any("diff" in roots_of(source) for source in sources):
        names["diff"] = _difference(look)
    failures: list[str] = []
    unseen: list[str] = []
    never: set[str] = {*(look.before.get("unsupported") or ()), *(look.after.get("unsupported") or ())}
    for source in sources:
        hidden = [text for path, tolerant in _paths(_parse(source)) if not tolerant for text in _hidden(names, path)]
        unseen += [f"{text} (in: {source})" for text in dict.fromkeys(hidden)]
        if not hidden or look.params.get("unseen") == "ignore":
            failures += _judge(source, names)
    for_good = bool(unseen) and any(never.intersection(subsets_of(source)[0]) for source in sources)
    return Finding(failures, unseen, f"holds: {'; '.join(sources)}", noun="expressions", for_good=for_good)


def _difference(look: Look) -> dict[str, Any]:
    """The difference by subset; a subset without any is there too, so that ``diff.routes.removed`` is no undefined name."""
    known = look.rooms.differ(dict(look.before), dict(look.after))
    compared = [subset for subset in look.before if subset in look.after and subset not in BOOKKEEPING]
    same: dict[str, Any] = {subset: {"added": {}, "removed": {}, "changed": {}} for subset in compared}
    return {**same, **{subset: {**same.get(subset, {}), **parts} for subset, parts in known.items()}}


def _judge(source: str, names: Mapping[str, Any]) -> list[str]:
    try:
        holds = bool(_sandbox().compile_expression(source, undefined_to_none=False)(**names))
    except Exception as error:  # an expression may raise anything; it then does not hold
        return [f"{_missing(names, source) or error} (in: {source})"]
    return [] if holds else [f"does not hold: {source}{_values(names, source)}"]


def _hidden(names: Mapping[str, Any], path: Path) -> Iterator[str]:
    """What the path asks for and the device does not show: a subset with its reason, or null at its end."""
    if len(path) == 1:
        return
    for root in ROOTS[:2] if path[0] == "diff" else (path[0],):
        try:
            if path[1] in names[root] or _excused(names[root], path[1]):
                seen(names[root], path[1])
        except NotSeen as absent:
            yield f"{root}.{absent.subset}: {absent.reason}"
            return
    found, value = _walk(names, path)
    if found == len(path) and value is None:
        yield f"{'.'.join(path)} is null: the device does not show it"


def _excused(snapshot: Mapping[str, Any], subset: str) -> bool:
    return any(subset in (snapshot.get(key) or {}) for key in ("unsupported", "unparsed"))


def _walk(names: Mapping[str, Any], path: Path) -> tuple[int, Any]:
    """How many parts of the path exist, and the value of the last one that does."""
    value: Any = names
    for count, part in enumerate(path):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return count, value
    return len(path), value


def _missing(names: Mapping[str, Any], source: str) -> str:
    for path, tolerant in _paths(_parse(source)):
        found, value = _walk(names, path)
        if tolerant or found == len(path) or not isinstance(value, (Mapping, list)) or hasattr(value, path[found]):
            continue
        has = ", ".join(map(str, list(value)[:8])) if isinstance(value, Mapping) else f"{len(value)} items"
        return f"{'.'.join(path[: found + 1])} is undefined ({'.'.join(path[:found])} has: {has or 'nothing'})"
    return ""


def _values(names: Mapping[str, Any], source: str) -> str:
    shown = []
    for path, _unused in _paths(_parse(source)):
        found, value = _walk(names, path)
        # Configuration text may hold secrets, and says nothing in so little room.
        scalar = isinstance(value, (str, int, float, bool)) and len(str(value)) <= LONGEST_VALUE
        if found == len(path) and scalar and "config" not in path:
            shown.append(f"{'.'.join(path)} = {value!r}")
    return f" ({', '.join(dict.fromkeys(shown))})" if shown else ""


def _paths(node: Any, tolerant: bool = False) -> Iterator[tuple[Path, bool]]:
    """Every ``root.a.b`` of the expression, longest form, and whether the expression allows it to be unknown."""
    path = _constant_path(node)
    if path:
        yield path, tolerant
        return
    for child in node.iter_child_nodes():
        yield from _paths(child, tolerant or _tolerates(node))


def _tolerates(node: Any) -> bool:
    if isinstance(node, nodes.Test):
        return node.name in TOLERANT_TESTS
    if isinstance(node, nodes.Filter):
        return node.name in TOLERANT_FILTERS
    if isinstance(node, nodes.Compare):
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        return any(isinstance(side, nodes.Const) and side.value is None for side in sides)
    return False


def _constant_path(node: Any) -> Path:
    """``('after', 'ntp', 'stratum')`` for ``after.ntp['stratum']``; empty for anything else."""
    if isinstance(node, nodes.Name):
        return (node.name,) if node.name in ROOTS else ()
    if isinstance(node, nodes.Getattr):
        base = _constant_path(node.node)
        return (*base, node.attr) if base else ()
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = _constant_path(node.node)
        return (*base, str(node.arg.value)) if base else ()
    return ()


def _sandbox() -> Any:
    if not HAS_JINJA:
        raise MissingLibraryError("jinja2", "for checks written as that:")
    environment = _Sandbox(undefined=StrictUndefined)
    for name in ("lipsum", "cycler", "joiner"):
        environment.globals.pop(name, None)
    return environment


def _parse(source: str) -> Any:
    """The expression's syntax tree, as the sandbox reads it."""
    return _sandbox().parse("{{ (" + source + ") }}")
