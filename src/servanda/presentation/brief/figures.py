"""The figures of a brief as SVG, each with its title and its words inside."""

from servanda.brief.paper import Bars, Chances, Curve, WorldMap
from servanda.catalog import Catalog
from servanda.model import StatusValue
from servanda.presentation.charts.bars import bars_svg
from servanda.presentation.charts.chances import chances_svg
from servanda.presentation.charts.curve import curve_svg
from servanda.presentation.charts.map import region_svg, world_svg
from servanda.presentation.charts.paper import WIDTH, shortened

TALL = 400
"""Units the map of a region may be tall, so that a brief stays a few pages."""


def figure_svg(block: Bars | WorldMap | Curve | Chances, catalog: Catalog) -> str:
    """Draw a figure."""
    if isinstance(block, Bars):
        return bars_svg(block)
    if isinstance(block, Curve):
        return curve_svg(block)
    if isinstance(block, Chances):
        return chances_svg(block)
    return _map(block, catalog)


def _map(block: WorldMap, catalog: Catalog) -> str:
    known = {value.value: value for value in StatusValue}
    statuses = {code: known[said] for code, said in block.statuses.items() if said in known}
    title = shortened(block.title, size=19, room=WIDTH - 48)
    subtitle = "States by status"
    region = (
        region_svg(
            statuses, around=block.around, near=block.near, catalog=catalog, title=title, subtitle=subtitle,
            foot="Servanda.", tall=TALL,
        )
        if block.near
        else None
    )  # fmt: skip
    if region is not None:
        return region
    return world_svg(statuses, catalog=catalog, title=title, subtitle=subtitle, foot="Servanda.", focus=block.around)
