/* SPDX-License-Identifier: MIT */
/* The services one by one: what is asked right is answered, and what is asked wrong is not. */
#include "outside_made.h"

static const struct platform_wish right = { .hostname = "made-vm", .user = "made<user" };

static int start_right(void **state)
{
	static const char *const no_items[1];
	struct made *m = calloc(1, sizeof(*m));
	struct text_list none = { no_items, 0 };

	made_start(m, &none, &right);
	*state = m;
	return 0;
}

static int stop(void **state)
{
	made_stop(*state);
	free(*state);
	return 0;
}

static void test_imds_documents(void **state)
{
	struct made *m = *state;

	expect_get(m, IMDS_AT, "/metadata/instance?api-version=2021-02-01", METADATA, 200,
		   "\"computerName\":\"made-vm\"");
	expect_get(m, IMDS_AT, "/metadata/instance?api-version=2021-02-01", METADATA, 200,
		   "\"macAddress\":\"525400A21C75\"");
	expect_get(m, IMDS_AT, "/metadata/instance/?api-version=2021-02-01", METADATA, 200,
		   "\"compute\"");
	expect_get(m, IMDS_AT, "/metadata/instance/compute?api-version=2018-02-01",
		   "Metadata: True\r\n", 200, "\"vmSize\"");
	expect_get(m, IMDS_AT, "/metadata/instance/network?api-version=2018-02-01&format=json",
		   METADATA, 200, "{\"interface\":[");
	expect_get(m, IMDS_AT, "/metadata/versions", METADATA, 200, "{\"apiVersions\":[\"2017");
	expect_get(m, IMDS_AT, "/metadata/scheduledevents?api-version=2020-07-01", METADATA, 200,
		   "\"Events\":[]");
	expect_get(m, IMDS_AT, "/metadata/instance?api-version=2021-08-01&extended=true", METADATA,
		   200, "\"hasCustomData\":false,\"ppsType\":\"None\"");
}

static void test_imds_text(void **state)
{
	struct made *m = *state;

	expect_get(m, IMDS_AT,
		   "/metadata/instance/compute/osType?api-version=2021-02-01&format=text", METADATA,
		   200, "\r\n\r\nLinux");
	expect_get(m, IMDS_AT,
		   "/metadata/instance/network/interface/0/ipv4/ipAddress/0/privateIpAddress"
		   "?api-version=2021-02-01&format=text",
		   METADATA, 200, "\r\n\r\n168.63.129.50");
	expect_get(m, IMDS_AT, "/metadata/instance?api-version=2021-02-01&format=text", METADATA,
		   200, "\r\n\r\ncompute/\nnetwork/\n");
	expect_get(m, IMDS_AT,
		   "/metadata/instance/network/interface?api-version=2021-02-01&format=text",
		   METADATA, 200, "\r\n\r\n0/\n");
	expect_get(m, IMDS_AT, "/metadata/instance/compute/osType?api-version=2021-02-01", METADATA,
		   400, "format=text");
	expect_get(m, IMDS_AT, "/metadata/instance?api-version=2021-02-01&format=xml", METADATA,
		   400, "format");
}

/* What came with a later version is not there for who asks with an earlier one. */
static void test_imds_versions(void **state)
{
	static const char compute[] = "/metadata/instance/compute?api-version=";
	struct made *m = *state;
	char target[128];
	char *got;

	snprintf(target, sizeof(target), "%s2018-02-01", compute);
	got = made_ask(made_socket(m, IMDS_AT), "GET", target, METADATA, NULL);
	assert_int_equal(made_status(got), 200);
	assert_non_null(strstr(got, "\"vmScaleSetName\""));
	assert_null(strstr(got, "\"osProfile\""));
	assert_null(strstr(got, "\"publicKeys\""));
	free(got);
	snprintf(target, sizeof(target), "%s2020-07-15", compute);
	expect_get(m, IMDS_AT, target, METADATA, 200, "\"osProfile\"");
	expect_get(m, IMDS_AT,
		   "/metadata/instance/compute/userData?api-version=2020-12-01&format=text",
		   METADATA, 404, "");
	expect_get(m, IMDS_AT,
		   "/metadata/instance/compute/userData?api-version=2021-01-01&format=text",
		   METADATA, 200, "");
}

