"""Exploring: reflections with their texts, glimpses with where they were marked, pieces, worksheets, where one starts.

What was set aside is among the rest; no list here counts what is left.
"""

from datetime import date, timedelta
from typing import Final

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import GLIMPSE, KIND_OF, entity_of_ref, ref_of
from whyward.journal.events.creative import CreativePieceRevised
from whyward.journal.events.fields import Ref, shown_choice
from whyward.journal.events.profile import Hope, StartingContext, Therapy
from whyward.journal.events.reflections import AsideBecause, ReflectionRevised, ReflectionWritten
from whyward.journal.events.worksheets import Answer
from whyward.journal.folding.creative import PieceRow
from whyward.journal.folding.nouns_exploring import LEARNT, PIECES, PROFILES, REFLECTIONS, WORKSHEETS
from whyward.journal.folding.reflections import ReflectionRow
from whyward.journal.folding.versions import Version
from whyward.journal.folding.worksheets import WorksheetRow
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.telling_exploring import piece_sort, piece_title, worksheet_title
from whyward.journal.projections.titles import title_of
from whyward.journal.projections.values import glimpses

QUIET_DAYS: Final = 30
"""For how long a question that was too much is not offered."""


class Reflection(msgspec.Struct, frozen=True, kw_only=True):
    """A question and what was written to it. More than one version: two texts did not see each other, both are kept."""

    id: bytes
    on: date
    prompt_id: str
    prompt_version: int
    prompt: str
    lang: str
    with_therapist: bool | None
    text: str | None
    versions: tuple[Version, ...]
    feelings: tuple[str, ...]
    is_aside: bool
    aside_because: str | None


