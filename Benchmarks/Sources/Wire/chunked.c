#include "chunked.h"

#include <string.h>

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void frame_byte(struct chunked *c, char byte) {
    int digit = hex_digit(byte);
    switch (c->state) {
    case CHUNKED_SIZE:
        if (digit >= 0) {
            c->left = c->left * 16 + (size_t)digit;
            break;
        }
        c->state = CHUNKED_EXTENSION;
        // The byte behind the size may be the line's end itself.
        __attribute__((fallthrough));
    case CHUNKED_EXTENSION:
        if (byte == '\n') c->state = c->left ? CHUNKED_DATA : CHUNKED_DONE;
        break;
    case CHUNKED_DATA_END:
        if (byte == '\n') c->state = CHUNKED_SIZE;
        break;
    case CHUNKED_DATA:
    case CHUNKED_DONE:
        break;
    }
}

size_t chunked_decode(struct chunked *c, char *bytes, size_t count) {
    size_t kept = 0, i = 0;
    while (i < count && c->state != CHUNKED_DONE) {
        if (c->state != CHUNKED_DATA) {
            frame_byte(c, bytes[i++]);
            continue;
        }
        size_t n = c->left < count - i ? c->left : count - i;
        memmove(bytes + kept, bytes + i, n);
        kept += n;
        i += n;
        c->left -= n;
        if (c->left == 0) c->state = CHUNKED_DATA_END;
    }
    return kept;
}
