/* SPDX-License-Identifier: MIT */
/* Instance metadata, as
 * https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service */
#include "scenario/outside/platform.h"

#include <strings.h>

#include "base/str.h"

/* That agents may ask for; the newest last.  2021-08-01 is cloud-init's. */
static const char *const versions[] = {
	"2017-03-01", "2017-04-02", "2017-08-01", "2017-10-01", "2017-12-01", "2018-02-01",
	"2018-04-02", "2018-10-01", "2019-02-01", "2019-03-11", "2019-04-30", "2019-06-01",
	"2019-06-04", "2019-08-01", "2019-08-15", "2019-11-01", "2020-06-01", "2020-07-15",
	"2020-09-01", "2020-10-01", "2020-12-01", "2021-01-01", "2021-02-01", "2021-03-01",
	"2021-05-01", "2021-08-01", "2021-10-01", "2021-11-01", "2021-11-15", "2021-12-13",
	"2023-07-01", "2023-11-15", "2024-03-15", "2024-07-17", "2025-04-07",
};

/* Of /metadata/scheduledevents alone. */
static const char *const event_versions[] = {
	"2017-11-01",
	"2019-01-01",
	"2019-04-01",
	"2020-07-01",
};

static const char instance[] =
	"{\"compute\":{\"additionalCapabilities\":{\"hibernationEnabled\":\"false\"},"
	"\"azEnvironment\":\"AzurePublicCloud\",\"customData\":\"\",\"evictionPolicy\":\"\","
	"\"extendedLocation\":{\"name\":\"\",\"type\":\"\"},\"host\":{\"id\":\"\"},"
	"\"hostGroup\":{\"id\":\"\"},\"isHostCompatibilityLayerVm\":\"false\","
	"\"licenseType\":\"\",\"location\":\"eastus\",\"offer\":\"\","
	"\"osProfile\":{\"disablePasswordAuthentication\":\"true\"},\"osType\":\"Linux\","
	"\"placementGroupId\":\"\",\"plan\":{\"name\":\"\",\"product\":\"\",\"publisher\":\"\"},"
	"\"platformFaultDomain\":\"0\",\"platformSubFaultDomain\":\"\","
	"\"platformUpdateDomain\":\"0\",\"priority\":\"\",\"provider\":\"Microsoft.Compute\","
	"\"publicKeys\":[{}],\"publisher\":\"\",\"resourceGroupName\":\"azlcts\","
	"\"securityProfile\":{\"encryptionAtHost\":\"false\",\"secureBootEnabled\":\"false\","
	"\"securityType\":\"\",\"virtualTpmEnabled\":\"false\"},\"sku\":\"\","
	"\"storageProfile\":{\"dataDisks\":[],\"imageReference\":{\"id\":\"\",\"offer\":\"\","
	"\"publisher\":\"\",\"sku\":\"\",\"version\":\"\"},\"osDisk\":{\"caching\":\"ReadWrite\","
	"\"createOption\":\"FromImage\",\"diskSizeGB\":\"30\","
	"\"encryptionSettings\":{\"enabled\":\"false\"},\"image\":{\"uri\":\"\"},"
	"\"managedDisk\":{\"id\":\"\",\"storageAccountType\":\"Standard_LRS\"},"
	"\"name\":\"azlcts_OsDisk\",\"osType\":\"Linux\",\"vhd\":{\"uri\":\"\"},"
	"\"writeAcceleratorEnabled\":\"false\"},\"resourceDisk\":{\"size\":\"0\"}},"
	"\"subscriptionId\":\"a21c7540-0000-4000-8000-00000000a001\",\"userData\":\"\","
	"\"version\":\"\",\"virtualMachineScaleSet\":{\"id\":\"\"},\"vmScaleSetName\":\"\","
	"\"vmSize\":\"Standard_B2s\",\"zone\":\"\",\"vmId\":\"" PLATFORM_VM_ID "\"},"
	"\"network\":{\"interface\":[{\"ipv4\":{\"ipAddress\":[{\"privateIpAddress\":"
	"\"" PLATFORM_GUEST "\",\"publicIpAddress\":\"\"}],\"subnet\":[{\"address\":\"168.0.0.0\","
	"\"prefix\":\"7\"}]},\"ipv6\":{\"ipAddress\":[]},\"macAddress\":\"" PLATFORM_MAC "\"}]}}";

