"""Label reports by hand: what a person may enter, and the file that never loses it.

A label is a plain object with the fields of a claim, as it stands in the file; every field that a person enters goes
through `parse_field`, so that nothing gets into the file that `load_labelled` would refuse.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.evaluation.labels import Label, LabelledReport, load_labelled
from servanda.model import Action, Certainty, Claim, InputError, Report, Stage, Votes, is_edtf

Fields = dict[str, Any]
FIELDS = ("state", "treaty", "action", "stage", "certainty", "date", "votes", "body", "attributed_to", "background")
HINTS = {
    "state": "name or code",
    "treaty": "key, name or number; ?NAME for one outside the catalog",
    "action": " ".join(Action),
    "stage": " ".join(Stage),
    "certainty": " ".join(Certainty),
    "date": "2025-06-27, 2025-06 or 2025; - for none",
    "votes": "for/against/abstaining, ? where the text is silent; - for none",
    "body": "as the text names it; - for none",
    "attributed_to": "names with ; between them; - for none",
    "background": "y for history told in passing, n for news",
}
NONE = "-"
_WORDS: dict[str, type[StrEnum]] = {"action": Action, "stage": Stage, "certainty": Certainty}
_VOTES = re.compile(r"(\d{1,9}|\?)(?:\s*[/:–-]\s*(\d{1,9}|\?))?(?:\s*[/:–-]\s*(\d{1,9}|\?))?")


def propose(claim: Claim) -> Fields:
    """A claim of the reader as a label that a person may accept."""
    fields: Fields = {name: getattr(claim, name) for name in FIELDS}
    if claim.treaty is None:
        fields["treaty_name"] = claim.treaty_name
    plain: Fields = msgspec.to_builtins(fields)
    return plain


def parse_field(name: str, text: str, catalog: Catalog) -> Fields:
    """What a person entered for a field, as the fields of the label.

    Raises:
        InputError: when the vocabulary, the catalog or the calendar does not know it.
    """
    entered = text.strip()
    if name in ("state", "treaty"):
        return _parse_party(name, entered, catalog)
    if name in _WORDS:
        return {name: _parse_word(name, entered)}
    if entered in (NONE, "") and name != "background":
        return {name: [] if name == "attributed_to" else None}
    return {name: _PARSERS[name](entered)}


def show_field(name: str, fields: Fields) -> str:
    """The value of a field as a person would enter it."""
    value = fields.get(name)
    if name == "votes" and value:
        shown = "/".join("?" if value.get(n) is None else str(value[n]) for n in ("for", "against", "abstain"))
    elif name == "treaty" and value is None and fields.get("treaty_name"):
        shown = f"?{fields['treaty_name']}"
    elif name == "background":
        shown = "y" if value else "n"
    elif name == "attributed_to":
        shown = "; ".join(value or ()) or NONE
    else:
        shown = NONE if value is None else str(value)
    return shown


def show_label(fields: Fields) -> str:
    """A label on one line."""
    parts = [show_field(name, fields) for name in FIELDS[:5]]
    rest = [(name, show_field(name, fields)) for name in FIELDS[5:-1]]
    parts += [f"{name} {value}" for name, value in rest if value != NONE]
    return " · ".join([*parts, *(["background"] if fields.get("background") else [])])


def check_label(fields: Fields) -> None:
    """Refuse what could not be loaded again.

    Raises:
        InputError: saying what is wrong.
    """
    try:
        msgspec.convert(fields, Label)
    except msgspec.ValidationError as error:
        raise InputError(str(error)) from None


def _parse_party(name: str, entered: str, catalog: Catalog) -> Fields:
    if name == "state":
        return {"state": catalog.state(entered).code}
    if entered.startswith("?"):
        return {"treaty": None, "treaty_name": entered[1:].strip() or None}
    return {"treaty": catalog.treaty(entered).key, "treaty_name": None}


def _parse_word(name: str, entered: str) -> str:
    """A word of the vocabulary, or the beginning of just one."""
    words = [str(word) for word in _WORDS[name]]
    asked = entered.lower().replace(" ", "_")
    near = [word for word in words if word == asked] or [word for word in words if asked and word.startswith(asked)]
    if len(near) != 1:
        raise InputError(
            f"“{entered}” is {'more than one' if near else 'no'} {name}", value=entered, hint=" ".join(near or words)
        )
    return near[0]


def _parse_votes(entered: str) -> dict[str, int | None]:
    found = _VOTES.fullmatch(entered)
    if not found:
        raise InputError(f"“{entered}” is no count of votes", value=entered, hint=HINTS["votes"])
    counts = [int(count) if count and count != "?" else None for count in found.groups()]
    Votes(for_=counts[0], against=counts[1], abstain=counts[2])
    return dict(zip(("for", "against", "abstain"), counts, strict=True))


def _parse_day(entered: str) -> str:
    if not is_edtf(entered):
        raise InputError(f"“{entered}” is not a date", value=entered, hint=HINTS["date"])
    return entered


def _parse_answer(entered: str) -> bool:
    if entered.lower() not in ("y", "yes", "n", "no"):
        raise InputError("answer y or n", value=entered)
    return entered.lower().startswith("y")


_PARSERS: dict[str, Callable[[str], object]] = {
    "date": _parse_day,
    "votes": _parse_votes,
    "body": str,
    "attributed_to": lambda entered: [part.strip() for part in entered.split(";") if part.strip()],
    "background": _parse_answer,
}


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided of a report that is not done."""

    claims: tuple[Fields, ...] = ()
    judged: int | None = 0


