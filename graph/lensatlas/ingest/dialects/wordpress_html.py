"""The HTML of a WordPress post as a browser would get it: shortcodes taken out, blank lines made paragraphs."""

from __future__ import annotations

import re

_BRACKET = re.compile(r"(\[?)\[(/?)([a-z][\w-]{0,60})((?:[\s/][^\[\]]{0,2000})?)\](\]?)")
_ATTRIBUTE = re.compile(r"""\s[\w-]{1,60}\s?=\s?(?:["'&“”″]|\w)|/\s*$""")
# Shortcodes of WordPress itself whose inside is no prose: a picture with its caption, an address.
_WHOLE = re.compile(
    r"\[(caption|wp_caption|embed|audio|video|playlist|gallery)\b[^\[\]]{0,2000}\](?:(?!\[/?\1\b)[^\x00]){0,20000}?\[/\1\]"
)
_OWN = frozenset({"caption", "wp_caption", "embed", "audio", "video", "playlist", "gallery"})
_BLOCKS = re.compile(r"<!-- /?wp:")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_PRE = re.compile(r"(</?pre\b[^<>]*>)", re.IGNORECASE)


def html_of(content: str) -> str:
    """``content:encoded`` as HTML: the block editor's is already, the classic editor leaves paragraphs to ``wpautop``."""
    content = _without_shortcodes(content) if "[" in content else content
    if _BLOCKS.search(content) or "\n" not in content:
        return content
    kept, parts = False, list[str]()
    for part in _PRE.split(content):
        if _PRE.match(part):
            kept = not part.startswith("</")
        parts.append(part if kept else _BLANK.sub("\n<p>", part).replace("\n", "<br>"))
    return "".join(parts)


def _without_shortcodes(content: str) -> str:
    """What stands between an opening and a closing shortcode stays, but for pictures and addresses; ``[sic]`` stays too."""
    content = _WHOLE.sub("", content)
    closed = {found[3] for found in _BRACKET.finditer(content) if found[2]}

    def left(found: re.Match[str]) -> str:
        before, closing, name, attributes, after = found.groups()
        if before and after:  # [[name]] shows [name]
            return found[0][1:-1]
        is_code = closing or name in closed or name in _OWN or _ATTRIBUTE.search(attributes) or "_" in name
        return f"{before}{after}" if is_code else found[0]

    return _BRACKET.sub(left, content)
