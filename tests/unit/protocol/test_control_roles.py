"""Who may say what: every type of statement, by every role, about everybody; at every device and at the relay alike.

Case 80, in a share and in a personal space; in the latter, whoever would be a guest is a stranger.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.control_refusals import refused
from tests.support.control_writing import NO_CUT, Writing, new_writing
from tests.support.relay_hand import RelayHand
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.bodies import ErasedBody, Genesis, SpaceClosed
from whyward.protocol.canonical import Wire
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Statements
from whyward.protocol.relay_effects import StoreStatements
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import Party, SignedStatement, Statement, StatementType, sign_statement

ROLES = (
    "owner",
    "other_owner",
    "renewed",
    "renewal",
    "removed",
    "guest",
    "other_guest",
    "renewed_guest",
    "removed_guest",
    "kit",
    "old_kit",
    "stranger",
)
"""Who speaks, and who is spoken of."""

ACTIVE_OWNERS = {"owner", "other_owner", "renewal"}
ACTIVE_GUESTS = {"guest", "other_guest"}
GUESTS = {*ACTIVE_GUESTS, "renewed_guest"}
READING_OWNERS = {*ACTIVE_OWNERS, "renewed"}


@dataclass(frozen=True)
class Cell:
    """One thing that somebody might say about somebody."""

    type: StatementType
    role: str
    about: str
    is_share: bool

    def __str__(self) -> str:
        where = "a share" if self.is_share else "a personal space"
        return f"{self.role} says {self.type} about {self.about} in {where}"

    @property
    def is_allowed(self) -> bool:
        """What protocol reference §3 says, read by itself and not from the code."""
        role, about = self.role, self.about
        if not self.is_share and {role, about} & {*GUESTS, "removed_guest", "a guest"}:
            return False
        match self.type:
            case StatementType.DEVICE_ADMITTED:
                # The share has guests already: its owner let in the first one, and lets in no other.
                parties = {"an owner": {*ACTIVE_OWNERS, "kit"}, "a guest": ACTIVE_GUESTS}
                return role in parties.get(about, set[str]())
            case StatementType.DEVICE_REMOVED:
                # A renewal is not removed alone, while the device that it was renewed from is still a reader.
                owners, guests = READING_OWNERS - {"renewal"}, GUESTS
                may = {
                    **dict.fromkeys(ACTIVE_OWNERS, owners | guests),
                    **dict.fromkeys(ACTIVE_GUESTS, guests),
                    "kit": owners | guests,
                }
                return about in may.get(role, set[str]()) - {role}
            case StatementType.DEVICE_RENEWED:
                return role == about and role in READING_OWNERS | GUESTS
            case StatementType.ERASED:
                owners_series, guests_series = READING_OWNERS | {"removed"}, GUESTS | {"removed_guest"}
                if role in ACTIVE_OWNERS:
                    return about in owners_series | guests_series
                return role in ACTIVE_GUESTS and about in guests_series
            case StatementType.GENESIS:
                return False
            case StatementType.EPOCH | StatementType.RECOVERY_SET | StatementType.SPACE_CLOSED:
                return role in ACTIVE_OWNERS


def cells(*, is_share: bool) -> Iterator[Cell]:
    """Every cell of the matrix, in one kind of space."""
    abouts = {
        StatementType.DEVICE_ADMITTED: ("an owner", "a guest", "a kit", "nobody's"),
        StatementType.DEVICE_REMOVED: ROLES,
        StatementType.DEVICE_RENEWED: ROLES,
        StatementType.ERASED: ROLES,
    }
    for type_ in StatementType:
        targets = abouts.get(type_, ("the space",))
        yield from (Cell(type_, role, about, is_share) for role, about in product(ROLES, targets))


class Scene:
    """The cast, and a relay that holds its log."""

    def __init__(self, *, is_share: bool) -> None:
        self.cast: Cast = new_cast(is_share=is_share)
        self.writing: Writing = self.cast.writing
        self.new = self.writing.keys("new")

    def keys(self, role: str) -> DeviceKeys:
        """Return the keys of a role."""
        keys: DeviceKeys = getattr(self.cast, role)
        return keys

    def signed(self, cell: Cell) -> SignedStatement:
        """Return what a cell says: well-formed, genuine and in its place, so that only the role decides."""
        by = self.keys(cell.role)
        return sign_statement(self._statement(cell, by), by.signer)

    def _statement(self, cell: Cell, by: DeviceKeys) -> Statement:
        return self.writing.statement(by, cell.type, self._body(cell))

    def _body(self, cell: Cell) -> Wire | list[Wire]:
        writing = self.writing
        match cell.type:
            case StatementType.GENESIS:
                return Genesis(b"", b"")
            case StatementType.DEVICE_ADMITTED:
                party = {"an owner": 1, "a guest": 2, "a kit": 3, "nobody's": 4}[cell.about]
                return writing.admission(self.new, party)
            case StatementType.DEVICE_REMOVED:
                return writing.removal([self.keys(cell.about).device_id])
            case StatementType.DEVICE_RENEWED:
                about = self.keys(cell.about)
                return writing.renewal(about, self.new, writing.control.cuts().get(about.device_id, NO_CUT))
            case StatementType.EPOCH:
                return writing.rotation()
            case StatementType.RECOVERY_SET:
                return writing.new_kit(self.new)
            case StatementType.ERASED:
                return [ErasedBody(self.keys(cell.about).device_id, 1)]
            case StatementType.SPACE_CLOSED:
                return SpaceClosed(1)

    def session(self, keys: DeviceKeys) -> RelayHand:
        """Return the relay's end of a proven connection of this device."""
        control = self.writing.control
        return RelayHand(SpaceView(control)).proven(control, keys)

    def offer(self, carrier: RelayHand, signed: SignedStatement) -> None:
        """Offer a statement to the relay; it is stored, or `TheirFault`."""
        control = self.writing.control
        (stored,) = carrier.give(Statements(control.space_id, control.index + 1, [signed]))
        assert isinstance(stored, StoreStatements)


