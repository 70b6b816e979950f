"""What a person calls a check-in, a review, a scale of their own, or what a mark is for: the one that is meant.

The rules of names are those of `names`; here they are asked.
"""

from whyward.journal.errors import NotFound
from whyward.journal.events.catalogue import VALUE, ref_of
from whyward.journal.events.fields import Ref
from whyward.journal.folding.checkins import CheckinRow, InstrumentRow
from whyward.journal.folding.nouns_noticing import CHECKINS, INSTRUMENTS, REVIEWS
from whyward.journal.folding.reviews import ReviewRow
from whyward.journal.names import Named, find, find_domain, find_value
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence


def find_checkin(pages: Pages, called: str | None = None) -> CheckinRow:
    """Return the check-in that is meant, by its id; without one, the latest."""
    rows = {row.checkin_id: row for row in pages.all(CHECKINS)}
    if called is None:
        if not rows:
            raise NotFound("There is no check-in yet", hint="`whyward check run` starts one.")
        return max(rows.values(), key=lambda row: (row.at, row.stamp))
    return rows[find(called, [Named(row.checkin_id, "") for row in rows.values()], sentence("check-in"))]


def find_review(pages: Pages, called: str | None = None) -> ReviewRow:
    """Return the review that is meant, by its id; without one, the latest."""
    rows = {row.review_id: row for row in pages.all(REVIEWS)}
    if called is None:
        if not rows:
            raise NotFound("There is no review yet", hint="`whyward review write` starts one.")
        return max(rows.values(), key=lambda row: (row.at, row.stamp))
    return rows[find(called, [Named(row.review_id, "") for row in rows.values()], sentence("review"))]


def instrument(pages: Pages, instrument_id: str, version: int | None = None) -> InstrumentRow | None:
    """Return a scale that the person brought, in a version or the highest; of two added alike, the first."""
    fitting = [
        row for row in pages.all(INSTRUMENTS) if row.instrument_id == instrument_id and version in {None, row.version}
    ]
    return min(fitting, key=lambda row: (-row.version, row.stamp), default=None)


def find_marked(pages: Pages, called: str) -> Ref:
    """Return the reference of what a mark is for: a part of life, or a value."""
    noun, colon, rest = called.partition(":")
    if colon and noun == "domain":
        return f"domain:{find_domain(pages, rest)}"
    if not (colon and noun == "value"):
        try:
            return f"domain:{find_domain(pages, called)}"
        except NotFound:
            rest = called
    return ref_of(VALUE, find_value(pages, rest).value_id)
