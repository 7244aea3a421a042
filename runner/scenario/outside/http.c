/* SPDX-License-Identifier: MIT */
#include "scenario/outside/http.h"

#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>

#include <microhttpd.h>

#include "base/str.h"

enum { BACKLOG = 64, STACK_SIZE = 256 << 10 };

struct http_server {
	struct http_service service;
	struct MHD_Daemon *daemon;
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	bool stop;
};

/* Of one request: from its first line to its end. */
struct exchange {
	char *target;
	struct buf body;
	bool begun;
	bool too_big;
};

const char *http_header(const struct http_request *q, const char *name)
{
	return MHD_lookup_connection_value(q->connection, MHD_HEADER_KIND, name);
}

const char *http_argument(const struct http_request *q, const char *name)
{
	return MHD_lookup_connection_value(q->connection, MHD_GET_ARGUMENT_KIND, name);
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool http_unescape(char *path)
{
	char *to = path;

	for (const char *from = path; *from; from++) {
		int high, low;

		if (*from != '%') {
			*to++ = *from;
			continue;
		}
		high = hex(from[1]);
		low = high < 0 ? -1 : hex(from[2]);
		if (low < 0 || high + low == 0)
			return false;
		*to++ = (char)(high << 4 | low);
		from += 2;
	}
	*to = '\0';
	return true;
}

void http_add_header(struct http_answer *a, const char *name, const char *fmt, ...)
{
	va_list ap;

	if (a->headers_count == HTTP_HEADERS_MAX)
		return;
	va_start(ap, fmt);
	vsnprintf(a->headers[a->headers_count].value, sizeof(a->headers[0].value), fmt, ap);
	va_end(ap);
	a->headers[a->headers_count++].name = name;
}

void http_say(struct http_answer *a, unsigned status, const char *type, const char *text)
{
	buf_clear(&a->body);
	buf_add(&a->body, text);
	a->status = status;
	a->type = type;
}

static void *begin(void *arg UNUSED, const char *target, struct MHD_Connection *c UNUSED)
{
	struct exchange *x = calloc(1, sizeof(*x));

	if (!x)
		return NULL;
	x->body.max = HTTP_BODY_MAX;
	x->target = strdup(target);
	return x;
}

static void end(void *arg UNUSED, struct MHD_Connection *c UNUSED, void **state,
		enum MHD_RequestTerminationCode why UNUSED)
{
	struct exchange *x = *state;

	*state = NULL;
	if (!x)
		return;
	free(x->target);
	buf_release(&x->body);
	free(x);
}

/* Waits, unless the server is to stop. */
static void wait_ms(struct http_server *s, unsigned ms)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&s->lock);
	while (!s->stop && pthread_cond_timedwait(&s->stopped, &s->lock, &until) == 0)
		;
	pthread_mutex_unlock(&s->lock);
}

static struct MHD_Response *response_of(struct http_answer *a)
{
	struct MHD_Response *r;
	size_t len = a->body.len;
	char *body;

	if (a->fd >= 0) {
		r = MHD_create_response_from_fd_at_offset64(a->len, a->fd, a->offset);
		if (r)
			a->fd = -1; /* MHD closes it */
		return r;
	}
	if (len == 0)
		return MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	body = buf_take(&a->body);
	r = body ? MHD_create_response_from_buffer(len, body, MHD_RESPMEM_MUST_FREE) : NULL;
	if (!r)
		free(body);
	return r;
}

static enum MHD_Result send_answer(struct MHD_Connection *c, struct http_answer *a)
{
	struct MHD_Response *r = a->status ? response_of(a) : NULL;
	enum MHD_Result ok;

	if (!r)
		return MHD_NO; /* closes the connection */
	if (a->type)
		MHD_add_response_header(r, "Content-Type", a->type);
	for (size_t i = 0; i < a->headers_count; i++)
		MHD_add_response_header(r, a->headers[i].name, a->headers[i].value);
	ok = MHD_queue_response(c, a->status, r);
	MHD_destroy_response(r);
	return ok;
}

