/* SPDX-License-Identifier: MIT */
#include "judge/when.h"

#include "judge/image.h"
#include "judge/ipv6.h"
#include "judge/mounted.h"
#include "judge/of_record.h"
#include "model/condition.h"
#include "model/coverage.h"

static bool any_row(struct evidence *ev, const char *sql, const char *parameter)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, parameter ? 1 : 0, &parameter);

	return cursor_next(&c);
}

static enum truth known(bool yes)
{
	return yes ? TRUTH_YES : TRUTH_NO;
}

/* What nobody looked at may be there: model/coverage.h. */
static enum truth has_path(struct evidence *ev, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	if (image_real_path(ev, path, &real))
		return TRUTH_YES;
	if (evidence_complete(ev) & EVIDENCE(FILES) ||
	    (coverage_has(path) && coverage_has(buf_str(&real))))
		return TRUTH_NO;
	return TRUTH_UNKNOWN;
}

/* One that runs, or one that would: a kernel in /usr/lib/modules, or an entry of a boot menu. */
static enum truth own_kernel(struct evidence *ev)
{
	if (evidence_complete(ev) & (EVIDENCE(BOOT) | EVIDENCE(KERNEL)))
		return TRUTH_YES;
	return known(any_row(ev,
			     "SELECT 1 FROM file WHERE path GLOB '/usr/lib/modules/*/vmlinuz' "
			     "OR path GLOB '/boot/vmlinuz-*' OR path GLOB "
			     "'/boot/loader/entries/*.conf' LIMIT 1",
			     NULL) ||
		     any_row(ev, "SELECT 1 FROM uki LIMIT 1", NULL));
}

/*
 * NAME|NAME: by name, or by what a package provides under that name.  NAME:/PATH: where the image
 * has no rpm database, by this path.
 */
static enum truth installed(struct evidence *ev, const char *names)
{
	const char *path = strchr(names, ':');

	if (!(evidence_complete(ev) & EVIDENCE(PACKAGES))) {
		bool none = !evidence_part_failed(ev, PART_PACKAGES);

		return none && path ? has_path(ev, path + 1) : TRUTH_UNKNOWN;
	}
	while (*names && *names != ':') {
		AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
		size_t n = strcspn(names, "|:");

		buf_addn(&name, names, n);
		if (any_row(ev, "SELECT 1 FROM package WHERE name = ?1", buf_str(&name)) ||
		    any_row(ev,
			    "SELECT 1 FROM package_dep WHERE kind = 'provides' AND name = ?1 "
			    "LIMIT 1",
			    buf_str(&name)))
			return TRUTH_YES;
		names += n + (names[n] == '|');
	}
	return TRUTH_NO;
}

/* Before its first boot a machine has no id of its own (machine-id(5)). */
static enum truth provisioned(struct evidence *ev)
{
	AUTO(buf) struct buf id = BUF_INIT(BUF_LINE);

	if (evidence_complete(ev) & EVIDENCE(BOOT))
		return TRUTH_YES;
	switch (image_text(ev, "/etc/machine-id", &id)) {
	case IMAGE_TEXT_ABSENT:
		return TRUTH_NO;
	case IMAGE_TEXT_READ:
		return known(id.len > 1 && !starts_with(buf_str(&id), "uninitialized"));
	case IMAGE_TEXT_UNREAD:
		break;
	}
	/* Its contents are never kept, as those of any machine; its size is, of a sealed image. */
	return known(!any_row(ev, "SELECT 1 FROM file WHERE path = '/etc/machine-id' AND size = 0",
			      NULL));
}

/* Where no scenario was run at all, the kind says so. */
static enum truth has_step(struct evidence *ev, const char *action)
{
	if (!(evidence_complete(ev) & EVIDENCE(SCENARIO)))
		return TRUTH_YES;
	return known(any_row(ev, "SELECT 1 FROM step WHERE action = ?1 LIMIT 1", action));
}

static enum truth holds(enum condition_word word, const char *argument, struct evidence *ev,
			struct findings *out)
{
	switch (word) {
	case CONDITION_KERNEL:
		return own_kernel(ev);
	case CONDITION_SYSTEMD:
		return has_path(ev, "/usr/lib/systemd/systemd");
	case CONDITION_RPM:
		return known(evidence_complete(ev) & EVIDENCE(PACKAGES) ||
			     evidence_part_failed(ev, PART_PACKAGES));
	case CONDITION_PACKAGE:
		return installed(ev, argument);
	case CONDITION_PATH:
		return has_path(ev, argument);
	case CONDITION_MOUNT:
		return mounted(ev, argument, out);
	case CONDITION_IPV6:
		return ipv6_is_on(ev, out);
	case CONDITION_PROVISIONED:
		return provisioned(ev);
	case CONDITION_SEALED:
		switch (provisioned(ev)) {
		case TRUTH_YES:
			return TRUTH_NO;
		case TRUTH_NO:
			return TRUTH_YES;
		case TRUTH_UNKNOWN:
			break;
		}
		return TRUTH_UNKNOWN;
	case CONDITION_LOG:
		return log_of_record(ev, argument, out);
	case CONDITION_STEP:
		return has_step(ev, argument);
	case CONDITION_COUNT:
		break;
	}
	return TRUTH_UNKNOWN;
}

static bool allowed(const struct profile *p, const char *code)
{
	for (size_t i = 0; i < p->reasons.count; i++)
		if (str_glob(p->reasons.items[i], code))
			return true;
	return false;
}

static bool condition_holds(const struct catalogue *c, const char *text, struct evidence *ev,
			    struct findings *out)
{
	AUTO(buf) struct buf code = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	enum condition_word word;
	const char *argument;
	enum truth truth;

	if (condition_parse(text, &word, &argument, &err) < 0) {
		finding_error(out, "%s", err.text);
		return false;
	}
	truth = holds(word, argument, ev, out);
	if (truth == TRUTH_YES)
		return true;
	buf_addf(&code, "%s%s%.*s", conditions[word].reason, *argument ? ":" : "",
		 (int)strcspn(argument, ":"), argument);
	if (truth == TRUTH_UNKNOWN)
		finding_missing(out, "it is not known whether %s", buf_str(&code));
	else if (allowed(&c->profile, buf_str(&code)))
		finding_not_applicable(out, "%s", buf_str(&code));
	else
		finding_missing(out, "%s, and profile %s does not let that be", buf_str(&code),
				c->profile.name);
	return false;
}

bool conditions_hold(const struct catalogue *c, const struct check *check, struct evidence *ev,
		     struct findings *out)
{
	evidence_forgive(ev);
	for (size_t i = 0; i < check->when.count; i++) {
		const char *text = check->when.items[i];

		/* Without any look at its paths nothing is known of the image. */
		if (!starts_with(text, "step:") && !(evidence_complete(ev) & EVIDENCE(CONFIG)))
			continue;
		if (!condition_holds(c, text, ev, out))
			return false;
	}
	return true;
}
