"""From a text of equations to a graph, or to an error with its line and column.

The language (one assignment a line, `name[t-1]` for a state, `W_* @`, `b_*`, `+ - *`,
`tanh sigmoid relu`) is read by Python's own parser and an allow-list; nothing is run.
"""

from __future__ import annotations

import ast
import difflib
import math
import re
from functools import lru_cache

import numpy as np

from app.engine.cell import Cell, parameters_of, uses_of
from app.engine.errors import EquationError
from app.engine.graph import (
    FUNCTIONS,
    Add,
    Bias,
    Input,
    Multiply,
    Negate,
    Node,
    Number,
    Operation,
    Previous,
    Product,
    Same,
    Subtract,
)
from app.engine.scan import lines_of, operations_in
from app.engine.sizes import infer

RESERVED = frozenset({"x", "p", "t", "L", "loss", *FUNCTIONS})
MAX_OPERATIONS = 64

_BINARY: dict[type[ast.operator], Operation] = {
    ast.Add: Add(),
    ast.Sub: Subtract(),
    ast.Mult: Multiply(),
}


@lru_cache(maxsize=256)
def parse(equations: str, name: str = "custom", max_operations: int = MAX_OPERATIONS) -> Cell:
    """Read a cell; the same text is read once, and a cell holds no numbers of any run.

    Args:
        equations: the text, one assignment a line.
        name: what to call the cell.
        max_operations: how many operations (each + - * @, minus sign and function) it may hold.

    Raises:
        EquationError: the text is not in the language; line and column say where.
    """
    return _Reader(equations, name, max_operations).read()


_NOTHING_BETWEEN = re.compile(r"(?<=[\w\])])\s+(?=[\w(])")


def broken(code: str, at: int, message: str) -> tuple[int, str]:
    """Where and what is wrong in a line where Python's parser stopped.

    Its own words are of a larger language; where it misses a comma an operation is missing.
    """
    if any(word in message for word in ("never closed", "unmatched", "does not match")):
        return at, message
    gap = _NOTHING_BETWEEN.search(code, at if "comma" in message else max(0, at - 1))
    if gap and ("comma" in message or gap.end() == at):
        for function in FUNCTIONS:
            if re.search(rf"\b{function}$", code[: gap.start()]):
                return gap.end(), f"a function takes its vector in parentheses: {function}(…)"
        return gap.end(), "an operation is missing here: W @ v, or + - * between values"
    return at, "a value is missing here"


