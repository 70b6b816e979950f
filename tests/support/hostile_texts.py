"""Texts that would run, load or pretend if a page took them for more than texts; every one calls the same canary.

`canary()` is what a script would reach; a picture, a frame or a request would go to an address that nobody serves.
"""

from typing import Final

AWAY: Final = "http://canary.invalid"
CANARY: Final = "canary"
"""A global function in the browser tests, and the name of a variable that no template has."""

HOSTILE: Final = (
    f"<script>{CANARY}(1)</script>",
    f"</textarea></title></style></script><script>{CANARY}(2)</script>",
    f'"><img src=x onerror={CANARY}(3)>',
    f"'><svg/onload={CANARY}(4)>",
    f"<iframe srcdoc='<script>parent.{CANARY}(5)</script>'></iframe>",
    (
        f"<img src={AWAY}/6.png><link rel=stylesheet href={AWAY}/6.css>"
        f"<style>@import '{AWAY}/6';*{{background:url({AWAY}/6)}}</style>"
    ),
    f'<a href="javascript:{CANARY}(7)">x</a> [x](javascript:{CANARY}(7)) <javascript:{CANARY}(7)>',
    f"[x](data:text/html;base64,PHNjcmlwdD5jYW5hcnkoOCk8L3NjcmlwdD4=) ![x]({AWAY}/8.png)",
    f'[x](file:///etc/passwd) [x](\\\\canary.invalid\\share) [x]: {AWAY}/9 "t"',
    (
        f"<svg><animate onbegin={CANARY}(10) attributeName=x dur=1s>"
        f"<foreignObject><body onload={CANARY}(10)></foreignObject></svg>"
    ),
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={CANARY}(11)&gt;">',
    (
        f"{{{{ {CANARY} }}}} {{% for x in {CANARY} %}}{{% endfor %}} "
        f"{{{{ request.desk.journal }}}} ${{{CANARY}(12)}} #{{{CANARY}}} <%= {CANARY} %>"
    ),
    f'" autofocus onfocus={CANARY}(13) data-behaviour="../../evil" data-key="l" x="',
    f"<form action={AWAY}/14><input name=passphrase><button formaction={AWAY}/14>Unlock</button></form>",
    f'<meta http-equiv=refresh content="0;url={AWAY}/15"><base href={AWAY}/>',
    "\u202egnp.exe\u202c \u2066\u2067\u2069 \u200b\u200d\ufeff a\u0301\u0301\u0301\u0301\u0301",
    "%(name)s %s %n {0} {name!r} \\x3cscript\\x3e \\u003cscript\\u003e &lt;script&gt; &#60;script&#62;",
    "\ud7ff\ue000\ufffd \U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1 ]]> --> */ ' OR 1=1 -- \\",
    "Wort" * 150,
)
