/** Units (rooms): how each stands, and the limit that runs in it. Done is what the standard's own end counts. */
import type { Judgement, Occurrence } from "../../common/judge/index.ts";
import type { Tree } from "../../common/judge/ir.ts";
import type { Tile, UnitState } from "../../common/ui/index.ts";
import type { Known } from "./known.ts";

/** A limit that runs in a unit, in civil seconds, and since when. */
export interface Running {
  readonly limit: number;
  readonly since: number;
  readonly clause: string;
}

/** The acts that the end of a case counts units of. */
export function doneActs(known: Known): Set<string> {
  const found = new Set<string>();
  const walk = (tree: Tree | null | undefined): void => {
    if (!Array.isArray(tree)) return;
    if (tree[0] === "units") found.add(String(tree[1]));
    for (const part of tree) if (Array.isArray(part)) walk(part as Tree);
  };
  for (const { rule } of known.parts) walk(rule.program.ends?.when);
  return found;
}

/** The limit that runs in a unit: the nearest open span. */
export function runningIn(judgements: ReadonlyMap<string, Judgement>, unit: string): Running | null {
  let best: Running | null = null;
  for (const judgement of judgements.values()) {
    for (const [clause, occurrences] of judgement.raw) {
      for (const one of occurrences) {
        if (one.form?.rule.form !== "span" || one.verdict === "met" || one.verdict === "not_applicable") continue;
        if (unitOf(one) !== unit || one.j >= 0 || one.i < 0 || one.limit === null) continue;
        if (best === null || one.limit < best.limit) best = { limit: one.limit, since: one.view!.acts[one.i]!.at, clause };
      }
    }
  }
  return best;
}

/** All units as tiles, in the order of the order. */
export function tilesOf(known: Known, judgements: ReadonlyMap<string, Judgement>): Tile[] {
  const done = doneActs(known);
  const broken = brokenUnits(judgements);
  const latest = new Map<string, Latest>();
  const voided = new Set(known.acts.filter((act) => act.act === "act.voided").map((act) => String(act.data.act ?? act.data.act_key)));
  for (const act of [...known.acts].sort((a, b) => a.at - b.at)) {
    if (voided.has(act.id) || (act.kept && voided.has(act.kept.key))) continue;
    for (const unit of known.unitsOf(act.data)) {
      const before = latest.get(unit);
      latest.set(unit, {
        glyph: known.help.states?.[act.act]?.glyph ?? before?.glyph ?? null,
        done: done.has(act.act) || (before?.done ?? false),
        unsent: act.kept?.state === "waiting" || (before?.unsent ?? false),
      });
    }
  }
  let next = false;
  const tiles = known.units.map((unit): Tile => {
    const there = latest.get(unit);
    const running = runningIn(judgements, unit);
    const state = stateOf(there);
    return { unit, state, broken: broken.has(unit), unsent: there?.unsent ?? false, limit: running?.limit ?? null };
  });
  return tiles.map((tile) => {
    if (next || tile.state !== "todo") return tile;
    next = true;
    return { ...tile, next: true };
  });
}

/** What the acts of a unit have come to: the glyph of the last of them that the phone's help knows, and whether it is done. */
interface Latest {
  readonly glyph: string | null;
  readonly done: boolean;
  readonly unsent: boolean;
}

const STATES: Readonly<Record<string, UnitState>> = { "~": "later", "!": "failed", ">": "doing" };

function stateOf(there: Latest | undefined): UnitState {
  if (!there) return "todo";
  return there.done ? "done" : (STATES[there.glyph ?? ">"] ?? "doing");
}

function brokenUnits(judgements: ReadonlyMap<string, Judgement>): Set<string> {
  const found = new Set<string>();
  for (const judgement of judgements.values()) {
    for (const [clause, occurrences] of judgement.raw) {
      if (judgement.verdicts.get(clause) !== "breached") continue;
      for (const one of occurrences) {
        const unit = one.verdict === "breached" ? unitOf(one) : null;
        if (unit !== null) found.add(unit);
      }
    }
  }
  return found;
}

/** The unit that an occurrence is about; null for a duty of the whole case, which is seen from every unit. */
function unitOf({ view, i }: Occurrence): string | null {
  return view && (i < 0 || view.acts[i]!.units.length) ? view.unit : null;
}
