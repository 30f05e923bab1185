"""Write the oracles: what PyTorch's autograd answers for every case, one JSON file a text.

To run it from the repository's root, in an environment of its own (PyTorch is no dependency of the
project):

    pip install torch numpy
    python -m tests.engine.oracles.make_oracles

Before a case is written its answer is held against PyTorch's own gradients of the shared weights,
an Elman cell also against `torch.nn.RNN`, and the golden example against its published numbers.
The folder `modules` beside the answers holds those of `torch.nn.RNN`, `LSTM` and `GRU` themselves,
the folder `translation` those of an encoder and a decoder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tests.engine.oracles.autograd import Problem, Truncation
from tests.engine.oracles.cases import Case, cases
from tests.engine.oracles.cells import CELLS
from tests.engine.oracles.checks import check_against_nn_rnn, check_golden_example, check_sums
from tests.engine.oracles.expected import expected
from tests.engine.oracles.run_modules import module_answer, module_cases
from tests.engine.oracles.translation.cases import cases as translations
from tests.engine.oracles.translation.make import translation

FOLDER = Path(__file__).parent / "answers"


def golden() -> dict[str, Any]:
    """The worked example of the HTTP contract: "aba", one hidden unit, a segment of one step."""
    problem = Problem(
        cell=CELLS["elman"],
        inputs=np.eye(2),
        targets=[1, 0],
        weights={
            "W_xh": np.array([[0.5, -0.5]]),
            "W_hh": np.array([[0.8]]),
            "b_h": np.array([0.1]),
            "W_hy": np.array([[1.0], [-1.0]]),
            "b_y": np.array([0.0, 0.0]),
        },
        initial_state={"h": np.zeros(1)},
    )
    case = Case("elman", 2, hidden=1, classes=2, tokens=True, truncation=Truncation("segment", 1))
    entry = {"parameter": "W_xh", "row": 0, "column": 1}
    answer = expected(problem, case.truncation, entry)
    check_golden_example(answer)
    return written("golden example", case, problem, entry, answer)


def written(
    name: str, case: Case, problem: Problem, entry: dict[str, Any] | None, answer: dict[str, Any]
) -> dict[str, Any]:
    truncation = vars(case.truncation) if case.truncation else None
    return {
        "case": name,
        "equations": problem.cell.equations,
        "hidden_size": case.hidden,
        "sizes": case.sizes,
        "inputs": problem.inputs,
        "classes": case.classes,
        "targets": problem.targets,
        "weights": problem.weights,
        "initial_state": problem.initial_state,
        "truncation": truncation,
        "entry": entry,
        "expected": answer,
    }


def some_entry(number: int, problem: Problem) -> dict[str, Any]:
    """An entry for the signed table: another parameter from case to case."""
    names = list(problem.weights)
    name = names[number % len(names)]
    shape = problem.weights[name].shape
    column = number % shape[1] if len(shape) == 2 else None
    return {"parameter": name, "row": (number + 1) % shape[0], "column": column}


def as_lists(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    raise TypeError(value)


def main() -> None:
    torch.set_num_threads(1)
    files: dict[str, list[dict[str, Any]]] = {"golden-example": [golden()]}
    for number, case in enumerate(cases()):
        problem = case.problem()
        entry = some_entry(number, problem)
        if case.cell.startswith("elman"):
            check_against_nn_rnn(problem, "relu" if "relu" in case.cell else "tanh")
        check_sums(problem, case.truncation)
        answer = expected(problem, case.truncation, entry)
        files.setdefault(case.cell, []).append(written(case.name, case, problem, entry, answer))
    for case in module_cases():
        problem = case.problem()
        answer = module_answer(problem, case)
        entries = files.setdefault(f"modules/{case.cell}", [])
        entries.append(written(case.name, case, problem, None, answer))
    for number, each in enumerate(translations()):
        entry = some_entry(number, each.problem())
        files.setdefault(f"translation/{each.cell}", []).append(translation(each, entry))
    for old in FOLDER.rglob("*.json"):
        old.unlink()
    for name, entries in files.items():
        lines = [json.dumps(e, separators=(",", ":"), default=as_lists) for e in entries]
        head = json.dumps({"torch": torch.__version__, "numpy": np.__version__})
        text = head[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"
        file = FOLDER / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


if __name__ == "__main__":
    main()
