"""Every strict decoder of the product, found by walking its modules; and made-up values of what each one reads.

`LISTED` is written by hand, so that a new decoder is met by whoever adds it; the walk says what is missing there.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from math import inf
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec
from msgspec import inspect

import whyward.journal
import whyward.protocol
import whyward.relay
from whyward.protocol.canonical import Shape

PACKAGES: Final = (whyward.protocol, whyward.journal, whyward.relay)

LISTED: Final = frozenset(
    {
        "whyward.journal.changes._SHAPE",
        "whyward.journal.epoch_age._STARTED",
        "whyward.journal.folder.shelf._SIGNED",
        "whyward.journal.lateness._SEGMENT",
        "whyward.journal.lateness._SHAPE",
        "whyward.journal.pairing.mail.ADMITTED",
        "whyward.journal.pairing.mail.INVITED",
        "whyward.journal.pairing.mail.MAIL",
        "whyward.journal.pairing.mail.NEW_DEVICE",
        "whyward.journal.pairing.mail.PROVED",
        "whyward.journal.plaintext._EVENTS",
        "whyward.journal.plaintext._HEADS",
        "whyward.journal.sharing.answers._ASKED_SHAPE",
        "whyward.journal.sharing.letters._ANSWERED",
        "whyward.journal.sharing.letters._FAREWELL",
        "whyward.journal.snapshot._HEAD",
        "whyward.journal.told._HEADS",
        "whyward.journal.trust.awaited._SHAPE",
        "whyward.journal.trust.branching._SHAPE",
        "whyward.protocol.bodies._ADMITTED",
        "whyward.protocol.bodies._CLOSED",
        "whyward.protocol.bodies._ERASED",
        "whyward.protocol.bodies._FOUNDING",
        "whyward.protocol.bodies._GENESIS",
        "whyward.protocol.bodies._RECOVERY",
        "whyward.protocol.bodies._REMOVED",
        "whyward.protocol.bodies._RENEWED",
        "whyward.protocol.bodies._SHARE_FOUNDING",
        "whyward.protocol.epochs._EPOCH",
        "whyward.protocol.frames._TO_DEVICE",
        "whyward.protocol.frames._TO_RELAY",
        "whyward.protocol.segments._CORE",
        "whyward.protocol.segments._HEADER",
        "whyward.protocol.statements._STATEMENT",
    }
)

_FITTING: Final = {
    r"^[a-z][a-z-]*\.[1-9][0-9]{0,2}\Z": ("goal-set.1", "made-up.7"),
    r"^[a-z]+:[a-z0-9-]+\Z": (f"entry:{'0' * 32}", "domain:health"),
    r"^[a-z0-9-]+\Z": ("health", "career"),
    r"^[a-z0-9._-]+\Z": ("health.matter", "item_1"),
    r"^[0-9a-z]*[1-9a-z]\Z": ("n", "0i"),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z": ("2026-03-04T18:30", "2027-01-01T07:00"),
    r"^[a-z]{2,8}\Z": ("uk", "ie"),
    r"^[a-z_-]+\Z": ("step_notes", "kept_by_law"),
    r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*\Z": ("Two lines\nand a\ttab", "Grüße"),
    r"^[^\x00-\x1f\x7f-\x9f]*\Z": ("Dr R", "Grüße"),
}
"""Words for each pattern that a field may have."""

_SMALL_BYTES, _FEW, _NUMBERS = 40, 3, (0, 1, 127, 128, 255, 256, 65_535, 65_536, (1 << 32) - 1, 1 << 32, (1 << 63) - 1)


def walked() -> dict[str, Shape[Any]]:
    """Import every module that could hold a decoder, and return those it finds under their full names."""
    found: dict[str, Shape[Any]] = {}
    for package in PACKAGES:
        for module_info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module_info.name.endswith(".__main__"):
                continue
            module = importlib.import_module(module_info.name)
            found |= {
                f"{module_info.name}.{name}": thing for name, thing in vars(module).items() if isinstance(thing, Shape)
            }
    return _without_second_names(found)


def _without_second_names(found: dict[str, Shape[Any]]) -> dict[str, Shape[Any]]:
    """Leave out what a module only imported: the home of a decoder is the module whose source gives it its name."""
    homes: dict[int, str] = {}
    for name, shape in sorted(found.items(), key=lambda pair: (not _is_at_home(pair[0]), pair[0])):
        homes.setdefault(id(shape), name)
    return {name: found[name] for name in sorted(homes.values())}


def _is_at_home(name: str) -> bool:
    module, _, attribute = name.rpartition(".")
    source = importlib.import_module(module).__file__
    assert source is not None
    return re.search(rf"^{attribute}\b.* = ", Path(source).read_text(encoding="utf-8"), re.MULTILINE) is not None


def type_of(shape: Shape[Any]) -> Any:  # noqa: ANN401  # a type or a union of types
    """Return what a decoder reads."""
    return attrgetter("__self__.type")(shape._decode)


def bytes_max_of(shape: Shape[Any]) -> int:
    """Return the most that a decoder takes."""
    return shape._bytes_max


def made_up(shape: Shape[Any], random: Random, count: int) -> Iterator[Any]:
    """Make values of what a decoder reads; a union gives at least one of each of its members."""
    known = inspect.type_info(type_of(shape))
    members = known.types if isinstance(known, inspect.UnionType) else (known,)
    for member in members:
        for _ in range(count):
            yield made_up_value(member, random)


def made_up_value(known: inspect.Type, random: Random) -> Any:  # noqa: ANN401  # whatever the type is of
    """Make one value of a type as msgspec describes it."""
    return _made_up_value(known.type if isinstance(known, inspect.Metadata) else known, random)


def _made_up_value(known: inspect.Type, random: Random) -> Any:  # noqa: ANN401, PLR0911  # one return for each type
    match known:
        case inspect.BytesType(min_length=low, max_length=high):
            shortest = low or 0
            return random.randbytes(random.randint(shortest, max(shortest, min(high or _SMALL_BYTES, _SMALL_BYTES))))
        case inspect.StrType(pattern=None, min_length=low, max_length=high):
            length = random.randint(low or 0, max(low or 0, min(high or _SMALL_BYTES, 12)))
            return "".join(random.choice("ab-é€𝄞") for _ in range(length))
        case inspect.StrType(pattern=str(pattern)):
            return random.choice(_FITTING[pattern])
        case inspect.IntType(ge=low, le=high):
            fitting = [n for n in (*_NUMBERS, low or 0) if (low or 0) <= n <= (_NUMBERS[-1] if high is None else high)]
            return random.choice(fitting)
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return [made_up_value(item, random) for _ in range(random.randint(0, _FEW))]
        case inspect.StructType(cls=struct, fields=fields):
            return struct(**{field.name: made_up_value(field.type, random) for field in fields})
        case inspect.DateType():
            return date(2026, 3, random.randint(1, 31))
        case inspect.BoolType():
            return random.random() < 0.5
        case inspect.FloatType(ge=low, le=high):
            least, most = -inf if low is None else low, inf if high is None else high
            return random.choice([number for number in (0.0, 0.5, -1.5, 1e300) if least <= number <= most])
        case inspect.NoneType():
            return None
        case inspect.UnionType(types=members):
            return made_up_value(random.choice(members), random)
        case _:
            raise AssertionError(f"no value for {known}: teach `wire_shapes` this type")


def structures_of(shape: Shape[Any]) -> list[type[msgspec.Struct]]:
    """Return the structures that a decoder reads at its top: one, or each of a union."""
    known = inspect.type_info(type_of(shape))
    members = known.types if isinstance(known, inspect.UnionType) else (known,)
    return [member.cls for member in members if isinstance(member, inspect.StructType)]
