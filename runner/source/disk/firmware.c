/* SPDX-License-Identifier: MIT */
#include "source/disk/firmware.h"

#include "base/fs.h"

const char firmware_hint[] = "install the package ovmf (Debian, Ubuntu) or edk2-ovmf (Fedora, "
			     "Azure Linux)";

static const struct firmware_files candidates[] = {
	/* Debian, Ubuntu */
	{ "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd" },
	{ "/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd" },
	/* Fedora, Azure Linux, RHEL */
	{ "/usr/share/edk2/ovmf/OVMF_CODE.fd", "/usr/share/edk2/ovmf/OVMF_VARS.fd" },
	{ "/usr/share/edk2/ovmf/OVMF_CODE_4M.fd", "/usr/share/edk2/ovmf/OVMF_VARS_4M.fd" },
	/* Arch */
	{ "/usr/share/edk2/x64/OVMF_CODE.4m.fd", "/usr/share/edk2/x64/OVMF_VARS.4m.fd" },
	/* openSUSE */
	{ "/usr/share/qemu/ovmf-x86_64-4m-code.bin", "/usr/share/qemu/ovmf-x86_64-4m-vars.bin" },
	{ "/usr/share/qemu/ovmf-x86_64-code.bin", "/usr/share/qemu/ovmf-x86_64-vars.bin" },
	/* a QEMU built from source brings its own */
	{ "/usr/local/share/qemu/edk2-x86_64-code.fd", "/usr/local/share/qemu/edk2-i386-vars.fd" },
	{ "/usr/share/qemu/edk2-x86_64-code.fd", "/usr/share/qemu/edk2-i386-vars.fd" },
};

const struct firmware_files *firmware_candidate(size_t i)
{
	return i < ARRAY_SIZE(candidates) ? &candidates[i] : NULL;
}

const struct firmware_files *firmware_find(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(candidates); i++)
		if (access(candidates[i].code, R_OK) == 0 && access(candidates[i].vars, R_OK) == 0)
			return &candidates[i];
	return NULL;
}

int firmware_copy_vars(const struct firmware_files *f, const char *path, struct error *err)
{
	AUTO(buf) struct buf vars = BUF_INIT(BUF_TEXT);
	int ret = fs_read(f->vars, &vars, err);

	return ret ? ret : fs_write(path, buf_str(&vars), vars.len, err);
}
