# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs on a Linux host, as root: POSIX shell, util-linux, tar, awk, and the tools whose files are changed.

The disk keeps its files until a change is saved. What is loaded beyond them lies in the overlay, ``/run/auto-factory-linux``:
``files/<path>`` with the content, ``gone/<path>`` for what was removed. The tools see it in a mount namespace of their own,
where the overlay's files lie over those of the disk, so that includes and globs work as at the next boot. A reboot
empties /run and loads the disk: the state before the change.

A change comes as a tar archive on standard input: ``files/...``, ``gone/...``, and ``families`` with the names of what is to
be loaded, in order. For the switch, ``rollback`` names the families whose live state it has to bring back, one a line, ``sysctl``
followed by its keys.
"""

from __future__ import annotations

from .deadman_script import switch_script

_READING = r"""
PATH=$PATH:/usr/sbin:/sbin LC_ALL=C
export PATH LC_ALL
over=/run/auto-factory-linux
owned() {
    {
        for pattern in "$@"; do
            for path in $pattern; do [ ! -f "$path" ] || [ -h "$path" ] || echo "$path"; done
        done
        [ ! -d "$over/files" ] || (cd "$over/files" && find . -type f | sed 's/^\.//')
    } | sort -u | while IFS= read -r path; do [ -e "$over/gone$path" ] || echo "$path"; done
}
loaded() { if [ -e "$over/files$1" ]; then echo "$over/files$1"; else echo "$1"; fi; }
sections() {
    owned "$@" | while IFS= read -r path; do
        echo "file $path"
        sed 's/^/ /' "$(loaded "$path")"
        echo
    done
}
# "key = value" of the files in /etc/sysctl.d, the last one of a key; "required" leaves out those that may be absent (-key).
settings() {
    owned '/etc/sysctl.d/*.conf' | while IFS= read -r path; do cat "$(loaded "$path")"; echo; done | awk -v only="$1" '
        /^[ \t]*[#;]/ || !/=/ || (only != "" && /^[ \t]*-/) { next }
        {
            key = $0; sub(/=.*/, "", key); gsub(/[ \t]/, "", key); sub(/^-/, "", key)
            value = $0; sub(/^[^=]*=/, "", value); gsub(/[ \t]+/, " ", value); sub(/^ /, "", value); sub(/ $/, "", value)
            if (key !~ /[^A-Za-z0-9_.-]/) last[key] = value
        }
        END { for (key in last) print key " = " last[key] }' | sort
}
live_settings() { [ $# -eq 0 ] || sysctl -e "$@" 2>/dev/null | sed 's/[[:blank:]][[:blank:]]*/ /g; s/ $//' | sort; }
names() { ip -o link show | sed 's/^[0-9]*: \([^:@]*\).*/\1/'; }
ruleset() { nft -s -t list ruleset; }
# What the file makes is asked of nft itself, in an empty network namespace; rules that name interfaces by index need them there.
made_by_file() {
    [ -s /etc/nftables.conf ] || return 0
    if ! nft -f /etc/nftables.conf; then
        for name in "$@"; do ip link add "$name" type dummy || ip link add "$name" type veth; done
        nft -f /etc/nftables.conf || return 1
    fi
    ruleset
}
# What the kernel holds and the files do not say. Where that cannot be found out, nothing is said.
drift() {
    scrap=$(mktemp -d) || return 0
    case " $* " in *" /etc/nftables.conf "*)
        if ruleset >"$scrap/live" 2>/dev/null && inside "-m -n" "$over" made_by_file $(names) >"$scrap/file" 2>/dev/null &&
            ! cmp -s "$scrap/file" "$scrap/live"; then
            echo "drift nftables"
            diff -U 0 "$scrap/file" "$scrap/live" | sed -n '1,2d; /^[-+]/s/^/ /p'
        fi ;;
    esac
    settings >"$scrap/file"
    live_settings $(sed 's/ =.*//' "$scrap/file") >"$scrap/live"
    if grep -vxFq -f "$scrap/file" "$scrap/live"; then
        echo "drift sysctl"
        grep -vxF -f "$scrap/file" "$scrap/live" | sed 's/^/ /'
    fi
    rm -rf "$scrap"
}
"""

_LOADING = r"""
# A change on standard input and the present overlay make the overlay $1; what is as on the disk is no part of one.
stage() {
    rm -rf "$1" && mkdir -p "$1/change" || return 3
    [ ! -d "$over" ] || cp -a "$over/." "$1/" || return 3
    tar -xf - -C "$1/change" && families=$(cat "$1/change/families") || return 3
    (cd "$1/change" && find files gone -type f 2>/dev/null) | while IFS= read -r name; do
        case $name in files*) path=${name#files} ;; *) path=${name#gone} ;; esac
        rm -f "$1/files$path" "$1/gone$path"
        case $name in
        files*) ! cmp -s "$1/change/$name" "$path" || continue ;;
        *) [ -e "$path" ] || continue ;;
        esac
        mkdir -p "$1/${name%/*}" && cp "$1/change/$name" "$1/$name" || exit 3
    done || return 3
    rm -rf "$1/change"
    [ -n "$(find "$1" -type f)" ] || rm -rf "$1"
}
# A file can only be laid over something: what is missing is made, empty, and noted in $2.
places() {
    [ -d "$1/files" ] || return 0
    (cd "$1/files" && find . -type f) | sed 's/^\.//' | while IFS= read -r path; do
        folder=${path%/*}
        umask 022
        [ -d "$folder" ] || { mkdir -p "$folder" && echo "$folder" >>"$2"; }
        [ "$folder" != /etc ] || [ -e "$path" ] || { : >"$path" && echo "$path" >>"$2"; }
    done
}
unmake() {
    [ -e "$1" ] || return 0
    while IFS= read -r path; do
        if [ -d "$path" ]; then rmdir "$path"; elif [ ! -s "$path" ]; then rm -f "$path"; fi
    done <"$1" 2>/dev/null
    rm -f "$1"
}
# $1 namespaces, $2 an overlay, then a function of this script: it finds the overlay's files in their places.
inside() {
    spaces=$1 laid=$2
    shift 2
    unshare $spaces sh -c "$AUTO_FACTORY_SCRIPT" auto-factory inside "$id" "$scope" "$laid" "$@"
    result=$?
    rm -rf "$laid"/work.*
    return $result
}
lay() {
    [ -d "$1" ] || return 0
    work=$1/work.$$
    mkdir -p "$work" && : >"$work/empty" || return 1
    (cd "$1" && find files gone -type f 2>/dev/null) | sed 's/^[a-z]*//; s,/[^/]*$,,' | sort -u | while IFS= read -r place; do
        if [ "$place" = /etc ]; then
            for path in "$1"/files/etc/*; do [ ! -f "$path" ] || mount --bind "$path" "/etc/${path##*/}" || exit 1; done
            for path in "$1"/gone/etc/*; do [ ! -f "$path" ] || mount --bind "$work/empty" "/etc/${path##*/}" || exit 1; done
            continue
        fi
        mkdir -p "$work$place" && cp -a "$place/." "$work$place/" || exit 1
        for path in "$1/files$place"/*; do [ ! -f "$path" ] || cp "$path" "$work$place/" || exit 1; done
        for path in "$1/gone$place"/*; do [ ! -f "$path" ] || rm -f "$work$place/${path##*/}"; done
        mount --bind "$work$place" "$place" || exit 1
    done
}
checked() {
    for family in "$@"; do
        case $family in
        interfaces)
            # It also frowns on what it then takes, as on "bridge-ports none": only what is wrong counts.
            frowned=$(ifreload -a -s 2>&1) || ! echo "$frowned" | grep -E 'error|invalid' | grep -v 'invalid value "none"'
            ;;
        sysctl) [ -z "$(settings required)" ] || sysctl $(settings required | sed 's/ =.*//') >/dev/null ;;
        nftables) [ ! -s /etc/nftables.conf ] || nft -c -f /etc/nftables.conf ;;
        esac || return 9
    done
}
load() {
    for family in "$@"; do
        case $family in
        interfaces) ifreload -a ;;
        sysctl) for path in /etc/sysctl.d/*.conf; do [ ! -f "$path" ] || sysctl -q -p "$path" || return 9; done ;;
        nftables) if [ -s /etc/nftables.conf ]; then nft -f /etc/nftables.conf; else nft flush ruleset; fi ;;
        esac || return 9
    done
}
"""

_INTERFACES = r"""
# One line for each link, address and route that people set; the order has no meaning.
interfaces() {
    {
        ip -o link show | awk '{
            name = $2; sub(/[@:].*/, "", name); mtu = master = "-"
            for (i = 3; i < NF; i++) { if ($i == "mtu") mtu = $(i + 1); if ($i == "master") master = $(i + 1) }
            print "link", name, ($3 ~ /[<,]UP[,>]/) ? "up" : "down", mtu, master }'
        ip -o addr show scope global permanent | awk '{ print "address", $2, $4 }'
        for version in -4 -6; do
            for origin in static boot; do
                ip $version route show table main proto $origin |
                    sed "s/ linkdown//g; s/ dead//g; s/ *\$//; s/^/route $version $origin /"
            done
        done
    } | sort
}
interfaces_back() {
    interfaces >"$dir/interfaces.now"
    grep -vxF -f "$dir/interfaces" "$dir/interfaces.now" | while read -r kind a b c; do
        case $kind in
        address) ip addr del "$b" dev "$a" ;;
        route) ip $a route del $c proto "$b" ;;
        link) grep -q "^link $a " "$dir/interfaces" || ip link del "$a" ;;
        esac
    done
    # Links sort before routes, which need them; addresses before both, and again below for links that were away.
    for round in 1 2; do
        interfaces >"$dir/interfaces.now"
        grep -vxF -f "$dir/interfaces.now" "$dir/interfaces" | while read -r kind a b c d; do
            case $kind in
            link)
                ip link set dev "$a" mtu "$c"
                if [ "$d" = - ]; then ip link set dev "$a" nomaster; else ip link set dev "$a" master "$d"; fi
                ip link set dev "$a" "$b"
                ;;
            address) ip addr add "$b" dev "$a" ;;
            route) ip $a route replace $c $d proto "$b" ;;
            esac
        done
    done
}
"""

_SWITCH = r"""
# A change that is still being loaded is waited for, not overtaken.
idle() {
    tries=0
    while [ $tries -lt 60 ] && [ -e "$dir/busy" ] && kill -0 "$(cat "$dir/busy")" 2>/dev/null; do
        tries=$((tries + 1))
        sleep 1
    done
}
now() {
    idle
    sections "$@"
    while read -r family keys; do
        case $family in
        nftables) ruleset ;;
        sysctl) live_settings $keys ;;
        interfaces) interfaces ;;
        esac
    done <"$dir/rollback"
}
keep() {
    [ ! -d "$over" ] || cp -a "$over" "$dir/over" || return 1
    while read -r family keys; do
        case $family in
        nftables) nft list ruleset >"$dir/ruleset" ;;
        sysctl) live_settings $keys >"$dir/sysctl" ;;
        interfaces) interfaces >"$dir/interfaces" ;;
        esac || return 1
    done <"$dir/rollback"
}
back() {
    rm -rf "$over" "$over.new"
    [ ! -d "$dir/over" ] || cp -a "$dir/over" "$over"
    families=$(sed 's/ .*//' "$dir/rollback")
    # The way in comes first.
    for family in nftables interfaces sysctl; do
        case " $(echo $families) " in *" $family "*) ;; *) continue ;; esac
        case $family in
        nftables) { echo "flush ruleset"; cat "$dir/ruleset"; } | nft -f - || inside -m "$over" load nftables ;;
        interfaces)
            inside -m "$over" load interfaces
            interfaces_back
            ;;
        sysctl) sysctl -q -p "$dir/sysctl" ;;
        esac
    done
    unmake "$dir/made"
}
try() {
    stage "$1" && places "$1" "$2" || return 3
    inside -m "$1" checked $families
}
apply() {
    [ -e "$dir/armed" ] || exit 6
    echo "$$" >"$dir/busy"
    # What is said waits in a file: the session that would hear it may be what the change cuts.
    try "$over.new" "$dir/made" >"$dir/said" 2>&1
    status=$?
    if [ $status -eq 0 ]; then
        rm -rf "$over"
        [ ! -d "$over.new" ] || mv "$over.new" "$over"
        inside -m "$over" load $families >>"$dir/said" 2>&1
        status=$?
    fi
    rm -rf "$over.new"
    cat "$dir/said"
    rm -f "$dir/busy"
    [ -e "$dir/armed" ] || exit 6
    exit $status
}
check() {
    try "$over.check.$$" "$over.made.$$" 2>&1
    status=$?
    rm -rf "$over.check.$$"
    unmake "$over.made.$$"
    exit $status
}
save() {
    [ -d "$over" ] || exit 0
    umask 022
    (cd "$over" && find files gone -type f 2>/dev/null) | while IFS= read -r name; do
        case $name in gone*) rm -f "${name#gone}" || exit 1; continue ;; esac
        path=${name#files}
        folder=${path%/*}
        fresh=$folder/.auto-factory-$$
        mkdir -p "$folder"
        # The old file lends its owner and mode.
        [ ! -e "$path" ] || cp -p "$path" "$fresh" || exit 1
        cat "$over/$name" >"$fresh" && mv "$fresh" "$path" || { rm -f "$fresh"; exit 1; }
    done || exit 1
    sync
    rm -rf "$over"
}
hand() {
    case $action in
    read) sections "$@"; drift "$@" ;;
    startup) over=/nonexistent; sections "$@" ;;
    check | apply | save) "$action" ;;
    inside) lay "$seconds" && over=/nonexistent && "$@" ;;
    *) exit 2 ;;
    esac
}
"""

LINUX_SCRIPT = switch_script(_READING + _LOADING + _INTERFACES + _SWITCH)
