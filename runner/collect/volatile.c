/* SPDX-License-Identifier: MIT */
#include "collect/volatile.h"

#include <fcntl.h>

#include "base/buf.h"
#include "base/fs.h"
#include "collect/paths.h"

struct volatile_rule {
	const char *glob;
	enum volatility what;
	const char *why;
};

/* The first that matches holds. */
static const struct volatile_rule rules[] = {
	/* identities made at first boot */
	{ "/etc/machine-id", VOLATILE_CONTENT, "made at first boot" },
	{ "/var/lib/dbus/machine-id", VOLATILE_CONTENT, "made at first boot" },
	{ "/etc/ssh/ssh_host_*", VOLATILE_CONTENT, "host keys are made at first boot" },
	{ "/etc/hostid", VOLATILE_CONTENT, "made at first boot" },
	{ "/etc/iscsi/initiatorname.iscsi", VOLATILE_CONTENT, "made at first boot" },
	{ "/etc/nvme/host*", VOLATILE_CONTENT, "made at first boot" },
	/* secrets: a digest is something to guess against, and sysusers(8) stamps the day */
	{ "/etc/shadow*", VOLATILE_CONTENT, "password hashes, and the day of the last change" },
	{ "/etc/gshadow*", VOLATILE_CONTENT, "password hashes" },
	{ "/etc/security/opasswd*", VOLATILE_CONTENT, "old password hashes" },
	/* written for the network or the clock a machine meets */
	{ "/etc/resolv.conf", VOLATILE_CONTENT, "written from what DHCP says" },
	{ "/etc/adjtime", VOLATILE_CONTENT, "the clock's drift" },
	{ "/etc/udev/rules.d/70-persistent-*", VOLATILE_CONTENT, "hardware addresses" },
	{ "/etc/lvm/archive/*", VOLATILE_PATH, "made when volumes are scanned" },
	{ "/etc/lvm/backup/*", VOLATILE_PATH, "made when volumes are scanned" },
	{ "/etc/.updated", VOLATILE_CONTENT, "a time stamp" },
	{ "/var/.updated", VOLATILE_CONTENT, "a time stamp" },
	/* each by its name: anybody may call a file of his own so */
	{ "/etc/.pwd.lock", VOLATILE_PATH, "held while users are changed" },
	{ "/etc/passwd.lock", VOLATILE_PATH, "held while users are changed" },
	{ "/etc/shadow.lock", VOLATILE_PATH, "held while users are changed" },
	{ "/etc/group.lock", VOLATILE_PATH, "held while groups are changed" },
	{ "/etc/gshadow.lock", VOLATILE_PATH, "held while groups are changed" },
	{ "/etc/subuid.lock", VOLATILE_PATH, "held while users are changed" },
	{ "/etc/subgid.lock", VOLATILE_PATH, "held while groups are changed" },
	/* boot loaders count boots */
	{ "/boot/*grubenv", VOLATILE_CONTENT, "counts boots" },
	{ "/boot/*/random-seed", VOLATILE_CONTENT, "a seed" },
	{ "/efi/loader/random-seed", VOLATILE_CONTENT, "a seed" },
	/* logs */
	{ "/var/log/journal/*", VOLATILE_PATH,
	  "journals carry machine and boot ids in their names" },
	{ "/var/log/*", VOLATILE_CONTENT, "logs" },
	/* state below /var/lib that services keep while they run */
	{ "/var/lib/systemd/timers/*", VOLATILE_PATH, "time stamps of timers that have elapsed" },
	{ "/var/lib/systemd/timesync/*", VOLATILE_PATH, "the clock" },
	{ "/var/lib/private/systemd/timesync/*", VOLATILE_PATH, "the clock" },
	{ "/var/lib/systemd/coredump/*", VOLATILE_PATH, "core files" },
	{ "/var/lib/systemd/pstore/*", VOLATILE_PATH, "what a panic left behind" },
	{ "/var/lib/systemd/rfkill/*", VOLATILE_PATH, "hardware state" },
	{ "/var/lib/systemd/backlight/*", VOLATILE_PATH, "hardware state" },
	{ "/var/lib/systemd/network/*", VOLATILE_PATH, "leases" },
	{ "/var/lib/systemd/*", VOLATILE_CONTENT, "seeds, secrets and caches of the manager" },
	{ "/var/lib/chrony/*", VOLATILE_CONTENT, "the clock's drift" },
	{ "/var/lib/logrotate/*", VOLATILE_CONTENT, "time stamps" },
	{ "/var/lib/NetworkManager/*", VOLATILE_PATH, "leases, secrets and time stamps" },
	{ "/var/lib/dhcpcd/*", VOLATILE_PATH, "leases" },
	{ "/var/lib/dhclient/*", VOLATILE_PATH, "leases" },
	{ "/var/lib/dhcp/*", VOLATILE_PATH, "leases" },
	{ "/var/lib/cloud/*", VOLATILE_PATH, "the instance as cloud-init met it" },
	{ "/var/lib/waagent/*", VOLATILE_PATH, "the instance as the agent met it" },
	{ "/var/lib/rsyslog/*", VOLATILE_CONTENT, "positions in the journal" },
	{ "/var/lib/sss/*", VOLATILE_PATH, "caches and sockets" },
	{ "/var/lib/nfs/*", VOLATILE_CONTENT, "state of mounts" },
	{ "/var/lib/tpm2-*", VOLATILE_CONTENT, "keys of a TPM" },
	{ "/var/lib/plymouth/boot-duration", VOLATILE_CONTENT, "a duration" },
	{ "/var/lib/PackageKit/*", VOLATILE_CONTENT, "a cache" },
	/* caches, spools, scratch */
	{ "/var/cache/ldconfig/aux-cache", VOLATILE_CONTENT, "inode numbers and times" },
	{ "/var/cache/dnf/*", VOLATILE_PATH, "downloaded metadata" },
	{ "/var/cache/libdnf5/*", VOLATILE_PATH, "downloaded metadata" },
	{ "/var/cache/private/*", VOLATILE_PATH, "a cache" },
	{ "/var/cache/*", VOLATILE_CONTENT, "caches" },
	{ "/var/spool/anacron/*", VOLATILE_CONTENT, "dates" },
	{ "/var/tmp/*", VOLATILE_PATH, "scratch, with random names" },
	{ "/tmp/*", VOLATILE_PATH, "scratch, with random names" },
	{ "/run/*", VOLATILE_PATH, "the running system" },
	{ "/var/crash/*", VOLATILE_PATH, "dumps" },
	{ "/root/.bash_history", VOLATILE_PATH, "what was typed" },
	/* sqlite's companions come and go with every reader */
	{ "*/rpmdb.sqlite-shm", VOLATILE_PATH, "made by readers of the database" },
	{ "*/rpmdb.sqlite-wal", VOLATILE_PATH, "made by readers of the database" },
	{ "*/sysimage/rpm/.*lock", VOLATILE_PATH, "made by readers of the database" },
	{ "/var/lib/rpm/.*lock", VOLATILE_PATH, "made by readers of the database" },
	/* memory on disk */
	{ "/swapfile", VOLATILE_CONTENT, "swapped memory" },
	{ "/swap.img", VOLATILE_CONTENT, "swapped memory" },
	{ "/swap/*", VOLATILE_CONTENT, "swapped memory" },
	{ "/.autorelabel", VOLATILE_PATH, "done once, then removed" },
};

