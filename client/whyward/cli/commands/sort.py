"""`whyward sort`: cards that each name a value, put on piles, until a few are at the heart.

It can be left at any card and gone on with on any device; no way of sorting is better than another.
"""

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.recorded import bodies
from whyward.cli.shown.sorts import (
    card_name,
    finished_line,
    placed_line,
    show_next,
    show_sort,
    show_sorts,
    sort_of,
    taken_cards,
)
from whyward.cli.verbs import Nouns
from whyward.content.cards import all_ids, deck, key_of, quick_ids, sorting
from whyward.journal.events.sorts import CardAdded, CardReworded, SortRanked, SortShortlisted, SortStarted
from whyward.journal.folding.sorts import piles_of
from whyward.journal.intentions.sorts import (
    AddCard,
    AnswerCard,
    FinishSort,
    PlaceCard,
    RankCards,
    RewordCard,
    SetSortAside,
    ShortlistCards,
    StartSort,
)
from whyward.journal.pages import Pages
from whyward.journal.recording import Done

_SCALES = {"3": "three", "5": "five"}

SORT = click.option("--sort", "which", metavar="ID", help="Which sort; the one begun last, unless you say.")


@click.group(cls=Nouns, default="list")
def sort() -> None:
    """Sort cards to find out what matters to you. Stop whenever you like; it waits."""


@sort.command()
@click.option("--quick/--full", default=True, help="28 cards, about 5 minutes; or all 120.")
@click.option("--piles", type=click.Choice(["3", "5"]), default="5", help="How many piles.")
@click.option("--frame", metavar="me-now|me-at-my-best|a-domain|with-therapist", default="me-now", help="As whom.")
@click.option("--domain", metavar="D", help="The part of life you have in mind.")
@click.pass_obj
def start(face: Face, *, quick: bool, piles: str, frame: str, domain: str | None) -> None:
    """Begin a sort."""
    wish = StartSort(
        deck_id=deck().deck_id,
        deck_version=deck().deck_version,
        card_ids=quick_ids() if quick else all_ids(),
        scale=_SCALES[piles],
        frame="a_domain" if domain and frame == "me-now" else frame,
        domain=domain,
    )
    record(face, [wish], _started)


def _started(_: Pages, done: Done) -> str:
    began = next(body for body in bodies(done) if isinstance(body, SortStarted))
    names = sorting().piles(piles_of(began.scale))
    piles = ", ".join(f"{number} {name}" for number, name in enumerate(names, start=1))
    return f"{len(began.card_ids)} cards, in piles: {piles}.\nwhyward sort next shows the first card."


@sort.command("next")
@SORT
@click.option("--after", metavar="CARD", help="Pass this one by for now.")
@click.pass_obj
def next_(face: Face, which: str | None, after: str | None) -> None:
    """Show the next card."""
    show_next(face, which, after)


@sort.command()
@click.argument("which", metavar="[ID]", required=False)
@click.pass_obj
def resume(face: Face, which: str | None) -> None:
    """Go on where you stopped, on this device or another one."""
    show_next(face, which, None)


@sort.command()
@click.argument("card")
@click.argument("pile", type=int)
@SORT
@click.pass_obj
def place(face: Face, card: str, pile: int, which: str | None) -> None:
    """Put a card on a pile: 1 is the farthest from your heart."""
    record(face, [PlaceCard(sort=which, card=key_of(card), pile=pile)], placed_line)


@sort.command()
@click.argument("label", metavar="WORD")
@click.option("--meaning", metavar="TEXT", help="What it means to you.")
@SORT
@click.pass_obj
def add(face: Face, label: str, meaning: str | None, which: str | None) -> None:
    """Add a card of your own."""

    def said(_: Pages, done: Done) -> str:
        added = next(body for body in bodies(done) if isinstance(body, CardAdded))
        return f"{added.label} is a card of yours now."

    record(face, [AddCard(sort=which, label=label, meaning=meaning)], said)


