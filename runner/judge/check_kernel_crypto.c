/* SPDX-License-Identifier: MIT */
#include "judge/crypto_cases.h"

struct kernel_crypto_args {
	const struct data_file *cases;
	const char *group;
};

static const struct field fields[] = {
	{ .key = "cases",
	  .type = FIELD_FILE,
	  .offset = FIELD_OF(struct kernel_crypto_args, cases, const struct data_file *),
	  .help = "file of cases (judge/crypto_cases.h has its form)",
	  .folder = "crypto",
	  .required = true },
	{ .key = "group",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct kernel_crypto_args, group, const char *),
	  .help = "which of its cases",
	  .required = true },
	{ 0 },
};

/* The probe asks the kernel (collect/af_alg.h); a control is another question of the same boot. */
static const char *const program[] = { "azlcts-probe", "af-alg", NULL };
static const struct crypto_asker asker = { program, program };

static int check_args(const void *args, struct error *err)
{
	const struct kernel_crypto_args *a = args;

	return crypto_cases_check(a->cases, a->group, err);
}

static const char *const *command(const void *args, size_t i, struct arena *arena)
{
	const struct kernel_crypto_args *a = args;

	return crypto_command(a->cases, a->group, &asker, i, arena);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct kernel_crypto_args *a = args;

	/* Its cases have one expectation for all variants. */
	crypto_judge(a->cases, a->group, &asker, VARIANT_UPSTREAM, ev, out);
}

const struct check_kind check_kernel_crypto = {
	.name = "kernel-crypto",
	.summary = "The running kernel's cryptography answers and refuses as it has to, each "
		   "refusal with "
		   "a control that works",
	.example = "{cases: kernel.txt, group: deny}",
	.needs = EVIDENCE(COMMANDS) | EVIDENCE(KERNEL),
	.uses = EVIDENCE(CONFIG),
	.args_size = sizeof(struct kernel_crypto_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
