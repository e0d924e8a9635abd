// Comments that are kept: on the disk before they are answered or shown, those of one turn of the loop together.
#include <err.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "floor.h"

struct entry {
    struct entry *next;
    struct connection *poster;
    struct post *post;
    char *receipt, *frame;
    size_t frame_length;
};

void journal_open(struct journal *journal, const char *path) {
    journal->fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal->fd < 0) err(1, "%s", path);
    journal->last = &journal->first;
}

void journal_add(struct connection *c, struct post *post, const char *receipt, const char *frame, size_t frame_length) {
    struct journal *journal = &c->floor->journal;
    struct entry *entry = malloc(sizeof *entry);
    if (!entry) err(1, "malloc");
    *entry = (struct entry){
        .poster = c,
        .post = post,
        .receipt = strdup(receipt),
        .frame = strndup(frame, frame_length),
        .frame_length = frame_length,
    };
    if (!entry->receipt || !entry->frame) err(1, "strdup");
    *journal->last = entry;
    journal->last = &entry->next;
}

static void write_all(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t n = write(fd, bytes, count);
        if (n < 0) err(1, "journal");
        bytes += n;
        count -= (size_t)n;
    }
}

void journal_commit(struct floor *floor) {
    struct journal *journal = &floor->journal;
    if (!journal->first) return;
    for (struct entry *entry = journal->first; entry; entry = entry->next)
        write_all(journal->fd, entry->frame, entry->frame_length);
    if (fdatasync(journal->fd) < 0) err(1, "journal");
    struct entry *next, *entry = journal->first;
    journal->first = 0;
    journal->last = &journal->first;
    for (; entry; entry = next) {
        next = entry->next;
        if (!entry->poster->is_dead) request_answer(entry->poster, "201 Created", entry->receipt);
        post_publish(floor, entry->post, entry->frame, entry->frame_length);
        free(entry->receipt);
        free(entry->frame);
        free(entry);
    }
}
