#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# deviations: a tree of the distribution's definition becomes a data file; differences to Fedora are
# declared or not; trees that are broken, or lead astray, are refused by name and line.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"

put() { # file ; text on stdin
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}

of_schema() { # schema document
	bash "$TOP/tests/cli/schema.sh" "$TOP/results-schema/$1.schema.json" "$2" >"$T/claim"
	local status=$?
	[ $status -eq 77 ] || claim "$(basename "$2") follows the schema $1" test $status -eq 0
}

# The older form: overlays within components, no locks.
tree=$T/tree
put "$tree/azldev.toml" <<'EOF'
includes = ["distro/distro.toml", "base/project.toml"]
EOF
put "$tree/distro/distro.toml" <<'EOF'
includes = ["*.distro.toml"]
[distros.azurelinux]
default-version = "4.0-stage2"
EOF
put "$tree/distro/azurelinux.distro.toml" <<'EOF'
[distros.azurelinux.versions.'4.0-stage2']
release-ver = "4.0"
[distros.azurelinux.versions.'4.0-stage2'.default-component-config]
spec = { type = "upstream", upstream-distro = { name = "fedora", version = "43", snapshot = "2026-02-24T00:00:00-08:00" } }
EOF
put "$tree/base/project.toml" <<'EOF'
includes = ["comps/components.toml", "packages/packages.toml"]
[project]
default-distro = { name = "azurelinux" }
rendered-specs-dir = "../specs"
EOF
put "$tree/base/comps/components.toml" <<'EOF'
includes = ["**/*.comp.toml", "groups.toml"]
[components.bash]
[components.'lib.x']
[components.zlib]
EOF
put "$tree/base/comps/groups.toml" <<'EOF'
[component-groups.skips]
description = "made"
components = [
    "zlib",
]
default-component-config = { build.check.skip = true, build.check.skip_reason = "made" }
EOF
put "$tree/base/comps/fuse3/fuse3.comp.toml" <<'EOF'
[components.fuse3]
spec = { type = "upstream", upstream-commit = "f718bab813a887de21faa4a63ee1167c53348641" }
EOF
put "$tree/base/comps/gcc/deep/gcc.comp.toml" <<'EOF'
[components.gcc]
release = { calculation = "manual" }
build.without = ["ada"]

[[components.gcc.overlays]]
description = "made: no Go"
type = "spec-search-replace"
regex = 'x'

[[components.gcc.overlays]]
type = "spec-remove-section"
section = "%package"
package = "gnat"
EOF
put "$tree/base/comps/own/own.comp.toml" <<'EOF'
[components.own]
spec = { type = "local", path = "own.spec" }
[components.edge]
spec = { type = "upstream", upstream-distro = { name = "fedora", version = "rawhide" } }
EOF
put "$tree/base/packages/packages.toml" <<'EOF'
includes = ["*.packages.toml"]
[default-package-config]
publish = { channel = "rpm-sdk" }
EOF
put "$tree/base/packages/base.packages.toml" <<'EOF'
[package-groups.base]
default-package-config.publish.channel = "rpm-base"
packages = [
    "bash", # srpm: bash
    "gcc", # srpm: gcc, gcc-again
]
EOF
put "$tree/specs/g/gcc/gcc.spec" <<'EOF'
Name: gcc
Version: 15.2.1
%package -n libgcc
Version: 9
%package c++
%if 1
%package go
%endif
%package -n %{other}
EOF
put "$tree/specs/b/bash/bash.spec" <<'EOF'
Name: bash
Epoch: 2
Version: %{v}
%package -n %{name}-doc
EOF

run 0 "$AZLCTS" deviations --tree "$tree" -o "$T/made.json"
has out 'components: 7'
has out 'imported_unmodified: 2'
has out 'overlays spec-remove-section: 1'
has out 'check_skipped: 1'
has out 'not interpreted: base/comps/components.toml:3: lib.x: has no rendered spec specs/l/lib.x/lib.x.spec'
of_schema deviations "$T/made.json"
value() { # words expression expected
	is "$1" "$(json "$T/made.json" "$2")" "$3"
}
value "the default source" 'd["default"]["distribution"] + d["default"]["version"] + d["default"]["at"]' \
	fedora43distro/azurelinux.distro.toml:4
