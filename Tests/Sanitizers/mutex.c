// Tells the thread sanitizer of a Mutex (Synchronization) that two threads want at once. The second one then waits within a
// library that was compiled without the sanitizer, so it would be taken for one that goes on without the lock. This is loaded
// before that library and comes between it and its callers.
#define _GNU_SOURCE
#include <dlfcn.h>

// Of the sanitizer's runtime; null in programs without it.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

SWIFT void lock_slow(unsigned thread, SELF void *mutex) __asm__(LOCK);
SWIFT void unlock_slow(SELF void *mutex) __asm__(UNLOCK);

SWIFT void lock_slow(unsigned thread, SELF void *mutex) {
  SWIFT void (*wait)(unsigned, SELF void *) = dlsym(RTLD_NEXT, LOCK);
  wait(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock_slow(SELF void *mutex) {
  if (__tsan_release) __tsan_release(mutex);
  SWIFT void (*wake)(SELF void *) = dlsym(RTLD_NEXT, UNLOCK);
  wake(mutex);
}
