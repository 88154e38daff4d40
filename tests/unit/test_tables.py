"""Tables have the columns that were promised, the same bytes every time, and never lose a row."""

import csv
import io
import logging
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from mirrorcam.core.channels import CHANNELS, from_names
from mirrorcam.core.types import Expression, Gesture, HeadPose
from mirrorcam.sinks.sink import SinkError
from mirrorcam.sinks.tables import EventsWriter, TimelineWriter

GESTURES = ["smile", "mouth_open", "tongue_out", "pucker", "brows_up", "frown", "eyes_closed", "wink"]
HEAD = ["file", "frame", "time_s", "face", "confidence", "yaw_deg", "pitch_deg", "roll_deg"]


AHEAD = HeadPose()


def smiling(face_id=0, amount=0.5, head=AHEAD, gestures=frozenset({Gesture.SMILE}), confidence=0.75):
    channels = from_names(mouthSmileLeft=amount, mouthSmileRight=amount)
    return Expression(face_id, channels, head, gestures, confidence)


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_timeline_has_the_promised_columns_in_order(tmp_path):
    with TimelineWriter(tmp_path / "a.csv"):
        pass
    assert (tmp_path / "a.csv").read_text() == ",".join([*HEAD, *CHANNELS, *GESTURES]) + "\n"


def test_each_face_has_a_row_with_its_numbers(tmp_path):
    with TimelineWriter(tmp_path / "a.csv") as table:
        both = frozenset({Gesture.SMILE, Gesture.WINK})
        table.write("b.mp4", 7, 0.28, [smiling(3, 0.25, HeadPose(0.5, -0.25, 0.125), both), smiling(4)])
    first, second = rows_of(tmp_path / "a.csv")
    assert (first["file"], first["frame"], first["time_s"], first["face"]) == ("b.mp4", "7", "0.2800", "3")
    assert (first["confidence"], first["mouthSmileLeft"], first["jawOpen"]) == ("0.7500", "0.2500", "0.0000")
    assert (first["yaw_deg"], first["pitch_deg"], first["roll_deg"]) == ("28.6479", "-14.3239", "7.1620")
    assert [first[name] for name in GESTURES] == ["1", "0", "0", "0", "0", "0", "0", "1"]
    assert (second["face"], second["smile"], second["wink"]) == ("4", "1", "0")


def test_a_frame_without_a_face_has_one_row_without_numbers(tmp_path):
    with TimelineWriter(tmp_path / "a.csv") as table:
        table.write("b.mp4", 2, 0.1, [])
    (row,) = rows_of(tmp_path / "a.csv")
    assert [row[name] for name in HEAD] == ["b.mp4", "2", "0.1000", "", "", "", "", ""]
    assert all(row[name] == "" for name in (*CHANNELS, *GESTURES))
    assert None not in row


def test_channels_stand_under_their_own_names(tmp_path):
    channels = np.linspace(0.0, 1.0, len(CHANNELS), dtype=np.float32)
    with TimelineWriter(tmp_path / "a.csv") as table:
        table.write("b.mp4", 0, 0.0, [Expression(0, channels, HeadPose(), frozenset(), 1.0)])
    (row,) = rows_of(tmp_path / "a.csv")
    assert [float(row[name]) for name in CHANNELS] == pytest.approx(channels.tolist(), abs=5e-5)


def test_what_is_no_number_is_left_empty_and_no_zero_has_a_sign(tmp_path):
    head = HeadPose(float("nan"), -1e-9, float("inf"))
    with TimelineWriter(tmp_path / "a.csv") as table:
        table.write("b.mp4", 0, 0.0, [smiling(head=head)])
    (row,) = rows_of(tmp_path / "a.csv")
    assert (row["yaw_deg"], row["pitch_deg"], row["roll_deg"]) == ("", "0.0000", "")
    assert row["smile"] == "1" and None not in row


@pytest.mark.parametrize("name", ["a,b.mp4", 'say "cheese".mp4', "two\nlines.mp4", "子供 ü.mp4", "plain.mp4"])
def test_any_file_name_comes_back_as_it_was(tmp_path, name):
    with TimelineWriter(tmp_path / "a.csv") as table:
        table.write(name, 0, 0.0, [smiling()])
        table.write(name, 1, 0.1, [])
    assert [row["file"] for row in rows_of(tmp_path / "a.csv")] == [name, name]


