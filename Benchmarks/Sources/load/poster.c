#include "poster.h"

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "head.h"
#include "instant.h"
#include "marker.h"

static void poster_idle(struct poster *p) {
    struct posters *all = p->all;
    p->state = POSTER_IDLE;
    all->idle[(all->idle_first + all->idle_count++) % all->count] = (int)(p - all->each);
}

static void poster_connect(struct poster *p) {
    p->state = POSTER_CONNECTING;
    p->fd = endpoint_connect(&p->all->server);
    if (p->fd >= 0) {
        loop_add(p->all->loop, p->fd, EPOLLOUT, &p->watch);
        return;
    }
    p->state = POSTER_BROKEN;
    p->all->broken += 1;
}

static void finish(struct poster *p, int status, uint64_t id) {
    struct posters *all = p->all;
    all->statuses[status > 0 && status < STATUSES ? status : LOST] += 1;
    all->on_answer(all->context, p, status, id);
}

// A server may close between two requests. One that refuses a fresh connection is not asked again.
static void poster_lost(struct poster *p) {
    bool waiting = p->state == POSTER_WAITING, idle = p->state == POSTER_IDLE;
    bool fresh = p->state == POSTER_CONNECTING;
    close(p->fd);
    p->fd = -1;
    if (fresh) {
        p->state = POSTER_BROKEN;
        p->all->broken += 1;
        return;
    }
    if (waiting) finish(p, LOST, 0);
    // An idle poster stays in the queue and connects when its turn comes.
    if (!idle) poster_connect(p);
}

static uint64_t comment_id(const char *body, size_t count) {
    static const char key[] = "\"comment_id\":";
    const char *at = memmem(body, count, key, sizeof key - 1);
    return at ? strtoull(at + sizeof key - 1, 0, 10) : 0;
}

// A chunked answer ends with an empty chunk, which cannot stand inside it: JSON has no bare CRLF.
static bool body_complete(const struct head *head, const char *body, size_t count) {
    if (!head->chunked) return count >= head->content_length;
    return count >= 5 && memcmp(body + count - 5, "0\r\n\r\n", 5) == 0;
}

static void poster_answered(struct poster *p) {
    p->answer[p->answered] = 0;
    struct head head = head_parse(p->answer, p->answered);
    if (head.length == 0) return;
    const char *body = p->answer + head.length;
    size_t count = p->answered - head.length;
    if (!body_complete(&head, body, count)) return;
    uint64_t id = comment_id(body, count);
    finish(p, head.status, id);
    if (!head.close) {
        poster_idle(p);
        return;
    }
    close(p->fd);
    poster_connect(p);
}

static void poster_read(struct poster *p) {
    size_t room = sizeof p->answer - 1 - p->answered;
    if (room == 0) errx(1, "an answer of more than %zu bytes", sizeof p->answer);
    ssize_t n = recv(p->fd, p->answer + p->answered, room, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0 || p->state == POSTER_IDLE) {
        poster_lost(p);
        return;
    }
    p->answered += (uint32_t)n;
    poster_answered(p);
}

static void poster_ready(struct watch *watch, uint32_t events) {
    struct poster *p = (struct poster *)watch;
    (void)events;
    if (p->state != POSTER_CONNECTING) {
        poster_read(p);
        return;
    }
    if (socket_error(p->fd)) {
        poster_lost(p);
        return;
    }
    loop_change(p->all->loop, p->fd, EPOLLIN, &p->watch);
    poster_idle(p);
}

struct poster *posters_next(struct posters *all) {
    while (all->idle_count > 0) {
        struct poster *p = &all->each[all->idle[all->idle_first]];
        all->idle_first = (all->idle_first + 1) % all->count;
        all->idle_count -= 1;
        if (p->fd >= 0) return p;
        poster_connect(p);
    }
    return 0;
}

void poster_send(struct poster *p, const char *post, uint32_t sequence, int64_t intended) {
    char marker[MARKER_BYTES], request[REQUEST_BYTES];
    marker_write((struct marker){.sequence = sequence, .intended = intended}, marker);
    struct posters *all = p->all;
    size_t n = dialect_post_request(all->dialect, &all->server, post, p->author, marker, request, sizeof request);
    p->state = POSTER_WAITING;
    p->sequence = sequence;
    p->began = now_ns();
    p->answered = 0;
    // The socket is empty between two requests, so a request goes out whole or not at all.
    if (send(p->fd, request, n, MSG_NOSIGNAL) != (ssize_t)n) poster_lost(p);
}

void posters_open(struct posters *all, int64_t deadline) {
    all->each = calloc((size_t)all->count, sizeof *all->each);
    all->idle = calloc((size_t)all->count, sizeof *all->idle);
    if (!all->each || !all->idle) err(1, "calloc");
    for (int i = 0; i < all->count; i++) {
        struct poster *p = &all->each[i];
        *p = (struct poster){.watch.ready = poster_ready, .all = all};
        snprintf(p->author, sizeof p->author, "bench-%d", i);
        poster_connect(p);
    }
    while (all->idle_count + all->broken < all->count && now_ns() < deadline) loop_turn(all->loop, deadline);
    if (all->idle_count < all->count) errx(1, "only %d of %d posters could connect", all->idle_count, all->count);
}