@sort.command()
@click.argument("card")
@click.option("--label", metavar="WORD", help="What you would call it.")
@click.option("--meaning", metavar="TEXT", help="What it means to you.")
@SORT
@click.pass_obj
def reword(face: Face, card: str, label: str | None, meaning: str | None, which: str | None) -> None:
    """Let a card say it in your words."""

    def said(pages: Pages, done: Done) -> str:
        reworded = next(body for body in bodies(done) if isinstance(body, CardReworded))
        return f"The card says {card_name(pages, reworded.sort_id, reworded.card_id)}, in your words."

    record(face, [RewordCard(sort=which, card=key_of(card), label=label, meaning=meaning)], said)


@sort.command()
@click.argument("cards", metavar="CARD …", nargs=-1)
@SORT
@click.pass_obj
def shortlist(face: Face, cards: tuple[str, ...], which: str | None) -> None:
    """Choose a few cards; five to ten are a good number."""

    def said(pages: Pages, done: Done) -> str:
        chosen = next(body for body in bodies(done) if isinstance(body, SortShortlisted))
        names = ", ".join(card_name(pages, chosen.sort_id, card_id) for card_id in chosen.card_ids)
        return f"Chosen: {names}."

    record(face, [ShortlistCards(sort=which, cards=tuple(map(key_of, cards)))], said)


@sort.command()
@click.argument("cards", metavar="CARD[,CARD] …", nargs=-1)
@SORT
@click.pass_obj
def rank(face: Face, cards: tuple[str, ...], which: str | None) -> None:
    """Put the chosen cards in your order, the closest to your heart first; a comma joins two that weigh the same."""

    def said(pages: Pages, done: Done) -> str:
        ranked = next(body for body in bodies(done) if isinstance(body, SortRanked))
        groups = (
            " and ".join(card_name(pages, ranked.sort_id, card_id) for card_id in group) for group in ranked.ranked
        )
        return f"Your order now: {', '.join(groups)}."

    groups = tuple(tuple(key_of(name) for name in group.split(",") if name.strip()) for group in cards)
    record(face, [RankCards(sort=which, ranked=groups)], said)


@sort.command()
@click.argument("card")
@click.argument("question", metavar="QUESTION")
@click.argument("text")
@SORT
@click.pass_obj
def answer(face: Face, card: str, question: str, text: str, which: str | None) -> None:
    """Write about a card. QUESTION is 1 to 5; `whyward sort show` lists them."""
    asked = sorting().questions
    is_number = question.isdecimal() and 1 <= int(question) <= len(asked)
    named = asked[int(question) - 1].id if is_number else question
    record(face, [AnswerCard(sort=which, card=key_of(card), question=named, text=text)], "Your words are kept.")


@sort.command()
@click.argument("cards", metavar="[CARD …]", nargs=-1)
@click.option("--none", "none", is_flag=True, help="Take no value from it.")
@SORT
@click.pass_obj
def finish(face: Face, cards: tuple[str, ...], *, none: bool, which: str | None) -> None:
    """End a sort: the chosen cards become your values, or those of them that you name."""
    ended = sort_of(face, which)
    taken = () if none else taken_cards(ended, tuple(map(key_of, cards)))
    record(face, [FinishSort(sort=ended.sort_id.hex(), taken=taken)], finished_line)


@sort.command("set-aside")
@SORT
@click.pass_obj
def set_aside(face: Face, which: str | None) -> None:
    """Leave a sort for another time."""
    record(face, [SetSortAside(sort=which)], "It waits for you as it is. To go on: whyward sort resume")


@sort.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your sorts."""
    show_sorts(face)


@sort.command()
@click.argument("which", metavar="[ID]", required=False)
@click.pass_obj
def show(face: Face, which: str | None) -> None:
    """Show a sort: its piles, what you chose, and what you wrote."""
    show_sort(face, which)
