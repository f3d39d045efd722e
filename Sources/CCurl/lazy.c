// libcurl is loaded when its first function is called: it brings about 30 libraries, which take more time to load than most
// commands need to run, and only those that ask other sites need it.

#define _GNU_SOURCE
#define CURL_DISABLE_TYPECHECK
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

// These functions are for this program alone: libcurl has to find its own.
#define HIDDEN __attribute__((visibility("hidden")))

static void *library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library) return;
  const char *reason = dlerror();
  fprintf(stderr, "error: libcurl cannot be loaded: %s. Install it (on Debian, libcurl4).\n", reason ? reason : "unknown");
  exit(2);
}

static void *function(const char *name) {
  pthread_once(&once, load);
  void *found = dlsym(library, name);
  if (found) return found;
  fprintf(stderr, "error: libcurl has no %s. Install version 7.77 or later.\n", name);
  exit(2);
}

// A function of libcurl, under its own name.
#define LAZY(type, name, parameters, arguments) \
  HIDDEN type name parameters { return ((type(*) parameters)function(#name))arguments; }

LAZY(CURLcode, curl_global_init, (long flags), (flags))
LAZY(CURL *, curl_easy_init, (void), ())
LAZY(CURLcode, curl_easy_perform, (CURL * handle), (handle))
LAZY(const char *, curl_easy_strerror, (CURLcode code), (code))
LAZY(CURLM *, curl_multi_init, (void), ())
LAZY(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL *handle), (multi, handle))
LAZY(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL *handle), (multi, handle))
LAZY(CURLMcode, curl_multi_perform, (CURLM * multi, int *running), (multi, running))
LAZY(CURLMcode, curl_multi_cleanup, (CURLM * multi), (multi))
LAZY(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), (multi, left))
LAZY(
    CURLMcode, curl_multi_poll,
    (CURLM * multi, struct curl_waitfd *more, unsigned int count, int milliseconds, int *ready),
    (multi, more, count, milliseconds, ready))
LAZY(struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *text), (list, text))
LAZY(time_t, curl_getdate, (const char *text, const time_t *unused), (text, unused))
LAZY(CURLU *, curl_url, (void), ())
LAZY(CURLUcode, curl_url_set, (CURLU * url, CURLUPart part, const char *text, unsigned int flags), (url, part, text, flags))

// The same for one that returns nothing.
#define LAZY_VOID(name, type) \
  HIDDEN void name(type value) { ((void (*)(type))function(#name))(value); }

LAZY_VOID(curl_easy_cleanup, CURL *)
LAZY_VOID(curl_slist_free_all, struct curl_slist *)
LAZY_VOID(curl_url_cleanup, CURLU *)
LAZY_VOID(curl_free, void *)

typedef CURLcode (*set_option)(CURL *, CURLoption, ...);
typedef CURLcode (*get_info)(CURL *, CURLINFO, ...);

static set_option setter(void) { return (set_option)function("curl_easy_setopt"); }

static get_info getter(void) { return (get_info)function("curl_easy_getinfo"); }

CURLcode shim_set_number(CURL *handle, CURLoption option, long value) { return setter()(handle, option, value); }

CURLcode shim_set_text(CURL *handle, CURLoption option, const char *value) { return setter()(handle, option, value); }

CURLcode shim_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return setter()(handle, option, value);
}

CURLcode shim_set_pointer(CURL *handle, CURLoption option, void *value) { return setter()(handle, option, value); }

CURLcode shim_set_bytes(CURL *handle, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return setter()(handle, option, &blob);
}

CURLcode shim_set_sink(
    CURL *handle, CURLoption option, size_t (*sink)(char *bytes, size_t one, size_t count, void *context)) {
  return setter()(handle, option, sink);
}

CURLcode shim_set_socket(
    CURL *handle, curl_socket_t (*make)(void *context, curlsocktype purpose, struct curl_sockaddr *address)) {
  return setter()(handle, CURLOPT_OPENSOCKETFUNCTION, make);
}

CURLcode shim_number(CURL *handle, CURLINFO info, long *value) { return getter()(handle, info, value); }

CURLcode shim_offset(CURL *handle, CURLINFO info, curl_off_t *value) { return getter()(handle, info, value); }

CURLcode shim_certificates(CURL *handle, struct curl_certinfo **certificates) {
  return getter()(handle, CURLINFO_CERTINFO, certificates);
}

CURLcode shim_list(CURL *handle, CURLINFO info, struct curl_slist **value) { return getter()(handle, info, value); }

CURLUcode shim_url_part(CURLU *url, CURLUPart part, char **text) {
  return ((CURLUcode(*)(CURLU *, CURLUPart, char **, unsigned int))function("curl_url_get"))(url, part, text, 0);
}
