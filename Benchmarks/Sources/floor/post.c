#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "floor.h"
#include "instant.h"

// A viewer that is further behind than this is cut: the floor has no storage to catch it up from.
enum { MOST_LOG_BYTES = 64 * 1024 * 1024 };

static void *grown(void *memory, size_t bytes) {
    memory = realloc(memory, bytes);
    if (!memory) err(1, "realloc");
    return memory;
}

static uint32_t hash(const char *name) {
    uint32_t h = 2166136261u;
    while (*name) h = (h ^ (unsigned char)*name++) * 16777619u;
    return h;
}

struct post *post_named(struct floor *floor, const char *name) {
    struct post **at = &floor->posts[hash(name) % (sizeof floor->posts / sizeof *floor->posts)];
    for (; *at; at = &(*at)->next)
        if (strcmp((*at)->name, name) == 0) return *at;
    struct post *post = *at = calloc(1, sizeof *post);
    if (!post) err(1, "calloc");
    strcpy(post->name, name);
    return post;
}

static uint64_t head_of(const struct post *post) {
    return post->log.base + post->log.length;
}

void post_join(struct post *post, struct connection *c) {
    if (post->viewer_count == post->viewer_capacity) {
        post->viewer_capacity = post->viewer_capacity ? post->viewer_capacity * 2 : 4;
        post->viewers = grown(post->viewers, post->viewer_capacity * sizeof *post->viewers);
    }
    c->post = post;
    c->place = post->viewer_count;
    c->position = head_of(post);
    post->viewers[post->viewer_count++] = c;
}

void post_leave(struct post *post, struct connection *c) {
    struct connection *last = post->viewers[--post->viewer_count];
    post->viewers[c->place] = last;
    last->place = c->place;
    if (c->is_behind) post->behind -= 1;
}

static void append(struct log *log, const char *bytes, size_t count) {
    if (log->length + count > log->capacity) {
        log->capacity = (log->length + count) * 2;
        log->bytes = grown(log->bytes, log->capacity);
    }
    memcpy(log->bytes + log->length, bytes, count);
    log->length += count;
}

static void set_behind(struct post *post, struct connection *c, bool behind) {
    if (c->is_behind == behind) return;
    c->is_behind = behind;
    if (behind) post->behind += 1;
    else post->behind -= 1;
    uint32_t events = EPOLLIN | EPOLLRDHUP | (behind ? EPOLLOUT : 0);
    loop_change(&c->floor->loop, c->fd, events, &c->watch);
}

// What is fresh has been sent to nobody, but for those who were just catching up.
static void forget_sent(struct post *post) {
    if (post->behind || post->fresh) return;
    post->log.base += post->log.length;
    post->log.length = 0;
}

// False when the connection has been closed.
static bool send_rest(struct post *post, struct connection *c) {
    const char *bytes = post->log.bytes + (c->position - post->log.base);
    size_t count = head_of(post) - c->position;
    ssize_t n = count ? send(c->fd, bytes, count, MSG_NOSIGNAL) : 0;
    if (n < 0 && errno != EAGAIN) {
        connection_close(c);
        return false;
    }
    if (n > 0) c->position += (uint64_t)n;
    set_behind(post, c, c->position < head_of(post));
    return true;
}

void post_catch_up(struct post *post, struct connection *c) {
    send_rest(post, c);
    forget_sent(post);
}

static bool is_turn(uint64_t count, uint64_t every) {
    return every && count % every == 0;
}

static bool send_to(struct floor *floor, struct post *post, struct connection *c) {
    uint64_t before = c->position;
    floor->sends += 1;
    if (is_turn(floor->sends, floor->faults.drop_every)) {
        c->position = head_of(post);
        return true;
    }
    if (!send_rest(post, c)) return false;
    if (c->is_behind || !is_turn(floor->sends, floor->faults.double_every)) return true;
    c->position = before;
    return send_rest(post, c);
}

static void cut_hopeless(struct post *post) {
    for (uint32_t i = post->viewer_count; i-- > 0;)
        if (post->viewers[i]->is_behind) connection_close(post->viewers[i]);
}

static void flush(struct floor *floor, struct post *post) {
    for (uint32_t i = 0; i < post->viewer_count;) {
        struct connection *c = post->viewers[i];
        // A connection that is closed gives its place to the last one.
        if (c->is_behind || send_to(floor, post, c)) i++;
    }
    if (post->log.length > MOST_LOG_BYTES) cut_hopeless(post);
    forget_sent(post);
}

// The window begins when the flush has ended. Were it to begin with the flush, a flush longer than the
// window would be followed by the next at once, and batching would stop just when it is needed.
static void cool(struct floor *floor, struct post *post, int64_t began) {
    int64_t ended = now_ns(), window = floor->window_ns;
    if (floor->flush_percent) {
        int64_t wanted = (ended - began) * 100 / floor->flush_percent;
        if (wanted < window) window = wanted;
    }
    post->cooling = true;
    post->cool_at = ended + window;
    struct post **at = &floor->cooling;
    while (*at && (*at)->cool_at <= post->cool_at) at = &(*at)->cooling_next;
    post->cooling_next = *at;
    *at = post;
}

static void flush_and_cool(struct floor *floor, struct post *post) {
    int64_t began = now_ns();
    flush(floor, post);
    if (floor->window_ns) cool(floor, post, began);
}

int64_t posts_flush_due(struct floor *floor) {
    struct post *post;
    while ((post = floor->cooling) && post->cool_at <= now_ns()) {
        floor->cooling = post->cooling_next;
        post->cooling = false;
        // Bytes that only a full socket has kept are no news.
        if (!post->fresh) continue;
        post->fresh = false;
        flush_and_cool(floor, post);
    }
    return post ? post->cool_at : INT64_MAX;
}

// A comment whose turn it is to be late goes behind its successor.
static void append_comment(struct floor *floor, struct post *post, const char *frame, size_t length) {
    floor->comments += 1;
    if (!post->held && is_turn(floor->comments, floor->faults.swap_every)) {
        post->held = grown(0, length);
        post->held_length = length;
        memcpy(post->held, frame, length);
        return;
    }
    append(&post->log, frame, length);
    if (!post->held) return;
    append(&post->log, post->held, post->held_length);
    free(post->held);
    post->held = 0;
}

void post_publish(struct floor *floor, struct post *post, const char *frame, size_t length) {
    append_comment(floor, post, frame, length);
    if (post->cooling) {
        post->fresh = true;
        return;
    }
    flush_and_cool(floor, post);
}
