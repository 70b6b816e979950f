"""Soft offers about a goal that is being put into words: each a question one may leave where it is.

Nothing here refuses, grades or looks for harm in what somebody writes; the friend's question is there for every goal.
"""

import re
from collections.abc import Callable
from typing import Final

import msgspec

from whyward.journal.folding.goals import GoalStatus
from whyward.journal.folding.nouns import GOALS
from whyward.journal.pages import Pages
from whyward.journal.sentences import counted, sentence

CONFIDENT: Final = 7
ACTIVE_MANY: Final = 3

_STILL: Final = re.compile(
    r"^(?:i(?:'m going to| am going to| will| want to| would like to| need to|'ll)? |to )?"
    r"(?:stop|quit|never|avoid|not|no more|don't|won't|give up)\b",
    re.IGNORECASE,
)
"""What somebody lying still could do as well: a goal of doing nothing."""

_FEELING: Final = re.compile(
    r"\b(?:be|feel|become|get|being|feeling)\s+(?:more |less |so |always |finally |a bit |really )*"
    r"(?:happy|happier|calm|calmer|confident|relaxed|better|good|fine|okay|ok|content|peaceful|motivated|loved"
    r"|anxious|sad|depressed|afraid|scared|angry|ashamed|guilty|worried|stressed|lonely)\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b(?:make|get|convince|persuade|want)\s+(?:him|her|them|my \w+|everyone|everybody|people|someone)\s+(?:to\s+)?\w"
    r"|^(?:he|she|they|my \w+|people|everyone)\s+(?:will|stops?|starts?|has to|have to|understands?|is|are)\b",
    re.IGNORECASE,
)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A goal before it is one, as far as it was said."""

    statement: str = ""
    values: tuple[str, ...] = ()
    tiny_version: str | None = None
    confidence: int | None = None


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A question, and an offer that goes with it. `topic` names what it is about; `quiet` ones may stand apart."""

    topic: str
    question: str
    offer: str
    quiet: bool = False


_FRIEND: Final = Offer(
    topic="friend",
    question=sentence("Would you set this for someone you love?"),
    offer=sentence("If not, what would you wish for them instead? Help now is at the top of each page."),
    quiet=True,
)


def offers(draft: Draft, pages: Pages) -> tuple[Offer, ...]:
    """Return what could be asked about a draft, the friend's question last; none of it stands in the way."""
    found = (ask(draft, pages) for ask in _ASKED)
    return (*(offer for offer in found if offer is not None), _FRIEND)


def _of_value(draft: Draft, _pages: Pages) -> Offer | None:
    if draft.values:
        return None
    return Offer(
        topic="value",
        question=sentence("What is this in the service of?"),
        offer=sentence("You could link a value, or leave it for later."),
    )


def _words(draft: Draft) -> str:
    """Return the statement with one kind of apostrophe."""
    return draft.statement.strip().replace("\u2019", "'")


def _of_stillness(draft: Draft, _pages: Pages) -> Offer | None:
    if not _STILL.search(_words(draft)):
        return None
    return Offer(
        topic="instead",
        question=sentence("What would you be doing instead?"),
        offer=sentence("A goal of doing something is easier to take a step toward: “When it comes, I …”."),
    )


def _of_feeling(draft: Draft, _pages: Pages) -> Offer | None:
    if not _FEELING.search(_words(draft)):
        return None
    return Offer(
        topic="feeling",
        question=sentence("If you felt that way, what would you be doing?"),
        offer=sentence("Feelings come and go by themselves; what you do is yours to choose."),
    )


def _of_confidence(draft: Draft, _pages: Pages) -> Offer | None:
    if draft.confidence is None or draft.confidence >= CONFIDENT:
        return None
    has_tiny = bool(draft.tiny_version and draft.tiny_version.strip())
    return Offer(
        topic="tiny",
        question=sentence("What would a version look like that you could do on a hard day?"),
        offer=sentence("You have a tiny version: it could be the goal.") if has_tiny else sentence("Tiny counts."),
    )


def _of_many(_draft: Draft, pages: Pages) -> Offer | None:
    active = sum(row.status == GoalStatus.ACTIVE for row in pages.all(GOALS))
    if active + 1 <= ACTIVE_MANY:
        return None
    return Offer(
        topic="park",
        question=counted(
            "You have %(count)s goal open. Would you like to park one?",
            "You have %(count)s goals open. Would you like to park one?",
            active,
        ),
        offer=sentence("A parked goal rests and waits for you. One small thing is plenty."),
    )


def _of_others(draft: Draft, _pages: Pages) -> Offer | None:
    if not _OTHERS.search(_words(draft)):
        return None
    return Offer(
        topic="own-part",
        question=sentence("Which part of this is yours?"),
        offer=sentence("What others do is theirs. You could write down what you will say, ask or do."),
    )


_ASKED: Final[tuple[Callable[[Draft, Pages], Offer | None], ...]] = (
    _of_value,
    _of_stillness,
    _of_feeling,
    _of_others,
    _of_confidence,
    _of_many,
)
