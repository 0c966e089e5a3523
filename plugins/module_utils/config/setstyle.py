# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations made of ``set`` statements, each of which stands for itself (Junos, VyOS)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import InputError
from .vendor import Vendor, matches

_WORDS = ("set", "deactivate", "activate", "delete", "protect", "annotate")


def statements(text: str, vendor: Vendor) -> dict[str, None]:
    """The ``set`` and ``deactivate`` statements, in order, each once; InputError for a configuration in braces."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        body = " ".join(line.split())
        if not body or matches(vendor.comment, body) or matches(vendor.volatile, body):
            continue
        if body.split(" ", 1)[0] in ("set", "deactivate", "protect", "annotate"):
            found[body] = None
        elif body.endswith(("{", "}")):
            raise InputError(
                f"unsupported form: {vendor.name} configurations are compared as set commands, not in braces",
                cure="Give the output of 'show configuration | display set' (Junos) or 'show configuration commands' (VyOS).",
            )
        else:
            found[body] = None
    return found


def canonical(text: str, vendor: Vendor) -> tuple[str, ...]:
    """The statements, sorted: their order has no meaning."""
    return tuple(sorted(statements(text, vendor)))


def clean(text: str, vendor: Vendor) -> str:
    """The statements as they stand, without the device's decoration."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    body = "\n".join(line for line in lines if not matches(vendor.volatile, line.strip())).strip("\n")
    return body + "\n" if body else ""


def typed(commands: Sequence[str], vendor: Vendor) -> list[str]:
    """One statement a line."""
    return [command.strip() for command in commands if command.strip()]


def effective(running: str, lines: Sequence[str], vendor: Vendor) -> tuple[list[str], list[str]]:
    """Statement by statement: what changes the configuration as it stands by then."""
    kept: list[str] = []
    dropped: list[str] = []
    text = running
    for line in lines:
        after = predict(text, [line], vendor)
        (kept if statements(after, vendor) != statements(text, vendor) else dropped).append(line.strip())
        text = after
    if statements(text, vendor) == statements(running, vendor):
        return [], [line.strip() for line in lines if line.strip()]
    return kept, [line for line in dropped if line]


def remediate(running: str, intended: str, vendor: Vendor) -> list[str]:
    """``delete`` what is not wanted, then ``set`` what is; a leaf that gets another value needs both."""
    have, want = statements(running, vendor), statements(intended, vendor)
    commands = [_undo(line) for line in have if line not in want]
    gone = {line[len("delete ") :] for line in commands if line.startswith("delete ")}
    return commands + [line for line in want if line not in have or _below(line, gone)]


def _undo(line: str) -> str:
    word, _unused, rest = line.partition(" ")
    opposite = {"set": "delete", "deactivate": "activate", "protect": "unprotect"}.get(word, "delete")
    return f"{opposite} {rest}" if word in _WORDS else f"delete {line}"


def _below(line: str, gone: set[str]) -> bool:
    """Does ``delete`` of a shorter statement take this one away, too?"""
    words = line.split(" ")[1:]
    return any(" ".join(words[:count]) in gone for count in range(1, len(words)))


def predict(running: str, commands: Sequence[str], vendor: Vendor) -> str:
    """The statements after these commands."""
    have = statements(running, vendor)
    for raw in commands:
        line = " ".join(raw.split())
        word, _unused, rest = line.partition(" ")
        if word == "delete":
            for key in [key for key in have if key.partition(" ")[2] == rest or key.partition(" ")[2].startswith(rest + " ")]:
                del have[key]
        elif word in ("activate", "unprotect"):
            have.pop(f"{'deactivate' if word == 'activate' else 'protect'} {rest}", None)
        elif line and not matches(vendor.comment, line):
            have[line] = None
    return "".join(f"{line}\n" for line in have)


def diff(running: str, intended: str, vendor: Vendor) -> str:
    """Statements that go (-) and come (+); '' when there are none."""
    have, want = statements(running, vendor), statements(intended, vendor)
    lines = [f"-{line}" for line in have if line not in want] + [f"+{line}" for line in want if line not in have]
    return "".join(re.sub(r"$", "\n", line, count=1) for line in lines)
