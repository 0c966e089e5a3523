# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one place where the core's errors become those of Ansible's filters."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible_collections.auto.factory.plugins.module_utils.errors import FactoryError


def as_filter(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` as a Jinja filter: a FactoryError becomes an AnsibleFilterError with the same text."""

    @functools.wraps(function)
    def filter_(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except FactoryError as error:
            raise AnsibleFilterError(str(error)) from error

    return filter_
