/** Starts the console: texts, server, who is logged in, router, styles. */
import "tdesign-vue-next/es/style/index.css";
import "../common/ui/tokens.css";
import "./shell/console.css";
import { createApp } from "vue";
import { API, LIVE, Live, makeSession, SESSION } from "../common/api/index.ts";
import { languageOf, makeI18n } from "../common/i18n/index.ts";
import { titlePages } from "../common/i18n/titles.ts";
import App from "./App.vue";
import { guard, makeRouter } from "./router.ts";
import { ConsoleApi } from "./stores/api.ts";
import { STANDARDS, Standards } from "./stores/names.ts";
import { texts } from "./texts.ts";

const i18n = makeI18n(texts);
const router = makeRouter();
const api = new ConsoleApi({ lang: () => languageOf(i18n), loggedOut: toLogIn });
const session = makeSession(api);
const live = new Live(api, { hold: 20 });
guard(router, session, live);
titlePages(router, i18n);

/** The session ended: to the log-in, and back to the same place afterwards. */
function toLogIn(): void {
  const here = router.currentRoute.value;
  if (here.name && here.name !== "log-in") void router.push({ name: "log-in", query: { next: here.fullPath } });
}

const app = createApp(App).use(i18n).use(router);
app.provide(API, api).provide(LIVE, live).provide(SESSION, session).provide(STANDARDS, new Standards(api));
app.mount("#app");