static enum MHD_Result answer(struct http_server *s, struct MHD_Connection *c, const char *method,
			      struct exchange *x)
{
	AUTO_FREE char *path = strndup(x->target, strcspn(x->target, "?"));
	struct http_answer a = { .fd = -1, .body = BUF_INIT(HTTP_ANSWER_MAX) };
	struct http_request q = {
		.method = method,
		.target = x->target,
		.path = path,
		.body = buf_str(&x->body),
		.body_len = x->body.len,
		.connection = c,
	};
	enum MHD_Result ok;

	if (!path)
		return MHD_NO;
	if (x->too_big || x->body.failed)
		http_say(&a, MHD_HTTP_CONTENT_TOO_LARGE, "text/plain", "too large\n");
	else
		s->service.answer(s->service.arg, &q, &a);
	if (a.delay_ms)
		wait_ms(s, a.delay_ms);
	ok = send_answer(c, &a);
	buf_release(&a.body);
	if (a.fd >= 0)
		close(a.fd);
	return ok;
}

/* MHD calls this once for the head, for each piece of a body, and once at the end. */
static enum MHD_Result on_request(void *arg, struct MHD_Connection *c, const char *url UNUSED,
				  const char *method, const char *version UNUSED,
				  const char *upload, size_t *upload_len, void **state)
{
	struct exchange *x = *state;

	if (!x || !x->target)
		return MHD_NO; /* no memory */
	if (!x->begun) {
		x->begun = true;
		return MHD_YES;
	}
	if (*upload_len == 0)
		return answer(arg, c, method, x);
	if (*upload_len > HTTP_BODY_MAX - x->body.len)
		x->too_big = true;
	else if (!x->too_big)
		buf_addn(&x->body, upload, *upload_len);
	*upload_len = 0;
	return MHD_YES;
}

static int listen_on(const char *path, struct error *err)
{
	AUTO_CLOSE int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	if (fd < 0)
		return error_errno(err, "socket");
	if (strlen(path) >= sizeof(a.sun_path))
		return error_set(err, ENAMETOOLONG, "%s: too long for a socket", path);
	memcpy(a.sun_path, path, strlen(path) + 1);
	if (bind(fd, (const struct sockaddr *)&a, sizeof(a)) < 0 || listen(fd, BACKLOG) < 0)
		return error_errno(err, "%s", path);
	return TAKE_FD(fd);
}

/* No signal is for the server's threads: they take over the mask of the one that starts them. */
static struct MHD_Daemon *start_daemon(struct http_server *s, int fd)
{
	struct MHD_Daemon *d;
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	d = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
				     MHD_USE_POLL,
			     0, NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, fd,
			     MHD_OPTION_URI_LOG_CALLBACK, begin, NULL, MHD_OPTION_NOTIFY_COMPLETED,
			     end, NULL, MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS_MAX,
			     MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_IDLE_S,
			     MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_HEAD_MAX,
			     MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_SIZE, MHD_OPTION_END);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return d;
}

static struct http_server *server_new(const struct http_service *service)
{
	struct http_server *s = calloc(1, sizeof(*s));
	pthread_condattr_t monotonic;

	if (!s)
		return NULL;
	s->service = *service;
	pthread_mutex_init(&s->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&s->stopped, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return s;
}

int http_start(struct http_server **out, const char *path, const struct http_service *service,
	       struct error *err)
{
	struct http_server *s;
	int fd = listen_on(path, err);

	if (fd < 0)
		return fd;
	s = server_new(service);
	if (!s) {
		close(fd);
		return error_memory(err);
	}
	s->daemon = start_daemon(s, fd);
	if (!s->daemon) { /* which has closed the socket */
		http_stop(s);
		return error_set(err, EIO, "%s: the HTTP server does not start", path);
	}
	*out = s;
	return 0;
}

void http_stop(struct http_server *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stop = true;
	pthread_cond_broadcast(&s->stopped);
	pthread_mutex_unlock(&s->lock);
	if (s->daemon)
		MHD_stop_daemon(s->daemon); /* closes the socket as well */
	pthread_cond_destroy(&s->stopped);
	pthread_mutex_destroy(&s->lock);
	free(s);
}
