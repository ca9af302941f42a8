/** What-if: which clauses a next act would breach, and which of its fields, still blank, decide others. */

import { readCase } from "./case.ts";
import type { Form } from "./forms/common.ts";
import type { EventJson, FormRule, Tree } from "./ir.ts";
import { type Finding, judge } from "./judgement.ts";
import type { Ready } from "./program.ts";
import { blank } from "./values.ts";

/**
 * The outcome of a try: `breaches` that the act would cause as it stands, `hanging`: for each clause that reads fields of
 * the act that are still blank, those fields; `answers`: the clauses whose open duty it would settle.
 */
export interface WhatIf {
  readonly breaches: Finding[];
  readonly hanging: Map<string, string[]>;
  readonly answers: string[];
}

/**
 * What would happen if `event` were recorded now, at `asOf` unless it has its own `at`.
 *
 * A clause that hangs on a blank field is named under `hanging` only, since typing it may still change the outcome.
 * Throws `BadCase` as `readCase` does.
 */
export function whatIf(ready: Ready, facts: unknown, events: readonly EventJson[], event: EventJson, asOf: string): WhatIf {
  const tried = { at: asOf, ...event };
  const before = judge(ready, readCase(ready.program, facts, events), asOf);
  const after = judge(ready, readCase(ready.program, facts, [...events, tried]), tried.at > asOf ? tried.at : asOf);
  const result: WhatIf = { breaches: [], hanging: hangingOn(ready, tried), answers: [] };
  for (const [clause, verdict] of after.verdicts) {
    const breached = (finding: Finding) => finding.verdict === "breached";
    const known = new Set(before.findings(clause).filter(breached).map(keyOf));
    for (const finding of after.findings(clause).filter(breached)) {
      const caused = !known.has(keyOf(finding)) && [finding.act, finding.answer].includes(events.length);
      if (caused && !result.hanging.has(clause)) result.breaches.push(finding);
    }
    if (before.verdicts.get(clause) === "pending" && verdict === "met") result.answers.push(clause);
  }
  return result;
}

/** What stays the same of an occurrence: a late answer to what was overdue already breaks nothing more. */
function keyOf(finding: Finding): string {
  return JSON.stringify([finding.form, finding.unit, finding.act, finding.limit]);
}

function hangingOn(ready: Ready, event: EventJson): Map<string, string[]> {
  const { acts } = ready.program;
  const declared = Object.hasOwn(acts, event.act) ? Object.keys(acts[event.act]!) : [];
  const data = event.data ?? {};
  const open = declared.filter((name) => !Object.hasOwn(data, name) || blank(data[name]));
  const result = new Map<string, string[]>();
  for (const [key, rule] of ready.rules) {
    const read = new Set(rule.forms.flatMap((form) => fieldsRead(form, event.act)));
    const missing = open.filter((name) => read.has(name));
    if (missing.length) result.set(key, missing);
  }
  return result;
}

/** The fields of the judged act that a form reads. */
function fieldsRead(form: Form, act: string): string[] {
  const { rule } = form;
  const judged = form.acts ?? ("after" in rule ? rule.after : []);
  const isJudged = judged.includes(act);
  const fields = isJudged && rule.form !== "named" ? ofJudged(rule, act) : [];
  if (isJudged || answers(rule, act)) {
    fields.push(...rule.proof.filter((proof) => proof.acts === null).map((proof) => proof.field));
  }
  return fields;
}

function answers(rule: FormRule, act: string): boolean {
  const timed = rule.form === "response" || rule.form === "deadline" || rule.form === "grid" || rule.form === "rounds";
  return timed && rule.acts.includes(act);
}

function ofJudged(rule: FormRule, act: string): string[] {
  const fields = bareNames(rule.when);
  switch (rule.form) {
    case "check":
      fields.push(...[rule.if, rule.formula, rule.limit].flatMap(bareNames));
      fields.push(...(rule.fields ?? []).flat(), ...(rule.keys ?? []));
      fields.push(...[rule.figure, rule.list, rule.person, rule.transcripts?.[act]].filter((name) => typeof name === "string"));
      break;
    case "deadline":
      fields.push(...bareNames(rule.limit), ...bareNames(rule.not_before));
      break;
    case "penalty":
      fields.push(...bareNames(rule.formula));
      break;
    case "planned":
      if (rule.planned) fields.push(rule.planned[1]);
      break;
    default:
  }
  return fields;
}

function bareNames(tree: Tree | null | undefined): string[] {
  if (!Array.isArray(tree) || !tree.length) return [];
  if (tree[0] === "name") return [tree[1] as string];
  return tree[0] === "count" ? [] : tree.slice(1).flatMap((part) => bareNames(part));
}
