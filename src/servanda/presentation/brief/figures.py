"""The figures of a brief as SVG, each with its title and its words inside."""

from servanda.brief.paper import Bars, Chances, Curve, WorldMap
from servanda.catalog import Catalog
from servanda.model import StatusValue
from servanda.presentation.charts.bars import bars_svg
from servanda.presentation.charts.chances import chances_svg
from servanda.presentation.charts.curve import curve_svg
from servanda.presentation.charts.map import region_svg, world_svg


def figure_svg(block: Bars | WorldMap | Curve | Chances, catalog: Catalog, *, day: str) -> str:
    """Draw a figure; `day` is the day of the brief in words, for the map."""
    if isinstance(block, Bars):
        return bars_svg(block)
    if isinstance(block, Curve):
        return curve_svg(block)
    if isinstance(block, Chances):
        return chances_svg(block)
    return _map(block, catalog, day)


def _map(block: WorldMap, catalog: Catalog, day: str) -> str:
    known = {value.value: value for value in StatusValue}
    statuses = {code: known[said] for code, said in block.statuses.items() if said in known}
    subtitle = f"Status on {day}"
    region = (
        region_svg(
            statuses, around=block.around, near=block.near, catalog=catalog, title=block.title, subtitle=subtitle,
            foot="Servanda.",
        )
        if block.near
        else None
    )  # fmt: skip
    if region is not None:
        return region
    return world_svg(
        statuses, catalog=catalog, title=block.title, subtitle=subtitle, foot="Servanda.", focus=block.around
    )
