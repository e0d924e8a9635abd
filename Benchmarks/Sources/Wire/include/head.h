#ifndef HEAD_H
#define HEAD_H

#include <stdbool.h>
#include <stddef.h>

/// What matters here of an HTTP/1.1 head.
struct head {
    /// With the blank line; 0 when it is not complete yet.
    size_t length;
    /// A response's status; 0 in a request.
    int status;
    size_t content_length;
    bool chunked;
    bool close;
};

struct head head_parse(const char *bytes, size_t count);

#endif
