"""Random texts of the language, the same on every machine and for ever."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from app.engine.graph import Array

Option = TypeVar("Option")


class Draws:
    """What follows from a name, by the raw stream of PCG64, which no release may change."""

    def __init__(self, name: str) -> None:
        self._bits = np.random.PCG64(list(name.encode()))

    def below(self, limit: int) -> int:
        return int(self._bits.random_raw() % limit)

    def one(self, options: list[Option]) -> Option:
        return options[self.below(len(options))]

    def uniform(self, bound: float, *shape: int) -> Array:
        """Uniform in ±bound, rounded to four decimals so that the scripts read well."""
        raw = self._bits.random_raw(int(np.prod(shape))) / 2.0**64
        return np.round((2 * raw - 1) * bound, 4).reshape(shape)


def text(draws: Draws, y_is_read: bool) -> str:
    """A text with up to three values besides y, of the sizes of x, H and one of its own."""
    sizes = [draws.one(["H", "H", "x", "e"]) for _ in range(1 + draws.below(3))]
    plan = {f"{'e' if size == 'e' else 'v'}{i}": size for i, size in enumerate(sizes)} | {"y": "y"}
    if not y_is_read:  # an encoder hands over no x, whose size it may not share
        plan = {name: "H" if size == "x" else size for name, size in plan.items()}
    states = {f"{name}[t-1]": size for name, size in plan.items() if y_is_read or name != "y"}
    known = {"x": "x"}
    lines = []
    for name, size in plan.items():
        right = expression(draws, known | states, size, 2)
        read = list(known) if name == "y" else [draws.one(list(known))]
        read.append(draws.one(list(states)))
        # y reads all, so that it teaches all; and the matrices decide the size, whatever was drawn
        sums = [f"W_{size}{(known | states)[each]}2 @ {each}" for each in read]
        lines.append(f"{name} = {right} - {' + '.join(sums)}")
        known[name] = size
    return "\n".join(lines)


def expression(draws: Draws, known: dict[str, str], size: str, depth: int) -> str:
    """A right side of one size ("x", "y", "H" or "e"), with at least one vector."""
    kinds = ["product", "product", "function", "function", "sum", "sum", "scaled", "minus"]
    kind = draws.one(kinds) if depth else "atom"
    if kind == "atom":
        return draws.one([f"b_{size}1", *(name for name, of in known.items() if of == size)])
    if kind == "product":
        other = draws.one([*sorted(set(known.values())), "H"])
        inner = expression(draws, known, other, depth - 1)
        return f"(W_{size}{other}{draws.below(2)} @ ({inner}))"
    inner = expression(draws, known, size, depth - 1)
    if kind == "function":
        return f"{draws.one(['tanh', 'sigmoid', 'relu', 'tanh'])}({inner})"
    if kind == "sum":
        return f"({inner} {draws.one(['+', '-', '*'])} {expression(draws, known, size, depth - 1)})"
    if kind == "scaled":
        return f"({inner} {draws.one(['*', '-', '+'])} {draws.one(['2', '0.5', '-.3', '1e-1'])})"
    return f"{draws.one(['(1 - ', '(-', '-2 * ('])}{inner})"
