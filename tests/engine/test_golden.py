"""The golden example of the design: every number that it gives."""

from __future__ import annotations

from typing import Any

import pytest

from app.engine import CELLS, Answer, Sequence, Truncation, bptt, parse


@pytest.fixture(scope="module")
def answer() -> Answer:
    """ "aba" by character, one hidden unit, segments of one step."""
    return bptt(
        parse(CELLS["elman"].equations, "elman"),
        Sequence.of_tokens((0, 1), (1, 0), 2),
        hidden_size=1,
        weights={
            "W_xh": [[0.5, -0.5]],
            "W_hh": [[0.8]],
            "b_h": [0.1],
            "W_hy": [[1], [-1]],
            "b_y": [0, 0],
        },
        truncation=Truncation("segment", 1),
        decomposition=True,
    )


def near(expected: Any, digits: int = 6) -> Any:
    return pytest.approx(expected, abs=0.5000001 * 10**-digits)


def test_forward(answer: Answer) -> None:
    assert answer.values["z"].ravel() == near([0.6, 0.029640])
    assert answer.values["h"].ravel() == near([0.53705, 0.029631], 5)
    assert answer.losses == near([1.367966, 0.663955])
    assert answer.loss == near(2.031921)


def test_deltas(answer: Answer) -> None:
    assert answer.deltas["y"].ravel() == near([0.745376, -0.745376, -0.485189, 0.485189])
    assert answer.deltas["h"].ravel() == near([1.490751, -0.970378])
    assert answer.deltas["z"].ravel() == near([1.060786, -0.969526])
    assert answer.initial_deltas["h"] == near([0.848628])


def test_messages(answer: Answer) -> None:
    arrows = {(each.sender, each.receiver, each.lag): each for each in answer.messages}
    assert list(arrows) == [("z", "h", 1), ("h", "z", 0), ("y", "h", 0), ("loss", "y", 0)]
    past = arrows["z", "h", 1]
    assert past.values.ravel().tolist() == [0.0, 0.0]
    assert past.cut is not None
    assert past.cut.ravel() == near([-0.775621, 0.0])
    assert arrows["h", "z", 0].cut is None


def test_copies(answer: Answer) -> None:
    (factor,) = answer.copy_factors["W_hh"]
    assert factor.left.tolist() == answer.deltas["z"].tolist()
    assert factor.right is not None
    assert factor.right.ravel() == near([0.0, 0.53705], 5)
    assert answer.copy_factors["b_h"][0].right is None


def test_itemised_tables(answer: Answer) -> None:
    tables = answer.as_json()["decomposition"]
    assert tables["log10_norms"]["W_xh"] == [[near(0.0256, 4)], near([-0.2581, -0.0134], 4)]
    assert tables["log10_norms"]["W_hh"] == [[None], [None, near(-0.2834, 4)]]
    assert tables["kept"] == [[True], [False, True]]
    assert tables["entry"] is None


def test_comparison(answer: Answer) -> None:
    assert answer.comparison is not None
    pooled, _ = answer.comparison
    assert pooled.relative_error == near(0.5366, 4)
    assert pooled.cosine == near(0.8836, 4)
    assert pooled.norm_ratio == near(1.1459, 4)
