#include "malloc_tuning.h"

#include <malloc.h>

void guides_keep_freed_memory(void) {
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 1 << 26);
  mallopt(M_TOP_PAD, 1 << 20);
}

void guides_release_freed_memory(void) { malloc_trim(0); }
