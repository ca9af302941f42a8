/** The parts of a sentence: what each placeholder of the catalogue stands for, worked out when it is asked for. */

import { DAY } from "../calendar/moments.ts";
import type { Tree } from "../ir.ts";
import type { Finding } from "../judgement.ts";
import { brief, fixed, rounded, shortest } from "../numbers.ts";
import { Day, Line, Moment, type Value } from "../values.ts";
import { LIMITS, Telling } from "./limits.ts";
import { readings } from "./seen.ts";
import { momentText } from "./texts.ts";
import { forAct, type Lang, type Vocabulary } from "./words.ts";

/** Fields in which a report says more, by rank. */
const DETAILS = ["detail", "note", "remark", "description"];

/** The placeholders of one finding's sentence. */
export class Parts {
  private readonly telling: Telling;

  constructor(finding: Finding, lang: Lang, words: Vocabulary) {
    this.telling = new Telling(finding, lang, words);
  }

  /** What a placeholder stands for. Throws an `Error` for one that is none: the catalogue is newer than the code. */
  part(key: string): string {
    const give = PARTS[key] ?? LIMITS[key];
    if (!give) throw new Error(`no such part of a sentence: ${key}`);
    return give(this.telling);
  }
}

/** A typed value in words. */
function value(t: Telling, act: string, field: string, found: Value): string {
  if (found === null) return t.say("blank");
  if (found instanceof Moment) return momentText(t.lang, found.seconds, t.year);
  if (found instanceof Day) return momentText(t.lang, found.number * DAY, t.year).slice(0, -6);
  if (typeof found === "boolean") return t.names.text(found ? "yes" : "no");
  if (typeof found === "number") return shortest(rounded(found, 4));
  if (typeof found === "string") return t.names.recorded(act, field, found);
  if (found instanceof Line) return found.text;
  const items = found as readonly Value[];
  if (items[0] instanceof Line) {
    return t.names.text(`transcript.${items.length === 1 ? "one" : "many"}`, { n: String(items.length) });
  }
  return t.names.joined(items.map((item) => value(t, act, field, item)));
}

/** The words of a condition of the rule. */
function condition(t: Telling, key: "when" | "unless" | "only_if"): string {
  return forAct(t.clause[key], t.judgedName);
}

function namesOfActs(t: Telling, keys: readonly string[]): string {
  return t.joined(keys.map((key) => t.names.act(key)));
}

function acts(t: Telling): string {
  if (!t.finding.occurrence) {
    const key = ["after", "start", "over", "of", "acts", "upon_acts"].find((one) => t.actsOf(one).length);
    return namesOfActs(t, key ? t.actsOf(key) : []);
  }
  if (t.form.form === "span") return namesOfActs(t, t.form.until);
  const keys = [t.info.acts ?? [], t.actsOf("acts"), t.actsOf("until")].find((one) => one.length);
  return namesOfActs(t, keys ?? []);
}

function seen(t: Telling): string {
  const tree = (t.of("if") ?? t.of("when")) as Tree | null;
  const own = (field: string) => t.declares(t.act.name, field);
  const shown = readings(tree, t.view, t.finding.occurrence!.i, own).map(([act, field, found]) =>
    t.say("seen.one", { name: t.readName(act, field), value: value(t, act, field, found) }),
  );
  return t.say("seen", { values: shown.length ? t.joined(new Set(shown)) : t.say("blank") });
}

/** Names of fields given as "act.field". */
function fields(t: Telling, keys: readonly string[]): string {
  return t.joined(
    keys.map((key) => {
      const dot = key.indexOf(".");
      return t.names.field(key.slice(0, dot), key.slice(dot + 1));
    }),
  );
}

function ownFields(t: Telling): string {
  return fields(t, t.info.fields!.map((field) => `${t.act.name}.${field}`));
}

/** The name of an item of a checklist or script. */
function item(t: Telling, key: string): string {
  const items = t.clause.items ?? {};
  return Object.hasOwn(items, key) ? items[key]! : t.names.field(t.judgedName, key);
}

function need(t: Telling, key: string): string {
  return t.clause.needs?.[key] ?? key;
}

function since(t: Telling): string {
  const acts = t.actsOf("since");
  if (!acts.length) return t.say("since.none");
  const place = t.view.latest(acts, t.finding.occurrence!.i - 1);
  return place >= 0 ? t.say("since", { act: t.actWords(t.view.acts[place]!) }) : t.say("since.any");
}

function until(t: Telling): string {
  const before = t.info.before ?? [];
  return before.length ? t.say("until.before", { before: namesOfActs(t, before) }) : t.say("until.undated");
}

