"""A person, or the demonstrator in a window, as the model: the cue on the screen, the infant beside it."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from rich.console import Console

from mirrorcam.app.cast import Cast, find_avatar
from mirrorcam.app.failures import AppError
from mirrorcam.app.infants import Infants
from mirrorcam.app.live import Performance
from mirrorcam.app.sights import OpenSource
from mirrorcam.app.study_report import picture_of_study
from mirrorcam.app.trial import TrialOptions, TrialResult, conclude
from mirrorcam.app.tuning_file import load_tuning
from mirrorcam.app.watcher import Watcher, start_seeing
from mirrorcam.avatar.load import load_avatar
from mirrorcam.core.imitation.trial import schedule_key
from mirrorcam.sinks.window import Window, WindowKey
from mirrorcam.sources.camera import expect_camera, open_camera
from mirrorcam.stage.scene import StageOptions
from mirrorcam.stage.session import SessionStage, result_pixels
from mirrorcam.stage.text import Texts

WINDOW_PX = (1280, 720)
# From the first face on: time to read the cue, and for the model's resting face to be learnt.
LEAD_IN_S = 6.0
PICTURES_A_SECOND = 30


def lead_person(options: TrialOptions, infants: Infants, texts: Texts, console: Console) -> TrialResult:
    """Lead a person before the camera through a session, then show what came out until the window is left.

    SinkError without a display; AppError where the session was left before its end.
    """
    expect_camera(options.camera)
    return lead(options, infants, partial(open_camera, options.camera), texts, console)


def lead(
    options: TrialOptions, infants: Infants, open_source: OpenSource, texts: Texts, console: Console,
    *, show_result: bool = True,
) -> TrialResult:  # fmt: skip
    """Lead whoever a source shows through a session in a window; open_source is called in another process."""
    length_s = options.design.condition_s * len(options.order)

    def began_s() -> float | None:
        return None if infants.first_seen_s is None else infants.first_seen_s + LEAD_IN_S

    def is_over() -> bool:
        start_s = began_s()
        return start_s is not None and bool(infants.times_s) and infants.times_s[-1] >= start_s + length_s

    cast = Cast(load_avatar(find_avatar(options.avatar)), infants, texts)
    with Window("mirrorcam", *WINDOW_PX, full_screen=options.full_screen) as window:
        start = partial(start_seeing, open_source, options.face_model)
        with closing(Watcher(start, infants, load_tuning(options.config), options.seed)) as watcher:
            stage = SessionStage(cast.avatar, texts, options.design, options.order, began_s)
            performance = Performance(window, watcher, cast, stage, options.seed)
            performance.run(StageOptions(), None, is_over)
        start_s = began_s()
        if start_s is None or not is_over():
            raise AppError("the session was left before its end, so nothing was scored")
        key = schedule_key(options.design, options.order)
        result = conclude(options, infants, key, (start_s, length_s), texts, console)
        if show_result:
            _show(window, result, texts)
    return result


def _show(window: Window, result: TrialResult, texts: Texts) -> None:
    """Show the picture of the result until the window is left."""
    picture = picture_of_study(result.trial.scores, result.sentence, (), texts)
    while WindowKey.LEAVE not in window.take_keys():
        pixels, holds_last = window.canvas()
        if not holds_last:
            pixels[...] = result_pixels(picture, window.size_px)
            window.show()
        del pixels
        window.wait(PICTURES_A_SECOND)
