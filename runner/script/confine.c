/* SPDX-License-Identifier: MIT */
/* What a script may do: limits, a filter of system calls, and next to no capabilities. */
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "script/jail.h"

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#else
#error "which architecture is this?"
#endif

enum { FILTER_MAX = 300, X32_BIT = 0x40000000 };

/*
 * Where it would change the host, hide from who watches, or have memory that is of no process and
 * no file system, and so of no limit.
 */
static const unsigned refused[] = {
	SYS_mount,	     SYS_umount2,	SYS_pivot_root,
	SYS_unshare,	     SYS_setns,		SYS_fsopen,
	SYS_fsmount,	     SYS_open_tree,	SYS_move_mount,
	SYS_fspick,	     SYS_bpf,		SYS_ptrace,
	SYS_keyctl,	     SYS_add_key,	SYS_request_key,
	SYS_reboot,	     SYS_kexec_load,	SYS_init_module,
	SYS_finit_module,    SYS_delete_module, SYS_swapon,
	SYS_swapoff,	     SYS_settimeofday,	SYS_clock_settime,
	SYS_adjtimex,	     SYS_acct,		SYS_quotactl,
	SYS_perf_event_open, SYS_userfaultfd,	SYS_io_uring_setup,
	SYS_seccomp,	     SYS_syslog,	SYS_process_vm_writev,
	SYS_personality,     SYS_memfd_create,	SYS_shmget,
	SYS_semget,	     SYS_msgget,
};

/* What the host is asked about; it lets go on, but for processes past their number. */
static const unsigned told[] = {
	SYS_execve,    SYS_execveat,   SYS_openat,     SYS_openat2, SYS_newfstatat, SYS_statx,
	SYS_faccessat, SYS_faccessat2, SYS_readlinkat, SYS_connect, SYS_clone,
#ifdef SYS_open
	SYS_open,      SYS_stat,       SYS_lstat,      SYS_access,  SYS_readlink,   SYS_fork,
	SYS_vfork,     SYS_creat,
#endif
};

struct program {
	struct sock_filter code[FILTER_MAX];
	unsigned short count;
};

static void add(struct program *p, struct sock_filter f)
{
	if (p->count < FILTER_MAX)
		p->code[p->count++] = f;
}

static void add_load(struct program *p, size_t offset)
{
	add(p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

/* Where the accumulator is `value`: this verdict. */
static void add_case(struct program *p, unsigned value, unsigned verdict)
{
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict));
}

static void add_socket(struct program *p)
{
	static const unsigned families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };

	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0,
					    2 + 2 * ARRAY_SIZE(families)));
	add_load(p, offsetof(struct seccomp_data, args[0]));
	for (size_t i = 0; i < ARRAY_SIZE(families); i++)
		add_case(p, families[i], SECCOMP_RET_ALLOW);
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT));
}

static void add_clone(struct program *p)
{
	const unsigned spaces = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET |
				CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;

	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4));
	add_load(p, offsetof(struct seccomp_data, args[0]));
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, spaces, 0, 1));
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF));
}

static void make_filter(struct program *p)
{
	add_load(p, offsetof(struct seccomp_data, arch));
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0));
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS));
	add_load(p, offsetof(struct seccomp_data, nr));
	add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1));
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS));
	add_case(p, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS); /* libraries fall back to clone */
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
		add_case(p, refused[i], SECCOMP_RET_ERRNO | EPERM);
	add_socket(p);
	add_load(p, offsetof(struct seccomp_data, nr));
	add_clone(p);
	for (size_t i = 0; i < ARRAY_SIZE(told); i++)
		add_case(p, told[i], SECCOMP_RET_USER_NOTIF);
	add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

static void limit(int notes, int what, unsigned long value)
{
	struct rlimit r = { value, value };

	if (setrlimit((unsigned)what, &r) < 0)
		jail_die(notes, "set limits");
}

static void drop_capabilities(int notes)
{
	static const unsigned kept[] = { CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FOWNER, CAP_FSETID,
					 CAP_KILL,  CAP_SETGID,	      CAP_SETUID };
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = { 0 };
	unsigned mask = 0;

	for (size_t i = 0; i < ARRAY_SIZE(kept); i++)
		mask |= 1U << kept[i];
	for (unsigned cap = 0; cap < 64; cap++)
		if (cap >= 32 || !(mask & 1U << cap))
			prctl(PR_CAPBSET_DROP, cap, 0, 0, 0); /* EINVAL: there is none */
	data[0].effective = data[0].permitted = mask;
	if (syscall(SYS_capset, &header, data) < 0)
		jail_die(notes, "give up capabilities");
}

void jail_confine(int notes)
{
	struct jail_note n = { .kind = 'l' };
	struct program p = { .count = 0 };
	struct sock_fprog prog = { .filter = p.code };
	long listener;

	limit(notes, RLIMIT_CORE, 0);
	limit(notes, RLIMIT_AS, (unsigned long)JAIL_PROCESS_MIB << 20);
	limit(notes, RLIMIT_FSIZE, (unsigned long)JAIL_TMPFS_MIB << 20);
	limit(notes, RLIMIT_NOFILE, JAIL_OPEN_FILES);
	make_filter(&p);
	prog.len = p.count;
	listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER,
			   &prog);
	if (listener < 0)
		jail_die(notes, "watch system calls");
	if (!jail_send(notes, &n, (int)listener))
		_exit(1);
	close((int)listener);
	drop_capabilities(notes);
}