class LabelFile:
    """The file of labels: each report is written when it is done, half-done ones stand in a draft beside it.

    Args:
        path: JSON Lines; made when the first report is done.

    Raises:
        InputError: when the file holds a line that is no labelled report.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._draft = path.with_name(f"{path.name}.draft")
        self._done: list[str] = []
        for item in load_labelled(path) if path.exists() and path.stat().st_size else ():
            if not isinstance(item, LabelledReport):
                raise InputError(item.reason, where=item.where, hint="mend or remove the line, then start again")
            self._done.append(item.report.id)

    @property
    def done(self) -> frozenset[str]:
        """The ids of the reports that are labelled."""
        return frozenset(self._done)

    def append(self, report: Report, labels: Sequence[Fields]) -> None:
        """Write a report with its labels; on return it is on the disk."""
        names = ("id", "text", "title", "url", "publisher", "published", "language")
        row = {name: getattr(report, name) for name in names} | {"tags": [], "claims": list(labels)}
        torn = self.path.exists() and self.path.stat().st_size and not self.path.read_bytes().endswith(b"\n")
        with self.path.open("ab") as stream:
            stream.write((b"\n" if torn else b"") + msgspec.json.encode(row) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        self._done.append(report.id)
        self._write_drafts({name: draft for name, draft in self._drafts().items() if name != report.id})

    def take_back(self, reports: Collection[str]) -> tuple[str, list[Fields]] | None:
        """Take the last report out of the file again; its id and labels, or None where there is none.

        Args:
            reports: those that may be taken back; the work of another session on other reports stays.
        """
        if not self._done or self._done[-1] not in reports:
            return None
        lines = self.path.read_bytes().rstrip().split(b"\n")
        last: Fields = msgspec.json.decode(lines[-1])
        report, labels = str(last["id"]), list(last["claims"])
        self.keep_draft(report, labels, None)
        self._replace(self.path, b"".join(line + b"\n" for line in lines[:-1]))
        self._done.pop()
        return report, labels

    def keep_draft(self, report: str, labels: Sequence[Fields], judged: int | None) -> None:
        """Keep what is decided of a report that is not done.

        Args:
            judged: how many proposals were judged; None for all.
        """
        self._write_drafts(self._drafts() | {report: _Draft(claims=tuple(labels), judged=judged)})

    def draft_of(self, report: str) -> tuple[list[Fields], int | None]:
        """The labels and the number of judged proposals from before the session broke off; else none and 0."""
        draft = self._drafts().get(report, _Draft())
        return [dict(label) for label in draft.claims], draft.judged

    def _drafts(self) -> dict[str, "_Draft"]:
        try:
            return msgspec.json.decode(self._draft.read_bytes(), type=dict[str, _Draft])
        except FileNotFoundError:
            return {}
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"not a draft of labels: {error}", where=str(self._draft), hint="move it away") from None

    def _write_drafts(self, drafts: Mapping[str, "_Draft"]) -> None:
        if drafts:
            self._replace(self._draft, msgspec.json.encode(drafts))
        else:
            self._draft.unlink(missing_ok=True)

    @staticmethod
    def _replace(path: Path, content: bytes) -> None:
        beside = path.with_name(f"{path.name}.new")
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
