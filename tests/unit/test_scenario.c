/* SPDX-License-Identifier: MIT */
/* The engine of scenarios, on a machine that is made up: what of a guest is whose fault. */
#include "scenario_world.h"

#define SCENARIOS "SELECT name, outcome, reason FROM scenario ORDER BY name"
#define STEPS	  "SELECT action, object, outcome FROM step WHERE scenario = 'one' ORDER BY position"
#define OBSERVED  "SELECT observed FROM step WHERE outcome IN ('failed', 'error') ORDER BY position"

static void test_passes(void **state)
{
	struct world w;

	(void)state;
	begin(&w,
	      HEAD "configure: [[a, b]]\nhealth: [{command: [p], within: 1}]\n"
		   "declares: {user: [u, v]}\nkeeps: {user: [u]}\nlimits: {boot-ms: 9}\n",
	      "install,upgrade,reboot,erase", NULL);
	twice(&w, "install,erase");
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS, "one passed ; two passed ");
	expect(&w, STEPS,
	       "install p passed; configure a b passed; health p passed; upgrade p passed; "
	       "health p passed; reboot guest passed; health p passed; erase p passed");
	expect(&w, "SELECT class, object, keeps FROM declared ORDER BY class, object",
	       "boot-ms 9 0; package p 0; user u 1; user v 0");
	expect(&w, "SELECT key, value FROM volatile ORDER BY key",
	       "control boot-ms 500; control memory-mib 0; one boot-ms 700; one memory-mib 50; "
	       "two memory-mib 50");
	expect(&w, "SELECT count(*) FROM footprint", "0");
	assert_int_equal(w.machine.guests, 3);
	end(&w);
}

static void test_install_fails(void **state)
{
	static const struct made_rule rules[] = {
		{ .begins = "dnf5", .code = 1, .out = "Error: p[12345]: took 3.2s at 03:04:05\n" },
		{ 0 }
	};
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,reboot,erase", rules);
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS, "one failed ");
	expect(&w, STEPS, "install p failed; reboot guest not-run; erase p not-run");
	expect(&w, OBSERVED, "exit status 1: Error: p[N]: took Ns at TIME");
	end(&w);
}

/* Exit status 0 is not believed alone. */
static void test_not_done(void **state)
{
	static const struct made_rule nothing[] = { { .begins = "dnf5", .code = 0 }, { 0 } };
	static const struct made_rule stays[] = {
		{ .begins = "dnf5 -y --setopt=reposdir=" MACHINE_FOLDER " remove", .code = 0 },
		{ 0 }
	};
	static const struct made_rule same[] = {
		{ .begins = "dnf5 -y --setopt=reposdir=" MACHINE_FOLDER " install " MACHINE_FOLDER
			    "/p-2.rpm",
		  .code = 0 },
		{ 0 }
	};
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,erase", nothing);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p failed; erase p not-run");
	expect(&w, OBSERVED,
	       "exit status 0, but not all is installed, and exit status 1: not installed");
	end(&w);
	begin(&w, HEAD, "install,erase", stays);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p passed; erase p failed");
	end(&w);
	begin(&w, HEAD, "install,upgrade", same);
	assert_int_equal(run(&w), 0);
	expect(&w, OBSERVED, "exit status 0, but nothing was upgraded, and exit status 0");
	end(&w);
}

static void test_time_out(void **state)
{
	static const struct made_rule rules[] = {
		{ .begins = "dnf5", .end = "timed-out", .out = "scriptlet\n" }, { 0 }
	};
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,erase", rules);
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS, "one failed ");
	expect(&w, OBSERVED, "was not done within 300 s: scriptlet");
	end(&w);
}

/* Who will not reboot is reset, and has failed; unless the image does not do it by itself either.
 */
