#include <string.h>

#include "endpoint.h"
#include "options.h"
#include "scenarios.h"

static const struct {
    const char *name;
    int (*run)(const struct options *o);
} scenarios[] = {
    {"fanout", fanout}, {"storm", storm}, {"drain", drain}, {"ingest", ingest}, {"pages", pages}, {"idle", idle},
};

int main(int argc, char **argv) {
    if (argc < 2) usage_and_exit();
    raise_file_limit();
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        if (strcmp(argv[1], scenarios[i].name) != 0) continue;
        struct options options = options_parse(argc - 2, argv + 2);
        return scenarios[i].run(&options);
    }
    usage_and_exit();
}
