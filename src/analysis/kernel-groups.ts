import { type GroupRule, type GroupRules, OTHER_GROUP } from "./group-rules.ts";
import { expressionOf, WordRules } from "./word-rules.ts";

/**
 * The built-in rules, for a Linux kernel from 2.4 to 6.x, as words with `*` for any word characters; leading underscores
 * and what a compiler appends (.isra.0, .constprop.0, .part.0) are not part of a word.
 *
 * Words start with what they name: a leading `*` would make every other name be searched from end to end (`*_idle` is
 * the one exception).
 *
 * Order matters: idle time first, then data that is moved or summed (the question of most comparisons), then drivers,
 * then the layers from the narrow to the wide. Names come from the System.maps of 2.4.2, 6.1 and 6.17.
 */
const WORDS: readonly (readonly [group: string, words: string])[] = [
  // Ends in _idle, and only decides or accounts.
  [
    "sched",
    `pick_next_task_idle pick_task_idle put_prev_task_idle set_next_task_idle dequeue_task_idle select_task_rq_idle
     prio_changed_idle switched_to_idle check_preempt_curr_idle wakeup_preempt_idle update_curr_idle task_tick_idle
     balance_idle nohz_balance_enter_idle nohz_balance_exit_idle find_idlest_* vtime_account_idle`,
  ],
  [
    "irq",
    "native_apic_* native_safe_apic_* native_x2apic_* native_safe_x2apic_* noop_apic_* noop_safe_apic_* xen_safe_apic_*",
  ],
  [
    "idle",
    `default_idle* *_idle cpu_idle* cpuidle_enter* cpuidle_idle_call cpuidle_poll* do_idle mwait* monitor_mwait*
     x86_mwait* amd_mwait* intel_idle* acpi_idle* acpi_processor_ffh_cstate_enter acpi_safe_halt native_safe_halt pv_native_safe_halt xen_safe_halt safe_halt
     cpu_startup_entry idle_poll* poll_idle* amd_e400_idle* haltpoll_*`,
  ],
  [
    "checksum",
    `csum_* do_csum* ip_fast_csum ip_compute_csum ip_send_check skb_checksum* tcp_checksum* udp_checksum* skb_copy_and_csum* copy_and_csum*
     tcp_v4_send_check tcp_v6_send_check tcp_v4_check crc32*`,
  ],
  [
    "copy",
    `file_read_actor file_send_actor copy_to_user* copy_from_user* copy_in_user* generic_copy_* raw_copy_*
     arch_copy_* constant_copy_* copy_user* copy_to_iter*
     copy_from_iter* copy_page* copy_mc* copyin copyout strncpy_from_user strnlen_user strlen_user do_strncpy_from_user memcpy* memmove*
     pi_memcpy* pi_memmove* copy_highpage rep_movs*
     simple_copy_to_iter skb_copy_datagram* skb_datagram_iter skb_copy_bits skb_copy_ubufs csum_and_copy*
     copy_msghdr_from_user get_user_1 get_user_2 get_user_4 get_user_8 get_user_nocheck* put_user_* fault_in_*`,
  ],
  [
    "driver",
    `boomerang_* vortex_* e1000* igb_* igc_* ixgbe* ice_* i40e_* mlx4_* mlx5* tg3_* bnx2* bnxt_* rtl8* rtl_* e100_*
     eepro100_* speedo_* tulip_* pcnet32_* ace_* acenic_* sk98* hamachi_* starfire_* gem_* hme_* virtnet_* virtqueue_*
     vring_* vmxnet3_* xennet_* ena_* gve_* veth_* loopback_* ahci_* ata_* nvme_* scsi_* ide_* uhci_* ehci_* xhci_*
     serial8250_* uart_*`,
  ],
  [
    "tcp",
    `tcp_* tcp4_* tcp6_* do_tcp_* mptcp_* cubictcp_* bictcp_* bbr_* reno_* dctcp_* inet_csk_* bpf_skops_* minmax_*`,
  ],
  [
    "ip",
    `ip_* ipv4_* ipv6_* ip6_* inet_* inet6_* fib_* fib4_* rt_* raw_local* raw_v4* raw_rcv* udp_* udp4_* udp6_* icmp_* arp_* neigh_*
     nf_* nft_* ipt_* dst_* apparmor_ip_*`,
  ],
  // Socket buffers, sockets, and the part of the network path that knows neither protocol nor device.
  [
    "skb",
    `skb_* pskb_* kfree_skb* alloc_skb* free_skb* kfree_skbmem napi_* gro_* net_* netif_* netdev_* dev_queue_* dev_hard_*
     dev_gro_* dev_kfree_* process_backlog enqueue_to_backlog sock_* sk_* lock_sock* release_sock sockfd_* qdisc_*
     sch_direct_* pfifo_* fq_* dql_* eth_* validate_xmit_* xmit_* page_frag_* zerocopy_* msg_zerocopy_* unix_* packet_*
     copy_skb_header datagram_* import_ubuf`,
  ],
  [
    "irq",
    `handle_irq* handle_IRQ_event do_IRQ common_interrupt* asm_common_interrupt* asm_sysvec_* sysvec_* do_softirq* handle_softirqs raise_softirq*
     raise_softirq_* wakeup_softirqd invoke_softirq run_ksoftirqd
     do_bottom_half bh_action tasklet_* ret_from_intr irq_* local_bh_* handle_edge_* handle_level_*
     handle_fasteoi_* enable_irq* disable_irq* enable_8259A_irq disable_8259A_irq end_8259A_irq mask_and_ack_* ack_* unmask_*
     end_level_* apic_* x2apic_* lapic_* smp_apic_*
     IO_APIC* timer_interrupt do_timer update_process_times rcu_sched_clock_irq hrtimer_interrupt`,
  ],
  [
    "sched",
    `schedule* sched_* switch_to* context_switch finish_task_switch try_to_wake_up ttwu_* wake_up* default_wake*
     autoremove_wake* woken_wake* wait_woken add_wait_queue* remove_wait_queue* prepare_to_wait* finish_wait pick_next_*
     pick_task* enqueue_task* enqueue_entity* dequeue_task* dequeue_entity* update_curr* update_load* update_rq*
     select_task* reschedule* goodness rcu_* mod_timer* del_timer* add_timer* run_timer* timer_* hrtimer_* ktime_*
     read_tsc kvm_clock* pvclock* native_sched_clock do_gettimeofday get_jiffies* jiffies_* usecs_to_* raw_spin_* spin_lock*
     spin_unlock* raw_read_* raw_write_* read_lock* read_unlock* write_lock* queued_spin_* native_queued_* pv_queued_* mutex_* down down_* up_read
     up_write cond_resched* load_balance* smpboot_thread_fn kthread* raw_callee_save*`,
  ],
  [
    "syscall",
    `system_call* sysenter* sysret* ret_from_sys* entry_* do_syscall* do_int80* x64_sys_* x64_sys_call ia32_sys_* syscall_*
     exit_to_user_mode* irqentry_* sys_* ksys_* se_sys_* do_sys_* fget* fdget* fput* error_entry error_return check_object_size
     check_heap_object* virt_addr_valid import_single_range import_iovec x86_indirect_* its_return_thunk
     x86_return_thunk srso_* retbleed_* rseq_*`,
  ],
  // Clearing is here, too: it moves nothing, and most of it is of fresh pages.
  [
    "mm",
    `memset* pi_memset* clear_page* clear_user* clear_huge* rep_stos* kmem_* kmalloc* kfree kzalloc* kvfree* kvmalloc* slab_* cache_* alloc_pages* free_pages* free_page* free_unref_*
     free_frozen_* free_hot_cold* free_one_* free_pcp* rmqueue* get_page* put_page* get_free_page* page_* folio_* lru_*
     vm_* do_anonymous_page do_wp_page do_no_page do_swap_page handle_mm_fault handle_pte_fault do_page_fault
     exc_page_fault asm_exc_page_fault do_user_addr_fault unmap_* zap_* flush_tlb* tlb_* mem_cgroup_* memcg_* obj_cgroup_*
     vmalloc* is_vmalloc* get_user_pages* internal_get_user_pages* iov_iter_* kmap* kunmap* dma_* swiotlb_* iommu_*
     should_fail* mm_* put_cpu_partial policy_* release_pages do_set_pte try_to_free_* shrink_* refill_*`,
  ],
  [
    "vfs",
    `vfs_* generic_file_* do_generic_* file_* filemap_* shmem_* ext2_* ext3_* ext4_* xfs_* btrfs_* nfs_* jbd_* jbd2_*
     iomap_* splice* do_splice* iter_file_splice* direct_splice* vmsplice* pipe_* do_sendfile new_sync_* rw_verify_* touch_atime atime_* update_atime current_time path_*
     link_path_* d_lookup dput dget mntput* lookup_* follow_* inode_* iget* iput getblk get_hash_table find_*page*
     find_*buffer* brelse block_* bio_* submit_* blk_* xas_* radix_tree_* fsnotify_* security_file_* apparmor_file_*
     aa_file_* do_select do_poll* poll_* ep_* eventfd_* generic_splice_* page_cache_* sendfile*`,
  ],
];

