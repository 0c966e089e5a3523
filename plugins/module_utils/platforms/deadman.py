# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dead man's switch for devices that have none: a small process on the device itself, owned by the login's user.

It needs a POSIX shell and nothing else: no systemd, no sudo, no session of
ours. It sleeps, and unless it was disarmed it puts the old configuration back.
Arming, disarming and firing meet at one rename of one file, so that exactly one
of them wins. Everything it needs lies in one private folder, which it removes
once the device is as it was.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import DeadManError, SessionError, UndoError
from ..session.link import Link
from .base import Pending

MARK = "auto-factory-dead-man"
_FIRE_SECONDS = 30.0

# $1 action, $2 id, $3 scope, $4 seconds, the rest: the words that run vtysh.
# The folder holds: armed (there while the switch may fire), before (the text to
# return to), rollback (what is typed to get there), pid, log.
_SCRIPT = r"""
action=$1 id=$2 scope=$3 seconds=$4
shift 4
umask 077
dir=${TMPDIR:-/tmp}/auto-factory-$id
now() { "$@" -c 'show running-config' 2>/dev/null; }
restored() { now "$@" >"$dir/now" && [ -s "$dir/now" ] && cmp -s "$dir/before" "$dir/now"; }
restore() {
    tries=0
    until restored "$@"; do
        tries=$((tries + 1))
        [ $tries -le 5 ] || return 1
        "$@" <"$dir/rollback" >>"$dir/log" 2>&1
        restored "$@" && return 0
        sleep 1
    done
}
case $action in
wait)
    sleep "$seconds"
    mv "$dir/armed" "$dir/firing" 2>/dev/null || exit 0
    restore "$@" && rm -rf "$dir"
    ;;
arm)
    mkdir "$dir" || exit 3
    cat >"$dir/rollback" || exit 3
    now "$@" >"$dir/before" && [ -s "$dir/before" ] || { rm -rf "$dir"; exit 4; }
    : >"$dir/armed" || { rm -rf "$dir"; exit 3; }
    cd /
    setsid sh -c "$AUTO_FACTORY_SCRIPT" "$AUTO_FACTORY_MARK" wait "$id" "$scope" "$seconds" "$@" </dev/null >/dev/null 2>&1 &
    pid=$!
    echo "$pid" >"$dir/pid"
    kill -0 "$pid" || { rm -rf "$dir"; exit 5; }
    ;;
refresh)
    [ -e "$dir/armed" ] || exit 6
    cat >"$dir/rollback.new" && mv "$dir/rollback.new" "$dir/rollback"
    ;;
disarm)
    mv "$dir/armed" "$dir/disarmed" 2>/dev/null || exit 6
    pid=$(cat "$dir/pid")
    kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null
    rm -rf "$dir"
    ;;
undo)
    [ -d "$dir" ] || exit 0
    if mv "$dir/armed" "$dir/firing" 2>/dev/null; then
        pid=$(cat "$dir/pid")
        kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null
        restore "$@" || { rm -rf "$dir"; exit 7; }
        rm -rf "$dir"
    else
        tries=0
        while [ -d "$dir" ] && [ $tries -lt 15 ]; do tries=$((tries + 1)); sleep 1; done
        [ ! -d "$dir" ] || { rm -rf "$dir"; exit 7; }
    fi
    ;;
esac
"""

# The script starts itself again for the timer, so it travels in the environment.
_BOOT = (
    "AUTO_FACTORY_SCRIPT=$1 AUTO_FACTORY_MARK=$2; export AUTO_FACTORY_SCRIPT AUTO_FACTORY_MARK; shift 2; "
    'exec sh -c "$AUTO_FACTORY_SCRIPT" auto-factory "$@"'
)

# Every process is asked for its command line; the pattern does not match this script itself.
_LIST = r"""
readlink /proc/self/ns/net
for file in $(grep -lsa 'auto-factory-dead-ma[n]' /proc/[0-9]*/cmdline); do
    tr '\0' '\n' <"$file" 2>/dev/null | grep -a -A4 -x 'auto-factory-dead-man' | tr '\n' ' '
    echo
done
"""
_FOUND = re.compile(MARK + r" wait (?P<id>\S+) (?P<scope>\S+) (?P<seconds>\d+)")


@dataclass(frozen=True)
class DeadMan:
    """The switch on one router, reached through ``link``, which lands in a POSIX shell.

    ``vtysh`` are the words that run the router's command line there; ``scope``
    tells this router's switch from those of others that share the processes.
    """

    link: Link
    vtysh: tuple[str, ...]
    scope: str

    def arm(self, trial_id: str, seconds: int, rollback: str) -> None:
        """Start the switch. Raises DeadManError."""
        status, said = self._call("arm", trial_id, seconds, rollback)
        if status:
            reasons = {3: "its folder cannot be made", 4: "the running configuration cannot be read there", 5: "it did not start"}
            raise DeadManError(f"the dead man's switch is not armed: {reasons.get(status, said or status)}", self.link.target.where)

    def refresh(self, trial_id: str, rollback: str) -> None:
        """Hand over a better way back. Raises DeadManError when the switch is not armed any more."""
        if self._call("refresh", trial_id, 0, rollback)[0]:
            raise DeadManError("the dead man's switch is not armed any more", self.link.target.where)

    def disarm(self, trial_id: str) -> None:
        """Stop the switch and remove everything of it. Raises DeadManError when it has fired."""
        if self._call("disarm", trial_id, 0)[0]:
            raise DeadManError("the dead man's switch has fired: the old configuration is coming back", self.link.target.where)

    def fire(self, trial_id: str) -> None:
        """Put the old configuration back now; nothing happens where no switch is there. Raises UndoError."""
        if self._call("undo", trial_id, 0, timeout=_FIRE_SECONDS)[0]:
            raise UndoError("the rollback ran and the running configuration still differs", self.link.target.where)

    def pending(self) -> Pending | None:
        """A switch that waits on this router, whoever armed it."""
        answer = self.link.execute(shlex.join(["sh", "-c", _LIST]))
        for match in _FOUND.finditer(answer.out):
            if match["scope"] == self.scope:
                return Pending(match["id"], f"a dead man's switch of {match['seconds']} s")
        return None

    def _call(self, action: str, trial_id: str, seconds: int, stdin: str = "", timeout: float | None = None) -> tuple[int, str]:
        words = ["sh", "-c", _BOOT, "sh", _SCRIPT, MARK, action, trial_id, self.scope, str(seconds), *self.vtysh]
        answer = self.link.execute(shlex.join(words), stdin.encode(), timeout)
        return answer.status, " ".join(answer.err.split())


def scope_of(link: Link, vtysh: Sequence[str]) -> str:
    """What tells one router's processes from another's: its network namespace, and its instance where several share one."""
    answer = link.execute("readlink /proc/self/ns/net")
    if answer.status:
        raise SessionError("the shell shows no network namespace", link.target.where)
    instance = "-".join(vtysh[1:]) or "default"
    return f"{answer.out.strip()}/{instance}"
