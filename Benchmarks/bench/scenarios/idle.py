"""What a viewer costs who sees nothing happen: memory."""

from ..tables import number, ratio, show

PLANNED = 50_000


def run(session, viewers=None):
    viewers = viewers or session.options.viewers
    results = session.measure(session.only("lcd", "nchan"), "idle", repeat=1, viewers=viewers)
    peer = results.get("nchan", {}).get("bytes_per_viewer")
    rows = [[name, number(r["bytes_per_viewer"], 0), ratio(r["bytes_per_viewer"], peer),
             number(r["rss_after_bytes"] / 1e6, 1),
             number((r["rss_before_bytes"] + PLANNED * r["bytes_per_viewer"]) / 1e6, 0), r["viewers_cut"]]
            for name, r in results.items()]
    show(f"idle: {viewers:,} viewers", ["server", "bytes/viewer", "/nchan", "RSS MB", f"MB at {PLANNED:,}", "cut"], rows)
    if "lcd" not in results:
        return
    lcd = results["lcd"]
    session.demand_right(f"idle with {viewers:,}", lcd)
    session.figure(f"idle: {viewers:,} viewers, bytes each", lcd["bytes_per_viewer"])
    session.ratio(f"idle: {viewers:,} viewers, bytes / nchan", lcd["bytes_per_viewer"], peer)