def test_events_are_written_when_they_end_and_the_last_ones_at_the_end_of_the_clip(tmp_path):
    with EventsWriter(tmp_path / "a.csv") as table:
        for index, amount in enumerate([0.2, 0.9, 0.4]):
            table.write(index / 10, [smiling(5, amount)])
        table.write(0.3, [smiling(5, gestures=frozenset())])
        table.write(0.4, [smiling(5, 0.6)])
        table.write(0.6, [smiling(5, 0.3)])
    rows = rows_of(tmp_path / "a.csv")
    assert list(rows[0]) == ["gesture", "face", "start_s", "end_s", "peak"]
    assert [list(row.values()) for row in rows] == [
        ["smile", "5", "0.0000", "0.3000", "0.9000"],
        ["smile", "5", "0.4000", "0.8000", "0.6000"],
    ]


def test_a_table_has_its_name_only_when_it_is_whole(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("the one before\n")
    with TimelineWriter(path) as table:
        table.write("b.mp4", 0, 0.0, [smiling()])
        assert path.read_text() == "the one before\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.csv"]
    assert len(rows_of(path)) == 1


def test_an_interruption_keeps_the_rows_so_far_and_says_where(tmp_path, caplog):
    path = tmp_path / "a.csv"
    with caplog.at_level(logging.WARNING), pytest.raises(KeyboardInterrupt), TimelineWriter(path) as table:
        for index in range(5):
            table.write("b.mp4", index, index / 25, [smiling()])
        raise KeyboardInterrupt
    assert not path.exists()
    assert len(rows_of(tmp_path / "a.csv.partial")) == 5
    assert len(caplog.messages) == 1
    assert "5 rows" in caplog.messages[0] and str(tmp_path / "a.csv.partial") in caplog.messages[0]


CRASH = """
import os, sys
from mirrorcam.sinks.tables import TimelineWriter
table = TimelineWriter(sys.argv[1])
for index in range(100):
    table.write("b.mp4", index, index / 25, [])
os.kill(os.getpid(), int(sys.argv[2]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are posix here")
def test_a_crash_keeps_every_row_that_was_written(tmp_path):
    path = tmp_path / "a.csv"
    subprocess.run([sys.executable, "-c", CRASH, str(path), str(int(signal.SIGKILL))], check=False)
    assert not path.exists()
    assert [row["frame"] for row in rows_of(tmp_path / "a.csv.partial")] == [
        str(index) for index in range(100)
    ]


FILL_UP = """
import logging, resource, sys
from mirrorcam.sinks.tables import TimelineWriter
from mirrorcam.sinks.sink import SinkError
logging.basicConfig(format="%(message)s")
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    with TimelineWriter(sys.argv[1]) as table:
        for index in range(1000):
            table.write("b.mp4", index, index / 25, [])
except SinkError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits on file size are posix here")
def test_a_disk_that_fills_up_keeps_whole_rows_only_and_says_so(tmp_path):
    path = tmp_path / "a.csv"
    said = subprocess.run(
        [sys.executable, "-c", FILL_UP, str(path)], capture_output=True, text=True, check=True
    )
    assert said.stdout.count("\n") == 1 and str(path) in said.stdout
    assert said.stderr.count("\n") == 1 and ".partial" in said.stderr
    assert not path.exists()
    kept = (tmp_path / "a.csv.partial").read_text()
    assert kept.endswith("\n")
    rows = list(csv.DictReader(io.StringIO(kept)))
    assert len(rows) > 50 and [row["frame"] for row in rows] == [str(index) for index in range(len(rows))]


def test_a_folder_that_is_missing_or_named_itself_is_said_in_one_line(tmp_path):
    with pytest.raises(SinkError, match="no such folder"):
        TimelineWriter(tmp_path / "gone" / "a.csv")
    with pytest.raises(SinkError, match="is a folder"):
        EventsWriter(tmp_path)
