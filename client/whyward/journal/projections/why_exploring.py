"""What stands behind things of exploring: for a trail, the question, the person's own text, and what it is about.

It shows what was written, never a guess.
"""

from collections.abc import Callable, Mapping
from typing import Final

from whyward.journal.events.catalogue import VALUE
from whyward.journal.events.kinds_exploring import CREATIVE, REFLECTION, WORKSHEET
from whyward.journal.folding.nouns_exploring import PIECES, REFLECTIONS, WORKSHEETS
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.telling_exploring import piece_title, worksheet_title

Found = tuple[str, str | None, list[bytes]]
"""What a thing is called, the person's own words about it, and the entities behind it."""


def _reflection(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    row = pages.one(REFLECTIONS, key)
    return None if row is None else (row.prompt_shown, row.versions[0].text if row.versions else None, [])


def _piece(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    row = pages.one(PIECES, key)
    if row is None:
        return None
    text = row.versions[0].text if row.versions else None
    return piece_title(row), text, [VALUE + value_id for value_id in row.value_ids]


def _worksheet(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    row = pages.one(WORKSHEETS, key)
    if row is None:
        return None
    words = [line for answer in row.answers for line in (answer.text, *answer.lines) if line]
    return worksheet_title(row), "\n".join(words) or None, []


TELLS: Final[Mapping[bytes, Callable[[bytes, Pages, Labels], Found | None]]] = {
    REFLECTION: _reflection,
    CREATIVE: _piece,
    WORKSHEET: _worksheet,
}
