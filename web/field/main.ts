/** Starts the phone: texts, router, what is kept, the service worker. Nobody logged in and nobody remembered: to the log-in. */
import "./styles.css";
import { createApp } from "vue";
import { API, ApiError } from "../common/api/index.ts";
import { FORM_TOOLS } from "../common/forms/tools.ts";
import { languageOf, makeI18n } from "../common/i18n/index.ts";
import { titlePages } from "../common/i18n/titles.ts";
import App from "./App.vue";
import { formTools } from "./composables/tools.ts";
import { makeRouter } from "./router.ts";
import { FieldDb } from "./services/db.ts";
import { FieldApi } from "./services/feed.ts";
import { FIELD, Field } from "./stores/field.ts";
import en from "./texts/en.json";
import zh from "./texts/zh.json";

const i18n = makeI18n({ zh, en });
const router = makeRouter();
titlePages(router, i18n);
const field = new Field(new FieldApi({ lang: () => languageOf(i18n) }), new FieldDb());
router.afterEach((to, from) => {
  if (to.path !== from.path) void field.apply(); // a new page: nothing moves under a finger
});
if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" }).catch(() => undefined);

field.start().catch((error: unknown) => {
  if (error instanceof ApiError && error.status === 401) location.assign("/log-in?next=/field/");
  else field.net.value = "away";
});
createApp(App).use(i18n).use(router).provide(API, field.api).provide(FIELD, field).provide(FORM_TOOLS, formTools(field, router)).mount("#app");
