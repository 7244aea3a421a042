/* SPDX-License-Identifier: MIT */
/* The data file of declared deviations: what is read, what is looked up, what is refused. */
#include "model/deviations.h"
#include "test.h"

static const char good[] =
	"{\"schema\":\"azlcts-deviations-1\",\"default\":{\"at\":\"d.toml:9\",\"distribution\":"
	"\"fedora\",\"version\":\"43\",\"snapshot\":\"2026-02-24T00:00:00-08:00\"},"
	"\"imported\":{\"c.toml\":{\"bash\":3}},\"components\":{"
	"\"fuse3\":{\"at\":\"f.toml:1\",\"pinned\":{\"at\":\"f.toml:2\",\"commit\":"
	"\"0123456789abcdef\"}},"
	"\"libx2\":{\"at\":\"l.toml:1\",\"upstream_name\":\"libx\",\"source\":{\"at\":\"l.toml:2\","
	"\"distribution\":\"fedora\",\"version\":\"rawhide\"}},"
	"\"own\":{\"at\":\"o.toml:1\",\"local\":{\"at\":\"o.toml:2\"}},"
	"\"kernel\":{\"at\":\"k.toml:1\",\"source_files\":[{\"at\":\"k.toml:7\",\"name\":\"k.tar\"}"
	"]},"
	"\"tags\":{\"at\":\"t.toml:1\",\"overlays\":[{\"at\":\"t.toml:3\",\"type\":\"spec-add-"
	"tag\","
	"\"tag\":\"Provides\"},{\"at\":\"t.toml:4\",\"type\":\"spec-set-tag\",\"tag\":\"version\"},"
	"{\"at\":\"t.toml:5\",\"type\":\"spec-set-tag\",\"tag\":\"Release\"}]},"
	"\"sub\":{\"at\":\"s.toml:1\",\"overlays\":[{\"at\":\"s.toml:2\",\"type\":\"spec-set-tag\","
	"\"tag\":\"Version\",\"package\":\"x\"}],\"removed\":[{\"package\":\"server\",\"at\":"
	"\"s.toml:8\"}]},"
	"\"built\":{\"at\":\"b.toml:1\",\"lock\":{\"at\":\"locks/"
	"built.lock\",\"commit\":\"abcdef\"},\"packages\":{\"bash-doc\":{\"at\":\"b.toml:9\","
	"\"channel\":\"none\"},\"built-x\":{\"at\":\"b.toml:10\",\"channel\":\"rpm-x\"}},\"build\":"
	"{\"at\":\"b.toml:2\",\"without\":[\"x\"]},"
	"\"release_manual\":\"b.toml:6\"},"
	"\"skips\":{\"at\":\"n.toml:1\",\"check_skipped\":\"n.toml:2\"}},"
	"\"lists\":[{\"file\":\"p.toml\",\"channel\":\"rpm-base\",\"packages\":{\"bash\":{\"bash\":"
	"7,"
	"\"bash-doc\":5,\"bash-man\":8}}},{\"file\":\"q.toml\",\"channel\":\"rpm-sdk\","
	"\"packages\":{\"bash\":{"
	"\"bash-doc\":2}}}]}";

static struct deviations *read_good(void)
{
	struct deviations *d = NULL;
	struct error err = ERROR_INIT;

	if (deviations_read(good, strlen(good), "x.json", &d, &err))
		fail_msg("%s", err.text);
	return d;
}

static void says(const char *component, enum declared what, const char *expected)
{
	AUTO_DEVIATIONS struct deviations *d = read_good();
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	bool said = deviations_say(d, component, what, &out);

	assert_int_equal(said, expected != NULL);
	assert_string_equal(buf_str(&out), expected ? expected : "");
}

static void test_say(void **state)
{
	(void)state;
	says("fuse3", DECLARED_VERSION, "pinned to commit 0123456789ab (f.toml:2)");
	says("fuse3", DECLARED_CONTENT, "pinned to commit 0123456789ab (f.toml:2)");
	says("libx2", DECLARED_VERSION, "taken from fedora rawhide (l.toml:2)");
	says("own", DECLARED_VERSION, "a spec of its own (o.toml:2)");
	says("kernel", DECLARED_VERSION, "source file k.tar (k.toml:7)");
	says("tags", DECLARED_VERSION, "overlay on the tag version (t.toml:4)");
	says("tags", DECLARED_CONTENT, "overlay spec-add-tag and others (t.toml:3)");
	says("sub", DECLARED_VERSION, NULL); /* a subpackage's own version is another matter */
	says("sub", DECLARED_CONTENT, "overlay spec-set-tag (s.toml:2)");
	says("built", DECLARED_VERSION, NULL);
	says("built", DECLARED_RELEASE, "a release that is counted by hand (b.toml:6)");
	says("built", DECLARED_CONTENT, "build conditionals (b.toml:2)");
	says("skips", DECLARED_CONTENT, NULL); /* tests that are not run change no package */
	says("bash", DECLARED_CONTENT, NULL);
	says("nonesuch", DECLARED_CONTENT, NULL);
	says(NULL, DECLARED_VERSION, NULL);
}

