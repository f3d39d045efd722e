#ifndef GUIDES_MALLOC_TUNING_H
#define GUIDES_MALLOC_TUNING_H

// The C library's names for these settings are macros, which Swift does not see.

// Tells the C library to keep what is freed for the next guide. By default it hands memory back to the system in
// between, and each page has to be cleared again.
void guides_keep_freed_memory(void);

// Hands freed memory back to the system, where it was kept.
void guides_release_freed_memory(void);

#endif
