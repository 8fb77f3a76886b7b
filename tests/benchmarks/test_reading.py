"""The benchmark of reading runs, finds acts, and says what is not installed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_benchmark_runs_and_finds_acts():
    """A small round prints a figure for each way of reading, and the whole way finds something."""
    command = [sys.executable, "benchmarks/reading.py", "--documents", "40", "--rounds", "1", "--spacy-documents", "2"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    found = dict(re.findall(r"^(\S.*?) {2,}[\d,]+ .*?(\d+) found$", run.stdout, flags=re.MULTILINE))
    assert int(found["whole way, all relevant"]) > int(found["whole way, 1 in 10 relevant"]) > 0
    assert "spaCy small model" in run.stdout
