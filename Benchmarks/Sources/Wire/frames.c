#include "frames.h"

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

static void read_line(struct frame *frame, const char *line, const char *end) {
    if (end - line > 6 && memcmp(line, "data: ", 6) == 0) {
        frame->data = line + 6;
        frame->data_length = (size_t)(end - frame->data);
    } else if (end - line > 4 && memcmp(line, "id: ", 4) == 0) {
        frame->has_id = true;
        frame->id = id_parse(line + 4, end);
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
