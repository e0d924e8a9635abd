#ifndef DIALECT_H
#define DIALECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"

/// How a server is talked to. The floor speaks as lcd does. WebSocket is lcd's other stream: viewers read it, and
/// comments are posted as ever.
enum dialect { DIALECT_LCD, DIALECT_WEBSOCKET, DIALECT_NCHAN };

/// What a viewer asks for besides the post; 0 is nothing.
struct wishes {
    int history;   // so many comments before what comes live
    int max_rate;  // no more than so many comments a second
};

bool dialect_parse(const char *name, enum dialect *out);
const char *dialect_name(enum dialect d);

/// The request that opens a stream of `post`.
size_t dialect_stream_request(enum dialect d, const struct endpoint *to, const char *post, struct wishes wishes, char *out,
                              size_t size);

/// The request that posts a comment whose content begins with `marker`, padded so that its event
/// takes about EVENT_BYTES on a viewer's connection, in every dialect.
size_t dialect_post_request(enum dialect d, const struct endpoint *to, const char *post, const char *author,
                            const char *marker, char *out, size_t size);

/// Whether this answer promises that the comment is there for its viewers.
bool dialect_acknowledges(enum dialect d, int status);

/// The id that an answer gives its comment; 0 when it names none.
uint64_t dialect_comment_id(const char *body);

enum { EVENT_BYTES = 300, REQUEST_BYTES = 1536 };

#endif
