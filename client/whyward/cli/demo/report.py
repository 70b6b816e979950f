"""What the demo shows in the end: the devices side by side, what a therapist has, all that the relay saw, and times.

As JSON it is exactly one document; the devices' parts in it are what the devices themselves printed.
"""

from itertools import zip_longest

import msgspec

from whyward.cli.demo.playing import Played
from whyward.cli.demo.seen import DeviceSeen
from whyward.cli.demo.sharing import CopySeen, ShareSeen
from whyward.cli.face import Face
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table

_SHOWN_MAX = 12


class RelaySeen(msgspec.Struct, frozen=True):
    """What the relay holds."""

    segments: int
    bytes: int
    plaintext_found: bool


class TherapistSeen(msgspec.Struct, frozen=True):
    """What the therapist has: copies of what was shared; whether any other word of the person's was found there."""

    goals: list[CopySeen]
    comments: list[str]
    private_words_found: bool


class DemoShown(msgspec.Struct, frozen=True):
    """The demo for programs."""

    devices: dict[str, DeviceSeen]
    therapist: TherapistSeen
    relay: RelaySeen
    timings_ms: dict[str, int]


def give_report(face: Face, played: Played) -> None:
    """Print what came of it."""
    size = sum(segment.size for segment in played.segments)
    if face.as_json:
        relay = RelaySeen(len(played.segments), size, bool(played.groups_found))
        share = played.share
        therapist = TherapistSeen(share.goals, share.comments, bool(share.groups_found))
        face.give(DemoShown(played.seen, therapist, relay, played.timings_ms))
        return
    laptop, phone = played.seen.items()
    face.show("\nWhat each device shows, rebuilt from its own log\n")
    rows = zip_longest(_lines(laptop[1]), _lines(phone[1]), fillvalue="")
    print_table((f"on the {laptop[0]}", f"on the {phone[0]}"), list(rows), lines=True)
    _show_the_therapist(face, laptop[1], played.share)
    face.show("\nAll that the relay could see\n")
    print_table(("arrival", "journal", "device", "number", "bytes"), _relay_rows(played))
    face.show(f"\n{len(played.segments)} sealed records, {size} bytes. And when somebody was there:\n")
    print_table(("time", "frames", "bytes sent", "seconds"), _visit_rows(played))
    face.show("\nThese are all its files and its log say: ids, sizes, times.")
    found = ", ".join(played.groups_found) or "none"
    face.show(f"Of {played.groups_searched} word groups that were written, found in its files: {found}.")
    face.show("\nHow long each part took\n")
    print_table(("part", "ms"), [(part.replace("_", " "), str(ms)) for part, ms in played.timings_ms.items()])


def _lines(seen: DeviceSeen) -> list[str]:
    values = [f"{value.name}: {value.own_words or ''}" for value in seen.values]
    goals = [f"Goal, {goal.status}: {goal.statement} (steps so far: {goal.steps})" for goal in seen.goals]
    return [*values, *goals, f"State {seen.state_hash[:16]}"]


def _show_the_therapist(face: Face, own: DeviceSeen, share: ShareSeen) -> None:
    face.show("\nWhat the person has, and what the therapist has of it\n")
    copies = [f"Goal, {goal.state}: {goal.statement} (serves {', '.join(goal.values)})" for goal in share.goals]
    copies += [f"And wrote: {text}" for text in share.comments]
    own_words = [*_lines(own)[:-1], *(f"Written: {title}" for title in share.entries)]
    print_table(("the person", "the therapist"), list(zip_longest(own_words, copies, fillvalue="")), lines=True)
    found = ", ".join(share.groups_found) or "none"
    face.show(f"\nOf {share.groups_searched} word groups that were not shared, found at the therapist: {found}.")


def _visit_rows(played: Played) -> list[tuple[str, ...]]:
    return [
        (visit.time.replace("T", " ")[:19], str(visit.frames), str(visit.bytes), f"{visit.seconds:.2f}")
        for visit in played.visits
    ]


def _relay_rows(played: Played) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (str(seen.arrival), short(seen.space_id), short(seen.device_id), str(seen.n), str(seen.size))
        for seen in played.segments
    ]
    if len(rows) > _SHOWN_MAX:
        rows = [*rows[: _SHOWN_MAX - 1], ("…", "", "", "", "")]
    return rows
