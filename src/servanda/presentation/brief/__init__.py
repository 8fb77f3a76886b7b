"""A brief on paper: one HTML page without requests, or a PDF of a few pages; the same content and figures in both."""

from servanda.presentation.brief.html import render_html
from servanda.presentation.brief.pdf import render_pdf

__all__ = ["render_html", "render_pdf"]
