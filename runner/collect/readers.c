/* SPDX-License-Identifier: MIT */
#include "collect/readers.h"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "collect/elf.h"

enum { THREADS_MAX = 4, CHUNK = 128 << 10, RETURNED_MIN = 1 << 20 };

struct readers {
	pthread_mutex_t lock;
	pthread_cond_t work; /* something to do, or the end */
	pthread_cond_t done; /* a job is done */
	struct read_job *first;
	struct read_job *last;
	bool ending;
	size_t count;
	pthread_t threads[THREADS_MAX];
	char *chunk; /* of whoever waits */
};

/* Up to `size` bytes, fewer only at the end of the file; -1 with errno. */
static ssize_t read_full(int fd, char *p, size_t size)
{
	size_t got = 0;

	while (got < size) {
		ssize_t n = read(fd, p + got, size - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (ssize_t)got;
}

/* The rest of an ELF file after its first bytes, into one piece. */
static int read_whole(struct read_job *job, const char *head, size_t head_len, size_t size)
{
	ssize_t n;

	job->bytes = malloc(size ? size : 1);
	if (!job->bytes)
		return ENOMEM;
	memcpy(job->bytes, head, head_len);
	n = size > head_len ? read_full(job->fd, job->bytes + head_len, size - head_len) : 0;
	if (n < 0)
		return errno;
	job->len = head_len + (size_t)n;
	return 0;
}

static int keep_text(struct read_job *job, const char *data, size_t len)
{
	size_t n = job->want_text - job->len < len ? job->want_text - job->len : len;

	if (n == 0)
		return 0;
	if (!job->bytes) {
		job->bytes = malloc(job->want_text);
		if (!job->bytes)
			return ENOMEM;
	}
	memcpy(job->bytes + job->len, data, n);
	job->len += n;
	return 0;
}

/* Reads to the end, from the first chunk on, which is there already. */
static int digest(struct read_job *job, char *chunk, size_t have, uint64_t limit)
{
	struct sha256 h;

	sha256_init(&h);
	if (job->is_elf && job->bytes) {
		sha256_add(&h, job->bytes, job->len);
		job->size = job->len;
		have = 0; /* a file that grew meanwhile: the rest counts, too */
	}
	for (;;) {
		ssize_t n;

		sha256_add(&h, chunk, have);
		job->size += have;
		if (job->size > limit)
			return EFBIG;
		if (!job->is_elf) {
			int code = keep_text(job, chunk, have);

			if (code)
				return code;
		}
		n = read_full(job->fd, chunk, CHUNK);
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		have = (size_t)n;
	}
	sha256_hex(&h, job->sha256);
	return 0;
}

static int read_job_content(struct read_job *job, char *chunk)
{
	uint64_t limit = (uint64_t)READ_FILE_MAX_GIB << 30;
	struct stat st;
	ssize_t have;
	int code;

	if (fstat(job->fd, &st) < 0)
		return errno;
	if (!S_ISREG(st.st_mode)) /* it was one when the walk saw it */
		return ESTALE;
	job->caps_len = fgetxattr(job->fd, "security.capability", job->caps, sizeof(job->caps));
	job->selinux_len =
		fgetxattr(job->fd, "security.selinux", job->selinux, sizeof(job->selinux));
	job->acl_len = acl_get(job->fd, NULL, job->acl);
	if ((uint64_t)st.st_size > limit)
		return EFBIG;
	have = read_full(job->fd, chunk, CHUNK);
	if (have < 0)
		return errno;
	script_line(chunk, (size_t)have, job->script);
	job->is_elf = job->want_elf && elf_is_wanted(chunk, (size_t)have);
	if (job->is_elf && st.st_size <= READ_ELF_WHOLE) {
		code = read_whole(job, chunk, (size_t)have,
				  (size_t)st.st_size > (size_t)have ? (size_t)st.st_size
								    : (size_t)have);
		if (code)
			return code;
	}
	return digest(job, chunk, (size_t)have, limit);
}

static void run(struct read_job *job, char *chunk)
{
	job->error = read_job_content(job, chunk);
	if (job->error) {
		free(TAKE(job->bytes));
		job->len = 0;
	}
	if (job->error || !job->is_elf || job->bytes)
		close(TAKE_FD(job->fd));
}

static struct read_job *take(struct readers *r)
{
	struct read_job *job = r->first;

	r->first = job->next;
	if (!r->first)
		r->last = NULL;
	return job;
}

static void *reader(void *arg)
{
	struct readers *r = arg;
	char *chunk = malloc(CHUNK);

	pthread_mutex_lock(&r->lock);
	while (chunk && !r->ending) {
		struct read_job *job;

		if (!r->first) {
			pthread_cond_wait(&r->work, &r->lock);
			continue;
		}
		job = take(r);
		pthread_mutex_unlock(&r->lock);
		run(job, chunk);
		pthread_mutex_lock(&r->lock);
		job->done = true;
		pthread_cond_signal(&r->done); /* one waits at most */
	}
	pthread_mutex_unlock(&r->lock);
	free(chunk);
	return NULL;
}

int readers_open(struct readers **out, struct error *err)
{
	struct readers *r = calloc(1, sizeof(*r));
	long spare = sysconf(_SC_NPROCESSORS_ONLN) - 1;

	if (!r)
		return error_memory(err);
	/*
	 * Whole ELF files come and go in several threads.  Left to itself, malloc() soon keeps what
	 * they leave, in a heap for each thread: a third of all the memory there was.
	 */
	mallopt(M_MMAP_THRESHOLD, RETURNED_MIN);
	r->chunk = malloc(CHUNK);
	if (!r->chunk) {
		free(r);
		return error_memory(err);
	}
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->work, NULL);
	pthread_cond_init(&r->done, NULL);
	if (spare > THREADS_MAX)
		spare = THREADS_MAX;
	while ((long)r->count < spare &&
	       pthread_create(&r->threads[r->count], NULL, reader, r) == 0)
		r->count++;
	*out = r;
	return 0;
}

void readers_add(struct readers *r, struct read_job *job)
{
	job->next = NULL;
	job->done = false;
	pthread_mutex_lock(&r->lock);
	if (r->last)
		r->last->next = job;
	else
		r->first = job;
	r->last = job;
	pthread_cond_signal(&r->work);
	pthread_mutex_unlock(&r->lock);
}

void readers_wait(struct readers *r, struct read_job *job)
{
	pthread_mutex_lock(&r->lock);
	while (!job->done) {
		struct read_job *other;

		if (!r->first) {
			pthread_cond_wait(&r->done, &r->lock);
			continue;
		}
		other = take(r);
		pthread_mutex_unlock(&r->lock);
		run(other, r->chunk);
		pthread_mutex_lock(&r->lock);
		other->done = true;
	}
	pthread_mutex_unlock(&r->lock);
}

void readers_close(struct readers *r)
{
	if (!r)
		return;
	pthread_mutex_lock(&r->lock);
	r->ending = true;
	pthread_cond_broadcast(&r->work);
	pthread_mutex_unlock(&r->lock);
	for (size_t i = 0; i < r->count; i++)
		pthread_join(r->threads[i], NULL);
	pthread_cond_destroy(&r->done);
	pthread_cond_destroy(&r->work);
	pthread_mutex_destroy(&r->lock);
	free(r->chunk);
	free(r);
}
