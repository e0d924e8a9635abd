"""As many comments as can be acknowledged, each client waiting for its 201, which says that the comment is on the disk.

`floor-batch` keeps nothing: it says what HTTP and the load client alone allow. `floor-kept` does: it says what the
disk allows.
"""

from ..servers import Setting
from ..tables import number, ratio, show

SLOW_DISK_MS = 5


def run(session):
    kinds = [(64, 0, session.only("lcd", "floor-batch", "floor-kept")), (1000, 0, session.only("lcd")),
             (64, SLOW_DISK_MS, ["lcd"]), (1000, SLOW_DISK_MS, ["lcd"])]
    rows, best = [], {}
    for clients, disk, names in kinds:
        setting = Setting(slow_disk_ms=disk)
        results = session.measure([n for n in names if n in session.names], "ingest", setting, clients=clients,
                                  seconds=session.options.seconds, posts=session.options.posts)
        for name, r in results.items():
            best[name, clients, disk] = r["acknowledged_per_second"]
            rows.append([
                name, f"{clients:,}", f"{disk} ms" if disk else "as it is", number(r["acknowledged_per_second"], 0),
                ratio(r["acknowledged_per_second"], best.get(("floor-batch", 64, 0))), number(r["p50_ms"]),
                number(r["p99_ms"]), number(r.get("cpu_us_each"), 1), number(r["client_busy"]), answers(r),
            ])
            if name == "lcd":
                leave_figures(session, r, clients, disk)
    for peer, called in [("floor-batch", "floor"), ("floor-kept", "floor that keeps comments")]:
        session.ratio(f"ingest: 64 clients / {called}", best.get(("lcd", 64, 0)), best.get((peer, 64, 0)))
    show(f"ingest: over {session.options.posts} posts, {session.options.seconds} s",
         ["server", "clients", "fsync", "acknowledged/s", "/floor-batch", "p50 ms", "p99 ms", "cpu µs/comment",
          "client busy", "answers"], rows)


def answers(result):
    return ", ".join(f"{count:,} x {status}" for status, count in result["answers"].items())


def leave_figures(session, result, clients, disk):
    if result["refused"] or result["unanswered"]:
        session.fail(f"ingest with {clients} clients: {answers(result)}, {result['unanswered']} unanswered")
    name = f"ingest: {clients:,} clients" + (f", an fsync of {disk} ms" if disk else "")
    session.figure(f"{name}, comments/s", result["acknowledged_per_second"])
