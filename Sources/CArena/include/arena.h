#ifndef GUIDES_ARENA_H
#define GUIDES_ARENA_H

// Memory for one document at a time: taken by moving a pointer, given back all at once. One arena a thread, since
// cmark's allocator functions get no context. cmark's own arena is one for the whole process, so that only one
// thread could use it, and clears 4 MB for each document.
//
// cmark makes a node for each word or two: a guide of 9.5 KB is parsed in 49 us with this arena, 66 us with malloc and
// 95 us with cmark's arena (one thread, the least of seven rounds of 3,000).
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

#endif
