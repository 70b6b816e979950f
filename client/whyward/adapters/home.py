"""A journal's folder, and the one place where the real world is put behind the journal's ports.

    journal.db      the log: sealed segments, signed statements, sealed keys
    key.json        how the data key is kept
    pages.sealed    the last snapshot of the pages; may be thrown away
    drafts.sealed   what is typed in the web app and not yet recorded
    settings.json   how the web app looks and locks on this device
    rehearsal.json  on which day the recovery words were last tried on this device
    help.json       what helps before unlocking, readable; there if the person wants it
    shares/         one small log for each share, either side

A folder counts as a journal once `journal.db` is in it; it gets that name last.
"""

import contextlib
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TypeVar, assert_never

from whyward.adapters.ciphers import SuiteOne
from whyward.adapters.key_store import (
    DATA_KEY_BYTES,
    SnapshotFile,
    make_home,
    read_from_keyring,
    read_key_file,
    save_in_keyring,
    sync_folder,
    write_key_file,
)
from whyward.adapters.log_store import FileLog, create_log, open_log
from whyward.adapters.platform import SystemClock, SystemEntropy
from whyward.adapters.relay_way import RelayWay, checked_address
from whyward.adapters.share_files import ShareFiles
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import BadInput, Damaged, Refused
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.founding import Founded, Relay, found_space, load_keys, settle_in
from whyward.journal.journal import Journal, Shell, open_journal
from whyward.journal.key_file import (
    Unlock,
    decode_key_file,
    encode_key_file,
    keyring_key_file,
    open_with_passphrase,
    passphrase_key_file,
    plain_key_file,
)
from whyward.journal.log import Log, World, load_control
from whyward.journal.pairing.arrival import arrive
from whyward.journal.pairing.code import read_code
from whyward.journal.pairing.join import join
from whyward.journal.pairing.post import Ask
from whyward.journal.repairing import mend_control_log
from whyward.journal.sentences import sentence
from whyward.protocol.errors import TheirFault

_LOG, _KEY, _PAGES, _NEW, _SHARES = "journal.db", "key.json", "pages.sealed", ".new", "shares"
_DRAFTS = "drafts.sealed"
T = TypeVar("T")
AskPassphrase = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Lock:
    """How a new folder's data key will be kept; the passphrase only where that is the way."""

    unlock: Unlock
    passphrase: str = field(default="", repr=False)


def real_world() -> World:
    """Return this machine's ciphers, clock and dice."""
    return World(SuiteOne(), SystemClock(), SystemEntropy())


def is_journal(home: Path) -> bool:
    """Whether the folder holds a journal already."""
    return (home / _LOG).is_symlink() or (home / _LOG).exists()


async def create_home(home: Path, lock: Lock, *, relay: str | None, invite: str = "") -> Founded:
    """Found a space in a new folder; raise `Refused` where there is one already."""
    chosen = None if relay is None else Relay(checked_address(relay), invite=invite)
    world = real_world()

    async def fill(store: FileLog, data_key: bytes) -> Founded:
        return await found_space(store, data_key, world, chosen)

    return await new_home(home, lock, world, fill)


async def join_home(
    home: Path,
    lock: Lock,
    typed_code: str,
    *,
    relay: str,
    show_words: Callable[[list[str]], None],
    ask_code: Ask | None = None,
) -> None:
    """Join the space of a trusted device, and put it in a new folder; nothing is written before it is in."""
    address, code, world = checked_address(relay), read_code(typed_code), real_world()
    refuse_journal(home)
    keys = new_keys(world.entropy, world.crypto)
    sockets = RelayWay()
    async with await sockets.connect(address) as connection:
        joined = await join(
            connection,
            keys,
            code,
            world=world,
            show_words=show_words,
            ask_code=ask_code,
        )
    async with await sockets.connect(address) as connection:
        statements = await arrive(connection, keys, joined, entropy=world.entropy, crypto=world.crypto)
    known = Relay(address, relay_pk=joined.invited.relay_pk, told_heads=joined.invited.heads)

    async def fill(store: FileLog, data_key: bytes) -> None:
        await settle_in(store, data_key, world, keys, statements, known)

    await new_home(home, lock, world, fill)


