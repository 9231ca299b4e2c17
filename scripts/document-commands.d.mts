/** Returns the document with the output of its commands as it is now. */
export function runDocument(text: string): string;
