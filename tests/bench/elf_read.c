/* SPDX-License-Identifier: MIT */
/*
 * What reading all symbols costs over the least it can cost.  Over the files named on stdin, one a
 * line, in turn:
 *
 *	bare	mmap, then gelf_getsym() for each entry of .dynsym, looking at each name
 *	put	elf_put() into a sink that counts
 *
 * Each is run ROUNDS times (argument; 5), A B A B; the medians are printed as JSON.
 */
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

#include "base/str.h"
#include "collect/elf.h"

enum { ROUNDS_MAX = 99 };

struct files {
	char **paths;
	size_t count;
};

struct counts {
	uint64_t files, symbols, rows, bytes; /* bytes: of names */
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool read_list(struct files *f)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	while ((n = getline(&line, &room, stdin)) > 0) {
		char **more = reallocarray(f->paths, f->count + 1, sizeof(*more));

		if (!more)
			return false;
		f->paths = more;
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		f->paths[f->count] = strdup(line);
		if (!f->paths[f->count++])
			return false;
	}
	free(line);
	return true;
}

static void bare_section(Elf *elf, Elf_Scn *s, const GElf_Shdr *h, struct counts *c)
{
	Elf_Data *symbols = elf_getdata(s, NULL);
	Elf_Scn *link = elf_getscn(elf, h->sh_link);
	Elf_Data *strings = link ? elf_getdata(link, NULL) : NULL;
	GElf_Sym sym;

	if (!symbols || !strings)
		return;
	for (int i = 1; gelf_getsym(symbols, i, &sym); i++) {
		if (sym.st_name < strings->d_size)
			c->bytes += strlen((const char *)strings->d_buf + sym.st_name);
		c->symbols++;
	}
}

static void bare(char *data, size_t len, struct counts *c)
{
	Elf *elf = elf_memory(data, len);
	Elf_Scn *s = NULL;
	GElf_Shdr h;

	while (elf && (s = elf_nextscn(elf, s)) != NULL)
		if (gelf_getshdr(s, &h) && h.sh_type == SHT_DYNSYM)
			bare_section(elf, s, &h, c);
	elf_end(elf);
}

static int count_row(void *arg, const struct row *row, struct error *err)
{
	struct counts *c = arg;

	(void)err;
	c->rows++;
	if (row->table == TABLE_elf_export || row->table == TABLE_elf_import) {
		c->symbols++;
		c->bytes += row->values[1].len;
	}
	return 0;
}

static void put(const char *path, const void *data, size_t len, struct counts *c)
{
	struct sink sink = { .arg = c, .put = count_row };
	struct error err = ERROR_INIT;

	elf_put(&sink, (int64_t)c->files, path, data, len, &err);
}

static double pass(const struct files *f, bool whole, struct counts *c)
{
	double since = now();

	*c = (struct counts){ 0 };
	for (size_t i = 0; i < f->count; i++) {
		AUTO_CLOSE int fd = open(f->paths[i], O_RDONLY | O_CLOEXEC);
		struct stat st;
		char *data;

		if (fd < 0 || fstat(fd, &st) < 0 || st.st_size < 64)
			continue;
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (data == MAP_FAILED)
			continue;
		if (elf_is_wanted(data, (size_t)st.st_size)) {
			c->files++;
			if (whole)
				put(f->paths[i], data, (size_t)st.st_size, c);
			else
				bare(data, (size_t)st.st_size, c);
		}
		munmap(data, (size_t)st.st_size);
	}
	return now() - since;
}

static int by_size(const void *a, const void *b)
{
	double x;
	double y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return x < y ? -1 : x > y;
}

static double median(double *of, size_t count)
{
	qsort(of, count, sizeof(*of), by_size);
	return of[count / 2];
}

int main(int argc, char *argv[])
{
	double seconds[2][ROUNDS_MAX];
	struct files files = { 0 };
	struct counts counts[2];
	int64_t rounds = 5;

	if (argc > 1 && (!str_int(argv[1], &rounds) || rounds < 1 || rounds > ROUNDS_MAX)) {
		fprintf(stderr, "usage: elf_read [ROUNDS] <LIST\n");
		return 2;
	}
	if (!read_list(&files))
		return 1;
	elf_version(EV_CURRENT);
	pass(&files, false, &counts[0]); /* the page cache is warm from here on */
	for (size_t i = 0; i < (size_t)rounds; i++)
		for (size_t whole = 0; whole < 2; whole++)
			seconds[whole][i] = pass(&files, whole, &counts[whole]);
	printf("{\"files\": %llu, \"symbols\": %llu, \"bare_seconds\": %.6f, \"rows\": %llu, "
	       "\"put_symbols\": %llu, \"put_seconds\": %.6f}\n",
	       (unsigned long long)counts[0].files, (unsigned long long)counts[0].symbols,
	       median(seconds[0], (size_t)rounds), (unsigned long long)counts[1].rows,
	       (unsigned long long)counts[1].symbols, median(seconds[1], (size_t)rounds));
	for (size_t i = 0; i < files.count; i++)
		free(files.paths[i]);
	free(files.paths);
	return 0;
}
