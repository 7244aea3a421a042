/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "judge/setting/format.h"
#include "judge/setting/systemd.h"
#include "judge/unit_declared.h"
#include "model/kind.h"

struct log_args {
	int one;
};

static const struct field fields[] = {
	{ .key = "exactly-one",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct log_args, one, int),
	  .help = "true: one of the journal and rsyslog keeps the log, and not both",
	  .required = true },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct log_args *a = args;

	return a->one == 1 ? 0 : error_input(err, "exactly-one: true is all that can be asked");
}

/* Storage= of journald.conf, as a word and what it comes to: journald.conf(5). */
struct storage {
	const char *value;
	const char *place;
	bool keeps; /* over a boot */
};

static bool read_storage(struct evidence *ev, struct arena *arena, struct storage *out,
			 struct findings *findings)
{
	static const char *const keys[] = { "Storage" };
	static const char *const path[] = { "/etc/systemd/journald.conf" };
	const struct setting_query q = { .path = { .items = path, .count = 1 },
					 .section = "Journal",
					 .keys = { .items = keys, .count = 1 } };
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	struct setting_objects objects = { 0 };
	const struct setting_object *o;

	if (!setting_systemd.resolve(&q, ev, arena, &objects, findings))
		return false;
	o = objects.count ? &objects.items[0] : NULL;
	*out = (struct storage){ .value = "auto", .place = "the default of systemd" };
	if (o && o->winner != SIZE_MAX && o->items[o->winner].value) {
		out->value = o->items[o->winner].value;
		out->place = o->items[o->winner].place;
	}
	/* auto keeps it where the folder is there. */
	out->keeps = streq(out->value, "persistent") ||
		     (streq(out->value, "auto") && image_real_path(ev, "/var/log/journal", &real));
	return true;
}

static void evaluate(const void *args UNUSED, struct evidence *ev, struct findings *out)
{
	static const char *const names[] = { "rsyslog.service", "systemd-journald.service" };
	AUTO(arena) struct arena arena = { 0 };
	struct unit_file units[ARRAY_SIZE(names)] = { 0 };
	struct unit_running running;
	struct storage storage;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (!unit_file_find(ev, names[i], &arena, &units[i], out) ||
		    !unit_running(ev, names[i], &arena, &running, out))
			return;
		unit_fact(names[i], &units[i], &running, &arena, out);
	}
	if (!read_storage(ev, &arena, &storage, out))
		return;
	finding_setting(out, &(struct setting_fact){ .object = "journald: Storage",
						     .set = storage.value,
						     .place = storage.place,
						     .effective = storage.keeps ? "persistent"
										: "volatile" });
	if (!unit_in_use(&units[0]) && !unit_in_use(&units[1]))
		finding_fail(out, "log", "one program that keeps it",
			     "rsyslog.service %s, systemd-journald.service %s",
			     unit_use_names[units[0].use], unit_use_names[units[1].use]);
	else if (unit_in_use(&units[0]) && unit_in_use(&units[1]) && storage.keeps)
		finding_fail(
			out, "log", "one program that keeps it",
			"rsyslog.service is %s, and the journal keeps its own: Storage=%s (%s)",
			unit_file_said(&units[0], &arena), storage.value, storage.place);
	finding_pass(out, "log", "kept by %s", unit_in_use(&units[0]) ? "rsyslog" : "journald");
}

const struct check_kind check_log_of_record = {
	.name = "log-of-record",
	.summary = "One program keeps the system's log",
	.example = "{exactly-one: true}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(UNITS),
	.args_size = sizeof(struct log_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
