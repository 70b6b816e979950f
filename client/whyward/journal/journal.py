"""The journal: all that a face may ask for. One open journal of one person on one device.

Faces parse, call this, and render; they never see keys, segments or frames.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from whyward.journal import recording
from whyward.journal.checking import CheckReport, Saved, check_log
from whyward.journal.drafts import Drafts
from whyward.journal.errors import Refused
from whyward.journal.folder.carrying import FolderCarried
from whyward.journal.folder.keeping import FolderKeeper
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.guesting.verbs import Practice
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log
from whyward.journal.pages import Pages
from whyward.journal.pairing.link import link
from whyward.journal.pairing.post import Ask
from whyward.journal.ports import INVITE, RELAY_URL, SnapshotStore, Transport
from whyward.journal.recording import Done
from whyward.journal.refusals import in_plain_words
from whyward.journal.repairing import Repaired, mend
from whyward.journal.sentences import sentence
from whyward.journal.sharing.ports import ShareStores
from whyward.journal.sharing.shelf import Ground, Shelf
from whyward.journal.sharing.verbs import Shares
from whyward.journal.snapshot import open_snapshot, seal_snapshot
from whyward.journal.status import Device, Status, devices, name_preference, status
from whyward.journal.syncing import Carried, Progress
from whyward.journal.trust.upkeep import Keeper
from whyward.journal.trust.verbs import Trust
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId

_SNAPSHOT_AFTER_SEGMENTS = 500
"""Folding so many segments takes about as long as saving a small snapshot; a larger journal saves relatively rarer."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What the journal needs of the world beside its log."""

    transport: Transport
    snapshots: SnapshotStore
    drafts: SnapshotStore
    data_key: bytes = field(repr=False)
    shares: ShareStores


