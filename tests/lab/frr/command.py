"""Running the system's own tools: argument vectors only, never a shell."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence


class LabError(RuntimeError):
    """The lab could not be built, asked or taken down; the message says what, where and what to do."""


def run(
    argv: Sequence[str], *, check: bool = True, stdin: str | None = None, timeout: float | None = 30
) -> subprocess.CompletedProcess[str]:
    """Run a command and return its result; with ``check`` a failure raises LabError with the command's own words."""
    try:
        # The vectors are this package's own: nothing of them comes from outside the lab's owner.
        result = subprocess.run(list(argv), input=stdin, text=True, capture_output=True, check=False, timeout=timeout)  # noqa: S603
    except FileNotFoundError as error:
        raise LabError(f"{argv[0]} is not installed: run .ci/install frr as root") from error
    except subprocess.TimeoutExpired as error:
        raise LabError(f"{' '.join(argv)} did not end within {timeout} s") from error
    if check and result.returncode:
        words = (result.stderr or result.stdout).strip()
        raise LabError(f"{' '.join(argv)} failed with status {result.returncode}: {words}")
    return result
