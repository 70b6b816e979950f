"""What happened when somebody noticed or looked back, in plain words: one short phrase for each kind.

The rules are those of `telling`; no number that was answered is told here.
"""

from datetime import date
from typing import Final

from whyward.journal.events import checkins as k
from whyward.journal.events import reviews as w
from whyward.journal.events.catalogue import VALUE, entity_of_ref
from whyward.journal.events.fields import Body, Ref
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.phrases import Phrase
from whyward.journal.sentences import sentence

SPANS: Final = {"week": sentence("a week"), "month": sentence("a month")}


def phrase_of_noticing(body: Body, labels: Labels, _today: date | None = None) -> Phrase | None:
    """Return what happened, or None for what is no noticing."""
    match body:
        case k.CheckinCompleted(instrument_id=k.COMPASS, note=note):
            return Phrase(sentence("A Compass check"), note=note)
        case k.CheckinCompleted(note=note):
            return Phrase(sentence("A check-in"), note=note)
        case k.CheckinCorrected():
            return Phrase(sentence("A check-in put right"))
        case k.CheckinTakenBack():
            return Phrase(sentence("A check-in taken back"))
        case k.TargetMarked(on=on):
            return Phrase(sentence("A mark put on the target"), sentence("for %(name)s", name=name_of_ref(on, labels)))
        case k.InstrumentAdded(title=title):
            return Phrase(sentence("A scale brought along:"), title)
        case k.MoodNoted(words=words, note=note):
            return Phrase(sentence("A mood noted:") if words else sentence("A mood noted"), ", ".join(words), note)
        case _:
            return _of_looking_back(body)


def _of_looking_back(body: Body) -> Phrase | None:
    match body:
        case w.ReviewWritten(span=span, noticed=noticed, glad_about=glad_about):
            over = sentence("over %(span)s", span=SPANS.get(span, sentence("some days")))
            return Phrase(sentence("Looked back"), over, noticed or glad_about)
        case w.ReviewRevised(text=text):
            return Phrase(sentence("A review put in other words"), note=text or None)
        case w.InsightKept(text_shown=text):
            return Phrase(sentence("Something noticed was kept"), note=text)
        case w.InsightDismissed():
            return Phrase(sentence("Something noticed was sent away"))
        case w.ThenAndNowCompared(reflection=reflection):
            return Phrase(sentence("Looked at then beside now"), note=reflection)
        case _:
            return None


def name_of_ref(ref: Ref, labels: Labels) -> str:
    """Return the name of a part of life or a value by its reference."""
    entity = entity_of_ref(ref)
    if entity.startswith(VALUE):
        return labels.value(entity.removeprefix(VALUE))
    noun, _, key = ref.partition(":")
    return labels.domain(key) if noun == "domain" else sentence("something")
