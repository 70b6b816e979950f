"""The pairing code: 20 characters that the trusted device shows and the new one types.

Crockford's base 32: 4 characters name the mailbox at the relay, 16 hold 80 secret bits. It forgives what people
confuse (O and 0, I, L and 1), case, spaces and dashes, and refuses everything else.
"""

from dataclasses import dataclass, field
from typing import Final

from whyward.journal.errors import BadInput
from whyward.journal.ports import Entropy
from whyward.journal.sentences import sentence

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_NAME_CHARACTERS = 4
_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class PairingCode:
    """A code, parted: what the relay may know, and what it may not."""

    rendezvous: str
    secret: str = field(repr=False)

    def shown(self) -> str:
        """Return it as people see it: five groups of four."""
        characters = self.rendezvous + self.secret
        return "-".join(characters[start : start + 4] for start in range(0, _CHARACTERS, 4))


def new_code(entropy: Entropy) -> PairingCode:
    """Make a fresh code; 256 is a multiple of 32, so every character is equally likely."""
    characters = "".join(_ALPHABET[byte % 32] for byte in entropy.random_bytes(_CHARACTERS))
    return PairingCode(characters[:_NAME_CHARACTERS], characters[_NAME_CHARACTERS:])


def read_code(typed: str) -> PairingCode:
    """Read a typed code; raise `BadInput` that says what is off, without repeating it."""
    characters = typed.strip().upper().translate(_FORGIVEN)
    hint = sentence("Type it as the other device shows it: five groups of four letters and digits.")
    if len(characters) != _CHARACTERS:
        raise BadInput(
            sentence(
                "a code has %(characters)s characters; this has %(given)s",
                characters=_CHARACTERS,
                given=len(characters),
            ),
            hint=hint,
        )
    if not set(characters) <= set(_ALPHABET):
        raise BadInput("the code has a character that no code has", hint=hint)
    return PairingCode(characters[:_NAME_CHARACTERS], characters[_NAME_CHARACTERS:])
