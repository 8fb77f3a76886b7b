"""What a page says about itself: title, day, publisher, language, author.

Sources in order of trust: JSON-LD of schema.org, meta elements (Open Graph, Dublin Core, newsroom habits), markup
(`time`, `h1`, `[rel=author]`), the `title` element without the name of the site.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from servanda.reports.days import parse_published
from servanda.reports.draft import line_of
from servanda.reports.page_words import load_page_words

_SITE = re.compile(r"^(.{8,}?)\s+(?:[|•·»«]|[–—-]{1,2})\s+([^|]{2,60})$")
_BY = re.compile(r"^\s*(?:by|von|par|por|di|af|av|autor|author|автор)\s*:?\s+", re.IGNORECASE)
_LINKED_DATA_BYTES = 500_000
_PRINTED_DAY = (
    "[itemprop=datePublished], article time, main time, .published, .post-date, .entry-date, .article-date, .news-date,"
    ".date"
)


class PageMeta(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a page as it states them; `body` is the text that JSON-LD repeats for machines."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    byline: str | None = None
    description: str | None = None
    body: str | None = None
    headings: tuple[str, ...] = ()


def read_meta(tree: LexborHTMLParser) -> PageMeta:
    """Collect the fields before anything of the page is dropped."""
    meta, linked = _meta_elements(tree), _linked_data(tree)
    publisher = line_of(_text(linked.get("publisher"))) or meta("publisher")
    headings = tuple(filter(None, (line_of(node.text()) for node in tree.css("h1"))))
    title = (
        line_of(_text(linked.get("headline"))) or meta("title") or _title_element(tree) or next(iter(headings), None)
    )
    language = _attribute(tree, "html", "lang") or _attribute(tree, "html", "xml:lang")
    return PageMeta(
        title=_without_site(title, publisher, headings),
        published=_published(tree, linked, meta("published"), language),
        publisher=publisher,
        language=language or meta("language") or _text(linked.get("inLanguage")),
        url=_attribute(tree, "link[rel=canonical]", "href") or meta("url"),
        byline=_byline(tree, linked, meta("byline")),
        description=meta("description"),
        body=_text(linked.get("articleBody")),
        headings=headings,
    )


def _meta_elements(tree: LexborHTMLParser) -> Any:  # noqa: ANN401 - a small closure
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        content = line_of(attributes.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    wanted = load_page_words().meta
    return lambda field: next((found[name] for name in wanted[field] if name in found), None)


def _linked_data(tree: LexborHTMLParser) -> dict[str, Any]:
    """The article object of the page's JSON-LD, or an empty one."""
    for node in tree.css('script[type="application/ld+json"]'):
        raw = node.text()
        if len(raw) > _LINKED_DATA_BYTES:
            continue
        try:
            value = msgspec.json.decode(raw.encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            continue
        for item in _objects(value):
            if "headline" in item or "datePublished" in item or "articleBody" in item:
                return item
    return {}


def _objects(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON-LD is whatever a page says
    """The objects of a JSON-LD block: itself, its list, its graph, its main entity."""
    if isinstance(value, list):
        return [item for member in value[:50] if isinstance(member, dict) for item in _objects(member)]
    if not isinstance(value, dict):
        return []
    inner = value.get("@graph") or value.get("mainEntity")
    return [value, *(_objects(inner) if isinstance(inner, list) else [inner] if isinstance(inner, dict) else [])]


def _text(value: Any) -> str | None:  # noqa: ANN401 - JSON-LD is whatever a page says
    """A string, the name of an object, or the names of a list joined by commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(item) for item in value[:10] if not isinstance(item, list)))) or None
    return None


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return line_of(node.attributes.get(name)) if node else None


def _title_element(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("head > title") or tree.css_first("title")
    return line_of(node.text()) if node else None


def _without_site(title: str | None, publisher: str | None, headings: tuple[str, ...]) -> str | None:
    """The headline without “ | The Daily Example”: a heading says the same, the site is named, or a bar parts them."""
    match = _SITE.match(title or "")
    if not match or title in headings:
        return title
    head, tail = match[1].strip(), match[2].strip()
    same_site = publisher and (tail.casefold() in publisher.casefold() or publisher.casefold() in tail.casefold())
    return head if head in headings or same_site or "|" in (title or "") else title


def _published(tree: LexborHTMLParser, linked: dict[str, Any], meta: str | None, language: str | None) -> str | None:
    """The first of the stated days that is one: for machines before for people, near the report before elsewhere."""
    days = (parse_published(value, language=language) for value in _stated_days(tree, linked, meta))
    return next(filter(None, days), None)


def _stated_days(tree: LexborHTMLParser, linked: dict[str, Any], meta: str | None) -> Iterator[str | None]:
    yield _text(linked.get("datePublished"))
    yield meta
    for name in ("content", "datetime"):
        yield _attribute(tree, "[itemprop=datePublished]", name)
    for place in ("article ", "main ", "header ", ""):
        yield _attribute(tree, f"{place}time[datetime]", "datetime")
    printed = tree.css_first(_PRINTED_DAY)
    yield line_of(printed.text()) if printed else None


def _byline(tree: LexborHTMLParser, linked: dict[str, Any], meta: str | None) -> str | None:
    found = line_of(_text(linked.get("author")))
    for selector in load_page_words().byline_selectors:
        if found:
            break
        node = tree.css_first(selector)
        text = line_of(node.text()) if node else None
        found = text if text and len(text) <= 150 else None
    found = found or (meta if meta and not meta.startswith("http") else None)
    return _BY.sub("", found) if found else None
