"""The viewer, as the one in front of it has it: how soon it is there, how soon a key shows while 1,000 comments a
second come in, thinned and unthinned, what it holds then, and whether that grows.
"""

import contextlib
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from .. import machine, servers
from ..processes import Unavailable, prepare_child
from ..tables import number, show
from ..terminal import opened

RATE, THINNED, OPENINGS, KEYS, SIZE = 1000, 50, 15, 200, (120, 40)
# What is typed to see it again: letters that no comment of the load has.
LETTERS = "λμξπφψωδθ"
LONG_RATE, SAMPLE_SECONDS = 2000, 10


def lc_binary():
    path = Path(os.environ.get("LC", servers.HERE.parent / ".build" / "release" / "lc"))
    if not path.is_file():
        raise Unavailable(f"no lc at {path}: run `make release` at the top, or set LC=")
    return path


@contextlib.contextmanager
def posting(running, rate, seconds):
    """Comments at a rate while the body runs, which must take less than so many seconds."""
    arguments = [servers.BINARIES / "load", "fanout", "--url", running.url, "--viewers", "0", "--rate", str(rate)]
    process = subprocess.Popen([*arguments, "--seconds", str(seconds), "--drain", "1"], stdout=subprocess.DEVNULL,
                               preexec_fn=prepare_child)
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def watching(running, *options):
    with tempfile.TemporaryDirectory(prefix="live-comments-bench-") as home:
        environment = {"HOME": home, "LC_AUTHOR": "bench", "LC_URL": running.url}
        with opened([lc_binary(), "watch", *options, "bench"], environment, *SIZE) as terminal:
            yield terminal


def run(session):
    if "lcd" not in session.names:
        return
    with servers.start(servers.STARTERS["lcd"]) as running:
        with posting(running, RATE, 3):
            time.sleep(2)
        openings = [opening(running) for _ in range(OPENINGS)]
        results = {"all": under_load(session, running), "thinned": under_load(session, running, "--max-rate", str(THINNED))}
    session.figure("viewer: start to full screen, ms", statistics.median(openings))
    rows = []
    for name, r in results.items():
        session.figure(f"viewer: key to screen, {name} of {RATE:,}/s, p99 ms", r["p99"])
        session.figure(f"viewer: memory, {name} of {RATE:,}/s, MB", r["peak"] / 1000)
        rows.append([name, number(r["p50"], 1), number(r["p99"], 1), number(r["worst"], 1), number(r["page"], 1),
                     number(r["cpu"]), number(r["drawn"] / 1000, 0), number(r["peak"] / 1000, 1)])
    show(f"viewer: {SIZE[0]}x{SIZE[1]}, {RATE:,} comments/s; start to full screen {statistics.median(openings):.0f} ms "
         f"(worst {max(openings):.0f})",
         ["comments", "key p50 ms", "p99 ms", "worst ms", "page up, worst ms", "cores", "drawn kB/s", "peak MB"], rows)


def opening(running):
    """Milliseconds from its start to a screen with the newest comments and what the server says of the post."""
    with watching(running) as terminal:
        return terminal.until("● live".encode())


def under_load(session, running, *options):
    session.note(f"viewer: {KEYS} keys {' '.join(options)}")
    with posting(running, RATE, 120), watching(running, *options) as terminal:
        terminal.until("● live".encode())
        terminal.rest(3)
        began, before, drawn = time.monotonic(), machine.seconds_of(terminal.process.pid), terminal.bytes_drawn
        keys = typed(terminal)
        pages = paged(terminal)
        seconds = time.monotonic() - began
        return {
            "p50": statistics.median(keys), "p99": sorted(keys)[int(len(keys) * 0.99) - 1], "worst": max(keys),
            "page": max(pages), "peak": terminal.status("VmHWM"),
            "cpu": (machine.seconds_of(terminal.process.pid) - before) / seconds,
            "drawn": (terminal.bytes_drawn - drawn) / seconds,
        }


def typed(terminal):
    """Milliseconds from each letter to its place in the compose line."""
    terminal.press(b"i")
    terminal.until(b"INSERT")
    found = []
    for number_ in range(KEYS):
        letter = LETTERS[number_ % len(LETTERS)].encode()
        terminal.press(letter)
        found.append(terminal.until(letter))
        # People are slower, and never in step with the frames.
        terminal.rest(0.02 + number_ % 7 * 0.009)
        if number_ % 20 == 19:
            terminal.press(b"\x15")  # the draft goes, or it would fill the screen
            terminal.rest(0.05)
    terminal.press(b"\x1b")
    terminal.until(b"NAV")
    return found


def paged(terminal):
    """Milliseconds from leaving the newest to a list that stands still."""
    found = []
    for _ in range(20):
        terminal.press(b"b")
        found.append(terminal.until(b"held"))
        terminal.rest(0.2)
        terminal.press(b"G")
        terminal.rest(0.2)
    return found


def long(session):
    """Whether it grows over a long time: 2,000 comments a second are an hour at 200 in six minutes."""
    seconds = session.options.seconds
    with servers.start(servers.STARTERS["lcd"]) as running:
        with posting(running, LONG_RATE, seconds + 30), watching(running) as terminal:
            terminal.until("● live".encode())
            samples = []
            for _ in range(seconds // SAMPLE_SECONDS):
                terminal.rest(SAMPLE_SECONDS)
                samples.append(terminal.status("VmRSS"))
                session.note(f"viewer: {samples[-1] / 1000:.1f} MB")
    settled = samples[len(samples) // 4:]
    show(f"viewer: {seconds} s of {LONG_RATE:,} comments/s", ["memory", "MB"],
         [["after the first quarter", number(settled[0] / 1000, 1)], ["most", number(max(samples) / 1000, 1)],
          ["at the end", number(settled[-1] / 1000, 1)]])
    session.figure("viewer: memory at the end / after a quarter", settled[-1] / settled[0])
