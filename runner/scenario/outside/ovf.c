/* SPDX-License-Identifier: MIT */
#include "scenario/outside/platform.h"

void platform_add_xml(struct buf *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buf_add(out, "&amp;");
			break;
		case '<':
			buf_add(out, "&lt;");
			break;
		case '>':
			buf_add(out, "&gt;");
			break;
		case '"':
			buf_add(out, "&quot;");
			break;
		default:
			buf_addc(out, *text);
		}
	}
}

static void add_element(struct buf *out, const char *name, const char *before, const char *text)
{
	buf_addf(out, "<wa:%s>", name);
	platform_add_xml(out, before);
	platform_add_xml(out, text);
	buf_addf(out, "</wa:%s>\n", name);
}

void platform_ovf(const struct platform *p, struct buf *out)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_add(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		     "<ovf:Environment xmlns:ovf=\"http://schemas.dmtf.org/ovf/environment/1\""
		     " xmlns:wa=\"http://schemas.microsoft.com/windowsazure\""
		     " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
		     "<wa:ProvisioningSection>\n"
		     "<wa:Version>1.0</wa:Version>\n"
		     "<wa:LinuxProvisioningConfigurationSet>\n"
		     "<wa:ConfigurationSetType>LinuxProvisioningConfiguration"
		     "</wa:ConfigurationSetType>\n");
	add_element(out, "HostName", "", p->hostname);
	add_element(out, "UserName", "", p->user);
	buf_add(out, "<wa:DisableSshPasswordAuthentication>true"
		     "</wa:DisableSshPasswordAuthentication>\n"
		     "<wa:SSH><wa:PublicKeys><wa:PublicKey>\n");
	buf_addf(&path, "%s/.ssh/authorized_keys", p->user);
	add_element(out, "Path", "/home/", buf_str(&path));
	add_element(out, "Value", "", p->ssh_key);
	buf_add(out, "</wa:PublicKey></wa:PublicKeys></wa:SSH>\n"
		     "</wa:LinuxProvisioningConfigurationSet>\n"
		     "</wa:ProvisioningSection>\n"
		     "<wa:PlatformSettingsSection>\n"
		     "<wa:Version>1.0</wa:Version>\n"
		     "<wa:PlatformSettings>\n"
		     "<wa:ProvisionGuestAgent>true</wa:ProvisionGuestAgent>\n"
		     "<wa:GuestAgentPackageName xsi:nil=\"true\"/>\n"
		     "<wa:PreprovisionedVm>false</wa:PreprovisionedVm>\n"
		     "<wa:PreprovisionedVMType xsi:nil=\"true\"/>\n"
		     "</wa:PlatformSettings>\n"
		     "</wa:PlatformSettingsSection>\n"
		     "</ovf:Environment>\n");
}
