#ifndef DIALECT_H
#define DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "endpoint.h"

/// How a server is talked to. The floor speaks as lcd does.
enum dialect { DIALECT_LCD, DIALECT_NCHAN };

bool dialect_parse(const char *name, enum dialect *out);
const char *dialect_name(enum dialect d);

/// The request that opens a stream of `post`.
size_t dialect_stream_request(enum dialect d, const struct endpoint *to, const char *post, char *out, size_t size);

/// The request that posts a comment whose content begins with `marker`, padded so that its event
/// takes about EVENT_BYTES on a viewer's connection, in every dialect.
size_t dialect_post_request(enum dialect d, const struct endpoint *to, const char *post, const char *author,
                            const char *marker, char *out, size_t size);

/// Whether this answer promises that the comment is there for its viewers.
bool dialect_acknowledges(enum dialect d, int status);

enum { EVENT_BYTES = 300, REQUEST_BYTES = 1536 };

#endif
