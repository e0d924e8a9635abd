"""A run of the benchmarks: loads on fresh servers, every raw result, the figures, and what went wrong."""

import json
import statistics
import subprocess
import sys

from . import machine, servers
from .processes import Failed, prepare_child

# What went wrong on the way from a poster to a viewer.
COUNTS = [
    "missing", "doubled", "misordered", "conflicting", "misrouted", "misannounced", "uneven", "unacknowledged",
    "wrong_histories", "wrong", "viewers_cut", "unsent", "refused",
]
# What a server that is slow, rather than wrong, has too.
OVERLOAD = {"unsent", "refused"}
# With --calm: how often a disturbed load is tried, and how long calm is waited for each time.
TRIES, CALM_SECONDS = 4, 60


def load(running, scenario, **options):
    """Runs the load client; its report."""
    arguments = [str(servers.BINARIES / "load"), scenario, "--url", running.url, "--dialect", running.dialect]
    arguments += ["--server-pid", ",".join(map(str, running.pids))]
    for name, value in options.items():
        arguments += [f"--{name.replace('_', '-')}", str(value)]
    limit = options.get("seconds", 10) + options.get("drain", 10) + 180
    done = subprocess.run(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=limit, preexec_fn=prepare_child
    )
    if done.returncode != 0:
        raise Failed(f"{' '.join(arguments[1:])}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def median(results):
    """The median of every number; counts of what went wrong are summed, so that none is lost."""
    merged = dict(results[0])
    for key, value in merged.items():
        if isinstance(value, (int, float)):
            values = [r.get(key, 0) for r in results]
            merged[key] = sum(values) if key in COUNTS else statistics.median(values)
    merged["runs"] = len(results)
    return merged


def faults(result):
    return ", ".join(f"{result[c]:,} {c}" for c in COUNTS if result.get(c)) or "none"


class Session:
    def __init__(self, options, names):
        self.options = options
        self.names = names
        self.failures = []
        self.figures = {}  # by name, in the order of measuring
        self.curves = {}  # of latency: by scenario, then server: [[percent, ms], ...]
        self.disturbed = []  # loads during which others used the machine
        self.rates = {}  # by server: [(deliveries per second, p99 in ms), ...]

    @property
    def is_full(self):
        return self.options.is_full

    def only(self, *names):
        """Those of the asked servers that a scenario is made for."""
        return [name for name in self.names if name in names]

    def note(self, text):
        print(f"  {text}", file=sys.stderr, flush=True)

    def fail(self, text):
        self.note(f"FAILED {text}")
        self.failures.append(text)

    def figure(self, name, value):
        if value is not None:
            self.figures[name] = value

    def ratio(self, name, value, base):
        """A figure that is a ratio of two values of this run; none when either is unknown."""
        if value is not None and base:
            self.figure(name, value / base)

    def measure(self, names, scenario, setting=servers.Setting(), repeat=None, starters=servers.STARTERS, **options):
        """Results by server: the servers take turns, so that a slow minute hits them all."""
        results = {name: [] for name in names}
        for _ in range(repeat or self.options.repeat):
            for name in names:
                self.try_one(results[name], name, starters[name], scenario, setting, options)
        return {name: median(found) for name, found in results.items() if found}

    def try_one(self, found, name, starter, scenario, setting, options):
        said = f"{name}: {scenario} " + " ".join(f"{key}={value}" for key, value in options.items())
        self.note(said)
        try:
            result, others = self.undisturbed(starter, setting, scenario, options)
        except (Failed, subprocess.TimeoutExpired) as failure:
            self.fail(f"{name} {scenario}: {failure}")
            return
        if others > machine.MOST_OTHERS:
            self.disturbed.append(f"{said} ({others:.1f} cores)")
        found.append({"server": name, **result, "others_busy": round(others, 2)})
        self.keep(found[-1])

    def undisturbed(self, starter, setting, scenario, options):
        """A load's report and what others used meanwhile: with --calm, of the calmest of a few tries."""
        tries = []
        for _ in range(TRIES if self.options.calm else 1):
            if self.options.calm:
                machine.wait_for_calm(CALM_SECONDS)
            with servers.start(starter, setting) as running:
                watch = machine.Watch(running.pids)
                result = load(running, scenario, **options)
                tries.append((result, watch.others()))
            if tries[-1][1] <= machine.MOST_OTHERS:
                break
        return min(tries, key=lambda tried: tried[1])

    def keep(self, result):
        if self.options.json:
            with open(self.options.json, "a") as out:
                out.write(json.dumps(result) + "\n")

    def demand_right(self, what, result):
        """Nothing lost, doubled, out of order or made up, however slow."""
        wrong = {c: result[c] for c in COUNTS if c not in OVERLOAD and result.get(c)}
        if wrong:
            self.fail(f"{what}: {', '.join(f'{n:,} {c}' for c, n in wrong.items())}")
