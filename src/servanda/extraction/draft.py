"""A draft: a frame for one state, with its time, tally and credits, and the traits by which the judge weighs it.

Traits are kinds and relations ("rung:approve", "state found as owner", "a tally stands in the clause"), never words
of a report, so that what is learnt from them holds for any text.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from servanda.extraction.frames import Frame
from servanda.extraction.roles import Found, contrasted
from servanda.extraction.scan import Mention
from servanda.extraction.surface import Zone
from servanda.extraction.tallies import Tally
from servanda.extraction.timenoun import Time

NEAR, FAR = 40, 120
_DATELINE = re.compile(
    r"\s*[^.\n]{2,70}?(?:\([^)\n]{2,30}\)|/[^/\n]{2,20}/)?\s*(?:\s[-–—]{1,2}\s|\.\s/[^/\n]{2,20}/\.?\s)"
)
_WORD = re.compile(r"[\w']+")
_MONTH = "open"
BESIDE = 5
"""How many characters, a preposition or a bracket, stand between a state in a list and its day."""
_REMEMBERED = ("focus", "title", "chamber", "person")
CHAMBERS = ("parliament", "lower", "upper", "chamber")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What may become a claim."""

    frame: Frame
    state: Found
    time: Time | None = None
    tally: Tally | None = None
    traits: frozenset[str] = frozenset()
    time_in_title: bool = False
    tally_in_title: bool = False


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What the traits need to know of the rest of the report."""

    published: str | None
    title_treaty: bool
    position: int
    frames: int
    question: bool
    quoted: bool
    closed: Mapping[str, str]
    titled: frozenset[str] = frozenset()


def traits(frame: Frame, state: Found, time: Time | None, tally: Tally | None, around: Around) -> tuple[str, ...]:
    """The traits of a draft, single ones and the pairs that matter together."""
    act = f"act:{frame.act.value if frame.act else 'none'}"
    form = f"form:{_form(frame.act)}"
    rung = f"rung:{frame.rung.value if frame.rung else 'none'}"
    rung_form = f"rungform:{_form(frame.rung)}"
    body = f"body:{frame.body.value if frame.body else 'none'}"
    ops = sorted({f"op:{m.value}" for m in frame.ops})
    close = sorted(
        {
            f"close:{m.value}"
            for m in frame.ops
            if _gap(m, frame.anchor) <= 12 or (frame.rung and 0 <= frame.rung.start - m.end <= 12)
        }
    )
    when = f"time:{_when(time, around.published)}"
    votes = "tally:yes" if tally else "tally:no"
    place = "zone:title" if frame.zone.is_title else f"zone:{min(around.position, 4)}"
    way, treaty_way = f"state:{state.way}", f"treaty:{frame.treaty.way}"
    single = [
        act, form, rung, rung_form, body, when, votes, place, way, treaty_way, *ops, *close,
        f"weak:{bool(frame.act and frame.act.weak)}",
        f"governs:{frame.governs}",
        f"object:{frame.object}",
        f"inherited:{frame.inherited}",
        f"staterank:{frame.rank[0]}",
        f"treatyrank:{frame.rank[1]}",
        f"distance:{_distance(frame)}",
        f"stateform:{state.mention.form if state.mention else ''}",
        f"treatyform:{frame.treaty.mention.form if frame.treaty.mention else ''}",
        f"opener:{frame.clause.opener}",
        f"states:{min(len(frame.states), 4)}",
        f"frames:{min(around.frames, 8) // 2}",
        f"question:{around.question}",
        f"quoted:{around.quoted}",
        f"titletreaty:{around.title_treaty}",
    ]  # fmt: skip
    return (
        *single,
        *_beside(frame, around.closed),
        *_between_words(frame, state),
        f"titleact:{str(frame.action) in around.titled}",
    )


def _beside(frame: Frame, closed: Mapping[str, str]) -> tuple[str, ...]:
    """The closed classes of the two words before the act and the rung, and of the word behind them."""
    found = []
    text = frame.zone.folded
    for name, mention in (("act", frame.act), ("rung", frame.rung)):
        if mention is not None:
            before = list(_WORD.finditer(text, _first_word(frame, mention), mention.start))[-2:]
            behind = _WORD.search(text, mention.end, min(len(text), mention.end + 16))
            classes = [_MONTH if _is_month(frame.zone, w) else closed.get(w.group(), "open") for w in reversed(before)]
            found += [f"{name}before{n}:{kind}" for n, kind in enumerate(classes, 1)]
            found.append(f"{name}behind:{closed.get(behind.group(), 'open') if behind else 'none'}")
    return tuple(found)


def _first_word(frame: Frame, mention: Mention) -> int:
    """Where the words before a mention begin: behind what is set apart for contrast ("Malta, not Cyprus, ratified")."""
    nearest = max(frame.clause.start, mention.start - 24)
    return max((m.end for m in contrasted(frame.clause, frame.zone.folded) if m.end <= mention.start), default=nearest)


def _is_month(zone: Zone, word: re.Match[str]) -> bool:
    """Whether "May" is the month: the modal has a capital only where a sentence begins, and no number beside it."""
    if word.group() != "may" or not zone.text[word.start()].isupper() or zone.text.isupper():
        return False
    beside = zone.folded[max(0, word.start() - 3) : word.start()] + zone.folded[word.end() : word.end() + 3]
    return any(c.isdigit() for c in beside) or not any(s.start == word.start() for s in zone.sentences)


def _between_words(frame: Frame, state: Found) -> tuple[str, ...]:
    """How much stands between the state and the act, and between the act and the treaty."""
    found = []
    for name, other in (("state", state.mention), ("treaty", frame.treaty.mention)):
        if other is None or not frame.clause.start <= other.start < frame.clause.end:
            continue
        first, last = sorted((other, frame.anchor), key=lambda m: m.start)
        inside = [m for m in frame.clause.mentions if first.end <= m.start and m.end <= last.start]
        kinds = {m.kind for m in inside}
        found += [f"{name}over:{kind}" for kind in sorted(kinds)]
        found.append(f"{name}gap:{min((last.start - first.end) // 15, 6)}:{other.start > frame.anchor.start}")
    return tuple(found)


def warned(state: Found, frame: Frame) -> str:
    """The operator or rung that stands just before the state's name: "urged Japan to", "if Japan"."""
    if state.mention is None or state.way in ("focus", "title", "chamber"):
        return "none"
    before = [m for m in frame.clause.of("op", "rung") if 0 <= state.mention.start - m.end <= 16]
    return before[-1].value if before else "none"


