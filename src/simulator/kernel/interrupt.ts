import { HEADER_BYTES } from "../nic/nic.ts";
import { functionIndex } from "./functions.ts";
import type { Kernel } from "./kernel.ts";
import type { Processor } from "./processor.ts";
import { allocateBuffer, freeBuffer, payloadOf, type SocketBuffer } from "./socket-buffer.ts";
import {
  HEADER_DATA,
  RECEIVE_RING,
  ROUTE_AND_DEVICE,
  SKB_HEAD,
  SOCKET,
  TASK,
  TIMERS,
  TRANSMIT_RING,
} from "./structures.ts";
import { runQueue, transmitSegment } from "./transmit.ts";

const DO_IRQ = functionIndex("do_IRQ");
const HANDLE_IRQ = functionIndex("handle_IRQ_event");
const NIC_INTERRUPT = functionIndex("boomerang_interrupt");
const NIC_RX = functionIndex("boomerang_rx");
const ETH_TYPE_TRANS = functionIndex("eth_type_trans");
const NETIF_RX = functionIndex("netif_rx");
const DO_SOFTIRQ = functionIndex("do_softirq");
const END_IRQ = functionIndex("end_level_ioapic_irq");
const SAMPLE_STATS = functionIndex("get_sample_stats");
const LOCAL_DELIVER = functionIndex("ip_local_deliver");
const WRITE_SPACE = functionIndex("tcp_write_space");
const SOCK_WFREE = functionIndex("sock_wfree");
const NET_TX_ACTION = functionIndex("net_tx_action");
const NET_RX_ACTION = functionIndex("net_rx_action");
const IP_RCV = functionIndex("ip_rcv");
const IP_ROUTE_INPUT = functionIndex("ip_route_input");
const TCP_V4_RCV = functionIndex("tcp_v4_rcv");
const TCP_RCV_ESTABLISHED = functionIndex("tcp_rcv_established");
const TCP_ACK = functionIndex("tcp_ack");
const CLEAN_RTX_QUEUE = functionIndex("tcp_clean_rtx_queue");
const MOD_TIMER = functionIndex("mod_timer");

/** Takes an interrupt of the interface on a processor: the handler, then the soft interrupts that it raised. */
export function takeInterrupt(kernel: Kernel, processor: Processor): void {
  const { layout, nic, parameters, rates } = kernel;
  rates.interrupts++;
  processor.run(DO_IRQ);
  processor.write(DO_IRQ, TASK, layout.interrupts, 32);
  processor.write(DO_IRQ, TASK, layout.soakTasks + processor.id * 8192 + 7800, 256);
  processor.run(HANDLE_IRQ);
  processor.run(NIC_INTERRUPT);
  processor.read(NIC_INTERRUPT, ROUTE_AND_DEVICE, layout.devicePrivate, 128);
  const accesses = parameters["nic.interruptAccesses"] + nic.completed + 1;
  processor.spend(NIC_INTERRUPT, accesses * parameters["cost.programmedIo"]);
  const finished = reap(kernel, processor);
  const packets: { buffer: SocketBuffer; sequence: number }[] = [];
  while (nic.received.length > 0) packets.push(receivePacket(kernel, processor));
  processor.run(END_IRQ);
  processor.run(DO_SOFTIRQ);
  if (finished.length > 0) {
    processor.run(NET_TX_ACTION);
    for (const buffer of finished) {
      processor.run(SOCK_WFREE);
      processor.write(SOCK_WFREE, SOCKET, layout.socket + 160, 8);
      freeBuffer(processor, kernel.memory, buffer);
    }
    runQueue(kernel, processor);
  }
  for (const { buffer, sequence } of packets) {
    receiveAcknowledgement(kernel, processor, sequence, buffer);
    freeBuffer(processor, kernel.memory, buffer);
  }
}

