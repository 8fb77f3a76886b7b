"""A Citation: what makes an answer of Servanda the same answer again, written so that people and programs can keep it.

An answer follows from the words of the command, the day it was asked, what the ledger held (its last hash vouches for
every entry before it), the version with the data it ships, and nothing else. The reference holds all of them and the
hash of the answer, in one line without blanks; text, BibTeX and CSL carry that line, so that each can be checked.
Pure: whoever runs the command is handed in from above.
"""

import hashlib
import re
import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote_plus

import msgspec

from servanda.model import InputError, parse_edtf

SCHEME = "servanda:cite?"
REFERENCE = re.compile(r"servanda:cite\?[A-Za-z0-9%&=+._~*/:,-]+")
"""A reference wherever it stands: in a page, a bibliography, or alone."""
LONGEST = 20_000
"""Letters of a reference; a longer one was not written here."""

SHORT = 16
"""Hex digits of the ledger's last hash in a command to type."""

_SHA = re.compile(r"[0-9a-f]{64}")
_TEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A report that the ledger keeps, by the hash of its content: it can be read though its address is gone."""

    key: str
    report: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A reference to an answer.

    Args:
        run: words of the command, days made explicit, without the ledger it was asked of.
        on: the day asked about, EDTF; None where the command asks about no day.
        known: what was public by that day, EDTF; None where the command does not ask.
        today: the day it was asked, for what a command takes from the clock.
        head: hash of the last entry of the ledger; 64 zeros for an empty one.
        version: of Servanda; `data`: hash of the catalog and the register it ships.
        answer: SHA-256 of what the command prints; `code`: how it ends.
        sources: reports kept in the ledger that the answer may rest on.
    """

    run: tuple[str, ...]
    on: str | None
    known: str | None
    today: date
    head: str
    version: str
    data: str
    answer: str
    code: int = 0
    sources: tuple[Kept, ...] = ()

    @property
    def id(self) -> str:
        """A short name, the same for the same answer to the same question."""
        return f"servanda-{hashlib.sha256(self.reference.encode()).hexdigest()[:12]}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the command with the moment of the ledger, which print the answer again."""
        return (*self.run, "--as-recorded", self.head[:SHORT])

    @property
    def command(self) -> str:
        """What to type to have the answer again, with the clock of that day where the command asks it."""
        clock = "" if self.on else f"SERVANDA_TODAY={self.today} "
        return f"{clock}servanda {shlex.join(self.words)}"

    @property
    def reference(self) -> str:
        """All of it on one line; see `read_reference`."""
        told = {
            "run": shlex.join(self.run),
            "on": self.on or "",
            "known": self.known or "",
            "today": self.today.isoformat(),
            "head": self.head,
            "version": self.version,
            "data": self.data,
            "answer": self.answer,
            "exit": str(self.code),
        }
        return SCHEME + "&".join(f"{name}={quote_plus(value)}" for name, value in told.items() if value)


def read_reference(text: str) -> Citation:
    """The citation that a reference holds.

    Raises:
        InputError: for what is no reference, or was cut.
    """
    if len(text) > LONGEST or not text.startswith(SCHEME):
        raise InputError(
            f"“{text[:60]}” is no reference of Servanda", value=text[:60], hint="see: servanda cite --help"
        )
    told = {name: values[-1] for name, values in parse_qs(text[len(SCHEME) :], max_num_fields=20).items()}
    try:
        found = Citation(
            run=tuple(shlex.split(told["run"])),
            on=told.get("on"),
            known=told.get("known"),
            today=parse_edtf(told["today"]).first,
            head=told["head"],
            version=told["version"],
            data=told["data"],
            answer=told["answer"],
            code=int(told.get("exit", "0")),
        )
    except (KeyError, ValueError, InputError) as error:
        raise _spoilt(text, str(error)) from error
    if not (_SHA.fullmatch(found.head) and _SHA.fullmatch(found.answer) and found.run):
        raise _spoilt(text, "a hash is not whole")
    if not all(word.isprintable() for word in (*found.run, found.version, found.data)):
        raise _spoilt(text, "it holds letters that cannot be printed")
    return found


