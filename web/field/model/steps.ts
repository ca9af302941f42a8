/**
 * The next acts of a visit, worked out on the phone: what an open duty asks for, what the way to the ends wants to have happened before,
 * and what the server's list of the last download still names. In the order in which the standards declare them.
 */
import type { Judgement } from "../../common/judge/index.ts";
import type { PastForm, Tree } from "../../common/judge/ir.ts";
import type { View } from "../../common/judge/views.ts";
import { coming, type Offered, type RolesOf } from "./gestures.ts";
import { type Known, type KnownPart, owed } from "./known.ts";
import { doneActs } from "./units.ts";

/** The two words of a visit that the language itself knows. */
export const ARRIVED = "arrived";
export const LEFT = "left_site";

export interface Step {
  /** The act; the first of a gesture. */
  readonly act: string;
  readonly gesture: Offered | null;
  /** The units are to be worked in next. */
  readonly units: boolean;
  readonly limit: string | null;
  /** The acts before which it is due. */
  readonly before: readonly string[];
  readonly clauses: readonly string[];
  /** Usual values that the server worked out. */
  readonly usual: Readonly<Record<string, unknown>>;
  readonly by: string | null;
}

/** The case on its way: whether the last visit is over and none comes after it. */
interface Way {
  readonly known: Known;
  readonly views: ReadonlyMap<KnownPart, View>;
  readonly over: boolean;
}

interface Wanted {
  limit: string | null;
  before: string[];
  clauses: string[];
}

/** The steps now. `offered`: the gestures on offer in the case as a whole. */
export function stepsOf(known: Known, judgements: ReadonlyMap<string, Judgement>, now: number, offered: readonly Offered[], roles: RolesOf): Step[] {
  if (known.finishedBy(now)) return [];
  const wanted = new Map<string, Wanted>();
  const views = new Map(known.parts.map((part) => [part, known.whole(part, now)]));
  const recorded = new Set(known.acts.filter((act) => act.kept).map((act) => act.act));
  for (const duty of owed(judgements)) {
    const act = duty.acts.find((one) => mine(known, one, roles));
    if (act && !(known.namesUnit(act) && duty.unit !== null)) want(wanted, act, duty.limit, duty.before, duty.clause);
  }
  for (const next of known.body.next_acts) {
    if (next.unit === null && !recorded.has(next.act) && mine(known, next.act, roles)) want(wanted, next.act, next.limit, [], ...next.clauses);
  }
  const way: Way = { known, views, over: visited(known, views) };
  for (const act of goals(way)) for (const one of lacking(way, act)) if (mine(known, one, roles)) want(wanted, one, null, []);
  const steps = [...wanted].filter(([act]) => !known.namesUnit(act) || duePlural(known, act, wanted)).map(([act, how]) => step(known, act, how, offered, roles));
  return inOrder(known, withUnits(known, withGestures(steps, offered)));
}

function want(wanted: Map<string, Wanted>, act: string, limit: string | null, before: readonly string[], ...clauses: string[]): void {
  const there = wanted.get(act) ?? { limit: null, before: [], clauses: [] };
  if (limit !== null && (there.limit === null || limit < there.limit)) there.limit = limit;
  there.before = [...new Set([...there.before, ...before])];
  there.clauses = [...new Set([...there.clauses, ...clauses])];
  wanted.set(act, there);
}

/** Whether somebody who plays these roles records the act, for himself or for a party. */
export function mine(known: Known, act: string, roles: RolesOf): boolean {
  return known.parts.some(({ rule }) => {
    const by = rule.words.by[act] ?? [];
    return by.some((role) => roles(rule.standard).includes(role) || rule.words.parties.includes(role));
  });
}

/** Acts of several units at once are steps of the case; those of one unit are the units' page's. */
function duePlural(known: Known, act: string, wanted: ReadonlyMap<string, Wanted>): boolean {
  const field = known.unitField;
  const single = known.parts.some(({ rule }) => field !== null && field in (rule.program.acts[act] ?? {}));
  return !single && wanted.has(act);
}

function step(known: Known, act: string, how: Wanted, offered: readonly Offered[], roles: RolesOf): Step {
  const next = known.body.next_acts.find((one) => one.act === act && one.unit === null);
  const gesture = offered.find(({ rule }) => rule.acts.some((one) => one.act === act)) ?? coming(known, act, roles);
  return { act, gesture, units: false, ...how, usual: next?.data ?? {}, by: next?.by[0] ?? null };
}

/** One step for a gesture however many of its acts are wanted; and the offered ones that nothing asks for yet. */
function withGestures(steps: readonly Step[], offered: readonly Offered[]): Step[] {
  const byGesture = new Map<string, Step>();
  const result: Step[] = [];
  for (const one of steps) {
    const key = one.gesture?.rule.key;
    const there = key ? byGesture.get(key) : undefined;
    if (!key) result.push(one);
    else if (!there) {
      const first = { ...one, act: one.gesture!.rule.acts[0]!.act };
      byGesture.set(key, first);
      result.push(first);
    } else {
      const limit = [there.limit, one.limit].filter((text) => text !== null).sort()[0] ?? null;
      result[result.indexOf(there)] = { ...there, limit, clauses: [...new Set([...there.clauses, ...one.clauses])] };
      byGesture.set(key, result.find((found) => found.gesture?.rule.key === key)!);
    }
  }
  for (const gesture of offered) {
    if (byGesture.has(gesture.rule.key)) continue;
    result.push({ act: gesture.rule.acts[0]!.act, gesture, units: false, limit: null, before: [], clauses: [], usual: {}, by: gesture.rule.by });
  }
  return result;
}

