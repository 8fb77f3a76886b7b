"""The `law` of an event in sentences: status on the day, what the notice brings, what is expected, what settles it."""

from collections.abc import Iterable, Mapping
from typing import Any

from servanda.wording import RUNGS, STATUSES, say_date

_NOTICE = {"on_record": "by the notice on record", "told": "by the notice told", "supposed": "if notice were given"}


def law_lines(law: Mapping[str, Any]) -> list[str]:
    """Sentences, the status first; nothing for a treaty without a view of the law."""
    return list(_lines(law)) if law.get("status") else ["the catalog holds no such treaty: no view of the law"]


def _lines(law: Mapping[str, Any]) -> Iterable[str]:
    status = law["status"]
    since = f", in force from {say_date(status['in_force_from'])}" if status.get("in_force_from") else ""
    until = f" to {say_date(status['in_force_to'])}" if status.get("in_force_to") else ""
    yield f"{STATUSES.get(status['status'], status['status'])} on {say_date(law['on'])}{since}{until}"
    if law.get("effective"):
        how = f"{_NOTICE.get(law['notice_is'], '')} of {say_date(law['notice'])}".replace("given of", "given on")
        article = f" [art. {law['article']}]" if law.get("article") else ""
        party = ", provided it is a party" if law.get("if_party") else ""
        yield f"{how}: effect {say_date(law['effective'])}{party}{article}"
        for reading in law["effective_readings"]:
            if not reading["preferred"]:
                yield f"other reading: {say_date(reading['date'])}, {reading['why']}"
    elif "no_exit_clause" in law.get("findings", ()):
        yield "the treaty has no exit clause: no date follows from it"
    if law.get("binding_yet") is False:
        yield "nothing binds yet: the depositary has received nothing"
    if law.get("expected"):
        yield "expected next: " + ", then ".join(map(_awaited, law["awaited"]))
    if law.get("settled_by"):
        yield f"what would settle it: {law['settled_by']}"


def _awaited(rung: Mapping[str, Any]) -> str:
    stage = RUNGS.get(rung["stage"], rung["stage"])
    return f"{stage} on {say_date(rung['date'])} ({rung['why']})" if rung["date"] else stage
