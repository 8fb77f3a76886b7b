"""The obligations we ship, and what the reader of them refuses."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.obligations import check_keys, load_obligations, read_obligations
from servanda.model import DataError
from servanda.model.obligation import Duties

DATA = Path(__file__).parents[2] / "src" / "servanda" / "catalog" / "data" / "obligations"
FLAGSHIP = [
    "ccm",
    "apmbc",
    "tpnw",
    "npt",
    "ctbt",
    "att",
    "cwc",
    "bwc",
    "rome",
    "istanbul",
    "paris",
    "nato",
    "open-skies",
    "inf",
    "cfe",
    "new-start",
    "kyoto",
]
BROKEN = yaml.safe_load((Path(__file__).parent / "broken_obligations.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", FLAGSHIP)
def test_each_flagship_treaty_has_obligations_and_a_body(key: str) -> None:
    """Obligations have an article and a source; the treaty names whoever watches over it."""
    duties = load_obligations()[key]
    assert len(duties.obligations) >= 4
    assert duties.organs
    assert all(one.article and one.sources for one in duties.obligations)


def test_every_key_and_code_is_of_the_catalog() -> None:
    """Treaties, states and grounds are known."""
    catalog = load_catalog()
    check_keys(load_obligations(), catalog.treaties)
    grounds = [g for d in load_obligations().values() for o in d.obligations for g in o.stays]
    owed = [o for d in load_obligations().values() for o in d.obligations]
    codes = {code for one in (*grounds, *owed) for code in (*one.only, *one.but)}
    assert codes <= set(catalog.states)


def test_every_ground_names_its_source() -> None:
    """A ground by another treaty or by custom says where it was read."""
    grounds = [g for d in load_obligations().values() for o in d.obligations for g in o.stays]
    assert all(g.source for g in grounds if g.by != "treaty")


def test_a_treaty_the_catalog_does_not_hold_is_refused() -> None:
    """The keys are checked against each other."""
    with pytest.raises(DataError, match="no treaty of the catalog: nowhere"):
        check_keys({"nowhere": Duties(treaty="nowhere")}, {"ccm": object()})


@pytest.mark.parametrize("row", BROKEN, ids=[row["about"] for row in BROKEN])
def test_mistakes_are_told_with_file_and_line(row: dict[str, Any], tmp_path: Path) -> None:
    """Each mistake is refused in words that name it."""
    (tmp_path / "schema.json").write_text((DATA / "schema.json").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(row["text"], encoding="utf-8")
    with pytest.raises(DataError, match=row["says"]) as caught:
        read_obligations(tmp_path)
    assert "bad.yaml:" in str(caught.value)
