// Makes zcprof.1 of oclif's manifest, which the help is made of too, so that a flag is described in one place. man(7)
// macros: every man on every system knows them.

// A flag that this many commands describe in the same words stands once, in a section of its own.
const COMMON_FROM = 4;
const WIDTH = 78;

/** Returns the manual page. `date` is a Date; `manifest` oclif's; `pjson` package.json. */
export function formatManPage(manifest, pjson, date) {
  const commands = Object.values(manifest.commands)
    .map((command) => ({ ...command, name: command.id.replaceAll(":", " ") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const uses = new Map();
  for (const { flags } of commands)
    for (const flag of Object.values(flags)) uses.set(keyOf(flag), [...(uses.get(keyOf(flag)) ?? []), flag]);
  const common = [...uses.values()]
    .filter((flags) => flags.length >= COMMON_FROM)
    .map(([flag]) => flag)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const isCommon = (flag) => (uses.get(keyOf(flag)) ?? []).length >= COMMON_FROM;
  return [
    `.TH ZCPROF 1 ${date.toISOString().slice(0, 10)} "zcprof ${pjson.version}" "User Commands"`,
    ".ad l",
    ".SH NAME",
    `zcprof \\- ${escape("compares profiles, and can be trusted")}`,
    ".SH SYNOPSIS",
    ".B zcprof",
    ".I COMMAND",
    "[\\fISOURCE\\fR...] [\\fIFLAGS\\fR]",
    ".SH DESCRIPTION",
    paragraph(`${pjson.description}.`),
    ".SH SOURCES",
    ...SOURCES.flatMap(([form, meaning]) => item(bold(form), meaning)),
    ".SH COMMANDS",
    ...commands.flatMap((command) => describeCommand(command, isCommon)),
    ".SH COMMON FLAGS",
    ...common.flatMap(describeFlag),
    ".SH EXIT STATUS",
    ...EXIT_STATUS.flatMap(([status, meaning]) => item(bold(status), meaning)),
    ".SH ENVIRONMENT",
    ...ENVIRONMENT.flatMap(([name, meaning]) => item(bold(name), meaning)),
    ".SH SEE ALSO",
    ".BR readprofile (8),",
    ".BR perf (1)",
    "",
  ].join("\n");
}

const SOURCES = [
  ["PATH", "A file; its content decides the format. A quoted glob or a comma list stands for several runs."],
  ["PATH#2, PATH#TITLE", "One listing of several in a file."],
  ["-", "Standard input."],
  ["sim:VARIANT", "A profile simulated on the spot."],
  ["proc:", "What this machine's /proc/profile counts."],
  ["example:mail#1", "A listing of the mail that comes with the package."],
];

const EXIT_STATUS = [
  ["0", "Done."],
  ["1", "A limit of --fail-on is exceeded, or --check found a figure outside its band."],
  ["2", "Usage, input or parse error, or profiles that cannot be compared."],
  ["3", "A limit of --fail-on could not be decided."],
  ["70", "A fault of the program."],
  ["130", "Interrupted."],
];

const ENVIRONMENT = [
  ["NO_COLOR, FORCE_COLOR", "Colour off or on, where --color does not say."],
  ["COLUMNS", "Width of tables, where --width does not say."],
  ["PAGER", "Shows help that is longer than the terminal; less by default."],
];

function describeCommand({ args, description, examples, flags, id, name, strict, summary, usage }, isCommon) {
  const words = Object.values(args).map((arg) => {
    const word = `${arg.name.toUpperCase()}${strict === false ? "..." : ""}`;
    return arg.required ? word : `[${word}]`;
  });
  const synopsis = usage?.replace("<%= command.id %>", name) ?? [name, ...words].join(" ");
  const own = Object.values(flags).filter((flag) => !isCommon(flag));
  const shared = Object.values(flags).filter(isCommon);
  const names = shared.map((flag) => `--${flag.name}`).sort();
  return [
    `.SS ${escape(`zcprof ${synopsis}`)}`,
    paragraph(summary),
    ...(description === undefined ? [] : [".PP", paragraph(description)]),
    ...Object.values(args).flatMap((arg) => item(italic(arg.name.toUpperCase()), arg.description)),
    ...own.flatMap(describeFlag),
    ...(names.length === 0 ? [] : [".PP", paragraph(`Common flags: ${names.join(", ")}.`)]),
    ".PP",
    ".nf",
    ...examples.map((example) =>
      escape(example.replaceAll("<%= config.bin %>", "zcprof").replaceAll("<%= command.id %>", id)),
    ),
    ".fi",
  ];
}

function describeFlag(flag) {
  const spelled = [...(flag.char === undefined ? [] : [`-${flag.char}`]), `--${flag.name}`]
    .map(bold)
    .join(", ");
  const value = flag.helpValue ?? flag.options?.join("|") ?? "VALUE";
  const standard = flag.default === undefined ? "" : ` Default: ${flag.default}.`;
  const needed = flag.required ? "Required. " : "";
  return item(
    flag.type === "boolean" ? spelled : `${spelled} ${italic(String(value))}`,
    `${needed}${flag.summary}${standard}`,
  );
}

const keyOf = ({ name, summary }) => `${name} ${summary}`;
const item = (tag, text) => [".TP", tag, paragraph(text)];
const bold = (text) => `\\fB${escape(text)}\\fR`;
const italic = (text) => `\\fI${escape(text)}\\fR`;

// Characters that a formatter would replace by prettier ones stay what can be typed; a point at the start of a line would
// be a request.
const TYPED = { "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti" };

function escape(text) {
  return text.replace(/[-\\'`^~]/g, (character) => TYPED[character]).replace(/^\./gm, "\\&.");
}

function paragraph(text) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = lines.at(-1) === "" ? word : `${lines.at(-1)} ${word}`;
    if (escape(longer).length > WIDTH && lines.at(-1) !== "") lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map(escape).join("\n");
}
