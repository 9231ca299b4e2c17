import type { SendOptions } from "./kernel/send-options.ts";
import type { ChoiceParameter, ValuesOf } from "./parameters/parameter.ts";

function onOff(value: "on" | "off", meaning: string, source: string): ChoiceParameter<"on" | "off"> {
  return { type: "choice", choices: ["on", "off"], default: value, meaning, source };
}

const COPY: ChoiceParameter<SendOptions["copy"]> = {
  type: "choice",
  choices: ["checksum", "string", "choose"],
  default: "checksum",
  meaning:
    "Copy of user data into pages: csum_partial_copy_generic, rep movsl (copy_from_user), or the latter only where both sides are 8-byte aligned.",
  source: "M: the mail's variants",
};

/** What distinguishes the kernels of the mail, as parameters, so that a variant can be changed by name. */
export const SEND_PARAMETERS = {
  "send.scatterGather": onOff(
    "on",
    "Whether the zero-copy patch's path is taken; off is tcp_sendmsg_copy.",
    "M: the mail's variants",
  ),
  "send.copy": COPY,
  "send.pageAligned": onOff(
    "off",
    "Whether a poorly aligned stream gets one undersized frame, to drop back into alignment.",
    "M: the mail's variants",
  ),
  "send.skbuffCache": onOff(
    "off",
    "Whether buffers of up to 256 bytes have a slab cache of their own.",
    "M: the mail's variants",
  ),
} as const;

type SendValues = ValuesOf<typeof SEND_PARAMETERS>;

/** Returns a kernel's differences as parameter values. */
export function toSendValues(options: SendOptions): SendValues {
  return {
    "send.scatterGather": say(options.scatterGather),
    "send.copy": options.copy,
    "send.pageAligned": say(options.pageAligned),
    "send.skbuffCache": say(options.skbuffCache),
  };
}

/** Returns the kernel that parameter values describe. */
export function toSendOptions(values: SendValues): SendOptions {
  return {
    scatterGather: values["send.scatterGather"] === "on",
    copy: values["send.copy"],
    pageAligned: values["send.pageAligned"] === "on",
    skbuffCache: values["send.skbuffCache"] === "on",
  };
}

function say(claim: boolean): "on" | "off" {
  return claim ? "on" : "off";
}
