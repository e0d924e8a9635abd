#ifndef CLIENT_H
#define CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "loop.h"

/// A keep-alive connection that asks one thing at a time.
struct client {
    struct watch watch;
    struct clients *all;
    int fd;
    enum { CLIENT_CONNECTING, CLIENT_IDLE, CLIENT_WAITING, CLIENT_BROKEN } state;
    uint64_t tag;   // the asker's own
    int64_t began;  // when the request was sent
    char *answer;
    uint32_t answered;
};

/// A whole answer. LOST is the status of a connection that broke before one came.
struct answer {
    int status;
    const char *body;  // ends with a zero byte
    size_t length;
};

enum { LOST = 0, STATUSES = 600 };

struct clients {
    struct loop *loop;
    struct endpoint server;
    int count;
    size_t answer_bytes;  // the most an answer may have
    struct client *each;
    /// The idle ones, first come, first served, so that the work goes round.
    int *idle;
    int idle_first, idle_count;
    int broken;
    /// Answers by status.
    uint64_t statuses[STATUSES];

    void (*on_answer)(void *context, struct client *c, const struct answer *answer);
    void *context;
};

void clients_open(struct clients *all, int64_t deadline);

/// The next idle client; null when none is.
struct client *clients_next(struct clients *all);

/// Sends a request. The client must have come from `clients_next`.
void client_ask(struct client *c, uint64_t tag, const char *request, size_t length);

#endif
