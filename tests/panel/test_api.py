"""The door for Python: panels and statuses as frames and nouns, loaded only when they are named."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

import servanda
from servanda.ledger import open_ledger
from servanda.model import Act, Action, StatusValue, UsageError


def test_a_status_is_the_noun() -> None:
    """`servanda.status` answers with a Status, on the last day of a month named."""
    found = servanda.status("Lithuania", "ccm", on="2024-10", known="2024-12-31", ledger=":memory:")
    assert (found.state, found.on, found.status) == ("LTU", date(2024, 10, 31), StatusValue.PARTY_LEAVING)


def test_a_panel_is_a_frame() -> None:
    """`servanda.panel` takes one name or several and gives a Polars frame with days as days."""
    rows = servanda.panel(treaty="ccm", state=["LTU", "Norway"], on=date(2026, 1, 1), ledger=":memory:")
    assert rows.select("state", "status", "in_force_to").rows() == [
        ("LTU", "former_party", date(2025, 3, 6)),
        ("NOR", "party", None),
    ]
    assert rows.schema["in_force_from"] == pl.Date


def test_a_frame_is_arrow() -> None:
    """Whoever speaks the Arrow PyCapsule interface takes the frame as it is."""
    rows = servanda.panel(treaty="ccm", on="2020", ledger=":memory:")
    again = pl.DataFrame(_Stream(rows))
    assert again.equals(rows)


class _Stream:
    """Something that is only an Arrow stream."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


def test_one_record_answers_many_questions() -> None:
    """A Record keeps its moment; several days have `on` before them, from the first day of what was named."""
    with servanda.Record(":memory:", known="2024-09-05") as record:
        rows = record.panel(treaty="ccm", state="LTU", first="2008", last="2010", every="year", reasons=False)
        assert rows["on"].to_list() == [date(2008, 1, 1), date(2009, 1, 1), date(2010, 1, 1)]
        assert record.panel(treaty="ccm", state="LTU", on="2026")["status"].item() == "party"
        assert record.status("LTU", "ccm", on="2026").known == date(2024, 9, 5)


def test_a_moment_is_its_day() -> None:
    """A datetime is taken as its day, which could not be compared with days otherwise."""
    noon = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001 - whatever a caller has at hand
    rows = servanda.panel(treaty="ccm", state="LTU", on=noon, ledger=":memory:")
    assert rows["status"].item() == "former_party"


def test_the_environment_names_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a ledger $SERVANDA_LEDGER is asked, and $SERVANDA_TODAY for the day."""
    monkeypatch.setenv("SERVANDA_LEDGER", ":memory:")
    monkeypatch.setenv("SERVANDA_TODAY", "2010-01-01")
    assert servanda.status("LTU", "ccm").on == date(2010, 1, 1)
    assert servanda.panel(treaty="ccm", state="LTU")["status"].item() == "signatory"


def test_an_earlier_answer_can_be_had_again(tmp_path: Path) -> None:
    """A record as recorded by a day holds nothing that the ledger took in later."""
    where = str(tmp_path / "ledger.sqlite")
    act = Act(id="", state="NPL", treaty="ccm", kind=Action.ACCESSION, date="2020-01-15")
    with open_ledger(where) as ledger:
        ledger.append([act], at=datetime(2026, 1, 2, tzinfo=UTC))
    with servanda.Record(where, as_recorded="2026-01-01") as before, servanda.Record(where) as now:
        assert before.status("NPL", "ccm", on="2021-01-01").status == StatusValue.NONE
        assert now.status("NPL", "ccm", on="2021-01-01").status == StatusValue.PARTY


def test_two_questions_at_once_are_refused() -> None:
    """One day and several contradict each other."""
    with pytest.raises(UsageError, match="contradict"):
        servanda.panel(on="2020", first="2019", ledger=":memory:")


def test_an_unknown_name_is_no_attribute() -> None:
    """The package answers as every module does."""
    with pytest.raises(AttributeError, match="pannel"):
        _ = servanda.pannel


def test_the_package_itself_loads_nothing() -> None:
    """Importing servanda must not load Polars, the catalog or the command line."""
    script = "import servanda, sys; print([m for m in ('polars', 'click', 'yaml', 'msgspec') if m in sys.modules])"
    given = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert given.stdout.strip() == "[]"
