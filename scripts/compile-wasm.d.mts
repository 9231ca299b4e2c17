export function compileCore(name: string): Promise<Uint8Array>;
export function coreDefines(): Promise<Record<string, string>>;
