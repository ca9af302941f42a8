/** Observed clauses: decided by an inspection, or by a report that was upheld, that names the clause. */

import type { NamedForm } from "../ir.ts";
import type { View } from "../views.ts";
import { type Build, condition, Form, type Judging, NOTHING, Occurrence } from "./common.ts";

/** The form of the reports that name a clause: by its id, by an item of its rule, or by its rule's condition. */
export const buildNamed: Build<NamedForm> = (form, expressions) => {
  const keys = new Set<unknown>(form.keys);
  const says = condition(form.if, expressions, form.acts);
  const named = (view: View, i: number): boolean => {
    const act = view.acts[i]!;
    if (act.data.has("clause")) return act.value("clause") === form.clause;
    if (keys.has(act.value("item"))) return true;
    return form.by_rule && (says === null || says(view, i, i, act.ref) === true);
  };
  const judge: Judging = (view, i) => {
    if (!named(view, i)) return NOTHING;
    const act = view.acts[i]!;
    const passed = act.value("passed");
    if (act.name === "violation_reported") return [new Occurrence("breached", "reported", i)];
    if (passed === false) return [new Occurrence("breached", "failed", i)];
    return passed === true ? [new Occurrence("met", "passed", i)] : NOTHING;
  };
  return new Form(form, judge, form.acts);
};
