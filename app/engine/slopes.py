"""Local derivatives: of each operation by each of its inputs, for all time-stamps at once."""

from __future__ import annotations

from app.engine.forward import Run
from app.engine.graph import Array, Linear, Operand


class Slopes:
    """The local derivatives of a run, each found when first asked for."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._found: dict[int, tuple[Operand, ...]] = {}

    def at(self, index: int, place: int) -> Operand:
        """∂node/∂input number `place`, shape (T, n) or (n,), or a number."""
        node = self.run.cell.nodes[index]
        if isinstance(node.operation, Linear):
            return node.operation.signs[place]
        if index not in self._found:
            inputs = [self.run.nodes[each] for each in node.inputs]
            self._found[index] = node.operation.derivatives(self.run.nodes[index], *inputs)
        return self._found[index][place]


class AtOnce:
    """Gradients as arrays over all time-stamps, shape (T, n)."""

    def __init__(self, run: Run, slopes: Slopes) -> None:
        self.run, self.slopes = run, slopes

    def arrived(self, gradient: Array) -> Array:
        return gradient

    def times(self, gradient: Array, index: int, place: int) -> Array:
        slope = self.slopes.at(index, place)
        return gradient if isinstance(slope, float) and slope == 1.0 else gradient * slope

    def through(self, gradient: Array, index: int) -> Array:
        matrix = self.run.weights[self.run.cell.parameter_at(index)]
        back: Array = gradient.dot(matrix)  # (T, n) (n, m)
        return back

    def plus(self, first: Array, second: Array) -> Array:
        return first + second
