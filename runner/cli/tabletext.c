/* SPDX-License-Identifier: MIT */
#include "cli/tabletext.h"

static const char *const type_names[] = {
	[COLUMN_INT] = "integer",
	[COLUMN_TEXT] = "text",
	[COLUMN_NAME] = "text, kept once",
};

void table_text(const struct table_info *table, bool markdown, struct buf *out)
{
	const char *part = table->part == PART_NONE ? "any" : parts[table->part].name;

	if (markdown)
		buf_addf(out,
			 "### %s\n\nA row is %s. Part: %s.\n\n| column | type | meaning |\n"
			 "|---|---|---|\n",
			 table->name, table->help, part);
	else
		buf_addf(out, "%s: a row is %s\n\npart      %s\n\ncolumns\n", table->name,
			 table->help, part);
	for (unsigned c = 0; c < table->columns_count; c++)
		buf_addf(out, markdown ? "| `%s` | %s | %s |\n" : "  %-14s %-15s %s\n",
			 table->columns[c].name, type_names[table->columns[c].type],
			 table->columns[c].help);
	buf_addc(out, '\n');
}
