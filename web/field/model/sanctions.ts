/**
 * Sanctions of a case: what its clauses call for and on which breaches, what was decided, what was said about it. Others' are never here:
 * a phone has its own cases alone. What was said is a note that says in `about` which clause it is about, as the server has it.
 */
import { type Judgement, type Lang, sentence } from "../../common/judge/index.ts";
import { ATTACHED } from "../services/outbox.ts";
import type { Known, KnownAct } from "./known.ts";

export type SaidKind = "appeal" | "appeal_decided" | "question" | "reason" | "seen";

/** Something that was said about a clause: by whom (an account), with how many photos; `waits`: only this phone has it. */
export interface Said {
  readonly id: string;
  readonly kind: SaidKind;
  readonly clause: string;
  readonly at: number;
  readonly who: string;
  readonly text: string;
  readonly upheld: boolean;
  readonly photos: readonly string[];
  readonly waits: boolean;
}

export interface Sanction {
  readonly case: string;
  readonly number: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly clause: string;
  readonly unit: string | null;
  /** The sum that the clause comes to; null where none is fixed. */
  readonly wanted: number | null;
  readonly breaches: readonly { readonly clause: string; readonly sentence: string; readonly cites: number }[];
  readonly decisions: readonly KnownAct[];
  readonly said: readonly Said[];
  readonly appeal: "" | "open" | "upheld" | "rejected";
}

const NOTE = "note.added";

/** What was said about the clauses of a case, in its order. */
export function saidOf(known: Known): Said[] {
  const photos = known.acts.filter((act) => act.act === ATTACHED);
  return known.acts.flatMap((act): Said[] => {
    const about = act.act === NOTE ? (act.data.about as { kind: SaidKind; clause: string; upheld?: boolean } | undefined) : undefined;
    if (!about) return [];
    const mine = photos.filter(({ data }) => data.act === act.id || (act.kept && data.act_key === act.kept.key));
    const who = act.shown?.actor ?? act.kept?.account ?? "";
    return [{ id: act.id, kind: about.kind, clause: about.clause, at: act.at, who, text: String(act.data.text ?? ""), upheld: about.upheld === true, photos: mine.map(({ data }) => String(data.file)), waits: act.kept?.state === "waiting" }];
  });
}

/** How the appeal against some clauses stands; a new one after its decision opens it again. */
export function appealOf(said: readonly Said[], clauses: readonly string[]): Sanction["appeal"] {
  const states = clauses.map((clause) => {
    let state: Sanction["appeal"] = "";
    for (const one of said) {
      if (one.clause !== clause) continue;
      if (one.kind === "appeal") state = "open";
      else if (one.kind === "appeal_decided") state = one.upheld ? "upheld" : "rejected";
    }
    return state;
  });
  return (["upheld", "open", "rejected"] as const).find((state) => states.includes(state)) ?? "";
}

/** The sanctions of a case, decided or not. */
export function sanctionsOf(known: Known, now: number, lang: Lang): Sanction[] {
  const said = saidOf(known);
  return known.parts.flatMap((part) => {
    const judgement = known.judgements(now).get(part.rule.standard)!;
    return [...judgement.raw].flatMap(([clause, occurrences]) =>
      occurrences.flatMap((one): Sanction[] => {
        const { info } = one;
        if (!info?.breaches) return [];
        const ids = (info.decisions ?? []).map((place) => part.events[one.view!.acts[place]!.index]?.id);
        const upon = [...new Set(info.breaches.map(([name]) => name).filter((name) => judgement.verdicts.has(name)))];
        const about = [clause, ...upon];
        return [
          {
            case: known.body.id,
            number: known.body.number,
            title: part.rule.title,
            clause,
            unit: one.view?.unit ?? null,
            wanted: typeof info.wanted === "number" ? info.wanted : null,
            breaches: upon.map((name) => breachOf(judgement, name, lang)),
            decisions: known.acts.filter((act) => ids.includes(act.id)),
            said: said.filter((one_) => about.includes(one_.clause)),
            appeal: appealOf(said, about),
          },
        ];
      }),
    );
  });
}

function breachOf(judgement: Judgement, clause: string, lang: Lang) {
  const finding = judgement.findings(clause).find((one) => one.verdict === "breached") ?? judgement.finding(clause);
  return { clause, sentence: sentence(finding, lang), cites: finding.cites.length };
}
