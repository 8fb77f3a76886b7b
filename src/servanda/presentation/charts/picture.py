"""An SVG as PNG, and a chart to a file by the ending of its name."""

from pathlib import Path

from servanda.model import UsageError

SCALE = 2
"""Pixels of the PNG for each unit of the SVG: sharp in print at column width."""


def to_png(svg: str) -> bytes:
    """Draw an SVG of ours as PNG, with the font that comes along and none of the system's."""
    import font_source_sans_pro as font
    import resvg_py

    files = [font.SourceSansPro, font.SourceSansProSemibold]
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        zoom=SCALE,
        skip_system_fonts=True,
        font_files=files,
        font_family="Source Sans Pro",
        sans_serif_family="Source Sans Pro",
    )
    return bytes(drawn)


def check_ending(path: Path) -> None:
    """Refuse a file that is neither SVG nor PNG, before anything is drawn."""
    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"a plot is SVG or PNG, not “{path.suffix or path.name}”", hint="name a file .svg or .png")


def save_picture(svg: str, path: Path) -> None:
    """Write a chart as the ending of its name says.

    Raises:
        UsageError: for another ending than .svg or .png.
    """
    check_ending(path)
    data = svg.encode() if path.suffix.lower() == ".svg" else to_png(svg)
    path.write_bytes(data)
