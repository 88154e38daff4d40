"""The baby's voice: what is heard when, the files themselves, and going on without a loudspeaker."""

from __future__ import annotations

import logging
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from drawing.voice import MADE, RATE_HZ, sound_of
from mirrorcam.core.imitation.acts import ACT, no_levels
from mirrorcam.core.types import Gesture
from mirrorcam.core.voice import PAUSE_S, SAME_PAUSE_S, Utterance, VoiceState, speak
from mirrorcam.sinks.sink import SinkError
from mirrorcam.sinks.sound import Speaker

STEP_S = 0.05
MOST_BYTES = 100_000


def levels(**acts: float) -> np.ndarray:
    found = no_levels()
    for name, level in acts.items():
        found[ACT[Gesture(name)]] = level
    return found


def heard(
    acts: list[tuple[float, float, dict[str, float]]], until_s: float, partner_id: int | None = 1
) -> list[tuple[float, Utterance]]:
    """Return what is heard when acts are done between two times."""
    state, said = VoiceState(), []
    for time_s in np.arange(0, until_s, STEP_S):
        doing = {
            name: level for start, end, do in acts if start <= time_s < end for name, level in do.items()
        }
        state, utterance = speak(state, partner_id, levels(**doing), float(time_s))
        if utterance is not None:
            said.append((float(time_s), utterance))
    return said


def test_whoever_stays_is_greeted_with_one_coo() -> None:
    assert [utterance for _, utterance in heard([], 60)] == [Utterance.COO]
    assert heard([], 60, partner_id=None) == []


def test_somebody_who_only_passes_is_not_greeted() -> None:
    state = VoiceState()
    for index in range(400):
        partner = None if index % 40 > 15 else index // 40
        state, utterance = speak(state, partner, no_levels(), index * STEP_S)
        assert utterance is None


@pytest.mark.parametrize(
    ("act", "utterance"),
    [("tongue_out", Utterance.RASPBERRY), ("smile", Utterance.GIGGLE), ("mouth_open", Utterance.COO)],
)
def test_each_act_has_its_own_sound_once_for_as_long_as_it_is_held(act: str, utterance: Utterance) -> None:
    said = heard([(12, 40, {act: 0.8})], 45)
    assert [one for at_s, one in said if at_s >= 12] == [utterance]


def test_a_tongue_out_of_an_open_mouth_is_a_raspberry() -> None:
    said = heard([(12, 14, {"tongue_out": 0.9, "mouth_open": 0.6})], 15)
    assert [one for at_s, one in said if at_s >= 12] == [Utterance.RASPBERRY]


def test_a_short_smile_and_a_faint_one_are_not_laughed_at() -> None:
    assert len(heard([(12, 12.5, {"smile": 0.9}), (20, 30, {"smile": 0.4})], 40)) == 1


def test_it_is_never_heard_often() -> None:
    acts = [(float(t), t + 1.0, {("tongue_out", "smile", "mouth_open")[t % 3]: 0.9}) for t in range(4, 90, 2)]
    said = heard(acts, 92)
    assert len(said) > 8
    times = np.array([at_s for at_s, _ in said])
    assert np.diff(times).min() >= PAUSE_S - 1e-6
    for utterance in Utterance:
        own = np.array([at_s for at_s, one in said if one is utterance])
        assert len(own) < 2 or np.diff(own).min() >= SAME_PAUSE_S - 1e-6


@pytest.mark.parametrize("name", MADE)
def test_the_files_are_what_the_script_makes_and_small(name: str, assets: Path) -> None:
    path = assets / "sounds" / f"{name}.wav"
    assert path.stat().st_size < MOST_BYTES
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        kept = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_767
    made = sound_of(name)
    assert len(kept) == len(made)
    assert np.abs(kept - made).max() < 0.01
    assert np.abs(kept).max() < 0.75
    assert abs(kept[0]) < 1e-3
    assert abs(kept[-1]) < 1e-3


def pitch_hz(sound: np.ndarray) -> float:
    """Return the strongest period of a piece of sound as a frequency, by autocorrelation from 200 to 700 Hz."""
    alike = np.correlate(sound, sound, "full")[len(sound) - 1 :]
    low, high = RATE_HZ // 700, RATE_HZ // 200
    return RATE_HZ / (low + int(alike[low:high].argmax()))


@pytest.mark.parametrize("name", ["coo-1", "coo-2"])
def test_a_coo_is_as_high_as_an_infants_and_rises_and_sinks(name: str) -> None:
    sound = sound_of(name)
    pitches = [pitch_hz(sound[at : at + 1200]) for at in (3000, 8000, 17000)]
    assert all(280 < pitch < 520 for pitch in pitches)
    assert pitches[1] > 1.08 * pitches[0]
    assert pitches[1] > 1.08 * pitches[2]


def test_a_raspberry_flutters_about_25_times_a_second() -> None:
    loudness = np.convolve(np.abs(sound_of("raspberry-1")), np.ones(200) / 200, "same")[2000:12000]
    spectrum = np.abs(np.fft.rfft((loudness - loudness.mean()) * np.hanning(len(loudness))))
    hz = np.fft.rfftfreq(len(loudness), 1 / RATE_HZ)
    band = (hz > 8) & (hz < 60)
    assert 20 < hz[band][spectrum[band].argmax()] < 34


@pytest.fixture
def speaker(assets: Path) -> Iterator[Speaker]:
    made = Speaker(assets / "sounds")
    yield made
    made.close()


def test_playing_begins_at_once_and_does_not_wait(speaker: Speaker) -> None:
    start_s = time.perf_counter()
    for utterance in Utterance:
        speaker.play(utterance)
    assert time.perf_counter() - start_s < 0.5
    assert pygame.mixer.get_busy()


def test_without_a_loudspeaker_one_line_is_logged_and_all_goes_on(
    assets: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "there-is-no-such-driver")
    with caplog.at_level(logging.WARNING):
        silent = Speaker(assets / "sounds")
    assert silent.is_silent
    assert len(caplog.records) == 1
    assert "no sound" in caplog.text
    silent.play(Utterance.COO)
    silent.close()


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(SinkError, match=r"coo-1\.wav"):
        Speaker(tmp_path)
