/**
 * Expressions as closures: a tree of the program becomes a function of (view, judged act, horizon, ref).
 *
 * `i` is the position of the judged act, or -1 without one; `h` the last position that is seen ("so far"); `r` the ref of
 * the judged act. What a function of one value gives stands in `functions`.
 */

import type { Program, Tree } from "./ir.ts";
import { isIn, OF_VALUE } from "./functions.ts";
import { below, compute, Moment, same, type Value } from "./values.ts";
import type { Ref, View } from "./views.ts";

export type Reading = (v: View, i: number, h: number, r: Ref) => Value;
type Builder = (building: Building, tree: Tree) => Reading;

/** Builds the closures of one program. `ask` answers whether a clause is breached in a view. */
export class Expressions {
  readonly acts: Program["acts"];
  readonly ask: (view: View, clause: string) => boolean;

  constructor(program: Program, ask: (view: View, clause: string) => boolean) {
    this.acts = program.acts;
    this.ask = ask;
  }

  /**
   * The closure of `tree`. `judged` are the acts that can be the judged one (none: any). With `atJudged` bare names see only
   * what came up to the judged act, though the horizon lies later (`holds`, and the condition of `count`).
   */
  build(tree: Tree, judged: readonly string[] = [], atJudged = false): Reading {
    return new Building(this, judged, atJudged).tree(tree);
  }
}

class Building {
  readonly owner: Expressions;
  readonly judged: readonly string[];
  readonly atJudged: boolean;

  constructor(owner: Expressions, judged: readonly string[], atJudged: boolean) {
    this.owner = owner;
    this.judged = judged;
    this.atJudged = atJudged;
  }

  tree(tree: Tree): Reading {
    if (isBlank(tree)) return constant(null);
    const head = tree[0] as string;
    if (Object.hasOwn(OF_VALUE, head)) {
      const [inner, give] = [this.tree(tree[1]), OF_VALUE[head]!];
      return (v, i, h, r) => give(inner(v, i, h, r));
    }
    if (!Object.hasOwn(BUILDERS, head)) throw new Error(`no such node in an expression: ${head}`);
    return BUILDERS[head]!(this, tree);
  }

  all(trees: readonly Tree[]): Reading[] {
    return trees.map((tree) => this.tree(tree));
  }
}

/** Whether a constant is blank; it reads as null. */
function isBlank(tree: Tree): boolean {
  return (tree[0] === "text" || tree[0] === "list") && tree[1].length === 0;
}

function constant(value: Value): Reading {
  return () => value;
}

function name(building: Building, field: string): Reading {
  const { acts } = building.owner;
  const declaring = new Set(Object.keys(acts).filter((act) => Object.hasOwn(acts[act]!, field)));
  if (building.judged.length && building.judged.every((act) => declaring.has(act))) {
    return (v, i) => v.acts[i]!.value(field);
  }
  const atJudged = building.atJudged;
  return (v, i, h, r) => {
    if (i >= 0) {
      const act = v.acts[i]!;
      if (declaring.has(act.name)) return act.value(field);
      if (atJudged) [h, r] = [i, act.ref];
    }
    const place = v.latestFilled(field, h, r);
    return place >= 0 ? v.value(place, field) : (v.facts.get(field) ?? null);
  };
}

function field(acts: readonly string[], key: string): Reading {
  return (v, _i, h, r) => {
    const place = v.latest(acts, h, r);
    return place >= 0 ? v.value(place, key) : null;
  };
}

function when(acts: readonly string[]): Reading {
  return (v, _i, h, r) => {
    const place = v.latest(acts, h, r);
    return place >= 0 ? new Moment(v.acts[place]!.at) : null;
  };
}

function equality(building: Building, tree: Tree, wanted: boolean): Reading {
  const [, left, right] = tree;
  const [a, b] = [building.tree(left), building.tree(right)];
  if (right[0] === "bool" || (right[0] === "text" && !isBlank(right))) {
    const value = right[1] as Value;
    return (v, i, h, r) => (a(v, i, h, r) === value) === wanted;
  }
  return (v, i, h, r) => same(a(v, i, h, r), b(v, i, h, r)) === wanted;
}

/** An order: `swapped` compares right with left, and `wanted` is what the comparison must give. */
function order(swapped: boolean, wanted: boolean): Builder {
  return (building, tree) => {
    const sides = building.all([tree[1], tree[2]]);
    const [a, b] = swapped ? [sides[1]!, sides[0]!] : [sides[0]!, sides[1]!];
    return (v, i, h, r) => below(a(v, i, h, r), b(v, i, h, r)) === wanted;
  };
}

