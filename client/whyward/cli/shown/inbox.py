"""What others wrote about what they were shown: comments, ideas for goals, answers.

Their words are set in from the edge, so that none of them can pass for a line of ours.
"""

from collections.abc import Iterator
from typing import Final

from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import listed
from whyward.cli.shown.shared import indented
from whyward.journal.days import day_in_words
from whyward.journal.projections.correspondence import Reply
from whyward.journal.projections.inbox import Inbox, InboxComment, InboxProposal, InboxRequest
from whyward.sheet.wording import words

NOTHING: Final = "There is nothing here."


def inbox_lines(inbox: Inbox) -> str:
    """Return all that is open, for people."""
    blocks = [
        *(_comment(one) for one in inbox.comments),
        *(_proposal(one) for one in inbox.proposals),
        *(_request(one) for one in inbox.requests),
    ]
    return "\n\n".join("\n".join(block) for block in blocks) or NOTHING


def _comment(one: InboxComment) -> list[str]:
    comment = one.comment
    about = "" if one.about is None else f" about “{one_line(one.about)}”"
    head = f"{one_line(one.name)} wrote on {day_in_words(comment.on)}{about} ({short(comment.id)})"
    return [head, f"    {indented(comment.text)}", *_replies(comment.replies)]


def _proposal(one: InboxProposal) -> list[str]:
    idea, reference = one.proposal, short(one.proposal.id)
    lines = [
        f"{one_line(one.name)} proposed a goal on {day_in_words(idea.on)} ({reference})",
        f"    {indented(idea.statement)}",
    ]
    if idea.value is not None:
        lines.append(f"    It could serve: {one_line(idea.value)}")
    lines += [f"    A step could be: {one_line(step)}" for step in idea.steps]
    if idea.message is not None:
        lines.append(f"    They say: {indented(idea.message)}")
    lines += _replies(idea.replies)
    lines.append(f"  It is an idea. To take it, in your own words with --statement: whyward inbox accept {reference}")
    return lines


def _request(one: InboxRequest) -> list[str]:
    request = one.request
    what = listed([f"“{one_line(title)}”" for title in one.about]) if request.items else "everything"
    head = f"You asked {one_line(one.name)} on {day_in_words(request.on)} to delete {what} ({short(request.id)})"
    if request.answer is None:
        return [head, "  They have not answered yet."]
    until = "" if request.until is None else f" until {day_in_words(request.until)}"
    lines = [head, f"  They answered: {words(request.answer)}{until}"]
    if request.basis is not None:
        lines.append(f"    {indented(request.basis)}")
    return lines


def _replies(replies: tuple[Reply, ...]) -> Iterator[str]:
    return (f"  You, on {day_in_words(reply.on)}: {indented(reply.text)}" for reply in replies)
