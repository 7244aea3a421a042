/* SPDX-License-Identifier: MIT */
/* A profile and its suites together: what can only be wrong between files is found here. */
#include "model/suite.h"

#include "base/fs.h"

void catalogue_release(struct catalogue *c)
{
	for (size_t i = 0; i < c->suites_count; i++)
		suite_release(&c->suites[i]);
	free(c->suites);
	profile_release(&c->profile);
	*c = (struct catalogue){ 0 };
}

static const struct check *find_check(const struct catalogue *c, const char *id)
{
	for (size_t i = 0; i < c->suites_count; i++)
		for (size_t j = 0; j < c->suites[i].count; j++)
			if (streq(c->suites[i].checks[j].id, id))
				return &c->suites[i].checks[j];
	return NULL;
}

static bool glob_matches_any(const struct catalogue *c, const char *glob)
{
	for (size_t i = 0; i < c->suites_count; i++)
		for (size_t j = 0; j < c->suites[i].count; j++)
			if (str_glob(glob, c->suites[i].checks[j].id))
				return true;
	return false;
}

/* The i-th id of all suites, for "did you mean". */
static const char *id_word(size_t i, const void *arg)
{
	const struct catalogue *c = arg;

	for (size_t s = 0; s < c->suites_count; s++) {
		if (i < c->suites[s].count)
			return c->suites[s].checks[i].id;
		i -= c->suites[s].count;
	}
	return NULL;
}

static int unknown_check(const struct catalogue *c, const char *place, const char *word,
			 const char *reason, struct error *err)
{
	const char *near = str_nearest(word, id_word, c);

	if (near)
		return error_input(err, "%s: %s: %s; did you mean %s?", place, word, reason, near);
	return error_input(err, "%s: %s: %s", place, word, reason);
}

static int read_suites(struct catalogue *c, const char *suites_dir,
		       const struct check_kind *const *kinds, struct error *err)
{
	const struct profile *p = &c->profile;

	c->suites = calloc(p->suites.count + 1, sizeof(*c->suites));
	if (!c->suites)
		return error_memory(err);
	for (size_t i = 0; i < p->suites.count; i++) {
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
		struct suite *s = &c->suites[i];
		int ret;

		buf_addf(&path, "%s/%s.yaml", suites_dir, p->suites.items[i]);
		if (path.failed)
			return error_memory(err);
		ret = suite_read(s, buf_str(&path), p, kinds, err);
		if (ret && starts_with(err->text, "open "))
			return error_wrap(err, "%s", p->suites_places.items[i]);
		if (ret)
			return ret;
		c->suites_count++;
		if (!streq(s->name, fs_basename(p->suites.items[i])))
			return error_input(err, "%s: the suite calls itself %s, its file %s",
					   s->file, s->name, p->suites.items[i]);
	}
	return 0;
}

static int prove_unique(const struct catalogue *c, struct error *err)
{
	for (size_t i = 0; i < c->suites_count; i++) {
		for (size_t j = 0; j < c->suites[i].count; j++) {
			const struct check *one = &c->suites[i].checks[j];
			const struct check *first = find_check(c, one->id);

			if (first != one)
				return error_input(err, "%s:%u: id: %s stands in %s:%u already",
						   one->file, one->line, one->id, first->file,
						   first->line);
		}
	}
	return 0;
}

static int prove_profile(const struct catalogue *c, const char *profile_path, struct error *err)
{
	const struct profile *p = &c->profile;

	if (p->suites.count == 0)
		return error_input(err,
				   "%s: suites: missing; a profile without suites proves nothing",
				   profile_path);
	for (size_t i = 0; i < p->exemptions_count; i++)
		if (!glob_matches_any(c, p->exemptions[i].check))
			return unknown_check(c, p->exemptions[i].place, p->exemptions[i].check,
					     "no such check", err);
	for (size_t i = 0; i < p->require.count; i++)
		if (!glob_matches_any(c, p->require.items[i]))
			return unknown_check(c, p->require_places.items[i], p->require.items[i],
					     "matches no check", err);
	for (size_t i = 0; i < p->not_waivable.count; i++)
		if (!glob_matches_any(c, p->not_waivable.items[i]))
			return unknown_check(c, p->not_waivable_places.items[i],
					     p->not_waivable.items[i], "matches no check", err);
	return 0;
}

int catalogue_read(struct catalogue *out, const char *profile_path, const char *suites_dir,
		   const struct check_kind *const *kinds, struct error *err)
{
	AUTO(catalogue) struct catalogue c = { 0 };
	AUTO(buf) struct buf profiles_dir = BUF_INIT(BUF_LINE);
	int ret;

	buf_addf(&profiles_dir, "%s/profiles", suites_dir);
	if (profiles_dir.failed)
		return error_memory(err);
	ret = profile_read(&c.profile, profile_path, buf_str(&profiles_dir), err);
	if (!ret)
		ret = read_suites(&c, suites_dir, kinds, err);
	if (!ret)
		ret = prove_unique(&c, err);
	if (!ret)
		ret = prove_profile(&c, profile_path, err);
	if (ret)
		return ret;
	*out = c;
	c = (struct catalogue){ 0 };
	return 0;
}

bool catalogue_required(const struct catalogue *c, const struct check *check)
{
	if (check->level == LEVEL_MANDATORY)
		return true;
	for (size_t i = 0; i < c->profile.require.count; i++)
		if (str_glob(c->profile.require.items[i], check->id))
			return true;
	return false;
}

bool catalogue_waivable(const struct catalogue *c, const struct check *check)
{
	for (size_t i = 0; i < c->profile.not_waivable.count; i++)
		if (str_glob(c->profile.not_waivable.items[i], check->id))
			return false;
	return true;
}

const char *catalogue_exempts(const struct catalogue *c, const struct check *check)
{
	for (size_t i = c->profile.exemptions_count; i-- > 0;)
		if (str_glob(c->profile.exemptions[i].check, check->id))
			return c->profile.exemptions[i].reason;
	return NULL;
}