value "imported by line" 'd["imported"]["base/comps/components.toml"]["bash"]' 2
value "pinned, with the place" 'd["components"]["fuse3"]["pinned"]["at"]' base/comps/fuse3/fuse3.comp.toml:2
value "skipped by a group" 'd["components"]["zlib"]["check_skipped"]' base/comps/groups.toml:6
value "overlays, with the line" 'd["components"]["gcc"]["overlays"][0]["at"]' base/comps/gcc/deep/gcc.comp.toml:5
value "a package taken away" 'd["components"]["gcc"]["removed"][0]["package"]' gnat
value "a conditional" 'd["components"]["gcc"]["build"]["without"]' "['ada']"
value "counted by hand" 'd["components"]["gcc"]["release_manual"]' base/comps/gcc/deep/gcc.comp.toml:2
value "local" 'd["components"]["own"]["local"]["path"]' own.spec
value "from elsewhere" 'd["components"]["edge"]["source"]["version"]' rawhide
value "a list of packages" 'd["lists"][0]["channel"] + str(d["lists"][0]["packages"]["gcc-again"])' "rpm-base{'gcc': 5}"
value "what a spec says" '[d["components"]["gcc"]["spec"][k] for k in ("version", "packages", "conditional", "unexpanded")]' \
	"['15.2.1', ['libgcc', 'gcc-c++'], ['gcc-go'], 1]"
value "no more than it says" 'sorted(d["specs"]["bash"].items())' \
	"[('at', 'specs/b/bash/bash.spec'), ('epoch', '2'), ('packages', ['bash-doc'])]"
cp "$T/made.json" "$T/first.json"
run 0 "$AZLCTS" deviations --tree "$tree" -o "$T/made.json"
claim "the same tree, the same bytes" cmp "$T/first.json" "$T/made.json"
run 0 "$AZLCTS" deviations --tree "$tree" --brief -o "$T/brief.json"
has_not "$T/brief.json" 'made: no Go'
has_not "$T/brief.json" '"spec"'
mkdir -p "$tree/.git/refs/heads"
echo 'ref: refs/heads/x' >"$tree/.git/HEAD"
echo 0123456789012345678901234567890123456789 >"$tree/.git/refs/heads/x"
run 0 "$AZLCTS" deviations --tree "$tree" -o "$T/made.json"
value "the commit" 'd["source"]["commit"]' 0123456789012345678901234567890123456789
value "is no part of the digest" "d['source']['sha256'] == '$(json "$T/first.json" 'd["source"]["sha256"]')'" True
rm -r "$tree/.git"

# The newer form: overlay files with metadata, found by pattern or by name, and locks.
cp -a "$tree" "$T/newer"
put "$T/newer/base/comps/bash/overlays/0001-x.overlay.toml" <<'EOF'
[metadata]
category = "azl-pruning"
upstream-status = "inapplicable"
[[overlays]]
type = "spec-remove-subpackage"
package = "doc"
EOF
put "$T/newer/base/comps/fresh/overlays/0001-x.overlay.toml" <<'EOF'
[metadata]
category = "azl-compatibility"
upstreamable = true
[[overlays]]
type = "spec-set-tag"
tag = "Version"
value = "2"
EOF
put "$T/newer/base/comps/own/more/a.toml" <<'EOF'
[metadata]
category = "x"
[[overlays]]
type = "spec-fold"
EOF
sed -i 's/^spec = { type = "local".*/&\noverlay-files = ["more\/*.toml"]/' "$T/newer/base/comps/own/own.comp.toml"
printf '[default-component-config]\noverlay-files = ["comps/{component}/overlays/*.overlay.toml"]\n' \
	>>"$T/newer/base/project.toml"
put "$T/newer/locks/bash.lock" <<'EOF'
version = 1
import-commit = '0643129668890d28aa8d56bc17616f5e9dc47c8c'
upstream-commit = '0643129668890d28aa8d56bc17616f5e9dc47c8c'
EOF
echo 'version = 1' >"$T/newer/locks/nobody.lock"
run 0 "$AZLCTS" deviations --tree "$T/newer" --no-specs -o "$T/made.json"
of_schema deviations "$T/made.json"
has out 'not interpreted: base/comps/own/more/a.toml:3: overlays.type: spec-fold: an unknown type'
has out 'not interpreted: locks/nobody.lock:1: nobody: a lock of what is no component'
value "an overlay file" '[d["components"]["bash"]["overlays"][0][k] for k in ("at", "category", "upstream_status")]' \
	"['base/comps/bash/overlays/0001-x.overlay.toml:4', 'azl-pruning', 'inapplicable']"
value "takes a package away" 'd["components"]["bash"]["removed"][0]["package"]' doc
value "a component by its overlays alone" 'd["components"]["fresh"]["overlays"][0]["upstream_status"]' upstreamable
value "a lock" 'd["components"]["bash"]["lock"]["commit"][:8]' 06431296

