import type { SendOptions } from "./kernel/send-options.ts";

/** A kernel of the mail, by name. */
export interface Variant {
  readonly name: string;
  /** The mail's words for it. */
  readonly title: string;
  readonly options: SendOptions;
}

function gather(copy: SendOptions["copy"], pageAligned: boolean, skbuffCache: boolean): SendOptions {
  return { scatterGather: true, copy, pageAligned, skbuffCache };
}

/** The nine rows of the mail's table, in its order. */
export const VARIANTS: readonly Variant[] = [
  {
    name: "no-sg",
    title: "send(8k), no SG",
    options: { scatterGather: false, copy: "checksum", pageAligned: false, skbuffCache: false },
  },
  { name: "sg-csum", title: "send(8k), SG, csum_copy", options: gather("checksum", false, false) },
  { name: "sg-cfu", title: "send(8k), SG, copy_from_user", options: gather("string", false, false) },
  { name: "sg-choose", title: "send(8k), SG, choose copy", options: gather("choose", false, false) },
  {
    name: "sg-page-choose",
    title: "send(8k), SG, page-aligned, choose copy",
    options: gather("choose", true, false),
  },
  {
    name: "sg-page-csum",
    title: "send(8k), SG, page-aligned, csum_copy",
    options: gather("checksum", true, false),
  },
  {
    name: "sg-csum-cache",
    title: "send(8k), SG, csum_copy, skbuff_cache",
    options: gather("checksum", false, true),
  },
  {
    name: "sg-csum-cache-page",
    title: "send(8k), SG, csum_copy, skbuff_cache, page-aligned",
    options: gather("checksum", true, true),
  },
  {
    name: "sg-cfu-cache-page",
    title: "send(8k), SG, copy_from_user, skbuff_cache, page-aligned",
    options: gather("string", true, true),
  },
];

/** Returns the variant of a name, or undefined; `VARIANTS` lists what exists. */
export function findVariant(name: string): Variant | undefined {
  return VARIANTS.find((variant) => variant.name === name);
}

/** Returns the kernel with these differences: the mail's own where it has one, else one with a name made like theirs. */
export function describeVariant(options: SendOptions): Variant {
  const known = VARIANTS.find((variant) => hasOptions(variant, options));
  if (known !== undefined) return known;
  if (!options.scatterGather) return describeCopied(options);
  const { copy, pageAligned, skbuffCache } = options;
  const cache = skbuffCache ? "-cache" : "";
  const page = pageAligned ? "-page" : "";
  const words = ["send(8k)", "SG", COPY_WORDS[copy].title];
  if (skbuffCache) words.push("skbuff_cache");
  if (pageAligned) words.push("page-aligned");
  return { name: `sg-${COPY_WORDS[copy].name}${cache}${page}`, title: words.join(", "), options };
}

const COPY_WORDS: Readonly<Record<SendOptions["copy"], { readonly name: string; readonly title: string }>> = {
  checksum: { name: "csum", title: "csum_copy" },
  string: { name: "cfu", title: "copy_from_user" },
  choose: { name: "choose", title: "choose copy" },
};

// Without scatter-gather only the slab cache makes a difference: there is one copy, into buffers of a segment.
function describeCopied(options: SendOptions): Variant {
  const [plain] = VARIANTS;
  if (!options.skbuffCache) return plain;
  return { name: `${plain.name}-cache`, title: `${plain.title}, skbuff_cache`, options };
}

function hasOptions({ options: own }: Variant, options: SendOptions): boolean {
  return (
    own.scatterGather === options.scatterGather &&
    own.copy === options.copy &&
    own.pageAligned === options.pageAligned &&
    own.skbuffCache === options.skbuffCache
  );
}
