"""Pages of 50 at random cursors, out of millions of comments. The floor makes them up: it says what sending costs."""

from ..servers import Setting
from ..store import Filling
from ..tables import number, ratio, show

POSTS, PAGE = 1000, 50


def filling(session):
    rows = session.options.rows or (10_000_000 if session.is_full else 500_000)
    return Filling(posts=POSTS, comments=rows // POSTS)


def run(session):
    filled = filling(session)
    load = {"posts": POSTS, "page_size": PAGE, "seconds": session.options.seconds,
            "first_id": filled.id_of(PAGE), "last_id": filled.id_of(filled.comments - 1)}
    results = session.measure(session.only("lcd", "floor-batch"), "pages", Setting(prepare=filled), repeat=1, **load)
    floor = results.get("floor-batch", {}).get("pages_per_second")
    rows = [[name, number(r["pages_per_second"], 0), ratio(r["pages_per_second"], floor), number(r["p50_ms"]),
             number(r["p99_ms"]), number(r.get("cpu_us_each"), 1), number(r["server_rss_bytes"] / 1e6, 1),
             number(r["client_busy"]), r["wrong"], r["refused"]] for name, r in results.items()]
    show(f"pages: {PAGE} of {POSTS * filled.comments:,} comments, 64 clients, {session.options.seconds} s",
         ["server", "pages/s", "/floor-batch", "p50 ms", "p99 ms", "cpu µs/page", "RSS MB", "client busy", "wrong",
          "refused"], rows)
    if "lcd" not in results:
        return
    session.demand_right("pages", results["lcd"])
    session.figure("pages: over HTTP, pages/s", results["lcd"]["pages_per_second"])
    session.ratio("pages: / floor", results["lcd"]["pages_per_second"], floor)
