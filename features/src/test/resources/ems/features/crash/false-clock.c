/* Put before the C library of a process, this shows it a clock that is ahead by the seconds in a file. Time that passes is left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

static volatile int64_t *ahead;
static int (*machine)(clockid_t, struct timespec *);

__attribute__((constructor)) static void find(void) {
    machine = dlsym(RTLD_NEXT, "clock_gettime");
    const char *path = getenv("FALSE_CLOCK");
    int file = path ? open(path, O_RDONLY) : -1;
    void *seconds = file < 0 ? MAP_FAILED : mmap(0, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    if (seconds == MAP_FAILED) {
        abort();
    }
    ahead = seconds;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (!machine) {
        find();
    }
    int answer = machine(clock, time);
    if (answer == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        time->tv_sec += *ahead;
    }
    return answer;
}

int gettimeofday(struct timeval *time, void *zone) {
    struct timespec now;
    int answer = clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return answer;
}

time_t time(time_t *seconds) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (seconds) {
        *seconds = now.tv_sec;
    }
    return now.tv_sec;
}
