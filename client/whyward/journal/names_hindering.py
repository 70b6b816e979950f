"""What a person calls a try, a moment of choice, a decision, an option: the one that is meant, or a sentence.

The rules of names are those of `names`; here they are asked.
"""

from whyward.journal.errors import NotFound
from whyward.journal.folding.barriers import BarrierRow
from whyward.journal.folding.choices import ChoiceRow, DecisionRow, Option
from whyward.journal.folding.nouns import BARRIERS
from whyward.journal.folding.nouns_hindering import CHOICES, DECISIONS
from whyward.journal.folding.tools import Try
from whyward.journal.names import Named, find
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence


def find_try(pages: Pages, called: str | None) -> tuple[BarrierRow, Try]:
    """Return the try that is meant, by its id, with its barrier; without one, the try made last."""
    tries = {one.try_id: (row, one) for row in pages.all(BARRIERS) for one in row.tries}
    if called is not None:
        return tries[find(called, [Named(one.try_id, one.tool_id) for _, one in tries.values()], sentence("try"))]
    if not tries:
        raise NotFound("No tool has been tried yet", hint="`whyward barrier tools` shows what there is.")
    return max(tries.values(), key=lambda pair: pair[1].stamp)


def find_choice(pages: Pages, called: str) -> ChoiceRow:
    """Return the moment of choice that is meant, by its id, or by how its situation begins."""
    rows = {row.choice_id: row for row in pages.all(CHOICES)}
    return rows[
        find(called, [Named(row.choice_id, row.situation) for row in rows.values()], sentence("choice"), by_start=True)
    ]


def find_decision(pages: Pages, called: str) -> DecisionRow:
    """Return the decision that is meant, by its id, or by how its question begins; an open one before others."""
    rows = {row.decision_id: row for row in pages.all(DECISIONS)}
    named = [Named(row.decision_id, row.question, not row.is_made) for row in rows.values()]
    return rows[find(called, named, sentence("decision"), by_start=True)]


def find_option(decision: DecisionRow, called: str) -> Option:
    """Return the option of a decision that is meant, by its id, or by how its words begin."""
    options = {option.option_id: option for option in decision.options}
    named = [Named(option.option_id, option.text) for option in options.values()]
    return options[find(called, named, sentence("option"), by_start=True)]