static void test_imds_refusals(void **state)
{
	static const char instance[] = "/metadata/instance?api-version=2021-02-01";
	struct made *m = *state;

	expect_get(m, IMDS_AT, instance, "", 400, "Required metadata header");
	expect_get(m, IMDS_AT, instance, "Metadata: yes\r\n", 400, "Required metadata header");
	expect_get(m, IMDS_AT, instance, METADATA "X-Forwarded-For: 1.2.3.4\r\n", 400,
		   "X-Forwarded-For");
	expect_get(m, IMDS_AT, "/metadata/instance", METADATA, 400, "newest-versions");
	expect_get(m, IMDS_AT, "/metadata/instance?api-version=1999-01-01", METADATA, 400,
		   "\"newest-versions\":[\"2025-04-07\"");
	expect_get(m, IMDS_AT, "/metadata/instance?api-version=2020-07-01", METADATA, 400,
		   "api-version");
	expect_get(m, IMDS_AT, "/metadata/nothing?api-version=2021-02-01", METADATA, 404,
		   "Not found");
	expect_get(m, IMDS_AT, "/metadata/instance/network/interface/9?api-version=2021-02-01",
		   METADATA, 404, "Not found");
	expect_get(m, IMDS_AT, "/metadata/attested/document?api-version=2021-02-01", METADATA, 404,
		   "");
	expect_get(m, IMDS_AT, "/metadata/reprovisiondata?api-version=2019-06-01", METADATA, 404,
		   "");
	expect_get(m, IMDS_AT, "/metadata/identity/oauth2/token?api-version=2018-02-01", METADATA,
		   400, "invalid_request");
	expect_get(m, IMDS_AT, "/metadata?api-version=2021-02-01", METADATA, 404, "");
	expect_get(m, IMDS_AT, "/", METADATA, 404, "");
	expect_get(m, IMDS_AT, "/metadata/%zz?api-version=2021-02-01", METADATA, 400, "");
	expect(m, IMDS_AT, "POST", instance, METADATA, "{}", 405, "Allow: GET");
}

static void test_wire(void **state)
{
	static const char config[] = "/machine/x/y?comp=config&type=";
	char target[128];
	struct made *m = *state;

	expect_get(m, WIRE_AT, "/?comp=versions", "", 200, "<Version>2012-11-30</Version>");
	expect_get(m, WIRE_AT, "/machine/?comp=goalstate", "", 200, "<Incarnation>1</Incarnation>");
	expect_get(m, WIRE_AT, "/machine?comp=goalstate", "", 200, "<ContainerId>a21c7540-");
	snprintf(target, sizeof(target), "%shostingEnvironmentConfig&incarnation=1", config);
	expect_get(m, WIRE_AT, target, "", 200, "<Role guid=");
	snprintf(target, sizeof(target), "%ssharedConfig&incarnation=1", config);
	expect_get(m, WIRE_AT, target, "", 200, "<SharedConfig");
	snprintf(target, sizeof(target), "%sextensionsConfig&incarnation=1", config);
	expect_get(m, WIRE_AT, target, "", 200, "<Plugins/>");
	snprintf(target, sizeof(target), "%sfullConfig", config);
	expect_get(m, WIRE_AT, target, "", 404, "");
	expect_get(m, WIRE_AT, "/machine?comp=agents", "", 200, "<PluginVersionManifest");
	expect_get(m, WIRE_AT, "/machine?comp=certificates", "", 400, "certificate");
	expect_get(m, WIRE_AT, "/machine?comp=certificates",
		   "x-ms-guest-agent-public-x509-cert: bm90aGluZw==\r\n", 400, "certificate");
	expect_get(m, WIRE_AT, "/machine", "", 404, "");
	expect_get(m, WIRE_AT, "/machinery?comp=goalstate", "", 404, "");
	expect(m, WIRE_AT, "DELETE", "/machine?comp=goalstate", "", NULL, 405, "");
	expect(m, WIRE_AT, "POST", "/machine?comp=goalstate", "", "x", 404, "");
	expect(m, WIRE_AT, "POST", "/machine?comp=telemetrydata", "", "<T/>", 200, "");
	expect(m, WIRE_AT, "POST", "/machine?comp=roleProperties", "", "<R/>", 202, "");
	expect(m, WIRE_AT, "PUT", "/machine?comp=status", "", "{}", 200, "");
	expect(m, WIRE_AT, "POST", "/HealthService", "", "{}", 200, "");
}

static void test_host_plugin(void **state)
{
	struct made *m = *state;

	expect_get(m, PLUGIN_AT, "/versions", "", 200, "[\"2015-09-01\"]");
	expect_get(m, PLUGIN_AT, "/health", "", 200, "");
	expect_get(m, PLUGIN_AT, "/vmSettings", "", 404, "");
	expect_get(m, PLUGIN_AT, "/extensionArtifact", "", 404, "");
	expect_get(m, PLUGIN_AT, "/nothing", "", 404, "");
	expect(m, PLUGIN_AT, "PUT", "/status", "", "{}", 200, "");
	expect(m, PLUGIN_AT, "PUT", "/vmAgentLog", "", "zip", 200, "");
	expect(m, PLUGIN_AT, "POST", "/status", "", "{}", 405, "");
}

