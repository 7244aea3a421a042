/* SPDX-License-Identifier: MIT */
/* Packages of evidence as libsolv sees them: rows of an image, rows and blob of a repository. */
#include "abi_evidence.h"
#include "repo_made.h"

#include <solv/evr.h>

#include "judge/evr.h"
#include "solve/closure.h"
#include "solve/pool_libsolv.h"

#define PACKAGE(nevra, name, version, arch)                                               \
	"INSERT INTO package (nevra, name, version, release, arch, size, vendor) VALUES " \
	"('" nevra "', '" name "', '" version "', '1', '" arch "', 7, 'V');"
#define DEP(nevra, kind, name, flags, version)                                         \
	"INSERT INTO package_dep VALUES ('" nevra "', '" kind "', '" name "', '" flags \
	"', '" version "');"
#define OWNS(nevra, path) "INSERT INTO package_file (nevra, path) VALUES ('" nevra "', '" path "');"

static struct pool *installed(const char *sql)
{
	AUTO_EVIDENCE struct evidence *ev = evidence_of(sql);
	struct error err = ERROR_INIT;
	struct pool *p;

	if (pool_new(&p, "x86_64", &err) || pool_add_installed(p, ev, &err) || pool_ready(p, &err))
		fail_msg("%s", err.text);
	return p;
}

static int add_gap(void *arg, const struct closure_gap *gap)
{
	buf_addf(arg, "%s;", gap->what);
	return 0;
}

static void requires_gaps(struct pool *p, const char *expected)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	assert_int_equal(closure_requires(p, POOL_ANY, POOL_ANY, NULL, add_gap, &text, &err), 0);
	assert_string_equal(buf_str(&text), expected);
}

/* clang-format off */
static const char two_packages[] =
	PACKAGE("a-1-1.noarch", "a", "1", "noarch")
	"UPDATE package SET epoch = 0, nevra = 'a-0:1-1.noarch';"
	PACKAGE("b-2^git1-1.x86_64", "b", "2^git1", "x86_64")
	"INSERT INTO package (nevra, name) VALUES ('gpg-pubkey-1-2.(none)', 'gpg-pubkey');"
	DEP("gpg-pubkey-1-2.(none)", "provides", "gpg(x)", "", "")
	DEP("a-0:1-1.noarch", "requires", "b", ">", "2")
	DEP("a-0:1-1.noarch", "requires", "b", "<", "2.0.1")
	DEP("a-0:1-1.noarch", "requires", "/usr/bin/b", "", "")
	DEP("a-0:1-1.noarch", "requires", "(b and a)", "", "")
	DEP("a-0:1-1.noarch", "requires", "rpmlib(FileDigests)", "<=", "4.6.0-1")
	DEP("a-0:1-1.noarch", "requires", "rpmlib(None)", "<=", "4.6.0-1")
	DEP("a-0:1-1.noarch", "requires", "(b and", "", "")
	DEP("a-0:1-1.noarch", "requires", "gpg(x)", "", "")
	DEP("a-0:1-1.noarch", "obsoletes", "old", "<", "5")
	DEP("a-0:1-1.noarch", "provides", "(b and", "", "")
	OWNS("b-2^git1-1.x86_64", "/usr/bin/b")
	OWNS("b-2^git1-1.x86_64", "/top");
/* clang-format on */

