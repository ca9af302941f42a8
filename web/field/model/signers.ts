/** Who may sign here, by name: those of the other side that the case knows already, who signed first, then the latest named. */
import { typesOf } from "./gestures.ts";
import type { Known, KnownAct } from "./known.ts";

const MOST = 4;
const SIGNED = "statement.signed";

/** Somebody by name; `role` is the one in which he signed or acted, null where none is known. */
export interface Signer {
  readonly name: string;
  readonly masked: boolean;
  readonly role: string | null;
}

/**
 * Persons of the case: who signed on it, whom its acts and then its facts name; without our own.
 *
 * A masked name stands for the one behind it where the server is there to say that it is one person's (`online`); else it is left out.
 */
export function signersOf(known: Known, online: boolean): Signer[] {
  const latest = [...known.acts].sort((a, b) => b.at - a.at);
  const all = [...latest.flatMap((act) => whoSigned(known, act)), ...latest.flatMap((act) => named(known, act)), ...ordered(known)].filter((one) => online || !one.masked);
  const { people, assignee, statement } = known.body;
  const own = new Set([...Object.entries(people ?? {}).flat(), assignee, statement?.who?.name]);
  const found = new Map<string, Signer>();
  for (const one of all) {
    const there = found.get(one.name);
    if (one.name && !own.has(one.name)) found.set(one.name, there?.role ? there : { ...one, role: one.role ?? null });
  }
  const whole = [...found.values()].filter((one) => !one.masked);
  return [...found.values()].filter((one) => !one.masked || !whole.some(({ name }) => name[0] === one.name[0])).slice(0, MOST);
}

/** The role in which was signed last; null where nobody has signed yet. */
export function lastRole(known: Known): string | null {
  const signed = known.acts.filter((act) => act.act === SIGNED || act.act === known.body.statement?.act);
  return partyRole(known, signed.sort((a, b) => b.at - a.at)[0]?.by ?? null);
}

function whoSigned(known: Known, act: KnownAct): Signer[] {
  const signer = known.body.statement?.fields.signer;
  const field = act.act === SIGNED ? "signer" : act.act === known.body.statement?.act ? signer : undefined;
  return field ? person(known, act, field) : [];
}

function named(known: Known, act: KnownAct): Signer[] {
  const types = typesOf(known, act.act);
  return Object.keys(act.data).flatMap((name) => (types[name] === "person" ? person(known, act, name) : []));
}

function person(known: Known, act: KnownAct, field: string): Signer[] {
  const name = act.data[field];
  return typeof name === "string" ? [{ name, masked: act.shown?.masked.includes(field) ?? false, role: partyRole(known, act.by) }] : [];
}

/** Whom the order itself names: the customer, where he is a person. */
function ordered(known: Known): Signer[] {
  const types = Object.assign({}, ...known.parts.map(({ rule }) => rule.program.facts)) as Record<string, string>;
  return Object.entries(known.facts).flatMap(([name, value]) =>
    types[name] === "person" && typeof value === "string" ? [{ name: value, masked: known.body.masked.includes(`facts.${name}`), role: null }] : [],
  );
}

/** A role, if it is one of those in which somebody may sign. */
function partyRole(known: Known, role: string | null): string | null {
  return known.body.statement?.roles.some((one) => one.role === role) ? role : null;
}
