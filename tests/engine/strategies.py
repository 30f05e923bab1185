"""Random problems for Hypothesis: texts of the grammar, sequences, truncations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from app.engine import Sequence, Truncation

FUNCTIONS = ("tanh", "sigmoid")


@dataclass
class _Names:
    """What an expression may read: the size class of each value, and of each state."""

    values: dict[str, str]
    states: dict[str, str]


def expressions(names: _Names, size: str, depth: int) -> st.SearchStrategy[str]:
    """Right sides of one size class ("x", "y", "H" or "e"), with at least one vector."""
    atoms = [st.sampled_from([f"b_{size}1", f"b_{size}2"])]
    atoms += [st.just(name) for name, of in names.values.items() if of == size]
    atoms += [st.just(f"{name}[t-1]") for name, of in names.states.items() if of == size]
    if depth == 0:
        return st.one_of(atoms)
    same = expressions(names, size, depth - 1)
    products = [
        st.builds(
            "(W_{}{}{} @ ({}))".format,
            st.just(size),
            st.just(other),
            st.sampled_from("12"),
            expressions(names, other, depth - 1),
        )
        for other in ("x", "y", "H", "e")
    ]
    return st.one_of(
        *atoms,
        *products,
        st.builds("{}({})".format, st.sampled_from(FUNCTIONS), same),
        st.builds("({} {} {})".format, same, st.sampled_from("+-*"), same),
        st.builds("({} * {})".format, st.sampled_from(["2", "0.5", "-.3", "1e-1"]), same),
        st.builds("(1 - {})".format, same),
        st.builds("(-{})".format, same),
    )


@st.composite
def texts(draw: st.DrawFn, y_is_read: bool = True) -> str:
    """A text of the language, with own sizes for names that begin with e; its y a state or not."""
    sizes = draw(st.lists(st.sampled_from(["H", "H", "x", "e"]), min_size=1, max_size=3))
    plan = {f"{'e' if size == 'e' else 'v'}{i}": size for i, size in enumerate(sizes)}
    plan["y"] = "y"
    names = _Names({"x": "x"}, {name: of for name, of in plan.items() if y_is_read or name != "y"})
    lines = []
    for name, size in plan.items():
        right = draw(expressions(names, size, depth=2))
        # a join of names keeps the size classes decided, whatever was drawn
        lines.append(f"{name} = {right} + 0.1 * b_{size}0")
        names.values[name] = size
    return "\n".join(lines)


@st.composite
def sequences(draw: st.DrawFn, max_length: int = 4) -> Sequence:
    """Vectors of width 1..3 with some targets left out."""
    T = draw(st.integers(1, max_length))
    D = draw(st.integers(1, 3))
    V = draw(st.integers(1, 3))
    targets = draw(st.lists(st.none() | st.integers(0, V - 1), min_size=T, max_size=T))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32)))
    return Sequence(numbers.normal(size=(T, D)), tuple(targets), V)


def truncations(max_steps: int = 6) -> st.SearchStrategy[Truncation | None]:
    """None, or either kind with any number of steps."""
    return st.none() | st.builds(
        Truncation, st.sampled_from(["segment", "window"]), st.integers(1, max_steps)
    )
