/** Qualification: whether who did the work holds what it needs, by what was recorded on the case before. */

import { DAY } from "../calendar/moments.ts";
import type { Act } from "../case.ts";
import type { CheckForm } from "../ir.ts";
import { Day, Moment } from "../values.ts";
import type { View } from "../views.ts";
import { Occurrence } from "./common.ts";

const HEALTH = "health_checked";
type Holders = NonNullable<CheckForm["holders"]>;

/** The test: every need is held by an earlier act about the same person. */
export function buildHeld(form: CheckForm): (view: View, i: number) => Occurrence {
  const [needs, holders, person] = [form.needs!, form.holders!, form.person];
  const names = Object.keys(holders);
  return (view, i) => {
    const who = person ? (view.acts[i]!.value(person) as string | null) : null;
    const missing = needs.filter((need) => holder(view, i, need, who, holders, names) < 0);
    if (missing.length) return new Occurrence("breached", "not_held", i, -1, null, { needs: missing, person: who });
    return new Occurrence("met", "held", i, -1, null, { needs, person: who });
  };
}

/** The latest act before position `i` by which `who` holds `need`; -1 if none. */
function holder(view: View, i: number, need: string, who: string | null, holders: Holders, names: readonly string[]): number {
  let place = view.latest(names, i - 1);
  while (place >= 0) {
    const act = view.acts[place]!;
    const [person, ...fields] = holders[act.name]!;
    const about = person ? act.value(person) : null;
    const same = who === null || about === null || about === who;
    if (same && holds(act, need, fields, view.acts[i]!.at)) return place;
    place = view.latest(names, place - 1);
  }
  return -1;
}

function holds(act: Act, need: string, fields: readonly (string | null)[], at: number): boolean {
  const named =
    (act.name === HEALTH && need === "health_fit") ||
    fields.some((field) => {
      const value = field ? act.value(field) : null;
      return Array.isArray(value) ? value.includes(need) : value === need;
    });
  if (!named || act.value("passed") === false || act.value("fit") === false) return false;
  const until = act.value("valid_until");
  if (until instanceof Day) return Math.floor(at / DAY) <= until.number;
  return !(until instanceof Moment) || at <= until.seconds;
}