static void report(struct made *m, const char *headers, const char *container, const char *health,
		   int status)
{
	char body[1024];

	snprintf(body, sizeof(body),
		 "<?xml version=\"1.0\"?><Health xmlns:x=\"y\"><GoalStateIncarnation>1"
		 "</GoalStateIncarnation><Container><ContainerId>%s</ContainerId><RoleInstanceList>"
		 "<Role><InstanceId>a21c7540-0000-4000-8000-00000000d001._azlcts</InstanceId>"
		 "<Health>%s</Health></Role></RoleInstanceList></Container></Health>",
		 container, health);
	expect(m, WIRE_AT, "POST", "/machine?comp=health", headers, body, status, "");
}

static void test_health(void **state)
{
	static const char us[] = "a21c7540-0000-4000-8000-00000000c001";
	static const char ready[] = "<State>Ready</State>";
	static const char agent[] = "User-Agent: WALinuxAgent/2.9.1.1\r\n";
	static const char init[] =
		"User-Agent: Cloud-Init/22.4\r\nx-ms-agent-name: WALinuxAgent\r\n";
	struct made *m = *state;
	char by[64];
	char what[256];

	assert_false(outside_ready(m->outside, by));
	assert_false(outside_failure(m->outside, what));
	report(m, agent, "another", ready, 400);
	report(m, agent, us, "<State>Happy</State>", 400);
	report(m, agent, us, "", 400);
	expect(m, WIRE_AT, "POST", "/machine?comp=health", agent, "Ready", 400, "");
	assert_false(outside_ready(m->outside, by));

	report(m, agent, us,
	       "<State>NotReady</State><Details><SubStatus>Provisioning</SubStatus>"
	       "<Description>\n Starting &lt;&amp;\x1b[1m </Description></Details>",
	       200);
	assert_false(outside_ready(m->outside, by));
	assert_true(outside_failure(m->outside, what));
	assert_string_equal(what, "waagent: NotReady, Provisioning: Starting <&\\x1b[1m");
	report(m, agent, us, ready, 200);
	assert_true(outside_ready(m->outside, by));
	assert_string_equal(by, "waagent");
	assert_false(outside_failure(m->outside, what));
	report(m, init, us, " <State> Ready </State> ", 200);
	assert_true(outside_ready(m->outside, by));
	assert_string_equal(by, "cloud-init");
	report(m, init, us,
	       "<State>NotReady</State><Details><SubStatus>ProvisioningFailed</SubStatus>"
	       "<Description>result=error</Description></Details>",
	       200);
	assert_false(outside_ready(m->outside, by));
	assert_true(outside_failure(m->outside, what));
	assert_string_equal(what, "cloud-init: NotReady, ProvisioningFailed: result=error");
}

static void test_requests(void **state)
{
	struct made *m = *state;
	AUTO_DOC struct doc *list = NULL;
	const struct doc *d;

	expect_get(m, PLUGIN_AT, "/versions", "", 200, "");
	expect_get(m, IMDS_AT, "/metadata/instance?api-version=0", METADATA, 400, "");
	list = outside_requests(m->outside);
	assert_int_equal(doc_count(list), 2);
	d = doc_at(list, 0);
	assert_string_equal(doc_get_text(d, "service"), "hostplugin");
	d = doc_at(list, 1);
	assert_string_equal(doc_get_text(d, "service"), "imds");
	assert_string_equal(doc_get_text(d, "method"), "GET");
	assert_string_equal(doc_get_text(d, "path"), "/metadata/instance?api-version=0");
	assert_int_equal(doc_get_int(d, "status", 0), 400);
}

static void write_text(const char *dir, const char *name, const char *text)
{
	struct error err = ERROR_INIT;
	AUTO_FREE char *path = fs_join(dir, name);

	assert_int_equal(fs_write(path, text, strlen(text), &err), 0);
}

