/* SPDX-License-Identifier: MIT */
#include "scenario/outside/outside.h"

#include <pthread.h>
#include <stdio.h>

#include "base/fs.h"
#include "scenario/outside/fault.h"
#include "scenario/outside/iso.h"
#include "scenario/outside/platform.h"
#include "scenario/outside/repository.h"

enum { REQUESTS_MAX = 4096, TARGET_MAX = 512 };

/* As Azure names it; a "-" would not survive in the image. */
#define ISO_VOLUME "rd_rdfe_stable.240101"

/* Public; its private half was thrown away. */
#define SSH_KEY                                                                             \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH+HumfmbGZbpKygdMGP/cTLlKoMEH9UKMIdGn3yOUEP " \
	"azlcts"

enum service_id { REPOSITORY, IMDS, WIRE, HOST_PLUGIN, SERVICE_COUNT };

static const struct {
	const char *name;
	const char *address;
	unsigned port;
} services[SERVICE_COUNT] = {
	[REPOSITORY] = { "repository", "168.63.129.20", 80 },
	[IMDS] = { "imds", PLATFORM_IMDS_ADDRESS, 80 },
	[WIRE] = { "wireserver", PLATFORM_WIRE_ADDRESS, 80 },
	[HOST_PLUGIN] = { "hostplugin", PLATFORM_WIRE_ADDRESS, 32526 },
};

struct service {
	struct outside *owner;
	enum service_id id;
	char *socket;
	struct http_server *server;
};

struct outside {
	struct service services[SERVICE_COUNT];
	struct machine_grant grants[SERVICE_COUNT];
	size_t grants_count;
	struct repository repository;
	struct doc *metadata;
	char *medium;
	bool absent;
	pthread_mutex_t lock; /* what is below, and rendering of metadata */
	struct fault fault;
	struct wire_report report;
	struct doc *requests;
	size_t requests_count; /* with those left out */
};

static void note(struct outside *o, enum service_id id, const struct http_request *q,
		 unsigned status)
{
	char target[TARGET_MAX];
	struct doc *d;

	if (o->requests_count++ >= REQUESTS_MAX)
		return;
	snprintf(target, sizeof(target), "%s", q->target);
	d = doc_object();
	doc_set_text(d, "service", services[id].name);
	doc_set_text(d, "method", q->method);
	doc_set_text(d, "path", target);
	doc_set_int(d, "status", status);
	doc_add(o->requests, d);
}

static void answer(void *arg, const struct http_request *q, struct http_answer *out)
{
	struct service *s = arg;
	struct outside *o = s->owner;

	pthread_mutex_lock(&o->lock);
	if (s->id == REPOSITORY)
		repository_answer(&o->repository, q, out);
	else if (fault_answer(&o->fault, q, out))
		;
	else if (s->id == IMDS)
		imds_answer(o->metadata, q, out);
	else if (s->id == WIRE)
		wire_answer(q, out, &o->report);
	else
		host_plugin_answer(q, out);
	note(o, s->id, q, out->status);
	pthread_mutex_unlock(&o->lock);
}

static int start_service(struct outside *o, enum service_id id, const char *work_dir,
			 struct error *err)
{
	struct service *s = &o->services[id];
	struct machine_grant *g = &o->grants[o->grants_count];
	struct http_service service = { .answer = answer, .arg = s };
	char name[16];
	int ret;

	s->owner = o;
	s->id = id;
	snprintf(name, sizeof(name), "o%d", (int)id);
	s->socket = fs_join(work_dir, name);
	if (!s->socket)
		return error_memory(err);
	ret = http_start(&s->server, s->socket, &service, err);
	if (ret < 0)
		return ret;
	g->address = services[id].address;
	g->port = services[id].port;
	g->socket = s->socket;
	o->grants_count++;
	return 0;
}

static int make_medium(struct outside *o, const struct platform *p, const char *work_dir,
		       struct error *err)
{
	AUTO(buf) struct buf ovf = BUF_INIT(BUF_LINE);

