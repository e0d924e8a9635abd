#ifndef FLOOR_H
#define FLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "loop.h"

/// Deliberate faults, to prove that the load client sees them. Each counts by itself; 0 is never.
struct faults {
    uint64_t drop_every;    // of the sends to viewers: one is left out
    uint64_t double_every;  // of the sends to viewers: one is done twice
    uint64_t swap_every;    // of the comments: one is sent behind its successor
};

struct connection;

/// What a post's viewers are to get and not all have got yet. Positions in it only grow; `base` is
/// the position of its first byte.
struct log {
    char *bytes;
    size_t length, capacity;
    uint64_t base;
};

struct post {
    char name[129];
    struct post *next;
    struct log log;
    struct connection **viewers;
    uint32_t viewer_count, viewer_capacity;
    /// Viewers whose socket is full; while there are any, the log keeps its bytes.
    uint32_t behind;

    /// In the window after a flush what comes in waits.
    bool cooling;
    bool fresh;  // something has come in meanwhile
    int64_t cool_at;
    struct post *cooling_next;

    char *held;  // a comment that a fault holds back
    size_t held_length;
};

struct entry;

/// What has been posted in this turn of the loop and is not on the disk yet.
struct journal {
    int fd;  // -1: nothing is kept
    struct entry *first, **last;
};

struct floor {
    struct loop loop;
    struct journal journal;
    /// 0: every comment goes out by itself.
    int64_t window_ns;
    /// The window is only as long as keeps flushing to this share of the time; 0: it is always `window_ns`.
    int64_t flush_percent;
    struct faults faults;
    uint64_t sends, comments;
    uint64_t last_id;
    struct post *posts[4096];
    struct post *cooling;  // by the end of their windows
    struct connection *dead;
};

/// One client's connection; a viewer once it has a post.
struct connection {
    struct watch watch;
    struct floor *floor;
    int fd;
    bool is_dead, is_behind;
    uint32_t place;  // among its post's viewers
    struct post *post;
    uint64_t position;
    char *carry;  // of a request that is half there
    uint32_t carried;
    struct connection *next_dead;
};

// connection.c
void connection_accepted(struct floor *floor, int fd);
/// Closes now; the memory goes at the end of the turn, because an event may still point to it.
void connection_close(struct connection *c);
void connections_bury(struct floor *floor);

// request.c
/// Serves the first request in `bytes`; the number of bytes it took, 0 when it is not all there.
size_t request_serve(struct connection *c, char *bytes, size_t count);
void request_answer(struct connection *c, const char *status, const char *body);

// journal.c
void journal_open(struct journal *journal, const char *path);
/// Its poster is answered and its viewers see it once it is on the disk.
void journal_add(struct connection *c, struct post *post, const char *receipt, const char *frame, size_t frame_length);
/// One fdatasync for all comments of the turn; before the turn's dead connections are buried.
void journal_commit(struct floor *floor);

// post.c
struct post *post_named(struct floor *floor, const char *name);
void post_join(struct post *post, struct connection *c);
void post_leave(struct post *post, struct connection *c);
void post_publish(struct floor *floor, struct post *post, const char *frame, size_t length);
/// Sends a viewer what it has not got yet.
void post_catch_up(struct post *post, struct connection *c);
/// Flushes the posts whose window is over; the instant at which the next one is.
int64_t posts_flush_due(struct floor *floor);

#endif
