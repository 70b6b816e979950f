"""Who may say what: every type of statement, by every role, about everybody; at every device and at the relay alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.control_writing import NO_CUT, Writing
from tests.support.relay_hand import RelayHand
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.bodies import ErasedBody, Genesis, SpaceClosed
from whyward.protocol.canonical import Wire
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Statements
from whyward.protocol.relay_effects import StoreStatements
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import SignedStatement, Statement, StatementType, sign_statement

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

    def __str__(self) -> str:
        return f"{self.role} says {self.type} about {self.about}"

    @property
    def is_allowed(self) -> bool:
        """What protocol reference §3 says, read by itself and not from the code."""
        role, about = self.role, self.about
        match self.type:
            case StatementType.DEVICE_ADMITTED:
                parties = {"an owner": ACTIVE_OWNERS, "a guest": ACTIVE_GUESTS}
                return about in parties and (role == "kit" or role in parties[about])
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


def cells() -> Iterator[Cell]:
    """Every cell of the matrix."""
    abouts = {
        StatementType.DEVICE_ADMITTED: ("an owner", "a guest", "a kit", "nobody's"),
        StatementType.DEVICE_REMOVED: ROLES,
        StatementType.DEVICE_RENEWED: ROLES,
        StatementType.ERASED: ROLES,
    }
    for type_ in StatementType:
        yield from (Cell(type_, role, about) for role, about in product(ROLES, abouts.get(type_, ("the space",))))


class Scene:
    """The cast, and a relay that holds its log."""

    def __init__(self) -> None:
        self.cast: Cast = new_cast()
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
    """One scene for all cells: nothing that is tried here changes it."""
    return Scene()


@pytest.mark.parametrize("type_", StatementType)
def test_every_role_may_say_what_the_reference_lets_it_say_and_nothing_else(scene: Scene, type_: StatementType) -> None:
    """Refused or followed by every device's fold and by the relay alike, whoever carries it there."""
    carrier = scene.session(scene.cast.owner)
    for cell in (cell for cell in cells() if cell.type is type_):
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


def test_the_matrix_has_every_cell() -> None:
    """Four types have a target, of which admission has four parties; the other four are about the space."""
    listed = list(cells())

    assert len(listed) == len(set(listed)) == len(ROLES) * (4 + 3 * len(ROLES) + 4)
    assert {cell.type for cell in listed} == set(StatementType)
    assert sum(cell.is_allowed for cell in listed) == ALLOWED


ALLOWED = sum(
    (
        (3 + 1) + (2 + 1),  # admissions: three owners and the kit, two guests and the kit
        (2 + 2 + 3) + 3 * 3 + (2 + 2) + (3 + 3),  # removals: by owners, of guests too; by guests; by the kit
        4 + 3,  # renewals: every reader but the kit, of itself
        3 * (5 + 4) + 2 * 4,  # erasures
        3 * 3,  # epoch, recovery-set, space-closed
    )
)
"""Counted by hand: of 528 cells."""


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