function member(building: Building, tree: Tree, wanted: boolean): Reading {
  const [item, items] = [building.tree(tree[1]), building.tree(tree[2])];
  return (v, i, h, r) => {
    const [found, among] = [item(v, i, h, r), items(v, i, h, r)];
    const inside = found !== null && Array.isArray(among) && among.some((one: Value) => isIn(found, one));
    return inside === wanted;
  };
}

const arithmetic: Builder = (building, tree) => {
  const [left, right] = [building.tree(tree[1]), building.tree(tree[2])];
  const operator = tree[0] as string;
  return (v, i, h, r) => compute(operator, left(v, i, h, r), right(v, i, h, r));
};

function count(building: Building, act: string, condition: Tree | null): Reading {
  const acts = [act];
  const holds = condition === null ? null : building.owner.build(condition, acts, true);
  return (v, _i, h, r) => {
    let total = 0;
    for (let place = v.latest(acts, h, r); place >= 0; place = v.latest(acts, place - 1, r)) {
      if (holds === null || holds(v, place, h, r) === true) total += 1;
    }
    return total;
  };
}

function minutes(act: string, ends: readonly string[]): Reading {
  const acts = [act];
  return (v, _i, h, r) => {
    const start = v.latest(acts, h, r);
    if (start < 0) return null;
    const end = v.first(ends, start, r);
    return ((end >= 0 ? v.acts[end]!.at : v.now) - v.acts[start]!.at) / 60;
  };
}

function doneItems(act: string): Reading {
  const acts = [act];
  return (v, _i, h, r) => {
    const place = v.latest(acts, h, r);
    return place >= 0 ? [...v.acts[place]!.data.values()].filter((value) => value === true).length : null;
  };
}

function units(act: string): Reading {
  const acts = [act];
  return (v, _i, h, r) => {
    const whole = v.whole;
    const names = new Set<string>();
    let place = whole.latest(acts, h >= 0 ? v.acts[h]!.place : -1, r);
    while (place >= 0) {
      for (const unit of whole.acts[place]!.units) names.add(unit);
      place = whole.latest(acts, place - 1, r);
    }
    return names.size;
  };
}

function breached(building: Building, clause: string): Reading {
  const { owner } = building;
  return (v) => owner.ask(v, clause);
}

const BUILDERS: Readonly<Record<string, Builder>> = {
  null: () => constant(null),
  bool: (_, tree) => constant(tree[1]),
  num: (_, tree) => constant(tree[1]),
  text: (_, tree) => constant(tree[1]),
  list: (building, tree) => {
    const parts = building.all(tree[1]);
    return (v, i, h, r) => parts.map((part) => part(v, i, h, r));
  },
  at: () => (v, i) => (i >= 0 ? new Moment(v.acts[i]!.at) : null),
  now: () => (v) => new Moment(v.now),
  case: () => (v) => v.kind,
  fact: (_, tree) => (v) => v.facts.get(tree[1]) ?? null,
  name: (building, tree) => name(building, tree[1]),
  field: (_, tree) => field(tree[1], tree[2]),
  when: (_, tree) => when(tree[1]),
  latest: (_, tree) => when(tree[1]),
  and: (building, tree) => {
    const parts = building.all(tree.slice(1));
    return (v, i, h, r) => parts.every((part) => part(v, i, h, r) === true);
  },
  or: (building, tree) => {
    const parts = building.all(tree.slice(1));
    return (v, i, h, r) => parts.some((part) => part(v, i, h, r) === true);
  },
  not: (building, tree) => {
    const inner = building.tree(tree[1]);
    return (v, i, h, r) => inner(v, i, h, r) !== true;
  },
  neg: (building, tree) => {
    const inner = building.tree(tree[1]);
    return (v, i, h, r) => compute("-", 0, inner(v, i, h, r));
  },
  "==": (building, tree) => equality(building, tree, true),
  "!=": (building, tree) => equality(building, tree, false),
  "<": order(false, true),
  ">": order(true, true),
  "<=": order(true, false),
  ">=": order(false, false),
  in: (building, tree) => member(building, tree, true),
  not_in: (building, tree) => member(building, tree, false),
  "+": arithmetic,
  "-": arithmetic,
  "*": arithmetic,
  "/": arithmetic,
  happened: (_, tree) => {
    const acts = [tree[1] as string];
    return (v, _i, h, r) => v.latest(acts, h, r) >= 0;
  },
  count: (building, tree) => count(building, tree[1], tree[2]),
  minutes: (_, tree) => minutes(tree[1], tree[2]),
  in_visit: (_, tree) => (v, i) => {
    const [first, last] = v.visit(i);
    return v.inPlaces(tree[1], first, last) >= 0;
  },
  done_items: (_, tree) => doneItems(tree[1]),
  units: (_, tree) => units(tree[1]),
  breached: (building, tree) => breached(building, tree[1]),
};
