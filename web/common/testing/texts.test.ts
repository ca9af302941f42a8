/** Both languages have the same keys, with the same values to be put in, in every catalogue; no app covers a key of common. */
import { describe, expect, test } from "vitest";
import { makeI18n } from "../i18n/index.ts";

const FILES = import.meta.glob<Record<string, unknown>>("../../{common,console,field,door}/texts*/*.json", {
  eager: true,
  import: "default",
});

function flat(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  const entries = Object.entries(value as Record<string, unknown>);
  return new Map(entries.flatMap(([key, inner]) => [...flat(inner, path ? `${path}.${key}` : key)]));
}

/** The catalogues of an app in a language, one for each of its folders `texts…/`. */
function catalogues(app: string, lang: string): Map<string, string>[] {
  const start = app === "common" ? "../texts" : `../../${app}/texts`;
  const names = Object.keys(FILES).filter((path) => path.startsWith(start) && path.endsWith(`/${lang}.json`));
  if (!names.length) throw new Error(`no catalogue of ${app} in ${lang}`);
  return names.map((name) => flat(FILES[name]));
}

function catalogue(app: string, lang: string): Map<string, string> {
  return new Map(catalogues(app, lang).flatMap((one) => [...one]));
}

function tops(catalogue: Map<string, string>): string[] {
  return [...new Set([...catalogue.keys()].map((key) => key.split(".")[0]!))];
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test("one of a thing is said in the singular in English", () => {
  const { t } = (makeI18n({ zh: {}, en: {} }, "en") as unknown as { global: { t: (key: string, values: object) => string } }).global;
  expect([0, 1, 2].map((n) => t("ui.clause.units", { n }))).toEqual(["0 units", "1 unit", "2 units"]);
  expect(t("ui.grounds.corrected", { n: 1 })).toBe("corrected once");
});

describe.each(["common", "console", "field", "door"])("texts of %s", (app) => {
  const [zh, en] = [catalogue(app, "zh"), catalogue(app, "en")];

  test("Chinese and English have the same keys", () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  test("no text is empty, and both put in the same values", () => {
    for (const [key, text] of zh) {
      expect(text.trim(), key).not.toBe("");
      const [one, many] = (en.get(key) ?? "").split(" | ");
      expect(placeholders(many ?? one!), key).toEqual(placeholders(text));
      if (many) expect(placeholders(text), key).toEqual(expect.arrayContaining([...placeholders(one!), "n"]));
    }
  });

  test("English texts hold no Chinese, and no snake_case word stands in either", () => {
    for (const [key, text] of en) expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(false);
    for (const [key, text] of [...zh, ...en]) expect(/[a-z]_[a-z]/.test(text.replace(/\{\w+\}/g, "")), `${key}: ${text}`).toBe(false);
  });
});

test("no catalogue of an app covers a key of another, nor a first key of common", () => {
  for (const app of ["console", "field", "door"]) {
    const all = catalogues(app, "zh").flatMap((one) => [...one.keys()]);
    expect(all.filter((key, place) => all.indexOf(key) !== place), app).toEqual([]);
    const common = new Set(catalogues("common", "zh").flatMap(tops));
    expect([...new Set(catalogues(app, "zh").flatMap(tops))].filter((key) => common.has(key)), app).toEqual([]);
  }
});

const SOURCES = import.meta.glob<string>(["../../{common,console,field,door}/**/*.{vue,ts}", "!**/*.test.ts"], { eager: true, query: "?raw", import: "default" });
/** A key as it stands in code: its first word is one of a catalogue's, and it may end in a value that is put in. */
const LITERAL = /(?<!=)["'`]([a-z]+(?:\.[a-z][\w-]*)*)(\.?)(\$\{[^}]*\})?[^"'`]*["'`]/g;

test.each(["common", "console", "field", "door"])("every key that the code of %s names has its text", (app) => {
  const known = new Map([...catalogue("common", "zh"), ...catalogue(app, "zh")]);
  const first = new Set(tops(known));
  const missing: string[] = [];
  for (const [file, source] of Object.entries(SOURCES)) {
    const own = app === "common" ? !/\/(console|field|door)\//.test(file) : file.includes(`/${app}/`);
    if (!own) continue;
    // Permissions, deeds of the trail and names of files look like keys and are none.
    for (const [literal, key, dot, value] of source.replace(/permissions: \[[^\]]*\]|DEEDS = \[[^\]]*\]|"\w+\.txt"/g, "").matchAll(LITERAL)) {
      if (!key!.includes(".") && !dot) continue;
      if (!first.has(key!.split(".")[0]!)) continue;
      const found = value ? [...known.keys()].some((one) => one.startsWith(key! + dot)) : known.has(key!) || !literal.endsWith(`${key}${literal[0]}`);
      if (!found) missing.push(`${file}: ${key}`);
    }
  }
  expect(missing).toEqual([]);
});

const WHOLE = /["'`]([a-z][\w.-]*)["'`]/g;
const BEGUN = /["'`]([a-z][\w-]*\.[\w.-]*)\$\{/g;

test.each(["common", "console", "field", "door"])("every text of %s is shown somewhere", (app) => {
  const sources = Object.entries(SOURCES).filter(([file]) => app === "common" || file.includes(`/${app}/`));
  const whole = new Set(sources.flatMap(([, source]) => [...source.matchAll(WHOLE)].map((found) => found[1]!)));
  const begun = [...new Set(sources.flatMap(([, source]) => [...source.matchAll(BEGUN)].map((found) => found[1]!)))];
  const unused = [...catalogue(app, "zh").keys()].filter((key) => !whole.has(key) && !begun.some((start) => key.startsWith(start)));
  expect(unused).toEqual([]);
});
