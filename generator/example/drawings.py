"""The drawings that stand for photos in the example: plain shapes, each marked as an example.

`python generator/example/drawings.py` writes them beside the table `kegiatan`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (640, 420)
GROUND, LAND, BLUE, AMBER, INK = "#dfe9ec", "#c3d3cc", "#0b5f73", "#f2a900", "#10242b"
Pen = ImageDraw.ImageDraw


def _road(pen: Pen) -> None:
    pen.polygon([(220, 420), (300, 130), (340, 130), (420, 420)], fill="#7b868a")
    for top in (160, 220, 290, 370):
        pen.rectangle((316, top, 324, top + 24), fill="white")
    pen.polygon([(120, 360), (150, 290), (180, 360)], fill=AMBER)


def _stretch(pen: Pen) -> None:
    pen.line([(0, 330), (180, 250), (360, 280), (640, 140)], fill="#7b868a", width=54, joint="curve")
    pen.line([(0, 330), (180, 250), (360, 280), (640, 140)], fill="white", width=4)


def _building(pen: Pen) -> None:
    pen.rectangle((190, 200, 450, 350), fill="white")
    pen.polygon([(165, 200), (320, 110), (475, 200)], fill=BLUE)
    pen.rectangle((295, 260, 345, 350), fill=AMBER)


def _pipe(pen: Pen) -> None:
    pen.line([(60, 230), (580, 230)], fill=BLUE, width=30)
    for left in (180, 320, 460):
        pen.line([(left, 230), (left, 340)], fill=BLUE, width=18)
        pen.ellipse((left - 22, 330, left + 22, 374), fill=AMBER)


def _class(pen: Pen) -> None:
    pen.rectangle((200, 90, 440, 170), fill=BLUE)
    for row in range(2):
        for seat in range(6):
            x, y = 110 + seat * 75, 220 + row * 80
            pen.ellipse((x, y, x + 46, y + 46), fill=AMBER if (row + seat) % 3 == 0 else INK)


def _group(pen: Pen) -> None:
    pen.ellipse((230, 180, 410, 300), fill="white")
    for x, y in ((150, 150), (290, 110), (430, 150), (150, 290), (290, 320), (430, 290)):
        pen.ellipse((x, y, x + 56, y + 56), fill=BLUE)


def _checking(pen: Pen) -> None:
    pen.rectangle((220, 100, 420, 360), fill="white", outline=INK, width=6)
    for top in (150, 210, 270):
        pen.line([(245, top), (258, top + 16), (282, top - 14)], fill=BLUE, width=8)
        pen.line([(300, top), (395, top)], fill=INK, width=6)


def _parcels(pen: Pen) -> None:
    for x, y in ((170, 270), (290, 270), (410, 270), (230, 160), (350, 160)):
        pen.rectangle((x, y, x + 100, y + 90), fill=AMBER, outline=INK, width=4)


def _rounds(pen: Pen) -> None:
    pen.rectangle((380, 190, 540, 340), fill="white")
    pen.polygon([(365, 190), (460, 120), (555, 190)], fill=BLUE)
    pen.rectangle((90, 240, 300, 330), fill=AMBER)
    for x in (120, 230):
        pen.ellipse((x, 310, x + 46, 356), fill=INK)


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "jalan": _road,
    "ruas": _stretch,
    "bangunan": _building,
    "pipa": _pipe,
    "kelas": _class,
    "kelompok": _group,
    "periksa": _checking,
    "paket": _parcels,
    "keliling": _rounds,
}


def draw(name: str) -> Image.Image:
    """A drawing, with its mark."""
    image = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 300, *SIZE), fill=LAND)
    DRAWINGS[name](pen)
    pen.rectangle((0, 0, SIZE[0], 44), fill=INK)
    pen.text((18, 12), "GAMBAR CONTOH", fill="white", font_size=22)
    return image.quantize(32)


def main() -> None:
    """Write all drawings into the example's folder."""
    folder = Path(__file__).resolve().parents[2] / "datasets" / "bappeda" / "kegiatan" / "foto"
    folder.mkdir(parents=True, exist_ok=True)
    for name in DRAWINGS:
        draw(name).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
