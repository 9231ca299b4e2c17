import { Text, useApp, useInput, useIsScreenReaderEnabled, useStdout, useWindowSize } from "ink";
import { memo, type ReactNode, useEffect, useLayoutEffect, useReducer } from "react";
import type { DashboardServices } from "../report/dashboard-services.ts";
import { reduceDashboard } from "./dashboard-reducer.ts";
import { startDashboard } from "./dashboard-state.ts";
import type { FrameArtist } from "./frame.ts";
import { nameKeys } from "./key-name.ts";
import { readAloud } from "./reading.ts";
import { useErrands } from "./use-errands.ts";

// Save, set and restore "alternate scroll" (DECSET 1007, xterm's control sequences): on the alternate screen the wheel
// comes as arrow keys, and text can still be marked with the mouse.
const WHEEL_ON = "\x1b[?1007s\x1b[?1007h";
const WHEEL_BACK = "\x1b[?1007r";

/** A line of the frame; one that did not change is not laid out again. */
const Line = memo(({ text }: { readonly text: string }) => (
  <Text wrap="truncate">{text === "" ? " " : text}</Text>
));

/** The whole screen: state in the reducer, pictures by the artist, errands to the services. */
export function Dashboard({
  services,
  artist,
}: {
  readonly services: DashboardServices;
  readonly artist: FrameArtist;
}): ReactNode {
  const [state, dispatch] = useReducer(reduceDashboard, services, (given) =>
    startDashboard({
      sources: given.sources(),
      sortKeys: given.sortKeys,
      fields: given.simulation?.fields ?? [],
      isLive: given.live !== null,
    }),
  );
  const size = useWindowSize();
  const { exit } = useApp();
  const { stdout } = useStdout();
  const isReadAloud = useIsScreenReaderEnabled();
  const frame = artist.draw(state, size);

  useInput((input, key) => {
    for (const name of nameKeys(input, key)) dispatch({ kind: "key", key: name, extent: frame.extent });
  });
  useErrands(state, services, dispatch);
  useEffect(() => {
    if (state.isDone) exit();
  }, [state.isDone, exit]);
  // A layout effect ends when the screen is taken down, whatever takes it down.
  useLayoutEffect(() => {
    stdout.write(WHEEL_ON);
    return () => {
      stdout.write(WHEEL_BACK);
    };
  }, [stdout]);

  const lines = isReadAloud ? readAloud(state, frame) : frame.lines;
  // A line has no identity but its place.
  // oxlint-disable-next-line no-array-index-key
  return lines.map((text, i) => <Line key={i} text={text} />);
}
