"""Pages of 50 at random cursors out of millions of comments, straight from the store: no HTTP, no JSON."""

import json
import subprocess
import tempfile
from pathlib import Path

from .. import servers
from ..tables import number, show
from .pages import PAGE, POSTS, filling

PACKAGE = servers.HERE / "Store"


def run(session):
    filled = filling(session)
    subprocess.run(["swift", "build", "-c", "release", "--package-path", str(PACKAGE), "--quiet"], check=True)
    binary = PACKAGE / ".build" / "release" / "pages"
    with tempfile.TemporaryDirectory(prefix="live-comments-bench-") as folder:
        path = Path(folder) / "comments.sqlite"
        subprocess.run([binary, path], check=True)
        filled(path.parent)
        results = {readers: read(session, binary, path, filled, readers) for readers in (1, 4)}
    show(f"storepages: {PAGE} of {POSTS * filled.comments:,} comments, {session.options.seconds} s",
         ["readers", "pages/s", "p50 ms", "p99 ms", "wrong"],
         [[readers, number(r["pages_per_second"], 0), number(r["p50_ms"], 3), number(r["p99_ms"], 3), r["wrong"]]
          for readers, r in results.items()])
    for readers, result in results.items():
        session.demand_right(f"storepages with {readers} readers", result)
    session.figure("pages: in the store, pages/s", results[4]["pages_per_second"])
    session.figure("pages: in the store, p99 ms", results[4]["p99_ms"])


def read(session, binary, path, filled, readers):
    arguments = [binary, path, filled.name, POSTS, filled.id_of(PAGE), filled.id_of(filled.comments - 1),
                 session.options.seconds, readers]
    done = subprocess.run(list(map(str, arguments)), stdout=subprocess.PIPE, text=True, check=True)
    result = {"server": "store", "readers": readers, **json.loads(done.stdout)}
    session.keep(result)
    return result
