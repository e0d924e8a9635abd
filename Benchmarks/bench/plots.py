"""Charts as SVG: lines with their names at their ends, on axes of round numbers."""

import math
from dataclasses import dataclass, field
from html import escape

COLOURS = {
    "lcd": "#d9480f", "lcd-one": "#f4a261", "floor-batch": "#343a40", "floor-paced": "#2b8a3e",
    "floor-kept": "#9c36b5", "floor-each": "#868e96", "nchan": "#1971c2",
}
GROUND, GRID, INK, PALE = "#ffffff", "#e9ecef", "#212529", "#6c757d"
LEFT, RIGHT, TOP, BOTTOM = 62, 92, 44, 48
FONT = "font-family='system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif'"


@dataclass
class Axis:
    label: str
    least: float
    most: float
    ticks: list  # (value, text)
    scale: object = math.log10

    def place(self, value, length):
        """Where a value is on an axis of this length."""
        low, high = self.scale(self.least), self.scale(self.most)
        return (self.scale(min(max(value, self.least), self.most)) - low) / (high - low) * length


@dataclass
class Chart:
    title: str
    x: Axis
    y: Axis
    lines: dict  # by name: [(x, y), ...]
    limits: list = field(default_factory=list)  # (y, text): drawn across
    dots: bool = False


def short(value):
    """1,000 as 1k, 2,500,000 as 2.5M."""
    for size, letter in [(1e6, "M"), (1e3, "k")]:
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"


def decades(values, label, unit=""):
    """A logarithmic axis around the values, with ticks at 1, 2 and 5 where there is room for them."""
    positive = [v for v in values if v > 0] or [1]
    low, high = math.floor(math.log10(min(positive))), math.ceil(math.log10(max(positive)))
    high = max(high, low + 1)
    steps = [1, 2, 5] if high - low <= 3 else [1]
    marks = [step * 10**power for power in range(low, high + 1) for step in steps]
    least = max([m for m in marks if m <= min(positive)], default=10**low)
    most = min([m for m in marks if m >= max(positive) and m > least], default=10**high)
    return Axis(label, least, most, [(m, short(m) + unit) for m in marks if least <= m <= most])


def nines(label):
    """An axis of percentiles, on which each further nine takes as much room."""
    ticks = [(p, f"{p:g} %") for p in (50, 90, 99, 99.9, 99.99)]
    return Axis(label, 25, 99.99, ticks, scale=lambda percent: -math.log10(1 - percent / 100))


def text(x, y, words, size=11, colour=PALE, anchor="middle", weight="normal"):
    return (f"<text x='{x:.1f}' y='{y:.1f}' {FONT} font-size='{size}' fill='{colour}' text-anchor='{anchor}' "
            f"font-weight='{weight}'>{escape(words)}</text>")


def line(x1, y1, x2, y2, colour=GRID, width=1, dash=""):
    dashes = f" stroke-dasharray='{dash}'" if dash else ""
    return f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' stroke='{colour}' stroke-width='{width}'{dashes}/>"


def spread_out(places, least_gap):
    """Moves labels, given from top to bottom, just so far apart that none covers another."""
    moved = []
    for place in places:
        moved.append(max(place, moved[-1] + least_gap) if moved else place)
    return moved


def draw(chart, left, top, width, height):
    inner_width, inner_height = width - LEFT - RIGHT, height - TOP - BOTTOM
    x0, y0 = left + LEFT, top + TOP + inner_height
    parts = [text(x0, top + 22, chart.title, 14, INK, "start", "600")]
    for value, words in chart.y.ticks:
        y = y0 - chart.y.place(value, inner_height)
        parts += [line(x0, y, x0 + inner_width, y), text(x0 - 8, y + 4, words, anchor="end")]
    for value, words in chart.x.ticks:
        x = x0 + chart.x.place(value, inner_width)
        parts += [line(x, y0, x, y0 + 4, PALE), text(x, y0 + 18, words)]
    parts.append(text(x0 + inner_width / 2, y0 + 36, chart.x.label))
    parts.append(text(x0, top + 38, chart.y.label, anchor="start"))
    for value, words in chart.limits:
        y = y0 - chart.y.place(value, inner_height)
        parts += [line(x0, y, x0 + inner_width, y, "#c92a2a", 1, "4 3"), text(x0 + 4, y - 4, words, colour="#c92a2a", anchor="start")]
    ends = []
    for name, points in sorted(chart.lines.items(), key=lambda item: item[0] == "lcd"):
        colour = COLOURS.get(name, INK)
        placed = [(x0 + chart.x.place(x, inner_width), y0 - chart.y.place(y, inner_height)) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{3 if name == 'lcd' else 2}' "
                     "stroke-linejoin='round' stroke-linecap='round'/>")
        if chart.dots:
            parts += [f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3.5' fill='{colour}' stroke='{GROUND}'/>" for x, y in placed]
        ends.append((placed[-1][1], placed[-1][0], name, colour))
    ends.sort()
    for y, (_, x, name, colour) in zip(spread_out([e[0] for e in ends], 14), ends):
        parts.append(text(x + 8, y + 4, name, 12, colour, "start", "600"))
    parts.append(line(x0, y0, x0 + inner_width, y0, PALE))
    return "\n".join(parts)


def page(charts, columns=1, width=560, height=340):
    rows = math.ceil(len(charts) / columns)
    body = "\n".join(draw(c, i % columns * width, i // columns * height, width, height) for i, c in enumerate(charts))
    size = f"width='{columns * width}' height='{rows * height}' viewBox='0 0 {columns * width} {rows * height}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>\n<rect width='100%' height='100%' fill='{GROUND}'/>\n{body}\n</svg>\n"


def latency(curves):
    """A chart for each scenario: how late the deliveries were, from the middle one to the latest of 10,000."""
    charts = []
    for title, by_server in curves.items():
        shown = {name: [(p, ms) for p, ms in points if p >= 25] for name, points in by_server.items()}
        values = [ms for points in shown.values() for _, ms in points]
        y = decades(values, "ms from the intended instant to a viewer's socket")
        charts.append(Chart(title, nines("of the deliveries were at most so late"), y, shown))
    return page(charts, columns=min(2, len(charts)))


def rates(points, limit_ms):
    """How late the latest in a hundred is as the rate goes up."""
    lines = {name: sorted(found) for name, found in points.items()}
    x = decades([x for found in lines.values() for x, _ in found], "deliveries per second")
    y = decades([y for found in lines.values() for _, y in found] + [limit_ms], "p99, ms")
    return page([Chart("p99 as the rate goes up: 1,000 viewers of one post", x, y, lines,
                       [(limit_ms, f"{limit_ms} ms")], dots=True)], width=760, height=440)
