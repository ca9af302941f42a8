/** What 依据 tells of an act of this order. */
import type { ActShown } from "../../../common/api/types.ts";
import { type Grounds, type GroundsField, houseFields, isHouseAct, type Seal } from "../../../common/ui/index.ts";
import type { OrderShown } from "../../stores/api.ts";
import type { Names } from "../../stores/names.ts";

interface Around {
  readonly names: Names;
  /** Personal values that were looked at whole, by place. */
  readonly whole: ReadonlyMap<string, unknown>;
  readonly seal: Seal | null;
  readonly sourceName: (source: string) => string;
}

export function groundsOf(order: OrderShown, act: ActShown, around: Around): Grounds {
  const { names } = around;
  const person = act.actor ? (order.people[act.actor] ?? "") : null;
  const source = around.sourceName(act.source);
  return {
    act,
    name: names.act(act.act),
    number: order.label.zh === order.number ? order.number : "",
    who: act.by ? names.role(act.by) : (person ?? ""),
    recorder: person ? (source ? `${person} · ${source}` : person) : null,
    corrections: order.timeline.filter((one) => one.corrects === act.id).length,
    fields: [...fieldsOf(order, act, names, around.whole)],
    clauses: citing(order, act.id),
    seal: around.seal,
  };
}

function* fieldsOf(order: OrderShown, act: ActShown, names: Names, whole: ReadonlyMap<string, unknown>): Generator<GroundsField> {
  if (act.act === "case.opened" || act.act === "case.facts_changed") {
    for (const [name, value] of Object.entries((act.data.facts ?? {}) as Record<string, unknown>)) {
      yield fieldOf(`facts.${name}`, names.fact(name), names.value(null, name, whole.get(`facts.${name}`) ?? value), act.masked.includes(`facts.${name}`), whole);
    }
    return;
  }
  for (const [name, value] of isHouseAct(act.act) ? houseFields(act.data) : Object.entries(act.data)) {
    if (["origin", "with", "act", "standards", "number", "about", "answers"].includes(name) || value === null || value === "") continue;
    const place = `${act.id}.${name}`;
    const person = act.act === "case.assigned" && name === "person" ? order.people[String(value)] : undefined;
    yield fieldOf(place, names.field(act.act, name), person ?? names.value(act.act, name, whole.get(place) ?? value), act.masked.includes(name), whole);
  }
}

function fieldOf(place: string, name: string, value: string, masked: boolean, whole: ReadonlyMap<string, unknown>): GroundsField {
  return { place, name, value, masked: masked && !whole.has(place) };
}

/** The clauses whose verdict rests on an act, broken ones first. */
function citing(order: OrderShown, id: string): Grounds["clauses"] {
  const rank = { breached: 0, pending: 1, met: 2, not_applicable: 3 };
  return order.judged
    .flatMap((judged) => judged.clauses)
    .filter((clause) => clause.findings.some((finding) => finding.cites.includes(id)))
    .toSorted((a, b) => rank[a.verdict] - rank[b.verdict])
    .map((clause) => ({ id: clause.clause, number: clause.clause.slice(clause.clause.lastIndexOf("/") + 1), verdict: clause.verdict }));
}
