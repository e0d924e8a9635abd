#ifndef WEBSOCKET_H
#define WEBSOCKET_H

#include <stdbool.h>
#include <stddef.h>

#include "frames.h"

/// What a client asks with, and what a server that has understood it answers (RFC 6455, 1.3).
#define WEBSOCKET_KEY "dGhlIHNhbXBsZSBub25jZQ=="
#define WEBSOCKET_ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

/// A frame as a server sends it (RFC 6455, 5.2): a whole message, not masked.
struct websocket_frame {
    enum { WEBSOCKET_BROKEN = -1, WEBSOCKET_TEXT = 1, WEBSOCKET_CLOSE = 8, WEBSOCKET_PING = 9, WEBSOCKET_PONG = 10 } opcode;
    const char *payload;
    size_t length;
};

/// Reads the next whole frame from `bytes`; the number of bytes it took, 0 when it is not all there. It is broken when
/// no server may send it, and then whatever comes behind it cannot be read either.
size_t websocket_parse(const char *bytes, size_t count, struct websocket_frame *out);

/// What a frame says, as a server-sent event would: a text `{"event":"comment","id":7,"data":{…}}` an event, a last
/// frame when to come back. Any other text is data without a name.
void websocket_read(const struct websocket_frame *message, struct frame *out);

enum { WEBSOCKET_PONG_BYTES = 2 + 4 + 125 };

/// The answer to a ping, masked as a client's frames are; its length.
size_t websocket_pong(const struct websocket_frame *ping, char out[WEBSOCKET_PONG_BYTES]);

#endif
