"""What the two devices record in the demo: the source article's own example, and a little of another value.

Every sentence here must be unreadable at the relay; the demo looks for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

GOAL: Final = "I will practice speaking up gently but honestly in at least one conversation this week."

Wish = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The wishes of each device, as arguments of the command line."""

    laptop_apart: tuple[Wish, ...]
    phone_apart: tuple[Wish, ...]
    phone_after: tuple[Wish, ...]

    def texts(self) -> Iterator[str]:
        """Yield every text of the person's own in it: names, statements, words, notes, entries."""
        for wish in (*self.laptop_apart, *self.phone_apart, *self.phone_after):
            for word in wish:
                if word[:1].isupper():
                    yield word


def article_example(ends_on: date) -> Story:
    """Return the story of someone who values authenticity and is silent to avoid conflict."""
    laptop = (
        (
            "value",
            "add",
            "Authenticity",
            "--why",
            "I go quiet to keep the peace, and then I feel far away from people.",
        ),
        ("value", "place", "Authenticity", "relationships", "not-yet"),
        (
            *("goal", "add", GOAL),
            *("--value", "Authenticity", "--domain", "relationships"),
            *("--why", "Being close to people needs me to be there."),
            *("--tiny", "Say one true sentence to one person I trust."),
            *("--target", "1", "--unit", "conversation", "--per", "week", "--ends", ends_on.isoformat()),
        ),
        (
            "barrier",
            "fear",
            "--goal",
            GOAL,
            "--strength",
            "6",
            "--situation",
            "When my sister asks what I really think.",
        ),
    )
    phone = (
        ("value", "add", "Kindness", "--why", "How I want people to feel after they met me."),
        ("write", "Tea with Noor on the steps. I listened longer than I usually do.", "--value", "Kindness"),
        ("step", "--value", "Kindness", "--tiny", "-m", "Carried the shopping up for the neighbour."),
    )
    after = (
        ("step", GOAL, "--all", "-m", "Told Noor that the plan does not work for me. She said thank you."),
        ("write", "My voice shook and nothing broke.", "--goal", GOAL),
        ("value", "rank", "Authenticity", "Kindness"),
    )
    return Story(laptop, phone, after)
