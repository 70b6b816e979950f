"""Secrets are compared in constant time: a walk over the code finds every `==` and `in` that touches one.

It goes by names: a secret that is called something else is not seen, so secrets are called what they are. How long
the comparisons take is measured by `python -m bench.timing`, not here: a loaded machine proves nothing.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PORTIONS = ("client/whyward", "server/whyward", "shared/whyward")

SECRET_NAMES = {
    "commit",
    "commitment",
    "data_key",
    "entropy",
    "keyed",
    "kem_seed",
    "mac",
    "passphrase",
    "password",
    "prk",
    "read_from_keyring",
    "secret",
    "seed",
    "shared",
    "sign_seed",
    "stretched",
    "token",
}
COMPARING = {"startswith", "endswith", "index", "find", "count", "__eq__"}
SECRET_ENDINGS = ("_secret", "_seed", "_token", "_mac", "_commit", "_commitment", "_passphrase", "_prk")


def name_of(node: ast.expr) -> str:
    """Return what an operand is called: a variable, a field, a function that gives it."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func):
            return name_of(func)
        case ast.Subscript(value=value) | ast.Await(value=value):
            return name_of(value)
        case _:
            return ""


def is_secret(name: str) -> bool:
    """Whether a name says that what it names is secret."""
    return name in SECRET_NAMES or name.endswith(SECRET_ENDINGS)


def comparisons(source: str) -> Iterator[tuple[int, str]]:
    """List line and name of every secret that is compared by `==`, `!=`, `in`, `not in` or a `match`."""
    for node in ast.walk(ast.parse(source)):
        operands: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            if any(isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for op in node.ops):
                operands = [node.left, *node.comparators]
        elif isinstance(node, ast.Match):
            operands = [node.subject]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPARING:
            operands = [node.func.value, *node.args]
        for operand in operands:
            parts = operand.elts if isinstance(operand, ast.Tuple) else [operand]
            yield from ((operand.lineno, name_of(part)) for part in parts if is_secret(name_of(part)))


def product_files() -> list[Path]:
    """List the code of the product."""
    return sorted(path for portion in PORTIONS for path in (ROOT / portion).rglob("*.py"))


@pytest.mark.parametrize("path", product_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_secret_is_compared_by_equality(path: Path) -> None:
    """`hmac.compare_digest` takes as long for a near miss as for a far one."""
    assert not list(comparisons(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "source",
    [
        "commit == placed.commit",
        "placed.commit != other",
        "keyed(key, label) == sent",
        "token in known",
        "self._secret == b'x'",
        "(a, mac) == (b, theirs)",
        "await stretched(code) == theirs",
        "prk[:16] == theirs",
        "data_key.startswith(theirs)",
        "match token:\n    case 'x':\n        pass",
    ],
)
def test_the_walk_sees_each_way_to_compare(source: str) -> None:
    assert list(comparisons(source))


@pytest.mark.parametrize("source", ["hmac.compare_digest(mac, theirs)", "mac is None", "len(secret) == 32", "n == 1"])
def test_the_walk_lets_pass_what_compares_no_secret(source: str) -> None:
    assert not list(comparisons(source))