static void from_rows(void **state)
{
	const package_id *ids;
	struct error err = ERROR_INIT;
	struct pool *p = installed(two_packages);

	(void)state;
	requires_gaps(p, "(b and;gpg(x);rpmlib(None) <= 4.6.0-1;");
	assert_int_equal(pool_providers(p, "/usr/bin/b", &ids, &err), 0);
	assert_string_equal(pool_nevra(p, ids[0]), "b-2^git1-1.x86_64");
	assert_int_equal(ids[1], 0);
	assert_string_equal(pool_name(p, ids[0]), "b");
	assert_string_equal(pool_evr(p, ids[0]), "2^git1-1");
	assert_string_equal(pool_arch(p, ids[0]), "x86_64");
	assert_string_equal(pool_vendor(p, ids[0]), "V");
	assert_int_equal(pool_installed_size(p, ids[0]), 7);
	assert_int_equal(pool_origin(p, ids[0]), POOL_INSTALLED);
	assert_int_equal(pool_providers(p, "/top", &ids, &err), 0); /* nobody had asked before */
	assert_string_equal(pool_nevra(p, ids[0]), "b-2^git1-1.x86_64");
	assert_int_equal(pool_providers(p, "(a or /nowhere)", &ids, &err), 0);
	assert_string_equal(pool_nevra(p, ids[0]), "a-0:1-1.noarch");
	assert_int_equal(pool_providers(p, "a >= 2", &ids, &err), 0);
	assert_int_equal(ids[0], 0);
	assert_int_equal(pool_providers(p, "a >=", &ids, &err), -EINVAL);
	assert_int_equal(pool_providers(p, "(a or", &ids, &err), -EINVAL);
	assert_int_equal(pool_obsoleters(p, "old", &ids, &err), 0);
	assert_string_equal(pool_nevra(p, ids[0]), "a-0:1-1.noarch");
	assert_int_equal(pool_obsoleters(p, "b", &ids, &err), 0);
	assert_int_equal(ids[0], 0);
	assert_null(pool_nevra(p, 0));
	assert_null(pool_nevra(p, pool_count(p)));
	pool_close(p);
}

static void refused_rows(const char *sql, const char *why)
{
	AUTO_EVIDENCE struct evidence *ev = evidence_of(sql);
	AUTO_POOL struct pool *p = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(pool_new(&p, "x86_64", &err), 0);
	if (pool_add_installed(p, ev, &err) != -EINVAL || !strstr(err.text, why))
		fail_msg("'%s' is not in '%s'", why, err.text);
}

static void rows_refused(void **state)
{
#define A PACKAGE("a-1-1.x86_64", "a", "1", "x86_64")
	(void)state;
	refused_rows(A "UPDATE package SET name = NULL", "no name");
	refused_rows(A "UPDATE package SET arch = ''", "no architecture");
	refused_rows(A "UPDATE package SET epoch = -1", "an epoch of -1");
	refused_rows(A DEP("b-1-1.x86_64", "requires", "x", "", ""), "there is no such package");
	refused_rows(A DEP("a-1-1.x86_64", "demands", "x", "", ""), "not a kind of dependency");
	refused_rows(A DEP("a-1-1.x86_64", "requires", "x", "==", "1"), "is no dependency");
	refused_rows(A DEP("a-1-1.x86_64", "requires", "", "", ""), "is no dependency");
	refused_rows(A DEP("a-1-1.x86_64", "conflicts", "(x or", "", ""), "cannot be read");
	refused_rows(A OWNS("b-1-1.x86_64", "/x"), "there is no package");
	refused_rows(A "UPDATE package SET version = printf('%.*c', 20000, 'x')", "more than");
#undef A
}

/* What the repository is, after a change; -EINVAL and `why`, or 0. */
static void repository(const char *change, const char *why)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_POOL struct pool *p = NULL;
	struct error err = ERROR_INIT;
	struct made_repo m;
	size_t count;
	int ret;

	made_begin(&m);
	made_package(&m, "a", "1-1", "x86_64", "", NULL);
	made_package(&m, "b", "1-1", "x86_64", "", NULL);
	made_write(&m);
	assert_int_equal(
		made_collect(m.primary_path, m.filelists_path, m.evidence_path, &count, &err), 0);
	assert_int_equal(evidence_copy(&ev, m.evidence_path, &err), 0);
	if (evidence_change(ev, change, &err))
		fail_msg("%s", err.text);
	assert_int_equal(pool_new(&p, "x86_64", &err), 0);
	ret = pool_add_repository(p, ev, &err);
	made_end(&m);
	if (ret != (why ? -EINVAL : 0) || (why && !strstr(err.text, why)))
		fail_msg("%s: %d %s", change, ret, err.text);
}

static void repositories(void **state)
{
	(void)state;
	repository("DELETE FROM available", NULL);
	repository("UPDATE available SET version = '2', nevra = 'a-2-1.x86_64' WHERE name = 'a'",
		   "a-2-1.x86_64");
	repository("UPDATE available SET checksum = 'sha256:00' WHERE name = 'a'", "sha256:00");
	repository("DELETE FROM blob", "damaged");
}

