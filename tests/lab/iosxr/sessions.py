# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IOS-XR configuration sessions: the target configuration, its commit, the trial, and the way back."""

from __future__ import annotations

import difflib
from typing import Any

from ..config import Path, Tree, copy_tree
from ..grammar import Match
from ..part import Part
from .editor import put_block

NOTHING = "% No configuration changes to commit.\n"
FAILED = (
    "\n% Failed to commit one or more configuration items during a pseudo-atomic operation. All changes made have been reverted. "
    "Please issue 'show configuration failed [inheritance]' from this session to view the errors\n"
)
OTHERS = (
    "\nOne or more commits have occurred from other configuration sessions since this session started or since the last commit "
    "was\nmade from this session. You can use the 'show configuration commit changes' command to browse the changes.\n"
    "Do you wish to proceed with this commit anyway? [no]: "
)
WHOLE = (
    "\nThis commit will replace or remove the entire running configuration. This\noperation can be service affecting.\n"
    "Do you wish to proceed? [no]: "
)
LEAVING = (
    "\nYou are exiting after a 'commit confirm' with an active rollback session.  If you exit the configuration awaiting "
    "confirmation will not be confirmed and the router will immediately rollback to the previous configuration.\n"
    "Do you wish to exit? [no]: "
)
TRIAL = "00001000-00005b40-00000000"
UNSAVED = "Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]: "


def semantic_errors(tree: Tree) -> list[tuple[str, str]]:
    """What a commit refuses though every line parses: (line, reason)."""
    found = []
    systems = [line for line in tree if line.startswith("router bgp ")]
    found += [(line, "'BGP' detected the 'warning' condition 'Only one BGP instance is allowed'") for line in systems[1:]]
    policies = {key.split()[1] for key in tree if key.startswith("route-policy ")}
    for process in systems:
        for line, under in tree[process].items():
            for family in under.values() if line.startswith("neighbor ") else ():
                for used in family:
                    if used.startswith("route-policy ") and used.split()[1] not in policies:
                        found.append((used, f"Could not find entry in list: Policy [{used.split()[1]}] is not defined."))
    return found


