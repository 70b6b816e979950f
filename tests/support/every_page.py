"""All that a face can read of pages, in one list: what two pages that say the same must agree on.

It compares nothing itself.
"""

from tests.support.every_page_exploring import exploring_shown
from tests.support.every_page_hindering import hindering_shown
from tests.support.every_page_noticing import noticing_shown
from tests.support.every_page_sorting import sorting_shown
from tests.support.every_page_striving import striving_shown
from tests.support.happenings import DAY
from tests.support.happenings_caring import caring_shown
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.pages import Pages
from whyward.journal.projections.barriers import barriers, wins
from whyward.journal.projections.correspondence import correspondence
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.entries import conflicts, entries, search
from whyward.journal.projections.goals import goals, goals_by_domain, goals_by_value
from whyward.journal.projections.guesting import client_page, client_shown
from whyward.journal.projections.inbox import inbox
from whyward.journal.projections.shares import shares_shown
from whyward.journal.projections.steps import days_toward, steps
from whyward.journal.projections.story import goal_story
from whyward.journal.projections.timeline import acts, timeline
from whyward.journal.projections.today import today_page
from whyward.journal.projections.unknown import unknown_kinds
from whyward.journal.projections.values import current_values, glimpses, rank_history, tensions, value_history


def everything_shown(pages: Pages) -> list[object]:
    """Read all that a face can read."""
    values, every_goal = current_values(pages, DAY, every=True), goals(pages, every=True)
    return [
        values,
        [value_history(pages, value.id, DAY) for value in values],
        rank_history(pages, DAY),
        tensions(pages),
        glimpses(pages),
        domain_map(pages, every=True),
        every_goal,
        goals_by_domain(pages),
        goals_by_value(pages),
        [goal_story(pages, goal.id, DAY) for goal in every_goal],
        steps(pages),
        days_toward(pages),
        today_page(pages, DAY),
        entries(pages),
        entries(pages, binned=True),
        conflicts(pages),
        sorted(found.id for found in search(pages, "calm")),
        barriers(pages),
        wins(pages),
        timeline(pages),
        acts(pages),
        unknown_kinds(pages),
        *noticing_shown(pages, DAY),
        *striving_shown(pages),
        *sorting_shown(pages),
        *caring_shown(pages),
        *exploring_shown(pages, DAY),
        *hindering_shown(pages),
        *_shared(pages),
    ]


def _shared(pages: Pages) -> list[object]:
    """Read all that sharing shows, as if these pages were those of the share as well."""
    clients = pages.all(CLIENTS)
    shares = shares_shown(pages, DAY)
    return [
        shares,
        inbox(pages, {share.share_id: pages for share in shares}),
        correspondence(pages),
        [client_shown(row, None, ended_on=None) for row in clients],
        [client_shown(row, pages, ended_on=DAY) for row in clients],
        [client_page(row, pages, ended_on=None) for row in clients],
    ]
