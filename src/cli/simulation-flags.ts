import { Flags } from "@oclif/core";
import { ZcprofError } from "../model/zcprof-error.ts";
import { readValue } from "./parameter-value.ts";
import { DEFAULT_MACHINE, type SetupWords } from "./simulation-setup.ts";

const WHAT = "WHAT IS SIMULATED";
const onOff = ["on", "off"] as const;

/** Flags of every command that simulates. */
export const simulationFlags = {
  machine: Flags.string({
    default: DEFAULT_MACHINE,
    helpValue: "NAME|FILE",
    summary: "A machine of --list, or a YAML or JSON file.",
    helpGroup: WHAT,
  }),
  nic: Flags.string({ helpValue: "NAME", summary: "A network interface of --list.", helpGroup: WHAT }),
  chunk: Flags.string({
    helpValue: "BYTES",
    summary: "Bytes of each read() and send(); K and M are understood.",
    helpGroup: WHAT,
  }),
  method: Flags.option({
    options: ["send", "sendfile"] as const,
    summary: "read() and send(), or sendfile().",
    helpGroup: WHAT,
  })(),
  sg: Flags.option({
    options: onOff,
    summary: "The zero-copy patch's path, in place of the variant's.",
    helpGroup: WHAT,
  })(),
  copy: Flags.option({
    options: ["checksum", "string", "choose"] as const,
    summary: "Copy into pages: csum_copy, copy_from_user, or by alignment.",
    helpGroup: WHAT,
  })(),
  "page-aligned": Flags.option({
    options: onOff,
    summary: "One undersized frame restores alignment.",
    helpGroup: WHAT,
  })(),
  "skbuff-cache": Flags.option({
    options: onOff,
    summary: "A slab cache of their own for small buffers.",
    helpGroup: WHAT,
  })(),
  checksum: Flags.option({
    options: onOff,
    summary: "Whether the interface sums TCP segments.",
    helpGroup: WHAT,
  })(),
  mitigation: Flags.option({
    options: onOff,
    summary: "Whether only the last queued frame interrupts.",
    helpGroup: WHAT,
  })(),
  driver: Flags.option({
    options: ["module", "built-in"] as const,
    summary: "Whether the driver's ticks lie outside the kernel's text or in it.",
    helpGroup: WHAT,
  })(),
  cpus: Flags.string({ helpValue: "1|2", summary: "Processors.", helpGroup: WHAT }),
  offset: Flags.string({
    helpValue: "BYTES",
    summary: "Where in its page the user's buffer starts (alignment).",
    helpGroup: WHAT,
  }),
  duration: Flags.string({
    helpValue: "SECONDS",
    summary: "Length of the profile for which ticks are counted.",
    helpGroup: WHAT,
  }),
  set: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: "PARAM=VALUE",
    summary: "Any parameter of --list; may be repeated.",
    helpGroup: WHAT,
  }),
  seed: Flags.integer({
    min: 0,
    max: 2 ** 31 - 1,
    default: 1,
    helpValue: "N",
    summary: "Placement of pages, and the draw of a sample.",
    helpGroup: WHAT,
  }),
  seeds: Flags.integer({
    min: 1,
    max: 10_000,
    default: 1,
    helpValue: "N",
    summary: "Placements to average, from --seed upwards: mean and deviation.",
    helpGroup: WHAT,
  }),
};

/** Values of `simulationFlags` that choose what is simulated. */
interface SimulationWishes {
  readonly machine: string;
  readonly nic?: string | undefined;
  readonly chunk?: string | undefined;
  readonly method?: string | undefined;
  readonly sg?: string | undefined;
  readonly copy?: string | undefined;
  readonly "page-aligned"?: string | undefined;
  readonly "skbuff-cache"?: string | undefined;
  readonly checksum?: string | undefined;
  readonly mitigation?: string | undefined;
  readonly driver?: string | undefined;
  readonly cpus?: string | undefined;
  readonly offset?: string | undefined;
  readonly duration?: string | undefined;
  readonly set?: readonly string[] | undefined;
}

/** Returns what the flags set up for a variant; --set goes over the flags of its own. Throws usage errors. */
export function readSetupWords(variant: string, wishes: SimulationWishes): SetupWords {
  const flags: readonly (readonly [name: string, text: string | undefined])[] = [
    ["work.chunk", wishes.chunk],
    ["work.method", wishes.method],
    ["send.scatterGather", wishes.sg],
    ["send.copy", wishes.copy],
    ["send.pageAligned", wishes["page-aligned"]],
    ["send.skbuffCache", wishes["skbuff-cache"]],
    ["nic.checksum", wishes.checksum],
    ["nic.mitigation", wishes.mitigation],
    ["nic.driver", wishes.driver],
    ["cpu.count", wishes.cpus],
    ["work.bufferOffset", wishes.offset],
    ["profile.seconds", wishes.duration],
  ];
  const settings: Record<string, unknown> = {};
  for (const [name, text] of flags) if (text !== undefined) settings[name] = readValue(name, text);
  for (const word of wishes.set ?? []) {
    const equals = word.indexOf("=");
    if (equals <= 0) {
      throw new ZcprofError("usage", {
        code: "simulation/bad-setting",
        message: `--set ${word}: expected PARAM=VALUE`,
        hint: "for example --set l2.size=512K; zcprof simulate --list parameters has all",
      });
    }
    const name = word.slice(0, equals);
    settings[name] = readValue(name, word.slice(equals + 1));
  }
  return { variant, machine: wishes.machine, nic: wishes.nic, settings };
}

/** Returns the seeds of a simulation: `seeds` of them from `seed` upwards. */
export function readSeeds({ seed, seeds }: { readonly seed: number; readonly seeds: number }): number[] {
  return Array.from({ length: seeds }, (_, i) => seed + i);
}
