"""The servers that are measured: how each is found, started and addressed."""

import contextlib
import os
import resource
import shutil
import socket
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from .processes import Unavailable, child, wait_for

HERE = Path(__file__).resolve().parent.parent
BINARIES = HERE / ".build" / "release"
NAMES = ["lcd", "lcd-one", "floor-each", "floor-batch", "floor-paced", "floor-kept", "nchan"]
# The most comments that nchan gives to one who joins.
NCHAN_HISTORY = 32


@dataclass
class Server:
    url: str
    dialect: str
    pids: list
    process: object


@dataclass
class Setting:
    """What a scenario wants of a server before it starts."""

    prepare: object = None  # called with the path of lcd's data folder
    slow_disk_ms: int = 0


def lcd_binary():
    path = Path(os.environ.get("LCD", HERE.parent / ".build" / "release" / "lcd"))
    if not path.is_file():
        raise Unavailable(f"no lcd at {path}: run `swift build -c release` at the top, or set LCD=")
    return path


def nchan_module():
    for folder in ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules"]:
        module = Path(folder) / "ngx_nchan_module.so"
        if module.is_file():
            return module
    raise Unavailable("no nchan: apt-get install nginx libnginx-mod-nchan")


def nginx_binary():
    nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if not nginx:
        raise Unavailable("no nginx: apt-get install nginx libnginx-mod-nchan")
    return nginx


def check_available(name):
    if name.startswith("lcd"):
        lcd_binary()
    elif name == "nchan":
        nginx_binary()
        nchan_module()


def announced_url(log):
    """The URL behind the last "listening on", once its line is complete."""
    found = None
    for line in log.read_text(errors="replace").splitlines(keepends=True):
        if "listening on http://" in line and line.endswith("\n"):
            found = "http://" + line.split("listening on http://")[1].split()[0]
    return found


@contextlib.contextmanager
def announcing_server(arguments, folder, dialect, environment=None):
    log = folder / "log"
    log.write_bytes(b"")
    with child(arguments, log, environment) as process:
        url = wait_for(process, log, lambda: announced_url(log))
        yield Server(url, dialect, [process.pid], process)


def slow_disk(milliseconds):
    """The environment of a process whose every fsync takes so long; the library replaces fsync and fdatasync."""
    library = BINARIES / "libslowdisk.so"
    return {"LD_PRELOAD": str(library), "SLOWDISK_US": str(milliseconds * 1000)} if milliseconds else {}


@contextlib.contextmanager
def lcd(folder, setting, environment={}):
    data = folder / "data"
    arguments = [str(lcd_binary()), "--listen", "127.0.0.1:0", "--data", str(data)]
    if setting.prepare and not data.exists():
        # The first start makes the tables.
        with announcing_server(arguments, folder, "lcd"):
            pass
        setting.prepare(data)
    with announcing_server(arguments, folder, "lcd", environment | slow_disk(setting.slow_disk_ms)) as running:
        yield running


@contextlib.contextmanager
def lcd_websocket(folder, setting):
    """lcd, whose viewers read over WebSocket."""
    with lcd(folder, setting) as running:
        yield replace(running, dialect="websocket")


def floor(*options, keeps=False):
    def start(folder, setting):
        kept = ["--keep", str(folder / "journal")] if keeps else []
        return announcing_server([str(BINARIES / "floor"), *options, *kept], folder, "floor")

    return start


NGINX = """\
load_module {module};
{user}
worker_processes 1;
worker_rlimit_nofile {files};
pid {folder}/pid;
error_log {folder}/log warn;
events {{ worker_connections {files}; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 1000000000;
    keepalive_timeout 1h;
    nchan_shared_memory_size 256m;
    nchan_message_buffer_length 10000;
    nchan_message_timeout 60s;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /pub {{
            nchan_publisher;
            nchan_channel_id $arg_id;
        }}
        location = /sub {{
            nchan_subscriber eventsource;
            nchan_channel_id $arg_id;
            nchan_subscriber_first_message newest;
        }}
        location = /recent {{
            nchan_subscriber eventsource;
            nchan_channel_id $arg_id;
            nchan_subscriber_first_message -{history};
        }}
    }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def accepts(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def children_of(pid):
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextlib.contextmanager
def nchan(folder, setting):
    port = free_port()
    configuration, log = folder / "nginx.conf", folder / "log"
    configuration.write_text(
        NGINX.format(
            module=nchan_module(),
            # Without it the worker of a root's nginx could not enter the folder.
            user="user root;" if os.geteuid() == 0 else "",
            files=resource.getrlimit(resource.RLIMIT_NOFILE)[1],
            folder=folder,
            port=port,
            history=NCHAN_HISTORY,
        )
    )
    arguments = [nginx_binary(), "-c", str(configuration), "-p", str(folder), "-e", str(log), "-g", "daemon off;"]
    with child(arguments, log) as process:
        workers = wait_for(process, log, lambda: accepts(port) and children_of(process.pid))
        yield Server(f"http://127.0.0.1:{port}", "nchan", [process.pid, *workers], process)


# The window that lcd's hub has on two loops: flushShare is a tenth of each.
PACED = ["--mode", "batch", "--window-ms", "50", "--flush-percent", "20"]
STARTERS = {
    "lcd": lcd,
    "lcd-websocket": lcd_websocket,
    # On one event loop, as the floor is.
    "lcd-one": lambda folder, setting: lcd(folder, setting, {"NIO_SINGLETON_GROUP_LOOP_COUNT": "1"}),
    "floor-each": floor("--mode", "each"),
    "floor-batch": floor("--mode", "batch", "--window-ms", "50"),
    "floor-paced": floor(*PACED),
    # The same work as lcd's: what is answered and shown is on the disk.
    "floor-kept": floor(*PACED, keeps=True),
    "nchan": nchan,
}


@contextlib.contextmanager
def start(starter, setting=Setting()):
    """A fresh server in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="live-comments-bench-") as folder:
        with starter(Path(folder), setting) as running:
            yield running


def available(names, asked):
    """Those that can run. One that was asked for by name must, and so must lcd."""
    found, reasons = [], []
    for name in names:
        try:
            check_available(name)
            found.append(name)
        except Unavailable as reason:
            if asked or name == "lcd":
                raise
            reasons.append(f"without {name}: {reason}")
    return found, reasons


