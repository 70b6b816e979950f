"""What the person wrote, found by its words: entries, reflections, worksheets, pieces, reviews, wins, notes on steps.

Entries are in an index; of the rest there is little, and it is looked through anew each time, by the same rules.
What is in the bin or was taken back is not found, and neither is what somebody else wrote.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import ENTRY, STEP, STEP_TAKEN, WIN, ref_of
from whyward.journal.events.fields import Ref
from whyward.journal.events.kinds_exploring import CREATIVE, REFLECTION, WORKSHEET
from whyward.journal.events.kinds_noticing import REVIEW
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.entries import EntryRow
from whyward.journal.folding.nouns import WINS
from whyward.journal.folding.nouns_exploring import PIECES, REFLECTIONS, WORKSHEETS
from whyward.journal.folding.nouns_noticing import REVIEWS
from whyward.journal.pages import Pages
from whyward.journal.pages_passages import Part, passages
from whyward.journal.pages_search import text_of
from whyward.journal.projections.labels import Labels, entry_title, first_line
from whyward.journal.projections.telling_exploring import piece_title, worksheet_title
from whyward.journal.sentences import sentence

KINDS: Final = {
    ENTRY: sentence("Journal"),
    REFLECTION: sentence("Answer to a question"),
    WORKSHEET: sentence("Worksheet"),
    CREATIVE: sentence("Piece"),
    REVIEW: sentence("Looking back"),
    WIN: sentence("Win"),
    STEP: sentence("Step"),
}
"""What is looked through, in the order in which it is shown, with what each is called."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A text that holds the words: what it is, of which day, and the passage where they stand."""

    ref: Ref
    id: bytes
    noun: str
    kind: str
    on: date
    title: str
    passage: tuple[Part, ...]


class _Written(msgspec.Struct, frozen=True):
    noun: bytes
    id: bytes
    on: date
    title: str
    text: str


def found(pages: Pages, words: str, *, each: int | None = None) -> list[Found]:
    """Return texts that hold all the words: entries, best first, then kind by kind, the latest first.

    The last word may be a beginning. `each` is how many of a kind are wanted at most.
    """
    rows = [row for row in pages.search(words) if not row.binned][:each]
    texts = [*_entries(rows, pages), *_others(pages)]
    where = passages([one.text for one in texts], words)
    by_noun: dict[bytes, list[Found]] = {noun: [] for noun in KINDS}
    for number, passage in where.items():
        by_noun[texts[number].noun].append(_found(texts[number], passage))
    return [one for of_kind in by_noun.values() for one in of_kind[:each]]


def has_more_than_entries(pages: Pages) -> bool:
    """Whether anything was written that is no entry, notes on steps aside."""
    reads = (_reflections, _worksheets, _pieces, _reviews, _wins)
    return any(True for written in reads for _ in written(pages))


def _found(written: _Written, passage: tuple[Part, ...]) -> Found:
    return Found(
        ref=ref_of(written.noun, written.id),
        id=written.id,
        noun=written.noun.decode().rstrip(":"),
        kind=KINDS[written.noun],
        on=written.on,
        title=written.title,
        passage=passage,
    )


def _entries(rows: list[EntryRow], pages: Pages) -> Iterator[_Written]:
    ends_at = pages.day_ends_at
    for row in rows:
        on = life_day(row.written_at, row.tz, ends_at)
        yield _Written(ENTRY, row.entry_id, on, entry_title(row), text_of(row))


def _others(pages: Pages) -> Iterator[_Written]:
    """Yield all that is not in the index, kind by kind, the latest first."""
    for written in (_reflections, _worksheets, _pieces, _reviews, _wins, _steps):
        yield from sorted(written(pages), key=lambda one: (one.on, one.id), reverse=True)


def _reflections(pages: Pages) -> Iterator[_Written]:
    ends_at = pages.day_ends_at
    for row in pages.all(REFLECTIONS):
        on = row.occurred_on or life_day(row.at, row.tz, ends_at)
        text = "\n".join(version.text for version in row.versions)
        yield _Written(REFLECTION, row.reflection_id, on, first_line(row.prompt_shown), text)


def _worksheets(pages: Pages) -> Iterator[_Written]:
    ends_at = pages.day_ends_at
    for row in pages.all(WORKSHEETS):
        text = "\n".join(line for answer in row.answers for line in (answer.text or "", *answer.lines))
        yield _Written(WORKSHEET, row.worksheet_id, life_day(row.at, row.tz, ends_at), worksheet_title(row), text)


def _pieces(pages: Pages) -> Iterator[_Written]:
    ends_at = pages.day_ends_at
    for row in pages.all(PIECES):
        text = "\n".join((row.title or "", *(version.text for version in row.versions)))
        yield _Written(CREATIVE, row.piece_id, life_day(row.at, row.tz, ends_at), piece_title(row), text)


def _reviews(pages: Pages) -> Iterator[_Written]:
    ends_at = pages.day_ends_at
    for row in pages.all(REVIEWS):
        text = "\n".join(version.text for part in row.texts for version in part.versions)
        yield _Written(REVIEW, row.review_id, life_day(row.at, row.tz, ends_at), KINDS[REVIEW], text)


def _wins(pages: Pages) -> Iterator[_Written]:
    for row in pages.all(WINS):
        yield _Written(WIN, row.win_id, row.occurred_on, first_line(row.text), row.text)


def _steps(pages: Pages) -> Iterator[_Written]:
    """Yield steps with a note; most have none."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    for one in pages.told([STEP_TAKEN]):
        if isinstance(one.body, StepTaken) and one.body.note:
            goal_id = one.body.goal_id
            title = KINDS[STEP] if goal_id is None else labels.goal(goal_id)
            on = life_day(one.event.at, one.event.tz, ends_at)
            yield _Written(STEP, one.body.taken_id, on, title, one.body.note)