static void test_refused_reboot(void **state)
{
	static const struct made_rule refuses[] = {
		{ .begins = "reboot", .out = "status 1: inhibited", .installed = true }, { 0 }
	};
	static const struct made_rule always[] = { { .begins = "reboot", .out = "status 1" },
						   { 0 } };
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,reboot,erase", refuses);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p passed; reboot guest failed; erase p not-run");
	expect(&w, OBSERVED, "it would not reboot, and was reset: status 1: inhibited");
	end(&w);
	begin(&w, HEAD, "install,reboot,erase", always);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p passed; reboot guest passed; erase p passed");
	end(&w);
}

static void test_panic(void **state)
{
	static const struct made_rule rules[] = {
		{ .guest = 2, .begins = "dnf5", .machine = MACHINE_PANICKED }, { 0 }
	};
	static const struct made_rule reboot[] = {
		{ .guest = 2, .begins = "reboot", .machine = MACHINE_GONE }, { 0 }
	};
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,reboot,erase", rules);
	twice(&w, "install");
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS, "one failed ; two passed ");
	expect(&w, STEPS, "install p failed; reboot guest not-run; erase p not-run");
	expect(&w, OBSERVED, "the guest panicked: Kernel panic - not syncing: made");
	end(&w);
	begin(&w, HEAD, "install,reboot,erase", reboot);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p passed; reboot guest failed; erase p not-run");
	end(&w);
}

static void test_not_alone(void **state)
{
	static const struct made_rule rules[] = { { .guest = 2,
						    .begins = "azlcts-probe canary check",
						    .code = 1,
						    .out = "/run: guest\n" },
						  { 0 } };
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,erase", rules);
	twice(&w, "install");
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS,
	       "one error the guest is not alone: it has the canary of an earlier one: /run: "
	       "guest; two passed ");
	expect(&w, STEPS, "install p not-run; erase p not-run");
	end(&w);
}

static void test_other_instant(void **state)
{
	static const struct made_rule rules[] = {
		{ .guest = 2, .begins = "azlcts-probe instant", .out = "boot-2\n" },
		{ .guest = 3, .begins = "azlcts-probe instant", .code = 1 },
		{ 0 }
	};
	struct world w;

	(void)state;
	begin(&w, HEAD, "install", rules);
	twice(&w, "install");
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS,
	       "one error the guest does not go on from the instant of the others; two error the "
	       "guest does not say which boot it goes on from");
	end(&w);
}

static void test_not_its_fault(void **state)
{
	static const struct made_rule silent[] = {
		{ .guest = 2, .begins = "dnf5", .machine = MACHINE_SILENT }, { 0 }
	};
	static const struct made_rule broken[] = {
		{ .guest = 2, .begins = "rpm -q", .error = EPROTO }, { 0 }
	};
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,erase", silent);
	twice(&w, "install,erase");
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS,
	       "one error the guest does not answer: Kernel panic - not syncing: made; two "
	       "passed ");
	expect(&w, STEPS, "install p error; erase p not-run");
	end(&w);
	begin(&w, HEAD, "install,erase", broken);
	twice(&w, "install,erase");
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS, "one error made to fail; two passed ");
	end(&w);
}

static void test_ends_all(void **state)
{
	static const int codes[] = { ECANCELED, ENOSPC, ENOMEM };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
		const struct made_rule rules[] = {
			{ .guest = 2, .begins = "dnf5", .error = codes[i] }, { 0 }
		};
		struct world w;

		begin(&w, HEAD, "install,erase", rules);
		twice(&w, "install");
		assert_int_equal(run(&w), -codes[i]);
		assert_string_equal(w.err.text, "scenario one: made to fail");
		end(&w);
	}
}

static void test_control_fails(void **state)
{
	static const struct made_rule rules[] = {
		{ .guest = 1, .begins = "azlcts-probe canary", .machine = MACHINE_PANICKED }, { 0 }
	};
	struct world w;

	(void)state;
	begin(&w, HEAD, "install", rules);
	assert_int_equal(run(&w), -EIO);
	assert_string_equal(w.err.text, "the control guest, without the product: the guest "
					"panicked: Kernel panic - not syncing: made");
	end(&w);
}

