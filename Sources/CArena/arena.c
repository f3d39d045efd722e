#include "arena.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { GUIDES_ARENA_BLOCK = 1 << 20 };

struct guides_arena_block {
  struct guides_arena_block *previous;
  size_t size;
  size_t used;
  size_t unused; // keeps what follows aligned to 16 bytes
};

static _Thread_local struct guides_arena_block *guides_arena_top;

// A thread that ends gives its first block back: a preview that waits for hours has a new worker for every save.
static pthread_key_t guides_arena_key;
static pthread_once_t guides_arena_once = PTHREAD_ONCE_INIT;

static void guides_arena_end(void *first) { free(first); }

static void guides_arena_start(void) {
  if (pthread_key_create(&guides_arena_key, guides_arena_end) != 0) abort();
}

static void *guides_arena_take(size_t size) {
  // The size is before the memory, for realloc.
  size_t whole = (size + 31) & ~(size_t)15;
  struct guides_arena_block *block = guides_arena_top;
  if (!block || block->size - block->used < whole) {
    size_t room = whole > GUIDES_ARENA_BLOCK ? whole : (size_t)GUIDES_ARENA_BLOCK;
    struct guides_arena_block *next = (struct guides_arena_block *)malloc(sizeof *next + room);
    if (!next) abort();
    next->previous = block;
    next->size = room;
    next->used = 0;
    if (!block) {
      pthread_once(&guides_arena_once, guides_arena_start);
      pthread_setspecific(guides_arena_key, next);
    }
    guides_arena_top = block = next;
  }
  char *start = (char *)(block + 1) + block->used;
  block->used += whole;
  *(size_t *)start = size;
  return start + 16;
}

static void *guides_arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / 2 / size) abort();
  void *memory = guides_arena_take(count * size);
  memset(memory, 0, count * size);
  return memory;
}

static void *guides_arena_realloc(void *old, size_t size) {
  if (size > SIZE_MAX / 2) abort();
  if (!old) return guides_arena_take(size);
  size_t *length = (size_t *)((char *)old - 16);
  if (size <= *length) return old;
  struct guides_arena_block *block = guides_arena_top;
  size_t whole = (*length + 31) & ~(size_t)15;
  char *end = (char *)(block + 1) + block->used;
  if ((char *)length + whole == end) {
    size_t more = ((size + 31) & ~(size_t)15) - whole;
    if (block->size - block->used >= more) { // the last one taken grows where it is
      block->used += more;
      *length = size;
      return old;
    }
  }
  void *memory = guides_arena_take(size);
  memcpy(memory, old, *length);
  return memory;
}

static void guides_arena_free(void *memory) { (void)memory; }

cmark_parser *guides_arena_parser(int options) {
  static cmark_mem arena = {guides_arena_calloc, guides_arena_realloc, guides_arena_free};
  return cmark_parser_new_with_mem(options, &arena);
}

struct guides_arena_mark guides_arena_now(void) {
  struct guides_arena_mark mark = {guides_arena_top, guides_arena_top ? guides_arena_top->used : 0};
  return mark;
}

void guides_arena_reset(struct guides_arena_mark mark) {
  // The first block stays with its thread.
  while (guides_arena_top && guides_arena_top != mark.block && guides_arena_top->previous) {
    struct guides_arena_block *gone = guides_arena_top;
    guides_arena_top = gone->previous;
    free(gone);
  }
  if (guides_arena_top) guides_arena_top->used = guides_arena_top == mark.block ? mark.used : 0;
}
