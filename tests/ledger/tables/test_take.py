"""A messy table of the UN depositary: every cell has its fate."""

import csv
import io
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.ledger.tables import Source, Taken, sort_sources, take_tables
from servanda.ledger.tables.numbers import split_title

HERE = Path(__file__).parent
HEADER = 'Participant,Signature,"Ratification, Acceptance(A), Accession(a)"\n'


def take(text: str, name: str = "27-17.csv") -> Taken:
    """One table, read."""
    found = sort_sources([Source(name=name, data=text.encode())])
    (taken,) = take_tables(found, load_catalog(), treaties={}, today=date(2026, 1, 1))
    return taken


MESSY = (HERE / "messy.csv").read_text(encoding="utf-8")


def test_every_cell_is_accounted_for() -> None:
    """The sums of the tally are the cells of the file that are not empty."""
    taken = take(MESSY)
    tally = taken.tally
    assert taken.key == "minamata"
    assert (tally.participants, tally.acts, tally.joined, tally.marks) == (10, 13, 0, 4)
    assert tally.rejected == len(taken.rejects) == 5
    rows = list(csv.reader(io.StringIO(MESSY)))[1:]
    assert tally.cells == sum(1 for row in rows for cell in row if cell.strip())


def test_acts_of_a_messy_table() -> None:
    """Footnotes, renamed states, merged cells and dates in other columns come out as acts."""
    acts = {f"{act.state} {act.kind} {act.date}" for act in take(MESSY).acts}
    expected = {
        "DEU ratification 2017-09-15",
        "COD accession 2016-01-12",
        "COD signature 2014-02-05",
        "PER accession 2016-01-21",
        "SWE ratification 2017-01",
        "CHL accession 2013-10-10",
        "KEN accession 2014-05-03",
    }
    assert expected <= acts
    assert not any(act.startswith(("NOR ratification", "JPN acceptance", "PER signature")) for act in acts)


def test_rejects_name_line_column_and_reason() -> None:
    """What cannot be read is listed where it stands."""
    told = {reject.where.split(" “")[0]: reject.reason for reject in take(MESSY).rejects}
    assert told == {
        "27-17.csv:6 column 1": "no participant “Atlantis” in the catalog",
        "27-17.csv:6 column 2": "nobody is known to have done it: “Atlantis”",
        "27-17.csv:8 column 3": "“30 Feb 2014” is not a day of the calendar",
        "27-17.csv:11 column 3": "2099-02-02 lies ahead, and an act cannot",
        "27-17.csv:13 column 5": "“left over” stands under no heading",
    }


def test_words_beside_a_day_tell_its_act() -> None:
    """Words in brackets or after a semicolon belong to the day they stand with; a line of sums names nobody."""
    text = (
        'Participant,Signature,"Ratification, Accession(a)",Denunciation\n'
        "Poland,4 Dec 1997,27 Dec 2012 (withdrew 20 Aug 2025),\n"
        "Chad,,6 May 1999 (accession),1 Feb 2020; withdrawal 3 Mar 2021\n"
        '"Latvia\nEstonia",,1 Jul 2005 a,\n'
        "Total,3,20030512,\n"
    )
    taken = take(text, name="26-5.csv")
    assert [f"{act.state} {act.kind} {act.date}" for act in taken.acts] == [
        "POL signature 1997-12-04",
        "POL ratification 2012-12-27",
        "POL withdrawal 2025-08-20",
        "TCD accession 1999-05-06",
        "TCD withdrawal 2020-02-01",
        "TCD withdrawal 2021-03-03",
        "LVA accession 2005-07-01",
        "EST accession 2005-07-01",
    ]
    assert [reject.reason for reject in taken.rejects] == ["“20030512” holds no day"]


def test_a_table_nobody_can_place_is_listed() -> None:
    """Without a number in its name or an index the table is refused, its cells counted."""
    taken = take(HEADER + "France,3 Dec 2008,\n", name="table.csv")
    assert (taken.key, taken.tally.rejected) == ("", 2)
    assert "nothing says which treaty" in taken.rejects[0].reason


def test_a_person_names_what_a_table_does_not_say() -> None:
    """A key given by a person is of the one file that came; of several it is for those that say nothing."""
    files = [Source(name=name, data=(HEADER + "France,3 Dec 2008,\n").encode()) for name in ("27-17.csv", "table.csv")]
    catalog, day = load_catalog(), date(2026, 1, 1)
    both = take_tables(sort_sources(files), catalog, treaties={}, today=day, key="ccm")
    (alone,) = take_tables(sort_sources(files[:1]), catalog, treaties={}, today=day, key="ccm")
    assert [one.key for one in both] == ["minamata", "ccm"]
    assert alone.key == "ccm"


def test_a_treaty_concluded_on_two_days() -> None:
    """Two days joined by "and" are a range: neither is dropped."""
    assert split_title("Amendments. London, 14 November 1975 and 9 November 1977")[1] == "1975-11-14/1977-11-09"


