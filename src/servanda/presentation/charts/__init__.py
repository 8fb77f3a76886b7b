"""Charts that can stand in a report: SVG drawn from data, PNG made of the SVG. Text in them is escaped by Jinja.

A chart is told twice, for eyes and for screen readers (`title` and `desc`), and no status by colour alone.
"""

from servanda.presentation.charts.agreement import agreement_svg
from servanda.presentation.charts.map import region_svg, world_svg
from servanda.presentation.charts.participation import participation_svg
from servanda.presentation.charts.picture import check_ending, save_picture, to_png
from servanda.presentation.charts.positions import positions_svg
from servanda.presentation.charts.timeline import timeline_svg

__all__ = [
    "agreement_svg",
    "check_ending",
    "participation_svg",
    "positions_svg",
    "region_svg",
    "save_picture",
    "timeline_svg",
    "to_png",
    "world_svg",
]
