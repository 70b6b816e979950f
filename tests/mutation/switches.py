"""Switches: a module in which every small change is built in beside what it changes, and one of them may be on.

It changes what decides: comparisons, conditions, arithmetic, numbers, refusal codes, steps that are left out. Texts are
left alone, for they may be reworded freely, and so is whatever runs only while a module is imported.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SWITCH: Final = "__is_on__"
"""The name of the function that says whether a change is on, in each changed module."""

_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_OTHER_CODE: Final = "BUSY"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its number, where it is, and what it makes of what."""

    number: int
    file: str
    line: int
    text: str


class Switches(ast.NodeTransformer):
    """Builds changes into one module; `changes` lists them, numbered from `first` on."""

    def __init__(self, file: str, first: int) -> None:
        """Start without any."""
        self.changes: list[Change] = []
        self._file = file
        self._first = first
        self._depth = 0

    # What holds code.

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # the name that `ast` asks for
        """Change the body only: decorators, defaults and annotations run while the module is imported."""
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:  # as above
        """As for any function."""
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        self._depth += 1
        has_text = ast.get_docstring(node, clean=False) is not None
        kept, changed = node.body[: int(has_text)], node.body[int(has_text) :]
        node.body = kept + self._statements(changed)
        self._depth -= 1
        return node

    def _statements(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for statement in body:
            visited = self.visit(statement)
            made += visited if isinstance(visited, list) else [visited]
        return made

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Go into everything but raised texts, asserts, annotations and patterns."""
        if isinstance(node, ast.Assert | ast.pattern | ast.JoinedStr | ast.Global | ast.Import | ast.ImportFrom):
            return node
        if isinstance(node, ast.AnnAssign):
            node.value = None if node.value is None else self.visit(node.value)
            return node
        return super().generic_visit(node)

    # What is changed.

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:  # as above
        """Leave a step out."""
        is_never = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "assert_never"
        if not self._depth or is_never or isinstance(node.value, ast.Constant | ast.Yield | ast.YieldFrom):
            return self.generic_visit(node)
        switch = self._switch(node, f"leave out `{ast.unparse(node)}`")
        self.generic_visit(node)
        return ast.copy_location(ast.If(ast.UnaryOp(ast.Not(), switch), [node], []), node)

    def visit_If(self, node: ast.If) -> ast.AST:  # as above
        """Take a branch always, and never."""
        test = copy.deepcopy(node.test)
        self.generic_visit(node)
        for value in (True, False):
            node.test = self._either(test, ast.Constant(value), node.test, f"`if {ast.unparse(test)}` is {value}")
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:  # as above
        """Compare otherwise."""

        def others() -> Iterator[ast.expr]:
            for place, operator in enumerate(node.ops):
                other = copy.deepcopy(original)
                other.ops[place] = _COMPARED[type(operator)]()
                yield other

        original = copy.deepcopy(node)
        return self._with(node, original, list(others()))

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:  # as above
        """Both for either, either for both."""
        original = copy.deepcopy(node)
        other = copy.deepcopy(node)
        other.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return self._with(node, original, [other])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:  # as above
        """Leave out a `not`."""
        original = copy.deepcopy(node)
        return self._with(node, original, [original.operand] if isinstance(node.op, ast.Not) else [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:  # as above
        """Compute otherwise."""
        original, operator = copy.deepcopy(node), _COMPUTED.get(type(node.op))
        other = copy.deepcopy(node)
        if operator is not None:
            other.op = operator()
        return self._with(node, original, [] if operator is None else [other])

    def visit_Constant(self, node: ast.Constant) -> ast.AST:  # as above
        """Say the other truth value, or the next number."""
        value = node.value
        if isinstance(value, bool):
            return self._with(node, node, [ast.Constant(not value)])
        if isinstance(value, int):
            return self._with(node, node, [ast.Constant(value + 1)])
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:  # as above
        """Refuse with another code."""
        is_code = isinstance(node.value, ast.Name) and node.value.id == "Code" and isinstance(node.ctx, ast.Load)
        if not is_code:
            return self.generic_visit(node)
        return self._with(node, node, [ast.Attribute(ast.Name("Code", ast.Load()), _OTHER_CODE, ast.Load())])

    def _with(self, node: ast.expr, original: ast.expr, others: Sequence[ast.expr]) -> ast.expr:
        if not self._depth:
            return node
        made: ast.expr = node
        if not isinstance(node, ast.Constant | ast.Attribute):
            super().generic_visit(node)
        for other in others:
            made = self._either(original, other, made, f"`{ast.unparse(original)}` becomes `{ast.unparse(other)}`")
        return made

    def _either(self, place: ast.expr, on: ast.expr, off: ast.expr, text: str) -> ast.expr:
        either = ast.IfExp(self._switch(place, text), copy.deepcopy(on), off)
        return ast.fix_missing_locations(ast.copy_location(either, place))

    def _switch(self, place: ast.AST, text: str) -> ast.expr:
        number = self._first + len(self.changes)
        self.changes.append(Change(number, self._file, getattr(place, "lineno", 0), text))
        call = ast.Call(ast.Name(SWITCH, ast.Load()), [ast.Constant(number)], [])
        return ast.fix_missing_locations(ast.copy_location(call, place))


def switched(source: str, file: str, first: int) -> tuple[ast.Module, list[Change]]:
    """Build every change into a module's source; return it with the list of them."""
    switches = Switches(file, first)
    tree = switches.visit(ast.parse(source))
    assert isinstance(tree, ast.Module)
    return ast.fix_missing_locations(tree), switches.changes


Switch = Callable[[int], bool]
