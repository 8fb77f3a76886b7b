"""The main text of a parsed page: drop what is not the report, find where the report is, write it as lines.

The work is done by lexbor's selectors in C; Python only decides. Elements are dropped from the last to the first, so
that no dropped element is touched again (its memory is gone). Block ends become a mark (U+001E) in the tree, and the
text is taken in one call.
"""

import re
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from servanda.reports.page_words import PageWords, is_clutter, load_page_words

_END = "\x1e"
_BLOCKS = (
    "p,div,section,article,main,header,h1,h2,h3,h4,h5,h6,ul,ol,li,dl,dt,dd,blockquote,pre,table,tr,td,th,caption,figure,"
    "address,details,summary,center,form,fieldset,hgroup,tbody,thead,tfoot"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = frozenset({"body", "article", "main"})
_CELLS = frozenset({"td"})
_RUNNING = frozenset({"p", "li", "td"})
_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
    ]
)
_MARKED = "[class],[id],[style],[role],[hidden],[aria-hidden]"
_LEAST = 140
_cached_clutter = lru_cache(maxsize=20_000)(is_clutter)


def main_text(tree: LexborHTMLParser, *, title: str | None) -> str:
    """The report's text, one line a block. Changes the tree.

    Args:
        title: the headline; a heading that only repeats it is left out of the text.
    """
    body = tree.body
    if body is None:
        return ""
    words = load_page_words()
    tree.strip_tags(words.drop_tags)
    _drop_marked(body)
    main = _find_main(body, words)
    _drop_inside(main, words)
    _write_lists(main)
    _write_tables(main)
    lines = _lines(main)
    return "\n".join(_without_teasers(_without_title(lines, title), words))


def _drop_marked(body: LexborNode) -> None:
    """Drop what role, class, id or style mark as clutter, unless it holds much of the page or the headline."""
    whole = len(body.text())
    dropped: dict[int, LexborNode] = {}
    for node in body.css(_MARKED):
        if (
            _is_marked(node)
            and node.tag not in _NEVER
            and not _within(node, dropped)
            and not _holds_report(node, whole)
        ):
            dropped[node.mem_id] = node
    for node in body.css("header, form"):
        if not _within(node, dropped) and not _inside(node, _NEVER) and not _holds_report(node, whole):
            if _has_prose(node):
                continue
            dropped[node.mem_id] = node
    _drop(dropped)