def find_references(text: str) -> tuple[str, ...]:
    """The references that stand in a text, in order, each once; a full stop or comma after one is not its."""
    return tuple(dict.fromkeys(found.rstrip(".,:*") for found in REFERENCE.findall(text)))


def digest(answer: bytes) -> str:
    """The hash of an answer."""
    return hashlib.sha256(answer).hexdigest()


def differences(cited: Citation, now: Citation) -> tuple[str, ...]:
    """Why an answer may not be the same again: what was different about it, beside the answer itself."""
    found = []
    if cited.version != now.version:
        found.append(f"cited from version {cited.version}, this is {now.version}")
    if cited.data != now.data:
        found.append("the catalog or the register that Servanda ships is another")
    if cited.code != now.code:
        found.append(f"it ended with {cited.code}, now with {now.code}")
    return tuple(found)


def as_text(cited: Citation) -> str:
    """A citation for a footnote, and below it how to have the answer again."""
    lines = [
        f"Servanda {cited.version}, “{shlex.join(cited.run)}”, ledger {_head(cited)}, asked {_said(cited.today)}.",
        f"  Answer     sha256 {cited.answer}",
        f"  Again      {cited.command}",
        f"  Reference  {cited.reference}",
    ]
    lines += [
        f"  {'' if number else 'Kept':<9}  {kept.key}  {kept.title or kept.report}"
        + (f"  {kept.url}" if kept.url else "")
        for number, kept in enumerate(cited.sources)
    ]
    return "\n".join(lines) + "\n"


def as_bibtex(cited: Citation) -> str:
    """A BibTeX entry; the reference stands in a field of its own, which styles pass over."""
    fields = {
        "author": "{Servanda}",
        "title": _tex(f"Servanda: {shlex.join(cited.run)}"),
        "year": str(cited.today.year),
        "month": _MONTHS[cited.today.month - 1],
        "version": _tex(cited.version),
        "howpublished": rf"\texttt{{{_tex(f'servanda {shlex.join(cited.run)}')}}}",
        "note": _tex(f"Ledger {_head(cited)}; answer sha256 {cited.answer}; asked {cited.today}"),
        "servanda": cited.reference,
    }
    lines = [f"  {name} = " + (value if name == "month" else f"{{{value}}}") + "," for name, value in fields.items()]
    return "\n".join((f"@misc{{{cited.id},", *lines, "}")) + "\n"


def as_csl(cited: Citation) -> list[dict[str, Any]]:
    """A list with one item of CSL-JSON, as reference managers import it."""
    parts = {"date-parts": [[cited.today.year, cited.today.month, cited.today.day]]}
    return [
        {
            "id": cited.id,
            "type": "dataset",
            "author": [{"literal": "Servanda"}],
            "title": f"Servanda: {shlex.join(cited.run)}",
            "version": cited.version,
            "issued": parts,
            "accessed": parts,
            "archive": "Servanda ledger",
            "archive_location": cited.head,
            "note": cited.reference,
        }
    ]


def as_object(cited: Citation) -> dict[str, Any]:
    """A citation as JSON, with what is made of it."""
    told: dict[str, Any] = msgspec.to_builtins(cited)
    code, sources = told.pop("code"), told.pop("sources")
    made = {"exit": code, "command": cited.command, "reference": cited.reference, "sources": sources}
    return {"id": cited.id, **told, **made}


def _head(cited: Citation) -> str:
    return "empty" if set(cited.head) == {"0"} else f"head {cited.head}"


def _said(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


def _spoilt(text: str, why: str) -> InputError:
    return InputError(f"the reference cannot be read: {why}", value=text[:60], hint="copy all of it, up to its end")


__all__: Sequence[str] = [
    "Citation",
    "Kept",
    "as_bibtex",
    "as_csl",
    "as_object",
    "as_text",
    "differences",
    "digest",
    "find_references",
    "read_reference",
]
