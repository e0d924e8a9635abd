"""Fills lcd's SQLite file with posts and comments, past lcd: millions a minute."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field

# Of an event id: ticks of 1/16 ms since 2005-01-01T00:00Z, then the writer's bits; 255 is an import's.
EPOCH_SECONDS = 1_104_537_600
TICKS_PER_SECOND = 16_000
WRITER = 255
# One comment of a post every 16 ms.
STEP = 256


def an_hour_ago():
    return int(time.time() - 3600 - EPOCH_SECONDS) * TICKS_PER_SECOND


@dataclass
class Filling:
    """`posts` posts, named `name`-0 and so on, with `comments` comments each."""

    posts: int
    comments: int
    name: str = "bench"
    first: int = field(default_factory=an_hour_ago)

    def id_of(self, place):
        """The id of the comment at this place of every post."""
        return (self.first + place * STEP) << 8 | WRITER

    def __call__(self, data):
        """Fills the file in a data folder in which lcd has made its tables."""
        [path] = data.glob("*.sqlite")
        with closing(sqlite3.connect(path)) as db:
            # The file is thrown away after the run, so nothing needs to survive a crash.
            for pragma in ["journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"]:
                db.execute(f"PRAGMA {pragma}")
            with db:
                self.insert_posts(db)
                self.insert_comments(db)

    def insert_posts(self, db):
        db.execute(
            f"""
            WITH RECURSIVE p(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM p WHERE n + 1 < ?)
            INSERT INTO posts (key, name, last_id, last_comment_id, comment_count)
            SELECT n + 1, '{self.name}-' || n, ?, ?, ? FROM p
            """,
            (self.posts, self.id_of(self.comments - 1), self.id_of(self.comments - 1), self.comments),
        )

    def insert_comments(self, db):
        db.execute(
            f"""
            WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < ?)
            INSERT INTO comments (post, id, author, content)
            SELECT key, ({self.first} + n * {STEP}) << 8 | {WRITER}, 'author-' || ((n * 7919 + key) % 5000),
                'number ' || n || ' of this post, and it says that {"so much has happened here tonight, " * 3}'
            FROM posts CROSS JOIN c
            """,
            (self.comments,),
        )
