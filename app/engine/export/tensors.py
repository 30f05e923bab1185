"""Numbers as PyTorch's tensors, exact to the last bit."""

from __future__ import annotations

from app.engine.graph import Array


def tensor(name: str, array: Array, options: str = "") -> str:
    """An assignment of a vector, or of a matrix with each row on a line of its own."""
    head = f"{name} = torch.tensor("
    if array.ndim == 1:
        return f"{head}{array.tolist()}{options})"
    rows = f",\n{' ' * (len(head) + 1)}".join(map(str, array.tolist()))
    return f"{head}[{rows}]{options})"


def vectors(name: str, rows: Array) -> str:
    """An assignment of vectors over time, shape (T, n); one-hot ones as rows of the identity."""
    if ((rows == 0) | (rows == 1)).all() and (rows.sum(axis=1) == 1).all():
        return f"{name} = torch.eye({rows.shape[1]})[{rows.argmax(axis=1).tolist()}]"
    return tensor(name, rows)


def state(name: str, array: Array) -> str:
    """An assignment of a state before t = 1."""
    return tensor(name, array) if array.any() else f"{name} = torch.zeros({len(array)})"