/** A rule of words. A class, as objects with a getter each of their own would be of a kind each, which makes every look at one slow. */
class WordsRule implements GroupRule {
  readonly name: string;
  readonly group: number;
  readonly symbolPattern = null;
  readonly modulePattern = null;
  readonly #words: string;

  constructor(name: string, group: number, words: string) {
    this.name = name;
    this.group = group;
    this.#words = words;
  }

  get symbol(): string {
    return expressionOf(listWords(this.#words));
  }
}

// Not by way of expressions, as a rules file: to write and to read them takes a tenth of the time that a small command takes.
function groupWords(): GroupRules {
  const groups = [...new Set(WORDS.map(([name]) => name))];
  const words = new WordRules();
  const rules = WORDS.map(([name, text], index) => {
    for (const word of listWords(text)) {
      if (!words.take(word, index)) throw new Error(`the built-in rules cannot take ${word}`);
    }
    return new WordsRule(name, groups.indexOf(name), text);
  });
  return { groups: [...groups, OTHER_GROUP], rules, words, expressions: [] };
}

function listWords(text: string): string[] {
  const words: string[] = [];
  for (const part of text.split(" ")) {
    const word = part.trim();
    if (word !== "") words.push(word);
  }
  return words;
}

/** The rules that are used when nobody gives others. */
export const KERNEL_GROUPS: GroupRules = groupWords();
