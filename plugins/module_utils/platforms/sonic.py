# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Community SONiC over SSH: a JSON patch on ConfigDB, a checkpoint named by the change, and the emulated dead man's switch.

Proved against simulated programs on a real SSH login: ``config`` and ``sonic-cfggen`` are ours, with the words of SONiC's sources
(sonic-utilities); the switch is the one that is proved on real Linux hosts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ..config.fingerprint import clean
from ..config.jsonstyle import Tables, statements, tables
from ..config.predict import config_predict
from ..config.redact import config_redact
from ..errors import DeadManError, RejectedCommandError, RejectedLineError
from ..session.link import Answer
from ..session.target import Target
from .base import Capabilities, Driver, Trial
from .deadman_script import switch_script
from .hostshell import HostShell
from .sonic_patch import json_patch

CAPABILITIES = Capabilities(
    network_os="dellemc.enterprise_sonic.sonic",
    proved_against="simulated",
    preview="C",
    candidate=False,
    onbox_diff=False,
    atomic_replace=False,
    timer="emulated",
    timer_unit=1,
    timer_range=(5, 86400),
    confirm_from_new_session=True,
    names_pending=True,
    proof="simulated config and sonic-cfggen programs behind a real SSH login; the switch itself on real Linux hosts",
    bites=(
        "Community SONiC (ConfigDB) is meant, not the Klish command line of the enterprise distribution.",
        "apply-patch does not take back what it did before it failed: the checkpoint does, and the outcome is read back.",
        "A rollback fails where ConfigDB holds tables without a YANG model; the checkpoint, named by the change, then stays.",
        "The login is root, or may run everything by sudo without a password, as admin does.",
        "What lives outside ConfigDB (FRR's own files with split configuration, ACL files) is neither changed nor compared.",
        "A patch of a port's speed or breakout restarts what depends on it: allow it time with confirm_timeout.",
    ),
)
OS = CAPABILITIES.network_os
# apply-patch sorts its moves and validates each of them: seconds for a large change.
_PATIENCE = 60.0
_SAVE_SECONDS = 60.0
_REJECTED = 9
_RUNNING = "sonic-cfggen -d --print-data"
_STARTUP = "/etc/sonic/config_db.json"
_DONE = re.compile(r"(?i)successfully")

SONIC_SCRIPT = switch_script(
    r"""
PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin
export PATH
now() { sonic-cfggen -d --print-data 2>/dev/null; }
keep() { config checkpoint "$id" </dev/null >>"$dir/log" 2>&1; }
# Where the checkpoint does not help, the configuration that was stored here may.
back() { config rollback "$id" </dev/null || config replace "$dir/before" </dev/null; }
forget() { config delete-checkpoint "$id" </dev/null >/dev/null 2>&1 || :; }
told() {
    said=$("$@" </dev/null 2>&1)
    status=$?
    echo "$said"
    [ $status -eq 0 ] || exit 9
}
hand() {
    case $action in
    check)
        file=$(mktemp) && cat >"$file" || exit 3
        trap 'rm -f "$file"' EXIT
        told config apply-patch "$file" --dry-run
        ;;
    patch | replace)
        [ -e "$dir/armed" ] || exit 6
        cat >"$dir/change.json" || exit 3
        if [ "$action" = patch ]; then told config apply-patch "$dir/change.json"; else told config replace "$dir/change.json"; fi
        [ -e "$dir/armed" ] || exit 6
        ;;
    *) exit 2 ;;
    esac
}
"""
)


class SonicDriver(HostShell):
    """One SONiC switch."""

    capabilities = CAPABILITIES
    search_path = "/usr/local/bin:/usr/sbin:/sbin"

    def __init__(self, target: Target) -> None:
        super().__init__(target, "SONiC", SONIC_SCRIPT)

    # ---- reading ------------------------------------------------------------
    def running(self) -> str:
        """ConfigDB, one value a line."""
        return self._database(self._command(_RUNNING), _RUNNING)

    def startup(self) -> str | None:
        """The file of the next boot."""
        answer = self.root("cat", _STARTUP)
        return None if answer.status else self._database(answer.out, _STARTUP)

    # ---- changing -----------------------------------------------------------
    def preflight(self, trial: Trial) -> None:
        """The switch's own dry run, on a copy of its database as it is now; nothing is asked where the change is there already."""
        patch = json_patch(tables(self.running()), self._wanted(trial))
        if patch:
            self._taken(trial, self.switch.hand("check", trial.id, json.dumps(patch).encode(), _PATIENCE))

    def arm(self, trial: Trial) -> None:
        """Make the checkpoint, and start what returns to it."""
        self.switch.arm(trial.id, trial.seconds, "checkpoint\n")

    def apply(self, trial: Trial) -> None:
        """One patch, or the whole database."""
        wanted = self._wanted(trial)
        if trial.target is None:
            patch = json.dumps(json_patch(tables(trial.before), wanted), indent=1)
            self._taken(trial, self.switch.hand("patch", trial.id, patch.encode(), _PATIENCE))
        else:
            whole = json.dumps(wanted, indent=4, sort_keys=True)
            self._taken(trial, self.switch.hand("replace", trial.id, whole.encode(), _PATIENCE))

    def save(self) -> None:
        """Write ConfigDB to its file."""
        self._command("config save -y", _SAVE_SECONDS)

    # ---- details ------------------------------------------------------------
    def _command(self, command: str, timeout: float | None = None) -> str:
        answer = self.root(*command.split(), timeout=timeout)
        if answer.status:
            raise RejectedCommandError(command, answer.err or answer.out or "no reason given", self.target.where)
        return answer.out

    def _database(self, text: str, source: str) -> str:
        if not text.lstrip().startswith("{"):
            raise RejectedCommandError(source, text[:200] or "nothing", self.target.where)
        return clean(text, OS)

    def _wanted(self, trial: Trial) -> Tables:
        return tables(trial.target if trial.target is not None else config_predict(trial.before, list(trial.commands), OS))

    def _taken(self, trial: Trial, answer: Answer) -> None:
        """Raises RejectedLineError with the line that the device's words are most likely about."""
        said = " ".join((answer.out.strip() or answer.err).split())
        if not answer.status and _DONE.search(said):
            return
        if answer.status not in (0, _REJECTED):
            raise DeadManError(f"the change was not begun (status {answer.status}): {said or 'no reason given'}", self.target.where)
        line = _most_like(said, statements(trial.commands))
        raise RejectedLineError(config_redact(line, OS), config_redact(said or "no word of success", OS), self.target.where)


def _most_like(said: str, lines: Sequence[str]) -> str:
    """The statement of which most words are in what the device said; the last of several."""

    def shared(line: str) -> int:
        # Table, key, field, and the value as a whole: the single words of a description say nothing.
        words = line.split(None, 4)[1:]
        return sum(bool(re.search(rf"(?<![\w|.-]){re.escape(word)}(?![\w|.-])", said)) for word in words)

    best = max(lines, key=shared, default="")
    equals = [line for line in lines if shared(line) == shared(best)]
    return equals[-1] if equals and shared(best) else "a line of this change"


def open_driver(target: Target) -> Driver:
    """A driver with an open session."""
    return SonicDriver(target)
