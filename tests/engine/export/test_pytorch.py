"""What an exported script says, read as text."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from app.engine import Sequence, Translation, Truncation, parse
from app.engine.equations import RESERVED
from app.engine.export.pytorch import WORDS, pytorch
from app.engine.graph import Function
from app.engine.network import network
from tests.engine.export.scripts import ABA, ELMAN, LSTM, body, functions, lines, script
from tests.engine.export.test_answers import CASES, every_case

GOLDEN = """\
# Back-propagation through time in plain PyTorch: elman, 2 time-stamps
# truncated to segments of 1 time-stamp
import torch
from torch import tanh

torch.set_default_dtype(torch.float64)

W_xh = torch.tensor([[0.5, -0.5]], requires_grad=True)
W_hh = torch.tensor([[0.8]], requires_grad=True)
b_h = torch.tensor([0.1], requires_grad=True)
W_hy = torch.tensor([[1.0],
                     [-1.0]], requires_grad=True)
b_y = torch.tensor([0.0, 0.0], requires_grad=True)

inputs = torch.eye(2)[[0, 1]]
targets = [1, 0]


def step(x, h_past):
    z = W_xh @ x + W_hh @ h_past + b_h
    h = tanh(z)
    y = W_hy @ h + b_y
    return h, y


h = torch.zeros(1)
loss = torch.zeros(())
for t, (x, target) in enumerate(zip(inputs, targets)):
    if t % 1 == 0:  # a new segment: nothing goes back
        h = h.detach()
    h, y = step(x, h)
    loss = loss - torch.log_softmax(y, 0)[target]  # a sum, never a mean
