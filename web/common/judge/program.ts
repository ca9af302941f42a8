/** A program made ready: its rules as closures, judged in a view. */

import type { Act } from "./case.ts";
import { Expressions, type Reading } from "./expressions.ts";
import type { Clauses, Form, Occurrence } from "./forms/common.ts";
import { buildForm } from "./forms/index.ts";
import { type EndsJson, IR, type Program, type RuleJson, type Verdict } from "./ir.ts";
import type { Words } from "./reasons/words.ts";
import { TracingView, type View } from "./views.ts";

/** A rule made ready. `rest` is its verdict without an occurrence; `byUnit` whether it is judged unit by unit. */
export interface Rule {
  readonly id: string;
  readonly rest: Verdict;
  readonly governs: boolean;
  readonly byUnit: boolean;
  readonly forms: readonly Form[];
}

/** When a case is finished: every act of `acts` after the latest `since`, and `when` true. */
class Ends {
  private readonly acts: readonly string[];
  private readonly since: string | null;
  private readonly when: Reading | null;

  constructor(ends: EndsJson, expressions: Expressions) {
    this.acts = ends.acts;
    this.since = ends.since;
    this.when = ends.when ? expressions.build(ends.when) : null;
  }

  /** Whether the case has come to its end, read now over the whole case. */
  reached(whole: View): boolean {
    const start = this.since === null ? -1 : whole.latest([this.since], whole.last);
    if (this.acts.some((act) => whole.first([act], start) < 0)) return false;
    return this.when === null || this.when(whole, -1, whole.last, null) === true;
  }
}

/** A program whose rules can be judged. `words` are those of its sentences, where they are there. */
export class Ready implements Clauses {
  readonly program: Program;
  readonly words: Words | null;
  readonly ends: Ends | null;
  readonly rules = new Map<string, Rule>();

  /** Throws an `Error` for a program of another form. */
  constructor(program: Program, words: Words | null = null) {
    if (program.ir !== IR) throw new Error(`program form ${program.ir} is not ${IR}; load the page again`);
    this.program = program;
    this.words = words;
    const expressions = new Expressions(program, (view, clause) => this.breached(view, clause));
    this.ends = program.ends ? new Ends(program.ends, expressions) : null;
    for (const rule of program.rules) this.rules.set(rule.id, this.made(rule, expressions));
  }

  private made(rule: RuleJson, expressions: Expressions): Rule {
    const { id, rest, governs, scope } = rule;
    return { id, rest, governs, byUnit: scope === "unit", forms: rule.forms.map((form) => buildForm(form, expressions, this)) };
  }

  /** The views in which a rule is judged. */
  views(rule: Rule, whole: View): readonly View[] {
    return rule.byUnit && whole.units.length ? whole.units : [whole];
  }

  /** The occurrences of a clause as seen from a view; none of a clause that does not govern the case. */
  occurrences(view: View, clause: string): Occurrence[] {
    const found: Occurrence[] = [];
    const rule = this.rules.get(clause);
    if (!rule) return found;
    const there = rule.byUnit ? view : view.whole;
    for (const form of rule.forms) form.occurrences(there, found);
    return found;
  }

  /** Whether a clause is breached in a view. */
  breached(view: View, clause: string): boolean {
    return this.occurrences(view, clause).some((occurrence) => occurrence.verdict === "breached");
  }

  /** The acts on which an occurrence rests, by time. */
  trace(occurrence: Occurrence): Act[] {
    const form = occurrence.form!;
    const touched = new Set<Act>();
    const tracing = TracingView.of(occurrence.view!, touched);
    tracing.note(occurrence.i);
    form.judge(tracing, occurrence.place);
    return [...touched].sort((a, b) => a.place - b.place);
  }
}
