"""Draws measured curves as SVG, both axes logarithmic: what the benchmarks put into docs/."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 210, 40, 50
# Colours that are told apart without red or green, and a dash for each, for who sees none.
LOOKS = (("#0072b2", ""), ("#d55e00", "6 3"), ("#444", "2 3"), ("#cc79a7", "8 3 2 3"), ("#56b4e9", "1 2"))

Curve = Sequence[tuple[float, float]]


def draw(
    file: Path, curves: Mapping[str, Curve], title: str, axes: tuple[str, str], limit: float | None = None
) -> None:
    """Writes the curves to `file`, each with its name; `limit` is drawn as a line across."""
    points = [point for curve in curves.values() for point in curve]
    xs, ys = [x for x, _ in points], [y for _, y in points] + ([limit] if limit else [])
    wide, high = _decades(xs), _decades(ys)

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - wide[0]) / (wide[1] - wide[0])
        up = (math.log10(y) - high[0]) / (high[1] - high[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>',
        *_grid(wide, high, axes, at),
    ]
    if limit:
        (x, y), (end, _) = at(10 ** wide[0], limit), at(10 ** wide[1], limit)
        lines.append(f'<path d="M{x:.0f} {y:.1f}H{end:.0f}" stroke="#a00" stroke-dasharray="4 4"/>')
        lines.append(f'<text x="{x + 6:.0f}" y="{y - 5:.1f}" fill="#a00">asked for: {limit:g}</text>')
    labels = _apart([at(*curve[-1])[1] for curve in curves.values()])
    for n, ((name, curve), label) in enumerate(zip(curves.items(), labels, strict=True)):
        colour, dash = LOOKS[n % len(LOOKS)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in (at(*point) for point in curve))
        lines.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>')
        lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in (at(*p) for p in curve)]
        x, _ = at(*curve[-1])
        lines.append(f'<text x="{x + 8:.1f}" y="{label + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    file.write_text("\n".join([*lines, "</svg>"]) + "\n", encoding="utf-8")


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around all values, at least one decade."""
    least, most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return least, max(most, least + 1)


def _grid(wide, high, axes, at) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for power in range(wide[0], wide[1] + 1):
        x, y = at(10**power, 10 ** high[0])
        yield f'<path d="M{x:.1f} {TOP}V{y:.1f}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{10**power:,}</text>'
    for power in range(high[0], high[1] + 1):
        x, y = at(10 ** wide[0], 10**power)
        yield f'<path d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">{escape(axes[0])}</text>'
    middle = (TOP + HEIGHT - BOTTOM) / 2
    yield f'<text transform="translate(18 {middle}) rotate(-90)" text-anchor="middle">{escape(axes[1])}</text>'


def _apart(heights: Sequence[float], least: float = 14.0) -> list[float]:
    """The heights of labels, moved down where they would lie over each other."""
    out = dict.fromkeys(range(len(heights)), 0.0)
    last = -math.inf
    for n in sorted(out, key=lambda n: heights[n]):
        last = out[n] = max(heights[n], last + least)
    return list(out.values())
