# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of a platform is what its driver and tables hold."""

from __future__ import annotations

import json

import pytest
from ansible_collections.auto.factory.plugins.module_utils.errors import UnsupportedError
from ansible_collections.auto.factory.plugins.module_utils.platforms.info import PROOFS, describe, describe_all, known
from ansible_collections.auto.factory.plugins.module_utils.platforms.registry import capabilities, platforms


@pytest.mark.parametrize("name", platforms())
def test_a_platform_with_a_driver_says_how_true_its_claims_are(name):
    """Proof, the switch's range in seconds and its binding, as the driver has them."""
    found = describe(name)["transaction"]
    facts = capabilities(name)
    assert found["proved_against"] == facts.proved_against
    assert found["proved_against"] in PROOFS
    assert found["proof"], "what exactly was it proved against?"
    assert found["timer_range"] == list(facts.timer_range)
    assert found["timer_range"][0] < found["timer_range"][1]
    assert (found["timer"], found["binding"]) == (facts.timer, facts.binding)
    assert describe(name)["config"] is not None


def test_everything_is_told_in_plain_types():
    """It goes into results and reports as JSON."""
    everything = describe_all()
    assert sorted(everything) == known()
    assert json.loads(json.dumps(everything)) == everything


def test_a_platform_without_a_driver_says_so():
    """It can still be read, compared or redacted; a change is refused elsewhere by the same fact."""
    without = [name for name in known() if name not in platforms()]
    assert without
    assert all(describe(name)["transaction"] is None for name in without)


def test_short_names_are_taken_and_unknown_ones_explained():
    """With the name that was meant."""
    assert list(describe_all(["ios"])) == ["cisco.ios.ios"]
    with pytest.raises(UnsupportedError, match=r"cisco\.ios\.ios") as raised:
        describe("cisco.ios.iso")
    assert "unsupported" in str(raised.value)
