/** The console's texts: every catalogue in a folder `texts…/`, put together key by key. */
import type { Lang } from "../common/i18n/index.ts";

type Catalogue = { readonly [key: string]: string | Catalogue };

const files = import.meta.glob<Catalogue>("./texts*/*.json", { eager: true, import: "default" });

function merged(a: Catalogue, b: Catalogue): Catalogue {
  const both = Object.entries(b).map(([key, value]) => {
    const there = a[key];
    return [key, typeof there === "object" && typeof value === "object" ? merged(there, value) : value] as const;
  });
  return { ...a, ...Object.fromEntries(both) };
}

function of(lang: Lang): Catalogue {
  return Object.entries(files)
    .filter(([path]) => path.endsWith(`/${lang}.json`))
    .reduce((done, [, catalogue]) => merged(done, catalogue), {} as Catalogue);
}

export const texts: Readonly<Record<Lang, Catalogue>> = { zh: of("zh"), en: of("en") };
