/* SPDX-License-Identifier: MIT */
#include "scenario/outside/platform.h"

#include <stdio.h>
#include <strings.h>

#include "base/str.h"
#include "scenario/outside/certificates.h"

#define XML	"text/xml; charset=utf-8"
#define XML_TOP "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define CONFIG                                                               \
	"http://" PLATFORM_WIRE_ADDRESS ":80/machine/" PLATFORM_CONTAINER_ID \
	"/" PLATFORM_INSTANCE_ID "?comp="
#define INCARNATION "&amp;incarnation=" PLATFORM_INCARNATION
#define SCHEMA_OF(name)                                            \
	"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" " \
	"xsi:noNamespaceSchemaLocation=\"" name "\""

static const char versions[] = XML_TOP
	"<Versions>\n"
	"<Preferred><Version>2015-04-05</Version></Preferred>\n"
	"<Supported>"
	"<Version>2015-04-05</Version><Version>2012-11-30</Version><Version>2012-09-15</Version>"
	"<Version>2012-05-15</Version><Version>2011-12-31</Version><Version>2011-10-15</Version>"
	"<Version>2011-08-31</Version><Version>2011-04-07</Version><Version>2010-12-15</Version>"
	"</Supported>\n</Versions>\n";

static const char goal_state[] = XML_TOP "<GoalState " SCHEMA_OF(
	"goalstate10.xsd") ">\n"
			   "<Version>2012-11-30</Version>\n"
			   "<Incarnation>" PLATFORM_INCARNATION "</Incarnation>\n"
			   "<Machine><ExpectedState>Started</ExpectedState>"
			   "<StopRolesDeadlineHint>300000</StopRolesDeadlineHint>"
			   "<LBProbePorts><Port>16001</Port></LBProbePorts>"
			   "<ExpectHealthReport>FALSE</ExpectHealthReport></Machine>\n"
			   "<Container>\n"
			   "<ContainerId>" PLATFORM_CONTAINER_ID "</ContainerId>\n"
			   "<RoleInstanceList><RoleInstance>\n"
			   "<InstanceId>" PLATFORM_INSTANCE_ID "</InstanceId>\n"
			   "<State>Started</State>\n"
			   "<Configuration>\n"
			   "<HostingEnvironmentConfig>" CONFIG
			   "config&amp;type=hostingEnvironmentConfig" INCARNATION
			   "</HostingEnvironmentConfig>\n"
			   "<SharedConfig>" CONFIG "config&amp;type=sharedConfig" INCARNATION
			   "</SharedConfig>\n"
			   "<ExtensionsConfig>" CONFIG
			   "config&amp;type=extensionsConfig" INCARNATION "</ExtensionsConfig>\n"
			   "<FullConfig>" CONFIG "config&amp;type=fullConfig" INCARNATION
			   "</FullConfig>\n"
			   "<Certificates>" CONFIG "certificates" INCARNATION "</Certificates>\n"
			   "<ConfigName>" PLATFORM_DEPLOYMENT_ID ".0." PLATFORM_DEPLOYMENT_ID
			   ".0._azlcts." PLATFORM_INCARNATION ".xml</ConfigName>\n"
			   "</Configuration>\n"
			   "</RoleInstance></RoleInstanceList>\n"
			   "</Container>\n"
			   "</GoalState>\n";

#define DEPLOYMENT                                                                              \
	"<Deployment name=\"" PLATFORM_DEPLOYMENT_ID "\" guid=\"{" PLATFORM_DEPLOYMENT_ID       \
	"}\" incarnation=\"0\">"                                                                \
	"<Service name=\"azlcts\" guid=\"{00000000-0000-0000-0000-000000000000}\"/>"            \
	"<ServiceInstance name=\"" PLATFORM_DEPLOYMENT_ID ".0\" guid=\"{" PLATFORM_CONTAINER_ID \
	"}\"/></Deployment>\n"                                                                  \
	"<Incarnation number=\"" PLATFORM_INCARNATION                                           \
	"\" instance=\"_azlcts\" guid=\"{" PLATFORM_CONTAINER_ID "}\"/>\n"

static const char hosting_environment[] = XML_TOP
	"<HostingEnvironmentConfig version=\"1.0.0.0\" goalStateIncarnation=\"" PLATFORM_INCARNATION
	"\">\n<StoredCertificates/>\n" DEPLOYMENT "<Role guid=\"{" PLATFORM_DEPLOYMENT_ID
	"}\" name=\"_azlcts\""
	" hostingEnvironmentVersion=\"1\" software=\"\" softwareType=\"ApplicationPackage\""
	" entryPoint=\"\" parameters=\"\" settleTimeSeconds=\"0\"/>\n"
	"<HostingEnvironmentSettings name=\"full\" runtime=\"\"><CAS mode=\"full\"/>"
	"<PrivilegeLevel mode=\"max\"/><AdditionalProperties><CgiHandlers/>"
	"</AdditionalProperties></HostingEnvironmentSettings>\n"
	"<ApplicationSettings/>\n<ResourceReferences/>\n</HostingEnvironmentConfig>\n";

