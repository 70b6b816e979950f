"""Drafts: what is typed into a page and not yet recorded, kept on this device alone and sealed like a snapshot.

They are no events: nobody has decided anything yet, and no other device hears of them. A lost draft is a pity; a
readable one would be a leak, so there is no plaintext of them on the disk.

    drafts = salt(32) ‖ AES-256-GCM(msgpack of {place: [[field, text], …]})       aad = L("drafts")
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from whyward.journal.errors import BadInput
from whyward.journal.ports import Crypto, Entropy, SnapshotStore
from whyward.protocol.labels import Label, keyed

Fields = Sequence[tuple[str, str]]

DRAFTS_MAX: Final = 50
"""How many places keep a draft; the one that was left longest ago goes first."""

DRAFT_CHARACTERS_MAX: Final = 200_000
_SALT_BYTES: Final = 32
_decode: Final = msgspec.msgpack.Decoder(dict[str, list[tuple[str, str]]], strict=True).decode


class Drafts:
    """The drafts of one device, by the place they are typed at, such as `entry:new`."""

    def __init__(self, store: SnapshotStore, data_key: bytes, crypto: Crypto, entropy: Entropy) -> None:
        """Open what is kept; what does not open is let go, as with any cache."""
        self._store, self._data_key = store, data_key
        self._crypto, self._entropy = crypto, entropy
        self._by_place = self._loaded()

    def at(self, place: str) -> Mapping[str, str]:
        """Return the fields that were typed at a place; of several of one name, the last."""
        return dict(self._by_place.get(place, ()))

    def pairs_at(self, place: str) -> Fields:
        """Return the fields that were typed at a place, in their order."""
        return tuple(self._by_place.get(place, ()))

    def places(self) -> tuple[str, ...]:
        """Return where something is typed, the latest first."""
        return tuple(reversed(self._by_place))

    def keep(self, place: str, fields: Fields) -> None:
        """Keep what is typed at a place, in place of what was; raise `BadInput` for more than a page can hold."""
        if sum(len(name) + len(text) for name, text in fields) > DRAFT_CHARACTERS_MAX:
            raise BadInput("That is more than one page can keep", hint="Record it, or split it in two.")
        self._by_place.pop(place, None)
        if any(text.strip() for _, text in fields):
            self._by_place[place] = [(name, text) for name, text in fields]
        for oldest in list(self._by_place)[:-DRAFTS_MAX]:
            del self._by_place[oldest]
        self._save()

    def forget(self, place: str) -> None:
        """Let a draft go: it was recorded, or put away."""
        if self._by_place.pop(place, None) is not None:
            self._save()

    def _save(self) -> None:
        salt = self._entropy.random_bytes(_SALT_BYTES)
        plain = msgspec.msgpack.encode(self._by_place)
        self._store.save(
            salt + self._crypto.aead_seal(keyed(self._data_key, Label.DRAFTS_KEY, salt), plain, Label.DRAFTS)
        )

    def _loaded(self) -> dict[str, list[tuple[str, str]]]:
        raw = self._store.load() or b""
        salt, sealed = raw[:_SALT_BYTES], raw[_SALT_BYTES:]
        plain = self._crypto.aead_open(keyed(self._data_key, Label.DRAFTS_KEY, salt), sealed, Label.DRAFTS)
        try:
            return {} if plain is None else _decode(plain)
        except msgspec.DecodeError:
            return {}