static void test_unit(void **state)
{
	static const struct made_rule failed[] = {
		{ .begins = "systemctl show",
		  .out = "ActiveState=failed\nSubState=failed\nResult=exit-code\nNRestarts=5\n" },
		{ .begins = "journalctl -b -q --no-pager -o cat -n 8 -u p.service",
		  .out = "p: no such library\n" },
		{ 0 }
	};
	static const struct made_rule absent[] = {
		{ .begins = "systemctl show",
		  .out = "LoadState=not-found\nActiveState=inactive\nSubState=dead\n" },
		{ 0 }
	};
	struct world w;

	(void)state;
	begin(&w, UNITS, "install,erase", failed);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p passed; active p.service failed; erase p not-run");
	expect(&w, OBSERVED, "failed (failed), exit-code: p: no such library");
	end(&w);
	begin(&w, UNITS, "install,erase", NULL);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p passed; active p.service passed; erase p passed");
	end(&w);
	begin(&w, UNITS, "install", absent);
	assert_int_equal(run(&w), 0);
	expect(&w, OBSERVED, "inactive (dead), not-found");
	end(&w);
}

static void test_health(void **state)
{
	static const char questions[] = HEAD
		"health:\n  - {http: 'http://127.0.0.1/', contains: well, within: 1}\n"
		"  - {port: tcp/80, within: 1}\n  - {log: listening, unit: p.service, within: 1}\n"
		"  - {command: [p, -v], exit: 3, contains: v1, within: 1}\n";
	static const struct made_rule well[] = {
		{ .begins = "azlcts-probe http http://127.0.0.1/",
		  .out = "HTTP/1.1 200 OK\nwell\n",
		  .installed = true },
		{ .begins = "journalctl -b -q --no-pager -o cat --case-sensitive=yes -g "
			    "\\Qlistening\\E --after-cursor=s=1;i=2 -u p.service",
		  .out = "listening\n" },
		{ .begins = "p -v", .code = 3, .out = "v1\n", .installed = true },
		{ 0 }
	};
	static const struct made_rule ill[] = {
		{ .begins = "azlcts-probe http", .out = "HTTP/1.1 200 OK\nill\n" }, { 0 }
	};
	struct world w;

	(void)state;
	begin(&w, questions, "install", well);
	assert_int_equal(run(&w), 0);
	expect(&w, "SELECT outcome, observed FROM step WHERE action = 'health' ORDER BY position",
	       "passed answered with 'well'; passed accepts connections; passed logged; passed "
	       "exit "
	       "status 3, with 'v1'");
	end(&w);
	begin(&w, questions, "install", ill);
	assert_int_equal(run(&w), 0);
	expect(&w, OBSERVED, "without that text: HTTP/1.1 200 OK; ill");
	expect(&w, "SELECT count(*) FROM step WHERE outcome = 'not-run'", "3");
	end(&w);
}

static void test_platform(void **state)
{
	struct world w;

	(void)state;
	begin(&w, HEAD "grants: [platform]\nhealth: [{platform: ready, within: 1}]\n", "install",
	      NULL);
	assert_int_equal(run(&w), 0);
	expect(&w, OBSERVED, "the platform was told nothing");
	end(&w);
}

/* A difference that was not looked at is not an empty one; but what failed, has failed. */
static void test_blind(void **state)
{
	static const struct made_rule fails[] = { { .begins = "dnf5", .code = 1 }, { 0 } };
	struct buf reason = BUF_INIT(BUF_LINE);
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,erase", NULL);
	w.machine.blind = 2;
	twice(&w, "install,erase");
	assert_int_equal(run(&w), 0);
	expect(&w, "SELECT name, outcome FROM scenario ORDER BY name", "one error; two passed");
	assert_true(evidence_text(w.rows, &reason, "SELECT reason FROM scenario", NULL));
	assert_memory_equal(buf_str(&reason), "footprint: ", 11);
	expect(&w, STEPS, "install p error; erase p not-run");
	end(&w);
	begin(&w, HEAD, "install,erase", fails);
	w.machine.blind = 2;
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS, "one failed ");
	end(&w);
	buf_release(&reason);
}

