"""5,000 viewers join one post within a second, with history, while comments go on.

nchan can give no more than 32 comments of history, so it has less to do.
"""

from ..servers import NCHAN_HISTORY
from ..session import faults
from ..tables import number, show

LOAD = {"viewers": 5000, "rate": 100, "seconds": 4, "lead": 1}
HISTORY = {"lcd": 50, "nchan": NCHAN_HISTORY}


def run(session):
    results = {}
    for name in session.only("lcd", "nchan"):
        results |= session.measure([name], "storm", history=HISTORY[name], **LOAD)
    rows = [[name, r["history"], f"{r['joined']:,}", number(r["join_p50_ms"], 1), number(r["join_p99_ms"], 1),
             number(r["all_joined_ms"], 0), number(r["p99_ms"], 1), number(r["server_cpu_seconds"]), faults(r)]
            for name, r in results.items()]
    show(f"joinstorm: {LOAD['viewers']:,} viewers within a second, {LOAD['rate']} comments/s",
         ["server", "history", "joined", "join p50 ms", "join p99 ms", "all after ms", "live p99 ms", "cpu s", "faults"], rows)
    if "lcd" not in results:
        return
    lcd, peer = results["lcd"], results.get("nchan", {})
    session.demand_right("joinstorm", lcd)
    if lcd["joined"] < lcd["viewers"]:
        session.fail(f"joinstorm: only {lcd['joined']:,} of {lcd['viewers']:,} got their history")
    session.figure("joinstorm: all live after, ms", lcd["all_joined_ms"])
    session.ratio("joinstorm: CPU / nchan", lcd["server_cpu_seconds"], peer.get("server_cpu_seconds"))
