/** The line above the table that tells the length of a sample, in seconds. */
export const GPROF_PERIOD = /^Each sample counts as ([\d.e-]+) seconds\./m;
