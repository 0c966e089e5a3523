# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EOS configuration sessions, checkpoints and replace."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from ..config import Tree, copy_tree
from ..grammar import Match
from ..part import Part

if TYPE_CHECKING:
    from .device import ConfigSession

TIMED_IN_TOP_LEVEL = (4, 32)


def unified(old: list[str], new: list[str], name: str) -> str:
    """The device's diff of a session against the running configuration."""
    lines = difflib.unified_diff(old, new, "system:/running-config", f"session:/{name}-session-config", n=3, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def seconds_of(text: str) -> int | None:
    """``HH:MM:SS`` in seconds; None when it is no such thing."""
    found = re.fullmatch(r"(\d+):(\d\d?):(\d\d?)", text)
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None


class Sessions(Part):
    """Commands about configuration sessions; part of the shell."""

    session: ConfigSession | None = None

    def do_session(self, found: Match, text: str) -> str:
        """Open a session, or go on with one."""
        name = found.words[2] if len(found.words) > 2 else f"sess{len(self.device.sessions) + 1}"
        session = self.device.open_session(name, self.user)
        if session is None:
            return "% Maximum number of pending sessions has been reached. Please commit or abort a previous session\n"
        if session.state == "pendingCommitTimer":
            return f"% Cannot enter session {name}: its commit timer is running\n"
        session.terminals.append(self.terminal)
        self.start_config()
        self.session = session
        return ""

    def _diffs(self, session: ConfigSession) -> str:
        old, new = (self.device.editor.render(tree) for tree in (self.device.running, session.tree))
        return unified(old, new, session.name)

    def do_own_session(self, found: Match, text: str) -> str:
        """The candidate, or what it changes."""
        if not self.session:
            return "% Not in a configuration session\n"
        if found.words[-1] == "diffs":
            return self._diffs(self.session)
        return "\n".join(self.device.editor.render(self.session.tree)) + "\n"

    def do_named_diffs(self, found: Match, text: str) -> str:
        """What a session changes."""
        session = self.device.sessions.get(found.words[3])
        return self._diffs(session) if session else f"% Session {found.words[3]} does not exist\n"

    def do_named_config(self, found: Match, text: str) -> str:
        """A session's candidate."""
        session = self.device.sessions.get(found.words[3])
        if not session:
            return f"% Session {found.words[3]} does not exist\n"
        return "\n".join(self.device.editor.render(session.tree)) + "\n"

    def do_commit(self, found: Match, text: str) -> str:
        """Commit the session one is in."""
        session = self.session
        if session is None:
            return "% Invalid input\n"
        seconds = seconds_of(found.words[2]) if len(found.words) > 2 else 0
        said = self._commit(session, seconds)
        if not said:
            self.leave_config()
        return said

    def _commit(self, session: ConfigSession, seconds: int | None) -> str:
        device = self.device
        if seconds is None:
            return "% Invalid input\n"
        if session.state == "completed":
            return f"% Session {session.name} has already been committed\n"
        if session.state == "pendingCommitTimer" and not seconds:
            device.confirm()
        elif device.timer is not None and session.name != device.timer_session:
            return f"% Cannot commit: the commit timer of session {device.timer_session} is running\n"
        elif session.state == "pendingCommitTimer":
            device.timer.cancel()
            device.timer = device.clock.after(seconds, device.roll_back)
        else:
            device.commit(session, self.user, seconds)
        return ""

    def do_session_commit(self, found: Match, text: str) -> str:
        """Commit, or confirm, a session by its name."""
        session = self.device.sessions.get(found.words[2])
        if session is None:
            return f"% Cannot commit session {found.words[2]}: session does not exist\n"
        return self._commit(session, seconds_of(found.words[-1]) if found.words[-2] == "timer" else 0)

    def do_session_abort(self, found: Match, text: str) -> str:
        """Drop a session by its name; a running commit timer fires at once."""
        name = found.words[2]
        session = self.device.sessions.get(name)
        if session is None or session.state == "completed":
            return f"% Cannot abort session {name}: session does not exist\n"
        if session.state == "pendingCommitTimer":
            self.device.roll_back()
        self.device.sessions.pop(name, None)
        return ""

    def do_abort(self, found: Match, text: str) -> str:
        """Drop the session one is in."""
        if self.session:
            self.device.sessions.pop(self.session.name, None)
        self.leave_config()
        return ""

    def do_clean(self, found: Match, text: str) -> str:
        """Start the candidate from nothing."""
        if not self.session:
            return "% Invalid input\n"
        self.session.tree.clear()
        self.session.tree.update(self.device.blank())
        return ""

    def do_rollback_checkpoint(self, found: Match, text: str) -> str:
        """Start the candidate from a checkpoint."""
        tree = self.device.checkpoints.get(found.words[2])
        if tree is None or not self.session:
            return f"% Checkpoint {found.words[2]} does not exist\n"
        self._fill(copy_tree(tree))
        return ""

    def do_copy_to_session(self, found: Match, text: str) -> str:
        """Load a file into the candidate."""
        content = self.device.flash.get(found.words[1].partition(":")[2].lstrip("/"))
        if content is None or not self.session:
            return f"% Error copying {found.words[1]} (No such file or directory)\n"
        refused = self.device.editor.load(content, self.session.tree, self.device)
        return "".join(f"> {line}\n% Invalid input\n" for line in refused) or "Copy completed successfully.\n"

    def _fill(self, tree: Tree) -> None:
        if self.session:
            self.session.tree.clear()
            self.session.tree.update(tree)

    def do_checkpoint_save(self, found: Match, text: str) -> str:
        """Store a checkpoint."""
        self.device.keep_checkpoint(self.device.running, found.words[3] if len(found.words) > 3 else "")
        return ""

    def do_checkpoint_restore(self, found: Match, text: str) -> str:
        """Run a checkpoint."""
        tree = self.device.checkpoints.get(found.words[3])
        if tree is None:
            return f"% Checkpoint {found.words[3]} does not exist\n"
        self.device.replace_running(tree, self.user)
        return ""

    def do_checkpoints(self, found: Match, text: str) -> str:
        """The checkpoints."""
        rows = "".join(f"   {name:<20} {'admin':<10}\n" for name in self.device.checkpoints)
        return f"Maximum number of checkpoints: 20\n\n   Filename             User\n   -------------------- ----------\n{rows}"

    def do_replace(self, found: Match, text: str) -> str:
        """Run a file's configuration instead."""
        name = found.words[2]
        device = self.device
        content = device.config_text(device.startup) if name.endswith("startup-config") else None
        content = content or device.flash.get(name.partition(":")[2].lstrip("/"))
        if content is None:
            return f"% Error opening {name} (No such file or directory)\n"
        tree: Tree = device.blank()
        refused = device.editor.load(content, tree, device)
        if refused:
            return "".join(f"> {line}\n% Invalid input\n" for line in refused) + "% Config replace failed\n"
        device.replace_running(tree, self.user)
        return ""

    # the list of sessions, in the form of the release
    def do_sessions(self, found: Match, text: str) -> str:
        """The sessions as a table."""
        rows = "".join(
            f"  {s.name:<20} {s.state:<20} {s.user:<10} {' '.join(s.terminals):<10}\n" for s in self.device.sessions.values()
        )
        return (
            "Maximum number of completed sessions: 1\nMaximum number of pending sessions: 5\n\n"
            f"  Name                 State                User       Terminal\n"
            f"  -------------------- -------------------- ---------- ----------\n{rows}"
        )

    def json_sessions(self, found: Match, text: str) -> dict[str, Any]:
        """The sessions as data; the commit timer's place moved in 4.32."""
        device = self.device
        top = tuple(map(int, device.os_version.split(".")[:2])) >= TIMED_IN_TOP_LEVEL
        listed: dict[str, Any] = {}
        for session in device.sessions.values():
            timed = session.state == "pendingCommitTimer"
            entry = listed[session.name] = {
                "state": "completed" if timed and top else session.state,
                "commitUser": session.user if session.completed else "",
                "description": "",
                "instances": {
                    str(100 + n): {"user": session.user, "terminal": terminal, "currentTerminal": terminal == self.terminal}
                    for n, terminal in enumerate(session.terminals)
                },
            }
            if session.completed:
                entry["completedTime"] = session.completed
            if timed and not top:
                entry["commitBy"] = device.timer.at - device.booted  # in the time since boot
        answer: dict[str, Any] = {
            "sessions": listed,
            "maxSavedSessions": 1,
            "maxOpenSessions": 5,
            "mergeOnCommit": False,
            "saveToStartupConfigOnCommit": False,
        }
        if top and device.timer is not None:
            answer["commitTimerSessionName"] = device.timer_session
            answer["commitTimerExpireTime"] = device.timer.at - device.booted  # in the time since boot
        return answer
