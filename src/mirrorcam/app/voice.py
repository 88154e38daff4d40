"""The baby's voice, put together: what it does, when that is heard, and the loudspeaker."""

from __future__ import annotations

from mirrorcam.app.assets import asset_path
from mirrorcam.core.imitation.acts import act_levels
from mirrorcam.core.line import Step
from mirrorcam.core.voice import VoiceState, speak
from mirrorcam.sinks.sound import Speaker


class Voice:
    """Voices what the baby does, step by step."""

    def __init__(self) -> None:
        self._speaker = Speaker(asset_path("sounds"))
        self._state = VoiceState()

    def follow(self, taken: Step) -> None:
        """Take the newest step; what is due is begun to be played, without waiting."""
        levels = act_levels(taken.response.channels)
        self._state, utterance = speak(self._state, taken.partner_id, levels, taken.time_s)
        if utterance is not None:
            self._speaker.play(utterance)

    def close(self) -> None:
        """Fall silent."""
        self._speaker.close()