static void fill_compute(struct doc *compute, const struct platform *p)
{
	struct doc *profile = doc_get(compute, "osProfile");
	struct doc *key = doc_at(doc_get(compute, "publicKeys"), 0);
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	doc_set_text(compute, "name", p->hostname);
	doc_set_text(profile, "adminUsername", p->user);
	doc_set_text(profile, "computerName", p->hostname);
	doc_set_text(key, "keyData", p->ssh_key);
	buf_addf(&text, "/home/%s/.ssh/authorized_keys", p->user);
	doc_set_text(key, "path", buf_str(&text));
	buf_clear(&text);
	buf_addf(&text,
		 "/subscriptions/%s/resourceGroups/azlcts/providers/Microsoft.Compute/"
		 "virtualMachines/%s",
		 doc_get_text(compute, "subscriptionId"), p->hostname);
	doc_set_text(compute, "resourceId", buf_str(&text));
	buf_clear(&text);
	buf_addf(&text, "image:%s", p->os_name ? p->os_name : "unknown");
	doc_set_text(compute, "tags", buf_str(&text));
	key = doc_add(doc_set(compute, "tagsList", doc_list()), doc_object());
	doc_set_text(key, "name", "image");
	doc_set_text(key, "value", p->os_name ? p->os_name : "unknown");
}

/* Of compute, by the documentation's "version introduced"; what is not here is of the first. */
static const struct {
	const char *name;
	const char *since;
} introduced[] = {
	{ "additionalCapabilities", "2021-11-01" },
	{ "azEnvironment", "2018-10-01" },
	{ "customData", "2019-02-01" },
	{ "evictionPolicy", "2020-12-01" },
	{ "extendedLocation", "2021-03-01" },
	{ "host", "2021-11-15" },
	{ "hostGroup", "2021-11-15" },
	{ "isHostCompatibilityLayerVm", "2020-06-01" },
	{ "licenseType", "2020-09-01" },
	{ "osProfile", "2020-07-15" },
	{ "placementGroupId", "2017-08-01" },
	{ "plan", "2018-04-02" },
	{ "platformSubFaultDomain", "2021-10-01" },
	{ "priority", "2020-12-01" },
	{ "provider", "2018-10-01" },
	{ "publicKeys", "2018-04-02" },
	{ "resourceGroupName", "2017-08-01" },
	{ "resourceId", "2019-03-11" },
	{ "securityProfile", "2020-06-01" },
	{ "storageProfile", "2019-06-01" },
	{ "subscriptionId", "2017-08-01" },
	{ "tags", "2017-08-01" },
	{ "tagsList", "2019-06-04" },
	{ "userData", "2021-01-01" },
	{ "virtualMachineScaleSet", "2021-03-01" },
	{ "vmScaleSetName", "2017-12-01" },
	{ "zone", "2017-12-01" },
};

/* The document as one who asks with this version sees it; NULL: no memory. */
static struct doc *as_of(const struct doc *metadata, const char *version)
{
	struct doc *d = doc_copy(metadata);
	struct doc *compute = doc_get(doc_get(d, "instance"), "compute");

	for (size_t i = 0; compute && version && i < ARRAY_SIZE(introduced); i++)
		if (strcmp(version, introduced[i].since) < 0)
			doc_remove(compute, introduced[i].name);
	return d;
}

struct doc *imds_new(const struct platform *p)
{
	struct error ignored = ERROR_INIT; /* the text above is right: no memory, or nothing */
	AUTO_DOC struct doc *all = doc_object();
	struct doc *d = NULL;
	struct doc *list;

	if (doc_parse(instance, sizeof(instance) - 1, "instance", &d, &ignored) < 0)
		return NULL;
	fill_compute(doc_get(d, "compute"), p);
	doc_set(all, "instance", d);
	list = doc_set(doc_set(all, "versions", doc_object()), "apiVersions", doc_list());
	for (size_t i = 0; i < ARRAY_SIZE(versions); i++)
		doc_add(list, doc_text(versions[i]));
	d = doc_set(all, "scheduledevents", doc_object());
	doc_set_int(d, "DocumentIncarnation", 1);
	doc_set(d, "Events", doc_list());
	return d && list ? TAKE(all) : NULL;
}

static void say_doc(struct http_answer *out, unsigned status, const struct doc *d)
{
	struct error ignored = ERROR_INIT;

	buf_clear(&out->body);
	out->status = status;
	out->type = "application/json; charset=utf-8";
	if (doc_canonical(d, &out->body, &ignored) < 0)
		http_say(out, 500, "text/plain", "no memory\n");
}

static void refuse(struct http_answer *out, unsigned status, const char *why)
{
	AUTO_DOC struct doc *d = doc_object();

	doc_set_text(d, "error", why);
	say_doc(out, status, d);
}

static bool is_one_of(const char *const *list, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (streq(list[i], text))
			return true;
	return false;
}

