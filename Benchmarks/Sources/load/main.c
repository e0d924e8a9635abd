#include <string.h>

#include "endpoint.h"
#include "options.h"
#include "scenarios.h"

int main(int argc, char **argv) {
    if (argc < 2) usage_and_exit();
    raise_file_limit();
    const char *name = argv[1];
    struct options options = options_parse(argc - 1, argv + 1);
    if (strcmp(name, "fanout") == 0) return fanout(&options);
    if (strcmp(name, "ingest") == 0) return ingest(&options);
    if (strcmp(name, "idle") == 0) return idle(&options);
    usage_and_exit();
}
