/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>

#include "judge/crypto_cases.h"

static const char *const variant_words[] = { "upstream", "redhat", "symcrypt" };

/* How a command went. */
enum went { WENT_NOT_RUN, WENT_WORKED, WENT_REFUSED, WENT_UNDECIDED };

struct call {
	enum went went;
	struct buf output; /* its first word */
	struct buf said;   /* the first line of what it complained of, or how it ended */
};

#define CALL_INIT                                                    \
	{                                                            \
		.output = BUF_INIT(64 << 10), .said = BUF_INIT(400), \
	}

static void call_release(struct call *c)
{
	buf_release(&c->output);
	buf_release(&c->said);
}

struct judging {
	const struct crypto_asker *asker;
	struct evidence *ev;
	struct findings *out;
	struct arena *arena;
	enum variant variant;
	size_t worked, refused, recorded;
};

static void first_line(struct buf *out, const char *text)
{
	size_t n = strcspn(text, "\n");

	buf_addn(out, text, n < 200 ? n : 200);
}

static void look(struct judging *j, const struct crypto_case *c, bool control, struct call *out)
{
	const char *const *argv = crypto_case_argv(c, j->asker, control, j->arena);
	AUTO(buf) struct buf words = BUF_INIT(BUF_TEXT);
	AUTO(cursor) struct cursor rows = { 0 };
	const char *end;

	for (size_t i = 0; argv && argv[i]; i++)
		buf_addf(&words, "%s%s", i ? " " : "", argv[i]);
	rows = cursor_open(j->ev, "SELECT end, code, output, errors FROM command WHERE argv = ?1",
			   1, (const char *[]){ buf_str(&words) });
	if (words.failed || !cursor_next(&rows))
		return;
	end = cursor_text(&rows, 0);
	buf_addn(&out->output, cursor_text(&rows, 2), strcspn(cursor_text(&rows, 2), " \n"));
	first_line(&out->said,
		   *cursor_text(&rows, 3) ? cursor_text(&rows, 3) : cursor_text(&rows, 2));
	if (streq(end, "exited") && cursor_int(&rows, 1) == 0) {
		out->went = WENT_WORKED;
	} else if (streq(end, "exited") && cursor_int(&rows, 1) < 126) {
		out->went = WENT_REFUSED;
	} else {
		out->went = WENT_UNDECIDED;
		buf_clear(&out->said);
		buf_addf(&out->said, "%s %" PRId64, end, cursor_int(&rows, 1));
	}
}

/* Hexadecimal digits alone, whatever stands between them and however they are written. */
static void digits_of(const char *text, struct buf *out)
{
	for (; *text; text++)
		if (isxdigit((unsigned char)*text))
			buf_addc(out, (char)tolower((unsigned char)*text));
		else if (*text != ':')
			buf_addc(out, *text);
}

static bool same_answer(const char *a, const char *b)
{
	AUTO(buf) struct buf x = BUF_INIT(64 << 10);
	AUTO(buf) struct buf y = BUF_INIT(64 << 10);

	if (a[strspn(a, "0123456789abcdefABCDEF:")] != '\0')
		return streq(a, b);
	digits_of(a, &x);
	digits_of(b, &y);
	return x.len > 0 && streq(buf_str(&x), buf_str(&y));
}

/*
 * Is what the case asks for part of this kernel?  A module that is not there cannot be refused.
 * False: it is not, or that is not known, and `out` says which.
 */
