"""The page of findings explains every code, in the words of the program."""

from pathlib import Path

from servanda.presentation.findings import CONTRADICTIONS, OPEN_POINTS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"


def test_every_finding_is_explained() -> None:
    """Each code stands on the page with what it means, and no other does."""
    rows = {
        line.split("|")[1].strip(" `"): line.split("|")[2].strip()
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    }
    assert rows == CONTRADICTIONS | OPEN_POINTS
