"""How much the rest of the machine took while something was measured."""

import os
import resource
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
# Cores that others may use before a figure means little.
MOST_OTHERS = 0.15


def busy_seconds():
    """CPU seconds of the whole machine that were not idle."""
    user, nice, system, _, _, interrupt, soft, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + interrupt + soft + steal) / TICK


def seconds_of(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Watch:
    """From its making on, what processes other than the server's and our children's used."""

    def __init__(self, pids):
        self.pids = pids
        self.began = time.monotonic()
        self.before = self.foreign()

    def foreign(self):
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return busy_seconds() - sum(map(seconds_of, self.pids)) - children.ru_utime - children.ru_stime

    def others(self):
        """In cores."""
        return max(self.foreign() - self.before, 0) / (time.monotonic() - self.began)


def wait_for_calm(seconds):
    """Until others leave the machine alone for a second, or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        watch = Watch([])
        time.sleep(1)
        if watch.others() < MOST_OTHERS:
            return
