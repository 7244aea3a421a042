/* SPDX-License-Identifier: MIT */
/* PAM stacks and startup files that mean harm: cycles, floods and halves end, and end soon. */
#include "test.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "judge/pam_stack.h"
#include "judge/startup.h"

enum { SLOW_MS = 20000 }; /* far more than any of it takes, sanitized or not */

struct world {
	char dir[64];
	struct evidence *ev;
	struct arena arena;
	struct findings findings;
	unsigned files;
	unsigned commands;
};

static void world_open(struct world *w)
{
	struct error err = ERROR_INIT;
	char path[96];

	*w = (struct world){ 0 };
	snprintf(w->dir, sizeof(w->dir), "/tmp/azlcts-test.XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	snprintf(path, sizeof(path), "%s/e.db", w->dir);
	assert_int_equal(evidence_create(&w->ev, path, &err), 0);
	assert_int_equal(evidence_commit(w->ev, &err), 0);
	evidence_free(w->ev);
	assert_int_equal(evidence_copy(&w->ev, path, &err), 0);
	unlink(path);
	rmdir(w->dir);
}

static void world_close(struct world *w)
{
	evidence_free(w->ev);
	arena_release(&w->arena);
	findings_release(&w->findings);
}

static void put_file(struct world *w, const char *path, const char *type)
{
	struct row row = row_of(TABLE_file);
	struct error err = ERROR_INIT;

	row_text(&row, path);
	row_text(&row, type);
	for (unsigned i = 0; i < 9; i++)
		row_null(&row);
	assert_int_equal(sink_put(evidence_sink(w->ev), &row, &err), 0);
}

static void put(struct world *w, const char *path, const char *text)
{
	struct row row = row_of(TABLE_text);
	struct error err = ERROR_INIT;

	if (w->files++ == 0) {
		put_file(w, "/etc", "directory");
		put_file(w, "/etc/pam.d", "directory");
		put_file(w, "/etc/profile.d", "directory");
	}
	put_file(w, path, "file");
	row_text(&row, path);
	row_text(&row, text);
	row_int(&row, 0);
	assert_int_equal(sink_put(evidence_sink(w->ev), &row, &err), 0);
}

static bool stack(struct world *w, struct pam_stack *out)
{
	int64_t start = clock_now_ms();
	bool known = pam_stack_read(w->ev, "a", "auth", &w->arena, out, &w->findings);

	assert_true(clock_now_ms() - start < SLOW_MS);
	if (!known)
		assert_non_null(w->findings.reason);
	return known;
}

static void cycles(void **state)
{
	struct pam_stack s;
	struct world w;

	(void)state;
	world_open(&w);
	put(&w, "/etc/pam.d/a", "auth include b\nauth required pam_unix.so\n");
	put(&w, "/etc/pam.d/b", "auth include a\n");
	assert_true(stack(&w, &s));
	assert_true(s.count > 1 && s.count < 40);
	assert_string_equal(s.items[0].module, ""); /* deeper than 32: it can only fail */
	assert_true(s.items[0].binds);
	world_close(&w);
}

/* Each file has the next one twice: 2^31 lines, were it not for the ceilings. */
static void floods(void **state)
{
	struct pam_stack s;
	struct world w;

	(void)state;
	world_open(&w);
	for (unsigned i = 0; i < 31; i++) {
		char path[40];
		char text[80];

		snprintf(path, sizeof(path), i ? "/etc/pam.d/a%u" : "/etc/pam.d/a", i);
		snprintf(text, sizeof(text), "@include a%u\n@include a%u\n", i + 1, i + 1);
		put(&w, path, text);
	}
	assert_false(stack(&w, &s));
	world_close(&w);

	world_open(&w);
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	for (unsigned i = 0; i < 128; i++)
		buf_addf(&text, "auth [success=%u auth_err=%u default=%u] pam_%u.so\n", 127 - i, i,
			 i / 2 + 1, i);
	put(&w, "/etc/pam.d/a", buf_str(&text));
	assert_true(stack(&w, &s));
	assert_int_equal(s.count, 128);
	world_close(&w);

	world_open(&w);
	buf_addf(&text, "auth required pam_one_too_many.so\n");
	put(&w, "/etc/pam.d/a", buf_str(&text));
	assert_false(stack(&w, &s));
	world_close(&w);
}

static void halves(void **state)
{
	static const char *const texts[] = {
		"auth",
		"auth [",
		"auth [success",
		"auth [success=",
		"auth [=",
		"auth [] x",
		"auth \\",
		"-",
		"@include",
		"auth include",
		"auth [success=99999999999999999999 default=1] x",
		"[auth] [required] [pam_unix.so",
		"auth [default=-3] x",
		"auth [success=1\\] x",
		"@include ../../etc/passwd",
		"auth include /etc/pam.d",
		"\x01\xff auth x",
	};
	struct pam_stack s;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct world w;

		world_open(&w);
		put(&w, "/etc/pam.d/a", texts[i]);
		stack(&w, &s);
		world_close(&w);
	}
}

