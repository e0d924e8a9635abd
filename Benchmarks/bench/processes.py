"""Child processes that get ready, that are always stopped, and that die with us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

READY_SECONDS = 20
STOP_SECONDS = 15


class Unavailable(Exception):
    """Something is not installed or not built; says what to do."""


class Failed(Exception):
    """A check failed, or a server or the load client did."""


def prepare_child():
    """The child dies with us, even when we are killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"{process.args[0]} did not stop within {STOP_SECONDS} s of SIGTERM", file=sys.stderr)
        process.kill()
        process.wait()


@contextlib.contextmanager
def child(arguments, log, environment=None):
    with open(log, "ab") as out:
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=out, stderr=out, preexec_fn=prepare_child,
            env={**os.environ, **(environment or {})},
        )
    try:
        yield process
    finally:
        stop(process)


def wait_for(process, log, condition):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise Failed(f"{process.args[0]} did not get ready:\n{log.read_text(errors='replace')[-2000:]}")