/* A blob that the row agrees with, and libsolv cannot read. */
static void damaged_solv(void **state)
{
	static const char *const blobs[] = { "", "SOLV", "not a solv file",
					     "SOLV\0\0\0\x08\xff\xff\xff\xff" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(blobs); i++) {
		AUTO_EVIDENCE struct evidence *ev = NULL;
		AUTO_POOL struct pool *p = NULL;
		struct error err = ERROR_INIT;
		struct made_repo m;

		made_begin(&m);
		assert_int_equal(evidence_create(&ev, m.evidence_path, &err), 0);
		assert_int_equal(evidence_put_blob(ev, "solv", blobs[i],
						   i == 3 ? 12 : strlen(blobs[i]), &err),
				 0);
		assert_int_equal(evidence_commit(ev, &err), 0);
		evidence_free(TAKE(ev));
		assert_int_equal(evidence_open(&ev, m.evidence_path, &err), 0);
		assert_int_equal(pool_new(&p, "x86_64", &err), 0);
		assert_int_equal(pool_add_repository(p, ev, &err), -EINVAL);
		assert_non_null(strstr(err.text, "blob solv"));
		made_end(&m);
	}
}

/* Who may provide: the packages asked about are of the product, and their own. */
static void origins(void **state)
{
	AUTO_EVIDENCE struct evidence *image =
		evidence_of(PACKAGE("base-1-1.x86_64", "base", "1", "x86_64"));
	AUTO_EVIDENCE struct evidence *product = evidence_of(
		PACKAGE("app-1-1.x86_64", "app", "1", "x86_64")
			PACKAGE("part-1-1.x86_64", "part", "1", "x86_64")
				DEP("app-1-1.x86_64", "requires", "base", "", "")
					DEP("app-1-1.x86_64", "requires", "part", "", "")
						DEP("app-1-1.x86_64", "requires", "app", "", ""));
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	struct pool *p;

	(void)state;
	assert_int_equal(pool_new(&p, "x86_64", &err), 0);
	assert_int_equal(pool_add_installed(p, image, &err), 0);
	assert_int_equal(pool_add_product(p, product, &err), 0);
	assert_int_equal(pool_add_installed(p, image, &err), -EINVAL);
	assert_int_equal(pool_ready(p, &err), 0);
	requires_gaps(p, "");
	assert_int_equal(closure_requires(p, POOL_BIT(POOL_PRODUCT), POOL_BIT(POOL_INSTALLED), NULL,
					  add_gap, &text, &err),
			 0);
	assert_string_equal(buf_str(&text), "part;");
	buf_clear(&text);
	assert_int_equal(closure_installable(p, POOL_BIT(POOL_PRODUCT), POOL_BIT(POOL_INSTALLED),
					     NULL, add_gap, &text, &err),
			 0);
	assert_non_null(strstr(buf_str(&text), "part"));
	assert_null(strchr(strchr(buf_str(&text), ';') + 1, ';')); /* part itself can be */
	buf_clear(&text);
	assert_int_equal(closure_installable(p, POOL_BIT(POOL_PRODUCT), POOL_ANY, NULL, add_gap,
					     &text, &err),
			 0);
	assert_string_equal(buf_str(&text), "");
	pool_close(p);
}

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* libsolv compares versions as judge/evr.c does, which is proved against rpm's own cases. */
static void versions_agree(void **state)
{
	static const char letters[] = "0019ab.~^_+Z";
	enum { PAIRS = 200000, LONGEST = 9 };
	uint64_t seed = 42;
	struct error err = ERROR_INIT;
	struct pool *p;

	(void)state;
	assert_int_equal(pool_new(&p, "x86_64", &err), 0);
	for (int i = 0; i < PAIRS; i++) {
		char text[2][LONGEST + 1] = { "", "" };
		int ours, theirs;

		for (size_t side = 0; side < 2; side++)
			for (size_t n = next(&seed) % LONGEST, at = 0; at < n; at++)
				text[side][at] = letters[next(&seed) % (sizeof(letters) - 1)];
		ours = evr_vercmp(text[0], text[1]);
		theirs = pool_evrcmp_str(p->pool, text[0], text[1], EVRCMP_COMPARE);
		if (ours != theirs)
			fail_msg("'%s' and '%s': %d, libsolv %d", text[0], text[1], ours, theirs);
	}
	pool_close(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_rows),	cmocka_unit_test(rows_refused),
		cmocka_unit_test(repositories), cmocka_unit_test(damaged_solv),
		cmocka_unit_test(origins),	cmocka_unit_test(versions_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
