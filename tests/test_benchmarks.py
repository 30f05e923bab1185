"""The benchmarks: what they compare, how they measure, what they write."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import by_hand, contest, engine
from benchmarks.agreement import DisagreementError, difference
from benchmarks.cells import CELLS
from benchmarks.contestant import WORKS, Call, Contestant, Found
from benchmarks.growth import exponent
from benchmarks.problem import Problem, Shape, draw
from benchmarks.report import as_markdown, write
from benchmarks.results import Growth, Measurement, Results
from benchmarks.run import Plan, run
from benchmarks.targets import targets
from benchmarks.timing import Pace, Quartiles, interleaved, sample, takes_part
from tests.command import ROOT

SMALL = Shape(7, 5, 4)
TINY = Plan(
    shapes=(Shape(3, 2, 3),),
    budget=0.002,
    fewest=1,
    lengths=1,
    along_T=(Shape(2, 2, 3), Shape(4, 2, 3)),
    along_H=(Shape(2, 2, 3), Shape(2, 4, 3)),
    copied=1000,
)


def found(contestants: tuple[Contestant, ...], work: str, problem: Problem) -> Found:
    """What the first contestant of the work finds."""
    contestant = next(each for each in contestants if each.work == work)
    assert contestant.read is not None
    return contestant.read(problem, contestant.start(problem)())


@pytest.mark.parametrize("work", WORKS)
def test_the_floor_agrees_with_the_engine(work: str) -> None:
    problem = draw("elman", SMALL)
    floor = found(by_hand.CONTESTANTS, work, problem)
    ours = found(engine.CONTESTANTS, work, problem)
    assert set(floor) == set(ours)
    for name in floor:
        apart = difference(floor[name], ours[name], logarithms=work == "itemised")
        assert apart < 1e-12, (name, apart)


@pytest.mark.parametrize("cell", CELLS)
def test_a_problem_has_weights_and_states_for_every_name_of_the_cell(cell: str) -> None:
    problem = draw(cell, SMALL)
    copies = found(engine.CONTESTANTS, "dense", problem)
    tables = found(engine.CONTESTANTS, "itemised", problem)
    assert set(problem.weights) == set(problem.layout.parameters) == set(copies)
    assert set(tables) == {*problem.weights, *problem.initial_state}


def test_a_stack_of_gates_comes_apart_by_the_names_of_the_equations() -> None:
    problem = draw("gru", SMALL)
    layout, weights = problem.layout, problem.weights
    W_x, W_h, b = (problem.stacked(names) for names in (layout.x, layout.h, layout.b))
    parted = problem.named(W_x, W_h, b, weights["W_hy"], weights["b_y"])
    assert all(np.array_equal(parted[name], weights[name]) for name in weights)


def test_difference_is_a_share_of_the_largest_number_and_of_logarithms_it_is_plain() -> None:
    wanted = np.array([0.0, 200.0])
    assert difference(wanted, np.array([2.0, 200.0])) == pytest.approx(0.01)
    assert difference(wanted, np.array([2.0, 200.0]), logarithms=True) == pytest.approx(2.0)
    assert difference(wanted, np.zeros(3)) == np.inf
    assert difference(np.array([-np.inf]), np.array([-np.inf])) == 0.0
    assert difference(np.array([-np.inf]), np.array([-300.0])) == np.inf
    assert not difference(wanted, np.array([0.0, np.nan])) <= 1.0


def test_a_contest_stops_before_timing_when_two_disagree() -> None:
    calls = 0

    def start(problem: Problem) -> Call:
        def call() -> None:
            nonlocal calls
            calls += 1

        return call

    def read(problem: Problem, answer: object) -> Found:
        copies = dict(found(by_hand.CONTESTANTS, "dense", problem))
        return copies | {"W_hh": copies["W_hh"] * (1 + 1e-9)}

    floor = next(each for each in by_hand.CONTESTANTS if each.work == "dense")
    wrong = Contestant("a wrong one", "dense", start, read)
    said = (
        "a wrong one and numpy by hand differ by 1.0e-09 in W_hh of dense of elman at T=7 H=5 V=4"
    )
    with pytest.raises(DisagreementError, match=f"^{re.escape(said)}$"):
        contest.steady([floor, wrong], draw("elman", SMALL), budget=0.001, fewest=1)
    assert calls == 1


def test_a_contestant_that_leaves_a_parameter_out_disagrees() -> None:
    def read(problem: Problem, answer: object) -> Found:
        copies = dict(found(by_hand.CONTESTANTS, "dense", problem))
        del copies["b_y"]
        return copies

    floor = next(each for each in by_hand.CONTESTANTS if each.work == "dense")
    with pytest.raises(DisagreementError, match="b_y"):
        contest.steady(
            [floor, replace(floor, name="another", read=read)],
            draw("elman", SMALL),
            budget=0.001,
            fewest=1,
        )


def test_quartiles_lie_between_the_samples_beside_them() -> None:
    assert Quartiles.of([4.0, 1.0, 3.0, 2.0]) == Quartiles(1.75, 2.5, 3.25, 4)


def test_a_sample_loops_and_gives_the_seconds_of_one_call() -> None:
    calls: list[int] = []
    seconds = sample(lambda: calls.append(1), 50)
    assert len(calls) == 50
    assert 0 < seconds < 1e-3


def test_short_calls_are_looped_and_long_ones_run_as_often_as_their_budget_allows() -> None:
    assert Pace.of(1e-4, budget=1.0, fewest=3) == Pace(loops=20, rounds=60)
    assert Pace.of(0.1, budget=1.0, fewest=3) == Pace(loops=1, rounds=10)
    assert Pace.of(5.0, budget=1.0, fewest=3) == Pace(loops=1, rounds=3)


@pytest.mark.parametrize("own", [1, 3, 7, 10])
def test_a_slow_call_takes_part_in_rounds_spread_over_all(own: int) -> None:
    present = [i for i in range(10) if takes_part(i, 10, own)]
    assert len(present) == own
    assert set(np.diff(present)) <= {10 // own, 10 // own + 1}


def test_interleaved_calls_all_run_in_an_order_that_changes() -> None:
    order: list[str] = []
    calls = {name: (lambda name=name: order.append(name)) for name in "abc"}
    times = interleaved(calls, budget=0.0, fewest=8)
    assert {name: each.rounds for name, each in times.items()} == dict.fromkeys("abc", 8)
    changes = [name for name, after in zip(order, [*order[1:], ""], strict=True) if name != after]
    rounds = ["".join(changes[i : i + 3]) for i in range(3, len(changes), 3)]
    assert len(set(rounds)) > 1


def test_the_exponent_of_a_power_law_is_its_power() -> None:
    sizes = [50, 100, 200, 400]
    assert exponent(sizes, [3e-6 * size**1.7 for size in sizes]) == pytest.approx(1.7)


def measured(work: str, cell: str, shape: Shape, **seconds: float) -> list[Measurement]:
    return [
        Measurement(work, cell, shape, name.replace("_", " "), Quartiles(each, each, each, 3))
        for name, each in seconds.items()
    ]


def fabricated() -> Results:
    """Two shapes of Elman, with round numbers."""
    small, large = Shape(50, 32, 30), Shape(200, 128, 50)
    points = tuple(measured("copies", "elman", small, engine=1.0))
    return Results(
        date="2026-01-01",
        machine={"CPU": "of paper"},
        left_out=("jax",),
        steady=(
            *measured("copies", "elman", small, engine=1.0, numpy_by_hand=1.0),
            *measured("copies", "elman", large, engine=3.0, numpy_by_hand=2.0, PyTorch_clones=15.0),
            *measured("itemised", "elman", small, engine=1.25, numpy_by_hand=1.0, GEMM=0.1),
            *measured("itemised", "elman", large, engine=10.0, numpy_by_hand=9.0, GEMM=6.4),
        ),
        growth=(
            Growth("copies", "T", "engine", 1.02, points),
            Growth("itemised", "T", "engine", 2.2, points),
            Growth("copies", "H", "engine", -0.004, points),
        ),
    )


def test_targets_are_met_missed_or_not_measured_and_name_the_worst_place() -> None:
    by_name = {each.name: each for each in targets(fabricated())}
    floor = by_name["Copy factors, Elman: engine ÷ numpy by hand"]
    assert (floor.measured, floor.met, floor.place) == (1.5, False, "elman, T=200 H=128 V=50")
    floor = by_name["Itemised, Elman: engine ÷ numpy by hand"]
    assert (floor.measured, floor.met, floor.place) == (1.25, True, "elman, T=50 H=32 V=30")
    assert by_name["Copy factors: PyTorch clones ÷ engine"].met
    share = by_name["Itemised, Elman, H = 128: share of the GEMM rate"]
    assert share.measured == pytest.approx(64.0)
    assert share.met is False
    assert by_name["Copy factors, Elman: exponent of T"].met
    assert not by_name["Itemised, Elman: exponent of T"].met
    missing = by_name["Itemised: PyTorch batched ÷ engine"]
    assert (missing.measured, missing.met) == (None, None)


def test_the_report_shows_what_was_missed_and_what_was_left_out() -> None:
    written = as_markdown(replace(fabricated(), copying_rate=2e10))
    assert "Left out, not installed: jax." in written
    assert "| ≤ 1.25× | 1.50× (elman, T=200 H=128 V=50) | **no** |" in written
    assert "| ≥ 10× | – | not measured |" in written
    assert "| elman | 200, 128, 50 | 3,000 | 2,000 (0.67×) | 15,000 (5.0×) |" in written
    assert "| copies | H = 32 | -0.00 | – |" in written
    assert re.search(r"^#{1,2} ", written, re.MULTILINE) is None


def test_a_run_writes_both_files_and_names_what_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for library in ("torch", "jax"):
        monkeypatch.setitem(sys.modules, library, None)
    said: list[str] = []
    results = run(TINY, [], said.append)
    assert results.left_out == ("torch", "jax")
    assert any("torch is not installed" in line for line in said)
    for work in WORKS:
        assert [cell for cell, _ in results.places(work)] == list(CELLS)
    assert {(each.work, each.along) for each in results.growth} == {
        (work, along) for work in ("copies", "itemised") for along in "TH"
    }
    write(results, tmp_path / "new")
    kept = json.loads((tmp_path / "new" / "results.json").read_text("utf-8"))
    assert kept["left_out"] == ["torch", "jax"]
    assert {"median", "lower_quartile", "upper_quartile", "rounds"} <= set(kept["measurements"][0])
    assert (tmp_path / "new" / "results.md").read_text("utf-8") == as_markdown(results)
    assert "Left out, not installed: torch, jax." in as_markdown(results)


def test_a_run_has_one_thread_on_one_core_and_libraries_as_they_come() -> None:
    code = (
        "import os; from benchmarks.threads import one_thread; print(one_thread());"
        "print(os.environ['OPENBLAS_NUM_THREADS'], 'OPENBLAS_CORETYPE' in os.environ);"
        "print(len(getattr(os, 'sched_getaffinity', lambda _: '1')(0)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_CORETYPE": "Haswell"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    taken_back, variables, cores = done.stdout.splitlines()
    assert "OPENBLAS_CORETYPE" in taken_back
    assert (variables, cores) == ("1 False", "1")


@pytest.mark.parametrize(
    ("module", "absent"),
    [("benchmarks.__main__", "numpy"), ("benchmarks.run", "torch"), ("benchmarks.run", "jax")],
)
def test_libraries_are_imported_only_when_they_are_needed(module: str, absent: str) -> None:
    code = f"import sys, {module}; sys.exit({absent!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_readme_quotes_the_results_that_were_written() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    quoted = re.findall(r"^<!-- benchmarks -->\n(.*?)^<!-- /benchmarks -->$", readme, re.S | re.M)
    written = (ROOT / "benchmarks" / "results.md").read_text("utf-8")
    assert [each.strip() for each in quoted] == [written.strip()]
