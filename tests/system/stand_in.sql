-- What the release has and the fixture image cannot have, so that checks of it can be proved, too.
-- Nothing here is measured: each row is what the check's own sources say of the release.

-- kernel: its release string, the link to headers, SELinux in place of AppArmor
UPDATE kernel SET value = (SELECT version || '-' || release || '.' || arch FROM package
	WHERE name = 'kernel-core') WHERE key = 'release';
INSERT INTO file (path, type, mode, uid, gid, target)
	SELECT '/usr/lib/modules/' || value || '/build', 'symlink', 511, 0, 0, '/usr/src/kernels/' || value
	FROM kernel WHERE key = 'release';
UPDATE kernel SET value = 'lockdown,yama,integrity,selinux,bpf,landlock,ipe' WHERE key = 'lsm';
INSERT INTO kernel VALUES ('selinux_enforce', '1');

-- release package: newer macros, identification tags
UPDATE text SET content = content || '%dist_purl_namespace azurelinux' || char(10)
	WHERE path = '/usr/lib/rpm/macros.d/macros.dist';
INSERT INTO file (path, type, mode, uid, gid) VALUES
	('/etc/swid', 'directory', 493, 0, 0),
	('/etc/swid/swidtags.d', 'directory', 493, 0, 0),
	('/etc/swid/swidtags.d/microsoft.com', 'directory', 493, 0, 0);

-- services
INSERT INTO unit VALUES ('dnf-makecache.timer', 'loaded', 'active', 'waiting', 'enabled', 'enabled',
	'success', '/usr/lib/systemd/system/dnf-makecache.timer');
UPDATE command SET end = 'exited', code = 0, output = 'MarinerOSUtil' || char(10) WHERE argv GLOB '*waagent.log*';
INSERT INTO file (path, type, mode, uid, gid) VALUES
	('/var/lib/waagent', 'directory', 448, 0, 0),
	('/etc/waagent.conf', 'file', 420, 0, 0),
	('/etc/cloud', 'directory', 493, 0, 0),
	('/etc/cloud/cloud.cfg', 'file', 420, 0, 0),
	('/etc/cloud/cloud.cfg.d', 'directory', 493, 0, 0),
	('/etc/firewalld', 'directory', 488, 0, 0),
	('/etc/firewalld/firewalld.conf', 'file', 420, 0, 0),
	('/usr/lib/firewalld', 'directory', 493, 0, 0),
	('/usr/lib/firewalld/zones', 'directory', 493, 0, 0),
	('/usr/lib/firewalld/zones/public.xml', 'file', 420, 0, 0);
INSERT INTO text VALUES
	('/etc/waagent.conf', 'ResourceDisk.Format=n' || char(10), 0),
	('/etc/cloud/cloud.cfg', 'disable_root: true' || char(10) || 'system_info:' || char(10) ||
	'  default_user:' || char(10) || '    name: azureuser' || char(10) ||
	'    lock_passwd: True' || char(10), 0),
	('/etc/firewalld/firewalld.conf', 'DefaultZone=public' || char(10), 0),
	('/usr/lib/firewalld/zones/public.xml', '<zone><service name="ssh"/>' ||
	'<service name="dhcpv6-client"/><forward/></zone>', 0);

-- a confidential machine
INSERT INTO package (nevra, name, version, release, arch, vendor) VALUES
	('kernel-uki-virt-6.18.31-1.16.azl4.x86_64', 'kernel-uki-virt', '6.18.31', '1.16.azl4', 'x86_64', ''),
	('systemd-boot-unsigned-258.4-5.azl4.x86_64', 'systemd-boot-unsigned', '258.4', '5.azl4', 'x86_64', ''),
	('shim-unsigned-x64-15.8-6.azl4.x86_64', 'shim-unsigned-x64', '15.8', '6.azl4', 'x86_64', ''),
	('tpm2-tools-5.7-4.azl4.x86_64', 'tpm2-tools', '5.7', '4.azl4', 'x86_64', ''),
	('wsl-setup-1.0-1.azl4.noarch', 'wsl-setup', '1.0', '1.azl4', 'noarch', '');
INSERT INTO file (path, type, mode, uid, gid) VALUES
	('/boot/efi/EFI/Linux/azurelinux.efi', 'file', 448, 0, 0),
	('/etc/kernel', 'directory', 493, 0, 0),
	('/etc/kernel/entry-token', 'file', 420, 0, 0);

-- the image for WSL
INSERT INTO file (path, type, mode, uid, gid, target) VALUES
	('/etc/wsl-distribution.conf', 'symlink', 511, 0, 0, '../usr/lib/wsl-distribution.conf'),
	('/usr/lib/wsl-distribution.conf', 'file', 420, 0, 0, NULL),
	('/usr/lib/systemd/system-preset/80-wsl.preset', 'file', 420, 0, 0, NULL),
	('/etc/systemd/system/tmp.mount', 'symlink', 511, 0, 0, '/dev/null');
INSERT INTO text VALUES
	('/usr/lib/wsl-distribution.conf', '[oobe]' || char(10) || 'defaultName = AzureLinux-4.0' || char(10), 0);
