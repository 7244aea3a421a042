/* SPDX-License-Identifier: MIT */
/*
 * Would the image's package manager take the commands that a vendor's instructions use?
 *
 * A program that the image does not have fails: a shell ends it with status 127, whatever the
 * instructions meant.  What another program than dnf5 takes (a real tdnf, DNF 4) is not known here.
 */
#include "judge/agent_needs.h"
#include "judge/dnf_command.h"
#include "judge/image.h"
#include "judge/parts.h"
#include "judge/vendor_facts.h"

struct dnf_commands_args {
	struct text_list commands;
	struct text_list unknown;
};

#define AT(member, T) .offset = FIELD_OF(struct dnf_commands_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "commands", .type = FIELD_LIST, AT(commands, struct text_list),
	  .help = "command lines of dnf, yum and their kin that the vendor's instructions or scripts use" },
	VENDOR_UNKNOWN(struct dnf_commands_args),
	{ 0 }
};
/* clang-format on */

struct judging {
	struct evidence *ev;
	struct findings *out;
	struct arena arena;
	const char *line;
	size_t judged; /* calls of a package manager in the line */
};

static int check_args(const void *args, struct error *err)
{
	const struct dnf_commands_args *a = args;

	if (!a->commands.count && !a->unknown.count)
		return error_input(err, "says not which commands: commands, or unknown");
	return 0;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_manager(const char *name)
{
	static const char *const names[] = { "dnf", "dnf5", "dnf4",    "dnf-3",
					     "yum", "tdnf", "microdnf" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (streq(names[i], name))
			return true;
	return false;
}

static void undecided(struct judging *j, const char *why, const char *what)
{
	finding_unchecked(j->out, j->line, "%s: %s", what, why);
	finding_missing(j->out, "%s: %s: %s", j->line, what, why);
}

/* Aliases that are not dnf5's own may make a command of any word. */
static bool has_own_aliases(struct judging *j)
{
	static const char *const globs[] = { "/usr/share/dnf5/aliases.d/*.conf",
					     "/etc/dnf/dnf5-aliases.d/*.conf" };

	for (size_t i = 0; i < ARRAY_SIZE(globs); i++) {
		struct text_list found = { 0 };

		if (!image_glob(j->ev, globs[i], &j->arena, &found))
			continue;
		for (size_t k = 0; k < found.count; k++)
			if (!starts_with(last_part(found.items[k]), "compatibility"))
				return true;
	}
	return false;
}

/* True: it is one of a plugin, and what is to be said of that is said. */
static bool judge_plugin(struct judging *j, const char *command)
{
	const char *package = dnf5_plugin_of(command);
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf nevra = BUF_INIT(BUF_LINE);

	if (!package || !parts_ready(j->ev, EVIDENCE(PACKAGES), j->out))
		return package != NULL;
	buf_addf(&name, "dnf5-command(%s)", streq(command, "build-dep") ? "builddep" : command);
	if (!evidence_text(j->ev, &nevra,
			   "SELECT nevra FROM package_dep WHERE kind = 'provides' AND name = ?1",
			   buf_str(&name)) &&
	    !evidence_text(j->ev, &nevra, "SELECT nevra FROM package WHERE name = ?1", package))
		finding_fail(j->out, j->line, package,
			     "%s is a plugin's, and no installed package has it", command);
	return true;
}

static void judge_dnf5(struct judging *j, const struct dnf_call *c)
{
	const char *command = c->command < c->count ? c->words[c->command] : NULL;
	AUTO(buf) struct buf what = BUF_INIT(BUF_LINE);
	const char *instead;
	size_t refused = 0;
	bool alias;

	for (; dnf5_refuses(c, refused, &what, &instead, &alias); refused++)
		if (alias && has_own_aliases(j))
			undecided(j, "an alias of the image may have it", buf_str(&what));
		else
			finding_fail(j->out, j->line, instead, "dnf5 does not take %s",
				     buf_str(&what));
	if (!command || refused)
		return;
	if (*command == '$')
		undecided(j, "a variable may be any command", command);
	else if (!judge_plugin(j, command) && !dnf5_has(command))
		undecided(j, "it is not among the known commands of dnf5", command);
}

static void judge_call(void *arg, const struct dnf_call *c)
{
	struct judging *j = arg;
	struct needs n = { .ev = j->ev, .out = j->out, .supply = SUPPLY_INIT };
	const char *name = last_part(c->words[0]);
	const char *instead = dnf5_program_instead(name);
	AUTO(buf) struct buf seen = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	if (!is_manager(name) && !instead) {
		finding_unchecked(j->out, j->line, "%s: it is no package manager", name);
		return;
	}
	j->judged++;
	if (need_command(&n, c->words[0], &seen) != NEED_MET) {
		finding_fail(j->out, j->line, instead ? instead : "a program that the image has",
			     "%s: %s", c->words[0], buf_str(&seen));
		return;
	}
	image_real_path(j->ev, buf_str(&seen), &real);
	if (is_manager(name) && streq(last_part(buf_str(&real)), "dnf5"))
		judge_dnf5(j, c);
	else
		undecided(j, "what it takes is not known", buf_str(&real));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct dnf_commands_args *a = args;
	struct judging j = { .ev = ev, .out = out };

	for (size_t i = 0; i < a->commands.count && !evidence_failed(ev); i++) {
		j.line = a->commands.items[i];
		j.judged = 0;
		if (!dnf_each_call(j.line, &j.arena, judge_call, &j))
			undecided(&j, "it cannot be read to its end", "the line");
		else if (!j.judged)
			undecided(&j, "no package manager is called in it", "the line");
		else
			finding_pass(out, j.line, "the image's dnf5 takes it");
		arena_release(&j.arena);
	}
	vendor_unknown(&a->unknown, out);
}

const struct check_kind check_dnf_commands = {
	.name = "dnf-commands",
	.summary = "The image's dnf takes the command lines of a vendor's instructions",
	.example = "{commands: ['dnf config-manager --add-repo https://example.com/x.repo', "
		   "'dnf install -y agent']}",
	.needs = EVIDENCE(FILES),
	.uses = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct dnf_commands_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
