"""`whyward review`: looking back on a week, a month, or whenever; five questions and four lenses, all of them free.

A line under one question is a review.
"""

from datetime import date

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.pairs import text_pairs
from whyward.cli.recording import record
from whyward.cli.shown.reviews import (
    one_review,
    print_comparisons,
    print_questions,
    print_reviews,
    review_document,
    review_text,
)
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY
from whyward.content.review import lens, review_words
from whyward.journal.errors import BadInput
from whyward.journal.intentions.reviews import (
    Changed,
    CompareThenAndNow,
    LensWords,
    ReviseReview,
    SettleReview,
    WriteReview,
)
from whyward.journal.projections.reviews import comparisons, reviews

_NOTICED = click.option("--noticed", metavar="TEXT", help="What you noticed.")
_GLAD = click.option("--glad", metavar="TEXT", help="What you are glad about.")
_HARDER = click.option("--harder", metavar="TEXT", help="What was harder than expected.")
_HELPED = click.option("--helped", metavar="TEXT", help="What helped.")
_NEXT = click.option("--next", "next_step", metavar="TEXT", help="A next tiny step.")
_LENS = click.option(
    "--lens", "lenses", multiple=True, metavar="LENS=TEXT", help="A lens; `review questions` has them."
)


@click.group(cls=Nouns, default="list")
def review() -> None:
    """Look back, as much or as little as you like."""


@review.command()
@click.pass_obj
def questions(face: Face) -> None:
    """Show the questions, and the lenses with their names."""
    print_questions(face)


@review.command()
@click.option("--week", "span", flag_value="week", default="week", help="On the last week; so it is without a word.")
@click.option("--month", "span", flag_value="month", help="On the last month.")
@click.option("--whenever", "span", flag_value="whenever", help="Since the last review.")
@click.option("--from", "first", type=DAY, metavar="DATE", help="From this day on.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Up to this day.")
@_NOTICED
@_GLAD
@_HARDER
@_HELPED
@_NEXT
@_LENS
@click.option("--value", "values", multiple=True, metavar="V", help="A value it touched; may be repeated.")
@click.pass_obj
def write(
    face: Face,
    *,
    span: str,
    first: date | None,
    last: date | None,
    noticed: str | None,
    glad: str | None,
    harder: str | None,
    helped: str | None,
    next_step: str | None,
    lenses: tuple[str, ...],
    values: tuple[str, ...],
) -> None:
    """Write a review. One line is enough."""
    wish = WriteReview(
        span=span,
        period_from=first,
        period_to=last,
        noticed=noticed,
        glad_about=glad,
        harder_than_expected=harder,
        what_helped=helped,
        next_tiny_step=next_step,
        lenses=tuple(_lens(name, text) for name, text in text_pairs(lenses, "--lens")),
        values=values,
    )
    record(face, [wish], "Your words are kept.")


def _lens(name: str, text: str) -> LensWords:
    found = lens(name.replace("-", "_"))
    if found is None:
        listed = ", ".join(one.id.replace("_", "-") for one in review_words().lenses)
        raise BadInput("That lens is not one this version knows", hint=f"Take one of: {listed}.")
    return LensWords(lens=found.id, version=found.version, shown=found.question, text=text)


@review.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your reviews, the latest first."""
    print_reviews(face, with_pages(face, reviews))


@review.command()
@click.argument("called", metavar="[REF]", required=False)
@click.pass_obj
def show(face: Face, called: str | None) -> None:
    """Show one review, or the latest, with every version that waits to be settled."""
    found = with_pages(face, lambda pages: one_review(pages, called))
    face.answer(review_document(found), review_text(found))


@review.command()
@click.argument("called", metavar="REF")
@_NOTICED
@_GLAD
@_HARDER
@_HELPED
@_NEXT
@_LENS
@click.pass_obj
def revise(
    face: Face,
    called: str,
    *,
    noticed: str | None,
    glad: str | None,
    harder: str | None,
    helped: str | None,
    next_step: str | None,
    lenses: tuple[str, ...],
) -> None:
    """Put texts of a review in other words; "" takes one away. The words before stay in its history."""
    given = {
        "noticed": noticed,
        "glad_about": glad,
        "harder_than_expected": harder,
        "what_helped": helped,
        "next_tiny_step": next_step,
    }
    changes = [Changed(field=field, text=text) for field, text in given.items() if text is not None]
    for name, text in text_pairs(lenses, "--lens"):
        known = _lens(name, text)
        changes.append(Changed(field=f"lens:{known.lens}", text=text, shown=known.shown))
    record(face, [ReviseReview(review=called, changes=tuple(changes))], "The review holds your new words.")


@review.command()
@click.argument("called", metavar="REF")
@click.argument("field", required=False)
@click.option("--keep", default="1", metavar="N", help="The number of the text that stays, as `review show` has it.")
@click.option("--text", metavar="TEXT", help="A text made of both.")
@click.pass_obj
def settle(face: Face, called: str, field: str | None, keep: str, text: str | None) -> None:
    """Say which of two texts stays that two devices wrote apart. The others stay in its history."""
    wish = SettleReview(review=called, field=field, keep=keep, merged_text=text)
    record(face, [wish], "Settled. Nothing of it is lost.")


@review.command()
@click.argument("kind", metavar="values|checkin|sort")
@click.argument("then")
@click.argument("now")
@click.option("-m", "--note", metavar="NOTE", help="What you noticed.")
@click.pass_obj
def compare(face: Face, kind: str, then: str, now: str, note: str | None) -> None:
    """Put then beside now: orders of values by two days, check-ins or sorts by their ids."""
    record(face, [CompareThenAndNow(kind=kind, a=then, b=now, reflection=note)], "Noted.")


@review.command("comparisons")
@click.pass_obj
def comparisons_(face: Face) -> None:
    """List what you put beside what."""
    print_comparisons(face, with_pages(face, comparisons))
