"""Documents a second of the whole way from bytes to claims and duplicates, beside the bare automaton and its rivals.

    python benchmarks/reading.py [--documents 3000] [--rounds 3]

The corpus is made on the spot, the same every time: one document in ten tells of an act (our gold cases, and
variations of them with other states, between paragraphs of prose), nine do not. The prose is what is at hand on any
machine: the docstrings of Python's standard library, and the news of gensim's Lee corpus where gensim is installed.
Half of the nine carry one of our sentences without an act, so that states, treaties and verbs do occur in them.

The whole way finds out language and day, builds claims, and looks for duplicates among the documents that make one;
from HTML pages it takes the main text, the title and the date out first, and says how many pages gave all three.

Every figure is documents a second of the processor on one core, the best of some rounds, and the ratios are of one run:
compare those.
spaCy reads the plain texts that we read: all of it (tagger, parser and names, since a reader built on it would need
them), names only, and behind our own gate, which is the honest rival; it makes no claims. trafilatura reads the same
pages, datasketch looks for duplicates in the same texts. What is not installed says so.
"""

import argparse
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reading_corpus import as_lines, as_pages, gold_sentences, mixed_text, paragraphs, relevant_text
from reading_rivals import SPACY, SPACY_ALL, SPACY_GATED, Job, datasketch_job, spacy_jobs, trafilatura_job
from reading_shape import print_line, print_profile

SEED = 1969


def main() -> int:
    """Build the corpora, time each way of reading them, print one table."""
    options = parse_arguments()
    dice = random.Random(SEED)
    prose = paragraphs()
    acts, quiet = gold_sentences()
    relevant = [relevant_text(acts, prose, dice) for _ in range(options.documents)]
    mixed = [mixed_text(n, relevant, quiet, prose, dice) for n in range(options.documents)]
    size = sum(len(text.encode()) for text in mixed) / len(mixed)
    machine = f"Python {platform.python_version()}, one core"
    print(f"{options.documents} documents of {size / 1000:.1f} kB on average; {machine}")
    start = time.process_time()
    hear = reader()
    hear(as_lines(mixed[:1]))
    print(f"start of the reader: {time.process_time() - start:.2f} s, once a process\n")
    lines, wholly, pages = as_lines(mixed), as_lines(relevant), as_pages(mixed)
    rows = [
        measure("whole way, 1 in 10 relevant", lambda: hear(lines), len(mixed), options.rounds),
        measure("whole way, all relevant", lambda: hear(wholly), len(relevant), options.rounds),
        measure("whole way, as HTML pages", lambda: hear(pages), len(mixed), options.rounds),
        measure("main text, title and date of pages", lambda: whole_pages(pages), len(mixed), options.rounds),
        measure("bare automaton over names", automaton(mixed), len(mixed), options.rounds),
        measure("duplicates alone", lambda: duplicates(mixed), len(mixed), options.rounds),
    ]
    rivals = [*spacy_jobs(mixed, relevant, gate(), options.rival_documents)]
    rivals += [trafilatura_job(pages, options.rival_documents), datasketch_job(mixed, options.rival_documents)]
    print_table(rows + [measure_rival(job) for job in rivals])
    print_line(lambda texts: hear(as_lines(texts)), mixed, options.rounds)
    print_profile(lambda: hear(lines), "text, 1 in 10 relevant")
    print_profile(lambda: hear(pages), "HTML pages")
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=3000, help="documents in each corpus")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts")
    parser.add_argument("--rival-documents", type=int, default=150, help="documents that each rival reads")
    return parser.parse_args()


Row = tuple[str, float | None, str]
"""(what, documents a second or None, remark)."""


def measure(title: str, work: Callable[[], int], documents: int, rounds: int) -> Row:
    """Time a way of reading; its return value is what it found, and is printed."""
    best, found = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return title, documents / best, f"{found} found"