function figure(t: Telling): string {
  return t.names.field(t.act.name, t.textOf("figure")!);
}

function wanted(t: Telling): string {
  if (t.form.form !== "penalty") return value(t, t.act.name, t.textOf("figure")!, t.info.wanted ?? null);
  const effect = t.form.effect ? t.names.effect(t.form.effect) : "";
  return withAmount(t, effect, (t.info.wanted ?? null) as number | null);
}

/** Words with a sum of money behind them. */
function withAmount(t: Telling, words: string, amount: number | null): string {
  if (amount === null) return words || t.say("blank");
  const money = t.say("money", { amount: fixed(amount, 2).replace(/0+$/, "").replace(/\.$/, "") });
  return t.say("effect.amount", { effect: words, amount: money }).trim();
}

function decided(t: Telling): string {
  const effects = new Set(t.info.decisions!.map((i) => t.view.acts[i]!.value("effect")));
  const names = [...effects].filter((effect) => typeof effect === "string").map((effect) => t.names.effect(effect));
  return withAmount(t, t.joined(names), t.info.decided || null);
}

function breaches(t: Telling): string {
  const all = t.finding.judgement.acts;
  return t.joined(
    t.info.breaches!.map(([key, place]) => {
      const clause = Object.hasOwn(t.names.words.clauses, key);
      if (!clause) return t.actWords(all[place]!);
      const act = place >= 0 ? t.say("breach.act", { act: t.actWords(all[place]!) }) : "";
      return t.say("breach", { number: t.names.clause(key).number, act });
    }),
  );
}

function lacking(t: Telling): string {
  const all = t.finding.judgement.acts;
  return t.joined([...new Set(t.info.lacking)].map((place) => t.actWords(all[place]!)));
}

function detail(t: Telling): string {
  for (const field of DETAILS) {
    const found = t.act.value(field);
    if (typeof found === "string") return t.say("detail", { text: found });
  }
  return "";
}

function holds(t: Telling): string {
  if (t.clause.holds === undefined) return "";
  return t.say("holds", { holds: forAct(t.clause.holds, t.info.acts?.[0] ?? "") });
}

function actsBefore(t: Telling): string {
  const places = [...t.info.places!].sort((a, b) => a - b);
  return t.joined(places.map((place) => t.actWords(t.view.acts[place]!)));
}

const PARTS: Readonly<Record<string, (t: Telling) => string>> = {
  judged: (t) => (t.judged ? t.actWords(t.judged) : ""),
  answer: (t) => (t.answered ? t.actWords(t.answered) : ""),
  acts,
  case: (t) => t.names.words.case,
  when: (t) => condition(t, "when"),
  unless: (t) => condition(t, "unless"),
  if: (t) => condition(t, "only_if"),
  holds,
  case_of: (t) => (t.clause.when === undefined ? "" : t.say("case_of", { when: condition(t, "when") })),
  demand: (t) => (t.clause.only_if === undefined ? "" : t.say("demand", { if: condition(t, "only_if") })),
  seen,
  proof: (t) => fields(t, t.info.proof!),
  fields: ownFields,
  told: (t) => t.joined(t.info.fields!.map((field) => t.readName(t.act.name, field))),
  items: (t) => t.joined(t.info.items!.map((key) => item(t, key))),
  missing: (t) => t.joined(t.info.missing!.map((key) => `“${item(t, key)}”`)),
  phrases: (t) => t.joined(t.info.phrases!),
  count: (t) => String(t.info.count ?? t.actsOf("keys").length),
  where: (t) => (t.textOf("position") ? t.say(`where.${t.textOf("position")}`) : ""),
  roles: (t) => t.names.roles(t.info.roles!),
  figure,
  found: (t) => value(t, t.act.name, t.textOf("figure")!, t.info.found ?? null),
  wanted,
  person: (t) => t.info.person || t.say("somebody"),
  needs: (t) => t.joined(t.info.needs!.map((key) => need(t, key))),
  before_acts: actsBefore,
  missing_acts: (t) => namesOfActs(t, t.info.acts!),
  since,
  until,
  total: (t) => String(t.info.total),
  reached: (t) => String(t.info.reached),
  target: (t) => `${brief(t.info.target! * 100)}%`,
  over_acts: (t) => namesOfActs(t, t.actsOf("over")),
  of_acts: (t) => namesOfActs(t, t.actsOf("of")),
  missing_over: lacking,
  most: (t) => (t.info.most === undefined ? t.names.duration(t.textOf("at_most") ?? "") : String(t.info.most)),
  extra: (t) => String(t.info.count! - t.info.most!),
  breaches,
  breaches_or_none: () => "",
  decided,
  detail,
};
