"""The benchmark of reading runs, finds acts, fits its line, and says what is not installed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_benchmark_runs_and_finds_acts():
    """A small round prints a figure for each way of reading, the line, the profile, and the whole way finds something."""
    command = [sys.executable, "benchmarks/reading.py", "--documents", "40", "--rounds", "1", "--rival-documents", "2"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=240)
    found = dict(re.findall(r"^(\S.*?) {2,}[\d,]+ .*?(\d+) found$", run.stdout, flags=re.MULTILINE))
    assert int(found["whole way, all relevant"]) > int(found["whole way, 1 in 10 relevant"]) > 0
    assert found["main text, title and date of pages"] == "40"
    rivals = ["spaCy small, names only", "spaCy small behind our gate", "trafilatura", "datasketch"]
    assert [
        name for name in rivals if not re.search(f"^{name}.*(found|not installed.*)$", run.stdout, re.MULTILINE)
    ] == []
    assert re.search(r"seconds = -?[\d.]+ \+ [\d.]+ x MB, R2 [\d.]+", run.stdout)
    assert "where the time goes" in run.stdout