@pytest.fixture(scope="module")
def scene() -> Scene:
    """One scene for all cells of a share: nothing that is tried here changes it."""
    return Scene(is_share=True)


@pytest.fixture(scope="module")
def personal() -> Scene:
    """The same, of a personal space."""
    return Scene(is_share=False)


@pytest.mark.parametrize("is_share", [True, False], ids=["in a share", "in a personal space"])
@pytest.mark.parametrize("type_", StatementType)
def test_every_role_may_say_what_the_reference_lets_it_say_and_nothing_else(
    scene: Scene, personal: Scene, type_: StatementType, *, is_share: bool
) -> None:
    """Refused or followed by every device's fold and by the relay alike, whoever carries it there."""
    scene = scene if is_share else personal
    carrier = scene.session(scene.cast.owner)
    for cell in (cell for cell in cells(is_share=is_share) if cell.type is type_):
        signed = scene.signed(cell)
        if cell.is_allowed:
            scene.writing.control.follow(signed, CRYPTO.check)
            scene.offer(carrier, signed)
            continue
        with pytest.raises(TheirFault) as at_a_device:
            scene.writing.control.follow(signed, CRYPTO.check)
        with pytest.raises(TheirFault) as at_the_relay:
            scene.offer(carrier, signed)
        assert at_a_device.value.code is at_the_relay.value.code is Code.NOT_ALLOWED, cell


@pytest.mark.parametrize("is_share", [True, False], ids=["in a share", "in a personal space"])
def test_the_matrix_has_every_cell(*, is_share: bool) -> None:
    """Four types have a target, of which admission has four parties; the other four are about the space."""
    listed = list(cells(is_share=is_share))

    assert len(listed) == len(set(listed)) == len(ROLES) * (4 + 3 * len(ROLES) + 4)
    assert {cell.type for cell in listed} == set(StatementType)
    assert sum(cell.is_allowed for cell in listed) == (ALLOWED_IN_A_SHARE if is_share else ALLOWED_IN_A_PERSONAL_SPACE)


ALLOWED_IN_A_SHARE = sum(
    (
        (3 + 1) + 2,  # admissions: of owners by three owners and the kit, of guests by two guests
        (2 + 2 + 3) + 3 * 3 + (2 + 2) + (3 + 3),  # removals: by owners, of guests too; by guests; by the kit
        4 + 3,  # renewals: every reader but the kit, of itself
        3 * (5 + 4) + 2 * 4,  # erasures
        3 * 3,  # epoch, recovery-set, space-closed
    )
)
ALLOWED_IN_A_PERSONAL_SPACE = (3 + 1) + ((2 + 2 + 3) + 3) + 4 + 3 * 5 + 3 * 3
"""Counted by hand: of 528 cells each."""


