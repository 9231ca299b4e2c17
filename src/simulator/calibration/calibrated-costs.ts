import costs from "./calibrated-costs.json" with { type: "json" };
import type { Calibration } from "./calibration.ts";

/** What `npm run calibrate` last wrote beside this file. */
export const CALIBRATED_COSTS: Calibration = costs;
