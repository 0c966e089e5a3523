# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the reference of all checks, the last part of ``docs/checks.md``, from the table of definitions.

Run ``python -m tests.unit.plugins.module_utils.checks.reference`` after a change of the table.
"""

from __future__ import annotations

from pathlib import Path

from ansible_collections.auto.factory.plugins.module_utils.checks.definitions import TABLE, params_of
from ansible_collections.auto.factory.plugins.module_utils.checks.model import Definition, Param
from ansible_collections.auto.factory.plugins.module_utils.state.commands import TABLES

PAGE = Path(__file__).resolve().parents[5] / "docs" / "checks.md"
WHEN = {("pre",): "before the change", ("post",): "after the change", ("pre", "post"): "before and after the change"}
COMMON = ("phase", "unseen")

MARK = "## The checks\n"
NOTE = "\n<!-- From here on generated from plugins/module_utils/checks/definitions.py: change the table there. -->\n"


def page() -> str:
    """The whole text of the page: its prose as it stands, the checks as the table says."""
    prose = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    return prose + MARK + NOTE + "".join(_section(definition) for definition in TABLE)


def _section(definition: Definition) -> str:
    reads = [*definition.reads] or (["reachability"] if definition.name == "reachable" else ["what the expressions name"])
    lines = [f"\n### {definition.name}\n", definition.summary, ""]
    lines += [f"- Judged {WHEN[definition.phases]}; `phase:` may be {', '.join(f'`{word}`' for word in definition.allowed)}."]
    lines += [f"- Reads: {', '.join(reads)}.{_missing(definition)}", "- Parameters:"]
    own = [param for param in params_of(definition) if param.name not in COMMON]
    lines += [_param(param, definition) for param in own] or ["  - none but `phase` and `unseen`"]
    lines += [f"- Cannot see: {sentence}" for sentence in definition.blind]
    lines += [f"- When it fails: `{definition.example}`", ""]
    return "\n".join(lines)


def _missing(definition: Definition) -> str:
    known = {subset for table in TABLES.values() for subset in table}
    absent = [name for name, table in TABLES.items() if any(part in known and part not in table for part in definition.reads)]
    return f" Not on: {', '.join(absent)}." if absent else ""


def _param(param: Param, definition: Definition) -> str:
    facts = [f"one of {', '.join(param.choices)}"] if param.choices else []
    facts += (
        [f"default {param.default:g}" if isinstance(param.default, float) else f"default {param.default}"] if param.default else []
    )
    facts += ["may be given bare"] if param.name == definition.scalar else []
    return f"  - `{param.name}` ({param.kind}): {param.help}" + (f" ({'; '.join(facts)})" if facts else "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
