import type { Simulation } from "../simulation.ts";
import { around, makeFigure, type ValidatedFigure } from "./validated-figure.ts";

/**
 * A send() of 8192 bytes is five full segments and one of 952 bytes, which takes the wire for 5 x 123.04 us and 83.36 us
 * at 100 Mbit/s (66 bytes of headers and 24 of framing each): 1431.4 of them a second.
 */
const SENDS_PER_SECOND = 1e6 / (5 * 123.04 + 83.36);
const FRAMES_PER_SEND = 6;
/** The receiver acknowledges every second full segment, and the sixth, which has PSH and is short, with the fifth. */
const ACKS_PER_SEND = 3;
/** How far tails of files, which are shorter sends, may move a rate. */
const REACH = 0.03;

/**
 * Rates that the mail does not state, and that follow by hand from the link and from TCP's rules where it is saturated.
 * Each acknowledgement interrupts; a transmit interrupt of its own is rare, as the ring is filled again before.
 */
export function validateRates(variant: string, { rates }: Simulation): ValidatedFigure[] {
  return (
    [
      ["frames", FRAMES_PER_SEND, rates.framesPerSecond],
      ["acknowledgements", ACKS_PER_SEND, rates.acknowledgementsPerSecond],
      ["interrupts", ACKS_PER_SEND, rates.interruptsPerSecond],
    ] as const
  ).map(([what, perSend, simulated]) => {
    const expected = perSend * SENDS_PER_SECOND;
    return makeFigure({
      id: `${variant}/${what}`,
      source: "link and rules, by hand",
      unit: "per second",
      measured: expected,
      simulated,
      role: "predicted",
      band: around(expected, REACH * expected),
    });
  });
}
