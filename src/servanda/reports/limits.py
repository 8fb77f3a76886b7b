"""How much of anything is read: one noun, so that a caller can loosen or tighten it, and no reader hides a number.

What exceeds a limit becomes a Reject that names the limit; nothing is cut off silently, since a report that was cut
could lose the sentence that takes everything back.
"""

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Upper bounds of the reading room.

    Args:
        file_bytes: bytes of a file or of standard input that is read whole (all kinds but JSON Lines).
        line_bytes: bytes of one line of JSON Lines; a longer one is skipped without being held.
        json_depth: nested objects and arrays in one JSON value.
        html_depth: elements open at the same time in one page; parsers take quadratic time beyond.
        feed_entries: entries of one feed.
        text_chars: characters of one report.
        folder_files: files of one folder, sub-folders included.
        folder_depth: folders within folders.
        pdf_pages: pages of one PDF.
    """

    file_bytes: int = 50_000_000
    line_bytes: int = 20_000_000
    json_depth: int = 100
    html_depth: int = 3_000
    feed_entries: int = 10_000
    text_chars: int = 2_000_000
    folder_files: int = 100_000
    folder_depth: int = 50
    pdf_pages: int = 2_000


DEFAULT = Limits()
