"""Reviews: a list, one in full with its questions, and what was put beside what.

Where two devices wrote apart, both texts are shown by number; none is called wrong.
"""

from datetime import date
from typing import Final

import msgspec

from whyward.cli.face import Face
from whyward.cli.shown.entries import VersionShown
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import listed
from whyward.cli.shown.reflections import version_documents
from whyward.cli.tables import print_table
from whyward.content.review import question_of, review_words
from whyward.journal.names_noticing import find_review
from whyward.journal.pages import Pages
from whyward.journal.projections.reviews import Comparison, Review, ReviewPart, review_shown

NO_REVIEWS: Final = "No review yet. A line is enough: whyward review write --noticed TEXT"


class PartShown(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a review for programs."""

    field: str
    question: str
    text: str
    versions: list[VersionShown]


class ReviewShown(msgspec.Struct, frozen=True, kw_only=True):
    """A review for programs."""

    id: bytes
    on: date
    span: str
    period_from: date
    period_to: date
    parts: list[PartShown]
    value_ids: tuple[bytes, ...]
    revised: bool


class QuestionShown(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a review for programs; `lens` is the name to give to --lens."""

    field: str
    question: str
    lens: str | None


def one_review(pages: Pages, called: str | None) -> Review:
    """Return the review that is meant, or the latest."""
    found = review_shown(pages, find_review(pages, called).review_id)
    assert found is not None, "it was found this moment"
    return found


def print_questions(face: Face) -> None:
    """Print what a review asks."""
    words = review_words()
    shown = [QuestionShown(field=one.field, question=one.text, lens=None) for one in words.questions]
    shown += [
        QuestionShown(field=f"lens:{one.id}", question=one.question, lens=one.id.replace("_", "-"))
        for one in words.lenses
    ]
    if face.as_json:
        face.give(shown)
        return
    face.show(words.intro)
    for one in shown:
        face.show(f"  {one.question}{f'  (--lens {one.lens}=TEXT)' if one.lens else ''}")


def print_reviews(face: Face, found: list[Review]) -> None:
    """Print reviews as a table."""
    if face.as_json:
        face.give([review_document(one) for one in found])
        return
    if not found:
        face.show(NO_REVIEWS)
        return
    rows = [
        [
            short(one.id),
            _days(one),
            one.parts[0].text if one.parts else "",
            listed([*one.values]),
        ]
        for one in found
    ]
    print_table(("id", "days", "what you wrote", "values"), rows)


def _days(review: Review) -> str:
    return f"{review.period_from.isoformat()} to {review.period_to.isoformat()}"


def review_document(found: Review) -> ReviewShown:
    """Return a review for programs."""
    return ReviewShown(
        id=found.id,
        on=found.on,
        span=found.span,
        period_from=found.period_from,
        period_to=found.period_to,
        parts=[
            PartShown(
                field=part.field,
                question=question_of(part.field, part.shown),
                text=part.text,
                versions=version_documents(part.versions),
            )
            for part in found.parts
        ],
        value_ids=found.value_ids,
        revised=found.revised,
    )


def review_text(found: Review) -> str:
    """Return a review for people."""
    lines = [f"{_days(found)} ({short(found.id)})"]
    for part in found.parts:
        lines += ["", question_of(part.field, part.shown), *_texts(part)]
    if found.values:
        lines += ["", f"Values: {listed([*found.values])}"]
    return "\n".join(lines)


def _texts(part: ReviewPart) -> list[str]:
    if len(part.versions) == 1:
        return [f"  {line}" for line in part.text.split("\n")]
    told = [f"  {number}. {version.text}" for number, version in enumerate(part.versions, start=1)]
    return [*told, f"  Both are kept. To settle it: whyward review settle REF {part.field} --keep N"]


def print_comparisons(face: Face, found: list[Comparison]) -> None:
    """Print what was put beside what."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("Nothing was put beside anything yet: whyward review compare values DATE DATE")
        return
    rows = [[short(one.id), one.on.isoformat(), one.a, one.b, one.reflection or ""] for one in found]
    print_table(("id", "day", "then", "now", "what you noticed"), rows)
