"""Plain text and Markdown to a Draft. The text is kept as it stands, so that spans count into the file's own words.

Only a block of fields at the very start is taken out: YAML front matter between `---` lines, or lines such as “Title:
…”, “Date: …”, “Source: …” that end at a blank line. A headline stays in the text and is named as title as well.
"""

import re

from servanda.reports.draft import Draft

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,8000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADER = re.compile(r"\A(?:[ \t]*[A-Za-z][A-Za-z-]{1,15}:[ \t]*[^\r\n]{0,500}\r?\n){1,12}(?:[ \t]*\r?\n|\Z)")
_FIELD = re.compile(r"^[ \t]*([A-Za-z-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_NAMES = {
    "title": "title", "headline": "title", "subject": "title",
    "date": "published", "published": "published", "pubdate": "published", "publication-date": "published",
    "publisher": "publisher", "source": "publisher", "outlet": "publisher", "site": "publisher",
    "publication": "publisher", "language": "language", "lang": "language", "url": "url", "link": "url",
    "permalink": "url", "canonical": "url", "author": "byline", "authors": "byline", "byline": "byline",
    "by": "byline", "id": "id", "agency": "agency",
}  # fmt: skip
_HEADING = re.compile(r"\A\s*#{1,2}[ \t]+(.+?)[ \t#]*(?:\r?\n|\Z)")
_UNDERLINED = re.compile(r"\A\s*([^\r\n]{3,200})\r?\n(?:={3,}|-{3,})[ \t]*(?:\r?\n|\Z)")
_FIRST_LINE = re.compile(r"\A\s*([^\r\n]{3,200}?)[ \t]*(?:\r?\n){2,}\s*\S")
_NO_TITLE = re.compile(
    r"[.:;,…]$|^\W*\d[\d./ :-]*$|^[-*•>|]|\s[–—-]\s*$|^[A-ZÀ-Þ][\w .,'’-]{1,40}\([^)]{2,30}\)\s*[–—-]"
)


def read_plain(text: str) -> Draft:
    """Read one text: its leading fields, its headline, and the rest as it stands."""
    fields, body = _split(text)
    known = {_NAMES[name]: value for name, value in reversed(fields.items()) if name in _NAMES and value}
    return Draft(text=body, **{**known, "title": known.get("title") or find_title(body)})


def find_title(text: str) -> str | None:
    """The headline a text begins with: a Markdown heading, an underlined line, or a short first line that stands alone.

    Example:
        >>> find_title(2 * chr(10)).__class__, find_title(f"Seimas votes{2 * chr(10)}VILNIUS, July 18 (BNS) - …")
        (<class 'NoneType'>, 'Seimas votes')
    """
    for pattern in (_HEADING, _UNDERLINED):
        if match := pattern.match(text):
            return match[1].strip()
    match = _FIRST_LINE.match(text)
    line = match[1].strip().strip("*_").strip() if match else ""
    return line if line and not _NO_TITLE.search(line) else None


def _split(text: str) -> tuple[dict[str, str], str]:
    """The leading fields (names in lower case) and the text after them."""
    if match := _FRONT.match(text):
        fields = _front_matter(match[1])
        if fields:
            return fields, text[match.end() :].lstrip("\r\n")
    match = _HEADER.match(text)
    if match:
        fields = {name.lower(): value.strip() for name, value in _FIELD.findall(match[0])}
        named = sum(name in _NAMES for name in fields)
        if named and named * 2 >= len(fields) and match[0].count("\n") - 1 <= len(fields) + 1:
            return fields, text[match.end() :].lstrip("\r\n")
    return {}, text


def _front_matter(block: str) -> dict[str, str]:
    import yaml

    try:
        value = yaml.load(block, yaml.CBaseLoader)  # noqa: S506 - the base loader makes strings only
    except (yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {str(name).lower(): item for name, item in value.items() if isinstance(item, str)}
