"""Reviews: what was written when looking back, text by text, with every version that waits to be settled.

An empty text is not there.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.folding.nouns_noticing import COMPARISONS, REVIEWS
from whyward.journal.folding.reviews import ReviewRow
from whyward.journal.folding.versions import Version
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels


class ReviewPart(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a review, or several versions of it. `shown` is the question of a lens as it stood there."""

    field: str
    shown: str | None
    text: str
    versions: tuple[Version, ...]


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A review as it is now. `span` is week, month, whenever, or other for a word that this version does not know."""

    id: bytes
    on: date
    span: str
    period_from: date
    period_to: date
    parts: tuple[ReviewPart, ...]
    value_ids: tuple[bytes, ...]
    values: tuple[str, ...]
    revised: bool
    written_event_id: bytes


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two that were put beside each other, and what the person wrote about it."""

    id: bytes
    on: date
    kind: str
    a: str
    b: str
    reflection: str | None


def reviews(pages: Pages) -> list[Review]:
    """Return reviews, the latest first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    rows = sorted(pages.all(REVIEWS), key=lambda row: (row.period_to, row.stamp), reverse=True)
    return [_review(row, labels, ends_at) for row in rows]


def review_shown(pages: Pages, review_id: bytes) -> Review | None:
    """Return one review."""
    row = pages.one(REVIEWS, review_id)
    return None if row is None else _review(row, Labels(pages), pages.day_ends_at)


def _review(row: ReviewRow, labels: Labels, ends_at: int) -> Review:
    parts = (
        ReviewPart(field=text.field, shown=text.shown, text=text.versions[0].text, versions=text.versions)
        for text in row.texts
    )
    return Review(
        id=row.review_id,
        on=life_day(row.at, row.tz, ends_at),
        span=row.span,
        period_from=row.period_from,
        period_to=row.period_to,
        parts=tuple(parts),
        value_ids=row.value_ids,
        values=tuple(map(labels.value, row.value_ids)),
        revised=row.revised,
        written_event_id=row.written_event_id,
    )


def comparisons(pages: Pages) -> list[Comparison]:
    """Return what was put beside what, the latest first."""
    ends_at = pages.day_ends_at
    rows = sorted(pages.all(COMPARISONS), key=lambda row: row.stamp, reverse=True)
    return [
        Comparison(
            id=row.compare_id,
            on=life_day(row.at, row.tz, ends_at),
            kind=row.kind,
            a=row.a,
            b=row.b,
            reflection=row.reflection,
        )
        for row in rows
    ]


def reviews_apart(pages: Pages) -> list[Review]:
    """Return the reviews of which a text has several versions, the latest first."""
    return [one for one in reviews(pages) if any(len(part.versions) > 1 for part in one.parts)]
