"""The record is append-only on every store, and what was written comes back the same."""

import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from servanda.ledger import Coverage, Ledger, open_ledger
from servanda.model import Act, Action, Claim, Event, InputError, Report, StoreError, Treaty

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def act(state: str, day: str = "2010-01-01", treaty: str = "ccm") -> Act:
    """An act of a state on a day."""
    return Act(id="-", state=state, treaty=treaty, kind=Action.RATIFICATION, date=day, source="test")


def ledger_at(place: str) -> Ledger:
    """The ledger that `--ledger` names, without the register."""
    return open_ledger(place, register=False)


def test_sound_record_has_no_fault(place: str) -> None:
    """A record that nobody touched verifies, entry by entry and as a whole."""
    with ledger_at(place) as ledger:
        ledger.append([act("FRA"), act("DEU"), act("ITA")], at=AT, author="A. Clerk")
        ledger.append([act("ESP")], at=AT)
        assert ledger.verify() == ()
        assert [entry.seq for entry in ledger.log()] == [1, 2, 3, 4]
        assert {entry.author for entry in ledger.log()} == {"A. Clerk", ""}


def test_writing_twice_changes_nothing(place: str) -> None:
    """What is on record already is passed over, also within one write."""
    with ledger_at(place) as ledger:
        assert len(ledger.append([act("FRA"), act("FRA"), act("DEU")], at=AT)) == 2
        before = ledger.log()
        assert ledger.append([act("DEU"), act("FRA")], at=AT + timedelta(days=1)) == ()
        assert ledger.log() == before


def test_view_reads_back_what_was_written(place: str) -> None:
    """Acts come back whole, with the moment of recording, under every question; strange letters and all."""
    strange = msgspec.structs.replace(
        act("FRA"), territory="Åland “\\\"'\t\u2028;--", note="\x00\U0001f54a", source="[]{},"
    )
    with ledger_at(place) as ledger:
        written = ledger.append([strange, act("DEU", treaty="rome")], at=AT)
        for view in (ledger.view(), ledger.view().loaded()):
            assert view.acts("FRA", "ccm") == view.acts(treaty="ccm") == (written[0],)
            assert view.acts("DEU") == (written[1],)
            assert view.acts("DEU", "ccm") == ()
            assert set(view.acts()) == set(written)
        assert written[0].recorded_at == AT


def test_treaties_of_the_ledger_itself(place: str) -> None:
    """Treaties outside the catalog are known by their number, those that were written by their title."""
    own = Treaty(key="untc:IV-9", title="A Protocol")
    with ledger_at(place) as ledger:
        ledger.append([act("FRA", treaty="untc:VII-1"), act("FRA", treaty="untc:IV-9")], at=AT, treaties=[own])
        assert [(t.key, t.title) for t in ledger.view().treaties()] == [
            ("untc:IV-9", "A Protocol"),
            ("untc:VII-1", "UN Treaty Collection VII-1"),
        ]


def test_what_is_said_of_a_treaty_may_be_said_again(place: str) -> None:
    """The last word on a treaty's record holds, also where it repeats an earlier one."""
    whole, part = Coverage(treaty="ccm", complete=True, as_of="2025"), Coverage(treaty="ccm")
    with ledger_at(place) as ledger:
        told = [ledger.record_coverage(said, at=AT) for said in (whole, whole, part, whole)]
        assert told == [True, False, True, True]
        assert ledger.view().coverage("ccm").complete
        assert ledger.verify() == ()


def test_absent_ledger_is_empty_and_stays_absent(shared: str) -> None:
    """Reading a ledger that does not exist creates nothing."""
    with ledger_at(shared) as ledger:
        assert ledger.view().acts() == ()
        assert ledger.view().treaties() == ()
        assert ledger.log() == []
        assert ledger.verify() == ()
    with ledger_at(shared) as ledger:
        assert ledger.migrate() != ()
        assert ledger.migrate() == ()
        assert ledger.view().acts() == ()


def test_view_does_not_change(place: str) -> None:
    """What is written after a view was taken is not in it, nor in one taken up to an earlier entry."""
    with ledger_at(place) as ledger:
        empty = ledger.view()
        ledger.append([act("FRA")], at=AT)
        one = ledger.view()
        ledger.append([act("DEU")], at=AT)
        assert [len(view.acts()) for view in (empty, one, ledger.view(), ledger.view(upto=1))] == [0, 1, 2, 1]


def test_correction_counts_wherever_it_stands(place: str) -> None:
    """A correction that moves an act to another state takes it from the first one, once it was public."""
    with ledger_at(place) as ledger:
        (wrong,) = ledger.append([act("DEU")], at=AT)
        moved = msgspec.structs.replace(act("DDR"), corrects=wrong.id, known_from="2015-05-05", note="misread")
        ledger.append([moved], at=AT)
        for view in (ledger.view(), ledger.view().loaded()):
            assert view.acts("DEU", "ccm") == view.acts("DEU") == ()
            assert [a.state for a in view.acts(treaty="ccm")] == ["DDR"]
        for view in (ledger.view(date(2015, 5, 4)), ledger.view(date(2015, 5, 4)).loaded()):
            assert [a.state for a in view.acts()] == [a.state for a in view.acts("DEU", "ccm")] == ["DEU"]
            assert view.acts("DDR") == ()


