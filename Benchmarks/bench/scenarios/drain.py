"""SIGTERM with many viewers while comments go on: they are sent away spread over time, and nothing is lost."""

import json
import tempfile
import urllib.request
from pathlib import Path

from .. import servers
from ..processes import Failed
from ..session import faults, load
from ..tables import number, show

MOST_EXIT_MS = 15_000
# A retry may keep this share of the viewers in one second, when they are to be spread over ten.
MOST_IN_A_SECOND = 0.2


def run(session, viewers=10_000):
    if "lcd" not in session.names:
        return
    result, lost = measure(session, viewers)
    if not result:
        return
    spread = f"{result['retry_min_ms'] / 1000:.1f} to {result['retry_max_ms'] / 1000:.1f} s"
    show(f"drain: SIGTERM with {viewers:,} viewers, 100 comments/s",
         ["server", "last viewer away ms", "exit ms", "retry", "in the fullest second", "acknowledged after", "lost",
          "faults"],
         [["lcd", number(result["last_closed_ms"], 0), number(result["exit_ms"], 0), spread,
           f"{result['retry_fullest_second']:.0%}", result["acknowledged_after_signal"], lost, faults(away(result))]])
    judge(session, result, lost)


def away(result):
    """Without what leaving is about: viewers are cut, and posters are turned away."""
    return {k: v for k, v in result.items() if k not in ("viewers_cut", "unsent", "refused", "unacknowledged")}


def measure(session, viewers):
    """The load client's report, and how many acknowledged comments the next instance does not know."""
    with tempfile.TemporaryDirectory(prefix="live-comments-bench-") as folder:
        folder, setting = Path(folder), servers.Setting()
        receipts = folder / "receipts"
        session.note(f"lcd: drain viewers={viewers}")
        try:
            with servers.lcd(folder, setting) as running:
                result = {"server": "lcd", **load(running, "drain", viewers=viewers, rate=100, seconds=3, receipts=receipts)}
                if result["exit_ms"] < 0:
                    raise Failed("it did not exit")
            if running.process.returncode != 0:
                raise Failed(f"it exited with {running.process.returncode}")
            acknowledged = {int(line) for line in receipts.read_text().split()}
            with servers.lcd(folder, setting) as again:
                kept = set(all_ids(again.url))
        except Failed as failure:
            session.fail(f"drain: {failure}")
            return None, None
    session.keep(result)
    return result, len(acknowledged - kept)


def all_ids(url, post="bench"):
    cursor, more = 0, True
    while more:
        with urllib.request.urlopen(f"{url}/comments/{post}?direction=after&pageSize=500&cursor={cursor}") as answer:
            page = json.load(answer)
        yield from (c["comment_id"] for c in page["comments"])
        cursor, more = page["after"], page["has_more"]


def judge(session, result, lost):
    session.demand_right("drain", away(result))
    if lost:
        session.fail(f"drain: {lost:,} acknowledged comments are lost")
    if result["left"]:
        session.fail(f"drain: {result['left']:,} viewers were still connected")
    if result["exit_ms"] > MOST_EXIT_MS:
        session.fail(f"drain: it took {result['exit_ms']:.0f} ms")
    if result["retry_fullest_second"] > MOST_IN_A_SECOND:
        session.fail(f"drain: {result['retry_fullest_second']:.0%} of the viewers come back within one second")
    session.figure(f"drain: exit with {result['viewers']:,} viewers, ms", result["exit_ms"])
