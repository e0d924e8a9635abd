#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "floor.h"
#include "head.h"

enum { MOST_BODY = 8 * 1024, FRAME_BYTES = MOST_BODY + 512, MOST_ITEMS = 50, PAGE_BYTES = MOST_ITEMS * 512 };

void request_answer(struct connection *c, const char *status, const char *body) {
    char out[PAGE_BYTES + 1024];
    int n = snprintf(out, sizeof out, "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", status,
                     strlen(body), body);
    // An answer fits into the socket of a client that waits for it; any other client is let go.
    if (send(c->fd, out, (size_t)n, MSG_NOSIGNAL) != n) connection_close(c);
}

// The value of a string field, as it stands between its quotes; false when there is none.
static bool field(const char *body, const char *key, const char **value, int *length) {
    char quoted[32];
    snprintf(quoted, sizeof quoted, "\"%s\":\"", key);
    const char *at = strstr(body, quoted);
    if (!at) return false;
    at += strlen(quoted);
    const char *end = at;
    while (*end && *end != '"') end += *end == '\\' && end[1] ? 2 : 1;
    *value = at;
    *length = (int)(end - at);
    return *end == '"';
}

static int64_t unix_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

static void post_comment(struct connection *c, const char *name, const char *body) {
    struct floor *floor = c->floor;
    const char *author, *content;
    int author_length, content_length;
    if (!field(body, "author_id", &author, &author_length) || !field(body, "content", &content, &content_length)) {
        request_answer(c, "400 Bad Request", "{}");
        return;
    }
    uint64_t id = ++floor->last_id;
    int64_t time = unix_ms();
    char receipt[FRAME_BYTES], frame[FRAME_BYTES];
    snprintf(receipt, sizeof receipt,
             "{\"comment_id\":%" PRIu64 ",\"video_id\":\"%s\",\"author_id\":\"%.*s\",\"content\":\"%.*s\",\"timestamp\":%" PRId64 "}",
             id, name, author_length, author, content_length, content, time);
    int n = snprintf(frame, sizeof frame,
                     "event: comment\nid: %" PRIu64 "\ndata: {\"comment_id\":%" PRIu64 ",\"comment\":\"%.*s\","
                     "\"timestamp\":%" PRId64 ",\"author_id\":\"%.*s\",\"video_id\":\"%s\"}\n\n",
                     id, id, content_length, content, time, author_length, author, name);
    struct post *post = post_named(floor, name);
    if (floor->journal.fd >= 0) {
        journal_add(c, post, receipt, frame, (size_t)n);
        return;
    }
    request_answer(c, "201 Created", receipt);
    post_publish(floor, post, frame, (size_t)n);
}

// A page of comments that there never were: what sending one costs, without finding it.
static void send_page(struct connection *c, uint64_t cursor, int size) {
    char body[PAGE_BYTES];
    size_t n = (size_t)snprintf(body, sizeof body, "{\"comments\":[");
    if (size > MOST_ITEMS) size = MOST_ITEMS;
    for (int i = size; i > 0; i--)
        n += (size_t)snprintf(body + n, sizeof body - n,
                              "{\"comment_id\":%" PRIu64 ",\"comment\":\"%0160d\",\"timestamp\":1700000000000,\"author_id\":\"a-%d\"}%s",
                              cursor - (uint64_t)i, i, i, i > 1 ? "," : "");
    snprintf(body + n, sizeof body - n, "],\"before\":%" PRIu64 ",\"after\":%" PRIu64 ",\"has_more\":true}",
             cursor - (uint64_t)size, cursor - 1);
    request_answer(c, "200 OK", body);
}

static void open_stream(struct connection *c, const char *name) {
    static const char head[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\r\nretry: 2000\n\n";
    if (send(c->fd, head, sizeof head - 1, MSG_NOSIGNAL) != sizeof head - 1) connection_close(c);
    else post_join(post_named(c->floor, name), c);
}

size_t request_serve(struct connection *c, char *bytes, size_t count) {
    char name[129];
    uint64_t cursor;
    int size;
    bytes[count] = 0;
    struct head head = head_parse(bytes, count);
    if (head.length == 0 || count < head.length + head.content_length) return 0;
    size_t length = head.length + head.content_length;
    // The body is read as a string, so it ends where the next request begins.
    char after = bytes[length];
    bytes[length] = 0;
    if (head.content_length > MOST_BODY) request_answer(c, "413 Content Too Large", "{}");
    else if (sscanf(bytes, "GET /stream/comments?postId=%128[^ &]", name) == 1) open_stream(c, name);
    else if (sscanf(bytes, "GET /comments/%128[^ ?]?cursor=%" SCNu64 "&pageSize=%d", name, &cursor, &size) == 3)
        send_page(c, cursor, size);
    else if (sscanf(bytes, "POST /comments/%128[^ /?]", name) == 1) post_comment(c, name, bytes + head.length);
    else request_answer(c, "404 Not Found", "{}");
    bytes[length] = after;
    return length;
}
