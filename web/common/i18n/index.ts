/**
 * Texts of an app: its own JSON catalogues over those of `common/texts`, Chinese first, English by a switch that keeps the place.
 *
 * No text that a person reads stands in code. Names of acts, fields and clauses come from the standard in both languages: `pick`.
 */
import { computed, inject, type InjectionKey, type Ref } from "vue";
import { createI18n, useI18n } from "vue-i18n";
import type { Lang } from "../judge/index.ts";
import en from "../texts/en.json";
import zh from "../texts/zh.json";

export type { Lang } from "../judge/index.ts";

/** A text in both languages, as the server gives names. */
export interface Both {
  readonly zh: string;
  readonly en: string;
}

type Catalogue = Record<string, unknown>;

const KEPT_AS = "doorstep.lang";

/** How the choice of language is told to others (the account, the session); given by an app that can. */
export const TELL_LANGUAGE: InjectionKey<(lang: Lang) => void> = Symbol("tell language");

/** The i18n of an app. `catalogues` are the app's own texts, keyed as those of `common` are not. */
export function makeI18n(catalogues: Readonly<Record<Lang, Catalogue>>, lang: Lang = keptLanguage()) {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  return createI18n({
    legacy: false,
    locale: lang,
    fallbackLocale: "zh",
    messages: { zh: { ...zh, ...catalogues.zh }, en: { ...en, ...catalogues.en } } as never,
  });
}

/** The language that an i18n speaks now, for what is no component. */
export function languageOf(i18n: ReturnType<typeof makeI18n>): Lang {
  return (i18n as unknown as { global: { locale: { value: Lang } } }).global.locale.value;
}

/** The language chosen last on this device; else Chinese. */
export function keptLanguage(): Lang {
  try {
    return localStorage.getItem(KEPT_AS) === "en" ? "en" : "zh";
  } catch {
    return "zh"; // a browser that refuses storage still shows the screen
  }
}

/** What a component needs to speak: `t`, the language, `pick` for names in both, and the switch. */
export function useTexts() {
  const { t, locale } = useI18n({ useScope: "global" });
  const tell = inject(TELL_LANGUAGE, undefined);
  const lang = computed(() => locale.value as Lang) as Readonly<Ref<Lang>>;

  function pick(both: Both | null | undefined): string {
    return both ? both[lang.value] : "";
  }

  function setLang(chosen: Lang): void {
    locale.value = chosen;
    document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
    try {
      localStorage.setItem(KEPT_AS, chosen);
    } catch {
      // kept for this visit only
    }
    tell?.(chosen);
  }

  return { t, lang, pick, setLang };
}
