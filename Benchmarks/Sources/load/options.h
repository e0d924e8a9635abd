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
    int posts;  // how many, named after `post`
    int viewers;
    int rate;
    int seconds;
    int posters;  // connections that post; as many as the rate asks for unless said
    int clients;
    int drain_seconds;
    struct processes processes;
};

/// Reads the arguments behind the subcommand's name; ends the program when they make no sense.
struct options options_parse(int argc, char **argv);

/// The post that is the turn of the `turn`th viewer or comment.
void options_post(const struct options *o, uint32_t turn, char *out, size_t size);

_Noreturn void usage_and_exit(void);

#endif