# What cannot be interpreted is listed.
cp -a "$tree" "$T/odd"
put "$T/odd/base/comps/odd.comp.toml" <<'EOF'
includes = ["nothing-*.toml"]
surprise = 1
[components.odd]
colour = "blue"
spec.shape = "round"
build.check.loud = true
[[components.odd.overlays]]
type = "spec-set-tag"
tag = "Epoch"
tint = 1
[component-groups.g]
components = ["nobody"]
specs = ["*.spec"]
EOF
run 0 "$AZLCTS" deviations --tree "$T/odd" -o "$T/made.json"
f=base/comps/odd.comp.toml
for what in "$f:1: includes: nothing-*.toml matches no file" "$f:2: surprise: unknown key" \
	"$f:4: components.odd.colour: unknown key" "$f:5: components.odd.spec.shape: unknown key" \
	"$f:6: components.odd.build.check.loud: unknown key" "$f:10: overlays.tint: unknown key" \
	"$f:12: component-groups.g: nobody is no component" "$f:13: component-groups.g: components that"; do
	has out "not interpreted: $what"
done

# Trees that are refused: each by the file, and the line.
broken() { # words-of-the-error ; the tree is $T/bad
	run 2 timeout 20 "$AZLCTS" deviations --tree "$T/bad" -o "$T/bad.json"
	has err "$1"
	one_line
	claim "nothing was written" test ! -e "$T/bad.json"
	rm -rf "$T/bad"
	cp -a "$tree" "$T/bad"
}
cp -a "$tree" "$T/bad"
printf '[components.x]\nspec = { type = "local"\n' >"$T/bad/base/comps/x.comp.toml"
broken "$T/bad/base/comps/x.comp.toml:2: in an inline table"
printf 'includes = ["distro/distro.toml", "base/missing.toml"]\n' >"$T/bad/azldev.toml"
broken "$T/bad/azldev.toml:1: includes base/missing.toml, which is not there"
rm "$T/bad/azldev.toml"
broken "$T/bad: there is no azldev.toml in it"
printf '[components.bash]\n' >"$T/bad/base/comps/x.comp.toml"
broken 'component bash: is there already (base/comps/'
ln -s b.comp.toml "$T/bad/base/comps/a.comp.toml"
ln -s a.comp.toml "$T/bad/base/comps/b.comp.toml"
broken "$T/bad/base/comps/a.comp.toml: Too many levels of symbolic links"
ln -s /etc/hostname "$T/bad/base/comps/a.comp.toml" # would be the tree's own etc/hostname
broken "$T/bad/base/comps/a.comp.toml: No such file or directory"
printf 'includes = ["../../outside.toml"]\n' >"$T/bad/azldev.toml"
broken "$T/bad/azldev.toml: ../../outside.toml: leads out of the tree"
truncate -s 1G "$T/bad/base/comps/big.comp.toml"
broken "$T/bad/base/comps/big.comp.toml: is larger than 16 MiB"
mkfifo "$T/bad/base/comps/pipe.comp.toml"
broken "$T/bad/base/comps/pipe.comp.toml: is no file"
printf 'x = 1\n' >"$T/bad/azldev.toml"
broken "$T/bad: declares no component"
(cd "$T/bad/base/comps" && for _ in $(seq 60); do mkdir d && cd d || exit; done)
broken 'folders within folders, more than 32 deep'
for i in $(seq 20); do printf 'includes = ["i%d.toml"]\n' $((i + 1)) >"$T/bad/i$i.toml"; done
printf 'includes = ["i1.toml"]\n' >"$T/bad/azldev.toml"
broken 'includes within includes, more than 16 deep'
# What includes itself, and folders that lead back into themselves, are read once.
ln -s .. "$T/bad/base/comps/up"
sed -i '1s/.*/includes = ["components.toml", "**\/*.comp.toml", "groups.toml"]/' "$T/bad/base/comps/components.toml"
run 0 timeout 20 "$AZLCTS" deviations --tree "$T/bad" -o "$T/loop.json"
has out 'components: 7'

# Compared: packages made for it stand for Fedora and for the candidate.
rpm_of() { # folder name version release source-package
	mkdir -p "$1" "$T/rpm"
	printf 'Name: %s\nVersion: %s\nRelease: %s\nSummary: made\nLicense: MIT\nBuildArch: noarch\n%%description\nMade.\n%%files\n' \
		"$5" "$3" "$4" >"$T/$5.spec"
	[ "$2" = "$5" ] || printf '%%package -n %s\nSummary: made\n%%description -n %s\nMade.\n%%files -n %s\n' "$2" "$2" "$2" \
		>>"$T/$5.spec"
	rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $T/rpms" --define '_rpmfilename %%{NAME}.rpm' \
		"$T/$5.spec" >"$T/rpmbuild" 2>&1 || not_ok "rpmbuild $2" "$(tail -n 5 "$T/rpmbuild")"
	mv "$T/rpms/$2.rpm" "$1/$2-$3-$4.noarch.rpm"
}
rpm_of "$T/fedora" bash 5.3.0 2.fc43 bash
rpm_of "$T/azl" bash 5.3.0 2.azl4 bash
rpm_of "$T/fedora" fuse3-libs 3.17.4 1.fc43 fuse3
rpm_of "$T/azl" fuse3-libs 3.16.2 7.azl4 fuse3
rpm_of "$T/fedora" gcc-gnat 15.2.1 7.fc43 gcc
rpm_of "$T/fedora" chromium 140 1.fc43 chromium
run 0 "$AZLCTS" deviations --tree "$tree" --compare "$T/azl" --reference "$T/fedora"
has out 'declared    version-older  fuse3-libs: 3.16.2-7.azl4, Fedora 3.17.4-1.fc43; pinned to commit f718bab813a8 (base/comps/fuse3/fuse3.comp.toml:2)'
has out 'declared    absent         gcc-gnat: none, Fedora 15.2.1-7.fc43; taken away by an overlay (base/comps/gcc/deep/gcc.comp.toml:10)'
has out 'removed: the distribution has no component chromium'
has out '2 packages beside 4 of Fedora: 1 the same, 3 declared, 0 undeclared'
run 0 "$AZLCTS" deviations --declared "$T/first.json" --compare "$T/azl" --reference "$T/fedora" --json -o "$T/compared.json"
of_schema deviations-compared "$T/compared.json"
is "verdict" "$(json "$T/compared.json" 'd["verdict"]')" declared

