"""What two devices say to each other through a mailbox, in order; all but the first three are sealed.

new → trusted   committed   a commitment to the new device's ephemeral key and both its public keys
trusted → new   answered    the trusted device's ephemeral key
new → trusted   revealed    what was committed to; the device's keys are sealed under the pairing key
trusted → new   invited     the space, the control head and all heads: the relay cannot show the past
new → trusted   proved      the new device's proof that it holds its key
trusted → new   admitted    the statement's index and hash; or, at any point, `denied`
"""

from typing import TypeAlias

from whyward.journal.plaintext import Head
from whyward.protocol.canonical import Shape, Wire
from whyward.protocol.ids import U32, Bytes32, KemKey, Signature, SignKey
from whyward.protocol.limits import MAIL_BYTES_MAX


class Committed(Wire, frozen=True, tag="committed"):
    """`H(L("pair-commit") ‖ ephemeral_pk ‖ nonce ‖ sign_pk ‖ kem_pk)`."""

    commit: Bytes32


class Answered(Wire, frozen=True, tag="answered"):
    """The trusted device's ephemeral X25519 key."""

    ephemeral_pk: Bytes32


class Revealed(Wire, frozen=True, tag="revealed"):
    """The new device's ephemeral key and nonce, and its keys, sealed."""

    ephemeral_pk: Bytes32
    nonce: Bytes32
    sealed: bytes


class SealedMail(Wire, frozen=True, tag="sealed"):
    """One of the later messages, sealed."""

    sealed: bytes


class Denied(Wire, frozen=True, tag="denied"):
    """The trusted device ends it: the code or the words were wrong, or the person said no."""

    reason: str


Mail: TypeAlias = Committed | Answered | Revealed | SealedMail | Denied


class NewDevice(Wire, frozen=True):
    """Inside `revealed`."""

    sign_pk: SignKey
    kem_pk: KemKey


class Invited(Wire, frozen=True):
    """Inside the fourth message."""

    space_id: Bytes32
    control_index: U32
    control_head: Bytes32
    relay_pk: SignKey
    heads: list[Head]


class Proved(Wire, frozen=True):
    """Inside the fifth message."""

    proof: Signature


class Admitted(Wire, frozen=True):
    """Inside the last message."""

    index: U32
    hash: Bytes32


MAIL: Shape[Mail] = Shape(Mail, name="pairing mail", bytes_max=MAIL_BYTES_MAX)  # type: ignore[arg-type]  # mypy has no form for "type of a union"
NEW_DEVICE = Shape(NewDevice, name="pairing mail", bytes_max=MAIL_BYTES_MAX)
INVITED = Shape(Invited, name="pairing mail", bytes_max=MAIL_BYTES_MAX)
PROVED = Shape(Proved, name="pairing mail", bytes_max=MAIL_BYTES_MAX)
ADMITTED = Shape(Admitted, name="pairing mail", bytes_max=MAIL_BYTES_MAX)
