"""What gets in the way, choices and decisions, in plain words: one short phrase for each kind.

No way is called better than another, and no answer of a tool is repeated here.
"""

from datetime import date
from typing import Final

from whyward.journal.events import choices as c
from whyward.journal.events import tools as t
from whyward.journal.events.barriers import BarrierDescribed, BarrierExpected, BarrierKind
from whyward.journal.events.fields import Body, shown_choice
from whyward.journal.projections.labels import Labels, first_line
from whyward.journal.projections.phrases import Phrase

_HELPED: Final = {
    "a_lot": "it helped a lot",
    "a_bit": "it helped a bit",
    "not_really": "it did not do much",
    "made_it_harder": "it made it harder",
}
_WENT: Final = {
    "toward": "went toward what matters",
    "away": "went away from it",
    "both": "a bit of both",
    "still_choosing": "still choosing",
}
_TOWARD: Final = {
    -2: "leads clearly away from",
    -1: "leads a little away from",
    0: "leads neither way for",
    1: "leads a little toward",
    2: "leads clearly toward",
}


def phrase_of_hindering(body: Body, labels: Labels, _today: date | None = None) -> Phrase | None:
    """Return what happened, or None for what is told elsewhere."""
    match body:
        case BarrierDescribed():
            return Phrase(f"More said about {labels.barrier(body.barrier_id)}")
        case BarrierExpected(kind=kind, custom=custom, text=text):
            return Phrase("Foreseen", f"as something in the way: {custom or barrier_in_words(kind)}", text)
        case t.ToolTried(barrier_id=barrier_id):
            return Phrase("A tool tried", f"with {labels.barrier(barrier_id)} in the way")
        case t.ToolRated(barrier_id=barrier_id, helped=helped, note=note):
            return Phrase(f"After a tool, with {labels.barrier(barrier_id)}:", _HELPED.get(helped or "", "noted"), note)
        case c.ChoicePointNoted(went=went, situation=situation):
            return Phrase("A moment of choice:", _WENT.get(went, "other"), situation)
        case _:
            return _of_decision(body, labels)


def _of_decision(body: Body, labels: Labels) -> Phrase | None:
    match body:
        case c.DecisionFaced():
            return Phrase("Something to decide")
        case c.OptionAdded(text=text):
            return Phrase("One way to go:", first_line(text))
        case c.OptionWeighed(option_id=option_id, value_id=value_id, toward=toward, note=note):
            return Phrase(labels.option(option_id), f"{_TOWARD[toward]} {labels.value(value_id)}", note)
        case c.DecisionMade(option_id=None, because=because):
            return Phrase("Decided", note=because)
        case c.DecisionMade(option_id=option_id, because=because):
            return Phrase("Decided:", labels.option(option_id or b""), because)
        case c.DecisionLookedBackOn(text=text):
            return Phrase("Looked back on it", note=text)
        case _:
            return None


def barrier_in_words(kind: str) -> str:
    """Return what was in the way, in plain words; a word of a newer version is "other"."""
    return shown_choice(kind, BarrierKind).replace("_", " ")
