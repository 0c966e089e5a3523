# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our redaction as a program, as a peer's is one: ``our_redact IN OUT``, folders of texts."""

from __future__ import annotations

import sys
from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact

source, target = (Path(word) for word in sys.argv[1:3])
target.mkdir()
for path in sorted(source.iterdir()):
    (target / path.name).write_text(config_redact(path.read_text(encoding="utf-8"), "any", b"k" * 32), encoding="utf-8")
