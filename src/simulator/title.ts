import type { SimulationParameters } from "./simulation-parameters.ts";
import type { Variant } from "./variants.ts";

/** Returns the mail's words for a variant, with the call and the chunk that are really simulated in place of send(8k). */
export function titleOf(
  { title }: Variant,
  parameters: Pick<SimulationParameters, "work.method" | "work.chunk">,
): string {
  const chunk = parameters["work.chunk"];
  const size = chunk % 1024 === 0 ? `${chunk / 1024}k` : String(chunk);
  return title.replace("send(8k)", `${parameters["work.method"]}(${size})`);
}
