"""A small invented world and a law that answers from a table."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from servanda.catalog import Catalog
from servanda.insight.engine import Engine
from servanda.model import Act, EffectiveReading, Event, Status, StatusValue
from servanda.model.chamber import Chamber
from servanda.model.clause import Clauses, Conflict, Delay, Survival, Suspension, Withdrawal
from servanda.model.group import Group
from servanda.model.state import State
from servanda.model.treaty import Treaty

ON = date(2024, 6, 1)
CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def a_catalog() -> Catalog:
    """Five states in a row, an alliance of four, two treaties of one family."""
    plain = {"adopted": "2000-05-01", "family": "f"}
    t = Withdrawal(
        article="art. 9",
        delay=Delay(style="exact", period="P6M"),
        conflict=Conflict(tested="expiry", article="art. 9(3)"),
        survival=(Survival(what="duties on stockpiles", period="P1Y"),),
    )
    clauses = {
        "t": Clauses(withdrawal=t),
        "u": Clauses(withdrawal=Withdrawal(allowed="silent"), suspension=Suspension(article="art. 3")),
        "v": Clauses(withdrawal=Withdrawal(allowed="silent"), parent_exit="art. 12"),
    }
    treaties = [
        Treaty(key=k, title=f"Treaty {k.upper()}", clauses=c, parent="t" if k == "v" else None, **plain)
        for k, c in clauses.items()
    ]
    alliance = {"key": "al", "name": "Alliance", "kind": "alliance", "memberships": [_member(s) for s in CODES[:4]]}
    forum = {"key": "fo", "name": "Forum", "kind": "forum", "memberships": [_member(s) for s in CODES]}
    chambers = [
        Chamber(id="aaa-rada", state="AAA", kind="single", name="Rada", english="Council", seats=100),
        Chamber(id="bbb-camera", state="BBB", kind="lower", name="Camera", english="House", seats=200),
        Chamber(id="bbb-senato", state="BBB", kind="upper", name="Senato", english="Senate", seats=50),
    ]
    return Catalog(
        states={c: State(code=c, name=f"State {c[0]}", iso2="EE") for c in CODES},
        treaties={t.key: t for t in treaties},
        groups={g["key"]: msgspec.convert(g, Group) for g in (alliance, forum)},
        chambers=tuple(chambers),
        borders={"AAA": ("BBB", "EEE")},
    )


def _member(state: str) -> dict[str, str]:
    return {"state": state, "joined": "2020-01-01" if state == "DDD" else "1999"}


def an_engine(statuses: dict[str, str]) -> Engine:
    """A law that answers a state's status from a table and gives notices six months, and treaty u no clause."""

    def status(state: str, treaty: Treaty, acts: Any, *, on: date, **_: Any) -> Status:
        value = StatusValue(statuses.get(state, "not_covered"))
        return Status(state=state, treaty=treaty.key, on=on, status=value, in_force_to=date(2023, 3, 3))

    def what_if(state: str, treaty: Treaty, acts: Any, action: Any, *, notified: date, **_: Any) -> Any:
        if treaty.key == "u":
            return SimpleNamespace(effective=None, effective_readings=(), findings=("no_exit_clause",), if_party=None)
        month = notified.month + 6
        day = date(notified.year + (month > 12), (month - 1) % 12 + 1, notified.day)
        reading = EffectiveReading(date=day, why="six months", preferred=True)
        return SimpleNamespace(effective=day, effective_readings=(reading,), findings=(), if_party=None)

    return Engine(status=status, what_if=what_if, status_json=msgspec.to_builtins)


def an_event(**fields: Any) -> Event:
    """A withdrawal by AAA from treaty t, told as done, unless the fields say otherwise."""
    plain = {"id": "e", "state": "AAA", "treaty": "t", "action": "withdrawal", "certainty": "asserted", **fields}
    return msgspec.convert(plain, Event)


def some_acts(rows: list[dict[str, Any]]) -> list[Act]:
    """Acts of AAA on treaty t, unless the rows say otherwise."""
    return [msgspec.convert({"id": f"act{i}", "state": "AAA", "treaty": "t", **r}, Act) for i, r in enumerate(rows)]


@pytest.fixture
def catalog() -> Catalog:
    """The small world."""
    return a_catalog()
