/**
 * The form of an act: made from the server's description, filled with usual values, kept as a draft at every change, and tried against
 * the clauses before it is sent. It shows nothing; `ActForm.vue` does.
 */
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from "vue";
import type { FormShown, WhatIfShown } from "../api/types.ts";
import type { Draft, Drafts } from "./drafts.ts";
import { type Field, fieldOf } from "./types.ts";
import { isBlank, problemOf, sentValue } from "./values.ts";
import { wantedBy } from "./wanted.ts";
import type { Tried, Try } from "./whatif.ts";

export interface FormOptions {
  readonly form: FormShown;
  /** Usual values: those of a next act or of a gesture's presets. */
  readonly usual?: Readonly<Record<string, unknown>>;
  /** The role that usually does it; else the first. */
  readonly by?: string | null;
  readonly unit?: string | null;
  readonly units?: readonly string[];
  /** How a gesture asks for a field. */
  readonly asks?: Readonly<Record<string, string>>;
  /** The most of fields that are marks, by their names. */
  readonly scales?: Readonly<Record<string, number>>;
  readonly attempt?: Try | null;
  /** Where and under which name the draft is kept. */
  readonly drafts?: Drafts | null;
  readonly draftKey?: string;
}

const NOTHING: WhatIfShown = { breaches: [], hanging: [], answers: [] };
const PAUSE = 120;

/** The form, alive as long as the calling component. */
export function useActForm(options: FormOptions) {
  const { form } = options;
  const start = startOf(options);
  const values = reactive<Record<string, unknown>>({ ...start.values });
  const unknown = reactive(new Set<string>());
  const by = ref(start.by);
  const at = ref<string | null>(null);
  const outcome = shallowRef<WhatIfShown>(NOTHING);
  const unstored = ref(false);
  const restored = ref(false);
  const fields: readonly Field[] = form.fields.map((given) =>
    fieldOf(given, { ask: options.asks?.[given.name] ?? null, offered: offeredFor(given.name, options), scale: options.scales?.[given.name] ?? null }),
  );

  const answered = (field: Field) => unknown.has(field.name) || !isBlank(values[field.name]);
  const needed = (field: Field) => field.required && (field.requiredWhen === null || wantedBy(field.requiredWhen, values));
  const missing = computed(() => fields.filter((field) => needed(field) && !answered(field)));
  const wrong = computed(() => fields.filter((field) => problemOf(field.type, values[field.name]) !== null));
  const tried = computed<Tried>(() => ({ act: form.act, by: by.value, data: dataOf(values, unknown), at: at.value }));
  const draft = computed<Draft>(() => ({ values: { ...values }, unknown: [...unknown], by: by.value, at: at.value }));
  const changed = computed(() => JSON.stringify(draft.value) !== JSON.stringify(start));
  /** Presets that are no longer what they were, by the field's name. */
  const changedPresets = computed(() => Object.keys(options.usual ?? {}).filter((name) => values[name] !== options.usual?.[name]));

  function set(name: string, value: unknown): void {
    values[name] = value;
    if (!isBlank(value)) unknown.delete(name);
  }

  function setUnknown(name: string, on: boolean): void {
    if (on) {
      unknown.add(name);
      values[name] = null;
    } else unknown.delete(name);
  }

  async function keep(): Promise<void> {
    if (!options.drafts || !options.draftKey) return;
    try {
      await options.drafts.save(options.draftKey, draft.value);
      unstored.value = false;
    } catch {
      unstored.value = true;
    }
  }

  /** Takes up what was typed before; true when there was something. */
  async function restore(): Promise<boolean> {
    const kept = options.drafts && options.draftKey ? await options.drafts.load(options.draftKey) : null;
    if (!kept) return false;
    Object.assign(values, kept.values);
    for (const name of kept.unknown) unknown.add(name);
    if (form.by.some((role) => role.role === kept.by)) by.value = kept.by;
    at.value = kept.at;
    restored.value = true;
    return true;
  }

  /** The draft is no longer needed: the act was taken. */
  async function sent(): Promise<void> {
    if (options.drafts && options.draftKey) await options.drafts.drop(options.draftKey);
  }

  followOutcome(() => tried.value, options.attempt ?? null, outcome);
  watch(draft, keep);

  return {
    form, fields, values, unknown, by, at, missing, wrong, tried, outcome, unstored, restored, changed, changedPresets,
    ready: computed(() => !missing.value.length && !wrong.value.length),
    answered, needed, set, setUnknown, restore, sent,
  };
}

export type ActFormModel = ReturnType<typeof useActForm>;

function startOf({ form, usual, by, unit }: FormOptions): Draft {
  const values: Record<string, unknown> = {};
  for (const field of form.fields) values[field.name] = usual?.[field.name] ?? null;
  if (unit && form.unit) {
    const [one, several] = [form.unit, `${form.unit}s`];
    if (one in values) values[one] = unit;
    else if (several in values && isBlank(values[several])) values[several] = [unit];
  }
  const role = form.by.find((one) => one.role === by) ?? form.by[0];
  return { values, unknown: [], by: role?.role ?? "", at: null };
}

function offeredFor(name: string, { form, units }: FormOptions): readonly string[] {
  return form.unit && (name === form.unit || name === `${form.unit}s`) ? (units ?? []) : [];
}

function dataOf(values: Readonly<Record<string, unknown>>, unknown: ReadonlySet<string>): Record<string, unknown> {
  const given = Object.entries(values).map(([name, value]) => [name, unknown.has(name) ? undefined : sentValue(value)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** Tries the act anew a moment after every change; a later try wins over an earlier one's late answer. */
function followOutcome(tried: () => Tried, attempt: Try | null, outcome: { value: WhatIfShown }): void {
  if (!attempt) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  async function run(): Promise<void> {
    const own = ++last;
    try {
      const found = await attempt!(tried());
      if (own === last) outcome.value = found;
    } catch {
      if (own === last) outcome.value = NOTHING; // no network: the server judges when it gets the act
    }
  }
  watch(
    tried,
    () => {
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE);
    },
    { deep: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  void run();
}
