"""How fuzzing changes an input that is a tree of values: spell one part in another way, move, drop, repeat, replace.

Byte strings that hold values themselves are gone into, and the lengths around them are written anew: what is refused
for a wrong length teaches nothing about what lies behind it.
"""

from random import Random

from tests.support.msgpack_forms import Node, NotOurs, array_head, nodes, plain, put, respelt, tree_of

_EDGES = (0, 1, 127, 128, 255, 256, 65_535, 65_536, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 1, -1)
_SPELLINGS_UP_TO = 2_000


def mutated(raw: bytes, random: Random) -> bytes | None:
    """Return another input, or None for one that is no tree."""
    try:
        tree = tree_of(raw)
    except NotOurs:
        return None
    if len(raw) <= _SPELLINGS_UP_TO and random.random() < 0.1:
        return random.choice(list(respelt(raw)))[1]
    path, node = random.choice(list(nodes(tree)))
    return put(tree, path, _changed(node, tree, random))


def _changed(node: Node, tree: Node, random: Random) -> bytes:
    match node.kind:
        case "int":
            return plain(random.choice(_EDGES))
        case "array":
            return _rearranged(node, random)
        case "bytes":
            inner = mutated(node.own, random) if len(node.own) > 1 and random.random() < 0.8 else None
            return plain(inner if inner is not None else _other_bytes(node.own, tree, random))
        case _:
            words = [one.own for _, one in nodes(tree) if one.kind == "text"]
            return plain(random.choice([*words, node.own[1:], b"", b"x" * 300]).decode("utf-8", "replace"))


def _rearranged(node: Node, random: Random) -> bytes:
    inside = [child.raw for child in node.inside]
    at = random.randrange(len(inside)) if inside else 0
    match random.randrange(5):
        case 0 if inside:
            del inside[at]
        case 1 if inside:
            inside.insert(at, random.choice(inside))
        case 2 if inside:
            other = random.randrange(len(inside))
            inside[at], inside[other] = inside[other], inside[at]
        case 3:
            inside.insert(at, plain(random.choice(_EDGES)))
        case _:
            inside *= random.choice((2, 9))
    return array_head(len(inside)) + b"".join(inside)


def _other_bytes(own: bytes, tree: Node, random: Random) -> bytes:
    others = [one.own for _, one in nodes(tree) if one.kind == "bytes"]
    match random.randrange(5):
        case 0:
            return random.choice(others)
        case 1:
            return own[: random.randint(0, len(own))]
        case 2:
            return own + random.randbytes(random.randint(1, 4))
        case 3 if own:
            at = random.randrange(len(own))
            return own[:at] + bytes([own[at] ^ 1 << random.randrange(8)]) + own[at + 1 :]
        case _:
            return random.randbytes(len(own))
