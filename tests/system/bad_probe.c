/* SPDX-License-Identifier: MIT */
/*
 * A probe that lies, one fault a build (-DFAULT_...): what a hostile or broken guest could send.
 * It speaks the wire of runner/model/wire.h by hand, on purpose.
 */
#include <dirent.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum table {
#define TABLE(name, part, help) TABLE_##name,
#define COLUMN(name, type, help)
#define END
#include "model/tables.def"
	TABLES,
};

static SHA256_CTX digest;
static int port = -1;

static void send_bytes(const void *data, size_t n)
{
	const char *p = data;

	while (n > 0) {
		ssize_t done = write(port, p, n);

		if (done < 0)
			_exit(1);
		p += done;
		n -= (size_t)done;
	}
}

static void frame(char type, const void *payload, uint32_t n)
{
	uint32_t length = n + 1;

	SHA256_Update(&digest, &length, 4);
	SHA256_Update(&digest, &type, 1);
	SHA256_Update(&digest, payload, n);
	send_bytes(&length, 4);
	send_bytes(&type, 1);
	send_bytes(payload, n);
}

static int open_port(void)
{
	for (int tries = 0; tries < 300; tries++) {
		DIR *dir = opendir("/sys/class/virtio-ports");
		struct dirent *e;

		while (dir && (e = readdir(dir)) != NULL) {
			char path[512];
			char name[64] = { 0 };
			int fd;

			snprintf(path, sizeof(path), "/sys/class/virtio-ports/%s/name", e->d_name);
			fd = open(path, O_RDONLY);
			if (fd < 0 || read(fd, name, sizeof(name) - 1) < 0 ||
			    strncmp(name, "azlcts.probe", 12) != 0)
				continue;
			snprintf(path, sizeof(path), "/dev/%s", e->d_name);
			fd = open(path, O_RDWR);
			if (fd >= 0)
				return fd;
		}
		usleep(100000);
	}
	_exit(1);
}

int main(void)
{
	static const char hello[] = "AZLCTS\1\0\0\0"
				    "0.1.0";
	static char big[900000] __attribute__((unused));
	uint32_t counts[TABLES] = { 0 };
	unsigned char md[32];

	SHA256_Init(&digest);
	port = open_port();
	frame('H', hello, sizeof(hello) - 1);
#ifdef FAULT_DIE
	(void)big, (void)counts, (void)md;
	return 0;
#endif
#ifdef FAULT_GARBAGE
	memset(big, 'x', sizeof(big));
	send_bytes(big, 100000);
#endif
#ifdef FAULT_FLOOD
	memset(big, 'x', sizeof(big));
	big[0] = 12;
	memcpy(big + 1, "rpmdb.sqlite", 12);
	for (;;)
		frame('F', big, sizeof(big));
#endif
#ifdef FAULT_COUNT
	counts[0] = 9;
#endif
	{
		uint32_t n = TABLES * 4;
		uint32_t length = n + 32 + 1;

		SHA256_Final(md, &digest);
#ifdef FAULT_DIGEST
		md[0] ^= 1;
#endif
		send_bytes(&length, 4);
		send_bytes("E", 1);
		send_bytes(counts, n);
		send_bytes(md, 32);
	}
	sleep(5);
	return 0;
}
