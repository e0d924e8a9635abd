"""How soon everybody sees what a moderator does, while comments go on: from the call to each viewer's socket."""

import http.client
import json
import select
import socket
import subprocess
import time

from .. import servers
from ..processes import Failed
from ..tables import number, show

VIEWERS, RATE, ACTIONS = 1_000, 20, 200
GAP = 0.05  # seconds between an action that everybody has seen and the next
PATIENCE = 5.0  # for one action
TAIL = 32  # bytes kept of what a viewer was sent: a marker may come in two parts


class Connection:
    """A connection that is written to without waiting for answers."""

    def __init__(self, address, token=None):
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.authorization = f"Authorization: Bearer {token}\r\n" if token else ""

    def send(self, method, target, body=None):
        data = json.dumps(body).encode() if body is not None else b""
        kind = "Content-Type: application/json\r\n" if data else ""
        head = (f"{method} {target} HTTP/1.1\r\nHost: bench\r\n{self.authorization}{kind}"
                f"Content-Length: {len(data)}\r\n\r\n")
        self.socket.sendall(head.encode() + data)


def say(address, count):
    """The ids of comments for a moderator to take down, each by an author of its own."""
    client = http.client.HTTPConnection(*address)
    ids = []
    for n in range(count):
        client.request("POST", "/comments/bench", json.dumps({"author_id": f"a{n}", "content": "take me down"}),
                       {"Content-Type": "application/json"})
        ids.append(json.loads(client.getresponse().read())["comment_id"])
    client.close()
    return ids


def join(address, count):
    viewers = []
    for _ in range(count):
        viewer = socket.create_connection(address)
        viewer.sendall(b"GET /stream/comments?postId=bench HTTP/1.1\r\nHost: bench\r\n\r\n")
        viewers.append(viewer)
    for viewer in viewers:
        if not viewer.recv(4_096).startswith(b"HTTP/1.1 200"):
            raise Failed("a viewer was not let in")
    return viewers


def act(moderator, number, comment):
    """A deletion, or a purge of an author; the marker is in the reason."""
    marker = f"#mod:{number}#"
    if number % 2:
        moderator.send("POST", "/moderation/purge",
                       {"video_id": "bench", "author_id": f"a{number}", "reason": marker})
    else:
        moderator.send("DELETE", f"/comments/bench/{comment}?reason=%23mod:{number}%23")
    return marker.encode()


def measure(address, token):
    """Milliseconds from each call to each viewer."""
    ids = say(address, ACTIONS)
    viewers = join(address, VIEWERS)
    moderator, poster = Connection(address, token), Connection(address)
    epoll, tails = select.epoll(), {v.fileno(): b"" for v in viewers}
    sockets = {s.fileno(): s for s in [*viewers, moderator.socket, poster.socket]}
    for descriptor in sockets:
        epoll.register(descriptor, select.EPOLLIN)
    found, next_post = [], time.monotonic()
    for action in range(ACTIONS):
        begun, quiet_until = None, time.monotonic() + GAP
        waiting, marker = set(tails), None
        while waiting:
            now = time.monotonic()
            if now >= next_post:
                poster.send("POST", "/comments/bench", {"author_id": "poster", "content": "x" * 200})
                next_post = max(next_post + 1 / RATE, now)
            if begun is None and now >= quiet_until:
                begun = time.monotonic()
                marker = act(moderator, action, ids[action])
            if begun is not None and now - begun > PATIENCE:
                raise Failed(f"{len(waiting)} viewers were not told within {PATIENCE} s")
            for descriptor, _ in epoll.poll(0.001):
                data = sockets[descriptor].recv(65_536)
                if descriptor not in tails:
                    continue
                data = tails[descriptor] + data
                tails[descriptor] = data[-TAIL:]
                if marker and descriptor in waiting and marker in data:
                    waiting.discard(descriptor)
                    found.append((time.monotonic() - begun) * 1_000)
    for s in sockets.values():
        s.close()
    return sorted(found)


def run(session):
    tokens = []

    def prepare(data):
        made = subprocess.run([str(servers.lcd_binary()), "token", "--role", "moderator", "--subject", "bench",
                               "--data", str(data)], check=True, capture_output=True, text=True)
        tokens.append(made.stdout.strip())

    with servers.start(servers.lcd, servers.Setting(prepare=prepare)) as running:
        host, port = running.url.removeprefix("http://").split(":")
        found = measure((host, int(port)), tokens[0])
    p50, p99 = found[len(found) // 2], found[len(found) * 99 // 100]
    show(f"moderation: {VIEWERS:,} viewers, {RATE} comments/s, {ACTIONS} deletions and purges",
         ["server", "p50 ms", "p99 ms", "most ms"], [["lcd", number(p50, 1), number(p99, 1), number(found[-1], 1)]])
    session.figure("moderation: call to 1,000 viewers, p99 ms", p99)
