"""`whyward check bring` and its like: scales that a person may use, brought along as a file, and answered.

None is shipped, none is fetched; norms are not asked for and not kept.
"""

from datetime import date
from pathlib import Path

import click
import msgspec

from whyward.cli.commands.check_group import check
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.pairs import number_pairs
from whyward.cli.recording import record
from whyward.cli.shown.checkins import find_scale, print_scales, recorded_in_words
from whyward.cli.words import DAY
from whyward.content.pack import LANGUAGE
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.checkins import InstrumentDefinition, InstrumentItem, InstrumentSum
from whyward.journal.intentions.checkins import AddInstrument, CompleteCheckin, Said
from whyward.journal.pages import Pages
from whyward.journal.projections.checkins import instruments

_BYTES_MAX = 1 << 18


class ScaleItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item as a file has it."""

    id: str
    text: str


class ScaleSum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sum as a file has it."""

    name: str
    items: tuple[str, ...]


class ScaleFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scale as a file has it; `licence` says by what right it is used."""

    id: str
    title: str
    licence: str
    items: tuple[ScaleItem, ...]
    low: int
    high: int
    version: int = 1
    low_label: str = ""
    high_label: str = ""
    intro: str = ""
    sums: tuple[ScaleSum, ...] = ()


@check.command()
@click.argument("file", metavar="FILE")
@click.pass_obj
def bring(face: Face, file: str) -> None:
    """Bring a scale along that you may use: a JSON file with id, title, licence, items, low, high, and sums."""
    record(face, [_wish(_scale(Path(file).expanduser()))], "It is one of your scales now.")


def _scale(path: Path) -> ScaleFile:
    try:
        with path.open("rb") as opened:
            raw = opened.read(_BYTES_MAX + 1)
    except OSError as error:
        raise Refused(f"The file {path} cannot be had", hint=f"{error.strerror}. Nothing was recorded.") from None
    try:
        return msgspec.json.decode(raw[:_BYTES_MAX], type=ScaleFile)
    except msgspec.DecodeError:
        text = "That file is no scale"
        hint = "It is JSON: id, title, licence, low, high, items with id and text, and sums with name and items."
        raise BadInput(text, hint=hint) from None


def _wish(scale: ScaleFile) -> AddInstrument:
    definition = InstrumentDefinition(
        items=tuple(InstrumentItem(item_id=item.id, text=item.text) for item in scale.items),
        low=scale.low,
        high=scale.high,
        low_label=scale.low_label,
        high_label=scale.high_label,
        intro=scale.intro,
        sums=tuple(InstrumentSum(name=one.name, item_ids=one.items) for one in scale.sums),
    )
    return AddInstrument(
        instrument=scale.id,
        title=scale.title,
        definition=definition,
        licence_note=scale.licence,
        version=scale.version,
    )


@check.command()
@click.pass_obj
def scales(face: Face) -> None:
    """List the scales that you brought, with their items."""
    print_scales(face, with_pages(face, instruments))


@check.command()
@click.argument("scale", metavar="SCALE")
@click.option("--item", "items", multiple=True, metavar="ITEM=N", help="Your number for an item; may be repeated.")
@click.option("--pass", "passed", multiple=True, metavar="ITEM", help="Pass an item on purpose.")
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.pass_obj
def answer(
    face: Face,
    scale: str,
    items: tuple[str, ...],
    passed: tuple[str, ...],
    *,
    note: str | None,
    on: date | None,
) -> None:
    """Answer a scale of your own, item by item; any may be left out."""

    def wishes(pages: Pages) -> list[CompleteCheckin]:
        found = find_scale(pages, scale)
        said = tuple(Said(item=item, number=number) for item, number in number_pairs(items, "--item"))
        left = tuple(Said(item=item) for item in passed)
        return [
            CompleteCheckin(
                said=(*said, *left), instrument=found.id, version=found.version, lang=LANGUAGE, note=note, on=on
            )
        ]

    record(face, wishes, lambda pages, done: recorded_in_words(pages, done, numbers=True))
