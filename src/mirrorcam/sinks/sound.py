"""The baby's voice through the loudspeaker: short files, played without waiting; without a loudspeaker, silence."""

from __future__ import annotations

import logging
from pathlib import Path

import pygame

from mirrorcam.core.voice import Utterance
from mirrorcam.sinks.sink import SinkError

LOG = logging.getLogger(__name__)
RATE_HZ, BITS, CHANNELS = 22_050, -16, 1
# Short, so that a sound comes with the movement it belongs to.
BUFFER_SAMPLES = 512
VOLUME = 0.8


class Speaker:
    """Plays an utterance in one of its recordings, each in turn. Opened once, closed with the window."""

    def __init__(self, sounds: Path) -> None:
        self._recordings = {one: sorted(sounds.glob(f"{one.value}-*.wav")) for one in Utterance}
        missing = [one.value for one, files in self._recordings.items() if not files]
        if missing:
            raise SinkError(f"{sounds}: found no {missing[0]}-1.wav; expected the baby's sounds (make them anew: "
                            "python -m drawing.voice)")  # fmt: skip
        self._loaded: dict[Utterance, list[pygame.mixer.Sound]] = {}
        self._turn = dict.fromkeys(Utterance, 0)
        try:
            pygame.mixer.init(RATE_HZ, BITS, CHANNELS, BUFFER_SAMPLES)
            for one, files in self._recordings.items():
                self._loaded[one] = [pygame.mixer.Sound(file) for file in files]
        except pygame.error as error:
            self._loaded.clear()
            LOG.warning("no sound: %s; going on without", error)

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to play on."""
        return not self._loaded

    def play(self, utterance: Utterance) -> None:
        """Begin to play and return at once; a sound that is still heard goes on."""
        if self.is_silent:
            return
        takes = self._loaded[utterance]
        sound = takes[self._turn[utterance] % len(takes)]
        self._turn[utterance] += 1
        sound.set_volume(VOLUME)
        sound.play()

    def close(self) -> None:
        """Fall silent and give the loudspeaker back."""
        self._loaded.clear()
        if pygame.mixer.get_init():
            pygame.mixer.quit()