# The same differences, of a tree that does not declare them.
cp -a "$tree" "$T/silent"
sed -i 2d "$T/silent/base/comps/fuse3/fuse3.comp.toml"
run 1 "$AZLCTS" deviations --tree "$T/silent" --compare "$T/azl" --reference "$T/fedora"
has out 'UNDECLARED  version-older  fuse3-libs: 3.16.2-7.azl4, Fedora 3.17.4-1.fc43; nothing is declared of component fuse3 that would'
run 0 "$AZLCTS" deviations --tree "$T/silent" --compare "$T/azl" --reference "$T/fedora" --after-snapshot
rpm_of "$T/fedora" gcc-doc 15.2.1 7.fc43 gcc
run 0 "$AZLCTS" deviations --tree "$tree" --compare "$T/azl" --reference "$T/fedora"
run 1 "$AZLCTS" deviations --tree "$tree" --compare "$T/azl" --reference "$T/fedora" --strict --json -o "$T/compared.json"
of_schema deviations-compared "$T/compared.json"
is "undeclared" "$(json "$T/compared.json" '[x["package"] for x in d["differences"] if "why" in x]')" "['gcc-doc']"
rpm_of "$T/azl" zlib 1.3.1 1.fc43 zlib
run 1 "$AZLCTS" deviations --tree "$tree" --compare "$T/azl" --reference "$T/fedora"
has out 'UNDECLARED  foreign'

# As a check: its data file is read with the suite.
check() { # parameters
	put "$T/suites/s.yaml" <<EOF
suite: s
title: Made
checks:
  - id: s.a
    version: 1
    title: Made
    level: mandatory
    deviation: {$1}
    why: made
    remedy: none
    references: {made: made}
    counterexample: {rows: "DELETE FROM package"}
EOF
}
mkdir -p "$T/suites/deviations"
cp "$T/first.json" "$T/suites/deviations/tree.json"
cp "$T/compared.json" "$T/suites/deviations/other.json"
check 'declared: tree.json'
run 0 "$AZLCTS" validate --suites "$T/suites" "$T/suites/s.yaml"
check 'declared: other.json'
run 2 "$AZLCTS" validate --suites "$T/suites" "$T/suites/s.yaml"
has err 'other.json: is no azlcts-deviations-1 document'
check 'declared: nothing.json'
run 2 "$AZLCTS" validate --suites "$T/suites" "$T/suites/s.yaml"
check 'declared: tree.json, classes: [same]'
run 2 "$AZLCTS" validate --suites "$T/suites" "$T/suites/s.yaml"
check 'declared: tree.json, classes: [replaced]'
run 2 "$AZLCTS" validate --suites "$T/suites" "$T/suites/s.yaml"
has err 'both or neither'

run 2 "$AZLCTS" deviations
has err 'say which tree'
run 2 "$AZLCTS" deviations --tree "$tree" --declared "$T/first.json"
has err 'give one of the two'
run 2 "$AZLCTS" deviations --tree "$tree" --compare "$T/azl"
has err 'takes both'
run 2 "$AZLCTS" deviations --tree "$tree" --json
run 2 "$AZLCTS" deviations --declared "$T/first.json"
run 2 "$AZLCTS" deviations --declared "$T/nothing" --compare "$T/azl" --reference "$T/fedora"
has err "$T/nothing: there is no such file"
run 2 "$AZLCTS" deviations --declared "$T/compared.json" --compare "$T/azl" --reference "$T/fedora"
has err 'is no azlcts-deviations-1 document'
mkdir "$T/empty"
run 2 "$AZLCTS" deviations --tree "$T/empty/none"
has err 'No such file'
finish
