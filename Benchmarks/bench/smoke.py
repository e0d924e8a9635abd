"""Correctness only: a busy CI machine may be slow, but it may not lose a comment."""

import unittest

from . import servers
from .session import COUNTS, load


def run(session):
    checks = [check_runner(), *check_delivery(session), *check_slow(session), *check_storm(session), *check_account()]
    if not all(checks):
        session.failures.append("smoke")


def check(what, actual, expected):
    print(f"{'ok  ' if actual == expected else 'FAIL'} {what}: {actual}", flush=True)
    return actual == expected


def check_runner():
    """The runner's own tests."""
    tests = unittest.defaultTestLoader.discover(str(servers.HERE / "Tests" / "RunnerTests"))
    result = unittest.TextTestRunner(verbosity=0, stream=open("/dev/null", "w")).run(tests)
    for _, trace in result.failures + result.errors:
        print(trace)
    return check("runner's tests", len(result.failures) + len(result.errors), 0) and result.testsRun > 0


def loaded(name, scenario, **options):
    with servers.start(servers.STARTERS[name]) as running:
        return load(running, scenario, **options)


def over_websocket(session):
    return ["lcd-websocket"] if "lcd" in session.names else []


def faults_of(result):
    return {c: result.get(c, 0) for c in COUNTS if result.get(c)}


def check_delivery(session):
    for name in [*session.names, *over_websocket(session)]:
        result = loaded(name, "fanout", viewers=100, rate=20, seconds=3)
        found = {k: result[k] for k in ("comments", "acknowledged", "deliveries")} | faults_of(result)
        yield check(name, found, {"comments": 60, "acknowledged": 60, "deliveries": 6000})


def check_slow(session):
    """Readers that stop until their sockets are full get it all in the end, and so do the others."""
    for name in [*session.only("lcd", "floor-batch"), *over_websocket(session)]:
        result = loaded(name, "fanout", viewers=40, slow=10, rate=1000, seconds=4, stall_from=1, stall_seconds=2, drain=30)
        found = {"deliveries": result["deliveries"], "caught up": "caught_up_ms" in result} | faults_of(result)
        yield check(f"{name}, slow readers", found, {"deliveries": 40 * 4000, "caught up": True})


def check_storm(session):
    """Viewers that join while comments go on have a history of the right length, and nothing missing behind it."""
    for name in [*session.only("lcd"), *over_websocket(session)]:
        result = loaded(name, "storm", viewers=200, rate=50, history=20, lead=1, seconds=3, drain=30)
        yield check(f"{name}, join storm", {"joined": result["joined"]} | faults_of(result), {"joined": 200})


def check_account():
    """The account itself: what the floor does wrong on purpose must be found, to the last delivery."""
    viewers, comments = 20, 100
    for fault, every, key, count in [
        ("--drop-every", 100, "missing", viewers * comments // 100),
        ("--double-every", 100, "doubled", viewers * comments // 100),
        ("--swap-every", 7, "misordered", viewers * (comments // 7)),
    ]:
        with servers.start(servers.floor("--mode", "each", fault, str(every))) as running:
            result = load(running, "fanout", viewers=viewers, rate=comments, seconds=1, drain=1)
        found = {k: result[k] for k in ("missing", "doubled", "misordered")}
        yield check(f"floor {fault} {every}", found, {"missing": 0, "doubled": 0, "misordered": 0, key: count})
