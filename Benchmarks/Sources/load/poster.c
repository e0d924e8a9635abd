#include "poster.h"

#include <stdio.h>

#include "marker.h"

void poster_send(struct client *c, enum dialect dialect, const char *post, uint32_t sequence, int64_t intended) {
    char author[24], marker[MARKER_BYTES], request[REQUEST_BYTES];
    snprintf(author, sizeof author, "bench-%d", (int)(c - c->all->each));
    marker_write((struct marker){.sequence = sequence, .intended = intended}, marker);
    size_t n = dialect_post_request(dialect, &c->all->server, post, author, marker, request, sizeof request);
    client_ask(c, sequence, request, n);
}