class _Reader:
    """Reads one text; a node's index is its place in `nodes`."""

    def __init__(self, equations: str, name: str, max_operations: int) -> None:
        self.equations = equations
        self.name = name
        self.max_operations = max_operations
        self.nodes: list[Node] = [Node(Input(), (), 1, 1)]
        self.named: dict[str, int] = {}
        self.equation_of: dict[str, str] = {}
        self.previous: dict[str, int] = {}
        self.line = 1
        self.indent = 0
        self.owner = ""

    def read(self) -> Cell:
        lines = lines_of(self.equations)
        operations = 0
        targets: dict[str, int] = {}
        assignments = []
        for line, indent, code in lines:
            columns = operations_in(code, line, indent)
            if operations + len(columns) > self.max_operations:
                raise EquationError(
                    f"more than {self.max_operations} operations in one text",
                    line,
                    columns[self.max_operations - operations],
                )
            operations += len(columns)
            self.line, self.indent = line, indent
            target, right = self.assignment(code)
            if target.id in targets:
                raise self.refusal(
                    target, f"{target.id} is assigned already, in line {targets[target.id]}"
                )
            targets[target.id] = line
            assignments.append((line, indent, code, target.id, right))
        if "y" not in targets:
            last = lines[-1][0] if lines else 1
            raise EquationError("y, the raw outputs, must be assigned", last, 1)
        self.targets = targets
        for self.line, self.indent, code, self.owner, right in assignments:
            self.equation_of[self.owner] = code
            try:
                self.assign(self.owner, right)
            except RecursionError:
                raise self.refusal(right, "too long to read: give a part a name") from None
        nodes = tuple(self.nodes)
        sizes = infer(nodes, parameters_of(uses_of(nodes)))
        return Cell(self.name, self.equations, self.equation_of, nodes, sizes)

    # --- one line ---

    def assignment(self, code: str) -> tuple[ast.Name, ast.expr]:
        """The target and the right side of a line."""
        try:
            body = ast.parse(code).body
        except SyntaxError as error:
            at = max(0, min(error.offset or 1, len(code)) - 1)
            at, message = broken(code, at, error.msg)
            message = f"not an equation: {message}"
            raise EquationError(message, self.line, self.indent + at + 1) from None
        except (RecursionError, MemoryError, ValueError):
            raise EquationError("not an equation", self.line, self.indent + 1) from None
        statement = body[0]
        if not isinstance(statement, ast.Assign):
            raise self.refusal(statement, "a line is one assignment, such as h = tanh(z)")
        if len(statement.targets) > 1:
            raise self.refusal(statement.targets[1], "one target a line")
        target = statement.targets[0]
        if isinstance(target, ast.Subscript):
            raise self.refusal(target, "the left side is the value at t: write its name alone")
        if not isinstance(target, ast.Name):
            raise self.refusal(target, "the left side is one name")
        if target.id in RESERVED:
            raise self.refusal(target, f"{target.id} is reserved and cannot be assigned")
        if target.id.startswith(("W_", "b_")):
            raise self.refusal(
                target, f"{target.id} is a parameter: it is created on use, not assigned"
            )
        return target, statement.value

    def assign(self, name: str, right: ast.expr) -> None:
        index = self.expression(right)
        node = self.nodes[index]
        if isinstance(node.operation, Number):
            raise self.refusal(right, "a right side contains at least one vector")
        if not node.inputs or node.name is not None:
            index = self.add(right, Same(), index)
            node = self.nodes[index]
        self.nodes[index] = Node(
            node.operation, node.inputs, node.line, node.column, node.owner, name
        )
        self.named[name] = index

    # --- one expression ---

    def expression(self, tree: ast.expr) -> int:
        match tree:
            case ast.Constant(value=int() | float() as literal):
                return self.number(tree, literal)
            case ast.Name(id=name):
                return self.reference(tree, name)
            case ast.Subscript():
                return self.state(tree)
            case ast.UnaryOp(op=ast.USub()):
                return self.operation(tree, Negate(), tree.operand)
            case ast.BinOp(op=ast.MatMult()):
                return self.product(tree)
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult()):
                return self.operation(tree, _BINARY[type(tree.op)], tree.left, tree.right)
            case ast.Call():
                return self.call(tree)
            case ast.UnaryOp(op=ast.UAdd()):
                raise self.refusal(tree, "there is no plus sign before a value")
        raise self.refusal(tree, "not an expression of the language")

    def operation(self, tree: ast.expr, operation: Operation, *operands: ast.expr) -> int:
        inputs = [self.expression(each) for each in operands]
        literals = [
            node.operation.number
            for node in (self.nodes[each] for each in inputs)
            if isinstance(node.operation, Number)
        ]
        if len(literals) == len(inputs):
            with np.errstate(over="ignore"):  # sigmoid(-1000) is 0
                return self.number(tree, float(operation.value(*literals)))
        return self.add(tree, operation, *inputs)

    def number(self, tree: ast.expr, value: float) -> int:
        try:
            value = float(value)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            raise self.refusal(tree, "a number must be finite")
        return self.add(tree, Number(value))

    def reference(self, tree: ast.expr, name: str) -> int:
        if name == "x":
            return 0
        if name in FUNCTIONS:
            raise self.refusal(tree, f"{name} is a function: write {name}(…)")
        if name in RESERVED:
            raise self.refusal(tree, f"{name} is reserved and has no value in an equation")
        if name.startswith("W_"):
            raise self.refusal(tree, f"a matrix stands left of @: write {name} @ (…)")
        if name.startswith("b_"):
            return self.add(tree, Bias(name))
        if name in self.named:
            return self.named[name]
        if name == self.owner:
            raise self.refusal(
                tree, f"{name} is not known yet: write {name}[t-1] for its last value"
            )
        if name in self.targets:
            raise self.refusal(
                tree,
                f"{name} is assigned later, in line {self.targets[name]}: "
                f"move that line up, or write {name}[t-1]",
            )
        raise self.refusal(tree, f"{name} is never assigned{self.meant(name)}")

    def meant(self, name: str) -> str:
        """A question for the assigned name that is spelled most like this one."""
        near = difflib.get_close_matches(name, ["x", *self.targets], n=1)
        return f": is {near[0]} meant?" if near else ""

    def state(self, tree: ast.Subscript) -> int:
        match tree:
            case ast.Subscript(
                value=ast.Name(id=name),
                slice=ast.BinOp(
                    left=ast.Name(id="t"), op=ast.Sub(), right=ast.Constant(value=1 as one)
                ),
            ) if isinstance(one, int):
                pass
            case _:
                raise self.refusal(tree, "only name[t-1] is allowed in brackets")
        if name.startswith(("W_", "b_")):
            raise self.refusal(
                tree, f"{name} is a parameter, the same at every t: write it without [t-1]"
            )
        if name in RESERVED:
            raise self.refusal(tree, f"{name} is not a state: only an assigned value has [t-1]")
        if name not in self.targets:
            raise self.refusal(
                tree, f"{name} is never assigned, so {name}[t-1] has no value{self.meant(name)}"
            )
        if name not in self.previous:
            self.previous[name] = len(self.nodes)
            self.nodes.append(Node(Previous(name), (), self.line, self.column(tree)))
        return self.previous[name]

    def product(self, tree: ast.BinOp) -> int:
        left = tree.left
        if not (isinstance(left, ast.Name) and left.id.startswith("W_")):
            raise self.refusal(left, self.product_hint(tree))
        right = self.expression(tree.right)
        if isinstance(self.nodes[right].operation, Number):
            raise self.refusal(tree.right, "a matrix multiplies a vector, not a number")
        return self.add(tree, Product(left.id), right)

    def product_hint(self, tree: ast.BinOp) -> str:
        """How to write what was probably meant by `tree`, whose left side is not a matrix."""
        right = ast.unparse(tree.right)
        rule = "left of @ stands one matrix, bare"
        match tree.left:
            case ast.BinOp(
                left=first, op=ast.Mult() | ast.MatMult() as op, right=ast.Name(id=name)
            ):
                if name.startswith("W_"):
                    mark = "*" if isinstance(op, ast.Mult) else "@"
                    return f"{rule}: write {ast.unparse(first)} {mark} ({name} @ {right})"
            case ast.UnaryOp(op=ast.USub(), operand=ast.Name(id=name)) if name.startswith("W_"):
                return f"{rule}: write -({name} @ {right})"
            case ast.Name(id=name):
                return f"{rule}, and its name begins with W_: W_{name} @ {right}"
        return rule

    def call(self, tree: ast.Call) -> int:
        if not (isinstance(tree.func, ast.Name) and tree.func.id in FUNCTIONS):
            known = f"the functions are {', '.join(FUNCTIONS)}"
            name = tree.func.id if isinstance(tree.func, ast.Name) else None
            raise self.refusal(tree.func, f"{name} is no function: {known}" if name else known)
        if len(tree.args) != 1 or tree.keywords or isinstance(tree.args[0], ast.Starred):
            raise self.refusal(tree, f"{tree.func.id} takes one vector")
        return self.operation(tree, FUNCTIONS[tree.func.id], tree.args[0])

    # --- places ---

    def add(self, tree: ast.expr, operation: Operation, *inputs: int) -> int:
        self.nodes.append(Node(operation, inputs, self.line, self.column(tree), self.owner))
        return len(self.nodes) - 1

    def column(self, tree: ast.AST) -> int:
        return self.indent + getattr(tree, "col_offset", 0) + 1

    def refusal(self, tree: ast.AST, message: str) -> EquationError:
        return EquationError(message, self.line, self.column(tree))
