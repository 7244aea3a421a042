/* SPDX-License-Identifier: MIT */
#include "cli/judging.h"

#include "base/fs.h"
#include "cli/evidences.h"
#include "judge/judge.h"
#include "report/report.h"

static int no_repository(struct evidence *ev, const char *path, struct error *err)
{
	AUTO(buf) struct buf kind = BUF_INIT(BUF_LINE);

	evidences_kind(ev, &kind);
	return error_input(err, "repository: %s: no repository: it is evidence of kind %s", path,
			   buf_str(&kind));
}

static int open_repositories(struct beside_open *out, const struct context *context,
			     const struct beside *b, struct error *err)
{
	const struct evidences_how how = { .source = "repository", .keys = b->keys };

	if (b->repositories.count > REPOSITORIES_MAX)
		return error_input(err, "--repository: more than %d", REPOSITORIES_MAX);
	for (size_t i = 0; i < b->repositories.count; i++) {
		struct evidence **ev = &out->repositories[i];
		const char *path = b->repositories.items[i];
		int ret = evidences_open(context, path, &how, ev, err);

		if (ret)
			return error_wrap(err, "repository");
		out->repositories_count++;
		if (!(evidence_complete(*ev) & EVIDENCE(REPOSITORY)) &&
		    !evidence_part_failed(*ev, PART_REPOSITORY))
			return no_repository(*ev, path, err);
	}
	return 0;
}

int beside_open(struct beside_open *out, const struct context *context, const struct beside *b,
		struct error *err)
{
	static const struct evidences_how still = { .no_boot = true };
	int ret = b->reference ? evidences_open_file(b->reference, &out->reference, err) : 0;

	if (ret)
		return error_wrap(err, "reference");
	ret = b->image ? evidences_open(context, b->image, &still, &out->image, err) : 0;
	if (!ret && b->image)
		ret = evidences_image(out->image, b->image, err);
	if (ret)
		return error_wrap(err, "image");
	return open_repositories(out, context, b, err);
}

void beside_open_release(struct beside_open *b)
{
	evidence_free(b->reference);
	evidence_free(b->image);
	for (size_t i = 0; i < b->repositories_count; i++)
		evidence_free(b->repositories[i]);
}

int beside_give(const struct beside_open *b, struct evidence *ev, struct error *err)
{
	int ret = 0;

	evidence_refer(ev, b->reference);
	evidence_place(ev, b->image);
	for (size_t i = 0; i < b->repositories_count && !ret; i++)
		ret = evidence_supply(ev, b->repositories[i], err);
	return ret;
}

int judge_file(const struct context *context, const char *evidence,
	       const struct beside_open *beside, const struct catalogues *c,
	       const struct text_list *only, struct results *out, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	const struct catalogue *catalogue;
	int ret = evidences_open_file(evidence, &ev, err);

	if (!ret)
		ret = beside_give(beside, ev, err);
	if (ret)
		return ret;
	evidence_heed(ev, context->cancel);
	ret = catalogues_choose(c, ev, &catalogue, err);
	if (!ret)
		ret = judge(ev, catalogue, only, out, err);
	/* an interruption made checks fail to be decided: it is what is reported */
	if (cancel_check(context->cancel, err) < 0)
		return -ECANCELED;
	return ret;
}

int write_documents(const struct results *r, struct rundoc *run, const char *out_dir,
		    struct error *err)
{
	static const struct {
		const char *format;
		const char *file;
	} files[] = {
		{ "json", "results.json" },
		{ "html", "report.html" },
		{ "junit", "junit.xml" },
		{ "text", "summary.txt" },
	};
	struct tally tally;
	int status;
	int ret = 0;

	results_tally(r, &tally);
	status = results_exit(&tally);
	rundoc_finish(run, status, results_verdict(status), err);
	for (size_t i = 0; i < ARRAY_SIZE(files) && !ret; i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
		AUTO_FREE char *path = fs_join(out_dir, files[i].file);

		ret = report_format(files[i].format)->write(r, run->doc, &text, err);
		if (!ret)
			ret = path ? fs_write(path, buf_str(&text), text.len, err)
				   : error_memory(err);
	}
	if (ret < 0)
		rundoc_finish(run, ret, NULL, err);
	return rundoc_save(run, out_dir, ret < 0 ? ret : status, err);
}

int print_summary(const struct context *context, const struct results *r, const struct rundoc *run,
		  const char *out_dir, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int ret = report_text(r, run ? run->doc : NULL, context->colour, &text, err);

	if (out_dir)
		buf_addf(&text, "\nreport: %s/report.html\n", out_dir);
	return ret ? ret : print_text(buf_str(&text), text.len, err);
}

int print_results(const struct results *r, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	int ret = report_format("json")->write(r, NULL, &text, err);

	return ret ? ret : print_text(buf_str(&text), text.len, err);
}
