/** Names of acts, fields, choices and clauses on the phone, from the downloaded words. No key is ever shown. */
import { useTexts } from "../../common/i18n/index.ts";
import type { Vocabulary } from "../../common/judge/index.ts";
import { spelled } from "../../common/judge/reasons/words.ts";
import { useFormats } from "../../common/time/index.ts";
import { houseShort, isHouseAct, useHouseActs } from "../../common/ui/house.ts";
import type { Rules } from "../services/db.ts";
import { type Undoable, useField } from "../stores/field.ts";

type Data = Readonly<Record<string, unknown>>;
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/;

/** Names of an act wherever it stands; `rules` narrows to those of one case. */
export function useActNames() {
  const { t, lang, pick } = useTexts();
  const field = useField();
  const { houseAct, houseField, houseValue } = useHouseActs();
  const { moment } = useFormats();

  function vocabularies(rules?: Rules | null): Vocabulary[] {
    const all = rules ? [rules] : [...field.rules.value.values()];
    return all.flatMap((one) => one.parts.map((part) => part.words[lang.value]));
  }

  /** The name of an act; a note is called by what it is about, which its data say. */
  function actName(act: string, rules?: Rules | null, data?: Data): string {
    const about = data?.about as { kind?: string } | undefined;
    if (act === "note.added" && about?.kind) return t(`sanctions.said.${about.kind}`);
    if (isHouseAct(act)) return houseAct(act);
    for (const words of vocabularies(rules)) if (Object.hasOwn(words.acts, act)) return words.acts[act]!;
    return spelled(act);
  }

  function fieldName(act: string, name: string, rules?: Rules | null): string {
    if (isHouseAct(act)) return houseField(name);
    for (const words of vocabularies(rules)) {
      const found = words.fields[`${act}.${name}`] ?? words.fields[name];
      if (found) return found;
    }
    return spelled(name);
  }

  /** The name of a fact (what an order is opened with), else of a field. */
  function factName(act: string, name: string, rules?: Rules | null): string {
    for (const words of vocabularies(rules)) if (Object.hasOwn(words.facts, name)) return words.facts[name]!;
    return fieldName(act, name, rules);
  }

  function roleName(role: string, rules?: Rules | null): string {
    for (const words of vocabularies(rules)) if (Object.hasOwn(words.roles, role)) return words.roles[role]!;
    return spelled(role);
  }

  /** A recorded value as a person writes it. */
  function valueText(act: string, name: string, value: unknown, rules?: Rules | null): string {
    if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
    if (isHouseAct(act)) {
      const own = name === "role" ? roleName(String(value), rules) : houseValue(name, value);
      if (own !== null) return own;
    }
    if (Array.isArray(value)) return value.map((one) => valueText(act, name, one, rules)).join(t("ui.comma"));
    if (value !== null && typeof value === "object") return Object.entries(value).map(([key, inner]) => `${factName(act, key, rules)} ${valueText(act, key, inner, rules)}`).join(t("ui.comma"));
    const text = String(value ?? "");
    if (MOMENT.test(text)) return moment(text);
    if (/^[0-9a-f]{64}$/.test(text)) return t("value.file");
    for (const words of vocabularies(rules)) {
      const choices = words.choices[`${act}.${name}`] ?? words.choices[name];
      if (choices && Object.hasOwn(choices, text)) return choices[text]!;
    }
    return text;
  }

  function gestureName(key: string): string | null {
    for (const rules of field.rules.value.values()) {
      for (const part of rules.parts) for (const rule of part.gestures) if (rule.key === key) return pick(rule.name);
    }
    return null;
  }

  function tapName(tap: Pick<Undoable, "gesture" | "acts">): string {
    return (tap.gesture && gestureName(tap.gesture)) || actName(tap.acts[0]?.act ?? "", null, tap.acts[0]?.data);
  }

  /** What an act says, in words: of the house's own acts what stands in a line of theirs, of others field by field but for those left out. */
  function saidText(act: string, data: Data, rules?: Rules | null, without: string | null = null): string {
    if (isHouseAct(act)) return houseShort(act, data).map(([name, value]) => valueText(act, name, value, rules)).join(" ");
    const fields = Object.entries(data).filter(([name]) => name !== without);
    return fields.map(([name, value]) => `${fieldName(act, name, rules)} ${valueText(act, name, value, rules)}`).join(t("ui.comma"));
  }

  /** The duty of a clause in words. */
  function clauseText(clause: string): string {
    for (const words of vocabularies()) if (Object.hasOwn(words.clauses, clause)) return words.clauses[clause]!.text;
    return "";
  }

  return { actName, fieldName, roleName, valueText, saidText, gestureName, tapName, clauseText };
}
