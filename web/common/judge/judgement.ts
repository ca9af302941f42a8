/** The judgement of one case: every clause's verdict, the occurrences behind it, and the acts on which each rests. */

import { civil, dayOf, formatMoment, parseMoment } from "./calendar/moments.ts";
import { type Act, type Case, knownActs } from "./case.ts";
import { type Form, type Occurrence, RANK } from "./forms/common.ts";
import type { Program, Verdict } from "./ir.ts";
import { Ready, type Rule } from "./program.ts";
import { View, viewsOf } from "./views.ts";

/** One occurrence of a clause, or its rest. */
export class Finding {
  readonly clause: string;
  readonly verdict: Verdict;
  /** The name of the reason, with `code`. */
  readonly form: string;
  readonly code: string;
  readonly judgement: Judgement;
  readonly occurrence: Occurrence | null;
  unit: string | null = null;
  /** The judged act's place among the events given. */
  act: number | null = null;
  /** The place of the act that answered it. */
  answer: number | null = null;
  /** A text, the end of a day as "… 24:00". */
  limit: string | null = null;
  /** By how much the limit was passed, or a gap or span too long. */
  secondsOver: number | null = null;
  /** From the judged act to the one that answered it, or to the moment of judgement while it is open. */
  secondsUsed: number | null = null;

  constructor(
    clause: string,
    verdict: Verdict,
    form: string,
    code: string,
    judgement: Judgement,
    occurrence: Occurrence | null,
  ) {
    this.clause = clause;
    this.verdict = verdict;
    this.form = form;
    this.code = code;
    this.judgement = judgement;
    this.occurrence = occurrence;
  }

  /** The places, among the events given, of the acts on which the verdict rests, by time. */
  get cites(): number[] {
    return this.occurrence ? this.judgement.ready.trace(this.occurrence).map((act) => act.index) : [];
  }
}

/** The verdicts of one case at one moment. Made by `judge`. */
export class Judgement {
  readonly ready: Ready;
  readonly whole: View;
  readonly raw = new Map<string, readonly Occurrence[]>();
  readonly verdicts = new Map<string, Verdict>();

  constructor(ready: Ready, whole: View) {
    this.ready = ready;
    this.whole = whole;
    for (const rule of ready.rules.values()) this.judge(rule);
  }

  private judge(rule: Rule): void {
    const found: Occurrence[] = [];
    for (const view of this.ready.views(rule, this.whole)) {
      for (const form of rule.forms) form.occurrences(view, found);
    }
    let worst: Verdict | null = null;
    for (const { verdict } of found) {
      if (worst === null || RANK[verdict] > RANK[worst]) worst = verdict;
    }
    this.verdicts.set(rule.id, worst ?? rule.rest);
    this.raw.set(rule.id, found);
  }

  /** The moment of judgement. */
  get now(): number {
    return this.whole.now;
  }

  /** The year of the moment of judgement; sentences leave it out. */
  get year(): number {
    return civil(dayOf(this.now)).year;
  }

  /** The acts that were judged, by time. */
  get acts(): readonly Act[] {
    return this.whole.acts;
  }

  /** Everything that occurred under a clause, worst first; among equals those furthest over their limit first. */
  findings(clause: string): Finding[] {
    const found = this.occurrencesOf(clause).map((occurrence) => this.asFinding(clause, occurrence));
    return found.sort((a, b) => RANK[b.verdict] - RANK[a.verdict] || (b.secondsOver ?? 0) - (a.secondsOver ?? 0));
  }

  /** What decides a clause: the first of its worst occurrences, or why there is none. */
  finding(clause: string): Finding {
    const verdict = this.verdicts.get(clause)!;
    const worst = this.occurrencesOf(clause).find((occurrence) => occurrence.verdict === verdict);
    if (worst) return this.asFinding(clause, worst);
    const rule = this.ready.rules.get(clause)!;
    const code = rule.governs ? "no_occurrence" : "other_case";
    return new Finding(clause, verdict, rule.forms[0]?.sort ?? "rest", code, this, null);
  }

  private occurrencesOf(clause: string): readonly Occurrence[] {
    const found = this.raw.get(clause);
    if (!found) throw new Error(`no such clause in this program: ${clause}`);
    return found;
  }

  /** An occurrence of a clause as a finding. */
  asFinding(clause: string, occurrence: Occurrence): Finding {
    const [view, form] = [occurrence.view!, occurrence.form!];
    const judged = occurrence.i >= 0 ? view.acts[occurrence.i]! : null;
    const answer = occurrence.j >= 0 ? view.acts[occurrence.j]! : null;
    const end = answer ? answer.at : this.now;
    const finding = new Finding(clause, occurrence.verdict, form.sort, occurrence.code, this, occurrence);
    finding.unit = view.unit;
    finding.act = judged ? judged.index : null;
    finding.answer = answer ? answer.index : null;
    finding.limit = occurrence.limit === null ? null : formatMoment(occurrence.limit, true);
    finding.secondsOver = secondsOver(occurrence, end, judged);
    finding.secondsUsed = judged && TIMED.has(form.name) ? end - judged.at : null;
    return finding;
  }

  /** Whether the case has come to its `ends` and nothing dated is pending. */
  get finished(): boolean {
    if (!this.ready.ends?.reached(this.whole)) return false;
    return ![...this.raw.values()].some((found) => found.some((one) => one.verdict === "pending" && one.limit !== null));
  }

  /** The clauses that apply, in the standard's order. */
  get applicable(): string[] {
    return [...this.verdicts].filter(([, verdict]) => verdict !== "not_applicable").map(([clause]) => clause);
  }
}

/** The forms of which it is told how long they took. */
const TIMED = new Set<Form["name"]>(["deadline", "span", "response", "rounds"]);
/** Reasons that say by how much a limit was passed. */
const AFTER_LIMIT = new Set(["late", "overdue", "too_long", "over", "gap", "missed", "not_done"]);

/** By how many seconds a breached occurrence missed its limit. */
function secondsOver(occurrence: Occurrence, end: number, judged: Act | null): number | null {
  if (occurrence.verdict !== "breached") return null;
  const { code, limit } = occurrence;
  if (code === "too_early" || code === "too_short") return occurrence.info!.first! - end;
  if (limit !== null && code === "removed" && judged) return limit - judged.at;
  return limit !== null && AFTER_LIMIT.has(code) ? end - limit : null;
}

/** How a case is judged: as it was known at `known` (null: as it is now), with units beside those that it names. */
export interface Options {
  readonly known?: string | number | null;
  readonly units?: Iterable<string>;
}

/** The judgement of a case as of a moment. Throws an `Error` for a moment that is none. */
export function judge(program: Ready | Program, read: Case, asOf: string | number, options: Options = {}): Judgement {
  const ready = program instanceof Ready ? program : new Ready(program);
  const now = momentOf(asOf);
  const known = options.known ?? null;
  const acts = knownActs(read, now, known === null ? null : momentOf(known));
  const kind = ready.program.case;
  if (ready.program.unit === null) return new Judgement(ready, new View(acts, read, kind, now, null, null));
  return new Judgement(ready, viewsOf(read, acts, kind, now, [...read.units, ...(options.units ?? [])]));
}

function momentOf(value: string | number): number {
  const moment = typeof value === "number" ? value : parseMoment(value);
  if (moment === null) throw new Error(`"${value}" is no moment; write 2026-09-28 09:00`);
  return moment;
}
