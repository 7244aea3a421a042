/* SPDX-License-Identifier: MIT */
/* Profiles, their parameters in suites, and catalogues. */
#include "suite_files.h"

#define PROFILE "profile: p\ntitle: P\nsuites: [s]\n"

static const struct fault profile_faults[] = {
	{ "profile: p\n", "p.yaml:1:1: title: missing" },
	{ "profile: p\ntitle: P\nparams: {}\n", "p.yaml:3:1: params: unknown key; known: profile, "
						"title, extends, match, suites, require, "
						"not-applicable, not-applicable-reasons, "
						"not-waivable, parameters" },
	{ PROFILE "match: {variants: x}\n",
	  "p.yaml:4:9: variants: unknown key; did you mean variant?" },
	{ PROFILE "not-applicable: {s.a: ''}\n", "p.yaml:4:23: s.a: is empty" },
	{ PROFILE "not-applicable: [s.a]\n",
	  "p.yaml:4:17: not-applicable: has to be a map, not a list" },
	{ PROFILE "parameters: {A: x}\n",
	  "p.yaml:4:14: A: small letters, digits, '.' and '-' only" },
	{ PROFILE "parameters: {a: {b: c}}\n", "p.yaml:4:17: a: has to be a list of texts" },
	{ PROFILE "not-applicable-reasons: ['absent:*', no-sytemd]\n",
	  "p.yaml:4:38: no-sytemd: fits no reason code; azlcts explain conditions tells them" },
	{ PROFILE "not-applicable-reasons: [absent]\n",
	  "p.yaml:4:26: absent: fits no reason code; azlcts explain conditions tells them" },
	{ PROFILE "extends: p\n", "p.yaml:4:10: extends p: p.yaml: extends itself" },
	{ PROFILE "extends: ../p\n",
	  "p.yaml:4:10: extends: ../p: small letters, digits, '.' and '-' only" },
	{ PROFILE "extends: nobody\n",
	  "p.yaml:4:10: extends nobody: open profiles/nobody.yaml: No such file or directory" },
};

static void faults_of_profiles_are_told(void **in)
{
	struct files *f = *in;
	char dir[96];

	snprintf(dir, sizeof(dir), "%s/profiles", f->dir);
	for (size_t i = 0; i < ARRAY_SIZE(profile_faults); i++) {
		struct profile p;
		struct error err = ERROR_INIT;
		const char *path = put(f, "p.yaml", profile_faults[i].text);

		assert_int_equal(profile_read(&p, path, dir, &err), -EINVAL);
		assert_string_equal(plain(f, &err), profile_faults[i].message);
	}
}

static void profiles_extend_one_another(void **in)
{
	struct files *f = *in;
	AUTO(profile) struct profile p = { 0 };
	struct error err = ERROR_INIT;
	struct sha256 digest;
	char hex[SHA256_HEX];
	static const char base[] = "profile: base\ntitle: B\nsuites: [s, t]\nrequire: s.*\n"
				   "match: {id: azurelinux, variant: ''}\n"
				   "not-applicable: {s.a: no disk, s.b: no net}\n"
				   "parameters: {days: '365', list: [a, b]}\n";
	static const char own[] = "profile: p\ntitle: P\nextends: base\nsuites: [t, u]\n"
				  "match: {variant: [cloud, wsl]}\n"
				  "not-applicable: {s.b: other, s.c: new}\n"
				  "parameters: {days: '30'}\n";
	char dir[96];

	snprintf(dir, sizeof(dir), "%s/profiles", f->dir);
	put(f, "profiles/base.yaml", base);
	assert_int_equal(profile_read(&p, put(f, "p.yaml", own), dir, &err), 0);
	assert_string_equal(p.name, "p");
	assert_int_equal(p.suites.count, 3);
	assert_string_equal(p.suites.items[2], "u");
	assert_int_equal(p.require.count, 1);
	assert_int_equal(p.exemptions_count, 3);
	assert_string_equal(p.exemptions[1].reason, "other");
	assert_string_equal(p.exemptions[0].reason, "no disk");
	assert_int_equal(p.parameters_count, 2);
	assert_string_equal(p.parameters[0].value, "30");
	assert_int_equal(p.parameters[1].list.count, 2);
	assert_true(profile_matches(&p, "azurelinux", "4.0", "wsl"));
	assert_false(profile_matches(&p, "azurelinux", "4.0", NULL));
	assert_false(profile_matches(&p, "fedora", "43", "wsl"));
	sha256_init(&digest);
	sha256_add(&digest, base, strlen(base));
	sha256_add(&digest, own, strlen(own));
	sha256_hex(&digest, hex);
	assert_string_equal(p.sha256, hex);
}

