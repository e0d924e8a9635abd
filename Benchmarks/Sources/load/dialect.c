#include "dialect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "websocket.h"

bool dialect_parse(const char *name, enum dialect *out) {
    if (strcmp(name, "lcd") == 0 || strcmp(name, "floor") == 0) return *out = DIALECT_LCD, true;
    if (strcmp(name, "websocket") == 0) return *out = DIALECT_WEBSOCKET, true;
    if (strcmp(name, "nchan") == 0) return *out = DIALECT_NCHAN, true;
    return false;
}

const char *dialect_name(enum dialect d) {
    return d == DIALECT_NCHAN ? "nchan" : d == DIALECT_WEBSOCKET ? "websocket" : "lcd";
}

// nchan's history is a location of its own, whose length the configuration gives.
static int stream_target(enum dialect d, const char *post, struct wishes wishes, char *out, size_t size) {
    if (d == DIALECT_NCHAN) return snprintf(out, size, "%s?id=%s", wishes.history ? "/recent" : "/sub", post);
    int n = snprintf(out, size, "/stream/comments?postId=%s", post);
    if (wishes.history) n += snprintf(out + n, size - (size_t)n, "&history=%d", wishes.history);
    if (wishes.max_rate) n += snprintf(out + n, size - (size_t)n, "&maxRate=%d", wishes.max_rate);
    return n;
}

static const char *post_path(enum dialect d) {
    return d == DIALECT_NCHAN ? "/pub?id=" : "/comments/";
}

size_t dialect_stream_request(enum dialect d, const struct endpoint *to, const char *post, struct wishes wishes, char *out,
                              size_t size) {
    static const char events[] = "Accept: text/event-stream\r\n";
    static const char upgrade[] = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: " WEBSOCKET_KEY "\r\n";
    char target[256];
    stream_target(d, post, wishes, target, sizeof target);
    return (size_t)snprintf(out, size, "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", target, to->authority,
                            d == DIALECT_WEBSOCKET ? upgrade : events);
}

// What a viewer gets around the content. Ids are 16 digits long, times 13.
static int event_overhead(enum dialect d, const char *post, const char *author) {
    if (d == DIALECT_NCHAN)
        return snprintf(0, 0, "id: 1700000000:0\ndata: {\"author_id\":\"%s\",\"content\":\"\"}\n\n", author);
    // What a frame has besides its payload are four bytes.
    const char *around = d == DIALECT_WEBSOCKET ? "....{\"event\":\"comment\",\"id\":5000000000000000,\"data\":}"
                                                : "event: comment\nid: 5000000000000000\ndata: \n\n";
    return snprintf(0, 0,
                    "%s{\"comment_id\":5000000000000000,\"comment\":\"\","
                    "\"timestamp\":1700000000000,\"author_id\":\"%s\",\"video_id\":\"%s\"}",
                    around, author, post);
}

static const char words[] =
    "that was a long way to come for a goal like this one and nobody in here will forget it soon so say it again and "
    "say it to everyone who was not there to see it with us tonight because they will not believe a word of all this "
    "until they see the pictures for themselves in the morning paper on the kitchen table";

size_t dialect_post_request(enum dialect d, const struct endpoint *to, const char *post, const char *author,
                            const char *marker, char *out, size_t size) {
    int padding = EVENT_BYTES - event_overhead(d, post, author) - (int)strlen(marker) - 1;
    if (padding < 1) padding = 1;
    char body[1024];
    int length = snprintf(body, sizeof body, "{\"author_id\":\"%s\",\"content\":\"%s %.*s\"}", author, marker, padding, words);
    int n = snprintf(out, size,
                     "POST %s%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                     post_path(d), post, to->authority, length, body);
    return (size_t)n;
}

// To lcd 202 means "held for review", which no viewer gets; to nchan it means "nobody was there yet".
bool dialect_acknowledges(enum dialect d, int status) {
    return status == 201 || (d == DIALECT_NCHAN && (status == 200 || status == 202));
}

uint64_t dialect_comment_id(const char *body) {
    static const char key[] = "\"comment_id\":";
    const char *at = strstr(body, key);
    return at ? strtoull(at + sizeof key - 1, 0, 10) : 0;
}
