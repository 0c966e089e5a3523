# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the build machine accepts, and what it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.house.reading import ROOT

PASSED = '<testcase classname="t" name="one"/>'
FAILED = '<testcase classname="t" name="two"><failure message="no"/></testcase>'
SKIPPED = '<testcase classname="t" name="three"><skipped message="no root"/></testcase>'
REQUIRED = ("integration", "unit-py3.11-core2.17", "unit-py3.11-core2.18", "unit-py3.11-core2.19", "unit-py3.13-core2.21")


def judged(folder: Path, **cases: str) -> tuple[int, list[str]]:
    """Exit code and lines of the summary over reports in which every environment passed, but for the cases given."""
    for name in REQUIRED:
        inside = cases.get(name.partition("-")[0], PASSED)
        (folder / f"{name}.xml").write_text(f"<testsuites><testsuite>{inside}</testsuite></testsuites>", encoding="utf-8")
    done = subprocess.run([sys.executable, ROOT / ".ci/summary.py", folder], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def test_a_run_in_which_all_passed_is_accepted(tmp_path: Path) -> None:
    """A good run is told by its exit code and by its last line."""
    assert judged(tmp_path)[0] == 0
    assert judged(tmp_path)[1][-1] == "5 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize(
    ("cases", "complaint"),
    [
        pytest.param({"unit": PASSED + FAILED}, "unit-py3.13-core2.21: 1 failed", id="a test failed"),
        pytest.param({"integration": PASSED + SKIPPED}, "integration: 1 skipped, which CI does not accept", id="no routers"),
        pytest.param({"integration": ""}, "integration ran no test", id="nothing was tried"),
    ],
)
def test_a_run_that_did_not_try_everything_is_refused(tmp_path: Path, cases: dict[str, str], complaint: str) -> None:
    """What is promised on real routers is never accepted untried."""
    code, lines = judged(tmp_path, **cases)
    assert code == 1
    assert f"not accepted: {complaint}" in lines


def test_a_skipped_unit_test_is_accepted_with_its_reason(tmp_path: Path) -> None:
    """Tests that need large outside data say so and do not stop a build."""
    code, lines = judged(tmp_path, unit=PASSED + SKIPPED)
    assert code == 0
    assert "  skipped 1: no root" in lines


def test_an_environment_without_a_report_is_refused(tmp_path: Path) -> None:
    """A Python that the build machine lost does not pass for a tested one."""
    judged(tmp_path)
    (tmp_path / "unit-py3.13-core2.21.xml").unlink()
    done = subprocess.run([sys.executable, ROOT / ".ci/summary.py", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not accepted: unit-py3.13-core2.21 ran no test" in done.stdout