static void ask_repository(struct made *m)
{
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "", 200, "\r\n\r\n0123456789");
	expect_get(m, REPOSITORY_AT, "/1/repodata/%72epomd.xml", "", 200, "\r\n\r\n0123456789");
	expect(m, REPOSITORY_AT, "HEAD", "/1/repodata/repomd.xml", "", NULL, 200,
	       "Content-Length: 10");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=2-4\r\n", 206,
		   "\r\n\r\n234");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=2-4\r\n", 206,
		   "Content-Range: bytes 2-4/10");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=-3\r\n", 206,
		   "\r\n\r\n789");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=8-\r\n", 206,
		   "\r\n\r\n89");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=8-99\r\n", 206,
		   "bytes 8-9/10");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=10-\r\n", 416,
		   "bytes */10");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=1-2,4-5\r\n", 200,
		   "0123456789");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "Range: bytes=4-1\r\n", 200,
		   "0123456789");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml",
		   "Range: bytes=2-4\r\nIf-Range: \"x\"\r\n", 200, "0123456789");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml",
		   "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n", 304, "Last-Modified: ");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml",
		   "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n", 200, "0123456789");
	expect_get(m, REPOSITORY_AT, "/1/repodata/repomd.xml", "If-Modified-Since: soon\r\n", 200,
		   "");
	expect_get(m, REPOSITORY_AT, "/1/empty", "", 200, "Content-Length: 0");
	expect_get(m, REPOSITORY_AT, "/1/inside", "", 200, "0123456789");
	expect_get(m, REPOSITORY_AT, "/1/outside", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1/pipe", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1/../secret", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1/%2e%2e/secret", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1/..%2fsecret", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1/repodata", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1/", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/2/repodata/repomd.xml", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/-1/repodata/repomd.xml", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/99999999999999999999/x", "", 404, "");
	expect_get(m, REPOSITORY_AT, "/1/a%00b", "", 400, "");
	expect_get(m, REPOSITORY_AT, "/1/a%4", "", 400, "");
	expect(m, REPOSITORY_AT, "POST", "/1/empty", "", "x", 405, "Allow: GET, HEAD");
	expect(m, REPOSITORY_AT, "PUT", "/1/new", "", "x", 405, "");
}

static void test_repository(void **state UNUSED)
{
	char top[] = "/tmp/azlcts-outside.XXXXXX";
	struct error err = ERROR_INIT;
	struct made m = { 0 };
	char path[128];

	assert_non_null(mkdtemp(top));
	snprintf(path, sizeof(path), "%s/repo/repodata", top);
	assert_int_equal(fs_mkdirs(path, &err), 0);
	write_text(path, "repomd.xml", "0123456789");
	write_text(top, "secret", "secret");
	snprintf(path, sizeof(path), "%s/repo", top);
	write_text(path, "empty", "");
	snprintf(path, sizeof(path), "%s/repo/inside", top);
	assert_int_equal(symlink("/repodata/repomd.xml", path), 0);
	snprintf(path, sizeof(path), "%s/repo/outside", top);
	assert_int_equal(symlink("../secret", path), 0);
	snprintf(path, sizeof(path), "mkfifo %s/repo/pipe", top);
	assert_int_equal(system(path), 0);
	snprintf(path, sizeof(path), "%s/repo", top);
	{
		const char *const folders[] = { top, path };
		struct text_list list = { folders, 2 };

		made_start(&m, &list, NULL);
	}
	assert_null(outside_medium(m.outside));
	assert_null(made_socket(&m, IMDS_AT));
	ask_repository(&m);
	made_stop(&m);
	assert_int_equal(fs_remove_tree(top, &err), 0);
}

static void test_no_folder(void **state UNUSED)
{
	const char *const folders[] = { "/nonexistent/folder" };
	struct text_list list = { folders, 1 };
	struct outside_options o = { .work_dir = "/tmp", .repositories = &list };
	struct error err = ERROR_INIT;
	struct outside *out = NULL;

	assert_int_equal(outside_start(&out, &o, &err), -ENOENT);
	assert_null(out);
	assert_non_null(strstr(err.text, "/nonexistent/folder"));
	outside_stop(NULL);
}

static void test_no_room_for_sockets(void **state UNUSED)
{
	char dir[160] = "/tmp/azlcts-outside.XXXXXX";
	struct outside_options o = { .work_dir = dir, .platform = &right };
	struct error err = ERROR_INIT;
	struct outside *out = NULL;

	assert_non_null(mkdtemp(dir));
	memset(dir + strlen(dir), '/', 100); /* the same folder, by a path too long */
	assert_int_equal(outside_start(&out, &o, &err), -ENAMETOOLONG);
	assert_null(out);
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_imds_documents, start_right, stop),
		cmocka_unit_test_setup_teardown(test_imds_text, start_right, stop),
		cmocka_unit_test_setup_teardown(test_imds_versions, start_right, stop),
		cmocka_unit_test_setup_teardown(test_imds_refusals, start_right, stop),
		cmocka_unit_test_setup_teardown(test_wire, start_right, stop),
		cmocka_unit_test_setup_teardown(test_host_plugin, start_right, stop),
		cmocka_unit_test_setup_teardown(test_health, start_right, stop),
		cmocka_unit_test_setup_teardown(test_requests, start_right, stop),
		cmocka_unit_test(test_repository),
		cmocka_unit_test(test_no_folder),
		cmocka_unit_test(test_no_room_for_sockets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
