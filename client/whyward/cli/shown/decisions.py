"""Decisions: a list, and one weighed by values.

It says what leads where in words, and never what to do.
"""

from typing import Final

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import listed
from whyward.cli.tables import print_table
from whyward.journal.names_hindering import find_decision
from whyward.journal.pages import Pages
from whyward.journal.projections.decisions import Decision, decision_shown, decisions

TOWARD_IN_WORDS: Final = {
    -2: "clearly away",
    -1: "a little away",
    0: "neither",
    1: "a little toward",
    2: "clearly toward",
}


def show_decisions(face: Face) -> None:
    """Show decisions, those to be made first."""
    found = with_pages(face, decisions)
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("Nothing to decide is written down. To do so: whyward decide new QUESTION")
        return
    rows = [
        [short(one.id), one.question, one.by.isoformat() if one.by else "", _ways(one), _decided(one)] for one in found
    ]
    print_table(("id", "to decide", "by", "ways to go", "decided"), rows)


def show_decision(face: Face, called: str) -> None:
    """Show one decision, weighed."""

    def read(pages: Pages) -> Decision:
        found = decision_shown(pages, find_decision(pages, called).decision_id)
        assert found is not None, "it was found just now"
        return found

    one = with_pages(face, read)
    if face.as_json:
        face.give(one)
        return
    face.show(f"{one.question} ({short(one.id)})")
    if one.options and one.values:
        headings = ("", *(one_line(option.text) for option in one.options))
        rows = [
            [value.name, *(_toward(option.toward[place]) for option in one.options)]
            for place, value in enumerate(one.values)
        ]
        print_table(headings, [*rows, ["together", *(lead_in_words(option.leads) for option in one.options)]])
    face.show("\n".join(_sentences(one)))


def lead_in_words(leads: float | None) -> str:
    """Return where an option leads, all values together."""
    if leads is None:
        return ""
    nearest = min(TOWARD_IN_WORDS, key=lambda toward: abs(toward - leads))
    return TOWARD_IN_WORDS[nearest]


def _toward(toward: int | None) -> str:
    return "" if toward is None else TOWARD_IN_WORDS[toward]


def _ways(one: Decision) -> str:
    return "; ".join(one_line(option.text) for option in one.options)


def _decided(one: Decision) -> str:
    return "" if not one.is_made else one.chosen or one.because or "yes"


def _sentences(one: Decision) -> list[str]:
    lines = [furthest_in_words(one)]
    if one.is_made:
        lines.append(f"Decided: {one_line(_decided(one))}")
        if one.because and one.chosen:
            lines.append(f"Because: {one_line(one.because)}")
    lines += [f"Looking back on {back.on.isoformat()}: {one_line(back.text)}" for back in one.looked_back]
    return lines


def furthest_in_words(one: Decision) -> str:
    """Return which ways lead furthest toward what matters, in a sentence that leaves the choice where it is."""
    if not one.furthest:
        return "Nothing is weighed yet: whyward decide weigh D OPTION VALUE TOWARD"
    names = listed([f"“{one_line(text)}”" for text in one.furthest])
    if len(one.furthest) > 1:
        return f"By your values, {names} lead equally far. The choice is yours."
    return f"By your values, {names} leads furthest toward what matters. The choice is yours."
