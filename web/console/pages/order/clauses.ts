/** The clauses of an order in groups, as its page shows them: broken, due (soonest first, without a date last), met, and how many do not apply. */
import type { ActShown, FindingShown } from "../../../common/api/types.ts";
import type { Lang } from "../../../common/i18n/index.ts";
import type { Verdict } from "../../../common/judge/index.ts";
import { civilOf, type Say } from "../../../common/time/index.ts";
import { citedText, type ShownFinding } from "../../../common/ui/index.ts";
import type { OrderShown } from "../../stores/api.ts";
import type { Names } from "../../stores/names.ts";
import { appealOf, type Talks } from "./appeals.ts";

export interface ClauseLine {
  readonly clause: string;
  readonly number: string;
  readonly duty: string;
  readonly verdict: Verdict;
  readonly findings: readonly ShownFinding[];
  /** All acts that its findings rest on. */
  readonly cites: ReadonlySet<string>;
  readonly limit: string | null;
  readonly before: string | null;
  readonly dated: boolean;
  readonly appeal: "open" | "upheld" | null;
}

export interface Groups {
  readonly breached: readonly ClauseLine[];
  readonly dated: readonly ClauseLine[];
  readonly undated: readonly ClauseLine[];
  readonly met: readonly ClauseLine[];
  readonly others: readonly ClauseLine[];
}

/** Broken in more places than this, a clause is one folded line below those that show their sentence. */
const MANY = 3;

interface Wording {
  readonly names: Names;
  readonly say: Say;
  readonly lang: Lang;
  readonly now: number;
  /** "超 35 秒". */
  readonly over: (seconds: number) => string;
  readonly talks?: Talks;
}

export function groupsOf(order: OrderShown, words: Wording): Groups {
  const acts = new Map(order.timeline.map((act) => [act.id, act]));
  const all = order.judged.flatMap((judged) => judged.clauses.map((clause) => lineOf(clause, order, acts, words)));
  const pending = all.filter((line) => line.verdict === "pending");
  return {
    breached: all.filter((line) => line.verdict === "breached").toSorted((a, b) => Number(a.findings.length > MANY) - Number(b.findings.length > MANY)),
    dated: pending.filter((line) => line.dated).toSorted((a, b) => (a.limit ?? "9").localeCompare(b.limit ?? "9")),
    undated: pending.filter((line) => !line.dated),
    met: all.filter((line) => line.verdict === "met"),
    others: all.filter((line) => line.verdict === "not_applicable"),
  };
}

type Clause = OrderShown["judged"][number]["clauses"][number];

function lineOf(clause: Clause, order: OrderShown, acts: ReadonlyMap<string, ActShown>, words: Wording): ClauseLine {
  const duty = order.duties.find((one) => one.clause === clause.clause);
  return {
    clause: clause.clause,
    number: clause.clause.slice(clause.clause.lastIndexOf("/") + 1),
    duty: words.names.duty(clause.clause),
    verdict: clause.verdict,
    findings: clause.findings.map((finding) => shownOf(finding, acts, words)),
    cites: new Set(clause.findings.flatMap((finding) => finding.cites)),
    limit: duty?.limit ?? null,
    before: duty?.before.length ? duty.before.map((act) => words.names.act(act)).slice(0, 2).join(words.lang === "zh" ? "、" : " / ") : null,
    dated: duty?.dated ?? false,
    appeal: words.talks ? appealOf(words.talks, clause.clause) : null,
  };
}

function shownOf(finding: FindingShown, acts: ReadonlyMap<string, ActShown>, { names, say, lang, now, over }: Wording): ShownFinding {
  const cited = finding.cites.flatMap((id) => acts.get(id) ?? []);
  return {
    sentence: finding.sentence,
    acts: cited.map((act) => ({ id: act.id, text: citedText(say, lang, names.act(act.act), civilOf(act.at) ?? 0, now) })),
    unit: finding.unit,
    difference: finding.verdict === "breached" && finding.seconds_over ? over(finding.seconds_over) : null,
  };
}