static void count(void *arg, const struct startup_command *c UNUSED)
{
	struct world *w = arg;

	w->commands++;
}

/* How many commands there are; -1: it said why it does not know. */
static int startup(const char *profile, const char *other)
{
	int64_t start = clock_now_ms();
	struct startup_listener to = { .command = count };
	struct world w;
	int commands;

	world_open(&w);
	to.arg = &w;
	put(&w, "/etc/profile", profile);
	put(&w, "/etc/profile.d/x.sh", other);
	commands = startup_read(w.ev, "/etc/profile", &w.arena, &to, &w.findings) ? (int)w.commands
										  : -1;
	assert_true(clock_now_ms() - start < SLOW_MS);
	if (commands < 0)
		assert_int_equal(w.findings.outcome, OUTCOME_ERROR);
	world_close(&w);
	return commands;
}

static void scripts(void **state)
{
	static const char loop[] = "for i in /etc/profile.d/*.sh; do . $i; done\n";
	AUTO(buf) struct buf deep = BUF_INIT(BUF_TEXT);

	(void)state;
	assert_int_equal(startup("a; b && c || d\n# e\nf() { g; }\n(h)\ni | j\n", ""), 4);
	assert_int_equal(startup("cat <<E\nx; y\nE\na=(b c) d=1\n", ""), 2);
	assert_int_equal(startup("case $- in *i*) a;; *) b;; esac; c\n", ""), 3);
	assert_int_equal(startup("if [ -r /etc/none ]; then a; else b; fi\n", ""), 2);
	assert_int_equal(startup("[[ $a == b && $c < d ]] && e\n", ""), 1);
	assert_int_equal(startup(loop, "a\nb\n"), 2);
	startup(loop, loop);				 /* reads itself */
	startup(". /etc/profile; . /etc/profile\n", ""); /* ... twice */
	startup("while a; do . /etc/profile.d/x.sh; done\n",
		". /etc/profile; . /etc/profile; . /etc/profile\n");
	assert_int_equal(startup("a 'b", ""), -1);
	assert_int_equal(startup("a \"${b", ""), -1);
	assert_int_equal(startup("if a; then b", ""), -1);
	assert_int_equal(startup("fi", ""), -1);
	assert_int_equal(startup("case x in", ""), -1);
	assert_int_equal(startup("for", ""), -1);
	startup("((((", "");
	startup("f(", "");
	startup("f()", "");
	startup("a <", "");
	startup("a <<E\nb", "");
	startup("a \\", "");
	startup("a && || b", "");
	startup(";;", "");
	for (unsigned i = 0; i < 5000; i++)
		buf_add(&deep, i % 3 ? "{ " : "if a; then ");
	assert_int_equal(startup(buf_str(&deep), ""), -1);
	buf_clear(&deep);
	for (unsigned i = 0; i < 40; i++)
		buf_add(&deep, "for i in /etc/profile.d/*.sh /etc/profile.d/*.sh; do a\n");
	for (unsigned i = 0; i < 40; i++)
		buf_add(&deep, "done\n");
	assert_int_equal(startup(buf_str(&deep), ""), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cycles),
		cmocka_unit_test(floods),
		cmocka_unit_test(halves),
		cmocka_unit_test(scripts),
	};

	return cmocka_run_group_tests_name("pam_stack", tests, NULL, NULL);
}
