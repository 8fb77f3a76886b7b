"""A page of HTML to a Draft: the main text without menus, teasers and banners, and what the page says of itself.

The text is one line a block, inline blanks collapsed; a table row is one line with its cells joined by “ | ”, a
definition list one line a pair. Nothing is fetched and nothing is executed. The page is parsed by lexbor, as a browser
would, so broken and truncated markup gives what is there.
"""

import html as entities
import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from servanda.model import Reject
from servanda.reports.draft import Draft
from servanda.reports.limits import Limits
from servanda.reports.page_meta import PageMeta, read_meta
from servanda.reports.page_text import main_text

_TAGS = re.compile(r"<[^>]*>")
# Elements whose nesting is bounded by the HTML parser itself (a new p closes the last) or that hold nothing.
_OPEN_OR_CLOSE = re.compile(
    r"<(/?)(?!p\b|li\b|td\b|tr\b|th\b|dd\b|dt\b|option\b|br\b|hr\b|img\b|input\b|meta\b|link\b|source\b|col\b|wbr\b|area\b|embed\b)[a-z][^>]{0,2000}?(/?)>",
    re.IGNORECASE,
)


def read_page(text: str, *, where: str, limits: Limits) -> Draft | Reject:
    """Read one page or fragment.

    Args:
        text: the page, decoded.
        where: file, or file:line, for messages.
    """
    if nested_deeper(text, limits.html_depth):
        reason = f"elements nested deeper than {limits.html_depth:,}"
        return Reject(where=where, reason=reason, hint="this is no page that a newsroom publishes; leave it out")
    try:
        tree = LexborHTMLParser(text.replace("\0", "\ufffd"))
    except (SelectolaxError, ValueError) as error:
        return Reject(where=where, reason=f"not readable as HTML ({error})", hint="check how the page was fetched")
    meta = read_meta(tree)
    body = main_text(tree, title=meta.title)
    body = _better(body, meta)
    if not body.strip():
        return Reject(
            where=where,
            reason="the page holds no text",
            hint="it may be filled by a script: save it from a browser after it has loaded",
        )
    return Draft(
        text=body,
        title=meta.title,
        url=meta.url,
        publisher=meta.publisher,
        published=meta.published,
        language=meta.language,
        byline=meta.byline,
    )


def nested_deeper(text: str, depth: int) -> bool:
    """Whether more elements are open at once than `depth`; counts of “<” settle it for all ordinary pages."""
    if (opened := text.count("<")) <= depth or opened - text.count("</") <= depth:
        return False
    level = 0
    for match in _OPEN_OR_CLOSE.finditer(text):
        level = max(0, level - 1) if match[1] else level + (not match[2])
        if level > depth:
            return True
    return False


def _better(body: str, meta: PageMeta) -> str:
    """A page filled by a script has next to no text: take what JSON-LD or the description repeats for machines."""
    if meta.body and len(body) < 200 and len(meta.body) > len(body):
        plain = entities.unescape(_TAGS.sub(" ", meta.body))
        return "\n".join(line for line in (" ".join(line.split()) for line in plain.splitlines()) if line)
    return body or meta.description or ""
