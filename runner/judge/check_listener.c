/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "judge/parts.h"
#include "judge/postfix.h"
#include "model/kind.h"

#include <inttypes.h>

struct listener_args {
	struct text_list allowed;
	struct text_list expected;
	struct text_list only_loopback;
	const char *offline;
	int record;
	int loopback_ok;
	int unix_too;
};

static const char *const programs[] = { "postfix", NULL };

static const struct field fields[] = {
	{ .key = "allowed",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct listener_args, allowed, struct text_list),
	  .help = "what may listen, globs: tcp/22 (IPv6 too), udp/*, tcp/22/sshd, unix/PATH" },
	{ .key = "expected",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct listener_args, expected, struct text_list),
	  .help = "what has to listen, written the same way; it is allowed as well" },
	{ .key = "loopback-ok",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct listener_args, loopback_ok, int),
	  .help = "true: a socket that is bound to a loopback address alone may listen",
	  .fallback = "false" },
	{ .key = "offline",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct listener_args, offline, const char *),
	  .help = "the program whose files are judged as well, and decide what was never booted: "
		  "postfix by inet_interfaces of main.cf",
	  .words = programs },
	{ .key = "only-loopback",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct listener_args, only_loopback, struct text_list),
	  .help = "what may listen at loopback addresses only, written the same way; what is not "
		  "named here is not judged" },
	{ .key = "record",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct listener_args, record, int),
	  .help = "true: nothing is judged; the result says what listens",
	  .fallback = "false" },
	{ .key = "unix",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct listener_args, unix_too, int),
	  .help = "true: unix sockets are judged too",
	  .fallback = "false" },
	{ 0 },
};

static int check_list(const struct text_list *list, struct error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *s = list->items[i];

		if (!starts_with(s, "tcp/") && !starts_with(s, "udp/") && !starts_with(s, "unix/"))
			return error_input(err, "%s: has to be tcp/PORT, udp/PORT or unix/PATH", s);
	}
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct listener_args *a = args;
	bool lists = a->allowed.count || a->expected.count;
	int ret = check_list(&a->allowed, err);

	if (ret == 0)
		ret = check_list(&a->expected, err);
	if (ret == 0)
		ret = check_list(&a->only_loopback, err);
	if (ret == 0 && (lists + (a->only_loopback.count > 0) + (a->record == 1)) > 1)
		return error_input(err, "allowed and expected, only-loopback, record: one of them");
	if (ret == 0 && a->offline && !a->only_loopback.count)
		return error_input(err, "offline goes with only-loopback");
	return ret;
}

/* A socket in the words of a suite: with and without the program that holds it. */
struct name {
	struct buf plain;
	struct buf whole;
};

static void name_release(struct name *n)
{
	buf_release(&n->plain);
	buf_release(&n->whole);
}

static void name_socket(struct name *n, const struct cursor *c)
{
	const char *protocol = cursor_text(c, 0);

	if (streq(protocol, "unix"))
		buf_addf(&n->plain, "unix/%s", cursor_text(c, 1));
	else
		buf_addf(&n->plain, "%.3s/%" PRId64, protocol, cursor_int(c, 2));
	buf_addf(&n->whole, "%s/%s", buf_str(&n->plain), cursor_text(c, 3));
}

static bool is_named(const char *glob, const struct name *n)
{
	return str_glob(glob, buf_str(&n->plain)) || str_glob(glob, buf_str(&n->whole));
}

static bool is_in(const struct text_list *globs, const struct name *n)
{
	for (size_t i = 0; i < globs->count; i++)
		if (is_named(globs->items[i], n))
			return true;
	return false;
}

static bool is_loopback(const char *address)
{
	return starts_with(address, "127.") || streq(address, "::1") ||
	       starts_with(address, "::ffff:127.");
}

static void judge_socket(const struct listener_args *a, const struct cursor *c, bool *seen,
			 struct findings *out)
{
	AUTO(name)
	struct name n = { .plain = BUF_INIT(BUF_LINE), .whole = BUF_INIT(BUF_LINE) };
	bool loopback = is_loopback(cursor_text(c, 1));

	name_socket(&n, c);
	if (a->record == 1) {
		finding_pass(out, buf_str(&n.plain), "%s listens at %s",
			     *cursor_text(c, 3) ? cursor_text(c, 3) : "an unknown program",
			     cursor_text(c, 1));
		return;
	}
	if (a->only_loopback.count) {
		if (is_in(&a->only_loopback, &n) && !loopback)
			finding_fail(out, buf_str(&n.plain), "a loopback address",
				     "%s listens at %s",
				     *cursor_text(c, 3) ? cursor_text(c, 3) : "an unknown program",
				     cursor_text(c, 1));
		return;
	}
	for (size_t i = 0; i < a->expected.count; i++)
		if (is_named(a->expected.items[i], &n))
			seen[i] = true;
	if (is_in(&a->allowed, &n) || is_in(&a->expected, &n) || (a->loopback_ok == 1 && loopback))
		return;
	finding_fail(out, buf_str(&n.plain), "no listener", "%s listens at %s",
		     *cursor_text(c, 3) ? cursor_text(c, 3) : "an unknown program",
		     cursor_text(c, 1));
}

static void judge_sockets(const struct listener_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT protocol, address, port, process FROM listener ORDER BY 1, 2, 3, 4", 0,
		NULL);
	AUTO_FREE bool *seen = calloc(a->expected.count + 1, sizeof(*seen));
	size_t sockets = 0;

	if (!seen) {
		finding_error(out, "out of memory");
		return;
	}
	while (cursor_next(&c)) {
		if (streq(cursor_text(&c, 0), "unix") && a->unix_too != 1)
			continue;
		judge_socket(a, &c, seen, out);
		sockets++;
	}
	for (size_t i = 0; i < a->expected.count; i++)
		if (!seen[i])
			finding_fail(out, a->expected.items[i], "a listener", "nothing listens");
	finding_pass(out, "listeners", "%zu sockets looked at", sockets);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct listener_args *a = args;
	bool running = evidence_complete(ev) & EVIDENCE(LISTENERS);
	bool decided =
		a->offline && evidence_complete(ev) & EVIDENCE(CONFIG) && postfix_judge(ev, out);

	if (running || (!decided && parts_ready(ev, EVIDENCE(LISTENERS), out)))
		judge_sockets(a, ev, out);
}

/* What listens needs a boot, unless a file decides it. */
const struct check_kind check_listener = {
	.name = "listener",
	.summary = "Nothing but this listens for others",
	.example = "{allowed: [udp/68], expected: [tcp/22], loopback-ok: true}",
	.uses = EVIDENCE(LISTENERS) | EVIDENCE(CONFIG),
	.args_size = sizeof(struct listener_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
