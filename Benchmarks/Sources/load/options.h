#ifndef OPTIONS_H
#define OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "dialect.h"
#include "endpoint.h"
#include "usage.h"

struct options {
    struct endpoint server;
    enum dialect dialect;
    const char *post;
    long posts;  // how many, named after `post`
    long viewers;
    struct wishes wishes;
    long history, max_rate;
    long rate;
    long seconds;
    long posters;  // connections that post; as many as the rate asks for unless said
    long clients;
    long drain_seconds;
    long slow;  // so many of the viewers stop reading, from `stall_from` on, for `stall_seconds`
    long stall_from, stall_seconds;
    long lead_seconds;           // of comments before the storm
    long first_id, last_id;      // cursors are taken from between them
    long page_size;
    const char *receipts;        // a file for the ids of what was acknowledged
    struct processes processes;
};

/// Reads the arguments behind the subcommand's name; ends the program when they make no sense.
struct options options_parse(int argc, char **argv);

/// The post that is the turn of the `turn`th viewer or comment.
void options_post(const struct options *o, uint32_t turn, char *out, size_t size);

_Noreturn void usage_and_exit(void);

#endif
