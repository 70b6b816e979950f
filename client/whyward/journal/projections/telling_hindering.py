"""What gets in the way, choices and decisions, in plain words: one short phrase for each kind.

No way is called better than another, and no answer of a tool is repeated here.
"""

from datetime import date
from typing import Final

from whyward.journal.events import choices as c
from whyward.journal.events import tools as t
from whyward.journal.events.barriers import BarrierDescribed, BarrierExpected
from whyward.journal.events.fields import Body
from whyward.journal.projections.labels import Labels, barrier_in_words, first_line
from whyward.journal.projections.phrases import Phrase
from whyward.journal.sentences import sentence

_HELPED: Final = {
    "a_lot": sentence("it helped a lot"),
    "a_bit": sentence("it helped a bit"),
    "not_really": sentence("it did not do much"),
    "made_it_harder": sentence("it made it harder"),
}
_WENT: Final = {
    "toward": sentence("went toward what matters"),
    "away": sentence("went away from it"),
    "both": sentence("a bit of both"),
    "still_choosing": sentence("still choosing"),
}
_TOWARD: Final = {
    -2: sentence("leads clearly away from"),
    -1: sentence("leads a little away from"),
    0: sentence("leads neither way for"),
    1: sentence("leads a little toward"),
    2: sentence("leads clearly toward"),
}


def phrase_of_hindering(body: Body, labels: Labels, _today: date | None = None) -> Phrase | None:
    """Return what happened, or None for what is told elsewhere."""
    match body:
        case BarrierDescribed():
            return Phrase(sentence("More said about %(barrier)s", barrier=labels.barrier(body.barrier_id)))
        case BarrierExpected(kind=kind, custom=custom, text=text):
            what = custom or barrier_in_words(kind)
            return Phrase(sentence("Foreseen"), sentence("as something in the way: %(what)s", what=what), text)
        case t.ToolTried(barrier_id=barrier_id):
            return Phrase(
                sentence("A tool tried"), sentence("with %(barrier)s in the way", barrier=labels.barrier(barrier_id))
            )
        case t.ToolRated(barrier_id=barrier_id, helped=helped, note=note):
            after = sentence("After a tool, with %(barrier)s:", barrier=labels.barrier(barrier_id))
            return Phrase(after, _HELPED.get(helped or "", sentence("noted")), note)
        case c.ChoicePointNoted(went=went, situation=situation):
            return Phrase(sentence("A moment of choice:"), _WENT.get(went, sentence("other")), situation)
        case _:
            return _of_decision(body, labels)


def _of_decision(body: Body, labels: Labels) -> Phrase | None:
    match body:
        case c.DecisionFaced():
            return Phrase(sentence("Something to decide"))
        case c.OptionAdded(text=text):
            return Phrase(sentence("One way to go:"), first_line(text))
        case c.OptionWeighed(option_id=option_id, value_id=value_id, toward=toward, note=note):
            leads = sentence("%(leads)s %(value)s", leads=_TOWARD[toward], value=labels.value(value_id))
            return Phrase(labels.option(option_id), leads, note)
        case c.DecisionMade(option_id=None, because=because):
            return Phrase(sentence("Decided"), note=because)
        case c.DecisionMade(option_id=option_id, because=because):
            return Phrase(sentence("Decided:"), labels.option(option_id or b""), because)
        case c.DecisionLookedBackOn(text=text):
            return Phrase(sentence("Looked back on it"), note=text)
        case _:
            return None
