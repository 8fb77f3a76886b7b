"""Pages in a real browser: the three tasks by clicking, nothing wider than the screen, every link by keyboard."""

import os
from pathlib import Path
from typing import Any

import pytest

PICTURES = Path(os.environ.get("SERVANDA_PICTURES") or Path(__file__).parents[3] / "build" / "pictures")
"""Where pictures of the pages are kept to be looked at."""
AXE = Path(__file__).parent / "axe" / "axe.min.js"
"""axe-core 4.14.1 as published on npm by Deque Systems, under the Mozilla Public License 2.0 (see the file beside it)."""
PATHS = (
    "/",
    "/treaties",
    "/treaty/apmbc",
    "/states",
    "/state/FIN",
    "/status/FIN/apmbc",
    "/status/UKR/apmbc",
    "/map/ccm?year=2024",
    "/events",
    "{event}",
    "{procedure}",
    "/compare?states=Finland,Sweden,Norway",
    "/what-if",
    "/what-if?state=LTU&treaty=ccm&act=withdraw&notified=2024-08-31",
    "/calendar",
    "/calendar?kind=leaving&months=6",
    "/brief",
    "/brief/LTU/ccm",
    "/compare",
    "/nowhere",
    "/search?q=lithunia",
    "/search?q=",
    "/method",
    "/desk",
    "/treaty/nothing-such",
)
"""Every kind of page; the event and its procedure are those of the report that is on record."""


def test_is_finland_bound(browser: Any, address: str) -> None:
    """Is Finland bound by the mine ban today? Two fields and a button."""
    browser.open(address)
    browser.clicks = 0
    browser.write("main [name=state]", "Finland")
    browser.write("main [name=treaty]", "mine ban treaty")
    browser.click("form[action='/status'] button")
    assert browser.ask("location.pathname") == "/status/FIN/apmbc"
    assert "Finland" in browser.ask("document.querySelector('h1').innerText")
    assert browser.clicks <= 3


def test_who_leaves_what(browser: Any, address: str) -> None:
    """Who leaves what in the next six months? One link on the front page, and as many months as one likes by another."""
    browser.open(address)
    browser.clicks = 0
    browser.click("main a[href^='/calendar?kind=leaving']")
    told = browser.ask("document.querySelector('main').innerText")
    assert browser.clicks == 1
    assert "in the 6 months after 1 January 2026" in told
    left = browser.ask("[...document.querySelectorAll('ul.plain li')].map(e=>e.innerText)")
    assert any("Finland, Ottawa Convention: withdrawal takes effect 20(2)-(3)" in line for line in left)
    assert any("Poland, Ottawa Convention: withdrawal takes effect" in line for line in left)
    assert all("withdrawal takes effect" in line for line in left)
    browser.click("nav.choice a[href*='months=24']")
    assert browser.ask("document.querySelector('nav.choice a[aria-current]').innerText") == "24 months"


def test_is_this_article_right(browser: Any, address: str) -> None:
    """Is this article right? Paste it, and one button."""
    browser.open(address)
    browser.clicks = 0
    browser.write("textarea", "On 18 July 2024 the Seimas voted to leave the Convention on Cluster Munitions.")
    browser.click("form[action='/read'] button")
    assert "Lithuania" in browser.ask("document.body.innerText")
    assert browser.clicks <= 2


LOOKS = ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"))
"""Width in CSS pixels and colour scheme: a desk and a phone, by day and by night."""


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_pages_fit_their_screen(browser: Any, served: Any, path: str, width: int, scheme: str) -> None:
    """No page is wider than the screen, every field has a label, no tab order of its own, and axe finds nothing bad."""
    browser.dress(width, scheme)
    browser.open(served.at(path))
    browser.picture(PICTURES / f"{_name(path)}-{width}-{scheme}.png")
    assert browser.ask("document.documentElement.scrollWidth") <= width
    unlabelled = (
        "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(e=>!e.labels.length)"
    )
    assert browser.ask(f"{unlabelled}.length") == 0
    assert browser.ask("[...document.querySelectorAll('[tabindex]')].filter(e=>e.tabIndex>0).length") == 0
    assert _bad(browser) == []


