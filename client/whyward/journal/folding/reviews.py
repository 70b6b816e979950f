"""What a review has come to, text by text, and what the person did with what the program noticed.

Each text of a review has versions of its own: two devices that changed different texts disagree on nothing.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import msgspec

from whyward.journal.events.fields import Body
from whyward.journal.events.reviews import (
    InsightDismissed,
    InsightKept,
    ReviewRevised,
    ReviewWritten,
    ThenAndNowCompared,
)
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.versions import Version, Wrote, versions

TEXTS: Final = ("noticed", "glad_about", "harder_than_expected", "what_helped", "next_tiny_step")
"""The texts of every review, in the order in which they are asked for."""

LENS: Final = "lens:"


class ReviewText(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a review: one version, or several that did not see each other, the latest first.

    `shown` is the question of a lens as it stood there.
    """

    field: str
    shown: str | None
    versions: tuple[Version, ...]


class ReviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """A review as it is now; a text that holds nothing is left out."""

    review_id: bytes
    span: str
    period_from: date
    period_to: date
    texts: tuple[ReviewText, ...]
    value_ids: tuple[bytes, ...]
    written_event_id: bytes
    revised: bool
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


class InsightRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the person did last with something that the program noticed; `at` is when."""

    insight_id: bytes
    rule_id: str
    rule_version: int
    text_shown: str | None
    about: tuple[str, ...]
    dismissed: bool
    never_again: bool
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


class ComparisonRow(msgspec.Struct, frozen=True, kw_only=True):
    """Two that were put beside each other."""

    compare_id: bytes
    kind: str
    a: str
    b: str
    reflection: str | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


def fold_review(happened: Sequence[Happened]) -> ReviewRow | None:
    """Return the review that its events come to, or None before it is written."""
    first = next((one for one in happened if one.stands and isinstance(one.body, ReviewWritten)), None)
    if first is None or not isinstance(first.body, ReviewWritten):
        return None
    written = first.body
    return ReviewRow(
        review_id=written.review_id,
        span=written.span,
        period_from=written.period_from,
        period_to=written.period_to,
        texts=tuple(_texts(written, happened)),
        value_ids=written.value_ids,
        written_event_id=first.event.id,
        revised=any(one.stands and isinstance(one.body, ReviewRevised) for one in happened),
        at=first.event.at,
        tz=first.event.tz,
        stamp=(first.event.hlc, first.device, first.event.id),
    )


def _texts(written: ReviewWritten, happened: Sequence[Happened]) -> list[ReviewText]:
    shown = {LENS + lens.lens: lens.shown for lens in written.lenses}
    revised = [one.body for one in happened if one.stands and isinstance(one.body, ReviewRevised)]
    for body in revised:
        shown.setdefault(body.field, body.shown or "")
    found: list[ReviewText] = []
    for field in dict.fromkeys((*TEXTS, *shown)):
        kept = versions(happened, _writer(field), field)
        if any(version.text for version in kept):
            found.append(ReviewText(field=field, shown=shown.get(field) or None, versions=kept))
    return found


def _writer(wanted: str) -> Callable[[Body], Wrote | None]:
    """Return what says what a body did to one text of a review."""

    def wrote(body: Body) -> Wrote | None:
        match body:
            case ReviewWritten():
                return Wrote(_first_text(body, wanted))
            case ReviewRevised(field=field, text=text, base_event_ids=bases) if field == wanted:
                return Wrote(text, bases)
            case _:
                return None

    return wrote


def _first_text(written: ReviewWritten, field: str) -> str:
    if field in TEXTS:
        text: str | None = getattr(written, field)
        return text or ""
    return next((lens.text for lens in written.lenses if LENS + lens.lens == field), "")


def fold_insight(happened: Sequence[Happened]) -> InsightRow | None:
    """Return what was done last with something that the program noticed."""
    row: InsightRow | None = None
    for one in happened:
        if one.stands and isinstance(one.body, InsightKept | InsightDismissed):
            row = _insight(one, one.body, row)
    return row


def _insight(one: Happened, body: InsightKept | InsightDismissed, before: InsightRow | None) -> InsightRow:
    kept = body if isinstance(body, InsightKept) else None
    return InsightRow(
        insight_id=body.insight_id,
        rule_id=body.rule_id,
        rule_version=kept.rule_version if kept else before.rule_version if before else 0,
        text_shown=kept.text_shown if kept else before.text_shown if before else None,
        about=kept.about if kept else before.about if before else (),
        dismissed=kept is None,
        never_again=isinstance(body, InsightDismissed) and body.never_again,
        at=one.event.at,
        tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def fold_comparison(happened: Sequence[Happened]) -> ComparisonRow | None:
    """Return what was put beside what."""
    for one in happened:
        if one.stands and isinstance(one.body, ThenAndNowCompared):
            compared = one.body
            return ComparisonRow(
                compare_id=compared.compare_id,
                kind=compared.kind,
                a=compared.a,
                b=compared.b,
                reflection=compared.reflection,
                at=one.event.at,
                tz=one.event.tz,
                stamp=(one.event.hlc, one.device, one.event.id),
            )
    return None
