"""A brief with a block of each kind, made by hand: what it says is an example, not a fact."""

from collections.abc import Callable
from datetime import date

import pytest

from servanda.brief.paper import (
    HEADINGS,
    Bar,
    Bars,
    Block,
    Brief,
    Chance,
    Chances,
    Count,
    Curve,
    Paragraph,
    Points,
    Quotation,
    Row,
    Section,
    Sentence,
    Source,
    Table,
    WorldMap,
)  # fmt: skip

SOURCES = (
    Source(key="act:1", kind="act", text="Notice of withdrawal of Lithuania", url="https://example.org/notice?a=1&b=2",
           day="2024-09-06", retrieved=date(2024, 9, 7)),
    Source(key="ccm:art.20", kind="article", text="Convention on Cluster Munitions, Article 20(2) and (3)", day=None),
    Source(key="record", kind="record", text="The record holds 124 states and their acts to this treaty"),
    Source(key="report:1", kind="report", text="A newspaper", url="javascript:alert(1)", day="2024-07-18"),
    Source(key="catalog:groups/nato", kind="catalog", text="Members of the North Atlantic Treaty Organization"),
    Source(key="model:exit", kind="model", text="Base rate of exits, 1920 to 2024"),
)  # fmt: skip

LONG = "Vereinigtes Königreich Großbritannien und Nordirland / Büyük Britanya ve Kuzey İrlanda Birleşik Krallığı"


def say(text: str, *on: str) -> Sentence:
    """A sentence of the sample."""
    return Sentence(text=text, on=on)


def blocks(text: str) -> dict[str, tuple[Block, ...]]:
    """Blocks of the sample by section, a text of the caller's in each of them."""
    rows = tuple(
        Row(cells=(f"{LONG if n == 3 else 'State'} {n}", "party", f"{n * 7}", text if n == 1 else "since 2010"),
            on=("record",))
        for n in range(12)
    )  # fmt: skip
    states = {"LTU": "party_leaving", "LVA": "none", "EST": "none", "POL": "none", "SWE": "party", "DEU": "party",
              "BLR": "none", "UKR": "none", "FIN": "none", "RUS": "none", "NOR": "party", "DNK": "party"}  # fmt: skip
    return {
        "happened": (Paragraph(sentences=(say("On 18 July 2024 the parliament voted for the exit, 103 to 1.", "act:1"),
                                          say(f"It said: {text}", "report:1", "act:1"))),),
        "sure": (Points(lead=f"Three reports agree. {text}", sentences=(say("Two of them are wires.", "report:1"),
                                                                        say(text, "record"))),),
        "law": (Table(caption=f"Days that follow from the notice {text}", head=("State", "Status", "Days", "Remark"),
                      rows=rows, numeric=(2,)),),
        "allies": (Bars(title=f"Allies under the convention {text}", alt=f"Of 32 allies 24 are bound. {text}",
                        on=("catalog:groups/nato",),
                        bars=(Bar(label="NATO", bound=23, leaving=1, not_bound=7, unclear=1),
                              Bar(label=f"European Union {text}", bound=20, not_bound=5, unclear=1, unknown=1),
                              Bar(label=LONG, bound=2, not_bound=1))),),
        "neighbours": (WorldMap(title="Neighbours of Lithuania", alt=f"Neighbours: none is bound. {text}",
                                statuses=states, around="LTU", near=("LVA", "POL", "BLR", "RUS"), on=("record",)),),
        "arguments": (Quotation(text=f"We cannot forgo any means of defence. {text}", speaker=f"A. Minister {text}",
                                office="Minister of Defence", side="for", on=("report:1",)),
                      Quotation(text="It weakens the norm.", side="against"), Quotation(text="No speaker.")),
        "precedents": (Curve(title="Parties of the convention", alt=f"Parties grow to 112. {text}", on=("record",),
                             steps=tuple(Count(day=date(2009 + n, 3, 1), parties=int(112 * (1 - 0.8**(n + 1))))
                                         for n in range(15)),
                             until=date(2024, 9, 6),
                             marked={"2010-08-01": "in force", "2024-09-06": f"notice of Lithuania {text}"}),),
        "outlook": (Chances(title="Exit of others", basis=f"Base rate, since no model does better. {text}",
                            on=("model:exit",),
                            chances=(Chance(label="any party", within_months=12, value=0.031, low=0.008, high=0.092,
                                            cases=112),
                                     Chance(label=f"an ally {text}", within_months=24, value=0.05, low=0.01,
                                            high=0.14, cases=24))),),
    }  # fmt: skip


def make_sample(text: str = "") -> Brief:
    """The sample with a text of the caller's in every place a text may stand."""
    told = blocks(text)
    nothing = (Paragraph(sentences=(say("Nothing is on record."),)),)
    sections = tuple(
        Section(key=key, heading=heading, blocks=told.get(key, nothing), empty=key not in told)
        for key, heading in HEADINGS.items()
    )
    return Brief(
        title=f"Lithuania gave notice of withdrawal from the Convention on Cluster Munitions {text}".strip(),
        summary=(say("Lithuania leaves on 6 March 2025, six months after its notice.", "act:1", "ccm:art.20"),
                 say(f"No ally has followed so far. {text}", "record")),
        state="LTU", treaty="ccm", state_name="Lithuania", treaty_name="Convention on Cluster Munitions",
        on=date(2024, 9, 6), known=date(2024, 9, 10), event="ev-1", sections=sections, sources=SOURCES,
        head="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", version="0.9.0",
    )  # fmt: skip


@pytest.fixture(scope="session")
def sample() -> Callable[..., Brief]:
    """Makes the sample, with a text of the caller's in every place a text may stand."""
    return make_sample