/** Takes sent frames out of the ring; their buffers are freed later, in the soft interrupt. */
function reap(kernel: Kernel, processor: Processor): SocketBuffer[] {
  const { layout, nic, rates } = kernel;
  rates.completions += nic.completed;
  const finished: SocketBuffer[] = [];
  for (let frame = nic.takeCompleted(); frame !== null; frame = nic.takeCompleted()) {
    const { buffer } = frame;
    processor.read(NIC_INTERRUPT, TRANSMIT_RING, layout.transmitRing, 16);
    processor.write(NIC_INTERRUPT, ROUTE_AND_DEVICE, layout.softnet, 16);
    processor.write(NIC_INTERRUPT, SKB_HEAD, buffer.head, 8);
    finished.push(buffer);
  }
  return finished;
}

/** Copies a short packet out of the receive ring (copybreak) and queues it for the soft interrupt. */
function receivePacket(kernel: Kernel, processor: Processor): { buffer: SocketBuffer; sequence: number } {
  const { layout, nic, parameters } = kernel;
  const { descriptor, buffer: from } = nic.oldestReceived;
  const sequence = nic.received.shift() ?? 0;
  processor.run(NIC_RX);
  processor.spend(NIC_RX, parameters["nic.receiveAccesses"] * parameters["cost.programmedIo"]);
  processor.read(NIC_RX, RECEIVE_RING, descriptor, 16);
  const buffer = allocateBuffer(processor, kernel.memory, HEADER_BYTES + 18);
  processor.read(NIC_RX, RECEIVE_RING, from, HEADER_BYTES);
  processor.write(NIC_RX, HEADER_DATA, buffer.data.address + 16, HEADER_BYTES);
  processor.write(NIC_RX, RECEIVE_RING, descriptor, 4);
  processor.run(ETH_TYPE_TRANS);
  processor.run(NETIF_RX);
  processor.run(SAMPLE_STATS);
  processor.write(NETIF_RX, ROUTE_AND_DEVICE, layout.softnet + 64, 64);
  processor.write(NETIF_RX, SKB_HEAD, buffer.head, 32);
  return { buffer, sequence };
}

/** Walks an acknowledgement up through IP and TCP: what it covers is freed, and what may now be sent is sent. */
function receiveAcknowledgement(
  kernel: Kernel,
  processor: Processor,
  sequence: number,
  packet: SocketBuffer,
): void {
  const { layout, memory, queue, rates } = kernel;
  rates.acknowledgements++;
  processor.run(NET_RX_ACTION);
  processor.write(NET_RX_ACTION, ROUTE_AND_DEVICE, layout.softnet + 64, 64);
  processor.run(IP_RCV);
  processor.read(IP_RCV, HEADER_DATA, payloadOf(packet) - 130, 20);
  processor.run(IP_ROUTE_INPUT);
  processor.read(IP_ROUTE_INPUT, ROUTE_AND_DEVICE, layout.routeHash + 4096, 8);
  processor.write(IP_ROUTE_INPUT, ROUTE_AND_DEVICE, layout.route + 160, 64);
  processor.run(LOCAL_DELIVER);
  processor.run(TCP_V4_RCV);
  processor.read(TCP_V4_RCV, SOCKET, layout.establishedHash + 8192, 8);
  processor.read(TCP_V4_RCV, SOCKET, layout.socket, 128);
  processor.run(TCP_RCV_ESTABLISHED);
  processor.write(TCP_RCV_ESTABLISHED, SOCKET, layout.socket + 256, 160);
  processor.run(TCP_ACK);
  processor.write(TCP_ACK, SOCKET, layout.socket + 448, 160);
  processor.run(CLEAN_RTX_QUEUE);
  for (const segment of queue.acknowledge(sequence)) {
    processor.read(CLEAN_RTX_QUEUE, SKB_HEAD, segment.buffer.head, 96);
    freeBuffer(processor, memory, segment.buffer);
    rates.bytes += segment.bytes;
  }
  processor.run(WRITE_SPACE);
  processor.run(MOD_TIMER);
  processor.write(MOD_TIMER, TIMERS, layout.timers + 512, 40);
  processor.write(MOD_TIMER, SOCKET, layout.socket + 704, 32);
  const open = queue.open;
  if (open !== null && queue.maySend(open)) transmitSegment(kernel, processor, open);
}
