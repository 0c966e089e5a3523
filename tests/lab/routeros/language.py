# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What RouterOS does with a command: menus, their verbs, and the little of its script language that is simulated."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any

from .schema import MENUS, MenuKind
from .words import block, commands, pair, shown, value, words

if TYPE_CHECKING:
    from .device import Item, RouterosDevice

VERBS = ("add", "set", "remove", "enable", "disable", "move", "print", "export", "find", "get", "run")


class RefusedCommand(Exception):  # noqa: N818  # what the device answers
    """args[0] are the device's words."""


class Console:
    """Runs commands and scripts on one device."""

    def __init__(self, device: RouterosDevice) -> None:
        """For this device."""
        self.device = device
        self.values: dict[str, Any] = {}  # of a script's variables

    def job(self, text: str) -> None:
        """A script that nobody looks at: it ends at its first error."""
        try:
            self.script(text)
        except RefusedCommand:
            return

    def script(self, text: str) -> str:
        """Run a script's commands one after the other."""
        return "".join(self.run(command) for command in commands(text))

    def run(self, line: str, menu: str = "") -> str:
        """One command; returns what is printed. Raises RefusedCommand."""
        parts = words(line)
        if parts[0] == ":do":
            return self._do(parts)
        if parts[0] == ":if":
            return self._if(parts)
        if parts[0] == ":put":  # of a length only
            return f"{len(self._get(words(block(parts[1]))[1]))}\n"
        if parts[0] == ":foreach":
            return self._foreach(parts)
        if parts[0] in (":local", ":set"):
            self.values[parts[1]] = self._assigned(parts[2])
            return ""
        path, rest = self.path(parts, menu)
        if not rest or rest[0] not in VERBS:
            raise RefusedCommand(f"bad command name {(rest or parts)[0]} (line 1 column {line.find((rest or parts)[0]) + 1})")
        return self._verb(path, rest[0], rest[1:], line)

    @staticmethod
    def path(parts: list[str], menu: str) -> tuple[str, list[str]]:
        """(the menu that a command is for, the rest of it)."""
        if parts[0].startswith("/"):
            parts, menu = [*filter(None, parts[0].split("/")), *parts[1:]], ""
        known = {path: path.split(" ") for path in MENUS}
        taken: list[str] = []
        for number, part in enumerate(parts):
            trial = [*menu.split(), *taken, part]
            if part in VERBS and " ".join(trial) not in known:
                return " ".join([*menu.split(), *taken]), parts[number:]
            if not any(names[: len(trial)] == trial for names in known.values()):
                return " ".join([*menu.split(), *taken]), parts[number:]
            taken.append(part)
        return " ".join([*menu.split(), *taken]), []

    # ---- the language -----------------------------------------------------------
    def _do(self, parts: list[str]) -> str:
        options = dict(filter(None, map(pair, parts[2:])))
        try:
            return self.script(block(parts[1]))
        except RefusedCommand:
            return self.script(block(options.get("on-error", "{}")))

    def _if(self, parts: list[str]) -> str:
        options = dict(filter(None, map(pair, parts[2:])))
        return self.script(block(options["do"])) if self._holds(block(parts[1])) else ""

    def _holds(self, test: str) -> bool:
        """``[:len [... find ...]] = 0``, ``$n = 0``, and ``[:len ($r->"name")] = 0``, several joined by ``&&``."""
        if " && " in test or test.startswith("("):
            return all(self._holds(block(one)) for one in test.split(" && "))
        if counted := re.fullmatch(r"\[:len \[(.*)\]\] = (\d+)", test, re.DOTALL):
            path, rest = self.path(words(counted[1]), "")
            return len(self._find(path, rest[1:])) == int(counted[2])
        if lacking := re.fullmatch(r'\[:len \(\$(\w+)->"([\w\-]+)"\)\] = 0', test):
            return lacking[2] not in self.values[lacking[1]]
        if number := re.fullmatch(r"\$(\w+) = (\d+)", test):
            return bool(self.values[number[1]] == int(number[2]))
        raise RefusedCommand("syntax error (line 1 column 5)")

    def _foreach(self, parts: list[str]) -> str:
        options = dict(filter(None, map(pair, parts[2:])))
        path, rest = self.path(words(block(options["in"])), "")
        out = ""
        for item in self._find(path, rest[1:]):
            self.values[parts[1]] = item
            out += self.script(block(options["do"]))
        return out

    def _assigned(self, word: str) -> Any:
        """A number, one more than a number, or all the values of an item."""
        if word.isdigit():
            return int(word)
        if more := re.fullmatch(r"\(\$(\w+) \+ 1\)", word):
            return self.values[more[1]] + 1
        return dict(self._select(*self._of_get(word))[0])

    def _of_get(self, word: str) -> tuple[str, str]:
        path, rest = self.path(words(block(word)), "")
        return path, rest[1]

    def evaluate(self, word: str) -> str:
        """A value; ``([... get ... source] . "more")`` is put together."""
        if not word.startswith("("):
            return value(word)
        return "".join(self._get(part) if part.startswith("[") else value(part) for part in words(block(word)) if part != ".")

    def _get(self, word: str) -> str:
        path, rest = self.path(words(block(word)), "")
        items = self._select(path, rest[1])
        return items[0].get(rest[2], "")

    # ---- verbs --------------------------------------------------------------------
    def _verb(self, path: str, verb: str, rest: list[str], line: str) -> str:
        if verb == "export":
            unknown = [word for word in rest if word not in ("terse", "show-sensitive", "hide-sensitive", "compact")]
            if unknown:
                raise RefusedCommand(f"expected end of command (line 1 column {line.find(unknown[0]) + 1})")
            return self.device.head() + self.device.export("terse" in rest) + "\n"
        if path == "system script" and verb == "run":
            items = self._select(path, rest[0])
            return self.script(items[0]["source"])
        kind = MENUS.get(path)
        if kind is None:
            raise RefusedCommand(f"bad command name {verb} (line 1 column {line.find(verb) + 1})")
        if verb == "print":
            return self._print(path, rest)
        getattr(self, f"_{verb}")(path, kind, rest, line)
        self.device.touched("console")
        return ""

    def _add(self, path: str, kind: MenuKind, rest: list[str], line: str) -> None:
        if kind.settings or kind.fixed:
            raise RefusedCommand(f"bad command name add (line 1 column {line.find('add') + 1})")
        item: Item = {}
        items = self.device.menus[path]
        at = len(items)
        for word in rest:
            given = pair(word)
            if given and given[0] == "place-before" and kind.ordered:
                goal = self._select(path, given[1])
                if not goal:
                    raise RefusedCommand("no such item")
                at = next(number for number, other in enumerate(items) if other is goal[0])
                continue
            self._take(kind, item, word, line)
        if path == "ip address" and "network" not in item:
            item["network"] = str(ipaddress.ip_interface(item["address"]).network.network_address)
        self._unique(path, kind, item)
        items.insert(at, item)

    def _set(self, path: str, kind: MenuKind, rest: list[str], line: str) -> None:
        items = self.device.menus[path]
        if not kind.settings:
            items, rest = self._select(path, rest[0]), rest[1:]
        for item in items:
            fresh = dict(item)
            for word in rest:
                self._take(kind, fresh, word, line)
            self._unique(path, kind, fresh, item)
            item.clear()
            item.update(fresh)

    def _take(self, kind: MenuKind, item: Item, word: str, line: str) -> None:
        if word.startswith("!") and word[1:] in kind.values:
            if word[1:] in kind.stays:
                raise RefusedCommand(f"expected end of command (line 1 column {line.find(word) + 1})")
            item.pop(word[1:], None)
            return
        given = pair(word)
        if given is None or given[0] not in kind.values:
            raise RefusedCommand(f"expected end of command (line 1 column {line.find(word) + 1})")
        text = self.evaluate(given[1])
        self._check(given[0], kind.values[given[0]], text)
        item[given[0]] = text
        if kind.defaults.get(given[0]) == text:
            del item[given[0]]

    def _check(self, name: str, kind: str, text: str) -> None:
        if "|" in kind and text not in kind.split("|"):
            raise RefusedCommand(f"input does not match any value of {name}")
        if kind == "number" and not text.isdigit():
            raise RefusedCommand(f"invalid value for argument {name}")
        if kind == "prefix":
            try:
                ipaddress.ip_interface(text)
            except ValueError as error:
                raise RefusedCommand(f"invalid value for argument {name}") from error
        if kind == "interface" and not any(
            text == item["name"]
            for path in ("interface bridge", "interface ethernet", "interface vlan")
            for item in self.device.menus[path]
        ):
            raise RefusedCommand(f"input does not match any value of {name}")

    def _unique(self, path: str, kind: MenuKind, item: Item, but: Item | None = None) -> None:
        if not kind.unique:
            return
        mine = [item.get(name) for name in kind.unique]
        if any(other is not but and [other.get(name) for name in kind.unique] == mine for other in self.device.menus[path]):
            raise RefusedCommand(f"failure: already have {kind.refusal}")

    def _remove(self, path: str, kind: MenuKind, rest: list[str], line: str) -> None:
        if kind.settings or kind.fixed:
            raise RefusedCommand(f"bad command name remove (line 1 column {line.find('remove') + 1})")
        gone = self._select(path, rest[0])
        self.device.menus[path] = [item for item in self.device.menus[path] if not any(item is one for one in gone)]

    def _enable(self, path: str, kind: MenuKind, rest: list[str], line: str) -> None:
        self._set(path, kind, [rest[0], "disabled=no"], line)

    def _disable(self, path: str, kind: MenuKind, rest: list[str], line: str) -> None:
        self._set(path, kind, [rest[0], "disabled=yes"], line)

    # ---- which items ----------------------------------------------------------------
    def _select(self, path: str, word: str) -> list[Item]:
        """``[find ...]``, which may find nothing, or a name, which has to be there."""
        if word.startswith("$"):
            return [self.values[word[1:]]]
        if word.startswith("["):
            return self._find(path, words(block(word))[1:])
        name = value(word)
        found = [item for item in self.device.menus[path] if item.get("name") == name]
        if not found:
            raise RefusedCommand("no such item")
        return found

    def _find(self, path: str, asked: list[str]) -> list[Item]:
        kind = MENUS[path]
        return [item for item in self.device.menus[path] if all(self._fits(kind, item, word) for word in asked if word != "where")]

    @staticmethod
    def _fits(kind: MenuKind, item: Item, word: str) -> bool:
        if word == "dynamic=no" and kind.ordered:
            return True
        found = re.match(r"([a-z][a-z0-9\-]*)([=~])", word)
        if not found or found[1] not in kind.values:
            raise RefusedCommand(f"bad parameter {word}")
        have: Any = item.get(found[1], kind.defaults.get(found[1], ""))
        wanted = value(word[found.end() :])
        return have == wanted if found[2] == "=" else re.search(wanted, have) is not None

    def _print(self, path: str, rest: list[str]) -> str:
        asked = rest[rest.index("where") + 1 :] if "where" in rest else []
        items = self._find(path, asked)
        if "count-only" in rest:
            return f"{len(items)}\n"
        rows = [" ".join(f"{name}={shown(text)}" for name, text in item.items()) for item in items]
        return "".join(f" {number}   {row} \n" for number, row in enumerate(rows))
