"""The check finds what is wrong, and nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

from app.engine import (
    CELLS,
    Check,
    EngineError,
    NonFiniteError,
    Sequence,
    Translation,
    Truncation,
    check,
    graph,
    network,
    parse,
    work_of_check,
)
from app.engine import forward as forward_module
from app.engine.copies import Factor
from app.engine.graph import (
    CALLS,
    Add,
    Function,
    Linear,
    Multiply,
    Negate,
    Operation,
    Same,
    Subtract,
)
from app.engine.proof.pieces import pieces_of
from app.engine.slopes import AtOnce
from app.engine.source.slopes import Slopes
from app.engine.source.step import Step
from tests.engine.strategies import sequences, texts, truncations
from tests.engine.test_gradients import own_sizes

PART = 1 + 1e-5

# Every operation of the language, in both places of those that have two.
EVERY_RULE = """\
s = tanh(W_xs @ x - W_hs @ h[t-1] + b_s)
u = sigmoid(b_u - W_su @ s)
v = relu(W_sv @ s + b_v)
w = s
h = (u + 0.5 * w) * v + (-w) * s - 0.3 * (h[t-1] - u)
y = W_hy @ h + b_y
"""
TRUNCATIONS = (None, Truncation("segment", 2), Truncation("window", 2))
HELLO = Sequence.of_tokens((0, 1, 2, 2), (1, 2, 2, 3), 4)

fresh = itertools.count()


def checked(text: str = EVERY_RULE, truncation: Truncation | None = None, **asked: Any) -> Check:
    """The check of a text that is read anew, so that its passes are generated anew."""
    cell = parse(text, f"cell {next(fresh)}")
    return check(network(cell, HELLO, hidden_size=3, **asked), truncation)


def verdict(found: Check) -> Any:
    return found.as_json()["agrees"]


@pytest.mark.parametrize("truncation", TRUNCATIONS, ids=str)
@pytest.mark.parametrize("text", [EVERY_RULE, *(c.equations for c in CELLS.values())])
def test_right_gradients_agree_in_every_entry(text: str, truncation: Truncation | None) -> None:
    found = checked(text, truncation)
    assert verdict(found) is True
    for one in found.parameters.values():
        assert one.worst_error is not None
        assert one.worst_error < 1e-8


@given(texts(), sequences(), truncations())
def test_random_texts_are_never_said_to_be_wrong(
    text: str, sequence: Sequence, truncation: Truncation | None
) -> None:
    cell = parse(text)
    net = network(cell, sequence, hidden_size=2, sizes=own_sizes(cell))
    try:
        found = check(net, truncation)
    except NonFiniteError:
        assume(False)
        raise
    assert verdict(found) is not False


# --- one part in 10⁵, planted in one rule at a time ---


def plant_in_sum(operation: type[Linear], place: int) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(patch: pytest.MonkeyPatch) -> None:
        signs = list(operation.signs)
        signs[place] *= PART
        patch.setattr(operation, "signs", tuple(signs))

    return plant


def plant_in_product_of_vectors(place: int) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(patch: pytest.MonkeyPatch) -> None:
        generated, direct = Slopes.derivative, Multiply.derivatives

        def wrong(self: Slopes, index: int, at: int) -> Any:
            number, slopes = generated(self, index, at)
            hit = isinstance(self.cell.nodes[index].operation, Multiply) and at == place
            return number * (PART if hit else 1.0), slopes

        def wrong_too(self: Multiply, *given: Any) -> Any:
            found = list(direct(self, *given))
            found[place] = found[place] * PART
            return tuple(found)

        patch.setattr(Slopes, "derivative", wrong)
        patch.setattr(Multiply, "derivatives", wrong_too)

    return plant


def plant_in_function(word: str) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(patch: pytest.MonkeyPatch) -> None:
        right = CALLS[word]

        def wrong(value: Any) -> Any:
            return PART * right(value)

        patch.setitem(CALLS, word, wrong)
        patch.setattr(graph, word, wrong)

    return plant


def plant_in_matrix_product(patch: pytest.MonkeyPatch) -> None:
    generated, direct = Step.through, AtOnce.through

    def wrong(self: Step, gradient: Any, index: int) -> Any:
        product = generated(self, gradient, index)
        [(row, matrix)] = product.products
        spare = self._spare(self.cell.nodes[index].inputs[0])
        self.text.line(f"{spare}[:] = {PART!r} * {row}.dot({matrix})")
        return type(product)(spare, ((1.0, ()),), product.node, fresh=True)

    patch.setattr(Step, "through", wrong)
    patch.setattr(AtOnce, "through", lambda *given: PART * direct(*given))


def plant_in_softmax(patch: pytest.MonkeyPatch) -> None:
    right = forward_module.softmax_loss

    def wrong(y: Any, sequence: Sequence) -> Any:
        p, losses, errors = right(y, sequence)
        return p, losses, PART * errors

    patch.setattr(forward_module, "softmax_loss", wrong)


def plant_in_sum_of_copies(patch: pytest.MonkeyPatch) -> None:
    right = Factor.summed
    patch.setattr(Factor, "summed", lambda self: PART * right(self))


RULES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a second name": plant_in_sum(Same, 0),
    "the first of a sum": plant_in_sum(Add, 0),
    "the second of a sum": plant_in_sum(Add, 1),
    "the first of a difference": plant_in_sum(Subtract, 0),
    "the second of a difference": plant_in_sum(Subtract, 1),
    "a minus sign": plant_in_sum(Negate, 0),
    "the first of a product": plant_in_product_of_vectors(0),
    "the second of a product": plant_in_product_of_vectors(1),
    "tanh": plant_in_function("tanh_slope"),
    "sigmoid": plant_in_function("sigmoid_slope"),
    "relu": plant_in_function("relu_slope"),
    "a matrix": plant_in_matrix_product,
    "softmax": plant_in_softmax,
    "the sum of copies": plant_in_sum_of_copies,
}


@pytest.mark.parametrize("truncation", TRUNCATIONS, ids=str)
@pytest.mark.parametrize("rule", RULES)
def test_one_part_in_a_hundred_thousand_in_any_single_rule_is_found(
    rule: str, truncation: Truncation | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdict(checked(EVERY_RULE, truncation)) is True
    RULES[rule](monkeypatch)
    found = checked(EVERY_RULE, truncation).as_json()
    assert found["agrees"] is False
    assert found["worst_error"] > 1e-6
    assert found["parameters"][found["worst"]["parameter"]]["agrees"] is False


def test_every_rule_of_the_language_is_planted_wrong() -> None:
    bases = {Operation, Linear, Function}
    operations = {
        each
        for each in vars(graph).values()
        if isinstance(each, type) and issubclass(each, Operation)
    }
    assert {type(node.operation) for node in parse(EVERY_RULE).nodes} == operations - bases


# --- what it says ---


def test_an_error_names_the_entry_and_the_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Factor.dense

    def wrong(self: Factor) -> Any:
        found = right(self).copy()
        found[2, -1, 0] += 1000.0
        return found

    net = network(parse(CELLS["elman"].equations), HELLO, hidden_size=3)
    monkeypatch.setattr(Factor, "dense", wrong)
    found = check(net, None, ["W_hy"]).as_json()
    assert found["worst"] == {"parameter": "W_hy", "row": 3, "column": 0, "copy": 2}
    assert found["worst_error"] == pytest.approx(1.0, rel=1e-3)


def test_entries_are_those_of_the_shared_parameter_and_of_each_copy() -> None:
    found = checked(CELLS["elman"].equations).parameters
    assert {name: one.entries for name, one in found.items()} == {
        "W_xh": 5 * 12,
        "W_hh": 5 * 9,
        "b_h": 5 * 3,
        "W_hy": 5 * 12,
        "b_y": 5 * 4,
    }


def test_only_the_parameters_asked_for_are_looked_at() -> None:
    net = network(parse(CELLS["elman"].equations), HELLO)
    assert list(check(net, None, ["b_y", "W_hh"]).parameters) == ["b_y", "W_hh"]
    with pytest.raises(EngineError, match="W_hi is not a parameter") as raised:
        check(net, None, ["W_hh", "W_hi"])
    assert raised.value.path == ("parameters", 1)


def test_intervals_across_the_kink_of_relu_are_skipped_and_counted() -> None:
    text = "h = relu(W_xh @ x + W_hh @ h[t-1] + b_h)\ny = W_hy @ h + b_y"
    zeros = {"W_xh": np.zeros((3, 4)), "b_h": np.zeros(3)}  # every sum is exactly at the kink
    found = checked(text, weights=zeros)
    assert found.parameters["b_h"].skipped == found.parameters["b_h"].entries
    assert found.parameters["b_h"].worst_error is None
    assert found.parameters["b_h"].agrees is None
    assert found.parameters["W_hh"].skipped == 0
    assert found.parameters["b_y"].agrees is True
    assert verdict(found) is None
    assert found.as_json()["skipped"] == sum(one.skipped for one in found.parameters.values()) > 0


def test_only_intervals_that_reach_the_kink_are_skipped() -> None:
    text = "h = relu(W_xh @ x + b_h)\ny = W_hy @ h"
    bias = np.array([0.00003, -0.00003, 0.5])  # twice within a step of the kink
    found = checked(text, weights={"W_xh": np.zeros((3, 4)), "b_h": bias})
    assert found.parameters["b_h"].skipped == 2 * 5
    assert found.parameters["b_h"].agrees is True


def test_a_gradient_that_is_zero_everywhere_agrees() -> None:
    found = checked("h = tanh(W_xh @ x)\nq = tanh(W_hq @ h)\ny = W_hy @ h").parameters["W_hq"]
    assert (found.worst_error, found.resolution, found.agrees) == (0.0, None, True)


def test_without_any_target_all_is_zero_and_agrees() -> None:
    silent = Sequence(np.eye(2), (None, None), 2)
    found = check(network(parse(CELLS["gru"].equations), silent)).as_json()
    assert (found["worst_error"], found["agrees"]) == (0.0, True)


def test_what_is_too_small_for_differences_is_said_to_be_so() -> None:
    faint = {"W_hy": np.full((4, 3), 1e-14)}
    found = checked(CELLS["elman"].equations, weights=faint).parameters["W_xh"]
    assert found.resolution is not None
    assert found.resolution > 1e-3
    assert found.agrees is not False


@pytest.mark.parametrize("size", [40.0, 1400.0])
def test_digits_lost_between_operations_are_not_taken_for_a_mistake(size: float) -> None:
    text = "h = 1e4 * x\nz = h - 1e4 * (x + 1e-3 * tanh(W_xz @ x))\ny = W_zy @ z"
    for seed in range(5):
        x = size * np.random.default_rng(seed).normal(size=(1, 3))
        net = network(parse(text), Sequence(x, (1,), 2), hidden_size=3, seed=seed)
        assert check(net).parameters["W_xz"].agrees is not False


def test_where_the_loss_is_very_curved_the_step_becomes_finer() -> None:
    # nearly certain: the loss is exp(−10) · exp(20,000 b), whose slope alone does not say how bent
    text = "h = tanh(b_h)\ny = W_hy @ h + b_y"
    steep = {"b_h": [0.0], "W_hy": [[0.0], [20_000.0]], "b_y": [10.0, 0.0]}
    sequence = Sequence(np.ones((1, 1)), (0,), 2)
    found = check(network(parse(text), sequence, hidden_size=1, weights=steep))
    assert found.parameters["b_h"].agrees is True


def test_truncated_gradients_contradict_plain_differences_and_agree_with_those_in_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    truncation = Truncation("window", 2)
    assert verdict(checked(truncation=truncation)) is True
    whole = "app.engine.proof.check.pieces_of"
    monkeypatch.setattr(whole, lambda _, length: pieces_of(None, length))
    assert verdict(checked(truncation=truncation)) is False


@pytest.mark.parametrize("name", ["elman", "lstm", "stacked"])
@pytest.mark.parametrize(
    "truncation",
    [None, *(Truncation(kind, k) for kind in ("segment", "window") for k in (2, 3, 4))],
    ids=str,
)
def test_both_halves_of_a_translation_agree(name: str, truncation: Truncation | None) -> None:
    said = Sequence.of_tokens((0, 2, 3), (2, 3, 1), 4)
    cell = parse(CELLS[name].equations, name)
    net = network(cell, Translation(np.eye(5)[[0, 1, 2, 4]], said), hidden_size=3)
    found = check(net, truncation)
    assert verdict(found) is True
    assert found.parameters.keys() == net.shapes.keys()
    worst = found.parameters["b_y_dec"].worst
    assert worst is not None
    assert worst.copy is None or worst.copy >= 4


def test_states_that_are_given_take_part() -> None:
    start = {"h": np.array([0.5, -1.0, 2.0])}
    found = checked(CELLS["elman"].equations, initial_state=start)
    assert verdict(found) is True


# --- work ---


def test_more_of_anything_is_more_work() -> None:
    elman = parse(CELLS["elman"].equations)

    def work(
        H: int = 4,
        T: int = 8,
        truncation: Truncation | None = None,
        parameters: list[str] | None = None,
    ) -> int:
        sequence = Sequence.of_tokens((0, 1) * (T // 2), (1, 0) * (T // 2), 2)
        return work_of_check(network(elman, sequence, hidden_size=H), truncation, parameters)

    assert work(H=5) > work() < work(T=10)
    assert work(parameters=["b_h"]) < work(parameters=["W_hh"]) < work()
    assert work(truncation=Truncation("segment", 2)) < work()
    assert work(truncation=Truncation("window", 1)) < work(truncation=Truncation("window", 4))
