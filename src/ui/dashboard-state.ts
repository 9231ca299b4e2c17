import {
  countGiven,
  type RowPlace,
  type SetupField,
  type SourceChoice,
  type SourcePair,
} from "../report/dashboard-services.ts";
import type { Report } from "../report/report.ts";

export const VIEWS = ["profile", "diff", "simulator", "live"] as const;
export type View = (typeof VIEWS)[number];

/** Where the reader is in one pane. */
export interface Place {
  /** Row that is selected; of running text, the first line shown. */
  readonly cursor: number;
  /** First row on the screen. */
  readonly top: number;
}

/** What a view browses. */
export interface Browsing {
  readonly report: Report | null;
  /** Words for which `report` was made; what is wanted now may differ, and then is on its way. */
  readonly asked: string;
  /** Why the report asked for last cannot be had; `report`, where there is one, is the one before. */
  readonly refusal: string | null;
  readonly pane: number;
  /** By pane id; a pane that was never looked at has none. */
  readonly places: Readonly<Record<string, Place>>;
  /** Place in the view's sort keys. */
  readonly sort: number;
  readonly filter: string;
  readonly search: string;
}

/** A line that is being typed. */
export interface Prompt {
  readonly kind: "search" | "filter" | "save";
  readonly text: string;
  /** Where a search began: it starts over from there with every letter. */
  readonly from: number;
}

/** What lies over the panes. */
export type Overlay =
  | { readonly kind: "help"; readonly top: number }
  | {
      readonly kind: "details";
      /** What is to be explained; null in `report` while it is on its way. */
      readonly pair: SourcePair;
      readonly at: RowPlace;
      readonly report: Report | null;
      readonly top: number;
    }
  | {
      readonly kind: "sources";
      readonly purpose: "shown" | "base" | "next";
      readonly cursor: number;
    };

/** A simulation that was asked for. */
export interface SimulationRun {
  /** Rises with every run, so that news of a run that was given up can be told apart. */
  readonly id: number;
  readonly isRunning: boolean;
  readonly done: number;
  readonly secondsLeft: number | null;
  /** Where the profile of the last finished run stands in the sources; null before. */
  readonly source: number | null;
}

/** Where the watching of counters stands. */
export interface LiveState {
  readonly isWatched: boolean;
  readonly isPaused: boolean;
  /** Intervals since the last reset. */
  readonly intervals: number;
  readonly resets: number;
  /** How long the reading under way has taken, where that is longer than usual; 0 otherwise. */
  readonly waitedSeconds: number;
}

/** Everything that the screen depends on, but for its size and the reports themselves. */
export interface DashboardState {
  readonly view: View;
  readonly browsing: Readonly<Record<View, Browsing>>;
  readonly sources: readonly SourceChoice[];
  /** Source of the Profile view. */
  readonly shown: number;
  readonly pair: SourcePair;
  readonly sortKeys: Readonly<Record<View, readonly string[]>>;
  readonly fields: readonly SetupField[];
  /** Place of the choice of each field. */
  readonly setup: readonly number[];
  readonly run: SimulationRun;
  readonly live: LiveState;
  /** Path that the last interval is to be written to; `id` rises with each wish. */
  readonly save: { readonly id: number; readonly path: string };
  readonly overlay: Overlay | null;
  readonly prompt: Prompt | null;
  /** One line of news, until the next key. */
  readonly message: string | null;
  readonly isDone: boolean;
}

/** What a dashboard starts from. */
export interface DashboardStart {
  readonly sources: readonly SourceChoice[];
  readonly sortKeys: Readonly<Record<"profile" | "diff" | "live", readonly string[]>>;
  readonly fields: readonly SetupField[];
  readonly isLive: boolean;
}

/** Makes the first state: the view that the sources allow, nothing loaded yet. */
export function startDashboard({ sources, sortKeys, fields, isLive }: DashboardStart): DashboardState {
  const given = countGiven(sources);
  const view: View = given >= 2 ? "diff" : isLive ? "live" : given === 1 ? "profile" : "simulator";
  const nothing: Browsing = {
    report: null,
    asked: "",
    refusal: null,
    pane: 0,
    places: {},
    sort: 0,
    filter: "",
    search: "",
  };
  return {
    view,
    browsing: { profile: nothing, diff: nothing, simulator: nothing, live: nothing },
    sources,
    shown: 0,
    pair: { base: 0, next: Math.min(1, Math.max(0, sources.length - 1)) },
    sortKeys: { ...sortKeys, simulator: [] },
    fields,
    setup: fields.map(({ initial }) => initial),
    run: { id: 0, isRunning: false, done: 0, secondsLeft: null, source: null },
    live: { isWatched: isLive, isPaused: false, intervals: 0, resets: 0, waitedSeconds: 0 },
    save: { id: 0, path: "" },
    overlay: null,
    prompt: null,
    message: null,
    isDone: false,
  };
}
