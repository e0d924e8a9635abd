"""A, B, C, quiet and quiet100: comments at an even rate on one post with many viewers."""

from ..session import faults
from ..tables import number, ratio, show

SCENARIOS = {
    "A": {"viewers": 1000, "rate": 100},
    "B": {"viewers": 1000, "rate": 1000},
    "C": {"viewers": 5000, "rate": 100},
    "quiet": {"viewers": 1000, "rate": 5},
    "quiet100": {"viewers": 100, "rate": 5},
}


def is_quiet(name):
    return name.startswith("quiet")


def describe(scenario):
    return f"{scenario['viewers']:,} viewers, {scenario['rate']:,} comments/s"


def run(session, name, names=None):
    scenario, seconds = SCENARIOS[name], session.options.seconds
    names = names or (session.only("lcd", "floor-batch") if is_quiet(name) else session.names)
    results = session.measure(names, "fanout", seconds=seconds, **scenario)
    table(f"{name}: {describe(scenario)}, {seconds} s", results)
    session.curves[f"{name}: {describe(scenario)}"] = {s: r["percentiles_ms"] for s, r in results.items()}
    if "lcd" in results:
        leave_figures(session, name, results)


def leave_figures(session, name, results):
    lcd, floor, peer = results["lcd"], results.get("floor-batch", {}), results.get("nchan", {})
    session.demand_right(name, lcd)
    session.figure(f"{name}: p99, ms", lcd["p99_ms"])
    session.ratio(f"{name}: p99 / floor", lcd["p99_ms"], floor.get("p99_ms"))
    if is_quiet(name):
        return
    session.ratio(f"{name}: CPU / floor", lcd.get("cpu_seconds_per_million"), floor.get("cpu_seconds_per_million"))
    session.ratio(f"{name}: CPU / nchan", lcd.get("cpu_seconds_per_million"), peer.get("cpu_seconds_per_million"))


def table(title, results):
    floor, peer = results.get("floor-batch", {}), results.get("nchan", {})
    rows = []
    for name, r in results.items():
        cpu, p99 = r.get("cpu_seconds_per_million"), r["p99_ms"]
        rows.append([
            name, number(cpu, 3), ratio(cpu, floor.get("cpu_seconds_per_million")),
            ratio(cpu, peer.get("cpu_seconds_per_million")), number(r["p50_ms"], 1), number(p99, 1),
            ratio(p99, floor.get("p99_ms")), number(r.get("deliveries_per_second"), 0),
            number(r.get("client_busy")), faults(r),
        ])
    show(title, ["server", "cpu s/M", "/floor-batch", "/nchan", "p50 ms", "p99 ms", "/floor-batch", "deliveries/s",
                 "client busy", "faults"], rows)
