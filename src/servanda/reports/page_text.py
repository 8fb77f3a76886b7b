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
    _drop_marked(body, words)
    main = _find_main(body, words)
    _drop_inside(main, words)
    _write_lists(main)
    _write_tables(main)
    lines = _lines(main)
    return "\n".join(_without_teasers(_without_title(lines, title), words))


def _drop_marked(body: LexborNode, words: PageWords) -> None:
    """Drop what role, class, id or style mark as clutter, unless it holds much of the page or the headline."""
    whole = len(body.text())
    marked = list(body.css(", ".join(words.drop_selectors)))
    seen = {node.mem_id for node in marked}
    for node in body.css("[class],[id],[style]"):
        attributes = node.attrs
        marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        style = attributes.get("style")
        if (_cached_clutter(marks) or (style and _HIDDEN_STYLE.search(style))) and node.mem_id not in seen:
            marked.append(node)
            seen.add(node.mem_id)
    for node in _innermost_first(marked):
        if node.tag not in {"body", "article", "main"} and not _holds_report(node, whole):
            node.decompose()
    for node in reversed(body.css("header, form")):
        if not _inside(node, {"article", "main"}) and not _holds_report(node, whole) and not _long_paragraph(node):
            node.decompose()


def _innermost_first(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes so that each comes before the elements it stands in."""
    depth = {node.mem_id: _depth(node) for node in nodes}
    return sorted(nodes, key=lambda node: -depth[node.mem_id])


def _depth(node: LexborNode) -> int:
    level, parent = 0, node.parent
    while parent is not None:
        level, parent = level + 1, parent.parent
    return level


def _inside(node: LexborNode, tags: set[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


def _holds_report(node: LexborNode, whole: int) -> bool:
    if node.css_first("article, main, [itemprop=articleBody]"):
        return True
    return len(node.text()) > max(_LEAST, whole * 0.4) and _own(node) > whole * 0.3


def _long_paragraph(node: LexborNode) -> bool:
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
    if best is not None and _own(best) >= max(_LEAST, frame * 0.5):
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
    for node in _innermost_first(main.css(", ".join(words.meta_blocks))):
        if not _inside(node, {"p", "li", "td"}) and len(node.text()) <= 200 and not node.css_first("p"):
            node.decompose()
    for node in reversed(main.css("ul, ol")):
        links = node.css("a")
        if (
            len(links) > 1
            and not _inside(node, {"td"})
            and sum(len(a.text()) for a in links) > 0.75 * len(node.text().strip())
            and len(node.text()) > 30 * len(links)
        ):
            node.decompose()
    for node in reversed(main.css("p, h2, h3, h4, h5, li")):
        link = node.css_first("a")
        if (
            link is not None
            and len(text := node.text().strip()) > 25
            and len(link.text().strip()) >= len(text) - 2 - len(_start(text, words))
        ):
            node.decompose()


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
        if table.attributes.get("role") == "presentation" or not widths or max(widths) < 2 or table.css_first("table"):
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
