"""The witness of share spaces: as in a person's own space, with two sides in it, each of which lets in its own.

What a side has let in is known by what its people did: the keys on their disks, the kits and roots in their records.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tests.support.memory_log import Rows
from tests.support.sim_rights import said
from tests.support.sim_witness import FOLDER_KEY, Broken, Witness
from whyward.journal.device_keys import keys_from_seeds
from whyward.journal.folding.nouns import CLIENTS, SHARES
from whyward.journal.key_box import DEVICE_KEYS, opened_keys
from whyward.journal.pages import Pages
from whyward.journal.ports import Crypto, StoredSegment
from whyward.journal.recovery import recovery_keys
from whyward.protocol.bodies import decode_admitted
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.statements import Party, SignedStatement, StatementType, decode_statement


class ShareWitness(Witness):
    """Watches over one share space."""

    def __init__(self, fired: Counter[str], crypto: Crypto, is_owners: Callable[[str], bool]) -> None:
        super().__init__(fired, crypto)
        self._is_owners = is_owners
        self.sides: dict[Party, set[bytes]] = {Party.OWNER: set(), Party.GUEST: set()}
        """Who belongs to each side, by what its people did."""
        self._claims: list[tuple[str, Party | None, bytes]] = []
        self.sealed: Callable[[str, list[StoredSegment]], None] = _nobody_looks
        """Told what a device is found to have sealed, when that is durable: by name, and its new segments."""

    def device_committed(self, name: str, before: Rows, after: Rows) -> None:
        """See `Witness`; the keys that a log begins with are its device's."""
        raw = after.named.get(DEVICE_KEYS)
        if raw and raw != before.named.get(DEVICE_KEYS):
            keys = opened_keys(raw, FOLDER_KEY, self._crypto)
            if keys is None:
                raise Broken(f"{name}: begins with keys that do not open")
            self.is_of(keys.device_id, name)
            self.belongs(Party.OWNER if self._is_owners(name) else Party.GUEST, keys.device_id)
        super().device_committed(name, before, after)
        for device, run in after.series.items():
            fresh = run[len(before.series.get(device, ())) :]
            if fresh and name in self.names_by_device.get(device, ()):
                self.sealed(name, fresh)
        for one in self.names_by_device:
            self.belongs(Party.OWNER if self._is_owners(min(self.names_by_device[one])) else Party.GUEST, one)

    def _check_cut_short(
        self, name: str, device: DeviceId, new: Sequence[StoredSegment], before: Rows, after: Rows
    ) -> None:
        """See `Witness`; a device that is not in any more may hear so by its own kit: what is too late is set aside."""
        if name in self.names_by_device.get(device, ()):
            set_aside = {(row[0], row[1]) for row in after.quarantine_set}
            late = before.series[device][len(new) :]
            if all((device, item.n) in set_aside for item in late):
                return
        super()._check_cut_short(name, device, new, before, after)

    def belongs(self, side: Party, device: bytes) -> None:
        """Note that a side has let a device in."""
        self.sides[side].add(device)

    def check_trusted(self, name: str, signed: SignedStatement) -> None:
        """Note who comes in and who is given a key; whether they may is asked once all is known (`settle`)."""
        one = said(signed.raw)
        if one.type == StatementType.GENESIS:
            self.sides[Party.OWNER] |= one.comes  # The space is named by them: they cannot be others.
        party: Party | None = Party.OWNER
        if one.type == StatementType.DEVICE_ADMITTED:
            party = Party(decode_admitted(decode_statement(signed.raw).body).party)
        elif one.type == StatementType.DEVICE_RENEWED:
            party = Party.OWNER if one.author in self.sides[Party.OWNER] else Party.GUEST
        self._claims += [(name, party, device) for device in one.comes]
        self._claims += [(name, None, device) for device in one.wrapped_to]

    @property
    def has_claims(self) -> bool:
        """Whether somebody has come in of whom nobody was asked yet."""
        return bool(self._claims)

    def settle(self, *, at_last: bool) -> None:
        """Ask of everybody who came in whether they may; at last, nobody may be left over (I7)."""
        left = [claim for claim in self._claims if not self._may(*claim[1:])]
        self._claims = left
        if left and at_last:
            name, party, _ = left[0]
            raise Broken(f"{name}: {'a key is wrapped for' if party is None else 'there comes in'} a stranger (I7)")

    def _may(self, party: Party | None, device: bytes) -> bool:
        return device in (self.sides[Party.OWNER] | self.sides[Party.GUEST] if party is None else self.sides[party])


def _nobody_looks(name: str, fresh: list[StoredSegment]) -> None:
    del name, fresh


class ShareWitnesses(dict[SpaceId, Witness]):
    """A witness for each space; one of a share comes when its space does."""

    def __init__(self, made: Callable[[SpaceId], ShareWitness]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, space_id: SpaceId) -> Witness:
        self[space_id] = self._made(space_id)
        return self[space_id]

    def shares(self) -> Iterator[ShareWitness]:
        """Yield those of shares."""
        return (witness for witness in self.values() if isinstance(witness, ShareWitness))

    def learn(self, pages: Pages, crypto: Crypto) -> None:
        """Take from a person's own records whom they meant to let in: their kits, and their roots."""
        for row in pages.all(SHARES):
            for kit in row.kits:
                self._of(row.space_id).belongs(Party.OWNER, recovery_keys(kit, crypto).device_id)
        for client in pages.all(CLIENTS):
            for seeds in client.roots:
                self._of(client.space_id).belongs(Party.GUEST, keys_from_seeds(*seeds, crypto).device_id)

    def _of(self, space_id: bytes) -> ShareWitness:
        witness = self[SpaceId(space_id)]
        assert isinstance(witness, ShareWitness)
        return witness


class Eyes(Witness):
    """Looks at a log of a share before it is known whose: passes on what it sees to the witness of its space."""

    def __init__(self, fired: Counter[str], crypto: Crypto, witnesses: ShareWitnesses) -> None:
        super().__init__(fired, crypto)
        self._witnesses = witnesses

    def device_committed(self, name: str, before: Rows, after: Rows) -> None:
        """See `Witness`."""
        space_id = SpaceId(decode_statement(after.statement_list[0].raw).space_id)
        self._witnesses[space_id].device_committed(name, before, after)
