"""The outlook: the chance of each next stage of a procedure, and of a quiet party's notice of leaving."""

from servanda.insight.outlook.nouns import HORIZONS, Input, Prospect
from servanda.insight.outlook.parties import outlook_of_party
from servanda.insight.outlook.procedures import courses_of, outlook_of_procedure

__all__ = ["HORIZONS", "Input", "Prospect", "courses_of", "outlook_of_party", "outlook_of_procedure"]
