"""The why-trail: from a step, a goal, an entry or a value back to the person's own words that led to it.

It shows what was written, never a guess.
"""

import msgspec

from whyward.journal.events.catalogue import (
    BARRIER,
    ENTRY,
    GLIMPSE,
    GOAL,
    NONE,
    STEP,
    VALUE,
    WIN,
    entity_of_ref,
    ref_of,
)
from whyward.journal.events.fields import Ref
from whyward.journal.events.kinds_sorting import SORT
from whyward.journal.events.kinds_striving import PLAN
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.nouns import BARRIERS, GLIMPSES, WINS
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels, entry_title, first_line, if_words, kind_in_words
from whyward.journal.projections.telling import phrase_of
from whyward.journal.projections.why_exploring import TELLS, Found
from whyward.journal.sentences import sentence, with_commas

_DEPTH_MAX = 6  # step, goal, value, glimpse, entry: five nouns; a trail that goes on goes in a circle.


class Trail(msgspec.Struct, frozen=True, kw_only=True):
    """A thing, the person's own words about it, and what stands behind it."""

    ref: Ref
    noun: str
    title: str
    words: str | None
    because: tuple["Trail", ...]


def why_trail(pages: Pages, ref: Ref) -> Trail | None:
    """Return the trail that starts at a thing, or None if there is none of that reference."""
    return _trail((entity_of_ref(ref),), pages, Labels(pages))


def _trail(path: tuple[bytes, ...], pages: Pages, labels: Labels) -> Trail | None:
    """Return the trail from the last thing of a path on; what is on the path already is not told again."""
    noun, _, key = path[-1].partition(b":")
    prefix = noun + b":"
    told = {
        STEP: _step,
        GOAL: _goal,
        VALUE: _value,
        ENTRY: _entry,
        GLIMPSE: _glimpse,
        WIN: _win,
        BARRIER: _barrier,
        PLAN: _plan,
        SORT: _sort,
    }
    tell = told.get(prefix) or TELLS.get(prefix)
    found = _whatever(path[-1], pages, labels) if tell is None else tell(key, pages, labels)
    if found is None:
        return None
    title, words, behind = found
    further = [other for other in dict.fromkeys(behind) if other not in path] if len(path) < _DEPTH_MAX else []
    because = (_trail((*path, other), pages, labels) for other in further)
    return Trail(
        ref=ref_of(prefix, key),
        noun=noun.decode(),
        title=title,
        words=words,
        because=tuple(trail for trail in because if trail is not None),
    )


def _whatever(entity: bytes, pages: Pages, labels: Labels) -> Found | None:
    """Return what is told of a thing that has no words of its own here: what happened to it first."""
    first = next((one for one in pages.happened(entity) if one.stands), None)
    if first is None or entity == NONE:
        return None
    phrase = phrase_of(first.body, labels)
    return phrase.plain(), phrase.note, []


def _step(key: bytes, pages: Pages, labels: Labels) -> Found | None:
    for one in pages.happened(STEP + key):
        if isinstance(one.body, StepTaken) and one.stands:
            step = one.body
            goals = [] if step.goal_id is None else [GOAL + step.goal_id]
            title = _step_title(step, labels)
            return title, step.note, [*goals, *(VALUE + value_id for value_id in step.value_ids)]
    return None


def _step_title(step: StepTaken, labels: Labels) -> str:
    if step.goal_id is None:
        return sentence("A step")
    return sentence("A step toward “%(goal)s”", goal=labels.goal(step.goal_id))


def _goal(key: bytes, _pages: Pages, labels: Labels) -> Found | None:
    goal = labels.goals.get(key)
    return None if goal is None else (goal.statement, goal.why, [VALUE + value_id for value_id in goal.value_ids])


def _value(key: bytes, pages: Pages, labels: Labels) -> Found | None:
    value = labels.values.get(key)
    if value is None:
        return None
    name = value.name.casefold()
    glimpses = [row for row in pages.all(GLIMPSES) if row.guess.casefold() == name and not row.let_go]
    seen = [GLIMPSE + row.glimpse_id for row in glimpses]
    return value.name, value.own_words, [*map(entity_of_ref, value.came_from), *seen]


def _entry(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    entry = pages.entry(key)
    if entry is None:
        return None
    behind = [*(GOAL + goal_id for goal_id in entry.goal_ids), *(VALUE + value_id for value_id in entry.value_ids)]
    return first_line(entry_title(entry)), entry.versions[0].text, behind


def _glimpse(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    glimpse = pages.one(GLIMPSES, key)
    return None if glimpse is None else (sentence("In your own words"), glimpse.quote, [entity_of_ref(glimpse.source)])


def _win(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    win = pages.one(WINS, key)
    return None if win is None else (sentence("A win"), win.text, [VALUE + value_id for value_id in win.value_ids])


def _barrier(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    barrier = pages.one(BARRIERS, key)
    if barrier is None:
        return None
    goals = [] if barrier.goal_id is None else [GOAL + barrier.goal_id]
    title = barrier.custom or kind_in_words(barrier.kind)
    return title, barrier.situation, [*goals, *(VALUE + value_id for value_id in barrier.value_ids)]


def _sort(key: bytes, pages: Pages, labels: Labels) -> Found | None:
    sort = pages.one(SORTS, key)
    if sort is None:
        return None
    closest = sort.top or tuple(card_id for group in sort.ranked for card_id in group) or sort.shortlist
    return sentence("A card sort"), with_commas([labels.card(key, card_id) for card_id in closest]) or None, []


def _plan(key: bytes, pages: Pages, _labels: Labels) -> Found | None:
    plan = pages.one(PLANS, key)
    if plan is None:
        return None
    return if_words(plan.if_text), plan.then_text, [] if plan.goal_id is None else [GOAL + plan.goal_id]
