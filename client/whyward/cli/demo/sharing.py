"""The therapist of the demo: somebody else's journal, which is shown one goal and nothing else.

It looks through all that this journal can print, and through its files, for words that were not shared.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import msgspec

from whyward.cli.commands.share_accepting import AcceptedShown
from whyward.cli.commands.share_inviting import AnswerShown, InvitedShown
from whyward.cli.demo.device import DemoDevice
from whyward.cli.demo.processes import DemoStopped, line_from, started
from whyward.cli.demo.relay_view import disguises, found_in, word_groups
from whyward.cli.demo.story import GOAL, Story
from whyward.cli.face import Face

WHO: Final = "Dr R"
FROM: Final = "Mira"
COMMENT: Final = "I am glad that you told her."
_DUTIES: Final = "It goes into your record, which I keep for ten years. I may have to speak if a life is in danger."
_PAGE: Final = ("practice", "show", FROM)
_LISTINGS: Final = (_PAGE, ("practice", "list"), ("timeline",), ("status",))
"""All that the therapist's journal can print; its timeline has whatever is recorded there."""


class CopySeen(msgspec.Struct, frozen=True, kw_only=True):
    """A shared goal as the therapist has it; what was not shared is not in it."""

    statement: str | None = None
    values: tuple[str, ...] = ()
    state: str | None = None


class _OnPage(msgspec.Struct, frozen=True):
    """A goal on the therapist's page."""

    goal: CopySeen


class _Page(msgspec.Struct, frozen=True):
    """The therapist's page."""

    goals: list[_OnPage]


class _Written(msgspec.Struct, frozen=True):
    """What the therapist wrote."""

    text: str


class _InInbox(msgspec.Struct, frozen=True):
    """A comment in the person's inbox."""

    comment: _Written


class _Entry(msgspec.Struct, frozen=True):
    """Something that the person wrote."""

    title: str


class _Inbox(msgspec.Struct, frozen=True):
    """The person's inbox."""

    comments: list[_InInbox]


@dataclass(slots=True)
class ShareSeen:
    """What the therapist has in the end, what came back, and which private words were looked for there.

    `entries` are what the person wrote, by title: none of it was shared.
    """

    goals: list[CopySeen] = field(default_factory=list[CopySeen])
    comments: list[str] = field(default_factory=list[str])
    entries: list[str] = field(default_factory=list[str])
    groups_searched: int = 0
    groups_found: list[str] = field(default_factory=list[str])


async def share_one_goal(face: Face, laptop: DemoDevice, phone: DemoDevice, therapist: DemoDevice) -> None:
    """Show one goal to a therapist, from the link to a comment that comes back."""
    await _meet(laptop, therapist)
    face.say(f"A therapist has followed a link; three words, read out in a call, have shown that it is {WHO}.")
    await laptop.do("share", "grant", WHO, "--goal", GOAL, "--i-agree", "1,2,3,4,5,6")
    await laptop.do("sync")
    await therapist.do("sync")
    await therapist.do("practice", "comment", FROM, COMMENT)
    for one in (therapist, phone, laptop):
        await one.do("sync")
    face.say("One goal is shared, for 90 days: its words, its value, how many steps. A comment has come back.")


async def look_at_the_therapist(laptop: DemoDevice, therapist: DemoDevice, story: Story) -> ShareSeen:
    """Return what the therapist has; raise `DemoStopped` if that is not the goal that was shared, and it alone."""
    printed = await asyncio.gather(*(therapist.do(*listing) for listing in _LISTINGS))
    own = await asyncio.gather(laptop.do("inbox", "list"), laptop.do("entry", "list"))
    page = msgspec.json.decode(printed[_LISTINGS.index(_PAGE)], type=_Page)
    inbox = msgspec.json.decode(own[0], type=_Inbox)
    seen = ShareSeen([one.goal for one in page.goals], [one.comment.text for one in inbox.comments])
    seen.entries = [entry.title for entry in msgspec.json.decode(own[1], type=list[_Entry])]
    if [goal.statement for goal in seen.goals] != [GOAL] or seen.comments != [COMMENT]:
        raise DemoStopped("the goal that was shared is not with the therapist, or the comment did not come back")
    seen_there = " ".join(text for goal in seen.goals for text in (goal.statement or "", *goal.values))
    private = [group for group in word_groups(story.texts()) if group not in seen_there]
    seen.groups_searched = len(private)
    seen.groups_found = [*found_in(therapist.home, private), *_heard(private, printed)]
    return seen


async def _meet(laptop: DemoDevice, therapist: DemoDevice) -> None:
    """Bring the two together: the link one way, then three of eight words, as if in a call."""
    invited = msgspec.json.decode(await laptop.do("share", "invite", WHO, "--as", FROM), type=InvitedShown)
    answered = await therapist.do("share", "accept", invited.link, "--name", WHO, "--duties", _DUTIES)
    words = msgspec.json.decode(answered, type=AcceptedShown).words
    async with started("whyward.cli", laptop.spelt("share", "confirm", WHO), laptop.errors) as confirming:
        line = await line_from(confirming, "the laptop", laptop.errors)
        asked = msgspec.json.decode(line, type=AnswerShown)
        assert confirming.stdin is not None
        for place in asked.positions:
            confirming.stdin.write(words[place - 1].encode() + b"\n")
        await confirming.stdin.drain()
        await line_from(confirming, "the laptop", laptop.errors)
        if await confirming.wait():
            raise DemoStopped("the words of the two did not fit")


def _heard(groups: Iterable[str], printed: Iterable[bytes]) -> list[str]:
    documents = list(printed)
    return [group for group in groups if any(form in one for form in disguises(group) for one in documents)]
