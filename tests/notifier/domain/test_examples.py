"""The examples in the documentation of functions are true."""

import doctest
from types import ModuleType

import pytest

from services.notifier.domain import backoff, masking, matters, means, quiet_hours, rules
from services.notifier.entrypoints import own_words


@pytest.mark.parametrize(
    "module", [backoff, masking, matters, means, quiet_hours, rules, own_words]
)
def test_examples_are_true(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0
