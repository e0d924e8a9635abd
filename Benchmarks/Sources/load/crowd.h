#ifndef CROWD_H
#define CROWD_H

#include <stdbool.h>
#include <stdint.h>

#include "chunked.h"
#include "endpoint.h"
#include "frames.h"
#include "loop.h"

/// One stream's reader. It keeps bytes of its own only while an event is half there.
struct viewer {
    struct watch watch;
    struct crowd *crowd;
    int fd;
    enum { VIEWER_CONNECTING, VIEWER_IN_HEAD, VIEWER_LIVE, VIEWER_CLOSED } state;
    bool is_chunked;
    struct chunked chunked;
    uint64_t retry_ms;  // how long to wait before connecting again, as last told; 0 when not
    char *carry;
    uint32_t carried;
};

/// N viewers of one server.
struct crowd {
    struct loop *loop;
    struct endpoint server;
    /// Writes the request that opens a viewer's stream; returns its length.
    size_t (*write_request)(void *context, uint32_t viewer, char *out, size_t size);
    /// Whether that request asks for a WebSocket.
    bool is_websocket;

    struct viewer *viewers;
    uint32_t count;
    uint32_t narrow;   // so many, from the first, have a connection that holds little
    uint32_t started;  // have begun to connect
    uint32_t live;     // have got the response's head
    uint32_t closed;   // were refused, or cut later
    uint64_t bytes;    // of events, without the head and the chunks' framing

    /// Called with each event that has data; null to read and forget.
    void (*on_event)(void *context, uint32_t viewer, const struct frame *frame, int64_t now);
    /// Called when a viewer's connection is over; may be null.
    void (*on_close)(void *context, uint32_t viewer);
    void *context;
};

/// Makes room for `count` viewers.
void crowd_prepare(struct crowd *crowd);

/// Lets the next viewer connect.
void crowd_start_next(struct crowd *crowd);

/// Connects all viewers, a bounded number at a time; returns when each is live or closed, or at the deadline.
void crowd_open(struct crowd *crowd, int64_t deadline);

/// Lets a viewer stop reading, and go on.
void crowd_pause(struct crowd *crowd, uint32_t viewer, bool pause);

#endif
