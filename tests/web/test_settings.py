"""Every limit is a setting with a default, a description and a variable."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from app.web.errors import OVER_LIMIT
from app.web.main import create_app
from app.web.settings import Settings
from tests.web.asking import Asking


def test_the_defaults_are_those_of_the_contract() -> None:
    settings = Settings()
    assert settings.max_body_bytes == 4 * 2**20
    assert settings.max_steps == 256
    assert settings.max_hidden_size == 128
    assert settings.max_inputs == settings.max_classes == 256
    assert settings.max_equation_bytes == 4096
    assert settings.max_operations == 64
    assert settings.max_answer_numbers == 4_000_000


def test_every_setting_has_a_description() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name


def test_a_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BPTT_MAX_STEPS", "3")
    found = Asking(TestClient(create_app())).refusal(OVER_LIMIT)
    assert found[0]["message"] == "4 time-stamps are over the limit of 3"
