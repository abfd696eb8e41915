"""Small changes to a module's source, one at a time: what a test suite ought to notice."""

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One module with one change. ``source`` is the whole module, ready to be imported."""

    module: str
    line: int
    what: str
    source: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.what}"


def mutants_of(path: Path, module: str) -> Iterator[Mutant]:
    """Every change to what the module does; words for people, types and names are left alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    left_alone = _left_alone(tree)
    for index, node in enumerate(nodes):
        if id(node) in left_alone:
            continue
        for what, changed in _changes(node):
            copy = deepcopy(tree)
            _replace(copy, list(ast.walk(copy))[index], changed)
            yield Mutant(
                module, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(copy))
            )


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    yield from _changed_operators(node)
    yield from _changed_values(node)
    yield from _changed_flow(node)


def _changed_operators(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(left=left, ops=[first, *more], comparators=comparators) if type(first) in COMPARED:
            other = COMPARED[type(first)]
            yield (
                f"{type(first).__name__} > {other.__name__}",
                ast.Compare(left, [other(), *more], comparators),
            )
        case ast.BoolOp(op=op, values=values):
            turned = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{type(op).__name__} > {type(turned).__name__}", ast.BoolOp(turned, values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not removed", operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COUNTED:
            swapped = COUNTED[type(op)]
            yield f"{type(op).__name__} > {swapped.__name__}", ast.BinOp(left, swapped(), right)


def _changed_values(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield f"{value} > {not value}", ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield f"{value} > {value + 1}", ast.Constant(value + 1)
        case ast.Constant(value=str() as value):
            yield f"{value!r} changed", ast.Constant(f"{value}0" if value.isdigit() else f"xx{value}")


def _changed_flow(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=ast.AST() as value) if not isinstance(value, ast.Constant):
            yield "returns None", ast.Return(ast.Constant(None))
        case ast.Raise():
            yield "raise removed", ast.Pass()
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield "branches swapped", ast.IfExp(test, orelse, body)
        case ast.If(test=test, body=body, orelse=orelse):
            yield "condition turned", ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)


def _left_alone(tree: ast.Module) -> set[int]:
    """Docstrings, annotations, decorators, what ``__all__`` lists, and the text inside f-strings."""
    return {id(inner) for node in ast.walk(tree) for part in _no_behaviour(node) for inner in ast.walk(part)}


def _no_behaviour(node: ast.AST) -> list[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant(value=str())) | ast.TypeAlias() | ast.JoinedStr():
            return [node]
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return [node]
        case ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError"))):
            return [node]  # says that it cannot happen
        case ast.AnnAssign(annotation=annotation):
            return [annotation]
        case ast.arg(annotation=ast.AST() as annotation):
            return [annotation]
        case ast.FunctionDef(returns=returns, decorator_list=decorators):
            return [*decorators, *([returns] if returns else [])]
        case ast.ClassDef(decorator_list=decorators):
            return list(decorators)
    return []


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(each is old for each in value):
                setattr(parent, name, [new if each is old else each for each in value])
                return