@pytest.mark.parametrize("path", PATHS)
def test_pages_print(browser: Any, served: Any, path: str) -> None:
    """A page prints, without its forms and menus, dark ink on white whatever the screen's scheme."""
    browser.dress(1280, "dark")
    browser.open(served.at(path))
    browser.print(PICTURES / f"{_name(path)}.pdf")
    browser.send(
        "Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}]
    )
    assert browser.ask("getComputedStyle(document.body).backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    ink = "getComputedStyle(document.body).color.match(/[0-9]+/g).reduce((sum, part) => sum + Number(part), 0)"
    assert browser.ask(ink) < 150
    assert browser.ask("getComputedStyle(document.querySelector('header.site, .bar')).display") == "none"
    browser.send("Emulation.setEmulatedMedia", media="")


def test_what_was_read_fits_its_screen(browser: Any, address: str) -> None:
    """The page of a report that was pasted, by night on a phone and by day on a desk, and printed."""
    for width, scheme in LOOKS:
        browser.dress(width, scheme)
        browser.open(address)
        browser.write(
            "textarea", "On 18 July 2024 the Seimas voted 103 to 1 to leave the Convention on Cluster Munitions."
        )
        browser.click("form[action='/read'] button")
        browser.picture(PICTURES / f"read-{width}-{scheme}.png")
        assert browser.ask("document.documentElement.scrollWidth") <= width
        assert _bad(browser) == []
    browser.print(PICTURES / "read.pdf")


def test_charts_are_dark_by_night(browser: Any, address: str) -> None:
    """By night a chart has no white ground and its words are light; in print it is as by day."""
    words = "getComputedStyle(document.querySelector('.chart svg text')).fill"
    ground = "getComputedStyle(document.querySelector('.chart svg > rect')).fill"
    browser.dress(1280, "dark")
    for path in ("/treaty/ccm", "/map/ccm", "/status/FIN/apmbc"):
        browser.open(address + path)
        assert browser.ask(words) == "rgb(232, 234, 237)"
        assert browser.ask(ground) == "rgba(0, 0, 0, 0)"
        browser.send("Emulation.setEmulatedMedia", media="print")
        assert browser.ask(ground) == "rgb(255, 255, 255)"
        browser.send("Emulation.setEmulatedMedia", media="")
        browser.dress(1280, "dark")


def _name(path: str) -> str:
    """A file name for a page."""
    return "".join(letter if letter.isalnum() else "-" for letter in path.strip("/{}")).strip("-") or "front"


def _bad(browser: Any) -> list[str]:
    """What axe finds on the page that is serious or critical, with the elements it stands on."""
    browser.ask(AXE.read_text())
    found = browser.resolve("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [
        f"{one['id']} ({one['impact']}): {', '.join(str(node['target']) for node in one['nodes'][:5])}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def test_axe_would_tell(browser: Any, address: str) -> None:
    """A grey word and a nameless picture on the page are found: the silence elsewhere means something."""
    browser.dress(1280)
    browser.open(address + "/method")
    browser.ask(
        "document.querySelector('main').insertAdjacentHTML('beforeend', "
        '\'<p style="color:#bbb;background:#fff">grey</p><img src="data:,">\')'
    )
    assert {one.split()[0] for one in _bad(browser)} == {"color-contrast", "image-alt"}


def test_the_keyboard_skips_the_menu(browser: Any, address: str) -> None:
    """The first stop of the Tab key leads past the menu, and is seen while it is stood on."""
    browser.dress(1280)
    browser.open(address + "/status/FIN/apmbc")
    browser.press("Tab", 9)
    assert browser.ask("document.activeElement.getAttribute('href')") == "#main"
    assert browser.ask("document.activeElement.getBoundingClientRect().left") >= 0
    assert browser.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press("Enter", 13, "\r")
    assert browser.ask("document.activeElement.id") == "main"
    browser.press("Tab", 9)
    assert browser.ask("document.activeElement.pathname") == "/state/FIN"


def test_every_stop_of_the_keyboard_is_seen(browser: Any, address: str) -> None:
    """Whatever Tab comes to carries an outline, in forced colours too."""
    browser.dress(1280, "dark", forced_colors="active")
    browser.open(address + "/map/ccm?year=2024")
    stops = browser.ask("document.querySelectorAll('a[href],input,button,summary,[tabindex=\"0\"]').length")
    for _ in range(min(stops, 20)):
        browser.press("Tab", 9)
        assert browser.ask("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    browser.dress(1280)


def test_the_slider_goes_by_keyboard(browser: Any, address: str) -> None:
    """The year of the map is moved with an arrow and shown with Enter; the play is a link like any other."""
    browser.open(address + "/map/ccm?year=2024")
    browser.ask("document.querySelector('[type=range]').focus()")
    browser.press("ArrowLeft", 37)
    browser.press("Tab", 9)
    browser.begin()
    browser.press("Enter", 13, "\r")
    browser.wait()
    assert browser.ask("location.search") == "?year=2023"
    assert "31 December 2023" in browser.ask("document.querySelector('.lead').innerText")
    browser.ask("[...document.querySelectorAll('.years a')].find(a => a.text.startsWith('Play')).focus()")
    browser.begin()
    browser.press("Enter", 13, "\r")
    browser.wait()
    assert browser.ask("location.search").endswith("play=1")
