import type { PublishedSchema } from "../../model/json-schema.ts";
import { BINS_SCHEMA } from "./bins-schema.ts";
import { DIFF_SCHEMA } from "./diff-schema.ts";
import { ERROR_SCHEMA } from "./error-schema.ts";
import { EXPLANATION_SCHEMA } from "./explanation-schema.ts";
import { FORMATS_SCHEMA } from "./formats-schema.ts";
import { GROUPS_SCHEMA } from "./groups-schema.ts";
import { NOISE_SCHEMA } from "./noise-schema.ts";
import { SCHEMAS_SCHEMA } from "./schemas-schema.ts";
import { SELFTEST_SCHEMA } from "./selftest-schema.ts";
import { SEVERAL_DIFF_SCHEMA } from "./several-diff-schema.ts";
import { SHARE_SCHEMA } from "./share-schema.ts";
import { SIMULATION_EXPLANATION_SCHEMA, SIMULATION_SCHEMA } from "./simulation-schema.ts";
import { SIMULATOR_SCHEMA } from "./simulator-schema.ts";
import { SWEEP_SCHEMA } from "./sweep-schema.ts";
import { VALIDATION_SCHEMA } from "./validation-schema.ts";

/** Schemas of every JSON form but `zcprof.show/1`, which lies with the reader that takes it back as a baseline. */
export const REPORT_SCHEMAS: readonly PublishedSchema[] = [
  DIFF_SCHEMA,
  BINS_SCHEMA,
  SEVERAL_DIFF_SCHEMA,
  SHARE_SCHEMA,
  GROUPS_SCHEMA,
  EXPLANATION_SCHEMA,
  FORMATS_SCHEMA,
  SCHEMAS_SCHEMA,
  NOISE_SCHEMA,
  SELFTEST_SCHEMA,
  SIMULATION_SCHEMA,
  SIMULATION_EXPLANATION_SCHEMA,
  SIMULATOR_SCHEMA,
  VALIDATION_SCHEMA,
  SWEEP_SCHEMA,
  ERROR_SCHEMA,
];
