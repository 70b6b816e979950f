"""What went out: to whom, when, which parts, which version, whether it was opened there, and the very copy again.

What somebody had on a day is shown from what was sent then, never from the journal of now.
"""

from typing import Final, NamedTuple

from whyward.journal.errors import JournalError
from whyward.journal.events.catalogue import GOAL, entity_of_ref
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.shares import Share
from whyward.journal.sharing.audit import Audit, AuditLine
from whyward.journal.sharing.effective import ShareState
from whyward.journal.sharing.verbs import Shares
from whyward.sheet.shared_goal import sheet_goal
from whyward.web.pages.sharing.opened import opened
from whyward.web.pages.sharing.wording import SharingWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get

_LASTING: Final = frozenset({ShareState.ACTIVE, ShareState.PAUSED})


class Row(NamedTuple):
    """One line of the audit with whom it went to, the goal in the person's words, and whether it still goes on."""

    share: Share
    line: AuditLine
    goal: str
    is_active: bool


class Handed(NamedTuple):
    """Something that was shown by hand."""

    name: str
    medium: str
    goals: str


async def show_audit(request: Request) -> Response:
    """List all that went out, to everybody, the latest first."""
    shares = await request.journal.shares()
    labels, words = Labels(request.pages), SharingWords(request.texts)
    rows: list[Row] = []
    handed: list[Handed] = []
    for share in shares.all():
        found = _audit_of(shares, share)
        if found is None:
            continue
        rows += [Row(share, line, _goal(labels, line.ref), _is_active(share, line)) for line in found.lines]
        handed += [
            Handed(share.name, one.medium, words.listed(_goal(labels, ref) for ref in one.items))
            for one in found.handovers
        ]
    rows.sort(key=lambda row: row.line.on, reverse=True)
    return page(request, "share/audit.html", rows=rows, handed=list(dict.fromkeys(handed)), words=words)


async def show_sent(request: Request) -> Response:
    """Show again what somebody had on a day, exactly as it was sent."""
    one = await opened(request)
    day = request.query.day("on") or request.today
    sent = one.shares.sent_on(one.who, day)
    return page(
        request,
        "share/sent.html",
        share=one.share,
        day=day,
        sent=[(found, sheet_goal(found.goal, request.texts)) for found in sent],
    )


def _audit_of(shares: Shares, share: Share) -> Audit | None:
    """Return the audit of a share, or None for one that this device has not come into."""
    try:
        return shares.audit(share.share_id.hex())
    except JournalError:
        return None


def _goal(labels: Labels, ref: str) -> str:
    return labels.goal(entity_of_ref(ref).removeprefix(GOAL))


def _is_active(share: Share, line: AuditLine) -> bool:
    """Whether it is the latest that they have, of something that still goes on."""
    return line.shown_now and share.state in _LASTING


ROUTES: Final[tuple[Route, ...]] = (
    get("/share/audit", show_audit),
    get("/share/{share}/sent", show_sent),
)
