/* SPDX-License-Identifier: MIT */
/* The command line of QEMU: the whole machine, and nothing that QEMU would add by itself. */
#include "base/doc.h"
#include "model/machine.h"
#include "model/wire.h"
#include "source/disk/entry.h"
#include "source/disk/image_tool.h"
#include "source/disk/qmp.h"

/* Any fixed value will do: it becomes the guest's product_uuid. */
#define GUEST_UUID "5a2c1e00-0000-4000-8000-0000a21c7540"

struct words {
	struct arena *arena;
	const char **items;
	size_t count;
	bool failed;
};

static void add(struct words *w, const char *word)
{
	if (!word || w->count + 1 >= GUEST_ARGS_MAX) {
		w->failed = true;
		return;
	}
	w->items[w->count++] = word;
	w->items[w->count] = NULL;
}

static void add2(struct words *w, const char *option, const char *value)
{
	add(w, option);
	add(w, value);
}

/* A JSON text in the arena; takes the document. */
static const char *json(struct arena *arena, struct doc *d)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	int ret = doc_canonical(d, &text, &err);

	doc_free(d);
	return ret ? NULL : arena_strdup(arena, buf_str(&text));
}

static struct doc *file_node(const char *path, bool read_only)
{
	struct doc *d = doc_object();

	doc_set_text(d, "driver", "file");
	doc_set_text(d, "filename", path);
	doc_set_bool(d, "read-only", read_only);
	return d;
}

static struct doc *node(const char *name, const char *driver, const char *path, bool read_only)
{
	struct doc *d = doc_object();

	doc_set_text(d, "node-name", name);
	doc_set_text(d, "driver", driver);
	doc_set_bool(d, "read-only", read_only);
	doc_set(d, "file", file_node(path, read_only));
	return d;
}

const char *guest_image_node(const struct guest_spec *spec, struct arena *arena)
{
	const struct disk_image *image = spec->image;
	struct doc *d = node("image", image_tool_driver(image->format), image->path, true);

	if (image->format == DISK_VHD_FIXED) { /* a raw disk and a footer */
		doc_set_int(d, "offset", 0);
		doc_set_int(d, "size", (int64_t)image->size);
	}
	return json(arena, d);
}

const char *guest_disk_node(const struct guest_spec *spec, struct arena *arena)
{
	struct doc *d = node("disk", "qcow2", spec->overlay, false);
	struct doc *cache = doc_set(d, "cache", doc_object());

	doc_set_text(d, "backing", spec->frozen ? "frozen" : "image");
	doc_set_bool(cache, "direct", false);
	doc_set_bool(cache, "no-flush", true); /* thrown away in the end: nothing needs a sync */
	return json(arena, d);
}

/* What the guest of the frozen instant had written. */
static const char *frozen_node(const struct guest_spec *spec, struct arena *arena)
{
	struct doc *d = node("frozen", "qcow2", spec->frozen, true);

	doc_set_text(d, "backing", "image");
	return json(arena, d);
}

static void add_machine(struct words *w, const struct guest_spec *spec)
{
	struct arena *a = w->arena;

	add(w, spec->qemu);
	add(w, "-nodefaults");
	add(w, "-no-user-config");
	if (!spec->scenario)
		add(w, "-no-reboot");
	add2(w, "-display", "none");
	add2(w, "-name", "azlcts");
	add2(w, "-uuid", GUEST_UUID);
	add2(w, "-rtc", "base=utc");
	/* graphics=off: SeaBIOS and its boot loaders speak on the serial port. */
	add2(w, "-machine", spec->firmware == FIRMWARE_BIOS ? "pc,graphics=off" : "q35");
	add2(w, "-accel", spec->kvm ? "kvm" : spec->plain_cpu ? "tcg" : "tcg,thread=multi");
	add2(w, "-cpu", spec->plain_cpu ? "max,-cx16" : "max");
	add2(w, "-smp", arena_printf(a, "%u", spec->cpus));
	add2(w, "-m", arena_printf(a, "%u", spec->memory_mib));
}

static void add_firmware(struct words *w, const struct guest_spec *spec)
{
	struct arena *a = w->arena;

	if (spec->firmware == FIRMWARE_BIOS)
		return;
	add2(w, "-blockdev", json(a, node("code", "raw", spec->uefi->code, true)));
	add2(w, "-blockdev",
	     json(a, node("vars", "raw", arena_printf(a, "%s/vars.fd", spec->work_dir), false)));
	add2(w, "-machine", "pflash0=code,pflash1=vars");
}

static void add_disks(struct words *w, const struct guest_spec *spec)
{
	struct arena *a = w->arena;

	add2(w, "-blockdev", guest_image_node(spec, a));
	if (spec->frozen)
		add2(w, "-blockdev", frozen_node(spec, a));
	add2(w, "-blockdev", guest_disk_node(spec, a));
	/* An error of the host must not become a fault of the guest: stop, and tell us. */
	add2(w, "-device",
	     "virtio-blk-pci,drive=disk,bootindex=1,serial=azlcts-disk,werror=stop,rerror=stop");
	if (!spec->entry->disk)
		return;
	add2(w, "-blockdev", json(a, node("entry", "raw", spec->entry->disk, true)));
	add2(w, "-device", "virtio-blk-pci,drive=entry,serial=" ENTRY_SERIAL);
}

