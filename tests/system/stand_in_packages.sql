-- What a Fedora server of the release has and the fixture image cannot have, so that checks of it can
-- be proved, too.  Nothing here is measured: each row is what the check's own sources say.
INSERT INTO file (path, type, mode, uid, gid, size)
	WITH program(name) AS (VALUES ('dnf5'), ('lvm'), ('pvcreate'), ('vgcreate'), ('lvcreate'),
		('cryptsetup'), ('host'), ('dig'), ('nslookup'), ('getenforce'), ('setenforce'), ('sestatus'),
		('restorecon'), ('setsebool'), ('semodule'))
	SELECT '/usr/bin/' || name, 'file', 493, 0, 0, 1 FROM program;
INSERT INTO file (path, type, mode, uid, gid, target) VALUES
	('/usr/bin/dnf', 'symlink', 511, 0, 0, 'dnf5'),
	('/usr/bin/yum', 'symlink', 511, 0, 0, 'dnf5'),
	('/usr/bin/tdnf', 'symlink', 511, 0, 0, 'dnf5');
INSERT INTO file (path, type, mode, uid, gid) VALUES
	('/usr/lib/python3.14/site-packages', 'directory', 493, 0, 0),
	('/usr/lib64/python3.14/site-packages', 'directory', 493, 0, 0),
	('/usr/share/sbom/image.spdx.json', 'file', 420, 0, 0);

UPDATE package SET sha256 = '00';
INSERT INTO package SELECT 'dnf5-5.2.18.0-2.azl4.x86_64', 'dnf5', epoch, '5.2.18.0', '2.azl4', arch, vendor,
	license, source, size, signer, sha256 FROM package WHERE name = 'sed';
INSERT INTO package SELECT 'dnf5-plugins-5.2.18.0-2.azl4.x86_64', 'dnf5-plugins', epoch, '5.2.18.0', '2.azl4',
	arch, vendor, license, source, size, signer, sha256 FROM package WHERE name = 'sed';
INSERT INTO package_dep
	WITH called(name) AS (VALUES ('dnf'), ('yum'), ('microdnf'), ('tdnf'))
	SELECT 'dnf5-5.2.18.0-2.azl4.x86_64', 'provides', name, '=', '5.2.18.0-2.azl4' FROM called;
INSERT INTO package_dep SELECT nevra, 'provides', 'python(abi)', '=', '3.14' FROM package WHERE name = 'python3';
INSERT INTO package_dep SELECT nevra, 'provides', 'user(root)', '', '' FROM package WHERE name = 'setup';

UPDATE command SET end = 'exited', code = 0, errors = '', output = 'dnf5 version 5.2.18.0' || char(10)
	WHERE argv IN ('/usr/bin/tdnf --version', '/usr/bin/yum --version');
UPDATE command SET end = 'exited', code = 0, errors = '', output = '5.2.18.0' || char(10)
	WHERE argv GLOB '/usr/bin/sh -c /usr/bin/dnf --version*';
UPDATE command SET end = 'exited', code = 0, errors = '', output = 'azurelinux-base Azure Linux' || char(10)
	WHERE argv = '/usr/bin/dnf -C repolist';
UPDATE command SET end = 'exited', code = 0, errors = '', output = 'bash is installed' || char(10)
	WHERE argv GLOB '/usr/bin/dnf -C repoquery*';
UPDATE command SET end = 'exited', code = 0, errors = '', output = '  addrepo  setopt' || char(10)
	WHERE argv = '/usr/bin/dnf config-manager --help';
UPDATE command SET end = 'exited', code = 2, output = '',
	errors = 'Unknown argument "--add-repo" for command "config-manager".'
	WHERE argv = '/usr/bin/dnf config-manager --add-repo --help';
UPDATE command SET end = 'exited', code = 0, errors = '', output = ''
	WHERE argv = '/usr/bin/python3 -c import crypt_r' OR argv GLOB '/usr/bin/python3 -c import ssl, *';
UPDATE command SET end = 'exited', code = 0, errors = '', output = '4' || char(10)
	WHERE argv = '/usr/bin/rpm -E %_rpmformat';
