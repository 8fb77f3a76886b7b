"""The gate: whether a text can name a treaty at all. Most text of the world stops here, at the speed of one automaton.

A treaty's name either holds a head word ("treaty", "convention", "protocol"), which is then its cue, or is a cue
itself ("NATO", "Kyoto"). Cues are checked for word borders and, where they are acronyms, for their own letters.
"""

from collections.abc import Iterable

import ahocorasick_rs

from servanda.extraction.surface import fold
from servanda.model import Report


class Gate:
    """Built once from the names of treaties; says yes or no, and stops at the first yes."""

    def __init__(self, names: Iterable[str], heads: Iterable[str]) -> None:
        """Choose a cue for each name.

        Args:
            names: of treaties, in any case.
            heads: nouns that head treaty names, lower case.
        """
        words = tuple(heads)
        cues = dict.fromkeys(words, "")
        for name in names:
            for cue in {fold(name), name.lower()}:  # a text is lower-cased here, and keeps the marks of its letters
                if not any(word in cue for word in words):
                    cues[cue] = cues.get(cue, name) if name.isupper() else ""  # once in other letters, in any
        self._exact = [cues[cue] for cue in cues]
        self._cues = ahocorasick_rs.AhoCorasick(
            list(cues),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,  # "CED" must not hide "CEDAW"
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    def passes(self, report: Report) -> bool:
        """Whether title or text holds a cue."""
        return self._holds(report.text) or bool(report.title and self._holds(report.title))

    def _holds(self, text: str) -> bool:
        folded = text.lower()
        if len(folded) != len(text):
            folded = fold(text)
        for index, start, end in self._cues.find_matches_as_indexes(folded):
            exact = self._exact[index]
            if start and folded[start - 1].isalnum():
                continue
            if not exact or (text[start:end] == exact and not folded[end : end + 1].isalnum()):
                return True
        return False
