"""Arithmetic written in a ledger, evaluated on arrays: numbers, names of inputs and a few functions, nothing else."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from moonbase.errors import UsageError

__all__ = ["FUNCTIONS", "evaluate", "names_in"]

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": np.exp,
    "log": np.log,
    "log10": np.log10,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "minimum": np.minimum,
    "maximum": np.maximum,
}
"""What an expression may call."""
_TAKES = {"minimum": 2, "maximum": 2}  # values; one for all others
_LONGEST = 2000


def evaluate(text: str, inputs: Mapping[str, Any]) -> Any:
    """Value of an expression [in whatever unit its inputs give].

    Parameters
    ----------
    text
        With ``+ - * / **``, parentheses, numbers, names of inputs and the functions of `FUNCTIONS`.
    inputs
        Numbers or arrays by name.

    Raises
    ------
    UsageError
        If the text is no such expression.

    Examples
    --------
    >>> evaluate("mass * price / (power * life)", {"mass": 575, "price": 3600, "power": 28, "life": 5})
    14785.714285714286
    """
    return _value(_parse(text), inputs, text)


def names_in(text: str) -> frozenset[str]:
    """Names of inputs that an expression uses.

    Examples
    --------
    >>> sorted(names_in("log(a) + b"))
    ['a', 'b']
    """
    nodes = ast.walk(_parse(text))
    return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and node.id not in FUNCTIONS)


def _parse(text: str) -> ast.expr:
    if len(text) > _LONGEST:
        raise UsageError(f"an expression has at most {_LONGEST} characters, not {len(text)}")
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise UsageError(f'"{text}" is no arithmetic expression') from None


def _value(node: ast.expr, inputs: Mapping[str, Any], text: str) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in inputs:
            return inputs[name]
        case ast.Name(id=name):
            raise UsageError(f'"{text}" uses {name}, which is no input', help=f"inputs: {', '.join(sorted(inputs))}")
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, inputs, text)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](_value(left, inputs, text), _value(right, inputs, text))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            wanted = _TAKES.get(name, 1)
            if len(arguments) != wanted:
                raise UsageError(f'"{text}": {name} takes {wanted} value{"s" * (wanted > 1)}, not {len(arguments)}')
            return FUNCTIONS[name](*(_value(argument, inputs, text) for argument in arguments))
    raise UsageError(
        f'"{text}" holds more than arithmetic',
        help=f"write numbers, inputs, + - * / **, and {', '.join(FUNCTIONS)}",
    )
