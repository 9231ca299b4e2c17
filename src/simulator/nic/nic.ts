import { Fifo } from "../kernel/fifo.ts";
import {
  type Layout,
  RECEIVE_BUFFER_BYTES,
  RECEIVE_DESCRIPTOR_BYTES,
  TRANSMIT_DESCRIPTOR_BYTES,
} from "../kernel/layout.ts";
import { HEADER_ROOM, type SocketBuffer } from "../kernel/socket-buffer.ts";
import type { DeviceMemory } from "../machine/machine-memory.ts";
import type { SimulationParameters } from "../simulation-parameters.ts";
import type { ArrivedSegment } from "../workload/receiver.ts";

/** Link, IP and TCP headers with time stamps [D]. */
export const HEADER_BYTES = 66;
/** Preamble, checksum and gap between frames [D]. */
const WIRE_OVERHEAD = 24;
/** Shortest frame without its checksum (IEEE 802.3). */
const SHORTEST_FRAME = 60;

/** A frame in the transmit ring. */
export interface Frame {
  readonly segment: ArrivedSegment;
  readonly buffer: SocketBuffer;
  asksInterrupt: boolean;
}

/**
 * The interface as hardware: a transmit ring that it works off at the rate of the link, a receive ring that it fills, DMA
 * through the processors' caches. Times are cycles.
 *
 * A frame's bytes and its descriptor are read when its transmission starts (the FIFO reads a little ahead).
 */
export class Nic {
  /** Frames queued and not yet reaped by the driver, oldest first; the first `completed` of them are sent. */
  private readonly ring = new Fifo<Frame>();
  completed = 0;
  /** When the frame on the wire ends; Infinity while the link is idle. */
  busyUntil = Infinity;
  /** Acknowledgements received and not yet taken by the driver, as sequence numbers. */
  readonly received: number[] = [];
  private slot = 0;
  private receiveSlot = 0;
  private readonly cyclesPerByte: number;
  private readonly memory: DeviceMemory;
  private readonly layout: Layout;
  private readonly parameters: SimulationParameters;

  /** Makes an idle interface. */
  constructor(parameters: SimulationParameters, memory: DeviceMemory, layout: Layout) {
    this.parameters = parameters;
    this.memory = memory;
    this.layout = layout;
    this.cyclesPerByte = (8 * parameters["cpu.clock"]) / parameters["nic.linkRate"];
  }

  get isIdle(): boolean {
    return this.busyUntil === Infinity;
  }

  get isFull(): boolean {
    return this.ring.length >= this.parameters["nic.transmitRing"];
  }

  /** Returns the address of the descriptor that the next frame gets. */
  get nextDescriptor(): number {
    return (
      this.layout.transmitRing + (this.slot % this.parameters["nic.transmitRing"]) * TRANSMIT_DESCRIPTOR_BYTES
    );
  }

  /** Puts a frame into the ring at `time`; the one before it loses its wish for an interrupt where that is mitigated. */
  queue(frame: Frame, time: number): void {
    const last = this.ring.last;
    if (this.parameters["nic.mitigation"] === "on" && last !== undefined) last.asksInterrupt = false;
    this.ring.push(frame);
    this.slot++;
    if (this.isIdle) this.start(time);
  }

  /** Ends the frame on the wire, starts the next one and returns it. */
  finish(): Frame {
    const time = this.busyUntil;
    const frame = this.frameOnWire();
    this.completed++;
    this.busyUntil = Infinity;
    if (this.completed < this.ring.length) this.start(time);
    return frame;
  }

  /** Takes the oldest sent frame out of the ring, null if there is none. */
  takeCompleted(): Frame | null {
    if (this.completed === 0) return null;
    this.completed--;
    return this.ring.shift() ?? null;
  }

  /** Returns how long a frame with `payload` bytes holds the wire. */
  wireCycles(payload: number): number {
    return (Math.max(HEADER_BYTES + payload, SHORTEST_FRAME) + WIRE_OVERHEAD) * this.cyclesPerByte;
  }

  /** Takes an acknowledgement from the wire: its frame and its descriptor are written by DMA. */
  receive(sequence: number): void {
    const at = this.receiveSlot++ % this.parameters["nic.receiveRing"];
    this.memory.dmaWrite(this.layout.receiveBuffers + at * RECEIVE_BUFFER_BYTES, HEADER_BYTES);
    this.memory.dmaWrite(this.layout.receiveRing + at * RECEIVE_DESCRIPTOR_BYTES, RECEIVE_DESCRIPTOR_BYTES);
    this.received.push(sequence);
  }

  /** Returns where the oldest received frame that the driver has not taken lies. */
  get oldestReceived(): { descriptor: number; buffer: number } {
    const at = (this.receiveSlot - this.received.length) % this.parameters["nic.receiveRing"];
    return {
      descriptor: this.layout.receiveRing + at * RECEIVE_DESCRIPTOR_BYTES,
      buffer: this.layout.receiveBuffers + at * RECEIVE_BUFFER_BYTES,
    };
  }

  private frameOnWire(): Frame {
    const frame = this.ring.at(this.completed);
    if (frame === undefined) throw new Error("the interface has no frame to send");
    return frame;
  }

  private start(time: number): void {
    const { segment, buffer } = this.frameOnWire();
    const { address, fragments } = buffer.data;
    const descriptor = this.slot - this.ring.length + this.completed;
    this.memory.dmaRead(
      this.layout.transmitRing +
        (descriptor % this.parameters["nic.transmitRing"]) * TRANSMIT_DESCRIPTOR_BYTES,
      TRANSMIT_DESCRIPTOR_BYTES,
    );
    let linear = segment.bytes;
    for (const { page, offset, bytes } of fragments) {
      this.memory.dmaRead(page + offset, bytes);
      linear -= bytes;
    }
    this.memory.dmaRead(address + HEADER_ROOM - HEADER_BYTES, HEADER_BYTES + Math.max(0, linear));
    this.busyUntil = time + this.wireCycles(segment.bytes);
  }
}
