"""The gradient of the loss, with everything that the backward pass meets on its way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.engine.backward import Back, sum_up
from app.engine.copies import Factor, copy_norms
from app.engine.errors import NonFiniteError
from app.engine.finite import all_finite
from app.engine.future import future
from app.engine.graph import Array
from app.engine.problem import Truncation
from app.engine.walk import Arrow


@dataclass(frozen=True, eq=False)
class Message:
    """What an arrow between named values sends back, by the receiver's time-stamp.

    Attributes:
        sender, receiver: the value whose equation reads, and the value that it reads; the
            loss sends to y.
        lag: 1 where it reads receiver[t-1].
        values: ∂L/∂receiver along this arrow, shape (T, n).
        cut: what truncation removed from it, shape (T, n); None where nothing can be cut.
    """

    sender: str
    receiver: str
    lag: int
    values: Array
    cut: Array | None


class Gradients:
    """A backward pass: the gradient at once, what else belongs to it when it is asked for.

    Each part raises NonFiniteError where it leaves the finite numbers, naming the last t at
    which something does.
    """

    def __init__(self, back: Back, truncation: Truncation | None = None) -> None:
        self._back = back
        self._run = back.run
        self._truncation = truncation
        self._future = future(back, truncation)
        self.factors = self._find_factors()
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
        return self._future.initial

    @property
    def deltas(self) -> dict[str, Array]:
        """∂L/∂v of each named value v, shape (T, n)."""
        self._refuse_unless_finite(list(self._deltas.values()))
        return self._deltas

    @property
    def messages(self) -> list[Message]:
        """What the deltas are sums of, in the order of the text, the loss last."""
        self._refuse_unless_finite([each.cut for each in self._messages if each.cut is not None])
        return self._messages

    @property
    def norms(self) -> dict[str, Array]:
        """|∂L/∂W^(t)| of each parameter's copies, shape (T,)."""
        self._refuse_unless_finite(list(self._norms.values()))
        return self._norms

    def copies(self) -> dict[str, Array]:
        """The dense copies, shape (T, rows, columns), or (T, rows) of a bias."""
        return {
            name: sum_up([factor.dense() for factor in factors])
            for name, factors in self.factors.items()
        }

    def _find_factors(self) -> dict[str, list[Factor]]:
        run, lefts = self._run, self._future.lefts
        found: dict[str, list[Factor]] = {name: [] for name in run.cell.parameters}
        for use in run.cell.uses:
            left = lefts.get(use.node)
            if left is None:
                left = np.zeros((run.sequence.length, run.shapes.nodes[use.node]))
            right = None if use.right is None else run.over_time(use.right)
            found[use.parameter].append(Factor(left, right))
        return found

    @cached_property
    def _walked(self) -> tuple[dict[str, Array], dict[Arrow, Array]]:
        """The deltas that are not zero, and what each arrow would send if nothing were cut."""
        run, arrows = self._run, {("loss", "y", 0): self._run.errors}
        with np.errstate(over="ignore", invalid="ignore"):
            nodes = self._back.walk(self._future.heard, run.cell.teachable, arrows)
        deltas = {name: nodes[index] for name, index in run.cell.values.items()}
        return {name: each for name, each in deltas.items() if each is not None}, arrows

    @cached_property
    def _deltas(self) -> dict[str, Array]:
        found, _ = self._walked
        return {
            name: found[name] if name in found else self._zeros(name)
            for name in self._run.cell.values
        }

    @cached_property
    def _messages(self) -> list[Message]:
        _, arrows = self._walked
        kept, cut = self._kept_and_cut(arrows)
        found = []
        for sender, receiver, lag in self._arrows():
            arrow = sender, receiver, lag
            if lag == 0:
                values = arrows.get(arrow, self._zeros(receiver))
                found.append(Message(sender, receiver, lag, values, None))
                continue
            removed = None if cut is None else self._one_earlier(receiver, cut.get(arrow))
            values = self._one_earlier(receiver, kept.get(arrow))
            found.append(Message(sender, receiver, lag, values, removed))
        return found

    def _kept_and_cut(
        self, arrows: dict[Arrow, Array]
    ) -> tuple[dict[Arrow, Array], dict[Arrow, Array] | None]:
        """What arrows send to the time-stamp before, by the sender's, and what is cut from it."""
        if self._truncation is None:
            return arrows, None
        if self._truncation.kind == "segment":
            t = np.arange(self._run.sequence.length)[:, None]
            first = (t % self._truncation.steps == 0) & (t > 0)
            return (
                {arrow: np.where(first, 0.0, each) for arrow, each in arrows.items()},
                {arrow: np.where(first, each, 0.0) for arrow, each in arrows.items()},
            )
        kept: dict[Arrow, Array] = {}
        cut: dict[Arrow, Array] = {}
        window = self._future.window
        assert window is not None
        with np.errstate(over="ignore", invalid="ignore"):
            self._back.walk(window.passed_on, self._run.cell.teachable, kept)
            self._back.walk(window.dropped, self._run.cell.teachable, cut)
        return kept, cut

    def _arrows(self) -> list[Arrow]:
        arrows = [
            (name, source.name, source.lag)
            for name, sources in self._run.cell.sources.items()
            for source in sources
            if source.name != "x"
        ]
        return [*arrows, ("loss", "y", 0)]

    def _one_earlier(self, receiver: str, sent: Array | None) -> Array:
        """What is sent at t + 1, by the receiver's t; the last hears nothing."""
        found = self._zeros(receiver)
        if sent is not None:
            found[:-1] = sent[1:]
        return found

    @cached_property
    def _norms(self) -> dict[str, Array]:
        with np.errstate(over="ignore", invalid="ignore"):
            return {name: copy_norms(factors) for name, factors in self.factors.items()}

    def _zeros(self, name: str) -> Array:
        return np.zeros((self._run.sequence.length, self._run.shapes.values[name]))

    def _refuse_unless_finite(self, arrays: list[Array]) -> None:
        if not all(map(all_finite, arrays)):
            self._refuse_non_finite()

    def _refuse_non_finite(self) -> None:
        # in the order in which the backward pass meets them at one time-stamp
        over_time = [(f"∂L/∂{name}", delta) for name, delta in reversed(self._deltas.items())]
        over_time += [
            (f"the cut part of ∂L/∂{message.receiver}", message.cut)
            for message in self._messages
            if message.cut is not None
        ]
        over_time += [(f"the copy ∂L/∂{name}", norms) for name, norms in self._norms.items()]
        found = [
            (int(np.flatnonzero(~finite)[-1]) + 1, -order, name)
            for order, (name, array) in enumerate(over_time)
            if not (finite := np.isfinite(array.reshape(len(array), -1)).all(axis=1)).all()
        ]
        if found:
            t, _, name = max(found)
            raise NonFiniteError(name, t)
        for name, array in {**self.initial_deltas, **self.summed}.items():
            if not np.isfinite(array).all():
                raise NonFiniteError(f"∂L/∂{name}", 1)
