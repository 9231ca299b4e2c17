import type { ReadStream, WriteStream } from "node:tty";
import { render } from "ink";
import type { DashboardServices } from "../report/dashboard-services.ts";
import { Dashboard } from "./dashboard.tsx";
import { FrameArtist } from "./frame.ts";
import { makeTheme } from "./theme.ts";

/** The terminal that a dashboard takes over. */
export interface DashboardTerminal {
  /** Where keys come from. */
  readonly keys: ReadStream;
  readonly screen: WriteStream;
  readonly colors: 0 | 16 | 256;
  readonly unicode: boolean;
}

/**
 * Shows the dashboard on the alternate screen until its user leaves, and leaves the terminal as it was, by whatever way it
 * ends. Rejects with what was thrown inside.
 */
export async function runDashboard(services: DashboardServices, terminal: DashboardTerminal): Promise<void> {
  const { keys, screen, colors, unicode } = terminal;
  const artist = new FrameArtist(makeTheme({ colors, unicode }), services.print);
  const { unmount, waitUntilExit } = render(<Dashboard services={services} artist={artist} />, {
    stdin: keys,
    stdout: screen,
    alternateScreen: true,
    incrementalRendering: true,
    // A build server's variables do not make a terminal less of one.
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  // An error outside of React would be printed on the alternate screen and vanish with it; ink's own way to be handed one
  // forgets it.
  let fault: Error | null = null;
  const onFault = (error: Error): void => {
    fault ??= error;
    unmount();
  };
  process.on("uncaughtException", onFault);
  try {
    await waitUntilExit();
  } finally {
    process.off("uncaughtException", onFault);
  }
  if (fault !== null) throw fault;
}
