#ifndef GUIDES_ARENA_H
#define GUIDES_ARENA_H

// Memory for one document at a time: taken by moving a pointer, given back all at once. cmark makes a node for each
// word or two, and the system's allocator would cost as much as the parsing. One arena a thread, since cmark's
// allocator functions are told of no context; cmark's own arena is one for the whole process.
#include <cmark-gfm.h>
#include <stddef.h>

// A parser whose memory, with that of its tree, is this thread's arena. It is not freed: the arena is reset.
cmark_parser *guides_arena_parser(int options);

// Where the arena is: what is taken from here on is given back by guides_arena_reset.
struct guides_arena_mark {
  struct guides_arena_block *block;
  size_t used;
};

struct guides_arena_mark guides_arena_now(void);
void guides_arena_reset(struct guides_arena_mark mark);

// Tells the C library to keep what is freed for the next guide. By default it hands memory back to the system in
// between, and each page has to be cleared again.
void guides_keep_freed_memory(void);

// Hands freed memory back to the system, where it was kept.
void guides_release_freed_memory(void);

#endif
