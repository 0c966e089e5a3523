# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever text comes in: no error, no hang, twice is as once, and what is harmless stays."""

from __future__ import annotations

import time

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact, redact_value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEY = b"k" * 32
WORDS = (
    "password", "secret", "key", "7", "0", "md5", "community", "snmp-server", "host", "10.0.0.1", "set", "encrypted", "=", ":",
    '"x"',
    "'y'", "{", "}", ";", "<key>", "</key>", "$1$abc$def", "cipher", "auth", "priv", "aes", "128", "-----BEGIN CERTIFICATE-----",
    "-----END CERTIFICATE-----", "certificate self-signed 01", "/snmp community", "name=x", "config system snmp community", "end",
    "\n", "\t", " ", "\u00e9", "\u0130", "\x00", "description", "pre-shared-key", "ENC", "AbCdEf==", "<secret:12345678>",
)  # fmt: skip
LONG = ("secret=", "pre-shared-key address 1 ", "session-key a ", "key-", "a.", "snmp-server a ", "x_", "$1$", "ipsec spi 1 ", '"')


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=60))
def test_any_text_is_taken(words):
    """Twice is as once, line by line as in company."""
    text = " ".join(words)
    once = config_redact(text, "cisco.ios.ios", KEY)
    assert config_redact(once, "cisco.ios.ios", KEY) == once


@settings(max_examples=60, deadline=2000)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20), st.binary(max_size=8)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["password", "name", "a_key"]), inner)
        ),
        max_leaves=20,
    )
)
def test_any_value_is_taken(value):
    """Results and events are nested; their shape stays."""
    found = redact_value(value, KEY)
    assert redact_value(found, KEY) == found
    if isinstance(value, (dict, list)):
        assert len(found) == len(value)


@pytest.mark.parametrize("piece", LONG)
def test_a_very_long_line_does_not_hang_it(piece):
    """A line of 50,000 characters costs processor time in step with its length, whatever it is made of."""
    times = []
    for size in (25_000, 50_000):
        line = piece * (size // len(piece))
        began = time.process_time()
        config_redact(line, "cisco.ios.ios", KEY)
        times.append(time.process_time() - began)
    assert times[1] < max(2.0, 8 * times[0])
