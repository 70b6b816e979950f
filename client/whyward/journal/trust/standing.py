"""Where this device stands in its own journal, in plain words: whether it may write, and whether it may speak.

It reads the control log and nothing else.
"""

from whyward.journal.errors import Refused
from whyward.journal.sentences import sentence
from whyward.protocol.ids import DeviceId
from whyward.protocol.membership import ControlLog


def refuse_unless_writing(control: ControlLog, me: DeviceId) -> None:
    """Raise `Refused` if nothing can be recorded here any more.

    A renewed device still records: what it seals stays here until it is sealed anew under its new name.
    """
    if me not in control.members:
        raise removed_refusal()
    if control.closed_at is not None:
        raise Refused("this journal was closed for good", hint="What is here stays readable here.")


def removed_refusal() -> Refused:
    """Say that another device shut this one out."""
    text = sentence("another of your devices has removed this one from the journal")
    hint = sentence(
        "What is here stays readable here. To go on writing, let it in again from a device you trust: whyward link"
    )
    return Refused(text, hint=hint)
