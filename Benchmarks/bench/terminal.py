"""A program on a terminal of its own: keys go in, and when what they change comes out is noted."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

from .processes import Failed, prepare_child, stop


class Terminal:
    def __init__(self, process, master):
        self.process = process
        self.master = master
        self.bytes_drawn = 0

    def read(self, seconds):
        """What comes within a time; nothing when nothing does."""
        ready, _, _ = select.select([self.master], [], [], max(seconds, 0))
        if not ready:
            return b""
        try:
            drawn = os.read(self.master, 65536)
        except OSError:
            drawn = b""
        if not drawn:
            raise Failed(f"{self.process.args[0]} has gone")
        self.bytes_drawn += len(drawn)
        return drawn

    def rest(self, seconds):
        """Lets it draw for a time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.read(left)

    def until(self, wanted, seconds=20):
        """Milliseconds until something is drawn."""
        began, drawn = time.monotonic(), b""
        while wanted not in drawn:
            left = began + seconds - time.monotonic()
            if left <= 0:
                raise Failed(f"{self.process.args[0]} did not draw {wanted!r} within {seconds} s")
            # Enough of the old to find what was cut in two.
            drawn = drawn[-len(wanted):] + self.read(left)
        return (time.monotonic() - began) * 1000

    def press(self, keys):
        os.write(self.master, keys)

    def status(self, name):
        """A line of the kernel's account of the program, such as VmRSS, in kB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        raise Failed(f"no {name}")


@contextlib.contextmanager
def opened(arguments, environment, columns=80, rows=24):
    """A program on a terminal that is read from only when asked to."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def prepare():
        prepare_child()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        arguments, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, preexec_fn=prepare,
        env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment})
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        # It may wait for us to read.
        os.set_blocking(master, False)
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(OSError):
            while process.poll() is None and select.select([master], [], [], 5)[0]:
                os.read(master, 65536)
        stop(process)
        os.close(master)
