/** Rates: a share of one kind of act that has another, over all units; and at most so many within a window. */

import { endOfTerm, parseTerm } from "../calendar/terms.ts";
import type { ShareForm, WindowForm } from "../ir.ts";
import type { View } from "../views.ts";
import {
  type Build,
  condition,
  Form,
  type Judging,
  leeway,
  NOTHING,
  Occurrence,
  proofs,
  skipped,
  skippedWhen,
} from "./common.ts";

/** Of all `over` acts, the share that has an `of` act: any time, before it (window 0), or within the window. */
export const buildShare: Build<ShareForm> = (form, expressions) => {
  const { over, target } = form;
  const when = condition(form.when, expressions, over);
  const has = having(form);
  const judge: Judging = (view) => {
    const { whole } = view;
    const lacking: number[] = [];
    let [total, reached, still] = [0, 0, 0];
    for (const part of whole.units.length ? whole.units : [whole]) {
      for (const i of part.each(over)) {
        if (skippedWhen(when, part, i)) continue;
        total += 1;
        const state = has(part, i);
        if (state === "has") reached += 1;
        else lacking.push(part.acts[i]!.place);
        if (state === "open") still += 1;
      }
    }
    if (!total) return NOTHING;
    const info = { reached, total, target, lacking };
    if (reached / total >= target - 1e-12) return [new Occurrence("met", "reached", -1, -1, null, info)];
    if ((reached + still) / total >= target - 1e-12) return [new Occurrence("pending", "open", -1, -1, null, info)];
    return [new Occurrence("breached", "short", -1, -1, null, info)];
  };
  return new Form(form, judge, null);
};

/** Whether an `over` act has its `of` act, can still get one, or lacks it for good. */
function having(form: ShareForm): (view: View, i: number) => "has" | "open" | "lacks" {
  const { of } = form;
  const window = parseTerm(form.term);
  const lacks = proofs(form);
  const grace = leeway(form);
  return (view, i) => {
    const act = view.acts[i]!;
    const limit = window ? endOfTerm(act.at, window, view.hours) + grace : null;
    if (lacks(view, i).length) return "lacks";
    const place = view.first(of, window?.amount ? i : -1, act.ref);
    if (place >= 0 && (limit === null || view.acts[place]!.at <= limit)) return "has";
    return limit === null || view.now <= limit ? "open" : "lacks";
  };
}

/** At most `most` acts in the window that begins with each of them. */
export const buildWindow: Build<WindowForm> = (form, expressions) => {
  const { of, most } = form;
  const window = parseTerm(form.term);
  const when = condition(form.when, expressions, of);
  const judge: Judging = (view, i) => {
    if (skippedWhen(when, view, i)) return skipped("when", i);
    const limit = window ? endOfTerm(view.acts[i]!.at, window, view.hours) : view.now;
    let [count, place] = [1, view.first(of, i)];
    while (place >= 0 && view.acts[place]!.at <= limit) {
      count += 1;
      place = view.first(of, place);
    }
    const many = count > most;
    return [new Occurrence(many ? "breached" : "met", many ? "many" : "few", i, -1, limit, { count, most })];
  };
  return new Form(form, judge, of);
};
