"""Fixtures of the integration tests: the lab of real FRR routers, skipped where it cannot run and demanded in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from ansible_collections.auto.factory.tests.lab.frr.lab import FrrLab, missing

PREFIX = "it"
NETWORK = "172.31.89"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share a lab run in one process: a folder of real devices, or a file of simulated ones."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            folder = item.path.relative_to(here).parts[0]
            item.add_marker(pytest.mark.xdist_group(item.path.stem if folder == "simulated" else folder))


def require_frr() -> None:
    """Skip with the reason where real routers cannot run; in CI, where they must, fail with it."""
    reason = missing()
    if reason and os.environ.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail(f"CI must have the real routers, and here they are missing: {reason}", pytrace=False)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def frr_lab() -> Iterator[FrrLab]:
    """Four real routers with every session up. A test that changes one puts it back."""
    require_frr()
    # A prefix and a network of its own: a lab that a person keeps running meanwhile is not touched.
    lab = FrrLab(4, PREFIX, network_prefix=NETWORK)
    lab.down()  # what a killed test run left
    lab.up()
    try:
        lab.wait_converged()
        yield lab
    finally:
        lab.down()
