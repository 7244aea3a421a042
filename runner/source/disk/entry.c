/* SPDX-License-Identifier: MIT */
#include "source/disk/entry.h"

#include "base/doc.h"
#include "base/fs.h"
#include "source/disk/fat.h"

const char *const entry_names[ENTRY_COUNT] = {
	[ENTRY_CREDENTIAL] = "credential",
	[ENTRY_INJECT] = "inject",
	[ENTRY_CLOUD_INIT] = "cloud-init",
	[ENTRY_IGNITION] = "ignition",
};

/* A data source wants an instance id; a new one makes cloud-init treat this as a first boot. */
static const char meta_data[] = "instance-id: azlcts\n";

void entry_base64(struct buf *out, const char *data, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		uint32_t v = 0;
		size_t n = len - i < 3 ? len - i : 3;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (k < n ? (unsigned char)data[i + k] : 0U);
		for (size_t k = 0; k < 4; k++)
			buf_addc(out, k <= n ? digits[v >> (18 - 6 * k) & 63] : '=');
	}
}

static int add_credential(struct entry_plan *plan, const char *kind, const char *unit,
			  const char *text, size_t *total, struct error *err)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);
	const char *copy;

	buf_addf(&b, "io.systemd.credential.binary:systemd.%s.%s=", kind, unit);
	entry_base64(&b, text, strlen(text));
	*total += b.len + 1;
	if (b.failed || *total > SMBIOS_STRINGS_MAX || plan->smbios_count == ENTRY_STRINGS_MAX)
		return error_set(err, EFBIG, "credentials: more than %d bytes in %d strings",
				 SMBIOS_STRINGS_MAX, ENTRY_STRINGS_MAX);
	copy = arena_strdup(&plan->arena, buf_str(&b));
	if (!copy)
		return error_memory(err);
	plan->smbios[plan->smbios_count++] = copy;
	return 0;
}

int entry_credentials(struct entry_plan *plan, struct error *err)
{
	AUTO(buf) struct buf wants = BUF_INIT(BUF_LINE);
	size_t total = 0;
	int ret = 0;

	buf_add(&wants, "[Unit]\n");
	for (size_t i = 0; i < entry_units_count && !ret; i++) {
		ret = add_credential(plan, "extra-unit", entry_units[i].name, entry_units[i].text,
				     &total, err);
		if (entry_units[i].wanted)
			buf_addf(&wants, "Wants=%s\n", entry_units[i].name);
	}
	if (!ret)
		ret = add_credential(plan, "unit-dropin", "multi-user.target", buf_str(&wants),
				     &total, err);
	return ret;
}

/* JSON is YAML, and Base64 needs no quoting in either. */
void entry_user_data(struct buf *out)
{
	buf_add(out, "#cloud-config\nwrite_files:\n");
	for (size_t i = 0; i < entry_units_count; i++) {
		buf_addf(out,
			 "- path: /run/systemd/system/%s\n"
			 "  permissions: '0644'\n"
			 "  encoding: b64\n"
			 "  content: ",
			 entry_units[i].name);
		entry_base64(out, entry_units[i].text, strlen(entry_units[i].text));
		buf_addc(out, '\n');
	}
	buf_add(out, "runcmd:\n- [systemctl, daemon-reload]\n- [systemctl, start, --no-block");
	for (size_t i = 0; i < entry_units_count; i++)
		if (entry_units[i].wanted)
			buf_addf(out, ", %s", entry_units[i].name);
	buf_add(out, "]\n");
}

int entry_ignition_config(struct buf *out, struct error *err)
{
	AUTO_DOC struct doc *d = doc_object();
	struct doc *ignition = doc_set(d, "ignition", doc_object());
	struct doc *units = doc_set(doc_set(d, "systemd", doc_object()), "units", doc_list());

	doc_set_text(ignition, "version", "3.0.0");
	for (size_t i = 0; i < entry_units_count; i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
		struct doc *unit = doc_add(units, doc_object());

		buf_add(&text, entry_units[i].text);
		if (entry_units[i].wanted)
			buf_add(&text, "[Install]\nWantedBy=multi-user.target\n");
		doc_set_text(unit, "name", entry_units[i].name);
		doc_set_text(unit, "contents", buf_str(&text));
		if (entry_units[i].wanted)
			doc_set_bool(unit, "enabled", true);
	}
	return doc_canonical(d, out, err);
}

/* The second disk: the probe and, for cloud-init, its seed. */
static int make_disk(enum entry entry, const char *probe, struct entry_plan *plan,
		     const char *work_dir, struct error *err)
{
	AUTO(buf) struct buf program = BUF_INIT(FAT_BYTES_MAX);
	AUTO(buf) struct buf user_data = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf image = BUF_INIT(BUF_DOCUMENT);
	struct fat_file files[3] = { { .name = "azlcts-probe" } };
	size_t count = 1;
	int ret = fs_read(probe, &program, err);

	if (ret)
		return error_wrap(err, "the probe");
	files[0].data = buf_str(&program);
	files[0].len = program.len;
	if (entry == ENTRY_CLOUD_INIT) {
		entry_user_data(&user_data);
		files[count++] = (struct fat_file){ "meta-data", meta_data, strlen(meta_data) };
		files[count++] =
			(struct fat_file){ "user-data", buf_str(&user_data), user_data.len };
	}
	if (user_data.failed)
		return error_memory(err);
	ret = fat_make(&image, entry == ENTRY_CLOUD_INIT ? "CIDATA" : "AZLCTS", files, count, err);
	if (ret)
		return ret;
	plan->disk = arena_printf(&plan->arena, "%s/entry.raw", work_dir);
	if (!plan->disk)
		return error_memory(err);
	return fs_write(plan->disk, buf_str(&image), image.len, err);
}

static int make_ignition(struct entry_plan *plan, const char *work_dir, struct error *err)
{
	AUTO(buf) struct buf config = BUF_INIT(BUF_LINE);
	int ret = entry_ignition_config(&config, err);

	if (ret)
		return ret;
	plan->fw_cfg[0] = "opt/com.coreos/config";
	plan->fw_cfg[1] = arena_printf(&plan->arena, "%s/config.ign", work_dir);
	if (!plan->fw_cfg[1])
		return error_memory(err);
	return fs_write(plan->fw_cfg[1], buf_str(&config), config.len, err);
}

int entry_prepare(enum entry entry, const char *probe, const struct image_tool *tool,
		  struct entry_plan *plan, struct error *err)
{
	int ret = make_disk(entry, probe, plan, tool->work_dir, err);

	if (!ret && entry == ENTRY_CREDENTIAL)
		ret = entry_credentials(plan, err);
	if (!ret && entry == ENTRY_IGNITION)
		ret = make_ignition(plan, tool->work_dir, err);
	return ret;
}
