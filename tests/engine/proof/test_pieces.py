"""The loss in pieces that truncation differentiates."""

from __future__ import annotations

import pytest

from app.engine import Truncation
from app.engine.proof.pieces import Piece, pieces_of
from tests.engine.reference import kept_pairs


def test_without_truncation_there_is_one_piece() -> None:
    assert list(pieces_of(None, 5)) == [Piece(0, 5, 0)]


def test_segments_are_counted_from_the_first_time_stamp() -> None:
    assert list(pieces_of(Truncation("segment", 2), 5)) == [
        Piece(0, 2, 0),
        Piece(2, 4, 2),
        Piece(4, 5, 4),
    ]


def test_each_loss_of_a_window_has_a_piece_of_its_own() -> None:
    assert list(pieces_of(Truncation("window", 3), 4)) == [
        Piece(0, 1, 0),
        Piece(0, 2, 1),
        Piece(0, 3, 2),
        Piece(1, 4, 3),
    ]


@pytest.mark.parametrize("kind", ["segment", "window"])
@pytest.mark.parametrize("steps", [1, 2, 3, 6, 9])
def test_a_piece_has_the_steps_that_its_losses_teach(kind: str, steps: int) -> None:
    pieces = pieces_of(Truncation(kind, steps), 6)  # type: ignore[arg-type]
    pairs = [
        (tau, t)
        for piece in pieces
        for tau in range(piece.counted, piece.stop)
        for t in range(piece.first, tau + 1)
    ]
    assert sorted(pairs) == sorted(kept_pairs(kind, steps, 6))
