#ifndef ENDPOINT_H
#define ENDPOINT_H

#include <netinet/in.h>
#include <stdbool.h>

struct endpoint {
    struct sockaddr_in address;
    /// "127.0.0.1:8080", for the Host field.
    char authority[32];
};

/// Reads "http://127.0.0.1:8080" (an IPv4 address, no name: nothing here should wait for a resolver).
bool endpoint_parse(const char *url, struct endpoint *out);

/// A non-blocking socket that is connecting; -1 with errno when it cannot even begin.
int endpoint_connect(const struct endpoint *endpoint);

/// The same with the small segments and the small window of a far network. Over loopback the kernel
/// takes megabytes for a reader that has stopped, and its server would not notice.
int endpoint_connect_narrow(const struct endpoint *endpoint);

/// A non-blocking listening socket on 127.0.0.1; `*port` is taken, and set when it was 0.
int endpoint_listen(uint16_t *port);

/// What became of a non-blocking connect: 0 or an errno.
int socket_error(int fd);

/// Small writes must leave at once.
void socket_no_delay(int fd);

/// As many open files as the hard limit allows.
void raise_file_limit(void);

#endif
