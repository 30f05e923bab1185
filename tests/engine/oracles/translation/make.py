"""One translation: its answer, held against its witnesses, as it is written."""

from __future__ import annotations

from typing import Any

from tests.engine.oracles.checks import check_sums
from tests.engine.oracles.translation.cases import Case
from tests.engine.oracles.translation.checks import check_against_modules
from tests.engine.oracles.translation.expected import expected


def translation(case: Case, entry: dict[str, Any]) -> dict[str, Any]:
    problem, truncation = case.problem(), case.truncation
    check_sums(problem, truncation)
    has_modules = case.cell in ("elman", "lstm", "gru")
    if has_modules and (truncation is None or truncation.kind == "segment"):
        check_against_modules(case.cell, problem, truncation)
    return {
        "case": case.name,
        "equations": problem.cell.equations,
        "hidden_size": case.hidden,
        "sizes": case.sizes,
        **vars(case.tokens),
        "weights": problem.weights,
        "initial_state": problem.initial_state,
        "truncation": vars(truncation) if truncation else None,
        "entry": entry,
        "expected": expected(problem, truncation, entry),
    }