static void a_circle_of_profiles_is_refused(void **in)
{
	struct files *f = *in;
	struct profile p;
	struct error err = ERROR_INIT;

	put(f, "a.yaml", "profile: a\ntitle: A\nextends: b\n");
	put(f, "b.yaml", "profile: b\ntitle: B\nextends: a\n");
	assert_int_equal(profile_read(&p, put(f, "b.yaml", "profile: b\ntitle: B\nextends: a\n"),
				      NULL, &err),
			 -EINVAL);
	assert_string_equal(
		plain(f, &err),
		"b.yaml:3:10: extends a: a.yaml:3:10: extends b: b.yaml: extends itself");
}

/* Reads one check with a profile that has these parameters; NULL: it cannot be read. */
static const struct sample_args *with_profile(struct files *f, struct profile *p, struct suite *s,
					      const char *suite, struct error *err)
{
	const char *path;

	path = put(f, "p.yaml",
		   PROFILE "parameters: {days: '365', shells: [/bin/sh, /bin/bash], "
			   "empty: [], strange: '${days}'}\n");
	assert_int_equal(profile_read(p, path, NULL, err), 0);
	path = put(f, "s.yaml", suite);
	return suite_read(s, path, p, kinds, err) ? NULL : s->checks[0].args;
}

static void parameters_are_replaced(void **in)
{
	AUTO(profile) struct profile p = { 0 };
	AUTO(suite) struct suite s = { 0 };
	struct error err = ERROR_INIT;
	const struct sample_args *a =
		with_profile(*in, &p, &s,
			     CHECK("sample: {path: '/d/${days}', number: '${days}', text: 'a "
				   "${days} b ${strange}', "
				   "list: [x, '${shells}', '${days}', '${empty}']}"),
			     &err);

	assert_non_null(a);
	assert_string_equal(a->path, "/d/365");
	assert_int_equal(a->number, 365);
	/* what a profile says is not read once more */
	assert_string_equal(a->text, "a 365 b ${days}");
	assert_int_equal(a->list.count, 4);
	assert_string_equal(a->list.items[1], "/bin/sh");
	assert_string_equal(a->list.items[2], "/bin/bash");
	assert_string_equal(a->list.items[3], "365");
}

static const struct fault parameter_faults[] = {
	{ CHECK("sample: {path: /a, number: '${dais}'}"),
	  "s.yaml:7:32: dais: no such parameter in the profile; did you mean days?" },
	{ CHECK("sample: {path: /a, text: '${shells}'}"),
	  "s.yaml:7:30: ${shells}: a list cannot stand where one text is wanted" },
	{ CHECK("sample: {path: /a, list: ['a${shells}']}"),
	  "s.yaml:7:31: ${shells}: a list cannot stand where one text is wanted" },
	{ CHECK("sample: {path: /a, number: '${strange}'}"),
	  "s.yaml:7:32: number: ${days}: has to be a whole number" },
};

static void faults_of_parameters_are_told(void **in)
{
	for (size_t i = 0; i < ARRAY_SIZE(parameter_faults); i++) {
		AUTO(profile) struct profile p = { 0 };
		AUTO(suite) struct suite s = { 0 };
		struct error err = ERROR_INIT;

		assert_null(with_profile(*in, &p, &s, parameter_faults[i].text, &err));
		assert_string_equal(plain(*in, &err), parameter_faults[i].message);
	}
}

