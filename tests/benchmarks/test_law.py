"""The benchmark of law runs, on the register we ship where no reference is named; how fast it was is not asked."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "law.py"


def test_the_benchmark_prints_every_figure(tmp_path: Path) -> None:
    """Each figure of the issue has its line, beside a Polars expression."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERVANDA_")}
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), "--repeat", "1"],
        env=kept | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    for figure in (
        "first use, a new process",
        "all intervals",
        "statuses",
        "every reason",
        "76 yearly panels",
        "Polars",
    ):
        assert figure in ran.stdout
