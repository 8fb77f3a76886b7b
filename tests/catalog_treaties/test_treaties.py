"""The names of treaties: each means one, finds its own, and every key we promised is there."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.text import fold
from servanda.catalog.treaties import read_treaties
from servanda.model import DataError

NAMES = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
TREATIES = load_catalog().treaties


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["name"])
def test_name_finds_its_treaty(case):
    """A name in use finds the treaty that readers mean by it."""
    assert load_catalog().treaty(case["name"]).key == case["key"]


def test_a_name_means_one_treaty():
    """No title, short title, alias or organ stands with two treaties; what may mean two belongs under ambiguous ones."""
    bearers = defaultdict(set)
    for key, treaty in TREATIES.items():
        for name in (treaty.title, treaty.short or treaty.title, *treaty.aliases, *treaty.organ_aliases):
            bearers[fold(name)].add(key)
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}


def test_an_ambiguous_name_is_no_plain_one():
    """A name that needs context does not stand among the plain names of the same treaty."""
    both = {
        key: common
        for key, treaty in TREATIES.items()
        if (common := set(treaty.ambiguous_aliases) & {*treaty.aliases, *treaty.organ_aliases})
    }
    assert both == {}


def test_parents_are_treaties():
    """A protocol or amendment names a parent that the catalog holds, and never itself."""
    lost = {k: t.parent for k, t in TREATIES.items() if t.parent and (t.parent not in TREATIES or t.parent == k)}
    assert lost == {}


def test_protocols_say_whose():
    """An amendment always names the treaty it amends."""
    assert [key for key, treaty in TREATIES.items() if treaty.kind == "amendment" and not treaty.parent] == []


def test_numbers_of_the_un_are_borne_once():
    """An MTDSG number belongs to one treaty; only the first protocols of the CCW share their convention's."""
    bearers = defaultdict(list)
    for key, treaty in TREATIES.items():
        if treaty.mtdsg:
            bearers[treaty.mtdsg].append(key)
    assert {n: k for n, k in bearers.items() if len(k) > 1} == {"XXVI-2": ["ccw", "ccw-p1", "ccw-p2", "ccw-p3"]}


def test_opened_after_adopted():
    """No treaty was opened for signature before it was adopted."""
    assert [k for k, t in TREATIES.items() if t.adopted and t.opened and t.opened < t.adopted] == []


def test_numbered_treaties_have_the_depositary():
    """What stands in the UN's list of its own deposits is deposited with the Secretary-General, but for the Charter."""
    odd = {k for k, t in TREATIES.items() if t.mtdsg and t.depositary != "UN Secretary-General"}
    assert odd <= {"un-charter"}


def test_promised_keys():
    """Every key of the contract's list is in the catalog."""
    folder = os.environ.get("SERVANDA_REFERENCE")
    if not folder:
        pytest.skip("name the reference folder in SERVANDA_REFERENCE to hold the keys against it")
    with (Path(folder) / "law" / "keys.csv").open(encoding="utf-8") as file:
        promised = {row["key"] for row in csv.DictReader(file)}
    assert promised - set(TREATIES) == set()


def test_a_part_of_a_count_that_names_a_group_gets_its_members():
    """Three members of the Council of Europe are three of those that ever were its members."""
    (part,) = TREATIES["cybercrime"].clauses.entry.parts
    assert part.group == "coe"
    assert {"FRA", "RUS", "UKR"} <= set(part.among)
    assert "USA" not in part.among


def test_a_group_that_is_none_is_a_fault_with_its_line(tmp_path):
    """A part of a count that names an unknown group is told with file, line, treaty and group."""
    for room in ("treaties", "clauses"):
        (tmp_path / room).mkdir()
    (tmp_path / "treaties" / "t.yaml").write_text("- {key: pact, title: Pact}\n", encoding="utf-8")
    (tmp_path / "clauses" / "c.yaml").write_text(
        "- key: pact\n  withdrawal: {allowed: silent}\n  entry:\n    parts: [{least: 3, group: nobody}]\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError, match="clauses of pact: no group “nobody”") as caught:
        read_treaties(tmp_path, {})
    assert caught.value.where == "c.yaml:3"