static const char shared_config[] =
	XML_TOP "<SharedConfig version=\"1.0.0.0\" goalStateIncarnation=\"" PLATFORM_INCARNATION
		"\">\n" DEPLOYMENT "<Role guid=\"{" PLATFORM_DEPLOYMENT_ID
		"}\" name=\"_azlcts\" settleTimeSeconds=\"0\"/>\n"
		"<LoadBalancerSettings timeoutSeconds=\"0\" waitLoadBalancerProbeCount=\"8\">"
		"<Probes/></LoadBalancerSettings>\n"
		"<OutputEndpoints/>\n<Instances>"
		"<Instance id=\"_azlcts\" address=\"" PLATFORM_GUEST "\">"
		"<FaultDomains randomId=\"0\" updateId=\"0\" updateCount=\"0\"/><InputEndpoints/>"
		"</Instance></Instances>\n</SharedConfig>\n";

/* No extension is wanted.  The list of agents is there, and has none that is newer. */
static const char extensions_config[] = XML_TOP
	"<Extensions version=\"1.0.0.0\" goalStateIncarnation=\"" PLATFORM_INCARNATION "\">\n"
	"<GuestAgentExtension xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">"
	"<GAFamilies><GAFamily><Name>Prod</Name><Uris><Uri>" CONFIG "agents</Uri></Uris>"
	"</GAFamily><GAFamily><Name>Test</Name><Uris><Uri>" CONFIG "agents</Uri></Uris>"
	"</GAFamily></GAFamilies></GuestAgentExtension>\n"
	"<Plugins/>\n<PluginSettings/>\n"
	"<StatusUploadBlob statusBlobType=\"BlockBlob\">https://storage.invalid/status/vm.status"
	"</StatusUploadBlob>\n"
	"</Extensions>\n";

static const char agents[] =
	XML_TOP "<PluginVersionManifest xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">"
		"<Plugins/></PluginVersionManifest>\n";

static void say_config(const struct http_request *q, struct http_answer *out)
{
	static const struct {
		const char *type;
		const char *text;
	} configs[] = {
		{ "hostingEnvironmentConfig", hosting_environment },
		{ "sharedConfig", shared_config },
		{ "extensionsConfig", extensions_config },
	};
	const char *type = http_argument(q, "type");

	for (size_t i = 0; type && i < ARRAY_SIZE(configs); i++) {
		if (strcasecmp(type, configs[i].type) == 0) {
			http_say(out, 200, XML, configs[i].text);
			return;
		}
	}
	http_say(out, 404, "text/plain", "no such configuration\n");
}

static void say_certificates(const struct http_request *q, struct http_answer *out)
{
	const char *transport = http_header(q, "x-ms-guest-agent-public-x509-cert");
	const char *cipher = http_header(q, "x-ms-cipher-name");
	AUTO(buf) struct buf data = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	if (!transport ||
	    certificates_seal(transport, cipher && streq(cipher, "AES128_CBC"), &data, &err) < 0) {
		http_say(out, 400, "text/plain", "no certificate to encrypt for\n");
		return;
	}
	http_say(out, 200, XML,
		 XML_TOP "<CertificateFile " SCHEMA_OF(
			 "certificates10.xsd") ">\n"
					       "<Version>2012-11-30</"
					       "Version>\n<Incarnation>" PLATFORM_INCARNATION
					       "</Incarnation>\n<Format>Pkcs7BlobWithPfxContents</"
					       "Format>\n<Data>");
	buf_add(&out->body, buf_str(&data));
	buf_add(&out->body, "</Data>\n</CertificateFile>\n");
}

