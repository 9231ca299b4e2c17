import { KERNEL_FUNCTIONS } from "../kernel/functions.ts";
import { CALIBRATED_COSTS } from "./calibrated-costs.ts";

/** Returns the warm cycles of each function: calibrated where the listings decide them, else the prior. */
export function warmCycles(): Float64Array {
  return Float64Array.from(
    KERNEL_FUNCTIONS,
    ({ name, cycles }) => CALIBRATED_COSTS.functions[name]?.cycles ?? cycles,
  );
}
