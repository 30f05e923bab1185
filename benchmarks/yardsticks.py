"""What the machine can do at most: products of matrices, and writing to fresh memory."""

from __future__ import annotations

import math
from time import perf_counter

import numpy as np

from benchmarks.contestant import Call, Contestant
from benchmarks.names import FRESH, GEMM
from benchmarks.problem import Problem, Shape


def flops(shape: Shape) -> int:
    """Of the products (r, H) @ (H, H), r = 1..T−1, that the itemised sweep of an Elman makes."""
    return shape.T * (shape.T - 1) // 2 * 2 * shape.H**2


def bytes_of_copies(problem: Problem) -> int:
    """What the dense copies of the matrices take up; those of the biases need no memory."""
    return 8 * sum(map(math.prod, _shapes_of_copies(problem)))


def _shapes_of_copies(problem: Problem) -> list[tuple[int, ...]]:
    matrices = [each for each in problem.weights.values() if each.ndim == 2]
    return [(problem.shape.T, *each.shape) for each in matrices]


def _multiply(problem: Problem) -> Call:
    T, H = problem.shape.T, problem.shape.H
    rows, products = np.random.default_rng(0).uniform(-1, 1, (2, T, H))
    W = problem.weights["W_hh"]
    pairs = [(rows[:r], products[:r]) for r in range(1, T)]

    def call() -> None:
        for left, product in pairs:
            np.dot(left, W, product)

    return call


def _write(problem: Problem) -> Call:
    shapes = _shapes_of_copies(problem)

    def call() -> list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
        copies = [np.empty(shape) for shape in shapes]
        for each in copies:
            each.fill(1.0)
        return copies

    return call


def copying_rate(numbers: int, rounds: int = 5) -> float:
    """Bytes a second that a copy of so many numbers reads and writes, in the median."""
    source, goal = np.ones((2, numbers))
    rates = []
    for _ in range(rounds):
        start = perf_counter()
        np.copyto(goal, source)
        rates.append(2 * source.nbytes / (perf_counter() - start))
    return float(np.median(rates))


CONTESTANTS = (
    Contestant(GEMM, "itemised", _multiply, cells=("elman",)),
    Contestant(FRESH, "dense", _write),
)
