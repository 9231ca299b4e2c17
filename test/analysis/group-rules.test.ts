import { describe, expect, it } from "vitest";
import { compileGroupRules, findGroup, findRule } from "../../src/analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import { reportGroups } from "../../src/report/groups-report.ts";

// Names as they stand in the mail of 2001 (2.4.2) and in profiles of 6.1 and 6.17.
const EXPECTED: Record<string, string> = {
  copy: "file_read_actor __strncpy_from_user copy_user_enhanced_fast_string _copy_to_iter _copy_from_iter memcpy_erms __pi_memcpy memcpy __generic_copy_from_user simple_copy_to_iter copy_page_to_iter __skb_datagram_iter",
  checksum:
    "csum_partial_copy_generic csum_partial csum_partial_ext ip_send_check __skb_checksum __skb_checksum_complete do_csum",
  driver:
    "boomerang_rx boomerang_interrupt boomerang_start_xmit e1000_xmit_frame e1000_clean_rx_irq e1000_unmap_and_free_tx_resource loopback_xmit",
  tcp: "tcp_transmit_skb tcp_v4_rcv tcp_sendmsg_copy tcp_clean_rtx_queue tcp_sendmsg do_tcp_sendpages __tcp_transmit_skb tcp_options_write.isra.0 cubictcp_cong_avoid bbr_main tcp_schedule_loss_probe.part.0",
  ip: "ip_output ip_route_input ip_queue_xmit __ip_queue_xmit ip_rcv_finish_core.constprop.0 __inet_lookup_established ipv4_mtu inet_ehashfn raw_local_deliver fib_validate_source ip_finish_output2",
  skb: "skb_release_data skb_clone __kfree_skb __alloc_skb kfree_skbmem dev_hard_start_xmit __netif_receive_skb_core.constprop.0 net_rx_action process_backlog release_sock sock_def_readable __napi_poll sk_reset_timer",
  irq: "handle_IRQ_event handle_softirqs __local_bh_enable_ip do_softirq.part.0 do_IRQ",
  sched:
    "schedule __schedule del_timer finish_task_switch.isra.0 try_to_wake_up __wake_up_common_lock ktime_get read_tsc _raw_spin_unlock_irqrestore mod_timer __rcu_read_lock _raw_spin_lock",
  syscall:
    "system_call do_syscall_64 syscall_enter_from_user_mode __sys_sendto ksys_read x64_sys_call __fget_light __x64_sys_splice sys_read",
  mm: "memset_erms clear_page_erms __memset __pi_memset __clear_user get_page_from_freelist free_unref_page __kmem_cache_alloc_node kfree kmem_cache_free.part.0 __slab_free.constprop.0 do_page_fault __alloc_pages dma_map_page_attrs",
  vfs: "vfs_read shmem_file_read_iter __filemap_get_folio xas_load touch_atime __splice_from_pipe pipe_to_sendpage do_generic_file_read ext4_file_read_iter filemap_read rw_verify_area",
  idle: "default_idle amd_e400_idle poll_idle cpu_idle cpu_idle_poll mwait_idle mwait_idle_with_hints.constprop.0 intel_idle acpi_idle_enter acpi_processor_idle native_safe_halt do_idle apm_cpu_idle",
  other: "*unknown* chacha_permute rb_first frobnicate",
};

const refusal = (value: unknown): string => {
  try {
    compileGroupRules(value, "rules.json");
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "accepted";
};

const groupOf = (name: string): string => KERNEL_GROUPS.groups[findGroup(KERNEL_GROUPS, name, "")];

describe("the built-in rules", () => {
  for (const [group, names] of Object.entries(EXPECTED)) {
    it(`put what belongs there into ${group}`, () => {
      const wrong = names.split(" ").filter((name) => groupOf(name) !== group);
      expect(wrong.map((name) => `${name} is ${groupOf(name)}`)).toEqual([]);
    });
  }

  it("do not take for idle what only decides about it", () => {
    for (const name of [
      "select_task_rq_idle",
      "find_idlest_group",
      "pick_next_task_idle",
      "account_idle_time",
      "native_safe_apic_wait_icr_idle",
    ]) {
      expect(groupOf(name)).not.toBe("idle");
    }
  });
});

describe("a rules file", () => {
  it("lets the first rule that matches take a symbol, by name, module or both", () => {
    const rules = compileGroupRules(
      [
        { name: "mine", symbol: "^do_", module: "mymod" },
        { name: "fast", symbol: "fast" },
        { name: "mine", module: "^mymod$" },
        { name: "other", symbol: "^x$" },
      ],
      "rules.json",
    );
    expect(rules.groups).toEqual(["mine", "fast", "other"]);
    // A rule of words over a module takes no symbol of another module.
    const both = compileGroupRules(
      [{ name: "kernel", symbol: "^_*(?:memcpy)(?:\\.|$)", module: "^vmlinux$" }],
      "r",
    );
    expect([
      findRule(both, "memcpy", "vmlinux"),
      findRule(both, "memcpy", "libc"),
      findRule(both, "x", "vmlinux"),
    ]).toEqual([0, -1, -1]);
    expect([
      findRule(rules, "do_fast", "mymod"),
      findRule(rules, "do_fast", ""),
      findRule(rules, "y", "mymod"),
    ]).toEqual([0, 1, 2]);
    expect(rules.groups[findGroup(rules, "x", "")]).toBe("other");
    expect([findRule(rules, "z", ""), rules.groups[findGroup(rules, "z", "")]]).toEqual([-1, "other"]);
  });

  it("takes the rules that zcprof groups --json prints, where null is what a rule does not look at", () => {
    const printed = JSON.parse(JSON.stringify(reportGroups(KERNEL_GROUPS, null).toJson()));
    expect(printed.rules).toContainEqual(expect.objectContaining({ module: null }));
    const again = compileGroupRules(printed.rules, "rules.json");
    expect(again.groups).toEqual(KERNEL_GROUPS.groups);
    for (const name of Object.values(EXPECTED).join(" ").split(" "))
      expect(again.groups[findGroup(again, name, "")]).toBe(groupOf(name));
    expect(refusal([{ name: "a", symbol: null, module: null }])).toMatch(/rule 1 \(a\) matches nothing/);
    expect(refusal([{ name: null, symbol: "x" }])).toMatch(/name of rule 1 is not a text/);
  });

  it("is refused with file and rule where it is wrong", () => {
    expect(refusal({})).toMatch(/array/);
    expect(refusal([])).toMatch(/no rule/);
    expect(refusal([null])).toMatch(/rule 1 is not an object/);
    expect(refusal([{ name: "", symbol: "x" }])).toMatch(/name of rule 1 is not a text/);
    expect(refusal([{ name: "a", module: "(" }])).toMatch(/module of rule 1 \(a\)/);
    expect(refusal([{ name: "a", symbol: "x" }, 3])).toMatch(/rule 2 is not an object/);
    expect(refusal([{ symbol: "x" }])).toMatch(/rule 1 has no name/);
    expect(refusal([{ name: "a" }])).toMatch(/rule 1 \(a\) matches nothing/);
    expect(refusal([{ name: "a", symbol: "(" }])).toMatch(/symbol of rule 1 \(a\)/);
    expect(refusal([{ name: "a", symbol: 3 }])).toMatch(/symbol of rule 1 is not a text/);
    expect(refusal([{ name: "a", regex: "x" }])).toMatch(/unknown field "regex"/);
  });
});
