// The part of d3-flame-graph 5.0.0 and d3-selection 3.0.0 that the page uses; they come without types.
declare module "d3-flame-graph" {
  /** A frame as d3-hierarchy lays it out, in parts of the root's width. */
  export interface Frame<Data> {
    readonly data: Data;
    readonly parent: Frame<Data> | null;
    readonly children?: readonly Frame<Data>[];
    readonly depth: number;
    readonly x0: number;
    readonly x1: number;
    /** Found by the last search. */
    readonly highlight?: boolean;
  }

  interface FlameChart<Data> {
    (place: unknown): unknown;
    width(pixels: number): this;
    height(pixels: number): this;
    cellHeight(pixels: number): this;
    minFrameSize(pixels: number): this;
    transitionDuration(ms: number): this;
    sort(order: (a: Frame<Data>, b: Frame<Data>) => number): this;
    getName(name: (frame: Frame<Data>) => string): this;
    setLabelHandler(label: (frame: Frame<Data>) => string): this;
    setDetailsHandler(show: (label: string | null) => void): this;
    setColorMapper(color: (frame: Frame<Data>) => string): this;
    setSearchMatch(isMatch: (frame: Frame<Data>, term: string) => boolean): this;
    setSearchHandler(tell: (found: readonly Frame<Data>[]) => void): this;
    onClick(tell: (frame: Frame<Data>) => void): this;
    search(term: string): void;
    clear(): void;
    update(data?: Data): this;
    zoomTo(frame: Frame<Data>): void;
    resetZoom(): void;
  }

  export default function flamegraph<Data>(): FlameChart<Data>;
}

declare module "d3-selection" {
  interface Selection {
    datum<Data>(): Data;
    datum(data: unknown): Selection;
    call(chart: (place: unknown) => unknown): Selection;
  }

  export function select(element: Element): Selection;
}
