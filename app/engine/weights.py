"""Weights and initial state: drawn, rescaled, filled with a constant, or given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from app.engine.errors import EngineError, Path
from app.engine.finite import all_finite
from app.engine.graph import Array
from app.engine.parts import Part, shapes_in
from app.engine.sizes import Shapes


def make_weights(
    parts: tuple[Part, ...],
    *,
    hidden: int,
    seed: int,
    gain: float | None,
    initial_biases: Mapping[str, float],
    given: Mapping[str, Any],
) -> list[dict[str, Array]]:
    """Every parameter of every part, by its name in the text: as given, else a bias filled with
    its constant, else drawn and (square recurrent ones) rescaled to `gain`.

    Raises:
        EngineError: an unknown name, a shape that does not fit, a number that is not finite.
    """
    if gain is not None and not (np.isfinite(gain) and gain > 0):
        raise EngineError(f"a gain is finite and above 0, not {gain}", ("gain",))
    _refuse_unknown(("weights",), given, shapes_in(parts), "a parameter")
    _check_initial_biases(initial_biases, parts[-1].shapes)
    return [
        {
            name: _given(("weights", full), given[full], part.shapes.parameters[name])
            if full in given
            else _initial(part, name, hidden, seed, gain, initial_biases)
            for name, full in part.parameters.items()
        }
        for part in parts
    ]


def _initial(
    part: Part,
    name: str,
    hidden: int,
    seed: int,
    gain: float | None,
    initial_biases: Mapping[str, float],
) -> Array:
    """A parameter that is not given."""
    shape = part.shapes.parameters[name]
    if name in initial_biases:
        return np.full(shape, float(initial_biases[name]))
    full = part.parameters[name]
    drawn = draw(full, shape, hidden=hidden, seed=seed)
    if gain is not None and name in part.cell.recurrent_matrices and shape[0] == shape[1]:
        drawn = rescale(drawn, gain)
        if not np.isfinite(drawn).all():
            raise EngineError(f"{full} leaves the finite numbers at this gain", ("gain",))
    return drawn


def make_initial_state(part: Part, given: Mapping[str, Any]) -> dict[str, Array]:
    """Every state before t = 1: as given, else zeros."""
    states = {name: (part.sizes[name],) for name in part.cell.states}
    _refuse_unknown(("initial_state",), given, states, "a state")
    return {
        name: _given(("initial_state", name), given[name], shape)
        if name in given
        else np.zeros(shape)
        for name, shape in states.items()
    }


def draw(name: str, shape: tuple[int, ...], *, hidden: int, seed: int) -> Array:
    """Uniform in ±1/√H, from a stream that seed and name alone decide.

    An entry's place in the stream depends on its row and column and not on the shape, so a
    new letter in the vocabulary adds a row or a column and moves nothing else.
    """
    stream = np.random.PCG64(np.random.SeedSequence([seed, *name.encode()]))
    if len(shape) == 1:
        place = np.arange(shape[0])
    else:
        row, column = np.ogrid[: shape[0], : shape[1]]
        shell = np.maximum(row, column)  # the pairing function of Rosenberg and Strong
        place = shell * shell + shell + row - column
    # the raw stream of a bit generator is fixed for good, that of a Generator's methods is not
    raw = np.asarray(stream.random_raw(int(place.max()) + 1), dtype=np.uint64)
    unit = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
    drawn: Array = (2.0 * unit[place] - 1.0) / np.sqrt(hidden)
    return drawn


def rescale(matrix: Array, gain: float) -> Array:
    """The matrix times the number that makes its spectral radius `gain`; zero stays zero."""
    radius = float(np.max(np.abs(np.linalg.eigvals(matrix))))
    with np.errstate(over="ignore"):
        return matrix * (gain / radius) if radius > 0 else matrix


def _check_initial_biases(given: Mapping[str, float], shapes: Shapes) -> None:
    if not given:
        return
    path = ("cell", "initial_biases")
    biases = [name for name, shape in shapes.parameters.items() if len(shape) == 1]
    _refuse_unknown(path, given, biases, "a bias")
    for name, value in given.items():
        if not np.isfinite(value):
            raise EngineError("a number must be finite", (*path, name))


def _refuse_unknown(path: Path, given: Mapping[str, Any], known: Iterable[str], what: str) -> None:
    for name in given:
        if name not in known:
            raise EngineError(
                f"{name} is not {what} of this cell: {', '.join(known) or 'it has none'}",
                (*path, name),
            )


def _given(path: Path, value: Any, shape: tuple[int, ...]) -> Array:
    """A caller's array, copied; raises where shape or a number does not fit."""
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        message = f"{path[-1]} is {_by(shape)} numbers, in rows of one length"
        raise EngineError(message, path) from None
    if array.shape != shape:
        found = _by(array.shape) or "one number"
        raise EngineError(f"{path[-1]} is {_by(shape)} numbers, not {found}", path)
    if not all_finite(array) and not np.isfinite(array).all():
        where = np.argwhere(~np.isfinite(array))[0]
        raise EngineError("a number must be finite", (*path, *map(int, where)))
    return array


def _by(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))
