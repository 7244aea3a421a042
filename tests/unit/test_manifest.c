/* SPDX-License-Identifier: MIT */
/* Manifests: what they come to, the steps that follow from words, and the words for what is wrong.
 */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "model/manifest.h"

struct fault {
	const char *text;
	const char *error;
};

#define HEAD "manifest: 1\nproduct: p\npackages: [p]\n"

/* clang-format off */
static const struct fault faults[] = {
	{ "- a\n", "m.yaml:1:1: the file has to be a map" },
	{ "product: p\n", "m.yaml:1:1: manifest: missing; the first line is manifest: 1" },
	{ "manifest: 2\n", "m.yaml:1:11: manifest: 2: has to be a whole number from 1 to 1" },
	{ "manifest: 1\n", "m.yaml:1:1: product: missing" },
	{ "manifest: 1\nproduct: P\n", "m.yaml:2:10: product: P: small letters, digits, '.' and '-' only" },
	{ "manifest: 1\nproduct: p\n", "m.yaml:1:1: packages: missing: which packages are the product?" },
	{ "suite: s\ntitle: T\nchecks: []\n", "m.yaml:1:1: a suite without a manifest: it has no key manifest" },
	{ HEAD "unit: [a.service]\n", "m.yaml:4:1: unit: unknown key; did you mean units?" },
	{ HEAD "units: [a]\n", "m.yaml:4:8: units: a: has to be the unit's whole name, as x.service or x.timer" },
	{ HEAD "units: ['']\n", "m.yaml:4:8: units: one of them is empty" },
	{ HEAD "configure: [systemctl]\n",
	  "m.yaml:4:13: configure: has to be a command as a list of its words: [systemctl, start, x.service]" },
	{ HEAD "configure: [['<00', a]]\n", "m.yaml:4:13: configure: '<00' is no program's name" },
	{ HEAD "configure: [[a, [b]]]\n", "m.yaml:4:17: configure: a word has to be a text" },
	{ HEAD "health: [x]\n", "m.yaml:4:10: health: has to be a map, as {port: tcp/9100}" },
	{ HEAD "health: [{htpp: x}]\n", "m.yaml:4:11: htpp: no such question; did you mean http?" },
	{ HEAD "health: [{http: 'http://a/', port: tcp/1}]\n",
	  "m.yaml:4:10: health: one question at a time, not http and port" },
	{ HEAD "health: [{http: 'https://a/'}]\n",
	  "m.yaml:4:17: http: https://a/: has to be a URL, as http://127.0.0.1:9100/metrics" },
	{ HEAD "health: [{port: tcp/0}]\n",
	  "m.yaml:4:17: port: tcp/0: has to be as tcp/9100; that somebody is behind a udp port cannot be "
	  "asked: name it under declares, listener" },
	{ HEAD "health: [{port: tcp/1, exit: 0}]\n", "m.yaml:4:24: exit: unknown key; known: port, within" },
	{ HEAD "health: [{command: [a], exit: 256}]\n",
	  "m.yaml:4:31: exit: 256: has to be a whole number from 0 to 255" },
	{ HEAD "health: [{log: 'a\\Eb'}]\n", "m.yaml:4:16: log: has to be a part of one line, without \\E" },
	{ HEAD "health: [{platform: ready}]\n", "m.yaml:4:21: platform: is not granted: grants: [platform]" },
	{ HEAD "grants: [platfrom]\n", "m.yaml:4:9: platfrom: no such grant; did you mean platform?" },
	{ HEAD "platform: {fault: none}\n", "m.yaml:4:1: platform: is not granted: grants: [platform]" },
	{ HEAD "grants: [platform]\nplatform: {fault: slow}\n",
	  "m.yaml:5:19: slow: no such fault; known: none, throttle, error, delay, absent" },
	{ HEAD "declares: {users: [a]}\n", "m.yaml:4:12: users: no such class; did you mean user?" },
	{ HEAD "declares: {listener: ['*']}\n",
	  "m.yaml:4:22: listener: *: fits anything; name what is the product's" },
	{ HEAD "declares: {listener: ['tcp 0.0.0.0 *']}\n",
	  "m.yaml:4:22: listener: tcp 0.0.0.0 *: fits anything; name what is the product's" },
	{ HEAD "declares: {unit: ['*.service']}\n",
	  "m.yaml:4:18: unit: *.service: fits anything; name what is the product's" },
	{ HEAD "declares: {file: ['/u*']}\n",
	  "m.yaml:4:18: file: /u*: is a folder of the whole system; name what is the product's" },
	{ HEAD "keeps: {file: [/opt/a*, '[!0]*/*']}\n",
	  "m.yaml:4:15: file: [!0]*/*: fits anything; name what is the product's" },
	{ HEAD "declares: {file: ['*.conf']}\n", "m.yaml:4:18: file: *.conf: has to be a path from /" },
	{ HEAD "declares: {set-id: ['/usr/bin/*']}\n",
	  "m.yaml:4:20: set-id: /usr/bin/*: is a folder of the whole system; name what is the product's" },
	{ HEAD "limits: {seconds: 0}\n", "m.yaml:4:19: seconds: 0: has to be a whole number from 1 to 3600" },
	{ HEAD "scenarios: [{name: a, steps: [instal]}]\n",
	  "m.yaml:4:31: instal: no such step; did you mean install?" },
	{ HEAD "scenarios: [{name: a, steps: [run]}]\n", "m.yaml:4:31: run: which command? {run: [words]}" },
	{ HEAD "scenarios: [{name: control, steps: [install]}]\n",
	  "m.yaml:4:20: name: control is the guest without the product" },
	{ HEAD "scenarios: [{name: a}]\n", "m.yaml:4:13: steps: missing" },
	{ HEAD "scenarios: [{name: a, steps: [install]}, {name: a, steps: [erase]}]\n",
	  "m.yaml:4:49: name: a is the name of another" },
	{ HEAD "units: [a.service]\nscenarios:\n  - {name: a, steps: [install, reboot, reboot, reboot, reboot, "
	  "reboot, reboot, reboot, reboot, reboot, reboot, reboot, reboot, reboot, reboot, reboot, reboot]}\n",
	  "m.yaml:6:22: steps: more than 32, with those that follow from them" },
};
/* clang-format on */

