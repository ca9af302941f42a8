/**
 * What a gesture asks, and what was answered: kept as a draft at every change. What the case says already is filled in; what is asked about
 * the person himself stands as he said it last, or as his staff file says it.
 */
import { computed, reactive, ref, watch } from "vue";
import type { Both } from "../../common/i18n/index.ts";
import { type Field, fieldOf } from "../../common/forms/types.ts";
import { isBlank, problemOf } from "../../common/forms/values.ts";
import { civilOf } from "../../common/time/index.ts";
import { formatMoment } from "../../common/judge/index.ts";
import { changeKey, fieldsOf, type GestureField } from "../model/gestures.ts";
import { knownValues } from "../model/usual.ts";
import type { GestureRule } from "../services/db.ts";
import { dbDrafts } from "./drafts.ts";
import type { useJob } from "./job.ts";

/** A field that is asked for, and the act that it belongs to. */
export interface Asked extends Field {
  readonly act: string;
}

/** A visit's end, as far from its beginning as most are. */
const WINDOW = 2 * 3600;
const START = "start";
const END = "end";

export function useAnswers(job: ReturnType<typeof useJob>, rule: () => GestureRule | null, draftName: string) {
  const { field, known } = job;
  const drafts = dbDrafts(field.db);
  const answers = reactive<Record<string, unknown>>({});
  const changes = reactive<Record<string, unknown>>({});
  const unknown = reactive(new Set<string>());
  const restored = ref(false);
  const failed = ref(false);
  /** Answered on this page: what was kept before does not stand in its place. */
  const touched = new Set<string>();

  const asked = computed(() => {
    const found = new Map<string, Asked>();
    for (const one of rule() ? fieldsOf(rule()!) : []) {
      if (!one.ask || found.has(one.ask)) continue;
      const given = known.value!.rules.forms[one.act]?.fields.find((given_) => given_.name === one.field);
      const scale = known.value!.help.scale?.[`${one.act}.${one.field}`] ?? null;
      if (given) found.set(one.ask, { ...fieldOf({ ...given, names: named(one, given.names) }, { ask: rule()!.ask[one.ask] ?? null, scale }), act: one.act });
    }
    const order = Object.keys(rule()?.ask ?? {});
    return new Map([...found].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
  });
  /** The name of a field; what its act is about stands before it where the sheet asks for more than one of that name. */
  function named(one: GestureField, names: Both): Both {
    const same = fieldsOf(rule()!).filter((other) => other.ask !== null && other.place !== one.place && other.field === one.field);
    if (!same.length) return names;
    const about = fieldsOf(rule()!)
      .filter((other) => other.place === one.place && typeof other.preset === "string")
      .map((other) => job.valueText(other.act, other.field, changes[changeKey(other.place, other.field)] ?? other.preset));
    const words = same.some((other) => other.act === one.act) ? about.join(" ") : job.actName(one.act);
    return { zh: `${words} ${names.zh}`.trim(), en: `${words} ${names.en}`.trim() };
  }

  const missing = computed(() =>
    [...asked.value].filter(([name, one]) => !unknown.has(name) && (isBlank(answers[name]) || problemOf(one.type, answers[name]) !== null)).map(([, one]) => one),
  );
  /** The beginnings of windows with their ends, by the names under which they are asked. */
  const windows = computed(() => {
    const all = [...asked.value];
    const end = (one: Asked) => all.find(([, other]) => other.act === one.act && other.name !== one.name && other.name === one.name.replace(START, END));
    return new Map(all.flatMap(([name, one]) => (one.type.kind === "datetime" && end(one) ? [[name, end(one)![0]] as const] : [])));
  });

  async function restore(): Promise<void> {
    const draft = await drafts.load(draftName);
    const about = (await field.db.recall<Record<string, unknown>>(`about.${field.account.value}`)) ?? {};
    for (const [name, one] of asked.value) {
      if (one.ask !== "field") continue;
      const own = known.value!.help.own?.includes(one.name) ? ((await field.db.recall(ownName(one))) ?? about[one.name]) : undefined;
      const value = own ?? knownValues(known.value!, one.act)[one.name];
      if (!isBlank(value) && !touched.has(name)) answers[name] = value;
    }
    if (draft) {
      for (const [name, value] of Object.entries(draft.values.answers as object)) if (!touched.has(name)) answers[name] = value;
      Object.assign(changes, draft.values.changes as object);
    }
    restored.value = true;
    if (touched.size) keep();
  }

  function keep(): void {
    if (!restored.value) return;
    Promise.resolve(drafts.save(draftName, { values: { answers: { ...answers }, changes: { ...changes } }, unknown: [], by: "", at: null })).catch(() => {
      failed.value = true;
    });
  }
  watch(() => JSON.stringify([answers, changes]), keep);

  function answer(name: string, value: unknown): void {
    const before = answers[name];
    answers[name] = value;
    touched.add(name);
    if (!isBlank(value)) unknown.delete(name);
    const end = windows.value.get(name);
    if (end && (isBlank(answers[end]) || answers[end] === later(before))) answers[end] = later(value);
  }

  /** 不清楚 is an answer where the standard takes it for one: the field is then left blank. */
  function notKnown(name: string, on: boolean): void {
    if (!on) return void unknown.delete(name);
    unknown.add(name);
    answers[name] = null;
  }

  /** The draft is no longer needed: the acts were taken. */
  async function sent(): Promise<void> {
    restored.value = false;
    for (const [name, one] of asked.value) if (known.value?.help.own?.includes(one.name)) await field.db.remember(ownName(one), answers[name]);
    await drafts.drop(draftName);
  }

  function ownName(one: Asked): string {
    return `own.${field.account.value}.${one.name}`;
  }

  void restore();
  return { answers, changes, unknown, asked, missing, windows, restored, failed, answer, notKnown, sent };
}

function later(value: unknown): string | null {
  const start = typeof value === "string" ? civilOf(value) : null;
  return start === null ? null : formatMoment(start + WINDOW);
}
