"""Whatever is asked: every section is there, every sentence rests on something, and nothing public later is told."""

import re
from datetime import date, timedelta
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda import pipeline
from servanda.brief import HEADINGS, Brief, Table
from servanda.brief.compose import compose, lead_of
from servanda.brief.material import Told
from servanda.catalog import load_catalog
from servanda.catalog.obligations import load_obligations
from servanda.ledger import Ledger, open_ledger
from servanda.model import Action, Certainty, Event, Report, Stage
from servanda.presentation.brief.markdown import render_markdown

STATES = ("LTU", "FIN", "USA", "RUS", "GBR", "EUE", "SUN", "YUG", "XKX", "TUV", "VAT", "ISL", "BDI", "ZAF")
TREATIES = ("ccm", "apmbc", "rome", "paris", "kyoto", "istanbul", "cfe", "npt", "iccpr", "ect", "unclos", "artemis")
FIRST, LAST = date(1950, 1, 1), date(2027, 12, 31)
ON_NOTHING = frozenset({"unknown", "sources"})
"""Sections whose sentences tell what is missing, or are the sources themselves."""


@cache
def record() -> Ledger:
    """The register alone."""
    return open_ledger(":memory:")


def written(state: str, treaty: str, on: date, known: date | None = None, *, register: bool = True) -> Brief:
    """A brief from the record alone."""
    ledger = record() if register else open_ledger(":memory:", register=False)
    return compose(
        state, treaty, view=ledger.view(known), catalog=load_catalog(), duties=load_obligations(), on=on, known=known
    )


def sentences(brief: Brief) -> list[tuple[str, str, tuple[str, ...]]]:
    """Section, text and keys of everything that is told."""
    found = [("summary", one.text, one.on) for one in brief.summary]
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                found += [(section.key, " | ".join(row.cells), row.on) for row in block.rows]
            elif hasattr(block, "sentences"):
                found += [(section.key, one.text, one.on) for one in block.sentences]
            else:
                found.append((section.key, str(getattr(block, "alt", "") or getattr(block, "basis", "")), block.on))
    return found


def check(brief: Brief) -> None:
    """What holds for every brief."""
    assert [(s.key, s.heading) for s in brief.sections] == list(HEADINGS.items())
    known = {source.key for source in brief.sources}
    assert len(known) == len(brief.sources)
    for section, text, keys in sentences(brief):
        assert set(keys) <= known, text
        assert keys or section in ON_NOTHING, (section, text)
        assert len(set(keys)) == len(keys), text
    assert all(section.blocks for section in brief.sections)
    assert 2 <= len(brief.summary) <= 4
    for _, text, _ in sentences(brief):
        assert not re.search(r"\b(None|nan)\b|  |\.\.|<[a-z]+\.[a-z]|party_leaving|not_covered", text), text


@settings(deadline=None, max_examples=12)
@given(
    state=st.sampled_from(STATES),
    treaty=st.sampled_from(TREATIES),
    on=st.dates(FIRST, LAST),
    back=st.none() | st.integers(0, 4000),
)
def test_every_brief_is_whole(state: str, treaty: str, on: date, back: int | None) -> None:
    """Any state, treaty and day give every section, and sentences that point at sources."""
    check(written(state, treaty, on, None if back is None else on - timedelta(days=min(back, (on - FIRST).days))))


@pytest.mark.parametrize("state", STATES)
def test_a_brief_without_a_record_says_so(state: str) -> None:
    """An empty ledger without the register gives a brief that says what is missing."""
    brief = written(state, "ccm", date(2025, 1, 1), register=False)
    check(brief)
    missing = next(s for s in brief.sections if s.key == "unknown")
    assert not missing.empty
    assert "does not say" in render_markdown(brief)


def test_nothing_public_later_is_told() -> None:
    """What was known the day before a notice is told as if the notice never came."""
    text = render_markdown(written("LTU", "ccm", date(2026, 1, 1), date(2024, 9, 1)))
    assert "6 September 2024" not in text
    assert "6 March 2025" not in text
    assert "gave notice" not in text.split("## Precedents")[0]


def test_acts_after_the_day_are_not_told_as_done() -> None:
    """Asked about a day before the ratification, a brief tells the signature alone as done."""
    happened = written("LTU", "ccm", date(2009, 1, 1)).sections[0]
    texts = [one.text for block in happened.blocks for one in getattr(block, "sentences", ())]
    assert texts == ["3 December 2008: Lithuania signed the CCM."]


