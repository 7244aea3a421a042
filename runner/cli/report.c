/* SPDX-License-Identifier: MIT */
/* azlcts report: results that lie here, as another document. */
#include "report/report.h"

#include <sys/stat.h>

#include "base/fs.h"
#include "cli/command.h"

struct report_options {
	const char *format;
	const char *out;
};

static int read_doc(const char *path, struct doc **out, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	int ret = fs_read(path, &text, err);

	if (ret == -ENOENT || ret == -EACCES || ret == -ENOTDIR)
		return error_input(err, "%s: %s", path, strerror(-ret));
	return ret ? ret : doc_parse(buf_str(&text), text.len, path, out, err);
}

static const char *format_name(size_t i, const void *arg UNUSED)
{
	return report_formats[i] ? report_formats[i]->name : NULL;
}

static int write_report(const struct invocation *in, const struct report_format *format,
			const struct results *results, const struct doc *run, struct error *err)
{
	const struct report_options *o = in->options;
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	int ret;

	if (streq(format->name, "text"))
		ret = report_text(results, run, in->context->colour && !o->out, &text, err);
	else
		ret = format->write(results, run, &text, err);
	if (ret)
		return ret;
	return o->out ? fs_write(o->out, buf_str(&text), text.len, err)
		      : print_text(buf_str(&text), text.len, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct report_options *o = in->options;
	const char *name = o->format ? o->format : "text";
	const struct report_format *format = report_format(name);
	CLEANUP(results_release) struct results results = { 0 };
	AUTO_DOC struct doc *doc = NULL;
	AUTO_DOC struct doc *run_doc = NULL;
	AUTO(buf) struct buf results_path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf run_path = BUF_INIT(BUF_LINE);
	struct stat st;
	int ret;

	if (!format) {
		const char *near = str_nearest(name, format_name, NULL);

		return error_input(err, "--format: no format '%s'%s%s%s", name,
				   near ? "; did you mean " : "; see azlcts list formats",
				   near ? near : "", near ? "?" : "");
	}
	if (stat(in->args[0], &st) < 0)
		return error_input(err, "%s: %s", in->args[0], strerror(errno));
	buf_add(&results_path, in->args[0]);
	buf_add(&run_path, in->args[0]);
	if (S_ISDIR(st.st_mode)) {
		buf_add(&results_path, "/results.json");
	} else {
		run_path.len -= strlen(fs_basename(in->args[0]));
		run_path.data[run_path.len] = '\0';
	}
	buf_add(&run_path, run_path.len ? "/run.json" : "run.json");
	ret = read_doc(buf_str(&results_path), &doc, err);
	if (!ret && fs_exists(buf_str(&run_path)))
		ret = read_doc(buf_str(&run_path), &run_doc, err);
	if (!ret)
		ret = results_from_doc(doc, &results, err);
	if (ret)
		return error_wrap(err, "%s", in->args[0]);
	ret = write_report(in, format, &results, run_doc, err);
	return ret ? ret : EXIT_CONFORMANT;
}

static const struct option_spec options[] = {
	{ "format", '\0', OPTION_TEXT, "NAME",
	  OPTION_OF(struct report_options, format, const char *),
	  "text by default; see azlcts list formats", NULL },
	{ "output", 'o', OPTION_TEXT, "FILE", OPTION_OF(struct report_options, out, const char *),
	  "write there instead of standard output", NULL },
	{ 0 }
};

const struct command command_report = {
	.name = "report",
	.args = "DIR|RESULTS.JSON",
	.summary = "render results as text, HTML, JUnit or JSON",
	.details =
		"The exit status says whether the document could be made; the verdict is in it.\n"
		"Results whose verdict does not follow from their checks are refused.\n",
	.examples = "  azlcts report out\n"
		    "  azlcts report out/results.json --format junit -o junit.xml\n",
	.min_args = 1,
	.max_args = 1,
	.options_size = sizeof(struct report_options),
	.options = options,
	.run = run,
};
