#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

// What is called of libcurl, without its prefix.
#define NAMES(X) \
    X(easy_init) X(easy_cleanup) X(easy_reset) X(easy_perform) X(easy_strerror) X(easy_setopt) X(easy_getinfo) \
    X(easy_header) X(getdate) X(multi_init) X(multi_cleanup) X(multi_add_handle) X(multi_remove_handle) \
    X(multi_perform) X(multi_poll) X(multi_wakeup) X(multi_info_read) X(slist_append) X(slist_free_all) X(url) \
    X(url_cleanup) X(url_set) X(url_get) X(free)

static struct {
#define FIELD(name) __typeof__(&curl_##name) name;
    NAMES(FIELD)
} curl;

static const char *failure;

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        // The next call of the linker's may take its text away.
        failure = strdup(dlerror());
        return;
    }
#define FIND(name) \
    if (!(curl.name = (__typeof__(&curl_##name))dlsym(library, "curl_" #name))) { \
        failure = "libcurl.so.4 is too old: it has no curl_" #name; \
        return; \
    }
    NAMES(FIND)
}

const char *ccurl_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return failure;
}

CURL *ccurl_easy_init(void) { return curl.easy_init(); }
void ccurl_easy_cleanup(CURL *handle) { curl.easy_cleanup(handle); }
void ccurl_easy_reset(CURL *handle) { curl.easy_reset(handle); }
CURLcode ccurl_easy_perform(CURL *handle) { return curl.easy_perform(handle); }
const char *ccurl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_callback(CURL *handle, CURLoption option, curl_write_callback value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) { return curl.easy_getinfo(handle, info, value); }
CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value) {
    return curl.easy_getinfo(handle, info, value);
}

const char *ccurl_get_header(CURL *handle, const char *name) {
    struct curl_header *header = NULL;
    return curl.easy_header(handle, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

const char *ccurl_get_certificate_end(CURL *handle) {
    static const char label[] = "Expire date:";
    struct curl_certinfo *chain = NULL;
    if (curl.easy_getinfo(handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1) {
        return NULL;
    }
    for (const struct curl_slist *line = chain->certinfo[0]; line; line = line->next) {
        if (strncmp(line->data, label, sizeof label - 1) == 0) return line->data + sizeof label - 1;
    }
    return NULL;
}

time_t ccurl_getdate(const char *text) { return curl.getdate(text, NULL); }

CURLM *ccurl_multi_init(void) { return curl.multi_init(); }
CURLMcode ccurl_multi_cleanup(CURLM *multi) { return curl.multi_cleanup(multi); }
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) { return curl.multi_add_handle(multi, handle); }
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) { return curl.multi_remove_handle(multi, handle); }
CURLMcode ccurl_multi_perform(CURLM *multi, int *running) { return curl.multi_perform(multi, running); }
CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd *extra, unsigned int count, int milliseconds) {
    return curl.multi_poll(multi, extra, count, milliseconds, NULL);
}
CURLMcode ccurl_multi_wakeup(CURLM *multi) { return curl.multi_wakeup(multi); }
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left) { return curl.multi_info_read(multi, left); }
CURLcode ccurl_result(const CURLMsg *message) { return message->data.result; }

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
    return curl.slist_append(list, text);
}
void ccurl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }

CURLU *ccurl_url(void) { return curl.url(); }
void ccurl_url_cleanup(CURLU *url) { curl.url_cleanup(url); }
CURLUcode ccurl_url_set(CURLU *url, CURLUPart part, const char *text) { return curl.url_set(url, part, text, 0); }
CURLUcode ccurl_url_get(CURLU *url, CURLUPart part, char **text) { return curl.url_get(url, part, text, 0); }
void ccurl_free(void *memory) { curl.free(memory); }
