"""A pretend owner with a share: personal pages on each device, and what stands in the space of the share.

Seals nothing and knows no relay: events go from hand to hand.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from tests.support.happenings import LAPTOP, id_of
from tests.support.notebook import TODAY, Notebook
from tests.support.share_happenings import CONSENT, KIT
from whyward.journal.days import DAY_MS, life_day
from whyward.journal.events.catalogue import KIND_OF
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.people import ContactAdded
from whyward.journal.events.reading import encode_body
from whyward.journal.events.shared import SharedGoal
from whyward.journal.events.shares import (
    ContactVerified,
    ItemGrant,
    ShareGranted,
    ShareInvited,
    ShareNarrowed,
    ShareWidened,
)
from whyward.journal.folding.nouns import GOALS, ITEMS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.pages import Pages
from whyward.journal.sharing.filling import Due, due
from whyward.journal.sharing.rows import share
from whyward.protocol.ids import DeviceId

SHARE: Final = id_of("h", 0)
CONTACT: Final = id_of("c", 0)
ROOT: Final = b"r" * 32
ENDS: Final = TODAY + timedelta(days=90)


def share_space_event(body: Body, hlc: int, at_ms: int, event_id: bytes) -> Event:
    """Return an event as a share's own clock stamps it: noon of the day, in Greenwich."""
    noon = at_ms // DAY_MS * DAY_MS + DAY_MS // 2
    return Event(event_id, KIND_OF[type(body)], hlc, noon, 0, event_id, encode_body(body))


class Owner(Notebook):
    """One device of somebody who shares. Its share starts out invited and verified, unless told otherwise."""

    def __init__(self, device: DeviceId = LAPTOP, share_pages: Pages | None = None) -> None:
        """Start with empty pages, and an empty space of the share."""
        super().__init__(device)
        self.share_pages = share_pages or Pages()
        self.said: list[Recorded] = []

    def tell(self, *bodies: Body, event_id: bytes | None = None) -> bytes:
        """Record bodies as they are, without deciding; return the id of the last."""
        made = b""
        for body in bodies:
            self.now_ms += 60_000
            made = event_id or self._entropy.random_bytes(16)
            hlc = max(self.pages.max_hlc + 1, self.now_ms << 16)
            event = Event(made, KIND_OF[type(body)], hlc, self.now_ms, 60, made, encode_body(body))
            self.recorded.append(Recorded(event, self.device))
            self.pages.merge(self.recorded[-1:])
        return made

    def meet(self, share_id: bytes = SHARE, kit: bytes = KIT) -> None:
        """Invite somebody, and make sure of them."""
        self.tell(
            ContactAdded(contact_id=CONTACT, role="therapist", name="Dr R"),
            ShareInvited(
                share_id=share_id,
                contact_id=CONTACT,
                space_id=b"s" * 32,
                kit=kit,
                secret=b"x" * 16,
                relay="wss://relay.example",
                relay_pk=b"p" * 32,
                from_name="Mara",
            ),
            ContactVerified(contact_id=CONTACT, share_id=share_id, root=ROOT, how="words"),
        )

    def grant(
        self,
        *items: tuple[str, Sequence[str]],
        mode: str = "keep_updated",
        starts: date | None = None,
        ends: date = ENDS,
        share_id: bytes = SHARE,
    ) -> None:
        """Grant fields of things."""
        self.tell(granted(*items, mode=mode, starts=starts or self.today, ends=ends, row=self.row(share_id)))

    @property
    def today(self) -> date:
        """The life day of now."""
        return life_day(self.now_ms, 60)

    def row(self, share_id: bytes = SHARE) -> ShareRow:
        """Return the share as it stands."""
        row = share(self.pages, share_id)
        assert row is not None
        return row

    def due(self, *, heard_all: bool = False) -> Due:
        """Return what is to be written now."""
        return due(self.pages, self.share_pages, self.row(), today=self.today, heard_all=heard_all)

    def fill(self, *, heard_all: bool = False) -> Due:
        """Write what is due: first the lines in the own log, then the share."""
        found = self.due(heard_all=heard_all)
        self.note(found)
        self.say(found)
        return found

    def note(self, found: Due) -> None:
        """Record the owner's lines alone."""
        for filling in found.fillings:
            if filling.audit is not None:
                self.tell(filling.audit, event_id=filling.audit_id)

    def say(self, found: Due) -> None:
        """Write into the share alone."""
        for filling in found.fillings:
            hlc = max(self.share_pages.max_hlc + 1, (self.now_ms // DAY_MS * DAY_MS) << 16)
            event = share_space_event(filling.body, hlc, self.now_ms, filling.event_id)
            self.said.append(Recorded(event, self.device))
            self.share_pages.merge(self.said[-1:])

    def there(self) -> tuple[SharedGoal, ...]:
        """Return what the other side sees."""
        return tuple(row.goal for row in self.share_pages.all(ITEMS) if row.goal is not None)

    def goal_ref(self, statement: str) -> str:
        """Return the reference of a goal by its words."""
        return next(f"goal:{row.goal_id.hex()}" for row in self.pages.all(GOALS) if row.statement == statement)


def granted(*items: tuple[str, Sequence[str]], mode: str, starts: date, ends: date, row: ShareRow) -> ShareGranted:
    """Return a grant that knows of all that was taken away before it."""
    return ShareGranted(
        share_id=row.share_id,
        items=tuple(ItemGrant(ref=ref, fields=tuple(fields)) for ref, fields in items),
        mode=mode,
        may=("read", "comment"),
        starts=starts,
        ends=ends,
        consent=CONSENT,
        after=row.narrowings,
    )


def sharing(*fields: str, mode: str = "keep_updated") -> Owner:
    """Return somebody who has granted fields of a goal, and has not sent anything yet."""
    owner = Owner()
    owner.wish(SetGoal(statement="Call a friend", why="I miss them"))
    owner.meet()
    owner.grant((owner.goal_ref("Call a friend"), fields or ("statement", "progress")), mode=mode)
    return owner


def narrow(owner: Owner, ref: str, *fields: str) -> None:
    """Take fields away, or the whole goal."""
    owner.tell(ShareNarrowed(share_id=SHARE, items=(ItemGrant(ref=ref, fields=fields),)))


def widen(owner: Owner, ref: str, *fields: str) -> None:
    """Give more."""
    owner.tell(
        ShareWidened(
            share_id=SHARE,
            items=(ItemGrant(ref=ref, fields=fields),),
            consent=CONSENT,
            after=owner.row().narrowings,
        )
    )
