"""Makes the baby's voice, assets/sounds/*.wav: `python -m drawing.voice`.

A source-filter voice (Fant 1960, Acoustic Theory of Speech Production): harmonics of a gliding, slightly unsteady
pitch, and breath, are weighed by the resonances of a vocal tract about half as long as an adult's, so they lie about
twice as high (Vorperian & Kent 2007, Journal of Speech, Language, and Hearing Research 50:1510-1545). Lips that
flutter (the raspberry) are bursts of wet noise and thumps some 27 times a second.
"""

from __future__ import annotations

import sys
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mirrorcam.core.types import FloatArray

SOUNDS = Path(__file__).resolve().parent.parent / "assets" / "sounds"
RATE_HZ = 22_050
LOUDEST = 0.7
# Resonances (Hz) and their bandwidths: "oo" with nearly closed lips, a neutral open vowel, and "eh" in a laugh.
BANDWIDTHS_HZ = (130.0, 190.0, 320.0, 420.0)
OO, AH, EH = (
    (520.0, 1250.0, 4200.0, 6200.0),
    (1050.0, 2050.0, 4600.0, 6600.0),
    (820.0, 2750.0, 4800.0, 6900.0),
)
TILT = 1.2
JITTER, SHIMMER = 0.012, 0.07
ROOM_S, ROOM_SHARE = 0.09, 0.05


@dataclass(frozen=True, slots=True)
class Breath:
    """How airy a voice is: noise beside the tone, in its own loudness."""

    share: float
    start: float = 0.0


def seconds(length_s: float) -> FloatArray:
    """Return the time of each sample, f64[n]."""
    return np.arange(round(length_s * RATE_HZ)) / RATE_HZ


