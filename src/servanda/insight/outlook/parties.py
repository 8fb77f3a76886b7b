"""Quiet parties: the chance that a party gives notice of leaving, at the rate at which parties did.

The rate is notices over years of parties, counted once over records that are not shipped (`benchmarks/outlook.py`).
What stands beside it - who left next door, which allies left - is told for the reader to weigh; it moves the chance
only where a model that uses it did better than the rate on years it had not seen.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from servanda.catalog import Catalog
from servanda.catalog.outlook import Hazard, Rate
from servanda.insight.outlook.intervals import poisson
from servanda.insight.outlook.nouns import HORIZONS, Input, Prospect
from servanda.insight.precedents import exits_on_record
from servanda.model import CONSENT, Act, Stage, parse_edtf

RECENT = 5
"""Years in which the leaving of others is looked at."""


def outlook_of_party(
    state: str,
    treaty: str,
    on: date,
    *,
    acts: Iterable[Act],
    catalog: Catalog,
    hazard: Hazard,
    horizons: Sequence[int] = HORIZONS,
) -> tuple[Prospect, ...]:
    """The chance that a party gives notice of leaving within each horizon.

    Args:
        state, treaty: the party; that it is one is for the caller to know.
        on: the day asked about; acts after it are not used.
        acts: the record, as known on the day.
        catalog: for family, neighbours and alliances.
        hazard: the shipped rates, from `servanda.catalog.outlook`.
        horizons: months ahead.
    """
    what = catalog.treaties.get(treaty)
    family = what.family if what else ""
    of_family = hazard.rate(on.year, family)
    own = hazard.shown == "family_rate" and of_family.years > 0
    rate = of_family if own else hazard.rate(on.year)
    if not rate.years:
        return ()
    inputs = (
        Input(name="family", value=family or "unknown", found="the catalog's treaty", used=own),
        *_around(state, treaty, on, list(acts), catalog),
    )
    whose = f"treaties of the family {family}" if own else "all treaties counted"
    why = (
        f"The base rate: {rate.exits} notices of leaving in {rate.years:,.0f} years of parties to {whose}, "
        f"up to {min(hazard.until, on.year - 1)}. {_shown(hazard)}"
    )
    return tuple(_prospect(rate, months, inputs, why) for months in horizons)


def _shown(hazard: Hazard) -> str:
    """How the model did beside the base rate on years that neither had seen, and so why the base rate is shown."""
    if not {"base_rate", "model"} <= set(hazard.evaluation):
        return "No model was fitted."
    base, model = hazard.evaluation["base_rate"], hazard.evaluation["model"]
    brier = "better" if model.brier < base.brier else "no better"
    loss = "better" if model.log_loss < base.log_loss else "no better"
    return (
        f"On {hazard.forecasts:,} years of parties since {hazard.since} that it had not seen, a model with covariates "
        f"did {brier} by Brier score ({model.brier:.5g} beside {base.brier:.5g}) and {loss} by log loss "
        f"({model.log_loss:.3g} beside {base.log_loss:.3g}); it had to win by both to be shown."
    )


def _prospect(rate: Rate, months: int, inputs: tuple[Input, ...], why: str) -> Prospect:
    low, high = poisson(rate.exits)
    years = months / 12
    return Prospect(
        stage=Stage.NOTIFIED.value,
        within_months=months,
        value=_within(rate.exits / rate.years, years),
        low=_within(low / rate.years, years),
        high=_within(high / rate.years, years),
        cases=rate.exits,
        basis="base rate",
        why=why,
        inputs=inputs,
    )


def _within(rate: float, years: float) -> float:
    """The chance of an event within some years at a constant rate a year."""
    return -math.expm1(-rate * years)


def _around(state: str, treaty: str, on: date, acts: list[Act], catalog: Catalog) -> Iterable[Input]:
    mine = [a for a in acts if a.treaty == treaty and parse_edtf(a.date).last <= on]
    exits = exits_on_record(mine, upto=on)
    since = on.replace(year=on.year - RECENT, day=min(on.day, 28))
    left = {e.state for e in exits if not e.revoked and e.state != state and parse_edtf(e.notified).first > since}
    allies = {
        member for group in catalog.groups_of(state, on) if group.kind == "alliance" for member in group.members_on(on)
    }
    joined = [parse_edtf(a.date).first for a in mine if a.state == state and a.kind in CONSENT and a.territory is None]
    found = f"notices on record in the {RECENT} years before {on.isoformat()}"
    yield Input(
        name="years_a_party",
        value=str((on - max(joined)).days // 365) if joined else "unknown",
        found="the state's last consent on record",
        used=False,
    )
    for name, who in (
        ("neighbours_left", left & set(catalog.neighbours(state))),
        ("allies_left", left & allies),
        ("others_left", left),
    ):
        yield Input(name=name, value=", ".join(sorted(who)) or "none", found=found, used=False)
