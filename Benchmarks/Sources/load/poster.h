#ifndef POSTER_H
#define POSTER_H

#include <stdbool.h>
#include <stdint.h>

#include "dialect.h"
#include "loop.h"

/// A keep-alive connection that posts one comment at a time.
struct poster {
    struct watch watch;
    struct posters *all;
    int fd;
    enum { POSTER_CONNECTING, POSTER_IDLE, POSTER_WAITING, POSTER_BROKEN } state;
    uint32_t sequence;
    int64_t began;
    char author[24];
    char answer[4096];
    uint32_t answered;
};

enum { LOST = 0, STATUSES = 600 };

struct posters {
    struct loop *loop;
    struct endpoint server;
    enum dialect dialect;
    int count;
    struct poster *each;
    /// The idle ones, first come, first served, so that the work goes round.
    int *idle;
    int idle_first, idle_count;
    int broken;
    /// Answers by status; `LOST` counts connections that broke before the answer came.
    uint64_t statuses[STATUSES];

    /// Called with each answer; `id` is the comment's id when the answer names one, else 0.
    void (*on_answer)(void *context, struct poster *p, int status, uint64_t id);
    void *context;
};

void posters_open(struct posters *all, int64_t deadline);

/// The next idle poster; null when none is.
struct poster *posters_next(struct posters *all);

/// Sends a comment. The poster must have come from `posters_next`.
void poster_send(struct poster *p, const char *post, uint32_t sequence, int64_t intended);

#endif
