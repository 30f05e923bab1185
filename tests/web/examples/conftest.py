"""The answers to the examples."""

from __future__ import annotations

import pytest

from tests.web.asking import Asking
from tests.web.examples.answers import Answers


@pytest.fixture(scope="session")
def answers(ask: Asking) -> Answers:
    """Asks for each example once."""
    return Answers(ask)
