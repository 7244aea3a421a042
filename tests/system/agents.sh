#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Agents that nobody here wrote: installed with what they need, asked whether they are well, rebooted,
# erased; what they bring and what they leave.
# shellcheck source=tests/system/scenario/lib.sh
. "$(dirname "$0")/scenario/lib.sh"

certify node_exporter node_exporter install,reboot,erase
certify zabbix-agent zabbix-agent install,reboot,erase
certify monit monit install,erase
certify collectd collectd install,erase
settle
for name in node_exporter zabbix-agent monit collectd; do
	ended "$name" 0
	is "$name: its steps" "$(ask "$name" "SELECT DISTINCT outcome FROM step")" passed
	left_behind "$name"
done

came() { # name span class...
	local name=$1 span=$2 classes
	shift 2
	classes=$(printf "'%s'," "$@")
	ask "$name" "SELECT class, object FROM footprint WHERE span = '$span' AND
		change = 'added' AND class IN (${classes%,}) ORDER BY class, object"
}
is "node_exporter brings" "$(came node_exporter install user group unit listener)" \
	"group prometheus; listener tcp6 :: 9100; unit node_exporter.service; user prometheus"
is "and after a reboot" "$(came node_exporter reboot user group listener)" \
	"group prometheus; listener tcp6 :: 9100; user prometheus"
is "node_exporter leaves" "$(came node_exporter erase user group unit listener set-id)" \
	"group prometheus; user prometheus"
is "zabbix-agent brings" "$(came zabbix-agent install user group unit listener)" \
	"group zabbix; listener tcp 0.0.0.0 10050; listener tcp6 :: 10050; unit zabbix-agent.service; user zabbix"
is "and packages" "$(came zabbix-agent install package)" \
	"package hwdata; package libcurl-gnutls; package libmodbus; package libngtcp2; package libngtcp2-crypto-gnutls; package pciutils; package pciutils-libs; package zabbix-agent"
is "zabbix-agent leaves" "$(came zabbix-agent erase user group unit listener set-id package)" \
	"group zabbix; user zabbix"
is "its log goes with it" "$(ask zabbix-agent "SELECT object FROM footprint
	WHERE span = 'erase' AND object LIKE '/var/log/zabbix-agent%'")" ""
is "monit listens" "$(came monit install listener)" "listener tcp 127.0.0.1 2812"

# what it does not say is found out: the same agents with manifests that say less
sed '/^declares/,/^keeps/d' "$MANIFESTS/node_exporter.yaml" |
	sed '/^  user:/d; /^  group:/d' >"$T/silent.yaml"
certify silent node_exporter install,erase --manifest "$T/silent.yaml"
settle
ended silent 1
finish