/* An installation that passed, and of which nothing is seen any more, has no empty footprint. */
static void test_not_seen(void **state)
{
	static const struct made_rule panics[] = {
		{ .guest = 2, .begins = "systemctl show", .machine = MACHINE_PANICKED }, { 0 }
	};
	static const struct made_rule fails[] = {
		{ .guest = 2, .begins = "systemctl show", .out = "ActiveState=failed\n" }, { 0 }
	};
	static const char unknown[] = "SELECT count(*), change, span FROM footprint";
	struct world w;

	(void)state;
	begin(&w, UNITS, "install,erase", panics);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "install p passed; active p.service failed; erase p not-run");
	expect(&w, unknown, "14 unknown install");
	end(&w);
	begin(&w, UNITS, "install,erase", fails);
	w.machine.blind = 2;
	assert_int_equal(run(&w), 0);
	expect(&w, SCENARIOS, "one failed ");
	expect(&w, unknown, "14 unknown install");
	end(&w);
}

/* What is so without the product is no proof that it works. */
static void test_held(void **state)
{
	static const char manifest[] = HEAD "health: [{command: ['true'], within: 1}]\n";
	struct world w;

	(void)state;
	begin(&w, manifest, "install,reboot,erase", NULL);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS,
	       "install p passed; health true failed; reboot guest not-run; health true not-run; "
	       "erase p not-run");
	expect(&w, OBSERVED, "it was so before the product came, and says nothing of it");
	end(&w);
	/* ... and where nothing is installed, it is in the image */
	begin(&w, manifest, "health", NULL);
	assert_int_equal(run(&w), 0);
	expect(&w, STEPS, "health true passed");
	end(&w);
}

static void test_tools(void **state)
{
	static const struct made_rule rules[] = { { .begins = "dnf5", .end = "not-found" }, { 0 } };
	struct world w;

	(void)state;
	begin(&w, HEAD, "install", rules);
	evidence_free(w.before);
	unlink("before.db");
	make_before(&w, "/usr/bin/other");
	w.plan.before = w.before;
	assert_int_equal(run(&w), 0);
	expect(&w, OBSERVED, "the image has neither dnf5, dnf, tdnf nor rpm");
	end(&w);
}

static void test_plans(void **state)
{
	struct world w;

	(void)state;
	begin(&w, HEAD, "install,upgrade", NULL);
	w.plan.upgrades_count = 0;
	assert_int_equal(run(&w), -EINVAL);
	assert_string_equal(w.err.text, "upgrade: from what? give the older packages with "
					"--upgrade-from");
	end(&w);
	begin(&w, HEAD, "install", NULL);
	w.plan.packages_count = 0;
	assert_int_equal(run(&w), -EINVAL);
	end(&w);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passes),	       cmocka_unit_test(test_install_fails),
		cmocka_unit_test(test_not_done),       cmocka_unit_test(test_time_out),
		cmocka_unit_test(test_refused_reboot), cmocka_unit_test(test_panic),
		cmocka_unit_test(test_not_alone),      cmocka_unit_test(test_other_instant),
		cmocka_unit_test(test_not_its_fault),  cmocka_unit_test(test_ends_all),
		cmocka_unit_test(test_control_fails),  cmocka_unit_test(test_unit),
		cmocka_unit_test(test_health),	       cmocka_unit_test(test_platform),
		cmocka_unit_test(test_tools),	       cmocka_unit_test(test_plans),
		cmocka_unit_test(test_blind),	       cmocka_unit_test(test_not_seen),
		cmocka_unit_test(test_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
