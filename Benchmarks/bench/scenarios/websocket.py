"""A over WebSocket beside A over server-sent events: lcd against itself, the same comments, the same account."""

from ..session import faults
from ..tables import number, ratio, show
from .fanout import SCENARIOS, cpu, describe

EVENTS, WEBSOCKET = "lcd", "lcd-websocket"


def run(session):
    scenario, seconds = SCENARIOS["A"], session.options.seconds
    if EVENTS not in session.names:
        return
    results = session.measure([EVENTS, WEBSOCKET], "fanout", seconds=seconds, **scenario)
    base = results.get(EVENTS, {})
    rows = [
        [
            name, number(cpu(r), 3), ratio(cpu(r), cpu(base)), number(r["p50_ms"], 1), number(r["p99_ms"], 1),
            ratio(r["p99_ms"], base.get("p99_ms")), number(r.get("bytes_per_event"), 0),
            number(r.get("client_busy")), faults(r),
        ]
        for name, r in results.items()
    ]
    show(f"websocket: {describe(scenario)}, {seconds} s",
         ["server", "cpu s/M", f"/{EVENTS}", "p50 ms", "p99 ms", f"/{EVENTS}", "bytes/event", "client busy", "faults"],
         rows)
    if WEBSOCKET not in results:
        return
    session.demand_right("websocket", results[WEBSOCKET])
    session.figure("websocket: p99, ms", results[WEBSOCKET]["p99_ms"])
    session.ratio("websocket: p99 / server-sent events", results[WEBSOCKET]["p99_ms"], base.get("p99_ms"))
    session.ratio("websocket: CPU / server-sent events", cpu(results[WEBSOCKET]), cpu(base))
