"""The words that a pretend person writes with, the most usual first.

They are drawn by Zipf's law, so that the text deflates as text does.
"""

from itertools import accumulate
from random import Random
from typing import Final

_USUAL_FIRST: Final = """
the and I to a of it was my that in for with me is on not but we at this be so have as had one when all she he
they more about them again today after out what her then just would him because very little time day could some
been us really from well still think felt down good long home before went think much there into morning evening
night work first only back got take made over next tell talked see feel walk slept rest quiet tired glad sorry
slowly almost nothing something someone mother father sister brother friend neighbour daughter son table kitchen
garden window street station office letter phone call music guitar piano chapter notebook page sentence bread soup
apple coffee tea rain snow sunlight river bridge hill forest bicycle train ticket shoes coat keys doctor knee
shoulder breath headache medicine appointment budget invoice rent meeting deadline manager colleague project draft
honest honesty kind kindness patient patience brave courage calm angry afraid worried lonely proud ashamed grateful
curious playful gentle stubborn careful useful silly loud heavy light warm cold early late slow quick small large
promise promised wanted tried failed managed noticed forgot remembered asked answered listened interrupted shouted
laughed cried cooked cleaned painted repaired planted watered swam climbed stretched practised rehearsed studied
translated wrote read finished started postponed cancelled missed met visited invited thanked apologised forgave
whether although perhaps maybe instead together alone enough toward between under without during until however
usually sometimes never often always already yesterday tomorrow Monday Wednesday Friday Sunday January spring
summer autumn winter holiday birthday week month year minute hour half moment beginning middle end question reason
meaning direction step habit practice choice chance mistake lesson memory dream plan hope doubt trust care health
family community learning nature creativity belonging freedom order fairness humour faith adventure rootedness
"""
WORDS: Final = tuple(dict.fromkeys(_USUAL_FIRST.split()))
_WEIGHTS: Final = tuple(accumulate(1 / (place + 2.7) for place in range(len(WORDS))))
_ENDS_SENTENCE: Final = 0.09


def text(dice: Random, characters: int) -> str:
    """Return about so many characters of prose, never blank at either end."""
    words: list[str] = []
    length = 0
    while length < characters:
        word = dice.choices(WORDS, cum_weights=_WEIGHTS)[0]
        if dice.random() < _ENDS_SENTENCE:
            word += "."
        words.append(word)
        length += len(word) + 1
    return " ".join(words)[: max(characters, 1)].strip() or WORDS[0]
