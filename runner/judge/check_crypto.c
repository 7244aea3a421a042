/* SPDX-License-Identifier: MIT */
#include "judge/fips_variant.h"

struct crypto_args {
	const struct data_file *cases;
	const char *group;
};

static const struct field fields[] = {
	{ .key = "cases",
	  .type = FIELD_FILE,
	  .offset = FIELD_OF(struct crypto_args, cases, const struct data_file *),
	  .help = "file of cases (judge/crypto_cases.h has its form)",
	  .folder = "crypto",
	  .required = true },
	{ .key = "group",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct crypto_args, group, const char *),
	  .help = "which of its cases",
	  .required = true },
	{ 0 },
};

/*
 * The case itself uses the system's configuration, and nothing else.  The control has the default
 * and the legacy provider, and no property that asks for FIPS:
 *
 *	openssl_conf = i
 *	[i]
 *	providers = p
 *	alg_section = a
 *	[p]
 *	default = d
 *	legacy = d
 *	[d]
 *	activate = 1
 *	[a]
 *	default_properties = ?provider=default
 */
static const char *const program[] = { "/usr/bin/openssl", NULL };
static const char *const control[] = {
	"+control.cnf="
	"6f70656e73736c5f636f6e66203d20690a5b695d0a70726f766964657273203d20700a616c675f73656374696f"
	"6e20"
	"3d20610a5b705d0a64656661756c74203d20640a6c6567616379203d20640a5b645d0a6163746976617465203d"
	"2031"
	"0a5b615d0a64656661756c745f70726f70657274696573203d203f70726f76696465723d64656661756c740a",
	"/usr/bin/env", "OPENSSL_CONF=control.cnf", "/usr/bin/openssl", NULL
};
static const struct crypto_asker asker = { program, control };

static int check_args(const void *args, struct error *err)
{
	const struct crypto_args *a = args;

	return crypto_cases_check(a->cases, a->group, err);
}

static const char *const *command(const void *args, size_t i, struct arena *arena)
{
	const struct crypto_args *a = args;

	return crypto_command(a->cases, a->group, &asker, i, arena);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct crypto_args *a = args;
	enum variant variant;

	if (fips_variant(ev, &variant, out))
		crypto_judge(a->cases, a->group, &asker, variant, ev, out);
}

const struct check_kind check_crypto = {
	.name = "crypto",
	.summary =
		"The image's openssl answers and refuses as its FIPS provider has to, each refusal "
		"with a control that works",
	.example = "{cases: openssl.txt, group: deny}",
	.needs = EVIDENCE(COMMANDS) | EVIDENCE(FILES),
	.args_size = sizeof(struct crypto_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