static void without_a_profile_parameters_stay(void **in)
{
	AUTO(suite) struct suite s = { 0 };
	struct error err = ERROR_INIT;
	const struct sample_args *a;
	const char *path =
		put(*in, "s.yaml",
		    CHECK("sample: {path: '${where}', number: '${days}', list: ['${l}'], "
			  "mode: '${mode}', pattern: '${x}'}"));

	assert_int_equal(suite_read(&s, path, NULL, kinds, &err), 0);
	a = s.checks[0].args;
	assert_string_equal(a->path, "${where}");
	assert_true(a->number == NUMBER_UNSET);
	assert_int_equal(a->mode, -1);
	assert_null(a->pattern);
	assert_string_equal(a->list.items[0], "${l}");
}

static int read_catalogue(struct files *f, const char *profile, struct catalogue *c,
			  struct error *err)
{
	char path[128];

	put(f, "t.yaml",
	    "suite: t\ntitle: T\nchecks:\n  - id: t.a\n    title: A\n    level: optional\n"
	    "    sample: {path: /a}\n" TAIL);
	put(f, "s.yaml", CHECK("sample: {path: /a}"));
	put(f, "wrong.yaml",
	    "suite: right\ntitle: T\nchecks:\n  - id: w.a\n    title: A\n"
	    "    level: optional\n    sample: {path: /a}\n" TAIL);
	put(f, "again.yaml",
	    "suite: again\ntitle: T\nchecks:\n  - id: s.a\n    title: A\n"
	    "    level: optional\n    sample: {path: /a}\n" TAIL);
	snprintf(path, sizeof(path), "%s", put(f, "profiles/p.yaml", profile));
	return catalogue_read(c, path, f->dir, kinds, err);
}

static const struct fault catalogue_faults[] = {
	{ "profile: p\ntitle: P\n",
	  "profiles/p.yaml: suites: missing; a profile without suites proves nothing" },
	{ "profile: p\ntitle: P\nsuites: [s, nobody]\n",
	  "profiles/p.yaml:3:13: open nobody.yaml: No such file or directory" },
	{ "profile: p\ntitle: P\nsuites: [wrong]\n",
	  "wrong.yaml: the suite calls itself right, its file wrong" },
	{ "profile: p\ntitle: P\nsuites: [s, again]\n",
	  "again.yaml:4: id: s.a stands in s.yaml:4 already" },
	{ "profile: p\ntitle: P\nsuites: [s, t]\nnot-applicable: {s.b: x}\n",
	  "profiles/p.yaml:4:18: s.b: no such check; did you mean s.a?" },
	{ "profile: p\ntitle: P\nsuites: [s, t]\nrequire: [s.*, nobody.*]\n",
	  "profiles/p.yaml:4:16: nobody.*: matches no check" },
};

static void faults_of_catalogues_are_told(void **in)
{
	for (size_t i = 0; i < ARRAY_SIZE(catalogue_faults); i++) {
		struct catalogue c;
		struct error err = ERROR_INIT;

		assert_int_equal(read_catalogue(*in, catalogue_faults[i].text, &c, &err), -EINVAL);
		assert_string_equal(plain(*in, &err), catalogue_faults[i].message);
	}
}

static void a_catalogue_knows_what_is_required(void **in)
{
	AUTO(catalogue) struct catalogue c = { 0 };
	struct error err = ERROR_INIT;

	assert_int_equal(read_catalogue(*in, "profile: p\ntitle: P\nsuites: [s, t]\nrequire: t.*\n",
					&c, &err),
			 0);
	assert_int_equal(c.suites_count, 2);
	assert_ptr_equal(c.suites[1].checks[0].suite, &c.suites[1]);
	assert_false(catalogue_required(&c, &c.suites[0].checks[0]));
	assert_true(catalogue_required(&c, &c.suites[1].checks[0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(faults_of_profiles_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(profiles_extend_one_another, setup, teardown),
		cmocka_unit_test_setup_teardown(a_circle_of_profiles_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(parameters_are_replaced, setup, teardown),
		cmocka_unit_test_setup_teardown(faults_of_parameters_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(without_a_profile_parameters_stay, setup, teardown),
		cmocka_unit_test_setup_teardown(faults_of_catalogues_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(a_catalogue_knows_what_is_required, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
