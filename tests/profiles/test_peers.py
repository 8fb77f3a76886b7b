"""Who is near, how sure that is, and where states stand."""

from datetime import date

import numpy as np
import pytest

from servanda.profiles import Profiles, find_peers, positions
from servanda.profiles.positions import as_arrays, drawn_weights, place

ON = date(2020, 12, 31)
SQUARE = [[True, True, False, False, True], [True, True, False, True, False], [False, False, True, True, False]]


def test_peers_are_in_the_order_counted_by_hand(record: Profiles) -> None:
    """The Maldives are as Nepal, Bhutan is a treaty away, Sri Lanka agrees on nothing."""
    found = find_peers(record, "NPL", ON, treaties=["ccm", "apmbc", "rome", "npt"], most=200)
    shares = {peer.state: peer.agreement.share for peer in found.peers}
    assert found.peers[0].state == "MDV"
    assert (shares["MDV"], shares["BTN"], shares["LKA"]) == (1.0, 0.75, 0.0)
    ordered = [peer.agreement.share for peer in found.peers]
    assert ordered == sorted(ordered, reverse=True)
    assert found.compared == len(found.peers)
    assert "NPL" not in shares


def test_those_level_with_the_last_are_named(record: Profiles) -> None:
    """Three of four treaties are agreed with Bhutan and nobody else: a list of two shows no arbitrary choice."""
    keys = ["ccm", "apmbc", "rome", "npt"]
    one = find_peers(record, "LKA", ON, treaties=keys, most=1)
    assert one.peers[0].agreement.share == 0.75
    assert len(one.level) > 100  # all who joined nothing agree on three of four
    assert find_peers(record, "NPL", ON, treaties=keys, most=2).level == ()


def test_those_of_whom_little_is_known_are_set_aside(record: Profiles) -> None:
    """After the record ends only acts are known: nobody is known on enough treaties to be a peer of Nepal but two."""
    found = find_peers(record, "NPL", date(2025, 6, 1), treaties=["ccm", "apmbc", "rome", "npt"])
    assert found.treaties == ("ccm", "apmbc", "rome")
    assert [peer.state for peer in found.peers] == ["MDV", "BTN"]
    assert found.needed == 3
    assert "LKA" in found.set_aside


def test_states_are_compared_with_those_of_their_day(record: Profiles) -> None:
    """No organisation and no state that is no more stands among the peers of a state."""
    found = find_peers(record, "NPL", ON, most=400)
    codes = {peer.state for peer in found.peers} | set(found.set_aside)
    assert not codes & {"SUN", "YUG", "CSK", "EUE", "XEAEC"}


def test_who_stays_in_every_draw_is_sure(record: Profiles) -> None:
    """An identical profile is among the nearest whatever treaties are drawn, an opposite one hardly ever."""
    keys = ["ccm", "apmbc", "rome", "npt"]
    stays = {p.state: p.stays for p in find_peers(record, "NPL", ON, treaties=keys, most=1).peers}
    assert stays == {"MDV": 1.0}
    everyone = find_peers(record, "NPL", ON, treaties=keys, most=200)
    assert all(0 <= peer.stays <= 1 for peer in everyone.peers)


def test_an_answer_repeats(record: Profiles) -> None:
    """Draws come from a fixed seed."""
    assert find_peers(record, "NPL", ON) == find_peers(record, "NPL", ON)


def test_without_gaps_and_ridge_it_is_pca(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every cell is known and the ridge is nothing, the fit is the plain decomposition of the centred table."""
    monkeypatch.setattr(positions, "RIDGE", 1e-12)
    chance = np.random.default_rng(7)
    columns = (chance.random((12, 9)) < 0.5).tolist()
    found = place([str(number) for number in range(12)], [str(number) for number in range(9)], columns, draws=2)
    assert found is not None
    table = np.array(columns, dtype=float)
    sizes = np.linalg.svd(table - table.mean(0), compute_uv=False) ** 2
    assert found.explained == pytest.approx((sizes[0] / sizes.sum(), sizes[:2].sum() / sizes.sum()), abs=1e-6)


def test_the_same_profile_has_the_same_place() -> None:
    """Two states with the same ties stand on one point, a gap or not."""
    rows = [*SQUARE, SQUARE[0], [None, *SQUARE[2][1:]], SQUARE[2]]
    found = place(list("ABCDEF"), list("vwxyz"), rows, draws=20)
    assert found is not None
    at = {one.state: one.at for one in found.positions}
    assert at["A"] == pytest.approx(at["D"])
    assert at["C"] == pytest.approx(at["F"])
    assert np.linalg.norm(np.subtract(at["E"], at["C"])) < np.linalg.norm(np.subtract(at["E"], at["A"]))


def test_treaties_that_tell_nobody_apart_place_nobody() -> None:
    """Where all are bound, or none, there is nothing to place states by."""
    assert place(list("ABC"), list("xyz"), [[True, False, None]] * 3) is None


def test_the_first_axis_points_to_those_bound_by_more() -> None:
    """Signs are no accident: whoever is bound by more stands higher on the first axis."""
    rows = [[number < bound for number in range(6)] for bound in range(7)]
    found = place([str(number) for number in range(7)], list("uvwxyz"), rows, draws=20)
    assert found is not None
    first = [one.at[0] for one in found.positions]
    assert first == sorted(first)
    assert found.stability[0] > 0.9


def test_every_draw_takes_as_many_treaties() -> None:
    """A draw with replacement has as many treaties as there are."""
    assert drawn_weights(7, 5).sum(1).tolist() == [7.0] * 5


def test_a_gap_is_no_tie() -> None:
    """What is not known is 0 in both tables."""
    known, ties = as_arrays([[True, None, False]])
    assert known.tolist() == [[1, 0, 1]]
    assert ties.tolist() == [[1, 0, 0]]
