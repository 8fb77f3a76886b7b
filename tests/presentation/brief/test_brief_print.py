"""A printed brief holds what the brief says, links each number to its source, and runs nothing that a text brings."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import msgspec
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.brief.paper import HEADINGS, Brief, Chance, Chances, Count, Curve, Points, Sentence
from servanda.catalog import Catalog, load_catalog
from servanda.presentation.brief import render_html, render_pdf
from servanda.presentation.brief.layout import figures, link, numbered, pointed_at, printable

HOSTILE = (
    """<script>alert(1)</script>"'><img src=x onerror=a()> #read("/etc/passwd") $x$ *b* @r <l> \\ // ]]> {{7*7}}"""
)
Maker = Callable[..., Brief]
VOID = frozenset({"meta", "img", "br"})


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The catalog that ships."""
    return load_catalog()


class Reading(HTMLParser):
    """Tags, ids, links and text of a page; a tag that does not close its own is an error."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.alts: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag says."""
        given = dict(attrs)
        self.tags.add(tag)
        self.names |= set(given)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.alts += [given["alt"] or ""] if "alt" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All text of the page."""
        return "".join(self.texts)


def pdf_text(pdf: bytes) -> tuple[int, str]:
    """Number of pages, and the text of all with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    told = " ".join(page.get_textpage().get_text_range() for page in document)
    return len(document), " ".join(told.replace("\ufffe", "").split())


def test_the_page_has_each_heading_and_closes_each_tag(sample: Maker, catalog: Catalog) -> None:
    """One title, twelve headings, a description, a picture with words for each figure."""
    brief = sample()
    page = render_html(brief, catalog)
    read = Reading(page)
    assert re.findall(r"<h2>(.*?)</h2>", page) == list(HEADINGS.values())
    assert f"<title>{brief.title}</title>" in page
    assert brief.summary[0].text in page.split('name="description"')[1].split(">")[0]
    assert len(read.alts) == 4
    assert all(read.alts)


def test_each_number_leads_to_its_source_and_back(sample: Maker, catalog: Catalog) -> None:
    """Every link inside the page has its end, no id stands twice, and what is pointed at leads back."""
    read = Reading(render_html(sample(), catalog))
    assert len(read.ids) == len(set(read.ids))
    inside = [href[1:] for href in read.links if href.startswith("#")]
    assert set(inside) <= set(read.ids)
    assert {f"from-{n}" for n in range(1, 7)} <= set(inside)


def test_nothing_is_asked_of_the_network(sample: Maker, catalog: Catalog) -> None:
    """Only links and data: no address is fetched, and an address that is no web address is not linked."""
    page = render_html(sample(), catalog)
    assert set(re.findall(r'(?:src|srcset|action|data|poster)="([a-z]+:)', page)) == {"data:"}
    assert not re.search(r"url\(|@import|<link|<script", page)
    assert "javascript:alert(1)" not in Reading(page).links
    assert link("https://example.org/a")
    assert not link("http://a b")
    assert not link('https://a"b')


def test_hostile_text_stays_text_in_html(sample: Maker, catalog: Catalog) -> None:
    """It is on the page letter by letter and brings neither tag nor attribute."""
    clean, hostile = Reading(render_html(sample(), catalog)), Reading(render_html(sample(HOSTILE), catalog))
    assert hostile.tags == clean.tags
    assert hostile.names == clean.names
    assert hostile.text.count(HOSTILE) > 8


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_no_text_breaks_out_of_the_page_or_a_figure(sample: Maker, catalog: Catalog, text: str) -> None:
    """Whatever the text: tags and attributes are those of the page alone, and each figure is well-formed."""
    brief = sample(text)
    read = Reading(render_html(brief, catalog))
    assert read.tags == Reading(render_html(sample(), catalog)).tags
    for svg in figures(printable(brief), catalog):
        ET.fromstring(svg)  # noqa: S314 - drawn here


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_can_be_set(sample: Maker, catalog: Catalog, text: str) -> None:
    """Whatever the text, a PDF comes out."""
    assert render_pdf(sample(text), catalog).startswith(b"%PDF-")