def measure_rival(job: Job) -> Row:
    """Time a rival once; one that is not installed has no figure but says so."""
    title, work, documents, lacks = job
    return measure(title, work, documents, 1) if work else (title, None, lacks)


def reader() -> Callable[[bytes], int]:
    """The whole way: JSON Lines bytes to reports to claims and duplicates; gives how many claims."""
    from servanda import pipeline
    from servanda.catalog.evidence import load_evidence
    from servanda.corroboration.copies import find_copies
    from servanda.reports import read_bytes

    def hear(data: bytes) -> int:
        heard = pipeline.hear(read_bytes(data, name="corpus.jsonl"), today=None)
        telling = [item for item in heard if isinstance(item, pipeline.Heard) and item.claims]
        find_copies({item.report.id: item.report.text for item in telling}, load_evidence().copies)
        return sum(len(item.claims) for item in telling)

    return hear


def whole_pages(data: bytes) -> int:
    """Only the way from HTML to reports; gives how many have text, title and day."""
    from servanda.model import Report
    from servanda.reports import read_bytes

    reports = (item for item in read_bytes(data, name="corpus.jsonl") if isinstance(item, Report))
    return sum(bool(one.text and one.title and one.published) for one in reports)


def duplicates(texts: Sequence[str]) -> int:
    """Near-duplicates among all texts, gate or not; gives how many pairs were worth a look."""
    from servanda.catalog.evidence import load_evidence
    from servanda.corroboration.copies import find_copies

    found = find_copies({str(n): text for n, text in enumerate(texts)}, load_evidence().copies)
    return len(found.candidates or ())


def gate() -> Callable[[str], bool]:
    """Whether our reader would look at a text at all."""
    from servanda import pipeline
    from servanda.model import Report

    passes = pipeline.reader()._gate.passes  # noqa: SLF001 - a rival behind the very same gate
    return lambda text: passes(Report(id="-", text=text))


def automaton(texts: Sequence[str]) -> Callable[[], int]:
    """Only the search for every name of a state or treaty: the floor of any reader."""
    from ahocorasick_rs import AhoCorasick

    from servanda.catalog import load_catalog

    catalog = load_catalog()
    names = {
        str(text).lower() for noun in (*catalog.states.values(), *catalog.treaties.values()) for text in names_of(noun)
    }
    search = AhoCorasick(sorted(names))
    return lambda: sum(len(search.find_matches_as_indexes(text.lower())) for text in texts)


def names_of(noun: Any) -> Iterator[str]:  # noqa: ANN401 - a state or a treaty, whose names stand in several fields
    """Every name that a noun of the catalog goes by, as far as its text fields tell."""
    for field in ("name", "title", "short", "names", "aliases"):
        value = getattr(noun, field, None) or ()
        for name in [value] if isinstance(value, str) else value:
            yield getattr(name, "text", name)


def print_table(rows: Sequence[Row]) -> None:
    """Print documents a second, and how many times faster than spaCy on the same corpus."""
    rates = {title: rate for title, rate, _ in rows}
    print(f"{'':<38}{'documents/s':>12}  {'to spaCy':>9}  {'gated':>7}")
    for title, rate, remark in rows:
        ratios = [ratio(rate, rates[SPACY_ALL if "all relevant" in title else SPACY]), ratio(rate, rates[SPACY_GATED])]
        print(f"{title:<38}{f'{rate:,.0f}' if rate else '–':>12}  {ratios[0]:>9}  {ratios[1]:>7}  {remark}")
    floor, ours = rates["bare automaton over names"], rates["whole way, 1 in 10 relevant"]
    if floor and ours:
        print(f"\nthe whole way takes {floor / ours:.0f} times as long as the bare automaton")


def ratio(rate: float | None, base: float | None) -> str:
    """How many times as fast as another."""
    return f"{rate / base:.1f} ×" if rate and base else "–"


if __name__ == "__main__":
    sys.exit(main())
