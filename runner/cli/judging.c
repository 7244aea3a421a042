/* SPDX-License-Identifier: MIT */
#include "cli/judging.h"

#include "base/fs.h"
#include "cli/evidences.h"
#include "judge/judge.h"
#include "report/report.h"

/* NULL stays NULL. */
static int open_reference(struct evidence **out, const char *reference, struct error *err)
{
	int ret = reference ? evidences_open_file(reference, out, err) : 0;

	return ret ? error_wrap(err, "reference") : 0;
}

int reference_check(const char *reference, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;

	return open_reference(&ev, reference, err);
}

int judge_file(const struct context *context, const char *evidence, const char *reference,
	       const struct catalogues *c, const struct text_list *only, struct results *out,
	       struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_EVIDENCE struct evidence *other = NULL;
	const struct catalogue *catalogue;
	int ret = evidences_open_file(evidence, &ev, err);

	if (!ret)
		ret = open_reference(&other, reference, err);
	if (ret)
		return ret;
	evidence_refer(ev, other);
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
