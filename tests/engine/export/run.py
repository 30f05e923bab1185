"""Runs a script as PyTorch's users would, and looks at what it leaves."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from typing import Any


def run(script: str) -> tuple[str, dict[str, Any]]:
    """What a script prints, and the gradient of every leaf at its top level.

    PyTorch is no dependency of the project: it is imported here and not before.
    """
    import torch

    usual = torch.get_default_dtype()
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(script, "<script>", "exec"), names)
    finally:
        torch.set_default_dtype(usual)
    leaves = {
        name: value
        for name, value in names.items()
        if isinstance(value, torch.Tensor) and value.is_leaf and value.requires_grad
    }
    assert all(leaf.dtype == torch.float64 for leaf in leaves.values())
    return printed.getvalue(), {name: leaf.grad.tolist() for name, leaf in leaves.items()}
