/** The acts of an order as the timeline shows them, the newest group first; acts of one unit that follow each other stay together, in order. */
import type { ActShown } from "../../../common/api/types.ts";
import { civilOf } from "../../../common/time/index.ts";
import type { Entry } from "../../../common/ui/index.ts";
import { houseShort, isHouseAct, marksOf } from "../../../common/ui/index.ts";
import type { OrderShown } from "../../stores/api.ts";
import type { Names } from "../../stores/names.ts";

const DAY = 86_400;
const MOST = 48;
/** Types whose values say nothing in a line. */
const UNSAID = /photo|file|signature|transcript|location/;

/** What was recorded in a few words: values that say something by themselves, without the unit and without yes and no. */
export function summary(act: ActShown, data: Readonly<Record<string, unknown>>, names: Names, actName = act.act): string {
  const unit = names.unitKey();
  const order = Object.keys(names.fieldsOf(actName));
  const kinds = names.fieldsOf(actName);
  const left = new Set([unit, `${unit}s`, "origin", ...act.masked]);
  const said = Object.entries(data)
    .filter(([name, value]) => !left.has(name) && typeof value !== "boolean" && value !== null && !UNSAID.test(kinds[name]?.type ?? ""))
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const words = said.map(([name, value]) => names.value(actName, name, value)).filter(Boolean).join(" ");
  return words.length > MOST ? `${words.slice(0, MOST)}…` : words;
}

/** Which clauses are broken by each act. */
export function brokenBy(order: OrderShown): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const judged of order.judged) {
    for (const clause of judged.clauses) {
      if (clause.verdict !== "breached") continue;
      for (const finding of clause.findings) {
        const act = finding.answer ?? finding.act;
        if (finding.verdict === "breached" && act) found.set(act, (found.get(act) ?? new Set()).add(clause.clause));
      }
    }
  }
  return found;
}

/** One entry for each act; corrections stand beside what they correct and as lines of their own. */
export function entriesOf(order: OrderShown, names: Names): Entry[] {
  const broken = brokenBy(order);
  const byId = new Map(order.timeline.map((act) => [act.id, act]));
  const person = (username: string) => order.people[username] ?? "";
  return order.timeline.map((act) => {
    const corrected = act.state === "replaced" && act.corrected_by ? byId.get(act.corrected_by) : undefined;
    const target = act.corrects ? byId.get(act.corrects) : undefined;
    const replaced = corrected?.data.with as { data?: Record<string, unknown> } | undefined;
    const [before, after] = [plain(act, names, order), replaced?.data ? summary(act, replaced.data, names) : ""];
    return {
      id: act.id,
      at: civilOf(act.at) ?? 0,
      name: target ? `${names.act(act.act)} ${names.act(target.act)}` : names.act(act.act),
      who: act.by ? names.role(act.by) : act.actor ? person(act.actor) : "",
      unit: names.unitOf(act),
      marks: marksOf(act, person).filter((mark) => mark.kind !== "correction"),
      clauses: [...(broken.get(act.id) ?? [])].map((clause) => ({ number: clause.slice(clause.lastIndexOf("/") + 1), verdict: "breached" as const })),
      detail: corrected ? after : before,
      old: corrected && before !== after ? before : null,
    };
  });
}

function plain(act: ActShown, names: Names, order: OrderShown): string {
  if (act.act === "case.assigned") return order.people[String(act.data.person ?? "")] ?? "";
  if (act.act === "case.opened") return "";
  if (act.act === "note.added") return noteText(act.data);
  if (act.act === "case.facts_changed") return Object.entries((act.data.facts ?? {}) as Record<string, unknown>).map(([name, value]) => `${names.fact(name)} ${names.value(null, name, value)}`).join(" ");
  if (isHouseAct(act.act)) return houseShort(act.act, act.data).map(([name, value]) => names.value(act.act, name, value)).join(" ").slice(0, MOST);
  return summary(act, act.data, names);
}

/** A note's words; of what was said about a clause, its number first. */
function noteText(data: Readonly<Record<string, unknown>>): string {
  const about = data.about as { clause?: string } | undefined;
  const number = about?.clause?.slice(about.clause.lastIndexOf("/") + 1);
  const said = [number, String(data.text ?? "")].filter(Boolean).join(" ");
  return said.length > MOST ? `${said.slice(0, MOST)}…` : said;
}

/** The newest group first: what follows each other in one unit on one day is a group and keeps its order. */
export function newestFirst(entries: readonly Entry[]): Entry[] {
  const groups: Entry[][] = [];
  let last = "";
  for (const entry of entries) {
    const key = entry.unit ? `${Math.floor(entry.at / DAY)} ${entry.unit}` : entry.id;
    if (key === last) groups[groups.length - 1]!.push(entry);
    else groups.push([entry]);
    last = key;
  }
  return groups.reverse().flat();
}
