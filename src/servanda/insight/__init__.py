"""Insight: events enter, and leave with findings, with what the law makes of them and what they mean for others.

Reads catalog, record and law as they are given; opens nothing, reads no clock, and never fills a gap with a guess.
"""

from servanda.insight.enrich import check_event, enrich, implications, law_of_event

__all__ = ["check_event", "enrich", "implications", "law_of_event"]
