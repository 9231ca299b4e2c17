import type { JsonDocument } from "./json-document.ts";
import { scriptModule } from "./script-module.ts";
import type { StackSamples } from "./stack-samples.ts";

/** Interns the stack table of a thread; returns the stack of each of its rows. */
export function readThreadStacks(
  thread: JsonDocument,
  shared: JsonDocument,
  samples: StackSamples,
): Int32Array {
  const strings = readStrings(thread, shared);
  const symbolOf = readFunctions(thread, strings, samples);
  const functionOf = thread.get("frameTable").get("func").indices(symbolOf.length);
  const frames = thread.get("stackTable").get("frame").indices(functionOf.length);
  const prefixes = thread.get("stackTable").get("prefix").indices(frames.length, true);
  const stackOf = new Int32Array(frames.length);
  for (let i = 0; i < frames.length; i++) {
    // Parents stand before their children, so that there are no cycles.
    if (prefixes[i] >= i || prefixes[i] === undefined) {
      thread.get("stackTable").get("prefix").fail(`expected the parent of stack ${i} before it`);
    }
    const prefix = prefixes[i] < 0 ? -1 : stackOf[prefixes[i]];
    stackOf[i] = samples.stacks.intern(prefix, symbolOf[functionOf[frames[i]]]);
  }
  return stackOf;
}

function readStrings(thread: JsonDocument, shared: JsonDocument): readonly unknown[] {
  for (const holder of [thread.get("stringArray"), thread.get("stringTable"), shared.get("stringArray")]) {
    if (!holder.isMissing) return holder.array();
  }
  return thread.get("stringArray").array();
}

function readFunctions(thread: JsonDocument, strings: readonly unknown[], samples: StackSamples): Int32Array {
  const table = thread.get("funcTable");
  const names = table.get("name").indices(strings.length);
  const resourceNames = thread.get("resourceTable").get("name").indices(strings.length);
  const modules = Array.from(resourceNames, (name) =>
    samples.symbols.internModule(scriptModule(String(strings[name]))),
  );
  // -1 is a function without a resource.
  const resources = table.get("resource").numbers(-1);
  if (resources.length !== names.length) table.get("resource").fail(`expected ${names.length} numbers`);
  return Int32Array.from(names, (name, i) =>
    samples.symbols.internString(String(strings[name]), resources[i] < 0 ? 0 : (modules[resources[i]] ?? 0)),
  );
}
