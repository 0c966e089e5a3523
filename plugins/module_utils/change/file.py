# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The change file: one change of a set of devices, written by a person, read without surprises.

Every error names the file and the key, and says what would be right.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from typing import Any

from ..checks.catalogue import parse_checks
from ..errors import InputError, MissingLibraryError

try:
    import yaml
except ImportError:  # said at the first use, with the command that installs it
    yaml = None  # type: ignore[assignment]  # absence is a value of its own here

_KEYS = {
    "id": str, "title": str, "reason": str, "ticket": str, "requester": str, "targets": str, "content": dict, "checks": list,
    "confirm_timeout": int, "check_timeout": int, "settle": int, "save": bool, "waves": dict, "on_failure": str, "failures": int,
    "window": dict,
}  # fmt: skip
_REQUIRED = ("id", "targets", "content")
_CONTENT = {"lines": (list, str), "src": str, "config": str, "replace": bool, "by_platform": dict}
_WAVES = {"canary": int, "size": int}
_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,63}")


def read_change_file(path: str) -> dict[str, Any]:
    """A change file as a complete, validated dictionary: every key is there, with its default where the file left it out.

    Raises InputError with the file and the key path.
    """
    if yaml is None:
        raise MissingLibraryError("PyYAML", "to read change files")
    full = os.path.abspath(os.path.expanduser(path))
    try:
        with open(full, encoding="utf-8") as file:
            given = yaml.safe_load(file)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"the change file cannot be read: {reason}", full, "Name it with -e change=FILE.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{full}, line {mark.line + 1}" if mark else full
        raise InputError(f"this is not YAML: {getattr(error, 'problem', error)}", place, "Correct the line.") from error
    return validate_change(given, full)


def validate_change(given: Any, where: str) -> dict[str, Any]:
    """The same for what was read already; ``where`` names its origin."""
    if not isinstance(given, Mapping):
        raise InputError("a change file is a mapping of keys", where, f"Begin with {', '.join(_REQUIRED)}.")
    _known(given, _KEYS, where)
    for key in _REQUIRED:
        if key not in given:
            raise InputError(f"the key '{key}' is missing", f"{where}: {key}", f"Add {key}: to the change file.")
    if not _ID.fullmatch(str(given["id"])):
        raise InputError(f"'{given['id']}' is no id", f"{where}: id", "Use letters, digits, dot, dash and underscore, at most 64.")
    change = {
        "id": "", "title": "", "reason": "", "ticket": "", "requester": "", "targets": "", "checks": [], "confirm_timeout": 120,
        "check_timeout": None, "settle": None, "save": True, "on_failure": "stop", "failures": 0, "window": None, **given,
    }  # fmt: skip
    change["content"] = _content(given["content"], f"{where}: content")
    change["waves"] = _waves(given.get("waves") or {}, f"{where}: waves")
    _not_yet(change, where)
    try:
        parse_checks(list(change["checks"]))
    except InputError as error:
        raise error.at(where) from error
    return change


def content_for(change: Mapping[str, Any], platform: str) -> dict[str, Any]:
    """The content of a validated change for one platform. Raises InputError where it has none."""
    content = dict(change["content"])
    by_platform = content.pop("by_platform", None) or {}
    chosen = by_platform.get(platform, content if not by_platform or set(content) - {"replace"} else None)
    if chosen is None:
        raise InputError(
            f"the change has no content for the platform '{platform}'", "content.by_platform", f"It has {', '.join(by_platform)}."
        )
    return {"lines": None, "src": None, "config": None, "replace": False, **chosen}


def _content(given: Any, where: str) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise InputError("content is a mapping with lines, src or config", where)
    _known(given, _CONTENT, where)
    kinds = [key for key in ("lines", "src", "config") if given.get(key) is not None]
    by_platform = given.get("by_platform") or {}
    if len(kinds) != 1 and not (by_platform and not kinds):
        raise InputError("content has exactly one of lines, src and config", where, "Leave one of them, or use by_platform.")
    for platform, inner in by_platform.items():
        if isinstance(inner, Mapping) and "by_platform" in inner:
            raise InputError("by_platform does not go deeper", f"{where}.by_platform.{platform}")
        _content(inner, f"{where}.by_platform.{platform}")
    return dict(given)


def _waves(given: Mapping[str, Any], where: str) -> dict[str, int]:
    _known(given, _WAVES, where)
    waves = {"canary": 1, "size": 10, **given}
    for key, value in waves.items():
        if value < 1:
            raise InputError(f"{key} is {value}", f"{where}.{key}", "Use 1 or more.")
    return waves


def _not_yet(change: Mapping[str, Any], where: str) -> None:
    """What would promise more than batches of single transactions can keep is refused, not ignored."""
    for key, kept in (("on_failure", ("stop",)), ("failures", (0,)), ("window", (None,))):
        if change[key] not in kept:
            raise InputError(
                f"{key}: {change[key]} is unsupported: devices are changed batch by batch, each by itself, until the first failure",
                f"{where}: {key}",
                f"Leave {key} out.",
            )


def _known(given: Mapping[str, Any], keys: Mapping[str, Any], where: str) -> None:
    for key, value in given.items():
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, 1)
            cure = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(keys)}."
            raise InputError(f"the key '{key}' is unknown", f"{where}: {key}", cure)
        kinds = keys[key] if isinstance(keys[key], tuple) else (keys[key],)
        wrong = not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds)
        if value is not None and wrong:
            names = " or ".join(kind.__name__ for kind in kinds)
            raise InputError(f"'{key}' is {type(value).__name__}, not {names}", f"{where}: {key}", f"Write a {names}.")
