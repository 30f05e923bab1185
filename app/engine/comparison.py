"""What truncation costs: the truncated gradient against the full one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.engine.graph import Array
from app.engine.lengths import lengths


@dataclass(frozen=True)
class Cost:
    """How far a gradient is from the full one; None where the full one is zero.

    Attributes:
        relative_error: |truncated − full| / |full|.
        cosine: of the angle between them; None also where the truncated one is zero.
        norm_ratio: |truncated| / |full|; may exceed 1.
    """

    relative_error: float | None
    cosine: float | None
    norm_ratio: float | None


def compare(truncated: Array, full: Array) -> Cost:
    """Compare two gradients of one shape."""
    if not np.any(full):
        return Cost(None, None, None)
    if np.array_equal(truncated, full):
        return Cost(0.0, 1.0, 1.0)
    scale = max(np.abs(truncated).max(), np.abs(full).max())  # so that a − b cannot overflow
    a, b = truncated.ravel() / scale, full.ravel() / scale
    length_a, length_b, distance = map(float, lengths(np.stack([a, b, a - b])))
    cosine = None
    if length_a > 0.0:
        cosine = float(np.clip((a / length_a) @ (b / length_b), -1.0, 1.0))
    return Cost(distance / length_b, cosine, length_a / length_b)


def compare_all(
    truncated: dict[str, Array], full: dict[str, Array]
) -> tuple[Cost, dict[str, Cost]]:
    """All parameters pooled into one vector, and each by itself."""
    pooled = [
        np.concatenate([np.zeros(0), *(each.ravel() for each in gradients.values())])
        for gradients in (truncated, full)
    ]
    return compare(*pooled), {name: compare(truncated[name], full[name]) for name in full}
