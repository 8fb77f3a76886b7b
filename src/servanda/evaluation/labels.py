"""Labelled reports: JSON Lines in the format of the contract, read into nouns, with file and line of every mistake.

A label may be `optional` (right if found, not missed if not), `background` (history in passing: not required, never
wrong), `bg_either` (either reading of background is right), and may carry alternatives: `action_also`, `stage_also`,
`certainty_also`, `date_also`, `treaty_also`. Keys that are not known here (notes, say) are passed over.
"""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from servanda.model import Action, Certainty, InputError, Reject, Report, Stage, Votes, is_edtf
from servanda.reports import read_bytes

HINT = "each line is {id, text or html, claims: [{state, treaty, action, stage, certainty, …}]}"


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of one act that a careful reader finds in a report; the fields are those of a Claim."""

    state: str
    treaty: str | None
    action: Action
    stage: Stage
    certainty: Certainty
    date: str | None = None
    votes: Votes | None = None
    body: str | None = None
    attributed_to: tuple[str, ...] = ()
    background: bool = False
    optional: bool = False
    bg_either: bool = False
    treaty_also: tuple[str | None, ...] = ()
    action_also: tuple[Action, ...] = ()
    stage_also: tuple[Stage, ...] = ()
    certainty_also: tuple[Certainty, ...] = ()
    date_also: tuple[str | None, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a label whose date is no day, month, year or range of the calendar; alternatives may be anything."""
        if self.date is not None and not is_edtf(self.date):
            raise InputError(f"“{self.date}” is not a date", value=self.date)

    @property
    def required(self) -> bool:
        """Whether a reader that does not find it has missed something."""
        return not self.optional and not self.background

    def any_action(self) -> frozenset[Action]:
        """The actions that are right."""
        return frozenset((self.action, *self.action_also))

    def any_stage(self) -> frozenset[Stage]:
        """The stages that are right."""
        return frozenset((self.stage, *self.stage_also))

    def any_certainty(self) -> frozenset[Certainty]:
        """The certainties that are right."""
        return frozenset((self.certainty, *self.certainty_also))

    def any_date(self) -> frozenset[str | None]:
        """The dates that are right."""
        return frozenset((self.date, *self.date_also))

    def any_treaty(self) -> frozenset[str | None]:
        """The treaties that are right."""
        return frozenset((self.treaty, *self.treaty_also))


class LabelledReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its labels.

    Args:
        plain: whether spans count characters of the text as given (they do not for HTML).
        tags: what the case is about, for figures by tag.
        file: the file it came from, for figures by file.
    """

    report: Report
    labels: tuple[Label, ...] = ()
    plain: bool = True
    tags: tuple[str, ...] = ()
    file: str = ""


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it stands in a file."""

    id: str
    claims: tuple[Label, ...]
    text: str | None = None
    html: str | None = None
    tags: tuple[str, ...] = ()
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


def is_unseen(report: str) -> bool:
    """Whether a report id falls into the third that is only ever scored, never read.

    Example:
        >>> [n for n in range(9) if is_unseen(f"stages-{n:02d}")]
        [1, 4]
    """
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % 3 == 0


def load_labelled(path: str | Path) -> list[LabelledReport | Reject]:
    """Read a JSON Lines file of labelled reports, or every such file below a folder in sorted order.

    A line that is no labelled report comes back as a Reject naming file and line; the rest is still read.

    Raises:
        InputError: when the path is not there, or holds no file to read.
    """
    root = Path(path)
    if not root.exists():
        raise InputError("there is no such file or folder", value=str(path), where=str(path))
    files = sorted(root.rglob("*.jsonl")) if root.is_dir() else [root]
    if not files:
        raise InputError("there is no .jsonl file in the folder", where=str(path), hint=HINT)
    return [item for file in files for item in _load_file(file)]


def _load_file(file: Path) -> list[LabelledReport | Reject]:
    found: list[LabelledReport | Reject] = []
    lines_by_id: dict[str, int] = {}
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        try:
            labelled = _parse_line(line, file=file)
            _check_new(labelled.report.id, number, lines_by_id)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            found.append(Reject(where=where, reason=_reason(error), hint=HINT))
        except InputError as error:
            found.append(Reject(where=where, reason=error.message, hint=error.hint or HINT))
        else:
            found.append(labelled)
    return found


def _check_new(report: str, number: int, lines_by_id: dict[str, int]) -> None:
    earlier = lines_by_id.setdefault(report, number)
    if earlier != number:
        raise InputError(f"id “{report}” stands already in line {earlier}", hint="give each its own")


def _parse_line(line: bytes, *, file: Path) -> LabelledReport:
    row = msgspec.json.decode(line, type=_Row)
    if row.text is None and row.html is None:
        raise InputError("a labelled report needs a text or html")
    report = _report(row, f"{file.stem}.jsonl")
    return LabelledReport(report=report, labels=row.claims, plain=row.text is not None, tags=row.tags, file=file.stem)


def _report(row: _Row, name: str) -> Report:
    """Read the row as `servanda read` would, so that figures are those of the whole way."""
    given: dict[str, Any] = {
        key: value
        for key in ("id", "text", "html", "title", "url", "publisher", "published", "language")
        if (value := getattr(row, key)) is not None
    }
    first = next(iter(read_bytes(msgspec.json.encode(given) + b"\n", name=name)), None)
    if isinstance(first, Report):
        return first
    raise InputError(first.reason if first else "nothing could be read", hint=first.hint if first else "")


def _reason(error: Exception) -> str:
    text = str(error)
    return f"not a labelled report: {text[:1].lower()}{text[1:]}"
