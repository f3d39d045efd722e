// libunbound and libldns are loaded when the first function of each is called: only `guides diagnose` needs them, and they take
// more time to load than most commands need to run.

#define _GNU_SOURCE
#include "CDNS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

// These functions are for this program alone: the libraries have to find their own.
#define HIDDEN __attribute__((visibility("hidden")))

static void *open_library(const char *name, const char *package) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library) return library;
  const char *reason = dlerror();
  fprintf(stderr, "error: %s cannot be loaded: %s. Install it (on Debian, %s).\n", name, reason ? reason : "unknown", package);
  exit(2);
}

static void *find(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (found) return found;
  fprintf(stderr, "error: the library for DNS has no %s. Install a later version.\n", name);
  exit(2);
}

static void *unbound_library;
static pthread_once_t unbound_once = PTHREAD_ONCE_INIT;
static void load_unbound(void) { unbound_library = open_library("libunbound.so.8", "libunbound8"); }
static void *unbound(const char *name) {
  pthread_once(&unbound_once, load_unbound);
  return find(unbound_library, name);
}

static void *ldns_library;
static pthread_once_t ldns_once = PTHREAD_ONCE_INIT;
static void load_ldns(void) { ldns_library = open_library("libldns.so.3", "libldns3"); }
static void *ldns(const char *name) {
  pthread_once(&ldns_once, load_ldns);
  return find(ldns_library, name);
}

// A function of a library, under its own name.
#define LAZY(library, type, name, parameters, arguments) \
  HIDDEN type name parameters { return ((type(*) parameters)library(#name))arguments; }
#define LAZY_VOID(library, name, parameters, arguments) \
  HIDDEN void name parameters { ((void(*) parameters)library(#name))arguments; }

LAZY(unbound, struct ub_ctx *, ub_ctx_create, (void), ())
LAZY_VOID(unbound, ub_ctx_delete, (struct ub_ctx * context), (context))
LAZY(unbound, int, ub_ctx_set_option, (struct ub_ctx * context, const char *name, const char *value), (context, name, value))
LAZY(unbound, int, ub_ctx_set_fwd, (struct ub_ctx * context, const char *address), (context, address))
LAZY(unbound, int, ub_ctx_resolvconf, (struct ub_ctx * context, const char *file), (context, file))
LAZY(unbound, int, ub_ctx_add_ta, (struct ub_ctx * context, const char *anchor), (context, anchor))
LAZY(unbound, int, ub_ctx_async, (struct ub_ctx * context, int thread), (context, thread))
LAZY(unbound, int, ub_poll, (struct ub_ctx * context), (context))
LAZY(unbound, int, ub_process, (struct ub_ctx * context), (context))
LAZY(
    unbound, int, ub_resolve_async,
    (struct ub_ctx * context, const char *name, int type, int class, void *data, ub_callback_type callback, int *id),
    (context, name, type, class, data, callback, id))
LAZY(unbound, int, ub_cancel, (struct ub_ctx * context, int id), (context, id))
LAZY_VOID(unbound, ub_resolve_free, (struct ub_result * result), (result))

LAZY(ldns, ldns_status, ldns_wire2pkt, (ldns_pkt * *packet, const uint8_t *bytes, size_t count), (packet, bytes, count))
LAZY(ldns, ldns_status, ldns_pkt2wire, (uint8_t * *bytes, const ldns_pkt *packet, size_t *count), (bytes, packet, count))
LAZY(
    ldns, ldns_status, ldns_pkt_query_new_frm_str,
    (ldns_pkt * *packet, const char *name, ldns_rr_type type, ldns_rr_class class, uint16_t flags),
    (packet, name, type, class, flags))
LAZY_VOID(ldns, ldns_pkt_set_id, (ldns_pkt * packet, uint16_t id), (packet, id))
LAZY_VOID(ldns, ldns_pkt_free, (ldns_pkt * packet), (packet))
LAZY(ldns, ldns_pkt_rcode, ldns_pkt_get_rcode, (const ldns_pkt *packet), (packet))
LAZY(ldns, bool, ldns_pkt_qr, (const ldns_pkt *packet), (packet))
LAZY(ldns, bool, ldns_pkt_tc, (const ldns_pkt *packet), (packet))
LAZY(ldns, bool, ldns_pkt_ad, (const ldns_pkt *packet), (packet))
LAZY(ldns, ldns_rr_list *, ldns_pkt_answer, (const ldns_pkt *packet), (packet))
LAZY(ldns, size_t, ldns_rr_list_rr_count, (const ldns_rr_list *list), (list))
LAZY(ldns, ldns_rr *, ldns_rr_list_rr, (const ldns_rr_list *list, size_t index), (list, index))
LAZY(ldns, ldns_rr_type, ldns_rr_get_type, (const ldns_rr *record), (record))
LAZY(ldns, ldns_rdf *, ldns_rr_owner, (const ldns_rr *record), (record))
LAZY(ldns, size_t, ldns_rr_rd_count, (const ldns_rr *record), (record))
LAZY(ldns, ldns_rdf *, ldns_rr_rdf, (const ldns_rr *record, size_t index), (record, index))
LAZY(ldns, size_t, ldns_rdf_size, (const ldns_rdf *data), (data))
LAZY(ldns, uint8_t *, ldns_rdf_data, (const ldns_rdf *data), (data))
LAZY(ldns, char *, ldns_rdf2str, (const ldns_rdf *data), (data))