/* Characters of an element's text, with the escapes of XML taken out. */
static void add_text(struct buf *out, const char *text, size_t len)
{
	static const struct {
		const char *escape;
		char c;
	} escapes[] = {
		{ "&amp;", '&' },  { "&lt;", '<' },    { "&gt;", '>' },
		{ "&quot;", '"' }, { "&apos;", '\'' },
	};

	while (len) {
		size_t took = 1;
		char c = *text;

		for (size_t i = 0; c == '&' && i < ARRAY_SIZE(escapes); i++) {
			size_t n = strlen(escapes[i].escape);

			if (n <= len && memcmp(text, escapes[i].escape, n) == 0) {
				c = escapes[i].c;
				took = n;
				break;
			}
		}
		buf_addc(out, c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
		text += took;
		len -= took;
	}
}

/*
 * The text of the first element of this name, one clean line; false: there is none.  Reports are
 * what two programs write with a format string: no reader of XML is needed to be strict with them.
 */
static bool element(const char *xml, const char *name, char *out, size_t size)
{
	AUTO(buf) struct buf text = BUF_INIT(HTTP_BODY_MAX);
	AUTO(buf) struct buf clean = BUF_INIT(4 * HTTP_BODY_MAX);
	size_t n = strlen(name);
	const char *end;

	for (; (xml = strchr(xml, '<')); xml++)
		if (strncmp(xml + 1, name, n) == 0 && xml[1 + n] == '>')
			break;
	end = xml ? strchr(xml + 1, '<') : NULL;
	if (!end || strncmp(end + 1, "/", 1) != 0 || strncmp(end + 2, name, n) != 0)
		return false;
	xml += n + 2;
	while (xml < end && strchr(" \t\r\n", *xml))
		xml++;
	while (end > xml && strchr(" \t\r\n", end[-1]))
		end--;
	add_text(&text, xml, (size_t)(end - xml));
	buf_add_clean(&clean, buf_str(&text), text.len);
	snprintf(out, size, "%s", buf_str(&clean));
	return !text.failed && !clean.failed;
}

/* Both agents call themselves WALinuxAgent in x-ms-agent-name: the program's name is User-Agent. */
static void who(const struct http_request *q, char by[64])
{
	const char *agent = http_header(q, "User-Agent");
	AUTO(buf) struct buf clean = BUF_INIT(BUF_LINE);

	if (!agent)
		agent = http_header(q, "x-ms-agent-name");
	if (!agent)
		agent = "unknown";
	buf_add_clean(&clean, agent, strcspn(agent, "/ +"));
	if (streq(buf_str(&clean), "WALinuxAgent"))
		snprintf(by, 64, "waagent");
	else if (streq(buf_str(&clean), "Cloud-Init"))
		snprintf(by, 64, "cloud-init");
	else
		snprintf(by, 64, "%.60s", clean.len ? buf_str(&clean) : "unknown");
}

static bool is_about_us(const char *xml)
{
	static const struct {
		const char *name;
		const char *value;
	} ours[] = {
		{ "GoalStateIncarnation", PLATFORM_INCARNATION },
		{ "ContainerId", PLATFORM_CONTAINER_ID },
		{ "InstanceId", PLATFORM_INSTANCE_ID },
	};
	char value[128];

	for (size_t i = 0; i < ARRAY_SIZE(ours); i++)
		if (!element(xml, ours[i].name, value, sizeof(value)) ||
		    !streq(value, ours[i].value))
			return false;
	return true;
}

static void take_health(const struct http_request *q, struct http_answer *out,
			struct wire_report *report)
{
	const char *xml = q->body;
	char state[32];
	char sub[64] = "";
	char description[256] = "";
	bool ready;

	if (strlen(xml) != q->body_len || !strstr(xml, "<Health") || !is_about_us(xml) ||
	    !element(xml, "State", state, sizeof(state)) ||
	    (!streq(state, "Ready") && !streq(state, "NotReady"))) {
		http_say(out, 400, "text/plain", "not a health report of this machine\n");
		return;
	}
	ready = streq(state, "Ready");
	element(xml, "SubStatus", sub, sizeof(sub));
	element(xml, "Description", description, sizeof(description));
	memset(report, 0, sizeof(*report));
	report->state = ready ? WIRE_READY : WIRE_NOT_READY;
	who(q, report->by);
	if (!ready)
		snprintf(report->what, sizeof(report->what), "%.63s: NotReady%s%.63s%s%.100s",
			 report->by, *sub ? ", " : "", sub, *description ? ": " : "", description);
	http_say(out, 200, XML, "");
}

/* What is under /machine, by `comp`; a method that is not of it is 405. */
static void answer_machine(const struct http_request *q, const char *comp, struct http_answer *out,
			   struct wire_report *report)
{
	bool get = streq(q->method, "GET");
	bool post = streq(q->method, "POST");
	bool put = streq(q->method, "PUT");

	if (strcasecmp(comp, "goalstate") == 0 && get)
		http_say(out, 200, XML, goal_state);
	else if (strcasecmp(comp, "config") == 0 && get)
		say_config(q, out);
	else if (strcasecmp(comp, "certificates") == 0 && get)
		say_certificates(q, out);
	else if (strcasecmp(comp, "agents") == 0 && get)
		http_say(out, 200, XML, agents);
	else if (strcasecmp(comp, "health") == 0 && post)
		take_health(q, out, report);
	else if (strcasecmp(comp, "telemetrydata") == 0 && post)
		http_say(out, 200, XML, "");
	else if (strcasecmp(comp, "roleProperties") == 0 && post)
		http_say(out, 202, XML, "");
	else if (strcasecmp(comp, "status") == 0 && put)
		http_say(out, 200, XML, "");
	else if (get || post || put)
		http_say(out, 404, "text/plain", "not there\n");
	else
		http_say(out, 405, "text/plain", "method not allowed\n");
}

void wire_answer(const struct http_request *q, struct http_answer *out, struct wire_report *report)
{
	const char *comp = http_argument(q, "comp");

	if (comp && streq(q->path, "/") && strcasecmp(comp, "versions") == 0 &&
	    streq(q->method, "GET"))
		http_say(out, 200, XML, versions);
	else if (comp && (streq(q->path, "/machine") || starts_with(q->path, "/machine/")))
		answer_machine(q, comp, out, report);
	else if (streq(q->path, "/HealthService") && streq(q->method, "POST"))
		http_say(out, 200, NULL, "");
	else
		http_say(out, 404, "text/plain", "not there\n");
}
