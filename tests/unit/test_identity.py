"""A face keeps its id while it is in view."""

from mirrorcam.core.identity import KEPT_S, Identities, assign_ids


def at(x: float, y: float, size: float = 100.0) -> tuple[tuple[float, float], float]:
    return (x, y), size


def test_faces_keep_their_ids_when_they_move_and_change_order() -> None:
    known, first = assign_ids(Identities(), [at(100, 100), at(500, 100)], 0.0)
    _, second = assign_ids(known, [at(520, 110), at(90, 105)], 0.033)
    assert first == [0, 1]
    assert second == [1, 0]


def test_a_face_far_from_all_others_is_new() -> None:
    known, _ = assign_ids(Identities(), [at(100, 100)], 0.0)
    _, ids = assign_ids(known, [at(800, 600)], 0.033)
    assert ids == [1]


def test_a_face_hidden_for_a_moment_comes_back_with_its_id_and_later_without() -> None:
    known, _ = assign_ids(Identities(), [at(100, 100)], 0.0)
    hidden, _ = assign_ids(known, [], KEPT_S / 2)
    _, soon = assign_ids(hidden, [at(110, 100)], KEPT_S * 0.9)
    _, late = assign_ids(hidden, [at(110, 100)], KEPT_S * 1.1)
    assert (soon, late) == ([0], [1])


def test_two_faces_never_share_an_id() -> None:
    known, _ = assign_ids(Identities(), [at(100, 100)], 0.0)
    _, ids = assign_ids(known, [at(101, 100), at(99, 100), at(100, 101)], 0.033)
    assert len(set(ids)) == 3


def test_an_id_is_never_given_twice() -> None:
    known, ids = Identities(), []
    for step in range(20):
        known, now = assign_ids(known, [at(1000.0 * (step % 2), 0)], step * 2 * KEPT_S)
        ids += now
    assert len(set(ids)) == 20
