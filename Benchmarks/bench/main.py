"""The command line."""

import argparse
import resource
import signal
import subprocess
import sys
import time

from . import figures, plots, servers, smoke
from .processes import Failed, Unavailable
from .scenarios import (drain, fanout, idle, ingest, moderation, pages, rules, slow, spread, storepages, storm, sustained,
                        thinned, viewer, websocket)
from .session import Session

RESULTS = servers.HERE / "results"


def short(session):
    brief = None if session.is_full else session.only("lcd", "lcd-one", "floor-batch", "floor-kept", "nchan")
    for name in fanout.SCENARIOS:
        fanout.run(session, name, brief)
    for scenario in (websocket, sustained, spread, thinned, slow, storm, moderation, ingest, rules, pages, idle, viewer):
        scenario.run(session)
    drain.run(session)


def full(session):
    short(session)
    storepages.run(session)
    idle.run(session, viewers=18_000)


SCENARIOS = {
    **{name: (lambda session, name=name: fanout.run(session, name)) for name in fanout.SCENARIOS},
    "websocket": websocket.run, "sustained": sustained.run, "spread": spread.run, "thinned": thinned.run,
    "slow": slow.run, "joinstorm": storm.run, "moderation": moderation.run, "ingest": ingest.run, "rules": rules.run,
    "pages": pages.run,
    "storepages": storepages.run, "idle": idle.run,
    "idle18k": lambda s: idle.run(s, viewers=18_000), "drain": drain.run, "viewer": viewer.run,
    "viewerlong": viewer.long,
}
COMMANDS = {"smoke": smoke.run, "short": short, "full": full, **SCENARIOS}
SMOKE_SERVERS = ["lcd", "floor-each", "floor-batch", "floor-kept"]


def arguments():
    parser = argparse.ArgumentParser(description="Measures lcd next to a C floor and nginx with nchan.")
    parser.add_argument("what", nargs="+", choices=COMMANDS, metavar="what", help=", ".join(COMMANDS))
    parser.add_argument("--servers", help=f"comma separated, of {', '.join(servers.NAMES)}")
    parser.add_argument("--seconds", type=int, default=None, help="of load (short: 5, else 10)")
    parser.add_argument("--repeat", type=int, default=None,
                        help="runs per server, taking turns; medians are shown (full: 3, else 1)")
    parser.add_argument("--viewers", type=int, default=2000, help="idle: how many")
    parser.add_argument("--posts", type=int, default=1, help="ingest: over how many posts")
    parser.add_argument("--rows", type=int, default=None, help="pages: out of how many comments (full: 10 M)")
    parser.add_argument("--calm", action="store_true",
                        help="wait until others leave the machine alone, and repeat what they disturb")
    parser.add_argument("--json", help="append every raw result to this file, one JSON object a line")
    parser.add_argument("--record", action="store_true", help="keep the ratios as what later runs are compared with")
    o = parser.parse_args()
    o.seconds = o.seconds or (5 if "short" in o.what else 10)
    o.repeat = o.repeat or (3 if "full" in o.what else 1)
    o.is_full = "full" in o.what
    return o


def build():
    subprocess.run(["swift", "build", "-c", "release", "--package-path", str(servers.HERE), "--quiet"], check=True)


def raise_file_limit():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def write_plots(session):
    charts = {}
    if session.curves:
        charts["latency.svg"] = plots.latency(session.curves)
    if session.rates:
        charts["rate.svg"] = plots.rates(session.rates, sustained.P99_MS)
    for name, svg in charts.items():
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / name).write_text(svg)
        print(f"\n{RESULTS / name}")


def conclude(session):
    """Shows the figures and the plots; the exit code."""
    if session.figures:
        for name in figures.table(session.figures):
            session.failures.append(f"{name} has become worse than the margin allows")
    write_plots(session)
    if session.options.record:
        figures.record(session.figures)
    if session.disturbed:
        print("\nothers used the machine meanwhile, so these mean little:", *session.disturbed, sep="\n  ")
    for failure in session.failures:
        print(f"FAILED {failure}")
    return 1 if session.failures else 0


def main():
    o = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    raise_file_limit()
    names = o.servers.split(",") if o.servers else SMOKE_SERVERS if o.what == ["smoke"] else servers.NAMES
    if unknown := [n for n in names if n not in servers.NAMES]:
        return f"no such server: {', '.join(unknown)}"
    began = time.monotonic()
    try:
        build()
        found, reasons = servers.available(names, asked=bool(o.servers))
        session = Session(o, found)
        for reason in reasons:
            session.note(reason)
        for what in o.what:
            COMMANDS[what](session)
    except (Unavailable, Failed, subprocess.SubprocessError) as failure:
        return str(failure)
    code = conclude(session)
    session.note(f"{time.monotonic() - began:.0f} s in all")
    return code
