/** A place in an input. Lines and columns count from 1; `text` is the line itself where it is at hand. */
export interface Location {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly text?: string;
}

/** Something a user should know about a number that was printed all the same. */
export interface Diagnostic {
  /** Stable id such as `readprofile/unread-line`. */
  readonly code: string;
  readonly message: string;
  /** What the message sums up, a line each. */
  readonly details?: readonly string[];
  readonly hint?: string;
  readonly location?: Location;
}
