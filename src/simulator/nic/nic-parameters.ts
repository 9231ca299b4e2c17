import type { ChoiceParameter, NumberParameter } from "../parameters/parameter.ts";

const yesNo = (value: "on" | "off", meaning: string, source: string): ChoiceParameter<"on" | "off"> => ({
  type: "choice",
  choices: ["on", "off"],
  default: value,
  meaning,
  source,
});

const count = (
  value: number,
  min: number,
  max: number,
  unit: string,
  meaning: string,
  source: string,
): NumberParameter => ({
  type: "integer",
  default: value,
  min,
  max,
  unit,
  meaning,
  source,
});

const DRIVER: ChoiceParameter<"module" | "built-in"> = {
  type: "choice",
  choices: ["module", "built-in"],
  default: "module",
  meaning:
    "Whether the driver is a module, whose ticks fall outside of the kernel's text, or part of the kernel, whose text then stands where the mail's third listing has it.",
  source: "M: the mail's listings",
};

/** What can be said of a network interface and its driver. */
export const NIC_PARAMETERS = {
  "nic.driver": DRIVER,
  "nic.scatterGather": yesNo(
    "on",
    "Whether a frame may be gathered from fragments; without it every send is copied into one buffer.",
    "C: 3c905C",
  ),
  "nic.checksum": yesNo(
    "on",
    "Whether the interface computes TCP checksums; without it every copy has to.",
    "C: 3c905C",
  ),
  "nic.mitigation": yesNo(
    "on",
    "Whether only the last queued frame asks for a transmit interrupt.",
    "C: 3c59x.c; off for eepro100",
  ),
  "nic.transmitRing": count(16, 2, 4096, "descriptors", "Transmit ring.", "C: 3c59x.c TX_RING_SIZE"),
  "nic.receiveRing": count(32, 2, 4096, "descriptors", "Receive ring.", "C: 3c59x.c RX_RING_SIZE"),
  "nic.linkRate": count(100, 1, 100_000, "Mbit/s", "Rate of the link.", "M: 100BASE-TX"),
  "nic.transmitAccesses": count(
    4,
    0,
    100,
    "accesses",
    "Programmed I/O accesses to queue a frame; one more when the interface is idle.",
    "C: boomerang_start_xmit",
  ),
  "nic.interruptAccesses": count(
    4,
    0,
    100,
    "accesses",
    "Accesses of an interrupt besides one for each completed frame and one more: status, two acknowledgements, status again.",
    "C: boomerang_interrupt",
  ),
  "nic.receiveAccesses": count(1, 0, 100, "accesses", "Accesses for a received packet.", "C: boomerang_rx"),
} as const;

/** Differences of the interfaces that can be named to the default, a 3c905C. */
export const NIC_PRESETS = {
  "3c905c": {},
  eepro100: { "nic.mitigation": "off" },
  "no-sg": { "nic.scatterGather": "off" },
  "no-csum": { "nic.checksum": "off" },
} as const satisfies Record<string, Readonly<Partial<Record<keyof typeof NIC_PARAMETERS, string>>>>;