static void first_word(char *out, size_t size, const struct buf *text, size_t want)
{
	size_t len = strcspn(buf_str(text), " \t\r\n");

	if (len != want || len >= size)
		return;
	memcpy(out, buf_str(text), len);
	out[len] = '\0';
}

static void read_id(int root_fd, const char *path, char *out, size_t size, size_t want)
{
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, path, O_RDONLY | O_NONBLOCK);
	AUTO(buf) struct buf text = BUF_INIT(256);
	struct error ignored = ERROR_INIT;

	*out = '\0';
	if (fd >= 0 && fs_read_fd(fd, &text, &ignored) == 0)
		first_word(out, size, &text, want);
}

void machine_ids_read(struct machine_ids *ids, int root_fd, bool live)
{
	read_id(root_fd, "etc/machine-id", ids->machine, sizeof(ids->machine), 32);
	ids->boot[0] = '\0';
	if (live)
		read_id(root_fd, "proc/sys/kernel/random/boot_id", ids->boot, sizeof(ids->boot),
			36);
}

/* Names with the machine's id: below /boot and /usr they were made when the image was. */
static bool carries_id(const struct machine_ids *ids, const char *path)
{
	if (starts_with(path, "/usr/") || starts_with(path, "/boot/"))
		return false;
	return (ids->machine[0] && strstr(path, ids->machine)) ||
	       (ids->boot[0] && strstr(path, ids->boot));
}

static enum volatility by_rules(const char *path)
{
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		if (path_matches(rules[i].glob, path))
			return rules[i].what;
	return STEADY;
}

enum volatility path_volatility(const struct machine_ids *ids, const char *path)
{
	if (carries_id(ids, path))
		return VOLATILE_PATH;
	if (!ids->machine[0] && streq(path, "/etc/machine-id")) /* the image's, not a machine's */
		return STEADY;
	return by_rules(path);
}

/* Is it here?  Then its word is written, and the path goes on behind it. */
static bool add_word(struct buf *out, const char **path, const char *id, const char *word)
{
	size_t len = strlen(id);

	if (!len || strncmp(*path, id, len) != 0)
		return false;
	buf_add(out, word);
	*path += len;
	return true;
}

bool path_of_machine(const struct machine_ids *ids, const char *path, struct buf *out)
{
	if (!carries_id(ids, path) || by_rules(path) == VOLATILE_PATH)
		return false;
	buf_clear(out);
	while (*path)
		if (!add_word(out, &path, ids->machine, "<machine-id>") &&
		    !add_word(out, &path, ids->boot, "<boot-id>"))
			buf_addc(out, *path++);
	return true;
}
