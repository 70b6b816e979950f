"""What happened with sorts of cards and with the parts of life that were added, in plain words.

A card is called by its own words; where its deck is not at hand, by its key.
"""

from datetime import date

from whyward.journal.events import domains as d
from whyward.journal.events import sorts as s
from whyward.journal.events.fields import Body
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.phrases import Phrase
from whyward.journal.sentences import counted, sentence, with_and, with_commas

_LISTED_MAX = 5


def phrase_of_sorting(body: Body, labels: Labels, today: date | None) -> Phrase | None:  # noqa: ARG001, PLR0911  # one return per kind; the day is for others
    """Return what happened, or None if it is of another noun."""
    match body:
        case s.SortStarted(card_ids=cards):
            return Phrase(
                sentence("A card sort begun"), counted("with %(count)s card", "with %(count)s cards", len(cards))
            )
        case s.CardPlaced(card_id=card_id, sort_id=sort_id, from_pile=before):
            return Phrase(_moved(before), labels.card(sort_id, card_id))
        case s.CardAdded(label=label, meaning=meaning):
            return Phrase(sentence("My own card added"), label, meaning)
        case s.CardReworded(card_id=card_id, sort_id=sort_id, meaning=meaning):
            return Phrase(sentence("Card put in my own words:"), labels.card(sort_id, card_id), meaning or None)
        case s.SortShortlisted(card_ids=cards, sort_id=sort_id):
            return Phrase(sentence("Cards chosen:"), _cards(cards, sort_id, labels))
        case s.SortRanked(ranked=ranked, sort_id=sort_id):
            order = tuple(card_id for group in ranked for card_id in group)
            return Phrase(sentence("Cards put in order:"), _cards(order, sort_id, labels))
        case s.SortAnswered(card_id=card_id, sort_id=sort_id, text=text):
            return Phrase(sentence("Wrote about a card:"), labels.card(sort_id, card_id), text or None)
        case s.SortFinished(adopted_value_ids=value_ids):
            named = with_and([labels.value(one) for one in value_ids])
            return Phrase(
                sentence("The card sort came to its end"), sentence("with %(what)s", what=named) if named else ""
            )
        case s.SortSetAside():
            return Phrase(sentence("The card sort set aside for another time"))
        case d.DomainAdded(name=name):
            return Phrase(sentence("Part of life added:"), name)
        case d.DomainVisionWritten(domain_id=domain_id, text=text):
            return Phrase(
                sentence("Wrote who I want to be"),
                sentence("in %(domain)s", domain=labels.domain(domain_id)),
                text or None,
            )
        case _:
            return None


def _cards(card_ids: tuple[str, ...], sort_id: bytes, labels: Labels) -> str:
    said = with_commas([labels.card(sort_id, card_id) for card_id in card_ids[:_LISTED_MAX]])
    left = len(card_ids) - _LISTED_MAX
    return counted("%(said)s and %(count)s more", "%(said)s and %(count)s more", left, said=said) if left > 0 else said


def _moved(before: int | None) -> str:
    return sentence("Card placed:") if before is None else sentence("Card moved:")
