# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual environment for each peer, made once under ``.stage/bench`` with this interpreter's Python."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".stage" / "bench"
# What each peer's own documentation says to install.
PEERS = {
    "ansible": ("ansible>=12,<13", "ansible-pylibssh"),
    "nornir": ("nornir", "nornir-netmiko"),
    "scrapli": ("scrapli[paramiko,ssh2]>=2025.1.30,<2026", "paramiko", "ssh2-python"),
    "libscrapli": ("scrapli>=2026",),
    "netconan": ("netconan>=0.15",),
}
_SHOWN = (
    "ansible",
    "ansible-core",
    "ansible-pylibssh",
    "netmiko",
    "nornir",
    "nornir-netmiko",
    "paramiko",
    "scrapli",
    "ssh2-python",
)


def python_of(peer: str) -> Path:
    """The interpreter of a peer's environment, which is made where there is none. Raises CalledProcessError."""
    place = FOLDER / peer
    python = place / "bin" / "python"
    stamp = place / ".complete"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == "\n".join(PEERS[peer]):
        return python
    print(f"making the environment of {peer} in {place}", file=sys.stderr)
    venv.create(place, with_pip=True, clear=True, symlinks=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", *PEERS[peer]], check=True, stdout=sys.stderr)
    stamp.write_text("\n".join(PEERS[peer]), encoding="utf-8")
    return python


def versions(python: Path) -> dict[str, str]:
    """{distribution: version} of what matters in an environment."""
    listed = subprocess.run(
        [str(python), "-m", "pip", "list", "--format=json"],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    found = {entry["name"].lower(): entry["version"] for entry in json.loads(listed.stdout)}
    return {name: found[name] for name in _SHOWN if name in found}
