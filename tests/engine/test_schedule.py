"""When an operation is done."""

from __future__ import annotations

import pytest

from app.engine import CELLS, parse
from app.engine.graph import Add, Function, Product


def words(text: str, when: str) -> list[str]:
    """The named values that are computed then."""
    cell = parse(text)
    return [cell.nodes[i].name or "" for i in getattr(cell.schedule, when) if cell.nodes[i].name]


def test_what_no_state_enters_comes_before_and_what_no_state_needs_after() -> None:
    text = "e = tanh(W_xe @ x)\nh = tanh(W_eh @ e + W_hh @ h[t-1])\ny = W_hy @ h + b_y"
    assert words(text, "before") == ["e"]
    assert words(text, "loop") == ["h"]
    assert words(text, "after") == ["y"]


def test_y_is_in_the_loop_where_it_feeds_the_next_step() -> None:
    text = "h = tanh(W_xh @ x + W_yh @ y[t-1])\ny = W_hy @ h"
    assert words(text, "loop") == ["h", "y"]
    assert words(text, "after") == []


def test_without_a_state_nothing_is_in_the_loop() -> None:
    assert words("h = tanh(W_xh @ x)\ny = W_hy @ h", "before") == ["h", "y"]


def test_a_delay_of_the_input_needs_no_loop() -> None:
    text = "m = W_xm @ x\nh = tanh(m[t-1])\ny = W_hy @ h"
    assert words(text, "before") == ["m"]
    assert words(text, "after") == ["h", "y"]


@pytest.mark.parametrize("name", CELLS)
def test_every_operation_is_done_once_and_after_what_it_reads(name: str) -> None:
    cell = parse(CELLS[name].equations)
    plan = cell.schedule
    order = [*plan.before, *plan.loop, *plan.after]
    assert sorted([*order, *cell.previous.values()]) == list(range(len(cell.nodes)))
    for place, index in enumerate(order):
        later = set(order[place:])
        assert later.isdisjoint(cell.nodes[index].inputs)


def test_a_sum_within_a_sum_is_opened_and_keeps_its_signs() -> None:
    text = "h = W_xh @ x - (W_hh @ h[t-1] - b_h) - (-h[t-1])\ny = W_hy @ h"
    cell = parse(text)
    terms = cell.schedule.sums[cell.values["h"]]
    said = [(term.sign, type(cell.nodes[term.node].operation).__name__) for term in terms]
    assert said == [(1, "Product"), (-1, "Product"), (1, "Bias"), (1, "Previous")]


def test_what_is_only_added_up_is_not_kept() -> None:
    cell = parse(CELLS["elman"].equations)
    assert [type(cell.nodes[each].operation) for each in sorted(cell.schedule.passing)] == [
        Product,
        Add,
    ]
    gated = parse("h = tanh(W_hh @ h[t-1]) + W_xh @ x\ny = W_hy @ h")
    kinds = {type(gated.nodes[each].operation) for each in gated.schedule.loop}
    assert any(issubclass(kind, Function) for kind in kinds)
    assert not gated.schedule.passing
