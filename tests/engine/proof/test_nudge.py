"""One number changed, in one copy alone or in all at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.engine import (
    CELLS,
    EngineError,
    Entry,
    Network,
    NonFiniteError,
    Sequence,
    Translation,
    bptt,
    network,
    nudge,
    parse,
    work_of_nudge,
)
from tests.engine.reference import losses_of
from tests.engine.strategies import sequences, texts
from tests.engine.test_gradients import own_sizes

HELLO = Sequence.of_tokens((0, 1, 2, 2), (1, 2, None, 3), 4)
SAID = Sequence.of_tokens((0, 2, 3), (2, 3, 1), 4)
EN_DE = Translation(np.eye(5)[[0, 1, 2, 4]], SAID)


def net_of(name: str = "elman", sequence: Any = HELLO, **asked: Any) -> Network:
    return network(parse(CELLS[name].equations, name), sequence, hidden_size=3, **asked)


def entries_of(net: Network) -> list[Entry]:
    """The last entry of every parameter."""
    return [
        Entry(name, shape[0] - 1, shape[1] - 1 if len(shape) == 2 else None)
        for name, shape in net.shapes.items()
    ]


def changed(net: Network, entry: Entry, by: float) -> dict[str, Any]:
    """All weights by their full names, one entry another."""
    weights = {
        part.parameters[name]: value.copy()
        for part, of_part in zip(net.parts, net.weights, strict=True)
        for name, value in of_part.items()
    }
    place = (entry.row,) if entry.column is None else (entry.row, entry.column)
    weights[entry.parameter][place] += by
    return weights


@pytest.mark.parametrize("sequence", [HELLO, EN_DE], ids=["text", "translation"])
@pytest.mark.parametrize("name", CELLS)
def test_the_shared_nudge_is_the_run_with_other_weights(name: str, sequence: Any) -> None:
    net = net_of(name, sequence)
    cell = net.parts[-1].cell
    before = bptt(cell, sequence, hidden_size=3)
    for entry in entries_of(net):
        found = nudge(net, entry, None, 0.3)
        after = bptt(cell, sequence, hidden_size=3, weights=changed(net, entry, 0.3))
        assert found.loss_before == before.loss
        assert found.asked.actual == pytest.approx(after.loss - before.loss, rel=1e-9, abs=1e-14)
        assert found.as_json()["loss_after"] == pytest.approx(after.loss, rel=1e-15)
        for one, old, new in zip(found.losses, before.losses, after.losses, strict=True):
            assert one == pytest.approx(
                None if new is None or old is None else new - old, abs=1e-14
            )


@pytest.mark.parametrize("name", CELLS)
def test_a_nudge_of_one_copy_is_the_run_in_which_that_time_stamp_has_another_weight(
    name: str,
) -> None:
    net = net_of(name)
    [part], [weights] = net.parts, net.weights

    def losses(own: dict[int, dict[str, Any]]) -> Any:
        copies = [own.get(t, weights) for t in range(net.length)]
        equations = part.cell.equations
        return losses_of(equations, HELLO.inputs, HELLO.targets, copies, net.initial_state)

    for entry in entries_of(net):
        for t in range(net.length):
            found = nudge(net, entry, t, -0.4)
            differences = losses({t: changed(net, entry, -0.4)}) - losses({})
            assert found.asked.actual == found.actual[t]
            assert found.actual[t] == pytest.approx(differences.sum(), rel=1e-9, abs=1e-14)
            shown = [0.0 if one is None else one for one in found.losses]
            np.testing.assert_allclose(shown, differences, rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("sequence", [HELLO, EN_DE], ids=["text", "translation"])
def test_predicted_is_epsilon_times_the_gradient_of_the_copy(sequence: Any) -> None:
    net = net_of("lstm", sequence)
    answer = bptt(net.parts[-1].cell, sequence, hidden_size=3, copies=True)
    assert answer.copies is not None
    for entry in entries_of(net):
        place = (entry.row,) if entry.column is None else (entry.row, entry.column)
        found = nudge(net, entry, None, 0.25)
        copies = answer.copies[entry.parameter][:, *place]
        np.testing.assert_allclose(found.predicted, 0.25 * copies, rtol=1e-14)
        assert found.shared.predicted == 0.25 * answer.gradients[entry.parameter][place]
        assert found.first == net.part_of(entry.parameter)[0].first
        assert len(found.predicted) == len(found.actual) == len(copies)


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("sequence", [HELLO, EN_DE], ids=["text", "translation"])
def test_the_nudges_of_all_copies_add_up_to_the_shared_one_to_first_order(
    name: str, sequence: Any
) -> None:
    net = net_of(name, sequence)
    for entry in entries_of(net):
        whole, half = (nudge(net, entry, None, epsilon) for epsilon in (8e-3, 4e-3))
        assert whole.predicted.sum() == pytest.approx(whole.shared.predicted, rel=1e-12, abs=1e-16)
        gaps = [abs(each.actual.sum() - each.shared.actual) for each in (whole, half)]
        # what is left shrinks at least with the square
        assert gaps[1] <= 0.3 * gaps[0] + 5e-13
        misses = [abs(each.asked.actual - each.asked.predicted) for each in (whole, half)]
        assert misses[1] <= 0.3 * misses[0] + 5e-13


@given(texts(), sequences(), st.sampled_from([1e-3, -0.5, 2.0]))
def test_in_random_texts_a_nudge_of_all_copies_is_that_of_the_shared_weight(
    text: str, sequence: Sequence, epsilon: float
) -> None:
    cell = parse(text)
    net = network(cell, sequence, hidden_size=2, sizes=own_sizes(cell))
    try:
        for entry in entries_of(net):
            found = nudge(net, entry, None, epsilon)
            assert found.predicted.sum() == pytest.approx(found.shared.predicted, abs=1e-9)
            if net.length == 1:
                assert found.actual[0] == pytest.approx(found.shared.actual, rel=1e-9, abs=1e-12)
    except NonFiniteError:
        assume(False)


def test_no_loss_before_the_copy_changes_at_all() -> None:
    net = net_of("gru", EN_DE)
    for entry in entries_of(net):
        part, _ = net.part_of(entry.parameter)
        for t in range(part.first, part.first + part.length):
            losses = nudge(net, entry, t, 0.7).losses
            assert all(change in (None, 0.0) for change in losses[:t])


def test_a_nudge_by_nothing_changes_nothing() -> None:
    found = nudge(net_of(), Entry("W_hh", 0, 1), 2, 0.0)
    assert found.asked.predicted == 0
    assert found.as_json()["loss_after"] == found.loss_before


def test_the_first_copy_of_the_recurrent_matrix_multiplies_a_zero_state() -> None:
    found = nudge(net_of(), Entry("W_hh", 0, 1), 0, 5.0)
    assert (found.asked.predicted, found.asked.actual) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("entry", "copy", "path", "message"),
    [
        (Entry("W_hi", 0, 0), None, ("parameter",), "W_hi is not a parameter of this cell"),
        (Entry("W_hh", 3, 0), None, ("row",), "W_hh has rows 0 to 2, not 3"),
        (Entry("W_hh", 0, 3), None, ("column",), "W_hh has columns 0 to 2, not 3"),
        (Entry("W_hh", 0, None), None, ("column",), "a matrix needs a column: W_hh"),
        (Entry("b_h", 0, 0), None, ("column",), "a bias has no column: b_h"),
        (Entry("b_h", 0, None), 4, ("copy",), "b_h is used at time-stamps 0 to 3, not 4"),
    ],
)
def test_what_is_not_there_cannot_be_nudged(
    entry: Entry, copy: int | None, path: tuple[str], message: str
) -> None:
    with pytest.raises(EngineError, match=message) as raised:
        nudge(net_of(), entry, copy, 0.1)
    assert raised.value.path == path


@pytest.mark.parametrize(
    ("name", "copy", "times"), [("b_h_enc", 4, "0 to 3"), ("b_h_dec", 3, "4 to 6")]
)
def test_a_half_has_copies_at_its_own_time_stamps_only(name: str, copy: int, times: str) -> None:
    with pytest.raises(EngineError, match=f"used at time-stamps {times}, not {copy}"):
        nudge(net_of(sequence=EN_DE), Entry(name, 0, None), copy, 0.1)


def test_a_nudge_that_leaves_the_finite_numbers_says_when() -> None:
    with pytest.raises(NonFiniteError, match="L leaves the finite numbers at t = 4"):
        nudge(net_of("elman-relu", weights={"b_h": [1.0, 1.0, 1.0]}), Entry("W_hh", 0, 0), 1, 1e308)


def test_a_prediction_out_of_the_finite_numbers_is_refused() -> None:
    steep = {"W_hy": 1e10 * np.eye(4, 3), "W_xh": np.zeros((3, 4))}
    with pytest.raises(NonFiniteError, match="ε ∂L/∂b_h leaves the finite numbers at t = 1"):
        nudge(net_of(weights=steep), Entry("b_h", 0, None), None, 1e300)


def test_a_longer_sequence_is_more_work() -> None:
    def work(T: int) -> int:
        sequence = Sequence.of_tokens((0, 1) * T, (1, 0) * T, 2)
        return work_of_nudge(net_of(sequence=sequence), Entry("W_hh", 0, 0))

    assert work(4) < work(5)
