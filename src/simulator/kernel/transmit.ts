import { functionIndex } from "./functions.ts";
import type { Kernel } from "./kernel.ts";
import { SKB_BYTES } from "./kernel-memory.ts";
import type { Processor } from "./processor.ts";
import { cloneBuffer, writeHeaders } from "./socket-buffer.ts";
import { HEADER_DATA, PAGE_STRUCT, ROUTE_AND_DEVICE, SKB_HEAD, SOCKET, TRANSMIT_RING } from "./structures.ts";
import type { Segment } from "./write-queue.ts";

const TCP_WRITE_XMIT = functionIndex("tcp_write_xmit");
const TCP_PUSH_ONE = functionIndex("tcp_push_one");
const TCP_V4_SEND_CHECK = functionIndex("tcp_v4_send_check");
const PFIFO_ENQUEUE = functionIndex("pfifo_fast_enqueue");
const TCP_TRANSMIT_SKB = functionIndex("tcp_transmit_skb");
const IP_QUEUE_XMIT = functionIndex("ip_queue_xmit");
const IP_OUTPUT = functionIndex("ip_output");
const DEV_QUEUE_XMIT = functionIndex("dev_queue_xmit");
const QDISC_RESTART = functionIndex("qdisc_restart");
const PFIFO_DEQUEUE = functionIndex("pfifo_fast_dequeue");
const START_XMIT = functionIndex("boomerang_start_xmit");

const TCP_HEADER = 32;
const IP_HEADER = 20;
const LINK_HEADER = 14;

/** Sends a segment: a clone of its buffer goes down through TCP, IP and the queue discipline to the driver. */
export function transmitSegment(kernel: Kernel, processor: Processor, segment: Segment): void {
  const { layout, memory, queue, qdisc } = kernel;
  processor.run(TCP_PUSH_ONE);
  processor.run(TCP_WRITE_XMIT);
  queue.markSent(segment);
  const buffer = cloneBuffer(processor, memory, segment.buffer);
  processor.run(TCP_TRANSMIT_SKB);
  processor.read(TCP_TRANSMIT_SKB, SOCKET, layout.socket + 256, 160);
  processor.write(TCP_TRANSMIT_SKB, SOCKET, layout.socket + 416, 32);
  writeHeaders(processor, TCP_TRANSMIT_SKB, buffer, TCP_HEADER);
  processor.run(TCP_V4_SEND_CHECK);
  processor.run(IP_QUEUE_XMIT);
  processor.read(IP_QUEUE_XMIT, SOCKET, layout.socket, 64);
  processor.read(IP_QUEUE_XMIT, ROUTE_AND_DEVICE, layout.route, 96);
  writeHeaders(processor, IP_QUEUE_XMIT, buffer, TCP_HEADER + IP_HEADER);
  processor.run(IP_OUTPUT);
  processor.read(IP_OUTPUT, ROUTE_AND_DEVICE, layout.route + 96, 64);
  writeHeaders(processor, IP_OUTPUT, buffer, TCP_HEADER + IP_HEADER + LINK_HEADER);
  processor.run(DEV_QUEUE_XMIT);
  processor.read(DEV_QUEUE_XMIT, ROUTE_AND_DEVICE, layout.device, 96);
  processor.run(PFIFO_ENQUEUE);
  processor.write(DEV_QUEUE_XMIT, ROUTE_AND_DEVICE, layout.qdisc, 64);
  qdisc.push({
    segment: { end: segment.end, bytes: segment.bytes, push: segment.push },
    buffer,
    asksInterrupt: true,
  });
  runQueue(kernel, processor);
}

/** Hands waiting frames to the driver while its ring has room (qdisc_restart). */
export function runQueue(kernel: Kernel, processor: Processor): void {
  const { layout, nic, qdisc } = kernel;
  while (qdisc.length > 0 && !nic.isFull) {
    processor.run(QDISC_RESTART);
    processor.run(PFIFO_DEQUEUE);
    processor.write(QDISC_RESTART, ROUTE_AND_DEVICE, layout.qdisc, 64);
    const frame = qdisc.shift();
    if (frame === undefined) return;
    const { head, data } = frame.buffer;
    const accesses = kernel.parameters["nic.transmitAccesses"] + (nic.isIdle ? 1 : 0);
    processor.run(START_XMIT);
    processor.spend(START_XMIT, accesses * kernel.parameters["cost.programmedIo"]);
    processor.read(START_XMIT, SKB_HEAD, head, SKB_BYTES / 2);
    processor.read(START_XMIT, HEADER_DATA, data.sharedInfo, 12 + 8 * data.fragments.length);
    processor.write(START_XMIT, ROUTE_AND_DEVICE, layout.devicePrivate, 64);
    processor.write(START_XMIT, TRANSMIT_RING, nic.nextDescriptor, 16 + 8 * data.fragments.length);
    for (const { page } of data.fragments) {
      processor.read(START_XMIT, PAGE_STRUCT, kernel.memory.frames.structOf(page) + 56, 4);
    }
    nic.queue(frame, processor.time);
    kernel.rates.frames++;
  }
}
