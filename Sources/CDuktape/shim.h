#include <duktape.h>

/* What Duktape offers as macros, which Swift does not see. */

/* Evaluates a script; 0 when it went well. Its value, or the error, is left on the stack. */
static inline duk_int_t shim_eval(duk_context *context, const char *source, duk_size_t length) {
  return duk_peval_lstring(context, source, length);
}

static inline void shim_push_function(duk_context *context, duk_c_function function) {
  duk_push_c_function(context, function, 1);
}

static inline const char *shim_text(duk_context *context, duk_size_t *length) {
  return duk_safe_to_lstring(context, -1, length);
}

static inline duk_context *shim_create(void) {
  return duk_create_heap_default();
}
