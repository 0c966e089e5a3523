"""Fixtures of the integration tests: the lab of real FRR routers, skipped where it cannot run and demanded in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from ansible_collections.auto.factory.tests.lab.frr.lab import FrrLab, missing

PREFIX = "it"
NETWORK = "172.31.89"


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
