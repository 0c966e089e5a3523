# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-in for the get-pip.py that ansible-test downloads: the pip that Python itself carries does the install.

ansible-test fetches that script from one fixed host, which a build machine need not reach. ``--install`` puts copies of this file
where ansible-test keeps what it has fetched; a script that is already there is left alone.
"""

from __future__ import annotations

import ensurepip
import os
import runpy
import shutil
import sys
from pathlib import Path

# The releases of pip that ansible-test of ansible-core 2.19 and 2.21 asks for.
VERSIONS = ("24_2", "25_2")
CACHE = Path("~/.ansible/test/cache").expanduser()


def put_in_place() -> None:
    """Copy this file to where ansible-test looks first."""
    CACHE.mkdir(parents=True, exist_ok=True)
    for version in VERSIONS:
        target = CACHE / f"get_pip_{version}.py"
        if not target.exists():
            shutil.copyfile(__file__, target)


def install_pip(arguments: list[str]) -> None:
    """Do what get-pip.py does, without its options that only concern the download."""
    environ = dict(os.environ)
    ensurepip.bootstrap()
    # ensurepip points PIP_CONFIG_FILE at /dev/null: what follows needs the user's own configuration again.
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["pip", "install", "-q", *(argument for argument in arguments if not argument.startswith("--no-"))]
    runpy.run_module("pip", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--install"]:
        put_in_place()
    else:
        install_pip(sys.argv[1:])
