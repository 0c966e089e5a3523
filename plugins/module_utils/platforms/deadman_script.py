# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the emulated dead man's switch runs on the device: POSIX shell, nothing else.

The folder of a trial holds: ``armed`` (there while the switch may fire),
``firing`` (from then on), ``before`` (the text to return to), ``rollback``
(what leads there), ``pid`` and ``scope`` of the waiting process, ``log``.

The frame is the same for every platform; its ``hands`` are shell functions that
know the platform: ``now`` prints the configuration to compare, ``keep`` stores
in the folder what the way back needs beside ``rollback``, ``back`` goes it,
``forget`` removes what ``keep`` left elsewhere, and ``hand`` does what else the driver asks for (``$action``). All are called with
the platform's words as arguments.
"""

from __future__ import annotations

MARK = "auto-factory-dead-man"

# Exit statuses of the script, for people.
REASONS = {
    3: "its folder cannot be made or written",
    4: "the running configuration cannot be read or kept there",
    5: "its process did not start (setsid, of util-linux or busybox, is needed)",
}
# 7 and 9 say that a rollback was in vain and that the device refused a line; their callers ask it what became of it.
TOO_LATE, GONE = 6, 8

# The words run vtysh. It reads files without its line editor, which would take a question mark for a request, and keeps no
# history of secrets.
_VTYSH = r"""
VTYSH_HISTFILE=/dev/null
export VTYSH_HISTFILE
now() { "$@" -c 'show running-config' 2>/dev/null; }
keep() { :; }
back() { "$@" -f "$dir/rollback"; }
hand() {
    [ "$action" = type ] && [ -e "$dir/armed" ] || exit 6
    cat >"$dir/type" || exit 3
    "$@" -f "$dir/type"
    status=$?
    rm -f "$dir/type"
    [ $status -eq 0 ] || exit 9
}
"""

# $1 action, $2 id, $3 scope, $4 seconds, the rest: the platform's words.
_BEGINNING = r"""
action=$1 id=$2 scope=$3 seconds=$4
shift 4
umask 077
# Not TMPDIR: the login that disarms may have another one.
dir=${AUTO_FACTORY_TMP:-/tmp}/auto-factory-$id
forget() { :; }
"""

_FRAME = r"""
restored() { now "$@" >"$dir/now" && [ -s "$dir/now" ] && cmp -s "$dir/before" "$dir/now"; }
restore() {
    left=$1
    shift
    until restored "$@"; do
        [ "$left" -gt 0 ] && [ -d "$dir" ] || return 1
        left=$((left - 1))
        back "$@" >>"$dir/log" 2>&1
        restored "$@" && return 0
        sleep 1
    done
}
waits() {
    pid=$(cat "$dir/pid" 2>/dev/null) || return 1
    # A zombie and a stranger with the same number are alive for kill, and have another command line.
    [ -r /proc/self/cmdline ] || { kill -0 "$pid" 2>/dev/null; return; }
    grep -qa -- "$id" "/proc/$pid/cmdline" 2>/dev/null
}
stop() {
    pid=$(cat "$dir/pid" 2>/dev/null) || return 0
    kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null
    # Whoever looks afterwards finds nothing of ours.
    tries=0
    while waits && [ $tries -lt 20 ]; do
        tries=$((tries + 1))
        sleep 0.1 2>/dev/null || sleep 1
    done
}
give_up() {
    stop
    rm -rf "$dir"
    exit "$1"
}
case $action in
wait)
    echo "$$" >"$dir/pid" && : >"$dir/waiting" || exit 1
    sleep "$seconds"
    if ! mv "$dir/armed" "$dir/firing" 2>/dev/null; then
        [ ! -e "$dir/disarmed" ] || rm -rf "$dir"
        exit 0
    fi
    # Nobody else is left to do it: daemons that restart just now are waited for.
    restore 600 "$@" && forget && rm -rf "$dir"
    ;;
arm)
    mkdir "$dir" || exit 3
    cat >"$dir/rollback" && echo "$scope" >"$dir/scope" || give_up 3
    now "$@" >"$dir/before" && [ -s "$dir/before" ] && keep "$@" || { forget; give_up 4; }
    : >"$dir/armed" || give_up 3
    cd /
    setsid sh -c "$AUTO_FACTORY_SCRIPT" "$AUTO_FACTORY_MARK" wait "$id" "$scope" "$seconds" "$@" </dev/null >/dev/null 2>&1 &
    tries=0
    until [ -e "$dir/waiting" ]; do
        tries=$((tries + 1))
        [ $tries -le 30 ] || give_up 5
        sleep 0.1 2>/dev/null || sleep 1
    done
    waits || give_up 5
    ;;
refresh)
    [ -e "$dir/armed" ] || exit 6
    waits || exit 8
    cat >"$dir/rollback.new" && [ -s "$dir/rollback.new" ] && mv "$dir/rollback.new" "$dir/rollback" || rm -f "$dir/rollback.new"
    ;;
disarm)
    [ -e "$dir/armed" ] || exit 6
    waits || exit 8
    mv "$dir/armed" "$dir/disarmed" 2>/dev/null || exit 6
    forget
    give_up 0
    ;;
undo)
    [ -d "$dir" ] || exit 0
    if mv "$dir/armed" "$dir/firing" 2>/dev/null; then
        stop
    else
        tries=0
        while waits && [ -d "$dir" ] && [ $tries -lt 15 ]; do tries=$((tries + 1)); sleep 1; done
        [ -d "$dir" ] || exit 0
        stop
    fi
    restore 5 "$@" || give_up 7
    forget
    rm -rf "$dir"
    ;;
*) hand "$@" ;;
esac
"""


def switch_script(hands: str) -> str:
    """The script of a platform with these hands."""
    return _BEGINNING + hands + _FRAME


SCRIPT = switch_script(_VTYSH)

# The script starts itself again for the timer, so it travels in the environment.
BOOT = (
    "AUTO_FACTORY_SCRIPT=$1 AUTO_FACTORY_MARK=$2; export AUTO_FACTORY_SCRIPT AUTO_FACTORY_MARK; shift 2; "
    'exec sh -c "$AUTO_FACTORY_SCRIPT" auto-factory "$@"'
)

# Every process is asked for its command line (the pattern does not match this script itself), and every folder for a process:
# one without is a rollback that did not come to its end.
LIST = r"""
for file in $(grep -lsa 'auto-factory-dead-ma[n]' /proc/[0-9]*/cmdline); do
    tr '\0' '\n' <"$file" 2>/dev/null | grep -a -A4 -x 'auto-factory-dead-man' | tr '\n' ' '
    echo
done
for dir in "${AUTO_FACTORY_TMP:-/tmp}"/auto-factory-*; do
    [ -r "$dir/scope" ] || continue
    id=${dir##*/auto-factory-}
    grep -qa -- "$id" "/proc/$(cat "$dir/pid" 2>/dev/null)/cmdline" 2>/dev/null && continue
    echo "auto-factory-dead-man left $id $(cat "$dir/scope") 0"
done
"""
