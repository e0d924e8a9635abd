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

# Whom lcd is measured against, as the figures call them.
PEERS = {
    "floor-batch": "floor",
    "floor-paced": "floor with lcd's window",
    "floor-kept": "floor that keeps comments",
    "nchan": "nchan",
}


def is_quiet(name):
    return name.startswith("quiet")


def describe(scenario):
    return f"{scenario['viewers']:,} viewers, {scenario['rate']:,} comments/s"


def run(session, name, names=None):
    scenario, seconds = SCENARIOS[name], session.options.seconds
    names = session.only("lcd", "floor-batch", "floor-kept") if is_quiet(name) else names or session.names
    results = session.measure(names, "fanout", seconds=seconds, **scenario)
    table(f"{name}: {describe(scenario)}, {seconds} s", results)
    session.curves[f"{name}: {describe(scenario)}"] = {s: r["percentiles_ms"] for s, r in results.items()}
    if "lcd" in results:
        leave_figures(session, name, results)


def leave_figures(session, name, results):
    lcd, one = results["lcd"], results.get("lcd-one")
    session.demand_right(name, lcd)
    session.figure(f"{name}: p99, ms", lcd["p99_ms"])
    if one:
        session.demand_right(f"{name}, on one event loop", one)
    for peer, called in PEERS.items():
        if peer not in results:
            continue
        other = results[peer]
        if peer != "nchan":
            session.ratio(f"{name}: p99 / {called}", lcd["p99_ms"], other["p99_ms"])
        if not is_quiet(name):
            session.ratio(f"{name}: CPU / {called}", cpu(lcd), cpu(other))
    # The same work by as many threads.
    if one and (kept := results.get("floor-kept")):
        session.ratio(f"{name}: p99 on one loop / {PEERS['floor-kept']}", one["p99_ms"], kept["p99_ms"])
        session.ratio(f"{name}: CPU on one loop / {PEERS['floor-kept']}", cpu(one), cpu(kept))


def cpu(result):
    return result.get("cpu_seconds_per_million")


def table(title, results):
    peers = {name: results.get(name, {}) for name in PEERS}
    rows = [
        [
            name, number(cpu(r), 3), *(ratio(cpu(r), cpu(peer)) for peer in peers.values()), number(r["p50_ms"], 1),
            number(r["p99_ms"], 1), *(ratio(r["p99_ms"], peer.get("p99_ms")) for peer in peers.values()),
            number(r.get("deliveries_per_second"), 0), number(r.get("client_busy")), faults(r),
        ]
        for name, r in results.items()
    ]
    against = [f"/{name}" for name in PEERS]
    show(title, ["server", "cpu s/M", *against, "p50 ms", "p99 ms", *against, "deliveries/s", "client busy", "faults"],
         rows)
