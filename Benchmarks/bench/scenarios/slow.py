"""Some readers stop reading in the middle: they must catch up without loss, and the others must not notice."""

from ..session import faults
from ..tables import number, ratio, show

VIEWERS, SLOW = 1000, 20


def run(session):
    names = session.only("lcd", "floor-batch")
    stall = 45 if session.is_full else 8
    compare(session, names, rate=1000, stall=stall)
    if session.is_full:
        # So far behind that lcd gives up replaying and says what is missing.
        compare(session, session.only("lcd"), rate=3000, stall=stall, viewers=200)


def compare(session, names, rate, stall, viewers=VIEWERS):
    load = {"viewers": viewers, "rate": rate, "seconds": stall + 4}
    without = session.measure(names, "fanout", repeat=1, **load)
    with_slow = session.measure(
        names, "fanout", repeat=1, slow=SLOW, stall_from=2, stall_seconds=stall, drain=30, **load)
    rows = []
    for name, r in with_slow.items():
        base = without.get(name, {}).get("p99_ms")
        rows.append([
            name, number(base, 1), number(r["p99_ms"], 1), ratio(r["p99_ms"], base), number(r.get("caught_up_ms"), 0),
            number(r["server_rss_growth_bytes"] / 1e6, 1), r["gaps"], f"{r['withheld']:,}", faults(r),
        ])
    show(f"slow: {viewers:,} viewers, {rate:,} comments/s, {SLOW} of them read nothing for {stall} s",
         ["server", "p99 ms without", "p99 ms of the others", "ratio", "caught up in ms", "RSS grew MB", "gaps",
          "in them", "faults"], rows)
    if "lcd" not in with_slow:
        return
    result = with_slow["lcd"]
    session.demand_right(f"slow at {rate}/s", result)
    if "caught_up_ms" not in result:
        session.fail(f"slow at {rate}/s: the readers did not catch up")
    if "lcd" in without:
        session.ratio(f"slow at {rate}/s: p99 of the others / without slow ones", result["p99_ms"], without["lcd"]["p99_ms"])
