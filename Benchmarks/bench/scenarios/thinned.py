"""Thinning: 5,000 viewers who want 20 comments a second of a post with 2,000, next to a post that has 20.

Taking 2,000 comments a second costs something however many watch, so they are also posted while nobody does, and the
difference is what the viewers cost.
"""

from ..session import faults
from ..tables import number, show

VIEWERS, WANTED, POSTED = 5000, 20, 2000


def run(session):
    if "lcd" not in session.names:
        return
    seconds, names = session.options.seconds, ["lcd"]
    thinned = session.measure(names, "fanout", viewers=VIEWERS, rate=POSTED, max_rate=WANTED, seconds=seconds).get("lcd")
    if thinned and not thinned["announcements"]:
        session.note("thinned: left out, this lcd does not know maxRate")
        return
    alone = session.measure(names, "fanout", viewers=0, rate=POSTED, seconds=seconds).get("lcd")
    plain = session.measure(names, "fanout", viewers=VIEWERS, rate=WANTED, seconds=seconds).get("lcd")
    plain_alone = session.measure(names, "fanout", viewers=0, rate=WANTED, seconds=seconds).get("lcd")
    if not (thinned and alone and plain and plain_alone):
        return
    session.demand_right("thinned", thinned)
    per_viewer_second = thinned["deliveries"] / VIEWERS / seconds
    if per_viewer_second > WANTED * 1.02:
        session.fail(f"thinned: {per_viewer_second:.1f} comments a second were shown where {WANTED} were asked for")
    costs = [r["server_cpu_seconds"] for r in (thinned, alone, plain, plain_alone)]
    session.ratio("thinned: CPU of the viewers / of as many at 20/s", costs[0] - costs[1], costs[2] - costs[3])
    table(seconds, thinned, plain, costs)


def table(seconds, thinned, plain, costs):
    rows = [
        [f"{POSTED:,} comments/s, maxRate={WANTED}", number(costs[0]), number(costs[0] - costs[1])],
        [f"{WANTED} comments/s, all of them", number(costs[2]), number(costs[2] - costs[3])],
    ]
    for row, r in zip(rows, (thinned, plain)):
        row += [number(r["p99_ms"], 1), f"{r['deliveries']:,}", f"{r['withheld']:,}", faults(r)]
    show(f"thinned: {VIEWERS:,} viewers, {seconds} s",
         ["post", "cpu s", "of the viewers", "p99 ms", "shown", "announced as withheld", "faults"], rows)
