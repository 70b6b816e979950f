"""The kinds about what gets in the way, about choices and decisions, and which thing each touches.

It holds names only.
"""

from collections.abc import Mapping
from typing import Final

from whyward.journal.events import barriers as b
from whyward.journal.events import choices as c
from whyward.journal.events import tools as t
from whyward.journal.events.touching import Touching

CHOICE: Final = b"choice:"
DECISION: Final = b"decision:"
_BARRIER: Final = b"barrier:"
_GOAL: Final = b"goal:"

KINDS: Final[Mapping[str, Touching]] = {
    "barrier-described.1": Touching(b.BarrierDescribed, _BARRIER, "barrier_id"),
    "barrier-expected.1": Touching(b.BarrierExpected, _GOAL, "goal_id"),
    "tool-tried.1": Touching(t.ToolTried, _BARRIER, "barrier_id"),
    "tool-rated.1": Touching(t.ToolRated, _BARRIER, "barrier_id"),
    "choice-point-noted.1": Touching(c.ChoicePointNoted, CHOICE, "choice_id"),
    "decision-faced.1": Touching(c.DecisionFaced, DECISION, "decision_id"),
    "option-added.1": Touching(c.OptionAdded, DECISION, "decision_id"),
    "option-weighed.1": Touching(c.OptionWeighed, DECISION, "decision_id"),
    "decision-made.1": Touching(c.DecisionMade, DECISION, "decision_id"),
    "decision-looked-back-on.1": Touching(c.DecisionLookedBackOn, DECISION, "decision_id"),
}
