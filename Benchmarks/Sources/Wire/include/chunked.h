#ifndef CHUNKED_H
#define CHUNKED_H

#include <stddef.h>

/// Where a reader of HTTP/1.1 chunks is.
struct chunked {
    enum {
        CHUNKED_SIZE,       // in the hexadecimal size
        CHUNKED_EXTENSION,  // after it, up to the line's end
        CHUNKED_DATA,       // `left` bytes of data are still to come
        CHUNKED_DATA_END,   // in the CRLF behind the data
        CHUNKED_DONE,       // the chunk of size 0 has come
    } state;
    size_t left;
};

/// Takes the chunks' framing out of `bytes`, in place; the number of data bytes left standing.
size_t chunked_decode(struct chunked *c, char *bytes, size_t count);

#endif