static void write_text(const char *text)
{
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write("m.yaml", text, strlen(text), &err), 0);
}

static void test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(faults); i++) {
		struct manifest m = { 0 };
		struct error err = ERROR_INIT;

		write_text(faults[i].text);
		assert_int_equal(manifest_read(&m, "m.yaml", &err), -EINVAL);
		assert_string_equal(err.text, faults[i].error);
	}
}

static const char full[] =
	"manifest: 1\nproduct: node-exporter\ntitle: Prometheus node exporter\n"
	"packages: [node-exporter]\nunits: [node-exporter.service]\n"
	"configure: [[systemctl, enable, --now, node-exporter.service]]\n"
	"health:\n"
	"  - {http: \"http://127.0.0.1:9100/metrics\", contains: node_cpu, within: 30}\n"
	"  - {port: tcp/9100}\n"
	"  - {log: \"Listening on\", unit: node-exporter.service}\n"
	"  - {command: [node-exporter, --version], exit: 3, contains: version}\n"
	"  - {platform: ready}\n"
	"grants: [repository, platform]\n"
	"platform: {fault: delay, hostname: vm, user: u, ssh-key: k}\n"
	"declares: {user: [node-exporter], listener: [\"tcp * 9100\"], set-id: /usr/bin/x}\n"
	"keeps: {user: [node-exporter]}\n"
	"limits: {memory-mib: 100, boot-ms: 5000, seconds: 120}\n"
	"scenarios:\n"
	"  - {name: lifecycle, steps: [install, reboot, erase]}\n"
	"  - {name: own, steps: [install, health, {run: [a, b], exit: 1, within: 5}]}\n"
	"unknown: [\"which ports\"]\n";

static void assert_full(const struct manifest *m)
{
	assert_string_equal(m->product, "node-exporter");
	assert_string_equal(m->title, "Prometheus node exporter");
	assert_int_equal(m->packages.count, 1);
	assert_string_equal(m->configure[0].items[1], "enable");
	assert_null(m->configure[0].items[4]);
	assert_int_equal(m->health_count, 5);
	assert_int_equal(m->health[0].type, HEALTH_HTTP);
	assert_string_equal(m->health[0].contains, "node_cpu");
	assert_int_equal(m->health[0].within_s, 30);
	assert_string_equal(m->health[1].what, "tcp/9100");
	assert_string_equal(m->health[2].unit, "node-exporter.service");
	assert_int_equal(m->health[3].exit, 3);
	assert_string_equal(m->health[3].argv.items[0], "node-exporter");
	assert_int_equal(m->health[4].type, HEALTH_PLATFORM);
	assert_true(m->grants_repository && m->grants_platform);
	assert_int_equal(m->platform.fault, PLATFORM_DELAY);
	assert_string_equal(m->platform.ssh_key, "k");
	assert_string_equal(m->declares[FOOTPRINT_LISTENER].items[0], "tcp * 9100");
	assert_string_equal(m->declares[FOOTPRINT_SET_ID].items[0], "/usr/bin/x");
	assert_int_equal(m->keeps[FOOTPRINT_USER].count, 1);
	assert_int_equal(m->memory_mib, 100);
	assert_int_equal(m->boot_ms, 5000);
	assert_int_equal(m->seconds, 120);
	assert_int_equal(m->unknown.count, 1);
}

