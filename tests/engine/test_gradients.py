"""The gradients against differences of an independent forward pass."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings

from app.engine import (
    CELLS,
    Answer,
    Cell,
    Entry,
    NonFiniteError,
    Sequence,
    Truncation,
    bptt,
    parse,
)
from tests.engine.reference import differences, kept_pairs, losses_of
from tests.engine.strategies import sequences, texts, truncations


def assert_close(found: Any, expected: Any, tolerance: float, what: str) -> None:
    found, expected = np.asarray(found), np.asarray(expected)
    largest = np.abs(expected).max(initial=0.0)
    wrong = np.abs(found - expected) > tolerance * largest + 1e-300
    for place in np.argwhere(wrong)[:1]:
        where = tuple(map(int, place))
        pytest.fail(f"{what}{list(where)}: {found[where]!r}, by differences {expected[where]!r}")


def kept_sum(table: Any, truncation: Truncation | None) -> Any:
    """The copies that a table ∂L_τ/∂W^(t) leaves under a truncation."""
    kind, steps = (truncation.kind, truncation.steps) if truncation else (None, 1)
    copies = np.zeros(table.shape[1:])
    for tau, t in kept_pairs(kind, steps, len(table)):
        copies[t] += table[tau, t]
    return copies


def run_or_reject(cell: Cell, sequence: Sequence, **asked: Any) -> Answer:
    try:
        return bptt(cell, sequence, hidden_size=2, copies=True, decomposition=True, **asked)
    except NonFiniteError:
        assume(False)
        raise


def own_sizes(cell: Cell) -> dict[str, int]:
    return {name: 3 for name in cell.values if name.startswith("e")}


@given(texts(), sequences(), truncations())
def test_random_texts_agree_with_differences_copy_by_copy_and_loss_by_loss(
    text: str, sequence: Sequence, truncation: Truncation | None
) -> None:
    cell = parse(text)
    sizes = own_sizes(cell)
    parameter = cell.parameters[0]
    entry = Entry(parameter, 0, 0 if parameter.startswith("W_") else None)
    answer = run_or_reject(cell, sequence, sizes=sizes, truncation=truncation, entry=entry)
    start = {name: np.asarray(state) for name, state in answer.initial_state.items()}
    tables = differences(
        text, sequence.inputs, sequence.targets, answer.weights, start, step=1e-30j
    )
    assume(max(np.abs(table).max() for table in tables.values()) < 1e6)
    assert answer.copies is not None
    for name, table in tables.items():
        copies = kept_sum(table, truncation)
        scale = np.abs(table).max()
        assert np.abs(answer.copies[name] - copies).max() <= 1e-11 * scale
        assert np.abs(answer.gradients[name] - copies.sum(axis=0)).max() <= 1e-11 * scale
    assert answer.decomposition is not None
    assert answer.decomposition.entry is not None
    first = (0, 0) if entry.column is not None else (0,)
    table = tables[parameter]
    signed = table[(slice(None), slice(None), *first)]
    assert np.abs(answer.decomposition.entry - signed).max() <= 1e-11 * np.abs(table).max()
    norms = 10.0 ** answer.decomposition.log10_norms[parameter]
    by_differences = np.sqrt(np.square(table.reshape(*table.shape[:2], -1)).sum(axis=2))
    assert np.abs(norms - by_differences).max() <= 1e-11 * np.abs(table).max()


CORNERS = {
    "names of which parameters begin": "b = b_t * b[t-1] + x\nW = W_b @ b + 0.5 * W[t-1]\n"
    "y = W_t @ W",
    "a constant that is a state": "k = b_k\nh = tanh(k) * h[t-1] + k[t-1] + W_x @ x\ny = W_y @ h",
    "only a constant is a state": "k = tanh(b_k)\ny = b_y + W_k @ k[t-1]",
    "a delay": "d = W_x @ x\ne = d[t-1]\nf = e[t-1]\ny = W_y @ f",
    "a state that only stays": "h = h[t-1]\ny = W_y @ h + W_x @ x",
    "y reads a state's past alone": "h = tanh(W_x @ x + W_h @ h[t-1])\ny = W_y @ h[t-1]",
    "y is a state": "h = tanh(W_x @ x + W_h @ y[t-1])\ny = W_y @ h - 0.5 * y[t-1]",
    "each value is used twice": "a = W_x @ x + h[t-1]\nc = a * a\nd = c - sigmoid(c) * c\n"
    "e = d * a - d\nh = tanh(e + e)\ny = W_y @ h",
    "a matrix within a matrix": "h = tanh(W_a @ (W_b @ (h[t-1] - W_x @ x)))\ny = W_y @ h",
    "one matrix three times": "h = tanh(W @ (W @ h[t-1]) + W_x @ x)\ny = W_y @ (W @ h)".replace(
        "W @", "W_h @"
    ),
    "a product goes back through another product and a gate": "a = h[t-1] - h[t-1]\n"
    "h = W_h @ (W_g @ a[t-1]) + W_x @ x\n"
    "c = (1 - c[t-1]) * tanh(W_y @ a[t-1]) + c[t-1]\ny = W_c @ c + W_d @ h",
    "gates that are added to what they multiply": "g = tanh(W_a @ x + W_b @ h[t-1])\n"
    "f = sigmoid(W_c @ x - b_f + W_d @ h[t-1])\nh = g * f + h[t-1] * f + W_e @ (f * g)\n"
    "y = W_y @ (h + g)",
    "sums of sums, each used twice": "h = W_a @ (q[t-1] * b_h)\nq = W_b @ h\n"
    "y = (1 - h[t-1]) * h[t-1] + h[t-1] * (h[t-1] - b_y - h)",
    "signs": "h = -(W_x @ x - (b_h - -h[t-1])) - (1 - W_h @ h[t-1])\ny = -(W_y @ -h)",
}


@pytest.mark.parametrize(
    "truncation", [None, Truncation("segment", 2), Truncation("window", 3)], ids=str
)
@pytest.mark.parametrize("text", CORNERS.values(), ids=CORNERS)
def test_texts_at_the_corners_of_the_language_agree_with_differences(
    text: str, truncation: Truncation | None
) -> None:
    cell = parse(text)
    numbers = np.random.default_rng(3)
    sequence = Sequence(numbers.normal(size=(5, 2)), (1, None, 0, 2, 1), 3)
    answer = run_or_reject(cell, sequence, truncation=truncation)
    start = {name: np.asarray(state) for name, state in answer.initial_state.items()}
    tables = differences(
        text, sequence.inputs, sequence.targets, answer.weights, start, step=1e-30j
    )
    assert answer.copies is not None
    assert answer.decomposition is not None
    for name, table in tables.items():
        assert_close(answer.copies[name], kept_sum(table, truncation), 1e-12, name)
        norms = np.sqrt(np.square(table.reshape(*table.shape[:2], -1)).sum(axis=2))
        assert_close(10.0 ** answer.decomposition.log10_norms[name], norms, 1e-11, name)


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize(
    "truncation", [None, Truncation("segment", 2), Truncation("window", 2)], ids=str
)
def test_built_in_cells_agree_with_central_differences(
    name: str, truncation: Truncation | None
) -> None:
    cell = parse(CELLS[name].equations)
    numbers = np.random.default_rng(5)
    sequence = Sequence(numbers.normal(size=(5, 3)), (1, None, 0, 2, 1), 3)
    start = {state: numbers.normal(size=4) for state in cell.states}
    answer = bptt(cell, sequence, initial_state=start, truncation=truncation, copies=True)
    assert answer.copies is not None
    tables = differences(
        cell.equations, sequence.inputs, sequence.targets, answer.weights, start, step=1e-5
    )
    for parameter, table in tables.items():
        copies = kept_sum(table, truncation)
        assert_close(answer.copies[parameter], copies, 1e-7, f"copies of {parameter}")
        assert_close(answer.gradients[parameter], copies.sum(axis=0), 1e-7, parameter)


@given(texts(), sequences(max_length=6), truncations())
def test_copies_sum_to_the_gradient_messages_to_the_deltas_kept_cells_to_the_entry(
    text: str, sequence: Sequence, truncation: Truncation | None
) -> None:
    cell = parse(text)
    parameter = cell.parameters[-1]
    entry = Entry(parameter, 0, 0 if parameter.startswith("W_") else None)
    answer = run_or_reject(
        cell, sequence, sizes=own_sizes(cell), truncation=truncation, entry=entry
    )
    assert answer.copies is not None
    for name, copies in answer.copies.items():
        scale = np.abs(copies).max()
        assert np.abs(copies.sum(axis=0) - answer.gradients[name]).max() <= 1e-13 * scale
        norms = np.sqrt(np.square(copies.reshape(len(copies), -1)).sum(axis=1))
        assert np.abs(norms - answer.copy_norms[name]).max() <= 1e-13 * scale
    for name, delta in answer.deltas.items():
        into = [message.values for message in answer.messages if message.receiver == name]
        scale = max([np.abs(each).max() for each in into], default=0.0)
        assert np.abs(sum(into, np.zeros_like(delta)) - delta).max() <= 1e-14 * scale
    tables = answer.decomposition
    assert tables is not None
    assert tables.entry is not None
    kept = np.where(tables.kept, tables.entry, 0.0)
    place = (0, 0) if entry.column is not None else (0,)
    total = answer.gradients[parameter][place]
    assert abs(kept.sum() - total) <= 1e-13 * np.abs(tables.entry).sum()


@given(texts(), sequences(max_length=5))
def test_a_truncation_as_long_as_the_sequence_changes_nothing(
    text: str, sequence: Sequence
) -> None:
    cell = parse(text)
    full = run_or_reject(cell, sequence, sizes=own_sizes(cell))
    for kind in ("segment", "window"):
        for steps in (sequence.length, sequence.length + 3):
            answer = run_or_reject(
                cell, sequence, sizes=own_sizes(cell), truncation=Truncation(kind, steps)
            )
            for name, gradient in full.gradients.items():
                scale = np.abs(full.copies[name]).max() if full.copies else 0.0
                assert np.abs(answer.gradients[name] - gradient).max() <= 1e-13 * scale
            for name, delta in full.deltas.items():
                scale = np.abs(delta).max()
                assert np.abs(answer.deltas[name] - delta).max() <= 1e-13 * scale
            assert all(
                not message.cut.any()
                for message in answer.messages
                if message.lag and message.cut is not None
            )
            assert answer.comparison is not None
            for cost in (answer.comparison[0], *answer.comparison[1].values()):
                assert cost.relative_error is None or cost.relative_error <= 1e-13


@settings(max_examples=40)
@given(sequences(max_length=6), truncations())
def test_what_a_cut_removes_is_what_the_sender_would_have_sent(
    sequence: Sequence, truncation: Truncation | None
) -> None:
    answer = bptt(parse(CELLS["elman"].equations), sequence, truncation=truncation)
    (message,) = (each for each in answer.messages if each.lag == 1)
    would_send = answer.deltas["z"] @ answer.weights["W_hh"]  # to h of the step before
    cut = np.zeros_like(message.values) if message.cut is None else message.cut
    assert np.allclose((message.values + cut)[:-1], would_send[1:], rtol=1e-12, atol=1e-15)
    assert not (message.values + cut)[-1].any()
    assert np.allclose(answer.initial_deltas["h"], would_send[0], rtol=1e-12, atol=1e-15)


GATED = """\
f = sigmoid(W_f @ x + W_hf @ h[t-1])
n = tanh(W_n @ x + W_hn @ (f * h[t-1]))
h = (1 - f) * n + f * h[t-1]
y = W_y @ h
"""


@example(GATED, Sequence(np.array([[1.0], [-0.5]]), (None, 1), 2))
@given(texts(), sequences())
def test_random_texts_agree_with_differences_in_the_initial_state(
    text: str, sequence: Sequence
) -> None:
    cell = parse(text)
    answer = run_or_reject(cell, sequence, sizes=own_sizes(cell))
    copies = [answer.weights] * sequence.length
    largest = max((np.abs(delta).max() for delta in answer.deltas.values()), default=0.0)
    for state, delta in answer.initial_deltas.items():
        for place in range(len(delta)):
            start = {name: each.astype(complex) for name, each in answer.initial_state.items()}
            start[state][place] += 1e-30j
            losses = losses_of(text, sequence.inputs, sequence.targets, copies, start)
            assert abs(delta[place] - losses.imag.sum() / 1e-30) <= 1e-11 * max(1.0, largest)
