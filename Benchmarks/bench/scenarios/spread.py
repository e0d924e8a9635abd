"""9,000 posts with one viewer each: what delivering a comment by itself costs, and what a post costs.

Every delivery has a comment of its own to take. So the same comments are also posted while nobody watches, and the
difference is the delivery's. `floor-each` does the same: its difference is the cost of one write.
"""

from ..servers import Setting
from ..session import faults
from ..store import Filling
from ..tables import number, ratio, show

POSTS, RATE, STORED_POSTS = 9000, 10_000, 1_000_000


def run(session):
    servers, seconds = session.only("lcd", "floor-each", "nchan"), session.options.seconds
    load = {"posts": POSTS, "rate": RATE, "seconds": seconds}
    watched = session.measure(servers, "fanout", viewers=POSTS, **load)
    alone = session.measure(servers, "fanout", viewers=0, **load)
    if "lcd" in servers:
        filled = Setting(prepare=Filling(posts=STORED_POSTS, comments=1, name="other"))
        name = "lcd, a million posts"
        watched |= {name: r for r in session.measure(["lcd"], "fanout", filled, viewers=POSTS, **load).values()}
        alone |= {name: r for r in session.measure(["lcd"], "fanout", filled, viewers=0, **load).values()}
    table(seconds, watched, alone)
    if "lcd" in watched:
        leave_figures(session, watched, alone)


def delivery_cost(name, watched, alone):
    """Microseconds of the server's CPU; None when unknown."""
    with_viewers, without = (r.get(name, {}).get("cpu_us_per_comment") for r in (watched, alone))
    return with_viewers - without if with_viewers and without else None


def leave_figures(session, watched, alone):
    lcd, many = watched["lcd"], watched.get("lcd, a million posts")
    session.demand_right("spread", lcd)
    session.figure("spread: p99, ms", lcd["p99_ms"])
    session.ratio("spread: CPU of a delivery / one write of the floor", delivery_cost("lcd", watched, alone),
                  delivery_cost("floor-each", watched, alone))
    if many:
        session.demand_right("spread over a million posts", many)
        session.ratio("spread: CPU, a million posts in the store / none",
                      many.get("cpu_us_per_comment"), lcd.get("cpu_us_per_comment"))


def table(seconds, watched, alone):
    base = delivery_cost("floor-each", watched, alone)
    rows = []
    for name, r in watched.items():
        cost = delivery_cost(name, watched, alone)
        rows.append([
            name, number(r.get("cpu_us_per_comment"), 1), number(alone.get(name, {}).get("cpu_us_per_comment"), 1),
            number(cost, 1), ratio(cost, base), number(r["p50_ms"], 1), number(r["p99_ms"], 1), faults(r),
        ])
    show(f"spread: {POSTS:,} posts, one viewer each, {RATE:,} comments/s over them, {seconds} s",
         ["server", "cpu µs/comment", "nobody watching", "a delivery", "/floor-each", "p50 ms", "p99 ms", "faults"], rows)