class Journal:
    """An open journal; close it when done."""

    def __init__(self, log: Log, shell: Shell) -> None:
        """Use `open_journal`."""
        self._log = log
        self._shell = shell
        self._woken = asyncio.Event()
        self._saved_at = 0
        self._drafts: Drafts | None = None
        self._shelf = Shelf(log, Ground(shell.transport, shell.shares, self._carried, shell.data_key))

    @property
    def pages(self) -> Pages:
        """Return the current pages: what all projections read."""
        return self._log.pages

    @property
    def drafts(self) -> Drafts:
        """Return what is typed and not yet recorded: on this device alone, sealed."""
        if self._drafts is None:
            world = self._log.world
            self._drafts = Drafts(self._shell.drafts, self._shell.data_key, world.crypto, world.entropy)
        return self._drafts

    @property
    def device_id(self) -> DeviceId:
        """Return this device's id."""
        return self._log.keys.device_id

    @property
    def epoch(self) -> int:
        """Return the number of the epoch that is sealed under now."""
        return self._log.control.epoch.body.number

    async def record(self, intention: Intention) -> Done:
        """Decide a wish and record it durably; raise `JournalError` if it is refused, and then nothing happened."""
        done = await recording.record(self._log, [intention])
        self._woken.set()
        return done

    async def record_all(self, intentions: Sequence[Intention]) -> Done:
        """Record several wishes as one: all of them durably, or none."""
        done = await recording.record(self._log, intentions)
        self._woken.set()
        return done

    async def refresh(self) -> None:
        """Fold what other processes have recorded or synced."""
        await self._log.catch_up()

    async def name_device(self, name: str, device: DeviceId | None = None) -> Done:
        """Call a device something; every device of this person sees the name."""
        return await self.record(SetPreference(key=name_preference(device or self.device_id), value=name))

    def devices(self) -> list[Device]:
        """Return every device of this journal."""
        return devices(self._log)

    async def status(self, *, entry_count: int = 5) -> Status:
        """Return where this device stands, and where its latest entries are."""
        return await status(self._log, entry_count=entry_count)

    async def check(self, *, read_data: bool = False) -> CheckReport:
        """Check the whole log; with `read_data`, its contents and the pages too."""
        raw = self._shell.snapshots.load() if read_data else None
        saved = None if raw is None else Saved(raw, self._shell.data_key)
        return await check_log(self._log, read_data=read_data, saved=saved)

    async def repair(self, report: CheckReport, folder: CarrierFolder | None = None) -> Repaired:
        """Fetch damaged records again, from the relay or a folder, or set them aside until a sync brings them."""
        return await mend(self._log, report, self._shell.transport, folder)

    async def use_relay(self, url: str, invite: str = "", *, has_new_key: bool = False) -> None:
        """Sync with this relay from now on; at the same address, a relay stays known by its key unless it is told."""
        is_other = has_new_key or await self._log.store.get(RELAY_URL) != url.encode()
        async with self._log.store.turn() as turn:
            if is_other:
                await turn.forget_relay()
            await turn.put(RELAY_URL, url.encode())
            await turn.put(INVITE, invite.encode())

    async def sync(self, progress: Progress | None = None) -> Carried:
        """Carry both ways until this device and the relay hold the same; raise `JournalError` if that cannot be."""
        line = await (await self.keeper()).settled(progress)
        await line.close()
        return line.syncing.carried

    async def sync_folder(self, folder: CarrierFolder, progress: Progress | None = None) -> FolderCarried:
        """Sync once with a folder that carries; needs no relay, and counts nothing as kept."""
        return await self._folder_keeper(folder).carried(progress)

    async def stay_in_sync(self, on_change: Progress, on_settled: Callable[[], None] | None = None) -> None:
        """Stay connected until cancelled, or until the connection breaks (`Unreachable`)."""
        keeper = await self.keeper()
        while True:
            line = await keeper.settled(on_change)
            try:
                if on_settled is not None:
                    on_settled()
                    on_settled = None
                await line.stay(self._woken, lambda: keeper.needs_care(line))  # noqa: B023  # called before the next turn
            except TheirFault as fault:
                raise in_plain_words(fault) from fault
            finally:
                await line.close()

    async def link(self, *, show_code: Callable[[str], None], ask_words: Ask) -> DeviceId:
        """Let one more device in; return its id."""
        return await link(await self.keeper(), show_code=show_code, ask_words=ask_words)

    def trust(self, folder: CarrierFolder | None = None) -> Trust:
        """Return what can be done about who belongs: over the relay, or over a folder in its place."""
        return Trust(self._log, self.keeper, None if folder is None else self._folder_keeper(folder))

    async def shares(self) -> Shares:
        """Return what can be done about sharing, with every share on this device up to date."""
        shares = Shares(self._shelf, self.record)
        await shares.refresh()
        return shares

    async def practice(self) -> Practice:
        """Return what can be done with what others share, with every such share on this device up to date."""
        practice = Practice(self._shelf, self.record)
        await practice.refresh()
        return practice

    async def keeper(self) -> Keeper:
        """Return what keeps this log in order over its relay; raise `Refused` if there is none."""
        url, transport = await self._relay(), self._shell.transport
        return Keeper(self._log, self._box(), lambda: transport.connect(url))

    def _folder_keeper(self, folder: CarrierFolder) -> FolderKeeper:
        return FolderKeeper(self._log, self._box(), folder)

    def _box(self) -> KeyBox:
        return KeyBox(self._shell.data_key, self._log.world.crypto, self._log.world.entropy)

    async def close(self) -> None:
        """Save a snapshot if it is worth it, and let go of the files."""
        covered = _covered(self.pages)
        if covered - self._saved_at >= max(_SNAPSHOT_AFTER_SEGMENTS, self._saved_at // 50):
            self.save_snapshot()
        await self._shelf.close()
        await self._log.store.close()

    def save_snapshot(self) -> None:
        """Save the pages, sealed, so that the next start is quick; not while they hold what is not durable yet."""
        log = self._log
        if log.is_ahead:
            return
        sealed = seal_snapshot(
            log.pages,
            log.said,
            space_id=log.control.space_id,
            data_key=self._shell.data_key,
            crypto=log.world.crypto,
            entropy=log.world.entropy,
        )
        self._shell.snapshots.save(sealed)
        self._saved_at = _covered(log.pages)

    async def load(self) -> None:
        """Fill the pages: from the snapshot where it fits the log, and from the log beyond it."""
        log = self._log
        raw = self._shell.snapshots.load()
        snapshot = None
        if raw is not None:
            snapshot = open_snapshot(
                raw, space_id=log.control.space_id, data_key=self._shell.data_key, crypto=log.world.crypto
            )
        if snapshot is not None:
            hashes = [
                (tail.hash, await log.store.segment_hash(device, tail.n)) for device, tail in snapshot.heads.items()
            ]
            if all(said == held for said, held in hashes):
                log.restore(snapshot.pages, snapshot.said)
                self._saved_at = _covered(snapshot.pages)
        await log.catch_up()

    async def _carried(self) -> None:
        """Sync if there is a relay to sync with: what is shared may go over another one."""
        if await self._log.store.get(RELAY_URL) is not None:
            await self.sync()

    async def _relay(self) -> str:
        url = await self._log.store.get(RELAY_URL)
        if url is None:
            text = sentence("this journal has no relay")
            raise Refused(text, hint="It works without one for ever. To sync: whyward sync --relay URL")
        return url.decode()


def _covered(pages: Pages) -> int:
    return sum(tail.n for tail in pages.heads.values())


async def open_journal(log: Log, shell: Shell) -> Journal:
    """Return a journal whose pages are up to date."""
    journal = Journal(log, shell)
    await journal.load()
    return journal
