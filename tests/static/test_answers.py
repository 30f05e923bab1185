"""The answers that the page's unit tests read are those of the API."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.static.make_answers import FOLDER, REQUESTS, answer, path_of
from tests.static.make_cells import COUNT, FILE, cells
from tests.static.make_spectra import FILE as SPECTRA
from tests.static.make_spectra import spectra


def differences(made: Any, kept: Any, place: str = "") -> list[str]:
    """Where two JSON values differ by more than rounding."""
    if isinstance(made, dict) and isinstance(kept, dict) and made.keys() == kept.keys():
        return [
            line for key in made for line in differences(made[key], kept[key], f"{place}/{key}")
        ]
    if isinstance(made, list) and isinstance(kept, list) and len(made) == len(kept):
        pairs = enumerate(zip(made, kept, strict=True))
        return [line for i, (a, b) in pairs for line in differences(a, b, f"{place}/{i}")]
    if isinstance(made, float) and isinstance(kept, (float, int)):
        return [] if made == pytest.approx(kept, rel=1e-9, abs=1e-12) else [f"{place}: {kept}"]
    return [] if made == kept else [f"{place}: {kept}"]


@pytest.mark.parametrize("name", REQUESTS)
def test_the_kept_answer_is_that_of_the_api(name: str) -> None:
    kept = json.loads(path_of(name).read_text("utf-8"))
    assert kept["request"] == REQUESTS[name]
    assert differences(answer(REQUESTS[name]), kept["answer"]) == []


def test_no_answer_is_kept_without_its_request() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(REQUESTS)


def test_the_kept_cells_are_those_of_the_engine() -> None:
    kept = json.loads(FILE.read_text("utf-8"))
    assert kept == cells()
    assert sum(name.startswith("random") for name in kept) == COUNT == 50


def test_the_kept_spectral_radii_are_those_of_numpy() -> None:
    assert differences(spectra(), json.loads(SPECTRA.read_text("utf-8"))) == []
