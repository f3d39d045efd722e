#ifndef GUIDES_CHILD_PROCESS_H
#define GUIDES_CHILD_PROCESS_H

// Extensions of the GNU C library that Swift does not see.

#include <spawn.h>

// Opens a pipe that no child gets by itself: 0, or -1 with errno.
int guides_pipe(int *ends);

// Closes all files from a number on in the child.
int guides_close_from(posix_spawn_file_actions_t *actions, int first);

#endif