def test_an_index_gives_number_title_and_day() -> None:
    """The index beside a table names a treaty outside the catalog by its own number."""
    index = (
        "chapter_no,treaty_no,treaty_name,url\n"
        '11,5,"Convention on Something*. Geneva, 4 June 1954",http://x/?mtdsg_no=XI-A-5&chapter=11\n'
    )
    sources = [
        Source(name="index.csv", data=index.encode()),
        Source(name="11-5.csv", data=(HEADER + "France,4 Jun 1954,24 Apr 1959\n").encode()),
    ]
    (taken,) = take_tables(sort_sources(sources), load_catalog(), treaties={}, today=date(2026, 1, 1))
    assert (taken.key, taken.table.head.concluded) == ("untc:XI-A-5", "1954-06-04")
    assert taken.table.head.as_of == "1959-04-24"


@given(st.lists(st.lists(st.text(max_size=25), min_size=1, max_size=5), max_size=8))
def test_any_cells_add_up(rows: list[list[str]]) -> None:
    """Whatever stands in a table, its cells are counted once each and nothing fails."""
    quoted = "".join(",".join('"' + cell.replace('"', "'") + '"' for cell in row) + "\n" for row in rows)
    taken = take(HEADER + quoted)
    cells = sum(1 for line in taken.table.lines for cell in line.cells if cell.strip())
    assert cells == taken.tally.cells


def test_columns_of_force_end_and_kind_join_the_act() -> None:
    """Days of effect, ends, kinds and registration told beside an act join it; what joins nothing is listed."""
    text = (
        "Participant,Signature,Ratification,Type,Entry into force,Out of force,Registration Date,Notes\n"
        "France,3 Dec 2008,25 Sep 2009,acceptance,1 Aug 2010,,1 Oct 2009,\n"
        "Poland,,1 Feb 2010,,,2 Feb 2020,,joined late\n"
        "Chad,,,,1 Aug 2011,,,\n"
        "Peru,,5 May 2011,handshake,soon 12,2 Feb 2099,,7 Jul 2012\n"
        "Japan,,x 5 May 2011 zz,,,,,\n"
    )
    taken = take(text, name="26-6.csv")
    told = [f"{act.state} {act.kind} {act.date} {act.effective} {act.note}".strip() for act in taken.acts]
    assert told == [
        "FRA signature 2008-12-03 None",
        "FRA acceptance 2009-09-25 2010-08-01 day in another column: 2009-10-01",
        "POL ratification 2010-02-01 None",
        "POL withdrawal 2020-02-02 2020-02-02 the table gives only the day it ended, not the day of notice",
        "PER ratification 2011-05-05 None",
        "JPN ratification 2011-05-05 None zz",
    ]
    assert [reject.reason for reject in taken.rejects] == [
        "in force from 2011-08-01, and no consent is dated that it could belong to",
        "“handshake” names no act that we know",
        "“soon 12” is not a day of the calendar",
        "2099-02-02 lies ahead, and the day of the act is not told",
        "the heading does not tell which act the day 2012-07-07 is",
    ]
    assert (taken.tally.joined, taken.tally.marks) == (3, 1)


def test_a_notice_and_its_day_of_effect_are_one_act() -> None:
    """A column of notices and one of ends tell one withdrawal; consents before and after it stay two."""
    text = (
        "Participant,Accession(a),Entry into force,Denunciation,Out of force,Accession again(a),Entry into force 2\n"
        "Chad,1 Jan 2000 a,1 Feb 2000,1 Mar 2005,1 Mar 2006,1 Jan 2010 a,1 Feb 2010\n"
    )
    told = [f"{act.kind} {act.date} {act.effective}" for act in take(text, name="26-6.csv").acts]
    assert told == [
        "accession 2000-01-01 2000-02-01",
        "withdrawal 2005-03-01 2006-03-01",
        "accession 2010-01-01 2010-02-01",
    ]


def test_a_heading_with_marks_only_settles_what_it_can() -> None:
    """A date without its mark under a heading of one act is that act; a mark nobody knows is kept in the note."""
    text = "Participant,Acceptance(A),Succession(d)\nFrance,3 Dec 2008,\nChad,,4 Jan 2009 Q\n"
    assert [f"{a.state} {a.kind}" for a in take(text, name="26-6.csv").acts] == ["FRA acceptance", "TCD succession"]


def test_a_line_an_act() -> None:
    """A table may give one act a line, its kind and its day in two columns."""
    text = (
        "Country,Action,Date,Depositary\n"
        "France,Signature,3 Dec 2008,London\nFrance,Ratified,25 Sep 2009,London\n"
        "Chad,Withdrawal,1 Mar 2020,\nPeru,,1 Mar 2020,\n"
    )
    taken = take(text, name="26-6.csv")
    assert [f"{a.state} {a.kind} {a.date}" for a in taken.acts] == [
        "FRA signature 2008-12-03",
        "FRA ratification 2009-09-25",
        "TCD withdrawal 2020-03-01",
    ]
    assert [reject.reason for reject in taken.rejects] == ["no column tells which act 2020-03-01 is"]
