"""The baby's colours: every shade chosen for each skin, so that blush, lips and shadows belong to it.

A palette joins a skin, hair, eyes and clothes. The first one is what avatar.svg itself is drawn in.
"""

from __future__ import annotations

Colours = dict[str, str]

_SKIN_ROWS = (
    *("light", "base", "mid", "shade", "deep", "rim", "blush", "shine"),
    *("lid", "lip", "lip.light", "lip.dark", "line", "lash"),
)


def _skin(text: str) -> Colours:
    return {f"skin.{name}": f"#{value}" for name, value in zip(_SKIN_ROWS, text.split(), strict=True)}


SKINS: dict[str, Colours] = {
    #                light  base   mid    shade  deep   rim    blush  shine  lid    lip    l.light l.dark line  lash
    "peach": _skin(
        "ffe7d3 fcd3b8 f4b898 e2947a b8614f f08a6c f0705f fff6ea f6c2a6 e8938a f6b5a6 cc6b66 a3503f 6a4034"
    ),
    "porcelain": _skin(
        "fff0e6 fde1d2 f6c7b6 e5a596 bd7068 f3968a f27c7f fffaf5 f8d2c4 e78a8c f9bcba c9646c b06058 7c5044"
    ),
    "honey": _skin(
        "fbdab2 f1c193 e0a372 c57f53 955238 dd7b4e df6a4c ffefd4 e5af80 cf7263 ea9f8e a74d48 8a4a2f 4a2b20"
    ),
    "olive": _skin(
        "f0cfa4 e2b384 cb9465 ab7149 7d4a30 c6714a cb634c fbe6c6 d4a171 bd6a5c dc9585 944741 744026 3b2419"
    ),
    "brown": _skin(
        "d9a577 c4885a a86c43 855030 5a3220 ad5c36 b5503c f0c79d b47a4f a65a50 c9817a 7e3d3a 562e1b 2a1812"
    ),
    "deep": _skin(
        "a9704b 8f5738 744329 55301e 361c12 844126 94402f cd9670 7e4b31 8c4844 b06b66 632f30 381c12 1a0f0c"
    ),
}

_HAIR_ROWS = ("light", "base", "dark", "brow")
HAIRS: dict[str, Colours] = {
    name: {f"hair.{row}": f"#{value}" for row, value in zip(_HAIR_ROWS, text.split(), strict=True)}
    for name, text in {
        "fuzz": "ecc48c c6935a 9a683c b07a4e",
        "blond": "f8dd9b ddb264 b38342 b88a4f",
        "red": "f0a05a cc6c2f 96451d a9602f",
        "brown": "94643f 6b4229 472a1a 65412b",
        "dark": "5b4236 3a2822 22160f 3d2a21",
        "black": "443b3d 26201f 141010 241b19",
    }.items()
}

_EYE_ROWS = ("ring", "outer", "inner", "glow")
EYES: dict[str, Colours] = {
    name: {f"eye.{row}": f"#{value}" for row, value in zip(_EYE_ROWS, text.split(), strict=True)}
    for name, text in {
        "bluegrey": "2c4257 4f7896 7fa8c0 bfe0ec",
        "green": "33432e 5e7d4c 8fa968 d0dd9f",
        "hazel": "41301c 7a5a2c a98845 dfc27c",
        "brown": "2b1710 58321d 824f2c c78a4f",
        "dark": "190e0b 36201a 55342a 94644b",
    }.items()
}

_SUIT_ROWS = ("light", "base", "shade", "trim", "print")
SUITS: dict[str, Colours] = {
    name: {f"suit.{row}": f"#{value}" for row, value in zip(_SUIT_ROWS, text.split(), strict=True)}
    for name, text in {
        "cream": "fffaf0 f6ead6 d9c2a4 eed9bb e3b07e",
        "mint": "edf8ef cfe8d7 98bfa9 b5d9c3 7fb497",
        "sky": "eef6fb d0e4f1 99b7cc b6d3e6 7fa9c8",
        "rose": "fff1ef f8d9d4 d3a09a eec1ba d88f88",
        "sun": "fff8e0 fbe6a8 d8b264 f3d27d e0a546",
        "lilac": "f7f1fb e2d6ef b3a0c9 cfbfe2 a089bf",
    }.items()
}

FIXED: Colours = {
    "mouth.dark": "#3d0f14",
    "mouth.deep": "#5e1a20",
    "mouth.warm": "#8f2f33",
    "gum.light": "#f7a9a4",
    "gum.base": "#e07f80",
    "gum.dark": "#a94a51",
    "tongue.light": "#f9a1a0",
    "tongue.base": "#ea7880",
    "tongue.dark": "#c24e5c",
    "tongue.deep": "#8a2d3a",
    "eye.white": "#fffdf8",
    "eye.shade": "#e4d6d2",
    "eye.corner": "#efb3a8",
    "eye.wet": "#fff4f0",
    "eye.pupil": "#120a0c",
    "glint": "#ffffff",
    "shadow": "#3a1a1c",
}


def colours(skin: str, hair: str, eyes: str, suit: str) -> Colours:
    """Return all named colours of one look."""
    return SKINS[skin] | HAIRS[hair] | EYES[eyes] | SUITS[suit] | FIXED


PALETTES: dict[str, Colours] = {
    "peach": colours("peach", "fuzz", "bluegrey", "mint"),
    "porcelain": colours("porcelain", "red", "green", "sky"),
    "blond": colours("porcelain", "blond", "bluegrey", "rose"),
    "honey": colours("honey", "black", "dark", "sun"),
    "olive": colours("olive", "dark", "hazel", "cream"),
    "brown": colours("brown", "black", "brown", "lilac"),
    "deep": colours("deep", "black", "dark", "sun"),
    "chestnut": colours("peach", "brown", "brown", "sky"),
}
