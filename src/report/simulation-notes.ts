import type { Simulation } from "../simulator/simulation.ts";
import { NoteList } from "./note-list.ts";
import type { SimulationView } from "./simulation-view.ts";

/** What the calibration stands on: its machine and its chunk. */
const CALIBRATED = { machine: "mendocino500", chunk: 8192 };

/** Says what a reader of simulated figures has to know: what was counted, and of what they are no measurement. */
export function simulationNotes({ simulation, machine }: SimulationView): NoteList {
  const notes = new NoteList();
  notes.add({ code: "simulation/window", message: describeWindow(simulation) });
  if (simulation.seeds.length === 1) {
    notes.add({
      code: "simulation/one-placement",
      message: "One placement of pages, which is the largest error of a simulated figure.",
      hint: "--seeds 8 gives mean and deviation.",
    });
  }
  notes.add({
    code: "simulation/expected",
    message: "Ticks are expected ones; a single profile would scatter by the root of each besides.",
    hint: "--to readprofile prints such a profile.",
  });
  if (simulation.parameters["nic.driver"] === "module") {
    notes.add({
      code: "simulation/driver-outside",
      message: "The driver's ticks lie outside the kernel's text and in no row.",
      hint: "--driver built-in counts them.",
    });
  }
  const { parameters } = simulation;
  if (machine !== CALIBRATED.machine || parameters["work.chunk"] !== CALIBRATED.chunk) {
    notes.add({
      code: "simulation/away-from-calibration",
      message: `The constants are calibrated for ${CALIBRATED.machine} with chunks of ${CALIBRATED.chunk} bytes: elsewhere this is a prediction that no listing of the time tests.`,
    });
  }
  return notes;
}

function describeWindow({ seconds, parameters, steadiness }: Simulation): string {
  const counted = `${seconds.toFixed(2)} simulated seconds were counted after ${parameters["work.warmUp"]} s of warm-up`;
  const scaled = `; ticks are scaled to a profile of ${parameters["profile.seconds"]} s`;
  if (steadiness.isSteady) return `${counted}${scaled}, as the state was steady.`;
  return `${counted}, and the state was NOT STEADY: its quarters differ by up to ${(100 * steadiness.worstDrift).toFixed(1)} % from their mean${scaled} all the same, and longer runs would give other figures. Raise work.wraps or work.warmUp with --set.`;
}
