/** Exit codes of every command but `readprofile`, which keeps readprofile's own (docs/cli.md). */
export const EXIT = {
  done: 0,
  /** A limit of --fail-on is exceeded, or a --check left its band. */
  exceeded: 1,
  /** Usage, input or parse error, or profiles that are not comparable: something the caller can mend. */
  refused: 2,
  /** A limit of --fail-on could not be decided. */
  undecided: 3,
  /** A fault of the program (EX_SOFTWARE of sysexits.h). */
  fault: 70,
  /** 128 + SIGINT: what a shell makes of a program that ended by this signal, as zcprof does. */
  interrupted: 130,
} as const;
