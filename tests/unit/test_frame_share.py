"""Pictures pass through shared memory whole and in order, however fast the writer is."""

import threading
from multiprocessing.shared_memory import SharedMemory

import numpy as np
import pytest

from mirrorcam.sources.frame_share import SLOTS, Trouble, make_share


@pytest.fixture
def share():
    made = make_share()
    yield made
    made.close()


def put(share, value, time_s=0.0, width_px=8, height_px=6):
    share.place(width_px, height_px, time_s)[...] = value
    share.publish(value)


def test_nothing_is_there_before_the_first_picture(share):
    assert share.newest(0) is None
    report = share.report()
    assert (report.frame_count, report.trouble, report.is_attached) == (0, Trouble.NONE, False)


def test_the_newest_picture_comes_once_with_its_number_time_and_size(share):
    for value in range(1, 8):
        put(share, value, value / 10, width_px=8 + value)
    newest = share.newest(3)
    assert (newest.number, newest.time_s, newest.note) == (7, 0.7, b"")
    assert newest.rgb.shape == (6, 15, 3) and (newest.rgb == 7).all()
    assert share.newest(newest.number) is None


def test_what_is_said_of_a_picture_comes_with_it(share):
    for value, note in enumerate([b"a smile and much besides", b"a tongue", b""]):
        share.place(8, 6, 0.1)[...] = value
        share.publish(value, note)
        assert share.newest(0).note == note


def test_the_writer_can_say_that_it_goes_on_without_a_picture(share):
    share.beat(12.5)
    assert (share.report().beat_s, share.report().frame_count) == (12.5, 0)


def test_a_picture_that_was_taken_out_does_not_change_any_more(share):
    put(share, 1)
    picture = share.newest(0).rgb
    for value in range(2, 2 + 2 * SLOTS):
        put(share, value)
    assert (picture == 1).all()


def test_the_same_picture_in_a_row_is_counted(share):
    for value in (1, 2, 2, 2):
        put(share, value)
    assert share.report().repeats == 2
    put(share, 3)
    assert share.report().repeats == 0


def test_trouble_is_told_and_forgotten_with_the_next_picture(share):
    share.say(Trouble.NO_CAMERA)
    assert share.report().trouble is Trouble.NO_CAMERA
    put(share, 1)
    assert share.report().trouble is Trouble.NONE


def test_a_reader_never_gets_half_a_picture(share):
    stop = threading.Event()

    def write():
        value = 0
        while not stop.is_set():
            value = value % 250 + 1
            put(share, value, width_px=640, height_px=360)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = last = 0
        for _ in range(20_000):
            newest = share.newest(last)
            if newest is not None:
                assert newest.number > last
                assert newest.rgb.min() == newest.rgb.max()
                last, seen = newest.number, seen + 1
            if seen == 50:
                break
    finally:
        stop.set()
        writer.join()
    assert seen > 0


def test_no_memory_is_left_behind(share):
    name = share.name
    share.unname()
    put(share, 9)
    assert (share.newest(0).rgb == 9).all()
    with pytest.raises(FileNotFoundError):
        SharedMemory(name=name)
    assert np.array_equal(share.newest(0).rgb, np.full((6, 8, 3), 9))
