"""The gradient of the loss, with everything that the backward pass meets on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.engine.backward import Back, sum_up
from app.engine.copies import Factor, copy_norms
from app.engine.errors import NonFiniteError
from app.engine.finite import all_finite
from app.engine.future import futures
from app.engine.graph import Array
from app.engine.problem import Truncation
from app.engine.rows import TimeRows, one_earlier, side_by_side
from app.engine.taught import Taught
from app.engine.walk import Arrow


@dataclass(frozen=True, eq=False)
class Message:
    """What an arrow between named values sends back, by the receiver's time-stamp.

    Attributes:
        sender, receiver: the value whose equation reads, and the value that it reads; the
            loss sends to y.
        lag: 1 where it reads receiver[t-1].
        values: ∂L/∂receiver along this arrow, shape (T, n); None where there is no such arrow.
        cut: what truncation removed from it, shape (T, n); None where nothing can be cut.
    """

    sender: str
    receiver: str
    lag: int
    values: TimeRows
    cut: TimeRows | None


class Gradients:
    """A backward pass: the gradient at once, what else belongs to it when it is asked for.

    Parameters go by their full names. Each part raises NonFiniteError where it leaves the finite
    numbers, naming the last t at which something does.
    """

    def __init__(self, backs: tuple[Back, ...], truncation: Truncation | None = None) -> None:
        self._truncation = truncation
        self._lengths = [back.run.part.length for back in backs]
        self._taught = [
            Taught(back, future, truncation)
            for back, future in zip(backs, futures(backs, truncation), strict=True)
        ]
        self.factors = {
            taught.part.parameters[name]: factors
            for taught in self._taught
            for name, factors in taught.factors.items()
        }
        self.summed = {
            name: factors[0].summed()
            if len(factors) == 1
            else sum_up([f.summed() for f in factors])
            for name, factors in self.factors.items()
        }
        self._refuse_unless_finite([*self.summed.values(), *self.initial_deltas.values()])

    factors: dict[str, list[Factor]]
    """Temporal copies of each parameter, one factor per use in a step."""

    summed: dict[str, Array]
    """The gradient of each shared parameter: the sum of its copies."""

    @property
    def initial_deltas(self) -> dict[str, Array]:
        """∂L/∂(state before t = 1), shape (n,)."""
        return self._taught[0].initial

    @property
    def deltas(self) -> dict[str, TimeRows]:
        """∂L/∂v of each named value v, shape (T, n)."""
        self._refuse_infinite_deltas()
        return {
            name: self._joined(of_part.get(name) for of_part in self._deltas)
            for name in self._last.run.cell.values
        }

    @property
    def messages(self) -> list[Message]:
        """What the deltas are sums of, in the order of the text, the loss last."""
        self._refuse_infinite_deltas()
        if self._truncation is not None:
            self._refuse_unless_finite([each for _, _, each in self._cuts])
        return [self._message(arrow) for arrow in self._arrows]

    @property
    def norms(self) -> dict[str, Array]:
        """|∂L/∂W^(t)| at the time-stamps of each parameter's part, shape (length,)."""
        self._refuse_unless_finite(list(self._norms.values()))
        return self._norms

    def copies(self) -> dict[str, Array]:
        """The dense copies at the time-stamps of each parameter's part, shape (length, rows,
        columns), or (length, rows) of a bias."""
        return {
            name: sum_up([factor.dense() for factor in factors])
            for name, factors in self.factors.items()
        }

    @property
    def _last(self) -> Taught:
        """The part with all values."""
        return self._taught[-1]

    def _joined(self, pieces: Iterable[Array | None]) -> TimeRows:
        return side_by_side(list(pieces), self._lengths)

    def _refuse_infinite_deltas(self) -> None:
        self._refuse_unless_finite([each for of_part in self._deltas for each in of_part.values()])

    @cached_property
    def _deltas(self) -> list[dict[str, Array]]:
        return [taught.deltas for taught in self._taught]

    @cached_property
    def _arrows(self) -> list[Arrow]:
        arrows = [
            (name, source.name, source.lag)
            for name, sources in self._last.run.cell.sources.items()
            for source in sources
            if source.name != "x"
        ]
        return [*arrows, ("loss", "y", 0)]

    def _message(self, arrow: Arrow) -> Message:
        sender, receiver, lag = arrow
        if lag == 0:
            values = self._joined(taught.sent(arrow) for taught in self._taught)
            return Message(sender, receiver, lag, values, None)
        return Message(
            sender,
            receiver,
            lag,
            self._one_earlier(arrow, Taught.sent),
            self._one_earlier(arrow, Taught.cut) if self._truncation is not None else None,
        )

    def _one_earlier(self, arrow: Arrow, sent: Callable[[Taught, Arrow], Array | None]) -> TimeRows:
        """What is sent at t + 1, by the receiver's t; the last hears nothing."""
        nothing = np.zeros(self._last.part.sizes[arrow[1]])
        return one_earlier(self._joined(sent(taught, arrow) for taught in self._taught), nothing)

    @property
    def _cuts(self) -> list[tuple[str, int, Array]]:
        """What is cut, by the sender's time-stamps: from what receiver, the time-stamp (from 0) at
        which the receiver of its first row stands, the rows."""
        return [
            (arrow[1], taught.part.first - 1, cut)
            for arrow in self._arrows
            if arrow[2] > 0
            for taught in self._taught
            if (cut := taught.cut(arrow)) is not None
        ]

    @cached_property
    def _norms(self) -> dict[str, Array]:
        with np.errstate(over="ignore", invalid="ignore"):
            return {name: copy_norms(factors) for name, factors in self.factors.items()}

    def _refuse_unless_finite(self, arrays: list[Array]) -> None:
        if not all(map(all_finite, arrays)):
            self._refuse_non_finite()

    def _refuse_non_finite(self) -> None:
        # in the order in which the backward pass meets them at one time-stamp
        over_time = [
            (f"∂L/∂{name}", taught.part.first, deltas[name])
            for taught, deltas in zip(self._taught, self._deltas, strict=True)
            for name in reversed(deltas)
        ]
        if self._truncation is not None:
            over_time += [
                (f"the cut part of ∂L/∂{name}", first, cut) for name, first, cut in self._cuts
            ]
        over_time += [
            (f"the copy ∂L/∂{name}", taught.part.first, self._norms[name])
            for taught in self._taught
            for name in taught.part.parameters.values()
        ]
        found = [
            (first + int(np.flatnonzero(~finite)[-1]) + 1, -order, name)
            for order, (name, first, array) in enumerate(over_time)
            if not (finite := np.isfinite(array.reshape(len(array), -1)).all(axis=1)).all()
        ]
        if found:
            t, _, name = max(found)
            raise NonFiniteError(name, t)
        # a sum is complete at the first time-stamp of its part
        sums = [(name, 0, delta) for name, delta in self.initial_deltas.items()]
        sums += [
            (name, taught.part.first, self.summed[name])
            for taught in self._taught
            for name in taught.part.parameters.values()
        ]
        for name, first, array in sums:
            if not np.isfinite(array).all():
                raise NonFiniteError(f"∂L/∂{name}", first + 1)