def test_the_pdf_tells_all_as_text(sample: Maker, catalog: Catalog) -> None:
    """Each heading, the summary, a caption and the line of the day are selectable text on at most three pages."""
    brief = sample()
    pages, told = pdf_text(render_pdf(brief, catalog))
    assert pages <= 3
    for heading in HEADINGS.values():
        assert heading in told
    assert brief.title in told
    assert brief.summary[0].text in told
    assert "Figure 2. Neighbours: none is bound." in told
    assert "As of 6 September 2024 · known by 10 September 2024 · record 9f86d081884c · Servanda 0.9.0" in told
    assert f"Page 1 of {pages}" in told


def test_a_brief_that_is_a_little_too_long_is_tightened(sample: Maker, catalog: Catalog) -> None:
    """Sentences that would begin a fourth page as designed stand on three, and all of them are told."""
    brief = sample()
    more = tuple(Sentence(text=f"Sentence {n} of those that need room.", on=("record",)) for n in range(118))
    section = msgspec.structs.replace(brief.sections[1], blocks=(Points(sentences=more),))
    longer = msgspec.structs.replace(brief, sections=(brief.sections[0], section, *brief.sections[2:]))
    pages, told = pdf_text(render_pdf(longer, catalog))
    assert pages == 3
    assert "Sentence 117 of those that need room." in told


def test_hostile_text_stays_text_in_the_pdf(sample: Maker, catalog: Catalog) -> None:
    """Nothing in it is markup: it is told letter by letter, and no file is read."""
    _, told = pdf_text(render_pdf(sample(HOSTILE), catalog))
    assert HOSTILE.replace(" ", "") in told.replace(" ", "")
    assert "root:" not in told


def test_the_same_brief_is_the_same_bytes(sample: Maker, catalog: Catalog) -> None:
    """The day of the brief is the day of creation; the title and the author are told."""
    brief = sample()
    pdf = render_pdf(brief, catalog)
    assert pdf == render_pdf(brief, catalog)
    assert render_html(brief, catalog) == render_html(brief, catalog)
    told = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert told["Title"] == brief.title
    assert told["Author"] == "Servanda 0.9.0"
    assert told["CreationDate"].startswith("D:20240906")
    assert b"/StructTreeRoot" in pdf or b"/MarkInfo" in pdf


def test_a_source_nobody_described_is_told_by_its_key(sample: Maker) -> None:
    """Nothing that a sentence rests on vanishes."""
    brief = msgspec.structs.replace(sample(), sources=())
    found = numbered(brief)
    assert [source.key for source in found.sources] == list(pointed_at(brief))
    assert found.of(("report:1", "act:1")) == (1, 4)


def test_empty_figures_can_be_drawn(sample: Maker, catalog: Catalog) -> None:
    """A curve without steps, chances without a case, a brief without a summary."""
    whole = sample()
    bare = (Curve(title="None", alt="No party.", steps=(), until=date(2024, 1, 1)),
            Curve(title="One", alt="One.", steps=(Count(day=date(2024, 1, 1), parties=0),), until=date(2024, 1, 1)),
            Chances(title="None", basis="No case.", chances=()),
            Chances(title="Nought", basis="None.", chances=(Chance(label="x", within_months=12, value=0, low=0,
                                                                   high=0, cases=0),)))  # fmt: skip
    section = msgspec.structs.replace(whole.sections[0], blocks=bare)
    brief: Brief = msgspec.structs.replace(whole, summary=(), sources=(), sections=(section,))
    for svg in figures(brief, catalog):
        ET.fromstring(svg)  # noqa: S314 - drawn here
        assert "nan" not in svg
    Reading(render_html(brief, catalog))
    assert render_pdf(brief, catalog).startswith(b"%PDF-")