static void test_lookup(void **state)
{
	AUTO_DEVIATIONS struct deviations *d = read_good();
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	const struct declared_package *p;

	(void)state;
	assert_int_equal(deviations_components(d), 9);
	assert_string_equal(deviations_component(d, "bash"), "bash");
	assert_string_equal(deviations_component(d, "libx"), "libx2");
	assert_null(deviations_component(d, "chromium"));
	p = deviations_package(d, "bash-man"); /* the first list counts */
	assert_string_equal(p->channel, "rpm-base");
	assert_string_equal(p->source, "bash");
	assert_string_equal(p->file, "p.toml");
	assert_int_equal(p->line, 8);
	p = deviations_package(d, "bash-doc"); /* a component's word before any list */
	assert_string_equal(p->channel, "none");
	assert_string_equal(p->source, "built");
	assert_string_equal(p->file, "b.toml:9");
	assert_int_equal(p->line, 0);
	buf_clear(&out);
	assert_true(deviations_say_age(d, "built", &out));
	assert_string_equal(buf_str(&out), "locked to commit abcdef (locks/built.lock)");
	buf_clear(&out);
	assert_null(deviations_package(d, "zlib"));
	assert_true(deviations_say_age(d, "bash", &out));
	assert_string_equal(buf_str(&out), "the snapshot of fedora 43 at "
					   "2026-02-24T00:00:00-08:00 (d.toml:9)");
	assert_false(deviations_say_removed(d, "sub", "subserver", &out));
	assert_false(deviations_say_removed(d, "sub", "sub-client", &out));
	assert_false(deviations_say_removed(d, "bash", "server", &out));
	buf_clear(&out);
	assert_true(deviations_say_removed(d, "sub", "sub-server", &out));
	assert_string_equal(buf_str(&out), "taken away by an overlay (s.toml:8)");
	assert_true(deviations_say_removed(d, "sub", "server", &out));
}

static void refused(const char *text, const char *why)
{
	struct deviations *d = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(deviations_read(text, strlen(text), "x.json", &d, &err), -EINVAL);
	assert_null(d);
	if (!strstr(err.text, why))
		fail_msg("%s: not in: %s", why, err.text);
}

static void test_refused(void **state)
{
	(void)state;
	refused("{", "x.json:1:");
	refused("{}", "x.json: is no azlcts-deviations-1 document");
	refused("{\"schema\":\"azlcts-deviations-2\"}", "is no azlcts-deviations-1 document");
	refused("{\"schema\":\"azlcts-deviations-1\"}", "has no component");
	refused("{\"schema\":\"azlcts-deviations-1\",\"components\":[\"a\"]}", "has no component");
	refused("{\"schema\":\"azlcts-deviations-1\",\"components\":{\"a\":1}}",
		"component a: nothing says where");
	refused("{\"schema\":\"azlcts-deviations-1\",\"imported\":{\"f\":{\"a\":1}},\"lists\":[{}]"
		"}",
		"a list of packages of no file");
}

/* What somebody wrote by hand, with texts missing, is told with gaps and breaks nothing. */
static void test_gaps(void **state)
{
	static const char text[] =
		"{\"schema\":\"azlcts-deviations-1\",\"components\":{\"a\":{\"at\":\"f:1\","
		"\"pinned\":{}},"
		"\"b\":{\"at\":\"f:2\",\"overlays\":[{}],\"removed\":[{}]},\"c\":{\"at\":\"f:3\","
		"\"source\":{}}}}";
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	AUTO_DEVIATIONS struct deviations *d = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(deviations_read(text, strlen(text), "x.json", &d, &err), 0);
	assert_true(deviations_say(d, "a", DECLARED_VERSION, &out));
	assert_true(deviations_say(d, "b", DECLARED_CONTENT, &out));
	assert_true(deviations_say(d, "c", DECLARED_VERSION, &out));
	assert_false(deviations_say_removed(d, "b", "x", &out));
	assert_false(deviations_say_age(d, "a", &out));
	assert_string_equal(buf_str(&out), "pinned to commit ? (?)overlay ? (?)taken from ? ? (?)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_say),
		cmocka_unit_test(test_lookup),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_gaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
