#ifndef OPTIONS_H
#define OPTIONS_H

#include "dialect.h"
#include "endpoint.h"
#include "usage.h"

struct options {
    struct endpoint server;
    enum dialect dialect;
    const char *post;
    int viewers;
    int rate;
    int seconds;
    int posters;  // connections that post; as many as the rate asks for unless said
    int clients;
    int posts;
    int drain_seconds;
    struct processes processes;
};

/// Reads the arguments behind the subcommand's name; ends the program when they make no sense.
struct options options_parse(int argc, char **argv);

_Noreturn void usage_and_exit(void);

#endif
