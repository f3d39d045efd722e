#define _GNU_SOURCE
#include "child_process.h"

#include <fcntl.h>
#include <unistd.h>

int guides_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

int guides_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
