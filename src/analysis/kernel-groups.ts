import { compileGroupRules, type GroupRule, type GroupRules } from "./group-rules.ts";

/**
 * The built-in rules, for a Linux kernel from 2.4 to 6.x. Order matters: what idles is taken first, then data that is
 * moved or summed (the question of most comparisons), then the driver, then the protocol layers from the narrow to
 * the wide. Names come from System.maps of 2.4.2, 6.1 and 6.17; compiler suffixes (.isra.0, .constprop.0) are no part of them.
 */
const RULES: readonly GroupRule[] = [
  {
    name: "idle",
    symbol:
      "^(?:(?:x86|arm|native|acpi|intel|amd_e400|haltpoll|xen|arch|ppc|default|poll|mwait|pv_native|cpuidle)_(?:cpu_)?(?:safe_halt|idle\\w*)|" +
      "default_idle\\w*|\\w+_idle|cpu_idle\\w*|cpuidle_\\w+|do_idle|mwait\\w*|\\w*_mwait\\w*|acpi_processor_ffh_cstate_enter|acpi_idle\\w*|" +
      "native_safe_halt|safe_halt|cpu_startup_entry|cpu_relax|intel_idle\\w*|tick_nohz_idle\\w*)(?:\\.|$)",
  },
  {
    name: "checksum",
    symbol:
      "^(?:csum_\\w+|_*csum\\w*|do_csum\\w*|ip_fast_csum|ip_compute_csum|ip_send_check|\\w*_checksum\\w*|skb_checksum\\w*|skb_copy_and_csum\\w*|tcp_v4_send_check|__tcp_v4_send_check|udp4_hwcsum|crc32\\w*)(?:\\.|$)",
  },
  {
    name: "copy",
    symbol:
      "^(?:file_read_actor|file_send_actor|_*(?:generic_)?copy_(?:to|from|in)_user\\w*|_*copy_user\\w*|_*copy_(?:to|from)_iter\\w*|_*copy_mc\\w*|copyin|copyout|" +
      "_*(?:arch_)?(?:str|strn)(?:cpy|cpy_|len|nlen)_(?:from_)?user|_*strncpy_from_user|__*(?:pi_)?(?:memcpy|memmove|memset)\\w*|(?:memcpy|memmove|memset)\\w*|" +
      "_*copy_page\\w*|copy_highpage|_*clear_page\\w*|clear_user\\w*|clear_highpage|__clear_user|rep_movs\\w*|rep_stos\\w*|simple_copy_to_iter|" +
      "memcpy_(?:from|to)iovec\\w*|(?:_*skb|_*sk)_copy_(?:to|from)_page\\w*|skb_copy_(?:datagram|bits|ubufs)\\w*|__skb_datagram_iter|skb_copy_datagram_\\w+|" +
      "csum_and_copy\\w*|_*import_iovec|copy_msghdr_from_user|fault_in_\\w+|__(?:get|put)_user_\\w+|iov_iter_copy\\w*)(?:\\.|$)",
  },
  {
    name: "driver",
    symbol:
      "^(?:boomerang_|vortex_|e1000e?_|igb_|ixgbe_|ice_|i40e_|mlx[45]\\w*_|tg3_|bnx2x?_|bnxt_|r8169_|rtl8\\w*_|rtl_|e100_|eepro100_|speedo_|tulip_|pcnet32_|ace_|" +
      "acenic_|sk98\\w*_|hamachi_|starfire_|netdev_(?:rx|tx)_irq|sungem_|gem_|hme_|virtnet_|virtqueue_|vring_|vmxnet3_|xennet_|ena_|gve_|veth_|loopback_|ehci_|uhci_|" +
      "ahci_|ata_|nvme_|scsi_|sd_|ide_|serial8250_|uart_)",
  },
  {
    name: "tcp",
    symbol:
      "^_*(?:tcp|tcp4|tcp6|cubictcp|cubic|bictcp|bbr|reno|inet_csk|dctcp|bpf_skops|minmax_running|mptcp|do_tcp)(?:_|v\\d)",
  },
  {
    name: "skb",
    symbol:
      "^_*(?:k?free_skb\\w*|alloc_skb\\w*|skb_\\w+|pskb_\\w+|napi_alloc_skb|napi_skb\\w*|napi_consume_skb|netdev_alloc\\w*|kfree_skbmem|consume_skb|build_skb\\w*|" +
      "slab_build_skb|sock_(?:wmalloc|rmalloc|alloc_send)\\w*|page_frag_\\w+|dev_kfree_skb\\w*|copy_skb_header|msg_zerocopy\\w*|zerocopy_\\w+)(?:\\.|$)",
  },
  {
    name: "ip",
    symbol:
      "^_*(?:ip|ipv4|ipv6|ip6|inet|inet6|fib|fib4|rt|raw|udp|icmp|arp|neigh|nf|nft|dst|ipt|ip_route|raw_local|udp_v4)_\\w+|^_*(?:inet_ehashfn|rt_\\w+|fib_\\w+)",
  },
  {
    name: "net",
    symbol:
      "^_*(?:net_|netif_|netdev_|dev_(?:queue|hard|gro|gso|kfree|loopback)|napi_|gro_|qdisc_|sch_|pfifo|fq_|dql_|eth_|sock_|sk_|sock(?:fd|et)?_|lock_sock\\w*|release_sock|validate_xmit|" +
      "process_backlog|enqueue_to_backlog|sys_(?:send|recv)|import_ubuf|datagram_|zerocopy|xmit_|packet_|unix_)\\w*|^_*lock_sock|^release_sock|^neigh_",
  },
  {
    name: "irq",
    symbol:
      "^(?:\\w*irq_?(?:handler|entry|exit|enter|event|return)\\w*|handle_irq\\w*|handle_IRQ_event|do_IRQ|common_interrupt\\w*|asm_\\w*interrupt\\w*|sysvec_\\w+|asm_sysvec_\\w+|" +
      "_*do_softirq\\w*|handle_softirqs|do_bottom_half|bh_action|tasklet_\\w+|ret_from_intr|irq_\\w+|__irq\\w*|handle_(?:edge|level|fasteoi|simple)\\w*|" +
      "_*local_bh_\\w+|(?:enable|disable|mask|unmask|ack|end)_\\w*irq\\w*|apic_\\w+|\\w*_apic_\\w*|_*raise_softirq\\w*|smp_apic\\w*|timer_interrupt|do_timer|update_process_times|mask_and_ack\\w*|IO_APIC\\w*|run_ksoftirqd)(?:\\.|$)",
  },
  {
    name: "sched",
    symbol:
      "^_*(?:schedule\\w*|schedule|sched_\\w+|switch_to\\w*|context_switch|finish_task_switch|try_to_wake_up|ttwu_\\w+|wake_up\\w*|default_wake\\w*|autoremove_wake\\w*|" +
      "woken_wake\\w*|wait_woken|add_wait_queue\\w*|remove_wait_queue|prepare_to_wait\\w*|finish_wait|pick_next\\w*|pick_task\\w*|enqueue_(?:task|entity)\\w*|dequeue_(?:task|entity)\\w*|" +
      "update_(?:curr|load|rq|cfs)\\w*|select_task\\w*|reschedule\\w*|goodness|rcu_\\w+|note_gp\\w*|__rcu\\w*|" +
      "mod_timer\\w*|del_timer\\w*|add_timer\\w*|(?:hr)?timer_\\w+|run_timer\\w*|run_timers|hrtimer\\w*|ktime_\\w+|read_tsc|kvm_clock\\w*|pvclock\\w*|native_sched_clock|do_gettimeofday|get_jiffies\\w*|" +
      "_*(?:raw_)?(?:spin|read|write)_(?:un)?(?:try)?lock\\w*|mutex_\\w+|down\\w*|up_(?:read|write)|\\w*queued_spin\\w*|cond_resched\\w*|load_balance\\w*|smpboot_thread_fn|kthread\\w*)(?:\\.|$)",
  },
  {
    name: "syscall",
    symbol:
      "^(?:system_call\\w*|sysenter\\w*|sysret\\w*|ret_from_sys\\w*|entry_SYSCALL\\w*|entry_\\w+|do_syscall\\w*|do_int80\\w*|x64_sys_call|syscall_\\w+|\\w*exit_to_user_mode\\w*|" +
      "sys_\\w+|__(?:x64|ia32|se|do)_sys_\\w+|__sys_\\w+|ksys_\\w+|____sys_\\w+|___sys_\\w+|fget\\w*|__fget\\w*|fdget\\w*|__fdget\\w*|fput\\w*|sockfd_lookup\\w*|error_entry|error_return|" +
      "__check_object_size|check_(?:stack|heap)_object\\w*|__virt_addr_valid|import_single_range|__x86_indirect\\w*|its_return_thunk|retbleed\\w*|srso_\\w+|__rseq\\w*)(?:\\.|$)",
  },
  {
    name: "mm",
    symbol:
      "^_*(?:kmem_\\w+|kmalloc\\w*|kfree|kmalloc|kzalloc|kvfree|kvmalloc\\w*|slab_\\w+|slab_\\w+|cache_\\w+|alloc_pages\\w*|free_pages\\w*|free_(?:unref|frozen|hot_cold|one|pcp|page)\\w*|free_pcp\\w*|rmqueue\\w*|" +
      "get_page\\w*|put_page\\w*|get_free_pages|page_\\w+|folio_\\w+|lru_\\w+|vm_\\w+|do_(?:anonymous|wp|no|swap)_page|handle_mm_fault|do_page_fault|exc_page_fault|asm_exc_page_fault|" +
      "handle_pte_fault|do_user_addr_fault|unmap_\\w+|zap_\\w+|flush_tlb\\w*|tlb_\\w+|mem_cgroup\\w*|memcg_\\w+|obj_cgroup\\w*|vmalloc\\w*|is_vmalloc\\w*|get_user_pages\\w*|internal_get_user_pages\\w*|iov_iter_\\w+|" +
      "kunmap\\w*|kmap\\w*|dma_\\w+|swiotlb\\w*|iommu_\\w+|should_fail\\w*|mm_account\\w*|put_cpu_partial|policy_node|release_pages|do_set_pte|filemap_map_pages|cache_from_obj|put_unused_buffer\\w*|try_to_free\\w*|shrink_\\w+|refill_\\w+)(?:\\.|$)",
  },
  {
    name: "vfs",
    symbol:
      "^_*(?:vfs_\\w+|generic_file\\w*|do_generic_file\\w*|file_\\w+|filemap_\\w+|page_cache\\w*|do_generic\\w*|shmem_\\w+|ext[234]_\\w+|xfs_\\w+|btrfs_\\w+|nfs_\\w+|jbd2?_\\w+|iomap_\\w+|splice\\w*|do_splice\\w*|\\w*_splice\\w*|" +
      "pipe_\\w+|do_sendfile|new_sync\\w*|rw_verify\\w*|touch_atime|update_atime|atime_\\w+|current_time|path_\\w+|link_path\\w*|d_lookup|dput|dget|mntput\\w*|lookup_\\w+|follow_\\w+|do_lookup|inode_\\w+|iget\\w*|iput|" +
      "getblk|get_hash_table|find_\\w*(?:page|buffer)\\w*|brelse|block_\\w+|bio_\\w+|submit_\\w+|blk_\\w+|xas_\\w+|radix_tree\\w*|fsnotify\\w*|security_file\\w*|apparmor_file\\w*|aa_file\\w*|do_select|sys_select|poll_\\w+|ep_\\w+|eventfd_\\w+|read_cache\\w*|write_\\w+)(?:\\.|$)",
  },
];

/** The rules that are used when nobody gives others. */
export const KERNEL_GROUPS: GroupRules = compileGroupRules(RULES, "built-in rules");
