"""The page of findings explains every code, in the words of the program."""

import re
import subprocess
import sys
from pathlib import Path

from servanda.insight.checks.codes import EVENT_CODES

ROOT = Path(__file__).parents[2]
GIVEN = re.compile(r'(?:code=|_finding\(case, |_as_finding\()\s*"([a-z_]+)"(?:,\s*(?:severity=)?"([a-z]+)")?')


def test_the_page_is_the_tables() -> None:
    """The page stands as its script would write it."""
    run = subprocess.run([sys.executable, ROOT / "script/findings.py", "--check"], check=False)
    assert run.returncode == 0, "run script/docs"


def test_every_code_of_a_check_is_in_the_table() -> None:
    """The codes that the checks give are those of the table, each with the severity that it has there."""
    rooms = [ROOT / "src/servanda/insight/checks", ROOT / "src/servanda/corroboration"]
    files = [file for room in rooms for file in sorted(room.glob("*.py")) if file.name != "codes.py"]
    given = [m.groups() for file in files for m in GIVEN.finditer(file.read_text(encoding="utf-8"))]
    table = {code.code: code.severity for code in EVENT_CODES}
    assert {code for code, _ in given} == set(table)
    assert [code for code, severity in given if severity and severity not in table[code]] == []
    assert [c.code for c in EVENT_CODES] == sorted(table)
