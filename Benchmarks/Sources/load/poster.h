#ifndef POSTER_H
#define POSTER_H

#include "client.h"
#include "dialect.h"

/// Posts a comment that says about itself when it was meant to be sent; its number is the client's tag.
void poster_send(struct client *c, enum dialect dialect, const char *post, uint32_t sequence, int64_t intended);

#endif
