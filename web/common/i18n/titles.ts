/** The browser's title follows the page and the language. */
import { watch } from "vue";
import type { Router } from "vue-router";
import type { makeI18n } from "./index.ts";

/** Sets the title after every move and every change of language, from the page's `meta.title` (a text's key). */
export function titlePages(router: Router, i18n: ReturnType<typeof makeI18n>): void {
  const { global } = i18n as unknown as { global: { t: (key: string) => string; locale: { value: string } } };
  watch([() => router.currentRoute.value, () => global.locale.value], ([to]) => {
    const title = to.meta.title as string | undefined;
    document.title = title ? `${global.t(title)} · Doorstep` : "Doorstep";
  });
}
