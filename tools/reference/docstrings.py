"""What the code says about itself: docstrings of modules and classes, and the strings below fields and constants.

Python keeps the first two; the third is read from the source.
"""

import ast
import inspect
from itertools import pairwise
from types import ModuleType


def of_module(module: ModuleType) -> str:
    """Return a module's docstring."""
    return inspect.getdoc(module) or ""


def first_of(text: str) -> str:
    """Return the first paragraph of a docstring."""
    return text.partition("\n\n")[0]


def of_class(type_: type) -> str:
    """Return the class's own docstring, never one that it inherits."""
    own: str | None = vars(type_).get("__doc__")
    return inspect.cleandoc(own or "")


def below_names(owner: type | ModuleType) -> dict[str, str]:
    """Return the string that stands below each field of a class, or below each name of a module."""
    tree = ast.parse(inspect.getsource(owner))
    body = tree.body
    if isinstance(owner, type):
        top = tree.body[0]
        assert isinstance(top, ast.ClassDef), "the source of a class is a class"
        body = top.body
    found: dict[str, str] = {}
    for node, after in pairwise(body):
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        text = after.value if isinstance(after, ast.Expr) else None
        if isinstance(target, ast.Name) and isinstance(text, ast.Constant) and isinstance(text.value, str):
            found[target.id] = inspect.cleandoc(text.value)
    return found
