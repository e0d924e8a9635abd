#ifndef FRAMES_H
#define FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An event's id. lcd and the floor give numbers; nchan gives "seconds:index".
struct event_id {
    uint64_t major;
    uint64_t minor;
};

/// A server-sent event; `event` and `data` point into the buffer, `data` at its last data line.
struct frame {
    bool has_id, has_retry;
    struct event_id id;
    uint64_t retry_ms;
    const char *event;  // null when it has no name
    size_t event_length;
    const char *data;  // null when it has none
    size_t data_length;
};

static inline bool id_equal(struct event_id a, struct event_id b) {
    return a.major == b.major && a.minor == b.minor;
}

static inline bool id_rises(struct event_id before, struct event_id after) {
    return after.major != before.major ? after.major > before.major : after.minor > before.minor;
}

/// Reads the next whole event from `bytes`; the number of bytes it took, 0 when it is not all there.
size_t frame_parse(const char *bytes, size_t count, struct frame *out);

/// Whether the event has this name.
bool frame_is(const struct frame *frame, const char *event);

/// The whole number behind the first `"key":` in the data; false when there is none.
bool frame_number(const struct frame *frame, const char *key, uint64_t *out);

#endif