	platform_ovf(p, &ovf);
	o->medium = fs_join(work_dir, "provisioning.iso");
	if (!o->medium || ovf.failed)
		return error_memory(err);
	return iso_write(o->medium, ISO_VOLUME, "ovf-env.xml", buf_str(&ovf), ovf.len, err);
}

/* Absent: nothing of it answers, but its medium is in the drive, so that agents try. */
static int start_platform(struct outside *o, const struct outside_options *opt, struct error *err)
{
	const struct platform_wish *w = opt->platform;
	struct platform p = {
		.hostname = w->hostname ? w->hostname : "azlcts-vm",
		.user = w->user ? w->user : "azureuser",
		.ssh_key = w->ssh_key ? w->ssh_key : SSH_KEY,
		.os_name = opt->os_name,
	};
	int ret = make_medium(o, &p, opt->work_dir, err);

	o->fault.kind = w->fault;
	o->absent = w->fault == PLATFORM_ABSENT;
	if (ret < 0 || o->absent)
		return ret;
	o->metadata = imds_new(&p);
	if (!o->metadata)
		return error_memory(err);
	for (enum service_id id = IMDS; ret == 0 && id < SERVICE_COUNT; id++)
		ret = start_service(o, id, opt->work_dir, err);
	return ret;
}

int outside_start(struct outside **out, const struct outside_options *opt, struct error *err)
{
	struct outside *o = calloc(1, sizeof(*o));
	int ret = 0;

	if (!o)
		return error_memory(err);
	pthread_mutex_init(&o->lock, NULL);
	o->requests = doc_list();
	if (!o->requests)
		ret = error_memory(err);
	if (ret == 0 && opt->repositories) {
		ret = repository_open(&o->repository, opt->repositories, err);
		if (ret == 0)
			ret = start_service(o, REPOSITORY, opt->work_dir, err);
	}
	if (ret == 0 && opt->platform)
		ret = start_platform(o, opt, err);
	if (ret < 0) {
		outside_stop(o);
		return error_wrap(err, "stand-ins for the outside");
	}
	*out = o;
	return 0;
}

const struct machine_grant *outside_grants(const struct outside *o, size_t *count)
{
	*count = o->grants_count;
	return o->grants;
}

const char *outside_medium(const struct outside *o)
{
	return o->medium;
}

bool outside_ready(struct outside *o, char by[64])
{
	bool ready;

	pthread_mutex_lock(&o->lock);
	ready = o->report.state == WIRE_READY;
	snprintf(by, 64, "%s", ready ? o->report.by : "");
	pthread_mutex_unlock(&o->lock);
	return ready;
}

bool outside_failure(struct outside *o, char what[256])
{
	bool failed;

	pthread_mutex_lock(&o->lock);
	failed = o->absent || o->report.state == WIRE_NOT_READY;
	snprintf(what, 256, "%s",
		 o->absent ? "the platform is absent: nobody is there to be told" : o->report.what);
	pthread_mutex_unlock(&o->lock);
	return failed;
}

struct doc *outside_requests(struct outside *o)
{
	struct doc *list;

	pthread_mutex_lock(&o->lock);
	list = doc_copy(o->requests);
	if (o->requests_count > REQUESTS_MAX)
		doc_set_int(doc_add(list, doc_object()), "left-out",
			    (int64_t)(o->requests_count - REQUESTS_MAX));
	pthread_mutex_unlock(&o->lock);
	return list;
}

void outside_stop(struct outside *o)
{
	if (!o)
		return;
	for (size_t i = 0; i < SERVICE_COUNT; i++) {
		http_stop(o->services[i].server);
		free(o->services[i].socket);
	}
	repository_release(&o->repository);
	doc_free(o->metadata);
	doc_free(o->requests);
	free(o->medium);
	pthread_mutex_destroy(&o->lock);
	free(o);
}
