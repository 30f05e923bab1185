"""Write answers.json: what PyTorch prints and finds when it runs the script of every case.

To run it from the repository's root, in an environment of its own (PyTorch is no dependency of the
project):

    pip install torch numpy
    python -m tests.engine.export.make
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from tests.engine.export.cases import Case, cases
from tests.engine.export.run import run

FILE = Path(__file__).parent / "answers.json"


def answered(case: Case) -> dict[str, Any]:
    script = case.script()
    printed, gradients = run(script)
    return {
        "case": case.name,
        "printed": printed,
        "gradients": gradients,
        "script": script.splitlines(),
    }


def lines(answer: dict[str, Any]) -> str:
    """An object with each line of the script on a line of its own, to be read and compared."""
    script = ",\n".join(map(json.dumps, answer.pop("script")))
    return f'{json.dumps(answer)[:-1]}, "script": [\n{script}\n]}}'


def main() -> None:
    torch.set_num_threads(1)
    answers = ",\n".join(lines(answered(case)) for case in cases())
    FILE.write_text(f'{{"torch": "{torch.__version__}", "cases": [\n{answers}\n]}}\n')


if __name__ == "__main__":
    main()
