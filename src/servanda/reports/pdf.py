"""A PDF to a Draft: the text of its pages as paragraphs, and its title and day where the file states them.

PDFium gives lines as they stand on the page; a line that does not end its paragraph is joined to the next. A word that
is broken at a line's end is joined, except after a prefix that is written with a hyphen (anti-personnel). Nothing is
executed.
"""

import re
from typing import Any

from servanda.model import Reject
from servanda.reports.days import parse_published
from servanda.reports.draft import Draft
from servanda.reports.limits import Limits
from servanda.reports.plain import find_title

# PDFium marks a hyphen at a line's end with U+FFFE (or U+0002) and leaves out the break.
_BROKEN = re.compile(r"(\w+)(?:[\x02\ufffe](?:[ \t]*\r?\n[ \t]*)?|[\u00ad-][ \t]*\r?\n[ \t]*)(?=[^\W\d_A-Z])")
_KEEPS_HYPHEN = frozenset(
    [
        "anti",
        "non",
        "vice",
        "self",
        "co",
        "ex",
        "pro",
        "counter",
        "long",
        "short",
        "well",
        "so",
        "inter",
        "post",
        "pre",
        "multi",
        "semi",
        "sub",
    ]
)
_ENDS = re.compile(r"[.!?:;…\"”»)\]]\s*$")
_ITEM = re.compile(r"^\s*(?:[•·▪–—*-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|Article\s+\d+)")
_CATALOG = re.compile(rb"(\d{1,7})\s+0\s+obj\s*<<[^>]{0,300}?/Type\s*/Catalog")
_MADE_UP = re.compile(r"^(?:microsoft word\s*-|untitled|document\d*$|.*\.(?:docx?|indd|pdf|rtf|odt)$)", re.IGNORECASE)


def read_pdf(data: bytes, *, where: str, limits: Limits) -> Draft | Reject:
    """Read one PDF, also a damaged one as far as it goes."""
    import pypdfium2

    try:
        document = _open(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Reject(where=where, reason="the PDF asks for a password", hint="save a copy without one")
        return Reject(where=where, reason="the PDF is damaged or cut off", hint="fetch it again, or save it anew")
    try:
        return _read(document, where=where, limits=limits)
    finally:
        document.close()


def _open(data: bytes) -> Any:  # noqa: ANN401 - pypdfium2 ships no types
    """Open a PDF; one that was cut off before its trailer gets a new one, if its catalog is there.

    Raises:
        pypdfium2.PdfiumError: when there is nothing to open.
    """
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        catalog = _CATALOG.search(data)
        if catalog is None:
            raise
    mended = data + b"\ntrailer << /Root %s 0 R >>\nstartxref\n0\n%%%%EOF" % catalog[1]
    return pypdfium2.PdfDocument(mended)


def _read(document: Any, *, where: str, limits: Limits) -> Draft | Reject:  # noqa: ANN401 - pypdfium2 ships no types
    if len(document) > limits.pdf_pages:
        return Reject(
            where=where, reason=f"{len(document):,} pages, more than {limits.pdf_pages:,}", hint="split the file"
        )
    text = "\n".join(filter(None, (as_paragraphs(page) for page in _pages(document))))
    if not text:
        return Reject(
            where=where,
            reason="the PDF holds no text",
            hint="it may be a scan: run optical character recognition first (ocrmypdf)",
        )
    stated = document.get_metadata_dict()
    title = " ".join((stated.get("Title") or "").split())
    return Draft(
        text=text,
        title=title if title and not _MADE_UP.match(title) else find_title(text),
        published=parse_published(stated.get("CreationDate")),
        byline=stated.get("Author") or None,
    )


def _pages(document: Any) -> list[str]:  # noqa: ANN401 - pypdfium2 ships no types
    import pypdfium2

    texts = []
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
        except pypdfium2.PdfiumError:  # a damaged page: the others are still read
            continue
        texts.append(words.get_text_range())
        words.close()
        page.close()
    return texts


def as_paragraphs(text: str) -> str:
    """Join the lines of a page into paragraphs, one a line.

    A line goes on in the next one when it is about as long as the page's longest lines and does not end a sentence,
    or when the next begins in lower case.

    Example:
        >>> as_paragraphs(chr(10).join(["The Seimas voted on Thurs-", "day to leave.", "Article 20"])).splitlines()
        ['The Seimas voted on Thursday to leave.', 'Article 20']
    """
    text = _BROKEN.sub(_join, text).replace("\0", "").replace("\x02", "-").replace("\ufffe", "-")
    lines = [" ".join(line.split()) for line in text.replace("\f", "\n").splitlines()]
    width = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    going_on = False
    for line in lines:
        if not line:
            going_on = False
            continue
        if paragraphs and not _ITEM.match(line) and (going_on or line[0].islower()):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
        going_on = len(line) > 0.6 * width and width > 40 and not (_ENDS.search(line) and len(line) < 0.9 * width)
    return "\n".join(paragraphs)


def _join(match: re.Match[str]) -> str:
    return f"{match[1]}-" if match[1].lower() in _KEEPS_HYPHEN else match[1]
