"""Check-ins as they were answered, with what follows from them in words; numbers for whoever asks for them.

A part of life that was left out, passed or hidden is not there; it is never counted as nothing.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.checkins import CLOSE, CLOSER, COMPASS, MATTER, InstrumentDefinition
from whyward.journal.folding.checkins import CheckinRow, InstrumentRow
from whyward.journal.folding.nouns_noticing import CHECKINS, INSTRUMENTS
from whyward.journal.formulas.adding import added
from whyward.journal.formulas.closeness import Rated, closeness, closeness_in_words, room
from whyward.journal.names_noticing import instrument
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.sentences import sentence

COMPASS_TITLE = sentence("Compass check")


class DomainAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a part of life; `passed` names what was passed on purpose. `word` needs both numbers."""

    domain_id: str
    domain: str
    matter: int | None
    close: int | None
    closer: str | None
    room: int | None
    word: str | None
    passed: tuple[str, ...]


class ItemAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a scale of one's own, and its number; None for one that was passed or left out."""

    item_id: str
    text: str
    number: int | None


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """What some items of a scale add up to, and what they could at most; None if one of them has no number."""

    name: str
    total: int | None
    most: int


class Checkin(msgspec.Struct, frozen=True, kw_only=True):
    """A check-in. `word` says how close life is by all that was answered; `closeness` is the number behind it."""

    id: bytes
    on: date
    instrument_id: str
    instrument_version: int
    title: str
    period_from: date | None
    period_to: date | None
    domains: tuple[DomainAnswer, ...]
    items: tuple[ItemAnswer, ...]
    sums: tuple[Sum, ...]
    closeness: float | None
    word: str | None
    note: str | None


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A scale that the person brought."""

    id: str
    version: int
    title: str
    definition: InstrumentDefinition
    licence_note: str


class DomainLine(msgspec.Struct, frozen=True, kw_only=True):
    """How close a part of life was, check by check; days on which it was left out are not in it."""

    domain_id: str
    domain: str
    points: tuple[tuple[date, int], ...]


def checkins(pages: Pages, instrument_id: str | None = None, version: int | None = None) -> list[Checkin]:
    """Return check-ins, the latest first; of one instrument and version, if those are named."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    rows = sorted(pages.all(CHECKINS), key=lambda row: (row.at + row.tz * 60_000, row.stamp), reverse=True)
    return [
        _checkin(row, pages, labels, ends_at)
        for row in rows
        if row.instrument_id is not None
        and instrument_id in {None, row.instrument_id}
        and version in {None, row.instrument_version}
    ]


def checkin_shown(pages: Pages, checkin_id: bytes) -> Checkin | None:
    """Return one check-in, None also for a target."""
    row = pages.one(CHECKINS, checkin_id)
    return None if row is None or row.instrument_id is None else _checkin(row, pages, Labels(pages), pages.day_ends_at)


def _checkin(row: CheckinRow, pages: Pages, labels: Labels, ends_at: int) -> Checkin:
    instrument_id = row.instrument_id or ""
    own = None if instrument_id == COMPASS else instrument(pages, instrument_id, row.instrument_version)
    domains = _domains(row, labels) if instrument_id == COMPASS else ()
    both = (_rated(one.matter, one.close) for one in domains)
    share = closeness([rated for rated in both if rated is not None])
    return Checkin(
        id=row.checkin_id,
        on=life_day(row.at, row.tz, ends_at),
        instrument_id=instrument_id,
        instrument_version=row.instrument_version,
        title=COMPASS_TITLE if instrument_id == COMPASS else instrument_id if own is None else own.title,
        period_from=row.period_from,
        period_to=row.period_to,
        domains=domains,
        items=() if own is None else _items(row, own),
        sums=() if own is None else _sums(row, own),
        closeness=share,
        word=None if share is None else closeness_in_words(share).value,
        note=row.note,
    )


def _domains(row: CheckinRow, labels: Labels) -> tuple[DomainAnswer, ...]:
    asked = {item.rpartition(".")[0] for item in (*row.numbers, *row.words)}
    order = {key: place for place, key in enumerate(labels.domains)}
    return tuple(_domain(key, row, labels) for key in sorted(asked, key=lambda key: (order.get(key, len(order)), key)))


def _domain(key: str, row: CheckinRow, labels: Labels) -> DomainAnswer:
    matter, close = row.numbers.get(f"{key}.{MATTER}"), row.numbers.get(f"{key}.{CLOSE}")
    passed = tuple(part for part in (MATTER, CLOSE) if row.numbers.get(f"{key}.{part}", 0) is None)
    rated = _rated(matter, close)
    share = None if rated is None else closeness([rated])
    return DomainAnswer(
        domain_id=key,
        domain=labels.domain(key),
        matter=matter,
        close=close,
        closer=row.words.get(f"{key}.{CLOSER}"),
        room=None if rated is None else room(rated),
        word=None if share is None else closeness_in_words(share).value,
        passed=passed,
    )


def _rated(matter: int | None, close: int | None) -> Rated | None:
    return None if matter is None or close is None else Rated(matter, close)


def _items(row: CheckinRow, own: InstrumentRow) -> tuple[ItemAnswer, ...]:
    return tuple(
        ItemAnswer(item_id=item.item_id, text=item.text, number=row.numbers.get(item.item_id))
        for item in own.definition.items
    )


def _sums(row: CheckinRow, own: InstrumentRow) -> tuple[Sum, ...]:
    return tuple(
        Sum(name=one.name, total=added(row.numbers, one.item_ids), most=own.definition.high * len(one.item_ids))
        for one in own.definition.sums
    )


def instruments(pages: Pages) -> list[Instrument]:
    """Return the scales that the person brought, each in its highest version, by title."""
    highest = {row.instrument_id: instrument(pages, row.instrument_id) for row in pages.all(INSTRUMENTS)}
    return sorted(
        (
            Instrument(
                id=row.instrument_id,
                version=row.version,
                title=row.title,
                definition=row.definition,
                licence_note=row.licence_note,
            )
            for row in highest.values()
            if row is not None
        ),
        key=lambda one: (one.title, one.id),
    )


def closeness_lines(found: Sequence[Checkin]) -> list[DomainLine]:
    """Return how close each part of life was over several Compass checks, the earliest first, for a chart."""
    points: dict[str, list[tuple[date, int]]] = {}
    names: dict[str, str] = {}
    for checkin in reversed(found):
        for one in checkin.domains:
            if one.close is not None:
                names[one.domain_id] = one.domain
                points.setdefault(one.domain_id, []).append((checkin.on, one.close))
    return [DomainLine(domain_id=key, domain=names[key], points=tuple(line)) for key, line in points.items()]