loss.backward()
print(f"loss {loss:.12f}")
"""


def test_the_script_of_the_golden_example() -> None:
    weights = {
        "W_xh": [[0.5, -0.5]],
        "W_hh": [[0.8]],
        "b_h": [0.1],
        "W_hy": [[1], [-1]],
        "b_y": [0, 0],
    }
    truncation = Truncation("segment", 1)
    assert script(ELMAN, ABA, truncation, hidden_size=1, weights=weights) == GOLDEN


# What the script is made of


@every_case
def test_only_functions_that_are_called_are_imported(name: str) -> None:
    operations = [node.operation for node in parse(CASES[name].equations).nodes]
    used = {each.word for each in operations if isinstance(each, Function)}
    tree = ast.parse(CASES[name].script())
    imported = {
        alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert imported == used


@every_case
def test_each_parameter_is_a_leaf_at_top_level_with_its_full_name_and_exact_numbers(
    name: str,
) -> None:
    net = CASES[name].network()
    leaves = {
        node.targets[0].id: ast.literal_eval(node.value.args[0])
        for node in ast.parse(CASES[name].script()).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
        and any(each.arg == "requires_grad" for each in node.value.keywords)
    }
    assert list(leaves) == list(net.shapes)
    for part, weights in zip(net.parts, net.weights, strict=True):
        for parameter, full in part.parameters.items():
            assert leaves[full] == weights[parameter].tolist()


def test_a_state_that_is_called_as_a_word_of_the_script_is_carried_under_another_name() -> None:
    text = script("print = W_xp @ x + print[t-1]\nprint_ = x * print_[t-1]\ny = W_py @ print")
    assert body(text)[0] == "print = W_xp @ x + print_past"
    assert "print_, print__, y = step(x, print_, print__)" in lines(text)


@every_case
def test_outside_of_its_steps_a_script_uses_no_word_that_a_state_could_take(name: str) -> None:
    net = CASES[name].network()
    text = CASES[name].script()
    outside = [node for node in ast.parse(text).body if not isinstance(node, ast.FunctionDef)]
    used = {each.id for node in outside for each in ast.walk(node) if isinstance(each, ast.Name)}
    used |= {each.co_name for each in functions(text)}
    states = {state.rstrip("_") for state in net.initial_state}
    others = used - WORDS - RESERVED - {"y"} - set(net.shapes)
    assert {word.rstrip("_") for word in others} <= states
    assert not WORDS & RESERVED


# The run


def test_the_full_gradient_has_one_graph_and_detaches_nothing() -> None:
    text = script(LSTM)
    assert "detach" not in text
    assert lines(text).count("loss.backward()") == 1
    assert "c, h, y = step(x, c, h)" in lines(text)


def test_a_segment_detaches_every_state_before_it() -> None:
    text = script(LSTM, truncation=Truncation("segment", 3))
    at = lines(text).index("if t % 3 == 0:  # a new segment: nothing goes back")
    assert lines(text)[at + 1] == "c, h = c.detach(), h.detach()"
    assert lines(text)[at + 2] == "c, h, y = step(x, c, h)"
    assert text.count("detach") == 2


def test_a_decoder_goes_on_counting_where_the_encoder_ended() -> None:
    translation = Translation(np.eye(2)[[0, 1, 1]], ABA)
    text = script(LSTM, translation, Truncation("segment", 2))
    assert "for t, x in enumerate(source):" in lines(text)
    assert "for t, (x, target) in enumerate(zip(inputs, targets), start=3):" in lines(text)
    assert text.count("c, h = c.detach(), h.detach()") == 2


def test_a_window_has_a_graph_for_each_loss_that_begins_at_kept_states() -> None:
    text = script(LSTM, truncation=Truncation("window", 3))
    at = lines(text).index("for t, target in enumerate(targets):")
    assert lines(text)[at + 1 :] == [
        "first = max(0, t - 2)  # how far back this loss goes",
        "c, h = before[first]",
        "for x in inputs[first : t + 1]:",
        "c, h, y = step(x, c, h)",
        "loss_t = -torch.log_softmax(y, 0)[target]",
        "loss_t.backward()  # a graph of its own; .grad adds up",
        "loss += loss_t.detach()  # a sum, never a mean",
        'print(f"loss {loss:.12f}")',
    ]


def test_a_window_may_begin_in_the_encoder() -> None:
    translation = Translation(np.eye(2)[[0, 1, 1]], ABA)
    text = lines(script(ELMAN, translation, Truncation("window", 4)))
    at = text.index("for t, target in enumerate(targets, start=3):")
    assert text[at + 1 : at + 7] == [
        "first = max(0, t - 3)  # how far back this loss goes",
        "h = before[first]",
        "for x in source[first:]:",
        "h = encoder(x, h)",
        "for x in inputs[max(0, first - 3) : t - 2]:",
        "h, y = decoder(x, h)",
    ]


def test_a_cell_without_a_state_has_nothing_to_truncate() -> None:
    whole = script("y = W_xy @ x")
    for kind in ("segment", "window"):
        cut = script("y = W_xy @ x", truncation=Truncation(kind, 1))
        assert [line for line in lines(cut) if "truncated" not in line] == lines(whole)


def test_an_encoder_has_no_read_out_and_parameters_of_its_own() -> None:
    text = script(ELMAN, Translation(np.ones((3, 4)), ABA))
    assert body(text, "encoder") == [
        "z = W_xh_enc @ x + W_hh_enc @ h_past + b_h_enc",
        "h = tanh(z)",
        "return h",
    ]
    assert body(text, "decoder")[-2:] == ["y = W_hy_dec @ h + b_y_dec", "return h, y"]


def test_a_missing_target_is_asked_for_only_where_there_is_one() -> None:
    masked = Sequence.of_tokens((0, 1), (None, 0), 2)
    assert "if target is not None:" not in script(ELMAN)
    assert "if target is not None:" in script(ELMAN, masked)
    window = Truncation("window", 1)
    assert "continue" not in script(ELMAN, ABA, window)
    assert "continue" in script(ELMAN, masked, window)


def test_gradients_begin_at_zero_only_where_no_loss_may_reach() -> None:
    assert "zeros_like" not in script(ELMAN)
    assert "requires_grad:" not in script(ELMAN)
    dead = script(f"{ELMAN}u = W_xu @ x + b_u")
    assert zeroed(dead) == ["W_xu", "b_u"]
    nothing = script(ELMAN, Sequence.of_tokens((0, 1), (None, None), 2))
    assert zeroed(nothing) == ["W_xh", "W_hh", "b_h", "W_hy", "b_y"]
    assert "if loss.requires_grad:  # does any parameter lead to it?" in lines(nothing)


@pytest.mark.parametrize(
    ("truncation", "cut"),
    [
        (None, False),
        (Truncation("segment", 2), False),
        (Truncation("segment", 3), True),
        (Truncation("window", 1), True),
        (Truncation("window", 2), False),
    ],
)
def test_gradients_of_an_encoder_begin_at_zero_if_nothing_is_handed_back(
    truncation: Truncation | None, cut: bool
) -> None:
    text = script(ELMAN, Translation(np.eye(2)[[0, 1, 1]], ABA), truncation)
    assert zeroed(text) == (["W_xh_enc", "W_hh_enc", "b_h_enc"] if cut else [])
    silent = Translation(np.eye(2), Sequence.of_tokens((0, 1), (None, 1), 2))
    assert zeroed(script(ELMAN, silent, truncation)) == ["W_xh_enc", "W_hh_enc", "b_h_enc"]


def zeroed(text: str) -> list[str]:
    """The parameters whose gradients begin at zero."""
    return [line.partition(".")[0] for line in lines(text) if "zeros_like" in line]


def test_inputs_are_rows_of_the_identity_only_if_they_are_one_hot() -> None:
    assert "inputs = torch.eye(2)[[0, 1]]" in lines(script(ELMAN))
    for rows in ([[1, 0], [0, 0.5]], [[1, 1], [0, 1]], [[0, 0], [1, 0]], [[2, -1], [0, 1]]):
        vectors = np.array(rows, float)
        text = script(ELMAN, Sequence(vectors, (0, 1), 2))
        assert f"inputs = torch.tensor([{vectors.tolist()[0]}," in text


def test_the_initial_state_is_written_if_it_is_not_zero() -> None:
    text = lines(script(LSTM, hidden_size=2, initial_state={"c": [0.5, 1e-300]}))
    assert "c = torch.tensor([0.5, 1e-300])" in text
    assert "h = torch.zeros(2)" in text


def test_the_name_of_a_cell_stays_in_its_line() -> None:
    cell = parse("y = W_xy @ x", 'a\nb\u2028c\r"""\\')
    first, second = pytorch(network(cell, ABA)).splitlines()[:2]
    assert first.endswith(r'PyTorch: a\nb\u2028c\r"""\\, 2 time-stamps')
    assert second == "import torch"
