"""The shipped rates of exit are those of the table they name."""

import os
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from servanda.catalog.outlook import load_hazard


@pytest.mark.slow
def test_the_hash_is_that_of_the_table() -> None:
    """Counting the record again gives the table, the coefficients and the evaluation that ship."""
    if "SERVANDA_REFERENCE" not in os.environ:
        pytest.skip("set SERVANDA_REFERENCE to the folder that holds data/untc-2015")
    place = Path(__file__).parents[2] / "benchmarks" / "outlook.py"
    spec = spec_from_file_location("benchmark_outlook", place)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.measure(Path(os.environ["SERVANDA_REFERENCE"]) / "data" / "untc-2015")
    held = load_hazard()
    assert found.table == held.table, "the register changed: renew with benchmarks/outlook.py --write"
    assert (found.counts, found.shown) == (held.counts, held.shown)
    assert found.coefficients == pytest.approx(held.coefficients, abs=1e-4)
