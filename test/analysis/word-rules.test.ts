import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGroupRules, findRule, groupOfSymbol } from "../../src/analysis/group-rules.ts";
import { KERNEL_GROUPS } from "../../src/analysis/kernel-groups.ts";
import type { SymbolTable } from "../../src/model/symbol-table.ts";
import { TextColumn } from "../../src/model/text-column.ts";

/** What a rules file says, taken at its word: the first expression that matches. */
function findByExpressions(sources: readonly string[], name: string): number {
  return sources.findIndex((source) => new RegExp(source).test(name));
}

describe("rules of words", () => {
  it("take the names that their regular expressions take, the first rule first", () => {
    const word = fc.stringMatching(/^(?:\\w\*)?(?:a|b|_|0){1,3}(?:\\w\*)?(?:a|b)?(?:\\w\*)?$/);
    const rule = fc
      .array(word, { minLength: 1, maxLength: 4 })
      .map((words) => `^_*(?:${words.join("|")})(?:\\.|$)`);
    const sources = fc.array(
      fc.oneof({ weight: 4, arbitrary: rule }, { weight: 1, arbitrary: fc.constant("b$") }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    const name = fc.stringMatching(/^[ab_0.é-]{0,8}$/);
    let [cases, taken] = [0, 0];
    fc.assert(
      fc.property(sources, name, (expressions, text) => {
        const rules = compileGroupRules(
          expressions.map((symbol, i) => ({ name: `g${i}`, symbol })),
          "rules.json",
        );
        const found = findByExpressions(expressions, text);
        cases++;
        if (found >= 0) taken++;
        expect(findRule(rules, text, "")).toBe(found);
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(cases / 30);
  });

  it("do so for every name of up to five of these characters, whatever a word is made of", () => {
    const sources = ["ab\\w*ba\\w*", "\\w*_b", "a\\w*", "ba", "b_\\w*a\\w*|\\w*ab"].map(
      (words) => `^_*(?:${words})(?:\\.|$)`,
    );
    let names = [""];
    const all = [...names];
    for (let length = 1; length <= 5; length++) {
      names = names.flatMap((name) => ["a", "b", "_", ".", "-", "\x7f"].map((letter) => name + letter));
      all.push(...names);
    }
    for (const few of [sources, sources.toReversed(), ...sources.map((source) => [source])]) {
      const rules = compileGroupRules(
        few.map((symbol, i) => ({ name: `g${i}`, symbol })),
        "rules.json",
      );
      const patterns = few.map((source) => new RegExp(source));
      const wrong = all.filter(
        (name) => findRule(rules, name, "") !== patterns.findIndex((pattern) => pattern.test(name)),
      );
      expect([few, wrong]).toEqual([few, []]);
    }
  });

  it("look at one name of a table at a time: what ends in _idle is not made of two neighbours", () => {
    const rules = compileGroupRules([{ name: "idle", symbol: "^_*(?:\\w*_idle)(?:\\.|$)" }], "rules");
    const names = ["to_id", "le", "do_idle", "_idle", "idle"];
    const table: SymbolTable = {
      length: names.length,
      name: TextColumn.from(names),
      module: new Uint32Array(names.length),
      moduleNames: [""],
      address: null,
      sizeLow: null,
      sizeHigh: null,
    };
    const groups = names.map((_, i) => groupOfSymbol(rules, table, i));
    expect(groups).toEqual(["other", "other", "idle", "idle", "other"]);
  });

  it("keep the built-in rules what they are written as", () => {
    const sources = KERNEL_GROUPS.rules.map(({ symbol }) => symbol ?? "");
    const names = [
      "tcp_sendmsg __tcp_push.isra.0 do_idle mwait_idle.constprop.2 x_idle_y acpi_idle find_get_page find_x_pages",
      "_find_idlest_cpu pick_next_task_idle csum_partial_copy_generic ___down down down_x.part.1 upx up_read tcp-x foo",
      "boomerang_rx default_idlé tcp_é _ . _.x tcp_ tcp copyin copyinx copyin.cold kfree kfree_skbmem kfree_skb_list",
    ].flatMap((line) => line.split(" "));
    // Of every word of every rule a name that it takes.
    const examples = sources.flatMap((source) => source.slice(6, -9).replaceAll("\\w*", "x").split("|"));
    expect(examples.length).toBeGreaterThan(450);
    for (const name of [...names, ...examples]) {
      expect([name, findRule(KERNEL_GROUPS, name, "")]).toEqual([name, findByExpressions(sources, name)]);
    }
  });
});