static void refuse_version(struct http_answer *out)
{
	AUTO_DOC struct doc *d = doc_object();
	struct doc *newest = doc_list();

	doc_set_text(d, "error",
		     "Bad request. api-version is invalid or was not specified in the request.");
	doc_set(d, "newest-versions", newest);
	for (size_t i = 0; i < 3; i++)
		doc_add(newest, doc_text(versions[ARRAY_SIZE(versions) - 1 - i]));
	say_doc(out, 400, d);
}

static const struct doc *child(const struct doc *d, const char *name)
{
	int64_t i;

	if (!doc_is_list(d))
		return doc_get(d, name);
	return str_int(name, &i) && i >= 0 ? doc_at(d, (size_t)i) : NULL;
}

static void add_name(const char *key, const struct doc *value, void *arg)
{
	buf_addf(arg, "%s%s\n", key, doc_string(value) ? "" : "/");
}

/* A leaf is its text, anything else the names of what is in it. */
static void say_text(struct http_answer *out, const struct doc *d)
{
	const char *leaf = doc_string(d);

	http_say(out, 200, "text/plain; charset=utf-8", leaf ? leaf : "");
	if (leaf)
		return;
	for (size_t i = 0; doc_is_list(d) && i < doc_count(d); i++)
		buf_addf(&out->body, "%zu%s\n", i, doc_string(doc_at(d, i)) ? "" : "/");
	if (!doc_is_list(d))
		doc_each(d, add_name, &out->body);
}

static void say_found(const struct doc *d, const struct http_request *q, struct http_answer *out)
{
	const char *format = http_argument(q, "format");

	if (!d)
		refuse(out, 404, "Not found");
	else if (format && strcasecmp(format, "text") == 0)
		say_text(out, d);
	else if (format && strcasecmp(format, "json") != 0)
		refuse(out, 400, "Bad request. Unknown format");
	else if (doc_string(d))
		refuse(out, 400, "Bad request. A leaf has no other format than text: format=text");
	else
		say_doc(out, 200, d);
}

/* With extended=true, the whole instance says what the host knows of its provisioning. */
static void say_extended(const struct doc *found, struct http_answer *out)
{
	AUTO_DOC struct doc *d = doc_copy(found);
	struct doc *compute =
		doc_set(doc_set(d, "extended", doc_object()), "compute", doc_object());

	doc_set_bool(compute, "hasCustomData", false);
	doc_set_text(compute, "ppsType", "None");
	say_doc(out, 200, d);
}

/* The path's parts after /metadata, through the document. */
static void say_path(const struct doc *metadata, char *path, const struct http_request *q,
		     struct http_answer *out)
{
	const char *version = http_argument(q, "api-version");
	const char *extended = http_argument(q, "extended");
	AUTO_DOC struct doc *all = as_of(metadata, version);
	const struct doc *d = all;
	char *rest = NULL;
	char *part = strtok_r(path, "/", &rest);
	size_t depth = 0;
	bool events;

	if (!part || strcasecmp(part, "metadata") != 0) {
		refuse(out, 404, "Not found");
		return;
	}
	part = strtok_r(NULL, "/", &rest);
	events = part && streq(part, "scheduledevents");
	if (!(part && streq(part, "versions")) &&
	    !is_one_of(versions, ARRAY_SIZE(versions), version) &&
	    !(events && is_one_of(event_versions, ARRAY_SIZE(event_versions), version))) {
		refuse_version(out);
		return;
	}
	if (part && streq(part, "identity")) {
		refuse(out, 400, "invalid_request");
		return;
	}
	for (; part && d; part = strtok_r(NULL, "/", &rest), depth++)
		d = child(d, part);
	if (d && depth == 1 && doc_get(d, "compute") && extended && streq(extended, "true"))
		say_extended(d, out);
	else
		say_found(depth ? d : NULL, q, out);
}

void imds_answer(const struct doc *metadata, const struct http_request *q, struct http_answer *out)
{
	AUTO_FREE char *path = strdup(q->path);
	const char *header = http_header(q, "Metadata");

	if (!path) {
		http_say(out, 500, "text/plain", "no memory\n");
	} else if (!streq(q->method, "GET")) {
		refuse(out, 405, "Method not allowed");
		http_add_header(out, "Allow", "GET");
	} else if (!header || strcasecmp(header, "true") != 0) {
		refuse(out, 400, "Bad request. Required metadata header not specified");
	} else if (http_header(q, "X-Forwarded-For")) {
		refuse(out, 400, "Bad request. X-Forwarded-For is not for this service");
	} else if (!http_unescape(path)) {
		refuse(out, 400, "Bad request. The path cannot be read");
	} else {
		say_path(metadata, path, q, out);
	}
}
