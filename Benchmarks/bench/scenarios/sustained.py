"""The highest rate at 1,000 viewers with p99 under 200 ms and nothing lost, and p99 on the way there."""

from ..session import COUNTS
from ..tables import number, ratio, show

VIEWERS, SECONDS, P99_MS = 1000, 3, 200
FIRST_RATE, MOST_RATE, HALVINGS = 100, 12_800, 2


def run(session):
    names = session.only("lcd", "floor-batch", "nchan")
    rates = {name: highest_rate(session, name) for name in names}
    rows = [[name, number(rate * VIEWERS, 0), ratio(rate, rates.get("floor-batch")), ratio(rate, rates.get("nchan"))]
            for name, rate in rates.items()]
    show(f"sustained: {VIEWERS:,} viewers, p99 under {P99_MS} ms", ["server", "deliveries/s", "/floor-batch", "/nchan"], rows)
    if "lcd" in rates:
        session.figure("sustained: deliveries/s", rates["lcd"] * VIEWERS)
        session.ratio("sustained: / floor", rates["lcd"], rates.get("floor-batch"))
        session.ratio("sustained: / nchan", rates["lcd"], rates.get("nchan"))


def highest_rate(session, name):
    """Doubled until it is too high, then halved in."""
    return search(lambda rate: keeps_up(session, name, rate))


def search(is_good, low=0, high=FIRST_RATE):
    while high <= MOST_RATE and is_good(high):
        low, high = high, high * 2
    for _ in range(HALVINGS):
        middle = (low + high) // 2
        low, high = (middle, high) if is_good(middle) else (low, middle)
    return low


def keeps_up(session, name, rate):
    results = session.measure([name], "fanout", repeat=1, viewers=VIEWERS, rate=rate, seconds=SECONDS, drain=4)
    if name not in results:
        return False
    r = results[name]
    if name == "lcd":
        session.demand_right(f"{rate} comments/s", r)
    if r.get("deliveries_per_second"):
        session.rates.setdefault(name, []).append((r["deliveries_per_second"], r["p99_ms"]))
    return r["p99_ms"] < P99_MS and not any(r.get(c) for c in COUNTS)