void guest_quote(struct buf *b, const char *text)
{
	buf_addc(b, '\'');
	for (; *text; text++)
		buf_add(b, *text == '\'' ? "'\\''" : (char[]){ *text, '\0' });
	buf_addc(b, '\'');
}

/*
 * The network of a scenario: the addresses that programs know from Azure are in it, and each of
 * them leads to a socket of ours, by a relay that QEMU starts for a connection, or nowhere: QEMU
 * itself is in a network of its own (child.h).  slirp's `restrict` would do that as well, but then
 * its DHCP names no router, and agents of Azure take a lease without one for none.
 */
static const char *scenario_network(const struct guest_spec *spec, struct arena *arena)
{
	struct doc *d = doc_object();
	struct doc *forwards = spec->grants_count ? doc_set(d, "guestfwd", doc_list()) : NULL;

	doc_set_text(d, "type", "user");
	doc_set_text(d, "id", "net");
	/* Azure's is IPv4, too */
	doc_set_bool(d, "ipv6", false);
	doc_set_text(d, "net", MACHINE_NETWORK);
	doc_set_text(d, "host", "168.63.129.1");
	doc_set_text(d, "dns", "168.63.129.3");
	doc_set_text(d, "dhcpstart", "168.63.129.50");
	for (size_t i = 0; i < spec->grants_count; i++) {
		const struct machine_grant *g = &spec->grants[i];
		AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

		buf_addf(&text, "tcp:%s:%u-cmd:", g->address, g->port);
		guest_quote(&text, spec->probe);
		buf_add(&text, " relay ");
		guest_quote(&text, g->socket);
		doc_set_text(doc_add(forwards, doc_object()), "str",
			     text.failed ? NULL : buf_str(&text));
	}
	return json(arena, d);
}

/*
 * A card with a DHCP lease and nothing behind it: services that wait for a network find one, as
 * they would in Azure, and nothing gets out (restrict).
 */
static void add_network(struct words *w, const struct guest_spec *spec)
{
	add2(w, "-netdev",
	     spec->scenario ? scenario_network(spec, w->arena) : "user,id=net,restrict=on");
	add2(w, "-device", "virtio-net-pci,netdev=net,romfile=,mac=52:54:00:a2:1c:75");
}

/* A drive without a medium; and a mark by which a restored guest knows to reseed its kernel. */
static void add_scenario(struct words *w, const struct guest_spec *spec)
{
	if (!spec->scenario)
		return;
	add2(w, "-smbios", "type=3,asset=" MACHINE_ASSET_TAG);
	add2(w, "-device", "virtio-scsi-pci,id=scsi");
	add2(w, "-device", "scsi-cd,bus=scsi.0,id=" GUEST_DRIVE);
	add2(w, "-device", "vmgenid,guid=auto");
	if (spec->incoming)
		add2(w, "-incoming", "defer");
}

static void add_channels(struct words *w, const int fds[3])
{
	struct arena *a = w->arena;

	add2(w, "-chardev", arena_printf(a, "socket,id=console,fd=%d", fds[0]));
	add2(w, "-serial", "chardev:console");
	add2(w, "-chardev", arena_printf(a, "socket,id=qmp,fd=%d", fds[1]));
	add2(w, "-mon", "chardev=qmp,mode=control");
	add2(w, "-chardev", arena_printf(a, "socket,id=wire,fd=%d", fds[2]));
	add2(w, "-device", "virtio-serial-pci");
	add2(w, "-device", "virtserialport,chardev=wire,id=" QMP_PORT_ID ",name=" WIRE_PORT);
	add2(w, "-device", "virtio-rng-pci");
}

/* In QEMU's comma lists a comma of a value is doubled. */
static const char *escaped(struct arena *arena, const char *value)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);

	for (; *value; value++)
		buf_add(&b, *value == ',' ? ",," : (char[]){ *value, '\0' });
	return b.failed ? NULL : arena_strdup(arena, buf_str(&b));
}

static void add_entry(struct words *w, const struct entry_plan *entry)
{
	AUTO(buf) struct buf smbios = BUF_INIT(256 << 10);

	buf_add(&smbios, "type=11");
	for (size_t i = 0; i < entry->smbios_count; i++)
		buf_addf(&smbios, ",value=%s", entry->smbios[i]);
	if (entry->smbios_count > 0)
		add2(w, "-smbios", smbios.failed ? NULL : arena_strdup(w->arena, buf_str(&smbios)));
	if (entry->fw_cfg[0]) {
		const char *file = escaped(w->arena, entry->fw_cfg[1]);

		add2(w, "-fw_cfg",
		     file ? arena_printf(w->arena, "name=%s,file=%s", entry->fw_cfg[0], file)
			  : NULL);
	}
}

int guest_args(const struct guest_spec *spec, const int fds[3], struct arena *arena,
	       const char *args[GUEST_ARGS_MAX], struct error *err)
{
	struct words w = { .arena = arena, .items = args };

	add_machine(&w, spec);
	add_firmware(&w, spec);
	add_disks(&w, spec);
	add_network(&w, spec);
	add_channels(&w, fds);
	add_entry(&w, spec->entry);
	add_scenario(&w, spec);
	return w.failed ? error_memory(err) : 0;
}
