# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Linux: the distribution, the host's name and how long it is up."""

from __future__ import annotations

import re

from ..frr.system import health
from ..registry import Fragment, Output, UnparsedError, text

_RELEASE = re.compile(r"^(NAME|VERSION|VERSION_ID|PRETTY_NAME)=\"?([^\"\n]*)\"?$", re.M)
# /proc/uptime: seconds up, seconds idle; /proc/sys/kernel/hostname: one word.
_UPTIME = re.compile(r"^(\d+)\.\d+ \d+\.\d+$", re.M)
_HOST = re.compile(r"^([\w-]+(?:\.[\w-]+)*)$", re.M)


def _facts(out: Output) -> Fragment:
    release = dict(_RELEASE.findall(out.text))
    if not release:
        raise UnparsedError
    uptime, host = _UPTIME.search(out.text), _HOST.search(_RELEASE.sub("", out.text))
    name = host.group(1) if host else None
    return {
        "vendor": release.get("NAME"),
        "model": "Linux",
        "os_version": release.get("VERSION_ID") or release.get("VERSION") or release.get("PRETTY_NAME"),
        "uptime": int(uptime.group(1)) if uptime else None,
        "hostname": name.partition(".")[0] if name else None,
        "fqdn": name if name and "." in name else None,
    }


PARSERS = (
    text("facts", r"cat (?:.* )?/etc/os-release(?: .*)?", _facts),
    text("environment", r"cat /proc/stat.*", health),
)