def test_a_brief_is_the_same_twice() -> None:
    """The same question gives the same bytes."""
    ask = ("FIN", "apmbc", date(2025, 9, 1), date(2025, 9, 1))
    assert msgspec.json.encode(written(*ask)) == msgspec.json.encode(written(*ask))


def test_a_day_read_ahead_does_not_lead() -> None:
    """Of two events that stand, the one that had happened by the day leads, not the one dated after it."""
    done = an_event("a", Stage.PARLIAMENT_VOTE, "2025-10-30")
    ahead = an_event("b", Stage.RETURNED, "2026-11-01")
    told = Told(events=[done, ahead])
    assert lead_of(told, "LVA", "istanbul", None, on=date(2025, 12, 1)) == done
    assert lead_of(told, "LVA", "istanbul", None, on=date(2026, 12, 1)) == ahead
    assert lead_of(told, "LVA", "istanbul", "b", on=date(2025, 12, 1)) == ahead


def test_a_reported_exit_is_supposed_and_said_to_be() -> None:
    """A vote to leave, with no notice on record, gives the day that notice would bring, as a supposition."""
    brief = compose(
        "LVA", "istanbul", view=record().view(date(2025, 11, 1)), catalog=load_catalog(), duties=load_obligations(),
        on=date(2025, 11, 1), known=date(2025, 11, 1),
        told=Told(reports=[Report(id="r", text="Vote.")], events=[an_event("a", Stage.PARLIAMENT_VOTE, "2025-10-30")]),
    )  # fmt: skip
    check(brief)
    assert brief.event == "a"
    assert brief.title == "Latvia and the Istanbul Convention: withdrawal voted by parliament"
    assert "Were notice received on 1 November 2025, it would be out on 1 March 2026." in [
        s.text for s in brief.summary
    ]


def an_event(name: str, stage: Stage, day: str) -> Event:
    """A withdrawal of Latvia from the Istanbul Convention, as one report tells it."""
    return Event(
        id=name, state="LVA", treaty="istanbul", action=Action.WITHDRAWAL, stage=stage, date=day,
        certainty=Certainty.ASSERTED, stands=True, confidence=0.7, procedure="p", origins=(("r",),), fields={},
    )  # fmt: skip


def test_the_end_of_a_state_is_no_exit() -> None:
    """A state that ceased to exist did not withdraw, whatever day is asked about."""
    for on in (date(1985, 1, 1), date(2000, 1, 1)):
        text = render_markdown(written("SUN", "npt", on))
        assert "Soviet Union out of" not in text
        assert "| withdrawal takes effect |" not in text


def test_an_old_consent_is_no_news() -> None:
    """A party of long standing is headed by its status, and parties are counted on the day asked about."""
    brief = written("NOR", "ccm", date(2020, 1, 1))
    assert brief.title == "Norway and the Convention on Cluster Munitions: party since 1 August 2010"
    assert "On 1 January 2020 they are" in render_markdown(brief)


ARGUED = (
    "{day} – {state}'s parliament approved withdrawal from the {treaty}. The security situation in the region has "
    "changed, Defence Minister {who} said, and the army must be able to use every means of deterrence."
)


def test_arguments_are_followed_through_time_and_across_courses() -> None:
    """Years are told where there are several, and what was argued of another state's exit is set beside it."""
    rows = (
        (
            "a",
            "Vilnius, 18 July 2024",
            "Lithuania",
            "Convention on Cluster Munitions",
            "Laurynas Kasčiūnas",
            "2024-07-18",
        ),
        (
            "b",
            "Vilnius, 6 March 2025",
            "Lithuania",
            "Convention on Cluster Munitions",
            "Dovilė Šakalienė",
            "2025-03-06",
        ),
        ("c", "Helsinki, 19 June 2025", "Finland", "Ottawa Convention", "Antti Häkkänen", "2025-06-19"),
    )
    reports = [
        Report(id=name, text=ARGUED.format(day=day, state=state, treaty=treaty, who=who), published=published)
        for name, day, state, treaty, who, published in rows
    ]
    view = record().view(None)
    outcome = pipeline.read(reports, view=view, on=date(2025, 7, 1), catalog=load_catalog())
    brief = compose(
        "LTU",
        "ccm",
        view=view,
        catalog=load_catalog(),
        duties=load_obligations(),
        on=date(2025, 7, 1),
        told=Told(outcome.reports, outcome.claims, outcome.events),
    )
    told = " ".join(text for key, text, _ in sentences(brief) if key == "arguments")
    assert "2024" in told
    assert "2025" in told
    assert "Of Finland under the Ottawa Convention the reports carry the same arguments" in told
    assert "deterrence" in told