def _is_marked(node: LexborNode) -> bool:
    attributes = node.attributes
    if _cached_clutter(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
        return True
    if attributes.get("role") in _ROLES or attributes.get("aria-hidden") == "true" or "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def _within(node: LexborNode, dropped: dict[int, LexborNode]) -> bool:
    """Whether the element or one around it is to be dropped."""
    at: LexborNode | None = node
    while at is not None:
        if at.mem_id in dropped:
            return True
        at = at.parent
    return False


def _drop(nodes: dict[int, LexborNode]) -> None:
    """Drop the outermost of the elements; those inside go with them, and must not be touched after."""
    outermost = [node for node in nodes.values() if node.parent is None or not _within(node.parent, nodes)]
    for node in outermost:
        node.decompose()


def _inside(node: LexborNode, tags: frozenset[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


def _holds_report(node: LexborNode, whole: int) -> bool:
    """Whether a marked element holds so much of the page, or its article, that the mark must mean something else."""
    size = len(node.text())
    if size <= min(_LEAST, whole * 0.1):
        return False
    if node.css_first("article, main, [itemprop=articleBody]"):
        return True
    return size > max(_LEAST, whole * 0.4) and _own(node) > whole * 0.3


def _has_prose(node: LexborNode) -> bool:
    return any(len(paragraph.text()) > _LEAST for paragraph in node.css("p"))


def _own(node: LexborNode) -> int:
    """Characters of text outside links."""
    return len(node.text()) - sum(len(link.text()) for link in node.css("a"))


def _find_main(body: LexborNode, words: PageWords) -> LexborNode:
    """The element with the report: article, content block, main, else the smallest that holds most of the prose."""
    everything = _own(body)
    articles = body.css("article")
    best = max(articles, key=_own, default=None)
    main = body.css_first("main, [role=main]")
    frame = _own(main) if main else everything
    if best is not None and _own(best) >= max(_LEAST if len(articles) > 1 else 1, frame * 0.5):
        return best
    content = max(body.css(", ".join(words.content_selectors)), key=_own, default=None)
    if content is not None and _own(content) >= max(_LEAST, frame * 0.5):
        return content
    if main is not None and frame >= everything * 0.4:
        return main
    return _densest(body, everything)


def _densest(body: LexborNode, everything: int) -> LexborNode:
    """Go down from the body as long as one child holds four fifths of the prose."""
    node = body
    while True:
        child = max(node.iter(), key=_own, default=None)
        if (
            child is None
            or child.tag in {"p", "table", "tbody", "ul", "ol", "dl", "pre", "blockquote"}
            or _own(child) < everything * 0.8
        ):
            return node
        node = child


def _drop_inside(main: LexborNode, words: PageWords) -> None:
    """Drop bylines, and lists and lines that are only links to other reports."""
    dropped: dict[int, LexborNode] = {}
    for node in main.css(", ".join(words.meta_blocks)):
        if len(node.text()) <= 200 and not _inside(node, _RUNNING) and not node.css_first("p"):
            dropped[node.mem_id] = node
    if main.css_first("a"):
        links = [*main.css("ul, ol"), *main.css("p, h2, h3, h4, h5, li")]
        dropped |= {node.mem_id: node for node in links if _only_links(node, words)}
    _drop(dropped)


def _only_links(node: LexborNode, words: PageWords) -> bool:
    """Whether a list or a line is nothing but links with the length of headlines."""
    links = node.css("a")
    if not links:
        return False
    text = node.text().strip()
    linked = sum(len(link.text().strip()) for link in links)
    if node.tag in {"ul", "ol"}:
        return len(links) > 1 and linked > 0.75 * len(text) and linked > 30 * len(links) and not _inside(node, _CELLS)
    return len(links) == 1 and len(text) > 25 and linked >= len(text) - 2 - len(_start(text, words))


def _start(text: str, words: PageWords) -> str:
    folded = text.casefold()
    return next((start for start in words.teaser_starts if folded.startswith(start)), "")


def _write_lists(main: LexborNode) -> None:
    """Join each term of a definition list with its first description."""
    for term in main.css("dt"):
        after = term.next
        while after is not None and not after.is_element_node:
            after = after.next
        if (
            after is not None
            and after.tag == "dd"
            and not after.css_first("dl, table, ul, ol")
            and not term.css_first("p, div")
        ):
            text = " ".join(term.text().split()).rstrip(":")
            after.insert_before(f"{_END}{text}: {' '.join(after.text().split())}{_END}")
            after.decompose()
            term.decompose()


def _write_tables(main: LexborNode) -> None:
    """Write each data table as one line a row; tables used for layout are left to the blocks inside them."""
    for table in reversed(main.css("table")):
        rows = [[cell for cell in row.iter() if cell.tag in {"td", "th"}] for row in table.css("tr")]
        widths = [len(row) for row in rows]
        if (
            table.attributes.get("role") == "presentation"
            or not widths
            or max(widths) < 2
            or len(table.css("table")) > 1
        ):
            continue
        texts = [[" ".join(cell.text(separator=" ").split()) for cell in row] for row in rows]
        if any(len(text) > 1_000 for row in texts for text in row):
            continue
        caption = table.css_first("caption")
        lines = [" ".join(caption.text().split())] if caption else []
        lines += [" | ".join(row).strip() for row in texts if any(row)]
        table.replace_with(_END + _END.join(lines) + _END)


def _lines(main: LexborNode) -> list[str]:
    for node in main.css("br, hr"):
        node.replace_with(_END)
    for node in main.css("pre"):
        node.replace_with(_END + node.text().replace("\n", _END) + _END)
    for node in main.css(_BLOCKS):
        if node.mem_id != main.mem_id:
            node.insert_before(_END)
            node.insert_after(_END)
    lines = (" ".join(_INVISIBLE.sub("", line).split()) for line in main.text().split(_END))
    return [line for line in lines if line]


def _without_title(lines: list[str], title: str | None) -> list[str]:
    """Leave out the first line where it only repeats the headline and a text follows."""
    if title and len(lines) > 1 and lines[0].casefold() == title.casefold():
        return lines[1:]
    return lines


def _without_teasers(lines: list[str], words: PageWords) -> list[str]:
    return [line for line in lines if line.casefold().rstrip(":… ") not in words.teaser_lines]
