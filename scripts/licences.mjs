// The licences of what the build puts into its output: the installed package has no node_modules of its own, so it
// carries the texts itself.
import { readdir, readFile } from "node:fs/promises";

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

// Ships no licence file. Its sources name the holder and the licence that react's file names: "Copyright (c) Meta
// Platforms, Inc. and affiliates. This source code is licensed under the MIT license".
const TEXT_OF = { "yoga-layout": "react" };

const keyOf = ({ name, version }) => `${name} ${version}`;

/** Returns the packages that bundled files come from, sorted: {name, version, licence, text}. Throws where one has no text. */
export async function readPackages(files) {
  const folders = [
    ...new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])),
  ];
  const packages = await Promise.all(folders.map(readPackage));
  const byKey = new Map(packages.map((one) => [keyOf(one), one]));
  return [...byKey.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Returns the texts of packages, each once under the names of all that have it. */
export function formatNotices(packages) {
  const namesOf = new Map();
  for (const { name, version, text } of packages)
    namesOf.set(text, [...(namesOf.get(text) ?? []), `${name} ${version}`]);
  return [...namesOf].map(([text, names]) => `${names.join(", ")}:\n\n${text}\n\n`).join("");
}

/** Returns the file that goes with the package: a list of all, then the texts. */
export function formatThirdParty(packages) {
  const list = packages.map(({ name, version, licence }) => `  ${name} ${version}  ${licence}\n`).join("");
  return `zcprof is under the MIT licence (LICENSE). Its build bundles code of these packages:\n\n${list}\n${formatNotices(packages)}`;
}

async function readPackage(folder) {
  const { name, version, license, licenses } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const source = TEXT_OF[name] === undefined ? folder : `node_modules/${TEXT_OF[name]}`;
  const files = (await readdir(source)).filter((file) => LICENCE_FILE.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} ${version} is bundled and has no licence file`);
  const texts = await Promise.all(files.map((file) => readFile(`${source}/${file}`, "utf8")));
  const text = texts.map((one) => one.replaceAll("\r\n", "\n").trim()).join("\n\n");
  return { name, version, licence: license ?? licenses[0].type, text };
}