static void words_of(const struct scenario_text *s, char out[256])
{
	*out = '\0';
	for (size_t i = 0; i < s->steps_count; i++)
		snprintf(out + strlen(out), 256 - strlen(out), "%s%s", i ? " " : "",
			 step_action_names[s->steps[i].action]);
}

static void test_full(void **state)
{
	struct manifest m = { 0 };
	struct error err = ERROR_INIT;
	char words[256];

	(void)state;
	write_text(full);
	assert_int_equal(manifest_read(&m, "m.yaml", &err), 0);
	assert_full(&m);
	words_of(&m.scenarios[0], words);
	assert_string_equal(words, "install configure active health reboot active health erase");
	words_of(&m.scenarios[1], words);
	assert_string_equal(words, "install health run");
	assert_int_equal(m.scenarios[1].steps[2].run.exit, 1);
	assert_int_equal(m.scenarios[1].steps[2].run.within_s, 5);
	assert_string_equal(m.scenarios[1].steps[2].run.argv.items[1], "b");
	manifest_release(&m);
}

/* As a part of a suite, one step to the right. */
static void test_in_suite(void **state)
{
	struct buf text = BUF_INIT(BUF_LINE);
	struct manifest m = { 0 };
	struct error err = ERROR_INIT;
	const char *at = full;
	const char *line;
	size_t len;

	(void)state;
	buf_add(&text, "suite: s\ntitle: T\nmanifest:\n");
	while (str_line(&at, &line, &len))
		buf_addf(&text, "  %.*s\n", (int)len, line);
	buf_add(&text, "checks: []\n");
	write_text(buf_str(&text));
	assert_int_equal(manifest_read(&m, "m.yaml", &err), 0);
	assert_full(&m);
	manifest_release(&m);
	write_text("suite: s\nmanifest: {product: p, packages: []}\nchecks: []\n");
	assert_int_equal(manifest_read(&m, "m.yaml", &err), 0);
	assert_int_equal(m.packages.count, 0);
	manifest_release(&m);
	buf_release(&text);
}

static void expect_words(struct manifest *m, const char *words, const char *steps)
{
	struct scenario_text s;
	struct error err = ERROR_INIT;
	char got[256];

	assert_int_equal(manifest_steps(m, "x", words, &s, &err), 0);
	assert_string_equal(s.name, "x");
	words_of(&s, got);
	assert_string_equal(got, steps);
}

static void test_words(void **state)
{
	struct manifest m = { 0 };
	struct manifest plain = { 0 };
	struct scenario_text s;
	struct error err = ERROR_INIT;

	(void)state;
	write_text(full);
	assert_int_equal(manifest_read(&m, "m.yaml", &err), 0);
	write_text(HEAD);
	assert_int_equal(manifest_read(&plain, "m.yaml", &err), 0);
	expect_words(&m, "install,upgrade,erase",
		     "install configure active health upgrade active health erase");
	expect_words(&m, "install,active,erase,reboot", "install active erase reboot");
	expect_words(&plain, "install,reboot,erase", "install reboot erase");
	assert_int_equal(manifest_steps(&m, "x", "install,reboto", &s, &err), -EINVAL);
	assert_string_equal(err.text, "reboto: no such step; did you mean reboot?");
	assert_int_equal(manifest_steps(&m, "x", "run", &s, &err), -EINVAL);
	assert_int_equal(manifest_steps(&m, "x", "", &s, &err), -EINVAL);
	assert_int_equal(manifest_steps(&m, "x", "install,,erase", &s, &err), -EINVAL);
	manifest_release(&m);
	manifest_release(&plain);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_in_suite),
		cmocka_unit_test(test_words),
	};
	char folder[] = "/tmp/azlcts-test.XXXXXX";
	struct error err = ERROR_INIT;
	int failed;

	if (!mkdtemp(folder) || chdir(folder) < 0)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (chdir("/") < 0 || fs_remove_tree(folder, &err) < 0)
		return 1;
	return failed;
}