def test_many_questions_are_answered_from_memory(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A view that was asked often enough takes the whole record into memory, and answers the same from there."""
    monkeypatch.setattr("servanda.ledger.view.PATIENCE", 3)
    with ledger_at(place) as ledger:
        ledger.append([act(state, str(year)) for state in ("FRA", "DEU") for year in (2000, 2001)], at=AT)
        view = ledger.view()
        asked = [(state, treaty) for state in ("FRA", "DEU", "ITA") for treaty in ("ccm", "rome", None)]
        first = [view.acts(*one) for one in asked]
        monkeypatch.setattr(view._store, "bodies", None)  # whoever asked the store now would fail
        assert [view.acts(*one) for one in asked] == first
        assert [len(acts) for acts in first] == [2, 0, 2, 2, 0, 2, 0, 0, 0]


def test_failed_write_leaves_nothing(place: str) -> None:
    """A write that breaks in its middle is undone, and the next one follows the last whole one."""
    with ledger_at(place) as ledger:
        ledger.append([act("FRA")], at=AT)
        with pytest.raises(StoreError):
            ledger._store.append([*_drafts(ledger, "DEU"), *_drafts(ledger, "ITA\x00" * 2, body=None)])
        ledger.append([act("ESP")], at=AT)
        assert [entry.state for entry in ledger.log()] == ["FRA", "ESP"]
        assert ledger.verify() == ()


def _drafts(ledger: Ledger, state: str, body: str | None = "{}"):
    draft = msgspec.structs.replace(ledger.log()[0], state=state, key=state)
    return [msgspec.structs.replace(draft, body=body)]


def test_processes_take_turns(shared: str) -> None:
    """What several processes write at once is all there, in one sound chain."""
    script = (
        "import sys; from datetime import *; from servanda.ledger import open_ledger; from servanda.model import Act\n"
        "for n in range(20):\n"
        "    a = Act(id='-', state=sys.argv[2], treaty='ccm', kind='declaration', date=str(1900 + n))\n"
        "    open_ledger(sys.argv[1], register=False).append([a], at=datetime(2026, 1, 1, tzinfo=timezone.utc))\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", script, shared, state]) for state in ("FRA", "DEU", "ITA")]
    assert [run.wait() for run in runs] == [0, 0, 0]
    with ledger_at(shared) as ledger:
        assert [entry.seq for entry in ledger.log()] == list(range(1, 61))
        assert ledger.verify() == ()


@pytest.mark.parametrize("own", [True, False], ids=["a ledger each", "one ledger"])
def test_threads_take_turns(shared: str, own: bool) -> None:
    """What several threads write at once, through one ledger or each its own, is one sound chain."""
    with ledger_at(shared) as common:

        def write(state: str) -> None:
            ledger = ledger_at(shared) if own else common
            for year in range(1900, 1915):
                ledger.append([act(state, str(year))], at=AT)
            if own:
                ledger.close()

        threads = [threading.Thread(target=write, args=(state,)) for state in ("FRA", "DEU", "ITA", "ESP")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [entry.seq for entry in common.log()] == list(range(1, 61))
        assert common.verify() == ()


def test_reading_is_kept_once_and_makes_no_act(place: str) -> None:
    """Reports, claims and events are kept, each once, and leave the acts to a person."""
    course = {"state": "FIN", "treaty": "ccm", "action": "withdrawal", "stage": "notified", "certainty": "asserted"}
    report = Report(id="r", text="Finland has notified its exit.")
    claim = msgspec.convert({"report": "r", **course}, Claim)
    event = msgspec.convert({"id": "e", **course}, Event)
    with ledger_at(place) as ledger:
        assert ledger.record_reading([report], [claim], [event], at=AT) == 3
        assert ledger.record_reading([report], [claim], [event], at=AT + timedelta(days=1)) == 0
        assert [entry.kind.value for entry in ledger.log()] == ["report", "claim", "event"]
        assert ledger.view().acts() == ()


def test_unknown_kind_of_store() -> None:
    """A kind of store that there is not is refused with what would do, and no password in the words."""
    with pytest.raises(StoreError, match="no kind of ledger named mysql") as caught:
        open_ledger("mysql://me:secret@host/db")
    assert "secret" not in str(caught.value)


def test_a_record_as_it_was_at_a_hash(place: str) -> None:
    """The hash of an entry, or its beginning, gives the record as it was when that entry was its last."""
    with ledger_at(place) as ledger:
        assert ledger.head_hash() == "0" * 64
        ledger.append([act("FRA")], at=AT)
        first = ledger.head_hash()
        ledger.append([act("DEU")], at=AT)
        assert [entry.hash for entry in ledger.log()] == [first, ledger.head_hash()]
        if place == ":memory:":
            return
    for named, states in ((first, {"FRA"}), (first[:12].upper(), {"FRA"}), ("0" * 12, set())):
        with open_ledger(place, register=False, as_recorded=named) as then:
            assert {act.state for act in then.view().acts()} == states
            assert then.head() == len(states)
    with (
        open_ledger(place, register=False, as_recorded="f" * 64) as none,
        pytest.raises(InputError, match="no entry has the hash"),
    ):
        none.view()