def _form(mention: Mention | None) -> str:
    return mention.form if mention else ""


def _gap(first: Mention, second: Mention) -> int:
    return second.start - first.end if first.start < second.start else 10_000


def _distance(frame: Frame) -> str:
    mention = frame.treaty.mention
    if mention is None or frame.treaty.way not in ("object", "before"):
        return "none"
    gap = max(mention.start - frame.anchor.end, frame.anchor.start - mention.end)
    return "near" if gap <= NEAR else "far" if gap > FAR else "middle"


def _when(time: Time | None, published: str | None) -> str:
    if time is None or time.value is None:
        return "none"
    if published is None:
        return time.kind
    day, now = time.value[:10], published[:10]
    if day > now[: len(day)]:
        return "future"
    if len(day) == 4:
        return "year" if day < now[:4] else "thisyear"
    months = (int(now[:4]) - int(day[:4])) * 12 + int(now[5:7] or 1) - int(day[5:7])
    return "recent" if months <= 1 else "months" if months <= 11 else "old"


def best_time(frame: Frame, times: Sequence[Time]) -> Time | None:
    """The time nearest to the step in its clause; else the one that opens the sentence."""
    clause = frame.clause
    usable = [t for t in times if t.value and not t.attributive and clause.start <= t.start < clause.end]
    told = [t for t in usable if t.start >= dateline_end(frame.zone)]
    usable = told or usable
    anchors = [m for m in (frame.rung, frame.act) if m] or [frame.anchor]
    if usable:
        return min(usable, key=lambda t: min(_between(t, m) for m in anchors))
    sentence = frame.zone.sentences[clause.sentence]
    opening = [t for t in times if t.value and not t.attributive and sentence.start <= t.start <= sentence.start + 4]
    return opening[0] if opening else None


def own_time(frame: Frame, state: Found, times: Sequence[Time]) -> Time | None:
    """The day that a list gives right behind one of its states: "Nauru on 4 February, Chad (26 March)"."""
    mention = state.mention
    if mention is None or state.way in _REMEMBERED:
        return None
    inside = (t for t in times if t.value and t.start < frame.clause.end)
    return next((t for t in inside if 0 <= t.start - mention.end <= BESIDE), None)


def dateline_end(zone: Zone) -> int:
    """Where the dateline of a text ends ("NAIROBI, 4 May 2024 (Reuters) - "); 0 where there is none."""
    found = _DATELINE.match(zone.text)
    return found.end() if found else 0


def _between(time: Time, mention: Mention) -> int:
    return max(time.start - mention.end, mention.start - time.end, 0)


def best_tally(frame: Frame, tallies: Sequence[Tally], busy: set[int]) -> Tally | None:
    """The count of votes in the clause, else in the sentence, else in the next one where no other step stands."""
    clause, zone = frame.clause, frame.zone
    sentence = zone.sentences[clause.sentence]
    for start, end in ((clause.start, clause.end), (sentence.start, sentence.end)):
        inside = [t for t in tallies if start <= t.start < end]
        if inside:
            return min(inside, key=lambda t: max(t.start - frame.anchor.end, frame.anchor.start - t.end))
    following = clause.sentence + 1
    if following < len(zone.sentences) and following not in busy:
        after = zone.sentences[following]
        inside = [t for t in tallies if after.start <= t.start < after.end]
        return inside[0] if inside else None
    return None
