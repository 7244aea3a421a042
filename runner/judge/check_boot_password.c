/* SPDX-License-Identifier: MIT */
/*
 * A password before the boot menu is changed (GNU GRUB Manual, 18.1): `superusers` names who may,
 * and password_pbkdf2 gives one of them a password.  Fedora's grub.cfg has both in an `if` that
 * waits for GRUB2_PASSWORD of user.cfg (01_users); the evidence has a hash as its algorithm alone.
 */
#include <stdio.h>

#include "judge/config.h"
#include "judge/grub.h"
#include "judge/image.h"
#include "model/kind.h"

/* Kinds have parameters; this one has none that is needed. */
struct boot_password_args {
	int unrestricted_ok;
};

static const struct field fields[] = {
	{ .key = "unrestricted-ok",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct boot_password_args, unrestricted_ok, int),
	  .help = "false: entries of the menu must ask for the password, too",
	  .fallback = "true" },
	{ 0 },
};

static const char hash_start[] = "grub.pbkdf2.";
static const char variable[] = "GRUB2_PASSWORD";

struct looking {
	struct evidence *ev;
	struct findings *out;
	struct arena arena;
	const char *user_hash; /* GRUB2_PASSWORD of user.cfg; NULL: none */
	const char *user_place;
	const char *superusers;
	const char *superusers_place;
	const char *password;	    /* "grub.pbkdf2.sha512" */
	const char *password_place; /* where it is from */
	const char *plain_place;    /* a `password` that is no hash; NULL: none */
	const char *unrestricted;   /* a menu entry that asks nobody; NULL: none */
};

static void looking_release(struct looking *l)
{
	arena_release(&l->arena);
}

static const char *place(struct looking *l, const char *path, unsigned number)
{
	return arena_printf(&l->arena, "%s:%u", path, number);
}

/* "grub.pbkdf2.sha512.10000.AB" -> "grub.pbkdf2.sha512". */
static const char *algorithm(struct looking *l, const char *hash)
{
	size_t n = strlen(hash_start);

	return arena_strndup(&l->arena, hash, n + strcspn(hash + n, ".[ \t"));
}

static bool read_user_cfg(struct looking *l)
{
	static const char *const globs[] = { "/boot/grub2/user.cfg", "/boot/grub/user.cfg" };

	for (size_t i = 0; i < ARRAY_SIZE(globs); i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
		struct config_lines lines = { 0 };

		if (config_text(l->ev, globs[i], &text, l->out) < 0)
			return false;
		lines.rest = buf_str(&text);
		while (config_line(&lines, false, &line)) {
			if (!grub_assignment(buf_str(&line), &name, &value) ||
			    !streq(buf_str(&name), variable))
				continue;
			l->user_hash = arena_strdup(&l->arena, buf_str(&value));
			l->user_place = place(l, globs[i], lines.number);
		}
	}
	return true;
}

/* password_pbkdf2 USER HASH, where HASH may be ${GRUB2_PASSWORD}. */
static void take_password(struct looking *l, const char *rest, const char *path, unsigned number)
{
	size_t n;

	rest += strspn(rest, " \t");
	n = strcspn(rest, " \t");
	rest += n + strspn(rest + n, " \t");
	if (starts_with(rest, hash_start)) {
		l->password = algorithm(l, rest);
		l->password_place = place(l, path, number);
	} else if (strstr(rest, variable) && l->user_hash &&
		   starts_with(l->user_hash, hash_start)) {
		l->password = algorithm(l, l->user_hash);
		l->password_place = l->user_place;
	}
}

static void take_line(struct looking *l, const char *line, const char *path, unsigned number)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);

	if (starts_with(line, "password_pbkdf2 ") || starts_with(line, "password_pbkdf2\t"))
		take_password(l, line + strlen("password_pbkdf2"), path, number);
	else if (starts_with(line, "password "))
		l->plain_place = place(l, path, number);
	else if (starts_with(line, "menuentry ") && strstr(line, "--unrestricted"))
		l->unrestricted = place(l, path, number);
	else if (grub_assignment(line, &name, &value) && streq(buf_str(&name), "superusers")) {
		/* nobody is asked where nobody is named: an empty list takes the name back */
		l->superusers = value.len ? arena_strdup(&l->arena, buf_str(&value)) : NULL;
		l->superusers_place = place(l, path, number);
	}
}

/* False: not known. */
static bool read_grub_cfg(struct looking *l, size_t *files)
{
	struct text_list paths;

	if (!grub_cfg_paths(l->ev, &l->arena, &paths)) {
		finding_error(l->out, "out of memory");
		return false;
	}
	for (size_t i = 0; i < paths.count; i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
		struct config_lines lines = { 0 };

		if (config_text(l->ev, paths.items[i], &text, l->out) < 0)
			return false;
		lines.rest = buf_str(&text);
		while (config_line(&lines, false, &line))
			take_line(l, buf_str(&line), paths.items[i], lines.number);
	}
	*files = paths.count;
	return true;
}

static void conclude(const struct boot_password_args *a, struct looking *l)
{
	static const char object[] = "boot menu";
	struct findings *out = l->out;

	finding_setting(out,
			&(struct setting_fact){ .object = "grub: password",
						.set = l->password,
						.place = l->password_place,
						.effective = l->superusers ? l->password : NULL,
						.losers = NULL });
	if (!l->superusers)
		finding_fail(out, object, "set superusers=", "nobody is named");
	if (!l->password && l->user_hash)
		finding_fail(out, object, "password_pbkdf2 with a PBKDF2 hash",
			     "%s in %s is none, or no grub.cfg uses it", variable, l->user_place);
	else if (!l->password && l->plain_place)
		finding_fail(out, object, "password_pbkdf2 with a PBKDF2 hash",
			     "a password that is no hash, in %s", l->plain_place);
	else if (!l->password)
		finding_fail(out, object, "password_pbkdf2 with a PBKDF2 hash", "no password");
	if (a->unrestricted_ok == 0 && l->unrestricted)
		finding_fail(out, object, "entries that ask for the password",
			     "--unrestricted in %s", l->unrestricted);
	if (l->superusers && l->password)
		finding_pass(out, object, "superusers in %s, %s in %s", l->superusers_place,
			     l->password, l->password_place);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(looking) struct looking l = { .ev = ev, .out = out };
	size_t files = 0;

	if (!read_user_cfg(&l) || !read_grub_cfg(&l, &files))
		return;
	if (!files)
		finding_fail(out, "boot menu", "grub.cfg with a password", "there is no grub.cfg");
	else
		conclude(args, &l);
}

const struct check_kind check_boot_password = {
	.name = "boot-password",
	.summary =
		"GRUB asks a superuser for a password, kept as PBKDF2, before an entry is changed",
	.example = "{}",
	.needs = EVIDENCE(CONFIG),
	.args_size = sizeof(struct boot_password_args),
	.fields = fields,
	.evaluate = evaluate,
};