static bool is_built(struct judging *j, const struct crypto_case *c)
{
	AUTO(buf) struct buf value = BUF_INIT(200);
	AUTO(buf) struct buf release = BUF_INIT(200);
	AUTO(buf) struct buf dashes = BUF_INIT(200);

	if (!c->option)
		return true;
	if (!evidence_text(j->ev, &value, "SELECT value FROM kernel_config WHERE name = ?1",
			   c->option) &&
	    !evidence_text(j->ev, &release, "SELECT 1 FROM kernel_config WHERE ?1 = ?1 LIMIT 1",
			   "")) {
		finding_missing(j->out, "%s: the kernel does not tell its configuration", c->name);
		return false;
	}
	if (streq(buf_str(&value), "y"))
		return true;
	if (streq(buf_str(&value), "m") && !(evidence_complete(j->ev) & EVIDENCE(CONFIG))) {
		finding_missing(j->out, "%s: it is not known whether module %s is there", c->name,
				c->module);
		return false;
	}
	for (const char *s = c->module; *s; s++)
		buf_addc(&dashes, *s == '_' ? '-' : *s);
	if (streq(buf_str(&value), "m")) {
		AUTO(cursor)
		struct cursor rows = cursor_open(
			j->ev,
			"SELECT 1 FROM kernel k, file f WHERE k.key = 'release' AND (f.path GLOB "
			"'/usr/lib/modules/' || k.value || '/*/' || ?1 || '.ko*' OR f.path GLOB "
			"'/usr/lib/modules/' || k.value || '/*/' || ?2 || '.ko*') LIMIT 1",
			2, (const char *[]){ c->module, buf_str(&dashes) });

		if (cursor_next(&rows))
			return true;
	}
	finding_unchecked(j->out, c->name, "not-built: %s is %s, and there is no module %s",
			  c->option, value.len ? buf_str(&value) : "not set", c->module);
	return false;
}

static void judge_works(struct judging *j, const struct crypto_case *c, const struct call *call)
{
	if (call->went == WENT_REFUSED) {
		if (is_built(j, c))
			finding_fail(j->out, c->name, "works", "refused: %s", buf_str(&call->said));
	} else if (c->answer && !same_answer(c->answer, buf_str(&call->output))) {
		finding_fail(j->out, c->name, c->answer, "%s", buf_str(&call->output));
	} else {
		j->worked++;
	}
}

/* A refusal counts where the same call works without FIPS. */
static void judge_refused(struct judging *j, const struct crypto_case *c, const struct call *call)
{
	CLEANUP(call_release) struct call control = CALL_INIT;
	bool absent = c->expect[j->variant] == EXPECT_ABSENT;

	if (call->went == WENT_WORKED) {
		finding_fail(j->out, c->name, "refused", "it is answered: %.64s",
			     buf_str(&call->output));
		return;
	}
	if (!is_built(j, c))
		return;
	look(j, c, true, &control);
	if (control.went == WENT_WORKED)
		j->refused++;
	else if (control.went == WENT_REFUSED && absent)
		finding_unchecked(j->out, c->name, "absent-from-library: %s",
				  buf_str(&control.said));
	else if (control.went == WENT_NOT_RUN)
		finding_missing(j->out, "%s: its control was not run", c->name);
	else
		finding_error(j->out,
			      "%s: refused, and so is the control, so that this proves nothing: %s",
			      c->name, buf_str(&control.said));
}

static void judge_case(struct judging *j, const struct crypto_case *c)
{
	CLEANUP(call_release) struct call call = CALL_INIT;

	look(j, c, false, &call);
	if (call.went == WENT_NOT_RUN) {
		finding_missing(j->out, "%s was not run: collect again with this suite", c->name);
		return;
	}
	if (call.went == WENT_UNDECIDED) {
		finding_error(j->out, "%s: %s", c->name, buf_str(&call.said));
		return;
	}
	switch (c->expect[j->variant]) {
	case EXPECT_WORKS:
		judge_works(j, c, &call);
		break;
	case EXPECT_REFUSED:
	case EXPECT_ABSENT:
		judge_refused(j, c, &call);
		break;
	case EXPECT_RECORDED:
		j->recorded++;
		finding_pass(j->out, c->name, "recorded: %s%s%s",
			     call.went == WENT_WORKED ? "answered" : "refused", c->note ? "; " : "",
			     c->note ? c->note : "");
		break;
	}
}

void crypto_judge(const struct data_file *file, const char *group, const struct crypto_asker *asker,
		  enum variant variant, struct evidence *ev, struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	struct judging j = { asker, ev, out, &arena, variant, 0, 0, 0 };
	struct error err = ERROR_INIT;
	struct crypto_case c;

	for (size_t i = 0; crypto_case_read(file, group, i, &arena, &c, &err); i++)
		judge_case(&j, &c);
	if (err.code)
		finding_error(out, "%s", err.text);
	else if (j.refused && !j.worked)
		finding_error(out, "nothing works here: refusals prove nothing");
	else if (j.refused + j.worked + j.recorded > 0)
		finding_pass(out, group, "%s: %zu refused, %zu answered, %zu recorded",
			     variant_words[variant], j.refused, j.worked, j.recorded);
}
