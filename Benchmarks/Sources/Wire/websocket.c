#include "websocket.h"

#include <stdint.h>
#include <string.h>

enum { FINAL = 0x80, MASKED = 0x80, CONTROL = 0x08, MOST_CONTROL_BYTES = 125 };

static uint64_t big_endian(const unsigned char *bytes, size_t count) {
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) value = value << 8 | bytes[i];
    return value;
}

// Fragments are allowed, but no server that is measured sends any.
static bool is_sound(unsigned char first, unsigned char second) {
    int opcode = first & 0x0F;
    bool known = opcode == WEBSOCKET_TEXT || opcode == WEBSOCKET_CLOSE || opcode == WEBSOCKET_PING || opcode == WEBSOCKET_PONG;
    if (!known || (first & 0xF0) != FINAL || second & MASKED) return false;
    return !(opcode & CONTROL) || second <= MOST_CONTROL_BYTES;
}

size_t websocket_parse(const char *bytes, size_t count, struct websocket_frame *out) {
    const unsigned char *b = (const unsigned char *)bytes;
    if (count < 2) return 0;
    if (!is_sound(b[0], b[1])) {
        *out = (struct websocket_frame){.opcode = WEBSOCKET_BROKEN};
        return count;
    }
    size_t extended = b[1] == 126 ? 2 : b[1] == 127 ? 8 : 0, head = 2 + extended;
    if (count < head) return 0;
    uint64_t length = extended ? big_endian(b + 2, extended) : b[1];
    if (length > count - head) return 0;
    *out = (struct websocket_frame){.opcode = b[0] & 0x0F, .payload = bytes + head, .length = (size_t)length};
    return head + (size_t)length;
}

// Moves behind `text`, if that is what comes next.
static bool skip(const char **at, const char *end, const char *text) {
    size_t n = strlen(text);
    if ((size_t)(end - *at) < n || memcmp(*at, text, n) != 0) return false;
    *at += n;
    return true;
}

static uint64_t number(const char **at, const char *end) {
    uint64_t value = 0;
    while (*at < end && **at >= '0' && **at <= '9') value = value * 10 + (uint64_t)(*(*at)++ - '0');
    return value;
}

static bool read_event(const char *at, const char *end, struct frame *out) {
    if (!skip(&at, end, "{\"event\":\"")) return false;
    const char *quote = memchr(at, '"', (size_t)(end - at));
    if (!quote) return false;
    out->event = at;
    out->event_length = (size_t)(quote - at);
    at = quote + 1;
    if (skip(&at, end, ",\"id\":")) {
        out->has_id = true;
        out->id.major = number(&at, end);
    }
    if (!skip(&at, end, ",\"data\":") || at == end || end[-1] != '}') return false;
    out->data = at;
    out->data_length = (size_t)(end - 1 - at);
    return true;
}

// Two bytes of a code, and the reason.
static void read_close(const char *at, const char *end, struct frame *out) {
    if (end - at < 2) return;
    at += 2;
    if (!skip(&at, end, "retry: ")) return;
    out->has_retry = true;
    out->retry_ms = number(&at, end);
}

void websocket_read(const struct websocket_frame *message, struct frame *out) {
    const char *end = message->payload + message->length;
    *out = (struct frame){0};
    if (message->opcode == WEBSOCKET_CLOSE) read_close(message->payload, end, out);
    if (message->opcode != WEBSOCKET_TEXT || read_event(message->payload, end, out)) return;
    *out = (struct frame){.data = message->payload, .data_length = message->length};
}

// Masked with zeroes, which leave the payload as it is.
size_t websocket_pong(const struct websocket_frame *ping, char out[WEBSOCKET_PONG_BYTES]) {
    memset(out, 0, 6);
    out[0] = (char)(FINAL | WEBSOCKET_PONG);
    out[1] = (char)(MASKED | ping->length);
    memcpy(out + 6, ping->payload, ping->length);
    return 6 + ping->length;
}
