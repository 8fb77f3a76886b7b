"""The mood of a draft: whether what it says was done, is asked for, denied, planned or supposed.

The judge learns from few reports, so what a grammarian knows beforehand is told to it: an appeal to a state to act
("urged Japan to join"), a question, a standing absence ("has not ratified") are moods, not so many separate words.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import product

from servanda.extraction.draft import Draft
from servanda.extraction.ladder import chance

ASKED = "asked"
_IF = ("if ", "unless ", "should ")
_IS = re.compile(r"\s(?:is|are|was|were)\s(?:all |simply |entirely )?$")
_CONDITION = re.compile(r"\s(?:if|unless|provided|should it)\s")
ABSENT = frozenset({"undone", "negated"})
_ASKED_WAYS = frozenset({"after", "metonym", "owner", "focus", "title", "listed"})
_APPEALS = frozenset({"statewarned:appeal", "statewarned:propose", "op:appeal"})
_PAIRS = (("mood", "state"), ("mood", "rung"), ("mood", "act"), ("rung", "body"), ("rung", "rungmood"))


def enriched(plain: Iterable[str]) -> frozenset[str]:
    """Plain traits with their moods and the pairs that matter together; done once, where a draft is made."""
    traits = set(plain)
    of: dict[str, list[str]] = {}
    for trait in tuple(traits):
        name, _, value = trait.partition(":")
        of.setdefault(name, []).append(value)
    of["mood"], of["rungmood"] = [mood(traits, "act", "form")], [mood(traits, "rung", "rungform")]
    traits |= {f"mood:{of['mood'][0]}", f"rungmood:{of['rungmood'][0]}"}
    for left, right in _PAIRS:
        traits |= {f"{left}:{a} {right}:{b}" for a, b in product(of.get(left, ()), of.get(right, ()))}
    return frozenset(traits)


def act_mood(draft: Draft) -> str:
    """The mood of the act word of a draft."""
    return mood(draft.traits, "act", "form")


def is_retracted(draft: Draft) -> bool:
    """Whether the teller takes it back: "an earlier version said Laos had left", "reports that Laos left are false"."""
    frame = draft.frame
    denials = [m for m in frame.clause.of("op") if m.value == "denial"]
    if any(m.form == "telling" and m.end <= frame.anchor.start for m in denials):
        return True
    folded = frame.zone.folded
    return any(m.start > frame.anchor.end and _IS.search(folded, m.start - 10, m.start) for m in denials)


def is_conditional(draft: Draft) -> bool:
    """Whether a condition opens or follows in the sentence on what is not done yet: "pledged to leave if it wins"."""
    frame = draft.frame
    if frame.act is None or "base" not in frame.act.form:
        return False
    sentence, folded = frame.zone.sentences[frame.clause.sentence], frame.zone.folded
    if folded.startswith(_IF, sentence.start):
        return True
    return bool(_CONDITION.search(folded, frame.act.end, sentence.end))


def is_chance(draft: Draft) -> bool:
    """Whether the act is only possible: "could leave", "would be the first to leave"; no step has been taken on it."""
    return chance(draft.frame)


def _told_to(traits: AbstractSet[str], word: str) -> bool:
    """Whether the act is an infinitive right behind its state and no appeal of the state's own stands between the two.

    "called on Pakistan and Egypt to accede": Egypt is asked; "Ukraine asked to accede": Ukraine asks.
    """
    return {f"{word}before1:to", "stategap:0:False", "state:subject"} <= traits and "stateover:op" not in traits


def mood(traits: AbstractSet[str], word: str, form: str) -> str:
    """The mood of the act (`word` act, `form` form) or of the rung (rung, rungform).

    Args:
        traits: of a draft.
        word: the prefix of the traits about the words before it.
        form: the prefix of the traits about its form.
    """
    before = {t.partition(":")[2] for t in traits if t.startswith((f"{word}before1:", f"{word}before2:"))}
    forms = next((t.partition(":")[2] for t in traits if t.startswith(f"{form}:")), "")
    state = next((t.partition(":")[2] for t in traits if t.startswith("state:")), "")
    ways = _ASKED_WAYS | {"subject"} if "statewarned:appeal" in traits else _ASKED_WAYS
    asked = bool(traits & _APPEALS) and "base" in forms and (state in ways or _told_to(traits, word))
    absent = "not" in before or "close:negation" in traits
    moods = {
        "none": not forms,
        ASKED: asked and not absent,
        "question": "question:True" in traits,
        "undone": absent and bool(before & {"have", "had"}),
        "negated": absent,
        "denied": "close:denial" in traits,
        "supposed": "if" in before or bool(traits & {"opener:if", "opener:unless"}),
        "possible": "would" in before or "close:hypothetical" in traits,
        "future": "will" in before or "close:future" in traits,
    }
    return next((name for name, fits in moods.items() if fits), None) or _plain(before, forms)


def _plain(before: set[str], forms: str) -> str:
    if "pp" in forms and before & {"have", "had", "been"}:
        return "perfect"
    if "pp" in forms and before & {"be_now", "be_past"}:
        return "passive"
    if "to" in before and "base" in forms:
        return "infinitive"
    if "noun" in forms:
        return "noun" if "ger" not in forms else "gerund"
    return forms.split("|", maxsplit=1)[0]
