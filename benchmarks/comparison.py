"""A keyword monitor and spaCy with patterns beside us, on our own gold cases, marked by one scorer.

    python benchmarks/comparison.py            prints the table
    python benchmarks/comparison.py --write    also writes it between the marks of docs/explanation/comparison.md

All three are given the same names: the states, treaties and their aliases of our catalog.

- The keyword monitor, as press offices keep them: a state, a treaty and a word of an act in one sentence.
- spaCy with patterns: a blank English pipeline (no model to download) with an EntityRuler for states and treaties and a
  Matcher for acts, stages, negation and future; a state and a treaty of one sentence are joined by its act. It needs
  `pip install spacy`, and is left out with a line where it is not there.

The words of both are those a careful person would list in an afternoon (ACTS, STAGES), and were not tuned on the cases.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from servanda import pipeline
from servanda.catalog import Catalog, load_catalog
from servanda.evaluation import Evaluation, evaluate_split
from servanda.model import Action, Certainty, Claim, Report, Stage, State, Treaty

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests/gold"
PAGE = ROOT / "docs/explanation/comparison.md"
BEGIN, END = "<!-- begin: benchmarks/comparison.py -->", "<!-- end -->"
ACTS = {
    Action.WITHDRAWAL: "withdraw withdraws withdrew withdrawn withdrawal withdrawing leave leaves left leaving quit "
    "quits quitting exit exits denounce denounces denounced denunciation pull pulls pulled",
    Action.ACCESSION: "accede accedes acceded acceding accession join joins joined joining",
    Action.RATIFICATION: "ratify ratifies ratified ratifying ratification",
    Action.SIGNATURE: "sign signs signed signing signature",
    Action.SUSPENSION: "suspend suspends suspended suspension",
    Action.RESERVATION: "reservation reservations",
    Action.OBJECTION: "objection objects objected",
    Action.REVOCATION: "revoke revokes revoked revocation",
}
STAGES = {
    Stage.PARLIAMENT_VOTE: "parliament vote voted votes lawmakers deputies senate assembly seimas",
    Stage.GOVERNMENT_APPROVED: "cabinet government approved approves",
    Stage.CONSIDERED: "considering weighing studying mulls mulling",
    Stage.ANNOUNCED: "announced announces will",
    Stage.EFFECTIVE: "effect force",
    Stage.NOTIFIED: "deposited deposits notified notice instrument",
}
NOT = frozenset(["not", "no", "never", "denied", "denies", "false"])
FUTURE = frozenset(["will", "would", "plans", "intends"])
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w+")
Read = Callable[[list[Report]], list[Claim]]
WORD_ACTS = {word: action for action, words in ACTS.items() for word in words.split()}
WORD_STAGES = {word: stage for stage, words in STAGES.items() for word in words.split()}


class Names:
    """The names of states and treaties that all readers share, longest first."""

    def __init__(self, catalog: Catalog) -> None:
        self.states = {name: state.code for state in catalog.states.values() for name in state_names(state)}
        self.treaties = {name: treaty.key for treaty in catalog.treaties.values() for name in treaty_names(treaty)}

    def finder(self, names: Iterable[str]) -> re.Pattern[str]:
        """A search for any of the names as whole words."""
        longest = sorted(names, key=len, reverse=True)
        return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")


def state_names(state: State) -> list[str]:
    """The names under which a state is looked for."""
    names = {state.name, *(name.text for name in state.names)}
    return [name for name in names if len(name) > 3]


def treaty_names(treaty: Treaty) -> list[str]:
    """The names under which a treaty is looked for."""
    names = {treaty.title, treaty.short or "", *treaty.aliases}
    return [name for name in names if len(name) > 2]


def keyword_monitor(names: Names) -> Read:
    """A state, a treaty and a word of an act in one sentence."""
    find_state, find_treaty = names.finder(names.states), names.finder(names.treaties)

    def read(reports: Sequence[Report]) -> list[Claim]:
        found = []
        for report in reports:
            for sentence in _SENTENCE.split(f"{report.title or ''}\n{report.text}"):
                treaties = dict.fromkeys(names.treaties[name] for name in find_treaty.findall(sentence))
                states = dict.fromkeys(names.states[name] for name in find_state.findall(sentence))
                acts = dict.fromkeys(WORD_ACTS[w] for w in _WORD.findall(sentence.lower()) if w in WORD_ACTS)
                found += [_claim(report, s, t, a, Stage.NOTIFIED) for s in states for t in treaties for a in acts]
        return found

    return read


def spacy_patterns(names: Names) -> Read:
    """An EntityRuler for names and a Matcher for acts on a blank English pipeline."""
    spacy = importlib.import_module("spacy")
    matcher_of = importlib.import_module("spacy.matcher").Matcher
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "TREATY", "pattern": name, "id": key} for name, key in names.treaties.items()]
        + [{"label": "STATE", "pattern": name, "id": code} for name, code in names.states.items()]
    )
    matcher = matcher_of(nlp.vocab)
    for action, words in ACTS.items():
        matcher.add(str(action), [[{"LOWER": {"IN": words.split()}, "ENT_TYPE": ""}]])

    def read(reports: Sequence[Report]) -> list[Claim]:
        return [claim for report in reports for claim in _by_sentence(nlp, matcher, report)]

    return read


def _by_sentence(nlp: Any, matcher: Any, report: Report) -> list[Claim]:  # noqa: ANN401 - spaCy's own types
    """One claim for each state with each treaty of a sentence, by the act nearest to the treaty."""
    found = []
    for sentence in nlp(f"{report.title or ''}\n{report.text}").sents:
        states = {e.ent_id_: e for e in sentence.ents if e.label_ == "STATE"}
        treaties = {e.ent_id_: e for e in sentence.ents if e.label_ == "TREATY"}
        acts = [(start, nlp.vocab.strings[kind]) for kind, start, _ in matcher(sentence)]
        words = [token.lower_ for token in sentence]
        stage = next((WORD_STAGES[word] for word in words if word in WORD_STAGES), Stage.NOTIFIED)
        for key, treaty in treaties.items() if acts else ():
            action = min(acts, key=lambda act: abs(act[0] - (treaty.start - sentence.start)))[1]
            found += [_claim(report, code, key, Action(action), stage, certainty=_certainty(words)) for code in states]
    return found


def _certainty(words: Iterable[str]) -> Certainty:
    said = set(words)
    if said & NOT:
        return Certainty.DENIED
    return Certainty.PLANNED if said & FUTURE else Certainty.ASSERTED


def _claim(
    report: Report,
    state: str,
    treaty: str,
    action: Action,
    stage: Stage,
    *,
    certainty: Certainty = Certainty.ASSERTED,
) -> Claim:
    return Claim(report=report.id, state=state, treaty=treaty, action=action, stage=stage, certainty=certainty)


def ourselves(reports: Sequence[Report]) -> list[Claim]:
    """Servanda, as `read --claims` reads."""
    return [claim for report in reports for claim in pipeline.reader().read(report)]


def line_of(name: str, part: str, found: Evaluation) -> str:
    """One line of the table."""
    keys, interval = found.keys, found.keys.interval or (0.0, 0.0)
    alarms, stage = found.false_alarms, found.by_field.get("stage")
    return (
        f"| {name} | {part} | {keys.f1:.3f} ({interval[0]:.3f} to {interval[1]:.3f}) | {keys.precision:.3f} "
        f"| {keys.recall:.3f} | {alarms.hit} of {alarms.total} | {stage.f1 if stage else 0:.3f} |"
    )


def table() -> str:
    """Everybody's figures on the seen and the unseen cases."""
    names = Names(load_catalog())
    readers: dict[str, Read] = {"keyword monitor": keyword_monitor(names)}
    if importlib.util.find_spec("spacy"):
        readers["spaCy with patterns"] = spacy_patterns(names)
    else:
        print("spaCy is left out: pip install spacy", file=sys.stderr)
    readers["Servanda"] = ourselves
    lines = ["| reader | cases | F1 | precision | recall | false alarms | stage F1 |", "|---|---|---|---|---|---|---|"]
    for name, read in readers.items():
        split = evaluate_split([GOLD], read)
        lines += [line_of(name, part, found) for part, found in split.items()]
    return "\n".join(lines)


def main() -> int:
    """Print the table, and write it where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table into the page")
    options = parser.parse_args()
    figures = table()
    print(figures)
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
