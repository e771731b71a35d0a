"""Products of two shops: a maker's code that is often missing, a text, a price.

Hard on purpose: one line in many sizes and colours, so that most of the text of two different
products is equal; texts with other words, another order, other units; prices a tenth apart.
"""

import random
from pathlib import Path

from benchmarks.linkage.invented.writing import Row, slip, write_both

COLUMNS = ("code", "brand", "title", "price")
BRANDS = (
    "Noordlicht", "Veltra", "Kompakt", "Bosma", "Hestia", "Orinco", "Duramax", "Zilver", "Tecton",
    "Plantago", "Aerolux", "Rivello",
)  # fmt: skip
LINES = (
    ("koffiezetapparaat", "coffee maker"), ("stofzuiger", "vacuum cleaner"),
    ("waterkoker", "kettle"), ("bureaulamp", "desk lamp"), ("boormachine", "drill"),
    ("rugzak", "backpack"), ("hoofdtelefoon", "headphones"), ("strijkijzer", "iron"),
    ("keukenweegschaal", "kitchen scale"), ("staafmixer", "hand blender"),
    ("ventilator", "fan"), ("broodrooster", "toaster"), ("slowcooker", "slow cooker"),
    ("verlengsnoer", "extension lead"), ("rolgordijn", "roller blind"), ("wandklok", "wall clock"),
)  # fmt: skip
SERIES = ("Pro", "Plus", "Eco", "Classic", "Max", "Mini", "Comfort", "Studio", "Active", "Prime")
COLOURS = ("zwart", "wit", "rood", "blauw", "grijs", "zilver")
EXTRA = ("nieuw", "actie", "met 2 jaar garantie", "inclusief accessoires", "origineel", "OP=OP")
THINGS = 3000
SAME = 0.6


def _product(draw: random.Random, known: set[tuple[str, ...]]) -> list[str]:
    while True:
        brand, line = draw.choice(BRANDS), draw.randrange(len(LINES))
        series = f"{draw.choice(SERIES)} {draw.randrange(1, 10) * 100}"
        size = draw.choice(("0,5 l", "1 l", "1,5 l", "2 l", "500 W", "1000 W", "1500 W", "3 m"))
        made = (brand, str(line), series, draw.choice(COLOURS), size)
        if made not in known:
            known.add(made)
            break
    code = f"{brand[:2].upper()}{line:02d}-{draw.randrange(1000, 9999)}{made[3][0].upper()}"
    price = 9 + draw.expovariate(1 / 80)
    return [code, *made, f"{price:.2f}"]


def _title(draw: random.Random, product: list[str]) -> str:
    _, brand, line, series, colour, size, _ = product
    if draw.random() < 0.3:
        size = size.replace(" ", "").replace("1000W", "1 kW").replace("0,5l", "500 ml")
    parts = [brand, LINES[int(line)][draw.random() < 0.08], series, colour, size]
    for part, left_out in ((brand, 0.35), (colour, 0.2), (size, 0.2)):
        if draw.random() < left_out:
            parts.remove(part)
    if draw.random() < 0.4:
        draw.shuffle(parts)
    if draw.random() < 0.3:
        parts.append(draw.choice(EXTRA))
    text = " ".join(parts)
    if draw.random() < 0.1:
        words = text.split()
        at = draw.randrange(len(words))
        words[at] = slip(draw, words[at])
        text = " ".join(words)
    return text


def _row(draw: random.Random, product: list[str]) -> Row:
    code, price = product[0], float(product[-1])
    if draw.random() < 0.5:
        price *= draw.uniform(0.88, 1.12)
    if draw.random() < 0.2:
        code = code.replace("-", " ")
    if draw.random() < 0.04:
        code = slip(draw, code)
    return [
        code if draw.random() < 0.6 else "",
        product[1] if draw.random() < 0.8 else "",
        _title(draw, product),
        f"{price:.2f}" if draw.random() < 0.95 else "",
    ]


def products(seed: int, folder: Path) -> None:
    """Write the set into a folder."""
    draw = random.Random(seed)
    known: set[tuple[str, ...]] = set()
    left: list[tuple[int, Row]] = []
    right: list[tuple[int, Row]] = []
    for n in range(THINGS):
        product = _product(draw, known)
        here = draw.random()
        if here < SAME + (1 - SAME) / 2:
            left.append((n, _row(draw, product)))
        if here < SAME or here >= SAME + (1 - SAME) / 2:
            right.append((n, _row(draw, product)))
    write_both(folder, COLUMNS, left, right, draw)
