/* SPDX-License-Identifier: MIT */
#ifndef BASE_DEFS_H
#define BASE_DEFS_H
/*
 * Small things every file may use: cleanup attributes, ownership transfer, string equality.
 *
 * The naming law: S_init (nothing to release yet), S_release (gives the contents back), S_clear
 * (release, usable again), S_free (NULL is fine), S_open/S_close for things with a peer.
 * A parameter that takes ownership says so at the parameter.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CLEANUP(fn)	  __attribute__((cleanup(fn)))
#define AUTO(S)		  CLEANUP(S##_release) /* a struct S by value */
#define AUTO_FREE	  CLEANUP(cleanup_free)
#define AUTO_CLOSE	  CLEANUP(cleanup_close)
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define UNUSED		  __attribute__((unused))

/* Hand over a pointer: its value, and NULL stays behind. */
#define TAKE(p)                             \
	__extension__({                     \
		__typeof__(p) taken_ = (p); \
		(p) = NULL;                 \
		taken_;                     \
	})

/* Hand over a descriptor: its value, and -1 stays behind. */
#define TAKE_FD(fd)                \
	__extension__({            \
		int taken_ = (fd); \
		(fd) = -1;         \
		taken_;            \
	})

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

static inline void cleanup_free(void *p)
{
	void *owned;

	memcpy(&owned, p, sizeof(owned)); /* p is a T **: no aliasing cast */
	free(owned);
}

static inline void cleanup_close(const int *fd)
{
	int saved = errno;

	if (*fd >= 0)
		close(*fd);
	errno = saved;
}

/* Equal texts; two NULLs are equal, one is not. */
static inline bool streq(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

static inline bool starts_with(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static inline bool ends_with(const char *s, const char *suffix)
{
	size_t n = strlen(s);
	size_t m = strlen(suffix);

	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

#endif
