#ifndef GUIDES_CURL_H
#define GUIDES_CURL_H

#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo take any type, which Swift cannot call: one function a type. */

CURLcode shim_set_number(CURL *handle, CURLoption option, long value);

/* The text is copied, but for that of CURLOPT_POSTFIELDS. */
CURLcode shim_set_text(CURL *handle, CURLoption option, const char *value);

CURLcode shim_set_list(CURL *handle, CURLoption option, struct curl_slist *value);

CURLcode shim_set_pointer(CURL *handle, CURLoption option, void *value);

/* The bytes are copied. */
CURLcode shim_set_bytes(CURL *handle, CURLoption option, const void *bytes, size_t count);

/* For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION. */
CURLcode shim_set_sink(
    CURL *handle, CURLoption option, size_t (*sink)(char *bytes, size_t one, size_t count, void *context));

CURLcode shim_set_socket(
    CURL *handle, curl_socket_t (*make)(void *context, curlsocktype purpose, struct curl_sockaddr *address));

CURLcode shim_number(CURL *handle, CURLINFO info, long *value);

CURLcode shim_offset(CURL *handle, CURLINFO info, curl_off_t *value);

/* The certificates of the server, each a list of texts such as "Cert:" and its PEM. */
CURLcode shim_certificates(CURL *handle, struct curl_certinfo **certificates);

CURLcode shim_list(CURL *handle, CURLINFO info, struct curl_slist **value);

/* curl_url_get, whose type differs between versions. */
CURLUcode shim_url_part(CURLU *url, CURLUPart part, char **text);

static inline struct sockaddr *shim_address(struct curl_sockaddr *address) { return &address->addr; }

#endif
