"""The command line. Each command only gathers its options; the front ends are in the modules beside this one.

Heavy imports stand inside the commands, so that --help and usage errors answer at once.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mirrorcam import __version__
from mirrorcam.app.failures import end_in_one_line
from mirrorcam.app.process import silence_native_code

DEBUG = "--debug"
# mediapipe's own log lines are for its makers; --debug brings them back.
QUIET_LOGS = {"GLOG_minloglevel": "3", "TF_CPP_MIN_LOG_LEVEL": "3", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
# The networks and the painter multiply small matrices, for which threads cost more than they help.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

app = typer.Typer(
    name="mirrorcam",
    help="A baby on the screen that mirrors your face, to show how infant imitation may work.",
    epilog="Example: mirrorcam demo. Every command takes --debug, which shows the traceback of a failure.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models_app = typer.Typer(
    help="The face model, for newer mediapipe that carries none.", no_args_is_help=True,
    epilog="Example: mirrorcam models fetch",
)  # fmt: skip
avatar_app = typer.Typer(
    help="Look at, check and begin avatars.", no_args_is_help=True,
    epilog="Example: mirrorcam avatar sheet baby --out sheet.png",
)  # fmt: skip
app.add_typer(models_app, name="models")
app.add_typer(avatar_app, name="avatar")

Avatar = Annotated[str, typer.Option(help="A built-in avatar's name, or the folder or .zip of your own.")]
Palette = Annotated[str | None, typer.Option(help="One of the avatar's palettes of skin, hair and eyes.")]
Language = Annotated[str, typer.Option("--lang", help="The texts: en, de, fr, es, or ja with its extra.")]
FaceModel = Annotated[Path | None, typer.Option(help="A face_landmarker.task to use instead of FaceMesh.")]
Anatomical = Annotated[
    bool, typer.Option("--anatomical", help="Show the baby as seen from the front, not mirrored.")
]
Seed = Annotated[int, typer.Option(help="The same seed gives the same blinks and glances.")]
Config = Annotated[Path | None, typer.Option(help="A TOML file with limits for the reader.")]
FullScreen = Annotated[bool, typer.Option("--full-screen", help="Start in full screen.")]
For = Annotated[float | None, typer.Option("--for", help="Stop by itself after this many seconds.", min=0.1)]

Imitators = StrEnum("Imitators", ["mirror", "newborn", "learner"])
Manners = StrEnum("Manners", ["copy", "show", "model", "ignore", "still"])
Forms = StrEnum("Forms", ["full", "short"])
ImitatorName = Annotated[
    Imitators,
    typer.Option(
        "--imitator",
        help="What moves the baby: newborn (matching), learner (association) or the plain mirror.",
    ),
]
Dial = Annotated[
    float,
    typer.Option(
        "--imitation", help="The newborn's dial: 0 only gets aroused, 1 matches what it can.", min=0, max=1
    ),
]
Panels = Annotated[
    bool, typer.Option("--panels", help="Show what goes on inside the imitator, beside the baby.")
]
Sound = Annotated[bool, typer.Option("--sound", help="Let the baby coo, giggle and blow raspberries.")]


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mirrorcam {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


@app.command(epilog="Example: mirrorcam demo --avatar baby --lang de")
def demo(
    avatar: Avatar = "baby", palette: Palette = None, lang: Language = "en", anatomical: Anatomical = False,
    script: Annotated[Path | None, typer.Option(help="A TOML script for the demonstrator to act.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write a film here instead of opening a window.")] = None,
    full_screen: FullScreen = False, stop_after_s: For = None, seed: Seed = 0, config: Config = None,
    face_model: FaceModel = None, imitator: ImitatorName = Imitators.mirror, panels: Panels = False,
    sound: Sound = False, imitation: Dial = 1.0,
    demonstrator: Annotated[Manners | None, typer.Option(
        help="What she does before a newborn or learner, instead of the story: copy the baby, show it one face after "
             "another, model one several times over, ignore it with faces of her own, or keep still.")] = None,
) -> None:  # fmt: skip
    """Let a drawn adult act before the baby: no camera needed."""
    from mirrorcam.app import mirror  # noqa: PLC0415
    from mirrorcam.app.look import LookOptions  # noqa: PLC0415

    look = LookOptions(
        avatar, palette, lang, not anatomical, full_screen, seed, config, face_model, imitator, panels, sound,
        imitation,
    )  # fmt: skip
    mirror.demo(look, script=script, out=out, stop_after_s=stop_after_s, manner=demonstrator)


@app.command("mirror", epilog="Example: mirrorcam mirror --camera 0 --full-screen")
def mirror_command(
    camera: Annotated[str | None, typer.Option(help="A number, a device path, an rtsp:// or http:// address.")] = None,
    avatar: Avatar = "baby", palette: Palette = None, lang: Language = "en", anatomical: Anatomical = False,
    show_visitor: Annotated[bool, typer.Option("--show-visitor", help="Show the camera's picture, too.")] = False,
    or_demo: Annotated[bool, typer.Option("--or-demo", help="Without a camera, let the demonstrator act.")] = False,
    full_screen: FullScreen = False, stop_after_s: For = None, seed: Seed = 0, config: Config = None,
    face_model: FaceModel = None, imitator: ImitatorName = Imitators.mirror, panels: Panels = False,
    sound: Sound = False, imitation: Dial = 1.0,
    unattended: Annotated[bool, typer.Option("--unattended", help="Go on whatever is missing: wait for the camera, "
        "and show the built-in baby where an avatar is broken.")] = False,
) -> None:  # fmt: skip
    """Mirror the face before the camera."""
    from mirrorcam.app import mirror  # noqa: PLC0415
    from mirrorcam.app.look import LookOptions  # noqa: PLC0415

    look = LookOptions(
        avatar, palette, lang, not anatomical, full_screen, seed, config, face_model, imitator, panels, sound,
        imitation, unattended,
    )  # fmt: skip
    mirror.mirror(look, camera=camera, show_visitor=show_visitor, or_demo=or_demo, stop_after_s=stop_after_s)


@app.command(epilog="Example: mirrorcam read clips/ portrait.jpg --csv reading.csv --plot reading.png")
def read(
    paths: Annotated[list[Path], typer.Argument(help="Clips, stills, or folders of them.")],
    csv: Annotated[Path, typer.Option(help="The table to write: a row for each face of each frame.")],
    plot: Annotated[Path | None, typer.Option(help="Also draw channels and gestures over time (one clip).")] = None,
    config: Config = None, face_model: FaceModel = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing of the progress.")] = False,
) -> None:  # fmt: skip
    """Read faces in clips and stills into a table; no picture is made."""
    from mirrorcam.app import reading  # noqa: PLC0415
    from mirrorcam.app.tuning_file import load_tuning  # noqa: PLC0415

    reading.read(reading.ReadOptions(tuple(paths), csv, plot, face_model, quiet), load_tuning(config))


@app.command(epilog="Example: mirrorcam replay visit.mp4 --out visit/")
def replay(
    video: Annotated[Path, typer.Argument(help="A clip.")],
    out: Annotated[Path, typer.Option(help="The folder for film.mp4, timeline.csv and events.csv.")],
    no_visitor: Annotated[bool, typer.Option("--no-visitor", help="Leave the visitor out of the film.")] = False,
    landmarks: Annotated[bool, typer.Option("--landmarks", help="Draw the landmarks over the visitor.")] = False,
    height: Annotated[int | None, typer.Option(help="How many pixels high the film is; without it as the clip's "
                                               "shorter side, from 360 to 720.", min=360, max=2160)] = None,
    avatar: Avatar = "baby", palette: Palette = None, lang: Language = "en", anatomical: Anatomical = False,
    seed: Seed = 0, config: Config = None, face_model: FaceModel = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing of the progress.")] = False,
) -> None:  # fmt: skip
    """Run the mirror over a recorded clip: the film side by side, a timeline and the events."""
    from mirrorcam.app.cast import open_cast  # noqa: PLC0415
    from mirrorcam.app.replay import FILM, ReplayOptions, replay_clip  # noqa: PLC0415
    from mirrorcam.app.tuning_file import load_tuning  # noqa: PLC0415
    from mirrorcam.sinks.sink import refuse_overwriting  # noqa: PLC0415

    refuse_overwriting([video], out / FILM)
    options = ReplayOptions(out, not no_visitor, not anatomical, landmarks, seed, quiet, face_model)
    replay_clip(video, open_cast(avatar, palette, lang), load_tuning(config), options, height)


@app.command(
    epilog="Example: mirrorcam experiment --model demonstrator --imitator newborn --form short --out study/"
)
def experiment(
    model: Annotated[str | None, typer.Option(help="Who acts before the infants: camera, demonstrator or a video. "
                                              "Without it the whole study is simulated.")] = None,
    infants: Annotated[int | None, typer.Option(help="How many: 1 before a model, 83 simulated.",
                                                    min=1, max=10_000)] = None,
    imitation: Dial = 0.3, imitator: ImitatorName = Imitators.newborn,
    form: Annotated[Forms, typer.Option(help="160 s a condition, or 40 s for a class.")] = Forms.full,
    taught_s: Annotated[float, typer.Option("--taught", help="Seconds of being imitated beforehand.",
                                            min=0, max=600)] = 0.0,
    no_power: Annotated[bool, typer.Option("--no-power", help="Leave the power curve out.")] = False,
    camera: Annotated[str | None, typer.Option(help="A number, a device path, an rtsp:// or http:// address.")] = None,
    avatar: Avatar = "baby", full_screen: FullScreen = False, lang: Language = "en",
    seed: Annotated[int, typer.Option(help="The same seed gives the same infants and order.", min=0)] = 1,
    config: Config = None, face_model: FaceModel = None,
    out: Annotated[Path | None, typer.Option(help="A folder for the picture, the tables and the record.")] = None,
) -> None:  # fmt: skip
    """Run the three-condition study of newborn imitation: simulated, or with you as the model."""
    from mirrorcam.app.experiment import ExperimentOptions, run_experiment  # noqa: PLC0415
    from mirrorcam.app.trial import TrialOptions, design_of, run_trial  # noqa: PLC0415

    design = design_of(form)
    if model is not None:
        run_trial(
            TrialOptions(
                model, infants or 1, imitator, imitation, design, seed, lang, out, camera, avatar, config,
                face_model, full_screen, taught_s,
            )
        )  # fmt: skip
        return
    run_experiment(
        ExperimentOptions(
            infants or 83, imitation, seed, imitator, form == "short", taught_s, power=not no_power,
            language=lang, out=out,
        )
    )  # fmt: skip


@app.command(epilog="Example: mirrorcam doctor")
def doctor(face_model: FaceModel = None) -> None:
    """Say what works on this machine, how fast, and what to do about what does not."""
    from mirrorcam.app.doctor import examine  # noqa: PLC0415

    examine(face_model)


@models_app.command("fetch", epilog="Example: mirrorcam models fetch")
def models_fetch() -> None:
    """Download face_landmarker.task from Google (3.8 MB), checked by size and SHA-256."""
    from mirrorcam.app.models import fetch_model  # noqa: PLC0415

    typer.echo(f"the face model is at {fetch_model()}")


@avatar_app.command("sheet", epilog="Example: mirrorcam avatar sheet baby --out sheet.png")
def avatar_sheet(
    name: Annotated[str, typer.Argument(help="A built-in avatar, or the folder or .zip of your own.")],
    out: Annotated[Path, typer.Option(help="The picture to write.")],
    palette: Palette = None,
) -> None:
    """Draw every channel, gesture, turn and look of an avatar on one labelled page."""
    from mirrorcam.app.avatars import write_sheet  # noqa: PLC0415

    write_sheet(name, palette, out)


@avatar_app.command("check", epilog="Example: mirrorcam avatar check my-bear/")
def avatar_check(
    name: Annotated[str, typer.Argument(help="A built-in avatar, or the folder or .zip of your own.")],
) -> None:
    """Name every fault of an avatar: file, layer, what was found and what was expected."""
    from mirrorcam.app.avatars import report_faults  # noqa: PLC0415

    report_faults(name)


@avatar_app.command("new", epilog="Example: mirrorcam avatar new bear")
def avatar_new(
    name: Annotated[str, typer.Argument(help="The new avatar's name, which is its folder's too.")],
    into: Annotated[Path, typer.Option(help="The folder to make it in.")] = Path(),
) -> None:
    """Begin an avatar from the template: a folder with avatar.svg and rig.toml to draw on."""
    from mirrorcam.app.avatars import begin_avatar  # noqa: PLC0415

    begin_avatar(name, into)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code: 0, 2 on bad use, 1 on failure with one line, 130 when interrupted."""
    wanted = [argument for argument in arguments if argument != DEBUG]
    debug = len(wanted) < len(arguments)
    for name, value in (ONE_THREAD if debug else ONE_THREAD | QUIET_LOGS).items():
        os.environ.setdefault(name, value)
    return end_in_one_line(lambda: app(wanted, prog_name="mirrorcam"), debug=debug)


def main() -> None:
    """Run the command line and leave with its exit code."""
    if DEBUG not in sys.argv:
        silence_native_code()
    sys.exit(run(sys.argv[1:]))
