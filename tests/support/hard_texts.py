"""Texts that programs trip over, each for a reason: whoever handles text is tried with all of them.

Only what a person may really type or paste; what must be refused is listed apart.
"""

from typing import Final

HARD_TEXTS: Final = {
    "composed": "caf\u00e9",
    "decomposed": "cafe\u0301",
    "a family of seven code points": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "a skin tone": "\U0001f44b\U0001f3fd",
    "a flag": "\U0001f1f3\U0001f1f1",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0633\u0644\u0627\u0645",
    "an override of direction": "safe\u202etxt.exe\u202c",
    "isolates of direction": "\u2067\u0646\u0639\u0645\u2069 yes",
    "joiners": "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937",
    "one letter under five hundred marks": "e" + "\u0301" * 500,
    "one letter under a hundred thousand marks": "e" + "\u0301" * 100_000,
    "Hangul in parts and whole": "\u1112\u1161\u11ab \ud55c",
    "a letter beyond the first plane": "\U0001d11e \U00020bb7",
    "the last code point": "\U0010ffff",
    "code points that are no characters": "\ufffe\uffff\ufdd0",
    "a private one": "\ue000\U000f0000",
    "a byte order mark inside": "a\ufeffb",
    "nothing to see": "a\u200b\u2060\u00adb",
    "spaces of many widths": "a\u00a0\u2003\u3000b",
    "line and paragraph separators": "a\u2028b\u2029c",
    "turning larger by case": "\u0130 \ufb03 \u00df \u1e9e",
    "compatibility forms": "\u212b \uff21 \u2460 \ufb01",
    "the replacement character": "\ufffd",
    "tags": "\U000e0061\U000e007f",
    "lines and a tab": "one\n\ttwo\n\n three",
    "what looks like markup": "<b onload=x>&amp;</b> [a](b:c) \\x1b %s {0} ${HOME} `id` '; --",
    "what looks like bytes": "\\udcff \\u0000 \\N{BELL}",
}
"""All of these are kept byte for byte."""

REFUSED_TEXTS: Final = {
    "nothing": " \n\t",
    "NUL": "a\0b",
    "an escape": "a\x1b[2Jb",
    "a bell": "a\x07b",
    "a delete": "a\x7fb",
    "one of C1": "a\x9b2Jb",
    "the next line": "a\x85b",
    "half of a character": "a\ud800b",
    "the other half": "a\udfffb",
    "a byte that was no UTF-8": "a\udcffb",
}
"""By rule: control characters but tab and line feed, lone halves, nothing at all."""
