"""A reader that stops reading (`| head`) ends the tool quietly."""

import os
import subprocess
import sys

ENVIRONMENT = {**os.environ, "SERVANDA_LEDGER": ":memory:", "SERVANDA_TODAY": "2026-01-01"}


def test_a_reader_that_hung_up_ends_the_tool_quietly() -> None:
    """With nobody left to read stdout the tool leaves with 0 and says nothing."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = subprocess.run(
            [sys.executable, "-m", "servanda", "treaty", "--list"],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
            text=True,
        )
    finally:
        os.close(writing)
    assert (run.returncode, run.stderr) == (0, "")
