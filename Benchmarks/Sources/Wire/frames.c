#include "frames.h"

#include <stdio.h>
#include <string.h>

static uint64_t number(const char **text, const char *end) {
    uint64_t value = 0;
    while (*text < end && **text >= '0' && **text <= '9') value = value * 10 + (uint64_t)(*(*text)++ - '0');
    return value;
}

static struct event_id id_parse(const char *text, const char *end) {
    struct event_id id = {.major = number(&text, end)};
    if (text < end && *text == ':') {
        text++;
        id.minor = number(&text, end);
    }
    return id;
}

// The value of a line of this field, or null.
static const char *value_of(const char *line, const char *end, const char *field, size_t length) {
    return (size_t)(end - line) > length && memcmp(line, field, length) == 0 ? line + length : 0;
}

static void read_line(struct frame *frame, const char *line, const char *end) {
    const char *value;
    if ((value = value_of(line, end, "data: ", 6))) {
        frame->data = value;
        frame->data_length = (size_t)(end - value);
    } else if ((value = value_of(line, end, "id: ", 4))) {
        frame->has_id = true;
        frame->id = id_parse(value, end);
    } else if ((value = value_of(line, end, "event: ", 7))) {
        frame->event = value;
        frame->event_length = (size_t)(end - value);
    } else if ((value = value_of(line, end, "retry: ", 7))) {
        frame->has_retry = true;
        frame->retry_ms = number(&value, end);
    }
}

size_t frame_parse(const char *bytes, size_t count, struct frame *out) {
    *out = (struct frame){0};
    const char *line = bytes, *limit = bytes + count;
    while (line < limit) {
        const char *newline = memchr(line, '\n', (size_t)(limit - line));
        if (!newline) return 0;
        const char *end = newline > line && newline[-1] == '\r' ? newline - 1 : newline;
        if (end == line) return (size_t)(newline + 1 - bytes);
        read_line(out, line, end);
        line = newline + 1;
    }
    return 0;
}

bool frame_is(const struct frame *frame, const char *event) {
    return frame->event && frame->event_length == strlen(event) && memcmp(frame->event, event, frame->event_length) == 0;
}

bool frame_number(const struct frame *frame, const char *key, uint64_t *out) {
    char quoted[32];
    int length = snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *end = frame->data + frame->data_length;
    const char *at = memmem(frame->data, frame->data_length, quoted, (size_t)length);
    if (!at) return false;
    at += length;
    const char *digits = at;
    *out = number(&at, end);
    return at > digits;
}
