"""The page of errors: exit statuses, and each stable code with the sentences that a person or a peer reads.

A code that no sentence is made for gets the one that stands for all such, once.
"""

from collections.abc import Iterator

from tools.reference import docstrings
from tools.reference.faults import said_with
from tools.reference.markdown import bullet, code, page, sentences, table
from whyward.cli import main
from whyward.journal import alarms, errors
from whyward.journal.errors import JournalError
from whyward.journal.refusals import in_plain_words
from whyward.protocol import errors as codes
from whyward.protocol.errors import Code, TheirFault

_MISUSE = "The words of the command are off: no such command or option, or one that misses something."


def refusals_page() -> str:
    """Return `errors.md`."""
    return page("Errors", [_statuses(), _opening(), *(_code(one) for one in Code)])


def _statuses() -> str:
    found = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, JournalError) and one is not JournalError
    ]
    rows = [[str(main.DONE), "Done."], [str(main.MISUSE), _MISUSE]]
    rows += [[str(one.exit_status), docstrings.first_of(docstrings.of_class(one))] for one in found]
    rows.append([str(main.INTERRUPTED), "Ended by Ctrl-C. What was recorded before is safe."])
    rows.sort(key=lambda row: int(row[0]))
    intro = "A command that ends with anything but 0 says why on standard error, and mostly what to do next."
    as_json = "With `--json` it does so as one JSON document with `error`, `hint` and `exit_status`."
    return f"## Exit statuses\n\n{intro}\n{as_json}\n\n" + table(["status", "what it says"], rows)


def _opening() -> str:
    unspoken = in_plain_words(TheirFault("", code=Code.MALFORMED))
    generic = unspoken.text.replace(Code.MALFORMED, "CODE")
    alarm = alarms.in_words("CODE")
    return "\n".join(
        [
            "## Codes",
            "",
            sentences(docstrings.first_of(docstrings.of_module(codes))),
            "They stand in `refused` frames, in alarms, and beside what lies in quarantine.",
            "",
            f"Where nothing else is said below, a refusal reads: “{generic}”",
            f"and an alarm reads: “{alarm}”",
            "",
            "What a peer says with a code is for engineers, and may be reworded; `…` stands for a number or a name.",
        ]
    )


def _code(one: Code) -> str:
    points = [*_told(one), *(bullet(f"A peer says: “{text}”.") for text in said_with(one))]
    return f"### {code(one)}\n\n" + ("\n".join(points) or "It is not sent by this version.")


def _told(one: Code) -> Iterator[str]:
    refusal = in_plain_words(TheirFault("", code=one))
    if f"({one})" not in refusal.text:
        yield bullet(f"A person reads, exit status {refusal.exit_status}: “{refusal.text}”. {refusal.hint}")
    alarm = alarms.in_words(one)
    if f"({one})" not in alarm:
        yield bullet(f"As an alarm: {alarm}")
