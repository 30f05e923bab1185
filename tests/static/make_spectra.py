"""Spectral radii as numpy finds them, for the unit tests of the page.

`python -m tests.static.make_spectra` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).parent / "spectra.json"


def matrices() -> dict[str, Any]:
    """Square matrices by what is hard about them."""
    rng = np.random.default_rng(8)
    turn = [[np.cos(0.7), -np.sin(0.7)], [np.sin(0.7), np.cos(0.7)]]
    return {
        "one number": np.array([[-0.8]]),
        "random": rng.uniform(-0.5, 0.5, (4, 4)),
        "large": rng.uniform(-0.25, 0.25, (16, 16)),
        "a complex pair": 1.3 * np.array(turn),
        "two of one size": np.diag([0.9, -0.9, 0.2]),
        "a defective one": np.array([[0.5, 1.0, 0.0], [0.0, 0.5, 1.0], [0.0, 0.0, 0.5]]),
        "far from normal": np.array([[0.3, 1e4], [0.0, 0.2]]),
        "tiny": 1e-200 * rng.uniform(-1, 1, (3, 3)),
        "huge": 1e200 * rng.uniform(-1, 1, (3, 3)),
        "zero": np.zeros((3, 3)),
        "nilpotent": np.array([[0.0, 2.0], [0.0, 0.0]]),
    }


def spectra() -> dict[str, Any]:
    """Each matrix with the size of its largest eigenvalue."""
    return {
        name: {"matrix": matrix.tolist(), "radius": float(abs(np.linalg.eigvals(matrix)).max())}
        for name, matrix in matrices().items()
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(spectra()) + "\n", "utf-8")
