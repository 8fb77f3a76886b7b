"""The door for Python: every command of these rooms as a function, in nouns and frames."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

import servanda
from servanda import api, profiles
from servanda.ledger import open_ledger
from servanda.model import InputError, UsageError

KEYS = ["ccm", "apmbc", "rome", "npt"]


def test_every_name_of_the_package_is_that_of_the_door() -> None:
    """`servanda.X` is `servanda.api.X`, and nothing else is promised."""
    assert set(servanda.__all__) - {"__version__"} == set(api.__all__)
    assert all(getattr(servanda, name) is getattr(api, name) for name in api.__all__)


def test_compare_gives_the_noun(small_ledger: str) -> None:
    """Names in any form, treaties and a day, as counted by hand."""
    found = servanda.compare(["Nepal", "BTN"], treaty=KEYS, on="2020", ledger=small_ledger, register=False)
    assert found.states == ("NPL", "BTN")
    assert (found.pairs[0].agreement.share, found.pairs[0].agreement.treaties) == (0.75, 4)


def test_agreements_are_a_frame(small_ledger: str) -> None:
    """One row a pair and day; typed, also where no day has anything to compare."""
    with servanda.Record(small_ledger, register=False) as record:
        years = record.agreements(["NPL", "LKA"], treaty=KEYS, first="2010", last="2013-06")
        assert years.select("on", "treaties", "share").rows() == [
            (date(2010, 1, 1), 4, 1.0),
            (date(2011, 1, 1), 4, 0.25),
            (date(2012, 1, 1), 4, 0.25),
            (date(2013, 1, 1), 4, 0.25),
        ]
        one = record.agreements(["NPL", "LKA", "MDV"], treaty=KEYS, on="2020")
        assert one["share"].to_list() == [0.0, 1.0, 0.0]
        nobody = record.agreements("NPL", treaty=KEYS, on="2020")
        assert (nobody.height, nobody.schema["share"]) == (0, pl.Float64)


def test_peers_give_the_noun(small_ledger: str) -> None:
    """The nearest first."""
    found = servanda.peers("NPL", treaty=KEYS, on="2020", most=3, ledger=small_ledger, register=False)
    assert [peer.state for peer in found.peers][:2] == ["MDV", "BTN"]


def test_timeline_treaty_and_what_if(small_ledger: str) -> None:
    """The other questions of the command line answer too."""
    (course,) = servanda.timeline("Sri Lanka", "ccm", on="2020", ledger=small_ledger, register=False)
    assert [act.kind.value for act in course.acts] == ["accession", "withdrawal"]
    assert servanda.treaty("XXVI-6", ledger=":memory:").key == "ccm"
    left = servanda.what_if("LTU", "ccm", "withdraw", notified="2024-09-06", known="2024-09-01", ledger=":memory:")
    assert left.effective == date(2025, 3, 6)
    during = servanda.what_if(
        "LTU",
        "ccm",
        "withdraw",
        notified="2024-09-06",
        conflict=("2024-09-01", None),
        known="2024-09",
        ledger=":memory:",
    )
    assert (during.effective, during.effective_readings) == (None, ())


def test_what_nobody_knows_is_refused() -> None:
    """Errors are those of the command line, with the nearest names."""
    with pytest.raises(UsageError, match="withdraw"):
        servanda.what_if("LTU", "ccm", "leave", ledger=":memory:")
    with pytest.raises(UsageError, match="at least one state"):
        servanda.compare([], ledger=":memory:")
    with pytest.raises(InputError, match="Lithuania"):
        servanda.peers("Lithuaniia", ledger=":memory:")


def test_an_answer_is_cited_and_found_the_same(small_ledger: str) -> None:
    """A citation from Python is that of the command line, and can be checked."""
    cited = servanda.cite("status NPL ccm --on 2020-01-01", ledger=small_ledger, register=False)
    assert (cited.on, cited.version) == ("2020-01-01", servanda.__version__)
    assert servanda.still_the_same(cited.reference, ledger=small_ledger)
    assert not servanda.still_the_same(cited.reference, ledger=":memory:")


def test_what_cannot_be_cited_is_refused() -> None:
    """The message is that of the command line."""
    with pytest.raises(UsageError, match="ledger log"):
        servanda.cite("ledger log", ledger=":memory:")
    with pytest.raises(InputError, match="reference"):
        servanda.still_the_same("servanda:cite?run=status", ledger=":memory:")


def test_what_an_exit_means_is_asked_from_python() -> None:
    """Obligations, alliances and neighbours, and precedents, as a brief has them."""
    with servanda.Record(":memory:", known="2024-12-31") as record:
        shift = record.obligations("LTU", "ccm", on="2024-10-01")
        assert (shift.turn.kind, shift.turn.day) == ("leaves", date(2025, 3, 6))
        assert shift.standings
        assert "nato" in {circle.key for circle in record.region("LTU", "ccm", on="2024-10-01")}
        found = record.precedents("LTU", "ccm", on="2024-10-01")
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert servanda.obligations("LTU", "ccm", on="2024-10-01", known="2024-12-31", ledger=":memory:") == shift


def test_reports_are_read_from_python(tmp_path: Path) -> None:
    """Claims and events of a file, checked against the record."""
    note = tmp_path / "note.txt"
    note.write_text("Lithuania's parliament voted on 18 July 2024 to leave the Convention on Cluster Munitions.")
    told = servanda.read(str(note), on="2024-07-20", known="2024-07-20", ledger=":memory:")
    assert [(event.state, event.treaty) for event in told.events] == [("LTU", "ccm")]


def test_comparing_and_drawing_load_no_numpy() -> None:
    """Only peers pay for linear algebra, and a chart of a course for no frames."""
    script = (
        "import sys, servanda.presentation.charts; a = 'polars' in sys.modules; import servanda.profiles;"
        "print(a, 'numpy' in sys.modules); servanda.profiles.find_peers; print('numpy' in sys.modules)"
    )
    given = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert given.stdout.split() == ["False", "False", "True"]


def test_the_room_knows_its_own_names() -> None:
    """Names that load late are there, and others are not."""
    assert all(getattr(profiles, name) for name in profiles.__all__)
    with pytest.raises(AttributeError, match="peeers"):
        _ = profiles.peeers


def test_a_brief_is_written_from_python() -> None:
    """The noun with its headings; the same question gives the same brief."""
    asked = {"on": "2024-10-01", "known": "2024-12-31", "ledger": ":memory:"}
    told = servanda.write_brief("Lithuania", "ccm", **asked)
    assert (told.state, told.treaty, told.version) == ("LTU", "ccm", servanda.__version__)
    assert told.sections[0].heading == "What happened"
    assert servanda.write_brief("LTU", "ccm", **asked) == told


def test_the_outlook_is_asked_from_python() -> None:
    """A quiet party has the chance of its notice; after notice only going back is open; who left has none."""
    with servanda.Record(":memory:") as record:
        quiet = record.outlook("Norway", "ccm", on="2024-10-01")
        assert quiet
        assert all(0 <= one.low <= one.value <= one.high <= 1 and one.why for one in quiet)
        assert {one.stage for one in record.outlook("LTU", "ccm", on="2024-10-01")} <= {"revoked"}
        assert record.outlook("LTU", "ccm", on="2026-01-01") == ()
    assert servanda.outlook("Norway", "ccm", on="2024-10-01", ledger=":memory:") == quiet


def test_recorded_reports_reach_briefs_and_outlook(tmp_path: Path) -> None:
    """A brief without reports given takes those that the record keeps, and the course they tell leads the outlook."""
    note = tmp_path / "note.txt"
    note.write_text("Finland's parliament voted on 18 July 2024 to leave the Mine Ban Convention.")
    where = str(tmp_path / "ledger.sqlite")
    with servanda.Record(where) as record:
        read = record.read(str(note), on="2024-07-20")
        assert record.write_brief("Finland", "apmbc", on="2024-07-20").event is None
    with open_ledger(where) as ledger:
        ledger.record_reading(read.reports, read.claims, read.events, at=datetime(2024, 7, 20, tzinfo=UTC))
    with servanda.Record(where, known="2024-07-20") as record:
        told = record.write_brief("Finland", "apmbc", on="2024-07-20")
        assert told.event == read.events[0].id
        assert any(source.kind == "report" for source in told.sources)
        assert {one.stage for one in record.outlook("Finland", "apmbc", on="2024-07-20")} == {"promulgated"}
    with servanda.Record(where, known="2024-07-19") as record:
        assert record.write_brief("Finland", "apmbc", on="2024-07-20").event is None