class Glimpsed(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase in which the person saw a value: where it stands, and the value it became, if it did."""

    id: bytes
    on: date
    guess: str
    quote: str | None
    source: Ref
    source_title: str
    value_id: bytes | None
    let_go: bool


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A creative piece. More than one version: two texts did not see each other, both are kept."""

    id: bytes
    on: date
    kind: str
    sort: str
    title: str
    own_title: str | None
    text: str | None
    versions: tuple[Version, ...]
    value_ids: tuple[bytes, ...]
    values: tuple[str, ...]


class Worksheet(msgspec.Struct, frozen=True, kw_only=True):
    """A filled worksheet with its answers, each with what was asked then."""

    id: bytes
    on: date
    template_id: str
    template_version: int
    title: str
    lang: str
    answers: tuple[Answer, ...]


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Where the person starts from and what they hope for; empty where they said nothing."""

    contexts: tuple[str, ...] = ()
    context_words: str | None = None
    therapy: str | None = None
    hopes: tuple[str, ...] = ()
    hope_words: str | None = None


def reflections(pages: Pages, *, prompt_id: str | None = None) -> list[Reflection]:
    """Return reflections, the latest first; with `prompt_id`, those to one question."""
    rows = [row for row in pages.all(REFLECTIONS) if prompt_id is None or row.prompt_id == prompt_id]
    return [_reflection(row, pages) for row in sorted(rows, key=lambda row: row.stamp, reverse=True)]


def reflection_shown(pages: Pages, reflection_id: bytes) -> Reflection | None:
    """Return one reflection."""
    row = pages.one(REFLECTIONS, reflection_id)
    return None if row is None else _reflection(row, pages)


def quiet_prompts(pages: Pages, today: date) -> frozenset[str]:
    """Return the questions that were too much within the last 30 days: they are not offered."""
    since = today - timedelta(days=QUIET_DAYS)
    return frozenset(
        row.prompt_id
        for row in pages.all(REFLECTIONS)
        if row.too_much_at is not None and life_day(row.too_much_at.at, row.too_much_at.tz, pages.day_ends_at) > since
    )


def glimpses_shown(pages: Pages, *, source: Ref | None = None, every: bool = False) -> list[Glimpsed]:
    """Return glimpses with where they were marked, the latest first; with `source`, those of one thing."""
    labels = Labels(pages)
    values = sorted(labels.values.values(), key=lambda row: row.stamp, reverse=True)
    named = {value.name.casefold(): value.value_id for value in values}
    became = {ref: value.value_id for value in values for ref in value.came_from}
    return [
        Glimpsed(
            id=row.glimpse_id,
            on=life_day(row.at, row.tz, pages.day_ends_at),
            guess=row.guess,
            quote=row.quote,
            source=row.source,
            source_title=title_of(entity_of_ref(row.source), pages, labels),
            value_id=became.get(ref_of(GLIMPSE, row.glimpse_id)) or named.get(row.guess.casefold()),
            let_go=row.let_go,
        )
        for row in glimpses(pages, every=every)
        if source is None or row.source == source
    ]


def pieces(pages: Pages) -> list[Piece]:
    """Return creative pieces, the latest first."""
    rows = sorted(pages.all(PIECES), key=lambda row: row.stamp, reverse=True)
    labels = Labels(pages)
    return [_piece(row, pages, labels) for row in rows]


def piece_shown(pages: Pages, piece_id: bytes) -> Piece | None:
    """Return one piece."""
    row = pages.one(PIECES, piece_id)
    return None if row is None else _piece(row, pages, Labels(pages))


def worksheets(pages: Pages) -> list[Worksheet]:
    """Return filled worksheets, the latest first."""
    rows = sorted(pages.all(WORKSHEETS), key=lambda row: row.stamp, reverse=True)
    return [_worksheet(row, pages) for row in rows]


def worksheet_shown(pages: Pages, worksheet_id: bytes) -> Worksheet | None:
    """Return one filled worksheet."""
    row = pages.one(WORKSHEETS, worksheet_id)
    return None if row is None else _worksheet(row, pages)


def start_of(pages: Pages) -> Start:
    """Return where the person starts from and what they hope for; a word of tomorrow is shown as other."""
    row = pages.one(PROFILES)
    point, hopes = (None, None) if row is None else (row.starting_point, row.hopes)
    start = Start()
    if point is not None:
        start = Start(
            contexts=tuple(dict.fromkeys(shown_choice(word, StartingContext) for word in point.contexts)),
            context_words=point.own_words,
            therapy=shown_choice(point.therapy, Therapy),
        )
    if hopes is not None:
        chosen = tuple(dict.fromkeys(shown_choice(word, Hope) for word in hopes.hopes))
        start = msgspec.structs.replace(start, hopes=chosen, hope_words=hopes.own_words)
    return start


def finished_primers(pages: Pages) -> dict[str, int]:
    """Return the primers that were gone through, with their latest version."""
    row = pages.one(LEARNT)
    return {} if row is None else {one.primer_id: one.version for one in row.finished}


def sorted_cards(pages: Pages, primer_id: str) -> dict[str, str]:
    """Return how the practice cards of a primer were sorted last."""
    row = pages.one(LEARNT)
    return {} if row is None else {one.item_id: one.answer for one in row.answers if one.primer_id == primer_id}


def apart(pages: Pages) -> tuple[list[Reflection], list[Piece]]:
    """Return reflections and pieces with more than one version, the latest first: they wait to be settled."""
    changed: dict[bytes, None] = {}
    for one in pages.told([KIND_OF[type_] for type_ in (ReflectionWritten, ReflectionRevised, CreativePieceRevised)]):
        match one.body:
            case ReflectionWritten(reflection_id=thing) | ReflectionRevised(reflection_id=thing):
                changed[thing] = None
            case CreativePieceRevised(piece_id=thing):
                changed[thing] = None
            case _:
                pass
    found = (reflection_shown(pages, thing) for thing in changed)
    made = (piece_shown(pages, thing) for thing in changed)
    return (
        [one for one in found if one is not None and len(one.versions) > 1],
        [one for one in made if one is not None and len(one.versions) > 1],
    )


def _reflection(row: ReflectionRow, pages: Pages) -> Reflection:
    why = row.aside_because
    return Reflection(
        id=row.reflection_id,
        on=row.occurred_on or life_day(row.at, row.tz, pages.day_ends_at),
        prompt_id=row.prompt_id,
        prompt_version=row.prompt_version,
        prompt=row.prompt_shown,
        lang=row.lang,
        with_therapist=row.with_therapist,
        text=row.versions[0].text if row.versions else None,
        versions=row.versions,
        feelings=row.feelings,
        is_aside=row.is_aside,
        aside_because=None if why is None else shown_choice(why, AsideBecause),
    )


def _piece(row: PieceRow, pages: Pages, labels: Labels) -> Piece:
    return Piece(
        id=row.piece_id,
        on=life_day(row.at, row.tz, pages.day_ends_at),
        kind=row.kind,
        sort=piece_sort(row.kind),
        title=piece_title(row),
        own_title=row.title,
        text=row.versions[0].text if row.versions else None,
        versions=row.versions,
        value_ids=row.value_ids,
        values=tuple(map(labels.value, row.value_ids)),
    )


def _worksheet(row: WorksheetRow, pages: Pages) -> Worksheet:
    return Worksheet(
        id=row.worksheet_id,
        on=life_day(row.at, row.tz, pages.day_ends_at),
        template_id=row.template_id,
        template_version=row.template_version,
        title=worksheet_title(row),
        lang=row.lang,
        answers=row.answers,
    )
