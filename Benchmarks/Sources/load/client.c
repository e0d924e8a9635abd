#include "client.h"

#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "head.h"
#include "instant.h"

static void client_idle(struct client *c) {
    struct clients *all = c->all;
    c->state = CLIENT_IDLE;
    all->idle[(all->idle_first + all->idle_count++) % all->count] = (int)(c - all->each);
}

static void client_connect(struct client *c) {
    c->state = CLIENT_CONNECTING;
    c->fd = endpoint_connect(&c->all->server);
    if (c->fd >= 0) {
        loop_add(c->all->loop, c->fd, EPOLLOUT, &c->watch);
        return;
    }
    c->state = CLIENT_BROKEN;
    c->all->broken += 1;
}

static void finish(struct client *c, struct answer answer) {
    struct clients *all = c->all;
    all->statuses[answer.status > 0 && answer.status < STATUSES ? answer.status : LOST] += 1;
    all->on_answer(all->context, c, &answer);
}

// A server may close between two requests. One that refuses a fresh connection is not asked again.
static void client_lost(struct client *c) {
    bool waiting = c->state == CLIENT_WAITING, idle = c->state == CLIENT_IDLE;
    bool fresh = c->state == CLIENT_CONNECTING;
    close(c->fd);
    c->fd = -1;
    if (fresh) {
        c->state = CLIENT_BROKEN;
        c->all->broken += 1;
        return;
    }
    if (waiting) finish(c, (struct answer){.status = LOST, .body = ""});
    // An idle client stays in the queue and connects when its turn comes.
    if (!idle) client_connect(c);
}

// A chunked answer ends with an empty chunk, which cannot stand inside it: JSON has no bare CRLF.
static bool body_complete(const struct head *head, const char *body, size_t count) {
    if (!head->chunked) return count >= head->content_length;
    return count >= 5 && memcmp(body + count - 5, "0\r\n\r\n", 5) == 0;
}

static void client_answered(struct client *c) {
    c->answer[c->answered] = 0;
    struct head head = head_parse(c->answer, c->answered);
    if (head.length == 0) return;
    struct answer answer = {.status = head.status, .body = c->answer + head.length, .length = c->answered - head.length};
    if (!body_complete(&head, answer.body, answer.length)) return;
    finish(c, answer);
    if (!head.close) {
        client_idle(c);
        return;
    }
    close(c->fd);
    client_connect(c);
}

static void client_read(struct client *c) {
    size_t room = c->all->answer_bytes - c->answered;
    if (room == 0) errx(1, "an answer of more than %zu bytes", c->all->answer_bytes);
    ssize_t n = recv(c->fd, c->answer + c->answered, room, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0 || c->state == CLIENT_IDLE) {
        client_lost(c);
        return;
    }
    c->answered += (uint32_t)n;
    client_answered(c);
}

static void client_ready(struct watch *watch, uint32_t events) {
    struct client *c = (struct client *)watch;
    (void)events;
    if (c->state != CLIENT_CONNECTING) {
        client_read(c);
        return;
    }
    if (socket_error(c->fd)) {
        client_lost(c);
        return;
    }
    loop_change(c->all->loop, c->fd, EPOLLIN, &c->watch);
    client_idle(c);
}

struct client *clients_next(struct clients *all) {
    while (all->idle_count > 0) {
        struct client *c = &all->each[all->idle[all->idle_first]];
        all->idle_first = (all->idle_first + 1) % all->count;
        all->idle_count -= 1;
        if (c->fd >= 0) return c;
        client_connect(c);
    }
    return 0;
}

void client_ask(struct client *c, uint64_t tag, const char *request, size_t length) {
    c->state = CLIENT_WAITING;
    c->tag = tag;
    c->began = now_ns();
    c->answered = 0;
    // The socket is empty between two requests, so a request goes out whole or not at all.
    if (send(c->fd, request, length, MSG_NOSIGNAL) != (ssize_t)length) client_lost(c);
}

void clients_open(struct clients *all, int64_t deadline) {
    all->each = calloc((size_t)all->count, sizeof *all->each);
    all->idle = calloc((size_t)all->count, sizeof *all->idle);
    if (!all->each || !all->idle) err(1, "calloc");
    for (int i = 0; i < all->count; i++) {
        struct client *c = &all->each[i];
        *c = (struct client){.watch.ready = client_ready, .all = all, .answer = malloc(all->answer_bytes + 1)};
        if (!c->answer) err(1, "malloc");
        client_connect(c);
    }
    while (all->idle_count + all->broken < all->count && now_ns() < deadline) loop_turn(all->loop, deadline);
    if (all->idle_count < all->count) errx(1, "only %d of %d clients could connect", all->idle_count, all->count);
}
