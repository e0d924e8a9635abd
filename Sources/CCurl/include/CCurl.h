// libcurl for Swift: loaded when it is first needed, as it and the thirty libraries it brings take longer to load than
// a command such as `lc --version` takes altogether; and with one function for each type of argument where libcurl's
// are variadic, which Swift can't call.
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

// Loads libcurl.so.4 unless it is loaded. Gives NULL, or why it can't be had; then nothing else here may be called.
const char *ccurl_load(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
void ccurl_easy_reset(CURL *handle);
CURLcode ccurl_easy_perform(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_callback(CURL *handle, CURLoption option, curl_write_callback value);

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value);
// The value of the last answer's field of that name; NULL when there is none.
const char *ccurl_get_header(CURL *handle, const char *name);
// When the certificate expires that the handle's connection was shown, as text; NULL when that is not known. The
// handle must have been told CURLOPT_CERTINFO before it connected.
const char *ccurl_get_certificate_end(CURL *handle);
// Seconds since the Unix epoch; -1 when it is no date.
time_t ccurl_getdate(const char *text);

CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd *extra, unsigned int count, int milliseconds);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left);
// What a finished transfer came to; the union in CURLMsg does not import.
CURLcode ccurl_result(const CURLMsg *message);

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

CURLU *ccurl_url(void);
void ccurl_url_cleanup(CURLU *url);
CURLUcode ccurl_url_set(CURLU *url, CURLUPart part, const char *text);
CURLUcode ccurl_url_get(CURLU *url, CURLUPart part, char **text);
void ccurl_free(void *memory);

#endif
