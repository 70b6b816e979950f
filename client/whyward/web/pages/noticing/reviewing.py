"""Reviews on pages: looking back on a week, a month or whenever; each text by itself, with its versions.

A line under one question is a review. With little energy, one question is in sight, and the others wait below.
"""

from typing import Final

from whyward.content.review import lens, question_of, review_words
from whyward.journal.events.reviews import ReviewWritten, Span
from whyward.journal.folding.reviews import LENS
from whyward.journal.intentions.reviews import Changed, LensWords, ReviseReview, SettleReview, WriteReview
from whyward.journal.names_noticing import find_review
from whyward.journal.projections.reviews import Review, review_shown, reviews
from whyward.journal.projections.values import current_values
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

DRAFT: Final = "review:new"


async def show_reviews(request: Request) -> Response:
    """List reviews."""
    return page(request, "noticing/reviews.html", reviews=reviews(request.pages), words=review_words())


async def show_new(request: Request) -> Response:
    """Ask the questions."""
    draft = request.journal.drafts.at(DRAFT)
    asked = request.query.text("span") or draft.get("span", "")
    return page(
        request,
        "noticing/review_new.html",
        words=review_words(),
        span=asked if asked in {span.value for span in Span} else Span.WEEK.value,
        values=[(value.id.hex(), value.name) for value in current_values(request.pages, request.today)],
        ticked=request.journal.drafts.pairs_at(DRAFT),
        draft=draft,
    )


async def write(request: Request) -> Response:
    """Keep a review."""
    form = request.form
    lenses = (
        LensWords(lens=one.id, version=one.version, shown=one.question, text=form.text(f"{LENS}{one.id}"))
        for one in review_words().lenses
    )
    wish = WriteReview(
        span=form.text("span") or Span.WEEK.value,
        period_from=form.day("from"),
        period_to=form.day("to"),
        noticed=form.optional("noticed"),
        glad_about=form.optional("glad_about"),
        harder_than_expected=form.optional("harder_than_expected"),
        what_helped=form.optional("what_helped"),
        next_tiny_step=form.optional("next_tiny_step"),
        lenses=tuple(one for one in lenses if one.text.strip()),
        values=form.all("value"),
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Your words are kept."), done)
    return see_other(f"/review/{body_in(done, ReviewWritten).review_id.hex()}")


async def show_one(request: Request) -> Response:
    """Show one review, with every version of its texts."""
    return page(request, "noticing/review.html", review=_found(request), question=question_of)


async def show_edit(request: Request) -> Response:
    """Show its texts to change; the versions that are in sight go along."""
    found = _found(request)
    held = {part.field: part for part in found.parts}
    fields = [one.field for one in review_words().questions] + [f"{LENS}{one.id}" for one in review_words().lenses]
    return page(
        request,
        "noticing/review_edit.html",
        review=found,
        held=held,
        fields=[*fields, *(field for field in held if field not in fields)],
        question=question_of,
    )


async def revise(request: Request) -> Response:
    """Keep the changes of all texts that became different, each beside what it was made from."""
    found, form = _found(request), request.form
    wishes: list[ReviseReview] = []
    for field, text in form.pairs():
        name = field.removeprefix("text-")
        part = next((part for part in found.parts if part.field == name), None)
        base = form.all(f"base-{name}")
        before = "" if part is None or len(base) > 1 else part.text  # Where two texts stand, the field began empty.
        if name == field or text.strip() == before.strip():
            continue
        asked = lens(name.removeprefix(LENS))
        shown = asked.question if asked is not None and part is None else None
        changed = Changed(field=name, text=text, shown=shown)
        wishes.append(ReviseReview(review=found.id.hex(), changes=(changed,), base=base or None))
    if wishes:
        done = await request.journal.record_all(wishes)
        request.say(request.texts.gettext("It holds your new words. The ones before stay in its history."), done)
    return see_other(f"/review/{found.id.hex()}")


async def settle(request: Request) -> Response:
    """Let one of several versions of a text stay."""
    found = _found(request)
    wish = SettleReview(review=found.id.hex(), field=request.form.text("field"), keep=request.form.text("keep"))
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Settled. Nothing of it is lost."), done)
    return see_other(f"/review/{found.id.hex()}")


def _found(request: Request) -> Review:
    found = review_shown(request.pages, find_review(request.pages, request.args["review"]).review_id)
    assert found is not None, "it was found this moment"
    return found


ROUTES: Final[tuple[Route, ...]] = (
    get("/review", show_reviews),
    get("/review/new", show_new),
    post("/review", write),
    get("/review/{review}", show_one),
    get("/review/{review}/edit", show_edit),
    post("/review/{review}/edit", revise),
    post("/review/{review}/settle", settle),
)
