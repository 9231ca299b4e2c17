/** Ends a run of the drop-in as readprofile ends: a message for standard error, and a status. */
export class DropInExit extends Error {
  override readonly name = "DropInExit";
  readonly status: number;

  /** `message` goes to standard error as it stands, line ends included. */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Returns the end that err(3) and errx(3) make of a message. */
export function fail(message: string): DropInExit {
  return new DropInExit(1, `readprofile: ${message}\n`);
}