async def open_home(
    home: Path, ask_passphrase: AskPassphrase, *, mend: bool = False, folder: CarrierFolder | None = None
) -> Journal:
    """Unlock a folder and open its journal; raise `JournalError` with a plain sentence if that cannot be.

    With `mend`, a damaged control log is first fetched again, from that folder or from the relay.
    """
    world = real_world()
    if not is_journal(home) and (home / _KEY).exists():
        text = sentence("the log of the journal in %(home)s is gone; its key is still there", home=home)
        hint = sentence(
            "Put journal.db back from a copy of the folder. If `whyward init` was cut off here, do it again."
        )
        raise Damaged(text, hint=hint)
    store = await open_log(home / _LOG)
    try:
        data_key = await _data_key(home, world, ask_passphrase)
        keys = await load_keys(store, data_key, world.crypto)
        if mend:
            await mend_control_log(store, keys, world, RelayWay(), folder)
        try:
            control = await load_control(store, world.crypto)
        except (TheirFault, ValueError) as fault:
            hint = sentence("Keep the folder, and fetch it again from the relay: whyward check --repair")
            raise Damaged("the control log on this device does not hold", hint=hint) from fault
        log = Log(store, keys, control, world)
        return await open_journal(log, _shell(home, data_key))
    except BaseException:
        await store.close()
        raise


def unlock_of(home: Path) -> Unlock:
    """Return how a folder's key is kept; raise `JournalError` where that cannot be told."""
    return decode_key_file(read_key_file(home / _KEY)).unlock


async def check_passphrase(home: Path, passphrase: str) -> None:
    """Raise `Locked` for another passphrase than the key's, where it has one; nothing is opened but the key file."""
    if unlock_of(home) is Unlock.PASSPHRASE:
        await _data_key(home, real_world(), lambda: passphrase)


def _shell(home: Path, data_key: bytes) -> Shell:
    return Shell(
        RelayWay(), SnapshotFile(home / _PAGES), SnapshotFile(home / _DRAFTS), data_key, ShareFiles(home / _SHARES)
    )


def refuse_journal(home: Path) -> None:
    """Raise `Refused` if the folder holds a journal already."""
    if is_journal(home):
        text = sentence("there is a journal in %(home)s already", home=home)
        raise Refused(text, hint="Use it, or choose another folder with --home. Nothing was changed.")


async def new_home(home: Path, lock: Lock, world: World, fill: Callable[[FileLog, bytes], Awaitable[T]]) -> T:
    """Make the key file and a filled log beside their final names, then move them in, the log last."""
    refuse_journal(home)
    make_home(home)
    data_key = world.entropy.random_bytes(DATA_KEY_BYTES)
    await _keep_key(home / _KEY, lock, data_key, world)
    building = home / _NEW
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(building)
    make_home(building)
    store = await create_log(building / _LOG)
    try:
        filled = await fill(store, data_key)
    except BaseException:
        await store.close()
        shutil.rmtree(building, ignore_errors=True)
        raise
    await store.close()
    (building / _LOG).rename(home / _LOG)
    sync_folder(home)
    shutil.rmtree(building, ignore_errors=True)
    return filled


async def _keep_key(path: Path, lock: Lock, data_key: bytes, world: World) -> None:
    match lock.unlock:
        case Unlock.FILE:
            key_file = plain_key_file(data_key)
        case Unlock.KEYRING:
            account = world.entropy.random_bytes(16).hex()
            save_in_keyring(account, data_key)
            key_file = keyring_key_file(account)
        case Unlock.PASSPHRASE:
            if not lock.passphrase:
                raise BadInput("an empty passphrase guards nothing", hint="Choose one with several words.")
            key_file = await passphrase_key_file(data_key, lock.passphrase, world.entropy, world.crypto)
        case _:
            assert_never(lock.unlock)
    _set_aside(path)
    write_key_file(path, encode_key_file(key_file))


def _set_aside(path: Path) -> None:
    """Keep the key of a log that is gone: a copy of that log may turn up, and nothing else opens it."""
    if path.exists():
        number = next(number for number in count(1) if not path.with_name(f"key.old-{number}.json").exists())
        path.rename(path.with_name(f"key.old-{number}.json"))


async def _data_key(home: Path, world: World, ask_passphrase: AskPassphrase) -> bytes:
    key_file = decode_key_file(read_key_file(home / _KEY))
    match key_file.unlock:
        case Unlock.FILE:
            data_key = key_file.data_key or b""
        case Unlock.KEYRING:
            data_key = read_from_keyring(key_file.account or "")
        case Unlock.PASSPHRASE:
            data_key = await open_with_passphrase(key_file, ask_passphrase(), world.crypto)
        case _:
            assert_never(key_file.unlock)
    if len(data_key) != DATA_KEY_BYTES:
        raise Damaged("the key file is damaged", hint="Put back a copy of the key file, or link a new folder.")
    return data_key
