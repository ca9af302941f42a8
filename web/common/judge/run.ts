/**
 * The judge as a process, for tests and measurements: `node run.ts SETUP.json`, then a case a line in, its judgement a line out.
 *
 * SETUP is `{years, texts: {zh, en}, programs: {key: program}, words: {key: words}}`. A line is `{program, facts, events,
 * as_of, known?, units?, want?, try?}`; `want` lists what is told beside the verdicts: findings, sentences, duties. A line
 * `{program, tree, facts, events, as_of, i?, unit?}` reads an expression instead. A case that cannot be read is answered by `{bad}`.
 */

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { loadYears } from "./calendar/days.ts";
import { formatDay, formatMoment, parseMoment } from "./calendar/moments.ts";
import { BadCase, knownActs, readCase } from "./case.ts";
import { duties } from "./duties.ts";
import { Expressions } from "./expressions.ts";
import type { EventJson, Tree } from "./ir.ts";
import { type Finding, type Judgement, judge } from "./judgement.ts";
import { Ready } from "./program.ts";
import { sentence } from "./reasons/index.ts";
import { loadTexts } from "./reasons/texts.ts";
import { Day, Line, Moment, type Value } from "./values.ts";
import { viewsOf } from "./views.ts";
import { whatIf } from "./whatif.ts";

interface Question {
  readonly program: string;
  readonly facts: Record<string, unknown>;
  readonly events: EventJson[];
  readonly as_of: string;
  readonly known?: string | null;
  readonly units?: string[];
  readonly want?: readonly ("findings" | "sentences" | "duties")[];
  readonly try?: EventJson;
  readonly tree?: Tree;
  readonly i?: number;
  readonly unit?: string | null;
}

const setup = JSON.parse(readFileSync(process.argv[2]!, "utf8"));
loadYears(setup.years);
loadTexts("zh", setup.texts.zh);
loadTexts("en", setup.texts.en);
const made = new Map<string, Ready>();

function ready(key: string): Ready {
  let found = made.get(key);
  if (!found) {
    found = new Ready(setup.programs[key], setup.words?.[key] ?? null);
    made.set(key, found);
  }
  return found;
}

/** A finding as plain JSON; the keys are those of the server's. */
function told(finding: Finding, sentences: boolean): Record<string, unknown> {
  const { clause, verdict, form, code, unit, act, answer, limit, cites } = finding;
  const plain = { clause, verdict, form, code, unit, act, answer, limit, cites };
  const times = { seconds_over: finding.secondsOver, seconds_used: finding.secondsUsed };
  return { ...plain, ...times, ...(sentences ? { zh: sentence(finding, "zh"), en: sentence(finding, "en") } : {}) };
}

function judged(question: Question): unknown {
  const program = ready(question.program);
  const read = readCase(program.program, question.facts, question.events);
  const judgement = judge(program, read, question.as_of, { known: question.known, units: question.units });
  const want = new Set(question.want ?? []);
  const sentences = want.has("sentences");
  return {
    verdicts: Object.fromEntries(judgement.verdicts),
    finished: judgement.finished,
    ...(want.has("findings") || sentences ? { findings: allFindings(judgement, sentences) } : {}),
    ...(want.has("duties") ? { duties: allDuties(judgement) } : {}),
    ...(question.try ? { what_if: tried(program, question, question.try) } : {}),
  };
}

function allFindings(judgement: Judgement, sentences: boolean): Record<string, unknown> {
  const clauses = [...judgement.verdicts.keys()];
  return Object.fromEntries(
    clauses.map((clause) => {
      const [first, all] = [judgement.finding(clause), judgement.findings(clause)];
      return [clause, { first: told(first, sentences), all: all.map((finding) => told(finding, sentences)) }];
    }),
  );
}

function allDuties(judgement: Judgement): unknown[] {
  return duties(judgement).map((duty) => ({ ...duty, finding: told(duty.finding, false) }));
}

function tried(program: Ready, question: Question, event: EventJson): unknown {
  const outcome = whatIf(program, question.facts, question.events, event, question.as_of);
  const breaches = outcome.breaches.map((finding) => told(finding, false));
  return { breaches, hanging: Object.fromEntries(outcome.hanging), answers: outcome.answers };
}

/** What an expression reads at the `i`-th act (of the unit, if one is named); without one (-1) all acts are seen. */
function reading(question: Question, tree: Tree): unknown {
  const program = ready(question.program);
  const read = readCase(program.program, question.facts, question.events);
  const now = parseMoment(question.as_of)!;
  const whole = viewsOf(read, knownActs(read, now, null), program.program.case, now, read.units);
  const view = question.unit ? whole.units.find((one) => one.unit === question.unit)! : whole;
  const i = question.i ?? -1;
  const expressions = new Expressions(program.program, (there, clause) => program.breached(there, clause));
  const value = expressions.build(tree)(view, i, i >= 0 ? i : view.last, i >= 0 ? view.acts[i]!.ref : null);
  return { value: plain(value) };
}

function plain(value: Value): unknown {
  if (value instanceof Moment) return { moment: formatMoment(value.seconds) };
  if (value instanceof Day) return { day: formatDay(value.number) };
  if (value instanceof Line) return [value.speaker, value.text];
  return Array.isArray(value) ? (value as readonly Value[]).map(plain) : value;
}

function answered(line: string): unknown {
  const question = JSON.parse(line) as Question;
  try {
    return question.tree ? reading(question, question.tree) : judged(question);
  } catch (error) {
    if (error instanceof BadCase) return { bad: { code: error.code, path: error.path } };
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answered(line))}\n`);
}
