"""The last look at a page's HTML: what is no documentation becomes text.

Pages are written by functions that escape what vendors say. This is the second wall: it
knows nothing of them, and lets through only tags in one strict form, so that there are
no two ways to read what is left. A `<` that begins anything else is shown as the
character that it is.
"""

from __future__ import annotations

import re

_ELEMENTS = (
    "a abbr b blockquote br caption circle code col colgroup dd del details div dl dt em "
    "figcaption figure g h1 h2 h3 h4 h5 h6 hr i kbd label li line mark nav ol p path "
    "polygon polyline pre rect s samp section small span strong sub summary sup svg table "
    "tbody td text tfoot th thead title tr tspan u ul var"
)
_ATTRIBUTES = (
    "alt aria-[a-z]+ class colspan cx cy d data-kind dx dy fill height id lang "
    "marker-[a-z]+ open points r rel role rowspan rx ry scope start stroke stroke-[a-z]+ "
    "tabindex text-anchor title transform viewBox width x x1 x2 xmlns y y1 y2"
)
# A character's number could stand for the colon of `javascript:`.
_ADDRESS = (
    r'"(?:https?://(?:[^"<>&\s\\]|&amp;|&#\d+;)*'
    r'|(?![^"/?#]*:)(?:[^"<>&\s\\]|&amp;)*)"'
)
_REST_OF_TAG = (
    rf"/?(?:{'|'.join(_ELEMENTS.split())})"
    rf'(?: (?:href={_ADDRESS}|(?:{"|".join(_ATTRIBUTES.split())})(?:="[^"<>]*")?))*'
    r" ?/?>"
)
_NO_TAG = re.compile(f"<(?!{_REST_OF_TAG})")
_ALIGNED = re.compile(r' style="text-align: (left|right|center);?"')


def cleaned(html: str) -> tuple[str, int]:
    """`html` with what it may not hold as text, and how often that was found."""
    # Style sheets alone may style: the policy of the page lets no attribute do it.
    return _NO_TAG.subn("&lt;", _ALIGNED.sub(r' class="\1"', html))