class Sessions(Part):
    """Commands about configuration sessions; part of the shell."""

    entries: list[tuple[Path | None, str]]  # no path: a block of lines
    target: Tree
    base = 0
    failures = ""
    session: Any = None

    def filled(self, tree: Tree) -> Tree:
        """A tree with everything that was typed in this session."""
        for path, line in self.entries:
            if path is None:
                put_block(tree, line)
            else:
                self.device.editor.enter(tree, path, line, self.device)
        return tree

    def begin(self) -> None:
        """Start from the running configuration, with nothing typed yet."""
        self.entries, self.target, self.base = [], copy_tree(self.device.running), self.device.version

    def do_commit(self, found: Match, text: str) -> str:
        """Commit, or confirm, after the questions that have to be asked."""
        device, words = self.device, found.words
        label = words[words.index("label") + 1] if "label" in words else ""
        seconds = int(words[-1]) if "confirmed" in words else 0
        if device.trial is self and not self.entries and len(words) == 1:
            device.confirm()
            return "% Confirming commit for trial session.\n"
        if not self.entries and "replace" not in words:
            return NOTHING
        if device.trial is not None:
            return f"% Cannot commit because there is an unexpired trial/rollback session '{TRIAL}'.\n"
        if "replace" in words:
            return self.ask(WHOLE, lambda a: self._commit(self.filled(device.blank()), label, seconds) if a == "yes" else "")
        if device.version != self.base:
            return self.ask(OTHERS, lambda a: self._merge(label, seconds) if a == "yes" else "")
        return self._merge(label, seconds)

    def _merge(self, label: str, seconds: int) -> str:
        return self._commit(self.filled(copy_tree(self.device.running)), label, seconds)

    def _commit(self, tree: Tree, label: str, seconds: int) -> str:
        errors = semantic_errors(tree)
        if errors:
            rows = "".join(f"{line}\n!!% {why}\n!\n" for line, why in errors)
            self.failures = (
                "!! SEMANTIC ERRORS: This configuration was rejected by \n!! the system due to semantic errors. The individual \n"
                "!! errors with each failed configuration command can be \n!! found below.\n\n\n" + rows + "end\n\n"
            )
            return FAILED
        self.device.commit(tree, self, label, seconds)
        self.begin()
        return ""

    def do_abort(self, found: Match, text: str) -> str:
        """Forget what was typed, and leave."""
        if self.device.trial is self:
            self.device.roll_back()
        self.leave_config()
        return ""

    def end(self) -> str:
        """Leave, after the questions that have to be asked."""
        if self.device.trial is self:
            return str(self.ask(LEAVING, self._end_trial))
        if self.entries:
            return self.ask(UNSAVED, self._end_unsaved)
        self.leave_config()
        return ""

    def _end_trial(self, answer: str) -> str:
        if answer == "yes" and self.device.trial is self:
            self.device.roll_back()
        if answer == "yes":
            self.leave_config()
        return ""

    def _end_unsaved(self, answer: str) -> str:
        said = self._merge("", 0) if answer == "yes" else ""
        if answer in ("yes", "no") and not said:
            self.leave_config()
        return said

    # what is shown
    def do_target(self, found: Match, text: str) -> str:
        """What was typed."""
        shown = self.device.editor.text(self.filled({}))
        return f"Building configuration...\n!! IOS XR Configuration {self.device.os_version}\n{shown}\nend\n\n"

    def do_changes(self, found: Match, text: str) -> str:
        """What a commit, or a replacement, would change."""
        device = self.device
        tree = self.filled(device.blank() if "configuration" in found.words else copy_tree(device.running))
        lines, head = [], ""
        for line in difflib.ndiff(device.body().splitlines(), device.config_text(tree).splitlines()):
            if line[0] == " " and line[2:3] not in (" ", "!"):
                head = line
            elif line[0] in "+-":
                lines += [head.replace("  ", "   ", 1), f"{line[0]}  {line[2:]}"] if head else [f"{line[0]}  {line[2:]}"]
                head = ""
        body = "\n".join(lines)
        return f"Building configuration...\n!! IOS XR Configuration {device.os_version}\n{body}\nend\n\n"

    def do_failed(self, found: Match, text: str) -> str:
        """What the last commit refused, and why."""
        return self.failures or "% No such configuration item(s)\n"

    def do_sessions(self, found: Match, text: str) -> str:
        """The open configuration sessions, and the trial, which has one of its own."""
        device = self.device
        rows = [(s.name, s.line, s.user, s.at, "CLI", "config", s.exclusive) for s in device.sessions]
        if device.timer is not None:
            at = device.commits[-1].at
            rows.append(
                (
                    TRIAL,
                    device.trial.terminal,
                    device.trial.user,
                    at,
                    "commit-confirm",
                    "cfgmgr_trial_co",
                    False,
                )
            )
        if not rows:
            return ""
        if "detail" not in found.words:
            head = "Current Configuration Session  Line       User     Date                     Lock\n"
            return head + "".join(f"{n:<31}{line:<11}{u:<9}{device.stamp(at)} {'*' * x}\n" for n, line, u, at, _, _, x in rows)
        out = []
        for number, (name, line, user, at, client, process, locked) in enumerate(rows, 1):
            out.append(
                f"  {number}) Session: {name}  {device.stamp(at)}\n     Line: {line:<30} Lock: {'Reserved' if locked else 'None'}\n"
                f"     User: {user:<30} Client: {client}\n     Process: {process:<28}PID: 13717\n"
                f"     Node: {'':<30} Elapsed Time: {int(device.clock.now() - at)} sec.\n"
            )
        return "\n".join(out)

    def do_commit_list(self, found: Match, text: str) -> str:
        """The commits, the newest first."""
        device = self.device
        count = next((int(word) for word in found.words if word.isdigit()), 100)
        rows = [
            f"{n:<5}{c.name:<14} {c.user:<9} {c.line + ':node0_RP0_CPU':<18} {c.client:<11} {device.stamp(c.at)}\n"
            for n, c in enumerate(list(reversed(device.commits))[:count], 1)
        ]
        head = "SNo. Label/ID       User      Line                Client      Time Stamp\n"
        head += "~~~~ ~~~~~~~~       ~~~~      ~~~~                ~~~~~~      ~~~~~~~~~~\n"
        return head + "".join(rows) if rows else "% No commits have been made yet\n"

    def do_commit_changes(self, found: Match, text: str) -> str:
        """What the last commits changed: told as the configuration now."""
        return str(self.device.running_text())

    def do_rollback_last(self, found: Match, text: str) -> str:
        """Take the last commits back."""
        return self._rollback(int(found.words[3]))

    def do_rollback_to(self, found: Match, text: str) -> str:
        """Take everything since a commit back."""
        names = [commit.name for commit in reversed(self.device.commits)]
        if found.words[3] not in names:
            return "% Specified commit ID is not valid\n"
        return self._rollback(names.index(found.words[3]))

    def _rollback(self, count: int) -> str:
        device = self.device
        if device.trial is not None:
            return f"% Cannot commit because there is an unexpired trial/rollback session '{TRIAL}'.\n"
        if not 0 < count <= len(device.commits):
            return "% Invalid number of commits\n"
        before = copy_tree(device.running)
        device.replace_running(device.commits[-count].before, self.user)
        device.committed = copy_tree(device.running)
        device.note_commit(self.user, self.terminal, "Rollback", before)
        steps = "\nLoading Rollback Changes.\nLoaded Rollback Changes in 1 sec \n"
        steps += "Committing.\n1 items committed in 1 sec (0)items/sec\nUpdating.\n"
        return f"{steps}Updated Commit database in 1 sec \nConfiguration successfully rolled back {count} commits.\n"
