/** Mounts a component as an app would: texts, a router, a server of the test's own. Elements are found by role and visible text. */
import { render } from "@testing-library/vue";
import { type Component, defineComponent, h } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { API, Api } from "../api/index.ts";
import type { FormShown } from "../api/types.ts";
import { type Lang, makeI18n } from "../i18n/index.ts";
import { type Clock, civilOf, epochOfCivil, type Say } from "../time/index.ts";

export interface Stage {
  readonly lang?: Lang;
  readonly props?: Record<string, unknown>;
  readonly provide?: Record<symbol, unknown>;
  readonly api?: Api;
  readonly slots?: Record<string, string>;
}

/** The component on a stage; the result is that of testing-library's `render`. */
export function show(component: Component, stage: Stage = {}) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/:rest(.*)*", component: { template: "<p></p>" } }] });
  return render(component, {
    props: stage.props ?? {},
    slots: stage.slots ?? {},
    global: {
      plugins: [makeI18n({ zh: {}, en: {} }, stage.lang ?? "zh"), router],
      provide: { [API as symbol]: stage.api ?? serverOf({}), ...stage.provide },
    },
  });
}

/** Runs a composable inside a component and gives what it returns. */
export function within<T>(composable: () => T, stage: Stage = {}): T {
  let result: T | undefined;
  show(
    defineComponent(() => {
      result = composable();
      return () => h("i");
    }),
    stage,
  );
  return result as T;
}

/** An API whose answers are given by "METHOD /path"; what is not given answers 404. */
export function serverOf(answers: Readonly<Record<string, unknown>>, seen: { method: string; path: string; body: unknown }[] = [], clock?: Clock): Api {
  const fake = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const [method, path] = [init.method ?? "GET", String(input).replace(/^\/api/, "")];
    seen.push({ method, path, body: typeof init.body === "string" ? JSON.parse(init.body) : init.body });
    const found = answers[`${method} ${path}`] ?? answers[`${method} ${path.split("?")[0]}`];
    if (found === undefined) return Response.json({ error: { code: "not_found", message: "没有", path: null, values: {} } }, { status: 404 });
    const given: unknown = typeof found === "function" ? await (found as (init: RequestInit) => unknown)(init) : found;
    return given instanceof Response ? given : Response.json(given);
  };
  return new Api({ lang: () => "zh", fetch: fake as typeof fetch, ...(clock ? { clock } : {}) });
}

/** `t` of a language, outside of components. */
export function sayIn(lang: Lang): Say {
  return (makeI18n({ zh: {}, en: {} }, lang) as unknown as { global: { t: Say } }).global.t;
}

/** Milliseconds since 1970 of a civil text, for a test's own clock. */
export function epochOf(text: string): number {
  return epochOfCivil(civilOf(text)!);
}

const both = (text: string) => ({ zh: text, en: text });

/** A form in a few words: `formOf("arrived", { rooms: "int!", ok: "bool?" })`; `!` required, `?` required with 不清楚. */
export function formOf(act: string, fields: Readonly<Record<string, string>>, roles: readonly string[] = ["technician"]): FormShown {
  return {
    act,
    names: both(act),
    by: roles.map((role) => ({ role, names: both(role), party: role === "guest" })),
    unit: "room" in fields || "rooms" in fields ? "room" : null,
    fields: Object.entries(fields).map(([name, said]) => {
      const type = said.replace(/[!?]$/, "");
      const choices = /choice\[(.+?)\]/.exec(type)?.[1]?.split("|");
      return {
        name,
        type,
        kind: type.split("[")[0]!,
        names: both(name),
        required: /[!?]$/.test(said),
        unknown_allowed: said.endsWith("?"),
        personal: false,
        clauses: [],
        guards: said.endsWith("?") ? ["home-broadband/5.6"] : [],
        ...(choices ? { choices: choices.map((value) => ({ value, names: both(value) })) } : {}),
      };
    }),
  };
}