def glide(length_s: float, *points: tuple[float, float]) -> FloatArray:
    """Return a smooth line through (share of the length, value), f64[n]."""
    at, values = zip(*points, strict=True)
    share = np.linspace(0, 1, len(seconds(length_s)))
    straight = np.interp(share, at, values)
    width = max(round(0.12 * len(share)), 3) | 1
    padded = np.pad(straight, width // 2, mode="edge")
    window = np.hanning(width + 2)[1:-1]
    return np.convolve(padded, window / window.sum(), mode="valid")


def wander(rng: np.random.Generator, count: int, hz: float) -> FloatArray:
    """Return a slow random line of standard deviation 1, f64[n]."""
    knots = rng.normal(size=max(round(count / RATE_HZ * hz), 2) + 3)
    return np.interp(np.linspace(1, len(knots) - 2, count), np.arange(len(knots)), knots)


def gain(hz: FloatArray, resonances: FloatArray) -> FloatArray:
    """Return how strongly a vocal tract passes hz f64[n] with resonances f64[n, 4]: two-pole resonances in a row."""
    passed = np.ones_like(hz)
    for resonance, width_hz in zip(resonances.T, BANDWIDTHS_HZ, strict=True):
        square = resonance**2
        passed = passed * square / np.sqrt((square - hz**2) ** 2 + (width_hz * hz) ** 2)
    return passed


def breath_noise(rng: np.random.Generator, resonances: FloatArray) -> FloatArray:
    """Return noise with the colour of the vocal tract, f64[n], by overlapping short pieces."""
    count, piece = len(resonances), 512
    noise, coloured = rng.normal(size=count + piece), np.zeros(count + piece)
    window = np.hanning(piece)
    hz = np.fft.rfftfreq(piece, 1 / RATE_HZ)
    for start in range(0, count, piece // 2):
        at = np.broadcast_to(resonances[min(start, count - 1)], (len(hz), len(BANDWIDTHS_HZ)))
        colour = gain(hz, at) * hz / (hz + 700.0)
        coloured[start : start + piece] += np.fft.irfft(
            np.fft.rfft(noise[start : start + piece] * window) * colour, piece
        )
    return coloured[:count] / max(float(np.abs(coloured).max()), 1e-9)


def voiced(
    rng: np.random.Generator,
    pitch_hz: FloatArray,
    resonances: FloatArray,
    loudness: FloatArray,
    breath: Breath,
) -> FloatArray:
    """Return a sung tone f64[n] of a pitch f64[n] through a vocal tract f64[n, 4], with breath."""
    count = len(pitch_hz)
    pitch = pitch_hz * (1 + JITTER * (0.6 * wander(rng, count, 9) + 0.4 * wander(rng, count, 45)))
    turns = np.cumsum(pitch) / RATE_HZ
    tone = np.zeros(count)
    for number in range(1, int(RATE_HZ / 2 / pitch.min())):
        hz = number * pitch
        audible = np.clip((0.47 * RATE_HZ - hz) / 800.0, 0, 1)
        strength = number**-TILT * gain(hz, resonances) * audible * (1 + SHIMMER * wander(rng, count, 11))
        tone += strength * np.sin(2 * np.pi * (number * turns + rng.random()))
    tone /= max(float(np.abs(tone).max()), 1e-9)
    air = breath_noise(rng, resonances)
    onset = np.exp(-seconds(count / RATE_HZ)[:count] / 0.06)
    return loudness * (tone + (breath.share + breath.start * onset) * air)


def tract(length_s: float, *vowels: tuple[float, tuple[float, ...]]) -> FloatArray:
    """Return resonances f64[n, 4] that glide through vowels, each at its share of the length."""
    return np.stack(
        [glide(length_s, *((share, vowel[i]) for share, vowel in vowels)) for i in range(len(BANDWIDTHS_HZ))],
        axis=1,
    )


def coo(rng: np.random.Generator, pitch_hz: float) -> FloatArray:
    """A soft "a-ooh" whose pitch rises and sinks again."""
    length_s = 0.95
    pitch = pitch_hz * glide(length_s, (0, 0.86), (0.35, 1.12), (0.6, 1.08), (1, 0.80))
    vowels = tract(length_s, (0, OO), (0.3, AH), (0.62, OO), (1, OO))
    loudness = glide(length_s, (0, 0.0), (0.10, 0.45), (0.35, 1.0), (0.7, 0.7), (0.97, 0.0), (1, 0.0))
    return voiced(rng, pitch, vowels, loudness, Breath(0.09, 0.2))


def giggle(rng: np.random.Generator, pitch_hz: float) -> FloatArray:
    """Five quick breathy "heh" that hurry and fall, and a little breath in at the end."""
    pieces: list[FloatArray] = []
    for number in range(5):
        length_s = 0.125 + 0.012 * rng.random()
        top = pitch_hz * (1.16 - 0.055 * number + 0.03 * rng.normal())
        pitch = top * glide(length_s, (0, 0.92), (0.3, 1.06), (1, 0.84))
        vowels = tract(length_s, (0, EH), (1, AH if number % 2 else EH))
        loud = (0.75, 1.0, 0.95, 0.8, 0.55)[number]
        loudness = loud * glide(length_s, (0, 0.0), (0.22, 0.9), (0.5, 1.0), (0.96, 0.0), (1, 0.0))
        pieces += [
            0.16 * loud * sigh(rng, 0.055, EH),
            voiced(rng, pitch, vowels, loudness, Breath(0.12, 0.5)),
        ]
    pieces += [np.zeros(round(0.05 * RATE_HZ)), 0.13 * sigh(rng, 0.20, AH)]
    return np.concatenate(pieces)


def sigh(rng: np.random.Generator, length_s: float, vowel: tuple[float, ...]) -> FloatArray:
    """Breath alone."""
    loudness = glide(length_s, (0, 0.0), (0.5, 1.0), (1, 0.0))
    return loudness * breath_noise(rng, tract(length_s, (0, vowel), (1, vowel)))


def raspberry(rng: np.random.Generator, flutter_hz: float) -> FloatArray:
    """Lips that flutter over the tongue: thumps and wet bursts, irregular, dying away."""
    length_s = 0.95
    count = len(seconds(length_s))
    made = np.zeros(count + RATE_HZ // 5)
    wet = breath_noise(
        rng, tract(length_s + 0.2, (0, (640.0, 1500.0, 2900.0, 5200.0)), (1, (560.0, 1250.0, 2600.0, 5000.0)))
    )
    at_s = 0.02
    while at_s < length_s - 0.06:
        share = at_s / length_s
        hz = flutter_hz * (1.12 - 0.3 * share) * (1 + 0.10 * rng.normal())
        loud = min(share / 0.08, 1.0) * (1 - share) ** 0.6 * (1 + 0.15 * rng.normal())
        start, span = round(at_s * RATE_HZ), round(0.75 / hz * RATE_HZ)
        local = np.arange(span) / RATE_HZ
        shape = (1 - np.exp(-local / 0.002)) * np.exp(-local * hz * 3.2) * (1 - local / local[-1])
        thump = np.sin(2 * np.pi * (150 + 60 * np.exp(-local / 0.01)) * local) + 0.5 * np.sin(
            2 * np.pi * 410 * local
        )
        made[start : start + span] += loud * shape * (0.55 * thump + 1.5 * wet[start : start + span])
        at_s += 1 / hz
    return made[:count]


def in_a_room(rng: np.random.Generator, dry: FloatArray) -> FloatArray:
    """Add a little of a small room, and silence at both ends, so that nothing clicks."""
    tail = np.exp(-seconds(ROOM_S) / (ROOM_S / 4)) * rng.normal(size=len(seconds(ROOM_S)))
    wet = np.convolve(dry, tail)
    sound = np.pad(dry, (0, len(tail) - 1)) + ROOM_SHARE * wet
    ramp = np.minimum(np.minimum(np.arange(len(sound)), np.arange(len(sound))[::-1]) / (0.004 * RATE_HZ), 1.0)
    return LOUDEST * ramp * sound / np.abs(sound).max()


MADE: dict[str, tuple[Callable[[np.random.Generator, float], FloatArray], float]] = {
    "coo-1": (coo, 365.0), "coo-2": (coo, 410.0),
    "giggle-1": (giggle, 400.0), "giggle-2": (giggle, 450.0),
    "raspberry-1": (raspberry, 27.0), "raspberry-2": (raspberry, 24.0),
}  # fmt: skip


def sound_of(name: str) -> FloatArray:
    """Return one of the sounds, f64[n] in [-1, 1], the same every time."""
    make, height = MADE[name]
    rng = np.random.default_rng(list(MADE).index(name) + 1)
    return in_a_room(rng, make(rng, height))


def save(name: str, sound: FloatArray) -> Path:
    """Write a sound as a mono 16-bit wave file."""
    SOUNDS.mkdir(parents=True, exist_ok=True)
    path = SOUNDS / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.round(32_767 * sound).astype("<i2").tobytes())
    return path


if __name__ == "__main__":
    for name in MADE:
        written = save(name, sound_of(name))
        sys.stdout.write(f"{written.name}: {written.stat().st_size // 1024} KB\n")