@pytest.mark.parametrize("role", ROLES)
def test_the_first_guest_of_a_share_is_let_in_by_an_owner_and_by_nobody_else(role: str) -> None:
    """Before there is one, there is no guest who could; and no kit lets any in."""
    cast, writing = new_cast(), new_writing("unanswered", CRYPTO, is_share=True)
    writing.admit(writing.first, cast.other_owner)
    own: dict[str, DeviceKeys] = {"owner": writing.first, "kit": writing.kit}
    keys: DeviceKeys = own[role] if role in own else getattr(cast, role)
    statement = writing.statement(keys, StatementType.DEVICE_ADMITTED, writing.admission(cast.guest, Party.GUEST))

    if role in {"owner", "other_owner"}:
        assert writing.follow(keys, statement).has_guests
        return
    with pytest.raises(TheirFault) as caught:
        writing.follow(keys, statement)
    assert caught.value.code is Code.NOT_ALLOWED


@pytest.mark.parametrize("by", ["owner", "guest"])
def test_after_the_first_guest_no_owner_lets_in_another_one_not_even_when_all_are_gone(by: str) -> None:
    """Whoever takes an owner's device over cannot add a reader of their own; a new guest gets a new share."""
    writing = new_writing("answered", CRYPTO, is_share=True)
    guests = [writing.keys("guest"), writing.keys("second")]
    writing.admit(writing.first, guests[0], Party.GUEST)
    another = writing.admission(writing.keys("another"), Party.GUEST)
    assert refused(writing, writing.first, StatementType.DEVICE_ADMITTED, another) is Code.NOT_ALLOWED
    writing.admit(guests[0], guests[1], Party.GUEST)
    writing.remove(writing.first if by == "owner" else guests[1], guests if by == "owner" else guests[:1])

    another = writing.admission(writing.keys("another"), Party.GUEST)
    assert refused(writing, writing.first, StatementType.DEVICE_ADMITTED, another) is Code.NOT_ALLOWED
    assert refused(writing, writing.kit, StatementType.DEVICE_ADMITTED, another) is Code.NOT_ALLOWED
    assert writing.control.had_guests
    assert writing.control.has_guests is (by == "guest")


def test_a_personal_space_has_no_guests() -> None:
    """Not by its first device and not by its kit, though nobody was ever there."""
    writing = new_writing("personal", CRYPTO)
    guest = writing.admission(writing.keys("guest"), Party.GUEST)

    for by in (writing.first, writing.kit):
        assert refused(writing, by, StatementType.DEVICE_ADMITTED, guest) is Code.NOT_ALLOWED
    assert not writing.control.is_share


@pytest.mark.parametrize("role", ROLES)
def test_only_readers_get_a_word_in_at_the_relay(scene: Scene, role: str) -> None:
    """A removed device is told so once it proves its key; a stranger learns nothing."""
    keys = scene.keys(role)
    if role in {"removed", "removed_guest", "old_kit"}:
        with pytest.raises(TheirFault) as caught:
            scene.session(keys)
        assert caught.value.code is Code.REMOVED
    elif role == "stranger":
        with pytest.raises(TheirFault) as caught:
            scene.session(keys)
        assert caught.value.code is Code.NO_SUCH_SPACE
    else:
        scene.session(keys)


@pytest.mark.parametrize("role", ["guest", "renewed_guest", "removed_guest"])
def test_a_stolen_device_of_a_guest_cannot_remove_an_owner(scene: Scene, role: str) -> None:
    """Case 82: not alone, and not among guests whom it might remove."""
    keys, owner = scene.keys(role), scene.cast.owner.device_id
    for gone in ([owner], [owner, scene.cast.other_guest.device_id]):
        statement = scene.writing.statement(keys, StatementType.DEVICE_REMOVED, scene.writing.removal(gone))
        with pytest.raises(TheirFault) as caught:
            scene.writing.follow(keys, statement)
        assert caught.value.code is Code.NOT_ALLOWED
