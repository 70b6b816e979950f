"""The page at `/s`: what somebody sees who opens a share's link in a browser, the same for every link.

It refuses to do anything: no script, no form, no picture, nothing kept. What is behind a link's # never comes here.
"""

from typing import Final

from aiohttp import web

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>An invitation</title>
</head>
<body>
<main>
<h1>Somebody would like to show you something</h1>
<p>This link is an invitation from Whyward, a journal that people keep for themselves.
Whoever sent it would like you to read a small part of theirs.</p>
<p>The part of the link behind the # did not come to this server, because browsers keep that part to themselves.
So this page is the same for everybody.
The server cannot tell whose invitation it is, and cannot read what is shared.</p>
<h2>To accept it</h2>
<ol>
<li>Use a computer of your own that has Whyward on it.</li>
<li>Copy the whole link, with all that is behind the #.</li>
<li>In a terminal, write this, with the link in place of LINK and the quotes left as they are:
<pre><code>whyward share accept "LINK"</code></pre></li>
<li>You will see eight words. Read them to the person who sent the link, face to face or on the phone.
Nothing is shown to you before they have checked some of them.</li>
</ol>
<h2>If you do not know what this is</h2>
<p>You can close this page. Nothing happens then, and nobody is told that you were here.</p>
<p>Whoever has this link can answer in your place. Please do not pass it on.
Browsers remember the pages they showed; on a computer that others use, you could delete this one from the history.</p>
</main>
</body>
</html>
"""

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def share_page(_request: web.Request) -> web.Response:
    """Show the page; whatever stands behind a question mark is not looked at."""
    return web.Response(text=_PAGE, content_type="text/html", charset="utf-8", headers=_HEADERS)
