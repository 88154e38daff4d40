"""Canvases over numpy pictures, in the one layout that skia paints quickly.

A picture on the stage is u8[H,W,4] in the order blue, green, red, alpha (BGRA), premultiplied: there skia copies
pictures, lays them into outlines and blends plain colours with vector code. In any other order it goes the general
way, pixel by pixel, five to ten times as slowly (measured with skia-python 144).
"""

from __future__ import annotations

import cv2
import skia

from mirrorcam.core.types import PixelArray

COLOURS = skia.kBGRA_8888_ColorType


def surface_over(pixels: PixelArray) -> skia.Surface:
    """Return a surface that paints into pixels u8[H,W,4] (BGRA, rows one after another).

    skia does not hold the array: name it, and keep the name for as long as anything is painted.
    """
    info = skia.ImageInfo.Make(pixels.shape[1], pixels.shape[0], COLOURS, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels, pixels.strides[0])


def whole_of(canvas: skia.Canvas) -> skia.IRect:
    """Return all of a canvas, whatever part of it is open: what is prepared for it is the same in every part."""
    size = canvas.getBaseLayerSize()
    return skia.IRect.MakeWH(size.width(), size.height())


def opaque_image(pixels: PixelArray) -> skia.Image:
    """Return pixels u8[H,W,4] (BGRA) as skia's picture, taken to be opaque; keep them unchanged while it lives."""
    info = skia.ImageInfo.Make(pixels.shape[1], pixels.shape[0], COLOURS, skia.kOpaque_AlphaType)
    return skia.Image.MakeFromRaster(skia.Pixmap(info, pixels, pixels.strides[0]))


def rgb_of(pixels: PixelArray) -> PixelArray:
    """Return an opaque picture u8[H,W,4] (BGRA) as u8[H,W,3] (RGB)."""
    rgb: PixelArray = cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGB)
    return rgb
