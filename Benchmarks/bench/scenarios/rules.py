"""As many comments as can be acknowledged, with 1,000 rules of a word each, and without any."""

import contextlib
import sqlite3

from ..servers import Setting
from ..tables import number, ratio, show

COUNT = 1_000
SYLLABLES = ["fu", "ck", "sh", "it", "co", "ba", "di", "re", "mo", "na"]


def fill(data):
    words = [SYLLABLES[n // 100] + SYLLABLES[n // 10 % 10] + "x" + SYLLABLES[n % 10] for n in range(COUNT)]
    with contextlib.closing(sqlite3.connect(data / "comments.sqlite")) as database, database:
        database.executemany("INSERT INTO rules (kind, subject, action) VALUES ('words', ?, 'hold')",
                             [[word] for word in words])


def run(session):
    rows, rates, costs = [], {}, []
    for label, prepare in [("none", None), (f"{COUNT:,}", fill)]:
        result = session.measure(["lcd"], "ingest", Setting(prepare=prepare), clients=64,
                                 seconds=session.options.seconds, posts=session.options.posts)["lcd"]
        rates[label] = result["acknowledged_per_second"]
        costs.append(result.get("cpu_us_each"))
        if result["refused"] or result["unanswered"]:
            session.fail(f"ingest with {label} rules: {result['refused']} refused, {result['unanswered']} unanswered")
        rows.append([label, number(rates[label], 0), ratio(rates[label], rates["none"]), number(result["p50_ms"]),
                     number(result["p99_ms"]), number(result.get("cpu_us_each"), 1)])
    session.ratio("rules: ingest with 1,000 / with none", rates[f"{COUNT:,}"], rates["none"])
    if None not in costs:
        session.figure("rules: cost of 1,000, CPU µs a comment", costs[1] - costs[0])
    show(f"rules: 64 clients, {session.options.seconds} s",
         ["rules", "acknowledged/s", "/none", "p50 ms", "p99 ms", "cpu µs/comment"], rows)