/** The step into the units, while some are open. */
function withUnits(known: Known, steps: readonly Step[]): Step[] {
  if (!known.unitField) return [...steps];
  const done = doneActs(known);
  const finished = new Set(known.acts.filter((act) => done.has(act.act)).flatMap((act) => known.unitsOf(act.data)));
  if (known.ordered.every((unit) => finished.has(unit))) return [...steps];
  const first = known.parts.flatMap(({ rule }) => rule.gestures).find((rule) => rule.acts.some((act) => known.namesUnit(act.act)));
  const act = first?.acts[0]?.act;
  return act ? [...steps, { act, gesture: null, units: true, limit: null, before: [], clauses: [], usual: {}, by: null }] : [...steps];
}

function inOrder(known: Known, steps: readonly Step[]): Step[] {
  const acts = orderOf(known.parts.map(({ rule }) => Object.keys(rule.program.acts)));
  const order = new Map(acts.map((act, place) => [act, place]));
  return [...steps].sort((a, b) => (order.get(a.act) ?? 1e9) - (order.get(b.act) ?? 1e9));
}

/** One order of several: what only a later one names stands behind the act that comes before it there. */
export function orderOf(lists: readonly (readonly string[])[]): string[] {
  const result = [...(lists[0] ?? [])];
  for (const list of lists.slice(1)) {
    let place = 0;
    for (const act of list) {
      const there = result.indexOf(act);
      if (there < 0) result.splice(place++, 0, act);
      else place = there + 1;
    }
  }
  return result;
}

/** The acts that the visit and the case's end want. */
function goals({ known, views, over }: Way): string[] {
  const found: string[] = [];
  for (const [part, whole] of views) {
    const { ends, acts } = part.rule.program;
    if (ARRIVED in acts && !over) found.push(away(whole) ? ARRIVED : LEFT);
    if (ends?.since && whole.first([ends.since], -1) < 0) found.push(ends.since);
    if (ends) found.push(...ends.acts, ...doneActs(known));
    for (const gesture of part.rule.gestures) for (const { act } of gesture.acts) if (known.namesUnit(act)) found.push(act);
  }
  return [...new Set(found)].filter((act) => !over || (act !== ARRIVED && act !== LEFT));
}

/** Whether the last visit was left and none of the standards needs another: what its end wants to hold, holds. */
function visited(known: Known, views: ReadonlyMap<KnownPart, View>): boolean {
  const parts = [...views].filter(([part]) => ARRIVED in part.rule.program.acts);
  return parts.length > 0 && parts.every(([part, whole]) => {
    const when = part.rule.program.ends?.when ?? null;
    return whole.first([LEFT], -1) >= 0 && away(whole) && known.holds(part, whole, when, "", null);
  });
}

/** Whether nobody is at the place now. */
export function away(whole: View): boolean {
  return whole.latest([ARRIVED], whole.last) <= whole.latest([LEFT], whole.last);
}

/** What an act of the way wants to have happened, itself included, as far as it has not or, `wanted`, not since it last counted; acts in units are passed through. */
function lacking(way: Way, act: string, wanted = false, seen = new Set<string>()): string[] {
  if (seen.has(act)) return [];
  seen.add(act);
  const found: string[] = [];
  for (const [part, whole] of way.views) {
    for (const rule of part.rule.program.rules) {
      for (const form of rule.forms) {
        if (form.form !== "past" || !form.acts.includes(act)) continue;
        for (const one of missing(way, part, whole, form, act)) found.push(...lacking(way, one, true, seen));
      }
    }
  }
  const gone = [...way.views.values()].every((whole) => whole.latest([act], whole.last) < 0);
  const again = wanted || act === ARRIVED || act === LEFT;
  return gone || again || found.length ? [...found, ...(way.known.namesUnit(act) ? [] : [act])] : found;
}

/** What a rule wants before an act and has not happened since; a condition on the act to come cannot be read yet. */
function missing({ known, over }: Way, part: KnownPart, whole: View, form: PastForm, act: string): string[] {
  const tree = form.when;
  if (tree && !readable(part, tree, act)) return [];
  const next = !over && form.since.includes(ARRIVED) && away(whole); // what counts from an arrival counts from the one to come
  const start = (view: View) => (next ? view.last : form.since.length ? view.latest(form.since, view.last) : -1);
  const since = (view: View) => form.requires.filter((one) => view.first([one], start(view)) < 0);
  if (!tree) return since(whole);
  const places = ofTheCase(tree) || !whole.units.length ? [null] : whole.units.map((view) => view.unit);
  const scopes = places.filter((unit) => known.holds(part, whole, tree, "", unit));
  return [...new Set(scopes.flatMap((unit) => since(unit === null ? whole : whole.units.find((view) => view.unit === unit)!)))];
}

/** Whether a condition can be read before the act: of the case, or of what has happened; leaving has a page of its own, with what is open then. */
function readable(part: KnownPart, tree: Tree, act: string): boolean {
  if (ofTheCase(tree)) return true;
  const own = Object.keys(part.rule.program.acts[act] ?? {});
  const text = JSON.stringify(tree);
  return act !== LEFT && !names(tree).some((name) => own.includes(name)) && !text.includes('["at"]') && !text.includes('["in_visit"');
}

function ofTheCase(tree: Tree): boolean {
  return JSON.stringify(tree).includes('["case"]');
}

/** The names that a condition reads: a field of the act, or a fact. */
function names(tree: Tree): string[] {
  return tree.flatMap((one, place) => (Array.isArray(one) ? names(one) : place === 1 && tree[0] === "name" ? [String(one)] : []));
}
