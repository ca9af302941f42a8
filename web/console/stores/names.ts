/** Names of what cases hold, in the reader's language: acts, roles, facts, fields, values, clauses; the house's own acts from the texts. */
import { type InjectionKey, inject, reactive } from "vue";
import type { Api } from "../../common/api/index.ts";
import { path } from "../../common/api/client.ts";
import type { ActShown, StandardLine, StandardShown } from "../../common/api/types.ts";
import { type Both, useTexts } from "../../common/i18n/index.ts";
import { useFormats } from "../../common/time/index.ts";
import { isHouseAct, useHouseActs } from "../../common/ui/house.ts";

/** The standards, each asked for once. */
export class Standards {
  private readonly api: Api;
  private readonly asked = new Map<string, Promise<StandardShown>>();
  private list: Promise<readonly StandardLine[]> | null = null;
  readonly known = reactive(new Map<string, StandardShown>());

  constructor(api: Api) {
    this.api = api;
  }

  /** A whole standard. */
  load(key: string): Promise<StandardShown> {
    const there = this.asked.get(key);
    if (there) return there;
    const asking = this.api.get<StandardShown>(path`/standards/${key}`).then((found) => {
      this.known.set(key, found);
      return found;
    });
    asking.catch(() => this.asked.delete(key));
    this.asked.set(key, asking);
    return asking;
  }

  /** All standards, a line each. */
  lines(): Promise<readonly StandardLine[]> {
    this.list ??= this.api.get<{ standards: readonly StandardLine[] }>("/standards").then((found) => found.standards);
    this.list.catch(() => {
      this.list = null;
    });
    return this.list;
  }
}

export const STANDARDS: InjectionKey<Standards> = Symbol("standards");

/** The app's standards. */
export function useStandards(): Standards {
  const found = inject(STANDARDS);
  if (!found) throw new Error("the app provides no standards");
  return found;
}

const MOMENT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const HASH = /^[0-9a-f]{64}$/;

/** Names under the given standards (keys); what is not loaded yet is shown as "…". */
export function useNames(keys: () => readonly string[]) {
  const standards = useStandards();
  const { t, pick } = useTexts();
  const { moment, day, term } = useFormats();
  const { houseAct, houseField, houseValue } = useHouseActs();
  const loaded = () => keys().flatMap((key) => standards.known.get(key) ?? []);

  function first<T>(find: (standard: StandardShown) => T | undefined): T | undefined {
    for (const standard of loaded()) {
      const found = find(standard);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  const act = (key: string): string => (isHouseAct(key) ? houseAct(key) : pick(first((one) => one.acts[key]?.name)) || "…");
  const role = (key: string | null): string => (key ? pick(first((one) => one.roles[key]?.name)) || "…" : "");
  const fact = (key: string): string =>
    pick(first((one) => Object.values(one.kinds).find((kind) => Object.hasOwn(kind.facts, key))?.facts[key]?.name)) || t("order.other-field");

  function field(actKey: string, key: string): string {
    if (isHouseAct(actKey)) return houseField(key);
    return pick(first((one) => one.acts[actKey]?.fields[key]?.name)) || t("order.other-field");
  }

  function choice(actKey: string | null, key: string, value: string): string {
    const both = first((one) => {
      if (actKey) return one.acts[actKey]?.fields[key]?.choices[value];
      return Object.values(one.kinds).find((kind) => kind.facts[key]?.choices[value])?.facts[key]?.choices[value];
    });
    return both ? pick(both) : value;
  }

  /** A value in words. */
  function value(actKey: string | null, key: string, given: unknown): string {
    if (given === null || given === undefined || given === "") return "";
    const own = actKey && isHouseAct(actKey) ? (key === "role" ? role(String(given)) : houseValue(key, given)) : null;
    if (own !== null) return own;
    if (typeof given === "boolean") return t(given ? "form.yes" : "form.no");
    if (Array.isArray(given)) return given.map((one) => value(actKey, key, one)).join(t("order.list-comma"));
    if (typeof given === "object") return Object.entries(given).map(([name, inner]) => value(actKey, name, inner)).join(" ");
    const text = String(given);
    if (MOMENT.test(text)) return moment(text);
    if (DATE.test(text)) return day(text);
    if (HASH.test(text)) return t("order.attached");
    const chosen = choice(actKey, key, text);
    return chosen === text ? term(text) : chosen;
  }

  /** The fields of an act by name, in the standard's order. */
  const fieldsOf = (actKey: string) => first((one) => one.acts[actKey]?.fields) ?? {};

  const duty = (clause: string): string =>
    pick(standards.known.get(clause.slice(0, clause.indexOf("/")))?.clauses.find((one) => one.id === clause)?.words);
  const where = (clause: string) => standards.known.get(clause.slice(0, clause.indexOf("/")))?.clauses.find((one) => one.id === clause);
  const unitNames = (): Both | undefined => first((one) => Object.values(one.kinds).find((kind) => kind.unit_name)?.unit_name ?? undefined);
  const unit = (): string => pick(unitNames());
  const unitKey = (): string | null => first((one) => Object.values(one.kinds).find((kind) => kind.unit)?.unit ?? undefined) ?? null;

  /** The unit that an act names, if it names one. */
  function unitOf(shown: ActShown): string | null {
    const key = unitKey();
    const named = key ? (shown.data[key] ?? shown.data[`${key}s`]) : null;
    if (Array.isArray(named)) return named.length === 1 ? String(named[0]) : null;
    return named ? String(named) : null;
  }

  return { act, role, fact, field, fieldsOf, value, duty, where, unit, unitNames, unitKey, unitOf, party: (key: string) => first((one) => one.roles[key]?.party) ?? false };
}

export type Names = ReturnType<typeof useNames>;
